//! The page for those who review a change: one self-contained HTML file with an anchor for each difference.

use std::sync::LazyLock;

use tera::{Context, Tera};

use super::html::HtmlError;
use crate::change::print::review::Review;

static TEMPLATES: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html"]);
    let templates = [
        ("row.html", include_str!("../../templates/review/row.html")),
        ("review.html", include_str!("../../templates/review/review.html")),
    ];
    tera.add_raw_templates(templates).map_err(|error| error.to_string())?;
    Ok(tera)
});

const STYLE: &str = include_str!("../../templates/review/review.css");
const SCRIPT: &str = include_str!("../../templates/review/review.js");

/// Draws two versions side by side.
///
/// # Errors
/// What tera says of the template.
pub fn print(review: &Review) -> Result<String, HtmlError> {
    let tera = TEMPLATES.as_ref().map_err(|error| HtmlError(error.clone()))?;
    let mut context = Context::new();
    context.insert("review", review);
    context.insert("style", STYLE);
    context.insert("script", SCRIPT);
    context.insert("generator", concat!("hyoka ", env!("CARGO_PKG_VERSION")));
    tera.render("review.html", &context)
        .map_err(|error| HtmlError(error.to_string()))
}
