//! 義務付けられる評価が、この様式や、ともに提出する評価書より重い評価でないか。

use crate::answers::Assessment;
use crate::check::facts::threshold::{self, RESULT, SUBMITTED};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::form::Level;
use crate::threshold::{decide, grounds, print};

pub const RULE: Rule = Rule {
    code: "T102",
    name: "form-too-light",
    severity: Error,
    confidence: High,
    since: None,
    checks: "しきい値判断で義務付けられる評価が、この様式の評価や、様式2 Ⅳ-1で提出するとした評価書より重くないこと",
    why: "より軽い様式で評価をしても、義務付けられた評価をしたことにならない",
    law: Law::Article("番号法第28条第1項、規則第5条から第7条まで、指針第5の2"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let form = assessment.form();
    let found = threshold::of(assessment);
    let least = decide(&found.facts).least;
    // 基礎項目評価書 is made besides the heavier one, so its own lightness is no fault: what it says is made must do.
    let (made, name, place) = if form.level <= Level::Kiso {
        let submitted = assessment.at(SUBMITTED);
        let Some((level, name)) = submitted
            .option()
            .and_then(|option| Some((option.level?, option.text.as_str())))
        else {
            return;
        };
        (level, name, submitted)
    } else {
        (form.level, form.name.as_str(), assessment.at(RESULT))
    };
    if least <= made {
        return;
    }
    let deciding = grounds(&found.facts, |least, _| least > made);
    let mut report = findings
        .report(&RULE, &place)
        .message(format!(
            "{}であれば、{}ため、{name}では足りません",
            found.sentence(&deciding),
            print::duty(least),
        ))
        .label("義務付けられる評価の様式で評価を実施するか、判断のもとになった記載を改めてください");
    for place in deciding.iter().flat_map(|fact| found.places(*fact)) {
        let chosen = place.option().map_or("", |option| &option.text);
        report = report.because(place, format!("ここで「{chosen}」を選んでいます"));
    }
}
