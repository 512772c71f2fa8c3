//! What is due, as a calendar (RFC 5545): an event of one day for each day that is known and not over. Holds no time of its
//! making, so the same state on the same day gives the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hash::Hasher as _;

use jiff::civil::Date;
use siphasher::sip::SipHasher13;

use super::{Status, mandatory};
use crate::due::{Due, Kind};
use crate::folding::fold;
use crate::status::{Row, Told, is_ahead};
use crate::wareki;

/// Octets of a line, its end left out. Law of the format: RFC 5545, 3.1.
const LINE: usize = 75;
/// How many days before a deadline a calendar gives notice.
const NOTICE_DAYS: u32 = 30;

#[must_use]
pub fn print(status: &Status<'_>) -> String {
    let mut calendar = Calendar::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hyoka//hyoka status//JA"] {
        calendar.line(line);
    }
    calendar.line("CALSCALE:GREGORIAN");
    calendar.line("METHOD:PUBLISH");
    for row in status.rows {
        for due in row.due.iter().filter(|due| is_ahead(due, status.today)) {
            if let (Ok(day), Some(told)) = (&due.day, &row.told) {
                calendar.event(row, told, due, *day, status.today);
            }
        }
    }
    calendar.line("END:VCALENDAR");
    calendar.text
}

#[derive(Default)]
struct Calendar {
    text: String,
    /// How often each name of an event was given.
    names: BTreeMap<String, usize>,
}

impl Calendar {
    fn event(&mut self, row: &Row, told: &Told, due: &Due, day: Date, today: Date) {
        let name = self.name(row, told, due);
        let what = if due.kind.is_deadline() {
            "の期限"
        } else {
            "はこの日まで"
        };
        let summary = format!("{}{what}: {}", due.kind.name(), told.name);
        let mut words = vec![
            format!("根拠: {}", due.kind.law()),
            format!("評価書番号{} {}（{}）", told.number, told.form_name, told.edition),
            format!("義務付けられる評価: {}", mandatory(told.mandatory)),
            format!("ファイル: {}", row.file),
        ];
        if let Some(from) = due.from {
            words.insert(1, format!("{}から数えています", wareki::format(from)));
        }
        words.extend(due.note.clone());
        self.line("BEGIN:VEVENT");
        self.property("UID", &name);
        self.line(&format!("DTSTAMP:{}T000000Z", basic(today)));
        self.line(&format!("DTSTART;VALUE=DATE:{}", basic(day)));
        // The end is the day after the last one.
        if let Ok(after) = day.tomorrow() {
            self.line(&format!("DTEND;VALUE=DATE:{}", basic(after)));
        }
        self.property("SUMMARY", &summary);
        self.property("DESCRIPTION", &words.join("\n"));
        self.line("TRANSP:TRANSPARENT");
        if due.kind.is_deadline() {
            self.line("BEGIN:VALARM");
            self.line("ACTION:DISPLAY");
            self.line(&format!("TRIGGER:-P{NOTICE_DAYS}D"));
            self.property("DESCRIPTION", &summary);
            self.line("END:VALARM");
        }
        self.line("END:VEVENT");
    }

    /// A name that stays the same from day to day and from version to version, so that a calendar moves the event it has.
    fn name(&mut self, row: &Row, told: &Told, due: &Due) -> String {
        let kind = name_of(due.kind);
        let own = if told.number.is_empty() {
            stamp(&row.file)
        } else {
            plain(&told.number)
        };
        let whole = format!("{kind}-{}-{own}-{}", told.form, stamp(&fold(&told.body)));
        let times = self.names.entry(whole.clone()).or_insert(0);
        *times += 1;
        match times {
            1 => format!("{whole}@hyoka"),
            again => format!("{whole}-{again}@hyoka"),
        }
    }

    fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// Adds a line, folded where it is too long; a character is never cut in two.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A number or a short name in letters that every calendar takes, alike however wide they were typed.
fn plain(text: &str) -> String {
    let text = fold(text);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    if text.chars().all(is_plain) {
        return text;
    }
    stamp(&text)
}

/// Sixteen letters that stand for a text, the same in every run.
fn stamp(text: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    format!("{:016x}", hasher.finish())
}

/// What a calendar knows a kind of event by. Never changed: another name would leave the old event in every calendar.
fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Review => "review",
        Kind::Reevaluation => "reevaluation",
        Kind::Publication => "publication",
        Kind::Consultation => "consultation",
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

fn basic(day: Date) -> String {
    let mut text = String::new();
    let _ = write!(text, "{:04}{:02}{:02}", day.year(), day.month(), day.day());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_keep_the_names_that_calendars_have() {
        let kinds = [Kind::Review, Kind::Reevaluation, Kind::Publication, Kind::Consultation];
        let names = kinds.map(name_of);
        assert_eq!(names, ["review", "reevaluation", "publication", "consultation"]);
    }
}
