//! Which files are read, which are named for their names, and which are told as copies: nothing is passed over in silence.

use std::path::Path;

use super::{Ran, file, folder, hyoka};
use crate::files::project;

const TODAY: &str = "--today=2026-11-23";

fn example() -> String {
    std::fs::read_to_string(project("docs/examples/juten.yaml")).unwrap()
}

fn faulty() -> String {
    let text = example();
    let faulty = text.replacen("公表日: 2026-10-01", "公表日: 2026-13-45", 1);
    assert_ne!(text, faulty);
    faulty
}

/// `name` with a text in `assessments/021` of a body.
fn put(root: &tempfile::TempDir, name: &str, text: &str) {
    let path = root.path().join("assessments").join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn run(root: &tempfile::TempDir, verb: &[&str]) -> Ran {
    let body = root.path().join("assessments");
    hyoka(&[verb, &[body.to_str().unwrap()]].concat())
}

#[test]
fn no_faulty_file_is_passed_over_for_the_spelling_of_its_name() {
    let out = folder();
    let out = out.path().to_str().unwrap();
    for name in ["JUTEN.YAML", "juten.Yml", "juten.yml"] {
        let root = folder();
        put(&root, &format!("021/{name}"), &faulty());
        let ran = run(&root, &["check", TODAY]);
        assert!(ran.code == 1 && ran.out.contains("D101"), "{name}: {ran:?}");
    }
    for name in [
        "juten.yaml.txt",
        "juten.ｙａｍｌ",
        "juten",
        "juten.yaml ",
        "juten．yaml",
        "juten.yaml.bak",
        "juten.yaml.orig",
        "juten.txt",
    ] {
        let root = folder();
        put(&root, "030/juten.yaml", &example());
        put(&root, &format!("021/{name}"), &faulty());
        for verb in [
            &["check", TODAY][..],
            &["check", TODAY, "--format=json"],
            &["status", TODAY],
            &["register", "-o", out],
        ] {
            let ran = run(&root, verb);
            assert_eq!(ran.code, 3, "{name} {verb:?}: {ran:?}");
            assert!(
                ran.err.contains(&format!("021/{name} は、この名前では")) && ran.err.contains("juten.yaml に改める"),
                "{name}: {ran:?}"
            );
        }
        // It is not said either that there is none.
        let alone = folder();
        put(&alone, &format!("021/{name}"), &faulty());
        let ran = run(&alone, &["check", TODAY]);
        assert!(ran.code == 3 && !ran.err.contains("評価書がありません"), "{ran:?}");
    }
}

#[test]
fn a_form_that_lies_there_under_another_spelling_is_not_missed() {
    for name in ["JUTEN.YAML", "juten.yml", "Juten.Yaml"] {
        let root = folder();
        for (from, to) in [("kiso.yaml", "kiso.yaml"), ("juten.yaml", name)] {
            let text = std::fs::read_to_string(project("assessments/012").join(from)).unwrap();
            put(&root, &format!("012/{to}"), &text);
        }
        let kiso = root.path().join("assessments/012/kiso.yaml");
        for ran in [
            run(&root, &["check", TODAY]),
            hyoka(&["check", TODAY, kiso.to_str().unwrap()]),
        ] {
            assert!(
                !ran.out.contains("T104") && !ran.out.contains("T106"),
                "{name}: {}",
                ran.out
            );
        }
    }
    let root = folder();
    let text = |name: &str| std::fs::read_to_string(project("assessments/012").join(name)).unwrap();
    put(&root, "012/kiso.yaml", &text("kiso.yaml"));
    put(&root, "012/juten.yaml.txt", &text("juten.yaml"));
    let ran = run(&root, &["check", TODAY]);
    assert!(
        ran.code == 3 && !ran.out.contains("T104") && !ran.out.contains("T106"),
        "{}",
        ran.out
    );
}

#[test]
fn settings_are_read_under_any_spelling_or_named() {
    let setting = "規則:\n  S104:\n    扱い: まちがい\n";
    for (name, code) in [
        ("hyoka.yaml", 1),
        ("hyoka.yml", 1),
        ("HYOKA.YAML", 1),
        ("hyoka.yaml.txt", 3),
        ("hyoka．yaml", 3),
        ("hyoka.yaml ", 3),
    ] {
        let root = folder();
        put(&root, "021/juten.yaml", &example());
        file(&root, name, setting);
        for path in ["assessments", "assessments/021/juten.yaml"] {
            let path = root.path().join(path);
            let ran = hyoka(&["check", TODAY, path.to_str().unwrap()]);
            let told = format!("{}{}", ran.out, ran.err);
            assert!(
                ran.code == code && told.contains(if code == 1 { "S111" } else { "hyoka.yaml に改める" }),
                "{name}: {ran:?}"
            );
        }
    }
}

#[test]
fn copies_that_programs_and_people_leave_are_told_once_and_counted_nowhere() {
    let root = folder();
    put(&root, "021/juten.yaml", &example());
    let clean = run(&root, &["check", TODAY, "--format=concise"]);
    let status = run(&root, &["status", TODAY, "--format=csv"]);
    let listed = || {
        let out = folder();
        let ran = run(&root, &["register", "-o", out.path().to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        std::fs::read_to_string(out.path().join("register.html")).unwrap()
    };
    let list = listed();
    let copies = [
        "juten (1).yaml",
        "juten (見本 太郎's conflicted copy 2026-10-01).yaml",
        "juten - コピー.yaml",
        "juten-DESKTOP-7Q2MIHO.yaml",
        "juten.sync-conflict-20261001-090000-ABCDEFG.yaml",
        "juten_BACKUP_1234.yaml",
        "juten.yaml.orig",
        "juten.yaml.bak",
    ];
    for name in copies {
        // Faulty, as such a copy may well be.
        put(&root, &format!("021/{name}"), &faulty());
    }
    put(&root, "021/~$juten.yaml", "\u{1}x");
    put(&root, "021 - コピー/juten.yaml", &example());
    let ran = run(&root, &["check", TODAY, "--format=concise"]);
    assert_eq!((ran.code, &ran.out), (clean.code, &clean.out), "{}", ran.err);
    for name in copies.into_iter().chain(["~$juten.yaml", "021 - コピー"]) {
        assert_eq!(
            ran.err.matches(&format!("{name} は、")).count(),
            1,
            "{name}: {}",
            ran.err
        );
    }
    let counted = run(&root, &["status", TODAY, "--format=csv"]);
    assert_eq!(
        (counted.code, counted.out),
        (status.code, status.out),
        "{}",
        counted.err
    );
    assert!(listed() == list);
    // Whoever asks for one gets it.
    let asked = root.path().join("assessments/021/juten (1).yaml");
    assert_eq!(hyoka(&["check", TODAY, asked.to_str().unwrap()]).code, 1);
}

#[test]
fn another_assessment_is_no_copy_whatever_its_name() {
    let root = folder();
    put(&root, "021/juten.yaml", &example());
    put(
        &root,
        "021/juten (1).yaml",
        &faulty().replacen("評価書番号: 21", "評価書番号: 22", 1),
    );
    let ran = run(&root, &["check", TODAY]);
    assert!(
        ran.code == 1 && ran.out.contains("D101") && !ran.err.contains("写し"),
        "{ran:?}"
    );
}

/// A name as a Mac writes it, and as Windows does.
const APART: &str = "図テ\u{3099}ータ";
const COMPOSED: &str = "図データ";

#[test]
fn a_name_typed_on_windows_finds_what_a_mac_wrote_and_the_other_way_round() {
    for (typed, lying) in [(APART, COMPOSED), (COMPOSED, APART), (APART, APART)] {
        let root = folder();
        let text = std::fs::read_to_string(project("assessments/001/zenkomoku.yaml")).unwrap();
        let typed_file = format!("{typed}.svg");
        let changed = text.replace("zenkomoku.zu1.svg", &typed_file);
        assert_ne!(changed, text);
        let inside = root.path().join(lying);
        std::fs::create_dir(&inside).unwrap();
        std::fs::copy(
            project("assessments/001/zenkomoku.zu1.svg"),
            inside.join(format!("{lying}.svg")),
        )
        .unwrap();
        std::fs::copy(
            project("assessments/001/zenkomoku.zu2.png"),
            inside.join("zenkomoku.zu2.png"),
        )
        .unwrap();
        std::fs::write(inside.join("zenkomoku.yaml"), &changed).unwrap();
        // The folder is named as it was typed.
        let path = root.path().join(typed).join("zenkomoku.yaml");
        let path = path.to_str().unwrap();
        let ran = hyoka(&["check", "--select=F114", "--today=2026-07-01", path]);
        assert!(ran.code == 0 && !ran.out.contains("F114"), "{typed} {lying}: {ran:?}");
        // A file is written where it lies, not beside it.
        let before = std::fs::read_dir(root.path()).unwrap().count();
        let out = root.path().join(typed).join("結果.json");
        assert_eq!(
            hyoka(&["explain", "--format=json", "-o", out.to_str().unwrap()]).code,
            0
        );
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), before);
        assert!(Path::new(&inside).join("結果.json").exists());
    }
}

#[test]
fn git_finds_a_file_whatever_its_name_was_composed_of() {
    use super::git::{done, git};
    if std::process::Command::new("git").arg("--version").output().is_err() {
        return;
    }
    let root = folder();
    let inside = root.path().join(APART);
    std::fs::create_dir(&inside).unwrap();
    let name = format!("{APART}.yaml");
    std::fs::write(inside.join(&name), example()).unwrap();
    done(root.path(), &["init", "-q"]);
    done(root.path(), &["-c", "core.precomposeunicode=false", "add", "-A"]);
    assert!(git(root.path(), &["commit", "-q", "-m", "一"]).status.success());
    let asked = root.path().join(COMPOSED).join(format!("{COMPOSED}.yaml"));
    let ran = hyoka(&["diff", "--git", "HEAD", asked.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{ran:?}");
}
