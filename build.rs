//! Makes what is embedded: the fonts of `assets/fonts/` where they are there, so that every machine makes the same bytes, and
//! the data of `schemas/` as JSON, which a program reads several times faster than the YAML in which people keep it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Data that is read whole, by the name of its file in `schemas/`.
const DATA: &[&str] = &["evidence", "guidance", "law", "register", "words"];

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    write_if_changed(&out.join("fonts.rs"), &fonts(&root));
    println!("cargo::rerun-if-changed=schemas/forms");
    println!("cargo::rerun-if-changed=schemas/earlier");
    write_if_changed(&out.join("forms.rs"), &forms(&root));
    for name in DATA {
        let path = root.join(format!("schemas/{name}.yaml"));
        println!("cargo::rerun-if-changed=schemas/{name}.yaml");
        write_if_changed(&out.join(format!("{name}.json")), &value(&path).to_string());
    }
    println!("cargo::rerun-if-changed=schemas/law");
    for name in ["meanings", "names"] {
        let json = value(&root.join(format!("schemas/law/{name}.yaml"))).to_string();
        write_if_changed(&out.join(format!("law-{name}.json")), &json);
    }
    write_if_changed(&out.join("law_states.rs"), &law_states(&root));
}

/// Every state of 番号法, a file named after its day, the newest first; each is read when it is first asked for.
fn law_states(root: &Path) -> String {
    let mut states = files(&root.join("schemas/law"), "yaml");
    states.retain(|path| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_digit()))
    });
    let mut code = format!("static BUILTIN: [LazyLock<State>; {}] = [\n", states.len());
    for path in states.iter().rev() {
        let _ = writeln!(code, "    LazyLock::new(|| load({:?})),", value(path).to_string());
    }
    code.push_str("];\n");
    code
}

fn fonts(root: &Path) -> String {
    // The folder above, which is always there: cargo takes a watched path that is missing for a change, and builds all again each time.
    println!("cargo::rerun-if-changed=assets");
    let mut code = String::from("pub static EMBEDDED: &[&[u8]] = &[\n");
    for font in files(&root.join("assets/fonts"), "ttf") {
        let _ = writeln!(code, "    include_bytes!({:?}),", font.display().to_string());
    }
    code.push_str("];\n");
    code
}

/// Every form definition, the lightest form first and of each form the newest revision; earlier editions with the definition that
/// they are told from, which is embedded once.
fn forms(root: &Path) -> String {
    let word = |definition: &Value, key: &str| definition[key].as_str().unwrap_or_default().to_owned();
    let whole: Vec<Value> = files(&root.join("schemas/forms"), "yaml")
        .iter()
        .map(|path| value(path))
        .collect();
    let earlier: Vec<Value> = files(&root.join("schemas/earlier"), "yaml")
        .iter()
        .map(|path| value(path))
        .collect();
    let mut code = String::new();
    for (at, definition) in whole.iter().enumerate() {
        let _ = writeln!(code, "static WHOLE_{at}: &str = {:?};", definition.to_string());
    }
    // Of a definition its place among the whole ones, and what tells an earlier edition from it.
    let mut forms: Vec<(usize, Option<&Value>)> = (0..whole.len()).map(|at| (at, None)).collect();
    for definition in &earlier {
        let later = whole.iter().position(|whole| {
            word(whole, "form") == word(definition, "form") && word(whole, "revision") == word(definition, "like")
        });
        let Some(at) = later else {
            panic!(
                "schemas/earlier: no {} of {}",
                word(definition, "form"),
                word(definition, "like")
            );
        };
        forms.push((at, Some(definition)));
    }
    let order = |level: String| ["kiso", "juten", "zenkomoku"].iter().position(|known| *known == level);
    forms.sort_by_key(|(at, earlier)| {
        let revision = word(earlier.unwrap_or(&whole[*at]), "revision");
        (
            order(word(&whole[*at], "level")).unwrap_or(usize::MAX),
            std::cmp::Reverse(revision),
        )
    });
    code.push_str("static BUILTIN: &[Builtin] = &[\n");
    for (at, earlier) in forms {
        let _ = writeln!(
            code,
            "    Builtin {{ form: {:?}, name: {:?}, edition: {:?}, json: WHOLE_{at}, earlier: {:?} }},",
            word(&whole[at], "form"),
            word(&whole[at], "name"),
            word(earlier.unwrap_or(&whole[at]), "edition"),
            earlier.map(Value::to_string),
        );
    }
    code.push_str("];\n");
    code
}

/// A YAML file as the value that its JSON has.
fn value(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of a folder with an ending, in the order of their names; none where there is no folder.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .collect();
    files.sort();
    files
}

fn write_if_changed(path: &Path, code: &str) {
    if std::fs::read_to_string(path).is_ok_and(|before| before == code) {
        return;
    }
    std::fs::write(path, code).expect("OUT_DIR is cargo's to write");
}
