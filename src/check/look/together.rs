//! The assessments of one 事務: 基礎項目評価書 with 重点 or 全項目 under one 評価書番号. Runs the rules that look at them side by
//! side; reads no files.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::answers::Assessment;
use crate::check::{Check, Findings, rules};
use crate::finding::{Finding, sort};
use crate::folding::fold;
use crate::form::{Display, Level, is_named_after};

/// Assessments of one 事務, no two of the same form, the lightest first.
#[derive(Debug, Clone)]
pub struct Together<'a> {
    members: Vec<&'a Assessment>,
    complete: bool,
}

impl<'a> Together<'a> {
    /// The assessments as one set; `None` for two of the same form, which are versions or a mistake, and for none.
    ///
    /// `complete` says that there are no others, so that a form that is missing here is not made at all.
    #[must_use]
    pub fn new(mut members: Vec<&'a Assessment>, complete: bool) -> Option<Self> {
        members.sort_by_key(|member| member.form().level);
        let twice = members
            .windows(2)
            .any(|pair| pair[0].form().level == pair[1].form().level);
        (!members.is_empty() && !twice).then_some(Self { members, complete })
    }

    /// All of them, the lightest first.
    pub fn iter(&self) -> impl Iterator<Item = &'a Assessment> {
        self.members.iter().copied()
    }

    /// Whether a form that is missing here is not made at all.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.complete
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
///
/// Files named after their forms are of one 事務. Others lie in a folder of any order, where the 評価書番号 tells which belong
/// together. `complete` as in [`Together::new`].
#[must_use]
pub fn check_together(assessments: &[&Assessment], complete: bool, today: Date) -> Vec<Vec<Finding>> {
    let mut findings = Findings::new(today);
    for members in sets(assessments) {
        let Some(set) = Together::new(members, complete) else {
            continue;
        };
        for rule in rules() {
            if let Check::Together(check) = rule.check {
                check(&set, &mut findings);
            }
        }
    }
    let mut found = vec![Vec::new(); assessments.len()];
    let mut sources = findings.by_source();
    for (assessment, list) in assessments.iter().zip(&mut found) {
        *list = sources.remove(&assessment.source().id()).unwrap_or_default();
        sort(list);
    }
    found
}

/// The assessments of a folder by 事務.
fn sets<'a>(assessments: &[&'a Assessment]) -> Vec<Vec<&'a Assessment>> {
    if assessments.iter().all(|assessment| is_named_after_form(assessment)) {
        return vec![assessments.to_vec()];
    }
    let mut sets: BTreeMap<String, Vec<&Assessment>> = BTreeMap::new();
    for assessment in assessments {
        let number = assessment.form().displayed(Display::Number);
        let number = number.map_or_else(String::new, |item| fold(assessment.at(&item.path).text()));
        sets.entry(number).or_default().push(assessment);
    }
    sets.into_values().collect()
}

fn is_named_after_form(assessment: &Assessment) -> bool {
    is_named_after(Path::new(assessment.source().name()), &assessment.form().form)
}
