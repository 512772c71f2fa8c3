//! `hyoka diff`: where its pages go, and what it refuses to write.

use super::{assert_japanese, file, folder, hyoka};

const OLD: &str = "tests/change/fair/old.yaml";
const NEW: &str = "tests/change/fair/new.yaml";

#[test]
fn pages_are_printed_or_written_whole() {
    let folder = folder();
    for format in ["text", "yaml", "json", "html", "markdown"] {
        let printed = hyoka(&["diff", "--format", format, OLD, NEW]);
        assert_eq!((printed.code, printed.err.as_str()), (0, ""), "{format}");
        let path = file(&folder, format, "前の内容");
        let written = hyoka(&["diff", "--format", format, "-o", &path, OLD, NEW]);
        assert_eq!((written.code, written.out), (0, format!("{path}\n")), "{format}");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), printed.out, "{format}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 5);
}

#[test]
fn what_is_compared_is_never_written_over() {
    let folder = folder();
    let text = std::fs::read_to_string(OLD).unwrap();
    let old = file(&folder, "old.yaml", &text);
    for arguments in [["-o", &old, &old, NEW], ["-o", &old, NEW, &old]] {
        let ran = hyoka(&[&["diff", "--format", "html"][..], &arguments].concat());
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains("既に評価書がある"), "{}", ran.err);
        assert_eq!(std::fs::read_to_string(&old).unwrap(), text);
    }
}

#[test]
fn a_page_that_cannot_be_written_is_told_and_leaves_nothing() {
    let folder = folder();
    let path = file(&folder, "file", "中身") + "/a.html";
    let ran = hyoka(&["diff", "--format", "html", "-o", &path, OLD, NEW]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("書けません"), "{}", ran.err);
    assert_japanese(&ran.err.replace(&path, ""));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_wants_a_file() {
    let ran = hyoka(&["diff", "--format", "pdf", OLD, NEW]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("-o"), "{}", ran.err);
}
