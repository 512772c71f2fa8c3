//! Where words stand on paper: none runs over a border, short rows and boxes stay whole. Measured on typst's own pages.

use std::fmt::Write as _;
use std::path::PathBuf;

use hyoka::answers::{self, Assessment};
use hyoka::form::builtin;
use hyoka::layout;
use hyoka::publish::Fonts;
use hyoka::publish::pdf::{Meta, Printer};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::visualize::Geometry;

use super::{read, samples};

/// A run of text: its words, where it begins and ends, and the height of its middle. In points.
struct Words {
    text: String,
    left: f64,
    right: f64,
    middle: f64,
}

/// A line from top to bottom.
struct Border {
    x: f64,
    top: f64,
    bottom: f64,
}

#[derive(Default)]
struct Paper {
    width: f64,
    words: Vec<Words>,
    borders: Vec<Border>,
}

impl Paper {
    fn of(frame: &Frame) -> Self {
        let mut paper = Self {
            width: frame.width().to_pt(),
            ..Self::default()
        };
        paper.gather(frame, Point::zero());
        paper
            .words
            .sort_by(|a, b| a.middle.total_cmp(&b.middle).then(a.left.total_cmp(&b.left)));
        paper
    }

    fn gather(&mut self, frame: &Frame, origin: Point) {
        for (at, item) in frame.items() {
            let at = origin + *at;
            match item {
                FrameItem::Group(group) => {
                    let moved = Point::new(group.transform.tx, group.transform.ty);
                    self.gather(&group.frame, at + moved);
                }
                FrameItem::Text(text) => self.words.push(Words {
                    text: text.text.to_string(),
                    left: at.x.to_pt(),
                    right: (at.x + text.width()).to_pt(),
                    // `at` is the foot of the letters.
                    middle: (at.y - text.size * 0.35).to_pt(),
                }),
                FrameItem::Shape(shape, _) => {
                    if let Geometry::Line(to) = shape.geometry
                        && to.x.abs() < Abs::pt(0.1)
                    {
                        let ends = [at.y.to_pt(), (at.y + to.y).to_pt()];
                        self.borders.push(Border {
                            x: at.x.to_pt(),
                            top: ends[0].min(ends[1]),
                            bottom: ends[0].max(ends[1]),
                        });
                    }
                }
                FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// The words that cross a border or leave the paper.
    fn strays(&self) -> impl Iterator<Item = &Words> {
        // Rounding, and the white at both sides of a sign.
        const SLACK: f64 = 0.6;
        self.words.iter().filter(|words| {
            let crossed = self.borders.iter().any(|border| {
                words.left + SLACK < border.x
                    && border.x < words.right - SLACK
                    && border.top < words.middle
                    && words.middle < border.bottom
            });
            crossed || words.right > self.width - 36.0
        })
    }

    fn holds(&self, text: &str) -> bool {
        let all: String = self.words.iter().map(|words| words.text.as_str()).collect();
        all.contains(text)
    }
}

fn pages(printer: &Printer, assessment: &Assessment) -> Vec<Paper> {
    let meta = Meta {
        date: jiff::civil::date(2026, 6, 30),
        ident: "test".to_owned(),
        attachment: None,
    };
    let page = layout::page(assessment);
    let document = printer.prepare(&page, &meta).unwrap().pages().unwrap();
    document.pages().iter().map(|page| Paper::of(&page.frame)).collect()
}

fn printer() -> Printer {
    Printer::new(&Fonts::find(None).unwrap()).unwrap()
}

fn of(text: &str) -> Assessment {
    answers::read(builtin(), "a.yaml", text.as_bytes()).assessment.unwrap()
}

/// A line without a place to break, and a table of the author's as wide as a year.
fn hostile() -> Assessment {
    let months = (1..=12)
        .map(|month| format!(" {month}月 |"))
        .collect::<Vec<_>>()
        .concat();
    let counts = (1..=12)
        .map(|month| format!(" {} |", 12_340 + month))
        .collect::<Vec<_>>()
        .concat();
    let rule = "---|".repeat(13);
    let table = format!("| 区分 |{months}\n      |{rule}\n      | 人数 |{counts}\n");
    let wide = (0..60)
        .map(|column| format!(" 列{column} |"))
        .collect::<Vec<_>>()
        .concat();
    let wide = format!("|{wide}\n      |{}\n      |{wide}\n", "---|".repeat(60));
    let mut text = format!(
        "様式: 重点項目評価書\n評価書番号: ABCDEFGHIJKLMNOP-0123456789\n評価書名: IDENTITYMANAGEMENTSYSTEMに関する事務\n\
         基本情報:\n  事務:\n    事務の名称: IDENTITYMANAGEMENTSYSTEM\n    事務の内容: |-\n      {table}\n      表の後。\n      \n      {wide}\n変更箇所:\n"
    );
    for length in 6..24 {
        let word = "W".repeat(length);
        let _ = write!(
            text,
            "  - 変更日: 2026-06-30\n    項目: {word}\n    変更前の記載: ｢{word}｣の{word}\n    変更後の記載: {word}\n    \
             提出時期: 事後\n    提出時期に係る説明: {word}\n"
        );
    }
    of(&text)
}

#[test]
fn no_word_runs_over_a_border() {
    let printer = printer();
    let more = std::env::var("HYOKA_PAPER").unwrap_or_default();
    let files = samples().into_iter().chain(more.split_whitespace().map(PathBuf::from));
    let all = files.map(|file| read(&file).assessment.unwrap()).chain([hostile()]);
    for assessment in all {
        let papers = pages(&printer, &assessment);
        let borders: usize = papers.iter().map(|paper| paper.borders.len()).sum();
        assert!(
            borders > 30,
            "{borders}: the borders are not where this test looks for them"
        );
        for (number, paper) in (1..).zip(&papers) {
            let strays: Vec<&str> = paper.strays().map(|words| words.text.as_str()).collect();
            assert!(strays.is_empty(), "page {number}: {strays:?}");
        }
    }
}

#[test]
fn a_word_over_a_border_would_be_noticed() {
    let paper = Paper {
        width: 595.0,
        words: vec![Words {
            text: "長い言葉".to_owned(),
            left: 100.0,
            right: 140.0,
            middle: 50.0,
        }],
        borders: vec![Border {
            x: 120.0,
            top: 40.0,
            bottom: 60.0,
        }],
    };
    assert_eq!(paper.strays().count(), 1);
}

#[test]
fn a_short_row_of_the_table_of_changes_stands_whole() {
    let mut text = "様式: 重点項目評価書\n変更箇所:\n".to_owned();
    for number in 100..300 {
        let lines = (0..number % 6)
            .map(|line| format!("      {line}行目\n"))
            .collect::<Vec<_>>()
            .concat();
        let _ = write!(
            text,
            "  - 変更日: 2026-06-30\n    項目: Ⅱ-6\n    変更前の記載: |-\n      始め{number}\n{lines}    変更後の記載: \
             |-\n{lines}      終わり{number}\n"
        );
    }
    let papers = pages(&printer(), &of(&text));
    assert!(papers.len() > 8);
    for number in 100..300 {
        let on = |word: &str| papers.iter().position(|paper| paper.holds(&format!("{word}{number}")));
        assert!(on("始め").is_some());
        assert_eq!(on("始め"), on("終わり"), "row {number}");
    }
}

#[test]
fn boxes_stay_with_their_question_and_no_page_is_bare() {
    let printer = printer();
    for file in samples() {
        for (number, paper) in (1..).zip(pages(&printer, &read(&file).assessment.unwrap())).skip(1) {
            let first = &paper.words[0].text;
            let is_box = first.starts_with("[ ] ") || first.starts_with("[○]");
            assert!(!is_box, "{}: page {number} begins with {first}", file.display());
            // The number of the page is a word too.
            assert!(paper.words.len() > 3, "{}: page {number} is bare", file.display());
        }
    }
}
