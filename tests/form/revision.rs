//! A revision of 様式3 that lies here as data alone, and what follows it without a line of Rust.

use std::sync::LazyLock;

use hyoka::form::{Form, Forms, builtin, load};
use serde::Deserialize;

use crate::files::project;

/// A passage of a definition and what stands in its place.
#[derive(Deserialize)]
struct Passage {
    from: String,
    to: String,
}

/// The built-in forms with the further revision.
pub fn forms() -> &'static Forms {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| builtin().with_newer(newer()));
    &FORMS
}

fn newer() -> Form {
    let text = |path: String| std::fs::read_to_string(project(&path)).unwrap();
    let newest = builtin().newest("juten").unwrap();
    let mut definition = text(format!("schemas/forms/juten.{}.yaml", newest.revision));
    let passages: Vec<Passage> =
        serde_yaml::from_str(&text("tests/form/revision/juten.2026-04.yaml".to_owned())).unwrap();
    for Passage { from, to } in passages {
        assert_eq!(definition.matches(&from).count(), 1, "{from}");
        definition = definition.replace(&from, &to);
    }
    load("juten.2026-04.yaml", &definition).unwrap_or_else(|error| panic!("{error}"))
}

/// Each revision with the next older one of its form.
fn pairs() -> Vec<(&'static Form, &'static Form)> {
    let all: Vec<&Form> = forms().iter().map(AsRef::as_ref).collect();
    let pairs = all.windows(2).filter(|pair| pair[0].form == pair[1].form);
    pairs.map(|pair| (pair[0], pair[1])).collect()
}

#[test]
fn what_an_item_was_stands_in_the_older_revision() {
    for (new, old) in pairs() {
        for item in new.items() {
            let Some(was) = new.same(item, old) else {
                assert!(item.was.is_empty(), "{}: {:?}", item.path, item.was);
                continue;
            };
            assert_eq!(was.kind, item.kind, "{}", item.path);
            assert_eq!(old.same(was, new).map(|item| &item.path), Some(&item.path));
            let name = old.name_of_item(was);
            let numbers = item.was.iter().filter_map(|was| was.number.as_ref());
            for number in numbers {
                assert!(name.starts_with(number.as_str()), "{}: {number} {name}", item.path);
            }
            for option in &item.options {
                let known = option.was.iter().all(|text| was.option(text).is_some());
                assert!(known, "{}: {:?}", item.path, option.was);
            }
        }
    }
}

/// Otherwise a row of 変更箇所 that was right is called wrong.
#[test]
fn a_number_of_the_older_revision_finds_its_item() {
    for (new, old) in pairs() {
        for item in new.items().filter(|item| new.part(item).is_some() && !item.is_group()) {
            let Some(was) = new.same(item, old) else { continue };
            let name = old.name_of_item(was);
            if name == new.name_of_item(item) {
                continue;
            }
            let found = match new.find_name(&name) {
                hyoka::form::find_name::NameMatch::Items(found) => found,
                other => panic!("{name}: {other:?}"),
            };
            assert!(found.iter().any(|found| item.path.starts_with(&found.path)), "{name}");
        }
    }
}
