//! 重要な変更とした行のある版が、評価の再実施によるものとされているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::due::version::{Occasion, Version};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::form::Registered;
use crate::table::decision::Decision;
use crate::table::lines::{Line, Table};

pub const RULE: Rule = Rule {
    code: "H175",
    name: "important-change-in-revision",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "この版の変更箇所に重要な変更とした※の項目の行があるとき、管理の実施種別が「修正」でないこと",
    why: "重要な変更をするときは、修正ではなく、評価を再び実施しなければならない",
    law: Law::Article("番号法第28条第1項後段、規則第11条"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let version = Version::of(assessment);
    let (Some(Occasion::Revision), Some(published)) = (version.occasion, version.published) else {
        return;
    };
    let Some(occasion) = assessment.registered(Registered::Occasion) else {
        return;
    };
    let Some(table) = Table::of(assessment) else { return };
    let decided = |line: &&Line<'_>| {
        line.changed.date() == Some(published)
            && Decision::read(line.explanation.text()) == Some(Decision::Important)
            && line.is_important()
    };
    let Some(line) = table.rows.iter().find(decided) else {
        return;
    };
    findings
        .report(&RULE, &occasion)
        .message("重要な変更とした行があるのに、実施種別が「修正」です")
        .label("評価を再び実施した版であれば「再実施」に、そうでなければ行の説明を改めてください")
        .because(&line.explanation, "この行で重要な変更としています");
}
