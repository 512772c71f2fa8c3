//! Every list of words is asked for by some rule.

use serde_yaml::Mapping;

use super::{root, sources};

#[test]
fn every_list_of_words_is_used() {
    let text = std::fs::read_to_string(root().join("schemas/words.yaml")).unwrap();
    let lists: Mapping = serde_yaml::from_str(&text).unwrap();
    let sources = sources();
    // The file that declares them uses none.
    let users: Vec<&String> = sources
        .iter()
        .filter(|(path, text)| path != "lexicon.rs" && text.contains("lexicon()"))
        .map(|(_, text)| text)
        .collect();
    assert!(users.len() > 20 && lists.len() > 40);
    for list in lists.keys().filter_map(|name| name.as_str()) {
        let asked = format!(".{list}");
        assert!(
            users.iter().any(|text| text.contains(&asked)),
            "words.yaml: {list} is used nowhere"
        );
    }
}
