//! The tests of the whole, a module for each module of the program; fixtures lie beside the test that reads them.

mod attached;
mod beginner;
mod body;
mod change;
mod check;
mod cli;
mod corpus;
mod docs;
mod figure;
mod files;
mod fix;
mod form;
mod house;
mod import;
mod layout;
mod lsp;
mod merge;
mod pieces;
#[cfg(feature = "pdf")]
mod publish;
mod record;
mod settings;
mod sheet;
mod shortfalls;
mod source;
mod tries;
mod upgrade;
mod withhold;
