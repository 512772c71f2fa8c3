//! Characters that no font can show, with their places: an answer that would not stand on the page.

use super::Fonts;
use crate::answers::{Assessment, Cursor, Value};
use crate::finding::{Finding, Severity};

/// The code of the findings; its page is a rule's.
pub const CODE: &str = "F110";

/// The characters that no font has, each at its first place in every answer that holds it.
#[must_use]
pub fn missing(assessment: &Assessment, fonts: &Fonts) -> Vec<Finding> {
    let leaves = assessment.top().leaves();
    let all: String = leaves.iter().flat_map(words).collect();
    let unknown = fonts.missing(&all);
    if unknown.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for leaf in &leaves {
        for c in &unknown {
            if words(leaf).any(|words| words.contains(*c)) {
                findings.push(finding(leaf, *c));
            }
        }
    }
    findings
}

/// The words of an answer as they are printed; escapes of a quoted text are read.
fn words<'a>(leaf: &Cursor<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let texts: Vec<&'a str> = match leaf.answer().map(|answer| &answer.value) {
        Some(Value::Text(text)) => vec![text],
        Some(Value::Texts(pieces)) => pieces.iter().map(|piece| piece.text.as_str()).collect(),
        Some(Value::Figures(figures)) => {
            let assessment = leaf.assessment();
            let drawn = figures.iter().filter_map(|figure| {
                let picture = assessment.picture(&figure.file)?.as_ref().ok()?;
                Some(picture.words.as_str())
            });
            figures.iter().map(|figure| figure.alt.as_str()).chain(drawn).collect()
        }
        Some(Value::Ticks(ticks)) => ticks.iter().map(|tick| tick.blank.as_str()).collect(),
        _ => Vec::new(),
    };
    texts.into_iter()
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
