//! 図のファイルが、紙面に載せられる SVG、PNG か JPEG か。

use crate::answers::Assessment;
use crate::check::facts::figures::faults;
use crate::check::{Check, Findings, Law, Rule};
use crate::figure::Fault;
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "F115",
    name: "figure-no-picture",
    severity: Error,
    confidence: High,
    since: None,
    checks: "図のファイルが、壊れていない SVG、PNG か JPEG で、絵のほかに動作やほかのファイルへの参照を含まないこと",
    why: "公表したページを開いた人に、絵のほかのものが届いてはならない",
    law: Law::Format("図のファイルの形式（SVG、PNG、JPEG）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for (place, figure, fault) in faults(assessment) {
        let Fault::NoPicture(reason) = fault else { continue };
        findings
            .report_at(&RULE, &place, figure.span.clone())
            .message(format!("図「{}」を紙面に載せられません: {reason}", figure.file))
            .label("図を描いたプログラムで、SVG、PNG か JPEG に書き出し直してください")
            .help("うまくいかないときは PNG にすると、絵だけになります");
    }
}
