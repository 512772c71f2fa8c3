//! The assessments of one 事務: 基礎項目評価書 with 重点 or 全項目 under one 評価書番号. Runs the rules that look at them side by
//! side; reads no files.

use jiff::civil::Date;

use super::{Check, Findings, rules};
use crate::answers::Assessment;
use crate::finding::{Finding, sort};
use crate::form::Level;

/// Assessments of one 事務, no two of the same form, the lightest first.
#[derive(Debug, Clone)]
pub struct Together<'a> {
    members: Vec<&'a Assessment>,
}

impl<'a> Together<'a> {
    /// The assessments as one set; `None` for two of the same form, which are versions or a mistake, and for none.
    #[must_use]
    pub fn new(mut members: Vec<&'a Assessment>) -> Option<Self> {
        members.sort_by_key(|member| member.form().level);
        let twice = members
            .windows(2)
            .any(|pair| pair[0].form().level == pair[1].form().level);
        (!members.is_empty() && !twice).then_some(Self { members })
    }

    /// All of them, the lightest first.
    pub fn iter(&self) -> impl Iterator<Item = &'a Assessment> {
        self.members.iter().copied()
    }

    /// 基礎項目評価書, if there is one.
    #[must_use]
    pub fn kiso(&self) -> Option<&'a Assessment> {
        self.iter().find(|member| member.form().level == Level::Kiso)
    }

    /// Those heavier than 基礎項目評価書.
    pub fn heavier(&self) -> impl Iterator<Item = &'a Assessment> {
        self.iter().filter(|member| member.form().level > Level::Kiso)
    }

    /// The heaviest evaluation that is made.
    #[must_use]
    pub fn level(&self) -> Level {
        self.members.last().map_or(Level::None, |member| member.form().level)
    }
}

/// Runs every rule that looks at the assessments of one 事務 side by side: the findings of each, in the order given and
/// in the order of its text. None where [`Together::new`] finds no set.
#[must_use]
pub fn check_together(assessments: &[&Assessment], today: Date) -> Vec<Vec<Finding>> {
    let mut found = vec![Vec::new(); assessments.len()];
    let Some(set) = Together::new(assessments.to_vec()) else {
        return found;
    };
    let mut findings = Findings::new(today);
    for rule in rules() {
        if let Check::Together(check) = rule.check {
            check(&set, &mut findings);
        }
    }
    let mut files = findings.into_files();
    for (assessment, list) in assessments.iter().zip(&mut found) {
        *list = files.remove(assessment.source().name()).unwrap_or_default();
        sort(list);
    }
    found
}
