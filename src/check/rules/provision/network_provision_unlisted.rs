//! 情報提供ネットワークシステムによる提供が、接続の有無と提供先とで合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::blocks::{Block, blocks};
use crate::check::words::basis::places_of;
use crate::check::words::blank::is_unticked;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "C126",
    name: "network-provision-unlisted",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "「接続しない（提供）」にチェックがないときは、提供方法が情報提供ネットワークシステムの提供先があり、チェックがあるときはないこと",
    why: "情報提供ネットワークシステムを通じて誰に何を提供するのかが、読み手に示されない",
    law: Law::Internal("様式3 Ⅰ-5、Ⅱ-5、Ⅲ-6（様式4は Ⅰ-6、Ⅱ-5、Ⅲ-6）の項目間の整合"),
    check: Check::Alone(check),
};

const NETWORK: &str = "情報提供ネットワークシステム";

fn check(assessment: &Assessment, findings: &mut Findings) {
    let linked = assessment.at("基本情報").choice("情報連携/実施の有無") == Some("実施する");
    for block in blocks(assessment) {
        let tick = block
            .measures
            .at("情報提供ネットワークシステムとの接続/接続しない（提供）");
        if tick.is_ticked() {
            listed_though_cut_off(&block, &tick, findings);
        } else if linked && is_unticked(&tick) {
            unlisted_though_connected(assessment, &block, &tick, findings);
        }
    }
}

fn unlisted_though_connected(assessment: &Assessment, block: &Block<'_>, tick: &Cursor<'_>, findings: &mut Findings) {
    let ways = ways(block);
    let unknown = |way: &Cursor<'_>| way.ticks().is_empty();
    if ways.iter().any(|way| way.has(NETWORK) || unknown(way)) {
        return;
    }
    let answers: Vec<Cursor<'_>> = block
        .files
        .iter()
        .map(|file| file.at("提供・移転/提供・移転の有無"))
        .collect();
    // Unanswered, or ticked without any list: other rules say so already.
    let open = |answer: &Cursor<'_>| answer.ticks().is_empty() || (ways.is_empty() && answer.has("提供を行っている"));
    let Some(place) = answers.first().filter(|_| !answers.iter().any(open)) else {
        return;
    };
    let span = place
        .tick_of("行っていない")
        .map_or_else(|| place.span(), |tick| tick.span.clone());
    let message = if ways.is_empty() {
        "情報連携で提供するとしているのに、提供先がありません"
    } else {
        "情報連携で提供するとしているのに、情報提供ネットワークシステムによる提供先がありません"
    };
    let report = findings
        .report_at(&RULE, place, span)
        .message(message)
        .label("情報提供ネットワークシステムによる提供先を書くか、「接続しない（提供）」にチェックを付けてください（true）")
        .because(tick, "ここにチェックがなく、提供のために接続するとしています");
    let basis = assessment.at("基本情報/情報連携/法令上の根拠");
    if let Some(span) = places_of(&basis, "情報提供").into_iter().next() {
        report.because_at(span, "ここで情報提供の根拠を挙げています");
    } else {
        report.help("情報照会だけを行うなら、「接続しない（提供）」にチェックを付けます（true）");
    }
}

fn listed_though_cut_off(block: &Block<'_>, tick: &Cursor<'_>, findings: &mut Findings) {
    for way in ways(block) {
        if let Some(network) = way.tick_of(NETWORK) {
            findings
                .report_at(&RULE, &way, network.span.clone())
                .message("情報提供ネットワークシステムで提供するのに、「接続しない（提供）」にチェックがあります")
                .label("「接続しない（提供）」のチェックを外すか（false）、提供方法を見直してください")
                .because(tick, "ここにチェックがあります");
        }
    }
}

fn ways<'a>(block: &Block<'a>) -> Vec<Cursor<'a>> {
    let files = block.files.iter();
    files.flat_map(|file| file.each("提供・移転/提供先/提供方法")).collect()
}
