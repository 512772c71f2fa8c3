//! The page tree follows the form: slots, counts, groups, and anchors that a citizen can cite.

mod kiso;

use std::collections::BTreeSet;

use hyoka::answers;
use hyoka::form::builtin;
use hyoka::layout::{self, Block, Content, Page};

fn page(text: &str) -> Page {
    let read = answers::read(builtin(), "見本.yaml", text.as_bytes());
    assert!(
        read.findings
            .iter()
            .all(|finding| ["F101", "F121"].contains(&finding.code)),
        "{:?}",
        read.findings
    );
    layout::page(&read.assessment.unwrap())
}

fn sample() -> Page {
    page(include_str!("../../assessments/012/juten.yaml"))
}

fn part<'p>(page: &'p Page, start: &str) -> &'p [Block] {
    &page
        .parts
        .iter()
        .find(|part| part.heading.starts_with(start))
        .unwrap()
        .blocks
}

fn headings(blocks: &[Block]) -> Vec<(u8, &str)> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, text, .. } => Some((*level, text.as_str())),
            _ => None,
        })
        .collect()
}

const SYSTEMS: &str = "様式: 重点項目評価書\n基本情報:\n  システム:\n    - {番号: 1, システムの名称: 窓口システム}\n    - {番号: 4, システムの名称: 中間サーバー}\n";

#[test]
fn empty_slots_keep_their_headings() {
    let page = page(SYSTEMS);
    let names: Vec<_> = headings(part(&page, "Ⅰ"))
        .into_iter()
        .filter(|(_, text)| text.starts_with("システム"))
        .collect();
    assert_eq!(
        names,
        [
            (4, "システム1"),
            (4, "システム2～5"),
            (5, "システム2"),
            (5, "システム3"),
            (5, "システム4"),
            (4, "システム6～10"),
            (4, "システム11～15"),
            (4, "システム16～20"),
        ]
    );
}

#[test]
fn a_gap_before_a_filled_slot_is_printed_as_empty() {
    let page = page(SYSTEMS);
    let blocks = part(&page, "Ⅰ");
    let gap = blocks
        .iter()
        .position(|block| matches!(block, Block::Heading { text, .. } if text == "システム3"))
        .unwrap();
    let Block::Rows { rows } = &blocks[gap + 1] else {
        panic!("{:?}", blocks[gap + 1])
    };
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.content == Content::Empty));
}

#[test]
fn entries_are_counted_beside_the_choice() {
    let page = sample();
    let counts: Vec<_> = part(&page, "Ⅱ")
        .iter()
        .filter_map(|block| match block {
            Block::Rows { rows } => Some(rows),
            _ => None,
        })
        .flatten()
        .filter_map(|row| match &row.content {
            Content::Choice { count: Some(count), .. } => Some(vec![*count]),
            Content::Choices { groups } => {
                let counts: Vec<_> = groups
                    .iter()
                    .flat_map(|group| &group.options)
                    .filter_map(|o| o.count)
                    .collect();
                (!counts.is_empty()).then_some(counts)
            }
            _ => None,
        })
        .collect();
    assert_eq!(counts, [vec![2], vec![1, 2]], "委託, 提供 and 移転 of the first file");
}

#[test]
fn a_group_of_rows_stands_beside_its_items() {
    let page = sample();
    let groups: Vec<_> = part(&page, "Ⅱ")
        .iter()
        .filter_map(|block| match block {
            Block::Rows { rows } => Some(rows),
            _ => None,
        })
        .flatten()
        .filter_map(|row| row.group.as_ref().map(|group| (group.text.as_str(), group.rows)))
        .collect();
    assert_eq!(groups[0], ("④使用の主体", 2));
    assert_eq!(groups[1], ("再委託", 3));
}

#[test]
fn every_anchor_stands_once() {
    let page = sample();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for block in page.cover.iter().chain(page.parts.iter().flat_map(|part| &part.blocks)) {
        match block {
            Block::Heading { anchor, ticks, .. } => {
                all.push(anchor.clone());
                all.extend(ticks.iter().map(|tick| tick.anchor.clone()));
            }
            Block::Rows { rows } => all.extend(rows.iter().map(|row| row.anchor.clone())),
            Block::Grid { rows, .. } => all.extend(rows.iter().map(|row| row.anchor.clone())),
        }
    }
    all.extend(page.parts.iter().map(|part| part.anchor.clone()));
    assert!(all.len() > 300);
    for anchor in all {
        assert!(seen.insert(anchor.clone()), "{anchor} stands twice");
    }
}

#[test]
fn an_item_has_the_same_anchor_in_every_version() {
    let anchor = |page: &Page| {
        let rows = part(page, "Ⅴ").iter().find_map(|block| match block {
            Block::Rows { rows } => Some(rows),
            _ => None,
        });
        rows.unwrap()[0].anchor.clone()
    };
    let old = page(include_str!("../../assessments/012/published/juten.2024-06-28.yaml"));
    assert_eq!(anchor(&old), anchor(&sample()));
}

#[test]
fn a_figure_that_nobody_saw_leaves_its_words() {
    let page =
        page("様式: 全項目評価書\n事務の内容:\n  事務の流れ:\n    - 図: a.svg\n      代替テキスト: 届出の流れ\n");
    let Block::Rows { rows } = &part(&page, "（別添1）")[0] else {
        panic!("no rows")
    };
    let Content::Figures { figures } = &rows[0].content else {
        panic!("{:?}", rows[0])
    };
    assert_eq!((figures[0].alt.as_str(), figures[0].format), ("届出の流れ", None));
    assert!(page.pictures.is_empty());
    let html = hyoka::publish::html::print(&page).unwrap();
    assert!(html.contains("届出の流れ") && !html.contains("<img"));
}

#[test]
fn no_heading_skips_a_level() {
    let page = sample();
    for part in &page.parts {
        let mut last = 2;
        for (level, text) in headings(&part.blocks) {
            assert!(level <= last + 1, "{text} jumps from {last} to {level}");
            last = level;
        }
    }
}
