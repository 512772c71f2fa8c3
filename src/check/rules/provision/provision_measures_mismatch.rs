//! リスク対策の「提供・移転しない」が、実際の提供・移転と合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::blocks::{Block, blocks};
use crate::check::words::blank::is_unticked;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::source::Span;

pub const RULE: Rule = Rule {
    code: "C122",
    name: "provision-measures-mismatch",
    severity: Error,
    confidence: High,
    since: None,
    checks: "情報提供ネットワークシステムによらない提供や移転があるときは「提供・移転しない」にチェックがなく、提供も移転も行っていないときはチェックがあること",
    why: "提供・移転のリスク対策が要るのかどうかが、提供・移転の実態と合わなくなる",
    law: Law::Internal("様式3・様式4 Ⅱ-5 と Ⅲ-5 の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for block in blocks(assessment) {
        let tick = block.measures.at("提供・移転/提供・移転しない");
        if tick.is_ticked() {
            if let Some((span, what)) = needs_measures(&block) {
                findings
                    .report(&RULE, &tick)
                    .message(format!(
                        "{what}があるのに、リスク対策の「提供・移転しない」にチェックがあります"
                    ))
                    .label("チェックを外し（false）、提供・移転のリスク対策を書いてください")
                    .because_at(span, format!("ここに{what}があります"));
            }
            continue;
        }
        if !is_unticked(&tick) {
            continue;
        }
        let answers: Vec<Cursor<'_>> = block
            .files
            .iter()
            .map(|file| file.at("提供・移転/提供・移転の有無"))
            .collect();
        if answers
            .iter()
            .all(|answer| answer.has("行っていない") && answer.ticks().len() == 1)
        {
            let mut report = findings
                .report(&RULE, &tick)
                .message("提供も移転も行っていないのに、リスク対策の「提供・移転しない」にチェックがありません")
                .label("チェックを付けてください（true）");
            for answer in &answers {
                report = report.because(answer, "ここで「行っていない」を選んでいます");
            }
        }
    }
}

/// The first 移転, or 提供 by another way than the network system, of the files of a block.
fn needs_measures(block: &Block<'_>) -> Option<(Span, &'static str)> {
    block.files.iter().find_map(|file| {
        let by_other_way = file.each("提供・移転/提供先/提供方法").into_iter().find_map(|way| {
            let mut ticks = way.ticks().into_iter();
            let tick = ticks.find(|(option, _)| option.text != "情報提供ネットワークシステム");
            tick.map(|(_, tick)| (tick.span.clone(), "情報提供ネットワークシステムによらない提供"))
        });
        let transfer = || {
            let entry = file.each("提供・移転/移転先").into_iter().find(Cursor::is_filled);
            let ticked = file.at("提供・移転/提供・移転の有無");
            let span = entry.map(|entry| entry.span());
            span.or_else(|| ticked.tick_of("移転を行っている").map(|tick| tick.span.clone()))
                .map(|span| (span, "移転"))
        };
        by_other_way.or_else(transfer)
    })
}
