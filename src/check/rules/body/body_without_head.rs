//! 評価実施機関名が機関の長の職名で書かれているか。

use crate::answers::Assessment;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::fold;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C163",
    name: "body-without-head",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "地方公共団体の評価実施機関名が、「○○市長」「○○広域連合長」「○○組合管理者」のように長の職名まで書かれていること",
    why: "評価を実施するのは団体ではなく執行機関なので、団体名だけではどの機関か分からない",
    law: Law::Internal("表紙の評価実施機関名の記載例"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let body = assessment.at("評価実施機関名");
    let name = body.text().trim();
    // A ministry's name ends like a prefecture's.
    let management = assessment.at("管理");
    let kind = management.choice("機関の種別").or(findings.body_kind());
    if kind == Some("行政機関等") || name == "内閣府" {
        return;
    }
    let folded = fold(name);
    if let Some((word, head)) = lacking(&folded) {
        let stem = folded.strip_suffix(word).unwrap_or(&folded);
        findings
            .report(&RULE, &body)
            .message(format!("評価実施機関名「{name}」に、長の職名がありません"))
            .label(format!("「{stem}{head}」のように、長の職名まで書いてください"));
        return;
    }
    let title = match name.chars().last() {
        Some('市' | '町' | '村' | '区') => "長",
        Some('都' | '道' | '府' | '県') => "知事",
        _ => return,
    };
    findings
        .report(&RULE, &body)
        .message(format!("評価実施機関名「{name}」に、長の職名がありません"))
        .label(format!("「{name}{title}」のように、長の職名まで書いてください"));
}

/// The end of a name that lacks its head, such as 広域連合 and 市役所, and what it is with the head.
fn lacking(name: &str) -> Option<(&'static str, &'static str)> {
    if lexicon().no_public_association.end(name) {
        return None;
    }
    let groups = lexicon().head_titles_lacking.groups.iter();
    let mut ends = groups.flat_map(|group| group.words.iter().map(|word| (word.as_str(), group.of.as_str())));
    ends.find(|(word, _)| name.ends_with(word) && name.len() > word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn associations_of_local_bodies_have_heads_and_those_of_insured_have_none() {
        assert_eq!(
            lacking("見本県後期高齢者医療広域連合"),
            Some(("広域連合", "広域連合長"))
        );
        assert_eq!(lacking("見本地区広域行政事務組合"), Some(("組合", "組合管理者")));
        assert_eq!(lacking("見本市役所"), Some(("市役所", "市長")));
        for name in [
            "見本県後期高齢者医療広域連合長",
            "見本消防組合管理者",
            "見本健康保険組合",
            "見本県市町村職員共済組合",
            "見本市国民健康保険組合",
            "見本市長",
            "広域連合",
        ] {
            assert_eq!(lacking(name), None, "{name}");
        }
    }
}
