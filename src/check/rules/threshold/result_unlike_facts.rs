//! 様式3・4のしきい値判断結果が、様式2の判断項目から定まる結果と合っているか。

use super::threshold_result_differs::{self, compare};
use crate::check::facts::threshold::{self, RESULT};
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "T107",
    name: "result-unlike-basic-form",
    severity: Error,
    confidence: High,
    since: None,
    checks: "様式3・4のしきい値判断結果が、同じ事務の様式2 Ⅱの対象人数・取扱者数・重大事故から定まる結果と一致すること",
    why: "しきい値判断は事務に一つで、評価書ごとに違う結果にはならない",
    law: Law::Article("番号法第28条第1項、規則第5条から第7条まで、指針第5の2"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let found = threshold::of(kiso);
    for other in set.heavier() {
        // Where its own answers rule the result out, T101 says so.
        if !threshold_result_differs::is_ruled_out(other) {
            compare(&RULE, &other.at(RESULT), &found, findings);
        }
    }
}
