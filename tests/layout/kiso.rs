//! The page of 様式2: what it has and 様式3 has not.

use hyoka::layout::{Block, Content, Page, Rich, Row};
use hyoka::publish::html;

use super::{headings, page, part};

fn sample() -> Page {
    page(include_str!("../../assessments/003/kiso.yaml"))
}

fn old_sample() -> Page {
    page(include_str!("../../assessments/021/kiso.yaml"))
}

/// The rows of the section whose heading starts so.
fn rows<'p>(page: &'p Page, start: &str, section: &str) -> Vec<&'p Row> {
    let blocks = part(page, start);
    let at = blocks
        .iter()
        .position(|block| matches!(block, Block::Heading { text, .. } if text.starts_with(section)));
    let own = blocks[at.unwrap() + 1..].iter();
    own.take_while(|block| !matches!(block, Block::Heading { .. }))
        .flat_map(|block| match block {
            Block::Rows { rows } => rows.iter(),
            _ => [].iter(),
        })
        .collect()
}

fn words(content: &Content) -> String {
    let Content::Text { blocks } = content else {
        return String::new();
    };
    let spans = blocks.iter().flat_map(|block| match block {
        Rich::Line { spans, .. } => spans.as_slice(),
        _ => &[],
    });
    spans.map(|run| run.text.as_str()).collect()
}

#[test]
fn its_parts_and_sections_stand_in_the_order_of_the_form() {
    let outline = |page: &Page| {
        let mut lines = Vec::new();
        for part in &page.parts {
            lines.push(part.heading.clone());
            for (level, text) in headings(&part.blocks) {
                assert_eq!(level, 3, "{text}");
                lines.push(format!("  {text}"));
            }
        }
        lines.join("\n")
    };
    insta::assert_snapshot!("kiso-2024-10", outline(&sample()));
    insta::assert_snapshot!("kiso-2019-01", outline(&old_sample()));
}

#[test]
fn what_is_not_done_is_ticked_beside_its_heading() {
    let page = old_sample();
    let mut ticks = Vec::new();
    for block in part(&page, "Ⅳ") {
        if let Block::Heading { ticks: own, .. } = block {
            ticks.extend(own.iter().map(|tick| (tick.text.as_str(), tick.ticked)));
        }
    }
    assert_eq!(
        ticks,
        [
            ("委託しない", false),
            ("提供・移転しない", true),
            ("接続しない（入手）", true),
            ("接続しない（提供）", true)
        ]
    );
}

#[test]
fn the_note_of_the_form_stands_below_the_answer() {
    let page = sample();
    let rows = rows(&page, "Ⅳ", "1.");
    let [answer, note] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    assert!(matches!(&answer.content, Content::Choice { chosen, .. } if chosen == "基礎項目評価書"));
    assert!(note.label.is_empty());
    assert!(words(&note.content).starts_with("2)又は3)を選択した評価実施機関については、"));
}

#[test]
fn a_question_stands_as_the_form_words_it() {
    let page = sample();
    let labels = |section| -> Vec<&str> { rows(&page, "Ⅳ", section).iter().map(|row| row.label.as_str()).collect() };
    assert_eq!(
        labels("3."),
        [
            "目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスクへの対策は十分か",
            "権限のない者（元職員、アクセス権限のない職員等）によって不正に使用されるリスクへの対策は十分か",
        ]
    );
    assert_eq!(
        labels("11."),
        [
            "最も優先度が高いと考えられる対策",
            "当該対策は十分か【再掲】",
            "判断の根拠"
        ]
    );
}

#[test]
fn a_form_without_a_mark_explains_none() {
    let [without, with] = [sample(), super::sample()];
    assert_eq!(without.legend, "");
    let html = html::print(&without).unwrap();
    assert!(!html.contains("class=\"legend\"") && !html.contains('※'));
    assert!(html::print(&with).unwrap().contains("class=\"legend\""));
}

#[test]
fn the_result_of_the_threshold_is_a_sentence_below_the_facts_on_the_same_page() {
    for page in [sample(), old_sample()] {
        let result = page.parts.iter().find(|part| part.heading.starts_with('Ⅲ')).unwrap();
        assert!(result.follows);
        assert_eq!(page.parts.iter().filter(|part| part.follows).count(), 1);
        let [Block::Rows { rows }] = result.blocks.as_slice() else {
            panic!("{:?}", result.blocks)
        };
        // The sentence alone: no options stand beside it.
        assert!(
            words(&rows[0].content).ends_with("義務付けられる"),
            "{:?}",
            rows[0].content
        );
    }
}

#[test]
fn a_counting_date_is_printed_as_a_point_in_time() {
    let page = sample();
    let counted = rows(&page, "Ⅱ", "1. 対象人数");
    assert!(
        words(&counted[1].content).ends_with("日 時点"),
        "{:?}",
        counted[1].content
    );
}

#[test]
fn it_has_no_list_of_parts_on_paper() {
    assert_eq!(sample().contents_heading, "");
    assert_eq!(super::sample().contents_heading, "項目一覧");
    // The page of the web leads to its parts all the same.
    assert!(
        html::print(&sample())
            .unwrap()
            .contains("<h2 id=\"contents\">目次</h2>")
    );
}
