//! Workbooks of OpenDocument.

use hyoka::pieces::{Cell, Content, RemarkKind, book};

use super::made::package;
use super::{read, said, told};

const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// A workbook with these styles and what stands in its element `spreadsheet`.
fn made(styles: &str, tables: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s" xmlns:draw="d" xmlns:svg="v" xmlns:xlink="l" xmlns:calcext="c" xmlns:dc="dc">
        <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let mut all: Vec<(&str, &[u8])> = vec![("mimetype", MIMETYPE), ("content.xml", content.as_bytes())];
    all.extend(parts);
    package(&all)
}

/// A workbook with one sheet of these rows.
fn sheet(rows: &str) -> Vec<u8> {
    made("", &format!(r#"<table:table table:name="Ⅰ">{rows}</table:table>"#), &[])
}

/// A cell with words.
fn words(words: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>"#)
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

/// A workbook with something of each kind.
pub(super) fn rich() -> Vec<u8> {
    let cells = r#"<table:table-cell office:value-type="date" office:date-value="2026-04-01"><text:p>令和8年4月1日</text:p></table:table-cell>
        <table:table-cell table:number-columns-repeated="2" table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="float" office:value="12"><office:annotation><text:p>注</text:p></office:annotation><text:p>12<text:s text:c="3"/>人</text:p></table:table-cell>
        <table:table-cell><draw:g><draw:custom-shape table:end-cell-address="Ⅰ.D5"><text:p>箱</text:p></draw:custom-shape><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>図</svg:desc></draw:frame></draw:g></table:table-cell>"#;
    let row = format!(
        r#"<table:table-row-group><table:table-row table:number-rows-repeated="3">{cells}</table:table-row></table:table-row-group>"#
    );
    let styles = r#"<style:style style:name="a"><style:table-row-properties style:row-height="0.5cm"/></style:style>"#;
    let table = format!(
        r#"<table:table table:name="Ⅰ"><table:table-column table:number-columns-repeated="9"/>{row}</table:table>"#
    );
    made(styles, &table, &[("Pictures/a.png", super::shapes::PNG)])
}

#[test]
fn cells_come_row_by_row_and_repeats_are_counted() {
    let rows = format!(
        r#"<table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>{}"#,
        row(&format!(
            r#"<table:table-cell table:number-columns-repeated="2"/>{}"#,
            words("答え")
        ))
    );
    assert_eq!(said(&read(&sheet(&rows))), ["C10: 答え"]);
}

#[test]
fn a_value_that_repeats_stands_in_each_cell() {
    let cell = r#"<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>〃</text:p></table:table-cell>"#;
    let rows = format!(r#"<table:table-row table:number-rows-repeated="2">{cell}</table:table-row>"#);
    assert_eq!(said(&read(&sheet(&rows))), ["A1: 〃", "B1: 〃", "A2: 〃", "B2: 〃"]);
}

#[test]
fn merged_cells_are_one_and_what_they_cover_is_told() {
    let cells = r#"<table:table-cell office:value-type="string" table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>見える</text:p></table:table-cell>
        <table:covered-table-cell office:value-type="string"><text:p>隠れた</text:p></table:covered-table-cell>"#;
    let document = read(&sheet(&row(cells)));
    assert_eq!(said(&document), ["A1: 見える"]);
    let expected = Cell {
        grid: 0,
        top: 0,
        left: 0,
        rows: 3,
        columns: 2,
    };
    assert_eq!(document.sheets[0].pieces[0].cell, Some(expected));
    assert_eq!(told(&document, RemarkKind::Covered), ["シート「Ⅰ」のB1: 隠れた"]);
}

#[test]
fn lines_blanks_and_links_are_the_authors() {
    let text = r#"　一<text:span>行</text:span>目<text:s text:c="2"/>と  空白<text:line-break/>二行目</text:p><text:p><text:a xlink:href="x">三行目</text:a><text:ruby><text:ruby-base>漢字</text:ruby-base><text:ruby-text>かんじ</text:ruby-text></text:ruby>"#;
    assert_eq!(
        said(&read(&sheet(&row(&words(text))))),
        ["A1: 　一行目  と  空白\n二行目\n三行目漢字"]
    );
}

#[test]
fn days_are_days_where_a_day_is_shown() {
    let day = |value: &str, shown: &str| {
        row(&format!(
            r#"<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{shown}</text:p></table:table-cell>"#
        ))
    };
    let rows = [
        day("2026-04-01", "令和8年4月1日"),
        day("2026-04-01T00:00:00", "2026/04/01"),
        day("2026-04-01", "2026年4月"),
        day("2026-04-01T13:30:00", "2026/4/1 13:30"),
    ];
    let document = read(&sheet(&rows.concat()));
    assert_eq!(
        said(&document),
        [
            "A1: 令和8年4月1日",
            "A2: 令和8年4月1日",
            "A3: 2026年4月",
            "A4: 2026/4/1 13:30"
        ]
    );
    let is_day: Vec<bool> = document.sheets[0]
        .pieces
        .iter()
        .map(|piece| matches!(piece.content, Content::Day(_)))
        .collect();
    assert_eq!(is_day, [true, true, false, false]);
}

#[test]
fn numbers_are_shown_as_they_are_printed() {
    let cells = r#"<table:table-cell office:value-type="float" office:value="12000"><text:p>12,000人</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.3"><text:p>30%</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="2.5"/>
        <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
        <table:table-cell office:value-type="time" office:time-value="PT13H30M00S"><text:p>13:30</text:p></table:table-cell>"#;
    let document = read(&sheet(&row(cells)));
    assert_eq!(
        said(&document),
        ["A1: 12,000人", "B1: 30%", "C1: 2.5", "D1: TRUE", "E1: 13:30"]
    );
    assert!(
        matches!(document.sheets[0].pieces[0].content, Content::Number { value, .. } if (value - 12000.0).abs() < 1e-9)
    );
}

#[test]
fn formulas_are_told_and_errors_are_not_read() {
    let cells = r#"<table:table-cell table:formula="of:=[.B1]" office:value-type="string"><text:p>福祉部</text:p></table:table-cell>
        <table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
        <table:table-cell table:formula="of:=[.C2]"/>"#;
    let document = read(&sheet(&row(cells)));
    assert_eq!(said(&document), ["A1: 福祉部"]);
    assert_eq!(told(&document, RemarkKind::Formula), ["シート「Ⅰ」のA1: 福祉部"]);
    assert_eq!(
        told(&document, RemarkKind::NoValue),
        ["シート「Ⅰ」のB1: #DIV/0!", "シート「Ⅰ」のC1: of:=[.C2]"]
    );
}

#[test]
fn hidden_rows_columns_and_groups_are_told() {
    let rows = format!(
        r#"<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:style-name="narrow"/>
        {}<table:table-row table:visibility="filter">{}</table:table-row>
        <table:table-row-group table:display="false">{}</table:table-row-group><table:table-header-rows>{}</table:table-header-rows>"#,
        row(&format!("{}{}{}", words("見える"), words("列"), words("幅0"))),
        words("行"),
        row(&words("畳んだ行")),
        row(&words("見出し")),
    );
    let styles = r#"<style:style style:name="narrow" style:family="table-column"><style:table-column-properties style:column-width="0cm"/></style:style>"#;
    let bytes = made(
        styles,
        &format!(r#"<table:table table:name="Ⅰ">{rows}</table:table>"#),
        &[],
    );
    let document = read(&bytes);
    assert_eq!(said(&document), ["A1: 見える", "A4: 見出し"]);
    assert_eq!(
        told(&document, RemarkKind::Hidden),
        [
            "シート「Ⅰ」のB1: 列",
            "シート「Ⅰ」のC1: 幅0",
            "シート「Ⅰ」のA2: 行",
            "シート「Ⅰ」のA3: 畳んだ行"
        ]
    );
}

#[test]
fn hidden_sheets_are_told_and_ours_is_handed_out() {
    let styles = r#"<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>"#;
    let table = |name: &str, text: &str| {
        format!(
            r#"<table:table table:name="{name}" table:style-name="ta2">{}</table:table>"#,
            row(&words(text))
        )
    };
    let bytes = made(
        styles,
        &format!("{}{}", table("リスト", "選択肢"), table("hyoka", "form")),
        &[],
    );
    let document = read(&bytes);
    assert!(document.sheets.is_empty());
    assert_eq!(told(&document, RemarkKind::Hidden), ["シート「リスト」: 選択肢"]);
    assert_eq!(book::origin_rows(&bytes).unwrap(), [["form"]]);
}

#[test]
fn notes_are_told_and_are_not_words_of_the_cell() {
    let cell = r#"<table:table-cell office:value-type="string"><office:annotation><dc:creator>課長</dc:creator><dc:date>2026-04-01</dc:date><text:p>要確認</text:p></office:annotation><text:p>答え</text:p></table:table-cell>"#;
    let document = read(&sheet(&row(cell)));
    assert_eq!(said(&document), ["A1: 答え"]);
    assert_eq!(told(&document, RemarkKind::Comment), ["シート「Ⅰ」のA1: 要確認"]);
}

#[test]
fn shapes_and_boxes_are_read_where_they_hang() {
    let cell = r#"<table:table-cell/><table:table-cell><draw:g><draw:custom-shape><text:p>一</text:p></draw:custom-shape>
        <draw:frame table:end-cell-address="Ⅰ.D5"><draw:text-box><text:list><text:list-item><text:p>二</text:p></text:list-item></text:list></draw:text-box></draw:frame></draw:g>
        <draw:custom-shape table:end-cell-address="Ⅰ.C3"><text:p>三</text:p><text:p>四</text:p></draw:custom-shape></table:table-cell>"#;
    let document = read(&sheet(&row(cell)));
    assert_eq!(said(&document), ["B1: 一", "B1: 二", "B1: 三\n四"]);
    let expected = Cell {
        grid: 0,
        top: 0,
        left: 1,
        rows: 3,
        columns: 2,
    };
    assert_eq!(document.sheets[0].pieces[2].cell, Some(expected));
    assert_eq!(told(&document, RemarkKind::Box).len(), 3);
}

#[test]
fn pictures_come_with_their_words_and_others_are_told() {
    let frame = |href: &str, about: &str| {
        format!(
            r#"<draw:frame><draw:image xlink:href="{href}"><text:p/></draw:image><svg:desc>{about}</svg:desc></draw:frame>"#
        )
    };
    let shapes = format!(
        "<table:shapes>{}</table:shapes>{}",
        frame("Pictures/a.png", "流れ図"),
        row(&format!(
            "<table:table-cell>{}<draw:frame><draw:object xlink:href=\"./Object 1\"/><draw:image xlink:href=\"x.png\"/></draw:frame></table:table-cell>",
            frame("Pictures/b.wmf", "地図")
        ))
    );
    let table = format!(r#"<table:table table:name="別添1">{shapes}</table:table>"#);
    let document = read(&made("", &table, &[("Pictures/a.png", super::shapes::PNG)]));
    assert_eq!(said(&document), ["A1: 〔図0〕"]);
    assert_eq!(
        (document.pictures[0].bytes.as_slice(), document.pictures[0].alt.as_str()),
        (super::shapes::PNG, "流れ図")
    );
    assert!(told(&document, RemarkKind::Picture)[0].contains("地図"));
    assert!(told(&document, RemarkKind::Other)[0].contains("グラフ"));
}

#[test]
fn a_protected_workbook_is_refused() {
    let manifest = br#"<manifest:manifest xmlns:manifest="m"><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let bytes = package(&[
        ("mimetype", MIMETYPE),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\x01\x02"),
    ]);
    assert_eq!(book::read(&bytes), Err(book::BookError::Protected));
    let bytes = package(&[("mimetype", MIMETYPE), ("encrypted-package", b"\x01\x02")]);
    assert_eq!(book::read(&bytes), Err(book::BookError::Protected));
}

#[test]
fn what_was_changed_and_is_kept_beside_is_no_cell() {
    let tables = format!(
        r#"<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell><text:p>前の値</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes><table:table table:name="Ⅰ">{}</table:table>"#,
        row(&words("今の値"))
    );
    assert_eq!(said(&read(&made("", &tables, &[]))), ["A1: 今の値"]);
}
