//! 宣言にある事務と評価書名にある評価の種類が、評価書の中身と合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::as_written::span_of;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Warning;
use crate::folding::fold;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C164",
    name: "procedure-named-differently",
    severity: Warning,
    since: None,
    checks: "宣言にある事務の名称がⅠ-1①と合い、評価書名に評価書の種類が入っていること",
    why: "表紙と中身で名称が違うと、どの事務のどの評価書なのか取り違えられる",
    law: Law::Internal("表紙とⅠ-1①の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    kind_in_title(assessment, findings);
    procedure_in_declaration(assessment, findings);
}

fn kind_in_title(assessment: &Assessment, findings: &mut Findings) {
    let title = assessment.at("評価書名");
    let kind = &assessment.form().name;
    if title.is_filled() && !fold(title.text()).contains(&fold(kind)) {
        findings
            .report(&RULE, &title)
            .message(format!("評価書名に、評価書の種類「{kind}」がありません"))
            .label(format!("事務の名称の後に「{kind}」を添えてください"));
    }
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

/// The 事務 that a declaration names, if it can be told for certain: 見本市は、予防接種に関する事務における…
fn declared<'a>(declaration: &Cursor<'a>) -> Option<&'a str> {
    let (_, text) = declaration.text().split_once('は')?;
    let text = text.trim_start_matches(['、', '，', ',', ' ', '　', '\n']);
    let mut ends = text.match_indices("事務").map(|(at, word)| at + word.len());
    let end = ends.find(|end| lexicon().after_procedure_name.begin(&text[*end..]))?;
    let name = text[..end].trim();
    // 「個人番号を利用する事務」 and the like name no 事務 in particular.
    (!lexicon().not_in_procedure_name.are_in(name)).then_some(name)
}

/// What is left of a name when the words are gone that may be put in different ways.
fn core(name: &str) -> String {
    let mut folded = fold(name);
    for word in lexicon().loose_in_procedure_name.iter() {
        folded = folded.replace(word, "");
    }
    folded
}
