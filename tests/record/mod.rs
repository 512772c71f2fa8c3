//! What `record` writes into 変更箇所, and that it changes nothing else.

mod cases;
mod property;
mod yearly;

use hyoka::answers::{self, Assessment};
use hyoka::form::builtin;
use hyoka::record::{RecordError, Recorded, Wanted, record};

/// Reads an assessment whose findings do not matter here.
fn read(text: &str) -> Assessment {
    let read = answers::read(builtin(), "a.yaml", text.as_bytes());
    read.assessment.unwrap_or_else(|| panic!("{:?}", read.findings))
}

/// Records the differences of `new` since `old`.
fn recorded(old: &str, new: &str, wanted: &Wanted) -> Result<Recorded, RecordError> {
    record(builtin(), new.as_bytes(), &read(new), &read(old), wanted)
}

/// The text of a recorded file.
fn text(recorded: &Recorded) -> String {
    String::from_utf8(recorded.bytes.clone()).unwrap()
}
