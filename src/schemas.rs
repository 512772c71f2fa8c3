//! Every JSON Schema that is made from this program: of the assessments, and of what it reads and prints beside them.

use schemars::JsonSchema;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value, json};

use crate::body::settings::Settings;
use crate::change::print::json as diff;
use crate::check::baseline::Baseline;
use crate::check::page;
use crate::check::print::json as check;
use crate::form::schema::DIALECT;
use crate::form::{Definition, Earlier, Form, builtin};
use crate::history::print::json as log;
use crate::status::print::json as status;
use crate::threshold::print as threshold;

/// A schema and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedSchema {
    /// File name under `schemas/`.
    pub file: String,
    pub schema: Value,
}

impl NamedSchema {
    /// The name in commands, such as `check` or `juten.2018-05`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.strip_suffix(".schema.json").unwrap_or(&self.file)
    }

    /// The bytes of the file.
    #[must_use]
    pub fn text(&self) -> String {
        // A schema is a tree of JSON values, which always has a text.
        let mut text = serde_json::to_string_pretty(&self.schema).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// All schemas: of each form that is kept as a whole, newest revision first, then of our own types. A new one is a line here.
#[must_use]
pub fn all() -> Vec<NamedSchema> {
    let mut all: Vec<NamedSchema> = builtin().kept().map(|form| of_form(form)).collect();
    all.extend([
        own::<Definition>("form-definition", "様式の定義", Contract::Deserialize),
        own::<Earlier>("earlier-form", "古い版の様式の定義", Contract::Deserialize),
        own::<Baseline>("baseline", "既知の指摘の一覧", Contract::Deserialize),
        own::<check::Report>("check", "hyoka check --format json の出力", Contract::Serialize),
        own::<page::Report>("explain", "hyoka explain --format json の出力", Contract::Serialize),
        own::<Settings>("hyoka", "hyoka.yaml の設定", Contract::Deserialize),
        own::<diff::Report>("diff", "hyoka diff --format json の出力", Contract::Serialize),
        #[cfg(feature = "import")]
        own::<crate::import::Outcomes>("import", "hyoka import --format json の出力", Contract::Serialize),
        own::<log::Report>("log", "hyoka log --format json の出力", Contract::Serialize),
        own::<status::Report>("status", "hyoka status --format json の出力", Contract::Serialize),
        own::<threshold::Report>("threshold", "hyoka threshold --format json の出力", Contract::Serialize),
    ]);
    all
}

/// The schema of a name: of a file, or of the newest revision of a form.
#[must_use]
pub fn find(name: &str) -> Option<NamedSchema> {
    let newest = builtin().newest(name).map(|form| form.schema_file());
    let found = all()
        .into_iter()
        .find(|schema| schema.name() == name || newest.as_ref() == Some(&schema.file));
    // Nobody writes in an earlier edition, so its schema lies nowhere; it is made for who asks.
    found.or_else(|| {
        let earlier = builtin().iter().filter(|form| form.earlier).map(|form| of_form(form));
        earlier.into_iter().find(|schema| schema.name() == name)
    })
}

fn of_form(form: &Form) -> NamedSchema {
    NamedSchema {
        file: form.schema_file(),
        schema: form.json_schema(),
    }
}

fn own<T: JsonSchema>(name: &str, title: &str, contract: Contract) -> NamedSchema {
    let mut settings = SchemaSettings::draft2020_12();
    settings.contract = contract;
    let body = settings.into_generator().into_root_schema_for::<T>();
    let mut schema = Map::new();
    // First what a reader looks for first.
    for (key, value) in [("$schema", json!(DIALECT)), ("title", json!(title))] {
        schema.insert(key.to_owned(), value);
    }
    for (key, value) in body.as_object().into_iter().flatten() {
        schema.entry(key.clone()).or_insert_with(|| value.clone());
    }
    NamedSchema {
        file: format!("{name}.schema.json"),
        schema: Value::Object(schema),
    }
}
