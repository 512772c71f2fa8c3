//! `hyoka seal`: what it keeps, what it refuses, and that nothing goes on with a copy that was changed.

use std::path::{Path, PathBuf};

use hyoka::seal::{Digest, Manifest};

use super::{Ran, assert_japanese, hyoka};

const TODAY: &str = "--today=2026-11-23";

/// A body with one 事務 of the sample city under a Japanese path, without its sealed copies.
struct Body {
    root: tempfile::TempDir,
    folder: PathBuf,
}

impl Body {
    fn of(number: &str) -> Self {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("見本市/assessments").join(number);
        std::fs::create_dir_all(&folder).unwrap();
        let sample = crate::files::project("assessments").join(number);
        for entry in std::fs::read_dir(sample).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                std::fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
            }
        }
        Self { root, folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// Puts other words into a file.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let text = String::from_utf8(self.read(name)).unwrap();
        assert!(text.contains(from), "{name}: {from}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// A verb on a file of the 事務.
    fn run(&self, verb: &[&str], name: &str) -> Ran {
        let path = self.path(name);
        hyoka(&[verb, &[path.to_str().unwrap()]].concat())
    }

    fn seal(&self, name: &str) -> Ran {
        self.run(&["seal", TODAY], name)
    }

    fn check(&self, name: &str) -> Ran {
        self.run(&["check", TODAY], name)
    }

    /// Every file below the folder of the 事務 with its bytes.
    fn all(&self) -> Vec<(PathBuf, Vec<u8>)> {
        fn collect(folder: &Path, into: &mut Vec<(PathBuf, Vec<u8>)>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    collect(&path, into);
                } else {
                    into.push((path.clone(), std::fs::read(path).unwrap()));
                }
            }
        }
        let mut all = Vec::new();
        collect(self.root.path(), &mut all);
        all.sort();
        all
    }

    fn names(&self) -> Vec<String> {
        let all = self.all();
        let names = all.iter().map(|(path, _)| path.strip_prefix(&self.folder).unwrap());
        names.map(|name| name.to_str().unwrap().to_owned()).collect()
    }

    /// The manifest holds exactly the other files of its folder, each with the digest of its bytes.
    fn assert_whole(&self) {
        let manifest = Manifest::parse(&self.read("published/SHA256SUMS")).unwrap();
        let published = self.path("published");
        let all = self.all().into_iter().filter_map(|(path, bytes)| {
            let name = path.strip_prefix(&published).ok()?.to_str()?.to_owned();
            (name != "SHA256SUMS").then(|| (name, Digest::of(&bytes)))
        });
        let entries: Vec<_> = manifest
            .iter()
            .map(|(name, digest)| (name.to_owned(), *digest))
            .collect();
        let mut all: Vec<_> = all.collect();
        all.sort_by(|(one, _), (other, _)| one.cmp(other));
        assert_eq!(all, entries);
    }
}

#[track_caller]
fn assert_done(ran: &Ran) {
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
}

/// Refused with words in Japanese that hold these.
#[track_caller]
fn assert_refused(ran: &Ran, code: i32, words: &str) {
    assert_eq!(ran.code, code, "{ran:?}");
    assert!(ran.err.contains(words), "{words}\n{ran:?}");
    for line in ran.err.lines().filter(|line| !line.contains('/')) {
        assert_japanese(line);
    }
}

const FIRST: &str = "published/juten.2026-06-30.yaml";

#[test]
fn a_version_is_kept_byte_for_byte() {
    let body = Body::of("012");
    let text = String::from_utf8(body.read("juten.yaml")).unwrap();
    let bytes = format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes();
    body.write("juten.yaml", &bytes);
    let ran = body.seal("juten.yaml");
    assert_done(&ran);
    assert!(
        ran.out.contains("令和8年6月30日に公表した版として封をしました"),
        "{}",
        ran.out
    );
    assert_eq!(body.read(FIRST), bytes);
    assert_eq!(body.read("juten.yaml"), bytes);
    body.assert_whole();
    assert_done(&body.check(FIRST));
}

#[cfg(target_os = "linux")]
#[test]
fn the_seal_can_be_verified_without_the_program() {
    let body = Body::of("001");
    for name in ["zenkomoku.yaml", "kiso.yaml"] {
        assert_done(&body.seal(name));
    }
    let verified = || {
        let sums = std::process::Command::new("sha256sum")
            .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
            .current_dir(body.path("published"))
            .output();
        sums.unwrap().status.success()
    };
    assert!(verified());
    body.write("published/zenkomoku.2026-06-30/zenkomoku.zu1.svg", "<svg/>");
    assert!(!verified());
}

#[test]
fn sealing_again_says_so_and_changes_nothing() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let before = body.all();
    let ran = body.seal("juten.yaml");
    assert_done(&ran);
    assert!(ran.out.contains("既に封をしてあります"), "{}", ran.out);
    assert_eq!(body.all(), before);
}

#[test]
fn a_published_version_is_not_sealed_twice() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    body.edit("juten.yaml", "書き方の覚え", "書き方のおぼえ");
    let before = body.all();
    assert_refused(&body.seal("juten.yaml"), 1, "公表した版は変えられません");
    assert_eq!(body.all(), before);
    // As the next version it is.
    body.edit("juten.yaml", "公表日: 2026-06-30", "公表日: 2026-11-20");
    body.edit("juten.yaml", "実施日: 2026-06-30", "実施日: 2026-11-20");
    assert_refused(&body.seal("juten.yaml"), 1, "誤りがあるので、封をできません");
    assert_done(&body.run(&["record"], "juten.yaml"));
    assert_done(&body.seal("juten.yaml"));
    body.assert_whole();
}

#[test]
fn two_assessments_in_one_folder_are_not_taken_for_versions_of_one() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let text = String::from_utf8(body.read("juten.yaml")).unwrap();
    body.write("13.yaml", text.replacen("評価書番号: 12", "評価書番号: 13", 1));
    assert_refused(&body.seal("13.yaml"), 1, "評価書番号ごとにフォルダを分けてください");
}

#[test]
fn a_version_with_errors_is_refused_and_they_are_shown() {
    let body = Body::of("012");
    body.edit(
        "juten.yaml",
        "            再委託事項:\n",
        "            再委託事項: 夜間の監視\n",
    );
    let before = body.all();
    let ran = body.seal("juten.yaml");
    assert_refused(&ran, 1, "誤りがあるので、封をできません");
    assert!(ran.out.contains("エラー[C115]"), "{}", ran.out);
    assert_eq!(body.all(), before);
    // What the body does not want said is no hindrance.
    let settings = body.folder.parent().unwrap().join("hyoka.yaml");
    std::fs::write(
        &settings,
        "規則:\n  C115:\n    扱い: しない\n    理由: 契約の満了まで残している\n",
    )
    .unwrap();
    assert_done(&body.seal("juten.yaml"));
    std::fs::write(&settings, "規則:\n  C115:\n    扱い: しない\n").unwrap();
    let ran = body.seal("juten.yaml");
    assert!(ran.code == 1 && ran.out.contains("エラー[S111]"), "{ran:?}");
}

#[test]
fn what_lies_beside_counts_as_in_a_check() {
    let body = Body::of("012");
    body.edit("kiso.yaml", "評価実施機関名: 見本市長", "評価実施機関名: 別の市長");
    let ran = body.check("juten.yaml");
    let refused = body.seal("juten.yaml");
    assert_eq!(ran.code, refused.code, "{ran:?}{refused:?}");
}

#[test]
fn only_what_is_published_is_sealed() {
    let body = Body::of("012");
    let before = body.all();
    assert_refused(
        &body.run(&["seal", "--today=2026-06-29"], "juten.yaml"),
        1,
        "まだ来ていません",
    );
    assert_eq!(body.all(), before);
    assert_done(&body.run(&["seal", "--today=2026-06-30"], "juten.yaml"));
    let body = Body::of("012");
    body.edit("juten.yaml", "公表日: 2026-06-30", "公表日:");
    let ran = body.seal("juten.yaml");
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(!body.path("published").exists());
}

#[test]
fn one_refusal_among_several_writes_nothing() {
    let body = Body::of("012");
    body.edit(
        "juten.yaml",
        "            再委託事項:\n",
        "            再委託事項: 夜間の監視\n",
    );
    let before = body.all();
    let paths = [body.path("kiso.yaml"), body.path("juten.yaml")];
    let ran = hyoka(&["seal", TODAY, paths[0].to_str().unwrap(), paths[1].to_str().unwrap()]);
    assert_refused(&ran, 1, "どのファイルも変えていません");
    assert_eq!(ran.out.matches("封をしました").count(), 0, "{}", ran.out);
    assert_eq!(body.all(), before);
}

#[test]
fn what_can_be_no_version_is_refused_by_its_name() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    assert_refused(&hyoka(&["seal", "-"]), 2, "標準入力には封をできません");
    assert_refused(&body.seal(""), 2, "はフォルダです");
    assert_refused(&body.seal(FIRST), 2, "公表した版の写しです");
    assert_refused(&body.seal("none.yaml"), 3, "none.yaml を読めません");
    assert_refused(
        &body.run(&["seal", "--adopt"], "juten.yaml"),
        2,
        "にある写しではありません",
    );
}

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
        (vec!["check", TODAY], "juten.yaml", 3),
        (vec!["check", TODAY], "", 3),
        (vec!["diff"], FIRST, 1),
        (vec!["diff"], "juten.yaml", 3),
        (vec!["diff", "tests/change/fair/old.yaml"], FIRST, 1),
        (vec!["fix"], FIRST, 1),
        (vec!["fix", "--write", "--all"], FIRST, 1),
        (vec!["register", "-o", out], "published", 3),
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
            "register" => "評価書として読めません",
            _ => "封をした後に書き換えられています",
        };
        assert!(told.contains(words), "{verb:?} {name}: {told}");
    }
    assert_eq!(body.all(), before);
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
fn another_run_goes_on_where_one_was_cut_short() {
    let body = Body::of("001");
    assert_done(&body.seal("zenkomoku.yaml"));
    let whole = body.all();
    let manifest = "published/SHA256SUMS";
    let copy = "published/zenkomoku.2026-06-30.yaml";
    let figure = "published/zenkomoku.2026-06-30/zenkomoku.zu2.png";
    // The files in the order in which they are written: each run is cut one step earlier.
    for gone in [&[manifest][..], &[manifest, copy], &[manifest, copy, figure]] {
        for name in gone {
            std::fs::remove_file(body.path(name)).unwrap();
        }
        let ran = body.check("zenkomoku.yaml");
        assert_done(&ran);
        if gone.len() == 1 {
            let ran = body.check(copy);
            assert!(ran.code == 0 && ran.out.contains("警告[S115]"), "{ran:?}");
        }
        assert_done(&body.seal("zenkomoku.yaml"));
        assert_eq!(body.all(), whole);
    }
}

#[test]
fn an_unsealed_copy_with_other_bytes_is_not_written_over() {
    let body = Body::of("012");
    std::fs::create_dir(body.path("published")).unwrap();
    body.write(FIRST, "様式: 重点項目評価書\n");
    let before = body.all();
    assert_refused(&body.seal("juten.yaml"), 1, "封のない写しがあります");
    assert_eq!(body.all(), before);
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_nothing_is_left() {
    use std::os::unix::fs::PermissionsExt as _;
    let body = Body::of("001");
    assert_done(&body.seal("kiso.yaml"));
    let protect = |name: &str, mode| {
        let path = body.path(name);
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    // The manifest is written last: what was written before it is taken away.
    protect("published/SHA256SUMS", 0o444);
    let before = body.names();
    assert_refused(
        &body.seal("zenkomoku.yaml"),
        3,
        "SHA256SUMS に書けません: 権限がありません",
    );
    assert_eq!(body.names(), before);
    protect("published/SHA256SUMS", 0o644);
    protect("published", 0o555);
    // The superuser may write everywhere.
    if std::fs::write(body.path("published/probe"), "").is_err() {
        assert_refused(&body.seal("zenkomoku.yaml"), 3, "に書けません: 権限がありません");
        assert_eq!(body.names(), before);
    }
    protect("published", 0o755);
    let _ = std::fs::remove_file(body.path("published/probe"));
    assert_done(&body.seal("zenkomoku.yaml"));
    body.assert_whole();
    // A file where the folder should be.
    let body = Body::of("012");
    body.write("published", "");
    assert_refused(&body.seal("juten.yaml"), 3, "に書けません");
}

#[test]
fn each_version_keeps_the_figures_it_had() {
    let body = Body::of("001");
    assert_done(&body.seal("zenkomoku.yaml"));
    let redrawn =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"60\"><rect width=\"90\" height=\"60\"/></svg>";
    body.write("zenkomoku.zu1.svg", redrawn);
    // The text is the same, the figure is not: a change that no row tells.
    assert_refused(&body.seal("zenkomoku.yaml"), 1, "誤りがあるので、封をできません");
    body.edit("zenkomoku.yaml", "公表日: 2026-06-30", "公表日: 2026-11-20");
    assert_done(&body.run(&["record"], "zenkomoku.yaml"));
    let ran = body.seal("zenkomoku.yaml");
    assert_done(&ran);
    body.assert_whole();
    let (old, new) = ("published/zenkomoku.2026-06-30", "published/zenkomoku.2026-11-20");
    assert_eq!(body.read(&format!("{new}/zenkomoku.zu1.svg")), redrawn.as_bytes());
    assert_ne!(body.read(&format!("{old}/zenkomoku.zu1.svg")), redrawn.as_bytes());
    let old = body.path(&format!("{old}.yaml"));
    let ran = body.run(&["diff", old.to_str().unwrap()], &format!("{new}.yaml"));
    assert!(
        ran.out.replace([' ', '|', '\n'], "").contains("図の中身を改めました"),
        "{}",
        ran.out
    );
    // A figure of a copy that was redrawn later.
    body.write("published/zenkomoku.2026-06-30/zenkomoku.zu1.svg", redrawn);
    let ran = body.check("published/zenkomoku.2026-06-30.yaml");
    assert!(
        ran.code == 1
            && ran
                .out
                .contains("図「zenkomoku.zu1.svg」が、封をした後に書き換えられています"),
        "{ran:?}"
    );
    assert_done(&body.check(&format!("{new}.yaml")));
    assert_refused(
        &body.check("zenkomoku.yaml"),
        3,
        "zenkomoku.zu1.svg: 封をした後に書き換えられています",
    );
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
fn a_manifest_of_another_tool_holds_as_well() {
    let body = Body::of("012");
    assert_done(&body.seal("juten.yaml"));
    let text = String::from_utf8(body.read("published/SHA256SUMS")).unwrap();
    body.write("published/SHA256SUMS", text.replace("  ", " *").replace('\n', "\r\n"));
    assert_done(&body.check(FIRST));
    assert_done(&body.seal("kiso.yaml"));
    body.assert_whole();
    assert!(!body.read("published/SHA256SUMS").contains(&b'*'));
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
    for verb in [&["check", TODAY][..], &["diff"], &["status", TODAY]] {
        assert_refused(
            &body.run(verb, "juten.yaml"),
            3,
            "juten.2026-06-30.yaml: 封をした後に、なくなっています",
        );
    }
    assert_refused(&body.seal("kiso.yaml"), 3, "なくなっています");
    // The version itself still lies beside it.
    assert_done(&body.seal("juten.yaml"));
    body.assert_whole();
}

#[test]
fn copies_made_before_are_warned_of_until_they_are_adopted() {
    let body = Body::of("012");
    std::fs::create_dir(body.path("published")).unwrap();
    let older = "published/juten.2025-06-30.yaml";
    let sample = crate::files::project("assessments/012").join(older);
    std::fs::copy(&sample, body.path(older)).unwrap();
    let ran = body.check(older);
    assert!(ran.code == 0 && ran.out.contains("警告[S115]"), "{ran:?}");
    // It can be used all the same.
    assert_eq!(body.run(&["diff"], "juten.yaml").code, 0);
    let body_folder = body.root.path().to_str().unwrap().to_owned();
    let adopted = hyoka(&["seal", "--adopt", &body_folder]);
    assert_done(&adopted);
    assert!(adopted.out.contains("いまのままで封をしました"), "{}", adopted.out);
    assert_eq!(body.read(older), std::fs::read(sample).unwrap());
    body.assert_whole();
    assert_done(&body.check(older));
    let again = body.run(&["seal", "--adopt"], older);
    assert_done(&again);
    assert!(again.out.contains("既に封をしてあります"), "{}", again.out);
    body.edit(older, "公表日: 2025-06-30", "公表日: 2025-06-29");
    assert_refused(
        &body.run(&["seal", "--adopt"], "published"),
        1,
        "どのファイルも変えていません",
    );
}

#[test]
fn an_adopted_copy_brings_the_figures_that_lie_with_it() {
    let body = Body::of("001");
    std::fs::create_dir(body.path("published")).unwrap();
    let copy = "published/zenkomoku.2026-06-30.yaml";
    for (from, to) in [
        ("zenkomoku.yaml", copy),
        ("zenkomoku.zu1.svg", "published/zenkomoku.zu1.svg"),
    ] {
        std::fs::copy(body.path(from), body.path(to)).unwrap();
    }
    let ran = body.run(&["seal", "--adopt"], copy);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        ran.err
            .contains("図「zenkomoku.zu2.png」は、写しと一緒に残されていない"),
        "{}",
        ran.err
    );
    body.assert_whole();
    body.write("published/zenkomoku.zu1.svg", "<svg/>");
    assert!(
        body.check(copy)
            .out
            .contains("図「zenkomoku.zu1.svg」が、封をした後に書き換えられています")
    );
}

#[test]
fn what_is_no_assessment_is_not_adopted() {
    let body = Body::of("012");
    std::fs::create_dir(body.path("published")).unwrap();
    body.write("published/juten.2025-06-30.yaml", "様式：重点項目評価書\n");
    let ran = body.run(&["seal", "--adopt"], "published");
    assert_refused(&ran, 1, "評価書として読めません");
    assert!(
        ran.out.contains("エラー[S104]") && !body.path("published/SHA256SUMS").exists(),
        "{ran:?}"
    );
    std::fs::remove_dir_all(body.path("published")).unwrap();
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt as _;
        std::fs::create_dir(body.path("published")).unwrap();
        for name in [&b"juten.\xff.yaml"[..], b"juten:1.yaml", b"juten\n.yaml"] {
            let path = body.path("published").join(std::ffi::OsStr::from_bytes(name));
            std::fs::copy(body.path("juten.yaml"), &path).unwrap();
            assert_refused(&body.run(&["seal", "--adopt"], "published"), 1, "名前に使えない記号");
            std::fs::remove_file(path).unwrap();
        }
        std::fs::remove_dir(body.path("published")).unwrap();
    }
    assert_refused(
        &body.run(&["seal", "--adopt"], ""),
        2,
        "写し（published の YAML ファイル）がありません",
    );
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
