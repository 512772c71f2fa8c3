//! Nothing is lost on paper: every answer of an assessment stands in the text of its PDF and of its HTML.
//!
//! `HYOKA_PAPER` names further files, separated by spaces. The text of a PDF is read by `pdftotext`, which CI has; without
//! it the HTML alone is held to it, and the test says so.

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;
use std::process::Command;

use hyoka::answers::{self, Assessment, Cursor, Value};
use hyoka::form::builtin;
use hyoka::layout;
use hyoka::publish::pdf::{Meta, Printer};
use hyoka::publish::{Fonts, html};
use hyoka::wareki;

use super::{read, samples};

#[test]
fn every_answer_stands_in_the_pdf_and_in_the_html() {
    let printer = Printer::new(&Fonts::find(None).unwrap()).unwrap();
    let more = std::env::var("HYOKA_PAPER").unwrap_or_default();
    let files = samples().into_iter().chain(more.split_whitespace().map(PathBuf::from));
    for file in files {
        let read = read(&file);
        let assessment = read.assessment.unwrap();
        // The copy for the Commission, which withholds nothing.
        let page = layout::page(&assessment);
        let answers = answers(&assessment);
        assert!(answers.len() > 30, "{}: only {} answers", file.display(), answers.len());

        let shown = html::print(&page).unwrap();
        let text = fold(&html_text(&shown));
        for (name, alt) in alts(&assessment) {
            let attribute = format!("alt=\"{alt}\">");
            assert!(
                shown.contains(&attribute),
                "{}: HTML lacks {name}: {alt}",
                file.display()
            );
        }
        for (name, answer) in &answers {
            assert!(text.contains(answer), "{}: HTML lacks {name}: {answer}", file.display());
        }

        let meta = Meta {
            date: jiff::civil::date(2026, 6, 30),
            ident: "test".to_owned(),
            attachment: None,
        };
        let pdf = printer.print(&page, &meta).unwrap();
        let spoken = pdf_alts(&pdf);
        for (name, alt) in alts(&assessment) {
            assert!(spoken.contains(&alt), "{}: PDF lacks {name}: {alt}", file.display());
        }
        let Some(pages) = pdf_pages(&pdf) else { continue };
        assert!(pages.len() > 3);
        for (name, answer) in &answers {
            assert!(stands(answer, &pages), "{}: PDF lacks {name}: {answer}", file.display());
        }
    }
}

#[test]
fn a_lost_character_would_be_noticed() {
    let pages = [
        PageText::new("見本市は\n個人情報を\n"),
        PageText::new("守ります。\n別の欄"),
    ];
    assert!(stands("見本市は個人情報を守ります。", &pages));
    assert!(!stands("個人情報を守りません。", &pages));
    assert!(!stands("個人情報守ります。", &pages), "lost at the end of a page");
    assert!(!stands("個人情報をります。", &pages), "lost at the top of a page");
}

/// Name and folded text of every printed answer.
fn answers(assessment: &Assessment) -> Vec<(String, String)> {
    let form = assessment.form();
    let mut found = Vec::new();
    for leaf in assessment.top().leaves() {
        let item = leaf.item().unwrap();
        if !leaf.is_filled() || form.part(item).is_none_or(|part| !part.printed) {
            continue;
        }
        for text in words(&leaf, form.part(item).unwrap().table) {
            found.push((leaf.name(), fold(&text)));
        }
    }
    found
}

fn words(leaf: &Cursor<'_>, in_table: bool) -> Vec<String> {
    let item = leaf.item().unwrap();
    match &leaf.answer().unwrap().value {
        Value::Text(text) => text_words(text),
        Value::Date(date) => vec![wareki::format(*date) + item.after.as_deref().unwrap_or_default()],
        Value::Number(count) => vec![hyoka::number::format(*count) + item.after.as_deref().unwrap_or_default()],
        Value::Choice(index) if in_table || !item.listed => vec![item.options[*index].text.clone()],
        Value::Choice(index) => vec![format!("[{}]", item.options[*index].text)],
        Value::Tick(_) => vec![format!("[○]{}", item.label)],
        Value::Texts(pieces) => pieces.iter().map(|piece| piece.text.clone()).collect(),
        Value::Ticks(_) => leaf
            .ticks()
            .iter()
            .map(|(option, tick)| {
                let blank = if option.blank {
                    format!("（{}）", tick.blank)
                } else {
                    String::new()
                };
                format!("[○]{}{blank}", option.text)
            })
            .collect(),
        // Nobody sees them; `alts` has them.
        Value::Figures(_) => Vec::new(),
        Value::Empty | Value::Group | Value::Withheld | Value::Invalid(_) => {
            panic!("{} is no printed answer", leaf.name())
        }
    }
}

/// Name and alternative text of every figure.
fn alts(assessment: &Assessment) -> Vec<(String, String)> {
    let leaves = assessment.top().leaves().into_iter();
    let alts = leaves.flat_map(|leaf| {
        leaf.figures()
            .iter()
            .map(move |figure| (leaf.name(), figure.alt.clone()))
    });
    alts.collect()
}

/// The alternative texts of a PDF, which its structure has in hexadecimal UTF-16.
fn pdf_alts(pdf: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let strings = text
        .split("/Alt<FEFF")
        .skip(1)
        .filter_map(|rest| rest.split('>').next());
    let units = |hex: &str| -> Vec<u16> {
        let quads = hex.as_bytes().chunks(4).map(|quad| std::str::from_utf8(quad).unwrap());
        quads.map(|quad| u16::from_str_radix(quad, 16).unwrap()).collect()
    };
    strings.map(|hex| String::from_utf16(&units(hex)).unwrap()).collect()
}

#[test]
fn figures_of_the_sample_city_are_looked_at() {
    let figures: usize = samples()
        .iter()
        .map(|file| alts(&read(file).assessment.unwrap()).len())
        .sum();
    assert!(figures >= 2);
}

/// The lines of a text as one, but each item of a list and each cell of a table alone: the page draws marks between them.
///
/// Told from the text itself, not by the program's own reader: only `**`, links, marks of lists and bars of tables go.
fn text_words(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let is_rule = |line: &&str| line.starts_with('|') && line.contains("---");
    let mut words = vec![String::new()];
    for (at, line) in lines.iter().enumerate() {
        let beside = |index: Option<usize>| index.and_then(|index| lines.get(index)).copied();
        let (above, below) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        let in_list = list_words(line).filter(|_| {
            [above, below]
                .into_iter()
                .flatten()
                .any(|line| list_words(line).is_some())
        });
        if let Some(item) = in_list {
            words.extend([without_signs(item), String::new()]);
        } else if line.starts_with('|') && lines.iter().any(is_rule) {
            let cells = line.trim_matches('|').split('|').filter(|_| !is_rule(line));
            words.extend(cells.map(|cell| without_signs(cell.trim())));
            words.push(String::new());
        } else {
            *words.last_mut().unwrap() += &without_signs(line);
        }
    }
    words
}

/// What stands behind the mark of a list's line.
fn list_words(line: &str) -> Option<&str> {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number
        .strip_prefix(". ")
        .filter(|_| number.len() < line.len() && !(line.starts_with('0') && line.len() > number.len() + 1));
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")).or(numbered)
}

/// A line without pairs of `**`, and with the address of a link in brackets behind its words.
fn without_signs(line: &str) -> String {
    let mut line = line.to_owned();
    if line.matches("**").count().is_multiple_of(2) && !line.contains("***") {
        line = line.replace("**", "");
    }
    while let Some(middle) = line.find("](http") {
        let open = line[..middle].rfind('[').unwrap();
        let close = middle + line[middle..].find(')').unwrap();
        line = format!(
            "{}{}（{}）{}",
            &line[..open],
            &line[open + 1..middle],
            &line[middle + 2..close],
            &line[close + 1..]
        );
    }
    line
}

#[test]
fn only_signs_of_emphasis_links_lists_and_tables_are_no_text() {
    let words = |text: &str| {
        text_words(text)
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        words("パスワードは*で、**重要**な*も\n[案内](https://www.example.jp/)を見る"),
        ["パスワードは*で、重要な*も案内（https://www.example.jp/）を見る"]
    );
    assert_eq!(words("- 一つ\n文"), ["- 一つ文"]);
    assert_eq!(
        words("- 甲\n- 乙\n文\n| 丙 |\n|---|\n| 丁 |"),
        ["甲", "乙", "文", "丙", "丁"]
    );
}

#[test]
fn what_only_looks_like_markdown_is_printed_as_it_stands() {
    let text =
        "パスワードは*で表示し、電話番号の*も伏せる。***と__も。\n01. 一\n02. 二\n0. 零\n1. 壱\n<b>太字</b> &amp; `印`";
    let source = format!(
        "様式: 重点項目評価書\n特記事項: {}\n",
        serde_json::to_string(text).unwrap()
    );
    let assessment = answers::read(builtin(), "a.yaml", source.as_bytes())
        .assessment
        .unwrap();
    let page = layout::page(&assessment);
    let html = html::print(&page).unwrap();
    assert!(html.contains(r#"<ol start="0">"#));
    let shown = fold(&html_text(&html));
    for words in text_words(text) {
        assert!(shown.contains(&fold(&words)), "{words}");
    }
    assert!(shown.contains("01.一02.二"));
}

fn fold(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The folded text of a page, and where its lines begin.
struct PageText {
    text: String,
    starts: HashSet<usize>,
}

impl PageText {
    fn new(text: &str) -> Self {
        let mut page = Self {
            text: String::new(),
            starts: HashSet::from([0]),
        };
        for line in text.lines() {
            page.text.push_str(&fold(line));
            page.starts.insert(page.text.len());
        }
        page
    }

    /// The lengths of those beginnings of `answer` that stand here up to the end of a line; with `from_line` only those
    /// that begin a line too. The longest first.
    fn beginnings(&self, answer: &str, from_line: bool) -> Vec<usize> {
        let mut lengths = BTreeSet::new();
        let first = answer.chars().next().map_or("", |c| &answer[..c.len_utf8()]);
        for (at, _) in self.text.match_indices(first) {
            if from_line && !self.starts.contains(&at) {
                continue;
            }
            let alike = answer
                .bytes()
                .zip(self.text[at..].bytes())
                .take_while(|(a, b)| a == b)
                .count();
            lengths.extend((1..=alike).filter(|length| self.starts.contains(&(at + length))));
        }
        lengths.into_iter().rev().collect()
    }
}

/// Whether an answer stands on one page, or on pages in turn: what a page's line ends with, the next one's line goes on.
fn stands(answer: &str, pages: &[PageText]) -> bool {
    pages.iter().any(|page| page.text.contains(answer))
        || (0..pages.len().saturating_sub(1)).any(|index| {
            let beginnings = pages[index].beginnings(answer, false);
            beginnings
                .iter()
                .any(|end| continues(&answer[*end..], &pages[index + 1..]))
        })
}

fn continues(rest: &str, pages: &[PageText]) -> bool {
    let Some((page, later)) = pages.split_first() else {
        return rest.is_empty();
    };
    let whole = page.text.match_indices(rest).any(|(at, _)| page.starts.contains(&at));
    whole
        || page
            .beginnings(rest, true)
            .iter()
            .any(|end| continues(&rest[*end..], later))
}

/// The folded text of each page, or `None` without `pdftotext`.
fn pdf_pages(pdf: &[u8]) -> Option<Vec<PageText>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("page.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8"])
        .arg(&path)
        .arg("-")
        .output();
    let Ok(output) = output else {
        assert!(std::env::var_os("CI").is_none(), "pdftotext is not installed");
        eprintln!("pdftotext is not installed: the text of the PDF was not looked at");
        return None;
    };
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split('\u{c}').map(PageText::new).collect())
}

/// The text of a page of ours, without style and tags.
fn html_text(html: &str) -> String {
    let body = html.split_once("</style>").unwrap().1;
    let mut text = String::new();
    let mut in_tag = false;
    for c in body.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag => text.push(c),
            _ => {}
        }
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    entities.iter().fold(text, |text, (entity, c)| text.replace(entity, c))
}

#[test]
fn only_what_is_told_apart_from_markup_is_text() {
    assert_eq!(
        html_text("<style>p{}</style><p id=\"a\">&lt;措置&gt; &amp;lt;</p>"),
        "<措置> &lt;"
    );
}
