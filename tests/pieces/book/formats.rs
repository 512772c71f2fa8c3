//! Numbers under formats: days, times, months and numbers as they are printed.

use hyoka::pieces::{Content, RemarkKind};

use super::made::Made;
use super::{read, said, told};

/// What 46113 (2026-04-01) or another number is under a format.
fn under(code: &str, value: &str) -> String {
    let code = code
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let styles = format!(
        r#"<numFmts><numFmt numFmtId="180" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="180"/></cellXfs>"#
    );
    of(Box::leak(styles.into_boxed_str()), "", value)
}

/// What a number is under a format that has only a number.
fn built_in(id: u32, value: &str) -> String {
    let styles = format!(r#"<cellXfs><xf numFmtId="{id}"/></cellXfs>"#);
    of(Box::leak(styles.into_boxed_str()), "", value)
}

fn of(styles: &'static str, settings: &'static str, value: &str) -> String {
    let mut made = Made::sheet(&format!(r#"<row r="1"><c r="A1" s="0"><v>{value}</v></c></row>"#));
    made.styles = styles;
    made.settings = settings;
    let document = read(&made.bytes());
    let doubts = told(&document, RemarkKind::Other).len();
    match &document.sheets[0].pieces.first().map(|piece| &piece.content) {
        Some(Content::Day(day)) => format!("day {day}{}", "!".repeat(doubts)),
        Some(Content::Words(words)) => format!("words {words}{}", "!".repeat(doubts)),
        Some(Content::Number { shown, .. }) => format!("number {shown}{}", "!".repeat(doubts)),
        Some(Content::Picture(_)) => unreachable!("a number is no picture"),
        None => format!("none {:?}", document.remarks[0].kind),
    }
}

#[test]
fn built_in_formats_of_a_japanese_excel_are_days() {
    for id in [14, 15, 22, 27, 28, 29, 30, 31, 35, 36, 50, 51, 53, 54, 56, 57, 58] {
        assert_eq!(built_in(id, "46113"), "day 2026-04-01", "{id}");
    }
}

#[test]
fn a_month_is_no_day() {
    for id in [34, 52, 55] {
        assert_eq!(built_in(id, "46113"), "words 2026年4月", "{id}");
    }
    assert_eq!(under(r#"[$-411]ggge"年"m"月""#, "46113"), "words 令和8年4月");
    assert_eq!(under("yyyy", "46113"), "words 2026");
}

#[test]
fn times_are_words() {
    for (id, words) in [
        (18, "1:30 PM"),
        (19, "1:30:00 PM"),
        (20, "13:30"),
        (21, "13:30:00"),
        (32, "13時30分"),
        (33, "13時30分00秒"),
        (45, "30:00"),
        (46, "13:30:00"),
        (47, "30:00.0"),
    ] {
        assert_eq!(built_in(id, "0.5625"), format!("words {words}"), "{id}");
    }
    assert_eq!(under("[h]:mm", "2.5"), "words 60:00");
}

#[test]
fn custom_formats_of_days_are_days() {
    for code in [
        r#"[$-411]ggge"年"m"月"d"日""#,
        r#"[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@"#,
        r#"yyyy"年"m"月"d"日""#,
        "[$-411]ge.m.d;@",
        r"[$-F800]dddd\,\ mmmm\ dd\,\ yyyy",
        "yyyy/mm/dd",
        r#"[Red]"起算日："e\.m\.d"#,
        "m/d/yyyy h:mm",
    ] {
        assert_eq!(under(code, "46113"), "day 2026-04-01", "{code}");
    }
}

#[test]
fn a_time_of_day_is_not_dropped_in_silence() {
    assert_eq!(under("yyyy/m/d h:mm", "46113.5625"), "words 2026/4/1 13:30");
    // The format shows the day alone; the time is told.
    assert_eq!(under("yyyy/m/d", "46113.5625"), "day 2026-04-01!");
}

#[test]
fn the_first_year_of_an_era_is_as_it_is_printed() {
    assert_eq!(
        under(r#"[$-ja-JP-x-gannen]ggge"年"m"月""#, "43586"),
        "words 令和元年5月"
    );
    assert_eq!(under(r#"[$-411]ggge"年"m"月""#, "43586"), "words 令和1年5月");
    assert_eq!(under(r#"[$-411]ggge"年"m"月""#, "43585"), "words 平成31年4月");
}

#[test]
fn workbooks_that_count_from_1904_give_the_same_days() {
    let styles = r#"<cellXfs><xf numFmtId="58"/></cellXfs>"#;
    assert_eq!(of(styles, r#"<workbookPr date1904="1"/>"#, "44651"), "day 2026-04-01");
    assert_eq!(of(styles, "", "46113"), "day 2026-04-01");
}

#[test]
fn the_day_that_never_was_is_no_day() {
    assert_eq!(built_in(14, "59"), "day 1900-02-28");
    assert_eq!(built_in(14, "60"), "number 60!");
    assert_eq!(built_in(14, "61"), "day 1900-03-01");
    assert_eq!(built_in(14, "-1"), "number -1!");
    assert_eq!(built_in(14, "99999999"), "number 99999999!");
}

#[test]
fn numbers_are_shown_as_they_are_printed() {
    for (code, value, shown) in [
        ("General", "12000", "12000"),
        ("General", "0.30000000000000004", "0.3"),
        ("General", "1234567890123", "1234567890123"),
        ("General", "-0.5", "-0.5"),
        ("0", "2.5", "3"),
        ("0.0", "0.25", "0.3"),
        ("0.00", "1.005", "1.01"),
        ("#,##0", "1234567", "1,234,567"),
        ("#,##0", "0", "0"),
        ("#,##0;-#,##0;\"-\"", "0", "-"),
        ("#,##0;[Red]▲#,##0", "-1200", "▲1,200"),
        ("0\"人\"", "1200", "1200人"),
        ("#,##0\"人\"", "1200", "1,200人"),
        ("General\"件\"", "3", "3件"),
        ("\"約\"0.0\"万人\"", "2.5", "約2.5万人"),
        ("0%", "0.3", "30%"),
        ("0.0%", "0.1234", "12.3%"),
        ("000-0000", "1234567", "123-4567"),
        ("0000", "12", "0012"),
        ("#,##0,\"千円\"", "1234567", "1,235千円"),
        ("\\¥#,##0", "500", "¥500"),
        ("[$¥-411]#,##0", "500", "¥500"),
        ("_(* #,##0_);_(* (#,##0)", "-5", "(5)"),
        ("[>=100]\"多数\";0", "120", "多数"),
        ("[>=100]\"多数\";0", "12", "12"),
        ("#.##", "0.5", ".5"),
        ("@", "5", "5"),
        ("G/標準", "5", "5"),
    ] {
        assert_eq!(under(code, value), format!("number {shown}"), "{code} {value}");
    }
}

#[test]
fn a_format_that_is_not_printed_gives_the_number_and_is_told() {
    for code in ["# ?/?", "0.00E+00", "[DBNum1]General"] {
        assert_eq!(under(code, "0.5"), "number 0.5!", "{code}");
    }
}

#[test]
fn what_a_format_conceals_is_told_and_not_read() {
    assert_eq!(under(";;;", "5"), "none Hidden");
    let mut made = Made::sheet(r#"<row r="1"><c r="A1" s="0" t="str"><v>見えない</v></c></row>"#);
    made.styles =
        r#"<numFmts><numFmt numFmtId="180" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="180"/></cellXfs>"#;
    let document = read(&made.bytes());
    assert_eq!(told(&document, RemarkKind::Hidden), ["シート「Ⅰ」のA1: 見えない"]);
}

#[test]
fn words_of_an_era_stay_words() {
    let made = Made::sheet(r#"<row r="1"><c r="A1" t="str"><v>令和８年４月１日</v></c></row>"#);
    let document = read(&made.bytes());
    assert_eq!(said(&document), ["A1: 令和８年４月１日"]);
    assert!(matches!(document.sheets[0].pieces[0].content, Content::Words(_)));
}

#[test]
fn a_day_written_as_iso_is_a_day() {
    let made = Made::sheet(r#"<row r="1"><c r="A1" t="d"><v>2026-04-01T00:00:00</v></c></row>"#);
    assert!(matches!(
        read(&made.bytes()).sheets[0].pieces[0].content,
        Content::Day(_)
    ));
}
