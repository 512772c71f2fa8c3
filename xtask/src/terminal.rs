//! What a program prints to a terminal, as a page: its colours, and every sign in a cell as wide as a terminal gives it. Knows
//! only the sequences of colour and weight.

use std::fmt::Write as _;

/// The look of a terminal. Cells keep marks under the signs that they mark, whatever fonts there are.
const STYLE: &str = "body { margin: 0; background: #1e1e2e; color: #dcdfe4; }
pre { margin: 14px 18px; font: 15px/1.4 'DejaVu Sans Mono', 'BIZ UDPGothic', monospace; }
i { display: inline-block; font-style: normal; text-align: center; width: 2ch; white-space: pre; }
b { font-weight: 700; }";

/// The eight colours and their bright ones, by the number of their sequence.
const COLOURS: [&str; 8] = [
    "#5c6370", "#f0717f", "#98c379", "#e5c07b", "#6fb3ff", "#c98bdb", "#56c8d8", "#dcdfe4",
];

/// A page that shows a text with its colours.
pub fn page(text: &str) -> String {
    let mut page = format!("<!doctype html><meta charset=utf-8><style>{STYLE}</style><pre>");
    let mut rest = text;
    while let Some(at) = rest.find("\x1b[") {
        cells(&mut page, &rest[..at]);
        let sequence = &rest[at + 2..];
        let end = sequence.find('m').unwrap_or(sequence.len());
        style(&mut page, &sequence[..end]);
        rest = sequence.get(end + 1..).unwrap_or_default();
    }
    cells(&mut page, rest);
    page
}

/// A sequence as tags. Unclosed ones end with the next `0`, which closes them all: browsers ignore what closes nothing.
fn style(page: &mut String, sequence: &str) {
    for code in sequence.split(';').map(|code| code.parse::<usize>().unwrap_or(0)) {
        let _ = match code {
            0 => write!(page, "</span></b></span></b>"),
            1 => write!(page, "<b>"),
            30..=37 => write!(page, "<span style=color:{}>", COLOURS[code - 30]),
            90..=97 => write!(page, "<span style=color:{}>", COLOURS[code - 90]),
            _ => Ok(()),
        };
    }
}

fn cells(page: &mut String, text: &str) {
    for sign in text.chars() {
        let _ = match sign {
            '<' => write!(page, "&lt;"),
            '&' => write!(page, "&amp;"),
            _ if is_wide(sign) => write!(page, "<i>{sign}</i>"),
            _ => write!(page, "{sign}"),
        };
    }
}

/// Whether a terminal gives a sign two cells: kana, kanji, their punctuation and full-width signs.
fn is_wide(sign: char) -> bool {
    matches!(sign, '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// How many cells the widest line takes, and how many lines there are.
pub fn size(text: &str) -> (usize, usize) {
    let plain = |line: &str| -> usize {
        let mut cells = 0;
        let mut hidden = false;
        for sign in line.chars() {
            match sign {
                '\x1b' => hidden = true,
                'm' if hidden => hidden = false,
                _ if hidden => {}
                _ => cells += 1 + usize::from(is_wide(sign)),
            }
        }
        cells
    };
    (text.lines().map(plain).max().unwrap_or(0), text.lines().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_tags_and_signs_keep_their_cells() {
        let text = "\x1b[1m\x1b[91mエラー\x1b[0m <a>\n";
        let page = page(text);
        assert!(
            page.ends_with("<b><span style=color:#f0717f><i>エ</i><i>ラ</i><i>ー</i></span></b></span></b> &lt;a>\n"),
            "{page}"
        );
        assert_eq!(size(text), (10, 1));
    }
}
