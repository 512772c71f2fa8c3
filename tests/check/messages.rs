//! What an officer sees for one slip in a document that is otherwise complete: the whole printed text, place and marks.
//! Here the slips in how a file is written; those in what is answered stand in `answer_messages`.
//!
//! Each snapshot is named after its case. Nothing writes them in CI: insta fails on a difference.

use std::fmt::Write as _;

use hyoka::answers;
use hyoka::check::check;
use hyoka::check::print::{Checked, text};
use hyoka::finding::sort;
use hyoka::form::builtin;
use jiff::civil::date;

/// A document with nothing missing and nothing wrong.
pub const COMPLETE: &str = include_str!("rules/F101/silent.yaml");

/// What `hyoka check` prints of these bytes on 2026-11-23.
fn printed(bytes: &[u8]) -> String {
    let mut read = answers::read(builtin(), "juten.yaml", bytes);
    if let Some(assessment) = &read.assessment {
        read.findings.extend(check(assessment, date(2026, 11, 23)));
    }
    sort(&mut read.findings);
    let checked = Checked {
        source: &read.source,
        findings: &read.findings,
        others: &[],
    };
    text::print(&[checked], false)
}

/// [`COMPLETE`] with one passage put in place of another, which it must hold once.
fn with(from: &str, to: &str) -> String {
    assert_eq!(COMPLETE.matches(from).count(), 1, "{from}");
    COMPLETE.replacen(from, to, 1)
}

/// The snapshot of a document with one slip.
pub fn slip(case: &str, from: &str, to: &str) {
    show(case, with(from, to).as_bytes());
}

fn show(case: &str, bytes: &[u8]) {
    let printed = printed(bytes);
    assert_japanese(&printed);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(case, printed);
    });
}

/// No line that the program says itself holds three English words in a row; lines of the source may.
fn assert_japanese(printed: &str) {
    for line in printed.lines().filter(|line| !line.contains(" | ")) {
        let words = line.split(|c: char| !c.is_ascii_alphabetic() && c != ' ');
        let english = words
            .map(|run| run.split_whitespace().count())
            .max()
            .unwrap_or_default();
        assert!(english < 3, "English: {line}");
    }
}

#[test]
fn the_document_that_slips_are_made_in_is_clean() {
    assert_eq!(
        printed(COMPLETE.as_bytes()),
        "1件の評価書に問題は見つかりませんでした\n"
    );
}

#[test]
fn a_mark_of_byte_order_and_windows_line_ends_are_right_in_silence() {
    let windows = format!("\u{feff}{}", COMPLETE.replace('\n', "\r\n"));
    assert_eq!(printed(windows.as_bytes()), printed(COMPLETE.as_bytes()));
}

#[test]
fn lines_are_counted_alike_under_every_line_end() {
    let text = with("所属長の役職名: 発達支援課長", "所属長: 発達支援課長");
    for end in ["\r\n", "\r"] {
        assert_eq!(
            printed(text.replace('\n', end).as_bytes()),
            printed(text.as_bytes()),
            "{end:?}"
        );
    }
}

#[test]
fn full_width_colon_after_a_key() {
    slip(
        "full-width-colon",
        "部署: こども部 発達支援課\n    所属長の役職名: ",
        "部署：こども部 発達支援課\n    所属長の役職名: ",
    );
}

#[test]
fn full_width_colon_after_the_first_key_of_a_level() {
    slip("full-width-colon-at-the-top", "評価書番号: 21", "評価書番号：21");
}

#[test]
fn full_width_colon_after_the_last_key_of_a_level() {
    slip(
        "full-width-colon-at-the-end",
        "対応方法: 電話で受け付け、記録する。",
        "対応方法：電話で受け付け、記録する。",
    );
}

#[test]
fn full_width_space_after_a_colon() {
    slip("full-width-space-after-colon", "評価書番号: 21", "評価書番号:　21");
}

#[test]
fn no_space_after_a_colon() {
    slip("no-space-after-colon", "使用部署: こども部", "使用部署:こども部");
}

#[test]
fn full_width_space_in_the_indentation() {
    slip("full-width-indentation", "    所属長の役職名: ", "　　所属長の役職名: ");
}

#[test]
fn full_width_space_before_a_key_after_ordinary_ones() {
    slip(
        "full-width-space-before-key",
        "    所属長の役職名: ",
        "    　所属長の役職名: ",
    );
}

#[test]
fn full_width_dash_as_a_list_mark() {
    slip(
        "full-width-dash",
        "        - 宛名システム等\n",
        "        － 宛名システム等\n",
    );
}

#[test]
fn full_width_dash_before_an_entry() {
    slip(
        "full-width-dash-before-entry",
        "        - 番号: 2\n",
        "        － 番号: 2\n",
    );
}

#[test]
fn tab_in_the_indentation() {
    slip("tab-indentation", "    所属長の役職名: ", "\t所属長の役職名: ");
}

#[test]
fn tab_in_a_text_of_several_lines() {
    slip("tab-in-block", "      ・住所\n", "\t・住所\n");
}

#[test]
fn key_twice() {
    slip(
        "duplicate-key",
        "公表日: 2026-09-30\n",
        "公表日: 2026-09-30\n評価書番号: 22\n",
    );
}

#[test]
fn alias() {
    slip("alias", "特記事項:\n", "特記事項: *注意\n");
}

#[test]
fn anchor() {
    slip("anchor", "特記事項:\n", "特記事項: &a なし\n");
}

#[test]
fn tag() {
    slip("tag", "評価書番号: 21", "評価書番号: !第21号");
}

#[test]
fn bomb_of_aliases() {
    let mut bomb = String::from("特記事項:\n  - &a0 [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]\n");
    for level in 1..20 {
        let before = vec![format!("*a{}", level - 1); 9].join(", ");
        writeln!(bomb, "  - &a{level} [{before}]").unwrap();
    }
    let printed = printed(with("特記事項:\n", &bomb).as_bytes());
    assert_eq!(printed.matches("[S105]").count(), 20 + 19 * 9);
    assert!(printed.len() < 200_000, "{}", printed.len());
}

#[test]
fn bomb_of_brackets() {
    let bomb = format!("様式: 重点項目評価書\n特記事項: {}\n", "[".repeat(10_000));
    let printed = printed(bomb.as_bytes());
    assert!(
        printed.contains("S106") && printed.contains("入れ子が深すぎます"),
        "{printed}"
    );
}

#[test]
fn bomb_of_braces() {
    let bomb = format!("様式: 重点項目評価書\n特記事項: {}\n", "{a: ".repeat(10_000));
    let printed = printed(bomb.as_bytes());
    assert!(
        printed.contains("S106") && printed.contains("入れ子が深すぎます"),
        "{printed}"
    );
}

#[test]
fn bomb_of_list_marks() {
    let bomb = format!("様式: 重点項目評価書\n特記事項:\n  {}x\n", "- ".repeat(10_000));
    let printed = printed(bomb.as_bytes());
    assert!(
        printed.contains("S106") && printed.contains("入れ子が深すぎます"),
        "{printed}"
    );
}

#[test]
fn bomb_of_indented_keys() {
    let mut bomb = String::from("様式: 重点項目評価書\n");
    for depth in 0..2_000 {
        writeln!(bomb, "{}甲:", " ".repeat(depth)).unwrap();
    }
    let printed = printed(bomb.as_bytes());
    assert!(
        printed.contains("S106") && printed.contains("入れ子が深すぎます"),
        "{printed}"
    );
}

#[test]
fn file_over_the_limit() {
    show("too-large", &vec![b'#'; hyoka::source::MAX_BYTES + 1]);
}

#[test]
fn shift_jis() {
    show("shift-jis", &encoding_rs::SHIFT_JIS.encode(COMPLETE).0);
}

#[test]
fn shift_jis_below_a_comment_of_ascii() {
    let text = format!("# yaml-language-server: $schema=juten.schema.json\n\n{COMPLETE}");
    show("shift-jis-below-ascii", &encoding_rs::SHIFT_JIS.encode(&text).0);
}

#[test]
fn euc_jp() {
    show("euc-jp", &encoding_rs::EUC_JP.encode(COMPLETE).0);
}

#[test]
fn jis() {
    show("iso-2022-jp", &encoding_rs::ISO_2022_JP.encode(COMPLETE).0);
}

#[test]
fn utf_16() {
    let units = std::iter::once(0xfeff).chain(COMPLETE.encode_utf16());
    show("utf-16", &units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
}

#[test]
fn bytes_of_no_encoding() {
    let mut bytes = COMPLETE.as_bytes().to_vec();
    let at = COMPLETE.find("発達支援課長").unwrap();
    bytes[at] = 0xff;
    show("no-encoding", &bytes);
}

#[test]
fn control_character() {
    slip("control-character", "発達支援課長", "発達\u{0}支援課長");
}

#[test]
fn value_that_begins_with_a_bracket() {
    slip(
        "starts-with-bracket",
        "特記事項:\n",
        "特記事項: [○]監査を受けている。\n",
    );
}

#[test]
fn list_entry_that_begins_with_a_bracket() {
    slip(
        "entry-starts-with-bracket",
        "        - 行っていない\n",
        "        - [○]行っていない\n",
    );
}

#[test]
fn value_that_begins_with_an_at_sign() {
    slip(
        "starts-with-at",
        "特記事項:\n",
        "特記事項: @mihon.lg.jp で受け付ける。\n",
    );
}

#[test]
fn value_that_begins_with_a_percent_sign() {
    slip(
        "starts-with-percent",
        "特記事項:\n",
        "特記事項: %表示は端数を切り捨てた。\n",
    );
}

#[test]
fn value_that_begins_with_a_backtick() {
    slip("starts-with-backtick", "特記事項:\n", "特記事項: `相談`の記録\n");
}

#[test]
fn value_that_begins_with_a_japanese_quote_is_right() {
    let text = with("特記事項:\n", "特記事項: 「相談」の記録を別に保管する。\n");
    assert_eq!(printed(text.as_bytes()), printed(COMPLETE.as_bytes()));
}

#[test]
fn value_with_a_colon_inside() {
    slip("colon-inside", "特記事項:\n", "特記事項: 受付時間: 9時から17時まで\n");
}

#[test]
fn single_quote_not_closed() {
    slip("quote-not-closed", "特記事項:\n", "特記事項: '相談の記録\n");
}

#[test]
fn double_quote_not_closed() {
    slip("double-quote-not-closed", "特記事項:\n", "特記事項: \"相談の記録\n");
}

#[test]
fn words_behind_a_closed_quote() {
    slip("words-behind-quote", "特記事項:\n", "特記事項: \"相談\"の記録\n");
}

#[test]
fn backslash_in_double_quotes() {
    slip("backslash", "特記事項:\n", "特記事項: \"C:\\share\"\n");
}

#[test]
fn indentation_too_deep() {
    slip("indentation-too-deep", "    所属長の役職名: ", "      所属長の役職名: ");
}

#[test]
fn indentation_too_shallow() {
    slip("indentation-too-shallow", "    所属長の役職名: ", "   所属長の役職名: ");
}

#[test]
fn block_whose_lines_are_not_indented() {
    slip("block-not-indented", "宣言: |-\n  見本市は", "宣言: |-\n見本市は");
}

#[test]
fn text_on_the_line_of_a_block() {
    slip("text-behind-block-mark", "宣言: |-\n  見本市は", "宣言: |- 見本市は");
}

#[test]
fn line_that_is_no_key() {
    slip("line-without-key", "特記事項:\n", "特記事項\n");
}

#[test]
fn second_document() {
    slip("second-document", "開示請求・問合せ:\n", "---\n開示請求・問合せ:\n");
}

#[test]
fn empty_file() {
    show("empty", b"");
}

#[test]
fn file_of_comments() {
    show("only-comments", "# 評価書は来月に書く。\n\n# 担当: 総務課\n".as_bytes());
}

#[test]
fn file_of_plain_words() {
    show(
        "plain-words",
        "重点項目評価書\n\n見本市は、相談の記録を取り扱う。\n".as_bytes(),
    );
}

#[test]
fn file_of_a_list() {
    show(
        "list-at-the-top",
        "- 様式: 重点項目評価書\n- 評価書番号: 21\n".as_bytes(),
    );
}

#[test]
fn file_of_excel() {
    show("excel", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb5U0#");
}

#[test]
fn value_that_begins_with_a_list_mark() {
    slip(
        "list-mark-behind-key",
        "特記事項:\n",
        "特記事項: - 監査を受けている。\n",
    );
}

#[test]
fn key_that_is_a_list() {
    slip("list-as-key", "特記事項:\n", "[特記, 事項]: なし\n");
}

#[test]
fn value_without_a_key() {
    slip("no-key-before-colon", "特記事項:\n", ": なし\n");
}

#[test]
fn entry_of_a_list_without_its_mark() {
    slip(
        "entry-without-mark",
        "        - 宛名システム等\n        - その他: 母子",
        "        - 宛名システム等\n        その他: 母子",
    );
}

#[test]
fn group_under_a_misspelt_key() {
    slip("group-misspelt", "  担当部署:\n", "  担当部局:\n");
}

#[test]
fn single_quotes_with_words_behind() {
    slip("words-behind-single-quote", "特記事項:\n", "特記事項: '相談'の記録\n");
}

#[test]
fn bracket_not_closed() {
    slip(
        "bracket-not-closed",
        "        - 行っていない\n",
        "        [行っていない\n",
    );
}

#[test]
fn mark_far_to_the_right_of_a_long_line() {
    let long = "指定の様式の書面を受け付ける。".repeat(12) + "ﾃｽﾄ" + &"郵送でも受け付ける。".repeat(12);
    slip("long-line", "指定の様式の書面を受け付ける。", &long);
}

#[test]
fn comment_inside_a_text() {
    slip(
        "comment-inside-text",
        "特記事項:\n",
        "特記事項: 監査を受けている。\n  # 要確認\n  研修を行っている。\n",
    );
}
