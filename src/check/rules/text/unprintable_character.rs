//! The page of F110. Which characters can be shown is the fonts' business, so `publish::glyphs` finds them.

use crate::check::{Check, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Error;

pub const RULE: Rule = Rule {
    code: "F110",
    name: "unprintable-character",
    severity: Error,
    confidence: High,
    since: None,
    checks: "公表用のフォントに字形のない文字が使われていないこと",
    why: "字形のない文字は紙面で欠け、読み手に伝わらない",
    law: Law::Format("BIZ UDPゴシックと IPAmj明朝の収録文字"),
    check: Check::Reading,
};
