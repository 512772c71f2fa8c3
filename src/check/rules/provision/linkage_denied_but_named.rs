//! 情報連携を実施しないのに、事務の概要やシステムの名称に情報連携のことが書かれていないか。

use crate::answers::Assessment;
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C216",
    name: "linkage-denied-but-named",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "情報連携を「実施しない」とき、事務の概要やシステムの名称に、情報提供ネットワークシステムや中間サーバーを使うと書かれていないこと",
    why: "ほかの評価書から写した文章が残ると、情報連携をしているのかどうかが分からない",
    law: Law::Internal("様式2 Ⅰ-1②・③とⅠ-4①（様式3・4 は事務の内容と情報連携の実施の有無）"),
    check: Check::Alone(check),
};

/// Where a 事務 is told.
const TOLD: [&str; 2] = ["事務/事務の概要", "事務/事務の内容"];
/// Where its systems are named.
const SYSTEMS: &str = "事務/システムの名称";
/// The word of linkage that a 事務 is told by; names of systems are more.
const NETWORK: &str = "情報提供ネットワークシステム";

fn check(assessment: &Assessment, findings: &mut Findings) {
    let basics = assessment.at("基本情報");
    let answer = basics.at("情報連携/実施の有無");
    if basics.choice("情報連携/実施の有無") != Some("実施しない") {
        return;
    }
    let systems: Vec<&str> = lexicon().linkage_systems.iter().collect();
    let told = TOLD.iter().map(|path| (*path, &[NETWORK][..]));
    for (path, words) in told.chain([(SYSTEMS, systems.as_slice())]) {
        let place = basics.at(path);
        let found = Prose::of(&place).into_iter().find_map(|text| {
            let ranges = words.iter().flat_map(|word| text.find(word));
            let used = ranges.into_iter().find(|range| {
                let sentence = &text.text()[text.sentence(range.start)];
                !lexicon().linkage_denied.are_in(sentence)
            })?;
            Some((text.written(&used), text.span(&used)))
        });
        if let Some((word, span)) = found {
            findings
                .report_at(&RULE, &place, span)
                .message(format!("情報連携を実施しないのに、「{word}」が書かれています"))
                .label("使わないのであればこの記載を消し、使うのであれば情報連携を「実施する」に改めてください")
                .because(&answer, "ここで「実施しない」を選んでいます");
        }
    }
}
