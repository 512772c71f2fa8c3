//! What an assessment says, gathered from several items for the rules that ask. Reports nothing.

pub mod blocks;
pub mod figures;
pub mod review;
pub mod threshold;
