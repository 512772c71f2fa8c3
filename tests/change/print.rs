//! What the printers say: as snapshots, and that pasted rows read back as they were.

use hyoka::answers;
use hyoka::change::print::{Compared, json, text, yaml};
use hyoka::change::{Cause, Comparison, Row, compare};
use hyoka::form::builtin;

use super::{fair, juten};

fn printed(print: impl Fn(&Compared<'_>) -> String) -> String {
    let (old, new) = fair();
    let comparison = compare(&old, &new).unwrap();
    print(&Compared {
        old: &old,
        new: &new,
        comparison: &comparison,
        procedure: None,
    })
}

#[test]
fn the_table_marks_what_differs() {
    insta::assert_snapshot!("table", printed(|compared| text::print(compared, 100, false)));
}

#[test]
fn a_terminal_shows_colours_in_place_of_marks() {
    let plain = printed(|compared| text::print(compared, 100, false));
    let colour = printed(|compared| text::print(compared, 100, true));
    assert!(plain.contains("[-株式会社見本図書-]") && !plain.contains('\u{1b}'));
    assert!(colour.contains("\u{1b}[31m株式会社見本図書\u{1b}[0m") && !colour.contains("[-"));
}

#[test]
fn a_narrow_terminal_loses_no_character() {
    let letters = |table: &str| -> usize { table.chars().filter(|c| c.is_alphanumeric()).count() };
    let wide = printed(|compared| text::print(compared, 200, false));
    for width in [0, 1, 40, 60, 80] {
        let narrow = printed(|compared| text::print(compared, width, false));
        assert_eq!(letters(&narrow), letters(&wide), "{width}");
    }
}

#[test]
fn text_cannot_steer_the_terminal() {
    let old = juten("特記事項: \"a\"\n");
    let new = juten("特記事項: \"a\\e[2Jb\"\n");
    let comparison = compare(&old, &new).unwrap();
    let table = text::print(
        &Compared {
            old: &old,
            new: &new,
            comparison: &comparison,
            procedure: None,
        },
        100,
        false,
    );
    assert!(!table.contains('\u{1b}'), "{table:?}");
}

#[test]
fn no_difference_is_said_in_every_format() {
    let (old, _) = fair();
    let compared = Compared {
        old: &old,
        new: &old,
        comparison: &compare(&old, &old).unwrap(),
        procedure: None,
    };
    assert_eq!(text::print(&compared, 100, false), "違いはありません\n");
    assert_eq!(yaml::print(&compared), "[]\n");
    assert!(json::report(&compared).rows.is_empty());
}

#[test]
fn yaml_rows_are_ready_to_paste() {
    insta::assert_snapshot!("yaml", printed(yaml::print));
}

#[test]
fn json_holds_the_same_rows() {
    let json = printed(|compared| serde_json::to_string_pretty(&json::report(compared)).unwrap());
    insta::assert_snapshot!("json", json);
}

/// Puts the printed rows under 変更箇所 and reads them back.
fn pasted(rows: &[Row]) -> Vec<[String; 3]> {
    let new = juten("公表日: 2026-06-01\n");
    let list = yaml::print(&Compared {
        old: &new,
        new: &new,
        comparison: &Comparison {
            withheld: Vec::new(),
            leaves_out: None,
            rows: rows.to_vec(),
            editions: None,
        },
        procedure: None,
    });
    let file = format!("様式: 重点項目評価書\n管理: {{様式の版: 平成30年5月}}\n変更箇所:\n{list}");
    let read = answers::read(builtin(), "pasted.yaml", file.as_bytes());
    let faults: Vec<_> = read.findings.iter().filter(|finding| finding.code != "F101").collect();
    assert!(faults.is_empty(), "{faults:?}\n{file}");
    let assessment = read.assessment.unwrap();
    let rows = assessment.each("変更箇所");
    rows.iter()
        .map(|row| {
            assert_eq!(row.at("変更日").date(), Some(jiff::civil::date(2026, 6, 1)));
            ["項目", "変更前の記載", "変更後の記載"].map(|key| row.at(key).text().to_owned())
        })
        .collect()
}

#[test]
fn pasted_rows_say_what_the_comparison_said() {
    let (old, new) = fair();
    let comparison = compare(&old, &new).unwrap();
    let rows = comparison.rows;
    let said: Vec<[String; 3]> = rows
        .iter()
        .map(|row| [&row.item, &row.before, &row.after].map(String::clone))
        .collect();
    assert_eq!(pasted(&rows), said);
}

#[test]
fn pasted_rows_keep_texts_that_yaml_would_take_for_something_else() {
    let texts = [
        "- 箇条",
        "[○]紙",
        "[○]紙\n[ ]その他",
        "  字下げで始まる\n二行目",
        "鍵: 値\n# 注釈ではない",
        "2026-06-01",
        "true",
        "'引用' と \"引用\"",
        "~",
        "# 注釈ではない",
        "一行目\n\n三行目",
        "末尾のコロン:",
        "タブ\tの後\n二行目",
        "@始まり、*始まり、&始まり",
        "|-\n  入れ子に見える",
        "---\n---",
        "改行\u{85}に似た\u{2028}文字",
    ];
    for text in texts {
        let row = Row {
            path: "特記事項".to_owned(),
            item: text.replace('\n', " "),
            was: None,
            cause: Cause::Author,
            before: text.to_owned(),
            after: format!("{text}\n{text}"),
            important: true,
            candidate: None,
            segments: Vec::new(),
            counted: Vec::new(),
        };
        assert_eq!(pasted(std::slice::from_ref(&row)), [[row.item, row.before, row.after]]);
    }
}
