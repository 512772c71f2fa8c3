//! 重大事故の答えが、様式2の1年と様式3・4の3年とで矛盾しないか。

use jiff::ToSpan;
use jiff::civil::Date;

use crate::answers::Cursor;
use crate::check::facts::threshold::{ASKED, HAPPENED};
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::folding::nfkc;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "T110",
    name: "accidents-differ",
    severity: Error,
    confidence: High,
    since: None,
    checks: "様式2 Ⅱ-3の過去1年以内の重大事故と、様式3・4 Ⅲ-7の過去3年以内の重大事故が矛盾しないこと",
    why: "様式2が問う特定個人情報の事故は、様式3・4が問う個人情報の事故に必ず含まれる",
    law: Law::Article("指針第5の2、様式2 Ⅱ-3、様式3・4 Ⅲ-7"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let asked = kiso.at(ASKED).at("重大事故/過去1年以内の重大事故");
    let Some(option) = asked.option() else { return };
    let happened = option.text == HAPPENED;
    for other in set.heavier() {
        for risk in other.each("リスク対策/保管・消去/漏えい・滅失・毀損リスク") {
            let wider = risk.at("過去3年以内の重大事故");
            let Some(answer) = wider.option() else { continue };
            if happened && answer.text != HAPPENED {
                findings
                    .report(&RULE, &wider)
                    .message(
                        "過去3年以内の重大事故が「発生なし」ですが、基礎項目評価書では過去1年以内に「発生あり」です",
                    )
                    .label("特定個人情報の事故は個人情報の事故に含まれます。どちらかを改めてください")
                    .because(&asked, "ここで「発生あり」を選んでいます");
            } else if !happened && answer.text == HAPPENED {
                recent(&asked, &risk.at("その内容"), findings);
            }
        }
    }
}

/// An accident with 特定個人情報 within the year before publication, by its account, that 様式2 denies.
fn recent(asked: &Cursor<'_>, account: &Cursor<'_>, findings: &mut Findings) {
    let Some(published) = asked.assessment().at("公表日").date() else {
        return;
    };
    let text = nfkc(account.text());
    let Some(day) = accident_within(&text, published) else {
        return;
    };
    findings
        .report(&RULE, asked)
        .severity(Warning)
        .message(format!(
            "過去1年以内の重大事故が「発生なし」ですが、{}に特定個人情報の事故があったとあります",
            wareki::format(day)
        ))
        .label("本人が101人以上か、故意によるものなら重大事故です。当たるかどうか確かめてください")
        .because(account, "事故の内容はここに書かれています");
}

/// The latest day of the past year in an account of an accident with 特定個人情報.
fn accident_within(text: &str, published: Date) -> Option<Date> {
    // 「特定個人情報は含まれていない」 is just the opposite.
    let with = text.split(['。', '\n']).any(|sentence| {
        let after = sentence
            .split_once("特定個人情報")
            .or_else(|| sentence.split_once("個人番号"))
            .map(|(_, after)| after);
        after.is_some_and(|after| !after.contains("ない") && !after.contains("除") && !after.contains("なかった"))
    });
    let first = published.checked_sub(1.year()).ok()?;
    let days = wareki::dates(text).into_iter().filter_map(|found| found.date.ok());
    days.filter(|day| with && (first..=published).contains(day)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_an_accident_with_specific_personal_information_in_the_year_counts() {
        let day = date(2026, 6, 30);
        let within = |text: &str| accident_within(text, day);
        let when = Some(date(2026, 2, 3));
        assert_eq!(within("令和8年2月3日、特定個人情報120人分を誤って送付した。"), when);
        assert_eq!(within("令和8年2月3日、個人情報120人分を誤って送付した。"), None);
        assert_eq!(
            within("令和8年2月3日、名簿を紛失した。特定個人情報は含まれていない。"),
            None
        );
        assert_eq!(within("令和7年2月3日、特定個人情報を漏えいした。"), None);
    }
}
