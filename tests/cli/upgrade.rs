//! `hyoka upgrade` as an officer runs it, from the ministry's older 様式2 to its newer one.

use super::{assert_japanese, fed, file, folder, hyoka};
use crate::files::project;

fn older() -> String {
    std::fs::read_to_string(project("assessments/021/kiso.yaml")).unwrap()
}

#[test]
fn a_dry_run_shows_what_a_run_writes() {
    let folder = folder();
    let path = file(&folder, "kiso.yaml", older());
    let dry = hyoka(&["upgrade", "--dry-run", &path]);
    assert_eq!((dry.code, dry.err.as_str()), (0, ""));
    assert!(dry.out.contains("まだ書いていません"), "{}", dry.out);
    assert!(dry.out.contains("新しく答える項目\n"), "{}", dry.out);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), older());

    let ran = hyoka(&["upgrade", &path]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let shown = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(shown(&ran.out), shown(&dry.out));
    let written = std::fs::read_to_string(&path).unwrap();
    assert!(written.contains("様式の版: 令和6年10月"), "{written}");
    for line in ran.out.lines().filter(|line| !line.contains(&path)) {
        assert_japanese(line);
    }

    let again = hyoka(&["upgrade", &path]);
    assert_eq!(again.code, 0);
    assert!(
        again.out.contains("より新しい版は、この hyoka にはありません"),
        "{}",
        again.out
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), written);
}

#[test]
fn what_cannot_be_carried_keeps_its_bytes_and_says_why() {
    let folder = folder();
    let text = older().replace("  様式の版: 平成31年1月\n", "");
    let unnamed = file(&folder, "kiso.yaml", &text);
    // All that it says is known to the newest revision, which it is taken for.
    assert_eq!(hyoka(&["upgrade", &unnamed]).code, 0);
    assert_eq!(std::fs::read_to_string(&unnamed).unwrap(), text);

    let text = older().replace("評価書番号:", "評価書の番号:");
    let broken = file(&folder, "broken.yaml", &text);
    let ran = hyoka(&["upgrade", &broken]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("エラー[F102]") && ran.err.contains("移せません"),
        "{}",
        ran.err
    );
    assert_eq!(std::fs::read_to_string(&broken).unwrap(), text);

    let copy = project("assessments/007/published/kiso.2020-03-27.yaml");
    let refused = hyoka(&["upgrade", copy.to_str().unwrap()]);
    assert!(refused.code == 2 && refused.err.contains("写し"), "{}", refused.err);
    let refused = fed(&["upgrade", "-"], older().as_bytes());
    assert!(refused.code == 2 && refused.err.contains("標準入力"), "{}", refused.err);
}
