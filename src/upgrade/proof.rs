//! Proof that a carried assessment says what it said: every answer where the form has it now, every other one's words in a
//! comment, every comment still there, and nothing withheld that is not withheld now.

use std::collections::BTreeMap;

use super::carry::{Carried, said};
use crate::answers::{Assessment, Cursor};
use crate::merge::place::Side;
use crate::withhold;

/// Holds what came out against what was to be said.
///
/// # Errors
/// The name of what is not as it must be.
pub(super) fn holds(old: &Side<'_>, new: &Assessment, carried: &Carried) -> Result<(), String> {
    let whole = || new.form().name.clone();
    answers(new, &carried.said)?;
    let after = Side::new(new);
    let mut left = after.comments();
    for comment in old.comments() {
        if comment.contains(&old.assessment.form().schema_file()) {
            continue;
        }
        // Within lines that became comments it stands behind another sign.
        let exact = left.iter().position(|kept| *kept == comment);
        let at = exact.or_else(|| left.iter().position(|kept| kept.ends_with(comment)));
        left.swap_remove(at.ok_or_else(|| comment.to_owned())?);
    }
    kept(old, &after, carried)?;
    if let (Some(was), Some(is)) = (withhold::paths(old.assessment), withhold::paths(new)) {
        let shown = was.iter().filter_map(|path| carried.paths.get(path));
        let open = shown.into_iter().find(|path| !is.contains(*path));
        if let Some(open) = open {
            return Err(new.place(open).name());
        }
    }
    (new.form().edition != old.assessment.form().edition)
        .then_some(())
        .ok_or_else(whole)
}

/// Whether each answer says what it is to say, and no other says anything.
fn answers(new: &Assessment, said_there: &BTreeMap<String, String>) -> Result<(), String> {
    let leaves = new.top().leaves();
    let filled: BTreeMap<String, Cursor<'_>> = leaves
        .into_iter()
        .filter(Cursor::is_filled)
        .map(|leaf| (leaf.path(), leaf))
        .collect();
    for (path, leaf) in &filled {
        if said_there.get(path) != Some(&said(leaf, None)) {
            return Err(leaf.name());
        }
    }
    match said_there.keys().find(|path| !filled.contains_key(*path)) {
        Some(path) => Err(new.place(path).name()),
        None => Ok(()),
    }
}

/// Whether the words of every answer that has no place now stand in a comment.
fn kept(old: &Side<'_>, new: &Side<'_>, carried: &Carried) -> Result<(), String> {
    let comments: Vec<&str> = new.comments();
    for leaf in old.assessment.top().leaves().iter().filter(|leaf| leaf.is_filled()) {
        let goes_on = carried
            .paths
            .get(&leaf.path())
            .is_some_and(|path| carried.said.contains_key(path));
        let node = old.node(leaf).map(|node| old.source.slice(&node.span));
        let Some(text) = node.filter(|_| !goes_on) else {
            continue;
        };
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        for line in lines {
            let said_elsewhere = || {
                let words = said(leaf, None);
                carried.said.values().any(|other| *other == words)
            };
            if !comments.iter().any(|comment| comment.contains(line)) && !said_elsewhere() {
                return Err(leaf.name());
            }
        }
    }
    Ok(())
}
