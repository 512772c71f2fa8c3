//! The forms that are built in, and how an assessment finds its own.

use std::sync::{Arc, LazyLock, OnceLock};

use super::load::load_built;
use super::{DefinitionError, Form, load};
use crate::folding::fold;

// Every definition under `schemas/forms/`: the lightest form first, and of each form the newest revision.
include!(concat!(env!("OUT_DIR"), "/forms.rs"));

/// A definition as the build found it.
struct Builtin {
    form: &'static str,
    name: &'static str,
    edition: &'static str,
    /// What its author wrote as YAML; of an earlier edition, the later one that it is told from.
    json: &'static str,
    /// What tells an earlier edition from that.
    earlier: Option<&'static str>,
}

/// The forms of this program. A definition is read when an assessment or a command first asks for its form.
#[must_use]
pub fn builtin() -> &'static Forms {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms {
        shelf: BUILTIN.iter().map(Shelved::unread).collect(),
    });
    &FORMS
}

/// A set of forms.
#[derive(Debug, Clone)]
pub struct Forms {
    shelf: Vec<Shelved>,
}

/// What tells a form from others, known before its definition is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heading {
    /// `kiso`, `juten`, `zenkomoku`.
    pub form: String,
    /// What an assessment says at 様式.
    pub name: String,
    /// What an assessment says at 管理/様式の版.
    pub edition: String,
    /// See [`Form::earlier`].
    pub earlier: bool,
}

/// A form and, until it is asked for, its definition.
#[derive(Debug, Clone)]
struct Shelved {
    heading: Heading,
    json: &'static str,
    earlier: Option<&'static str>,
    form: OnceLock<Arc<Form>>,
}

impl Forms {
    /// Loads definitions given as file name and text.
    ///
    /// # Errors
    /// The first definition that is broken.
    pub fn load(definitions: &[(&str, &str)]) -> Result<Self, DefinitionError> {
        let shelf = definitions
            .iter()
            .map(|(file, text)| load(file, text).map(Shelved::read))
            .collect::<Result<_, _>>()?;
        Ok(Self { shelf })
    }

    /// These forms and the revision that follows an edition of its form and is then the newest: what was newer is left out.
    #[must_use]
    pub fn with_next(&self, edition: &str, form: Form) -> Self {
        let mut all = self.shelf.clone();
        let is_before = |old: &Shelved| old.heading.form == form.form && old.heading.edition == edition;
        let at = all.iter().position(is_before).unwrap_or(all.len());
        all.insert(at, Shelved::read(form));
        let mut place = 0..;
        let form = all[at].heading.form.clone();
        all.retain(|other| place.next().is_some_and(|place| place >= at) || other.heading.form != form);
        Self { shelf: all }
    }

    /// All forms, newest revision first. Reads every definition; [`Forms::headings`] reads none.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.shelf.iter().map(Shelved::form)
    }

    /// The forms that are kept as a whole, newest revision first: those of today, and what a file that names no edition may be of.
    pub fn kept(&self) -> impl Iterator<Item = &Arc<Form>> {
        let kept = self.shelf.iter().filter(|shelved| !shelved.heading.earlier);
        kept.map(Shelved::form)
    }

    /// The headings of all forms, newest revision first.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.shelf.iter().map(|shelved| &shelved.heading)
    }

    /// The newest revision of a form by the name of its commands (`juten`) or of 様式 (重点項目評価書).
    #[must_use]
    pub fn newest(&self, name: &str) -> Option<&Arc<Form>> {
        let name = fold(name);
        let found = self.shelf.iter().find(|shelved| shelved.heading.is_called(&name));
        found.map(Shelved::form)
    }

    /// [`Forms::newest`], also by what people call a form: 様式2, 基礎, 基礎項目評価. Reads the newest definitions.
    #[must_use]
    pub fn called(&self, name: &str) -> Option<&Arc<Form>> {
        let folded = fold(name);
        if let Some(form) = self.newest(name) {
            return Some(form);
        }
        folded.chars().nth(1)?;
        let is = |form: &&Arc<Form>| {
            let label = fold(&form.label);
            let number = label.rfind("様式").map(|at| &label[at..]);
            fold(&form.name).starts_with(&folded) || number == Some(folded.as_str())
        };
        let first = self.current().find(is)?;
        let other = self.current().find(|form| is(form) && form.form != first.form);
        other.is_none().then_some(first)
    }

    /// The revisions of a form that are kept as a whole, the newest first. Each definition is read when it is its turn.
    pub fn revisions(&self, name: &str) -> impl Iterator<Item = &Arc<Form>> {
        let name = fold(name);
        let same = self
            .shelf
            .iter()
            .filter(move |shelved| shelved.heading.is_called(&name) && !shelved.heading.earlier);
        same.map(Shelved::form)
    }

    /// The revision of a form by 様式 and 様式の版.
    #[must_use]
    pub fn edition(&self, name: &str, edition: &str) -> Option<&Arc<Form>> {
        let (name, edition) = (fold(name), fold(edition));
        let found = self
            .shelf
            .iter()
            .find(|shelved| shelved.heading.is_called(&name) && fold(&shelved.heading.edition) == edition);
        found.map(Shelved::form)
    }
}

impl Heading {
    /// Whether a folded name is the form's, in commands or in an assessment.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.form == name || fold(&self.name) == name
    }

    fn of_form(form: &Form) -> Self {
        Self {
            form: form.form.clone(),
            name: form.name.clone(),
            edition: form.edition.clone(),
            earlier: form.earlier,
        }
    }
}

impl Shelved {
    fn unread(builtin: &Builtin) -> Self {
        Self {
            heading: Heading {
                form: builtin.form.to_owned(),
                name: builtin.name.to_owned(),
                edition: builtin.edition.to_owned(),
                earlier: builtin.earlier.is_some(),
            },
            json: builtin.json,
            earlier: builtin.earlier,
            form: OnceLock::new(),
        }
    }

    fn read(form: Form) -> Self {
        Self {
            heading: Heading::of_form(&form),
            json: "",
            earlier: None,
            form: OnceLock::from(Arc::new(form)),
        }
    }

    fn form(&self) -> &Arc<Form> {
        self.form.get_or_init(|| {
            // A test loads every built-in definition, so a broken one cannot be released.
            let form = load_built(self.json, self.earlier).expect("built-in form definitions are tested to load");
            Arc::new(form)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::load_earlier;

    #[test]
    fn every_built_in_definition_loads_and_is_the_same_as_its_author_wrote_it() {
        assert!(!BUILTIN.is_empty());
        for builtin in BUILTIN {
            let shelved = Shelved::unread(builtin);
            let folder = if builtin.earlier.is_some() { "earlier" } else { "forms" };
            let written = |folder: &str, revision: &str| {
                let file = format!("schemas/{folder}/{}.{revision}.yaml", builtin.form);
                let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
                let yaml = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{file}: {error}"));
                (file, yaml)
            };
            let (file, yaml) = written(folder, &shelved.form().revision);
            let form = match builtin.earlier {
                None => load(&file, &yaml),
                Some(earlier) => {
                    let like = serde_json::from_str::<serde_json::Value>(earlier).unwrap()["like"].clone();
                    load_earlier(&file, &yaml, &written("forms", like.as_str().unwrap()).1)
                }
            };
            let form = form.unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(shelved.heading, Heading::of_form(&form), "{file}");
            assert_eq!(format!("{:?}", shelved.form()), format!("{form:?}"), "{file}");
        }
    }

    #[test]
    fn a_form_has_the_names_that_people_give_it() {
        let found = |name: &str| builtin().called(name).map(|form| form.form.as_str());
        for (name, form) in [
            ("kiso", "kiso"),
            ("様式2", "kiso"),
            ("様式２", "kiso"),
            ("基礎", "kiso"),
            ("基礎項目評価", "kiso"),
            ("重点", "juten"),
            ("様式3", "juten"),
            ("全項目評価書", "zenkomoku"),
            ("様式4", "zenkomoku"),
        ] {
            assert_eq!(found(name), Some(form), "{name}");
        }
        for name in ["様式", "様式1", "基", "評価書", ""] {
            assert_eq!(found(name), None, "{name}");
        }
    }

    #[test]
    fn the_newest_revision_of_a_form_stands_first() {
        let forms = builtin();
        for heading in forms.headings() {
            let newest = forms.newest(&heading.form).unwrap();
            let this = forms.edition(&heading.form, &heading.edition).unwrap();
            assert!(newest.revision >= this.revision, "{heading:?}");
        }
    }

    #[test]
    fn a_form_is_found_without_reading_the_others() {
        let forms = Forms {
            shelf: BUILTIN.iter().map(Shelved::unread).collect(),
        };
        let last = forms.shelf.last().unwrap();
        assert!(forms.edition(&last.heading.name, &last.heading.edition).is_some());
        assert!(forms.edition(&last.heading.name, "昭和元年1月").is_none());
        let read = forms.shelf.iter().filter(|shelved| shelved.form.get().is_some());
        assert_eq!(read.count(), 1);
    }
}
