//! 情報連携の実施の有無が、システムの接続先と合っているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;

pub const RULE: Rule = Rule {
    code: "C128",
    name: "linkage-unlike-systems",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "情報連携を実施するときは情報提供ネットワークシステムに接続するシステムがあり、実施しないときはないこと",
    why: "情報連携は接続するシステムを通じて行うので、どちらかの欄が実態と違うおそれがある",
    law: Law::Internal("様式3 Ⅰ-2③ と Ⅰ-5①（様式4は Ⅰ-2③ と Ⅰ-6①）の項目間の整合"),
    check: Check::Alone(check),
};

const NETWORK: &str = "情報提供ネットワークシステム";

fn check(assessment: &Assessment, findings: &mut Findings) {
    let basics = assessment.at("基本情報");
    let answer = basics.at("情報連携/実施の有無");
    // Not every form asks what its systems are connected to.
    if basics.at("システム").item().is_none() {
        return;
    }
    let connections = basics.each("システム/他のシステムとの接続");
    match basics.choice("情報連携/実施の有無") {
        Some("実施しない") => {
            for connection in &connections {
                let Some(tick) = connection.tick_of(NETWORK) else {
                    continue;
                };
                findings
                    .report_at(&RULE, connection, tick.span.clone())
                    .message("情報連携を実施しないのに、情報提供ネットワークシステムに接続するシステムがあります")
                    .label("接続先を見直すか、情報連携を「実施する」に改めてください")
                    .because(&answer, "ここで「実施しない」を選んでいます");
            }
        }
        Some("実施する") if !connections.iter().any(|connection| connection.has(NETWORK)) => {
            findings
                .report(&RULE, &answer)
                .message("情報連携を実施するのに、情報提供ネットワークシステムに接続するシステムがありません")
                .label("中間サーバーなど、接続するシステムとその接続先を「システム」に書いてください")
                .because(&basics.at("システム"), "ここに接続するシステムがありません");
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::answers;
    use crate::form::builtin;

    #[test]
    fn linkage_without_a_connected_system_is_told_at_the_answer() {
        let text = "様式: 重点項目評価書\n基本情報: {情報連携: {実施の有無: 実施する}}\n";
        let read = answers::read(builtin(), "unconnected.yaml", text.as_bytes());
        let findings = crate::check::check(&read.assessment.unwrap(), date(2026, 11, 23));
        let found = findings.iter().find(|finding| finding.code == "C128").unwrap();
        assert_eq!(&text[found.span.clone()], "実施する");
    }
}
