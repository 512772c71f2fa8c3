//! Letters and signs that print alike are no change, and a letter in another form is told as that.

use hyoka::change::rows;
use hyoka::table::telling::telling;

use super::juten;

/// How many rows two versions with these words in one answer give.
fn count(old: &str, new: &str) -> usize {
    let file = |words: &str| juten(&format!("開示請求・問合せ:\n  問合せ:\n    対応方法: 甲{words}乙\n"));
    rows(&file(old), &file(new)).unwrap().len()
}

#[test]
fn signs_that_print_alike_are_no_change_each_alone() {
    for (old, new) in [
        ("〜", "～"),
        ("−", "－"),
        ("‐", "-"),
        ("―", "—"),
        ("‖", "∥"),
        ("・", "･"),
        ("た\u{3099}", "だ"),
        (" ", "\u{a0}"),
        ("\u{fa19}", "神"),
        ("⽒", "氏"),
        ("⺠", "民"),
        ("\u{f90c}", "奈"),
        ("\u{200b}", ""),
    ] {
        assert_eq!(count(old, new), 0, "{old} {new}");
    }
    for (old, new) in [("ー", "—"), ("1", "１"), ("葛", "葛\u{e0100}"), ("、", "・")] {
        assert_eq!(count(old, new), 1, "{old} {new}");
    }
}

#[test]
fn a_list_and_the_words_behind_an_option_are_compared_by_their_looks_too() {
    let file = |sign: &str| {
        juten(&format!(
            "基本情報:\n  システム:\n    - 番号: 1\n      他のシステムとの接続:\n        - その他: 甲{sign}乙\n  特定個人情報ファイル名:\n    - 丙{sign}丁\n"
        ))
    };
    assert_eq!(rows(&file("〜"), &file("～")).unwrap(), []);
}

#[test]
fn a_row_may_quote_with_the_other_sign() {
    let old = juten("公表日: 2025-06-30\n開示請求・問合せ:\n  問合せ:\n    対応方法: 9時〜16時\n");
    let new = juten(
        "公表日: 2026-06-30\n開示請求・問合せ:\n  問合せ:\n    対応方法: 9時〜17時\n変更箇所:\n  - 変更日: 2026-06-30\n    項目: Ⅳ-2②対応方法\n    変更前の記載: 9時～16時\n    変更後の記載: 9時～17時\n",
    );
    let differences = rows(&old, &new).unwrap();
    let told = telling(&old, &new, &differences).unwrap().told;
    assert_eq!(told, [hyoka::table::telling::Told::By(0)]);
}

#[test]
fn another_form_of_a_letter_is_told_as_that() {
    let file = |name: &str| {
        juten(&format!(
            "特定個人情報ファイル:\n  - 番号: 1\n    保管・消去:\n      保管場所: {name}の庁舎に置く。\n"
        ))
    };
    let found = rows(&file("葛見市"), &file("葛\u{e0100}見市")).unwrap();
    let said: Vec<String> = found
        .iter()
        .filter_map(|row| row.candidate.as_ref())
        .flat_map(|candidate| candidate.exceptions.iter().map(|exception| exception.evidence.clone()))
        .collect();
    assert!(
        said.iter().any(|said| said.contains("字の形（異体字）の違い")),
        "{said:?}"
    );
}
