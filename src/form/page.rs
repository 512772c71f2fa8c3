//! The page of an item: all that its form and the guidance say of it, for the terminal and for other programs. Knows no assessment.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::guidance::Guidance;
use super::{Confidence, Form, Item, Kind};

/// What is known of one item of one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ItemPage {
    /// What an assessment says at 様式.
    pub form: String,
    /// The label at the foot of the cover, such as 平成30年5月 様式3.
    pub label: String,
    /// The form's name of the item, such as `Ⅱ-4 委託事項 ⑥再委託事項`.
    pub name: String,
    /// Keys from the top of an assessment, joined by `/`.
    pub path: String,
    pub required: bool,
    /// Whether it is one of 重要な変更.
    pub important: bool,
    /// What to write.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guidance: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub law: Option<String>,
    /// What a reviewer asks of the answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<&'static str>,
    /// What a citizen knows who reads it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<&'static str>,
    /// What is not certain of the form's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
    /// How sure the form's words are, where that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
}

impl ItemPage {
    #[must_use]
    pub fn of(form: &Form, item: &Item) -> Self {
        let guidance = Guidance::of(item);
        Self {
            form: form.name.clone(),
            label: form.label.clone(),
            name: form.name_of_item(item),
            path: item.path.clone(),
            required: item.required,
            important: item.important && !item.is_group(),
            guidance: item.guidance.clone(),
            options: item.options.iter().map(|option| option.text.clone()).collect(),
            law: item.law.clone(),
            asked: guidance
                .into_iter()
                .flat_map(|one| one.asked.iter().map(String::as_str))
                .collect(),
            reader: guidance.map(|one| one.reader.as_str()),
            doubt: item.doubt.clone(),
            confidence: item.confidence,
        }
    }

    /// The page as plain text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut page = format!("{}（{} {}）\n\n", self.name, self.label, self.form);
        let mut line = |heading: &str, words: &str| {
            let gap = if words.starts_with('\n') { "" } else { " " };
            let _ = writeln!(page, "{heading}:{gap}{words}");
        };
        if let Some(guidance) = &self.guidance {
            line("書くこと", guidance);
        }
        if !self.options.is_empty() {
            line("選択肢", &self.options.join(" / "));
        }
        if self.required {
            line("必須", "必ず書く項目です");
        }
        if self.important {
            line("※", "重要な変更の対象の項目です");
        }
        if let Some(law) = &self.law {
            line("根拠", law);
        }
        if !self.asked.is_empty() {
            line("点検で問われること", &format!("\n  ・{}", self.asked.join("\n  ・")));
        }
        if let Some(reader) = self.reader {
            line("読む人に伝えること", reader);
        }
        if let Some(doubt) = &self.doubt {
            line("確かめきれていない点", doubt);
        }
        if let Some(confidence) = self.confidence {
            line("様式の文言の確かさ", confidence.name());
        }
        page
    }
}

impl Form {
    /// The items below some, or they themselves, that a person answers, in the form's order.
    #[must_use]
    pub fn answered_below(&self, items: &[&Item]) -> Vec<&Item> {
        let mut found = Vec::new();
        for item in items {
            self.gather_answered(item, &mut found);
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|item| seen.insert(item.id));
        found
    }

    fn gather_answered<'f>(&'f self, item: &Item, into: &mut Vec<&'f Item>) {
        let item = self.item(item.id);
        if item.children.is_empty() && item.kind != Kind::Group {
            into.push(item);
        }
        for child in &item.children {
            self.gather_answered(self.item(*child), into);
        }
    }
}
