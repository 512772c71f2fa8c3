//! 図のファイルが、評価書のフォルダにあって読めるか。

use crate::answers::Assessment;
use crate::check::facts::figures::faults;
use crate::check::{Check, Findings, Law, Rule};
use crate::figure::Fault;
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "F114",
    name: "figure-not-found",
    severity: Error,
    confidence: High,
    since: None,
    checks: "図のファイルが、評価書のフォルダにあって読めること",
    why: "図がなければ、事務の中で特定個人情報がどう流れるのかが読み手に示されない",
    law: Law::Format("図のファイルの置き場所"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for (place, figure, fault) in faults(assessment) {
        let (message, label) = match fault {
            Fault::NotFound => (
                format!("図「{}」が見つかりません", figure.file),
                "評価書と同じフォルダにファイルを置くか、名前（大文字と小文字も）を確かめてください",
            ),
            Fault::Unreadable => (
                format!("図「{}」を読めません", figure.file),
                "フォルダでないこと、読む権限があること、ほかのプログラムが開いていないことを確かめてください",
            ),
            Fault::Outside => (
                format!("図「{}」は、評価書のフォルダの外のファイルへのリンクです", figure.file),
                "リンクでなく、図のファイルそのものを評価書のフォルダに置いてください",
            ),
            Fault::TooLarge(_) | Fault::NoPicture(_) => continue,
        };
        findings
            .report_at(&RULE, &place, figure.span.clone())
            .message(message)
            .label(label);
    }
}
