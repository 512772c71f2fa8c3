//! The table of changes (変更箇所) of a version: its rows as people write them, which differences they tell, what an officer
//! decided there, and what the law asks for then. Compares nothing itself and prints nothing.

pub mod decision;
pub mod excerpt;
pub mod lines;
pub mod named;
pub mod new_row;
pub mod nothing;
pub mod procedure;
pub mod ruling;
pub mod telling;
