//! 数字や英字の全角と半角が、一つの評価書の中で混ざっていないか。

use crate::answers::Assessment;
use crate::check::words::as_written::{FreeText, free_texts, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::folding::nfkc;

pub const RULE: Rule = Rule {
    code: "C197",
    name: "mixed-width",
    severity: Info,
    confidence: High,
    since: None,
    checks: "文章の数字と英字が、全角と半角のどちらかにそろっていること",
    why: "混ざっていると、検索に掛からない箇所が残り、版を比べるときに書き方だけの違いが現れる",
    law: Law::Format("文章の文字の使い方"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let texts = free_texts(assessment, |_| true);
    for (name, [full, half]) in ["数字", "英字"].into_iter().zip(runs(&texts)) {
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
#[derive(Default)]
struct Runs<'a> {
    first: Option<(&'a FreeText<'a>, &'a str)>,
    count: usize,
}

/// The runs of digits and those of letters, of each the full-width and the half-width ones.
fn runs<'a>(texts: &'a [FreeText<'a>]) -> [[Runs<'a>; 2]; 2] {
    let mut found: [[Runs<'a>; 2]; 2] = Default::default();
    for free in texts {
        for text in &free.texts {
            let mut before = None;
            for (at, c) in text.char_indices() {
                let kind = kind(c);
                if let Some((name, width)) = kind
                    && before != kind
                {
                    let runs = &mut found[name][width];
                    runs.count += 1;
                    runs.first.get_or_insert_with(|| {
                        let end = text[at..].find(|c| self::kind(c) != kind);
                        (free, &text[at..end.map_or(text.len(), |end| at + end)])
                    });
                }
                before = kind;
            }
        }
    }
    found
}

/// Where [`runs`] counts a character: as digit or letter, as full or half width.
fn kind(c: char) -> Option<(usize, usize)> {
    match c {
        '０'..='９' => Some((0, 0)),
        '0'..='9' => Some((0, 1)),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Some((1, 0)),
        'A'..='Z' | 'a'..='z' => Some((1, 1)),
        _ => None,
    }
}

/// ASCII digits and letters in full width.
fn widen(text: &str) -> String {
    const GAP: u32 = '０' as u32 - '0' as u32;
    let wide = |c: char| char::from_u32(u32::from(c) + GAP).unwrap_or(c);
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { wide(c) } else { c })
        .collect()
}
