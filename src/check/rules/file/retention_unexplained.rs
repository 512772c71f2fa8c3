//! 保管期間の妥当性が説明され、選んだ期間と違う期間を言っていないか。

use crate::answers::Assessment;
use crate::check::words::blank::says_nothing;
use crate::check::words::folded::Prose;
use crate::check::words::terms::{Term, terms};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Error, Warning};
use crate::form::Choice;

pub const RULE: Rule = Rule {
    code: "C188",
    name: "retention-unexplained",
    severity: Error,
    confidence: Medium,
    since: None,
    checks: "保管期間の「その妥当性」に理由が書かれ、「－」や「なし」で済まされていないこと。期間が「定められていない」ときも同じ。理由が挙げる期間が、選んだ期間と合うこと",
    why: "期限のない保管は、なぜそれが要るのかを説明できて初めて許される",
    law: Law::Internal("様式4 Ⅱ-6② の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for term in assessment.each("特定個人情報ファイル/保管・消去/保管期間") {
        let (chosen, reason) = (term.at("期間"), term.at("その妥当性"));
        let Some(option) = chosen.option() else { continue };
        // One that is left empty is F101's.
        if reason.is_filled() && says_nothing(reason.text()) {
            findings
                .report(&RULE, &reason)
                .message(format!("保管期間を「{}」とする理由が書かれていません", option.text))
                .label("根拠となる法令や規程と、その期間が要る理由を書いてください")
                .because(&chosen, "保管期間はここで選んでいます");
            continue;
        }
        let Some(band) = band(option) else { continue };
        for text in Prose::of(&reason) {
            let told = terms(text.text());
            // What several terms add up to is not read here; each of them longer than all that was chosen is plain.
            let differs = match told.as_slice() {
                [] => false,
                [(_, term)] => !term.meets(band),
                all => all.iter().all(|(_, term)| term.least >= band.most),
            };
            if let Some((range, _)) = told.first().filter(|_| differs) {
                findings
                    .report_at(&RULE, &reason, text.span(range))
                    .severity(Warning)
                    .message(format!(
                        "保管期間を「{}」としていますが、その妥当性には「{}」とあります",
                        option.text,
                        text.written(range)
                    ))
                    .label("どちらが正しいか確かめ、保管期間か理由を改めてください")
                    .because(&chosen, "保管期間はここで選んでいます");
            }
        }
    }
}

/// The months of an option, whose band counts years: 3年 is three years and less than four. `None` for one without a band.
fn band(option: &Choice) -> Option<Term> {
    let months = |years: u64| u32::try_from(years.saturating_mul(12)).unwrap_or(u32::MAX);
    Some(Term {
        least: months(option.from?),
        most: option.below.map_or(u32::MAX, months),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    #[test]
    fn a_term_is_held_against_what_was_chosen() {
        let form = builtin().newest("zenkomoku").unwrap();
        let chosen = form.find("特定個人情報ファイル/保管・消去/保管期間/期間").unwrap();
        let meets = |option: &str, text: &str| {
            let option = &chosen.options[chosen.option(option).unwrap()];
            let told = terms(text);
            let [(_, term)] = told.as_slice() else {
                panic!("{text} {told:?}")
            };
            term.meets(band(option).unwrap())
        };
        for (option, text, right) in [
            ("1年未満", "送付の日から3か月を過ぎれば", true),
            ("3年", "送付の日から3か月を過ぎれば", false),
            ("20年以上", "消除した日から150年間保存する", true),
            ("5年", "消除した日から150年間保存する", false),
            ("6年以上10年未満", "法定の7年を保存する", true),
            ("5年", "法定の5年間", true),
            ("1年未満", "1年以内に消去する", true),
            ("1年", "1年以内に消去する", true),
            ("10年以上20年未満", "10年以上保存する", true),
        ] {
            assert_eq!(meets(option, text), right, "{option} {text}");
        }
    }
}
