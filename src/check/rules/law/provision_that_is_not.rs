//! 番号法にない条・項・号や、別表にない項を引いていないか。

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::words::provisions::{Cited, Part, bare_rows, chains};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::finding::{Edit, Fix};
use crate::law::numeral::{leading, like};
use crate::law::{Article, State, meanings, state_on};
use crate::wareki;

/// Where 別表 alone is the one of 番号法.
pub(super) const BASIS: &str = "基本情報/個人番号の利用/法令上の根拠";

pub const RULE: Rule = Rule {
    code: "L230",
    name: "provision-that-is-not",
    severity: Error,
    confidence: High,
    since: Some("2024-05-27"),
    checks: "番号法の条・項・号と別表の項を引くとき、その条・項・号や項が番号法にあること",
    why: "ない規定を根拠とすると、何によって個人番号を利用し、提供するのかをたどれない",
    law: Law::Article("番号法の本則と別表（令和7年9月24日の条文）"),
    check: Check::Alone(check),
};

/// What a correction is called, and the ranges of the folded text with the words that go there.
pub(super) type Correction = (String, Vec<(std::ops::Range<usize>, String)>);

/// What is wrong with a citation: the place, what is said, and what may be meant.
struct Fault<'p> {
    at: &'p Part,
    message: String,
    label: String,
    fix: Option<Correction>,
}

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    let Some(state) = state_on(published) else { return };
    for text in folded::texts(assessment) {
        let mut rows: Vec<Part> = Vec::new();
        for cited in chains(&text).into_iter().flat_map(|chain| chain.cited) {
            match cited {
                Cited::Row(row) => rows.push(row),
                Cited::Provision {
                    article,
                    paragraph,
                    item,
                    ..
                } => {
                    let fault = provision(&text, state, &article, paragraph.as_ref(), item.as_ref());
                    tell(&text, state, published < state.as_of, fault, findings);
                }
            }
        }
        if text.has("別表") && text.place().item().is_some_and(|item| item.path == BASIS) {
            rows.extend(bare_rows(&text));
            rows.sort_by_key(|row| row.range.start);
            rows.dedup();
        }
        for row in rows.iter().filter(|row| state.row(&row.number).is_none()) {
            tell(
                &text,
                state,
                published < state.as_of,
                Some(table_row(&text, state, row)),
                findings,
            );
        }
    }
}

/// Of a version older than the text of the law that was read nobody knows quite what there was.
fn tell(text: &Prose<'_>, state: &State, older: bool, fault: Option<Fault<'_>>, findings: &mut Findings) {
    let Some(fault) = fault else { return };
    let edits = fault
        .fix
        .filter(|(_, edits)| edits.iter().all(|(range, _)| text.is_verbatim(range)));
    let fix = edits.map(|(title, edits)| {
        let edits = edits.into_iter().map(|(range, new)| Edit::new(text.span(&range), new));
        Fix::likely(title, edits.collect())
    });
    findings
        .report_at(&RULE, text.place(), text.span(&fault.at.range))
        .severity(if older { Warning } else { Error })
        .message(fault.message)
        .label(fault.label)
        .help(format!("{}の条文と照らしました", wareki::format(state.as_of)))
        .fix(fix);
}

fn provision<'p>(
    text: &Prose<'_>,
    state: &State,
    article: &'p Part,
    paragraph: Option<&'p Part>,
    item: Option<&'p Part>,
) -> Option<Fault<'p>> {
    let Some(known) = state.article(&article.number) else {
        return Some(no_article(state, article));
    };
    let paragraphs = known.paragraphs();
    if let Some(part) = paragraph {
        let number: usize = part.number.parse().ok()?;
        if number == 0 || number > paragraphs {
            return Some(no_paragraph(known, part, item.is_none()));
        }
    }
    let part = item?;
    // Items with branches are counted with the others, so which there are is not known.
    let number: u32 = part.number.parse().ok()?;
    let most = match paragraph {
        Some(paragraph) => known.items_of(paragraph.number.parse().ok()?)?,
        None => known.items.iter().copied().max()?,
    };
    (number == 0 || number > most).then(|| no_item(text, known, paragraph, part, most))
}

fn no_article<'p>(state: &State, part: &'p Part) -> Fault<'p> {
    let name = Article {
        number: part.number.clone(),
        caption: String::new(),
        items: Vec::new(),
    }
    .name();
    let stem = part.number.split('の').next().unwrap_or_default();
    let branches = state
        .articles
        .iter()
        .filter(|article| article.number.split('の').next() == Some(stem));
    let branches: Vec<String> = branches.map(Article::name).collect();
    let (first, last) = (state.articles.first(), state.articles.last());
    let label = match (&branches[..], first, last) {
        ([], Some(first), Some(last)) => {
            format!(
                "番号法の本則は{}から{}までです。条の番号を確かめてください",
                first.name(),
                last.name()
            )
        }
        (..) => format!(
            "番号法にあるのは{}です。条の番号を確かめてください",
            branches.join("、")
        ),
    };
    Fault {
        at: part,
        message: format!("番号法に{name}はありません"),
        label,
        fix: None,
    }
}

fn no_paragraph<'p>(known: &Article, part: &'p Part, alone: bool) -> Fault<'p> {
    let number = part.number.parse::<u32>().unwrap_or_default();
    let items = known.items.first().copied().unwrap_or_default();
    let single = known.paragraphs() == 1;
    let meant = single && alone && (1..=items).contains(&number);
    let label = match (single, items) {
        (true, 0) => format!("{}は一つの項だけの条で、号もありません", known.title()),
        (true, _) if meant => format!(
            "{}は一つの項だけの条で、号は第{items}号までです。第{number}号ではありませんか",
            known.title()
        ),
        (true, _) => format!("{}は一つの項だけの条で、号は第{items}号までです", known.title()),
        (false, _) => format!("{}は第{}項までです", known.title(), known.paragraphs()),
    };
    let fix = meant.then(|| {
        let unit = part.range.end - "項".len()..part.range.end;
        (
            format!("{}第{number}号に改める", known.name()),
            vec![(unit, "号".to_owned())],
        )
    });
    Fault {
        at: part,
        message: format!("番号法{}に第{number}項はありません", known.name()),
        label,
        fix,
    }
}

fn no_item<'p>(text: &Prose<'_>, known: &Article, paragraph: Option<&Part>, part: &'p Part, most: u32) -> Fault<'p> {
    let number = &part.number;
    let of = paragraph
        .map(|paragraph| format!("第{}項", paragraph.number))
        .unwrap_or_default();
    if most > 0 {
        return Fault {
            at: part,
            message: format!("番号法{}{of}に第{number}号はありません", known.name()),
            label: format!("{}{of}の号は第{most}号までです", known.title()),
            fix: None,
        };
    }
    let numbered = leading(&text.text()[part.digits.clone()]).map_or(0, |(number, _)| number as usize);
    let meant = paragraph.is_none() && known.paragraphs() > 1 && (1..=known.paragraphs()).contains(&numbered);
    let there = match known.paragraphs() {
        1 => format!("{}は一つの項だけの条で、号はありません", known.title()),
        many if paragraph.is_some() => format!("{}は第{many}項までで、{of}に号はありません", known.title()),
        many => format!("{}は第{many}項までで、号はありません", known.title()),
    };
    let unit = part.range.end - "号".len()..part.range.end;
    Fault {
        at: part,
        message: format!("番号法{}{of}に号はありません", known.name()),
        label: if meant {
            format!("{there}。第{number}項ではありませんか")
        } else {
            there
        },
        fix: meant.then(|| {
            (
                format!("{}第{number}項に改める", known.name()),
                vec![(unit, "項".to_owned())],
            )
        }),
    }
}

fn table_row<'p>(text: &Prose<'_>, state: &State, part: &'p Part) -> Fault<'p> {
    let message = format!("番号法の別表に{}の項はありません", part.number);
    if let Some(former) = meanings()
        .former_rows
        .iter()
        .find(|former| former.number == part.number)
    {
        return Fault {
            at: part,
            message,
            label: format!("{}の事務は、今の別表では{}の項です", former.law, former.now),
            fix: Some(row_edit(text, part, &former.now)),
        };
    }
    let stem = part.number.split('の').next().unwrap_or_default();
    let beside = state
        .rows()
        .iter()
        .filter(|row| row.number.split('の').next() == Some(stem));
    let beside: Vec<String> = beside.map(|row| format!("{}の項", row.number)).collect();
    let label = match (&beside[..], state.rows().first(), state.rows().last()) {
        ([], Some(first), Some(last)) => format!("別表は{}の項から{}の項までです", first.number, last.number),
        _ => format!("別表にあるのは{}です", beside.join("、")),
    };
    Fault {
        at: part,
        message,
        label,
        fix: None,
    }
}

/// The number of a row in the author's own digits.
pub(super) fn row_edit(text: &Prose<'_>, part: &Part, now: &str) -> Correction {
    let written = &text.text()[part.digits.start..part.range.end];
    // Behind the first number come its branches, up to the unit.
    let length = written.len() - written.trim_end_matches('項').trim_end_matches('の').len();
    let number = part.digits.start..part.range.end - length;
    let style = text.written(&part.digits);
    let new: Vec<String> = now
        .split('の')
        .map(|one| one.parse().map_or_else(|_| one.to_owned(), |one| like(style, one)))
        .collect();
    (format!("別表の{now}の項に改める"), vec![(number, new.join("の"))])
}
