//! 消去の記載から、いつ消去するのかが分かるか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::folding::fold;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C246",
    name: "erasure-without-time",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "消去方法と消去の手順に、いつ、何をきっかけに消去するのかが書かれていること（「必要がなくなったとき」だけでは分からない）",
    why: "いつまでも残らないことを示すには、消去する時期が読み手に分からなければならない",
    law: Law::Internal("様式4 Ⅱ-6③消去方法、Ⅲ-7 リスク3の手順の内容"),
    check: Check::Alone(check),
};

const PLACES: [&str; 2] = [
    "特定個人情報ファイル/保管・消去/消去方法",
    "リスク対策/保管・消去/特定個人情報が消去されずいつまでも存在するリスク/手順の内容",
];

fn check(assessment: &Assessment, findings: &mut Findings) {
    for place in PLACES.iter().flat_map(|path| assessment.each(path)) {
        let text = fold(place.text());
        if lexicon().erasing.are_in(&text) && !tells_when(&text) {
            findings
                .report(&RULE, &place)
                .message("いつ消去するのかが分かりません")
                .label("「保存期間を過ぎた年度の末に」「申請を処理した日の翌月に」のように、時期かきっかけを書いてください");
        }
    }
}

fn tells_when(text: &str) -> bool {
    let mut rest = text.to_owned();
    for vague in lexicon().erased_some_time.iter() {
        rest = rest.replace(vague, "");
    }
    lexicon().erased_at.are_in(&rest)
}
