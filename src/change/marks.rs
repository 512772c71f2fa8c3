//! Which words differ between two texts, marked so that a reader can follow: no half numbers, no confetti of letters.
//! Compares characters (numbers, Latin and katakana words as wholes), then joins marks. Loses no character.

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::piece::{Class, class, tokens};

/// A run of text with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Segment {
    pub kind: SegmentKind,
    pub text: String,
}

/// What became of a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SegmentKind {
    /// Stands in both texts.
    Same,
    /// Only in the text before.
    Deleted,
    /// Only in the text after.
    Inserted,
}

/// An equal run of at most so many characters between two changes is noise, not common ground.
const NOISE: usize = 2;
/// Up to here an equal run is given up too where the changes on both sides are at least as long.
const WEAK: usize = 8;
/// The rest of a word of 漢字 of at most so many characters is taken into the replacement beside it.
const STUB: usize = 2;

/// The differences of two texts, in the order of the text; a deletion stands before the insertion that replaces it.
///
/// The texts of `Same` and `Deleted` join to `before`, those of `Same` and `Inserted` to `after`.
#[must_use]
pub fn segments(before: &str, after: &str) -> Vec<Segment> {
    // Lines first: a moved or added line must not be matched letter by letter with its neighbours.
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let mut runs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (old, new) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        match op {
            DiffOp::Equal { .. } => runs.push(Run::same(old)),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => runs.extend(within(old, new)),
        }
    }
    written(&runs)
}

/// The differences of two lists that hold an answer a line, such as chosen options: a line stays or goes as a whole.
#[must_use]
pub fn lines(before: &str, after: &str) -> Vec<Segment> {
    // A line end belongs to the line before it; the last line of a text has none, and is the same line all the same.
    let with_ends = |text: &str| -> Vec<(String, &'static str)> {
        let count = text.lines().count();
        let ends = (1..=count).map(|at| if at < count { "\n" } else { "" });
        text.lines().map(str::to_owned).zip(ends).collect()
    };
    let (old, new) = (with_ends(before), with_ends(after));
    let texts = |lines: &[(String, &str)]| -> Vec<String> { lines.iter().map(|(text, _)| text.clone()).collect() };
    let mut runs = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &texts(&old), &texts(&new)) {
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        if !matches!(op, DiffOp::Equal { .. }) {
            let join = |lines: &[(String, &str)]| lines.iter().flat_map(|(text, end)| [text, *end]).collect();
            runs.push(Run::change(join(old), join(new)));
            continue;
        }
        for ((text, old_end), (_, new_end)) in old.iter().zip(new) {
            runs.push(Run::same(text.clone()));
            runs.push(if old_end == new_end {
                Run::same((*old_end).to_owned())
            } else {
                Run::change((*old_end).to_owned(), (*new_end).to_owned())
            });
        }
    }
    written(&runs)
}

/// Both texts as wholes: for answers that nobody compares by the letter, such as an option or a date.
#[must_use]
pub fn replaced(before: &str, after: &str) -> Vec<Segment> {
    written(&[Run::change(before.to_owned(), after.to_owned())])
}

/// A run of both texts: the same in both, or a deletion and an insertion of which one may be empty.
#[derive(Debug, Clone)]
struct Run {
    same: bool,
    old: String,
    new: String,
}

impl Run {
    fn same(text: String) -> Self {
        Self {
            same: true,
            new: text.clone(),
            old: text,
        }
    }

    fn change(old: String, new: String) -> Self {
        Self { same: false, old, new }
    }

    /// Characters of the longer side.
    fn len(&self) -> usize {
        self.old.chars().count().max(self.new.chars().count())
    }

    fn replaces(&self) -> bool {
        !self.same && !self.old.is_empty() && !self.new.is_empty()
    }
}

/// Pairs of tokens that are compared: 10,000 on either side, some forty pages.
const MAX_PAIRS: usize = 100_000_000;

/// The runs of two blocks of lines that have no line in common.
fn within(old: String, new: String) -> Vec<Run> {
    if old.is_empty() || new.is_empty() {
        return vec![Run::change(old, new)];
    }
    let (old_tokens, new_tokens) = (tokens(&old), tokens(&new));
    // Nobody follows marks in a text this long, and two unlike ones would take minutes.
    if old_tokens.len().saturating_mul(new_tokens.len()) > MAX_PAIRS {
        return vec![Run::change(old, new)];
    }
    let mut runs: Vec<Run> = capture_diff_slices(Algorithm::Myers, &old_tokens, &new_tokens)
        .into_iter()
        .map(|op| match op {
            DiffOp::Equal { .. } => Run::same(old_tokens[op.old_range()].concat()),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                Run::change(old_tokens[op.old_range()].concat(), new_tokens[op.new_range()].concat())
            }
        })
        .collect();
    slide(&mut runs);
    let mut runs = join(runs);
    take_stubs(&mut runs);
    let runs = join(runs);
    let kept: usize = runs.iter().filter(|run| run.same).map(Run::len).sum();
    // Less than a third in common: two texts, not one that was edited.
    if kept * 3 < old.chars().count().max(new.chars().count()) {
        return vec![Run::change(old, new)];
    }
    runs
}

/// Moves pure deletions and insertions to where they begin and end on a boundary: `（甲）`, not `甲）（`.
fn slide(runs: &mut [Run]) {
    for at in 1..runs.len().saturating_sub(1) {
        let [left, change, right] = &runs[at - 1..=at + 1] else {
            continue;
        };
        if change.same || change.replaces() || !left.same || !right.same {
            continue;
        }
        let whole = [&left.old, &change.old, &change.new, &right.old]
            .map(String::as_str)
            .concat();
        let tokens = tokens(&whole);
        let ends: Vec<usize> = tokens
            .iter()
            .scan(0, |end, token| {
                *end += token.len();
                Some(*end)
            })
            .collect();
        // Positions in tokens; the runs are made of whole tokens, so each is found.
        let (Some(start), Some(end)) = (
            ends.iter().position(|end| *end == left.old.len()).map(|at| at + 1),
            ends.iter()
                .position(|end| *end == whole.len() - right.old.len())
                .map(|at| at + 1),
        ) else {
            continue;
        };
        let len = end - start;
        let back = (0..start).take_while(|step| tokens[start - 1 - step] == tokens[end - 1 - step]);
        let ahead = (0..tokens.len() - end).take_while(|step| tokens[start + step] == tokens[end + step]);
        let places = start - back.count()..=start + ahead.count();
        let score = |from: usize| edge(&tokens, from) + edge(&tokens, from + len);
        let best = places
            .max_by_key(|from| (score(*from), *from == start))
            .unwrap_or(start);
        let moved = tokens[best..best + len].concat();
        let inserts = change.old.is_empty();
        runs[at - 1] = Run::same(tokens[..best].concat());
        runs[at] = if inserts {
            Run::change(String::new(), moved)
        } else {
            Run::change(moved, String::new())
        };
        runs[at + 1] = Run::same(tokens[best + len..].concat());
    }
}

/// How good a place between two tokens is to begin or end a change.
fn edge(tokens: &[&str], at: usize) -> u8 {
    let before = at.checked_sub(1).and_then(|at| tokens[at].chars().last());
    let after = tokens.get(at).and_then(|token| token.chars().next());
    let (Some(before), Some(after)) = (before.map(class), after.map(class)) else {
        return 5;
    };
    match (before, after) {
        (Class::LineEnd, _) => 5,
        (Class::Close, _) | (_, Class::Open) => 4,
        (Class::Stop, _) => 3,
        (before, after) if before != after => 2,
        _ => 0,
    }
}

/// Joins changes that only noise keeps apart, and drops what is empty.
fn join(runs: Vec<Run>) -> Vec<Run> {
    let runs: Vec<Run> = runs.into_iter().filter(|run| run.len() > 0).collect();
    let mut joined: Vec<Run> = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let before = joined.last().filter(|before| !before.same).map(Run::len);
        let after = runs.get(at + 1).filter(|after| !after.same).map(Run::len);
        let noise = match (before, after) {
            (Some(before), Some(after)) if run.same && !run.old.contains('\n') => {
                let len = run.len();
                len <= NOISE || len <= WEAK.min(before).min(after)
            }
            _ => false,
        };
        match joined.last_mut() {
            Some(last) if last.same == run.same || noise => {
                last.old.push_str(&run.old);
                last.new.push_str(&run.new);
            }
            _ => joined.push(run.clone()),
        }
    }
    joined
}

/// Takes what little is left of a word of 漢字 into the replacement that cuts it: `[-復号-]{+複号+}`, not `[-復-]{+複+}号`.
fn take_stubs(runs: &mut [Run]) {
    for at in 0..runs.len() {
        if !runs[at].replaces() {
            continue;
        }
        let kanji = |c: Option<char>| c.is_some_and(|c| class(c) == Class::Kanji);
        let starts = kanji(runs[at].old.chars().next()) || kanji(runs[at].new.chars().next());
        if starts && let Some(before) = at.checked_sub(1).filter(|before| runs[*before].same) {
            let text = runs[before].old.clone();
            let count = text.chars().rev().take_while(|c| class(*c) == Class::Kanji).count();
            if count <= STUB {
                let stub: Vec<char> = text.chars().rev().take(count).collect();
                let stub: String = stub.into_iter().rev().collect();
                runs[before] = Run::same(text[..text.len() - stub.len()].to_owned());
                runs[at].old.insert_str(0, &stub);
                runs[at].new.insert_str(0, &stub);
            }
        }
        let ends = kanji(runs[at].old.chars().last()) || kanji(runs[at].new.chars().last());
        if ends && at + 1 < runs.len() && runs[at + 1].same {
            let text = runs[at + 1].old.clone();
            let stub: String = text.chars().take_while(|c| class(*c) == Class::Kanji).collect();
            if stub.chars().count() <= STUB {
                runs[at + 1] = Run::same(text[stub.len()..].to_owned());
                runs[at].old.push_str(&stub);
                runs[at].new.push_str(&stub);
            }
        }
    }
}

fn written(runs: &[Run]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut push = |kind: SegmentKind, text: &str| match segments.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => segments.push(Segment {
            kind,
            text: text.to_owned(),
        }),
    };
    for run in runs {
        if run.same {
            push(SegmentKind::Same, &run.old);
        } else {
            push(SegmentKind::Deleted, &run.old);
            push(SegmentKind::Inserted, &run.new);
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(segments: &[Segment]) -> String {
        segments
            .iter()
            .map(|Segment { kind, text }| match kind {
                SegmentKind::Same => text.clone(),
                SegmentKind::Deleted => format!("[-{text}-]"),
                SegmentKind::Inserted => format!("{{+{text}+}}"),
            })
            .collect()
    }

    fn marks(before: &str, after: &str) -> String {
        shown(&segments(before, after))
    }

    #[test]
    fn a_number_is_never_cut() {
        assert_eq!(
            marks("利用者は約1200人である。", "利用者は約1350人である。"),
            "利用者は約[-1200-]{+1350+}人である。"
        );
        assert_eq!(
            marks("端末は10台とする。", "端末は110台とする。"),
            "端末は[-10-]{+110+}台とする。"
        );
    }

    #[test]
    fn a_latin_or_katakana_word_is_never_cut() {
        assert_eq!(
            marks("サーバへの接続はVPNによる。", "サーバーへの接続はIP-VPNによる。"),
            "[-サーバ-]{+サーバー+}への接続は{+IP-+}VPNによる。"
        );
    }

    #[test]
    fn an_added_word_is_marked_alone() {
        assert_eq!(marks("総合窓口課", "総合窓口課長"), "総合窓口課{+長+}");
        assert_eq!(
            marks(
                "申請書を受け付け、台帳に記録する。",
                "申請書を受け付け、内容を審査し、台帳に記録する。"
            ),
            "申請書を受け付け、{+内容を審査し、+}台帳に記録する。"
        );
    }

    #[test]
    fn a_bracket_goes_with_what_it_holds() {
        assert_eq!(
            marks(
                "記録システム（共同利用）（予備系を含む。）を用いる。",
                "記録システム（予備系を含む。）を用いる。"
            ),
            "記録システム[-（共同利用）-]（予備系を含む。）を用いる。"
        );
    }

    #[test]
    fn a_replaced_word_of_kanji_is_marked_as_a_word() {
        assert_eq!(
            marks("鍵による復号を行う。", "鍵による複号を行う。"),
            "鍵による[-復号-]{+複号+}を行う。"
        );
        assert_eq!(
            marks("窓口は福祉部 健康課とする。", "窓口は市民部 健康課とする。"),
            "窓口は[-福祉部-]{+市民部+} 健康課とする。"
        );
    }

    #[test]
    fn changes_that_noise_keeps_apart_are_one_change() {
        assert_eq!(
            marks("期間は令和7年3月31日までとする。", "期間は令和7年4月1日までとする。"),
            "期間は令和7年[-3月31-]{+4月1+}日までとする。"
        );
    }

    #[test]
    fn an_added_line_is_a_line() {
        assert_eq!(
            marks("・受付\n・審査\n・通知", "・受付\n・審査\n・決定\n・通知"),
            "・受付\n・審査\n{+・決定\n+}・通知"
        );
    }

    #[test]
    fn texts_with_little_in_common_are_replaced_as_wholes() {
        assert_eq!(
            marks("窓口で本人確認書類を確かめる。", "郵送の場合は写しの提出を求める。"),
            "[-窓口で本人確認書類を確かめる。-]{+郵送の場合は写しの提出を求める。+}"
        );
    }

    #[test]
    fn a_list_of_options_changes_by_the_line() {
        assert_eq!(
            shown(&lines("[○]紙\n[○]専用線", "[○]紙\n[○]電子メール\n[○]専用線")),
            "[○]紙\n{+[○]電子メール\n+}[○]専用線"
        );
        assert_eq!(shown(&lines("[○]紙", "[○]紙\n[○]専用線")), "[○]紙{+\n[○]専用線+}");
    }

    #[test]
    fn both_texts_can_be_read_off_the_marks() {
        let texts = [
            "",
            "あ",
            "\n",
            "（甲）（乙）（甲）",
            "令和7年3月31日終了\n・受付\n",
            "復号と複号、号と号。\n\n・受付",
            "１，０００人以上10万人未満",
            "a b a b a",
            "b a b",
            "名名名名名名",
            "名名",
        ];
        for before in texts {
            for after in texts {
                for segments in [segments(before, after), replaced(before, after)] {
                    let side = |other| -> String {
                        let kept = segments.iter().filter(|segment| segment.kind != other);
                        kept.map(|segment| segment.text.as_str()).collect()
                    };
                    assert_eq!(side(SegmentKind::Inserted), before, "{before:?} {after:?}");
                    assert_eq!(side(SegmentKind::Deleted), after, "{before:?} {after:?}");
                }
            }
        }
    }
}
