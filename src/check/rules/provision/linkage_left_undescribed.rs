//! 情報連携を実施すると答えた評価書に、根拠と接続があるか。未定のままになっていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::words::blank::is_answered;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};

pub const RULE: Rule = Rule {
    code: "C125",
    name: "linkage-left-undescribed",
    severity: Error,
    confidence: High,
    since: None,
    checks: "情報連携を実施するときは、法令上の根拠があり、「接続しない」の少なくとも一方にチェックがないこと。未定のままでないこと",
    why: "情報連携の根拠とリスク対策は、実施するなら必ず示すべきものだから",
    law: Law::Article(
        "番号法第19条第8号、情報連携とその接続の項目間の整合（様式2 Ⅰ-4・Ⅳ-6、様式3 Ⅰ-5・Ⅲ-6、様式4 Ⅰ-6・Ⅲ-6）",
    ),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let linkage = assessment.at("基本情報/情報連携");
    let answer = linkage.at("実施の有無");
    match linkage.choice("実施の有無") {
        Some("実施する") => {}
        Some("未定") => {
            findings
                .report(&RULE, &answer)
                .severity(Warning)
                .message("情報連携の実施の有無が「未定」のままです")
                .label("決まったら「実施する」か「実施しない」に改めてください")
                .help("改めるときは、法令上の根拠とリスク対策の「接続しない」もそろえてください");
            return;
        }
        _ => return,
    }
    let cause = "ここで「実施する」を選んでいます";
    let basis = linkage.at("法令上の根拠");
    if !is_answered(&basis) {
        findings
            .report(&RULE, &basis)
            .message("情報連携を実施するのに、その法令上の根拠が書かれていません")
            .label("照会と提供に分けて、根拠となる法令の規定を書いてください")
            .because(&answer, cause);
    }
    let connections: Vec<Cursor<'_>> = assessment
        .each("リスク対策/情報提供ネットワークシステムとの接続")
        .into_iter()
        .filter(|connection| connection.answer().is_some())
        .collect();
    let cut_off = |connection: &Cursor<'_>| ticks(connection).iter().all(Cursor::is_ticked);
    if connections.is_empty() || !connections.iter().all(cut_off) {
        return;
    }
    let mut report = findings
        .report(&RULE, &answer)
        .message("情報連携を実施するのに、リスク対策では入手も提供も「接続しない」としています")
        .label("実際に行う方の「接続しない」のチェックを外すか（false）、「実施しない」に改めてください");
    for tick in connections.iter().flat_map(ticks) {
        report = report.because(&tick, "ここにチェックがあります");
    }
}

fn ticks<'a>(connection: &Cursor<'a>) -> [Cursor<'a>; 2] {
    ["接続しない（入手）", "接続しない（提供）"].map(|key| connection.at(key))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::answers;
    use crate::finding::Severity;
    use crate::form::builtin;

    #[test]
    fn undecided_linkage_is_a_warning() {
        let text = "様式: 重点項目評価書\n基本情報: {情報連携: {実施の有無: 未定}}\n";
        let read = answers::read(builtin(), "undecided.yaml", text.as_bytes());
        let findings = crate::check::check(&read.assessment.unwrap(), date(2026, 11, 23));
        let found = findings.iter().find(|finding| finding.code == "C125").unwrap();
        assert_eq!(found.severity, Severity::Warning);
    }
}
