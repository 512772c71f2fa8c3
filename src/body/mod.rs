//! A body's assessments on disk: which files a verb works on, their reading with all that belongs to each, and the versions
//! that lie beside them. Prints nothing, knows no argument and no exit code.

#[cfg(feature = "cli")]
pub mod atomic;
pub mod bodies;
pub mod cases;
pub mod disk;
pub mod examine;
mod failure;
pub mod in_turn;
pub mod read;
#[cfg(feature = "git")]
pub mod revision;
pub mod settings;
pub mod side;
pub mod store;
pub mod versions;

pub use failure::Failure;
