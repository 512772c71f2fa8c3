//! 前の版との違いが、すべて変更箇所に書かれているか。

use super::{important_change_afterwards, important_change_unexplained};
use crate::change::Cause;
use crate::check::look::since::Since;
use crate::check::{Check, Findings, Law, Rule};
use crate::due::version::published;
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::table::excerpt::quote;
use crate::table::lines::Line;
use crate::table::telling::Told;
use crate::wareki;

pub const RULE: Rule = Rule {
    code: "H170",
    name: "difference-without-row",
    severity: Error,
    confidence: High,
    since: None,
    checks: "最後に公表した版（published の写し）からの違いに、すべて変更箇所の行があること（様式の改正による違いは警告）",
    why: "変更箇所にない変更は、読み手にも個人情報保護委員会にも伝わらない",
    law: Law::Internal("様式の「変更箇所」（変更した項目をすべて書く表）"),
    check: Check::Since(check),
};

/// Longer quotes are found in full by `hyoka record`.
const MOST: usize = 300;

fn check(since: &Since<'_>, findings: &mut Findings) {
    let day = published(since.old).map_or_else(
        || "前の版".to_owned(),
        |day| format!("前の版（{}公表）", wareki::format(day)),
    );
    for (difference, told) in since.comparison.rows.iter().zip(&since.telling.told) {
        if let Told::By(line) | Told::Otherwise(line) = told {
            if difference.is_to_decide() {
                undecided(&since.telling.fresh[*line], findings);
            }
            continue;
        }
        // A count goes with its entries, which are told.
        if !difference.counted.is_empty() {
            continue;
        }
        let severity = match difference.cause {
            Cause::Author => Error,
            Cause::Added | Cause::Dropped | Cause::Reworded => Warning,
        };
        let quote = quote(difference, Some(MOST));
        let line = |text: String| text.replace('\n', " ");
        findings
            .report(&RULE, &since.place(difference))
            .severity(severity)
            .message(format!(
                "{day}から変えた「{}」の行が、変更箇所にありません",
                difference.item
            ))
            .label(format!(
                "変更箇所に、変更前「{}」、変更後「{}」の行を加えてください",
                line(quote.before),
                line(quote.after)
            ))
            .help("「hyoka record ファイル」で、足りない行を変更箇所に書き込めます");
    }
}

/// A version that is to be published decides of each ※ difference what it is in law: H172 and H173, by what is known of the version
/// before.
fn undecided(line: &Line<'_>, findings: &mut Findings) {
    if !line.ruling().is_open() {
        return;
    }
    if line.is_afterwards() {
        important_change_afterwards::report(line, true, findings);
    } else {
        important_change_unexplained::report(line, Error, findings);
    }
}
