//! 庁内のサーバーの名称やアドレスが書かれていないか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose, Signs};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C212",
    name: "internal-address",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "庁内のIPアドレス、共有フォルダの場所、サーバーの名称が書かれていないこと",
    why: "システムの構成が公になると、攻撃の手掛かりになる",
    law: Law::Article("規則第13条（公表しないことができる事項）"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for text in folded::all_texts(assessment, is_likely) {
        for (range, what) in found(&text) {
            findings
                .report_at(&RULE, text.place(), text.span(&range))
                .message(format!("{what}「{}」が書かれています", text.written(&range)))
                .label("読み手に要らない情報です。消すか、「専用のサーバー」のように書き改めてください");
        }
    }
}

fn is_likely(text: &str) -> bool {
    static SIGNS: Signs = Signs::new(&[".", "．", "﹒", "․", "\\", "¥", "￥"]);
    SIGNS.are_in(text)
}

fn found(text: &Prose<'_>) -> Vec<(Range<usize>, &'static str)> {
    let words = text.text();
    let in_name = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let in_path = |c: char| c.is_alphanumeric() || "._-$\\¥".contains(c);
    let mut found = Vec::new();
    for range in runs(text, in_name) {
        let word = words[range.clone()].trim_end_matches(['.', '-', '_']);
        let range = range.start..range.start + word.len();
        if is_private(word) && !is_number(&words[..range.start], &words[range.end..]) {
            found.push((range, "庁内のIPアドレス"));
        } else if is_inside(word) {
            found.push((range, "庁内のサーバーの名称"));
        }
    }
    for range in runs(text, in_path) {
        let path = words[range.clone()].replace('¥', "\\");
        let at = path.find("\\\\");
        let parts = |at: usize| path[at..].split('\\').filter(|part| !part.is_empty()).count();
        let named = |at: usize| {
            path[at..]
                .trim_start_matches('\\')
                .starts_with(|c: char| c.is_ascii_alphanumeric())
        };
        if at.is_some_and(|at| parts(at) >= 2 && named(at)) {
            let start = words[range.clone()].find(['\\', '¥']).unwrap_or_default();
            found.push((range.start + start..range.end, "共有フォルダの場所"));
        }
    }
    found
}

/// Whether four numbers between points are a version or the number of a section, by what stands before and after them.
fn is_number(before: &str, after: &str) -> bool {
    lexicon().before_numbering.end(before.trim_end_matches('.')) || lexicon().after_numbering.begin(after)
}

/// The longest runs of some characters without a space in them.
fn runs(text: &Prose<'_>, within: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.text().char_indices().filter(|(_, c)| within(*c)) {
        let end = at + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == at && !text.gap_before(at) => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

/// 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16.
fn is_private(word: &str) -> bool {
    word.parse::<std::net::Ipv4Addr>()
        .is_ok_and(|address| address.is_private())
}

fn is_inside(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    lexicon().domains_inside.iter().any(|end| {
        word.strip_suffix(end)
            .is_some_and(|host| host.ends_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::form::builtin;

    fn told(text: &str) -> Vec<String> {
        let yaml = format!("様式: 重点項目評価書\n特記事項: '{text}'\n");
        let read = answers::read(builtin(), "a.yaml", yaml.as_bytes());
        let assessment = read.assessment.unwrap();
        let texts = folded::all_texts(&assessment, is_likely);
        let one = |text: &Prose<'_>| -> Vec<String> {
            let ranges = found(text).into_iter();
            ranges.map(|(range, _)| text.written(&range).to_owned()).collect()
        };
        texts.iter().flat_map(one).collect()
    }

    #[test]
    fn names_and_addresses_of_the_inside_are_found() {
        for (text, expected) in [
            ("端末192.168.1.20から", "192.168.1.20"),
            ("10.20.0.0/16の範囲", "10.20.0.0"),
            ("１７２．３１．０．１", "１７２．３１．０．１"),
            (r"保管先は\\fs01\kaigo\帳票です", r"\\fs01\kaigo\帳票です"),
            (r"￥￥fs01￥kaigo", r"￥￥fs01￥kaigo"),
            ("db01.mihon.localに接続", "db01.mihon.local"),
        ] {
            assert_eq!(told(text), [expected], "{text}");
        }
    }

    #[test]
    fn public_addresses_and_versions_are_left_alone() {
        for text in [
            "www.city.mihon.lg.jp",
            "8.8.8.8",
            "172.32.0.1",
            "バージョン10.2.0.4",
            "標準仕様書の10.1.2.3項、第10.1.2.4節",
            "項番10.1.2.3、No.10.1.2.3、10.2.0.4版",
            "10.1.2",
            "192.168.1.256",
            "LG-WAN端末、localの設定",
            r"¥10,000、¥¥",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }
}
