//! Scalars and lists of scalars: what a text means for the kind of its item.

use jiff::civil::Date;

use super::super::{Piece, Value, WITHHELD};
use super::{Binder, correct, day};
use crate::finding::{Finding, Fix, Severity, code};
use crate::folding::fold;
use crate::form::path::Path;
use crate::form::{Display, Item, Kind};
use crate::number::{self, NumberError};
use crate::source::{Node, NodeKind, SuspectKind, addressed, edit};
use crate::wareki::{self, WarekiError};

impl Binder<'_> {
    /// The value of a node for an item that holds no others.
    pub(super) fn value(&mut self, item: &Item, node: &Node) -> Value {
        let nothing = match &node.kind {
            NodeKind::Null => true,
            NodeKind::Scalar { text, .. } => text.trim().is_empty(),
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => false,
        };
        if nothing {
            return Value::Empty;
        }
        if self.is_withheld(item, node) {
            return Value::Withheld;
        }
        match item.kind {
            Kind::Text => self.text(item, node),
            Kind::Texts => self.texts(item, node),
            Kind::Date => self.date(item, node),
            Kind::Number => self.number_of(item, node),
            Kind::Choice => self.choice(item, node),
            Kind::Choices => self.choices(item, node),
            Kind::Tick => self.tick(item, node),
            Kind::Figure => self.figures(item, node),
            Kind::Group | Kind::Entries => Value::Empty,
        }
    }

    /// Whether a public copy says of an answer that it left it out. A table of changes quotes what others wrote, this too.
    fn is_withheld(&self, item: &Item, node: &Node) -> bool {
        let part = self.form.part(item);
        part.is_some_and(|part| part.printed && !part.table)
            && node.text().is_some_and(|text| fold(text) == fold(WITHHELD))
    }

    fn text(&mut self, item: &Item, node: &Node) -> Value {
        let Some(text) = self.scalar(
            item,
            node,
            "文章で書いてください。複数の行は「|-」の次の行から、字下げして書きます",
        ) else {
            return self.invalid(node);
        };
        // A plain text over several lines may have swallowed the keys after it: `部署：総務課` reads as more text.
        let plain = matches!(node.kind, NodeKind::Scalar { plain: true, .. });
        if plain && self.swallows_keys(node) && self.report_suspects(&node.span) {
            return Value::Invalid(text);
        }
        self.comment_after(item, node);
        self.swallowed_item(item, node);
        Value::Text(text)
    }

    /// `総務課 #内線12`: what YAML takes for a comment may be the author's text, and is lost without a word.
    fn comment_after(&mut self, item: &Item, node: &Node) {
        let text = self.source.text();
        let behind = text.get(node.span.end..).unwrap_or_default();
        // Looked at before the rest of the line, which may be long and hold many texts.
        let comment = behind.trim_start_matches([' ', '\t']);
        if !comment.starts_with('#') || self.source.slice(&node.span).contains('\n') {
            return;
        }
        let start = node.span.end + behind.len() - comment.len();
        let comment = comment.split(['\n', '\r']).next().unwrap_or_default();
        if comment.trim_matches(['#', ' ']).is_empty() || addressed(comment).is_some() {
            return;
        }
        self.findings.push(
            Finding::new(
                code::COMMENT_AFTER_TEXT,
                Severity::Warning,
                start..start + comment.trim_end().len(),
            )
            .message(format!(
                "「{}」の後の「#」から先は注釈とみなされ、印刷されません",
                item.key
            ))
            .label("文の一部なら、値の全体を引用符 '…' で囲んでください")
            .help("覚え書きなら、前の行に # で始めて書くと紛れません"),
        );
    }

    /// An item indented too deep below a block of text becomes a line of that text.
    fn swallowed_item(&mut self, item: &Item, node: &Node) {
        if !matches!(node.kind, NodeKind::Scalar { block: true, .. }) {
            return;
        }
        let Some(parent) = item.parent.map(|id| self.form.item(id)) else {
            return;
        };
        let mut start = node.span.start;
        for line in self.source.slice(&node.span).split_inclusive('\n') {
            let body = line.trim();
            let key = body
                .split_once(':')
                .filter(|(_, rest)| rest.is_empty() || rest.starts_with(' '));
            let sibling = key.and_then(|(key, _)| self.form.child(parent, key));
            if let Some(sibling) = sibling.filter(|sibling| sibling.id != item.id) {
                let at = start + line.len() - line.trim_start().len();
                self.findings.push(
                    Finding::new(code::SWALLOWED_ITEM, Severity::Warning, at..at + body.len())
                        .message(format!("この行は「{}」の文章の一部になっています", item.key))
                        .label(format!(
                            "「{}」の記載なら、字下げを上の項目とそろえてください",
                            sibling.key
                        )),
                );
            }
            start += line.len();
        }
    }

    /// Whether a line of a text below its first looks like a key of the form.
    fn swallows_keys(&self, node: &Node) -> bool {
        let Some(first_end) = self.source.slice(&node.span).find('\n') else {
            return false;
        };
        let below = node.span.start + first_end..node.span.end;
        self.source.suspects_in(&below).iter().any(|suspect| {
            let key = fold(&suspect.key);
            matches!(suspect.kind, SuspectKind::Colon | SuspectKind::Gap)
                && self.form.items().any(|other| other.folded_key == key)
        })
    }

    fn texts(&mut self, item: &Item, node: &Node) -> Value {
        let nodes = match &node.kind {
            NodeKind::Sequence(nodes) => nodes.as_slice(),
            NodeKind::Scalar { .. } => std::slice::from_ref(node),
            NodeKind::Null | NodeKind::Mapping(_) => {
                self.wrong_kind(item, Some(node), "一つずつ「- 」で始まる箇条にしてください");
                return self.invalid(node);
            }
        };
        let mut pieces = Vec::new();
        for node in nodes {
            match &node.kind {
                // A line, a name: whoever writes a block means a list.
                NodeKind::Scalar { text, .. } => {
                    self.pieces(node, text, &mut pieces);
                }
                NodeKind::Null => {}
                NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                    self.wrong_piece(item, node, "「- 」の後に、名称を一つ書いてください");
                }
            }
        }
        if pieces.is_empty() {
            self.nothing_of(nodes)
        } else {
            Value::Texts(pieces)
        }
    }

    fn pieces(&self, node: &Node, text: &str, pieces: &mut Vec<Piece>) {
        // A node of one line is marked with its quotes.
        let own = self.source.slice(&node.span).contains(['\n', '\r']) || text.trim().contains('\n');
        let places = own.then(|| self.source.places(&node.span, text));
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let name = line.trim();
            let at = start + line.len() - line.trim_start().len();
            start += line.len();
            if name.is_empty() {
                continue;
            }
            let place = places.as_ref().and_then(|places| places.exact(&(at..at + name.len())));
            pieces.push(Piece {
                text: name.to_owned(),
                span: place.unwrap_or_else(|| node.mark(self.source)),
            });
        }
    }

    fn date(&mut self, item: &Item, node: &Node) -> Value {
        let label = "「2026-06-30」の形で書いてください";
        let Some(text) = self.scalar(item, node, label) else {
            return self.invalid(node);
        };
        let mut fix = None;
        let (message, label) = match wareki::parse(&text) {
            Ok(date) => {
                let fix = correct::date_spelling(self.source, &text, node, date);
                self.taken_loosely(
                    code::IMPOSSIBLE_DATE,
                    node,
                    &format!("日付が「{text}」と書かれています"),
                    fix,
                );
                return Value::Date(date);
            }
            Err(WarekiError::NotADate) if item.or_text => {
                self.day_as_words(node, &text);
                return Value::Text(text);
            }
            Err(WarekiError::NotADate) => {
                let (said, correction) = self.day_meant(node, &text);
                fix = correction;
                (
                    format!("「{text}」は日付ではありません"),
                    said.unwrap_or_else(|| label.to_owned()),
                )
            }
            Err(WarekiError::NoSuchDay) => (
                format!("「{text}」という日は暦にありません"),
                "正しい日付に改めてください".to_owned(),
            ),
            Err(WarekiError::OutsideEra(right)) => {
                if let Some(date) = self.published().and_then(|day| wareki::foreseen(&text, day)) {
                    self.findings.push(
                        Finding::new(code::IMPOSSIBLE_DATE, Severity::Info, node.mark(self.source))
                            .message(format!("「{text}」は、今の元号では「{right}」です"))
                            .label("公表した日には正しい書き方でした。このままで構いません"),
                    );
                    // The page shows words as they stand, a day as it is called now.
                    return if item.or_text {
                        Value::Text(text)
                    } else {
                        Value::Date(date)
                    };
                }
                // The year may be the slip as well as the era.
                fix = edit::rewrite(self.source, node, &right)
                    .map(|edit| Fix::likely(format!("「{right}」に改める"), vec![edit]));
                (
                    format!("「{text}」は元号の期間にない日です"),
                    format!("「{right}」ではありませんか"),
                )
            }
        };
        self.findings.push(
            Finding::new(code::IMPOSSIBLE_DATE, Severity::Error, node.mark(self.source))
                .message(message)
                .label(label)
                .fix(fix),
        );
        Value::Invalid(text)
    }

    fn number_of(&mut self, item: &Item, node: &Node) -> Value {
        let label = "「12345」のように、数字だけで書いてください";
        let Some(text) = self.scalar(item, node, label) else {
            return self.invalid(node);
        };
        let rewrite = |number: u64| edit::rewrite(self.source, node, &number.to_string()).map(|edit| vec![edit]);
        let (message, label, fix) = match number::parse(&text) {
            Ok(count) => {
                let unlike = text != count.to_string();
                let edits = unlike.then(|| rewrite(count)).flatten();
                let fix = edits.map(|edits| Fix::certain(format!("「{count}」の形に改める"), edits));
                self.taken_loosely(code::WRONG_KIND, node, &format!("数が「{text}」と書かれています"), fix);
                return Value::Number(count);
            }
            Err(NumberError::Vague(count)) => (
                format!("「{text}」は、おおよその数です"),
                format!("数えた数を書いてください（{count} が数えた数なら、そのまま数字で）"),
                rewrite(count).map(|edits| Fix::likely(format!("「{count}」に改める"), edits)),
            ),
            Err(NumberError::TooLarge) => (format!("「{text}」は大きすぎます"), label.to_owned(), None),
            Err(NumberError::NotANumber) => (format!("「{text}」は数ではありません"), label.to_owned(), None),
        };
        self.findings.push(
            Finding::new(code::WRONG_KIND, Severity::Error, node.mark(self.source))
                .message(message)
                .label(label)
                .fix(fix),
        );
        Value::Invalid(text)
    }

    /// What is said of words that mean a day, and their correction.
    fn day_meant(&self, node: &Node, text: &str) -> (Option<String>, Option<Fix>) {
        let Some(meant) = day::meant(text) else {
            let asked = day::candidates(text);
            let list: Vec<String> = asked
                .iter()
                .map(|day| format!("{}（{day}）", wareki::format(*day)))
                .collect();
            let said = format!("元号がありません。{}のどれですか", list.join("、"));
            return ((!asked.is_empty()).then_some(said), None);
        };
        match meant.day {
            Ok(day) => {
                let fix = correct::date(self.source, node, day, meant.certain);
                (Some(format!("{}「{day}」と書いてください", meant.is)), fix)
            }
            Err(WarekiError::OutsideEra(right)) => {
                let edit = edit::rewrite(self.source, node, &right);
                let fix = edit.map(|edit| Fix::likely(format!("「{right}」に改める"), vec![edit]));
                (
                    Some(format!("元号の期間にない日です。「{right}」ではありませんか")),
                    fix,
                )
            }
            Err(WarekiError::NoSuchDay) => (Some("暦にない日です。正しい日付に改めてください".to_owned()), None),
            Err(WarekiError::NotADate) => (None, None),
        }
    }

    /// A day in a way of writing that is taken for words, where words may stand: it is printed as it is.
    fn day_as_words(&mut self, node: &Node, text: &str) {
        let Some(meant) = day::meant(text).filter(|meant| meant.bare) else {
            return;
        };
        let (said, fix) = self.day_meant(node, text);
        // A number alone may be one of something else.
        let severity = if meant.certain {
            Severity::Warning
        } else {
            Severity::Info
        };
        self.findings.push(
            Finding::new(code::IMPOSSIBLE_DATE, severity, node.mark(self.source))
                .message(format!("「{text}」は日付として読めないので、このまま印刷されます"))
                .label(said.unwrap_or_default())
                .fix(fix),
        );
    }

    /// The day on which the document was published, as it tells it itself.
    fn published(&self) -> Option<Date> {
        let item = self.form.displayed(Display::Published)?;
        let mut node = self.source.root()?;
        for step in Path::parse(&item.path).steps() {
            node = node.get(step.key)?;
        }
        wareki::parse(node.text()?).ok()
    }

    pub(super) fn scalar(&mut self, item: &Item, node: &Node, label: &str) -> Option<String> {
        if let NodeKind::Scalar { text, .. } = &node.kind {
            return Some(text.clone());
        }
        self.wrong_kind(item, Some(node), label);
        None
    }

    pub(super) fn invalid(&self, node: &Node) -> Value {
        Value::Invalid(self.source.slice(&node.span).to_owned())
    }

    pub(super) fn taken_loosely(&mut self, code: &'static str, node: &Node, message: &str, fix: Option<Fix>) {
        if fix.is_some() {
            let finding = Finding::new(code, Severity::Info, node.mark(self.source));
            self.loose.push(finding.message(message).fix(fix));
        }
    }
}
