//! Texts as the rules of words read them, and what words mean there. Reports nothing.

pub mod as_written;
pub mod basis;
pub mod blank;
pub mod citation;
pub mod cover;
pub mod folded;
pub mod law;
pub mod lines;
pub mod list_marks;
pub mod periods;
pub mod provisions;
pub mod record_items;
pub mod terms;
pub mod unit;
