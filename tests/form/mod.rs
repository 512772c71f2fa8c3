//! Forms: their definitions and what is made from them.

mod schema;
mod skeleton;
