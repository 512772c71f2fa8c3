//! A revision of 様式3 that lies here as data alone, and what follows it without a line of Rust.

use std::sync::LazyLock;

use hyoka::answers;
use hyoka::form::{Form, Forms, builtin, load};
use serde::Deserialize;

use crate::files::project;

/// A passage of a definition and what stands in its place.
#[derive(Deserialize)]
struct Passage {
    from: String,
    to: String,
}

/// The edition that the passages are taken from. It stays when the ministry makes a newer one, so that no test of the language hangs
/// on what is the newest.
const BASE: (&str, &str) = ("2018-05", "平成30年5月");

/// The built-in forms with the further revision, which is the newest of 様式3.
pub fn forms() -> &'static Forms {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| builtin().with_next(BASE.1, newer()));
    &FORMS
}

fn newer() -> Form {
    let text = |path: String| std::fs::read_to_string(project(&path)).unwrap();
    let mut definition = text(format!("schemas/forms/juten.{}.yaml", BASE.0));
    let passages: Vec<Passage> =
        serde_yaml::from_str(&text("tests/form/revision/juten.2026-04.yaml".to_owned())).unwrap();
    for Passage { from, to } in passages {
        assert_eq!(definition.matches(&from).count(), 1, "{from}");
        definition = definition.replace(&from, &to);
    }
    load("juten.2026-04.yaml", &definition).unwrap_or_else(|error| panic!("{error}"))
}

/// The built-in forms, and those with the further revision; only the latter where the built-in ones are among them.
pub fn sets() -> impl Iterator<Item = &'static Forms> {
    let known = |heading| forms().headings().any(|other| other == heading);
    let newer = !builtin().headings().all(known);
    newer.then(builtin).into_iter().chain([forms()])
}

/// Each revision with the next older one of its form, built in and with the further one.
fn pairs() -> Vec<(&'static Form, &'static Form)> {
    let mut found = Vec::new();
    for set in sets() {
        let all: Vec<&Form> = set.iter().map(AsRef::as_ref).collect();
        let pairs = all.windows(2).filter(|pair| pair[0].form == pair[1].form);
        found.extend(pairs.map(|pair| (pair[0], pair[1])));
    }
    found
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

#[test]
fn a_file_that_names_no_revision_is_read_by_the_one_that_knows_most_of_it() {
    let system = "基本情報:\n  システム:\n    - 番号: 1\n      他のシステムとの接続:\n        - ";
    let audit = "監査:\n      実施の有無:\n        - 内部監査\n";
    for (body, edition) in [
        (
            format!("リスク対策:\n  - 特定個人情報ファイル名: 甲\n    {audit}"),
            "平成30年5月",
        ),
        (format!("評価実施手続:\n    {audit}"), "令和8年4月"),
        (format!("{system}税務システム\n"), "平成30年5月"),
        (format!("{system}ガバメントクラウド\n"), "令和8年4月"),
        // Both know it, or neither does.
        (format!("{system}宛名システム等\n"), "令和8年4月"),
        ("様式にない項目: あ\n".to_owned(), "令和8年4月"),
        ("管理:\n  様式の版:\n".to_owned(), "令和8年4月"),
    ] {
        let text = format!("様式: 重点項目評価書\n{body}");
        let read = answers::read(forms(), "juten.yaml", text.as_bytes());
        assert_eq!(read.assessment.unwrap().form().edition, edition, "{text}");
    }
}
