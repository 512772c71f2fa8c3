//! 様式2 で再掲した答えが、同じ対策について上で答えたものと同じか。

use super::waived_section_filled::waiver;
use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "C179",
    name: "restated-answer-differs",
    severity: Error,
    confidence: High,
    since: None,
    checks: "「当該対策は十分か【再掲】」が、最も優先度が高いとした対策について上で答えたものと同じで、その対策が実際に行うことについてのものであること",
    why: "再掲の答えが違うと、どちらの自己評価が本当か読み手に分からない",
    law: Law::Internal("様式2 Ⅳ-11と、Ⅳ-2からⅣ-7まで及びⅣ-10の項目間の整合"),
    check: Check::Alone(check),
};

const SECTION: &str = "リスク対策/最も優先度が高いと考えられる対策";

/// The options of 最も優先度が高いと考えられる対策, and where リスク対策 asks whether each is sufficient.
const MEASURES: [(&str, &str); 9] = [
    (
        "目的外の入手が行われるリスクへの対策",
        "入手/目的外の入手が行われるリスクへの対策は十分か",
    ),
    (
        "目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスクへの対策",
        "使用/目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスクへの対策は十分か",
    ),
    (
        "権限のない者によって不正に使用されるリスクへの対策",
        "使用/権限のない者によって不正に使用されるリスクへの対策は十分か",
    ),
    (
        "委託先における不正な使用等のリスクへの対策",
        "委託/委託先における不正な使用等のリスクへの対策は十分か",
    ),
    (
        "不正な提供・移転が行われるリスクへの対策（委託や情報提供ネットワークシステムを通じた提供を除く。）",
        "提供・移転/不正な提供・移転が行われるリスクへの対策は十分か",
    ),
    (
        "情報提供ネットワークシステムを通じて目的外の入手が行われるリスクへの対策",
        "情報提供ネットワークシステムとの接続/目的外の入手が行われるリスクへの対策は十分か",
    ),
    (
        "情報提供ネットワークシステムを通じて不正な提供が行われるリスクへの対策",
        "情報提供ネットワークシステムとの接続/不正な提供が行われるリスクへの対策は十分か",
    ),
    (
        "特定個人情報の漏えい・滅失・毀損リスクへの対策",
        "保管・消去/特定個人情報の漏えい・滅失・毀損リスクへの対策は十分か",
    ),
    ("従業者に対する教育・啓発", "教育・啓発/従業者に対する教育・啓発"),
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    let section = assessment.at(SECTION);
    if waiver(&section).is_some_and(|tick| tick.is_ticked()) {
        return;
    }
    let chosen = section.at("最も優先度が高いと考えられる対策");
    let Some((option, path)) = chosen
        .option()
        .and_then(|option| MEASURES.iter().find(|(text, _)| *text == option.text))
    else {
        return;
    };
    let above = assessment.at("リスク対策").at(path);
    let ticked = [above, above.parent()]
        .iter()
        .filter_map(waiver)
        .find(Cursor::is_ticked);
    if let Some(tick) = ticked {
        let key = tick.item().map_or("", |item| item.key.as_str());
        findings
            .report(&RULE, &chosen)
            .message(format!(
                "「{key}」にチェックがあるのに、「{option}」を最も優先度が高い対策としています"
            ))
            .label("行うことについての対策を選ぶか、チェックを外してください")
            .because(&tick, "ここにチェックがあります");
        return;
    }
    let again = section.at("当該対策は十分か");
    let (Some(first), Some(second)) = (grade(&above), grade(&again)) else {
        return;
    };
    if first == second {
        return;
    }
    let text = |place: &Cursor<'_>| place.option().map_or("", |option| option.text.as_str()).to_owned();
    let right = again.item().and_then(|item| item.options.get(first));
    findings
        .report(&RULE, &again)
        .message(format!(
            "再掲した答え「{}」が、「{}」で答えた「{}」と違います",
            text(&again),
            above.name(),
            text(&above)
        ))
        .label(format!(
            "「{}」に改めるか、上の答えを見直してください",
            right.map_or("", |option| option.text.as_str())
        ))
        .because(&above, format!("ここで「{}」を選んでいます", text(&above)));
}

/// The rank of the chosen option. 教育・啓発 is graded in other words, in the same order.
fn grade(answer: &Cursor<'_>) -> Option<usize> {
    let chosen = answer.option()?;
    answer.item()?.options.iter().position(|option| option == chosen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    #[test]
    fn every_option_has_its_item_and_the_same_number_of_grades() {
        for form in builtin().iter() {
            let Some(item) = form.find(&format!("{SECTION}/最も優先度が高いと考えられる対策")) else {
                continue;
            };
            let again = form.find(&format!("{SECTION}/当該対策は十分か")).unwrap();
            let options: Vec<&str> = item.options.iter().map(|option| option.text.as_str()).collect();
            let known: Vec<&str> = MEASURES.iter().map(|(option, _)| *option).collect();
            assert_eq!(options, known);
            for (_, path) in MEASURES {
                let above = form.find(&format!("リスク対策/{path}")).unwrap();
                assert_eq!(above.options.len(), again.options.len(), "{path}");
            }
        }
        assert!(builtin().newest("kiso").unwrap().find(SECTION).is_some());
    }
}
