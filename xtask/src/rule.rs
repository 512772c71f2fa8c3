//! A new rule: its file, its two lines in the room, and fixtures, all of which compile and pass as they are, so that its author
//! goes on from something that works. Its page and its row in the list are made from it later (`cargo xtask docs`).

use crate::Result;
use crate::project::Project;

const ROOMS: &str = "src/check/rules";
const RULE: &str = include_str!("../templates/rule.rs");
const FIRES: &str = include_str!("../templates/fires.yaml");
const SILENT: &str = include_str!("../templates/silent.yaml");

pub fn new(project: &Project, arguments: &[&str]) -> Result<()> {
    let [code, name, "--room", room] = arguments else {
        return Err(
            "cargo xtask new-rule CODE NAME --room ROOM, such as C222 fee-without-amount --room risk".to_owned(),
        );
    };
    let rooms = rooms(project)?;
    if !rooms.iter().any(|known| known == room) {
        return Err(format!("no room {room}; there are {}", rooms.join(", ")));
    }
    if !is_code(code) {
        return Err(format!("{code} is no code: one of T C D L F S H, and three digits"));
    }
    if project.has(&format!("docs/rules/{code}.md")) || project.has(&format!("tests/check/rules/{code}")) {
        return Err(format!("{code} is taken; codes are never reused"));
    }
    if name.is_empty()
        || !name
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
    {
        return Err(format!(
            "{name} is no name such as fee-without-amount, which reads after \"allow\""
        ));
    }
    let module = name.replace('-', "_");
    if let Some(room) = rooms
        .iter()
        .find(|room| project.has(&format!("{ROOMS}/{room}/{module}.rs")))
    {
        return Err(format!("{ROOMS}/{room}/{module}.rs is there already"));
    }
    let file = format!("{ROOMS}/{room}/mod.rs");
    let lines = entered(&project.read(&file)?, &module).ok_or_else(|| format!("{file} has no list RULES"))?;
    let filled = |template: &str| template.replace("CODE", code).replace("NAME", name);
    project.create(&format!("{ROOMS}/{room}/{module}.rs"), &filled(RULE))?;
    project.write(&file, &lines)?;
    project.create(&format!("tests/check/rules/{code}/fires.yaml"), &filled(FIRES))?;
    project.create(&format!("tests/check/rules/{code}/silent.yaml"), &filled(SILENT))?;
    println!("Next: write the rule and both fixtures, then `cargo xtask docs` and `cargo quick`.");
    Ok(())
}

/// The rooms of rules, but for `reading`, whose rules are enforced elsewhere.
fn rooms(project: &Project) -> Result<Vec<String>> {
    let mut rooms = project.names(ROOMS)?;
    rooms.retain(|name| name != "reading" && project.has(&format!("{ROOMS}/{name}/mod.rs")));
    Ok(rooms)
}

fn is_code(code: &str) -> bool {
    code.len() == 4
        && code.starts_with(['T', 'C', 'D', 'L', 'F', 'S', 'H'])
        && code[1..].bytes().all(|b| b.is_ascii_digit())
}

/// A room's `mod.rs` with one more module, in the order of names, and one more rule at the end of its list.
fn entered(text: &str, module: &str) -> Option<String> {
    let newline = format!("pub(in crate::check) mod {module};");
    let start = text.find("static RULES: &[&Rule] = &[\n")?;
    let end = start + text[start..].find("];")?;
    let mut lines: Vec<&str> = text[..end].lines().collect();
    let named = |line: &str| {
        line.split_once(" mod ")
            .map(|(_, name)| name.trim_end_matches(';').to_owned())
    };
    let last = lines.iter().rposition(|line| named(line).is_some())?;
    let at = lines
        .iter()
        .position(|line| named(line).is_some_and(|name| name.as_str() > module))
        .unwrap_or(last + 1);
    lines.insert(at, &newline);
    Some(lines.join("\n") + &format!("\n    &{module}::RULE,\n") + &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_room_takes_a_rule_by_two_lines_and_keeps_its_others() {
        let project = Project::here();
        let rooms = rooms(&project).unwrap();
        assert!(rooms.len() > 5, "{rooms:?}");
        for room in rooms {
            let text = project.read(&format!("{ROOMS}/{room}/mod.rs")).unwrap();
            for module in ["aaa", "mmm", "zzz"] {
                let made = entered(&text, module).unwrap();
                let new: Vec<&str> = made.lines().filter(|line| line.contains(module)).collect();
                assert_eq!(
                    new,
                    [
                        format!("pub(in crate::check) mod {module};"),
                        format!("    &{module}::RULE,")
                    ],
                    "{room}"
                );
                let others: Vec<&str> = made.lines().filter(|line| !line.contains(module)).collect();
                assert_eq!(
                    others.join(
                        "
"
                    ) + "
",
                    text,
                    "{room}"
                );
                let names: Vec<&str> = made
                    .lines()
                    .filter_map(|line| line.split_once(" mod ").map(|(_, name)| name))
                    .collect();
                assert!(names.is_sorted(), "{names:?}");
            }
        }
    }

    #[test]
    fn a_rule_is_made_whole_or_not_at_all() {
        let root = std::env::temp_dir().join(format!("xtask-{}", std::process::id()));
        let project = Project::at(root.clone());
        let risk = Project::here().read("src/check/rules/risk/mod.rs").unwrap();
        project.create("src/check/rules/risk/mod.rs", &risk).unwrap();
        project.create("docs/rules/C192.md", "").unwrap();
        for wrong in [
            &["C192", "fee-free", "--room", "risk"][..],
            &["X222", "fee-free", "--room", "risk"],
            &["C222", "Fee", "--room", "risk"],
            &["C222", "fee-free", "--room", "nowhere"],
            &["C222", "fee-free"],
        ] {
            assert!(new(&project, wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(project.read("src/check/rules/risk/mod.rs").unwrap(), risk);
        new(&project, &["C222", "fee-free", "--room", "risk"]).unwrap();
        let rule = project.read("src/check/rules/risk/fee_free.rs").unwrap();
        assert!(
            rule.contains("code: \"C222\"") && rule.contains("name: \"fee-free\""),
            "{rule}"
        );
        assert!(
            project
                .read("tests/check/rules/C222/fires.yaml")
                .unwrap()
                .contains("# C222: ")
        );
        assert!(project.read("tests/check/rules/C222/silent.yaml").is_ok());
        assert!(new(&project, &["C222", "fee-free", "--room", "risk"]).is_err());
        std::fs::remove_dir_all(root).unwrap();
    }
}
