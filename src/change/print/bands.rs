//! A difference cut into stretches that stand side by side: lines that both versions have, and lines that differ. Loses no
//! character: the stretches of a side join to its text.

use serde::Serialize;

use crate::change::{Segment, SegmentKind};

/// Equal lines beside a difference that stay in sight when the others are folded away.
const CONTEXT: usize = 1;
/// To fold away fewer lines and fewer characters gains nothing: the note takes their place.
const FOLDED_LINES: usize = 3;
const FOLDED_CHARS: usize = 200;

/// A stretch of whole lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Band {
    /// Lines that both versions have.
    Same {
        text: String,
        lines: usize,
        /// Far from any difference, so that a screen may leave it out until it is asked for.
        folded: bool,
    },
    /// Lines that differ; one side is empty where lines were only added or removed.
    Changed { old: Vec<Run>, new: Vec<Run> },
}

/// A run of text inside the lines of one side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// Stands on this side only.
    pub differs: bool,
    pub text: String,
}

/// The stretches of a row, in the order of its text.
pub(super) fn bands(segments: &[Segment]) -> Vec<Band> {
    let mut cut = Cut::default();
    for segment in segments {
        match segment.kind {
            SegmentKind::Deleted => push(&mut cut.old, true, &segment.text),
            SegmentKind::Inserted => push(&mut cut.new, true, &segment.text),
            SegmentKind::Same => {
                cut.close_whole_lines();
                for line in segment.text.split_inclusive('\n') {
                    push(&mut cut.old, false, line);
                    push(&mut cut.new, false, line);
                    if line.ends_with('\n') {
                        cut.close();
                    }
                }
            }
        }
    }
    cut.close();
    fold(cut.bands)
}

/// The stretches so far, and the lines that are not at their end yet.
#[derive(Debug, Default)]
struct Cut {
    bands: Vec<Band>,
    old: Vec<Run>,
    new: Vec<Run>,
}

impl Cut {
    /// Closes what differs where both sides are at the beginning of a line: what follows stands beside its own like.
    fn close_whole_lines(&mut self) {
        let ends = |side: &[Run]| side.last().is_none_or(|run| run.text.ends_with('\n'));
        if ends(&self.old) && ends(&self.new) {
            self.close();
        }
    }

    fn close(&mut self) {
        let (old, new) = (std::mem::take(&mut self.old), std::mem::take(&mut self.new));
        let differs = |side: &[Run]| side.iter().any(|run| run.differs);
        if old.is_empty() && new.is_empty() {
            return;
        }
        if differs(&old) || differs(&new) {
            self.bands.push(Band::Changed { old, new });
            return;
        }
        let line: String = old.into_iter().map(|run| run.text).collect();
        if let Some(Band::Same { text, lines, .. }) = self.bands.last_mut() {
            text.push_str(&line);
            *lines += 1;
        } else {
            self.bands.push(Band::Same {
                text: line,
                lines: 1,
                folded: false,
            });
        }
    }
}

fn push(side: &mut Vec<Run>, differs: bool, text: &str) {
    match side.last_mut() {
        Some(last) if last.differs == differs => last.text.push_str(text),
        _ => side.push(Run {
            differs,
            text: text.to_owned(),
        }),
    }
}

/// Sets apart the equal lines that are far from any difference.
fn fold(bands: Vec<Band>) -> Vec<Band> {
    let count = bands.len();
    let mut out = Vec::with_capacity(count);
    for (at, band) in bands.into_iter().enumerate() {
        let Band::Same { text, lines, .. } = &band else {
            out.push(band);
            continue;
        };
        // Equal stretches and differences take turns: whatever stands beside it differs.
        let before = if at > 0 { CONTEXT } else { 0 };
        let after = if at + 1 < count { CONTEXT } else { 0 };
        let far = lines.saturating_sub(before + after);
        let ends: Vec<usize> = text.split_inclusive('\n').map(str::len).collect();
        let head: usize = ends.iter().take(before).sum();
        let tail: usize = ends.iter().rev().take(after).sum();
        let hidden = text.get(head..text.len().saturating_sub(tail)).unwrap_or_default();
        if far == 0 || (far < FOLDED_LINES && hidden.chars().count() < FOLDED_CHARS) {
            out.push(band);
            continue;
        }
        for (text, lines, folded) in [
            (&text[..head], before, false),
            (hidden, far, true),
            (&text[text.len() - tail..], after, false),
        ] {
            if lines > 0 {
                out.push(Band::Same {
                    text: text.to_owned(),
                    lines,
                    folded,
                });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::marks;

    /// A stretch as a line: `=` both, `~` folded, else the two sides with what differs in brackets.
    fn told(before: &str, after: &str) -> Vec<String> {
        let side = |runs: &[Run]| {
            let runs = runs.iter().map(|run| {
                if run.differs {
                    format!("[{}]", run.text)
                } else {
                    run.text.clone()
                }
            });
            runs.collect::<String>().replace('\n', "/")
        };
        let bands = bands(&marks::segments(before, after));
        bands
            .iter()
            .map(|band| match band {
                Band::Same { text, folded, .. } => {
                    format!("{} {}", if *folded { '~' } else { '=' }, text.replace('\n', "/"))
                }
                Band::Changed { old, new } => format!("{} | {}", side(old), side(new)),
            })
            .collect()
    }

    #[test]
    fn an_added_line_stands_beside_nothing() {
        assert_eq!(told("甲\n乙\n", "甲\n丙丁戊\n乙\n"), ["= 甲/", " | [丙丁戊/]", "= 乙/"]);
    }

    #[test]
    fn a_line_that_differs_stands_beside_its_own_like() {
        assert_eq!(
            told("前の行\n保存期間は5年とする。\n", "前の行\n保存期間は7年とする。\n"),
            ["= 前の行/", "保存期間は[5]年とする。/ | 保存期間は[7]年とする。/"]
        );
    }

    #[test]
    fn lines_far_from_a_difference_are_folded() {
        let lines = "一\n二\n三\n四\n五\n";
        assert_eq!(
            told(&format!("{lines}甲\n{lines}"), &format!("{lines}乙丙\n{lines}")),
            ["~ 一/二/三/四/", "= 五/", "[甲]/ | [乙丙]/", "= 一/", "~ 二/三/四/五/",]
        );
        // One line in place of a note of one line would gain nothing.
        assert_eq!(told("一\n二\n古い", "一\n二\n新しい").len(), 2);
    }
}
