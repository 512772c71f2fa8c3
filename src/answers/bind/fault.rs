//! Findings for what stands in a place that cannot hold it: unknown keys, wrong kinds, full-width signs.

use super::Binder;
use crate::finding::{Finding, Fix, Severity, code};
use crate::folding::{fold, looks};
use crate::form::path::Path;
use crate::form::{Item, Kind};
use crate::source::{Entry, Node, NodeKind, Source, Span, Suspect, SuspectKind, edit, suspect_finding};

impl Binder<'_> {
    pub(super) fn unknown_key(&mut self, item: &Item, entry: &Entry, meant: Option<&str>) {
        // A key that is none has its finding already, and so has one with a full-width sign.
        if entry.key.is_empty() || self.report_suspects(&entry.key_span) {
            return;
        }
        let place = if item.path.is_empty() {
            "一番上の段".to_owned()
        } else {
            format!("「{}」の中", item.key)
        };
        let finding = Finding::new(code::UNKNOWN_KEY, Severity::Error, entry.key_span.clone())
            .message(format!("「{}」は、{place}に書ける項目ではありません", entry.key));
        let folded = fold(&entry.key);
        let elsewhere = self.form.items().find(|other| other.folded_key == folded);
        self.findings.push(match (meant, elsewhere) {
            // What stands below is read as the item's already, yet only its author knows which item he meant.
            (Some(meant), _) => {
                let edit = edit::rewrite_key(self.source, &entry.key_span, meant);
                let title = format!("項目名を「{meant}」に改める");
                finding
                    .label(format!("「{meant}」ではありませんか"))
                    .fix(Some(Fix::likely(title, vec![edit])))
            }
            (None, Some(other)) => {
                let above = Path::parse(&other.path)
                    .parent()
                    .filter(|above| !above.steps().is_empty());
                let above = match above {
                    Some(above) => format!("「{}」の中", above.to_string().replace('/', "」の「")),
                    None => "一番上の段".to_owned(),
                };
                finding
                    .label("字下げを確かめてください")
                    .help(format!("「{}」は、{above}に書く項目です", other.key))
            }
            (None, None) => finding
                .label("様式にない項目は書けません")
                .help("覚え書きは行の先頭に # を付けて注釈にしてください"),
        });
    }

    /// Letters in a key that nobody sees: it is read as the item's, and its author is told.
    pub(super) fn unseen_in_key(&mut self, item: &Item, entry: &Entry) {
        let odd = |c: char| (c.is_whitespace() && !matches!(c, ' ' | '　')) || looks::is_unseen(c);
        let Some(sign) = entry.key.chars().find(|c| odd(*c)) else {
            return;
        };
        let edit = edit::rewrite_key(self.source, &entry.key_span, &item.key);
        self.findings.push(
            Finding::new(code::FULL_WIDTH_SYNTAX, Severity::Error, entry.key_span.clone())
                .message(format!(
                    "項目名「{}」に、目に見えない文字（U+{:04X}）が混じっています",
                    item.key,
                    u32::from(sign)
                ))
                .label(format!("項目名を「{}」と打ち直してください", item.key))
                .fix(Some(Fix::certain(
                    format!("項目名を「{}」に改める", item.key),
                    vec![edit],
                ))),
        );
    }

    /// Something is written that the item cannot hold.
    pub(super) fn wrong_kind(&mut self, item: &Item, node: Option<&Node>, label: &str) {
        let Some(node) = node else { return };
        let expected = match item.kind {
            Kind::Text => "文章",
            Kind::Texts => "名称の箇条",
            Kind::Date => "日付",
            Kind::Number => "数",
            Kind::Choice => "選択肢の一つ",
            Kind::Choices => "選択肢の箇条",
            Kind::Tick => "true か false",
            Kind::Figure => "図のファイル名と代替テキスト",
            Kind::Group => "「項目名: 値」の並び",
            Kind::Entries => "「- 」で始まる箇条",
        };
        let found = self.found(node);
        self.refuse(
            node,
            format!("「{}」は{expected}を書く欄ですが、{found}が書かれています", item.key),
            label,
        );
    }

    /// [`Binder::wrong_kind`] for one of the pieces of a list.
    pub(super) fn wrong_piece(&mut self, item: &Item, node: &Node, label: &str) {
        let found = self.found(node);
        self.refuse(
            node,
            format!("「{}」の箇条の一つに、{found}が書かれています", item.key),
            label,
        );
    }

    fn refuse(&mut self, node: &Node, message: String, label: &str) {
        if self.report_suspects(&node.span) {
            return;
        }
        let label = match self.source.slice(&node.span).chars().next() {
            Some('[' | '{') if !matches!(node.kind, NodeKind::Scalar { .. }) => {
                format!("{label}。文字としてのかっこで始まるなら、全体を引用符 '…' で囲みます")
            }
            _ => label.to_owned(),
        };
        self.findings.push(
            Finding::new(code::WRONG_KIND, Severity::Error, node.mark(self.source))
                .message(message)
                .label(label),
        );
    }

    /// Reports the full-width signs inside a span, each once in the whole file. Says whether there are any.
    pub(super) fn report_suspects(&mut self, span: &Span) -> bool {
        let mut any = false;
        for suspect in suspects(self.source, span) {
            any = true;
            if self.told.insert(suspect.span.start) {
                self.findings.push(suspect_finding(suspect));
            }
        }
        any
    }

    /// What a node looks like to its author.
    fn found(&self, node: &Node) -> &'static str {
        let flow = self.source.slice(&node.span).starts_with(['[', '{']);
        match &node.kind {
            NodeKind::Null => "何もないもの",
            NodeKind::Scalar { .. } => "文章",
            NodeKind::Sequence(_) if flow => "「[」で始まるもの",
            NodeKind::Mapping(_) if flow => "「{」で始まるもの",
            NodeKind::Sequence(_) => "「- 」で始まる箇条",
            NodeKind::Mapping(_) => "「項目名: 値」の並び",
        }
    }
}

/// The full-width signs inside a span that YAML took for text.
pub(super) fn suspects<'s>(source: &'s Source, span: &Span) -> impl Iterator<Item = &'s Suspect> {
    let found = source.suspects_in(span).iter();
    found.filter(|suspect| suspect.kind != SuspectKind::Tab)
}
