//! What one version of an assessment tells of its dates, and which of several versions is in force. Counts no days.

use jiff::civil::Date;

use super::{Period, ended, periods};
use crate::answers::{Assessment, Cursor};
use crate::folding::fold;
use crate::form::{Display, Level, Registered};

/// The procedure that a version was published by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// 新規 or 再実施: the evaluation was made.
    Evaluation,
    /// 修正: the document was mended, the evaluation stands.
    Revision,
}

impl Occasion {
    /// What an option of 実施種別 means; `None` for one that is not known here, so that no date is counted from a guess.
    fn named(option: &str) -> Option<Self> {
        match option {
            "新規" | "再実施" => Some(Self::Evaluation),
            "修正" => Some(Self::Revision),
            _ => None,
        }
    }
}

/// The dates of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub published: Option<Date>,
    /// `None` where it is not told.
    pub occasion: Option<Occasion>,
    /// The last 見直し, changed or not.
    pub reviewed: Option<Date>,
    /// The end of the 事務: its day, `Some(None)` where only that it ended is told.
    pub end: Option<Option<Date>>,
    /// 意見の聴取, the last period that is told.
    pub consultation: Option<Period>,
    pub level: Level,
}

impl Version {
    #[must_use]
    pub fn of(assessment: &Assessment) -> Self {
        let date = |place: Option<Cursor<'_>>| place.and_then(|place| place.date());
        let occasion = assessment.registered(Registered::Occasion);
        let occasion = occasion.as_ref().and_then(Cursor::option);
        let heard = assessment.registered(Registered::Consultation);
        Self {
            published: published(assessment),
            occasion: occasion.and_then(|option| Occasion::named(&option.text)),
            reviewed: date(assessment.registered(Registered::Reviewed)),
            end: ended::end(assessment).map(|end| end.date),
            consultation: heard
                .map(|place| periods(place.text()))
                .and_then(|all| all.into_iter().max_by_key(|period| period.last)),
            level: assessment.form().level,
        }
    }
}

/// The day that an assessment is judged on: its own 公表日 where `others` hold a newer version of it that is published, or
/// where it is a `sealed` copy; else `today`.
///
/// What was right when it was published is not wrong because time went on and another version took its place.
#[must_use]
pub fn judged_on(assessment: &Assessment, others: &[&Assessment], sealed: bool, today: Date) -> Date {
    let published = |assessment: &Assessment| published(assessment).filter(|day| *day <= today);
    let Some(own) = published(assessment) else {
        return today;
    };
    let newer = |other: &&Assessment| same(assessment, other) && published(other).is_some_and(|day| day > own);
    if sealed || others.iter().any(newer) { own } else { today }
}

/// 公表日 of a version.
#[must_use]
pub fn published(assessment: &Assessment) -> Option<Date> {
    assessment.displayed(Display::Published)?.date()
}

/// Whether two documents are versions of one assessment: the same form under the same 評価書番号.
#[must_use]
pub fn same(one: &Assessment, other: &Assessment) -> bool {
    one.form().form == other.form().form && number(one).is_some_and(|own| number(other) == Some(own))
}

/// 評価書番号 as versions and forms of one 事務 share it.
#[must_use]
pub fn number(assessment: &Assessment) -> Option<String> {
    let place = assessment.displayed(Display::Number)?;
    let folded = fold(place.text());
    let bare = folded.trim_start_matches('0');
    (!bare.is_empty()).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::form::builtin;
    use jiff::civil::date;

    fn read(text: &str) -> Assessment {
        let text = format!("様式: 重点項目評価書\n{text}");
        answers::read(builtin(), "a.yaml", text.as_bytes()).assessment.unwrap()
    }

    #[test]
    fn every_form_tells_what_due_dates_rest_on() {
        for form in builtin().iter() {
            for what in [Registered::Occasion, Registered::Ended, Registered::Reviewed] {
                assert!(form.registered(what).next().is_some(), "{} {what:?}", form.name);
            }
            for what in [Display::Published, Display::Number, Display::Name] {
                assert!(form.displayed(what).is_some(), "{} {what:?}", form.name);
            }
            let heard = form.registered(Registered::Consultation).next();
            assert_eq!(heard.is_some(), form.level > Level::Kiso, "{}", form.name);
            let occasion = form.registered(Registered::Occasion).next().unwrap();
            let options: Vec<&str> = occasion.options.iter().map(|option| option.text.as_str()).collect();
            assert_eq!(options, ["新規", "再実施", "修正"], "{}", form.name);
            assert!(options.iter().all(|option| Occasion::named(option).is_some()));
            assert_eq!(Occasion::named("一部実施"), None);
        }
    }

    #[test]
    fn a_version_is_judged_on_its_own_day_once_a_newer_one_is_published() {
        let old = read("評価書番号: 012\n公表日: 2024-06-28\n");
        let new = read("評価書番号: 12\n公表日: 2026-06-30\n");
        let other = read("評価書番号: 13\n公表日: 2026-06-30\n");
        let today = date(2026, 11, 23);
        let own = date(2024, 6, 28);
        assert_eq!(judged_on(&old, &[&old, &new], false, today), own);
        assert_eq!(judged_on(&new, &[&old, &new], false, today), today);
        assert_eq!(judged_on(&old, &[&other], false, today), today);
        assert_eq!(judged_on(&old, &[], true, today), own);
        // Not published yet: the old one is still in force.
        assert_eq!(judged_on(&old, &[&new], false, date(2026, 1, 1)), date(2026, 1, 1));
    }
}
