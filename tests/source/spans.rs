//! That a tree tells the truth about its text: every node stands where it says, and nothing is lost or told twice.

use std::path::PathBuf;

use crate::files::{project, yaml};
use hyoka::source::{Node, NodeKind, Source, Span};

/// Every YAML file of the samples, the fixtures and the form definitions.
fn files() -> Vec<PathBuf> {
    let folders = ["assessments", "tests", "schemas"].map(project);
    let found: Vec<PathBuf> = folders.iter().flat_map(|folder| yaml(folder)).collect();
    assert!(found.len() > 100, "{found:?}");
    found
}

fn read(name: &str, bytes: &[u8]) -> Source {
    Source::read(name, bytes).0
}

/// Holds a node and all below it to the text.
fn hold(source: &Source, node: &Node, within: &Span) {
    let inside = within.start <= node.span.start && node.span.end <= within.end;
    assert!(inside, "{}: {node:?} leaves {within:?}", source.name());
    let Some(slice) = source.text().get(node.span.clone()) else {
        panic!("{}: {node:?} cuts a character", source.name());
    };
    let mark = node.mark(source);
    assert!(
        node.span.start <= mark.start && mark.end <= node.span.end && source.text().get(mark.clone()).is_some(),
        "{}: mark {mark:?} of {node:?}",
        source.name()
    );
    match &node.kind {
        NodeKind::Null => assert!(
            matches!(slice, "" | "~" | "null") || slice.starts_with('*'),
            "{}: {slice}",
            source.name()
        ),
        NodeKind::Scalar { text, plain: true, .. } if !slice.contains(['\n', '\r']) => {
            // Anchors and tags are refused, but belong to the node.
            let refused = slice.starts_with(['&', '!']) && slice.ends_with(text.as_str());
            assert!(
                slice == text || refused,
                "{}: 「{slice}」 is not 「{text}」",
                source.name()
            );
        }
        NodeKind::Scalar { text, .. } => {
            // Line ends and indentation fold; letters stay.
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            assert!(letters(slice) >= letters(text), "{}: {slice}", source.name());
            let places = source.places(&node.span, text);
            for (at, c) in text.char_indices() {
                let place = places.exact(&(at..at + c.len_utf8()));
                let written = place.map(|place| source.slice(&place));
                let alike = |written: &str| {
                    written.starts_with(c)
                        || written.starts_with('\\')
                        || (c.is_whitespace() && written.trim().is_empty())
                };
                assert!(
                    written.is_some_and(alike),
                    "{}: {c:?} {written:?} of {slice}",
                    source.name()
                );
            }
        }
        NodeKind::Sequence(nodes) => {
            apart(source, nodes.iter().map(|node| &node.span));
            for below in nodes {
                hold(source, below, &node.span);
            }
        }
        NodeKind::Mapping(entries) => {
            apart(
                source,
                entries.iter().flat_map(|entry| [&entry.key_span, &entry.value.span]),
            );
            for entry in entries {
                let key = source.slice(&entry.key_span);
                assert!(key.trim_matches(['"', '\'']) == entry.key, "{}: {key}", source.name());
                hold(source, &entry.value, &node.span);
            }
        }
    }
}

/// Siblings stand one behind the other.
fn apart<'s>(source: &Source, spans: impl Iterator<Item = &'s Span>) {
    let mut end = 0;
    for span in spans {
        assert!(end <= span.start, "{}: {span:?} begins before {end}", source.name());
        end = span.end;
    }
}

fn hold_all(name: &str, bytes: &[u8]) {
    let source = read(name, bytes);
    if let Some(root) = source.root() {
        hold(&source, root, &(0..source.text().len()));
    }
    let again = read(name, bytes);
    assert_eq!(format!("{:?}", source.root()), format!("{:?}", again.root()), "{name}");
}

#[test]
fn every_node_stands_where_it_says() {
    for path in files() {
        hold_all(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
}

#[test]
fn every_node_stands_where_it_says_under_other_line_ends() {
    for path in files() {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        for end in ["\r\n", "\r"] {
            let name = format!("{} with {end:?}", path.display());
            hold_all(&name, text.replace('\n', end).as_bytes());
        }
        hold_all("with a mark of byte order", format!("\u{feff}{text}").as_bytes());
    }
}

#[test]
fn the_mark_of_a_block_is_its_first_line() {
    for text in ["a: |-\n  一\n  二\n", "a: > # 注\r\n\r\n  一\r\n  二\r\n", "a: 一\n"] {
        let source = read("mark.yaml", text.as_bytes());
        let node = source.root().and_then(|root| root.get("a")).unwrap();
        assert_eq!(source.slice(&node.mark(&source)), "一", "{text}");
    }
}

#[test]
fn line_ends_change_no_answer() {
    for path in files() {
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        let [unix, windows, mac] = ["\n", "\r\n", "\r"].map(|end| {
            let source = read("lines", text.replace('\n', end).as_bytes());
            let mut said = Vec::new();
            if let Some(root) = source.root() {
                words(root, &mut said);
            }
            said
        });
        assert_eq!(unix, windows, "{}", path.display());
        assert_eq!(unix, mac, "{}", path.display());
    }
}

/// What a tree says, without its places.
fn words(node: &Node, into: &mut Vec<String>) {
    match &node.kind {
        NodeKind::Null => into.push("~".to_owned()),
        NodeKind::Scalar { text, .. } => into.push(text.clone()),
        NodeKind::Sequence(nodes) => {
            into.push("[".to_owned());
            for node in nodes {
                words(node, into);
            }
        }
        NodeKind::Mapping(entries) => {
            into.push("{".to_owned());
            for entry in entries {
                into.push(entry.key.clone());
                words(&entry.value, into);
            }
        }
    }
}
