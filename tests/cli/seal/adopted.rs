//! Copies that were kept before there were seals.

use super::{Body, assert_done, assert_refused};
use crate::cli::hyoka;

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
