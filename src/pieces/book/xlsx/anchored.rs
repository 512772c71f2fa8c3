//! What hangs on a sheet besides its cells: notes, drawings, objects of other programs.

use super::super::BookError;
use super::super::limits::Allowance;
use super::super::package::Package;
use super::super::raw::RawSheet;
use super::drawing::{self, Pictures};
use super::notes;
use super::parts::Relations;

/// Reads what a sheet's part names.
pub(super) fn read(
    package: &mut Package<'_>,
    part: &str,
    pictures: &mut Pictures,
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<(), BookError> {
    let relations = Relations::of(package, part)?;
    notes::read(package, &relations, allowance, sheet)?;
    for drawing in relations.of_kind("drawing") {
        drawing::read(package, &drawing.part, pictures, allowance, sheet)?;
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
