//! The forms that are built in, and how an assessment finds its own.

use std::sync::{Arc, LazyLock};

use super::{DefinitionError, Form, load};

/// Every definition under `schemas/forms/`, newest revision of a form first.
const BUILTIN: [(&str, &str); 2] = [
    (
        "schemas/forms/juten.2018-05.yaml",
        include_str!("../../schemas/forms/juten.2018-05.yaml"),
    ),
    (
        "schemas/forms/zenkomoku.2018-05.yaml",
        include_str!("../../schemas/forms/zenkomoku.2018-05.yaml"),
    ),
];

/// The forms of this program, read once.
#[must_use]
pub fn builtin() -> &'static Forms {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| {
        // A test loads every built-in definition, so a broken one cannot be released.
        Forms::load(&BUILTIN).expect("built-in form definitions are tested to load")
    });
    &FORMS
}

/// A set of forms.
#[derive(Debug, Clone)]
pub struct Forms {
    forms: Vec<Arc<Form>>,
}

impl Forms {
    /// Loads definitions given as file name and text.
    ///
    /// # Errors
    /// The first definition that is broken.
    pub fn load(definitions: &[(&str, &str)]) -> Result<Self, DefinitionError> {
        let forms = definitions
            .iter()
            .map(|(file, text)| load(file, text).map(Arc::new))
            .collect::<Result<_, _>>()?;
        Ok(Self { forms })
    }

    /// All forms, newest revision first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Form>> {
        self.forms.iter()
    }

    /// The newest revision of a form by the name of its commands (`juten`) or of 様式 (重点項目評価書).
    #[must_use]
    pub fn newest(&self, name: &str) -> Option<&Arc<Form>> {
        let name = crate::text::fold(name);
        self.forms
            .iter()
            .find(|form| form.form == name || crate::text::fold(&form.name) == name)
    }

    /// The revision of a form by 様式 and 様式の版.
    #[must_use]
    pub fn edition(&self, name: &str, edition: &str) -> Option<&Arc<Form>> {
        let (name, edition) = (crate::text::fold(name), crate::text::fold(edition));
        self.forms
            .iter()
            .find(|form| crate::text::fold(&form.name) == name && crate::text::fold(&form.edition) == edition)
    }
}
