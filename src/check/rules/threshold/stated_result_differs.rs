//! 様式2 のしきい値判断結果が、判断項目から定まる結果と合っているか。

use super::threshold_result_differs::compare;
use crate::answers::Assessment;
use crate::check::facts::threshold::{self, STATED};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "T103",
    name: "stated-result-differs",
    severity: Error,
    confidence: High,
    since: None,
    checks: "様式2 Ⅲのしきい値判断結果が、Ⅱの対象人数・取扱者数・重大事故から定まる結果と一致すること",
    why: "基礎項目評価書は、どの評価が義務付けられるかを示す書面である",
    law: Law::Article("番号法第28条第1項、規則第5条から第7条まで、指針第5の2"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let found = threshold::of(assessment);
    compare(&RULE, &assessment.at(STATED), &found, findings);
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::answers;
    use crate::form::builtin;

    /// The law's table, a row a band of 対象人数: below 500 without an accident, below 500 with one, 500 or more.
    const TABLE: [(&str, [usize; 3]); 5] = [
        ("1,000人未満（任意実施）", [3, 3, 3]),
        ("1,000人以上1万人未満", [0, 0, 0]),
        ("1万人以上10万人未満", [0, 1, 1]),
        ("10万人以上30万人未満", [1, 2, 2]),
        ("30万人以上", [2, 2, 2]),
    ];

    #[test]
    fn every_combination_of_the_facts_allows_one_result_only() {
        let form = builtin().newest("kiso").unwrap();
        let results = &form.find("しきい値判断結果/しきい値判断結果").unwrap().options;
        for (people, right) in TABLE {
            for (column, staff, accident) in [
                (0, "500人未満", "発生なし"),
                (1, "500人未満", "発生あり"),
                (2, "500人以上", "発生なし"),
                (2, "500人以上", "発生あり"),
            ] {
                for (index, result) in results.iter().enumerate() {
                    let text = format!(
                        "様式: 基礎項目評価書\nしきい値判断項目:\n  対象人数: {{対象人数: \"{people}\"}}\n  取扱者数: {{取扱者数: {staff}}}\n  重大事故: {{過去1年以内の重大事故: {accident}}}\nしきい値判断結果: {{しきい値判断結果: {}}}\n",
                        result.text
                    );
                    let read = answers::read(builtin(), "kiso.yaml", text.as_bytes());
                    let findings = crate::check::check(&read.assessment.unwrap(), date(2026, 11, 23));
                    let told = findings.iter().any(|finding| finding.code == "T103");
                    assert_eq!(told, index != right[column], "{text}");
                }
            }
        }
    }
}
