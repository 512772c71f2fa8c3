//! Names of cells, such as `C12` and `A1:C3`.

use super::raw::Area;

/// The last row and column that a worksheet may have, from 0.
pub(super) const LAST_ROW: u32 = 1_048_575;
pub(super) const LAST_COLUMN: u32 = 16_383;

/// The row and column of a name such as `C12`, from 0.
pub(super) fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let mut column = 0_u32;
    for letter in name.bytes().take(letters) {
        column = column
            .checked_mul(26)?
            .checked_add(u32::from(letter.to_ascii_uppercase() - b'A') + 1)?;
    }
    let row: u32 = name[letters..].parse().ok()?;
    let place = (row.checked_sub(1)?, column.checked_sub(1)?);
    (place.0 <= LAST_ROW && place.1 <= LAST_COLUMN).then_some(place)
}

/// The cells of a name such as `A1:C3`.
pub(super) fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    (top <= bottom && left <= right).then_some(Area {
        top,
        left,
        bottom,
        right,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells_are_places() {
        assert_eq!(place("A1"), Some((0, 0)));
        assert_eq!(place("$AB$12"), Some((11, 27)));
        assert_eq!(place("XFD1048576"), Some((LAST_ROW, LAST_COLUMN)));
        for wrong in ["", "A", "1", "A0", "XFE1", "A1048577", "AAAAAAAAAAAA1", "あ1"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
