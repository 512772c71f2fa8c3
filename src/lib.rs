//! 特定個人情報保護評価書 as data: read, check, compare and publish. Law: 番号法第27条・第28条.
//!
//! The form is data ([`form`]); a file is text with positions ([`source`]); both meet in [`answers`], on which
//! [`check`], [`change`] and [`layout`] stand. Nothing here reads the clock or the network.

// A new kind of answer, cause or decision must be thought of wherever one is told from another.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod answers;
pub mod attached;
pub mod body;
pub mod change;
pub mod check;
pub mod cli;
pub mod due;
pub mod figure;
pub mod finding;
pub mod fix;
pub mod folding;
pub mod form;
pub mod history;
pub mod layout;
pub mod lsp;
pub mod merge;
pub mod publish;
pub mod record;
pub mod register;
pub mod schemas;
pub mod seal;
pub mod source;
pub mod status;
pub mod table;
pub mod threshold;
pub mod wareki;
