//! Writing to the terminal: results to standard output, everything else to standard error.

use std::io::{Error, ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Failure;
use crate::body::listing::Aside;
use crate::body::{self, Place, write};

/// Why the first result that could not be printed could not.
static LOST: Mutex<Option<Error>> = Mutex::new(None);

/// Prints a result. A reader that has gone away (`| head`) is no failure; any other is kept for [`lost`].
pub fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    keep(printed);
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
    let _ = writeln!(anstream::stderr(), "エラー: {text}");
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
