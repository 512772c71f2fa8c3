//! The rules, one file each, named after the defect, in rooms of what they speak of. `reading` holds the pages of those that
//! reading enforces.

pub(super) mod body;
pub(super) mod file;
pub(super) mod law;
pub(super) mod outsourcing;
pub(super) mod procedure;
pub(super) mod provision;
pub(super) mod reading;
pub(super) mod risk;
pub(super) mod rows;
pub(super) mod text;
pub(super) mod threshold;

use super::Rule;

/// Every room of rules.
pub(super) static ROOMS: &[&[&Rule]] = &[
    body::RULES,
    file::RULES,
    law::RULES,
    outsourcing::RULES,
    procedure::RULES,
    provision::RULES,
    reading::RULES,
    risk::RULES,
    rows::RULES,
    text::RULES,
    threshold::RULES,
];

/// What `cargo xtask new-rule` begins with. Here it is compiled with the rules, so that it keeps step with them.
#[cfg(test)]
#[path = "../../../xtask/templates/rule.rs"]
mod template;

#[cfg(test)]
mod tests {
    use super::template::RULE;
    use crate::answers::read;
    use crate::check::run;
    use crate::form::builtin;

    #[test]
    fn the_rule_to_begin_with_fires_and_stays_silent_where_its_fixtures_say() {
        let messages = |yaml: &str| -> Vec<String> {
            let assessment = read(builtin(), "new.yaml", yaml.as_bytes()).assessment.unwrap();
            let findings = run(&[RULE], &assessment, jiff::civil::date(2026, 11, 23));
            findings
                .into_iter()
                .map(|finding| format!("# {}: {}", RULE.code, finding.message))
                .collect()
        };
        let fires = include_str!("../../../xtask/templates/fires.yaml");
        assert_eq!(
            messages(fires),
            [fires.lines().find(|line| line.contains('#')).unwrap().trim()]
        );
        assert_eq!(messages(include_str!("../../../xtask/templates/silent.yaml")), [""; 0]);
    }

    #[test]
    fn no_rule_still_says_what_it_began_with() {
        let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
        let first = include_str!("../../../xtask/templates/rule.rs").lines().next().unwrap();
        for room in std::fs::read_dir(rules)
            .unwrap()
            .map(|room| room.unwrap().path())
            .filter(|room| room.is_dir())
        {
            for file in std::fs::read_dir(room).unwrap().map(|file| file.unwrap().path()) {
                assert!(
                    !std::fs::read_to_string(&file).unwrap().starts_with(first),
                    "{}: say what it checks",
                    file.display()
                );
            }
        }
    }
}
