//! Official forms as data: reads a definition, answers what an item is, and how the form names it.
//! Knows no assessment; nothing about a particular form stands here.

mod asked;
mod change_table;
mod definition;
mod earlier;
pub mod find_name;
mod former;
pub mod guidance;
mod item;
mod library;
mod load;
pub mod name;
pub mod page;
pub mod path;
pub mod schema;
mod skeleton;

use std::path::Path;
use std::sync::OnceLock;

pub use crate::finding::Confidence;
pub use change_table::ChangeTable;
pub use definition::{
    Definition, DetailedOption, Display, FormerDefinition, Identity, ItemDefinition, Kind, Level, Registered,
};
pub use earlier::Earlier;
pub use item::{Choice, Item, ItemId, Part};
pub use library::{Forms, Heading, builtin};
pub use load::{DefinitionError, load, load_earlier};

/// The key that numbers the entries of a list.
pub const NUMBER_KEY: &str = "番号";
/// The key that names the file of a figure, below an item of figures.
pub const FIGURE_KEY: &str = "図";
/// The key of the words that stand for a figure.
pub const ALT_KEY: &str = "代替テキスト";
/// The key that names the form.
pub const FORM_KEY: &str = "様式";
/// The path that names the revision of the form.
pub const EDITION_PATH: [&str; 2] = ["管理", "様式の版"];
/// The key beside 様式の版 that lists the items that could not be read in the document that an assessment was taken from.
pub const ILLEGIBLE_KEY: &str = "判読不能";

/// An official form in one revision.
#[derive(Debug, Clone)]
pub struct Form {
    /// `kiso`, `juten`, `zenkomoku`.
    pub form: String,
    /// What an assessment says at 様式.
    pub name: String,
    /// What an assessment says at 管理/様式の版.
    pub edition: String,
    /// The revision in file names, such as `2018-05`.
    pub revision: String,
    /// The title on the cover.
    pub title: String,
    /// The label at the foot of the cover.
    pub label: String,
    pub law: String,
    /// What ※ means; empty where the form has no ※.
    pub legend: String,
    /// Heading of the list of parts; empty where the form has none.
    pub contents: String,
    /// What a doubt about the form as a whole is about; empty where there is none.
    pub doubt: String,
    pub level: Level,
    /// Whether it is known only by what differs from a later edition: read, checked and printed, but offered to nobody.
    pub earlier: bool,
    /// How sure it is that the form is so, where that is said of all of it.
    pub confidence: Option<Confidence>,
    /// The parts in the order of the page.
    pub parts: Vec<Part>,
    items: Vec<Item>,
    former: former::FormerPaths,
    /// What [`find_name`] compares names with, made when the first is looked up.
    words: OnceLock<Vec<find_name::ItemWords>>,
    /// Names that were looked up before.
    known: find_name::Known,
}

/// Whether a file is named after a form, such as `juten.yaml`: so are the assessments of one 事務 that lie in one folder.
#[must_use]
pub fn is_named_after(file: &Path, form: &str) -> bool {
    file.file_stem().is_some_and(|stem| stem.eq_ignore_ascii_case(form))
}

impl Form {
    /// The item of an id of this form.
    #[must_use]
    pub fn item(&self, id: ItemId) -> &Item {
        &self.items[id.0]
    }

    /// All items, each before its children.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter()
    }

    /// The item that holds all others.
    #[must_use]
    pub fn root(&self) -> &Item {
        &self.items[0]
    }

    /// The child of an item by key, compared after folding width and spaces.
    #[must_use]
    pub fn child(&self, parent: &Item, key: &str) -> Option<&Item> {
        let exact = parent
            .children
            .iter()
            .map(|id| self.item(*id))
            .find(|child| child.key == key);
        exact.or_else(|| {
            let folded = crate::folding::fold(key);
            parent
                .children
                .iter()
                .map(|id| self.item(*id))
                .find(|child| child.folded_key == folded)
        })
    }

    /// The item at a path of keys joined by `/`, from the top of an assessment; the path may be that of an older revision.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Item> {
        self.own(path).or_else(|| self.moved(path))
    }

    /// The item that has this very path here.
    #[must_use]
    pub fn own(&self, path: &str) -> Option<&Item> {
        let mut item = self.root();
        for key in path.split('/') {
            item = self.child(item, key)?;
        }
        Some(item)
    }

    /// The item that says something of the whole document.
    #[must_use]
    pub fn displayed(&self, display: Display) -> Option<&Item> {
        self.items().find(|item| item.display == Some(display))
    }

    /// The items that tell a register something, in the form's order.
    pub fn registered(&self, what: Registered) -> impl Iterator<Item = &Item> {
        self.items().filter(move |item| item.register == Some(what))
    }

    /// The part that an item is printed in.
    #[must_use]
    pub fn part(&self, item: &Item) -> Option<&Part> {
        item.part.map(|index| &self.parts[index])
    }

    /// The items beside a list at which the form prints how many entries it has: 委託する（ 2 ）件.
    pub fn counting<'f>(&'f self, list: &'f Item) -> impl Iterator<Item = &'f Item> {
        let beside = list.parent.into_iter().flat_map(|parent| &self.item(parent).children);
        beside.map(|id| self.item(*id)).filter(|item| {
            let options = item.options.iter().filter_map(|option| option.count.as_ref());
            item.count.iter().chain(options).any(|count| *count == list.key)
        })
    }

    /// File name of the generated JSON Schema, such as `juten.2018-05.schema.json`.
    #[must_use]
    pub fn schema_file(&self) -> String {
        format!("{}.{}.schema.json", self.form, self.revision)
    }
}
