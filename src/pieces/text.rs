//! Texts, Markdown and web pages: what a person copied from a site, or what a text recognition wrote.

use super::markup::{has_tags, lines, page};
use super::{Cell, Content, Document, Piece, Place, Sheet};
use crate::source::any_text;

/// The largest text that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Reads a text in any encoding that Japanese offices use. Tabs and the lines of Markdown tables make cells.
///
/// A text that is larger than [`MAX_BYTES`] is the caller's to refuse.
#[must_use]
pub fn read(bytes: &[u8]) -> Document {
    let text = any_text(bytes);
    if is_page(&text) {
        return page(&text);
    }
    let mut sheet = Sheet::default();
    let mut tables = Tables::default();
    for (line, number) in text.lines().zip(1..) {
        if let Some(cells) = cells(line) {
            tables.row(&cells, number, &mut sheet.pieces);
        } else {
            tables.end();
            loose(line, number, &mut sheet.pieces);
        }
    }
    Document {
        sheets: vec![sheet],
        ..Document::default()
    }
}

/// Whether a text is a web page as a whole.
fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(200).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype")
        || start.contains("<html")
        || start.starts_with("<table")
        || start.starts_with("<body")
}

/// The cells of a line of a table; empty ones keep their place.
fn cells(line: &str) -> Option<Vec<&str>> {
    let line = line.trim_end_matches(['\r', ' ']);
    if let Some(inner) = line.trim_start().strip_prefix('|') {
        let inner = inner.trim_end().strip_suffix('|').unwrap_or(inner);
        return Some(inner.split('|').collect());
    }
    line.contains('\t').then(|| line.split('\t').collect())
}

/// The tables of a text: lines that follow each other are the rows of one.
#[derive(Default)]
struct Tables {
    grid: u32,
    rows: u32,
}

impl Tables {
    fn row(&mut self, cells: &[&str], line: u32, pieces: &mut Vec<Piece>) {
        let is_rule = |cell: &&str| !cell.trim().is_empty() && cell.trim().chars().all(|c| matches!(c, '-' | ':'));
        if cells.iter().all(is_rule) {
            return;
        }
        for (cell, left) in cells.iter().zip(0..) {
            let words = words(cell);
            if !words.is_empty() {
                pieces.push(Piece {
                    content: Content::Words(words),
                    place: Place::line(line),
                    cell: Some(Cell {
                        grid: self.grid,
                        top: self.rows,
                        left,
                        rows: 1,
                        columns: 1,
                    }),
                });
            }
        }
        self.rows += 1;
    }

    fn end(&mut self) {
        if self.rows > 0 {
            self.grid += 1;
            self.rows = 0;
        }
    }
}

fn loose(line: &str, number: u32, pieces: &mut Vec<Piece>) {
    let words = words(without_marker(line));
    if !words.is_empty() {
        pieces.push(Piece {
            content: Content::Words(words),
            place: Place::line(number),
            cell: None,
        });
    }
}

/// What a reader sees of a stretch of the text.
fn words(text: &str) -> String {
    if has_tags(text) {
        return lines(text);
    }
    text.trim().to_owned()
}

/// A line without what only Markdown needs: the signs of a heading, and the sign of a list before a sign of the author's.
fn without_marker(line: &str) -> &str {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    if heading.len() < line.len() && heading.starts_with([' ', '　']) {
        return heading.trim_start();
    }
    let item = line
        .strip_prefix("- ")
        .or_else(|| line.strip_prefix("* "))
        .map(str::trim_start);
    let is_marked =
        |item: &&str| item.starts_with(['・', '※', '○', '●', '(', '（', '【', '＜', '〇', '■']) || is_circled(item);
    item.filter(is_marked).unwrap_or(line)
}

fn is_circled(text: &str) -> bool {
    text.starts_with(|c| matches!(c, '\u{2460}'..='\u{2473}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let document = read(text.as_bytes());
        let pieces = document.sheets.iter().flat_map(|sheet| &sheet.pieces);
        pieces
            .map(|piece| {
                let cell = piece
                    .cell
                    .map(|cell| format!("{}:{},{}x{}", cell.top, cell.left, cell.rows, cell.columns));
                format!("{} {}", cell.unwrap_or_default(), piece.text())
            })
            .collect()
    }

    #[test]
    fn tabs_and_bars_make_cells() {
        assert_eq!(shown("題\na\tb\n\tc\n"), [" 題", "0:0,1x1 a", "0:1,1x1 b", "1:1,1x1 c"]);
        assert_eq!(
            shown("| a | b |\n|---|---|\n| c | d |"),
            ["0:0,1x1 a", "0:1,1x1 b", "1:0,1x1 c", "1:1,1x1 d"]
        );
    }

    #[test]
    fn tags_in_a_text_are_lines_and_boxes() {
        let text = "①\t<div>[<input checked type=\"checkbox\"/>] 紙</div> <div>[<input type=checkbox>] 電子</div>";
        assert_eq!(shown(text), ["0:0,1x1 ①", "0:1,1x1 [☑] 紙\n[☐] 電子"]);
        assert_eq!(shown("<p><選択肢> 1) ある</p>"), [" <選択肢> 1) ある"]);
    }

    #[test]
    fn a_page_gives_its_tables_with_merged_cells() {
        let text =
            "<!doctype html><title>x</title><h1>題\n名</h1><table><tr><th rowspan=2>群<td>甲<tr><td>乙<br>丙</table>後";
        assert_eq!(
            shown(text),
            [" 題名", "0:0,2x1 群", "0:1,1x1 甲", "1:1,1x1 乙\n丙", " 後"]
        );
    }

    #[test]
    fn furigana_and_scripts_are_no_text() {
        let text = "<html><script>alert(1)</script><p><ruby>桑<rt>くわ</rt></ruby>名</p>";
        assert_eq!(shown(text), [" 桑名"]);
    }

    #[test]
    fn the_signs_of_markdown_are_no_words() {
        assert_eq!(
            shown("## Ⅰ 基本情報\n- ・個人番号\n- そのまま"),
            [" Ⅰ 基本情報", " ・個人番号", " - そのまま"]
        );
    }
}
