//! How long each stage takes on the sample city's assessment, and on files that nobody should write.
//!
//! `cargo bench --no-default-features` leaves the PDF out. `pdf::whole` against `pdf::bare` says what reading, checking and
//! laying out add to what typst alone takes for the same pages.

use divan::{Bencher, black_box};
use hyoka::answers::{self, Assessment};
use hyoka::body::cases::Case;
use hyoka::body::{Memory, Place, examine};
use hyoka::check::{Check, Findings, check};
use hyoka::form::{builtin, load};
use hyoka::layout::{self, Page};
use hyoka::publish::html;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

fn main() {
    divan::main();
}

fn file(path: &str) -> Vec<u8> {
    let path = format!("{}/assessments/012/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn assessment(path: &str) -> Assessment {
    let read = answers::read(builtin(), path, &file(path));
    read.assessment.expect("the sample city's files are assessments")
}

fn page(assessment: &Assessment) -> Page {
    layout::page(assessment)
}

/// What a program does once before it reads its first file.
#[divan::bench]
fn load_definition(bencher: Bencher<'_, '_>) {
    let file = "schemas/forms/juten.2018-05.yaml";
    let path = format!("{}/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    bencher.bench_local(|| load(file, black_box(&text)));
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let bytes = file("juten.yaml");
    bencher.bench_local(|| answers::read(builtin(), "juten.yaml", black_box(&bytes)));
}

#[divan::bench]
fn check_rules(bencher: Bencher<'_, '_>) {
    // A new one each time: the texts are folded by the first rule that looks for words.
    bencher
        .with_inputs(|| assessment("juten.yaml"))
        .bench_local_refs(|assessment| check(assessment, TODAY));
}

/// All that a verb asks of one file: reading, every way to look, and what no font can print.
#[divan::bench]
fn examine_file(bencher: Bencher<'_, '_>) {
    let shelf = Memory::default().with("012/juten.yaml", file("juten.yaml"));
    let case = Case {
        files: vec![Place::File("012/juten.yaml".into())],
        ..Case::default()
    };
    bencher.bench_local(|| examine(&shelf, black_box(&case), TODAY.into()).files.len());
}

/// Each rule alone, by its code: what a rule of words costs shows here first.
#[divan::bench(args = hyoka::check::rules().iter().filter(|rule| matches!(rule.check, Check::Alone(_))).map(|rule| rule.code))]
fn check_rule(bencher: Bencher<'_, '_>, code: &str) {
    let assessment = assessment("juten.yaml");
    divan::black_box_drop(assessment.folded().len());
    let Some(Check::Alone(check)) = hyoka::check::rule(code).map(|rule| rule.check) else {
        return;
    };
    bencher.bench_local(|| {
        let mut findings = Findings::new(TODAY);
        check(black_box(&assessment), &mut findings);
        findings
    });
}

/// What the rules of words share.
#[divan::bench]
fn fold_texts(bencher: Bencher<'_, '_>) {
    bencher
        .with_inputs(|| assessment("juten.yaml"))
        .bench_local_refs(|assessment| assessment.folded().len());
}

#[divan::bench]
fn diff(bencher: Bencher<'_, '_>) {
    let old = assessment("published/juten.2025-06-30.yaml");
    let new = assessment("juten.yaml");
    bencher.bench_local(|| hyoka::change::rows(black_box(&old), black_box(&new)));
}

#[divan::bench]
fn layout_pages(bencher: Bencher<'_, '_>) {
    let assessment = assessment("juten.yaml");
    bencher.bench_local(|| page(black_box(&assessment)));
}

#[divan::bench]
fn html_page(bencher: Bencher<'_, '_>) {
    let page = page(&assessment("juten.yaml"));
    bencher.bench_local(|| html::print(black_box(&page)));
}

/// A table of changes that has grown over the years, with long cells: time must grow as its rows do, so that 500 take at most
/// six times what 100 take.
mod history {
    use super::{Assessment, Bencher, TODAY, answers, black_box, builtin, check, file, html, page};
    use hyoka::check::look::since::check_since;
    use hyoka::record::{Wanted, record};
    use std::fmt::Write as _;

    const ROWS: [usize; 2] = [100, 500];

    /// The sample with so many rows before its own, each of some 900 letters, and a sentence changed.
    pub fn text(rows: usize) -> String {
        let sample = String::from_utf8(file("juten.yaml")).expect("samples are UTF-8");
        let (body, own) = sample.split_once("\n変更箇所:\n").expect("the sample has a table");
        let long = "・サーバー室への入退室は、あらかじめ登録した者に限り、生体認証により確認し、記録を三年間保管する。\n      ".repeat(9);
        let mut table = String::new();
        for row in 0..rows {
            let _ = write!(
                table,
                "  - 変更日: 2020-0{}-1{}\n    項目: Ⅲ-7 その他の措置の内容（介護保険資格・給付ファイル）\n    変更前の記載: |-\n      {long}{row}\n    変更後の記載: |-\n      {long}{row}番\n    提出時期: 事後\n    提出時期に係る説明: 組織改編に伴う変更\n",
                1 + row / 10 % 9,
                row % 10
            );
        }
        format!("{body}\n変更箇所:\n{table}{own}")
    }

    fn read(text: &str) -> Assessment {
        let read = answers::read(builtin(), "juten.yaml", text.as_bytes());
        read.assessment.expect("it is an assessment")
    }

    /// The version before and a version with a change that no row tells.
    fn versions(rows: usize) -> (Assessment, Assessment, String) {
        let old = text(rows);
        let new = old
            .replacen("公表日: 2026-06-30", "公表日: 2026-11-20", 1)
            .replacen("審査会の日程", "審査会の開催の日程", 1)
            .replacen("被保険者証を交付する。", "被保険者証を郵送により交付する。", 1);
        (read(&old), read(&new), new)
    }

    #[divan::bench(args = ROWS)]
    fn reading(bencher: Bencher<'_, '_>, rows: usize) {
        let text = text(rows);
        bencher.bench_local(|| read(black_box(&text)));
    }

    #[divan::bench(args = ROWS)]
    fn checking(bencher: Bencher<'_, '_>, rows: usize) {
        bencher
            .with_inputs(|| read(&text(rows)))
            .bench_local_refs(|assessment| check(assessment, TODAY));
    }

    #[divan::bench(args = ROWS)]
    fn checking_since(bencher: Bencher<'_, '_>, rows: usize) {
        let (old, new, _) = versions(rows);
        bencher.bench_local(|| check_since(black_box(&old), black_box(&new), TODAY));
    }

    #[divan::bench(args = ROWS)]
    fn recording(bencher: Bencher<'_, '_>, rows: usize) {
        let (old, new, text) = versions(rows);
        let wanted = Wanted::default();
        bencher.bench_local(|| record(builtin(), text.as_bytes(), black_box(&new), &old, &wanted).expect("it records"));
    }

    /// All rows are of the version that is written.
    #[divan::bench(args = ROWS)]
    fn checking_fresh_rows(bencher: Bencher<'_, '_>, rows: usize) {
        let old = read(&String::from_utf8(file("juten.yaml")).expect("samples are UTF-8"));
        let new = read(&text(rows));
        bencher.bench_local(|| check_since(black_box(&old), black_box(&new), TODAY));
    }

    #[divan::bench(args = ROWS)]
    fn html_page(bencher: Bencher<'_, '_>, rows: usize) {
        let page = page(&read(&text(rows)));
        bencher.bench_local(|| html::print(black_box(&page)));
    }
}

/// Reading must stay near to linear: each of these is about as long as a file may be.
mod large {
    use super::{Bencher, answers, black_box, builtin};

    const KINDS: [&str; 7] = [
        "rows",
        "numbered entries",
        "unknown keys",
        "keys with full-width colons",
        "one text of many lines",
        "one line",
        "one long key",
    ];

    fn text(kind: &str) -> String {
        let lines = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<String>();
        let body = match kind {
            "rows" => "変更箇所:\n".to_owned() + &"- {}\n".repeat(200_000),
            "numbered entries" => {
                "特定個人情報ファイル:\n".to_owned() + &lines(200_000, |line| format!("- 番号: {line}\n"))
            }
            "unknown keys" => lines(100_000, |line| format!("覚え書き{line}: 値\n")),
            "keys with full-width colons" => "特記事項: 文\n".to_owned() + &"  部署：総務課\n".repeat(200_000),
            "one text of many lines" => "特記事項: 文\n".to_owned() + &"  これは続きの行である。\n".repeat(100_000),
            "one line" => format!("変更箇所: [{}]\n", "あ,".repeat(1_000_000)),
            _ => format!("{}: 1\n", "あ".repeat(1_500_000)),
        };
        format!("様式: 重点項目評価書\n{body}")
    }

    #[divan::bench(args = KINDS, sample_count = 3, sample_size = 1)]
    fn read(bencher: Bencher<'_, '_>, kind: &str) {
        let text = text(kind);
        bencher.bench_local(|| answers::read(builtin(), "large.yaml", black_box(text.as_bytes())));
    }
}

#[cfg(feature = "pdf")]
mod pdf {
    use hyoka::publish::Fonts;
    use hyoka::publish::pdf::{Attachment, Meta, Printer};

    use super::{Bencher, TODAY, answers, assessment, black_box, builtin, check, date, file, layout, page};

    fn printer() -> Printer {
        let fonts = Fonts::find(None).expect("`make fonts` fetches the fonts");
        Printer::new(&fonts).expect("the two PDF standards go together")
    }

    fn meta(bytes: &[u8]) -> Meta {
        Meta {
            date: date(2026, 6, 30),
            ident: "juten 12".to_owned(),
            attachment: Some(Attachment {
                name: "juten.yaml".to_owned(),
                bytes: bytes.to_vec(),
            }),
        }
    }

    /// From the bytes of the file to the bytes of the PDF, as `hyoka publish` does it.
    fn all(printer: &Printer, bytes: &[u8]) -> Vec<u8> {
        let read = answers::read(builtin(), "juten.yaml", bytes);
        let assessment = read.assessment.expect("the sample is an assessment");
        divan::black_box_drop(check(&assessment, TODAY));
        let page = layout::page(&assessment);
        printer
            .print(&page, &meta(bytes))
            .expect("the template draws the sample")
    }

    /// The first document of a run: typst's caches are empty.
    #[divan::bench(sample_count = 20, sample_size = 1)]
    fn whole_first(bencher: Bencher<'_, '_>) {
        let (printer, bytes) = (printer(), file("juten.yaml"));
        bencher
            .with_inputs(|| comemo::evict(0))
            .bench_local_values(|()| all(&printer, black_box(&bytes)));
    }

    #[divan::bench(sample_count = 20, sample_size = 1)]
    fn bare_first(bencher: Bencher<'_, '_>) {
        let (printer, meta) = (printer(), meta(&file("juten.yaml")));
        let page = page(&assessment("juten.yaml"));
        let prepared = printer.prepare(&page, &meta).expect("a page tree is JSON");
        bencher
            .with_inputs(|| comemo::evict(0))
            .bench_local_values(|()| prepared.draw().expect("the template draws the sample"));
    }

    /// The same document again, as in a run over many versions.
    #[divan::bench(sample_count = 50, sample_size = 1)]
    fn whole_again(bencher: Bencher<'_, '_>) {
        let (printer, bytes) = (printer(), file("juten.yaml"));
        all(&printer, &bytes);
        bencher.bench_local(|| all(&printer, black_box(&bytes)));
    }

    #[divan::bench(sample_count = 50, sample_size = 1)]
    fn bare_again(bencher: Bencher<'_, '_>) {
        let (printer, meta) = (printer(), meta(&file("juten.yaml")));
        let page = page(&assessment("juten.yaml"));
        let prepared = printer.prepare(&page, &meta).expect("a page tree is JSON");
        let draw = || {
            let drawn = prepared.draw().expect("the template draws the sample");
            // As `Printer::print` does, so that both find the caches alike.
            comemo::evict(5);
            drawn
        };
        draw();
        bencher.bench_local(draw);
    }
}
