//! Makes what is embedded: the fonts of `assets/fonts/` where they are there, so that every machine makes the same bytes, and
//! the data of `schemas/` as JSON, which a program reads several times faster than the YAML in which people keep it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Data that is read whole, by the name of its file in `schemas/`.
const DATA: &[&str] = &["law", "register", "words"];

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    write_if_changed(&out.join("fonts.rs"), &fonts(&root));
    println!("cargo::rerun-if-changed=schemas/forms");
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
    println!("cargo::rerun-if-changed=assets/fonts");
    let mut code = String::from("pub static EMBEDDED: &[&[u8]] = &[\n");
    for font in files(&root.join("assets/fonts"), "ttf") {
        let _ = writeln!(code, "    include_bytes!({:?}),", font.display().to_string());
    }
    code.push_str("];\n");
    code
}

/// Every form definition, the lightest form first and of each form the newest revision.
fn forms(root: &Path) -> String {
    let mut forms: Vec<(usize, PathBuf, Value)> = files(&root.join("schemas/forms"), "yaml")
        .into_iter()
        .map(|path| {
            let definition = value(&path);
            let level = definition["level"].as_str().unwrap_or_default().to_owned();
            let order = ["kiso", "juten", "zenkomoku"].iter().position(|known| *known == level);
            (order.unwrap_or(usize::MAX), path, definition)
        })
        .collect();
    forms.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    let mut code = String::from("static BUILTIN: &[Builtin] = &[\n");
    for (_, _, definition) in &forms {
        let _ = writeln!(
            code,
            "    Builtin {{ form: {:?}, name: {:?}, edition: {:?}, json: {:?} }},",
            definition["form"].as_str().unwrap_or_default(),
            definition["name"].as_str().unwrap_or_default(),
            definition["edition"].as_str().unwrap_or_default(),
            definition.to_string(),
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
