//! 番号法 as facts: which articles, paragraphs, items and rows of 別表 there are on a day, what some of them say, and the names of
//! laws and bodies. Read from `schemas/law/` when first asked for. Knows no assessment and judges no text.

mod meaning;
mod names;
pub mod numeral;
mod state;

pub use meaning::{FormerRow, Meanings, Provision, meanings};
pub use names::{Kind, Named, Names, Near, Number, names};
pub use state::{Article, Row, State, state_on, states};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::Error as _};

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
}
