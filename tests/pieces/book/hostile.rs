//! What is no workbook, or one that would do harm.

use std::fmt::Write as _;

use hyoka::pieces::book::{self, BookError, Kind};
use rust_xlsxwriter::{Format, Workbook};

use super::made::{Made, package, parts, stored, words};
use super::{read, said};

/// The sentence for bytes that are refused.
fn refused(bytes: &[u8]) -> String {
    book::read(bytes).expect_err("this is refused").to_string()
}

#[test]
fn what_is_no_workbook_is_told_in_a_sentence() {
    let word = package(&[("word/document.xml", b"<w/>")]);
    let other = package(&[("a.txt", b"a")]);
    for (bytes, word) in [
        (&b""[..], "空"),
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "画像"),
        (b"\xFF\xD8\xFF\xE0", "画像"),
        (b"<html><table>", "ウェブページ"),
        ("評価書番号,名称\n".as_bytes(), "テキスト"),
        (b"\x00\x01\x02", "Excel のデータではありません"),
        (&word, "Word"),
        (&other, "ZIP"),
        (b"PK\x03\x04broken", "壊れて"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1short", "壊れて"),
    ] {
        let sentence = refused(bytes);
        assert!(sentence.contains(word), "{sentence}");
        assert!(!book::is_book(bytes), "{sentence}");
    }
}

#[test]
fn a_binary_workbook_and_one_behind_a_password_are_told() {
    let binary = package(&[("xl/workbook.bin", b"\x01")]);
    assert_eq!(
        (Kind::of(&binary), book::read(&binary)),
        (Some(Kind::Xlsb), Err(BookError::Binary))
    );
    let locked = compound(&[("EncryptionInfo", b"info"), ("EncryptedPackage", b"secret")]);
    assert_eq!(
        (Kind::of(&locked), book::read(&locked)),
        (Some(Kind::Protected), Err(BookError::Protected))
    );
    assert!(book::is_book(&locked));
}

#[test]
fn an_old_workbook_behind_a_password_or_of_excel_95_is_told() {
    let head = |version: u16| [&[0x09, 0x08, 4, 0][..], &version.to_le_bytes(), &[5, 0]].concat();
    let locked = [head(0x0600), vec![0x2F, 0, 2, 0, 1, 0]].concat();
    assert_eq!(
        book::read(&compound(&[("Workbook", &locked)])),
        Err(BookError::Protected)
    );
    assert_eq!(
        book::read(&compound(&[("Book", &head(0x0500))])),
        Err(BookError::TooOld)
    );
    assert_eq!(
        book::read(&compound(&[("Workbook", &head(0x0500))])),
        Err(BookError::TooOld)
    );
    assert!(refused(&compound(&[("WordDocument", b"a")])).contains("Word"));
}

/// What ends a chain of sectors.
const END: u32 = 0xFFFF_FFFE;

/// A compound file of small streams.
fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let entry = |name: &str, kind: u8, child: u32, right: u32, start: u32, length: usize| {
        let mut entry = vec![0; 128];
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..units.len()].copy_from_slice(&units);
        entry[64] = u8::try_from(units.len() + 2).unwrap();
        entry[66] = kind;
        entry[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
        entry[72..76].copy_from_slice(&right.to_le_bytes());
        entry[76..80].copy_from_slice(&child.to_le_bytes());
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(length).unwrap().to_le_bytes());
        entry
    };
    // Sectors: 0 the table, 1 the folder, 2 the table of small sectors, 3 the small sectors, one for each stream.
    let mut small = Vec::new();
    let mut folder = entry("Root Entry", 5, 1, u32::MAX, 3, 512);
    for (at, (name, bytes)) in streams.iter().enumerate() {
        let right = if at + 1 < streams.len() {
            u32::try_from(at + 2).unwrap()
        } else {
            u32::MAX
        };
        folder.extend(entry(name, 2, u32::MAX, right, u32::try_from(at).unwrap(), bytes.len()));
        small.extend_from_slice(bytes);
        small.resize((at + 1) * 64, 0);
    }
    let mut bytes = vec![0; 512];
    bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    bytes[26] = 3;
    bytes[30] = 9;
    bytes[32] = 6;
    bytes[44] = 1;
    bytes[48] = 1;
    bytes[60] = 2;
    bytes[64] = 1;
    bytes[68..72].copy_from_slice(&END.to_le_bytes());
    bytes[76..512].fill(0xFF);
    bytes[76..80].fill(0);
    let table = |numbers: &[u32]| {
        let mut bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        bytes.resize(512, 0xFF);
        bytes
    };
    bytes.extend(table(&[0xFFFF_FFFD, END, END, END]));
    folder.resize(512, 0);
    bytes.extend(folder);
    bytes.extend(table(&[END; 8]));
    small.resize(512, 0);
    bytes.extend(small);
    bytes
}

#[test]
fn a_file_of_fifty_megabytes_is_refused_before_it_is_read() {
    let sentence = refused(&vec![0; 50 * 1024 * 1024]);
    assert!(sentence.contains("大きすぎます"), "{sentence}");
}

#[test]
fn a_part_that_unpacks_to_far_more_is_refused() {
    let mut made = Made::sheet("");
    made.sheets[0].1 = " ".repeat(64 * 1024 * 1024);
    let bytes = made.bytes();
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(
        book::read(&bytes),
        Err(BookError::Bomb("xl/worksheets/sheet1.xml".to_owned()))
    );
}

#[test]
fn a_part_that_lies_about_its_size_is_read_within_limits() {
    let mut made = Made::sheet("");
    made.sheets[0].1 = " ".repeat(16 * 1024 * 1024);
    let mut bytes = made.bytes();
    let size = u32::try_from(made.sheets[0].1.len() + "<worksheet></worksheet>".len()).unwrap();
    // Every place that names the size says a small one.
    let wanted = size.to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == wanted {
            bytes[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
    }
    assert!(
        matches!(book::read(&bytes), Err(BookError::Broken(_) | BookError::TooMuch)),
        "{:?}",
        book::read(&bytes)
    );
}

#[test]
fn names_that_lead_outside_are_refused() {
    for name in ["../evil.xml", "/etc/passwd", "xl/../../a", "C:\\a.xml"] {
        let bytes = package(&[("xl/workbook.xml", b"<workbook/>"), (name, b"a")]);
        assert!(matches!(book::read(&bytes), Err(BookError::LeavesFolder(_))), "{name}");
    }
}

#[test]
fn too_many_parts_are_refused() {
    let names: Vec<String> = (0..10_001).map(|number| format!("a{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(book::read(&package(&parts)), Err(BookError::TooManyParts));
}

#[test]
fn a_text_in_very_many_cells_is_refused() {
    let long = "長".repeat(30_000);
    let mut cells = String::new();
    for row in 1..=1000 {
        write!(cells, r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#).unwrap();
    }
    let mut made = Made::sheet(&cells);
    made.strings = Box::leak(format!("<si><t>{long}</t></si>").into_boxed_str());
    assert_eq!(book::read(&made.bytes()), Err(BookError::TooMuchText));
}

#[test]
fn entities_are_not_expanded() {
    let bomb = r#"<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><workbook>&c;</workbook>"#;
    assert!(matches!(
        book::read(&package(&[("xl/workbook.xml", bomb.as_bytes())])),
        Err(BookError::Broken(_))
    ));
    let mut made = Made::sheet("");
    made.sheets[0].1 = words("A1", "&b;");
    assert!(matches!(book::read(&made.bytes()), Err(BookError::Broken(_))));
}

#[test]
fn elements_nested_without_end_are_read_or_refused() {
    let deep = format!("{}{}", "<a>".repeat(200_000), "</a>".repeat(200_000));
    let _ = book::read(&Made::sheet(&deep).bytes());
    let groups = format!("{}{}", "<draw:g>".repeat(100_000), "</draw:g>".repeat(100_000));
    let content = format!(
        r#"<document-content><body><spreadsheet><table name="a"><table-row><table-cell>{groups}</table-cell></table-row></table></spreadsheet></body></document-content>"#
    );
    let mimetype = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
    let bytes = package(&[("mimetype", mimetype), ("content.xml", content.as_bytes())]);
    assert!(matches!(book::read(&bytes), Err(BookError::Broken(_))));
}

#[test]
fn repeats_of_a_value_are_bounded() {
    let content = r#"<document-content><body><spreadsheet><table name="a"><table-row number-rows-repeated="1048576"><table-cell number-columns-repeated="16384" value-type="string"><p>あ</p></table-cell></table-row></table></spreadsheet></body></document-content>"#;
    let mimetype = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
    let bytes = package(&[("mimetype", mimetype), ("content.xml", content.as_bytes())]);
    assert_eq!(book::read(&bytes), Err(BookError::TooManyCells));
}

#[test]
fn rows_that_are_only_formatted_cost_nothing() {
    let mut rows = String::new();
    for row in 1..=50_000 {
        write!(rows, r#"<row r="{row}" s="1" customFormat="1" ht="12.75"/>"#).unwrap();
    }
    rows.push_str(r#"<row r="1048576"><c r="XFD1048576" t="str"><v>最後</v></c></row>"#);
    assert_eq!(said(&read(&Made::sheet(&rows).bytes())), ["XFD1048576: 最後"]);
}

#[test]
fn merges_over_whole_columns_cost_nothing() {
    let sheet = format!(
        r#"<sheetData><row r="1">{}</row><row r="9">{}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:XFD1048576"/><mergeCell ref="A2:B2"/></mergeCells>"#,
        words("A1", "表題"),
        words("C9", "覆われた")
    );
    assert_eq!(said(&read(&Made::sheet(&sheet).bytes())), ["A1: 表題"]);
}

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap()
    }
}

/// Changes a few bytes, cuts or doubles a stretch.
fn changed(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    for _ in 0..=chance.next() % 4 {
        let at = chance.next() % changed.len();
        match chance.next() % 5 {
            0 => changed[at] = 0xFF,
            1 => changed[at] = b'0',
            2 => changed[at] ^= 1 << (chance.next() % 8),
            3 if chance.next().is_multiple_of(8) => changed.truncate(at.max(1)),
            _ => {
                let end = (at + chance.next() % 64).min(changed.len());
                let stretch = changed[at..end].to_vec();
                changed.splice(at..at, stretch);
            }
        }
    }
    changed
}

/// How often: many more where there is time.
fn times() -> usize {
    if std::env::var_os("HYOKA_LONG").is_some() {
        50_000
    } else {
        2_000
    }
}

/// Changes one part of a package each time and reads it: whatever comes, it is no panic. Gives how often it could be read.
fn of_package(parts: &[(String, Vec<u8>)]) -> usize {
    let mut chance = Chance(7);
    let mut read = 0;
    for _ in 0..times() {
        let chosen = chance.next() % parts.len();
        let part = changed(&parts[chosen].1, &mut chance);
        let parts = parts.iter().enumerate().map(|(at, (name, bytes))| {
            let bytes = if at == chosen { &part } else { bytes };
            (name.as_str(), bytes.as_slice())
        });
        let result = book::read(&stored(&parts.collect::<Vec<_>>()));
        assert_ne!(result, Err(BookError::Unforeseen));
        read += usize::from(result.is_ok());
    }
    read
}

#[test]
fn changed_parts_of_xlsx_never_panic() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("[$-411]ggge\"年\"m\"月\"d\"日\"");
    sheet.write_with_format(0, 0, 46113, &date).unwrap();
    sheet.write(1, 1, "言葉\n二行").unwrap();
    sheet.merge_range(2, 0, 3, 3, "結合", &Format::new()).unwrap();
    sheet
        .insert_shape(5, 1, &rust_xlsxwriter::Shape::textbox().set_text("箱"))
        .unwrap();
    sheet.insert_note(0, 0, &rust_xlsxwriter::Note::new("注")).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let read = of_package(&parts(&bytes));
    assert!(read > times() / 10 && read < times(), "{read}");
}

#[test]
fn changed_parts_of_ods_never_panic() {
    let read = of_package(&parts(&super::ods::rich()));
    assert!(read > times() / 10 && read < times(), "{read}");
}

#[test]
fn changed_bytes_of_xls_never_panic() {
    let bytes = include_bytes!("libreoffice.xls");
    let mut chance = Chance(7);
    let mut read = 0;
    for _ in 0..times() {
        let result = book::read(&changed(bytes, &mut chance));
        assert_ne!(result, Err(BookError::Unforeseen));
        read += usize::from(result.is_ok());
    }
    assert!(read > times() / 10 && read < times(), "{read}");
}
