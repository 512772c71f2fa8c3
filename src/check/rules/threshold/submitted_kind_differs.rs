//! 様式2 Ⅳ-1の評価書の種類が、実際にある評価書と合っているか。

use crate::check::facts::threshold::SUBMITTED;
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;
use crate::form::Level;
use crate::threshold::print;

pub const RULE: Rule = Rule {
    code: "T104",
    name: "submitted-kind-differs",
    severity: Error,
    confidence: High,
    since: None,
    checks: "様式2 Ⅳ-1の提出する評価書の種類が、同じ事務の評価書と合っていること",
    why: "基礎項目評価書を読んで重点項目評価書や全項目評価書を探す人が、あるはずのものを見つけられない",
    law: Law::Internal("様式2 Ⅳ-1と、同じ番号の評価書"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let submitted = kiso.at(SUBMITTED);
    let Some((option, stated)) = submitted.option().and_then(|option| Some((option, option.level?))) else {
        return;
    };
    let text = &option.text;
    let mut met = stated <= Level::Kiso;
    for other in set.heavier() {
        let (level, name) = (other.form().level, &other.form().name);
        if level == stated {
            met = true;
            continue;
        }
        findings
            .report(&RULE, &submitted)
            .message(format!(
                "「{text}」を提出するとしていますが、同じ事務に{name}があります"
            ))
            .label("ある評価書に合わせるか、要らない評価書を除いてください")
            .because(&other.at("評価書名"), format!("{name}です"));
        // What is there is told; that the other is not follows from it.
        met = true;
    }
    if !met && set.is_complete() {
        findings
            .report(&RULE, &submitted)
            .message(format!(
                "「{text}」を提出するとしていますが、{}がありません",
                print::document(stated)
            ))
            .label("足りない評価書を同じフォルダに置くか、選択を改めてください");
    }
}
