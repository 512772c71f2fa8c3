//! The forms that are built in, and how an assessment finds its own.

use std::sync::{Arc, LazyLock, OnceLock};

use super::load::load_tested;
use super::{DefinitionError, Form, load};
use crate::folding::fold;

/// Every definition under `schemas/forms/`, newest revision of a form first.
const BUILTIN: &[(&str, &str)] = &[
    (
        "schemas/forms/kiso.2024-10.yaml",
        include_str!("../../schemas/forms/kiso.2024-10.yaml"),
    ),
    (
        "schemas/forms/kiso.2019-01.yaml",
        include_str!("../../schemas/forms/kiso.2019-01.yaml"),
    ),
    (
        "schemas/forms/juten.2018-05.yaml",
        include_str!("../../schemas/forms/juten.2018-05.yaml"),
    ),
    (
        "schemas/forms/zenkomoku.2018-05.yaml",
        include_str!("../../schemas/forms/zenkomoku.2018-05.yaml"),
    ),
];

/// The forms of this program. A definition is read when an assessment or a command first asks for its form.
#[must_use]
pub fn builtin() -> &'static Forms {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| Forms {
        shelf: BUILTIN.iter().map(|(file, text)| Shelved::unread(file, text)).collect(),
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
}

/// A form and, until it is asked for, its definition.
#[derive(Debug, Clone)]
struct Shelved {
    heading: Heading,
    file: &'static str,
    text: &'static str,
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

    /// All forms, newest revision first. Reads every definition; [`Forms::headings`] reads none.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.shelf.iter().map(Shelved::form)
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

    /// The heading of a definition, whose first keys say it in a line each.
    fn of(definition: &str) -> Self {
        let mut heading = Self::default();
        let head = definition.lines().take_while(|line| !line.starts_with("options:"));
        for (key, value) in head.filter_map(|line| line.split_once(": ")) {
            match key {
                "form" => value.clone_into(&mut heading.form),
                "name" => value.clone_into(&mut heading.name),
                "edition" => value.clone_into(&mut heading.edition),
                _ => {}
            }
        }
        heading
    }

    fn of_form(form: &Form) -> Self {
        Self {
            form: form.form.clone(),
            name: form.name.clone(),
            edition: form.edition.clone(),
        }
    }
}

impl Shelved {
    fn unread(file: &'static str, text: &'static str) -> Self {
        Self {
            heading: Heading::of(text),
            file,
            text,
            form: OnceLock::new(),
        }
    }

    fn read(form: Form) -> Self {
        Self {
            heading: Heading::of_form(&form),
            file: "",
            text: "",
            form: OnceLock::from(Arc::new(form)),
        }
    }

    fn form(&self) -> &Arc<Form> {
        self.form.get_or_init(|| {
            // A test loads every built-in definition, so a broken one cannot be released.
            let form = load_tested(self.file, self.text).expect("built-in form definitions are tested to load");
            Arc::new(form)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_definition_loads_and_is_called_as_its_first_lines_say() {
        for (file, text) in BUILTIN {
            let form = load(file, text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(Heading::of(text), Heading::of_form(&form), "{file}");
        }
    }

    #[test]
    fn a_form_is_found_without_reading_the_others() {
        let forms = Forms {
            shelf: vec![
                Shelved::unread("a.yaml", "form: a\nname: 甲評価書\nedition: 令和8年4月\n"),
                Shelved::read(load(BUILTIN[0].0, BUILTIN[0].1).unwrap()),
            ],
        };
        let name = &forms.shelf[1].heading.name;
        assert!(forms.newest(name).is_some());
        assert!(forms.edition(name, "令和8年4月").is_none());
        assert_eq!(forms.headings().count(), 2);
        assert!(forms.shelf[0].form.get().is_none());
    }
}
