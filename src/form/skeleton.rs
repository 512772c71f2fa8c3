//! An empty assessment that reads as the form: every item with its guidance above it, ready to be filled in.
//! Knows no file; the path of the schema comes in.

use super::guidance::Guidance;
use super::{ALT_KEY, EDITION_PATH, FIGURE_KEY, FORM_KEY, Form, Identity, Item, ItemId, Kind, NUMBER_KEY};

/// How deep an item of a list or a group stands inside it.
const STEP: usize = 2;

impl Form {
    /// The text of an empty assessment of this form. `schema` is the path of its JSON Schema for editors.
    ///
    /// Reading it finds nothing wrong but answers that are missing.
    #[must_use]
    pub fn skeleton(&self, schema: &str) -> String {
        let mut page = Page::default();
        page.line(0, &format!("# yaml-language-server: $schema={schema}"));
        self.write_opening(&mut page);
        page.line(0, &format!("{FORM_KEY}: {}", key(&self.name)));
        self.write_items(self.root(), 0, &mut page);
        page.text()
    }

    fn write_opening(&self, page: &mut Page) {
        for line in [
            "#",
            &format!("# {}", self.title),
            &format!("# [{}]", self.label),
            "#",
            "# 書き方",
            "#   ・「項目名:」の後に、半角の空白を一つ置いて書きます。項目名と行頭の字下げは変えません。",
            "#   ・長い文は「項目名: |-」とし、次の行から半角の空白二つ分深く字下げして書きます。改行はそのまま印刷されます。",
            "#   ・一つ選ぶ項目は、「・」の後の言葉を写します。",
            "#   ・いくつでも選ぶ項目は、選ぶ行の「# 」を消します。「:」で終わる選択肢には、その後に言葉を書き添えます。",
            "#   ・日付は 2026-06-30 の形で書きます。印刷すると和暦になります。",
            "#   ・# から始まる行は覚え書きで、印刷されません。要らなくなれば消して構いません。",
            "#   ・書いたら hyoka check とこのファイルの名前で、足りないところを確かめられます。",
        ] {
            page.line(0, line);
        }
        if !self.legend.is_empty() {
            page.line(0, "#");
            page.line(0, &format!("# {}", self.legend));
        }
        page.blank();
    }

    /// The children of a group or an entry, each with its comments.
    fn write_items(&self, group: &Item, indent: usize, page: &mut Page) {
        let mut part = None;
        for id in &group.children {
            let item = self.item(*id);
            // At the top and in an entry of a part, a heading says where the next part of the form begins.
            let own = item.part.filter(|own| part != Some(*own));
            if (group.parent.is_none() || group.is_part) && own.is_some() {
                let shown = self.parts.iter().enumerate().find(|(index, _)| Some(*index) == own);
                // The first part of an entry stands above its list.
                if let Some((_, shown)) = shown.filter(|_| group.parent.is_none() || part.is_some()) {
                    page.blank();
                    let note = if shown.printed {
                        ""
                    } else {
                        "（印刷されません）"
                    };
                    page.line(indent, &format!("# ==== {}{note} ====", shown.heading()));
                }
                part = item.part;
            }
            self.write_item(*id, indent, page);
        }
    }

    fn write_item(&self, id: ItemId, indent: usize, page: &mut Page) {
        let item = self.item(id);
        if !item.is_part {
            page.blank();
            for line in comments(item) {
                page.line(indent, &line);
            }
        }
        let name = key(&item.key);
        match item.kind {
            Kind::Group => {
                page.line(indent, &format!("{name}:"));
                page.tight();
                self.write_items(item, indent + STEP, page);
            }
            Kind::Entries => {
                page.line(indent, &format!("{name}:"));
                page.tight();
                self.write_entry(item, indent + STEP, page);
            }
            Kind::Choices => {
                page.line(indent, &format!("{name}:"));
                choices(item, indent + STEP, page);
            }
            Kind::Texts => {
                page.line(indent, &format!("{name}:"));
                page.line(indent + STEP, "-");
            }
            Kind::Figure => {
                page.line(indent, &format!("{name}:"));
                page.line(indent + STEP, &format!("- {FIGURE_KEY}:"));
                page.line(indent + 2 * STEP, &format!("{ALT_KEY}:"));
            }
            _ if item.path == EDITION_PATH.join("/") => {
                page.line(indent, &format!("{name}: {}", key(&self.edition)));
            }
            Kind::Text | Kind::Date | Kind::Number | Kind::Choice | Kind::Tick => {
                page.line(indent, &format!("{name}:"));
            }
        }
    }

    /// One entry of a list: empty where the form cannot do without one, else as comments to be uncovered.
    fn write_entry(&self, list: &Item, indent: usize, page: &mut Page) {
        let mut inside = Page::default();
        if list.is_numbered() {
            inside.line(indent + STEP, &format!("{NUMBER_KEY}: 1"));
        } else {
            inside.tight();
        }
        self.write_items(list, indent + STEP, &mut inside);
        let mut lines = inside.lines;
        // The dash belongs to the first line that is no comment; what stands above it stands above the entry.
        let is_key = |line: &String| !line.is_empty() && !line.trim_start().starts_with('#');
        let first = lines.iter().position(is_key).unwrap_or_default();
        let own = " ".repeat(indent);
        for (at, line) in lines.iter_mut().enumerate().take(first + 1) {
            let dash = if at == first { "- " } else { "" };
            *line = format!("{own}{dash}{}", line.trim_start());
        }
        // Such as `- 番号:`.
        let start = lines.get(first).map_or("", |line| line.trim().trim_end_matches(" 1"));
        let change = if list.is_numbered() { "番号を変えて" } else { "" };
        page.line(
            indent,
            &format!("# 二つ目からは、「{start}」からの一組を写し、{change}続けて書きます。"),
        );
        if self.may_be_empty(list) {
            page.line(
                indent,
                "# なければ、このままにします。あれば、次の行から、行頭の「# 」を一つずつ消して書きます。",
            );
            for line in &lines {
                page.line(indent, &format!("# {}", line.get(indent..).unwrap_or_default()));
            }
            return;
        }
        if first > 0 {
            page.blank();
        }
        for line in &lines {
            page.line(0, line);
        }
    }

    /// Whether a list may have no entry: one that another item counts, and one that only records what happened.
    fn may_be_empty(&self, list: &Item) -> bool {
        let counted = self.counting(list).next().is_some();
        let by_position = list
            .repeat
            .as_ref()
            .is_some_and(|repeat| repeat.identity == Identity::Position);
        counted || by_position
    }
}

/// Lines of text, with one empty line at most between two.
#[derive(Debug, Default)]
struct Page {
    lines: Vec<String>,
    /// The next empty line is not wanted: what follows belongs to the line before.
    tight: bool,
}

impl Page {
    fn line(&mut self, indent: usize, text: &str) {
        self.lines.push(format!("{:indent$}{}", "", text).trim_end().to_owned());
        self.tight = false;
    }

    fn blank(&mut self) {
        if !self.tight && self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn tight(&mut self) {
        self.tight = true;
    }

    fn text(&self) -> String {
        self.lines.join("\n") + "\n"
    }
}

/// What stands above the key: number, label and kind, then guidance, law and options.
fn comments(item: &Item) -> Vec<String> {
    let mut notes = Vec::new();
    if item.required {
        notes.push("必須");
    }
    notes.extend(match item.kind {
        Kind::Choice => Some("一つ選ぶ"),
        Kind::Choices => Some("いくつでも選ぶ"),
        Kind::Date if item.or_text => Some("日付か言葉"),
        Kind::Date => Some("日付"),
        Kind::Number => Some("数"),
        Kind::Tick => Some("当てはまるなら true"),
        Kind::Texts => Some("一行に一つ"),
        Kind::Figure => Some("図"),
        Kind::Text | Kind::Group | Kind::Entries => None,
    });
    let notes = if notes.is_empty() {
        String::new()
    } else {
        format!("［{}］", notes.join("・"))
    };
    let mut lines = vec![format!("# {}{notes}", item.heading())];
    lines.extend(item.guidance.iter().map(|text| format!("#   {text}")));
    // Where words are to be found, it helps to know what they must answer.
    let asked = Guidance::of(item).filter(|_| item.kind == Kind::Text);
    lines.extend(asked.map(|guidance| format!("#   点検で問われること: {}", guidance.questions())));
    lines.extend(item.law.iter().map(|law| format!("#   根拠: {law}")));
    if item.kind == Kind::Choice {
        lines.extend(item.options.iter().map(|option| format!("#     ・{}", option.text)));
    }
    lines
}

/// The options of several as a list to be uncovered.
fn choices(item: &Item, indent: usize, page: &mut Page) {
    let mut group = "";
    for option in &item.options {
        if option.group != group {
            group = &option.group;
            page.line(indent, &format!("# （{group}）"));
        }
        let blank = if option.blank { ":" } else { "" };
        page.line(indent, &format!("# - {}{blank}", key(&option.text)));
    }
}

/// A text as a key or a value, quoted where YAML asks for it.
fn key(text: &str) -> String {
    // A plain string always has a YAML form.
    let written = serde_yaml::to_string(text).unwrap_or_default();
    written.trim_end().to_owned()
}
