//! What a page shows of two versions, in HTML, in Markdown and in the data of the PDF: no character lost, none that acts.

use std::fmt::Write as _;

use hyoka::answers::Assessment;
use hyoka::change::print::review::{Band, Review, ReviewRow, Run, review};
use hyoka::change::print::{Compared, markdown};
use hyoka::change::{Candidate, Cause, Comparison, Editions, Exception, ExceptionKind, Moved, compare};
use hyoka::publish::review as page;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{fair, juten, read};

/// Texts in which much could act: HTML, Markdown, typst, and what GitHub reads beside Markdown.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>と</del></td></table>を書く",
    "**強調**と~~取り消し~~と`コード`、__下線__、\\*逃がし\\*",
    "[見る](javascript:alert(1))と![図](https://example.jp/a.png)",
    "# 見出し\n- 箇条\n1. 番号\n> 引用\n| 甲 | 乙 |\n|---|---|",
    "&amp; &lt; &#35; &copy; <!-- 注釈 --> ]]>",
    "#let x = 1; $x^2$ と @label と <label> と \\ #{panic()}",
    "担当@example.jp、@someone、#12、www.example.jp、https://example.jp/a_b、:smile:",
    "{{ review }}{% if true %}{# 注 #}",
    "'引用'と\"引用\"、$価格$は100$",
    "「強調」**「か」**です。~~「消す」~~です",
    "<details><summary>畳む</summary>\n\n<br>&nbsp;",
    "行末の\\\n次の行^[注]と[^1]と===\n---",
];

/// Two versions of a text, with an equal beginning and an equal end of some lines.
fn versions(text: &str) -> (Assessment, Assessment) {
    let block = |middle: &str| {
        let mut yaml = String::from("評価書番号: 12\n基本情報:\n  事務:\n    事務の内容: |\n");
        for line in format!("{HEAD}{middle}\n{HEAD}").lines() {
            let _ = writeln!(yaml, "      {line}");
        }
        juten(&yaml)
    };
    (
        block(&format!("古い版では、{text}")),
        block(&format!("{text}と新しい版で書く")),
    )
}

const HEAD: &str = "一つ目の行\n二つ目の行\n三つ目の行\n四つ目の行\n五つ目の行\n";

fn seen(old: &Assessment, new: &Assessment, comparison: &Comparison) -> Review {
    review(&Compared {
        old,
        new,
        comparison,
        procedure: None,
    })
}

/// The words of one side, as the stretches of a row tell them.
fn side(row: &ReviewRow, pick: impl Fn(&Band) -> &[Run]) -> String {
    let texts = row.bands.iter().flat_map(|band| match band {
        Band::Same { text, .. } => vec![text.as_str()],
        Band::Changed { .. } => pick(band).iter().map(|run| run.text.as_str()).collect(),
    });
    texts.collect()
}

fn old(band: &Band) -> &[Run] {
    match band {
        Band::Changed { old, .. } => old,
        Band::Same { .. } => &[],
    }
}

fn new(band: &Band) -> &[Run] {
    match band {
        Band::Changed { new, .. } => new,
        Band::Same { .. } => &[],
    }
}

/// The two sides of every row of a page, read out of its tables: what stands between the tags, with entities read.
fn sides_of_page(html: &str) -> Vec<[String; 2]> {
    let unescape = |text: &str| {
        let text = text.replace("&lt;", "<").replace("&gt;", ">");
        text.replace("&quot;", "\"")
            .replace("&#x27;", "'")
            .replace("&#39;", "'")
            .replace("&#x2F;", "/")
            .replace("&amp;", "&")
    };
    let tables = html.split("<table class=\"pair\">").skip(1);
    tables
        .map(|table| {
            let body = &table[table.find("<tbody>").unwrap()..table.find("</table>").unwrap()];
            let mut sides = [String::new(), String::new()];
            for cell in body.split("<td").skip(1) {
                let cell = &cell[..cell.find("</td>").unwrap()];
                let (head, content) = cell.split_once('>').unwrap();
                let content = match content.split_once("<div class=\"text\">") {
                    Some((_, folded)) => folded.strip_suffix("</div></details>").unwrap(),
                    None => content,
                };
                let bare = ["del", "ins", "span"].iter().fold(content.to_owned(), |text, tag| {
                    text.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "")
                });
                let bare = bare.replace("<span class=\"none\">", "");
                assert!(!bare.contains('<'), "a sign acts: {bare}");
                if head.contains("colspan") || head.contains("old") {
                    sides[0].push_str(&unescape(&bare));
                }
                if head.contains("colspan") || head.contains("new") {
                    sides[1].push_str(&unescape(&bare));
                }
            }
            sides
        })
        .collect()
}

/// The two cells of every row of a Markdown page, as a reader of it renders them; and what is marked in them.
fn sides_of_markdown(text: &str) -> Vec<[String; 2]> {
    let mut cells: Vec<String> = Vec::new();
    let (mut in_cell, mut rows) = (false, Vec::new());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableRow) => cells.clear(),
            Event::Start(Tag::TableCell) => {
                in_cell = true;
                cells.push(String::new());
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::End(TagEnd::TableRow) => {
                if let [one, other] = &cells[..] {
                    rows.push([one.clone(), other.clone()]);
                }
            }
            Event::Text(text) if in_cell => cells.last_mut().unwrap().push_str(&text),
            Event::InlineHtml(tag) if in_cell => match &*tag {
                "<br>" => cells.last_mut().unwrap().push('\n'),
                "<del>" | "</del>" | "<ins>" | "</ins>" | "<span>" | "</span>" | "<!-- -->" => {}
                tag => panic!("a sign acts: {tag}"),
            },
            event if in_cell => panic!("a sign acts: {event:?}"),
            _ => {}
        }
    }
    rows
}

/// Lines without what a browser would not show at their ends.
fn shown(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[test]
fn no_character_is_lost_and_none_acts() {
    for text in HOSTILE {
        let (before, after) = versions(text);
        let comparison = compare(&before, &after).unwrap();
        let [row] = &comparison.rows[..] else {
            panic!("{text}: {:?}", comparison.rows)
        };
        assert!(row.before.contains(text) && row.after.contains(text), "{text}");
        let review = seen(&before, &after, &comparison);
        let told = &review.parts[0].rows[0];
        assert_eq!(
            [side(told, old), side(told, new)],
            [row.before.clone(), row.after.clone()]
        );

        let html = page::print(&review).unwrap();
        // White space counts in the cells: what stands between the tags is the text to the last character.
        assert_eq!(
            sides_of_page(&html),
            [[row.before.clone(), row.after.clone()]],
            "{text}"
        );
        assert_eq!(html.matches("<script>").count(), 1, "{text}");

        let markdown = markdown::print(&Compared {
            old: &before,
            new: &after,
            comparison: &comparison,
            procedure: None,
        });
        let [[one, other]] = &sides_of_markdown(&markdown)[..] else {
            panic!("{markdown}")
        };
        assert_eq!(
            [shown(one), shown(other)],
            [shown(&row.before), shown(&row.after)],
            "{markdown}"
        );
    }
}

#[test]
fn every_row_of_the_fair_stands_on_every_page() {
    let (before, after) = fair();
    let comparison = compare(&before, &after).unwrap();
    let review = seen(&before, &after, &comparison);
    let wanted: Vec<[String; 2]> = comparison
        .rows
        .iter()
        .map(|row| [row.before.clone(), row.after.clone()])
        .collect();
    assert_eq!(sides_of_page(&page::print(&review).unwrap()), wanted);
    assert_eq!(review.counts.all, wanted.len());
    assert_eq!(review.record.rows.len(), wanted.len());
    for (line, row) in review.record.rows.iter().zip(&comparison.rows) {
        assert_eq!(
            line.cells[1..4],
            [&row.item, &row.before, &row.after].map(String::clone)
        );
        assert_eq!(line.cells.len(), review.record.columns.len());
    }
}

#[test]
fn anchors_are_told_apart_and_stay() {
    let (before, after) = fair();
    let anchors = |old: &Assessment, new: &Assessment| -> Vec<(String, String)> {
        let comparison = compare(old, new).unwrap();
        let parts = seen(old, new, &comparison).parts;
        let rows = parts.into_iter().flat_map(|part| part.rows);
        rows.map(|row| (row.anchor, row.item)).collect()
    };
    let there = anchors(&before, &after);
    let mut distinct: Vec<&String> = there.iter().map(|(anchor, _)| anchor).collect();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), there.len());
    // Seen the other way round, every place is the same place; only what went has another mark than what came.
    let place = |(anchor, item): &(String, String)| (anchor.trim_start_matches("old-").to_owned(), item.clone());
    let back: Vec<_> = anchors(&after, &before).iter().map(place).collect();
    assert_eq!(there.iter().map(place).collect::<Vec<_>>(), back);
}

#[test]
fn an_entry_that_took_the_number_of_another_has_an_anchor_of_its_own() {
    let risks = |name: &str, words: &str| {
        juten(&format!(
            "リスク対策:\n  - 特定個人情報ファイル名: {name}\n    その他のリスク対策: {words}\n"
        ))
    };
    let (before, after) = (risks("甲ファイル", "点検する"), risks("乙ファイル", "訓練する"));
    let comparison = compare(&before, &after).unwrap();
    let paths: Vec<&str> = comparison.rows.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(paths, ["リスク対策[1]", "リスク対策[1]"]);
    let html = page::print(&seen(&before, &after, &comparison)).unwrap();
    let mut ids: Vec<&str> = html
        .split(" id=\"")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').unwrap()])
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[test]
fn what_law_and_the_form_say_of_a_row_is_told() {
    let (before, after) = fair();
    let mut comparison = compare(&before, &after).unwrap();
    for row in &mut comparison.rows {
        row.candidate = None;
    }
    comparison.rows[0].candidate = Some(Candidate {
        law: "番号法第28条<第1項>後段".to_owned(),
        exceptions: vec![Exception {
            kind: ExceptionKind::Typo,
            evidence: "違うのは*1字*だけです".to_owned(),
        }],
    });
    comparison.rows[1].cause = Cause::Added;
    comparison.rows[2].cause = Cause::Dropped;
    comparison.rows[2].was = Some("Ⅳ-8 監査".to_owned());
    comparison.editions = Some(Editions {
        old: "平成31年1月".to_owned(),
        new: "令和6年10月".to_owned(),
        moved: vec![Moved {
            path: "リスク対策/監査".to_owned(),
            old: "Ⅳ-8 監査の前".to_owned(),
            new: "Ⅳ-9 監査の後".to_owned(),
        }],
        reworded: Vec::new(),
    });
    let review = seen(&before, &after, &comparison);
    assert_eq!(
        (review.counts.candidates, review.counts.form, review.counts.moved),
        (1, 2, 1)
    );
    let html = page::print(&review).unwrap();
    let markdown = markdown::print(&Compared {
        old: &before,
        new: &after,
        comparison: &comparison,
        procedure: None,
    });
    for words in [
        "重要な変更の候補",
        "番号法第28条&lt;第1項&gt;後段",
        "誤字脱字の修正",
        "様式の改定で加わった項目",
        "様式の改定でなくなった項目",
        "Ⅳ-8 監査",
        "Ⅳ-8 監査の前",
        "Ⅳ-9 監査の後",
        "担当者が決めます",
    ] {
        assert!(html.contains(words), "HTML: {words}");
        assert!(markdown.contains(words), "Markdown: {words}\n{markdown}");
    }
    assert!(html.contains("違うのは*1字*だけです") && markdown.contains("違うのは\\*1字\\*だけです"));
    // Where nothing of the kind is known, nothing is said of it.
    comparison.rows.truncate(1);
    comparison.rows[0].candidate = None;
    comparison.editions = None;
    let html = page::print(&seen(&before, &after, &comparison)).unwrap();
    assert!(
        !html.contains("重要な変更の候補") && !html.contains("様式の改定"),
        "{html}"
    );
}

#[test]
fn a_page_asks_nothing_of_a_network() {
    let (before, after) = fair();
    let html = page::print(&seen(&before, &after, &compare(&before, &after).unwrap())).unwrap();
    for words in ["http:", "https:", "src=", "url(", "@import", "<link"] {
        assert!(!html.contains(words), "{words}");
    }
    assert!(html.contains("default-src 'none'"));
}

#[test]
fn where_a_file_lies_on_this_machine_is_not_told() {
    for (name, told) in [
        ("assessments/012/juten.yaml", "assessments/012/juten.yaml"),
        ("/home/hanako/juten.yaml", "juten.yaml"),
        ("C:\\Users\\hanako\\juten.yaml", "juten.yaml"),
        ("../../hanako/juten.yaml", "juten.yaml"),
        ("標準入力", "標準入力"),
    ] {
        let side = read(name, "様式: 重点項目評価書\n");
        assert_eq!(seen(&side, &side, &compare(&side, &side).unwrap()).new.file, told);
    }
}

#[test]
fn no_difference_is_said() {
    let (before, _) = fair();
    let comparison = compare(&before, &before).unwrap();
    let html = page::print(&seen(&before, &before, &comparison)).unwrap();
    assert!(html.contains("違いはありません") && !html.contains("<script>"));
    let markdown = markdown::print(&Compared {
        old: &before,
        new: &before,
        comparison: &comparison,
        procedure: None,
    });
    assert!(markdown.contains("違いはありません"));
}

/// A comparison with so many rows of long cells.
fn large(rows: usize) -> (Assessment, Assessment, Comparison) {
    let (before, after) = versions("長い文");
    let mut comparison = compare(&before, &after).unwrap();
    let text = |word: &str| {
        (0..60).fold(String::new(), |mut text, line| {
            let _ = writeln!(
                text,
                "・{line}番目の措置として、{}を7年間保存し、月1回確かめる。",
                if line % 20 == 7 { word } else { "記録" }
            );
            text
        })
    };
    let (one, other) = (text("利用の記録"), text("閲覧と利用の記録"));
    let segments = hyoka::change::marks::segments(&one, &other);
    let row = comparison.rows.remove(0);
    comparison.rows = (0..rows)
        .map(|at| {
            let mut row = row.clone();
            row.item = format!("{} その{at}", row.item);
            (row.before, row.after) = (one.clone(), other.clone());
            row.segments.clone_from(&segments);
            row
        })
        .collect();
    (before, after, comparison)
}

#[test]
fn five_hundred_rows_of_long_cells_are_a_page_five_times_as_long_as_a_hundred() {
    let length = |rows: usize| {
        let (before, after, comparison) = large(rows);
        let html = page::print(&seen(&before, &after, &comparison)).unwrap();
        let sides = sides_of_page(&html);
        assert_eq!(sides.len(), rows);
        assert!(sides.iter().all(|[one, _]| *one == comparison.rows[0].before));
        html.len()
    };
    let (few, many) = (length(100), length(500));
    assert!(many > few * 4 && many < few * 5, "{few} and {many} bytes");
}

#[test]
fn the_same_versions_give_the_same_bytes() {
    let print = || {
        let (before, after) = fair();
        let comparison = compare(&before, &after).unwrap();
        let compared = Compared {
            old: &before,
            new: &after,
            comparison: &comparison,
            procedure: None,
        };
        (page::print(&review(&compared)).unwrap(), markdown::print(&compared))
    };
    assert_eq!(print(), print());
}

#[test]
fn markdown_is_as_it_was_read_by_a_person() {
    let (before, after) = fair();
    let comparison = compare(&before, &after).unwrap();
    insta::assert_snapshot!(
        "markdown",
        markdown::print(&Compared {
            old: &before,
            new: &after,
            comparison: &comparison,
            procedure: None,
        })
    );
}

#[test]
fn what_an_officer_decided_stands_beside_the_difference() {
    let version = |place: &str, rows: &str| {
        juten(&format!(
            "特定個人情報ファイル:\n  - 番号: 1\n    保管・消去:\n      保管場所: {place}\n変更箇所:\n{rows}"
        ))
    };
    let row = |cells: &str| {
        format!(
            "  - 変更日: 2026-06-01\n    項目: Ⅱ-6 保管場所\n    変更前の記載: 一階\n    変更後の記載: 二階\n{cells}"
        )
    };
    let decided = "    提出時期: 事後\n    提出時期に係る説明: 形式的な変更であり、重要な変更に当たらない。\n";
    for (rows, told) in [
        (row(decided), "事後　形式的な変更であり、重要な変更に当たらない。"),
        (row(""), "まだ書かれていません"),
        (String::new(), "まだ書かれていません"),
    ] {
        let (before, after) = (version("一階", ""), version("二階", &rows));
        let comparison = compare(&before, &after).unwrap();
        let review = seen(&before, &after, &comparison);
        let view = review.parts[0].rows[0].decided.as_ref().unwrap();
        assert_eq!((view.name, view.words().as_str()), ("担当者の判断", told));
        let html = page::print(&review).unwrap();
        assert!(
            html.contains("<strong>担当者の判断</strong>") && html.contains(told),
            "{html}"
        );
        let markdown = markdown::print(&Compared {
            old: &before,
            new: &after,
            comparison: &comparison,
            procedure: None,
        });
        assert!(markdown.contains(&format!("**担当者の判断** {told}")), "{markdown}");
    }
}
