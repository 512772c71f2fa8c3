//! 期限: what is to be done about an assessment and by when, counted from what its versions tell. Owns dates and their law;
//! never reads the clock or a file, and judges nobody for being late.

pub mod ended;
mod period;
pub mod version;

pub use period::{Period, days, periods};
pub use version::{Occasion, Version};

use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::form::Level;
use crate::wareki;

/// How many days 意見の聴取 of 全項目評価 lasts at least, the first and the last among them. Law: 指針第5の3.
const CONSULTATION_DAYS: i32 = 30;

/// What there is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// 見直し: a year after 公表日 or the last 見直し.
    Review,
    /// 再実施: five years after the version that was published by an evaluation.
    Reevaluation,
    /// 公表を続ける期間: three years after the end of the 事務.
    Publication,
    /// 意見の聴取: its last day.
    Consultation,
}

impl Kind {
    /// The words for a reader.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Review => "見直し",
            Self::Reevaluation => "再実施",
            Self::Publication => "公表の継続",
            Self::Consultation => "意見の聴取",
        }
    }

    #[must_use]
    pub fn law(self) -> &'static str {
        match self {
            Self::Review => "特定個人情報保護評価指針（少なくとも1年に1回、見直すよう努める）",
            Self::Reevaluation => "特定個人情報保護評価に関する規則第15条（5年を経過する前に、再実施するよう努める）",
            Self::Publication => "特定個人情報保護評価に関する規則第16条（事務の終了から3年間、公表を続ける）",
            Self::Consultation => {
                "番号法第28条第1項、特定個人情報保護評価に関する規則第7条第4項、指針第5の3（30日以上が原則）"
            }
        }
    }

    /// Whether something must be done before the day; else something must go on until it, and nobody is late after it.
    #[must_use]
    pub fn is_deadline(self) -> bool {
        matches!(self, Self::Review | Self::Reevaluation)
    }
}

/// Why a day cannot be told; the words are for a reader.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unknown {
    /// The versions at hand are all 修正.
    #[error("評価を実施した版（新規か再実施）の写しが published にないため、分かりません")]
    NoEvaluation,
    /// 評価書名 tells of an end without a day.
    #[error("事務の終了した日が書かれていないため、分かりません")]
    NoEnd,
}

/// One thing to do, and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub kind: Kind,
    /// The last day on which nobody is late, or on which it must still go on.
    pub day: Result<Date, Unknown>,
    /// The day it is counted from.
    pub from: Option<Date>,
    /// What else to know.
    pub note: Option<String>,
}

impl Due {
    fn on(kind: Kind, day: Date, from: Date) -> Self {
        Self {
            kind,
            day: Ok(day),
            from: Some(from),
            note: None,
        }
    }

    fn unknown(kind: Kind, why: Unknown) -> Self {
        Self {
            kind,
            day: Err(why),
            from: None,
            note: None,
        }
    }

    /// Days from `today` until the day: 0 on the day itself, negative after it; `None` where the day is not known.
    #[must_use]
    pub fn days_left(&self, today: Date) -> Option<i32> {
        let day = self.day.as_ref().ok()?;
        Some((*day - today).get_days())
    }

    /// Whether a deadline has gone by.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.kind.is_deadline() && self.days_left(today).is_some_and(|days| days < 0)
    }
}

/// What there is to do about an assessment, by the versions of it that are at hand, in any order.
///
/// Only versions published by `today` are in force; the end of the 事務 and 意見の聴取 are those of the newest, published or
/// not. A period counts from the day after its first one and ends on the day of the same number, or the last of a shorter
/// month (民法第140条・第143条). After the end of the 事務 nothing is reviewed; a consultation that is over is not told.
#[must_use]
pub fn of(versions: &[Version], today: Date) -> Vec<Due> {
    let mut versions: Vec<&Version> = versions.iter().collect();
    // A version without a day is still being written.
    versions.sort_by_key(|version| (version.published.is_none(), version.published));
    let Some(newest) = versions.last() else {
        return Vec::new();
    };
    let in_force: Vec<(Date, &Version)> = versions
        .iter()
        .filter_map(|version| Some((version.published.filter(|day| *day <= today)?, *version)))
        .collect();
    let goes_on = |due: &Due| match newest.end {
        None => true,
        Some(None) => false,
        Some(Some(end)) => end > today && due.day.as_ref().is_ok_and(|day| end > *day),
    };
    let mut due: Vec<Due> = [review(&versions, &in_force, today), reevaluation(&in_force)]
        .into_iter()
        .flatten()
        .filter(goes_on)
        .collect();
    due.extend(publication(newest));
    due.extend(consultation(newest).filter(|due| due.days_left(today).is_some_and(|days| days >= 0)));
    due
}

fn review(versions: &[&Version], in_force: &[(Date, &Version)], today: Date) -> Option<Due> {
    let (published, _) = in_force.last()?;
    let reviewed = versions.iter().filter_map(|version| version.reviewed);
    let from = reviewed
        .filter(|day| (*published..=today).contains(day))
        .max()
        .unwrap_or(*published);
    Some(Due::on(Kind::Review, years_later(from, 1)?, from))
}

/// 修正 does not start the five years anew, so a 修正 alone tells nothing of them. A version without 実施種別 may have been an
/// evaluation: the day is told that is then right, which is the latest that is possible.
fn reevaluation(in_force: &[(Date, &Version)]) -> Option<Due> {
    let mut versions = in_force.iter().rev();
    let counted = versions.find(|(_, version)| version.occasion != Some(Occasion::Revision));
    let Some((published, version)) = counted else {
        in_force.last()?;
        return Some(Due::unknown(Kind::Reevaluation, Unknown::NoEvaluation));
    };
    let mut due = Due::on(Kind::Reevaluation, years_later(*published, 5)?, *published);
    if version.occasion.is_none() {
        let evaluated = versions.find(|(_, version)| version.occasion == Some(Occasion::Evaluation));
        let earlier = evaluated.and_then(|(day, _)| years_later(*day, 5));
        due.note = Some(format!(
            "{}に公表した版に「実施種別」が書かれていないので、評価を実施した版とみて数えました。修正であれば、{}",
            wareki::format(*published),
            earlier.map_or_else(
                || "これより早くなります".to_owned(),
                |day| format!("{}です", wareki::format(day))
            )
        ));
    }
    Some(due)
}

fn publication(newest: &Version) -> Option<Due> {
    match newest.end? {
        Some(end) => Some(Due::on(Kind::Publication, years_later(end, 3)?, end)),
        None => Some(Due::unknown(Kind::Publication, Unknown::NoEnd)),
    }
}

fn consultation(newest: &Version) -> Option<Due> {
    let period = newest.consultation.filter(|period| period.first <= period.last)?;
    let mut due = Due::on(Kind::Consultation, period.last, period.first);
    if newest.level == Level::Zenkomoku && period.days() < CONSULTATION_DAYS {
        let least = period.first.checked_add((CONSULTATION_DAYS - 1).days()).ok()?;
        due.note = Some(format!(
            "{CONSULTATION_DAYS}日に足りません。短縮する特段の理由がなければ、{}まで続けてください",
            wareki::format(least)
        ));
    }
    Some(due)
}

fn years_later(day: Date, years: i16) -> Option<Date> {
    day.checked_add(years.years()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 23);

    fn version(published: Date, occasion: Option<Occasion>) -> Version {
        Version {
            published: Some(published),
            occasion,
            reviewed: None,
            end: None,
            consultation: None,
            level: Level::Zenkomoku,
        }
    }

    fn day(versions: &[Version], kind: Kind) -> Option<Result<Date, Unknown>> {
        let due = of(versions, TODAY);
        due.into_iter().find(|due| due.kind == kind).map(|due| due.day)
    }

    #[test]
    fn the_year_counts_from_publication_or_the_later_review() {
        let mut one = version(date(2026, 6, 30), None);
        assert_eq!(day(&[one.clone()], Kind::Review), Some(Ok(date(2027, 6, 30))));
        one.reviewed = Some(date(2026, 6, 1));
        assert_eq!(day(&[one.clone()], Kind::Review), Some(Ok(date(2027, 6, 30))));
        one.reviewed = Some(date(2026, 10, 1));
        assert_eq!(day(&[one.clone()], Kind::Review), Some(Ok(date(2027, 10, 1))));
        // A day still to come is a slip or a plan.
        one.reviewed = Some(date(2027, 1, 1));
        assert_eq!(day(&[one], Kind::Review), Some(Ok(date(2027, 6, 30))));
        let leap = version(date(2024, 2, 29), None);
        assert_eq!(day(&[leap], Kind::Review), Some(Ok(date(2025, 2, 28))));
    }

    #[test]
    fn a_draft_is_not_in_force_yet() {
        let old = version(date(2025, 6, 30), Some(Occasion::Evaluation));
        let mut draft = version(date(2026, 12, 25), Some(Occasion::Evaluation));
        assert_eq!(of(std::slice::from_ref(&draft), TODAY), []);
        assert_eq!(
            day(&[draft.clone(), old.clone()], Kind::Review),
            Some(Ok(date(2026, 6, 30)))
        );
        assert_eq!(
            day(&[draft.clone(), old.clone()], Kind::Reevaluation),
            Some(Ok(date(2030, 6, 30)))
        );
        draft.published = None;
        draft.reviewed = Some(date(2026, 6, 1));
        assert_eq!(day(&[draft, old], Kind::Review), Some(Ok(date(2027, 6, 1))));
    }

    #[test]
    fn five_years_count_from_the_last_evaluation_and_not_from_a_revision() {
        let first = version(date(2020, 4, 1), Some(Occasion::Evaluation));
        let again = version(date(2024, 6, 28), Some(Occasion::Evaluation));
        let mended = version(date(2025, 6, 30), Some(Occasion::Revision));
        let silent = version(date(2026, 6, 30), None);
        let all = [mended.clone(), first, again];
        assert_eq!(day(&all, Kind::Reevaluation), Some(Ok(date(2029, 6, 28))));
        assert_eq!(
            day(std::slice::from_ref(&mended), Kind::Reevaluation),
            Some(Err(Unknown::NoEvaluation))
        );
        let with_silent = [all.as_slice(), &[silent]].concat();
        assert_eq!(day(&with_silent, Kind::Reevaluation), Some(Ok(date(2031, 6, 30))));
    }

    #[test]
    fn a_version_without_its_occasion_is_counted_from_and_says_so() {
        let silent = version(date(2021, 6, 30), None);
        let told = |versions: &[Version]| {
            let due = of(versions, TODAY)
                .into_iter()
                .find(|due| due.kind == Kind::Reevaluation);
            due.map(|due| (due.day, due.note.unwrap_or_default())).unwrap()
        };
        let (day, note) = told(std::slice::from_ref(&silent));
        assert_eq!(day, Ok(date(2026, 6, 30)));
        assert!(note.contains("令和3年6月30日に公表した版に「実施種別」") && note.ends_with("これより早くなります"));
        let first = version(date(2020, 4, 1), Some(Occasion::Evaluation));
        let (day, note) = told(&[first, silent]);
        assert_eq!(day, Ok(date(2026, 6, 30)));
        assert!(note.ends_with("修正であれば、令和7年4月1日です"), "{note}");
    }

    #[test]
    fn after_the_end_only_publication_goes_on() {
        let mut ended = version(date(2025, 4, 10), Some(Occasion::Evaluation));
        ended.end = Some(Some(date(2025, 3, 31)));
        let kinds = |version: &Version| -> Vec<Kind> {
            of(std::slice::from_ref(version), TODAY)
                .iter()
                .map(|due| due.kind)
                .collect()
        };
        assert_eq!(kinds(&ended), [Kind::Publication]);
        assert_eq!(day(&[ended.clone()], Kind::Publication), Some(Ok(date(2028, 3, 31))));
        // It ends after the year has gone by, but before the five.
        ended.end = Some(Some(date(2027, 3, 31)));
        assert_eq!(kinds(&ended), [Kind::Review, Kind::Publication]);
        ended.end = Some(None);
        assert_eq!(day(&[ended], Kind::Publication), Some(Err(Unknown::NoEnd)));
    }

    #[test]
    fn what_goes_on_until_a_day_is_never_late() {
        let mut ended = version(date(2020, 4, 10), None);
        ended.end = Some(Some(date(2020, 3, 31)));
        let due = of(&[ended], TODAY).remove(0);
        assert_eq!((due.kind, due.is_overdue(TODAY)), (Kind::Publication, false));
        assert!(due.days_left(TODAY).unwrap() < 0);
        let due = of(&[version(date(2025, 11, 23), None)], TODAY).remove(0);
        assert_eq!((due.days_left(TODAY), due.is_overdue(TODAY)), (Some(0), false));
        assert!(due.is_overdue(TODAY.tomorrow().unwrap()));
    }

    #[test]
    fn a_consultation_is_told_while_it_lasts() {
        let mut draft = version(date(2027, 3, 1), None);
        let mut told = |first, last| {
            draft.consultation = Some(Period { first, last });
            of(std::slice::from_ref(&draft), TODAY)
        };
        assert_eq!(told(date(2026, 9, 1), date(2026, 10, 1)), []);
        let due = told(date(2026, 11, 1), date(2026, 11, 30)).remove(0);
        assert_eq!((due.day, due.note), (Ok(date(2026, 11, 30)), None));
        let due = told(date(2026, 11, 1), date(2026, 11, 29)).remove(0);
        assert!(due.note.unwrap().contains("令和8年11月30日まで"));
    }
}
