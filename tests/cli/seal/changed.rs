//! Nothing goes on with a sealed copy that was changed.

use super::{Body, FIRST, TODAY, assert_done, assert_refused};
use crate::cli::hyoka;

#[test]
fn no_verb_goes_on_with_a_copy_of_which_one_byte_changed() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let mut bytes = body.read(FIRST);
    *bytes.last_mut().unwrap() ^= 1;
    body.write(FIRST, bytes);
    let out = body.root.path().join("public");
    let out = out.to_str().unwrap();
    let mut runs = vec![
        (vec!["check", TODAY], FIRST, 1),
        (vec!["check", TODAY, "--ignore=S114"], FIRST, 2),
        (vec!["check", TODAY, "--ignore=S"], FIRST, 1),
        (vec!["check", TODAY, "--select=L"], FIRST, 1),
        (vec!["check", TODAY], "juten.yaml", 1),
        (vec!["check", TODAY, "--format=json"], "juten.yaml", 1),
        (vec!["check", TODAY, "--format=sarif"], "juten.yaml", 1),
        (vec!["check", TODAY, "--format=github"], "juten.yaml", 1),
        (vec!["check", TODAY, "--select=L"], "juten.yaml", 1),
        (vec!["check", TODAY], "", 1),
        (vec!["log"], "juten.yaml", 3),
        (vec!["record"], "juten.yaml", 3),
        (vec!["fix"], "juten.yaml", 1),
        (vec!["diff"], FIRST, 1),
        (vec!["diff"], "juten.yaml", 3),
        (vec!["diff", "tests/change/fair/old.yaml"], FIRST, 1),
        (vec!["fix"], FIRST, 1),
        (vec!["fix", "--write", "--all"], FIRST, 1),
        (vec!["register", "-o", out], "published", 3),
        (vec!["register", "-o", out], "", 3),
        (vec!["seal", TODAY], "juten.yaml", 3),
        (vec!["seal", "--adopt"], FIRST, 1),
        (vec!["status", TODAY], FIRST, 3),
        (vec!["status", TODAY], "juten.yaml", 3),
        (vec!["threshold"], FIRST, 1),
    ];
    if cfg!(feature = "pdf") {
        runs.push((vec!["publish", "-o", out], FIRST, 1));
    }
    let before = body.all();
    for (verb, name, code) in runs {
        let ran = body.run(&verb, name);
        assert_eq!(ran.code, code, "{verb:?} {name}: {ran:?}");
        let told = format!("{}{}", ran.out, ran.err);
        let words = match verb[0] {
            _ if code == 2 => "「--ignore」で",
            "register" if name == "published" => "評価書として読めません",
            _ => "封をした後に書き換えられています",
        };
        assert!(told.contains(words), "{verb:?} {name}: {told}");
        let in_json = verb.contains(&"--format=json").then_some("\"code\": \"S114\"");
        assert!(in_json.is_none_or(|words| ran.out.contains(words)), "{verb:?}: {told}");
        let of_file = name == "juten.yaml" && verb[0] != "fix" && code != 2;
        assert!(!of_file || told.contains("S114"), "{verb:?} {name}: {told}");
        assert!(!told.contains("問題は見つかりませんでした"), "{verb:?} {name}: {told}");
    }
    assert_eq!(body.all(), before);
}

#[test]
fn a_list_that_is_gone_or_lacks_a_copy_is_told_by_every_verb() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let list = body.read("published/SHA256SUMS");
    let out = body.root.path().join("public");
    let out = out.to_str().unwrap();
    let older = "published/juten.2025-06-30.yaml";
    let sample = crate::files::project("assessments/012").join(older);
    std::fs::copy(sample, body.path(older)).unwrap();
    // Another version is listed, this one is not; then there is no list at all.
    for code in [3, 0] {
        if code == 0 {
            std::fs::remove_file(body.path("published/SHA256SUMS")).unwrap();
        }
        let before = body.all();
        let mut runs = vec![
            (vec!["check", TODAY, "--select=S"], "juten.yaml", code.min(1)),
            (vec!["check", TODAY, "--select=S"], "", code.min(1)),
            (vec!["check", TODAY, "--select=S", "--strict"], "juten.yaml", 1),
            (vec!["status", TODAY], "juten.yaml", code),
            // It says of each version whether it is sealed.
            (vec!["log"], "juten.yaml", 0),
            (vec!["diff"], "juten.yaml", code),
            (vec!["record", "--dry-run"], "juten.yaml", code),
            (vec!["fix"], "juten.yaml", code.min(1)),
            (vec!["register", "-o", out], "", code),
            // A list without the older copies would hide that nothing holds them.
            (vec!["seal", TODAY], "juten.yaml", 3),
        ];
        if cfg!(feature = "pdf") && code == 3 {
            runs.push((vec!["publish", "-o", out], "juten.yaml", code));
        }
        for (verb, name, code) in runs {
            let ran = body.run(&verb, name);
            let told = format!("{}{}", ran.out, ran.err);
            assert!(ran.code == code || verb[0] == "fix", "{verb:?} {name}: {ran:?}");
            let words = if verb[0] == "log" { "封のない写し" } else { "S115" };
            assert!(told.contains(words), "{verb:?} {name}: {told}");
        }
        if code == 3 {
            assert_eq!(body.all(), before);
        }
    }
    body.write("published/SHA256SUMS", list);
    std::fs::remove_file(body.path(older)).unwrap();
    assert_eq!(body.check("juten.yaml").out.matches("S115").count(), 0);
}

#[test]
fn a_copy_is_known_from_within_its_folder() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let check = |name: &str| {
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_hyoka"))
            .args(["check", TODAY, name])
            .current_dir(body.path("published"))
            .output();
        ran.unwrap().status.code().unwrap()
    };
    assert_eq!(check("juten.2026-06-30.yaml"), 0);
    body.edit(FIRST, "公表日: 2026-06-30", "公表日: 2026-06-29");
    for name in ["juten.2026-06-30.yaml", "./juten.2026-06-30.yaml"] {
        assert_eq!(check(name), 1, "{name}");
    }
}

#[test]
fn what_git_makes_of_line_ends_is_told_as_such() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let text = String::from_utf8(body.read(FIRST)).unwrap();
    body.write(FIRST, text.replace('\n', "\r\n"));
    let ran = body.check(FIRST);
    assert!(
        ran.code == 1 && ran.out.contains("改行の種類") && ran.out.contains(".gitattributes"),
        "{ran:?}"
    );
}

#[test]
fn a_manifest_that_cannot_be_read_is_told_with_its_line() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let text = String::from_utf8(body.read("published/SHA256SUMS")).unwrap();
    body.write("published/SHA256SUMS", format!("{text}<<<<<<< HEAD\n"));
    let before = body.all();
    for (verb, name) in [
        (&["check", TODAY][..], "juten.yaml"),
        (&["check", TODAY], FIRST),
        (&["diff"], "juten.yaml"),
        (&["status", TODAY], "juten.yaml"),
        (&["seal", TODAY], "kiso.yaml"),
        (&["seal", "--adopt"], "published"),
    ] {
        let ran = body.run(verb, name);
        assert_refused(&ran, 3, "SHA256SUMS を読めません。2行目:");
        assert_eq!(ran.err.matches("SHA256SUMS を読めません").count(), 1, "{ran:?}");
    }
    assert_eq!(body.all(), before);
}

#[test]
fn a_sealed_copy_that_is_gone_is_missed() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    std::fs::remove_file(body.path(FIRST)).unwrap();
    for verb in [&["diff"][..], &["status", TODAY]] {
        assert_refused(
            &body.run(verb, "juten.yaml"),
            3,
            "juten.2026-06-30.yaml: 封をした後に、なくなっています",
        );
    }
    let checked = body.run(&["check", TODAY], "juten.yaml");
    assert!(
        checked.code == 1
            && checked.out.contains("なくなっています")
            && checked.out.contains("published/juten.2026-06-30.yaml"),
        "{checked:?}"
    );
    assert_refused(&body.seal("kiso.yaml"), 3, "なくなっています");
    // The version itself still lies beside it.
    assert_done(&body.seal("juten.yaml"));
    body.assert_whole();
}

#[test]
fn the_sample_city_is_sealed() {
    let mut copies = 0;
    for path in crate::files::yaml(&crate::files::project("assessments")) {
        if path.parent().is_some_and(|folder| folder.ends_with("published")) {
            copies += 1;
            let ran = hyoka(&["check", TODAY, "--strict", "--format=concise", path.to_str().unwrap()]);
            assert!(!ran.out.contains("S11"), "{}", ran.out);
        }
    }
    assert!(copies > 3);
}
