//! Holds what is built in to `deny.toml`, and the library alone to what it needs. cargo-deny says more, where it is installed.

use crate::project::{Project, printed};

/// What cargo says of each crate that is built in, a line a crate.
fn tree(arguments: &str) -> Vec<String> {
    let mut tree = Project::here().cargo(&format!("tree --locked --edges normal,build --prefix none {arguments}"));
    let text = printed(&mut tree).unwrap();
    let mut lines: Vec<String> = text
        .lines()
        .map(|line| line.trim_end_matches(" (*)").to_owned())
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// The text of a list of `deny.toml`, from its `[` to its `]`.
fn list(key: &str) -> String {
    let policy = Project::here().read("deny.toml").unwrap();
    let (_, rest) = policy.split_once(&format!("\n{key} = [\n")).unwrap();
    rest.split_once("\n]").unwrap().0.to_owned()
}

/// What stands in quotes.
fn quoted(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

/// Whether the allowed licences are enough for an expression: of `OR` one side, of `AND` both.
fn is_allowed(expression: &str, allowed: &[&str]) -> bool {
    // Brackets stand only around a whole side.
    let bare = |text: &str| text.trim().trim_matches(['(', ')']).to_owned();
    let sides = expression.replace('/', " OR ");
    sides.split(" AND ").all(|side| {
        bare(side)
            .split(" OR ")
            .any(|licence| allowed.contains(&licence.trim()))
    })
}

#[test]
fn an_expression_is_read_as_it_is_meant() {
    let allowed = ["MIT", "Unicode-3.0"];
    for good in [
        "MIT",
        "MIT OR GPL-3.0",
        "Apache-2.0/MIT",
        "(GPL-3.0 OR MIT) AND Unicode-3.0",
    ] {
        assert!(is_allowed(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "(MIT OR Apache-2.0) AND BSD-3-Clause"] {
        assert!(!is_allowed(bad, &allowed), "{bad}");
    }
}

#[test]
fn everything_built_in_may_be_passed_on() {
    let policy = list("allow");
    let allowed = quoted(&policy);
    let lines = tree("--format {p}|{l}");
    assert!(lines.len() > 100, "{lines:?}");
    for line in lines {
        let (name, licence) = line.split_once('|').unwrap();
        assert!(is_allowed(licence, &allowed), "{name}: {licence}");
    }
}

#[test]
fn nothing_banned_is_built_in() {
    let policy = list("deny");
    // What others may hold (`wrappers`) is banned among our own.
    let named = |all: bool| -> Vec<&str> {
        let lines = policy.lines().filter(|line| all || !line.contains("wrappers"));
        lines.filter_map(|line| quoted(line).first().copied()).collect()
    };
    assert!(
        named(false).contains(&"openssl-sys") && named(true).len() > 5,
        "{policy}"
    );
    for (arguments, banned) in [("--depth 1 --format {p}", named(true)), ("--format {p}", named(false))] {
        for line in tree(arguments) {
            let name = line.split(' ').next().unwrap_or_default();
            assert!(!banned.contains(&name), "{line}: see deny.toml");
        }
    }
}

#[test]
fn every_crate_comes_from_the_registry_at_a_pinned_version() {
    let lock = Project::here().read("Cargo.lock").unwrap();
    for source in lock.lines().filter_map(|line| line.strip_prefix("source = ")) {
        assert!(source.starts_with("\"registry+"), "{source}");
    }
}

#[test]
fn the_library_alone_builds_nothing_of_the_program() {
    let lines = tree("--no-default-features --edges normal --format {p}");
    let mut crates: Vec<&str> = lines.iter().filter_map(|line| line.split(' ').next()).collect();
    crates.dedup();
    assert!(crates.contains(&"saphyr-parser"), "{crates:?}");
    let program = |name: &&&str| {
        let own = [
            "annotate-snippets",
            "anstream",
            "clap",
            "comfy-table",
            "gen-lsp-types",
            "indicatif",
            "lsp-server",
            "tempfile",
            "typst",
        ];
        own.contains(*name) || name.starts_with("gix") || name.starts_with("clap_")
    };
    assert_eq!(crates.iter().filter(program).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert!(crates.len() <= 100, "{} crates: {crates:?}", crates.len());
}
