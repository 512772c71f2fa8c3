//! Forms: their definitions and what is made from them.

mod definitions;
mod earlier;
pub mod revision;
mod schema;
mod skeleton;
