//! Finds for each answer of one version its counterpart in another.

use crate::answers::Cursor;
use crate::folding::fold;
use crate::form::Identity;

use super::quoted::meaning;

/// An answer of the old version and its counterpart of the new one; one may be missing.
pub(crate) type Pair<'p, 'a> = (Option<&'p Cursor<'a>>, Option<&'p Cursor<'a>>);

/// Pairs the items of a group, in the order of the new version: by key, or by what the form says that they were.
pub(super) fn items<'p, 'a>(old: &'p [Cursor<'a>], new: &'p [Cursor<'a>]) -> Vec<Pair<'p, 'a>> {
    let form = new.first().map(|new| new.assessment().form());
    by(old, new, |cursor| {
        let Some((item, form)) = cursor.item().zip(form) else {
            return String::new();
        };
        let own = cursor.assessment().form();
        // What has gone from here has no key here, whatever stands in its place.
        match own.edition == form.edition {
            true => fold(&item.path),
            false => own
                .same(item, form)
                .map_or_else(|| format!("/{}", item.path), |same| fold(&same.path)),
        }
    })
}

/// Pairs the entries of a list by identity, in the order of their numbers.
pub(crate) fn entries<'p, 'a>(old: &'p [Cursor<'a>], new: &'p [Cursor<'a>]) -> Vec<Pair<'p, 'a>> {
    let mut pairs = by(old, new, Cursor::identity);
    join_renamed(&mut pairs);
    pairs.sort_by_key(|(old, new)| new.or(*old).and_then(Cursor::slot));
    pairs
}

/// Pairs by a key; of several with one key the first with the first. What is only in `old` stands at the end.
fn by<'p, 'a>(old: &'p [Cursor<'a>], new: &'p [Cursor<'a>], key: impl Fn(&Cursor<'a>) -> String) -> Vec<Pair<'p, 'a>> {
    let mut left: Vec<(String, &Cursor<'a>)> = old.iter().map(|cursor| (key(cursor), cursor)).collect();
    let mut pairs: Vec<Pair<'p, 'a>> = Vec::new();
    for cursor in new {
        let wanted = key(cursor);
        let found = left.iter().position(|(key, _)| *key == wanted);
        pairs.push((found.map(|at| left.remove(at).1), Some(cursor)));
    }
    pairs.extend(left.into_iter().map(|(_, cursor)| (Some(cursor), None)));
    pairs
}

/// Entries known by their title are the same entry under a new title where most of what they say is unchanged.
fn join_renamed(pairs: &mut Vec<Pair<'_, '_>>) {
    let mut at = 0;
    while at < pairs.len() {
        if let (None, Some(new)) = pairs[at]
            && is_titled(new)
            && let Some(other) = pairs
                .iter()
                .position(|pair| matches!(pair, (Some(old), None) if is_renamed(old, new)))
        {
            pairs[at].0 = pairs[other].0;
            pairs.remove(other);
            // What was removed may have stood before this pair.
            at = at.saturating_sub(1);
        }
        at += 1;
    }
}

fn is_titled(entry: &Cursor<'_>) -> bool {
    let repeat = entry.item().and_then(|item| item.repeat.as_ref());
    repeat.is_some_and(|repeat| repeat.identity == Identity::Title)
}

fn is_renamed(old: &Cursor<'_>, new: &Cursor<'_>) -> bool {
    let said = |entry: &Cursor<'_>| -> Vec<(String, String)> {
        let head = entry.path().len();
        let leaves = entry.leaves().into_iter().filter(Cursor::is_filled);
        leaves
            .map(|leaf| (leaf.path().split_off(head), meaning(&leaf)))
            .collect()
    };
    let (old, new) = (said(old), said(new));
    let kept = old.iter().filter(|leaf| new.contains(leaf)).count();
    kept * 2 > old.len().max(new.len())
}
