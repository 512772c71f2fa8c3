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
mod layout;
mod lsp;
mod merge;
#[cfg(feature = "pdf")]
mod publish;
mod record;
mod settings;
mod sheet;
mod source;
mod tries;
mod upgrade;
mod withhold;
