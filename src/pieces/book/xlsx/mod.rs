//! Workbooks of Excel 2007 and later (ECMA-376), both sets of names.

mod anchored;
mod drawing;
mod notes;
mod parts;
mod sheet;
mod strings;
mod styles;
mod text;

use super::BookError;
use super::format::Epoch;
use super::limits::{Allowance, MAX_SHEETS};
use super::package::Package;
use super::pictures::Pictures;
use super::raw::{RawBook, RawSheet};
use super::xml::{attribute, below, child, children, is_true, tree};
use parts::Relations;
use strings::Strings;
use styles::Styles;

const WORKBOOK: &str = "xl/workbook.xml";

/// What all sheets of a workbook share.
struct Shared {
    strings: Strings,
    styles: Styles,
    epoch: Epoch,
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<RawBook, BookError> {
    let mut package = Package::open(bytes)?;
    let text = package
        .text(WORKBOOK)?
        .ok_or_else(|| BookError::Broken(WORKBOOK.to_owned()))?;
    let workbook = tree(&text, WORKBOOK)?;
    let relations = Relations::of(&mut package, WORKBOOK)?;
    let epoch = match below(workbook.root_element(), "workbookPr").and_then(|node| attribute(node, "date1904")) {
        Some(value) if is_true(value) => Epoch::From1904,
        Some(_) | None => Epoch::From1900,
    };
    let mut allowance = Allowance::new();
    let shared = Shared {
        strings: Strings::read(&mut package, &relations.part("sharedStrings", "xl/sharedStrings.xml"))?,
        styles: Styles::read(&mut package, &relations.part("styles", "xl/styles.xml"))?,
        epoch,
    };
    let mut pictures = Pictures::default();
    let mut book = RawBook::default();
    if package.names("xl/vbaproject").next().is_some() {
        let words = "このブックにはマクロが入っています。マクロは読まず、動かしてもいません".to_owned();
        book.others.push((String::new(), words));
    }
    let listed = child(workbook.root_element(), "sheets")
        .into_iter()
        .flat_map(|sheets| children(sheets, "sheet"));
    for (order, node) in listed.enumerate() {
        if order >= MAX_SHEETS {
            return Err(BookError::TooManySheets);
        }
        let mut raw = RawSheet {
            name: attribute(node, "name").unwrap_or_default().to_owned(),
            is_hidden: matches!(attribute(node, "state"), Some("hidden" | "veryHidden")),
            ..RawSheet::default()
        };
        let target = attribute_of_relation(node).and_then(|id| relations.by_id(id));
        match target {
            Some(target) if target.kind == "worksheet" => {
                let controls = sheet::read(&mut package, &target.part, &shared, &mut allowance, &mut raw)?;
                anchored::read(
                    &mut package,
                    &target.part,
                    &controls,
                    &mut pictures,
                    &mut allowance,
                    &mut raw,
                )?;
            }
            Some(target) if target.kind == "chartsheet" => {
                book.others
                    .push((raw.name, "グラフだけのシートです。グラフは読めません".to_owned()));
                continue;
            }
            Some(_) => {
                book.others
                    .push((raw.name, "表のシートではないため読めません".to_owned()));
                continue;
            }
            None => return Err(BookError::Broken(format!("シート「{}」", raw.name))),
        }
        book.sheets.push(raw);
    }
    if book.sheets.is_empty() && book.others.is_empty() {
        return Err(BookError::Broken(WORKBOOK.to_owned()));
    }
    Ok(book)
}

/// The relation that a node names: `r:id`, beside which there may be another `id`.
fn attribute_of_relation<'a>(node: roxmltree::Node<'a, '_>) -> Option<&'a str> {
    let is_of_relation = |one: &roxmltree::Attribute<'_, '_>| {
        one.namespace()
            .is_some_and(|namespace| namespace.ends_with("/relationships"))
    };
    let named = |name: &str| node.attributes().find(|one| one.name() == name && is_of_relation(one));
    named("id")
        .or_else(|| named("embed"))
        .or_else(|| named("link"))
        .map(|one| one.value())
}
