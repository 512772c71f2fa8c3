//! `hyoka register`: a row a 事務, the same in every output.

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use super::{file, folder, hyoka};

const TODAY: &str = "--today=2026-11-23";

fn body() -> tempfile::TempDir {
    let folder = folder();
    for (path, number, name) in [
        ("assessments/010/juten.yaml", "10", "年金事務"),
        ("assessments/9/kiso.yaml", "9", "保険事務"),
    ] {
        let form = if path.ends_with("kiso.yaml") {
            "基礎項目評価書"
        } else {
            "重点項目評価書"
        };
        std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        let text = format!(
            "様式: {form}\n評価書番号: \"{number}\"\n評価書名: {name} {form}\n評価実施機関名: 見本市長\n公表日: 2025-04-01\n管理: {{実施種別: 新規}}\n基本情報:\n  事務: {{事務の名称: {name}}}\n  特定個人情報ファイル名: [甲ファイル, 乙ファイル]\n"
        );
        file(&folder, path, text);
    }
    folder
}

#[test]
fn a_row_for_each_procedure_stands_in_every_output() {
    let folder = body();
    let (path, out) = (folder.path().to_str().unwrap(), folder.path().join("out"));
    let ran = hyoka(&["register", TODAY, path, "-o", out.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));

    let html = std::fs::read_to_string(out.join("register.html")).unwrap();
    assert!(
        html.contains("公式の様式1ではありません") && html.contains("見本市長") && html.contains("令和8年11月23日")
    );
    let places: Vec<usize> = ["保険事務 基礎項目評価書", "年金事務 重点項目評価書"]
        .iter()
        .map(|name| html.find(name).unwrap())
        .collect();
    assert!(places.is_sorted(), "not in the order of their numbers");

    let mut book: Xlsx<_> = open_workbook(out.join("register.xlsx")).unwrap();
    let sheet = book.worksheet_range("評価書の一覧").unwrap();
    let rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect())
        .collect();
    assert!(rows[1][0].contains("公式の様式1ではありません"));
    assert_eq!(rows[5][0], "評価書番号");
    assert_eq!(rows[6][1], "保険事務 基礎項目評価書\n（保険事務）");
    assert_eq!(rows[7][5], "甲ファイル\n乙ファイル");
    assert!(rows[7][8].contains("再実施期限 令和12年4月1日"), "{:?}", rows[7]);
    assert_eq!(rows.len(), 8);
}

#[test]
fn the_same_body_gives_the_same_bytes() {
    let folder = body();
    let path = folder.path().to_str().unwrap();
    let made: Vec<Vec<u8>> = ["one", "two"]
        .iter()
        .map(|name| {
            let out = folder.path().join(name);
            assert_eq!(hyoka(&["register", TODAY, path, "-o", out.to_str().unwrap()]).code, 0);
            std::fs::read(out.join("register.xlsx")).unwrap()
        })
        .collect();
    assert!(made[0] == made[1]);
}

#[test]
fn what_cannot_be_read_leaves_no_list_behind() {
    let folder = body();
    file(&folder, "assessments/010/zenkomoku.yaml", "様式: [");
    let (path, out) = (folder.path().to_str().unwrap(), folder.path().join("out"));
    let ran = hyoka(&["register", TODAY, path, "-o", out.to_str().unwrap()]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("hyoka check") && ran.err.contains("一覧を作りませんでした"),
        "{}",
        ran.err
    );
    assert!(!out.exists());
}

#[test]
fn the_five_years_are_those_that_status_tells() {
    let folder = folder();
    for name in ["kiso.yaml", "published/kiso.2020-03-27.yaml", "published/SHA256SUMS"] {
        let text = std::fs::read_to_string(crate::files::project("assessments/007").join(name)).unwrap();
        std::fs::create_dir_all(folder.path().join("assessments/007/published")).unwrap();
        file(&folder, &format!("assessments/007/{name}"), text);
    }
    let (path, out) = (folder.path().to_str().unwrap(), folder.path().join("out"));
    let status = hyoka(&["status", TODAY, path]);
    assert!(status.out.contains("再実施 令和7年3月27日"), "{}", status.out);
    let ran = hyoka(&["register", TODAY, path, "-o", out.to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let html = std::fs::read_to_string(out.join("register.html")).unwrap();
    assert!(html.contains("再実施期限 令和7年3月27日"));
}
