//! How the parts of a workbook name each other.

use super::super::BookError;
use super::super::package::{Package, beside};
use super::super::xml::{attribute, children, tree};

/// The parts that a part names.
#[derive(Debug, Default)]
pub(super) struct Relations {
    all: Vec<Relation>,
}

/// A part that is named.
#[derive(Debug)]
pub(super) struct Relation {
    id: String,
    /// The last word of its kind, such as `worksheet`.
    pub(super) kind: String,
    pub(super) part: String,
    /// It lies outside of the workbook.
    pub(super) is_outside: bool,
}

impl Relations {
    /// Reads those of a part; none where it names none.
    pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Self, BookError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        let Some(text) = package.text(path.trim_start_matches('/'))? else {
            return Ok(Self::default());
        };
        let tree = tree(&text, &path)?;
        let all = children(tree.root_element(), "Relationship").filter_map(|node| {
            let target = attribute(node, "Target")?;
            Some(Relation {
                id: attribute(node, "Id")?.to_owned(),
                kind: attribute(node, "Type")?.rsplit('/').next()?.to_owned(),
                part: beside(part, target),
                is_outside: attribute(node, "TargetMode") == Some("External"),
            })
        });
        Ok(Self { all: all.collect() })
    }

    pub(super) fn by_id(&self, id: &str) -> Option<&Relation> {
        self.all.iter().find(|one| one.id == id)
    }

    /// Those of a kind.
    pub(super) fn of_kind<'r>(&'r self, kind: &'r str) -> impl Iterator<Item = &'r Relation> {
        self.all.iter().filter(move |one| one.kind == kind && !one.is_outside)
    }

    /// The name of the part of a kind, or the usual one where none is named.
    pub(super) fn part(&self, kind: &str, usual: &str) -> String {
        let named = self.of_kind(kind).next();
        named.map_or_else(|| usual.to_owned(), |one| one.part.clone())
    }
}
