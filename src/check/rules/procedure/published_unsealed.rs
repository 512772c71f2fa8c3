//! 公表した版に封がしてあるか。

use crate::check::look::since::Since;
use crate::check::{Check, Findings, Law, Rule};
use crate::due::version::published;
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "H221",
    name: "published-unsealed",
    severity: Info,
    confidence: High,
    since: None,
    checks: "公表日を過ぎた評価書に、その公表日の写し（published）があること。前の版に写しのある評価書について見る",
    why: "公表した版の写しがないと、次に直すときに、その版からの違いも、公表した版を誤って変えたことも分からない",
    law: Law::Internal("表紙の公表日と、published の写し"),
    check: Check::Since(check),
};

fn check(since: &Since<'_>, findings: &mut Findings) {
    let (Some(sealed), Some(day)) = (published(since.old), published(since.new)) else {
        return;
    };
    // On the day itself it may still be sealed.
    if day <= sealed || day >= findings.today() {
        return;
    }
    findings
        .report(&RULE, &since.new.at("公表日"))
        .message(format!("{}に公表した版に、封がしてありません", wareki::format(day)))
        .label("公表したのであれば「hyoka seal ファイル」で封をし、まだ公表していなければ、公表する日に改めてください")
        .help(format!(
            "写しのある最後の版は、{}に公表した版です",
            wareki::format(sealed)
        ));
}
