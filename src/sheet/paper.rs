//! The columns of a sheet of paper, and how many lines a text takes in some of them. A merged cell does not grow with its text,
//! so its height is told beforehand: rather too high than too low, since fonts differ from office to office.

/// The size of an answer's letters, in points.
pub(super) const TEXT: f64 = 10.0;
/// The size of a label's letters.
pub(super) const LABEL: f64 = 9.0;
/// The size of the letters of options, of a table and of what the form explains.
pub(super) const SMALL: f64 = 8.5;
/// The highest row, in points. Excel allows 409; lower ones break better across pages.
pub(super) const HIGHEST: f64 = 150.0;
/// White space beside a text in its cell, in pixels, and above and below it, in points.
const BESIDE: f64 = 10.0;
const ABOVE: f64 = 4.0;
/// The height of a line for a letter's.
const LEADING: f64 = 1.45;
/// Pixels in a point.
const PIXELS: f64 = 96.0 / 72.0;

/// The widths of the columns, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paper {
    pub columns: Vec<u16>,
    pub lying: bool,
}

/// The first column of an answer beside its label.
pub(super) const ANSWER: u16 = 2;
/// The columns of a form: two of labels; of an answer a box, words, more words and a closing bracket, and the same again.
const FORM: [u16; 10] = [74, 106, 26, 110, 62, 26, 26, 110, 110, 30];
/// The first and last columns of what stands in an answer.
pub(super) const BOX: u16 = ANSWER;
pub(super) const WORDS: (u16, u16) = (3, 4);
pub(super) const CLOSING: u16 = 5;
pub(super) const SECOND_BOX: u16 = 6;
pub(super) const SECOND_WORDS: (u16, u16) = (7, 9);
pub(super) const LAST: u16 = 9;
/// The room of a table on a sheet that lies, in pixels: 267 mm.
const LYING: u32 = 1010;
/// No column of a table is narrower, in pixels.
const NARROWEST: u32 = 60;

impl Paper {
    /// A standing sheet with labels at the left.
    pub fn form() -> Self {
        Self {
            columns: FORM.to_vec(),
            lying: false,
        }
    }

    /// A lying sheet for a table with these shares of the width.
    pub fn table(shares: &[u16]) -> Self {
        let sum: u32 = shares.iter().map(|share| u32::from(*share)).sum::<u32>().max(1);
        let width = |share: &u16| (LYING * u32::from(*share) / sum).max(NARROWEST);
        Self {
            columns: shares
                .iter()
                .map(|share| u16::try_from(width(share)).unwrap_or(u16::MAX))
                .collect(),
            lying: true,
        }
    }

    pub fn last(&self) -> u16 {
        u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The width of some columns together, in pixels.
    pub fn width(&self, first: u16, last: u16) -> f64 {
        let columns = self.columns.iter().skip(usize::from(first));
        let columns = columns.take(usize::from(last.saturating_sub(first)) + 1);
        columns.map(|column| f64::from(*column)).sum()
    }

    /// The columns of a table whose shares these are, first and last of each; each has at least one, as long as there are any.
    pub fn shared(&self, shares: &[u16]) -> Vec<(u16, u16)> {
        let sum: f64 = shares.iter().map(|share| f64::from(*share)).sum::<f64>().max(1.0);
        let whole = self.width(0, self.last());
        let mut first = 0;
        let mut wanted = 0.0;
        let mut ranges = Vec::new();
        for (at, share) in (1..).zip(shares) {
            wanted += f64::from(*share) / sum * whole;
            let left = u16::try_from(shares.len() - at).unwrap_or(u16::MAX);
            let most = self.last().saturating_sub(left).max(first);
            let off = |last: u16| (self.width(0, last) - wanted).abs();
            let nearest = (first..=most).min_by(|a, b| off(*a).total_cmp(&off(*b)));
            let last = if left == 0 {
                self.last().max(first)
            } else {
                nearest.unwrap_or(first)
            };
            ranges.push((first, last));
            first = last + 1;
        }
        ranges
    }
}

/// The width of a text on one line, in letters of half width.
pub(super) fn letters(text: &str) -> usize {
    let is_narrow =
        |c: char| c.is_ascii() || ('\u{ff61}'..='\u{ff9f}').contains(&c) || ('\u{a0}'..'\u{ff}').contains(&c);
    text.chars().map(|c| if is_narrow(c) { 1 } else { 2 }).sum()
}

/// How many letters of half width stand on a line of this many pixels.
pub(super) fn room(pixels: f64, size: f64) -> usize {
    let letter = size * PIXELS / 2.0;
    let count = ((pixels - BESIDE) / letter).floor().max(2.0);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // At least two, and no paper has millions.
    let count = count as usize;
    count
}

/// The height of a cell for a text, in points.
pub(super) fn height(text: &str, pixels: f64, size: f64) -> f64 {
    // A sign that may not begin a line takes the one before it along.
    let room = room(pixels, size);
    let room = room.saturating_sub(2).max(2);
    let lines: usize = text.split('\n').map(|line| letters(line).div_ceil(room).max(1)).sum();
    lines_high(lines.max(1), size)
}

/// The height of a cell for some lines.
pub(super) fn lines_high(lines: usize, size: f64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // A cell holds no milliards of lines.
    let lines = lines as f64;
    (lines * size * LEADING + ABOVE).ceil()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_as_wide_as_a_standing_sheet() {
        let paper = Paper::form();
        assert_eq!(paper.columns.iter().sum::<u16>(), 680);
        assert!((paper.width(ANSWER, LAST) - 500.0).abs() < 0.1 && paper.last() == LAST);
    }

    #[test]
    fn a_table_shares_the_columns_and_leaves_none_out() {
        let paper = Paper::form();
        assert_eq!(paper.shared(&[20, 80]), [(0, 1), (2, 9)]);
        for shares in [&[1][..], &[1, 1, 1], &[90, 5, 5], &[1; 10], &[0, 0]] {
            let ranges = paper.shared(shares);
            let ends: Vec<u16> = ranges.iter().map(|(_, last)| *last).collect();
            assert_eq!((ranges[0].0, *ends.last().unwrap()), (0, 9), "{shares:?}");
            assert!(ranges.windows(2).all(|pair| pair[1].0 == pair[0].1 + 1), "{ranges:?}");
            assert!(ranges.iter().all(|(first, last)| first <= last), "{ranges:?}");
        }
    }

    #[test]
    fn a_text_is_as_high_as_its_lines() {
        let one = height("短い", 500.0, TEXT);
        assert!(height(&"あ".repeat(36), 500.0, TEXT) > one);
        assert!(height("一\n二\n三", 500.0, TEXT) > 2.5 * one);
        assert!((height("", 500.0, TEXT) - one).abs() < 0.1);
        assert!(height("あ", 1.0, TEXT) >= one);
    }
}
