//! The history of an assessment as JSON: one object with `versions`, versioned itself.

use schemars::JsonSchema;
use serde::Serialize;

use crate::answers::Copy;
use crate::change::Editions;
use crate::history::{History, Item, State, Version};

/// What `hyoka log --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this format: 1.
    pub version: u32,
    /// 評価書番号, as the last version has it.
    pub number: String,
    /// 評価書名, as the last version has it.
    pub name: String,
    /// 様式, such as `juten`.
    pub form: String,
    /// Whether items listed at 非公表 are left out.
    pub copy: Copy,
    /// The oldest first.
    pub versions: Vec<JsonVersion>,
}

/// One version of the assessment.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonVersion {
    /// The file as it was named.
    pub file: String,
    pub state: State,
    /// 公表日 in ISO form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// 実施種別.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<String>,
    /// What differs from the version before; missing of the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<JsonChanges>,
}

/// What differs between a version and the one before it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonChanges {
    /// How many items differ.
    pub count: usize,
    /// How many of them are ※.
    pub important: usize,
    /// In the order of the form.
    pub items: Vec<Item>,
    /// Where the two are on different revisions of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editions: Option<Editions>,
}

/// The report on a history.
#[must_use]
pub fn report(history: &History) -> Report {
    Report {
        version: 1,
        number: history.number.clone(),
        name: history.name.clone(),
        form: history.form.clone(),
        copy: history.copy,
        versions: history.versions.iter().map(version).collect(),
    }
}

fn version(version: &Version) -> JsonVersion {
    JsonVersion {
        file: version.file.clone(),
        state: version.state,
        published: version.published.map(|day| day.to_string()),
        occasion: version.occasion.clone(),
        changes: version.changes.as_ref().map(|changes| JsonChanges {
            count: changes.items.len(),
            important: changes.important(),
            items: changes.items.clone(),
            editions: changes.editions.clone(),
        }),
    }
}
