//! Answers whose item a new revision of the form has elsewhere: finds them, and of several that became one the nearest.
//! Which item became which is the form's to say.

use super::quoted::meaning_as;
use crate::answers::{Assessment, Cursor};
use crate::form::Item;

/// The answers of `other`, another version, to the item that an answer is of. `entries` are the entries around the answer
/// with those of the other version that are the same.
pub(super) fn answers<'a>(
    answer: &Cursor<'_>,
    other: &'a Assessment,
    entries: &[(Cursor<'a>, Cursor<'_>)],
) -> Vec<Cursor<'a>> {
    let same = |item: &Item| answer.assessment().form().same(item, other.form());
    let Some(item) = answer.item().and_then(same) else {
        return Vec::new();
    };
    let holds = |entry: &Cursor<'_>| {
        let rest = entry.item().and_then(|list| item.path.strip_prefix(&list.path));
        rest.is_some_and(|rest| rest.starts_with('/'))
    };
    let around = entries.iter().rev().map(|(entry, _)| entry).find(|entry| holds(entry));
    let around = around.cloned().unwrap_or_else(|| other.top());
    let above = around.item().map_or(0, |item| item.path.len());
    let rest = item.path[above..].trim_start_matches('/');
    let groups = match rest.rsplit_once('/') {
        Some((path, _)) => around.each(path),
        None => vec![around],
    };
    let is = |child: &Cursor<'_>| child.item().is_some_and(|own| own.id == item.id);
    groups
        .iter()
        .flat_map(|group| group.children().into_iter().find(is))
        .collect()
}

/// Of several answers that became one, the one that it is most like; with those leaves of the others that say something
/// else than both.
pub(super) fn nearest<'a>(several: &[Cursor<'a>], one: &Cursor<'_>) -> Option<(Cursor<'a>, Vec<Cursor<'a>>)> {
    let said = |answer: &Cursor<'_>, like: &Cursor<'_>| -> Vec<String> {
        let leaves = answer.leaves().into_iter().zip(like.leaves());
        leaves.map(|(leaf, like)| meaning_as(&leaf, like.item())).collect()
    };
    let own = said(one, one);
    let alike = |answer: &Cursor<'_>| said(answer, one).iter().zip(&own).filter(|(a, b)| a == b).count();
    // The first of those that are as near.
    let best = several.iter().rev().max_by_key(|answer| alike(answer))?;
    let mut known: Vec<Vec<String>> = vec![own, said(best, one)];
    let mut left = Vec::new();
    for answer in several {
        let words = said(answer, one);
        for (at, leaf) in answer.leaves().into_iter().enumerate() {
            let told = known.iter().any(|known| known.get(at) == words.get(at));
            if leaf.is_filled() && !told {
                left.push(leaf);
            }
        }
        known.push(words);
    }
    Some((best.clone(), left))
}
