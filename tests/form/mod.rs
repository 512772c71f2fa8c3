//! Forms: their definitions and what is made from them.

mod definitions;
pub mod revision;
mod schema;
mod skeleton;
