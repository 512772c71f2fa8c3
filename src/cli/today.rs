//! The day that a command speaks of: given, or the computer's day in Japan.

use std::time::{SystemTime, UNIX_EPOCH};

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Reads `--today`: ISO or 和暦.
pub fn parse(text: &str) -> Result<Date, String> {
    crate::wareki::parse(text).map_err(|error| error.to_string())
}

/// The given day, or today in Japan, nine hours ahead of UTC all year.
#[must_use]
pub fn or_now(given: Option<Date>) -> Date {
    given.unwrap_or_else(|| {
        #[expect(clippy::disallowed_methods, reason = "here, and nowhere else, the clock is read")]
        let seconds = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |age| age.as_secs());
        let days = i64::try_from((seconds + 9 * 3600) / 86_400).unwrap_or(0);
        date(1970, 1, 1).checked_add(days.days()).unwrap_or(date(1970, 1, 1))
    })
}
