//! しきい値判断で義務付けられる評価の評価書が、その事務にあるか。

use crate::check::facts::threshold::{self, STATED};
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::threshold::{decide, grounds, print};

pub const RULE: Rule = Rule {
    code: "T106",
    name: "mandatory-form-missing",
    severity: Error,
    confidence: High,
    since: None,
    checks: "様式2のしきい値判断項目から義務付けられる評価の評価書が、同じ番号の評価書の中にあること",
    why: "義務付けられた評価をしないまま、特定個人情報ファイルを保有することになる",
    law: Law::Article("番号法第28条第1項、規則第5条から第7条まで、指針第5の2"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let found = threshold::of(kiso);
    let (least, made) = (decide(&found.facts).least, set.level());
    // Without all of the folder nobody knows that it is missing; a lighter one that is there shows nothing either.
    if least <= made || !set.is_complete() {
        return;
    }
    let document = print::document(least);
    let deciding = grounds(&found.facts, |low, _| low > made);
    let mut report = findings
        .report(&RULE, &kiso.at(STATED))
        .message(format!(
            "しきい値判断では{}が義務付けられますが、{document}がありません",
            print::evaluation(least)
        ))
        .label(format!(
            "{document}を作って同じフォルダに置くか、判断のもとになった記載を改めてください"
        ));
    for place in deciding.iter().flat_map(|fact| found.places(*fact)) {
        let chosen = place.option().map_or("", |option| &option.text);
        report = report.because(place, format!("ここで「{chosen}」を選んでいます"));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::answers::{self, Assessment};
    use crate::check::look::together::check_together;
    use crate::form::builtin;

    /// What must stand beside 様式2, a row a band of 対象人数: below 500 without an accident, below 500 with one, 500 or
    /// more. 1 is 基礎 alone, 2 重点, 3 全項目; the result that the other form may state follows from it.
    const TABLE: [(&str, [usize; 3]); 5] = [
        ("1,000人未満（任意実施）", [0, 0, 0]),
        ("1,000人以上1万人未満", [1, 1, 1]),
        ("1万人以上10万人未満", [1, 2, 2]),
        ("10万人以上30万人未満", [2, 3, 3]),
        ("30万人以上", [3, 3, 3]),
    ];
    /// The forms beside 様式2, with what each can stand for and the results it may state, by what they say is mandatory.
    const BESIDE: [(&str, usize, &[&str]); 2] = [
        (
            "重点項目評価書",
            2,
            &[
                "特定個人情報保護評価の実施が義務付けられない（任意に重点項目評価を実施）",
                "基礎項目評価の実施が義務付けられる（任意に重点項目評価を実施）",
                "基礎項目評価及び重点項目評価の実施が義務付けられる",
            ],
        ),
        (
            "全項目評価書",
            3,
            &[
                "特定個人情報保護評価の実施が義務付けられない（任意に全項目評価を実施）",
                "基礎項目評価の実施が義務付けられる（任意に全項目評価を実施）",
                "基礎項目評価及び重点項目評価の実施が義務付けられる（任意に全項目評価を実施）",
                "基礎項目評価及び全項目評価の実施が義務付けられる",
            ],
        ),
    ];

    fn read(name: &str, text: &str) -> Assessment {
        let read = answers::read(builtin(), name, text.as_bytes());
        let known = read.findings.iter().all(|finding| finding.code == "F101");
        assert!(known, "{text}{:?}", read.findings);
        read.assessment.unwrap()
    }

    #[test]
    fn every_combination_of_the_facts_asks_for_its_documents_and_its_result() {
        for (people, mandatory) in TABLE {
            for (column, staff, accident) in [
                (0, "500人未満", "発生なし"),
                (1, "500人未満", "発生あり"),
                (2, "500人以上", "発生なし"),
                (2, "500人以上", "発生あり"),
            ] {
                let text = format!(
                    "様式: 基礎項目評価書\n管理: {{様式の版: 令和6年10月}}\nしきい値判断項目:\n  対象人数: {{対象人数: \"{people}\"}}\n  取扱者数: {{取扱者数: {staff}}}\n  重大事故: {{過去1年以内の重大事故: {accident}}}\n"
                );
                let kiso = read("kiso.yaml", &text);
                let duty = mandatory[column];
                let told = |set: &[&Assessment], code: &str| {
                    let findings = check_together(set, true, date(2026, 11, 23));
                    findings.iter().flatten().any(|finding| finding.code == code)
                };
                assert_eq!(told(&[&kiso], "T106"), duty > 1, "{text}");
                for (form, most, results) in BESIDE {
                    for (level, stated) in results.iter().enumerate() {
                        let beside = format!(
                            "様式: {form}\n管理: {{様式の版: 平成30年5月}}\n評価実施手続: {{基礎項目評価: {{しきい値判断結果: {stated}}}}}\n"
                        );
                        let beside = read("beside.yaml", &beside);
                        let set = [&kiso, &beside];
                        assert_eq!(told(&set, "T106"), duty > most, "{text}{form}");
                        // Where the form is too light, none of its results is right and T106 says what is missing.
                        assert_eq!(told(&set, "T107"), duty <= most && level != duty, "{text}{stated}");
                    }
                }
            }
        }
    }
}
