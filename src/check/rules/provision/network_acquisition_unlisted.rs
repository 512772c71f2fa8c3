//! 情報提供ネットワークシステムによる入手が、接続の有無と入手方法・入手元とで合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::facts::blocks::{Block, blocks};
use crate::check::words::basis::places_of;
use crate::check::words::blank::is_unticked;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "C127",
    name: "network-acquisition-unlisted",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "「接続しない（入手）」にチェックがないときは、入手方法に情報提供ネットワークシステム、入手元にほかの機関があり、チェックがあるときは入手方法にそれがないこと",
    why: "情報提供ネットワークシステムを通じてどこから入手するのかが、読み手に示されない",
    law: Law::Internal("様式3 Ⅰ-5、Ⅱ-3、Ⅲ-6（様式4は Ⅰ-6、Ⅱ-3、Ⅲ-6）の項目間の整合"),
    check: Check::Alone(check),
};

const NETWORK: &str = "情報提供ネットワークシステム";
/// The sources that are not another body.
const OWN: [&str; 2] = ["本人又は本人の代理人", "評価実施機関内の他部署"];

fn check(assessment: &Assessment, findings: &mut Findings) {
    let linked = assessment.at("基本情報").choice("情報連携/実施の有無") == Some("実施する");
    for block in blocks(assessment) {
        let tick = block
            .measures
            .at("情報提供ネットワークシステムとの接続/接続しない（入手）");
        if tick.is_ticked() {
            listed_though_cut_off(&block, &tick, findings);
        } else if linked && is_unticked(&tick) {
            way_unlisted(assessment, &block, &tick, findings);
            source_unlisted(&block, &tick, findings);
        }
    }
}

fn way_unlisted(assessment: &Assessment, block: &Block<'_>, tick: &Cursor<'_>, findings: &mut Findings) {
    let ways = answers(block, "入手・使用/入手方法");
    let Some(place) = ways.first() else { return };
    if ways.iter().any(|way| way.has(NETWORK) || way.ticks().is_empty()) {
        return;
    }
    let report = findings
        .report(&RULE, place)
        .message("情報連携で入手するとしているのに、入手方法に情報提供ネットワークシステムがありません")
        .label("「情報提供ネットワークシステム」を加えるか、「接続しない（入手）」にチェックを付けてください（true）")
        .because(tick, "ここにチェックがなく、入手のために接続するとしています");
    let basis = assessment.at("基本情報/情報連携/法令上の根拠");
    if let Some(span) = places_of(&basis, "情報照会").into_iter().next() {
        report.because_at(span, "ここで情報照会の根拠を挙げています");
    }
}

fn source_unlisted(block: &Block<'_>, tick: &Cursor<'_>, findings: &mut Findings) {
    let sources = answers(block, "入手・使用/入手元");
    let Some(place) = sources.first() else { return };
    let another = |source: &Cursor<'_>| {
        let mut ticks = source.ticks().into_iter();
        ticks.any(|(option, _)| !OWN.contains(&option.text.as_str()))
    };
    if sources
        .iter()
        .any(|source| another(source) || source.ticks().is_empty())
    {
        return;
    }
    findings
        .report(&RULE, place)
        .message("情報連携で入手するとしているのに、入手元にほかの機関がありません")
        .label("照会の相手となる機関を加えるか、「接続しない（入手）」にチェックを付けてください（true）")
        .because(tick, "ここにチェックがなく、入手のために接続するとしています");
}

fn listed_though_cut_off(block: &Block<'_>, tick: &Cursor<'_>, findings: &mut Findings) {
    for way in answers(block, "入手・使用/入手方法") {
        if let Some(network) = way.tick_of(NETWORK) {
            findings
                .report_at(&RULE, &way, network.span.clone())
                .message("情報提供ネットワークシステムで入手するのに、「接続しない（入手）」にチェックがあります")
                .label("「接続しない（入手）」のチェックを外すか（false）、入手方法を見直してください")
                .because(tick, "ここにチェックがあります");
        }
    }
}

fn answers<'a>(block: &Block<'a>, path: &str) -> Vec<Cursor<'a>> {
    block.files.iter().map(|file| file.at(path)).collect()
}
