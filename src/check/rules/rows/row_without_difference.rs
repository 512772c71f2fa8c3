//! この版で加えた変更箇所の行が、前の版との違いを言っているか。

use crate::check::look::since::Since;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::form::find_name::NameMatch;
use crate::table::excerpt::quote;
use crate::table::telling::Told;

use super::{after_unlike_answer, row_of_unknown_item};

pub const RULE: Rule = Rule {
    code: "H213",
    name: "row-without-difference",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "この版で加えた変更箇所の行の項目に、最後に公表した版（published の写し）との違いがあること",
    why: "変えていない項目の行は、何が変わったのかを分からなくする",
    law: Law::Internal("様式の「変更箇所」（変更した項目を書く表）"),
    check: Check::Since(check),
};

fn check(since: &Since<'_>, findings: &mut Findings) {
    let form = since.new.form();
    let telling = &since.telling;
    for line in telling.idle.iter().map(|at| &telling.fresh[*at]) {
        let name = line.names.text().trim();
        let unknown = matches!(form.find_name(name), NameMatch::Unclear);
        if unknown && !name.is_empty() {
            findings
                .report(&row_of_unknown_item::RULE, &line.names)
                .message(format!("「{name}」がどの項目のことか分かりません"))
                .label("「Ⅱ-6 保管場所」のように、様式の番号と見出しで書いてください");
        } else if !unknown {
            findings
                .report(&RULE, &line.names)
                .message(format!("「{name}」には、前の版からの違いがありません"))
                .label("項目の名称を確かめてください。変えていなければ、この行を消してください");
        }
    }
    // What a row tells of an item that does differ is the business of H171.
    for (difference, told) in since.comparison.rows.iter().zip(&telling.told) {
        let Told::Otherwise(at) = told else { continue };
        let line = &telling.fresh[*at];
        let place = if line.after.is_filled() {
            &line.after
        } else {
            &line.names
        };
        let quote = quote(difference, Some(40));
        findings
            .report(&after_unlike_answer::RULE, place)
            .message(format!(
                "この行の記載が、前の版からの「{}」の違いと合いません",
                difference.item
            ))
            .label(format!(
                "前の版から、「{}」が「{}」に変わっています",
                quote.before.replace('\n', " "),
                quote.after.replace('\n', " ")
            ))
            .because(&since.place(difference), "今の記載はここです")
            .help("「hyoka record ファイル --renew すべて」で、様式の項目名の行を今の記載に合わせられます");
    }
}
