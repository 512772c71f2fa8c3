//! Scalars and lists of scalars: what a text means for the kind of its item.

use jiff::civil::Date;

use super::super::{Piece, Tick, Value, WITHHELD};
use super::correct::Place;
use super::counted::Counted;
use super::{Binder, correct, day, meant};
use crate::finding::{Edit, Finding, Fix, Severity, code};
use crate::folding::{fold, nearest};
use crate::form::path::Path;
use crate::form::{Display, Item, Kind, Level};
use crate::number::{self, NumberError};
use crate::source::{Node, NodeKind, Span, SuspectKind, addressed, edit};
use crate::threshold::{Count, Facts, decide};
use crate::wareki::{self, WarekiError};

/// One of several options, as it is written.
struct Written<'n> {
    text: String,
    /// The words in its blank.
    blank: String,
    span: Span,
    blank_span: Span,
    /// What a correction rewrites.
    whole: Place<'n>,
}

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

    fn choice(&mut self, item: &Item, node: &Node) -> Value {
        if let Some(inner) = self.bracketed(node) {
            let fix = correct::option(self.source, item, &inner, Place::Whole(&node.span));
            self.not_an_option(item, &format!("[ {inner} ]"), node, fix);
            return Value::Invalid(inner);
        }
        let Some(text) = self.scalar(item, node, "選択肢を一つだけ書いてください") else {
            return self.invalid(node);
        };
        if let Some(index) = item.option(&text) {
            self.spelling(item, index, &text, node, Place::Scalar(node));
            return Value::Choice(index);
        }
        // A dash says that nothing is chosen.
        if text
            .trim()
            .chars()
            .all(|c| matches!(c, '-' | '－' | '―' | '—' | '‐' | 'ー'))
        {
            return Value::Empty;
        }
        let fix = correct::option(self.source, item, &text, Place::Scalar(node));
        self.not_an_option(item, &text, node, fix);
        Value::Invalid(text)
    }

    fn choices(&mut self, item: &Item, node: &Node) -> Value {
        let NodeKind::Sequence(nodes) = &node.kind else {
            self.no_list(item, node);
            return self.invalid(node);
        };
        let mut ticks: Vec<Tick> = Vec::new();
        for node in nodes {
            let Some(Written {
                text,
                blank,
                span,
                blank_span,
                whole,
            }) = self.written(item, node)
            else {
                continue;
            };
            let Some(option) = item.option(&text) else {
                if self.lines_in_one(item, node, &text) {
                    continue;
                }
                let fix = correct::option(self.source, item, &text, whole);
                self.not_an_option(item, &text, node, fix);
                continue;
            };
            self.spelling(item, option, &text, node, whole);
            if !blank.is_empty() && !item.options[option].blank {
                self.words_without_blank(item, option, &blank, &span, node);
            }
            if let Some(first) = ticks.iter().find(|tick| tick.option == option) {
                // With other words in its blank each says something of its own.
                let same = first.blank == blank;
                let fix = same.then(|| correct::removal(self.source, node, &item.options[option].text));
                self.findings.push(
                    Finding::new(code::OPTION_TWICE, Severity::Error, span.clone())
                        .message(format!("「{}」が二度選ばれています", item.options[option].text))
                        .label("どちらか一つにしてください")
                        .related(first.span.clone(), "一度目はここです")
                        .fix(fix.flatten()),
                );
                continue;
            }
            ticks.push(Tick {
                option,
                blank,
                span,
                blank_span,
            });
        }
        ticks.sort_by_key(|tick| tick.option);
        if ticks.is_empty() {
            self.nothing_of(nodes)
        } else {
            Value::Ticks(ticks)
        }
    }

    /// What stands behind one dash of a list of options; `None` for nothing, and for what is no option in any form.
    fn written<'n>(&mut self, item: &Item, node: &'n Node) -> Option<Written<'n>> {
        match &node.kind {
            NodeKind::Null => None,
            NodeKind::Scalar { text, .. } => {
                let mark = node.mark(self.source);
                Some(Written {
                    text: text.clone(),
                    blank: String::new(),
                    span: mark.clone(),
                    blank_span: mark,
                    whole: Place::Piece(node),
                })
            }
            NodeKind::Mapping(entries) if entries.len() == 1 => {
                let value = &entries[0].value;
                if !matches!(value.kind, NodeKind::Scalar { .. } | NodeKind::Null) {
                    self.wrong_piece(item, value, "かっこの中に入れる言葉を、一行で書いてください");
                }
                let key = &entries[0].key_span;
                Some(Written {
                    text: entries[0].key.clone(),
                    blank: value.text().unwrap_or_default().to_owned(),
                    span: key.clone(),
                    blank_span: value.span.clone(),
                    whole: Place::Key(key),
                })
            }
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                self.wrong_piece(item, node, "選択肢か、「選択肢: かっこの中の言葉」を書いてください");
                None
            }
        }
    }

    /// Words beside an option that the form gives no room for words.
    fn words_without_blank(&mut self, item: &Item, option: usize, words: &str, span: &Span, node: &Node) {
        let option = &item.options[option];
        let label = if option.count.is_some() {
            "件数は自動で数えるので、選択肢だけを書いてください"
        } else {
            "選択肢だけを書いてください"
        };
        if let Some(list) = option.count.clone() {
            self.counted.push(Counted {
                finding: self.findings.len(),
                item: item.id,
                list,
                words: words.to_owned(),
                edit: Edit::new(span.end..node.span.end, ""),
            });
        }
        self.findings.push(
            Finding::new(code::WRONG_KIND, Severity::Error, span.clone())
                .message(format!("選択肢「{}」に言葉を添える欄はありません", option.text))
                .label(label),
        );
    }

    /// A text where a list of options must stand: made one where each of its lines is an option.
    fn no_list(&mut self, item: &Item, node: &Node) {
        let label = "選んだものを一つずつ「- 」で始まる箇条にしてください";
        let before = self.findings.len();
        self.wrong_kind(item, Some(node), label);
        let NodeKind::Scalar { text, block: false, .. } = &node.kind else {
            return;
        };
        let lines = self.source.slice(&node.span).replace("\r\n", "\n");
        let words = if lines.contains('\n') { &lines } else { text };
        let Some(options) = correct::options_of(item, words) else {
            return;
        };
        if let Some(finding) = self
            .findings
            .get_mut(before)
            .filter(|finding| finding.code == code::WRONG_KIND)
        {
            finding.fix = correct::list(self.source, node, &options);
        }
    }

    /// One entry of a list that YAML made of several lines, because a mark is no mark. Says whether it is that.
    fn lines_in_one(&mut self, item: &Item, node: &Node, text: &str) -> bool {
        let written = self.source.slice(&node.span);
        let several = matches!(node.kind, NodeKind::Scalar { block: false, .. }) && written.contains('\n');
        if !several {
            return false;
        }
        if self.report_suspects(&node.span) {
            return true;
        }
        let lines = written.replace("\r\n", "\n");
        let fix = correct::options_of(item, &lines).and_then(|options| correct::entries(self.source, node, &options));
        if fix.is_none() {
            return false;
        }
        self.findings.push(
            Finding::new(code::NOT_AN_OPTION, Severity::Error, node.mark(self.source))
                .message(format!("「{text}」は「{}」の選択肢ではありません", item.key))
                .label("一つごとに行を改め、行の初めに「- 」（半角のハイフンと空白）を付けてください")
                .fix(fix),
        );
        true
    }

    /// What stands between the brackets of `[ 10人未満 ]`, which is a list to YAML and a blank to who copies a form.
    fn bracketed(&self, node: &Node) -> Option<String> {
        let NodeKind::Sequence(nodes) = &node.kind else {
            return None;
        };
        let inner = self.source.slice(&node.span).strip_prefix('[')?.strip_suffix(']')?;
        let plain = nodes
            .iter()
            .all(|node| matches!(node.kind, NodeKind::Scalar { block: false, .. }));
        // A comma parts what the form has as one: 1,000人以上1万人未満.
        (plain && !inner.contains(['\n', '\r', '[', '{', '"', '\''])).then(|| inner.trim().to_owned())
    }

    /// The value of a list of which nothing could be taken: empty only if nothing was written.
    fn nothing_of(&self, nodes: &[Node]) -> Value {
        let written = nodes.iter().find(|node| !matches!(node.kind, NodeKind::Null));
        written.map_or(Value::Empty, |node| self.invalid(node))
    }

    fn tick(&mut self, item: &Item, node: &Node) -> Value {
        let label = "チェックを付けるなら true、付けないなら false と書いてください";
        let bracketed = self.bracketed(node).map(|inner| format!("[{inner}]"));
        let Some(text) = bracketed.or_else(|| self.scalar(item, node, label)) else {
            return self.invalid(node);
        };
        match fold(&text).to_lowercase().as_str() {
            "true" => Value::Tick(true),
            "false" => Value::Tick(false),
            _ => {
                let fix = meant::box_of(&text).and_then(|(ticked, certain)| {
                    let edits = vec![Edit::new(node.span.clone(), ticked.to_string())];
                    let title = format!("「{ticked}」（{}）に改める", if ticked { "付ける" } else { "付けない" });
                    let one_line = !self.source.slice(&node.span).contains(['\n', '\r']);
                    one_line.then(|| {
                        if certain {
                            Fix::certain(title, edits)
                        } else {
                            Fix::likely(title, edits)
                        }
                    })
                });
                self.findings.push(
                    Finding::new(code::WRONG_KIND, Severity::Error, node.mark(self.source))
                        .message(format!("「{}」に「{text}」とは書けません", item.key))
                        .label(label)
                        .fix(fix),
                );
                Value::Invalid(text)
            }
        }
    }

    fn scalar(&mut self, item: &Item, node: &Node, label: &str) -> Option<String> {
        if let NodeKind::Scalar { text, .. } = &node.kind {
            return Some(text.clone());
        }
        self.wrong_kind(item, Some(node), label);
        None
    }

    pub(super) fn invalid(&self, node: &Node) -> Value {
        Value::Invalid(self.source.slice(&node.span).to_owned())
    }

    /// Notes an option that is taken but written with other widths or spaces.
    fn spelling(&mut self, item: &Item, index: usize, text: &str, node: &Node, place: Place<'_>) {
        let fix = correct::spelling(self.source, item, index, text, place);
        let message = format!("「{text}」は様式の文言と、全角・半角や空白が違います");
        self.taken_loosely(code::NOT_AN_OPTION, node, &message, fix);
    }

    fn taken_loosely(&mut self, code: &'static str, node: &Node, message: &str, fix: Option<Fix>) {
        if fix.is_some() {
            let finding = Finding::new(code, Severity::Info, node.mark(self.source));
            self.loose.push(finding.message(message).fix(fix));
        }
    }

    fn not_an_option(&mut self, item: &Item, text: &str, node: &Node, fix: Option<Fix>) {
        let options = || item.options.iter().map(|option| option.text.as_str());
        // A band with other figures is another answer, however alike its letters are.
        let figures = |text: &str| {
            fold(text)
                .chars()
                .filter(|c| c.is_ascii_digit() || "一二三四五六七八九十百".contains(*c))
                .collect::<String>()
        };
        let near =
            nearest(text, options()).filter(|meant| figures(meant).is_empty() || figures(meant) == figures(text));
        let band = meant::band_of(item, text).map(|meant| meant.option);
        let part = || meant::part_of(item, text);
        let unmarked = meant::without_mark(text).filter(|(_, ticked)| *ticked);
        let inner = unmarked.map(|(rest, _)| rest).or(meant::without_brackets(text));
        let inner = inner
            .and_then(|words| item.option(words))
            .map(|index| item.options[index].text.as_str());
        let meant = band.or(inner).or_else(|| unnumbered(item, text)).or_else(part).or(near);
        let finding = Finding::new(code::NOT_AN_OPTION, Severity::Error, node.mark(self.source))
            .message(format!("「{text}」は「{}」の選択肢ではありません", item.key))
            .fix(fix);
        let blank = item.options.iter().find(|option| {
            let rest = text.strip_prefix(option.text.as_str()).filter(|_| option.blank);
            rest.is_some_and(|rest| rest.starts_with([':', '：', '(', '（']))
        });
        if let Some(option) = blank {
            let label = format!(
                "「{}: 」の後に言葉を書いてください（「:」は半角で、後に空白を一つ）",
                option.text
            );
            self.findings.push(finding.label(label));
            return;
        }
        let unticked = meant::without_mark(text).is_some_and(|(_, ticked)| !ticked);
        if unticked && finding.fix.is_some() {
            self.findings
                .push(finding.label("選ばない選択肢は書きません。この行を消してください"));
            return;
        }
        if let Some(people) = meant::beyond_all(item, text) {
            self.findings.push(self.too_many_people(finding, people));
            return;
        }
        self.findings.push(match meant {
            Some(meant) => finding.label(format!("「{meant}」ではありませんか")),
            None => finding
                .label("様式の選択肢から選んでください")
                .help(format!("選択肢: {}", options().collect::<Vec<_>>().join(" / "))),
        });
    }
}

impl Binder<'_> {
    /// More people than any option of the form is for: the law asks for a heavier form.
    fn too_many_people(&self, finding: Finding, people: u64) -> Finding {
        let facts = Facts {
            subjects: Count::exactly(people),
            handlers: Count::UNKNOWN,
            accident: None,
        };
        let needed = decide(&facts).least;
        if needed <= self.form.level {
            return finding.label("様式の選択肢から選んでください");
        }
        let name = match needed {
            Level::Zenkomoku => "全項目評価書（様式4）",
            Level::Juten => "重点項目評価書（様式3）",
            Level::Kiso => "基礎項目評価書（様式2）",
            Level::None => "評価書",
        };
        finding
            .label(format!("この人数では、この様式ではなく{name}が要ります"))
            .help("hyoka threshold で、義務付けられる評価を確かめられます（番号法第28条第1項、規則第5条から第7条まで、指針第5の2）")
    }
}

/// The option meant by a text that begins with the option's number, such as `2) 十分である` or `2`.
fn unnumbered<'i>(item: &'i Item, text: &str) -> Option<&'i str> {
    let folded = fold(text);
    let digits = folded.len() - folded.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: usize = folded[..digits].parse().ok()?;
    let rest = folded[digits..].trim_start_matches([')', '.', '、']);
    let by_text = item.option(rest).map(|index| item.options[index].text.as_str());
    if rest.is_empty() {
        return item
            .options
            .get(number.checked_sub(1)?)
            .map(|option| option.text.as_str());
    }
    by_text
}
