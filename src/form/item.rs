//! What a form knows of one item and one part.

use std::ops::Deref;

use super::definition::{DetailedOption, Identity, ItemDefinition, Kind};

/// Index of an [`Item`] in its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(pub(super) usize);

impl ItemId {
    /// The position of the item in [`super::Form::items`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

/// One item of a form: what its definition says, and what follows from where it stands.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // Each is a yes/no of the printed form, and independent of the others.
pub struct Item {
    pub id: ItemId,
    pub parent: Option<ItemId>,
    pub children: Vec<ItemId>,
    /// Index of the part it is printed in; none for the item that holds all others and for parts' own lists.
    pub(super) part: Option<usize>,
    /// Stands directly below its part, so that its number is a section's.
    pub section: bool,
    /// The group of a part: the part's own item.
    pub is_part: bool,
    /// [`crate::folding::fold`] of the key.
    pub(crate) folded_key: String,
    /// ①, 1, リスク1 …; empty where the form has none.
    pub number: String,
    pub label: String,
    pub options: Vec<Choice>,
    /// 重要な変更の対象, by itself or through its part.
    pub important: bool,
    /// The form prints ※ beside this very label.
    pub marked: bool,
    /// Two versions are compared by it. Never true in a part that is not printed or that is a table.
    pub compared: bool,
    pub width: u16,
    /// Keys from the top of an assessment, joined by `/`.
    pub path: String,
    /// Without its items, which are [`Item::children`].
    pub(super) given: ItemDefinition,
}

impl Deref for Item {
    type Target = ItemDefinition;

    fn deref(&self) -> &ItemDefinition {
        &self.given
    }
}

/// One option of a choice: what its definition says, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// [`crate::folding::fold`] of the text.
    pub(crate) folded: String,
    /// Heading that the form prints above it; empty for none.
    pub group: String,
    pub(super) given: DetailedOption,
}

impl Deref for Choice {
    type Target = DetailedOption;

    fn deref(&self) -> &DetailedOption {
        &self.given
    }
}

/// A part of the form.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // Each is a yes/no of the printed form, and independent of the others.
pub struct Part {
    /// Ⅰ, （別添1） …; empty for the cover.
    pub number: String,
    pub label: String,
    /// The item that holds the part's items: the whole form's for the cover.
    pub item: ItemId,
    /// The items of this part in printed order.
    pub items: Vec<ItemId>,
    pub table: bool,
    pub printed: bool,
    /// Stands below the part before it, on the same page.
    pub follows: bool,
    pub marked: bool,
    pub important_note: String,
}

impl Item {
    /// An item below no part.
    pub(super) fn new(id: ItemId, parent: Option<ItemId>, given: ItemDefinition) -> Self {
        Self {
            id,
            parent,
            children: Vec::new(),
            part: None,
            section: false,
            is_part: false,
            folded_key: crate::folding::fold(&given.key),
            number: given.number.clone().unwrap_or_default(),
            label: given.label.clone().unwrap_or_else(|| given.key.clone()),
            options: Vec::new(),
            important: given.important.unwrap_or_default(),
            marked: given.important.unwrap_or_default(),
            compared: given.compared,
            width: given.width.unwrap_or(1),
            path: given.key.clone(),
            given,
        }
    }

    /// The option whose text is the given one after folding width and spaces; gives its index.
    #[must_use]
    pub fn option(&self, text: &str) -> Option<usize> {
        if let Some(index) = self.options.iter().position(|option| option.text == text) {
            return Some(index);
        }
        let folded = crate::folding::fold(text);
        self.options.iter().position(|option| option.folded == folded)
    }

    /// The option that had a text in an older revision and has another one here.
    #[must_use]
    pub fn reworded(&self, text: &str) -> Option<&Choice> {
        let is = |was: &String| crate::folding::fold(was) == crate::folding::fold(text);
        self.options.iter().find(|option| option.was.iter().any(is))
    }

    /// Whether entries are found by 番号.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        self.repeat
            .as_ref()
            .is_some_and(|repeat| repeat.identity == Identity::Number)
    }

    /// Whether it holds other items.
    #[must_use]
    pub fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Group | Kind::Entries)
    }

    /// Number and label as the form prints them, such as `①事務の名称` or `1. 基本情報`.
    #[must_use]
    pub fn heading(&self) -> String {
        let mark = if self.marked { " ※" } else { "" };
        let (number, label) = (&self.number, &self.label);
        if number.is_empty() {
            format!("{label}{mark}")
        } else if number.bytes().all(|b| b.is_ascii_digit()) {
            format!("{number}. {label}{mark}")
        } else if self.heading {
            format!("{number}： {label}{mark}")
        } else {
            format!("{number}{label}{mark}")
        }
    }
}

impl Part {
    /// Number and label as the form prints them, such as `Ⅰ 基本情報` or `（別添2）変更箇所`.
    #[must_use]
    pub fn heading(&self) -> String {
        let gap = if self.number.is_empty() || self.number.ends_with('）') {
            ""
        } else {
            " "
        };
        let mark = if self.marked { " ※" } else { "" };
        format!("{}{gap}{}{mark}{}", self.number, self.label, self.important_note)
    }
}
