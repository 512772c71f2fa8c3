//! 行っている、定めていると答えた対策に、その具体的な内容が書かれているか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::form::Kind;

pub const RULE: Rule = Rule {
    code: "C190",
    name: "practice-without-detail",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "対策を「行っている」「定めている」「制限している」「記録を残している」などと答えた欄の下に、その具体的な方法や内容が書かれていること",
    why: "していると答えるだけでは、何をしているのかが読み手に示されない",
    law: Law::Internal("様式3 Ⅲ、様式4 Ⅲ・Ⅳ の選択とその下の欄の整合"),
    check: Check::Alone(check),
};

const DONE: [&str; 6] = [
    "行っている",
    "定めている",
    "制限している",
    "記録を残している",
    "十分に行っている",
    "特に力を入れて行っている",
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for part in ["リスク対策", "その他のリスク対策"] {
        for entry in assessment.each(part) {
            look(&entry, findings);
        }
    }
}

fn look(group: &Cursor<'_>, findings: &mut Findings) {
    let children = group.children();
    for (at, answer) in children.iter().enumerate() {
        look(answer, findings);
        let Some(chosen) = answer.option().filter(|option| DONE.contains(&option.text.as_str())) else {
            continue;
        };
        // 再委託先の監督 has a rule of its own.
        if answer.item().is_some_and(|item| item.key.starts_with("再委託先")) {
            continue;
        }
        let details: Vec<&Cursor<'_>> = children[at + 1..].iter().take_while(|next| is_detail(next)).collect();
        let Some(first) = details
            .first()
            .filter(|_| !details.iter().any(|detail| is_answered(detail)))
        else {
            continue;
        };
        let label = first.item().map(|item| item.label.clone()).unwrap_or_default();
        findings
            .report(&RULE, first)
            .message(format!(
                "「{}」としていますが、「{label}」が書かれていません",
                chosen.text
            ))
            .label("実際に行っていることを書いてください")
            .because(answer, format!("ここで「{}」を選んでいます", chosen.text));
    }
}

/// Whether an item stands one step in, below the choice that it explains.
fn is_detail(place: &Cursor<'_>) -> bool {
    place.item().is_some_and(|item| item.nested && item.kind == Kind::Text)
}
