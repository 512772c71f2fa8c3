//! 個人の電話番号やメールアドレスが書かれていないか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C211",
    name: "private-contact",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "携帯電話の番号や、機関のものでないメールアドレスが書かれていないこと",
    why: "評価書は公表するので、職員や委託先の個人の連絡先がそのまま公になる",
    law: Law::Article("個人情報の保護に関する法律"),
    check: Check::Alone(check),
};

/// A shorter word for a window may be the beginning of a name: `dxter`, `zeike`.
const LEAST: usize = 5;

fn check(assessment: &Assessment, findings: &mut Findings) {
    for text in folded::all_texts(assessment, is_likely) {
        for range in mobile_numbers(&text) {
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message("携帯電話の番号が書かれています")
                .label("窓口の電話番号に改めてください。公表してよい公用の番号であれば、このままで構いません");
        }
        for range in addresses(&text) {
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message("機関のものでないとみられるメールアドレスが書かれています")
                .label("窓口のメールアドレスに改めるか、消してください");
        }
    }
}

fn is_likely(text: &str) -> bool {
    // An escape may stand for any of them.
    ['@', '＠', '﹫', '\\'].into_iter().any(|sign| text.contains(sign)) || folded::may_have_long_number(text, 11)
}

/// 090, 080 and 070 with eight more digits.
fn mobile_numbers(text: &Prose<'_>) -> Vec<Range<usize>> {
    let words = text.text();
    let in_number = |c: char| c.is_ascii_digit() || "-‐‑‒–—−ー()".contains(c);
    let mut found = Vec::new();
    for prefix in ["090", "080", "070"] {
        for (start, _) in words.match_indices(prefix) {
            let before = words[..start].chars().next_back();
            if before.is_some_and(|c| c.is_ascii_alphanumeric() || "-‐‑‒–—−ー.".contains(c)) && !text.gap_before(start)
            {
                continue;
            }
            let mut end = start;
            let mut digits = 0;
            for (at, c) in words[start..].char_indices() {
                let enough = digits == 11 && text.gap_before(start + at);
                if !in_number(c) || enough {
                    break;
                }
                digits += usize::from(c.is_ascii_digit());
                end = start + at + c.len_utf8();
            }
            let run = words[start..end].trim_end_matches(|c: char| !c.is_ascii_digit());
            if digits == 11 && !run[prefix.len()..].chars().all(|c| !c.is_ascii_digit() || c == '0') {
                found.push(start..start + run.len());
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Mail addresses outside organisations.
fn addresses(text: &Prose<'_>) -> Vec<Range<usize>> {
    let words = text.text();
    let local = |c: char| c.is_ascii_alphanumeric() || "._%+-".contains(c);
    let domain = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
    let mut found = Vec::new();
    for (at, _) in words.match_indices('@') {
        let mut start = at;
        for (index, c) in words[..at].char_indices().rev() {
            if !local(c) || text.gap_before(start) {
                break;
            }
            start = index;
        }
        let mut end = at + 1;
        for (index, c) in words[at + 1..].char_indices() {
            let here = at + 1 + index;
            if !domain(c) || text.gap_before(here) {
                break;
            }
            end = here + c.len_utf8();
        }
        let name = words[at + 1..end].trim_end_matches(['.', '-']).to_ascii_lowercase();
        let whole = name.split('.').all(|label| !label.is_empty()) && name.contains('.');
        let private = is_for_anybody(&name) || !(is_organisation(&name) || is_role(&words[start..at]));
        if start < at && whole && private {
            found.push(start..at + 1 + name.len());
        }
    }
    found
}

fn is_organisation(domain: &str) -> bool {
    let words = lexicon();
    let body = domain.split('.').any(|label| words.labels_of_local_bodies.has(label))
        && domain.rsplit('.').next() == Some("jp");
    let example = domain.starts_with("example.") || domain.contains(".example");
    let organisation = words.domains_of_organisations.end(domain);
    organisation || body || example
}

/// Whether anybody can have an address there.
fn is_for_anybody(domain: &str) -> bool {
    let mut names = lexicon().domains_for_anybody.iter();
    names.any(|name| {
        domain
            .strip_suffix(name)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Whether an address is that of a window or a unit: `info`, `kaigo-hoken`, `help_desk01`.
fn is_role(local: &str) -> bool {
    let local = local.to_ascii_lowercase();
    let mut words = local
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| !word.is_empty());
    words.any(|word| {
        let mut roles = lexicon().role_mailboxes.iter();
        roles.any(|role| word == role || (role.len() >= LEAST && word.starts_with(role)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::form::builtin;

    fn found(text: &str) -> Vec<String> {
        let yaml = format!("様式: 重点項目評価書\n特記事項: '{text}'\n");
        let read = answers::read(builtin(), "a.yaml", yaml.as_bytes());
        let assessment = read.assessment.unwrap();
        let texts = folded::all_texts(&assessment, is_likely);
        let one = |text: &Prose<'_>| -> Vec<String> {
            let ranges = mobile_numbers(text).into_iter().chain(addresses(text));
            ranges.map(|range| text.written(&range).to_owned()).collect()
        };
        texts.iter().flat_map(one).collect()
    }

    #[test]
    fn private_numbers_and_addresses_are_found_whole() {
        for (text, expected) in [
            ("担当 090-1234-5678 まで", "090-1234-5678"),
            ("０８０１２３４５６７８", "０８０１２３４５６７８"),
            ("電話070(1234)5678内線12", "070(1234)5678"),
            ("連絡はmihon.taro@gmail.comへ", "mihon.taro@gmail.com"),
            ("a@yahoo.co.jp 電話", "a@yahoo.co.jp"),
            ("連絡先 taro@mihon.ne.jp.", "taro@mihon.ne.jp"),
            ("info.taro@i.softbank.jp", "info.taro@i.softbank.jp"),
            ("hogoya@mihon.jp", "hogoya@mihon.jp"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn windows_of_organisations_are_left_alone() {
        for text in [
            "0594-24-1131",
            "03-3080-1234",
            "kaigo@city.mihon.lg.jp",
            "kaigo@city.mihon.mihon.jp",
            "info@mihon-system.co.jp",
            "support@mihon-system.com",
            "koho@mihon.jp",
            "info@mihon.ne.jp",
            "kaigohoken-ka@mihon.jp",
            "taro@mihonme.com.lg.jp",
            "@の記号",
            "090-0000-0000",
            "第090号、090億円",
            "1090-1234-5678",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
