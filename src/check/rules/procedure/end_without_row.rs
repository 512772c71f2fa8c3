//! 評価書名に終了を加えたことが、変更箇所に載っているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule, ended};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "H151",
    name: "end-without-row",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "評価書名に終了の表示を加えたとき、変更箇所に評価書名の行があること",
    why: "終了の表示も評価書の変更なので、いつ加えたかが変更箇所で分からなければならない",
    law: Law::Internal("表紙の評価書名と変更箇所"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let title = assessment.at("評価書名");
    // A first version has no change to tell.
    if ended::suffix(title.text()).is_none() || assessment.top().choice("管理/実施種別") == Some("新規") {
        return;
    }
    let told = assessment.each("変更箇所").iter().any(|row| {
        let name = crate::folding::fold(row.at("項目").text());
        let title = name.contains("評価書名") || name.contains("評価書の名称") || name.contains("表紙");
        title && row.at("変更後の記載").text().contains("終了")
    });
    if !told {
        findings
            .report(&RULE, &title)
            .message("評価書名に終了の表示がありますが、変更箇所にその行がありません")
            .label("変更箇所に「表紙 評価書名」の行を加えてください");
    }
}
