//! 同じ機関の中での移転・入手が、部署と方法の記載に合っているか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::fold;

pub const RULE: Rule = Rule {
    code: "C129",
    name: "in-house-exchange-implausible",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "移転先が担当部署そのものでなく、他部署から入手するときは入手方法に庁内での受渡しの手段があること",
    why: "移転は同じ機関のほかの事務へ渡すことで、担当部署の名称だけではどこへ渡すのか分からない",
    law: Law::Internal("様式3・様式4 Ⅱ-2⑥、Ⅱ-3①②、Ⅱ-5 の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let section = assessment.at("基本情報/担当部署/部署");
    for file in assessment.each("特定個人情報ファイル") {
        let owners = [file.at("基本情報/事務担当部署"), section];
        for entry in file.each("提供・移転/移転先/移転先") {
            let same = |owner: &&Cursor<'_>| entry.is_filled() && fold(owner.text()) == fold(entry.text());
            if let Some(owner) = owners.iter().find(same) {
                findings
                    .report(&RULE, &entry)
                    .message("移転先が、この事務の担当部署と同じ名称です")
                    .label("渡す先の部署、又は同じ部署のどの事務かが分かるように書いてください")
                    .because(owner, "ここに担当部署があります");
            }
        }
        source_out_of_reach(&file, findings);
    }
}

fn source_out_of_reach(file: &Cursor<'_>, findings: &mut Findings) {
    let sources = file.at("入手・使用/入手元");
    let ways = file.at("入手・使用/入手方法");
    let network = ways.tick_of("情報提供ネットワークシステム");
    if let (Some(source), Some(network)) = (sources.tick_of("評価実施機関内の他部署"), network)
        && ways.ticks().len() == 1
    {
        findings
            .report_at(&RULE, &ways, network.span.clone())
            .message("他部署から入手するのに、入手方法が情報提供ネットワークシステムだけです")
            .label("庁内連携システムや紙など、他部署から受け取る方法を加えてください")
            .because_at(source.span.clone(), "ここで他部署を入手元に選んでいます");
    }
}
