//! Cells of xlsx: text, merges, what is hidden, formulas, notes.

use hyoka::pieces::{Cell, Content, RemarkKind, book};
use rust_xlsxwriter::{Format, Formula, Note, Workbook};

use super::made::{Made, words};
use super::{read, said, told};

const NONE: [&str; 0] = [];

/// A workbook with one sheet, made by `fill`.
fn written(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("Ⅰ 基本情報").unwrap());
    workbook.save_to_buffer().unwrap()
}

#[test]
fn cells_come_row_by_row_with_sheet_and_cell() {
    let bytes = written(|sheet| {
        sheet.write(1, 2, "右").unwrap();
        sheet.write(1, 0, "左").unwrap();
        sheet.write(0, 1, "上").unwrap();
    });
    let document = read(&bytes);
    assert_eq!(said(&document), ["B1: 上", "A2: 左", "C2: 右"]);
    assert_eq!(
        document.sheets[0].pieces[2].place.to_string(),
        "シート「Ⅰ 基本情報」のC2"
    );
    assert!(document.remarks.is_empty(), "{:?}", document.remarks);
}

#[test]
fn each_sheet_is_one_sheet_in_its_order() {
    let mut workbook = Workbook::new();
    for name in ["表紙", "Ⅰ", "別添1"] {
        workbook
            .add_worksheet()
            .set_name(name)
            .unwrap()
            .write(0, 0, name)
            .unwrap();
    }
    let document = read(&workbook.save_to_buffer().unwrap());
    let names: Vec<&str> = document.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["表紙", "Ⅰ", "別添1"]);
}

#[test]
fn merged_cells_are_one_cell() {
    let bytes = written(|sheet| {
        sheet.merge_range(2, 1, 4, 5, "①事務の名称", &Format::new()).unwrap();
    });
    let document = read(&bytes);
    let expected = Cell {
        grid: 0,
        top: 2,
        left: 1,
        rows: 3,
        columns: 5,
    };
    assert_eq!(document.sheets[0].pieces.len(), 1);
    assert_eq!(document.sheets[0].pieces[0].cell, Some(expected));
}

#[test]
fn what_a_merge_covers_is_told_and_not_read() {
    let sheet = format!(
        r#"<sheetData><row r="1">{}{}</row></sheetData><mergeCells><mergeCell ref="A1:C1"/></mergeCells>"#,
        words("A1", "見える"),
        words("B1", "隠れた")
    );
    let document = read(&Made::sheet(&sheet).bytes());
    assert_eq!(said(&document), ["A1: 見える"]);
    assert_eq!(told(&document, RemarkKind::Covered), ["シート「Ⅰ」のB1: 隠れた"]);
}

#[test]
fn lines_and_spaces_are_the_authors() {
    let mut made = Made::sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>"#);
    made.strings = "<si><t xml:space=\"preserve\">　一行目_x000D_\n 二行目&#13;\n三行目 &amp; </t></si>\
                    <si><t>改行のない値 </t></si>";
    let document = read(&made.bytes());
    assert_eq!(
        said(&document),
        ["A1: 　一行目\n 二行目\n三行目 & ", "B1: 改行のない値 "]
    );
}

#[test]
fn furigana_is_no_text_and_runs_are_one() {
    let mut made = Made::sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    made.strings = r#"<si><r><t>特定個人</t></r><r><rPr><b/></rPr><t>情報</t></r><rPh sb="0" eb="4"><t>トクテイコジン</t></rPh><phoneticPr fontId="1"/></si>"#;
    assert_eq!(said(&read(&made.bytes())), ["A1: 特定個人情報"]);
}

#[test]
fn the_longest_cell_is_whole() {
    let long = "漢".repeat(32_767);
    let bytes = written(|sheet| {
        sheet.write(0, 0, &long).unwrap();
    });
    assert_eq!(said(&read(&bytes)), [format!("A1: {long}")]);
}

#[test]
fn hidden_rows_and_columns_are_told_and_not_read() {
    let bytes = written(|sheet| {
        sheet.write(0, 0, "見える").unwrap();
        sheet.write(1, 0, "行").unwrap();
        sheet.write(0, 3, "列").unwrap();
        sheet.set_row_hidden(1).unwrap();
        sheet.set_column_hidden(3).unwrap();
    });
    let document = read(&bytes);
    assert_eq!(said(&document), ["A1: 見える"]);
    let hidden = told(&document, RemarkKind::Hidden);
    assert_eq!(hidden, ["シート「Ⅰ 基本情報」のD1: 列", "シート「Ⅰ 基本情報」のA2: 行"]);
}

#[test]
fn folded_groups_and_sizes_of_nothing_are_hidden() {
    let sheet = format!(
        r#"<cols><col min="2" max="2" width="0" customWidth="1"/><col min="3" max="3" outlineLevel="1" hidden="1"/></cols>
        <sheetData><row r="1">{}{}{}</row><row r="2" ht="0" customHeight="1">{}</row></sheetData>"#,
        words("A1", "見える"),
        words("B1", "幅0"),
        words("C1", "畳んだ列"),
        words("A2", "高さ0"),
    );
    let document = read(&Made::sheet(&sheet).bytes());
    assert_eq!(said(&document), ["A1: 見える"]);
    assert_eq!(told(&document, RemarkKind::Hidden).len(), 3);
}

#[test]
fn a_merged_cell_of_which_a_row_can_be_seen_is_read() {
    let sheet = format!(
        r#"<sheetData><row r="1" hidden="1">{}</row><row r="2"/></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#,
        words("A1", "半分見える")
    );
    assert_eq!(said(&read(&Made::sheet(&sheet).bytes())), ["A1: 半分見える"]);
}

#[test]
fn hidden_sheets_are_told_with_their_words() {
    let cell = |text| {
        format!(
            r#"<sheetData><row r="1">{}{}</row></sheetData>"#,
            words("A1", text),
            words("B1", "値")
        )
    };
    let made = Made {
        sheets: vec![
            (r#"name="見える""#, cell("答え"), ""),
            (r#"name="隠れた" state="hidden""#, cell("リスト"), ""),
            (r#"name="深い" state="veryHidden""#, cell("奥"), ""),
        ],
        ..Made::default()
    };
    let document = read(&made.bytes());
    assert_eq!(document.sheets.len(), 1);
    let expected = ["シート「隠れた」: リスト\t値", "シート「深い」: 奥\t値"];
    assert_eq!(told(&document, RemarkKind::Hidden), expected);
}

#[test]
fn our_own_sheet_is_handed_out_and_not_read() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write(0, 0, "答え").unwrap();
    let own = workbook.add_worksheet().set_name("hyoka").unwrap().set_hidden(true);
    own.write(0, 0, "form").unwrap();
    own.write(0, 2, "juten").unwrap();
    own.write(2, 1, 12).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let document = read(&bytes);
    assert_eq!(said(&document), ["A1: 答え"]);
    assert!(document.remarks.is_empty());
    let rows = book::origin_rows(&bytes).unwrap();
    assert_eq!(rows, [vec!["form", "", "juten"], vec![], vec!["", "12"]]);
    assert_eq!(book::origin_rows(&written(|_| {})), None);
}

#[test]
fn a_formula_gives_its_last_value_and_is_told() {
    let bytes = written(|sheet| {
        sheet
            .write_formula(0, 0, Formula::new("=B1&C1").set_result("福祉部"))
            .unwrap();
    });
    let document = read(&bytes);
    assert_eq!(said(&document), ["A1: 福祉部"]);
    assert_eq!(
        told(&document, RemarkKind::Formula),
        ["シート「Ⅰ 基本情報」のA1: 福祉部"]
    );
}

#[test]
fn a_formula_without_a_value_or_with_an_error_is_told() {
    let sheet = r#"<row r="1"><c r="A1"><f>SUM(B1:B2)</f></c><c r="B1" t="e"><f>#REF!A1</f><v>#REF!</v></c>
        <c r="C1" t="str"><f t="array" ref="C1">TRIM(A2)</f><v>配列の値</v></c><c r="D1" t="str"><f>""</f><v></v></c></row>"#;
    let document = read(&Made::sheet(sheet).bytes());
    assert_eq!(said(&document), ["C1: 配列の値"]);
    assert_eq!(
        told(&document, RemarkKind::NoValue),
        ["シート「Ⅰ」のA1: =SUM(B1:B2)", "シート「Ⅰ」のB1: #REF!"]
    );
    assert_eq!(told(&document, RemarkKind::Formula), ["シート「Ⅰ」のC1: 配列の値"]);
}

#[test]
fn booleans_are_words() {
    let bytes = written(|sheet| {
        sheet.write(0, 0, true).unwrap();
        sheet.write(0, 1, false).unwrap();
    });
    let document = read(&bytes);
    assert_eq!(said(&document), ["A1: TRUE", "B1: FALSE"]);
    assert!(matches!(document.sheets[0].pieces[0].content, Content::Words(_)));
}

#[test]
fn notes_are_told_and_not_read() {
    let bytes = written(|sheet| {
        sheet.write(0, 0, "答え").unwrap();
        sheet
            .insert_note(0, 0, &Note::new("要確認").add_author_prefix(false))
            .unwrap();
    });
    let document = read(&bytes);
    assert_eq!(said(&document), ["A1: 答え"]);
    assert_eq!(
        told(&document, RemarkKind::Comment),
        ["シート「Ⅰ 基本情報」のA1: 要確認"]
    );
}

#[test]
fn a_thread_of_comments_is_told_once() {
    let mut made = Made::sheet("");
    made.sheets[0].2 = r#"<Relationship Id="a" Type="KIND/comments" Target="../comments1.xml"/>
        <Relationship Id="b" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/t.xml"/>"#;
    let note = r#"<comments><commentList><comment ref="B2"><text><r><t>[スレッド化されたコメント] 古い写し</t></r></text></comment></commentList></comments>"#;
    let thread = r#"<ThreadedComments><threadedComment ref="B2"><text>誰が書きますか</text></threadedComment><threadedComment ref="B2"><text>福祉部です</text></threadedComment></ThreadedComments>"#;
    made.parts = vec![
        ("xl/comments1.xml", note.as_bytes().to_vec()),
        ("xl/threadedComments/t.xml", thread.as_bytes().to_vec()),
    ];
    let document = read(&made.bytes());
    assert_eq!(
        told(&document, RemarkKind::Comment),
        ["シート「Ⅰ」のB2: 誰が書きますか\n福祉部です"]
    );
}

#[test]
fn cells_need_not_say_where_they_stand() {
    let sheet = r#"<row><c t="str"><v>一</v></c><c t="str"><v>二</v></c></row><row><c t="str"><v>三</v></c></row>"#;
    assert_eq!(said(&read(&Made::sheet(sheet).bytes())), ["A1: 一", "B1: 二", "A2: 三"]);
}

#[test]
fn prefixes_and_the_strict_set_of_names_read_alike() {
    let workbook = r#"<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"><x:sheets><x:sheet name="Ⅰ" sheetId="1" r:id="a"/></x:sheets></x:workbook>"#;
    let relations = r#"<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>"#;
    let sheet = r#"<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>厳密</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"#;
    let bytes = super::made::package(&[
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    assert_eq!(said(&read(&bytes)), ["A1: 厳密"]);
}

#[test]
fn a_macro_is_left_alone_and_told() {
    let mut made = Made::sheet(&format!(r#"<row r="1">{}</row>"#, words("A1", "答え")));
    made.parts = vec![("xl/vbaProject.bin", vec![0; 100])];
    let document = read(&made.bytes());
    assert_eq!(said(&document), ["A1: 答え"]);
    assert!(told(&document, RemarkKind::Other)[0].contains("マクロ"));
}

#[test]
fn an_empty_sheet_has_no_piece() {
    assert_eq!(said(&read(&written(|_| {}))), NONE);
}
