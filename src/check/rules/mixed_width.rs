//! 数字や英字の全角と半角が、一つの評価書の中で混ざっていないか。

use crate::answers::Assessment;
use crate::check::free_text::{FreeText, free_texts, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Severity::Info;
use crate::text::nfkc;

pub const RULE: Rule = Rule {
    code: "C197",
    name: "mixed-width",
    severity: Info,
    since: None,
    checks: "文章の数字と英字が、全角と半角のどちらかにそろっていること",
    why: "混ざっていると、検索に掛からない箇所が残り、版を比べるときに書き方だけの違いが現れる",
    law: Law::Format("文章の文字の使い方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let texts = free_texts(assessment, |_| true);
    for name in ["数字", "英字"] {
        let kind = |c: char| if name == "数字" { is_digit(c) } else { is_letter(c) };
        let full = Runs::find(&texts, |c| kind(c) && !c.is_ascii());
        let half = Runs::find(&texts, |c| kind(c) && c.is_ascii());
        // The rarer way is the one to change; there are fewer places of it.
        let (rare, word, other) = if full.count <= half.count {
            (&full, "全角", &half)
        } else {
            (&half, "半角", &full)
        };
        let (Some((place, first)), Some(_)) = (rare.first, other.first) else {
            continue;
        };
        let (count, others) = (rare.count, other.count);
        let suggestion = if word == "全角" { nfkc(first) } else { widen(first) };
        findings
            .report_at(&RULE, &place.place, span_of(&place.place, first))
            .message(format!("{name}の全角と半角が混ざっています"))
            .label(format!(
                "どちらかにそろえてください。{word}はここなど{count}か所、もう一方は{others}か所なので、そろえるなら「{suggestion}」です"
            ));
    }
}

/// Runs of one kind of characters in all texts.
struct Runs<'a> {
    first: Option<(&'a FreeText<'a>, &'a str)>,
    count: usize,
}

impl<'a> Runs<'a> {
    fn find(texts: &'a [FreeText<'a>], kind: impl Fn(char) -> bool) -> Self {
        let mut found = Self { first: None, count: 0 };
        for free in texts {
            for run in free.texts.iter().flat_map(|text| text.split(|c| !kind(c))) {
                if !run.is_empty() {
                    found.count += 1;
                    found.first.get_or_insert((free, run));
                }
            }
        }
        found
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('Ａ'..='Ｚ').contains(&c) || ('ａ'..='ｚ').contains(&c)
}

/// ASCII digits and letters in full width.
fn widen(text: &str) -> String {
    const GAP: u32 = '０' as u32 - '0' as u32;
    let wide = |c: char| char::from_u32(u32::from(c) + GAP).unwrap_or(c);
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { wide(c) } else { c })
        .collect()
}
