//! A body's assessments: which files a verb works on, their reading with all that belongs to each, the versions that lie
//! beside them, and what is wrong with them. Prints nothing, knows no argument and no exit code.

pub mod bodies;
pub mod cases;
pub mod copies;
mod disk;
pub mod examine;
mod failure;
pub mod in_turn;
pub mod listing;
mod memory;
mod names;
mod open;
mod place;
pub mod read;
mod regular;
#[cfg(feature = "git")]
mod repository;
#[cfg(feature = "git")]
pub mod revision;
pub mod settings;
pub mod shelf;
pub mod side;
pub mod store;
pub mod versions;
#[cfg(feature = "cli")]
pub mod write;

pub use disk::{Disk, foreign};
pub use examine::examine;
pub use failure::{Failure, RevisionError};
pub use memory::Memory;
pub use open::Open;
pub use place::Place;
pub use shelf::Shelf;
