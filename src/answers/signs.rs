//! Which full-width signs may be mended without asking: those in a line that is an item or an option of a form. Any other
//! line may be a sentence, and its signs the author's own.

use std::collections::HashSet;

use crate::finding::{Finding, code};
use crate::folding::fold;
use crate::form::{FORM_KEY, Forms, NUMBER_KEY};
use crate::source::Source;

/// Takes the corrections of full-width signs away from lines that no form knows.
pub(super) fn keep_known(forms: &Forms, source: &Source, findings: &mut [Finding]) {
    let mut signs = findings
        .iter_mut()
        .filter(|finding| finding.code == code::FULL_WIDTH_SYNTAX)
        .peekable();
    if signs.peek().is_none() {
        return;
    }
    let items = || forms.iter().flat_map(|form| form.items());
    let options = items().flat_map(|item| &item.options).map(|option| fold(&option.text));
    let mut known: HashSet<String> = items().map(|item| item.folded_key.clone()).chain(options).collect();
    known.extend([FORM_KEY, NUMBER_KEY].map(fold));
    for finding in signs {
        let (line, _) = source.lines().position(source.text(), finding.span.start);
        let words = words(source.slice(&source.lines().range(line)));
        finding.fix = finding.fix.take().filter(|_| known.contains(&words));
    }
}

/// The folded key or option of a line, without a list mark of any width.
fn words(line: &str) -> String {
    let line = line.trim();
    let words = match line.split_once([' ', '　']) {
        Some((mark, rest)) if mark.chars().count() == 1 => rest.trim_start(),
        _ => line,
    };
    fold(words.split([':', '：']).next().unwrap_or(words))
}
