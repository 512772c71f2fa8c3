//! Text boxes, shapes and pictures of xlsx.

use hyoka::pieces::{Cell, Content, RemarkKind};
use rust_xlsxwriter::{Image, Shape, Workbook};

use super::made::Made;
use super::{read, said, told};

/// A PNG of one pixel.
pub(super) const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0,
    0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xAF,
    0xA4, 0x71, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

/// A workbook with one drawing of these anchors.
fn drawn(anchors: &'static str, media: &[(&'static str, &[u8])]) -> Vec<u8> {
    let mut made = Made::sheet("");
    made.sheets[0].2 = r#"<Relationship Id="d" Type="KIND/drawing" Target="../drawings/drawing1.xml"/>"#;
    let drawing = format!(
        r#"<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:mc="m" xmlns:asvg="s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{anchors}</xdr:wsDr>"#
    );
    let named = media.iter().enumerate().map(|(at, (name, _))| {
        let name = name.trim_start_matches("xl/");
        format!(r#"<Relationship Id="i{at}" Type="KIND/image" Target="../{name}"/>"#)
    });
    let relations = format!("<Relationships>{}</Relationships>", named.collect::<String>());
    made.parts = vec![
        ("xl/drawings/drawing1.xml", drawing.into_bytes()),
        ("xl/drawings/_rels/drawing1.xml.rels", relations.into_bytes()),
    ];
    made.parts
        .extend(media.iter().map(|(name, bytes)| (*name, bytes.to_vec())));
    made.bytes()
}

const FROM_TO: &str = "<xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>5</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>";

/// An anchor over B3:D5.
fn anchor(inner: &str) -> &'static str {
    Box::leak(format!("<xdr:twoCellAnchor>{FROM_TO}{inner}</xdr:twoCellAnchor>").into_boxed_str())
}

#[test]
fn a_text_box_is_read_where_it_stands() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("別添1").unwrap();
    sheet.write(0, 0, "前").unwrap();
    sheet.write(9, 0, "後").unwrap();
    let shape = Shape::textbox().set_text("備考\n二行目");
    sheet.insert_shape(2, 1, &shape).unwrap();
    let document = read(&workbook.save_to_buffer().unwrap());
    assert_eq!(said(&document), ["A1: 前", "B3: 備考\n二行目", "A10: 後"]);
    assert_eq!(told(&document, RemarkKind::Box), ["シート「別添1」のB3: 備考\n二行目"]);
}

#[test]
fn a_box_covers_the_cells_that_it_lies_on() {
    let bytes = drawn(
        anchor("<xdr:sp><xdr:txBody><a:p><a:r><a:t>箱</a:t></a:r></a:p></xdr:txBody></xdr:sp>"),
        &[],
    );
    let expected = Cell {
        grid: 0,
        top: 2,
        left: 1,
        rows: 3,
        columns: 3,
    };
    assert_eq!(read(&bytes).sheets[0].pieces[0].cell, Some(expected));
}

#[test]
fn shapes_of_a_group_come_from_the_top_down() {
    let sp = |y: u32, text: &str| {
        format!(
            r#"<xdr:sp><xdr:spPr><a:xfrm><a:off x="0" y="{y}"/></a:xfrm></xdr:spPr><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r><a:br/><a:fld><a:t>続き</a:t></a:fld></a:p><a:p/></xdr:txBody></xdr:sp>"#
        )
    };
    let inner = format!(
        "<xdr:grpSp><xdr:grpSp>{}</xdr:grpSp>{}</xdr:grpSp>",
        sp(900, "下"),
        sp(100, "上")
    );
    assert_eq!(
        said(&read(&drawn(anchor(&inner), &[]))),
        ["B3: 上\n続き", "B3: 下\n続き"]
    );
}

#[test]
fn a_copy_for_older_programs_is_not_read_twice() {
    let sp = |text: &str| format!("<xdr:sp><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>");
    let inner = format!(
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        sp("新しい"),
        sp("古い")
    );
    assert_eq!(said(&read(&drawn(anchor(&inner), &[]))), ["B3: 新しい"]);
}

#[test]
fn a_hidden_shape_is_told_and_not_read() {
    let inner = r#"<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="a" hidden="1"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>秘</a:t></a:r></a:p></xdr:txBody></xdr:sp>"#;
    let document = read(&drawn(anchor(inner), &[]));
    assert!(said(&document).is_empty());
    assert_eq!(told(&document, RemarkKind::Hidden), ["シート「Ⅰ」のB3: 秘"]);
}

#[test]
fn a_picture_comes_with_its_bytes_and_words() {
    let mut workbook = Workbook::new();
    let mut image = Image::new_from_buffer(PNG).unwrap();
    image = image.set_alt_text("事務の流れ");
    for name in ["別添1", "別添2"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        sheet.insert_image(4, 2, &image).unwrap();
    }
    let document = read(&workbook.save_to_buffer().unwrap());
    assert_eq!(said(&document), ["C5: 〔図0〕", "C5: 〔図0〕"]);
    assert_eq!(document.pictures.len(), 1);
    assert_eq!(
        (document.pictures[0].bytes.as_slice(), document.pictures[0].alt.as_str()),
        (PNG, "事務の流れ")
    );
}

#[test]
fn a_drawing_by_lines_is_taken_before_its_copy_in_pixels() {
    let inner = r#"<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="図" descr="流れ図"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="i0"><a:extLst><a:ext><asvg:svgBlip r:embed="i1"/></a:ext></a:extLst></a:blip></xdr:blipFill></xdr:pic>"#;
    let document = read(&drawn(
        anchor(inner),
        &[("xl/media/image1.png", PNG), ("xl/media/image2.svg", b"<svg/>")],
    ));
    assert_eq!(document.pictures[0].bytes, b"<svg/>");
    assert!(matches!(document.sheets[0].pieces[0].content, Content::Picture(0)));
}

#[test]
fn a_picture_that_cannot_be_shown_is_told() {
    let pic = |id: &str| {
        format!(
            r#"<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="図" descr="組織図"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="{id}"/></xdr:blipFill></xdr:pic>"#
        )
    };
    let document = read(&drawn(
        anchor(&format!("{}{}", pic("i0"), pic("nothing"))),
        &[("xl/media/image1.emf", b"EMF")],
    ));
    assert!(said(&document).is_empty());
    let told = told(&document, RemarkKind::Picture);
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("EMF") && told[0].contains("組織図"), "{told:?}");
}

#[test]
fn what_is_drawn_by_other_means_is_told() {
    let inner = r#"<xdr:graphicFrame><xdr:nvGraphicFramePr><xdr:cNvPr id="1" name="グラフ 1" descr="件数の推移"/></xdr:nvGraphicFramePr></xdr:graphicFrame>"#;
    let told = told(&read(&drawn(anchor(inner), &[])), RemarkKind::Other);
    assert!(told[0].contains("グラフ") && told[0].contains("件数の推移"), "{told:?}");
}

#[test]
fn boxes_to_tick_come_with_their_tick() {
    let control = |shape: u32, text: &str| {
        format!(
            r#"<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="c"><a:extLst><a:ext><a14:compatExt spid="_x0000_s{shape}"/></a:ext></a:extLst></xdr:cNvPr></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"#
        )
    };
    let anchors = format!(
        "{}{}{}",
        control(1025, "十分である"),
        control(1026, "課題が残されている"),
        control(1027, "")
    );
    let mut made = Made::sheet(
        r#"<controls><control shapeId="1025" r:id="a"/><control shapeId="1026" r:id="b"/><control shapeId="1027" r:id="c"/></controls>"#,
    );
    made.sheets[0].2 = r#"<Relationship Id="d" Type="KIND/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="a" Type="KIND/ctrlProp" Target="../ctrlProps/1.xml"/>
        <Relationship Id="b" Type="KIND/ctrlProp" Target="../ctrlProps/2.xml"/><Relationship Id="c" Type="KIND/ctrlProp" Target="../ctrlProps/1.xml"/>"#;
    let drawing = format!(
        r#"<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:a14="b"><xdr:twoCellAnchor>{FROM_TO}{anchors}</xdr:twoCellAnchor></xdr:wsDr>"#
    );
    made.parts = vec![
        ("xl/drawings/drawing1.xml", drawing.into_bytes()),
        (
            "xl/ctrlProps/1.xml",
            br#"<formControlPr objectType="CheckBox" checked="Checked"/>"#.to_vec(),
        ),
        (
            "xl/ctrlProps/2.xml",
            br#"<formControlPr objectType="CheckBox"/>"#.to_vec(),
        ),
    ];
    assert_eq!(
        said(&read(&made.bytes())),
        ["B3: ☑ 十分である", "B3: ☐ 課題が残されている", "B3: ☑"]
    );
}

#[test]
fn boxes_to_tick_that_cannot_be_read_are_told() {
    let mut made = Made::sheet("");
    made.sheets[0].2 = r#"<Relationship Id="v" Type="KIND/vmlDrawing" Target="../drawings/v.vml"/>"#;
    made.parts = vec![(
        "xl/drawings/v.vml",
        br#"<xml><x:ClientData ObjectType="Checkbox"/></xml>"#.to_vec(),
    )];
    assert!(told(&read(&made.bytes()), RemarkKind::Other)[0].contains("チェックボックス"));
}
