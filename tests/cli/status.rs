//! `hyoka status`: what is due when, the same in every format, and the codes it ends with.

use std::path::Path;

use hyoka::seal::{Digest, Manifest};
use icalendar::{Calendar, CalendarComponent, Component as _, DatePerhapsTime};
use jiff::civil::date;
use serde_json::Value;

use super::{assert_japanese, hyoka};

/// The files of a body: an assessment with its 基礎 and sealed copies, one that ended, one that is overdue.
fn body() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let juten = |published: &str, occasion: &str| {
        format!(
            "様式: 重点項目評価書\n評価書番号: 12\n評価書名: '介護, \"保険\"; 重点'\n評価実施機関名: 見本市長\n公表日: {published}\n基本情報: {{事務: {{対象人数: 1万人以上10万人未満}}}}\n管理: {{実施種別: {occasion}}}\n"
        )
    };
    let kiso = |number: u32, rest: &str| {
        format!("様式: 基礎項目評価書\n評価書番号: {number}\n評価書名: 事務{number}\n評価実施機関名: 見本市長\n{rest}")
    };
    for (path, text) in [
        ("012/juten.yaml", juten("2026-06-30", "修正")),
        ("012/published/juten.2025-06-30.yaml", juten("2025-06-30", "再実施")),
        ("012/published/juten.2024-06-28.yaml", juten("2024-06-28", "修正")),
        (
            "012/published/juten.other.yaml",
            juten("2026-06-30", "再実施").replace(": 12", ": 13"),
        ),
        (
            "012/kiso.yaml",
            kiso(
                12,
                "公表日: 2026-06-30\nしきい値判断項目: {対象人数: {対象人数: 30万人以上}}\n",
            ),
        ),
        (
            "021/kiso.yaml",
            kiso(
                21,
                "公表日: 2020-04-10\n管理: {実施種別: 修正, 事務の終了日: 2020-03-31}\n",
            ),
        ),
        ("003/kiso.yaml", kiso(3, "公表日: 2025-03-31\n管理: {実施種別: 新規}\n")),
        ("004/kiso.yaml", "様式：基礎項目評価書\n".to_owned()),
    ] {
        let path = folder.path().join("assessments").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let published = folder.path().join("assessments/012/published");
    let mut seal = Manifest::default();
    for name in ["juten.2024-06-28.yaml", "juten.2025-06-30.yaml", "juten.other.yaml"] {
        seal.add(
            name.to_owned(),
            Digest::of(&std::fs::read(published.join(name)).unwrap()),
        );
    }
    std::fs::write(published.join("SHA256SUMS"), seal.text()).unwrap();
    folder
}

fn status(folder: &Path, rest: &[&str]) -> super::Ran {
    hyoka(&[&["status", "--today=2026-11-23", folder.to_str().unwrap()], rest].concat())
}

fn json(folder: &Path, rest: &[&str]) -> Value {
    let ran = status(folder, &[&["--format", "json"], rest].concat());
    assert_eq!(ran.err, "");
    serde_json::from_str(&ran.out).unwrap()
}

/// The row of a file, by the end of its name.
fn row<'a>(report: &'a Value, file: &str) -> &'a Value {
    let rows = report["assessments"].as_array().unwrap();
    rows.iter()
        .find(|row| Path::new(row["file"].as_str().unwrap()).ends_with(file))
        .unwrap()
}

/// The day and the days left of one thing that is due.
fn due(row: &Value, kind: &str) -> Option<(Option<String>, Option<i64>)> {
    let due = row["due"].as_array().unwrap().iter().find(|due| due["kind"] == kind)?;
    Some((due["day"].as_str().map(str::to_owned), due["days_left"].as_i64()))
}

fn on(day: &str, left: i64) -> (Option<String>, Option<i64>) {
    (Some(day.to_owned()), Some(left))
}

#[test]
fn what_is_due_rests_on_all_versions() {
    let folder = body();
    let report = json(folder.path(), &[]);
    let juten = row(&report, "012/juten.yaml");
    assert_eq!(due(juten, "review"), Some(on("2027-06-30", 219)));
    // The version of 2025 was the last evaluation; the copy of another number is none of its versions.
    assert_eq!(due(juten, "reevaluation"), Some(on("2030-06-30", 1315)));
    assert_eq!(juten["copies"], 2);
    let kiso = row(&report, "012/kiso.yaml");
    // It does not say whether it was an evaluation: counted as one, and said so.
    assert_eq!(due(kiso, "reevaluation"), Some(on("2031-06-30", 1680)));
    let ended = row(&report, "021/kiso.yaml");
    assert_eq!(due(ended, "publication"), Some(on("2023-03-31", -1333)));
    assert_eq!((due(ended, "review"), due(ended, "reevaluation")), (None, None));
    let late = row(&report, "003/kiso.yaml");
    assert_eq!(due(late, "review"), Some(on("2026-03-31", -237)));
    assert_eq!(late["due"][0]["overdue"], true);
}

#[test]
fn the_nearest_day_comes_first_and_what_asks_for_nothing_last() {
    let folder = body();
    let report = json(folder.path(), &[]);
    let files: Vec<&str> = report["assessments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["file"].as_str().unwrap().rsplit("assessments/").next().unwrap())
        .collect();
    assert_eq!(
        files,
        [
            "003/kiso.yaml",
            "012/juten.yaml",
            "012/kiso.yaml",
            "004/kiso.yaml",
            "021/kiso.yaml"
        ]
    );
    assert_eq!(report["summary"], serde_json::json!({"assessments": 5, "overdue": 1}));
}

#[test]
fn what_is_mandatory_is_read_from_the_basic_form_where_there_is_one() {
    let folder = body();
    let report = json(folder.path(), &[]);
    let juten = &row(&report, "012/juten.yaml")["mandatory"];
    assert_eq!(
        juten,
        &serde_json::json!({"least": "zenkomoku", "most": "zenkomoku", "facts": "kiso"})
    );
    std::fs::remove_file(folder.path().join("assessments/012/kiso.yaml")).unwrap();
    let report = json(folder.path(), &[]);
    let juten = &row(&report, "012/juten.yaml")["mandatory"];
    assert_eq!(
        juten,
        &serde_json::json!({"least": "kiso", "most": "juten", "facts": "own"})
    );
}

#[test]
fn findings_are_those_of_check() {
    let folder = body();
    let report = json(folder.path(), &[]);
    for file in ["012/juten.yaml", "003/kiso.yaml", "004/kiso.yaml"] {
        let path = folder.path().join("assessments").join(file);
        let ran = hyoka(&[
            "check",
            "--today=2026-11-23",
            "--format",
            "json",
            path.to_str().unwrap(),
        ]);
        let checked: Value = serde_json::from_str(&ran.out).unwrap();
        for severity in ["errors", "warnings", "infos"] {
            let count = &row(&report, file)["findings"][severity];
            assert_eq!(count, &checked["summary"][severity], "{file} {severity}");
        }
    }
    // What is no assessment has its place in the list, with nothing told.
    assert_eq!(row(&report, "004/kiso.yaml")["form"], Value::Null);
}

#[test]
fn json_keeps_to_its_schema() {
    let folder = body();
    let schema = hyoka::schemas::find("status").unwrap().schema;
    for rest in [&[][..], &["--within", "300"]] {
        jsonschema::validate(&schema, &json(folder.path(), rest)).unwrap();
    }
}

#[test]
fn within_leaves_only_what_is_near_or_late() {
    let folder = body();
    let report = json(folder.path(), &["--within", "２１９日"]);
    assert_eq!(report["summary"]["assessments"], 3);
    for row in report["assessments"].as_array().unwrap() {
        let kinds: Vec<&str> = row["due"]
            .as_array()
            .unwrap()
            .iter()
            .map(|due| due["kind"].as_str().unwrap())
            .collect();
        assert_eq!(kinds, ["review"], "{row}");
    }
    let report = json(folder.path(), &["--within", "218"]);
    assert_eq!(report["summary"]["assessments"], 1);
    let none = hyoka(&["status", "--today=2026-11-23", "--within=5", "assessments/003"]);
    assert_eq!(none.out, "この間に期限の来る評価書はありません\n");
}

#[test]
fn lateness_fails_only_when_asked_to() {
    let folder = body();
    assert_eq!(status(folder.path(), &[]).code, 0);
    assert_eq!(status(folder.path(), &["--strict"]).code, 1);
    std::fs::remove_file(folder.path().join("assessments/003/kiso.yaml")).unwrap();
    assert_eq!(status(folder.path(), &["--strict"]).code, 0);
    let ran = status(folder.path(), &["--strict", "ない.yaml"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("ない.yaml を読めません") && ran.out.contains("介護"),
        "{}",
        ran.err
    );
}

#[test]
fn the_table_fits_and_says_the_law() {
    let folder = body();
    let ran = status(folder.path(), &[]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for words in [
        "見直し 令和8年3月31日",
        "237日過ぎています",
        "あと219日",
        "期間は終わりました",
        "第15条",
        "第16条",
        "5件の評価書のうち、1件が期限を過ぎています",
    ] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    let width = |line: &str| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let table = ran.out.lines().filter(|line| line.starts_with(['|', '+']));
    assert!(
        table.clone().count() > 10 && table.clone().all(|line| width(line) <= 100),
        "{}",
        ran.out
    );
}

#[test]
fn csv_begins_as_excel_wants_and_quotes_what_needs_it() {
    let folder = body();
    let out = status(folder.path(), &["--format", "csv"]).out;
    let text = out.strip_prefix('\u{feff}').unwrap();
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.contains(r#","介護, ""保険""; 重点","#), "{text}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let at = |name: &str| header.iter().position(|cell| cell == name).unwrap();
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // A line for each thing that is due, and one for the file that tells nothing.
    assert_eq!(lines.len(), 8);
    let line = lines
        .iter()
        .find(|line| line[at("様式")] == *"重点項目評価書" && line[at("期限の種類")] == *"再実施")
        .unwrap();
    assert_eq!(&line[at("評価書名")], "介護, \"保険\"; 重点");
    assert_eq!((&line[at("期限")], &line[at("残り日数")]), ("2030-06-30", "1315"));
    assert_eq!(&line[at("義務付けられる評価")], "基礎＋全項目");
}

#[test]
fn csv_says_which_published_version_has_no_seal() {
    let sealed_on = |day: &str| {
        let folder = super::folder();
        let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/012");
        let text = std::fs::read_to_string(sample.join("juten.yaml")).unwrap();
        let published = folder.path().join("published");
        std::fs::create_dir(&published).unwrap();
        let old = text.replace("公表日: 2026-06-30", &format!("公表日: {day}"));
        std::fs::write(published.join(format!("juten.{day}.yaml")), old).unwrap();
        std::fs::write(folder.path().join("juten.yaml"), text).unwrap();
        let out = status(folder.path(), &["--format", "csv"]).out;
        let mut reader = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
        let at = reader
            .headers()
            .unwrap()
            .iter()
            .position(|cell| cell == "封がない")
            .unwrap();
        let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert!(!lines.is_empty());
        lines
            .iter()
            .map(|line| line[at].to_owned())
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(sealed_on("2025-06-30"), ["はい".to_owned()].into());
    assert_eq!(sealed_on("2026-06-30"), ["いいえ".to_owned()].into());
}

/// Start and name of each event.
fn events(text: &str) -> Vec<(jiff::civil::Date, String, String)> {
    let unfolded = icalendar::parser::unfold(text);
    let calendar = Calendar::from(icalendar::parser::read_calendar(&unfolded).unwrap());
    let mut events = Vec::new();
    for component in &calendar.components {
        let CalendarComponent::Event(event) = component else {
            panic!("{component:?}")
        };
        let Some(DatePerhapsTime::Date(day)) = event.get_start() else {
            panic!("{event:?}")
        };
        let day: jiff::civil::Date = day.to_string().parse().unwrap();
        let Some(DatePerhapsTime::Date(end)) = event.get_end() else {
            panic!("{event:?}")
        };
        assert_eq!(day.tomorrow().unwrap().to_string(), end.to_string());
        events.push((
            day,
            event.get_uid().unwrap().to_owned(),
            event.get_summary().unwrap().to_owned(),
        ));
    }
    events
}

#[test]
fn the_calendar_is_one_to_another_program() {
    let folder = body();
    let out = status(folder.path(), &["--format", "ics"]).out;
    assert_eq!(out.matches('\n').count(), out.matches("\r\n").count());
    assert!(out.lines().all(|line| line.trim_end_matches('\r').len() <= 75), "{out}");
    assert!(out.contains("DTSTAMP:20261123T000000Z\r\n") && out.contains("TRIGGER:-P30D\r\n"));
    let events = events(&out);
    // Not the publication that may end.
    assert_eq!(events.len(), 6);
    let (day, _, summary) = events
        .iter()
        .find(|(_, name, _)| name.starts_with("reevaluation-juten-12-"))
        .unwrap();
    assert_eq!(*day, date(2030, 6, 30));
    assert_eq!(summary, "再実施の期限: 介護, \"保険\"; 重点");
}

#[test]
fn an_event_keeps_its_name_when_its_day_moves() {
    let folder = body();
    let names = || -> Vec<String> {
        let found = events(&status(folder.path(), &["--format", "ics"]).out);
        let mut names: Vec<String> = found.into_iter().map(|(_, name, _)| name).collect();
        names.sort();
        names
    };
    let before = names();
    assert!(before.windows(2).all(|pair| pair[0] != pair[1]), "{before:?}");
    let path = folder.path().join("assessments/003/kiso.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("2025-03-31", "2026-10-01")).unwrap();
    assert_eq!(names(), before);
    // One number used twice is wrong, but no event may vanish behind another.
    let twin = folder.path().join("assessments/005/kiso.yaml");
    std::fs::create_dir_all(twin.parent().unwrap()).unwrap();
    std::fs::copy(path, twin).unwrap();
    let after = names();
    assert_eq!(after.len(), before.len() + 2);
    assert!(after.windows(2).all(|pair| pair[0] != pair[1]), "{after:?}");
}

#[test]
fn events_have_names_of_plain_letters_alike_in_every_width() {
    let names = |number: &str, body: &str| -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let text = format!(
            "様式: 重点項目評価書\n評価書番号: {number}\n評価実施機関名: {body}\n公表日: 2026-06-30\n管理: {{実施種別: 新規}}\n"
        );
        std::fs::write(folder.path().join("juten.yaml"), text).unwrap();
        let found = events(&status(folder.path(), &["--format", "ics"]).out);
        found.into_iter().map(|(_, name, _)| name).collect()
    };
    let wide = names("２２", "Ａ市長");
    assert!(!wide.is_empty() && wide.iter().all(|name| name.is_ascii()), "{wide:?}");
    assert!(wide.iter().all(|name| name.contains("-juten-22-")), "{wide:?}");
    assert_eq!(wide, names("22", "A市長"));
    assert_ne!(wide, names("23", "A市長"));
    assert_ne!(wide, names("22", "B市長"));
    let words = names("第１の２号", "A市長");
    assert!(
        !words.is_empty() && words.iter().all(|name| name.is_ascii()),
        "{words:?}"
    );
}

#[test]
fn an_older_version_beside_a_newer_one_is_part_of_its_row() {
    let folder = tempfile::tempdir().unwrap();
    for (name, published, occasion) in [("a", "2024-06-28", "新規"), ("b", "2026-06-30", "修正")] {
        let text =
            format!("様式: 重点項目評価書\n評価書番号: 7\n公表日: {published}\n管理: {{実施種別: {occasion}}}\n");
        std::fs::write(folder.path().join(format!("{name}.yaml")), text).unwrap();
    }
    let report = json(folder.path(), &[]);
    assert_eq!(report["summary"]["assessments"], 1);
    assert_eq!(due(row(&report, "b.yaml"), "reevaluation"), Some(on("2029-06-28", 948)));

    // Nor is anybody told to review what another version has replaced.
    let path = folder.path().to_str().unwrap();
    let together = hyoka(&["check", "--today=2026-11-23", path]).out;
    assert!(!together.contains("D145"), "{together}");
    let alone = hyoka(&["check", "--today=2026-11-23", &format!("{path}/a.yaml")]).out;
    assert!(alone.contains("D145"), "{alone}");
    let sealed = folder.path().join("published");
    std::fs::create_dir(&sealed).unwrap();
    std::fs::copy(folder.path().join("a.yaml"), sealed.join("a.yaml")).unwrap();
    let copy = hyoka(&["check", "--today=2026-11-23", sealed.join("a.yaml").to_str().unwrap()]).out;
    assert!(copy.contains("F101") && !copy.contains("D145"), "{copy}");
}

#[test]
fn wrong_usage_is_told_in_japanese() {
    for arguments in [
        &["status", "--within", "すぐ"][..],
        &["status", "--format", "xml"],
        &["status", "templates"],
    ] {
        let ran = hyoka(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert_japanese(&ran.err);
    }
}
