//! 宣言が、誰の宣言か、何を宣言するのかの分かる文になっているか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Info, Warning};
use crate::folding::fold;
use crate::lexicon::lexicon;

use super::declaration_of_another_body::bare;

pub const RULE: Rule = Rule {
    code: "C242",
    name: "declaration-incomplete",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "宣言に、宣言するという言葉、評価実施機関の名称と中身があり、決まった言い回しから言葉が落ちていないこと（名称と言い回しは情報）",
    why: "誰が何を約束したのかが、宣言の文だけで市民に分からなければならない",
    law: Law::Internal("表紙の「個人のプライバシー等の権利利益の保護の宣言」"),
    check: Check::Alone(check),
};

/// What is shorter says nothing of what is done.
const SHORTEST: usize = 15;

fn check(assessment: &Assessment, findings: &mut Findings) {
    let declaration = assessment.at("宣言");
    let text = fold(declaration.text());
    if text.is_empty() {
        return;
    }
    if text.chars().count() < SHORTEST {
        findings
            .report(&RULE, &declaration)
            .message("宣言の中身が書かれていません")
            .label("どの機関が、どの事務で、どのような措置を講じるのかを書いてください");
        return;
    }
    if !lexicon().declaring.are_in(&text) {
        findings
            .report(&RULE, &declaration)
            .message("宣言の文に「宣言する」に当たる言葉がありません")
            .label("「…ことを宣言する。」のように結んでください");
    }
    let body = assessment.at("評価実施機関名");
    if body.is_filled() && !names_body(&text, &body) {
        findings
            .report(&RULE, &declaration)
            .severity(Info)
            .message("宣言の文に、宣言をする機関の名称がありません")
            .label("「○○市は、…宣言する。」のように、評価実施機関を主語にしてください")
            .because(&body, "評価実施機関はここに書かれています");
    }
    for text in Prose::of(&declaration) {
        for group in &lexicon().declaration_slips.groups {
            for range in group.words.iter().flat_map(|slip| text.find(slip)) {
                findings
                    .report_at(&RULE, text.place(), text.span(&range))
                    .severity(Info)
                    .message(format!("「{}」の前後で、言葉が落ちていませんか", text.written(&range)))
                    .label(format!("決まった言い回しは「{}」です", group.of));
            }
        }
    }
}

/// Whether a declaration names the body, speaks of it as its own, or has some body as its subject.
fn names_body(text: &str, body: &Cursor<'_>) -> bool {
    let own = bare(body.text());
    let own = own.trim_end_matches('長').trim_end_matches("管理者");
    let subject = text.split_once('は').map_or("", |(before, _)| before);
    let subject = subject.trim_end_matches(['(', ')', '」', '、']);
    (!own.is_empty() && text.contains(own))
        || lexicon().declaring_bodies.are_in(text)
        || lexicon().body_name_ends.end(subject)
}
