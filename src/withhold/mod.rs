//! 非公表: what of an assessment a public copy leaves out, and the search for its words in all that goes out. Reads no files and
//! prints nothing. Law: 特定個人情報保護評価に関する規則第13条.
//!
//! A public copy is an assessment of its own, in which what is withheld does not stand: whoever prints it cannot print that.

mod forms;
mod fragments;
mod names;
mod rows;
mod telling;
mod together;
mod unread;
mod words;

use std::collections::BTreeSet;

pub use names::{Name, UnknownName};
pub use rows::RowFault;
pub use words::{Mention, Words};

pub use crate::answers::Copy;
use crate::answers::{AnswerId, Assessment, Cursor};
use fragments::Fragments;
use names::Target;

/// What a public copy says, and what to know of the rest.
#[derive(Debug)]
pub struct Public {
    /// The assessment without what is withheld.
    pub assessment: Assessment,
    /// How many answers are withheld, rows of 変更箇所 not counted.
    pub withheld: usize,
    /// Rows of 変更箇所 that are withheld because nobody can tell from their 項目 whether they concern what is withheld.
    pub unclear: Vec<RowFault>,
    /// Second mentions: places of the public copy that say what is withheld elsewhere.
    pub mentions: Vec<Mention>,
    /// The words that stand nowhere in what goes out.
    pub words: Words,
}

impl Public {
    /// Whether the copy leaves anything out.
    #[must_use]
    pub fn leaves_out(&self) -> bool {
        self.withheld > 0 || !self.words.is_empty()
    }
}

/// Whether an assessment lists anything at 管理/非公表, or something that may be meant so.
#[must_use]
pub fn lists_any(assessment: &Assessment) -> bool {
    !names::listed(assessment).is_empty() || !unread::lists(assessment).is_empty()
}

/// The paths that are withheld by their own names; `None` where a name leads nowhere.
#[must_use]
pub fn paths(assessment: &Assessment) -> Option<BTreeSet<String>> {
    let found = withheld(assessment, None).ok()?;
    Some(cursors(assessment, &found.leaves).map(|leaf| leaf.path()).collect())
}

/// An assessment of which nothing is public, for where nobody can tell what is.
#[must_use]
pub fn nothing(assessment: &Assessment) -> Assessment {
    assessment.without(&assessment.top().leaves().iter().filter_map(Cursor::id).collect())
}

/// The public copy of an assessment. What the version published before it withheld stays withheld in rows of 変更箇所, also where
/// the item is gone. `is_clear` says of an unclear row whether a person has decided that it concerns nothing that is withheld.
///
/// # Errors
/// The names at 管理/非公表 that lead to no item of this version or of the one before, and lists that were not read: what they mean
/// would be published.
pub fn public(
    assessment: &Assessment,
    before: Option<&Assessment>,
    is_clear: impl Fn(&RowFault) -> bool,
) -> Result<Public, Vec<UnknownName>> {
    let Withheld {
        leaves,
        targets,
        mut words,
        fragments,
    } = withheld(assessment, before)?;
    let withheld = leaves.len();
    let mut hidden = leaves;
    let mut unclear = Vec::new();
    if !targets.is_empty() || !words.is_empty() {
        let versions: Vec<&Assessment> = std::iter::once(assessment).chain(before).collect();
        let judged = rows::judge(assessment, &versions, &targets, &words, &hidden, is_clear);
        hidden.extend(judged.hidden);
        unclear = judged.unclear;
    }
    let public = assessment.without(&hidden);
    words.forget_what_is_public(&public);
    words.learn(&fragments, &public);
    let mentions = words.mentions(&public);
    Ok(Public {
        assessment: public,
        withheld,
        unclear,
        mentions,
        words,
    })
}

/// Several versions of one assessment as the public may see them side by side: what one of them withholds none of them tells.
/// `is_clear` as in [`public`], for a row of a version.
///
/// # Errors
/// The names at 管理/非公表 that lead to no item of any of them, and lists that were not read, with the position of their version.
pub fn side_by_side(
    versions: &[&Assessment],
    is_clear: impl Fn(&Assessment, &RowFault) -> bool,
) -> Result<Vec<Public>, Vec<(usize, UnknownName)>> {
    let unread = |(at, version): (usize, &&Assessment)| unread::lists(version).into_iter().map(move |list| (at, list));
    let unread: Vec<(usize, UnknownName)> = versions.iter().enumerate().flat_map(unread).collect();
    if !unread.is_empty() {
        return Err(unread);
    }
    let listed: Vec<(usize, Name)> = versions
        .iter()
        .enumerate()
        .flat_map(|(at, version)| names::listed(version).into_iter().map(move |name| (at, name)))
        .collect();
    let names: Vec<Name> = listed.iter().map(|(_, name)| name.clone()).collect();
    let found: Vec<names::Found> = versions.iter().map(|version| names::find(version, &names)).collect();
    let lost: Vec<&(usize, Name)> = listed
        .iter()
        .filter(|(_, name)| !found.iter().any(|found| found.has(name)))
        .collect();
    let in_a_row = |name: &Name| versions.iter().any(|version| names::is_in_a_row(version, name));
    let unknown = lost.iter().filter(|(_, name)| !in_a_row(name));
    let unknown: Vec<(usize, UnknownName)> = unknown.map(|(at, name)| (*at, name.unknown())).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let mut targets: Vec<Target> = Vec::new();
    for (version, found) in versions.iter().zip(&found) {
        targets.extend(found.targets(version));
    }
    targets.extend(lost.iter().flat_map(|(at, name)| names::of_form(versions[*at], name)));
    let leaves = || {
        let both = versions.iter().zip(&found);
        both.flat_map(|(version, found)| cursors(version, &found.leaves))
    };
    let mut words = Words::of(leaves());
    let fragments = Fragments::of(leaves());
    let copies: Vec<(Assessment, usize, Vec<RowFault>)> = versions
        .iter()
        .zip(found)
        .map(|(version, found)| {
            let withheld = found.leaves.len();
            let mut hidden = found.leaves;
            let mut unclear = Vec::new();
            if !targets.is_empty() || !words.is_empty() {
                // Its own form first.
                let mut all = vec![*version];
                all.extend(versions.iter().filter(|other| !std::ptr::eq(**other, *version)));
                let judged = rows::judge(version, &all, &targets, &words, &hidden, |row| is_clear(version, row));
                hidden.extend(judged.hidden);
                unclear = judged.unclear;
            }
            (version.without(&hidden), withheld, unclear)
        })
        .collect();
    for (copy, ..) in &copies {
        words.forget_what_is_public(copy);
        words.learn(&fragments, copy);
    }
    let publics = copies.into_iter().map(|(assessment, withheld, unclear)| Public {
        mentions: words.mentions(&assessment),
        words: words.clone(),
        assessment,
        withheld,
        unclear,
    });
    Ok(publics.collect())
}

/// What is withheld of an assessment, apart from its rows of 変更箇所.
struct Withheld {
    leaves: BTreeSet<AnswerId>,
    targets: Vec<Target>,
    words: Words,
    fragments: Fragments,
}

fn withheld(assessment: &Assessment, before: Option<&Assessment>) -> Result<Withheld, Vec<UnknownName>> {
    let unread = unread::lists(assessment);
    if !unread.is_empty() {
        return Err(unread);
    }
    let own = names::listed(assessment);
    let former = before.map(names::listed).unwrap_or_default();
    if own.is_empty() && former.is_empty() {
        return Ok(Withheld {
            leaves: BTreeSet::new(),
            targets: Vec::new(),
            words: Words::default(),
            fragments: Fragments::default(),
        });
    }
    let found = names::find(assessment, &own);
    let all: Vec<Name> = own.iter().chain(&former).cloned().collect();
    let gone = before.map(|before| (before, names::find(before, &all)));
    let is_known = |name: &Name| found.has(name) || gone.as_ref().is_some_and(|(_, gone)| gone.has(name));
    let lost: Vec<&Name> = own.iter().filter(|name| !is_known(name)).collect();
    let unknown = lost.iter().filter(|name| !names::is_in_a_row(assessment, name));
    let unknown: Vec<UnknownName> = unknown.map(|name| name.unknown()).collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let mut targets = found.targets(assessment);
    targets.extend(lost.into_iter().flat_map(|name| names::of_form(assessment, name)));
    let mut leaves: Vec<Cursor<'_>> = cursors(assessment, &found.leaves).collect();
    if let Some((before, gone)) = &gone {
        targets.extend(gone.targets(before));
        leaves.extend(cursors(before, &gone.leaves));
    }
    Ok(Withheld {
        leaves: found.leaves,
        targets,
        fragments: Fragments::of(leaves.iter().copied()),
        words: Words::of(leaves.into_iter()),
    })
}

fn cursors<'a>(assessment: &'a Assessment, ids: &BTreeSet<AnswerId>) -> impl Iterator<Item = Cursor<'a>> {
    let leaves = assessment.top().leaves().into_iter();
    let ids = ids.clone();
    leaves.filter(move |leaf| leaf.id().is_some_and(|id| ids.contains(&id)))
}
