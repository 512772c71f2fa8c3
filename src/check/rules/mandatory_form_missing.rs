//! しきい値判断で義務付けられる評価の評価書が、その事務にあるか。

use super::threshold_facts::{self, STATED};
use crate::check::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Error;
use crate::threshold::{decide, grounds, print};

pub const RULE: Rule = Rule {
    code: "T106",
    name: "mandatory-form-missing",
    severity: Error,
    since: None,
    checks: "様式2のしきい値判断項目から義務付けられる評価の評価書が、同じ番号の評価書の中にあること",
    why: "義務付けられた評価をしないまま、特定個人情報ファイルを保有することになる",
    law: Law::Article("番号法第28条第1項、規則第5条から第7条まで、指針第5の2"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let found = threshold_facts::of(kiso);
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
