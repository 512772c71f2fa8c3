//! 管理に書いた人数が、様式で選んだ区分に入っているか。

use crate::answers::Assessment;
use crate::check::facts::threshold::COUNTS;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::number;

pub const RULE: Rule = Rule {
    code: "F122",
    name: "count-outside-band",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "管理に書いた人数（対象人数の実数、取扱者数の実数）が、様式で選んだ人数の区分に入っていること",
    why: "人数が増減しても区分がそのままだと、義務付けられる評価を取り違えるおそれがある",
    law: Law::Article("規則第5条から第7条まで、指針第5の2"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for (count, bands) in COUNTS {
        let counted = assessment.at(count);
        let Some(number) = counted.number() else { continue };
        for band in bands.iter().map(|path| assessment.at(path)) {
            let Some(option) = band.option() else { continue };
            let least = option.from.unwrap_or(0);
            if least <= number && option.below.is_none_or(|below| number < below) {
                continue;
            }
            let text = &option.text;
            findings
                .report(&RULE, &band)
                .message(format!(
                    "「{text}」を選んでいますが、管理に書いた人数は{}人です",
                    number::format(number)
                ))
                .label("数え直した人数なら、人数の入る区分に改めてください")
                .because(&counted, "ここに書いた人数です");
        }
    }
}
