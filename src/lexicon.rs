//! The words that rules look for in texts: `schemas/words.yaml`, each list with where it comes from, read once. Judges no text.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use crate::folding::fold;
use crate::form::Confidence;

/// Every list; its name is its key in the file, which says what it is of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    pub leftover_phrases: Words,
    pub leftover_marks: Words,
    pub leftover_mark_names: Words,
    pub honorifics: Words,
    pub examples: Words,
    pub domains_of_organisations: Words,
    pub domains_for_anybody: Words,
    pub role_mailboxes: Words,
    pub labels_of_local_bodies: Words,
    pub domains_inside: Words,
    pub before_numbering: Words,
    pub after_numbering: Words,
    pub staff: Words,
    pub not_staff: Words,
    pub not_after_head_count: Words,
    pub those_counted: Words,
    pub subcontract_prohibited: Words,
    pub subcontract_allowed: Words,
    pub exceptions_begin: Words,
    pub contractor_kinds: Groups,
    pub unit_renamed: Words,
    pub unit_endings: Words,
    pub body_endings: Words,
    pub company_beginnings: Words,
    pub head_titles: Words,
    pub not_a_body_name: Words,
    pub after_procedure_name: Words,
    pub not_in_procedure_name: Words,
    pub loose_in_procedure_name: Words,
    pub record_item_synonyms: Groups,
    pub listed_elsewhere: Words,
    pub elsewhere: Words,
    pub deceased: Words,
    pub not_deceased: Words,
    pub not_after_years: Words,
    pub at_most: Words,
    pub plans: Words,
    pub linkage_systems: Words,
    pub linkage_denied: Words,
    pub tables_of_numbers: Words,
    pub other_law_names: Words,
    pub law_title_ends: Words,
    pub former_law: Words,
    pub not_one_law_name: Words,
    pub basis_heading_endings: Words,
    pub basis_denied: Words,
    pub nothing: Words,
    pub told_not_quoted: Words,
    pub told_in_summary: Words,
    pub gone: Words,
    pub form_changed: Words,
    pub urgent: Words,
    pub not_urgent: Words,
    pub not_important: Words,
    pub beside_important: Words,
    pub ahead: Words,
    pub slips: Words,
    pub mitigating: Words,
    pub formal: Words,
    pub document_kinds: Words,
    pub title_notes: Words,
    pub draft_marks: Words,
    pub no_draft: Words,
    pub procedure_cut_short: Words,
    pub declaring: Words,
    pub declaring_bodies: Words,
    pub body_name_ends: Words,
    pub declaration_slips: Groups,
    pub head_titles_lacking: Groups,
    pub no_public_association: Words,
    pub publication_denied: Words,
    pub doubled_words: Words,
    pub doubled_particles: Words,
    pub after_doubled: Words,
    pub short_names: Groups,
    pub after_short_name: Words,
    pub referring: Words,
    pub logs: Groups,
    pub kept: Words,
    pub kept_for: Words,
    pub system_endings: Words,
    pub erasing: Words,
    pub erased_some_time: Words,
    pub erased_at: Words,
    pub agents: Words,
    pub agents_denied: Words,
    pub own_numbers: Words,
    pub not_personal: Words,
    pub without_own_number: Words,
    pub after_denial: Words,
    pub nothing_else: Words,
    pub reasons: Words,
    pub identity: Words,
    pub paper_held: Words,
    pub paper_files: Words,
    pub paper_brackets: Words,
    pub planned_by: Words,
    pub planned_deeds: Words,
    pub planned_events: Words,
    pub aimed_at: Words,
    pub because_of: Words,
    pub counted_from: Words,
    pub not_mandatory: Words,
    pub beside_other_changes: Words,
    pub system_spellings: Groups,
    pub joining: Words,
}

/// A list of words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_field_names)] // The key of its list in the file.
pub struct Words {
    words: Vec<String>,
    /// What its words are, for a reader of the list.
    pub about: String,
    pub from: String,
    pub confidence: Confidence,
    /// Whether they are looked for in texts as they are written, and not folded.
    #[serde(default)]
    pub as_written: bool,
}

/// Words that stand for another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    pub groups: Vec<Group>,
    /// As of [`Words`].
    pub about: String,
    pub from: String,
    pub confidence: Confidence,
}

/// What some words stand for, and they.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub of: String,
    pub words: Vec<String>,
}

/// Why a file of words is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexiconError {
    #[error("words.yaml: {0}")]
    Shape(String),
    #[error("words.yaml: {list}: {what}")]
    List { list: String, what: String },
}

/// The words that are built in.
#[must_use]
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
        // A test reads the built-in file and holds its words to what they must be, so a broken one cannot be released; every
        // run would pay for that.
        serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/words.json")))
            .expect("schemas/words.yaml is tested to load")
    });
    &LEXICON
}

impl Lexicon {
    /// Reads lists of words from JSON.
    ///
    /// # Errors
    ///
    /// When a list is missing, unknown or empty, names a word twice, or holds a word that no folded text can have.
    pub fn read(json: &str) -> Result<Self, LexiconError> {
        let shape = |error: serde_json::Error| LexiconError::Shape(error.to_string());
        let lists: serde_json::Map<String, Value> = serde_json::from_str(json).map_err(shape)?;
        for (name, list) in &lists {
            check(list).map_err(|what| LexiconError::List {
                list: name.clone(),
                what,
            })?;
        }
        serde_json::from_str(json).map_err(shape)
    }
}

/// Why a list cannot be used, if it cannot.
fn check(list: &Value) -> Result<(), String> {
    let as_written = list["as_written"].as_bool().unwrap_or_default();
    for key in ["about", "from"] {
        if list[key].as_str().is_none_or(str::is_empty) {
            return Err(format!("「{key}」が書かれていません"));
        }
    }
    let texts = |list: &Value| -> Result<Vec<String>, String> {
        let words = list["words"].as_array().filter(|words| !words.is_empty());
        let words = words.ok_or("「words」に言葉がありません")?.iter().map(Value::as_str);
        let words: Option<Vec<String>> = words.map(|word| word.map(str::to_owned)).collect();
        words.ok_or_else(|| "「words」に文字でないものがあります".to_owned())
    };
    let lists = match list["groups"].as_array() {
        Some(groups) => groups.iter().map(texts).collect::<Result<Vec<_>, _>>()?,
        None => vec![texts(list)?],
    };
    for words in lists {
        for (at, word) in words.iter().enumerate() {
            if word.is_empty() {
                return Err("空の言葉があります".to_owned());
            }
            if words[..at].contains(word) {
                return Err(format!("「{word}」が二度あります"));
            }
            if !as_written && fold(word) != *word {
                return Err(format!(
                    "「{word}」は「{}」と書いてください（全角と半角、空白）",
                    fold(word)
                ));
            }
        }
    }
    Ok(())
}

impl Words {
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.words.iter().map(String::as_str)
    }

    /// Whether a text is one of them.
    #[must_use]
    pub fn has(&self, text: &str) -> bool {
        self.iter().any(|word| word == text)
    }

    /// Whether a text has one of them in it.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.iter().any(|word| text.contains(word))
    }

    /// Whether a text begins with one of them.
    #[must_use]
    pub fn begin(&self, text: &str) -> bool {
        self.iter().any(|word| text.starts_with(word))
    }

    /// Whether a text ends in one of them.
    #[must_use]
    pub fn end(&self, text: &str) -> bool {
        self.iter().any(|word| text.ends_with(word))
    }
}

impl Groups {
    /// The words that stand for another; none for one that the list does not have.
    pub fn of<'a>(&'a self, of: &str) -> impl Iterator<Item = &'a str> {
        let group = self.groups.iter().find(|group| group.of == of);
        group.into_iter().flat_map(|group| &group.words).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/words.json"));

    /// What a file is refused with, of which one list was changed.
    fn refused(name: &str, change: impl Fn(&mut Value)) -> String {
        let mut lists: Value = serde_json::from_str(BUILT_IN).unwrap();
        change(&mut lists[name]);
        Lexicon::read(&lists.to_string()).unwrap_err().to_string()
    }

    #[test]
    fn the_built_in_words_load() {
        let lexicon = Lexicon::read(BUILT_IN).unwrap();
        assert!(lexicon.staff.are_in("常時25人が従事する"));
        assert!(lexicon.contractor_kinds.of("株式会社").any(|word| word == "(株)"));
    }

    #[test]
    fn a_broken_list_is_refused_by_its_name() {
        let words = |words: &[&str]| Value::from(words.to_vec());
        for (message, told) in [
            (
                refused("staff", |list| list["words"] = words(&[])),
                "「words」に言葉がありません",
            ),
            (
                refused("staff", |list| list["words"] = words(&["職員", "職員"])),
                "「職員」が二度あります",
            ),
            (
                refused("staff", |list| list["words"] = words(&["ＳＥ"])),
                "「SE」と書いてください",
            ),
            (refused("staff", |list| list["words"] = words(&[""])), "空の言葉"),
            (
                refused("staff", |list| list["words"] = Value::from(vec![1])),
                "文字でない",
            ),
            (
                refused("staff", |list| list["from"] = Value::Null),
                "「from」が書かれていません",
            ),
        ] {
            assert!(message.starts_with("words.yaml: staff: "), "{message}");
            assert!(message.contains(told), "{message}");
        }
        let unsure = refused("staff", |list| list["confidence"] = Value::from("sure"));
        assert!(unsure.contains("sure"), "{unsure}");
        let mut lists: serde_json::Map<String, Value> = serde_json::from_str(BUILT_IN).unwrap();
        let staff = lists.remove("staff").unwrap();
        let missing = Lexicon::read(&Value::Object(lists.clone()).to_string()).unwrap_err();
        assert!(missing.to_string().contains("missing field `staff`"), "{missing}");
        lists.insert("staff".to_owned(), staff.clone());
        lists.insert("stuff".to_owned(), staff);
        let unknown = Lexicon::read(&Value::Object(lists).to_string()).unwrap_err();
        assert!(unknown.to_string().contains("unknown field `stuff`"), "{unknown}");
    }
}
