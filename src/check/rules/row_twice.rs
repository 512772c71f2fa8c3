//! 変更箇所に同じ行が二度ないか。

use crate::answers::{Assessment, Cursor};
use crate::check::{Findings, Law, Rule};
use crate::finding::Severity::Warning;
use crate::text::fold;

pub const RULE: Rule = Rule {
    code: "H177",
    name: "row-twice",
    severity: Warning,
    since: None,
    checks: "変更箇所に、変更日・項目・変更前・変更後がすべて同じ行が二つないこと",
    why: "同じ変更が二度あったのか、書き写しの誤りなのかが分からない",
    law: Law::Internal("様式3 別添2、様式4 別添3"),
    check,
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    let mut before: Vec<([String; 4], Cursor<'_>)> = Vec::new();
    for row in assessment.each("変更箇所") {
        let name = row.at("項目");
        let cells = [
            row.at("変更日").date().map(|date| date.to_string()).unwrap_or_default(),
            fold(name.text()),
            fold(row.at("変更前の記載").text()),
            fold(row.at("変更後の記載").text()),
        ];
        if !name.is_filled() {
            continue;
        }
        if let Some((_, first)) = before.iter().find(|(other, _)| *other == cells) {
            findings
                .report(&RULE, &name)
                .message("同じ変更の行が二つあります")
                .label("一つを削るか、項目と記載を確かめてください")
                .because(first, "一つ目はここです");
        } else {
            before.push((cells, name));
        }
    }
}
