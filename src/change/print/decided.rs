//! What the newer version says of each difference in its own table: 提出時期 and what an officer decided. Decides nothing itself.

use serde::Serialize;

use super::Compared;
use crate::table::lines::Line;
use crate::table::telling::{Telling, Told, telling};

/// What an officer decided of a difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// Such as 担当者の判断.
    pub name: &'static str,
    /// Whether it must be decided whether this is a 重要な変更, and is not.
    pub open: bool,
    /// 提出時期; may be empty.
    pub submission: String,
    /// 提出時期に係る説明; may be empty.
    pub explanation: String,
}

impl Decided {
    /// In one line: 「事後　形式的な変更であり、…」.
    #[must_use]
    pub fn words(&self) -> String {
        if self.open {
            return "まだ書かれていません".to_owned();
        }
        let said = [self.submission.as_str(), self.explanation.as_str()];
        let said: Vec<&str> = said.into_iter().filter(|words| !words.is_empty()).collect();
        said.join("　")
    }
}

/// What is decided of each difference; `None` where its row says nothing and nothing need be decided. Empty for a form without a
/// table.
#[must_use]
pub fn decided(compared: &Compared<'_>) -> Vec<Option<Decided>> {
    let rows = &compared.comparison.rows;
    let Some(telling) = telling(compared.old, compared.new, rows) else {
        return rows.iter().map(|_| None).collect();
    };
    let of = |(row, told): (&crate::change::Row, &Told)| {
        let line = line(&telling, *told);
        let open = row.is_to_decide() && line.is_none_or(|line| line.ruling().is_open());
        let text = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let decided = Decided {
            name: if row.is_to_decide() {
                "担当者の判断"
            } else {
                "提出時期"
            },
            open,
            submission: line
                .and_then(|line| line.submission.option())
                .map(|option| option.text.clone())
                .unwrap_or_default(),
            explanation: line.map(|line| text(line.explanation.text())).unwrap_or_default(),
        };
        (open || !decided.words().is_empty()).then_some(decided)
    };
    rows.iter().zip(&telling.told).map(of).collect()
}

/// The row that tells a difference, right or not.
fn line<'t, 'a>(telling: &'t Telling<'a>, told: Told) -> Option<&'t Line<'a>> {
    match told {
        Told::By(line) | Told::Otherwise(line) => telling.fresh.get(line),
        Told::Not => None,
    }
}
