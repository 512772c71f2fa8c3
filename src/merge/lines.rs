//! A three-way merge over the lines of a text: what each of two people changed, and where they changed the same lines.
//! Knows lines, no file and no item.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// What becomes of some lines of ours; all others stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// The lines of ours that it is about; empty where something comes between two lines.
    pub ours: Range<usize>,
    pub kind: ChangeKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChangeKind {
    /// These lines of theirs come in their place.
    Take(Range<usize>),
    /// Both changed the lines of the base, differently.
    Clash { base: Range<usize>, theirs: Range<usize> },
}

/// Some lines of the base and what one side has in their place.
#[derive(Debug, Clone)]
struct Hunk {
    base: Range<usize>,
    side: Range<usize>,
}

/// What to change in `ours` so that it has the changes of `theirs` too, in the order of the text.
///
/// Changes of neighbouring lines do not clash; changes of the same line do, and different lines put in at one place.
pub(super) fn merge(base: &[&str], ours: &[&str], theirs: &[&str]) -> Vec<Change> {
    let (left, right) = (hunks(base, ours), hunks(base, theirs));
    let (mut left, mut right) = (left.as_slice(), right.as_slice());
    // How much further down ours and theirs are than the base.
    let (mut down_left, mut down_right) = (0, 0);
    let mut changes = Vec::new();
    loop {
        let (mut mine, mut other) = (0, 0);
        let Some(mut range) = first(left, right) else { break };
        loop {
            if left.get(mine).is_some_and(|hunk| meets(&hunk.base, &range)) {
                range.end = range.end.max(left[mine].base.end);
                mine += 1;
            } else if right.get(other).is_some_and(|hunk| meets(&hunk.base, &range)) {
                range.end = range.end.max(right[other].base.end);
                other += 1;
            } else {
                break;
            }
        }
        let here = place(&range, &left[..mine], &mut down_left);
        let there = place(&range, &right[..other], &mut down_right);
        (left, right) = (&left[mine..], &right[other..]);
        if other == 0 || ours[here.clone()] == theirs[there.clone()] {
            continue;
        }
        let kind = if mine == 0 {
            ChangeKind::Take(there)
        } else {
            ChangeKind::Clash {
                base: range,
                theirs: there,
            }
        };
        changes.push(Change { ours: here, kind });
    }
    changes
}

fn hunks(base: &[&str], side: &[&str]) -> Vec<Hunk> {
    let ops = capture_diff_slices(Algorithm::Myers, base, side);
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (base, side) = (op.old_range(), op.new_range());
        match hunks.last_mut() {
            Some(last) if last.base.end == base.start && last.side.end == side.start => {
                (last.base.end, last.side.end) = (base.end, side.end);
            }
            _ => hunks.push(Hunk { base, side }),
        }
    }
    hunks.into_iter().flat_map(line_by_line).collect()
}

/// As many lines as before are changed one by one.
fn line_by_line(hunk: Hunk) -> Vec<Hunk> {
    if hunk.base.len() != hunk.side.len() {
        return vec![hunk];
    }
    let pairs = hunk.base.zip(hunk.side);
    pairs
        .map(|(base, side)| Hunk {
            base: base..base + 1,
            side: side..side + 1,
        })
        .collect()
}

/// The lines of the base of the first hunk of two lists; what comes between lines before what takes a line's place.
fn first(left: &[Hunk], right: &[Hunk]) -> Option<Range<usize>> {
    let both = [left.first(), right.first()];
    let ranges = both.into_iter().flatten().map(|hunk| hunk.base.clone());
    ranges.min_by_key(|range| (range.start, range.end))
}

/// Whether two changes are about the same lines of the base, or come in at the same place.
fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    if a.is_empty() && b.is_empty() {
        return a.start == b.start;
    }
    a.start < b.end && b.start < a.end
}

/// Where a side has what it made of some lines of the base, and how far down it is behind them.
fn place(base: &Range<usize>, hunks: &[Hunk], down: &mut isize) -> Range<usize> {
    let start = base.start.saturating_add_signed(*down);
    for hunk in hunks {
        // Both are lengths of a text that is in memory.
        *down += hunk.side.len().cast_signed() - hunk.base.len().cast_signed();
    }
    start..base.end.saturating_add_signed(*down).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let letters = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let (base, ours, theirs) = (letters(base), letters(ours), letters(theirs));
        let lines = |letters: &'_ [String]| letters.concat();
        let [b, o, t] = [&base, &ours, &theirs].map(|side| side.iter().map(String::as_str).collect::<Vec<_>>());
        let mut out = String::new();
        let mut at = 0;
        for change in merge(&b, &o, &t) {
            out.push_str(&lines(&ours[at..change.ours.start]));
            match change.kind {
                ChangeKind::Take(taken) => out.push_str(&lines(&theirs[taken])),
                ChangeKind::Clash {
                    base: from,
                    theirs: other,
                } => {
                    let texts = [&ours[change.ours.clone()], &base[from], &theirs[other]].map(lines);
                    out.extend(["<", &texts.join("|"), ">"]);
                }
            }
            at = change.ours.end;
        }
        out + &lines(&ours[at..])
    }

    #[test]
    fn changes_of_different_lines_are_both_made() {
        assert_eq!(merged("abcd", "Abcd", "abcD"), "AbcD");
        assert_eq!(merged("abcd", "aBcd", "abCd"), "aBCd");
        assert_eq!(merged("abcd", "acd", "abcdE"), "acdE");
        assert_eq!(merged("abcd", "aXbcd", "abYcd"), "aXbYcd");
        assert_eq!(merged("abcd", "abXcd", "aBcd"), "aBXcd");
        assert_eq!(merged("abcd", "aBcd", "abXcd"), "aBXcd");
        assert_eq!(merged("abcd", "abCd", "abXcd"), "abXCd");
        assert_eq!(merged("abcdef", "XYbcdef", "abdeF"), "XYbdeF");
    }

    #[test]
    fn a_change_of_both_is_made_once() {
        assert_eq!(merged("abc", "aXc", "aXc"), "aXc");
        assert_eq!(merged("abc", "abcX", "AbcX"), "AbcX");
    }

    #[test]
    fn the_same_line_changed_twice_clashes_and_the_rest_does_not() {
        assert_eq!(merged("abcd", "aXcd", "aYcD"), "a<X|b|Y>cD");
        assert_eq!(merged("abc", "abcX", "abcY"), "abc<X||Y>");
        assert_eq!(merged("abc", "ac", "aYc"), "a<|b|Y>c");
        assert_eq!(merged("abcd", "aXd", "abZd"), "a<X|bc|bZ>d");
        assert_eq!(merged("abcd", "aXYd", "abZd"), "aX<Y|c|Z>d");
    }
}
