//! 番号法第2条の項、第19条の号の番号が、添えた言葉の規定のものか。

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::words::law::severity;
use crate::check::words::provisions::{Chain, Cited, Part, chains};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::finding::{Edit, Fix};
use crate::law::numeral::like;
use crate::law::{Provision, meanings};

pub const RULE: Rule = Rule {
    code: "L232",
    name: "provision-of-another-meaning",
    severity: Warning,
    confidence: Medium,
    since: Some("2021-09-01"),
    checks: "番号法第2条の項と第19条の号の番号が、その番号に添えて書いた言葉の規定のものであること",
    why: "項や号がずれた後に古い番号のままだと、別の規定を引いたことになる",
    law: Law::Article("番号法第2条第9項から第11項まで、第19条第8号から第11号まで、第13号、第16号、第17号"),
    check: Check::Alone(check),
};

/// Between a number and the word that it defines.
const BEHIND: [&str; 9] = [
    "に規定する",
    "に規定された",
    "に定める",
    "で定める",
    "で定義する",
    "に定義する",
    "にいう",
    "の",
    "(",
];
/// Between a word and the number that defines it.
const BEFORE: [&str; 4] = ["(", "とは", "とは、", "は、"];

fn check(assessment: &Assessment, findings: &mut Findings) {
    let Some(published) = assessment.at("公表日").date() else {
        return;
    };
    for text in folded::texts(assessment) {
        for chain in chains(&text) {
            for cited in &chain.cited {
                let Cited::Provision {
                    article,
                    paragraph,
                    item,
                    range,
                } = cited
                else {
                    continue;
                };
                let of = meanings().provisions.iter().filter(|provision| {
                    provision.article.to_string() == article.number && published >= provision.since
                });
                let of: Vec<&Provision> = of.collect();
                let (told, part) = match (paragraph, item) {
                    (Some(part), None) => (defined(&text, &chain, range.end, &of), part),
                    (None, Some(part)) => (explained(&text, range.end, &of), part),
                    _ => continue,
                };
                let Some(provision) = told else { continue };
                if part.number.parse().is_ok_and(|number| provision.is_wrong(number)) {
                    tell(&text, part, provision, findings);
                }
            }
        }
    }
}

/// The definition that a paragraph is cited for: the word right behind or right before.
fn defined<'p>(text: &Prose<'_>, chain: &Chain, end: usize, of: &[&'p Provision]) -> Option<&'p Provision> {
    let behind = &text.text()[end..];
    let before = &text.text()[..chain.start];
    let behind = BEHIND
        .iter()
        .find_map(|joint| behind.strip_prefix(joint))
        .map(|rest| rest.trim_start_matches(['「', '『']));
    // Only the first of a chain stands beside what comes before it.
    let first = chain
        .cited
        .first()
        .is_some_and(|cited| matches!(cited, Cited::Provision { range, .. } if range.end == end));
    let before = BEFORE
        .iter()
        .find_map(|joint| before.strip_suffix(joint))
        .filter(|_| first);
    let before = before.map(|rest| rest.trim_end_matches(['」', '』']));
    let goes_on =
        |rest: &str| rest.starts_with(|c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}'));
    let words = of.iter().filter(|provision| provision.paragraph.is_some());
    let words = words.flat_map(|provision| provision.words.iter().map(move |word| (*provision, word.as_str())));
    let fitting = words.filter(|(_, word)| {
        behind
            .and_then(|rest| rest.strip_prefix(word))
            .is_some_and(|rest| !goes_on(rest))
            || before.is_some_and(|rest| rest.ends_with(word))
    });
    fitting
        .max_by_key(|(_, word)| word.len())
        .map(|(provision, _)| provision)
}

/// The one provision that the bracket right behind an item speaks of.
fn explained<'p>(text: &Prose<'_>, end: usize, of: &[&'p Provision]) -> Option<&'p Provision> {
    let inside = text.text()[end..].strip_prefix('(')?;
    let inside = &inside[..inside.find(')')?];
    let mut told = of.iter().filter(|provision| {
        provision.item.is_some() && provision.words.iter().any(|word| inside.contains(word.as_str()))
    });
    let one = told.next()?;
    // A bracket that cites something itself may speak of that.
    (told.next().is_none() && !inside.contains('第')).then_some(one)
}

fn tell(text: &Prose<'_>, part: &Part, provision: &Provision, findings: &mut Findings) {
    let Some(number) = provision.number() else { return };
    let unit = if provision.paragraph.is_some() { "項" } else { "号" };
    let word = provision.words.first().map_or("", String::as_str);
    let name = format!("第{}条第{number}{unit}", provision.article);
    let edit = Edit::new(text.span(&part.digits), like(text.written(&part.digits), number));
    let fix = text
        .is_verbatim(&part.digits)
        .then(|| Fix::likely(format!("{name}に改める"), vec![edit]));
    findings
        .report_at(&RULE, text.place(), text.span(&part.range))
        .severity(severity(provision.confidence, Warning))
        .sure_at_most(provision.confidence)
        .message(format!(
            "番号法第{}条第{}{unit}は、「{word}」の規定ではありません",
            provision.article, part.number
        ))
        .label(format!("「{word}」は{name}ではありませんか"))
        .help("令和7年9月24日の条文によります")
        .fix(fix);
}
