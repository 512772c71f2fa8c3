//! Writing to the terminal: results to standard output, everything else to standard error.

use std::io::{IsTerminal, Write};

use crate::body::Place;

/// Prints a result. A reader that has gone away (`| head`) is no failure.
pub fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Whether results go to a terminal that shows colours.
#[must_use]
pub fn colour() -> bool {
    coloured(std::io::stdout().is_terminal())
}

/// Whether notes go to a terminal that shows colours.
#[must_use]
pub fn colour_of_notes() -> bool {
    coloured(std::io::stderr().is_terminal())
}

/// The conventions of `NO_COLOR` and `CLICOLOR_FORCE`; what writes (anstream) keeps to them too.
fn coloured(terminal: bool) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    !set("NO_COLOR") && (terminal || set("CLICOLOR_FORCE"))
}

/// The width of the terminal that results go to, in columns; 100 where there is none.
#[must_use]
pub fn width() -> u16 {
    comfy_table::Table::new()
        .width()
        .filter(|width| *width > 0)
        .unwrap_or(100)
}

/// Says why something could not be done.
pub fn error(text: &str) {
    let _ = writeln!(anstream::stderr(), "エラー: {text}");
}

/// Says that what lies among the copies of published versions is none.
pub fn unread_copy(copy: &Place) {
    note(&format!(
        "注意: {0} は評価書として読めないので、公表した版に数えません。hyoka check {0} で確かめてください",
        copy.name()
    ));
}

/// Says something on the side.
pub fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}

/// A value as indented JSON with a line end.
pub fn json(value: &impl serde::Serialize) -> String {
    // Our own types have text keys and no maps that could fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
