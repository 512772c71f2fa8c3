//! Which signs and indentations may be mended without asking: those of a line that is an item or an option of a form. Any other
//! line may be a sentence, and its signs the author's own.

use std::collections::HashSet;

use crate::finding::{Finding, Fix, code};
use crate::folding::fold;
use crate::form::{FORM_KEY, Forms, NUMBER_KEY};
use crate::source::Source;

/// Takes the corrections of full-width signs and indentations away from lines that no form knows. A blank that no author types
/// on purpose is none of them, nor is what a person confirms anyway.
pub(super) fn keep_known(forms: &Forms, source: &Source, findings: &mut [Finding]) {
    let mut signs = findings
        .iter_mut()
        .filter(|finding| matches!(finding.code, code::FULL_WIDTH_SYNTAX | code::NOT_YAML))
        .filter(|finding| finding.fix.as_ref().is_some_and(Fix::is_certain))
        .filter(|finding| !source.slice(&finding.span).starts_with(is_never_typed))
        .peekable();
    if signs.peek().is_none() {
        return;
    }
    let items = || forms.kept().flat_map(|form| form.items());
    let options = items().flat_map(|item| &item.options).map(|option| fold(&option.text));
    let mut known: HashSet<String> = items().map(|item| item.folded_key.clone()).chain(options).collect();
    known.extend([FORM_KEY, NUMBER_KEY].map(fold));
    for finding in signs {
        let (line, _) = source.lines().position(source.text(), finding.span.start);
        let words = words(source.slice(&source.lines().range(line)));
        finding.fix = finding.fix.take().filter(|_| known.contains(&words));
    }
}

/// Whether a sign is a blank of another program.
fn is_never_typed(c: char) -> bool {
    c != '　' && c != '\t' && (c.is_whitespace() || crate::folding::looks::is_unseen(c))
}

/// The folded key or option of a line, without a list mark of any width.
fn words(line: &str) -> String {
    let line = line.trim();
    let words = match line.split_once([' ', '　']) {
        Some((mark, rest)) if mark.chars().count() == 1 => rest.trim_start(),
        _ => line,
    };
    // The box of a form before an option.
    let words = words
        .strip_prefix('[')
        .and_then(|rest| Some(rest.split_once(']')?.1))
        .unwrap_or(words);
    fold(words.split([':', '：', '∶', '﹕', '꞉']).next().unwrap_or(words))
}
