//! What `hyoka publish` writes and what it refuses to write.

use std::path::Path;
use std::process::{Command, Output};

use hyoka::answers;
use hyoka::check::withheld;
use hyoka::form::builtin;
use hyoka::layout;
use hyoka::publish::pdf::{Attachment, Meta, Printer};
use hyoka::publish::{Fonts, data, html};

use super::{read, samples};

fn publish(folder: &Path, text: &str, arguments: &[&str]) -> Output {
    let file = folder.join("見本.yaml");
    std::fs::write(&file, text).unwrap();
    Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .arg("publish")
        .arg(&file)
        .arg("-o")
        .arg(folder.join("out"))
        .args(arguments)
        .output()
        .unwrap()
}

fn html(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join("out").join(name)).unwrap()
}

const DRAFT: &str = "様式: 重点項目評価書\n評価書名: 見本に関する事務 重点項目評価書\n特記事項: 施錠した部屋に置く。\n";

#[test]
fn a_draft_with_gaps_can_be_published() {
    let folder = tempfile::tempdir().unwrap();
    let output = publish(folder.path(), DRAFT, &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(html(folder.path(), "見本.html").contains("施錠した部屋に置く。"));
}

/// It is asked for twice: for the name of the files, and for what they say.
#[test]
fn standard_input_is_read_once_and_published_under_the_name_of_its_form() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("見本.yaml");
    std::fs::write(&file, format!("{DRAFT}評価書番号: 12\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
        .args(["publish", "-", "-o"])
        .arg(folder.path().join("out"))
        .stdin(std::fs::File::open(&file).unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(html(folder.path(), "12-juten.html").contains("施錠した部屋に置く。"));
}

#[test]
fn an_answer_without_a_place_on_the_form_refuses_publication() {
    let folder = tempfile::tempdir().unwrap();
    let output = publish(folder.path(), &format!("{DRAFT}宣告: 見本市は守ります。\n"), &[]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("F102"));
    assert!(!folder.path().join("out").exists(), "nothing may be written");
}

#[test]
fn a_refused_file_leaves_the_published_one_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    publish(folder.path(), DRAFT, &[]);
    let before = html(folder.path(), "見本.html");
    publish(folder.path(), &DRAFT.replace("施錠", "☑施錠"), &[]);
    assert_eq!(html(folder.path(), "見本.html"), before);
    let names: Vec<_> = std::fs::read_dir(folder.path().join("out")).unwrap().collect();
    assert_eq!(names.len(), 2, "no half-written file may be left: {names:?}");
}

const WITHHOLDING: &str = "管理:\n  非公表:\n    - 項目: 表紙 特記事項\n      理由: 設備の所在を知られるため\n";

#[test]
fn the_public_copy_withholds_what_the_complete_one_tells() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{DRAFT}{WITHHOLDING}");
    assert!(publish(folder.path(), &text, &[]).status.success());
    assert!(publish(folder.path(), &text, &["--complete"]).status.success());
    let public = html(folder.path(), "見本.html");
    assert!(public.contains("（非公表）") && !public.contains("施錠"));
    assert!(html(folder.path(), "見本-提出用.html").contains("施錠した部屋"));
}

#[test]
fn what_a_public_copy_withholds_stands_nowhere_in_it() {
    let secret = "地下二階の書庫";
    let text = format!(
        "様式: 重点項目評価書\n特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: {secret}台帳\n    保管・消去:\n      \
         保管場所: {secret}に置く。\n  - 番号: 2\n    特定個人情報ファイル名: 窓口台帳\nリスク対策:\n  - 特定個人情報ファイル名: \
         [窓口台帳]\n    委託:\n      委託しない: true\n変更箇所:\n  - 項目: Ⅱ-6 保管場所\n    変更前の記載: \
         一階の{secret}\n    変更後の記載: 別の場所\n管理:\n  非公表:\n    - 項目: Ⅱ-6 \
         保管場所（{secret}台帳）\n      理由: 所在を知られるため\n    - 項目: Ⅱ-1 \
         特定個人情報ファイル名（{secret}台帳）\n      理由: 所在を知られるため\n"
    );
    let read = answers::read(builtin(), "見本.yaml", text.as_bytes());
    let assessment = read.assessment.unwrap();
    let public = withheld::public(&assessment, None).unwrap().assessment;
    let html = html::print(&layout::page(&public)).unwrap();
    assert!(!html.contains(secret) && html.contains("（非公表）") && html.contains("窓口台帳"));
    assert!(!data::yaml(&public).contains(secret));
    let complete = layout::page(&assessment);
    assert!(html::print(&complete).unwrap().contains(secret));
}

#[test]
fn a_withheld_answer_whatever_it_says_gives_the_same_pdf() {
    let printer = Printer::new(&Fonts::find(None).unwrap()).unwrap();
    let pdf = |answer: &str| {
        let text = format!("{}{WITHHOLDING}", DRAFT.replace("施錠した部屋に置く。", answer));
        let whole = answers::read(builtin(), "見本.yaml", text.as_bytes());
        let public = withheld::public(&whole.assessment.unwrap(), None).unwrap().assessment;
        let meta = Meta {
            date: jiff::civil::date(2026, 6, 30),
            ident: "juten 12".to_owned(),
            attachment: Some(Attachment {
                name: "juten.yaml".to_owned(),
                bytes: data::yaml(&public).into_bytes(),
            }),
        };
        printer.print(&layout::page(&public), &meta).unwrap()
    };
    let one = pdf("鍵庫番甲の一号室に置く。");
    assert!(one == pdf("倉庫番乙の二号室に納める。") && one == pdf(""));
}

#[test]
fn a_second_mention_refuses_publication_until_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    let with = |comment: &str| format!("{DRAFT}{comment}宣言: 施錠した部屋に置く。\n{WITHHOLDING}");
    let output = publish(folder.path(), &with(""), &[]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.contains("F123") && told.contains("表紙 宣言"), "{told}");
    assert!(!folder.path().join("out").exists());
    let output = publish(folder.path(), &with("# hyoka: F123 公表済みの記載\n"), &[]);
    assert!(output.status.success(), "{output:?}");
}

#[test]
fn the_attached_data_tells_the_same_as_the_file_and_no_notes() {
    for file in samples() {
        let original = read(&file).assessment.unwrap();
        let data = data::yaml(&original);
        let copy = answers::read(builtin(), "copy.yaml", data.as_bytes());
        assert_eq!(copy.findings, [], "{}", file.display());
        let mut copy = copy.assessment.unwrap();
        // The figures are attached beside the data.
        let folder = file.parent().unwrap();
        copy.see_figures(|figure| Ok(std::fs::read(folder.join(figure)).unwrap()));
        let [one, two] = [&original, &copy].map(layout::page);
        assert!(one == two, "{}", file.display());
        assert!(
            !data.contains('#') && !data.contains("見直し実施日"),
            "{}",
            file.display()
        );
    }
}

const FIGURE: &str =
    "様式: 全項目評価書\n事務の内容:\n  事務の流れ:\n    図: 流れ.svg\n    代替テキスト: 書庫に納める流れ\n";
const DRAWN: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20' xmlns:p='urn:p' \
                     p:file='/home/mihon'><!-- 書庫の鍵 --><text y='9' font-size='6'>書庫</text></svg>";

#[test]
fn a_figure_stands_in_the_page_as_data_without_notes_of_its_program() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("流れ.svg"), DRAWN).unwrap();
    let output = publish(folder.path(), FIGURE, &[]);
    assert!(output.status.success(), "{output:?}");
    let page = html(folder.path(), "見本.html");
    assert!(page.contains("alt=\"書庫に納める流れ\"") && page.contains("src=\"data:image/svg+xml;base64,"));
    let pdf = std::fs::read(folder.path().join("out/見本.pdf")).unwrap();
    for secret in ["/home/mihon", "書庫の鍵"] {
        assert!(!pdf.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
    }
}

#[test]
fn a_figure_that_cannot_be_shown_refuses_publication() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |code: &str| {
        let output = publish(folder.path(), FIGURE, &[]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stdout).contains(code), "{output:?}");
        assert!(!folder.path().join("out").exists());
    };
    refused("F114");
    std::fs::write(folder.path().join("流れ.svg"), "<html/>").unwrap();
    refused("F115");
    // A shape that no font has is told before it would be an empty box.
    std::fs::write(folder.path().join("流れ.svg"), DRAWN.replace("書庫<", "☑<")).unwrap();
    refused("F110");
}

#[test]
fn a_withheld_figure_stands_nowhere_in_the_public_copy() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("流れ.svg"), DRAWN).unwrap();
    let withheld = "管理:\n  非公表:\n    - 項目: （別添1）事務の流れ\n      理由: 所在を知られるため\n";
    let text = format!("{FIGURE}{withheld}");
    assert!(publish(folder.path(), &text, &[]).status.success());
    assert!(publish(folder.path(), &text, &["--complete"]).status.success());
    let public = html(folder.path(), "見本.html");
    assert!(public.contains("（非公表）") && !public.contains("書庫") && !public.contains("data:image"));
    assert!(html(folder.path(), "見本-提出用.html").contains("data:image"));
    let [public, complete] = ["見本.pdf", "見本-提出用.pdf"].map(|name| {
        let pdf = std::fs::read(folder.path().join("out").join(name)).unwrap();
        let needle = b"/AFRelationship";
        pdf.windows(needle.len()).filter(|bytes| bytes == needle).count()
    });
    assert_eq!(
        (public, complete),
        (1, 2),
        "the data, and only in the complete copy the figure"
    );
}

#[test]
fn an_assessment_never_takes_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    for number in ["12", "30"] {
        let file = folder.path().join(number).join("juten.yaml");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, format!("様式: 重点項目評価書\n評価書番号: {number}\n")).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
            .arg("publish")
            .arg(&file)
            .arg("-o")
            .arg(folder.path().join("out"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("エラーが"),
            "a draft is told to be one"
        );
    }
    assert!(folder.path().join("out/12-juten.pdf").exists());
    assert!(folder.path().join("out/30-juten.pdf").exists());
}
#[test]
fn a_withheld_item_that_is_none_refuses_publication() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{DRAFT}{}", WITHHOLDING.replace("特記事項", "特記の事項"));
    let output = publish(folder.path(), &text, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("F109"));
}

/// The names in the folder of results.
fn made(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder.join("out")).into_iter().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_cannot_take_its_page_gets_no_pdf_either() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("out/見本.html")).unwrap();
    let output = publish(folder.path(), DRAFT, &[]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert_eq!(made(folder.path()), ["見本.html"]);
}

#[cfg(unix)]
#[test]
fn a_link_leads_no_page_to_an_authors_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("out")).unwrap();
    let author = folder.path().join("kiso.yaml");
    std::fs::write(&author, "様式: 基礎項目評価書\n").unwrap();
    std::os::unix::fs::symlink(&author, folder.path().join("out/見本.html")).unwrap();
    let output = publish(folder.path(), DRAFT, &[]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(std::fs::read_to_string(author).unwrap(), "様式: 基礎項目評価書\n");
    assert_eq!(made(folder.path()), ["見本.html"]);
}

#[test]
fn nothing_is_made_of_a_mark_that_a_refused_merge_or_git_left() {
    for mark in [
        "# 【併合の食い違い】この評価書の全体\n# 【ここまで】\n",
        "<<<<<<< HEAD\n=======\n>>>>>>> aite\n",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = publish(folder.path(), &format!("{mark}{DRAFT}"), &["--draft"]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert_eq!(made(folder.path()), [""; 0]);
    }
}

#[test]
fn a_copy_beside_its_original_is_told_and_not_published() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("見本.yaml"), DRAFT).unwrap();
    let copy = folder.path().join("見本 (1).yaml");
    std::fs::write(&copy, DRAFT).unwrap();
    let output = publish(folder.path(), DRAFT, &[copy.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("見本 (1).yaml は、"));
    assert_eq!(made(folder.path()), ["見本.html", "見本.pdf"]);
}

#[test]
fn numbers_that_differ_by_a_sign_have_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    for number in ["12", "1-2"] {
        let file = folder.path().join("juten.yaml");
        std::fs::write(
            &file,
            DRAFT.replace("評価書名:", &format!("評価書番号: {number}\n評価書名:")),
        )
        .unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_hyoka"))
            .arg("publish")
            .arg(&file)
            .arg("-o")
            .arg(folder.path().join("out"))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
    }
    assert_eq!(
        made(folder.path()),
        ["1-2-juten.html", "1-2-juten.pdf", "12-juten.html", "12-juten.pdf"]
    );
}
