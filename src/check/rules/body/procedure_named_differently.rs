//! 評価書名と宣言にある事務、評価書名にある評価の種類が、評価書の中身と合っているか。

use crate::answers::Assessment;
use crate::check::words::as_written::{quoted, span_of};
use crate::check::words::cover::{core, declared, in_title, may_be_one};
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::fold;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C164",
    name: "procedure-named-differently",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "評価書名と宣言にある事務がⅠ-1①と同じ事務で、評価書名に評価書の種類が入っていること",
    why: "表紙と中身で名称が違うと、どの事務のどの評価書なのか取り違えられる",
    law: Law::Internal("表紙とⅠ-1①の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    kind_in_title(assessment, findings);
    procedure_in_title(assessment, findings);
    procedure_in_declaration(assessment, findings);
}

fn kind_in_title(assessment: &Assessment, findings: &mut Findings) {
    let title = assessment.at("評価書名");
    let kind = &assessment.form().name;
    let written = fold(title.text());
    if !title.is_filled() || written.contains(&fold(kind)) {
        return;
    }
    // Every assessment is a 特定個人情報保護評価書.
    let other = lexicon().document_kinds.iter().find(|known| {
        let own = fold(kind).contains(known) || known.starts_with("特定個人情報");
        !own && written.contains(known)
    });
    if let Some(other) = other {
        let range = Prose::of(&title)
            .iter()
            .find_map(|text| Some(text.span(text.find(other).last()?)));
        findings
            .report_at(&RULE, &title, range.unwrap_or_else(|| title.span()))
            .message(format!("評価書名に「{other}」とありますが、この評価書は{kind}です"))
            .label(format!(
                "評価書の種類を確かめ、{kind}であれば、評価書名の「{other}」を「{kind}」に改めてください"
            ));
    } else {
        findings
            .report(&RULE, &title)
            .message(format!("評価書名に、評価書の種類「{kind}」がありません"))
            .label(format!("事務の名称の後に「{kind}」を添えてください"));
    }
}

fn procedure_in_title(assessment: &Assessment, findings: &mut Findings) {
    let name = assessment.at("基本情報/事務/事務の名称");
    let Some(titled) = in_title(assessment).filter(|titled| !may_be_one(titled, name.text())) else {
        return;
    };
    let title = assessment.at("評価書名");
    let titled = quoted(&title, &titled);
    findings
        .report(&RULE, &title)
        .message(format!("評価書名の事務「{titled}」が、「①事務の名称」と違います"))
        .label(format!(
            "「{}」に合わせるか、「①事務の名称」を改めてください",
            name.text().trim()
        ))
        .because(&name, "事務の名称はここに書かれています");
}

fn procedure_in_declaration(assessment: &Assessment, findings: &mut Findings) {
    let name = assessment.at("基本情報/事務/事務の名称");
    let declaration = assessment.at("宣言");
    let Some(declared) = declared(&declaration) else { return };
    let (own, theirs) = (core(name.text()), core(declared));
    let same = own.is_empty() || theirs.is_empty() || own.contains(&theirs) || core(declaration.text()).contains(&own);
    if same {
        return;
    }
    findings
        .report_at(&RULE, &declaration, span_of(&declaration, declared))
        .message(format!("宣言の事務「{declared}」が、「①事務の名称」と違います"))
        .label(format!("「{}」に合わせてください", name.text().trim()))
        .because(&name, "事務の名称はここに書かれています");
}
