//! The official HTML: one self-contained file with an anchor for each item.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use tera::{Context, Tera};

use crate::layout::Page;

static TEMPLATES: LazyLock<Result<Tera, String>> = LazyLock::new(|| {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html"]);
    let templates = [
        ("content.html", include_str!("../../templates/html/content.html")),
        ("assessment.html", include_str!("../../templates/html/assessment.html")),
    ];
    tera.add_raw_templates(templates).map_err(|error| error.to_string())?;
    Ok(tera)
});

const STYLE: &str = include_str!("../../templates/html/assessment.css");

/// Why tera made no page. Never a fault of the author's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("HTML を作れませんでした: {0}")]
pub struct HtmlError(pub(super) String);

/// Draws a page tree.
///
/// # Errors
/// What tera says of the template.
pub fn print(page: &Page) -> Result<String, HtmlError> {
    let tera = TEMPLATES.as_ref().map_err(|error| HtmlError(error.clone()))?;
    let mut context = Context::new();
    context.insert("page", page);
    // A page of one file: pictures stand in it as data, where no script of theirs would run.
    let pictures: BTreeMap<&str, String> = page
        .pictures
        .iter()
        .map(|(file, picture)| {
            let data = STANDARD.encode(&picture.bytes);
            (file.as_str(), format!("data:{};base64,{data}", picture.media_type()))
        })
        .collect();
    context.insert("pictures", &pictures);
    let printed = page
        .printed
        .as_deref()
        .map(|file| percent_encode(file.as_bytes(), NON_ALPHANUMERIC).to_string());
    context.insert("printed", &printed);
    context.insert("style", STYLE);
    context.insert("generator", concat!("hyoka ", env!("CARGO_PKG_VERSION")));
    tera.render("assessment.html", &context)
        .map_err(|error| HtmlError(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::form::builtin;
    use crate::layout;

    #[test]
    fn a_kind_that_the_template_does_not_know_stops_it() {
        let bytes = include_bytes!("../../assessments/012/juten.yaml");
        let assessment = answers::read(builtin(), "juten.yaml", bytes).assessment.unwrap();
        let page = serde_json::to_string(&layout::page(&assessment)).unwrap();
        let draw = |page: &str| {
            let mut context = Context::new();
            context.insert("page", &serde_json::from_str::<serde_json::Value>(page).unwrap());
            context.insert("pictures", &BTreeMap::<&str, String>::new());
            context.insert("printed", &None::<&str>);
            context.insert("style", STYLE);
            context.insert("generator", "hyoka");
            TEMPLATES.as_ref().unwrap().render("assessment.html", &context)
        };
        assert!(draw(&page).is_ok());
        for kind in ["heading", "text", "choices", "line"] {
            let known = format!("\"kind\":\"{kind}\"");
            assert!(page.contains(&known), "{kind}");
            let changed = page.replacen(&known, "\"kind\":\"new\"", 1);
            assert!(draw(&changed).is_err(), "{kind}");
        }
    }
}
