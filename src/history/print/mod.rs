//! Prints the history of an assessment. Each printer takes the same data and gives a text.

pub mod json;
#[cfg(feature = "cli")]
pub mod text;
