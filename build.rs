//! Embeds the fonts of `assets/fonts/` where they are there, so that every machine makes the same bytes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=assets/fonts");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut fonts: Vec<PathBuf> = std::fs::read_dir(root.join("assets/fonts"))
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "ttf"))
        .collect();
    fonts.sort();
    let mut code = String::from("pub static EMBEDDED: &[&[u8]] = &[\n");
    for font in &fonts {
        let _ = writeln!(code, "    include_bytes!({:?}),", font.display().to_string());
    }
    code.push_str("];\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    write_if_changed(&out.join("fonts.rs"), &code);
}

fn write_if_changed(path: &Path, code: &str) {
    if std::fs::read_to_string(path).is_ok_and(|before| before == code) {
        return;
    }
    std::fs::write(path, code).expect("OUT_DIR is cargo's to write");
}
