//! Differences as JSON: one object with `rows`, versioned.

use schemars::JsonSchema;
use serde::Serialize;

use super::Compared;
use crate::answers::{Assessment, Copy};
use crate::change::{Editions, Row};
use crate::due::version::published;
use crate::table::procedure::Procedure;

/// What `hyoka diff --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this format: 1.
    pub version: u32,
    pub old: Version,
    pub new: Version,
    /// In the order of the form; empty where nothing differs.
    pub rows: Vec<Row>,
    /// Which copies are compared, where a version lists anything at 非公表.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<Copy>,
    /// Items that a version withholds, so that nobody can tell whether they differ.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<String>,
    /// What the law asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Procedure>,
    /// Where the two are on different revisions of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editions: Option<Editions>,
}

/// One of the two versions.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Version {
    /// The file as it was named.
    pub file: String,
    /// 公表日 in ISO form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

/// The report on two versions.
#[must_use]
pub fn report(compared: &Compared<'_>) -> Report {
    Report {
        version: 1,
        old: version(compared.old),
        new: version(compared.new),
        rows: compared.comparison.rows.clone(),
        copy: compared.comparison.leaves_out,
        withheld: compared.comparison.withheld.clone(),
        procedure: compared.procedure.cloned(),
        editions: compared.comparison.editions.clone(),
    }
}

fn version(assessment: &Assessment) -> Version {
    Version {
        file: assessment.source().name().to_owned(),
        published: published(assessment).map(|date| date.to_string()),
    }
}
