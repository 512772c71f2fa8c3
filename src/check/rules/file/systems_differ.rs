//! 使用するシステムが、一つの事務の評価書でそろっているか。

use std::collections::BTreeMap;

use crate::answers::{Assessment, Cursor};
use crate::check::look::together::Together;
use crate::check::words::list_marks::unmarked;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::fold;
use crate::source::Span;

pub const RULE: Rule = Rule {
    code: "C206",
    name: "systems-differ",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "様式2 Ⅰ-1③に挙げたシステムと、同じ事務の様式3・4 Ⅰ-2のシステムが同じであること",
    why: "システムの追加や廃止を、一方の評価書にだけ書いてしまいやすい",
    law: Law::Internal("様式2 Ⅰ-1③と様式3・4 Ⅰ-2"),
    check: Check::Together(check),
};

/// Names with their places, by the folded name.
type Systems<'a> = BTreeMap<String, (String, Cursor<'a>, Span)>;

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let listed = systems(kiso, "基本情報/事務/システムの名称");
    for other in set.heavier() {
        let described = systems(other, "基本情報/システム/システムの名称");
        if listed.is_empty() || described.is_empty() {
            continue;
        }
        let names = (&kiso.form().name, &other.form().name);
        lacking(&listed, &described, names.1, findings);
        lacking(&described, &listed, names.0, findings);
    }
}

fn lacking(here: &Systems<'_>, there: &Systems<'_>, name: &str, findings: &mut Findings) {
    let lacks = |folded: &&String| !there.contains_key(folded.as_str());
    for folded in here.keys().filter(lacks) {
        let (text, place, span) = &here[folded];
        let report = findings
            .report_at(&RULE, place, span.clone())
            .message(format!("システム「{text}」が、同じ事務の{name}にありません"))
            .label(format!(
                "{name}にも加えるか、名称をそろえてください。使わないシステムであれば、こちらを消してください"
            ));
        if let Some((_, place, _)) = there.values().next() {
            report.because(place, format!("{name}のシステムはここに書かれています"));
        }
    }
}

fn systems<'a>(assessment: &'a Assessment, path: &str) -> Systems<'a> {
    let mut found = Systems::new();
    for place in assessment.each(path) {
        let pieces = place
            .texts()
            .iter()
            .map(|piece| (piece.text.trim(), piece.span.clone()));
        let whole = (place.text().trim(), place.span());
        for (text, span) in pieces.chain([whole]).filter(|(text, _)| !text.is_empty()) {
            found
                .entry(fold(unmarked(text)))
                .or_insert_with(|| (text.to_owned(), place, span));
        }
    }
    found
}
