//! 変更箇所に同じ行が二度ないか。

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::answers::{Assessment, Cursor};
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::folding::fold;

pub const RULE: Rule = Rule {
    code: "H177",
    name: "row-twice",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "変更箇所に、変更日・項目・変更前・変更後がすべて同じ行が二つないこと",
    why: "同じ変更が二度あったのか、書き写しの誤りなのかが分からない",
    law: Law::Internal("変更箇所の行"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let mut rows: BTreeMap<(Option<Date>, String), Vec<Cursor<'_>>> = BTreeMap::new();
    for row in assessment.each("変更箇所") {
        let name = row.at("項目");
        if name.is_filled() {
            let key = (row.at("変更日").date(), fold(name.text()));
            rows.entry(key).or_default().push(row);
        }
    }
    // The texts are long: only those of rows that agree so far are compared.
    for alike in rows.into_values().filter(|alike| alike.len() > 1) {
        let mut before: BTreeMap<[String; 2], Cursor<'_>> = BTreeMap::new();
        for row in alike {
            let name = row.at("項目");
            let cells = ["変更前の記載", "変更後の記載"].map(|key| fold(row.at(key).text()));
            if let Some(first) = before.get(&cells) {
                findings
                    .report(&RULE, &name)
                    .message("同じ変更の行が二つあります")
                    .label("一つを削るか、項目と記載を確かめてください")
                    .because(first, "一つ目はここです");
            } else {
                before.insert(cells, name);
            }
        }
    }
}
