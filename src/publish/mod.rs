//! Publication: PDF, HTML and the files they are written to. Knows the page tree and no rule.

pub mod atomic;
pub mod data;
pub mod fonts;
pub mod glyphs;
pub mod html;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod review;

pub use fonts::{Fonts, NoFont};
