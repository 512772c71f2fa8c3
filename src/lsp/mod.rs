//! The language server: what an editor shows of an assessment while it is written.
//! Speaks the Language Server Protocol; decides nothing about an assessment, and reads no files and no clock.

pub mod action;
pub mod completion;
pub mod definition;
pub mod desk;
pub mod document;
pub mod examine;
pub mod hover;
mod line;
pub mod outline;
pub mod place;
pub mod position;
mod protocol;
mod server;
pub mod symbols;

use jiff::civil::Date;
use lsp_server::Connection;

use crate::body::Shelf;

/// How a conversation came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The editor asked for it.
    Asked,
    /// The editor went away, or sent what is no message.
    Cut,
}

/// Serves one editor over standard input and output. `today` is the day that the checks speak of, `shelf` what lies on disk.
#[must_use]
pub fn stdio(shelf: &dyn Shelf, today: Date) -> Ended {
    let (connection, threads) = Connection::stdio();
    let ended = server::serve(&connection, shelf, today);
    // The thread that writes ends when nobody can send to it any more.
    drop(connection);
    match (ended, threads.join()) {
        (Ended::Asked, Ok(())) => Ended::Asked,
        _ => Ended::Cut,
    }
}
