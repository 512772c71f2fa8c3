//! `docs/rules-in-forms.md`: which rule asks for items of which form, as seen while it looks at its fixtures and at the sample
//! city. A revision of a form that makes a rule blind shows here.

use std::fmt::Write as _;

use hyoka::form::builtin;

use super::hold;
use crate::upgrade::fixtures::Asked;

#[test]
fn the_forms_that_a_rule_speaks_in_are_listed() {
    let asked = &Asked::of_all().forms;
    let mut page = "# 規則が項目を見る様式\n\n\
        一つの評価書を見る規則が、規則の見本と見本市の評価書を確かめるときに、項目を尋ねた様式です（○）。文章のすべてを読む規則と、二つ以上の\n\
        評価書を比べる規則は載せていません。このページはプログラムから作られています（`cargo xtask docs`）。\n\n| 規則 |"
        .to_owned();
    for form in builtin().headings().filter(|form| !form.earlier) {
        let _ = write!(page, " {}（{}） |", form.name, form.edition);
    }
    page.push_str("\n|---|");
    page.push_str(&"---|".repeat(builtin().headings().filter(|form| !form.earlier).count()));
    for (code, forms) in asked {
        let _ = write!(page, "\n| [{code}](rules/{code}.md) |");
        for form in builtin().kept() {
            let speaks = forms.contains(&format!("{}.{}", form.form, form.revision));
            page.push_str(if speaks { " ○ |" } else { " |" });
        }
    }
    page.push('\n');
    hold("docs/rules-in-forms.md", &page);
}
