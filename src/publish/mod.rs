//! Publication: PDF and HTML, as bytes. Knows the page tree and no rule.

pub mod data;
pub mod fonts;
pub mod glyphs;
pub mod html;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod review;

pub use fonts::{Fonts, NoFont, Unshown};
