//! Prints where assessments stand: as a table for a terminal, as JSON, as CSV for a spreadsheet, as a calendar. Each printer
//! takes the same rows and gives a text.

pub mod csv;
pub mod ics;
pub mod json;
#[cfg(feature = "cli")]
pub mod text;

use jiff::civil::Date;

use super::{Mandatory, Row};
use crate::answers::Copy;
use crate::due::Due;
use crate::form::Level;

/// Rows, and the day they speak of.
#[derive(Debug, Clone, Copy)]
pub struct Status<'a> {
    pub rows: &'a [Row],
    pub today: Date,
    /// For whom it is.
    pub copy: Copy,
}

impl Status<'_> {
    /// What is left out, or that nothing is although something would be; `None` where there is nothing to leave out.
    #[must_use]
    pub fn audience(&self) -> Option<String> {
        let withheld = self.rows.iter().filter(|row| row.withheld).count();
        match self.copy {
            _ if withheld == 0 => None,
            Copy::Public => Some(format!(
                "公表用: {withheld}件の評価書で、非公表とした項目を除いています（すべてを示すなら --complete）"
            )),
            Copy::Complete => Some(format!(
                "提出用: {withheld}件の評価書に、非公表とした項目があります。公表しないでください"
            )),
        }
    }

    /// How many assessments have something overdue.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.rows.iter().filter(|row| row.is_overdue(self.today)).count()
    }
}

/// What is mandatory, in the words of the table of 指針第5の2.
#[must_use]
pub fn mandatory(mandatory: Mandatory) -> String {
    let name = |level| match level {
        Level::None => "義務なし",
        Level::Kiso => "基礎",
        Level::Juten => "基礎＋重点",
        Level::Zenkomoku => "基礎＋全項目",
    };
    if mandatory.least == mandatory.most {
        return name(mandatory.least).to_owned();
    }
    format!("{}から{}までのどれか", name(mandatory.least), name(mandatory.most))
}

/// How far off a day is: `あと30日`, `今日まで`, `12日過ぎています`.
#[must_use]
pub fn distance(due: &Due, today: Date) -> Option<String> {
    let days = due.days_left(today)?;
    Some(match days {
        0 => "今日まで".to_owned(),
        1.. => format!("あと{days}日"),
        _ if due.kind.is_deadline() => format!("{}日過ぎています", days.unsigned_abs()),
        _ => "期間は終わりました".to_owned(),
    })
}
