//! One workbook with a trap in each cell, as LibreOffice writes it in three kinds.

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use hyoka::pieces::{Cell, Content, Document, RemarkKind, book};

use super::{read, said, told};

const KINDS: [(&[u8], book::Kind); 3] = [
    (include_bytes!("libreoffice.xls"), book::Kind::Xls),
    (include_bytes!("libreoffice.xlsx"), book::Kind::Xlsx),
    (include_bytes!("libreoffice.ods"), book::Kind::Ods),
];

/// The document of each kind.
fn each() -> impl Iterator<Item = (book::Kind, Document)> {
    KINDS.into_iter().map(|(bytes, kind)| (kind, read(bytes)))
}

/// The words of a cell.
fn at(document: &Document, cell: &str) -> Option<String> {
    let pieces = said(document);
    let found = pieces.iter().find_map(|piece| piece.strip_prefix(&format!("{cell}: ")));
    found.map(str::to_owned)
}

#[test]
fn each_is_told_by_its_bytes() {
    for (bytes, kind) in KINDS {
        assert_eq!(book::Kind::of(bytes), Some(kind));
        assert!(book::is_book(bytes));
    }
}

#[test]
fn cells_come_with_what_their_formats_print() {
    for (kind, document) in each() {
        for (cell, words) in [
            ("A1", "評価書番号"),
            ("B1", "12"),
            ("A2", "令和8年4月1日"),
            ("B2", "2026年4月"),
            ("C2", "2026/4/1 13:30"),
            ("D2", "令和8年4月1日"),
            ("E2", "令和8年4月1日"),
            ("F2", "13:30"),
            ("A3", "12,000人"),
            ("B3", "30%"),
            ("D3", "TRUE"),
            ("C4", "24"),
            ("A31", "𠮷野家 & <b>"),
            ("A32", "ABC"),
            ("A33", "1234567.5"),
        ] {
            assert_eq!(at(&document, cell).as_deref(), Some(words), "{kind:?} {cell}");
        }
        assert!(
            matches!(document.sheets[0].pieces[2].content, Content::Day(_)),
            "{kind:?}"
        );
    }
}

#[test]
fn a_long_text_is_whole() {
    for (kind, document) in each() {
        assert!(at(&document, "A9") == Some("漢字".repeat(4000)), "{kind:?}");
    }
}

#[test]
fn merged_cells_are_one_cell_with_its_lines() {
    for (kind, document) in each() {
        let mut pieces = document.sheets[0].pieces.iter();
        let piece = pieces.find(|piece| piece.place.cell.as_deref() == Some("A5")).unwrap();
        assert_eq!(piece.text(), "一行目\n 二行目　全角  半角二つ ", "{kind:?}");
        let expected = Cell {
            grid: 0,
            top: 4,
            left: 0,
            rows: 3,
            columns: 4,
        };
        assert_eq!(piece.cell, Some(expected), "{kind:?}");
    }
}

#[test]
fn what_is_hidden_is_told() {
    for (kind, document) in each() {
        let expected = [
            "シート「Ⅰ 基本情報」のH1: 隠れた列",
            "シート「Ⅰ 基本情報」のC3: 5",
            "シート「Ⅰ 基本情報」のA8: 隠れた行",
            "シート「リスト」: 十分である\n課題が残されている",
        ];
        assert_eq!(told(&document, RemarkKind::Hidden), expected, "{kind:?}");
        assert_eq!(document.sheets.len(), 2, "{kind:?}");
    }
}

#[test]
fn notes_boxes_and_pictures_are_found() {
    for (kind, document) in each() {
        let notes = ["シート「Ⅰ 基本情報」のA1: 課長:\nメモです\n二行"];
        assert_eq!(told(&document, RemarkKind::Comment), notes, "{kind:?}");
        assert_eq!(
            at(&document, "B11").as_deref(),
            Some("箱の中の言葉\n二行目"),
            "{kind:?}"
        );
        assert_eq!(document.pictures.len(), 1, "{kind:?}");
        assert!(document.pictures[0].bytes.starts_with(b"\x89PNG"), "{kind:?}");
        for cell in ["C21", "B4"] {
            assert_eq!(at(&document, cell).as_deref(), Some("〔図0〕"), "{kind:?} {cell}");
        }
    }
}

#[test]
fn formulas_and_their_errors_are_told() {
    for (kind, document) in each() {
        assert_eq!(
            told(&document, RemarkKind::NoValue),
            ["シート「Ⅰ 基本情報」のB4: #DIV/0!"],
            "{kind:?}"
        );
        let formulas = told(&document, RemarkKind::Formula);
        assert!(
            formulas.contains(&"シート「Ⅰ 基本情報」のC4: 24".to_owned()),
            "{kind:?}"
        );
    }
}

#[test]
fn our_own_sheet_is_handed_out() {
    for (bytes, kind) in KINDS {
        let rows = book::origin_rows(bytes).unwrap();
        assert_eq!(rows, [vec!["form", "juten"], vec![], vec!["", "12"]], "{kind:?}");
    }
}

/// A second judge: all words that it sees are read or told.
#[test]
fn nothing_that_another_reader_sees_is_lost() {
    for (bytes, kind) in KINDS {
        let document = read(bytes);
        let ours = said(&document);
        let mut other: Sheets<_> = open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).unwrap();
        let mut seen = 0;
        for (name, range) in other.worksheets() {
            for (_, _, data) in range.used_cells().filter(|_| name != "hyoka") {
                let Data::String(words) = data else {
                    continue;
                };
                // It leaves out the blanks at the edges.
                let words = words.trim();
                seen += 1;
                let is_read = ours.iter().any(|piece| piece.contains(words));
                let is_told = document.remarks.iter().any(|remark| remark.words.contains(words));
                assert!(is_read || is_told, "{kind:?} {words}");
            }
        }
        assert!(seen > 8, "{kind:?} {seen}");
    }
}
