//! 文章が、様式にない別添や節、書かれていない注（※1 など）を指していないか。

use crate::answers::Assessment;
use crate::check::words::as_written::{free_texts, span_of};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Warning;
use crate::folding::nfkc;
use crate::form::{Form, Part};

pub const RULE: Rule = Rule {
    code: "C168",
    name: "reference-to-nowhere",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "文章が指す別添や「Ⅱ-5」のような節がこの様式にあり、「※1」や「（※）」の注がどこかに書かれていること",
    why: "ほかの様式や古い様式から写した文章では、指す先がなくなっていることがある",
    law: Law::Internal("様式の部と節の番号"),
    check: Check::Alone(check),
};

const ANNEX: &str = "別添";
/// The sign of a note without a number, behind the word that it is on.
const BARE: [&str; 2] = ["（※）", "(※)"];

fn check(assessment: &Assessment, findings: &mut Findings) {
    let form = assessment.form();
    // A Roman number is another letter when it is folded.
    let texts = free_texts(assessment, |text| text.changed || text.has("※") || text.has(ANNEX));
    let written: Vec<String> = texts
        .iter()
        .flat_map(|free| &free.texts)
        .flat_map(|text| notes(text).written)
        .collect();
    // A sign without a number may be of any note: it is told where the assessment has none at all.
    let unnumbered = texts
        .iter()
        .flat_map(|free| &free.texts)
        .any(|text| notes(text).unnumbered);
    let bare = |text: &str| match BARE.iter().find_map(|sign| text.find(sign).map(|at| (at, sign.len()))) {
        Some((at, length)) if !unnumbered => Some(at..at + length),
        _ => None,
    };
    if let Some((free, text, range)) = texts.iter().find_map(|free| {
        let found = free.texts.iter().find_map(|text| Some((*text, bare(text)?)));
        found.map(|(text, range)| (free, text, range))
    }) {
        let sign = &text[range];
        findings
            .report_at(&RULE, &free.place, span_of(&free.place, sign))
            .message(format!("「{sign}」の注が、どこにも書かれていません"))
            .label("「※」で始まる行に注を書くか、印を消してください");
    }
    for free in &texts {
        let mut seen: Vec<&str> = Vec::new();
        for text in &free.texts {
            for mark in notes(text).referred {
                if written.contains(&nfkc(mark)) || seen.contains(&mark) {
                    continue;
                }
                seen.push(mark);
                findings
                    .report_at(&RULE, &free.place, span_of(&free.place, mark))
                    .message(format!("「{mark}」の注が、どこにも書かれていません"))
                    .label(format!("「{mark}」で始まる行に注を書くか、印を消してください"));
            }
            for reference in annexes(text).into_iter().chain(sections(text)) {
                if exists(form, reference) || seen.contains(&reference) {
                    continue;
                }
                seen.push(reference);
                findings
                    .report_at(&RULE, &free.place, span_of(&free.place, reference))
                    .message(format!("「{reference}」は、この様式にありません"))
                    .label(format!("{}のどこを指すのかを確かめて改めてください", form.name));
            }
        }
    }
}

/// The numbered marks of notes in a text, ※ with its number.
struct Notes<'a> {
    /// Those that begin a line, folded: there the note itself stands.
    written: Vec<String>,
    /// Those inside a line, which refer to a note.
    referred: Vec<&'a str>,
    /// Whether ※ without a number begins a line or stands before words: a note, or a word on what ※ means.
    unnumbered: bool,
}

fn notes(text: &str) -> Notes<'_> {
    let mut notes = Notes {
        written: Vec::new(),
        referred: Vec::new(),
        unnumbered: false,
    };
    for line in text.lines() {
        for (at, sign) in line.match_indices('※') {
            let rest = &line[at + sign.len()..];
            let digits: usize = rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
            let mark = &line[at..at + sign.len() + digits];
            let begins = line[..at].chars().all(|c| c.is_whitespace() || "（([［・-".contains(c));
            if digits == 0 {
                notes.unnumbered |= begins || !rest.starts_with(['）', ')']);
                continue;
            }
            if begins {
                notes.written.push(nfkc(mark));
            } else {
                notes.referred.push(mark);
            }
        }
    }
    notes
}

/// 別添 with its number, where it stands for itself: another document's 「仕様書別添3」 is not ours.
fn annexes(text: &str) -> Vec<&str> {
    text.match_indices(ANNEX)
        .filter(|(at, _)| stands_alone(&text[..*at]))
        .filter_map(|(at, _)| {
            let rest = &text[at + ANNEX.len()..];
            let digits: usize = rest.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
            (digits > 0).then(|| &text[at..at + ANNEX.len() + digits])
        })
        .collect()
}

/// A part's Roman number and a section's number joined by a hyphen, such as Ⅱ-5.
fn sections(text: &str) -> Vec<&str> {
    text.match_indices(is_roman)
        .filter(|(at, _)| stands_alone(&text[..*at]))
        .filter_map(|(at, roman)| {
            let rest = &text[at + roman.len()..];
            let mut characters = rest.chars();
            let hyphen = characters.next().filter(|c| "-－‐‑–—−".contains(*c))?;
            let digits: usize = characters.take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
            (digits > 0).then(|| &text[at..at + roman.len() + hyphen.len_utf8() + digits])
        })
        .collect()
}

/// Whether a reference after this text begins a phrase of its own.
fn stands_alone(before: &str) -> bool {
    before
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || "、。，．・：:（(「『［[【〔※はがをにもへとで及".contains(c))
}

fn exists(form: &Form, reference: &str) -> bool {
    let number: String = nfkc(reference).chars().filter(char::is_ascii_digit).collect();
    if reference.starts_with(ANNEX) {
        let named = |part: &Part| part.number.trim_matches(['（', '）']) == format!("{ANNEX}{number}");
        return form.parts.iter().any(named);
    }
    let part = form
        .parts
        .iter()
        .find(|part| reference.starts_with(part.number.as_str()) && !part.number.is_empty());
    part.is_some_and(|part| part.items.iter().any(|id| form.item(*id).number == number))
}

/// Ⅰ to Ⅻ as one character; letters such as V-1 may be anything.
fn is_roman(c: char) -> bool {
    matches!(c, 'Ⅰ'..='Ⅻ')
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_with_their_numbers() {
        assert_eq!(
            annexes("別添1を参照。詳しくは別添３（別添12）"),
            ["別添1", "別添３", "別添12"]
        );
        assert_eq!(sections("Ⅱ-5とⅢ－10"), ["Ⅱ-5", "Ⅲ－10"]);
    }

    #[test]
    fn a_note_begins_a_line_and_a_reference_stands_inside_one() {
        let notes = notes("番号（※1）を使う。詳しくは※２。※印は必須\n（※１）注\n※3 注");
        assert_eq!(notes.referred, ["※1", "※２"]);
        assert_eq!(notes.written, ["※1", "※3"]);
    }

    #[test]
    fn a_sign_without_a_number_is_a_note_where_words_follow() {
        assert!(!notes("情報照会機能（※）により照会する。製品名(※)").unnumbered);
        for text in ["（※）照会の機能", "機能（※）\n※ 照会", "※の項目", "機能。※照会を行う"]
        {
            assert!(notes(text).unnumbered, "{text}");
        }
    }

    #[test]
    fn what_may_belong_to_another_document_is_left_alone() {
        for text in ["仕様書別添3", "契約書の別添4", "別添のとおり", "「取扱要領」別添5"] {
            assert_eq!(annexes(text), Vec::<&str>::new(), "{text}");
        }
        for text in ["様式4Ⅵ-2", "フェーズⅡ", "全項目評価書Ⅵ-1", "Ⅱ型"] {
            assert_eq!(sections(text), Vec::<&str>::new(), "{text}");
        }
    }
}
