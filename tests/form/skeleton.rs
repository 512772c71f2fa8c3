//! The empty assessment: that it is whole, that only answers are missing from it, and that its examples are right.

use std::process::Command;

use hyoka::answers::{self, Cursor, Read};
use hyoka::check::check;
use hyoka::form::{Form, builtin};
use jiff::civil::date;

const HINT: &str = "# なければ、このままにします。";

fn forms() -> impl Iterator<Item = &'static Form> {
    builtin().iter().map(AsRef::as_ref)
}

fn skeleton(form: &Form) -> String {
    form.skeleton(&format!("../../schemas/{}", form.schema_file()))
}

fn read(text: &str) -> Read {
    answers::read(builtin(), "skeleton.yaml", text.as_bytes())
}

/// Takes the `# ` from every example entry, as the hint above it says.
fn with_entries(text: &str) -> String {
    let mut example: Option<usize> = None;
    let mut lines = Vec::new();
    for line in text.lines() {
        let (own, body) = line.split_at(line.len() - line.trim_start().len());
        if example == Some(own.len()) && body.starts_with('#') {
            lines.push(format!("{own}{}", body.strip_prefix("# ").unwrap_or_default()));
        } else {
            example = line.contains(HINT).then_some(own.len());
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// Takes the `# ` from every option of several.
fn with_options(text: &str) -> String {
    let lines = text.lines().map(|line| line.replacen("# - ", "- ", 1) + "\n");
    lines.collect()
}

fn codes(read: &Read) -> Vec<&'static str> {
    let codes = read.findings.iter().map(|finding| finding.code);
    codes.filter(|code| *code != "F101").collect()
}

/// The items whose keys are not in the text.
fn unwritten(place: Cursor<'_>, missing: &mut Vec<String>) {
    for child in place.children() {
        if child.answer().unwrap().key.is_none() && child.slot().is_none() {
            missing.push(child.item().unwrap().path.clone());
        }
        unwritten(child, missing);
    }
}

#[test]
fn only_answers_are_missing_from_a_skeleton() {
    for form in forms() {
        let read = read(&skeleton(form));
        let mut findings = read.findings.clone();
        let assessment = read.assessment.unwrap();
        assert_eq!(assessment.form().schema_file(), form.schema_file());
        findings.extend(check(&assessment, date(2026, 11, 23)));
        let other: Vec<_> = findings.iter().filter(|finding| finding.code != "F101").collect();
        assert!(other.is_empty(), "{other:#?}");
        assert!(!findings.is_empty());
    }
}

#[test]
fn every_item_of_the_form_stands_in_its_skeleton() {
    for form in forms() {
        let text = with_entries(&skeleton(form));
        let assessment = read(&text).assessment.unwrap();
        let mut missing = Vec::new();
        unwritten(assessment.top(), &mut missing);
        assert_eq!(missing, [""; 0], "{text}");
    }
}

#[test]
fn examples_are_right_once_they_are_uncovered() {
    for form in forms() {
        let entries = with_entries(&skeleton(form));
        let options = with_options(&entries);
        for text in [&entries, &options] {
            assert_eq!(codes(&read(text)), [""; 0], "{text}");
        }
        let assessment = read(&options).assessment.unwrap();
        for item in form.items().filter(|item| item.kind == hyoka::form::Kind::Choices) {
            for answer in assessment.each(&item.path) {
                assert_eq!(answer.ticks().len(), item.options.len(), "{}", item.path);
            }
        }
    }
}

#[test]
fn a_skeleton_keeps_to_the_schema() {
    for form in forms() {
        let text = skeleton(form);
        for text in [&text, &with_entries(&text)] {
            let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
            if let Err(error) = jsonschema::validate(&form.json_schema(), &value) {
                panic!("{}: {error}", error.instance_path());
            }
        }
    }
}

#[test]
fn an_item_stands_below_its_guidance_law_and_options() {
    let form = builtin().newest("juten").unwrap();
    let item = "
    # ③対象人数［必須・一つ選ぶ］
    #   この事務で保有するすべての特定個人情報ファイルに記録される本人の総数です。ファイルごとの数ではありません。
    #   根拠: 指針第5の2
    #     ・1,000人未満
    #     ・1,000人以上1万人未満
    #     ・1万人以上10万人未満
    #     ・10万人以上30万人未満
    対象人数:
";
    let text = skeleton(form);
    assert!(text.contains(item), "{text}");
}

fn new(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .arg("new")
        .args(arguments)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn new_prints_the_skeleton_of_a_form() {
    let form = builtin().newest("juten").unwrap();
    assert_eq!(new(&["juten"]), (Some(0), skeleton(form), String::new()));
    assert_eq!(new(&["重点項目評価書"]).1, skeleton(form));
    let (code, out, err) = new(&["none"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("juten（重点項目評価書）"), "{err}");
}

#[test]
fn new_gives_the_newest_edition_or_the_one_that_is_asked_for() {
    let edition = |name: &str| builtin().edition("基礎項目評価書", name).unwrap();
    assert_eq!(new(&["kiso"]).1, skeleton(edition("令和6年10月")));
    // Read as an assessment's own 様式の版 is: full-width digits too.
    assert_eq!(
        new(&["kiso", "--edition", "平成３１年１月"]).1,
        skeleton(edition("平成31年1月"))
    );
    // To copy an old document, one of its edition.
    assert_eq!(
        new(&["kiso", "--edition", "平成26年4月"]).1,
        skeleton(edition("平成26年4月"))
    );
    let (code, out, err) = new(&["kiso", "--edition", "平成20年4月"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(
        err.contains("基礎項目評価書に「平成20年4月」の版はありません（あるもの: 令和6年10月、平成31年1月、"),
        "{err}"
    );
}

#[test]
fn a_form_may_be_called_as_people_call_it() {
    for (form, names) in [
        ("kiso", &["様式2", "様式２", "基礎", "基礎項目評価"][..]),
        ("juten", &["様式3", "重点"]),
        ("zenkomoku", &["様式4", "全項目"]),
    ] {
        let whole = new(&[form]).1;
        for name in names {
            assert_eq!(new(&[name]), (Some(0), whole.clone(), String::new()), "{name}");
        }
    }
    // What is none is told with all that there are.
    for name in ["様式9", "軽い項目"] {
        let (code, out, err) = new(&[name]);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{name}");
        for form in [
            "kiso（基礎項目評価書）",
            "juten（重点項目評価書）",
            "zenkomoku（全項目評価書）",
        ] {
            assert!(err.contains(form), "{name}: {err}");
        }
    }
}

#[test]
fn new_never_replaces_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("040/juten.yaml");
    let name = path.to_str().unwrap();
    assert_eq!(new(&["juten", "-o", name]).0, Some(0));
    std::fs::write(&path, "書きかけ").unwrap();
    let (code, _, err) = new(&["juten", "-o", name]);
    assert_eq!(code, Some(3));
    assert!(err.contains("同じ名前のものが既にあります"), "{err}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "書きかけ");
}
