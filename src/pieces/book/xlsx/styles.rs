//! The number formats of a workbook's cells.

use std::collections::BTreeMap;

use super::super::BookError;
use super::super::format::{Format, builtin};
use super::super::package::Package;
use super::super::xml::{attribute, child, children, tree};

/// The formats by the number of a cell's style.
#[derive(Debug, Default)]
pub(super) struct Styles {
    formats: Vec<Format>,
    /// Which format a style has.
    of_style: Vec<usize>,
    usual: Format,
}

impl Styles {
    /// Reads them; a workbook without any has the usual one.
    pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Self, BookError> {
        let Some(text) = package.text(part)? else {
            return Ok(Self::default());
        };
        let tree = tree(&text, part)?;
        let root = tree.root_element();
        let custom = child(root, "numFmts")
            .into_iter()
            .flat_map(|list| children(list, "numFmt"));
        let mut codes: BTreeMap<u32, &str> = BTreeMap::new();
        for node in custom {
            if let (Some(id), Some(code)) = (attribute(node, "numFmtId"), attribute(node, "formatCode"))
                && let Ok(id) = id.parse()
            {
                codes.insert(id, code);
            }
        }
        let mut styles = Self::default();
        let mut known: BTreeMap<u32, usize> = BTreeMap::new();
        for node in child(root, "cellXfs").into_iter().flat_map(|list| children(list, "xf")) {
            let id = attribute(node, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
            let format = *known.entry(id).or_insert_with(|| {
                // What the workbook says of a number counts before what the number usually means.
                let code = codes.get(&id).copied().or_else(|| builtin(id)).unwrap_or("General");
                styles.formats.push(Format::new(code));
                styles.formats.len() - 1
            });
            styles.of_style.push(format);
        }
        Ok(styles)
    }

    /// The format of a style.
    pub(super) fn format(&self, style: usize) -> &Format {
        let format = self.of_style.get(style).and_then(|format| self.formats.get(*format));
        format.unwrap_or(&self.usual)
    }
}
