//! `SHORTCOMINGS.md`: the limits that it tells are those that the program keeps.

use hyoka::{check, figure, source};

use super::text;

const PAGE: &str = "SHORTCOMINGS.md";

#[test]
fn limits_are_told_as_they_are() {
    let page = text(PAGE);
    let mb = 1024 * 1024;
    for limit in [
        format!(
            "{}MBを超えるファイル、{}段を超える入れ子",
            source::MAX_BYTES / mb,
            source::MAX_DEPTH
        ),
        format!(
            "{}MBを超える図、{}万画素",
            figure::MAX_BYTES / mb,
            thousands(figure::MAX_PIXELS / 10_000)
        ),
        format!("{}件まで", thousands(check::print::text::MOST as u64)),
    ] {
        assert!(page.contains(&limit), "{PAGE} does not say 「{limit}」");
    }
}

fn thousands(number: u64) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", number / 1000, number % 1000)
    }
}

#[test]
fn rules_and_pages_that_it_names_exist() {
    for code in text(PAGE).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| {
        word.len() == 4
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word[1..].bytes().all(|b| b.is_ascii_digit())
    }) {
        assert!(check::rule(code).is_some(), "{code} is no rule");
    }
}

#[test]
fn every_form_that_is_known_is_named() {
    let page = text(PAGE);
    for heading in hyoka::form::builtin().headings() {
        assert!(
            page.contains(&heading.edition),
            "{PAGE} does not name the edition {} {} (ここに挙げていない様式の版)",
            heading.name,
            heading.edition
        );
    }
}
