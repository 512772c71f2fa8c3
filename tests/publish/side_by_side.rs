//! 新旧対照表 as a PDF: any text is printed, over as many pages as it takes, and the same input gives the same bytes.

use std::process::Command;

use hyoka::answers;
use hyoka::change::compare;
use hyoka::change::print::Compared;
use hyoka::change::print::review::review;
use hyoka::form::builtin;
use hyoka::publish::Fonts;
use hyoka::publish::pdf::{Meta, Printer};

/// A PDF of two versions of 事務の内容.
fn printed(old: &str, new: &str) -> Vec<u8> {
    let read = |text: &str| {
        let lines: Vec<String> = text.lines().map(|line| format!("      {line}\n")).collect();
        let lines = lines.concat();
        let yaml = format!("様式: 重点項目評価書\n基本情報:\n  事務:\n    事務の内容: |\n{lines}");
        answers::read(builtin(), "juten.yaml", yaml.as_bytes())
            .assessment
            .unwrap()
    };
    let (old, new) = (read(old), read(new));
    let comparison = compare(&old, &new).unwrap();
    let review = review(&Compared {
        old: &old,
        new: &new,
        comparison: &comparison,
        procedure: None,
    });
    let meta = Meta {
        date: jiff::civil::date(2026, 6, 30),
        ident: "juten 12 新旧対照表".to_owned(),
        attachment: None,
    };
    Printer::new(&Fonts::find(None).unwrap())
        .unwrap()
        .print(&review, &meta)
        .unwrap()
}

/// What stands on the pages, without white space; `None` without `pdftotext`.
fn told(pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output();
    let Ok(output) = output else {
        assert!(std::env::var_os("CI").is_none(), "pdftotext is not installed");
        eprintln!("pdftotext is not installed: the text of the PDF was not looked at");
        return None;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_whitespace().collect())
}

#[test]
fn signs_of_typst_are_only_signs() {
    let text = "#panic() と $x^2$ と *強調* と _下線_ と @名 と <label> と \\ と `x` と // と = と - と + と ~ と [a]";
    let pdf = printed("古い", text);
    let wanted: String = text.split_whitespace().collect();
    let Some(told) = told(&pdf) else { return };
    assert!(told.contains(&wanted), "{told}");
}

#[test]
fn a_long_row_goes_on_over_pages_and_loses_no_line() {
    let lines = |word: &str| -> String {
        (0..200).fold(String::new(), |text, line| {
            format!("{text}・措置{line:03}として{word}を保存する。\n")
        })
    };
    let pdf = printed(&lines("記録"), &lines("書類"));
    let Some(told) = told(&pdf) else { return };
    for line in 0..200 {
        for word in ["記録", "書類"] {
            let wanted = format!("措置{line:03}として{word}を保存する。");
            assert!(told.contains(&wanted), "{wanted}");
        }
    }
    // The head of the table stands on each page.
    assert!(told.matches("変更前").count() > 5, "{told}");
}

#[test]
fn the_same_versions_give_the_same_bytes() {
    let pdf = printed("古い記載", "新しい記載");
    assert!(pdf.starts_with(b"%PDF-"));
    assert!(pdf == printed("古い記載", "新しい記載"));
}
