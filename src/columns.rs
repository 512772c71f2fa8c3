//! Cells of a table for a terminal, cut to the widths of their columns before the table is made. What makes tables cuts a long
//! line anew for every line that comes of it, and takes minutes for a text of some hundred thousand letters. Knows no table.

use unicode_width::UnicodeWidthChar as _;

const ESCAPE: char = '\u{1b}';
const RESET: &str = "\u{1b}[0m";

/// How many columns of a terminal hold the words of each column, which has a share in percent of a table of a `width`, with a
/// line around each and a space at both sides of the words. What no share takes goes to all alike, the first ones first.
#[must_use]
pub fn inside<const N: usize>(width: u16, shares: [u16; N]) -> [usize; N] {
    let room = usize::from(width).saturating_sub(N + 1);
    let columns = shares.map(|share| room * usize::from(share) / 100);
    let rest = room.saturating_sub(columns.iter().sum());
    let mut at = 0;
    columns.map(|column| {
        let more = rest / N + usize::from(at < rest % N);
        at += 1;
        column.saturating_sub(2).max(1) + more
    })
}

/// A text whose lines are at most so many columns wide. What a colour was given to keeps it in each of its lines.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut colour = "";
    let mut at = 0;
    let mut rest = text.char_indices();
    while let Some((from, c)) = rest.next() {
        if c == ESCAPE {
            let end = rest.by_ref().find(|(_, c)| c.is_ascii_alphabetic());
            let sign = &text[from..end.map_or(text.len(), |(end, _)| end + 1)];
            colour = if sign == RESET { "" } else { sign };
            out.push_str(sign);
            continue;
        }
        if c == '\n' {
            at = 0;
            out.push(c);
            continue;
        }
        let wide = c.width().unwrap_or(0);
        if at > 0 && at + wide > width {
            if !colour.is_empty() {
                out.push_str(RESET);
            }
            out.push('\n');
            out.push_str(colour);
            at = 0;
        }
        at += wide;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_wide_as_the_column_and_keep_their_colour() {
        assert_eq!(cut("あいう\nabcdefg", 5), "あい\nう\nabcde\nfg");
        assert_eq!(
            cut("a\u{1b}[31mあいう\u{1b}[0mえ", 5),
            "a\u{1b}[31mあい\u{1b}[0m\n\u{1b}[31mう\u{1b}[0mえ"
        );
        // A letter with its variation selector or its mark stays whole, and one that is too wide stands alone.
        assert_eq!(
            cut("葛\u{e0100}葛\u{e0100}か\u{3099}", 2),
            "葛\u{e0100}\n葛\u{e0100}\nか\u{3099}"
        );
        assert_eq!(cut("ああ", 1), "あ\nあ");
        assert_eq!(inside(100, [22, 39, 39]), [20, 35, 35]);
        assert_eq!(inside(100, [7, 26, 17, 10, 10, 30]), [5, 23, 14, 7, 7, 25]);
    }
}
