//! 同じ言葉や助詞が、続けて二度書かれていないか。

use crate::answers::Assessment;
use crate::check::words::folded::{self, Prose};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C241",
    name: "word-doubled",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "「事務事務」「市のの」のように、同じ言葉や助詞が続けて二度書かれていないこと",
    why: "書き直した跡が残ると、公表された評価書の全体が確かめられていないように見える",
    law: Law::Internal("文章の書き誤り"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let lexicon = lexicon();
    for text in folded::texts(assessment) {
        for word in lexicon.doubled_words.iter() {
            for found in text.find(word) {
                if !lexicon.after_doubled.begin(&text.text()[found.end..]) {
                    tell(&text, found, findings);
                }
            }
        }
        for particle in lexicon.doubled_particles.iter() {
            for found in text.find(particle) {
                // Kana before them may be of the same word: もののほか.
                let word_ends = text.text()[..found.start].ends_with(ends_a_word);
                // One word more of the same letter: ははは.
                let alone = !text.text()[found.end..].starts_with(&particle[..particle.len() / 2]);
                if word_ends && alone {
                    tell(&text, found, findings);
                }
            }
        }
    }
}

fn ends_a_word(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー' | ')' | '」' | '々')
        || c.is_ascii_alphanumeric()
}

fn tell(text: &Prose<'_>, range: std::ops::Range<usize>, findings: &mut Findings) {
    let written = text.written(&range);
    findings
        .report_at(&RULE, text.place(), text.span(&range))
        .message(format!("「{written}」と、同じ言葉が二度続いています"))
        .label("一方が要らなければ消してください");
}
