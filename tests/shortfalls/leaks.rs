//! Words of what is withheld that went out once: in rows of 変更箇所 that name it in their own way, in other answers, in lists.

use std::path::Path;

use hyoka::answers::{self, Assessment};
use hyoka::form::builtin;

use super::tries;
use crate::withhold::outputs;

fn read(path: &Path) -> Assessment {
    let read = answers::read(builtin(), "juten.yaml", &std::fs::read(path).unwrap());
    read.assessment.expect("it says its form")
}

/// Holds that a file gives no public copy with the words, and tells where they stand if it gives none.
fn keeps(folder: &Path, file: &str, before: Option<&str>, words: &[&str]) {
    let version = read(&folder.join(file));
    let before = before.map(|file| read(&folder.join(file)));
    match outputs(&version, before.as_ref()) {
        Ok(out) => {
            for words in words {
                assert!(!out.contains(words), "{file}: {words}");
            }
        }
        Err(findings) => {
            let refused = |finding: &hyoka::finding::Finding| finding.code == "F123" && finding.item.is_some();
            assert!(
                !findings.is_empty() && findings.iter().all(refused),
                "{file}: {findings:#?}"
            );
        }
    }
}

#[test]
fn withheld_words_in_another_place_are_refused_by_name() {
    let Some(folder) = tries() else { return };
    let version = read(&folder.join("08-withheld-quotes.yaml"));
    let findings = outputs(&version, None).expect_err("it must be refused");
    let [finding] = findings.as_slice() else {
        panic!("{findings:#?}")
    };
    assert!(
        finding.code == "F123" && finding.message.contains("備考"),
        "{finding:#?}"
    );
    // With that answer mended, no row has them either.
    let text = std::fs::read_to_string(folder.join("08-withheld-quotes.yaml")).unwrap();
    let mended = text.replace("備考: 電算室は第2庁舎にある。", "備考: なし");
    let read = answers::read(builtin(), "juten.yaml", mended.as_bytes());
    let out = outputs(&read.assessment.unwrap(), None).unwrap();
    assert!(!out.contains("第2庁舎") && !out.contains("電算室"));
}

#[test]
fn a_row_that_names_the_item_in_its_own_way_is_withheld() {
    let Some(folder) = tries() else { return };
    for name in ["01", "05", "06", "07", "10"] {
        let file = format!("break/row-names/row-name-{name}/juten.yaml");
        keeps(&folder, &file, None, &["旧館屋上通信塔丙", "地下三階特別書庫乙"]);
    }
    for name in ["entry-func", "entry-name"] {
        let file = format!("break/{name}-withheld-row-entry-old/juten.yaml");
        keeps(&folder, &file, None, &["旧館屋上通信塔丙"]);
    }
}

#[test]
fn a_row_that_quotes_what_is_withheld_is_withheld() {
    let Some(folder) = tries() else { return };
    let one = |name: &str, words: &str| keeps(&folder, &format!("break/{name}/juten.yaml"), None, &[words]);
    one("blank-section", "通信塔丁号装置");
    one("blank-unclear", "通信塔丁号装置");
    one("expl-quote", "地下三階特別書庫乙");
    one("short-unclear", "A棟3階");
    one("unclear-one-line-quote", "地下三階特別書庫乙");
    one("row-item-cell-names", "秘密台帳巳号");
}

#[test]
fn a_row_that_record_made_and_an_item_that_is_gone_tell_nothing() {
    let Some(folder) = tries() else { return };
    for (name, words) in [
        ("leak-record-row", "金庫番X"),
        ("leak-removed-item", "当番が二人で開ける"),
    ] {
        let before = format!("break/{name}/published/juten.2026-06-30.yaml");
        let version = read(&folder.join(format!("break/{name}/juten.yaml")));
        let out = outputs(&version, Some(&read(&folder.join(before)))).unwrap();
        assert!(!out.contains(words), "{name}");
    }
}

#[test]
fn the_same_words_in_another_answer_are_refused_by_name() {
    let Some(folder) = tries() else { return };
    let version = read(&folder.join("break/repeat-other-item/juten.yaml"));
    let findings = outputs(&version, None).expect_err("it must be refused");
    assert!(findings.iter().all(|finding| finding.code == "F123"), "{findings:#?}");
    assert!(
        findings
            .iter()
            .any(|finding| finding.message.contains("他のシステムとの接続"))
    );
}

#[test]
fn a_list_of_assessments_tells_nothing_of_what_is_withheld() {
    let Some(folder) = tries() else { return };
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("list");
    let arguments = [
        "register",
        "--today=2026-11-23",
        "@/break/leak-register/assessments",
        "-o",
        target.to_str().unwrap(),
    ];
    let ran = super::hyoka(&folder, &arguments);
    let page = std::fs::read_to_string(target.join("register.html")).unwrap_or_default();
    for words in ["秘密評価書", "秘密市長", "秘密部影課", "通信塔丁号装置"] {
        assert!(!page.contains(words), "{words}");
    }
    // A list was made, or it was refused with the place.
    assert!(
        ran.code == 0 && page.contains("（非公表）") || ran.count("F123") > 0,
        "{}",
        ran.all
    );
}
