//! Figures: the map of a file's name and the words that stand for it, or a list of such maps. Opens no file.

use unicode_normalization::UnicodeNormalization as _;

use super::super::{Figure, Value};
use super::{Binder, find};
use crate::figure::leaves_folder;
use crate::finding::{Finding, Severity, code};
use crate::folding::{fold, nearest};
use crate::form::{ALT_KEY, FIGURE_KEY, Item};
use crate::source::{Node, NodeKind};

const SHAPE: &str = "「- 図: ファイルの名前」と、次の行の「代替テキスト: 図の説明」の組で書いてください";

impl Binder<'_> {
    pub(super) fn figures(&mut self, item: &Item, node: &Node) -> Value {
        let nodes = match &node.kind {
            NodeKind::Sequence(nodes) => nodes.as_slice(),
            NodeKind::Mapping(_) => std::slice::from_ref(node),
            NodeKind::Null | NodeKind::Scalar { .. } => {
                self.wrong_kind(item, Some(node), SHAPE);
                return self.invalid(node);
            }
        };
        let mut figures = Vec::new();
        let mut lost = false;
        for node in nodes {
            match &node.kind {
                NodeKind::Mapping(_) => figures.extend(self.figure(item, node, &mut lost)),
                NodeKind::Null => {}
                NodeKind::Scalar { .. } | NodeKind::Sequence(_) => {
                    self.wrong_piece(item, node, SHAPE);
                    lost = true;
                }
            }
        }
        match figures.is_empty() {
            true if lost => self.invalid(node),
            true => Value::Empty,
            false => Value::Figures(figures),
        }
    }

    /// One figure; `None` where it names no file.
    fn figure(&mut self, item: &Item, node: &Node, lost: &mut bool) -> Option<Figure> {
        for entry in node.entries() {
            if [FIGURE_KEY, ALT_KEY].iter().all(|key| fold(key) != fold(&entry.key)) {
                let meant = nearest(&entry.key, [FIGURE_KEY, ALT_KEY]);
                self.unknown_key(item, entry, meant);
                *lost = true;
            }
        }
        let file = self.words(item, node, FIGURE_KEY, lost);
        let alt = self.words(item, node, ALT_KEY, lost);
        let Some((file, place)) = file else {
            if let Some((_, place)) = alt {
                *lost = true;
                self.findings.push(
                    Finding::new(code::WRONG_KIND, Severity::Error, place.mark(self.source))
                        .message(format!("「{}」の図のファイルの名前がありません", item.key))
                        .label(format!(
                            "「{FIGURE_KEY}: 」に、SVG、PNG か JPEG のファイルの名前を書いてください"
                        )),
                );
            }
            return None;
        };
        // A name typed on a Mac has its letters apart, and is the same name.
        let (file, span) = (file.trim().nfc().collect::<String>(), place.mark(self.source));
        if leaves_folder(&file) {
            self.findings.push(
                Finding::new(code::FIGURE_OUTSIDE_FOLDER, Severity::Error, span.clone())
                    .message(format!(
                        "図「{file}」は、この評価書のフォルダの中のファイルではありません"
                    ))
                    .label("評価書と同じフォルダか、その中のフォルダに置き、そこからの名前を書いてください")
                    .help("フォルダの区切りは「/」です（例 図/流れ.svg）。「..」や「C:」、URL は使えません"),
            );
        }
        if alt.is_none() {
            self.findings.push(
                Finding::new(code::FIGURE_WITHOUT_ALT, Severity::Error, span.clone())
                    .message(format!("図「{file}」に代替テキストがありません"))
                    .label(format!("次の行に「{ALT_KEY}: 」と、図が示す内容を言葉で書いてください"))
                    .help("画面読み上げを使う人には、図の代わりにこの言葉が読まれます"),
            );
        }
        let (alt, alt_span) = alt.map_or((String::new(), None), |(alt, place)| {
            (alt.to_owned(), Some(place.span.clone()))
        });
        Some(Figure {
            file,
            span,
            alt,
            alt_span,
        })
    }

    /// The text of a key of a figure, and where it stands; `None` where nothing is written.
    fn words<'n>(&mut self, item: &Item, node: &'n Node, key: &str, lost: &mut bool) -> Option<(&'n str, &'n Node)> {
        let value = &find(node, key)?.value;
        match &value.kind {
            NodeKind::Scalar { text, .. } if text.trim().is_empty() => None,
            NodeKind::Scalar { text, .. } => Some((text, value)),
            NodeKind::Null => None,
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                self.wrong_piece(item, value, SHAPE);
                *lost = true;
                None
            }
        }
    }
}
