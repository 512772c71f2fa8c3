//! What hangs on a sheet besides its cells: notes, drawings, objects of other programs.

use std::collections::BTreeMap;

use super::super::BookError;
use super::super::limits::Allowance;
use super::super::package::Package;
use super::super::pictures::Pictures;
use super::super::raw::RawSheet;
use super::super::xml::{attribute, tree};
use super::drawing;
use super::notes;
use super::parts::Relations;

/// Reads what a sheet's part names.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    controls: &[(u32, String)],
    pictures: &mut Pictures,
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<(), BookError> {
    let relations = Relations::of(package, part)?;
    notes::read(package, &relations, allowance, sheet)?;
    let ticks = ticks(package, &relations, controls, sheet)?;
    for drawing in relations.of_kind("drawing") {
        drawing::read(package, &drawing.part, &ticks, pictures, allowance, sheet)?;
    }
    let foreign = ["oleObject", "package"]
        .iter()
        .map(|kind| relations.of_kind(kind).count());
    let foreign: usize = foreign.sum();
    if foreign > 0 {
        let words = format!("ほかのソフトのデータ（Word の文書など）が{foreign}個はめ込まれています。中身は読めません");
        sheet.others.push(words);
    }
    Ok(())
}

/// Which boxes to tick are ticked, by the number of their shapes.
fn ticks(
    package: &mut Package<'_>,
    relations: &Relations,
    controls: &[(u32, String)],
    sheet: &mut RawSheet,
) -> Result<BTreeMap<u32, bool>, BookError> {
    let mut ticks = BTreeMap::new();
    for (shape, id) in controls {
        let Some(part) = relations.by_id(id).filter(|part| part.kind == "ctrlProp") else {
            continue;
        };
        let Some(text) = package.text(&part.part)? else {
            continue;
        };
        let tree = tree(&text, &part.part)?;
        let root = tree.root_element();
        if matches!(attribute(root, "objectType"), Some("CheckBox" | "Radio")) {
            ticks.insert(*shape, attribute(root, "checked") == Some("Checked"));
        }
    }
    // Excel 2007 keeps them in a drawing of an older kind.
    for old in relations.of_kind("vmlDrawing").filter(|_| controls.is_empty()) {
        let text = package.text(&old.part).ok().flatten().unwrap_or_default();
        if ["Checkbox", "Radio", "Drop", "List"]
            .iter()
            .any(|kind| text.contains(&format!("ObjectType=\"{kind}\"")))
        {
            let words = "チェックボックスなどの部品は読めません。選ばれているものを、原本で確かめてください";
            sheet.others.push(words.to_owned());
        }
    }
    Ok(ticks)
}
