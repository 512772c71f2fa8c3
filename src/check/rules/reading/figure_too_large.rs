//! 図のファイルが大きすぎないか。

use crate::answers::Assessment;
use crate::check::facts::figures::faults;
use crate::check::{Check, Findings, Law, Rule};
use crate::figure::Fault;
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "F116",
    name: "figure-too-large",
    severity: Error,
    confidence: High,
    since: None,
    checks: "図のファイルが5MB以下で、PNG と JPEG なら4,000万画素以下であること",
    why: "図は公表する PDF と HTML にそのまま入るので、大きすぎると読み手が開けなくなる",
    law: Law::Format("hyoka が読むファイルの上限"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for (place, figure, fault) in faults(assessment) {
        let Fault::TooLarge(size) = fault else { continue };
        findings
            .report_at(&RULE, &place, figure.span.clone())
            .message(format!("図「{}」が大きすぎます: {size}", figure.file))
            .label("画素を減らすか、線で描いた図なら SVG にしてください");
    }
}
