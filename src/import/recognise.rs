//! Which form a document was written on, and what its signs mean that no form says.

use std::sync::Arc;

use super::align::align;
use super::grammar::Grammar;
use crate::figure::{self, Format};
use crate::folding::fold;
use crate::form::{Form, Forms};
use crate::pieces::Piece;

/// How many labels must be found where nothing names the form.
const MIN_LABELS: usize = 5;

/// A form and how it was found.
#[derive(Debug, Clone)]
pub(super) struct Recognised {
    pub form: Arc<Form>,
    /// The label as it is printed in the document, such as 平成31年1月様式2; empty where there is none.
    pub printed: String,
    /// Whether the form is of the very edition that is printed.
    pub exact: bool,
}

/// The form of a document: by its printed label, else by its title, else by what is asked.
pub(super) fn form(forms: &Forms, pieces: &[&Piece], known: Option<&Arc<Form>>) -> Option<Recognised> {
    let folded: Vec<String> = pieces.iter().map(|piece| fold(&piece.text())).collect();
    let printed = folded.iter().find_map(|text| label_in(text)).unwrap_or_default();
    let found = |form: &Arc<Form>| Recognised {
        form: Arc::clone(form),
        exact: !printed.is_empty() && fold(&form.label).contains(&printed),
        printed: printed.clone(),
    };
    if let Some(form) = known {
        return Some(found(form));
    }
    if !printed.is_empty() {
        let number = &printed[printed.rfind("様式").unwrap_or_default()..];
        let of_number = |form: &&Arc<Form>| fold(&form.label).ends_with(number);
        let exact = forms.iter().find(|form| fold(&form.label).contains(&printed));
        let nearest = || {
            let same: Vec<&Arc<Form>> = forms.kept().filter(of_number).collect();
            same.iter()
                .find(|form| *form.edition <= *printed)
                .or(same.first())
                .copied()
        };
        if let Some(form) = exact.or_else(nearest) {
            return Some(found(form));
        }
    }
    let titled = forms.kept().find(|form| {
        let title = fold(&form.title);
        folded.iter().take(60).any(|text| text.contains(&title))
    });
    if let Some(form) = titled {
        return Some(found(form));
    }
    let mut newest: Vec<&Arc<Form>> = Vec::new();
    for form in forms.kept() {
        if newest.iter().all(|other| other.form != form.form) {
            newest.push(form);
        }
    }
    let scored = newest.into_iter().filter_map(|form| {
        let grammar = Grammar::of(form);
        let (path, value) = align(&grammar, pieces);
        (path.len() >= MIN_LABELS).then_some((value, form))
    });
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, form)| found(form))
}

/// The label of a form in a folded text: 平成30年5月様式3 in `[平成30年5月 様式3]`.
fn label_in(folded: &str) -> Option<String> {
    let at = folded.find("様式")?;
    let number: String = folded[at + "様式".len()..]
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if number.is_empty() {
        return None;
    }
    let before = folded[..at].strip_suffix('月')?;
    let from = crate::wareki::eras().filter_map(|era| before.rfind(era)).max()?;
    let date = &before[from..];
    let is_date = |c: char| c.is_ascii_digit() || c == '年' || c == '元' || !c.is_ascii();
    (date.chars().count() <= 8 && date.contains('年') && date.chars().all(is_date))
        .then(|| format!("{date}月様式{number}"))
}

/// Whether a piece says that something could not be read.
pub(super) fn is_illegible(text: &str) -> bool {
    let folded = fold(text).to_lowercase();
    let bare = folded.trim_matches(|c| matches!(c, '[' | ']' | '(' | ')' | '【' | '】'));
    matches!(
        bare,
        "illegible" | "判読不能" | "判読不可" | "読取不能" | "読み取り不能"
    )
}

/// The ending of a file that holds a picture; `None` for what cannot stand on a page.
pub(super) fn picture(bytes: &[u8]) -> Option<&'static str> {
    Some(match figure::picture(bytes).ok()?.format {
        Format::Svg => "svg",
        Format::Png => "png",
        Format::Jpeg => "jpg",
    })
}
