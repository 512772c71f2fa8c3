//! Characters that no font can show, with their places: an answer that would not stand on the page.

use std::sync::LazyLock;

use super::Fonts;
use crate::answers::{Answer, Assessment, Cursor, Value};
use crate::finding::{Finding, Severity};

/// The code of the findings; its page is a rule's.
pub const CODE: &str = "F110";

/// The characters that no font has, each at its first place in every answer that holds it.
#[must_use]
pub fn missing(assessment: &Assessment, fonts: &Fonts) -> Vec<Finding> {
    let unknown = |answer: &Answer| {
        let words = words(assessment, answer);
        words
            .into_iter()
            .flat_map(|words| fonts.missing(words))
            .collect::<Vec<char>>()
    };
    let mut findings = Vec::new();
    for leaf in assessment.top().leaves_where(|answer| !unknown(answer).is_empty()) {
        let mut told = Vec::new();
        for c in leaf.answer().map(unknown).unwrap_or_default() {
            if !told.contains(&c) {
                told.push(c);
                findings.push(finding(&leaf, c));
            }
        }
    }
    findings
}

/// The characters that no font of this machine has. The fonts built in answer at once; the system's are looked for,
/// once, only where those lack something.
#[must_use]
pub fn unprintable(assessment: &Assessment) -> Vec<Finding> {
    static ALL: LazyLock<Option<Fonts>> = LazyLock::new(|| Fonts::find(None).ok());
    let all = || ALL.as_ref().map(|fonts| missing(assessment, fonts)).unwrap_or_default();
    match Fonts::built_in().map(|fonts| missing(assessment, fonts)) {
        Some(findings) if findings.is_empty() => findings,
        _ => all(),
    }
}

/// The words of an answer as they are printed; escapes of a quoted text are read.
fn words<'a>(assessment: &'a Assessment, answer: &'a Answer) -> Vec<&'a str> {
    match &answer.value {
        Value::Text(text) => vec![text],
        Value::Texts(pieces) => pieces.iter().map(|piece| piece.text.as_str()).collect(),
        Value::Figures(figures) => {
            let drawn = figures.iter().filter_map(|figure| {
                let picture = assessment.picture(&figure.file)?.as_ref().ok()?;
                Some(picture.words.as_str())
            });
            figures.iter().map(|figure| figure.alt.as_str()).chain(drawn).collect()
        }
        Value::Ticks(ticks) => ticks.iter().map(|tick| tick.blank.as_str()).collect(),
        Value::Empty
        | Value::Date(_)
        | Value::Number(_)
        | Value::Choice(_)
        | Value::Tick(_)
        | Value::Group
        | Value::Withheld
        | Value::Invalid(_) => Vec::new(),
    }
}

fn finding(leaf: &Cursor<'_>, c: char) -> Finding {
    let span = leaf
        .places(&c.to_string())
        .into_iter()
        .next()
        .unwrap_or_else(|| leaf.span());
    let number = u32::from(c);
    let finding = Finding::new(CODE, Severity::Error, span).item(leaf.name());
    if is_invisible(c) {
        return finding
            .message(format!("目に見えない文字（U+{number:04X}）が混じっています"))
            .label("この場所を消して打ち直してください")
            .help("表計算ソフトやホームページから写すと入ることがあります");
    }
    finding
        .message(format!("「{c}」（U+{number:04X}）の字形を持つフォントがありません"))
        .label("別の字に改めてください")
        .help("人名・地名の字であれば、IPAmj明朝を入れると印刷できることがあります")
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}
