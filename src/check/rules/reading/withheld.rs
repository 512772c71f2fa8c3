//! 非公表: names that lead nowhere, words that stand elsewhere too, rows that may concern what is withheld. Pages of rules whose
//! findings `check::withheld` makes, since they rest on the version before and on what people accepted.

use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};

const LAW: Law = Law::Article("特定個人情報保護評価に関する規則第13条");

pub const UNKNOWN: Rule = Rule {
    code: "F109",
    name: "withheld-item-unknown",
    severity: Error,
    confidence: High,
    since: None,
    checks: "管理の「非公表」に挙げた名称が、この評価書の項目を指していること",
    why: "指す項目がなければ、公表しないつもりの記載がそのまま公表されてしまう",
    law: LAW,
    check: Check::Reading,
};

pub const MENTIONED: Rule = Rule {
    code: "F123",
    name: "withheld-words-elsewhere",
    severity: Error,
    confidence: High,
    since: None,
    checks: "管理の「非公表」に挙げた項目の記載が、公表する別の項目に書かれていないこと",
    why: "一つの項目を伏せても、同じ言葉が別の項目にあれば、公表用の評価書から読み取れてしまう",
    law: LAW,
    check: Check::Reading,
};

pub const UNCLEAR_ROW: Rule = Rule {
    code: "F124",
    name: "row-withheld-as-unclear",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "非公表の項目がある評価書では、変更箇所の行の「項目」から、どの項目の変更かが分かること",
    why: "分からない行は、非公表の記載を引いているかもしれないので、公表用の評価書では伏せられる",
    law: LAW,
    check: Check::Reading,
};

pub const WITHOUT_TEXT: Rule = Rule {
    code: "F125",
    name: "withheld-answer-without-text",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "項目の記載が「（非公表）」だけでないこと",
    why: "個人情報保護委員会に提出する評価書には、公表しない項目も、もとの記載が要る",
    law: LAW,
    check: Check::Reading,
};
