//! 死者の個人番号を保管しているかどうかと、具体的な保管方法が合っているか。

use std::ops::Range;

use crate::answers::Assessment;
use crate::check::facts::blocks::blocks;
use crate::check::words::blank::is_answered;
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Error, Warning};
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C189",
    name: "deceased-number-mismatch",
    severity: Error,
    confidence: Medium,
    since: None,
    checks: "死者の個人番号を「保管している」なら具体的な保管方法が書かれ、「保管していない」なら空欄で、ファイルの本人に死亡した者がいないこと",
    why: "亡くなった人の個人番号が残っているのかどうか、どう守られているのかが分からない",
    law: Law::Internal("様式4 Ⅲ-7 リスク1⑩ の項目間の整合"),
    check: Check::Alone(check),
};

fn check(assessment: &Assessment, findings: &mut Findings) {
    for risk in assessment.each("リスク対策/保管・消去/漏えい・滅失・毀損リスク") {
        let (asked, way) = (risk.at("死者の個人番号"), risk.at("具体的な保管方法"));
        match asked.option().map(|option| option.text.as_str()) {
            Some("保管している") if !is_answered(&way) => {
                findings
                    .report(&RULE, &way)
                    .message("死者の個人番号を「保管している」のに、具体的な保管方法が書かれていません")
                    .label("保管の方法を書くか、「保管していない」に改めてください")
                    .because(&asked, "ここで「保管している」を選んでいます");
            }
            Some("保管していない") if is_answered(&way) => {
                findings
                    .report(&RULE, &way)
                    .severity(Warning)
                    .message("死者の個人番号を「保管していない」のに、具体的な保管方法が書かれています")
                    .label("空欄にするか、「保管している」に改めてください")
                    .because(&asked, "ここで「保管していない」を選んでいます");
            }
            _ => {}
        }
    }
    for block in blocks(assessment) {
        let asked = block.measures.at("保管・消去/漏えい・滅失・毀損リスク/死者の個人番号");
        if asked.option().is_none_or(|option| option.text != "保管していない") {
            continue;
        }
        for scope in block.files.iter().map(|file| file.at("基本情報/対象となる本人の範囲")) {
            let Some(dead) = Prose::of(&scope).into_iter().find_map(|text| {
                let range = deceased(text.text())?;
                Some((text.written(&range), text.span(&range)))
            }) else {
                continue;
            };
            findings
                .report(&RULE, &asked)
                .severity(Warning)
                .message(format!(
                    "死者の個人番号を「保管していない」としていますが、対象となる本人の範囲に「{}」があります",
                    dead.0
                ))
                .label("死亡した者の個人番号も記録しているのであれば、「保管している」に改めて保管方法を書いてください")
                .because_at(dead.1, "亡くなった人も含むように読めます");
        }
    }
}

/// Where a folded text counts the dead among those whose data are kept.
fn deceased(text: &str) -> Option<Range<usize>> {
    let lines = text.split_inclusive(['\n', '。']);
    let mut start = 0;
    for line in lines {
        let words = lexicon();
        let found = words.deceased.iter().find_map(|word| Some((line.find(word)?, word)));
        if let Some((at, word)) = found.filter(|_| !words.not_deceased.are_in(line)) {
            return Some(start + at..start + at + word.len());
        }
        start += line.len();
    }
    None
}
