//! Findings one a line, as compilers print them: for terminals that jump to places, and for `grep`.

use std::fmt::Write as _;

use super::{Checked, one_line};

/// The findings of one file, a line each: `file:line:column: エラー[C115] message（item）`.
#[must_use]
pub fn file(file: &Checked<'_>) -> String {
    let mut out = String::new();
    let source = file.source;
    for finding in file.findings {
        let (line, column) = source.lines().position(source.text(), finding.span.start);
        let name = one_line(source.name());
        let severity = finding.severity.name();
        let message = one_line(&finding.message);
        let item = finding
            .item
            .as_deref()
            .map_or(String::new(), |item| format!("（{}）", one_line(item)));
        let _ = writeln!(
            out,
            "{name}:{line}:{column}: {severity}[{}] {message}{item}",
            finding.code
        );
    }
    out
}
