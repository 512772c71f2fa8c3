//! All rules, joined from their rooms and sorted by code.

use std::sync::LazyLock;

use super::Rule;
use super::rules::ROOMS;

/// All rules in the order of their codes.
#[must_use]
pub fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let mut rules: Vec<Rule> = ROOMS.iter().copied().flatten().copied().copied().collect();
        rules.sort_by_key(|rule| rule.code);
        rules
    });
    &RULES
}

/// The rule of a code, in any case of letters.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.code.eq_ignore_ascii_case(code))
}
