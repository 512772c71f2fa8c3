//! Writing to the terminal: results to standard output, everything else to standard error. What an author wrote never acts on a
//! terminal; a result that goes to a file or to another program stays as it is.

use std::io::{Error, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Failure;
use crate::body::listing::Aside;
use crate::body::{self, Place, write};
use crate::check::print::{Checked, text};
use crate::finding::Finding;
use crate::folding::signs::visible;
use crate::source::Source;

/// Why the first result that could not be printed could not.
static LOST: Mutex<Option<Error>> = Mutex::new(None);

/// Prints a result. A reader that has gone away (`| head`) is no failure; any other is kept for [`lost`].
pub fn print(text: &str) {
    put(text, false);
}

/// [`print`] for a text with colours, in which what others wrote has none.
pub fn painted(text: &str) {
    put(text, colour());
}

fn put(text: &str, painted: bool) {
    let printed = if std::io::stdout().is_terminal() {
        let mut out = anstream::stdout().lock();
        out.write_all(shown(text, painted).as_bytes())
            .and_then(|()| out.flush())
    } else {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush())
    };
    keep(printed);
}

/// Says something of which colours are a part, in which what others wrote has none.
fn remark(text: &str, painted: bool) {
    if std::io::stderr().is_terminal() {
        let _ = writeln!(anstream::stderr(), "{}", shown(text, painted));
    } else {
        let _ = writeln!(std::io::stderr(), "{text}");
    }
}

/// A text as a terminal may have it: with colours where it is painted, and no other sign that would act.
fn shown(text: &str, painted: bool) -> String {
    if !painted {
        return visible(text).into_owned();
    }
    let mut out = String::with_capacity(text.len());
    for (at, piece) in text.split('\u{1b}').enumerate() {
        let colour = piece.strip_prefix('[').and_then(|rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            rest[end..].starts_with('m').then(|| piece.split_at(end + 2))
        });
        match colour {
            _ if at == 0 => out.push_str(&visible(piece)),
            Some((colour, rest)) => {
                out.push('\u{1b}');
                out.push_str(colour);
                out.push_str(&visible(rest));
            }
            None => {
                out.push('\u{fffd}');
                out.push_str(&visible(piece));
            }
        }
    }
    out
}

/// Takes note of what became of a result.
pub fn keep(printed: Result<(), Error>) {
    let failed = printed.err().filter(|error| error.kind() != ErrorKind::BrokenPipe);
    if let Some(error) = failed {
        LOST.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
    }
}

/// Why a result did not come out whole, such as a disk that is full; `None` where all did.
pub fn lost() -> Option<Failure> {
    let error = LOST.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    let path = "標準出力".into();
    Some(body::Failure::Write { path, error }.into())
}

/// Writes a result to the file that was asked for and says where, else prints it.
///
/// # Errors
/// As [`write()`].
pub fn result(file: Option<&Path>, text: &str) -> Result<(), Failure> {
    if let Some(path) = file {
        return write(path, text.as_bytes());
    }
    print(text);
    Ok(())
}

/// Writes a result that is made anew each time, and says where.
///
/// # Errors
/// A file that is none of ours to write over, and whatever the file system refuses.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    tell(&write::result(path, bytes)?);
    print(&format!("{}\n", path.display()));
    Ok(())
}

/// [`write()`] for files that belong together: all of them or none.
///
/// # Errors
/// As [`write()`].
pub fn write_all(files: &[(PathBuf, Vec<u8>)]) -> Result<(), Failure> {
    let all: Vec<(PathBuf, &[u8])> = files
        .iter()
        .map(|(path, bytes)| (path.clone(), bytes.as_slice()))
        .collect();
    tell(&write::results(&all)?);
    for (path, _) in files {
        print(&format!("{}\n", path.display()));
    }
    Ok(())
}

/// Writes an author's file with edits made, unless it is another than was `read`.
///
/// # Errors
/// As [`write::edit`].
pub fn edit(path: &Path, read: &[u8], bytes: &[u8]) -> Result<(), Failure> {
    tell(&write::edit(path, read, bytes)?);
    Ok(())
}

/// Says what was lost by writing.
pub fn tell(notes: &[String]) {
    for line in notes {
        note(line);
    }
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

/// The width of a table in a file.
const FILE_WIDTH: u16 = 100;

/// The width of the terminal that results go to, in columns; 100 where there is none.
#[must_use]
pub fn width() -> u16 {
    comfy_table::Table::new()
        .width()
        .filter(|width| *width > 0)
        .unwrap_or(FILE_WIDTH)
}

/// The width of a table that goes to a file, which no terminal tells, or else to the terminal.
#[must_use]
pub fn width_of(file: Option<&Path>) -> u16 {
    match file {
        Some(_) => FILE_WIDTH,
        None => width(),
    }
}

/// Says why something could not be done.
pub fn error(text: &str) {
    remark(&format!("エラー: {text}"), false);
}

/// Says that what lies among the copies of published versions is none.
pub fn unread_copy(copy: &Place) {
    note(&format!(
        "注意: {0} は評価書として読めないので、公表した版に数えません。hyoka check {0} で確かめてください",
        copy.name()
    ));
}

/// Says what lies among the assessments and is not read, once; gives back what should have been.
pub fn aside(aside: &[Aside]) -> Vec<Failure> {
    let mut failures = Vec::new();
    for one in aside {
        match one {
            Aside::Copy { path, kind } => note(&format!(
                "注意: {} は、{}とみて、評価書に数えません。要らなければ除き、評価書なら名前を改めてください",
                path.display(),
                kind.words()
            )),
            Aside::Misnamed { path, meant } => {
                let (path, meant) = (path.clone(), meant.clone());
                failures.push(body::Failure::Misnamed { path, meant }.into());
            }
        }
    }
    failures
}

/// Says that copies of published versions have no seal.
pub fn unsealed(copies: &[PathBuf]) {
    let Some(folder) = copies.first().and_then(|copy| copy.parent()) else {
        return;
    };
    let names: Vec<String> = copies
        .iter()
        .filter_map(|copy| Some(copy.file_name()?.to_string_lossy().into_owned()))
        .collect();
    note(&format!(
        "注意: {0} の写し（{1}）には封がされていないので、公表したときのままかどうかを確かめられません（S115）。公表したときのままなら、hyoka seal --adopt {0} で封をします",
        folder.display(),
        names.join("、")
    ));
}

/// Says what keeps something from being made of a file.
pub fn refused(source: &Source, findings: &[Finding]) {
    remark_on(&[Checked {
        source,
        findings,
        others: &[],
    }]);
}

/// Says what was found in some files, on the side.
pub fn remark_on(files: &[Checked<'_>]) {
    let colour = colour_of_notes();
    remark(text::print(files, colour).trim_end(), colour);
}

/// Says some lines on the side, if there are any.
pub fn lines(lines: &str) {
    if !lines.is_empty() {
        note(lines.trim_end());
    }
}

/// Says something on the side.
pub fn note(text: &str) {
    remark(text, false);
}

/// A value as indented JSON with a line end.
pub fn json(value: &impl serde::Serialize) -> String {
    // Our own types have text keys and no maps that could fail.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::shown;

    const HOSTILE: &str = "\u{1b}[31m赤\u{1b}[0m\u{1b}]0;題\u{7}\u{1b}[2J\u{1b}[8\u{9b}1m\u{202e}";

    #[test]
    fn only_colours_of_a_painted_text_act() {
        assert_eq!(
            shown(HOSTILE, true),
            "\u{1b}[31m赤\u{1b}[0m\u{fffd}]0;題\u{fffd}\u{fffd}[2J\u{fffd}[8\u{fffd}1m\u{fffd}"
        );
        assert!(!shown(HOSTILE, false).contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']));
        for plain in ["", "見本市\n", "\u{1b}", "\u{1b}[", "\u{1b}[3"] {
            assert_eq!(shown(plain, true), plain.replace('\u{1b}', "\u{fffd}"));
        }
    }
}
