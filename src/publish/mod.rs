//! Makes what is handed out: files that are there as a whole or not at all.

pub mod atomic;
