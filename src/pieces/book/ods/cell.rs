//! What a cell of OpenDocument says: its value by its kind, as it is shown.

use std::borrow::Cow;

use jiff::civil::Date;

use super::super::format::general;
use super::super::raw::Said;
use super::super::xml::Tag;

/// What a cell's element says of it.
#[derive(Debug, Default)]
pub(super) struct Head {
    kind: String,
    value: String,
    is_error: bool,
    pub(super) formula: Option<String>,
    /// How often it stands, and how many columns and rows it covers.
    pub(super) times: u32,
    pub(super) columns: u32,
    pub(super) rows: u32,
}

impl Head {
    /// Reads the attributes of a cell.
    pub(super) fn of(tag: &Tag<'_>) -> Self {
        let text = |name: &str| tag.attribute(name).map(Cow::into_owned);
        let kind = tag.exact("office:value-type").or_else(|| tag.attribute("value-type"));
        let kind = kind.unwrap_or_default().into_owned();
        let value = match kind.as_str() {
            "date" => text("date-value"),
            "time" => text("time-value"),
            "boolean" => text("boolean-value"),
            "string" => text("string-value"),
            _ => text("value"),
        };
        Self {
            is_error: tag.exact("calcext:value-type").as_deref() == Some("error"),
            kind,
            value: value.unwrap_or_default(),
            formula: text("formula"),
            times: tag.number("number-columns-repeated").unwrap_or(1).max(1),
            columns: tag.number("number-columns-spanned").unwrap_or(1).max(1),
            rows: tag.number("number-rows-spanned").unwrap_or(1).max(1),
        }
    }

    /// What the cell says; `shown` is what stands in it, `None` where the file does not keep that. `None` for an empty cell.
    pub(super) fn said(&self, shown: Option<String>) -> Option<Said> {
        let words = |text: String| (!text.is_empty()).then_some(Said::Words(text));
        if self.is_error {
            return Some(Said::NoValue(shown.unwrap_or_default()));
        }
        match self.kind.as_str() {
            "float" | "percentage" | "currency" => {
                let value: f64 = self.value.trim().parse().ok().filter(|value: &f64| value.is_finite())?;
                Some(match shown {
                    Some(shown) if shown.is_empty() => Said::Concealed(general(value)),
                    // LibreOffice keeps a truth value as a number.
                    Some(shown) if matches!(shown.as_str(), "TRUE" | "FALSE") => Said::Words(shown),
                    Some(shown) => Said::Number { value, shown },
                    None => Said::Number {
                        value,
                        shown: general(value),
                    },
                })
            }
            "date" => self.day(shown),
            "boolean" => Some(Said::Words(self.value.to_uppercase())),
            "time" => words(shown.unwrap_or_else(|| self.value.clone())),
            _ => match words(shown.unwrap_or_else(|| self.value.clone())) {
                None if self.formula.is_some() && self.kind.is_empty() => {
                    Some(Said::NoValue(self.formula.clone().unwrap_or_default()))
                }
                said => said,
            },
        }
    }

    fn day(&self, shown: Option<String>) -> Option<Said> {
        let (day, time) = self.value.split_once('T').unwrap_or((&self.value, ""));
        let is_midnight = time.chars().all(|letter| matches!(letter, '0' | ':' | '.' | 'Z'));
        let words = |text: String| (!text.is_empty()).then_some(Said::Words(text));
        match (day.parse::<Date>(), shown) {
            (Ok(day), Some(shown)) if shown.is_empty() => Some(Said::Concealed(crate::wareki::format(day))),
            (Ok(day), Some(shown)) if is_midnight && !shows_day(&shown, day) => words(shown),
            (Ok(day), _) if is_midnight => Some(Said::Day(day)),
            (_, Some(shown)) => words(shown),
            (_, None) => words(self.value.clone()),
        }
    }
}

/// Whether words show the month and the day of a date: `2026年4月` shows no day.
fn shows_day(shown: &str, day: Date) -> bool {
    let numbers = shown.split(|letter: char| !letter.is_ascii_digit());
    let mut numbers: Vec<i32> = numbers.filter_map(|number| number.parse().ok()).collect();
    let mut take = |wanted: i8| {
        let at = numbers.iter().position(|number| *number == i32::from(wanted));
        at.map(|at| numbers.remove(at)).is_some()
    };
    take(day.month()) && take(day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_month_is_no_day() {
        let day = Date::constant(2026, 4, 4);
        for shown in ["令和8年4月4日", "2026/04/04", "R8.4.4", "4月4日"] {
            assert!(shows_day(shown, day), "{shown}");
        }
        for shown in ["2026年4月", "Apr-26", "2026", "4日", "二〇二六年四月四日"] {
            assert!(!shows_day(shown, day), "{shown}");
        }
    }
}
