//! Where assessments stand, as JSON: one object with `assessments`, versioned.

use schemars::JsonSchema;
use serde::Serialize;

use super::Status;
use crate::answers::Copy;
use crate::due::{Due, Kind};
use crate::status::{Mandatory, Row};

/// What `hyoka status --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this format: 1.
    pub version: u32,
    /// The day that days are counted from, such as 2026-11-23.
    pub today: String,
    /// Whether items listed at 非公表 are left out.
    pub copy: Copy,
    /// What is due next comes first.
    pub assessments: Vec<JsonRow>,
    pub summary: Summary,
}

/// How many assessments there are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Summary {
    pub assessments: usize,
    /// Those with a deadline that has gone by.
    pub overdue: usize,
}

/// Where one assessment stands.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonRow {
    pub file: String,
    /// What it tells of itself; missing for a file that cannot be read as an assessment.
    #[serde(flatten)]
    pub told: Option<JsonTold>,
    pub findings: JsonFindings,
    pub due: Vec<JsonDue>,
}

/// What an assessment tells of itself.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonTold {
    /// 評価書番号.
    pub number: String,
    /// 評価書名.
    pub name: String,
    /// 様式, such as `juten`.
    pub form: String,
    /// 様式の版, such as 平成30年5月.
    pub edition: String,
    /// 公表日.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// 実施種別.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub occasion: Option<String>,
    /// How many sealed copies of published versions lie beside it.
    pub copies: usize,
    /// Whether 公表日 has gone by, older versions are sealed, and this one is not.
    pub unsealed: bool,
    /// What しきい値判断 asks for.
    pub mandatory: Mandatory,
}

/// How many findings `hyoka check` has.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonFindings {
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
}

/// One thing that is due.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonDue {
    pub kind: Kind,
    /// The last day on which nobody is late, or on which it must still go on; missing where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// 0 on the day itself, negative after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_left: Option<i32>,
    /// Whether something that was to be done by the day is late; never for what only goes on until it.
    pub overdue: bool,
    /// The day it is counted from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    pub law: String,
    /// What else to know, such as why the day is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[must_use]
pub fn report(status: &Status<'_>) -> Report {
    Report {
        version: 1,
        today: status.today.to_string(),
        copy: status.copy,
        assessments: status.rows.iter().map(|row| one(row, status)).collect(),
        summary: Summary {
            assessments: status.rows.len(),
            overdue: status.overdue(),
        },
    }
}

fn one(row: &Row, status: &Status<'_>) -> JsonRow {
    JsonRow {
        file: row.file.clone(),
        told: row.told.as_ref().map(|told| JsonTold {
            number: told.number.clone(),
            name: told.name.clone(),
            form: told.form.clone(),
            edition: told.edition.clone(),
            published: told.published.map(|day| day.to_string()),
            occasion: told.occasion.clone(),
            copies: told.copies,
            unsealed: told.unsealed,
            mandatory: told.mandatory,
        }),
        findings: JsonFindings {
            errors: row.findings.errors,
            warnings: row.findings.warnings,
            infos: row.findings.infos,
        },
        due: row.due.iter().map(|due| due_of(due, status)).collect(),
    }
}

fn due_of(due: &Due, status: &Status<'_>) -> JsonDue {
    let day = due.day.as_ref();
    JsonDue {
        kind: due.kind,
        day: day.ok().map(ToString::to_string),
        days_left: due.days_left(status.today),
        overdue: due.is_overdue(status.today),
        from: due.from.map(|day| day.to_string()),
        law: due.kind.law().to_owned(),
        note: day.err().map(ToString::to_string).or_else(|| due.note.clone()),
    }
}
