//! The forms that README and manual say the program can handle are those that it has.

use hyoka::form::{Form, builtin};

use super::{hold, text};

const START: &str = "いまは様式";
const END: &str = "を扱います。";

/// Such as 様式2（基礎項目評価書、令和6年10月と平成31年1月。古い版は平成26年4月）.
fn of_one_form(revisions: &[&Form]) -> String {
    let number = revisions[0].label.split(' ').next_back().unwrap();
    let editions = |earlier| {
        let own = revisions.iter().filter(|form| form.earlier == earlier);
        own.map(|form| form.edition.as_str()).collect::<Vec<_>>().join("と")
    };
    let (whole, earlier) = (editions(false), editions(true));
    format!("{number}（{}、{whole}。古い版は{earlier}）", revisions[0].name)
}

/// A page with the list as it should be.
pub fn listed(page: &str) -> String {
    let forms: Vec<&Form> = builtin().iter().map(AsRef::as_ref).collect();
    let same = forms.chunk_by(|one, next| one.form == next.form);
    let list: Vec<String> = same.map(of_one_form).collect();
    let start = page.find(START).expect("the page names the forms");
    let end = start + page[start..].find(END).expect("the sentence ends") + END.len();
    format!("{}いまは{}{END}{}", &page[..start], list.join("、"), &page[end..])
}

/// The manual is held to it with its examples.
#[test]
fn the_list_of_forms_in_the_readme_is_that_of_the_library() {
    hold("README.md", &listed(&text("README.md")));
}
