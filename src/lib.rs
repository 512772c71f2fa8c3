//! 特定個人情報保護評価書 as data: read, check, compare and publish. Law: 番号法第27条・第28条.
//!
//! Five functions are the way in: [`read()`], [`check()`], [`compare()`], [`lay_out()`], [`publish_html()`], and with the feature `pdf`
//! `publish_pdf`. With `default-features = false` they are all that is built, without command line, editor, git and typst.
//!
//! The form is data ([`form`]); a file is text with positions ([`source`]); both meet in [`answers`], on which
//! [`mod@check`], [`change`] and [`layout`] stand. Nothing here reads the clock or the network. The modules are public because the
//! program and its tests are built on them; they change with it.

// A new kind of answer, cause or decision must be thought of wherever one is told from another.
#![warn(clippy::wildcard_enum_match_arm)]

pub mod answers;
pub mod attached;
pub mod body;
pub mod change;
pub mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "cli")]
mod columns;
pub mod due;
mod facade;
pub mod figure;
pub mod finding;
pub mod fix;
pub mod folding;
pub mod form;
pub mod headcount;
pub mod history;
#[cfg(feature = "import")]
pub mod import;
pub mod law;
pub mod layout;
pub mod lexicon;
#[cfg(feature = "lsp")]
#[doc(hidden)]
pub mod lsp;
pub mod merge;
pub mod number;
pub mod pieces;
pub mod publish;
pub mod record;
pub mod register;
pub mod schemas;
pub mod seal;
pub mod sheet;
pub mod source;
pub mod status;
pub mod table;
pub mod threshold;
pub mod upgrade;
pub mod wareki;
pub mod withhold;

pub use answers::{Assessment, Copy, Read};
pub use change::{Comparison, Row};
#[cfg(feature = "pdf")]
pub use facade::publish_pdf;
pub use facade::{check, compare, lay_out, publish_html, read};
pub use finding::{Finding, Severity};
pub use jiff::civil::Date;
pub use layout::Page;
