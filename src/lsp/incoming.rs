//! What an editor sends, waited for as long as one likes. Reads ahead in a thread of its own, or without one where the machine
//! gives none.

use std::cell::RefCell;
use std::io::{StdinLock, stdin, stdout};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use lsp_server::Message;
use serde_json::Value;

use super::wire::{Received, Wire, write};

/// The messages of an editor.
pub enum Incoming {
    /// Read by a thread.
    Ahead(Receiver<Message>),
    /// Read when they are asked for.
    Here(RefCell<Wire<StdinLock<'static>>>),
}

/// Nothing came in the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence;

impl Incoming {
    /// Those that come over standard input. What is no message is answered there and then.
    #[must_use]
    pub fn stdin() -> Self {
        // Without room: who sends waits until it is taken.
        let (sender, receiver) = sync_channel(0);
        let ahead = thread::Builder::new().spawn(move || read_ahead(&sender));
        match ahead {
            Ok(_) => Self::Ahead(receiver),
            Err(_) => Self::Here(RefCell::new(Wire::new(stdin().lock()))),
        }
    }

    /// The next message; `None` where there will be none.
    #[must_use]
    pub fn wait(&self) -> Option<Message> {
        match self {
            Self::Ahead(receiver) => receiver.recv().ok(),
            Self::Here(wire) => next(&mut wire.borrow_mut()),
        }
    }

    /// The next message that comes within a time.
    ///
    /// # Errors
    /// None came. Where nobody reads ahead none ever does.
    pub fn wait_for(&self, time: Duration) -> Result<Option<Message>, Silence> {
        match self {
            Self::Ahead(receiver) => match receiver.recv_timeout(time) {
                Ok(message) => Ok(Some(message)),
                Err(RecvTimeoutError::Timeout) => Err(Silence),
                Err(RecvTimeoutError::Disconnected) => Ok(None),
            },
            Self::Here(_) => Err(Silence),
        }
    }
}

fn read_ahead(sender: &SyncSender<Message>) {
    let mut wire = Wire::new(stdin().lock());
    while let Some(message) = next(&mut wire) {
        let ends = matches!(&message, Message::Notification(told) if told.method == "exit");
        if sender.send(message).is_err() || ends {
            break;
        }
    }
}

fn next(wire: &mut Wire<StdinLock<'_>>) -> Option<Message> {
    loop {
        match wire.receive().ok()?? {
            Received::Message(message) => return Some(message),
            Received::Refused(answer) => answer.iter().for_each(tell),
        }
    }
}

fn tell(answer: &Value) {
    let _ = write(&mut stdout().lock(), &answer.to_string());
}
