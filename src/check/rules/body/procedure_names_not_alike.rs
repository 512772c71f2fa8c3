//! 評価書名、宣言、Ⅰ-1①が、一つの事務を同じ言葉で呼んでいるか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::as_written::{quoted, span_of};
use crate::check::words::cover::{declared, in_title, may_be_one};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::folding::bare;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C240",
    name: "procedure-names-not-alike",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "評価書名と宣言が、Ⅰ-1①と同じ言葉で事務を呼び、名称の終わりの「事務」が欠けていないこと",
    why: "一つの事務が違う名称で呼ばれると、同じ事務のことか、計画管理書のどの事務のことかが分かりにくい",
    law: Law::Internal("表紙とⅠ-1①の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let (title, name) = (assessment.at("評価書名"), assessment.at("基本情報/事務/事務の名称"));
    let titled = in_title(assessment);
    let cut = |name: &str| lexicon().procedure_cut_short.end(&bare(name));
    if let Some(titled) = titled.as_deref().filter(|titled| cut(titled)) {
        cut_short(&title, &quoted(&title, titled), findings);
    } else if let Some(titled) = titled.as_deref().filter(|titled| differs(titled, &name)) {
        findings
            .report(&RULE, &title)
            .message(format!(
                "評価書名では「{}」、「①事務の名称」では「{}」と、事務の名称の書き方が違います",
                quoted(&title, titled),
                name.text().trim()
            ))
            .label("どちらかにそろえてください。計画管理書の名称とも合わせます")
            .because(&name, "事務の名称はここに書かれています");
    }
    if cut(name.text()) {
        cut_short(&name, name.text().trim(), findings);
    }
    let declaration = assessment.at("宣言");
    // What a declaration says before the name may be taken for a part of it.
    let last = |declared: &str| declared.rsplit(['、', '，']).next().map(bare);
    let alike = |declared: &str| last(declared) == Some(bare(name.text()));
    let declared = declared(&declaration).filter(|declared| differs(declared, &name) && !alike(declared));
    let Some(declared) = declared else { return };
    // Where the title says the same as the declaration, one finding shows both.
    if titled.is_some_and(|titled| bare(&titled) == bare(declared)) {
        return;
    }
    findings
        .report_at(&RULE, &declaration, span_of(&declaration, declared))
        .message(format!(
            "宣言では「{declared}」、「①事務の名称」では「{}」と、事務の名称の書き方が違います",
            name.text().trim()
        ))
        .label("どちらかにそろえてください")
        .because(&name, "事務の名称はここに書かれています");
}

/// Whether a name is put otherwise than Ⅰ-1① and may be of the same 事務; that of another is C164's.
fn differs(other: &str, name: &Cursor<'_>) -> bool {
    name.is_filled() && bare(other) != bare(name.text()) && may_be_one(other, name.text())
}

fn cut_short(place: &Cursor<'_>, name: &str, findings: &mut Findings) {
    findings
        .report(&RULE, place)
        .message(format!("事務の名称「{name}」の終わりが、「事務」になっていません"))
        .label("「事務」の一字が落ちていないか確かめてください");
}
