//! Characters that no font can show, with their places: an answer that would not stand on the page.

use std::sync::LazyLock;

use super::fonts::{Fonts, Unshown};
use crate::answers::{Answer, Assessment, Cursor, Value};
use crate::finding::{Edit, Finding, Fix, Severity};
use crate::folding::looks::{meant, usual};

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
            .collect::<Vec<Unshown>>()
    };
    let mut findings = Vec::new();
    for leaf in assessment.top().leaves_where(|answer| !unknown(answer).is_empty()) {
        let mut told = Vec::new();
        for unshown in leaf.answer().map(unknown).unwrap_or_default() {
            if !told.contains(&unshown) {
                told.push(unshown);
                findings.push(finding(&leaf, fonts, unshown));
            }
        }
    }
    findings
}

/// The characters that no font of this machine has, but for those that a rule tells as what they are. The fonts built in answer
/// at once; the system's are looked for, once, only where those lack something.
#[must_use]
pub fn unprintable(assessment: &Assessment) -> Vec<Finding> {
    static ALL: LazyLock<Option<Fonts>> = LazyLock::new(|| Fonts::find(None).ok());
    let all = || ALL.as_ref().map(|fonts| missing(assessment, fonts)).unwrap_or_default();
    let mut findings = match Fonts::built_in().map(|fonts| missing(assessment, fonts)) {
        Some(findings) if findings.is_empty() => findings,
        _ => all(),
    };
    let source = assessment.source();
    findings.retain(|finding| source.slice(&finding.span).chars().next().and_then(meant).is_none());
    findings
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

fn finding(leaf: &Cursor<'_>, fonts: &Fonts, unshown: Unshown) -> Finding {
    let written = match unshown {
        Unshown::Letter(c) | Unshown::Unseen(c) => c.to_string(),
        Unshown::Form { letter, selector } => format!("{letter}{selector}"),
    };
    let places = leaf.places(&written);
    let span = places.first().cloned().unwrap_or_else(|| leaf.span());
    let finding = Finding::new(CODE, Severity::Error, span).item(leaf.name());
    // Between quotes it may be an escape.
    let source = leaf.assessment().source();
    let literal = places.iter().all(|place| source.slice(place) == written);
    let to = |words: &str| -> Option<Vec<Edit>> {
        (literal && !places.is_empty()).then(|| places.iter().map(|place| Edit::new(place.clone(), words)).collect())
    };
    match unshown {
        Unshown::Unseen(c) => finding
            .message(format!("目に見えない文字（{}）が混じっています", number(c)))
            .label("この文字を消してください")
            .help("表計算ソフトやホームページから写すと入ることがあります")
            .fix(to("").map(|edits| {
                let title = "目に見えない文字を消す";
                if c.is_control() {
                    Fix::likely(title, edits)
                } else {
                    Fix::certain(title, edits)
                }
            })),
        Unshown::Form { letter, selector } => {
            let finding = finding.message(format!(
                "「{letter}」の、字の形を選ぶ印（{}）に当たる字形を持つフォントがありません",
                number(selector)
            ));
            let title = format!("印を取り、ふつうの「{letter}」にする");
            // Whether a sign is drawn in colours says nothing on paper.
            if matches!(selector, '\u{fe0e}' | '\u{fe0f}') {
                return finding
                    .label("絵文字の印を消してください。字はそのまま印刷されます")
                    .fix(to(&letter.to_string()).map(|edits| Fix::certain(title, edits)));
            }
            finding
                .label(format!("ふつうの「{letter}」でよければ、印を消してください"))
                .help("人名・地名の字であれば、IPAmj明朝を入れると印刷できることがあります")
                .fix(to(&letter.to_string()).map(|edits| Fix::likely(title, edits)))
        }
        Unshown::Letter(c) => {
            let finding = finding.message(format!("「{c}」（{}）の字形を持つフォントがありません", number(c)));
            let shown = |instead: &str| fonts.missing(instead).is_empty();
            let title = |instead: &str| format!("「{instead}」に改める");
            if let Some(instead) = meant(c).or(usual(c)).map(String::from).filter(|instead| shown(instead)) {
                return finding
                    .label(format!("同じに見える「{instead}」に改めてください"))
                    .fix(to(&instead).map(|edits| Fix::certain(title(&instead), edits)));
            }
            let help = "人名・地名の字であれば、IPAmj明朝を入れると印刷できることがあります";
            let instead = crate::folding::nfkc(&c.to_string());
            if instead != c.to_string() && !instead.is_empty() && shown(&instead) {
                return finding
                    .label(format!("「{instead}」で通じるなら、「{instead}」に改めてください"))
                    .help(help)
                    .fix(to(&instead).map(|edits| Fix::likely(title(&instead), edits)));
            }
            finding.label("別の字に改めてください").help(help)
        }
    }
}

fn number(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
