//! JSON Schema of an assessment, from its form definition: what an editor offers, explains and underlines.
//! Says less than reading does: what it refuses is wrong, but NFKC variants and the calendar are beyond it.

use serde_json::{Map, Value, json};

use super::guidance::Guidance;
use super::{ALT_KEY, FIGURE_KEY, FORM_KEY, Form, Item, Kind, NUMBER_KEY};

/// The dialect of every schema here.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// What to know of 番号.
pub const NUMBER_GUIDANCE: &str = "様式の欄の番号です。なくなったものの番号は空けておき、ほかの番号を詰めません。";

/// How a public copy says that it withholds an answer: no value to be offered, so no `const`.
const WITHHELD: &str = "^[（(]非公表[）)]$";

/// An ISO date, as files have it.
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

impl Form {
    /// The JSON Schema of an assessment of this form.
    ///
    /// Every value may be empty, because an assessment is a draft for most of its life; what is missing is for `check`.
    #[must_use]
    pub fn json_schema(&self) -> Value {
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), json!(DIALECT));
        schema.insert("title".to_owned(), json!(self.title));
        schema.insert(
            "description".to_owned(),
            json!(format!("{}（{}）", self.label, self.law)),
        );
        schema.insert("type".to_owned(), json!("object"));
        let mut properties = self.properties(self.root());
        let form = json!({
            "title": FORM_KEY,
            "description": "どの様式の評価書かを示します。",
            "const": self.name,
        });
        properties.shift_insert(0, FORM_KEY.to_owned(), form);
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("required".to_owned(), json!([FORM_KEY]));
        schema.insert("additionalProperties".to_owned(), json!(false));
        Value::Object(schema)
    }

    fn properties(&self, group: &Item) -> Map<String, Value> {
        let children = group.children.iter().map(|id| self.item(*id));
        children
            .map(|item| (item.key.clone(), self.item_schema(item)))
            .collect()
    }

    fn item_schema(&self, item: &Item) -> Value {
        let mut schema = Map::new();
        schema.insert("title".to_owned(), json!(self.title(item)));
        let paragraphs = paragraphs(item);
        if !paragraphs.is_empty() {
            schema.insert("description".to_owned(), json!(paragraphs.join("\n")));
            // Editors that read Markdown would join the lines of the plain one.
            let escaped: Vec<String> = paragraphs.iter().map(|text| markdown(text)).collect();
            schema.insert("markdownDescription".to_owned(), json!(escaped.join("\n\n")));
        }
        if let Value::Object(shape) = self.shape(item) {
            schema.extend(shape);
        }
        Value::Object(schema)
    }

    /// Number and label as the form prints them; of a part, the headings of all parts that share its key.
    #[must_use]
    pub fn title(&self, item: &Item) -> String {
        let parts: Vec<String> = self
            .parts
            .iter()
            .filter(|part| part.item == item.id)
            .map(super::Part::heading)
            .collect();
        if parts.is_empty() {
            item.heading()
        } else {
            parts.join("、")
        }
    }

    /// What a file may say of an item: its answer, and that a public copy withholds it.
    fn shape(&self, item: &Item) -> Value {
        let shape = self.answer(item);
        let is_printed = self.part(item).is_some_and(|part| part.printed && !part.table);
        let is_text = matches!(item.kind, Kind::Text | Kind::Texts) || item.or_text;
        if is_printed && !is_text && !item.is_group() {
            json!({"anyOf": [shape, {"type": "string", "pattern": WITHHELD}]})
        } else {
            shape
        }
    }

    fn answer(&self, item: &Item) -> Value {
        match item.kind {
            // What YAML takes for a number or a truth value is text to us: 評価書番号: 30.
            Kind::Text => json!({"type": ["string", "number", "boolean", "null"]}),
            Kind::Texts => json!({
                "type": ["array", "string", "number", "boolean", "null"],
                "items": {"type": ["string", "number", "boolean", "null"]},
            }),
            Kind::Date if item.or_text => json!({"type": ["string", "number", "null"]}),
            Kind::Date => json!({"type": ["string", "null"], "pattern": DATE}),
            Kind::Number => json!({"type": ["integer", "null"], "minimum": 0}),
            Kind::Choice => json!({"enum": options(item, true)}),
            Kind::Choices => json!({"type": ["array", "null"], "items": several(item), "uniqueItems": true}),
            Kind::Tick => json!({"type": ["boolean", "null"]}),
            Kind::Figure => figures(),
            Kind::Group => json!({
                "type": ["object", "null"],
                "properties": self.properties(item),
                "additionalProperties": false,
            }),
            Kind::Entries => self.entries(item),
        }
    }

    fn entries(&self, item: &Item) -> Value {
        let mut properties = self.properties(item);
        let slots = item.repeat.as_ref().and_then(|repeat| repeat.slots);
        let mut required = Vec::new();
        if item.is_numbered() {
            let mut number = json!({
                "title": NUMBER_KEY,
                "description": NUMBER_GUIDANCE,
                "type": "integer",
                "minimum": 1,
            });
            if let Some(slots) = slots {
                number["maximum"] = json!(slots);
            }
            properties.shift_insert(0, NUMBER_KEY.to_owned(), number);
            required.push(NUMBER_KEY);
        }
        let mut schema = json!({
            "type": ["array", "null"],
            "items": {
                "type": ["object", "null"],
                "properties": properties,
                "required": required,
                "additionalProperties": false,
            },
        });
        if let Some(slots) = slots {
            schema["maxItems"] = json!(slots);
        }
        schema
    }
}

/// One figure, or a list of them.
fn figures() -> Value {
    let figure = json!({
        FIGURE_KEY: {
            "title": FIGURE_KEY,
            "description": "図のファイルの名前です。この評価書と同じフォルダか、その中のフォルダに置きます（SVG、PNG か JPEG）。",
            "type": ["string", "null"],
            "pattern": "\\.([sS][vV][gG]|[pP][nN][gG])$",
        },
        ALT_KEY: {
            "title": ALT_KEY,
            "description": "図が見えない人のために、図が何を示しているかを言葉で書きます。必ず書く項目です。",
            "type": ["string", "number", "boolean", "null"],
        },
    });
    json!({
        "type": ["array", "object", "null"],
        "properties": figure,
        "additionalProperties": false,
        "items": {"type": ["object", "null"], "properties": figure, "additionalProperties": false},
    })
}

/// The texts of the options, and null for an answer that is still to come.
fn options(item: &Item, or_null: bool) -> Vec<Value> {
    let texts = item.options.iter().map(|option| json!(option.text));
    texts.chain(or_null.then_some(Value::Null)).collect()
}

/// One of several options: its text, or a map of one key where the option has a blank.
fn several(item: &Item) -> Value {
    let plain = json!({"enum": options(item, true)});
    let blanks: Map<String, Value> = item
        .options
        .iter()
        .filter(|option| option.blank)
        .map(|option| {
            let schema = json!({
                "description": "かっこの中に入れる言葉を書きます。",
                "type": ["string", "number", "boolean", "null"],
            });
            (option.text.clone(), schema)
        })
        .collect();
    if blanks.is_empty() {
        return plain;
    }
    let with_blank = json!({
        "type": "object",
        "properties": blanks,
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": false,
    });
    json!({"anyOf": [plain, with_blank]})
}

/// What to know of an item, a paragraph each: guidance, whether it is required and ※, law, doubts.
#[must_use]
pub fn paragraphs(item: &Item) -> Vec<String> {
    let mut paragraphs: Vec<String> = item.guidance.iter().cloned().collect();
    if item.required {
        paragraphs.push("必ず書く項目です。".to_owned());
    }
    if item.important && !item.is_group() {
        paragraphs.push("※ 重要な変更の対象の項目です。".to_owned());
    }
    paragraphs.extend(item.law.iter().map(|law| format!("根拠: {law}")));
    paragraphs.extend(item.doubt.iter().map(|doubt| format!("確かめきれていない点: {doubt}")));
    paragraphs.extend(Guidance::of(item).into_iter().flat_map(Guidance::paragraphs));
    paragraphs
}

/// A text that Markdown shows as it stands.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '~' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
