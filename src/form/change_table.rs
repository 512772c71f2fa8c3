//! 変更箇所: the table in which a form tells how a version differs from the one before. Knows its columns by what the definition
//! says of them, never by their names.

use super::{Display, Form, Item, Kind};

/// The table of changes of a form, with its columns.
#[derive(Debug, Clone, Copy)]
pub struct ChangeTable<'f> {
    /// The list of its rows.
    pub list: &'f Item,
    /// 変更日.
    pub changed: &'f Item,
    /// 項目.
    pub names: &'f Item,
    /// 変更前の記載.
    pub before: &'f Item,
    /// 変更後の記載.
    pub after: &'f Item,
    /// 提出時期.
    pub submission: &'f Item,
    /// 提出時期に係る説明.
    pub explanation: &'f Item,
}

impl Form {
    /// The table of changes; `None` for a form without one.
    #[must_use]
    pub fn change_table(&self) -> Option<ChangeTable<'_>> {
        let changed = self.displayed(Display::Changed)?;
        let list = self.item(changed.parent?);
        let columns = || list.children.iter().map(|id| self.item(*id));
        let column = |display| columns().find(|item| item.display == Some(display));
        let mut quotes = columns().filter(|item| item.display == Some(Display::Quotes));
        let table = ChangeTable {
            list,
            changed,
            names: column(Display::Names)?,
            before: quotes.next()?,
            after: quotes.next()?,
            submission: column(Display::Submission)?,
            explanation: column(Display::Explanation)?,
        };
        (list.kind == Kind::Entries).then_some(table)
    }
}

#[cfg(test)]
mod tests {
    use crate::form::builtin;

    #[test]
    fn every_form_has_a_table_of_changes() {
        for form in builtin().iter() {
            let table = form.change_table().unwrap();
            assert!(form.part(table.list).is_some_and(|part| part.table), "{}", form.name);
            assert_eq!(table.list.children.len(), 6, "{}", form.name);
        }
    }
}
