//! `hyoka seal`: what it keeps and what it refuses.

mod adopted;
mod changed;

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
    assert_refused(&body.seal("zenkomoku.yaml"), 3, "SHA256SUMS: 書き込みが禁じられている");
    assert_eq!(body.names(), before);
    protect("published/SHA256SUMS", 0o644);
    protect("published", 0o555);
    // The superuser may write everywhere.
    if std::fs::write(body.path("published/probe"), "").is_err() {
        assert_refused(&body.seal("zenkomoku.yaml"), 3, "ファイルを作る権限がありません");
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
    let ran = body.check("zenkomoku.yaml");
    assert!(
        ran.code == 1
            && ran.out.contains("S114")
            && ran.out.contains("published/zenkomoku.2026-06-30/zenkomoku.zu1.svg"),
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
fn two_seals_at_once_both_get_their_entry() {
    for _ in 0..crate::tries::tries(4, 40) {
        let body = Body::of("012");
        let seal = |name: &str| {
            std::process::Command::new(env!("CARGO_BIN_EXE_hyoka"))
                .args(["seal", "--today=2026-07-01", body.path(name).to_str().unwrap()])
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap()
        };
        let mut runs = [seal("juten.yaml"), seal("kiso.yaml")];
        for run in &mut runs {
            assert!(run.wait().unwrap().success());
        }
        let list = String::from_utf8(body.read("published/SHA256SUMS")).unwrap();
        assert!(
            list.contains("juten.2026-06-30.yaml") && list.contains("kiso."),
            "{list}"
        );
        assert!(!body.path("published/.hyoka-lock").exists());
        body.assert_whole();
    }
}
