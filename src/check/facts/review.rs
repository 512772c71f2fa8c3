//! The steps that 全項目評価 goes through before it is published, as an assessment tells them: 意見の聴取, 第三者点検, 承認.
//! Judges nothing.

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::due::{Period, days, periods};
use crate::form::Level;

/// Where the steps are told.
pub(in crate::check) const CONSULTATION: &str = "評価実施手続/意見の聴取";
pub(in crate::check) const REVIEW: &str = "評価実施手続/第三者点検";
pub(in crate::check) const APPROVAL: &str = "評価実施手続/委員会の承認";

/// Whether 全項目評価 is mandatory by the result that the assessment states, so that its steps are too.
pub(in crate::check) fn is_mandatory(assessment: &Assessment) -> bool {
    let result = assessment.at("評価実施手続/基礎項目評価/しきい値判断結果");
    assessment.form().level == Level::Zenkomoku
        && result.option().and_then(|option| option.level) == Some(Level::Zenkomoku)
}

/// What the assessment says of the body: 地方公共団体等 or 行政機関等.
pub(in crate::check) fn kind_of_body(assessment: &Assessment) -> Cursor<'_> {
    assessment.at("管理/機関の種別")
}

/// 実施日・期間 of the consultation, and the periods that it tells.
pub(in crate::check) fn consultation(assessment: &Assessment) -> (Cursor<'_>, Vec<Period>) {
    let told = assessment.at(CONSULTATION).at("実施日・期間");
    let periods = periods(told.text());
    (told, periods)
}

/// The last day that the consultation tells.
pub(in crate::check) fn end_of_consultation(assessment: &Assessment) -> Option<(Cursor<'_>, Date)> {
    let told = assessment.at(CONSULTATION).at("実施日・期間");
    let last = days(told.text()).into_iter().max()?;
    Some((told, last))
}

/// The last day that an answer tells, a date or words with dates.
pub(in crate::check) fn last_day(place: &Cursor<'_>) -> Option<Date> {
    place.date().or_else(|| days(place.text()).into_iter().max())
}
