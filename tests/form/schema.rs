//! The JSON Schemas: that the committed ones are current, and that they and the program agree on what is wrong.

use std::path::{Path, PathBuf};

use hyoka::answers;
use hyoka::finding::Severity;
use hyoka::form::builtin;
use hyoka::schemas::{all, find};
use serde_json::Value;

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder whose names end so.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What a schema says against a YAML text; empty where it agrees.
fn complaints(schema: &Value, yaml: &str) -> Vec<String> {
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors = validator.iter_errors(&value);
    errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

/// The codes of what reading finds, but for what is only missing.
fn faults(yaml: &str) -> Vec<&'static str> {
    let read = answers::read(builtin(), "fixture.yaml", yaml.as_bytes());
    let errors = read
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    errors
        .map(|finding| finding.code)
        .filter(|code| *code != "F101")
        .collect()
}

fn juten() -> Value {
    find("juten").unwrap().schema
}

#[test]
fn committed_schemas_are_current() {
    let command = "cargo xtask schemas";
    let folder = project().join("schemas");
    for schema in all() {
        let committed = std::fs::read_to_string(folder.join(&schema.file)).unwrap_or_default();
        assert!(
            committed == schema.text(),
            "schemas/{} is stale; make it with: {command}",
            schema.file
        );
    }
    let made: Vec<PathBuf> = all().iter().map(|schema| folder.join(&schema.file)).collect();
    for path in files(&folder, ".schema.json") {
        assert!(made.contains(&path), "{} is made from nothing any more", path.display());
    }
}

#[test]
fn earlier_editions_keep_to_the_schema_of_their_language_and_have_one_for_who_asks() {
    let schema = find("earlier-form").unwrap().schema;
    let definitions = files(&project().join("schemas/earlier"), ".yaml");
    let earlier: Vec<_> = builtin().iter().filter(|form| form.earlier).collect();
    assert_eq!(definitions.len(), earlier.len());
    for path in definitions {
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(complaints(&schema, &text), [""; 0], "{}", path.display());
    }
    for form in earlier {
        let file = form.schema_file();
        let own = find(file.strip_suffix(".schema.json").unwrap()).unwrap();
        assert!(own.file == file && jsonschema::meta::is_valid(&own.schema), "{file}");
    }
}

#[test]
fn every_schema_is_a_schema() {
    for schema in all() {
        assert!(jsonschema::meta::is_valid(&schema.schema), "{}", schema.file);
    }
}

#[test]
fn a_schema_is_found_by_its_name_and_a_form_by_its_newest_revision() {
    for schema in all() {
        assert_eq!(find(schema.name()).as_ref(), Some(&schema));
    }
    assert_eq!(find("重点項目評価書"), find("juten"));
    assert_eq!(find("none"), None);
}

#[test]
fn definitions_of_forms_keep_to_their_schema() {
    let schema = find("form-definition").unwrap().schema;
    let definitions = files(&project().join("schemas/forms"), ".yaml");
    assert!(!definitions.is_empty());
    for path in definitions {
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(complaints(&schema, &text), [""; 0], "{}", path.display());
    }
}

#[test]
fn sample_assessments_keep_to_the_schema_of_their_form() {
    let mut checked = 0;
    for form in builtin().iter() {
        let schema = form.json_schema();
        for path in files(&project().join("assessments"), ".yaml") {
            let text = std::fs::read_to_string(&path).unwrap();
            let read = answers::read(builtin(), "sample.yaml", text.as_bytes());
            if read
                .assessment
                .is_some_and(|assessment| assessment.form().schema_file() == form.schema_file())
            {
                assert_eq!(complaints(&schema, &text), [""; 0], "{}", path.display());
                checked += 1;
            }
        }
    }
    assert!(checked > 0 || !project().join("assessments").exists());
}

#[test]
fn what_is_right_is_right_to_both() {
    let right = [
        "様式: 重点項目評価書\n",
        "様式: 重点項目評価書\n評価書番号: 30\n評価書名: true\n公表日:\n基本情報:\nリスク対策:\n",
        "様式: 重点項目評価書\n特定個人情報ファイル:\n  - 番号: 1\n    基本情報:\n      保有開始日: 令和8年3月予定\n",
        "様式: 重点項目評価書\n特定個人情報ファイル:\n  - 番号: 1\n    入手・使用:\n      入手方法:\n        - 紙\n        - その他:\n        - 専用線\n",
        "様式: 重点項目評価書\n基本情報:\n  システム:\n    - 番号: 20\n      他のシステムとの接続:\n        - その他: 2\n",
        "様式: 重点項目評価書\n基本情報:\n  特定個人情報ファイル名: 甲ファイル\n",
        "様式: 重点項目評価書\nリスク対策:\n  - 委託:\n      委託しない: true\n",
    ];
    for text in right {
        assert_eq!(complaints(&juten(), text), [""; 0], "{text}");
        assert_eq!(faults(text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_wrong_is_wrong_to_both() {
    let wrong = [
        ("F102", "評価書の名前: 図書\n"),
        ("F102", "基本情報:\n  事務:\n    部署: 総務課\n"),
        ("F102", "特定個人情報ファイル:\n  - 番号: 1\n    概要: なし\n"),
        ("F103", "基本情報: なし\n"),
        ("F103", "評価書名:\n  - 図書\n"),
        ("F103", "評価書名:\n  名: 図書\n"),
        ("F103", "特定個人情報ファイル:\n  番号: 1\n"),
        ("F103", "基本情報:\n  システム: 図書システム\n"),
        (
            "F103",
            "特定個人情報ファイル:\n  - 番号: 1\n    入手・使用:\n      入手方法: 紙\n",
        ),
        (
            "F103",
            "特定個人情報ファイル:\n  - 番号: 1\n    入手・使用:\n      入手方法:\n        - 紙: 申請書\n",
        ),
        ("F103", "リスク対策:\n  - 委託:\n      委託しない: はい\n"),
        ("F104", "特定個人情報ファイル:\n  - 特定個人情報ファイル名: 甲\n"),
        (
            "F104",
            "基本情報:\n  システム:\n    - 番号: 0\n      システムの名称: 甲\n",
        ),
        (
            "F104",
            "基本情報:\n  システム:\n    - 番号: 21\n      システムの名称: 甲\n",
        ),
        (
            "F104",
            "基本情報:\n  システム:\n    - 番号: 一\n      システムの名称: 甲\n",
        ),
        (
            "F107",
            "リスク対策:\n  - 監査:\n      実施の有無: [自己点検, 自己点検]\n",
        ),
        ("F108", "基本情報:\n  事務:\n    対象人数: 1000人くらい\n"),
        ("F108", "リスク対策:\n  - 監査:\n      実施の有無: [相互点検]\n"),
        ("D101", "公表日: いつか\n"),
        ("D101", "評価実施手続:\n  基礎項目評価:\n    実施日: 令和8年3月予定\n"),
    ];
    for (code, body) in wrong {
        let text = format!("様式: 重点項目評価書\n{body}");
        assert!(faults(&text).contains(&code), "{code} {:?}\n{text}", faults(&text));
        assert_ne!(complaints(&juten(), &text), [""; 0], "{text}");
    }
}

#[test]
fn figures_are_right_and_wrong_to_both() {
    let schema = find("zenkomoku").unwrap().schema;
    let text = |figures: &str| format!("様式: 全項目評価書\n事務の内容:\n  事務の流れ: {figures}\n");
    let one = "{図: 図/流れ.SVG, 代替テキスト: 流れ}";
    for right in [
        "",
        one,
        &format!("[{one}, {{図: a.png, 代替テキスト: 1}}]"),
        "[{図: , 代替テキスト: }]",
        "[]",
    ] {
        let text = text(right);
        assert_eq!(complaints(&schema, &text), [""; 0], "{text}");
        assert_eq!(faults(&text), [""; 0], "{text}");
    }
    for (code, wrong) in [
        ("F103", "流れ.svg"),
        ("F103", "[流れ.svg]"),
        ("F103", "{図: [a.svg], 代替テキスト: 流れ}"),
        ("F102", "{図: a.svg, 代替テキスト: 流れ, 題: 流れ}"),
    ] {
        let text = text(wrong);
        assert!(faults(&text).contains(&code), "{text} {:?}", faults(&text));
        assert_ne!(complaints(&schema, &text), [""; 0], "{text}");
    }
    // Beyond the schema: words without a figure.
    assert_eq!(faults(&text("{代替テキスト: 流れ}")), ["F103"]);
}

#[test]
fn too_many_entries_are_wrong_to_both() {
    let entries: Vec<String> = (1..=21)
        .map(|number| format!("    - 番号: {number}\n      システムの名称: 甲{number}\n"))
        .collect();
    let entries = entries.concat();
    let text = format!("様式: 重点項目評価書\n基本情報:\n  システム:\n{entries}");
    assert!(faults(&text).contains(&"F105"));
    assert_ne!(complaints(&juten(), &text), [""; 0]);
}

#[test]
fn a_file_of_another_form_is_wrong_to_both() {
    for text in ["様式: 重点評価\n", "評価書番号: 1\n"] {
        assert_eq!(faults(text), ["F106"]);
        assert_ne!(complaints(&juten(), text), [""; 0], "{text}");
    }
}

#[test]
fn an_item_is_titled_and_explained_as_on_the_form() {
    let schema = juten();
    let item = &schema["properties"]["基本情報"]["properties"]["事務"]["properties"]["対象人数"];
    assert_eq!(item["title"], "③対象人数");
    let description = item["description"].as_str().unwrap();
    assert!(
        description.contains("本人の総数") && description.contains("根拠: 指針第5の2"),
        "{description}"
    );
    let options = &item["anyOf"][0]["enum"];
    assert_eq!(options[3], "10万人以上30万人未満");
    assert!(options[4].is_null());
    let part = &schema["properties"]["特定個人情報ファイル"];
    assert_eq!(
        part["title"],
        "Ⅱ 特定個人情報ファイルの概要、（別添1）特定個人情報ファイル記録項目"
    );
}

#[test]
fn printed_reports_keep_to_their_schemas() {
    let old = std::fs::read(project().join("tests/change/fair/old.yaml")).unwrap();
    let new = std::fs::read(project().join("tests/change/fair/new.yaml")).unwrap();
    let read = |name, bytes: &[u8]| answers::read(builtin(), name, bytes);
    let (old, new) = (read("old.yaml", &old), read("new.yaml", &new));
    let checked = hyoka::check::print::Checked {
        source: &old.source,
        findings: &old.findings,
        others: &[],
    };
    assert!(!old.findings.is_empty());
    let report = serde_json::to_value(hyoka::check::print::json::report(&[checked])).unwrap();
    jsonschema::validate(&find("check").unwrap().schema, &report).unwrap();

    let (old, new) = (old.assessment.unwrap(), new.assessment.unwrap());
    let comparison = hyoka::change::compare(&old, &new).unwrap();
    let compared = hyoka::change::print::Compared {
        old: &old,
        new: &new,
        comparison: &comparison,
        procedure: None,
    };
    let report = serde_json::to_value(hyoka::change::print::json::report(&compared)).unwrap();
    jsonschema::validate(&find("diff").unwrap().schema, &report).unwrap();
}
