//! The language server: what an editor shows of an assessment while it is written.
//! Speaks the Language Server Protocol; decides nothing about an assessment, and reads no files and no clock.

pub mod action;
mod address;
pub mod completion;
pub mod definition;
pub mod desk;
pub mod document;
pub mod examine;
pub mod hover;
mod incoming;
mod line;
pub mod outline;
pub mod place;
pub mod position;
pub mod protocol;
mod server;
pub mod symbols;
mod wire;

use std::io::Write as _;

use jiff::civil::Date;
use lsp_server::Message;

use crate::body::Shelf;
use incoming::Incoming;

/// How a conversation came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The editor asked for it.
    Asked,
    /// The editor went away.
    Cut,
}

/// Serves one editor over standard input and output. `today` is the day that the checks speak of, `shelf` what lies on disk.
#[must_use]
pub fn stdio(shelf: &dyn Shelf, today: Date) -> Ended {
    server::serve(&Incoming::stdin(), &send, shelf, today)
}

/// Writes a message as a whole. An editor that has gone away is noticed when the next message is read.
fn send(message: &Message) {
    let mut output = std::io::stdout().lock();
    let _ = message.write(&mut output).and_then(|()| output.flush());
}
