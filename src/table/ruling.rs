//! What a row of 変更箇所 says of a change of ※ items: what an officer decided, nothing yet, or what cannot be. Reads rows as they
//! stand; knows no difference.

use super::decision::{AFTERWARDS, Decision};
use super::lines::Line;
use super::nothing::says_nothing;
use crate::folding::fold;
use crate::form::find_name::NameMatch;
use crate::form::{Form, Item, Kind};
use crate::lexicon::lexicon;

/// What a row of a ※ item says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// Nothing is explained.
    Open,
    /// The explanation takes the item for one without ※.
    Mistaken,
    /// A 重要な変更 that was submitted after the change.
    Contrary,
    Decided(Decision),
}

impl Ruling {
    /// Whether someone has still to say what the change is in law.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Mistaken)
    }
}

impl Line<'_> {
    /// Whether all that the row names is ※. A whole entry that was added or taken out counts as the ※ items in it, and as the
    /// ※ item at which the form counts such entries.
    #[must_use]
    pub fn is_important(&self) -> bool {
        let form = self.cursor.assessment().form();
        let counts = |item: &Item| item.important || (self.is_whole() && holds_important(form, item));
        match form.find_name(self.names.text().trim()) {
            NameMatch::Items(items) => {
                let all = !items.is_empty() && items.iter().all(|item| counts(item));
                all || (self.is_whole() && is_repeated_part(form, &items))
            }
            NameMatch::Meant(item) => counts(item),
            NameMatch::Unclear => false,
        }
    }

    /// What the row decides, if its item is ※.
    #[must_use]
    pub fn ruling(&self) -> Ruling {
        let reason = self.explanation.text();
        let beforehand = self.submission.option().is_some_and(|option| option.text != AFTERWARDS);
        match Decision::read(reason) {
            None => Ruling::Open,
            Some(Decision::Important) if self.is_afterwards() => Ruling::Contrary,
            Some(Decision::Important) => Ruling::Decided(Decision::Important),
            Some(_) if says_other_item(reason) && !beforehand => Ruling::Mistaken,
            Some(decision) => Ruling::Decided(decision),
        }
    }

    /// Whether 提出時期 is 事後.
    #[must_use]
    pub fn is_afterwards(&self) -> bool {
        self.submission.option().is_some_and(|option| option.text == AFTERWARDS)
    }

    /// Whether it tells that something was added or taken out as a whole.
    fn is_whole(&self) -> bool {
        let (before, after) = (self.before.text(), fold(self.after.text()));
        let (added, removed) = (says_nothing(before), says_nothing(&after));
        added != removed || lexicon().gone.has(&after)
    }
}

/// Whether an explanation takes its item for one without ※.
fn says_other_item(explanation: &str) -> bool {
    fold(explanation).contains("その他の項目の変更であり")
}

/// Whether an item is a list of entries, or the title of one, whose entries answer ※ items or are counted at one.
fn holds_important(form: &Form, item: &Item) -> bool {
    let title_of = item
        .parent
        .map(|list| form.item(list))
        .filter(|list| list.key == item.key);
    let Some(list) = title_of.or(Some(item)).filter(|list| list.kind == Kind::Entries) else {
        return false;
    };
    form.counting(list).any(|item| item.important) || has_important(form, list)
}

/// Whether items are all of a part that stands once for each entry, as for each 特定個人情報ファイル, and some of them are ※.
fn is_repeated_part(form: &Form, items: &[&Item]) -> bool {
    let Some(part) = items.first().and_then(|item| form.part(item)) else {
        return false;
    };
    let all = part.items.iter().all(|id| items.iter().any(|item| item.id == *id));
    let repeats = |item: &&Item| item.parent.is_some_and(|list| form.item(list).kind == Kind::Entries);
    all && items.len() > 1
        && items.iter().all(repeats)
        && items.iter().any(|item| item.important || has_important(form, item))
}

fn has_important(form: &Form, item: &Item) -> bool {
    let mut below = item.children.iter().map(|id| form.item(*id));
    below.any(|item| item.important || has_important(form, item))
}
