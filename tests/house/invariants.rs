//! The sentences under Invariants in ARCHITECTURE.md, read against the `use` lines of `src/`.

use super::{root, sources};

/// The files of the program by room, without their tests and comments.
fn code() -> Vec<(String, String, String)> {
    let own = |(path, text): (String, String)| {
        let text = text.replace("\r\n", "\n");
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
        (room(&path), path, lines.collect::<Vec<_>>().join("\n"))
    };
    let files = sources().into_iter().map(own);
    files.filter(|(room, ..)| room != "main" && room != "lib").collect()
}

/// The room of a file. The printers of a comparison look at the table of changes, which looks at comparisons: they are a room
/// of their own.
fn room(path: &str) -> String {
    if path.starts_with("change/print") {
        return "change/print".to_owned();
    }
    let first = path.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that some code names by `crate::`.
fn named(code: &str) -> Vec<String> {
    let paths = code.split("crate::").skip(1);
    let rooms = paths.map(|path| {
        let end = path
            .find(|c: char| !c.is_ascii_lowercase() && c != '_')
            .unwrap_or(path.len());
        let (first, rest) = path.split_at(end);
        if first == "change" && rest.starts_with("::print") {
            "change/print".to_owned()
        } else {
            first.to_owned()
        }
    });
    rooms.filter(|room| !room.is_empty()).collect()
}

/// The rooms from top to bottom, as ARCHITECTURE.md lists them.
fn order() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = text
        .split("## Invariants")
        .nth(1)
        .expect("ARCHITECTURE.md has Invariants");
    let block = section.split("```").nth(1).expect("the rooms stand in a block");
    block.split_whitespace().skip(1).map(str::to_owned).collect()
}

/// The files outside some rooms that have any of these words.
fn outside(rooms: &[&str], words: &[&str]) -> Vec<String> {
    let files = code().into_iter().filter(|(room, ..)| !rooms.contains(&room.as_str()));
    files
        .filter(|(.., text)| words.iter().any(|word| text.contains(word)))
        .map(|(_, path, _)| path)
        .collect()
}

#[test]
fn a_room_asks_only_rooms_below_it() {
    let order = order();
    let floor = |room: &str| order.iter().position(|listed| listed == room);
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for (room, path, text) in code() {
        let Some(own) = floor(&room) else {
            wrong.push(format!(
                "{path}: ARCHITECTURE.md does not list the room `{room}` under Invariants"
            ));
            continue;
        };
        for other in named(&text) {
            if other == room {
                continue;
            }
            arrows += 1;
            if floor(&other).is_none_or(|other| other <= own) {
                wrong.push(format!("{path}: `{room}` may not ask `{other}`, which is not below it"));
            }
        }
    }
    assert!(arrows > 300, "{arrows}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_today_reads_the_clock() {
    let clock = ["Zoned::now", "Timestamp::now", "SystemTime"];
    assert_eq!(outside(&[], &clock), ["cli/today.rs"]);
}

#[test]
fn only_the_edge_touches_the_disk() {
    let edge = ["cli", "body", "lsp", "publish"];
    assert_eq!(
        outside(&edge, &["std::fs", "File::open", "File::create"]),
        [] as [&str; 0]
    );
}

#[test]
fn only_publish_knows_how_a_page_is_made() {
    assert_eq!(
        outside(&["publish"], &["typst::", "typst_", "tera::", "tera_"]),
        [] as [&str; 0]
    );
}

#[test]
fn source_and_finding_know_no_form() {
    for (room, path, text) in code().iter().filter(|(room, ..)| room == "source" || room == "finding") {
        let others: Vec<String> = named(text).into_iter().filter(|other| other != room).collect();
        assert!(others.iter().all(|other| other == "finding"), "{path}: {others:?}");
    }
}

#[test]
fn only_the_gate_writes_files() {
    let writes = [
        "fs::write",
        "File::create",
        "OpenOptions",
        "File::options",
        "create_dir",
        "fs::rename",
        "fs::copy",
        "tempfile",
        "fs::remove",
    ];
    let files = code()
        .into_iter()
        .filter(|(.., text)| writes.iter().any(|word| text.contains(word)));
    let mut found: Vec<String> = files
        .map(|(_, path, _)| path)
        .filter(|path| !path.starts_with("body/write/"))
        .collect();
    found.sort();
    // What a seal wrote it takes away again where the rest of it fails.
    assert_eq!(found, ["body/store.rs"]);
}
