//! What an officer reads when he points at an item: its name on the form, what to write, options, law and doubts.
//! Explains the form, never what is written.

use std::fmt::Write as _;

use super::outline::Outline;
use super::place::{Place, Special, form_of};
use crate::form::schema::{NUMBER_GUIDANCE, markdown, paragraphs};
use crate::form::{Choice, Confidence, Form, Forms, Item, NUMBER_KEY};
use crate::source::Span;

/// An explanation in Markdown, and the words that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    pub markdown: String,
    pub span: Span,
}

/// Explains the item at an offset; `None` where there is none.
#[must_use]
pub fn hover(forms: &Forms, text: &str, offset: usize) -> Option<Hover> {
    let outline = Outline::new(text);
    let form = form_of(forms, &outline, text)?;
    let mark = outline.mark_at(offset)?;
    let place = Place::of(form, &outline, text, Some(mark))?;
    let markdown = match place.special {
        Some(Special::Form) => about_form(form),
        Some(Special::Number) => format!("**{NUMBER_KEY}**\n\n{NUMBER_GUIDANCE}"),
        None => format!("**{}**\n\n{}", markdown(&place.name(form)), about(place.item)),
    };
    let span = outline.marks[mark].span.clone();
    Some(Hover { markdown, span })
}

/// What to know of an item, in Markdown: a list of choices behind the guidance, then law and doubts.
#[must_use]
pub fn about(item: &Item) -> String {
    let mut told: Vec<String> = paragraphs(item).iter().map(|text| markdown(text)).collect();
    if !item.options.is_empty() {
        told.insert(usize::from(item.guidance.is_some()), options(&item.options));
    }
    told.extend(
        item.confidence
            .map(|confidence| format!("様式の文言の確かさ: {}", sureness(confidence))),
    );
    told.join("\n\n")
}

fn options(options: &[Choice]) -> String {
    let mut list = String::from("選択肢:\n");
    let mut group = "";
    for option in options {
        if option.group != group {
            group = &option.group;
            let _ = write!(list, "\n{}\n", markdown(group));
        }
        let blank = if option.blank { "（　）" } else { "" };
        let _ = write!(list, "\n- {}{blank}", markdown(&option.text));
    }
    list
}

fn about_form(form: &Form) -> String {
    let mut told = vec![
        format!("**{}**", markdown(&form.title)),
        markdown(&form.label),
        format!("根拠: {}", markdown(&form.law)),
    ];
    if !form.doubt.is_empty() {
        told.push(format!("確かめきれていない点: {}", markdown(&form.doubt)));
    }
    told.extend(
        form.confidence
            .map(|confidence| format!("様式の文言の確かさ: {}", sureness(confidence))),
    );
    told.join("\n\n")
}

fn sureness(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "高い",
        Confidence::Medium => "中くらい（公式の様式で確かめてください）",
        Confidence::Low => "低い（公式の様式で確かめてください）",
    }
}
