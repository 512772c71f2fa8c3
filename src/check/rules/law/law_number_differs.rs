//! 法律の題名に添えた法律番号の誤り。

use super::misspelt_name::near_names;
use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::words::law::severity;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::finding::{Edit, Fix};
use crate::form::Confidence;
use crate::law::numeral::law_number;
use crate::law::{Number, names};

pub const RULE: Rule = Rule {
    code: "L234",
    name: "law-number-differs",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "番号法や別表の法律などの題名に添えた法律番号が、その法律のものであること",
    why: "法律番号が違うと、題名と番号のどちらの法律を根拠とするのか分からない",
    law: Law::Article("番号法別表に掲げる法律の番号、番号法（平成25年法律第27号）"),
    check: Check::Alone(check),
};

/// Every spelling of the title of 番号法 ends so.
const TITLE_END: &str = "番号の利用等に関する法律";

fn check(assessment: &Assessment, findings: &mut Findings) {
    for text in folded::texts(assessment) {
        if !text.has("号") {
            continue;
        }
        for mark in ["法(", "法律("].iter().flat_map(|mark| text.find(mark)) {
            let bracket = mark.end;
            let Some((written, length)) = law_number(&text.text()[bracket..]) else {
                continue;
            };
            let Some((name, known)) = law_before(&text, bracket - "(".len()).filter(|(_, known)| known.text != written)
            else {
                continue;
            };
            let number = known.text.as_str();
            let unsure = known.confidence != Confidence::High;
            let range = bracket..bracket + length;
            let span = text.span(&range);
            let plain = text.is_verbatim(&range) && text.text()[range.clone()] == written;
            let fix =
                plain.then(|| Fix::likely(format!("「{number}」に改める"), vec![Edit::new(span.clone(), number)]));
            let report = findings
                .report_at(&RULE, text.place(), span)
                .severity(severity(known.confidence, Warning));
            if unsure {
                report
                    .message(format!("{name}の法律番号は、{number}ではありませんか"))
                    .label("正しい番号は確かめられていないので、公布された法令で確かめてください");
            } else {
                report
                    .message(format!("{name}の法律番号は、{written}ではありません"))
                    .label(format!("正しくは「{number}」です"))
                    .fix(fix);
            }
        }
    }
}

/// The law that is named up to a place, rightly or nearly, and its number, if that is known.
fn law_before(text: &Prose<'_>, at: usize) -> Option<(&'static str, &'static Number)> {
    let before = &text.text()[..at];
    let act = before
        .ends_with(TITLE_END)
        .then(|| names().law("行政手続における特定の個人を識別するための番号の利用等に関する法律"));
    let named = act.flatten().or_else(|| names().ending(before)).or_else(|| {
        let near = near_names(text).into_iter().find(|(range, _)| range.end == at)?;
        Some(near.1.name)
    })?;
    // 旧 and 改正前 speak of the same law; an order on it has another name behind 法.
    Some((named.name.as_str(), named.number.as_ref()?))
}
