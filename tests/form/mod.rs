//! Forms: their definitions and what is made from them.

mod definitions;
mod schema;
mod skeleton;
