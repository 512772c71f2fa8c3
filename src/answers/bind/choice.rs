//! One option, several, or a box: which is meant by what is written.

use super::super::{Tick, Value};
use super::correct::Place;
use super::counted::Counted;
use super::{Binder, correct, meant};
use crate::finding::{Edit, Finding, Fix, Severity, code};
use crate::folding::{fold, nearest};
use crate::form::{Item, Level};
use crate::source::{Node, NodeKind, Span};
use crate::threshold::{Count, Facts, decide};

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
    pub(super) fn choice(&mut self, item: &Item, node: &Node) -> Value {
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

    pub(super) fn choices(&mut self, item: &Item, node: &Node) -> Value {
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
    pub(super) fn nothing_of(&self, nodes: &[Node]) -> Value {
        let written = nodes.iter().find(|node| !matches!(node.kind, NodeKind::Null));
        written.map_or(Value::Empty, |node| self.invalid(node))
    }

    pub(super) fn tick(&mut self, item: &Item, node: &Node) -> Value {
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

    /// Notes an option that is taken but written with other widths or spaces.
    fn spelling(&mut self, item: &Item, index: usize, text: &str, node: &Node, place: Place<'_>) {
        let fix = correct::spelling(self.source, item, index, text, place);
        let message = format!("「{text}」は様式の文言と、全角・半角や空白が違います");
        self.taken_loosely(code::NOT_AN_OPTION, node, &message, fix);
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
