//! Documents from outside, read as pieces.

mod book;
