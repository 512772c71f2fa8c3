//! Finds for each entry of a list its counterparts in the other two versions: by number or title where the form knows
//! entries by them, else by what the rows of a growing list say. Decides nothing about them.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::place::Side;
use super::said::Said;
use crate::answers::Cursor;
use crate::change::pair;
use crate::form::Identity;

/// One entry in the three versions; where it stands in each list of children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trio {
    pub base: Option<usize>,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
}

/// A list of one version.
pub(super) struct List<'l, 'a> {
    pub side: &'l Side<'a>,
    pub entries: Vec<Cursor<'a>>,
}

/// The entries of a list in three versions. `base` is none where the two have nothing in common.
pub(super) fn trios(base: Option<&List<'_, '_>>, ours: &List<'_, '_>, theirs: &List<'_, '_>) -> Vec<Trio> {
    let from = base.map_or(0, |base| base.entries.len());
    let by_position = [ours, theirs].iter().any(|list| {
        let item = list.entries.first().and_then(Cursor::item);
        let repeat = item.and_then(|item| item.repeat.as_ref());
        repeat.is_some_and(|repeat| repeat.identity == Identity::Position)
    });
    let find = |list: &List<'_, '_>| match base {
        None => Vec::new(),
        Some(base) if by_position => rows(&said(base), &said(list)),
        Some(base) => named(&base.entries, &list.entries),
    };
    let (left, right) = (find(ours), find(theirs));
    let mut trios: Vec<Trio> = (0..from)
        .map(|at| Trio {
            base: Some(at),
            ours: left.get(at).copied().flatten(),
            theirs: right.get(at).copied().flatten(),
        })
        .collect();
    let mut added: Vec<usize> = (0..theirs.entries.len())
        .filter(|at| !right.contains(&Some(*at)))
        .collect();
    let their_said = if by_position { said(theirs) } else { Vec::new() };
    for at in (0..ours.entries.len()).filter(|at| !left.contains(&Some(*at))) {
        let entry = &ours.entries[at];
        let same = added.iter().position(|other| {
            if by_position {
                Said::of(ours.side, entry) == their_said[*other]
            } else {
                theirs.entries[*other].identity() == entry.identity()
            }
        });
        trios.push(Trio {
            base: None,
            ours: Some(at),
            theirs: same.map(|same| added.remove(same)),
        });
    }
    trios.extend(added.into_iter().map(|at| Trio {
        base: None,
        ours: None,
        theirs: Some(at),
    }));
    trios
}

fn said(list: &List<'_, '_>) -> Vec<Said> {
    list.entries.iter().map(|entry| Said::of(list.side, entry)).collect()
}

/// For each entry of the base its counterpart by number or title.
fn named(base: &[Cursor<'_>], list: &[Cursor<'_>]) -> Vec<Option<usize>> {
    let at = |entries: &[Cursor<'_>], entry: &Cursor<'_>| {
        let slot = entry.slot();
        entries.iter().position(|other| other.slot() == slot)
    };
    let mut found = vec![None; base.len()];
    for pair in pair::entries(base, list) {
        if let (Some(old), Some(new)) = pair
            && let Some(from) = at(base, old)
        {
            found[from] = at(list, new);
        }
    }
    found
}

/// For each row of the base the one that it has become: the same row, or of several changed at one place, in their order,
/// one that still says most of what it said.
fn rows(base: &[Said], list: &[Said]) -> Vec<Option<usize>> {
    let words = |rows: &[Said]| -> Vec<String> { rows.iter().map(|row| row.leaves().join("\u{1}")).collect() };
    let mut found = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Myers, &words(base), &words(list)) {
        let (old, new) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            for (from, to) in old.zip(new) {
                found[from] = Some(to);
            }
            continue;
        }
        let mut next = new.start;
        for from in old {
            if let Some(to) = (next..new.end).find(|to| is_alike(&base[from], &list[*to])) {
                found[from] = Some(to);
                next = to + 1;
            }
        }
    }
    found
}

/// Whether two rows say the same in more than half of what either says.
fn is_alike(a: &Said, b: &Said) -> bool {
    let (a, b) = (a.leaves(), b.leaves());
    let said = |leaves: &[&str]| leaves.iter().filter(|leaf| !leaf.is_empty()).count();
    let kept = a.iter().zip(&b).filter(|(a, b)| a == b && !a.is_empty()).count();
    kept * 2 > said(&a).max(said(&b))
}
