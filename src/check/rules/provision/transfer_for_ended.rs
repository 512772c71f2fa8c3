//! 終わった事務のための提供・移転が、ほかの評価書に残っていないか。

use crate::answers::Assessment;
use crate::check::look::across::{Across, Fact, Noted, Notes, Told};
use crate::check::{Check, Law, Rule};
use crate::due::ended::end;
use crate::finding::Confidence::Low;
use crate::finding::Severity::Warning;
use crate::folding::fold;

pub const RULE: Rule = Rule {
    code: "C217",
    name: "transfer-for-ended",
    severity: Warning,
    confidence: Low,
    since: None,
    checks: "提供先・移転先の用途が、ほかの評価書で終了したとされた事務でないこと（終了の公表より後に公表した評価書だけ）",
    why: "終わった事務への提供・移転が続いているように読める",
    law: Law::Internal("様式3・4 Ⅱ-5の用途と、終了した事務の評価書"),
    check: Check::Across(Across { note, judge, tell }),
};

const ENDED: &str = "終了";
const GOING_ON: &str = "継続";
const USE: &str = "用途";
/// Where a purpose is told.
const PURPOSES: [&str; 2] = [
    "特定個人情報ファイル/提供・移転/提供先/提供先における用途",
    "特定個人情報ファイル/提供・移転/移転先/移転先における用途",
];
/// A shorter word names a field of work, not one 事務.
const LEAST: usize = 8;

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    let name = assessment.at("基本情報/事務/事務の名称");
    let title = names(name.text()).into_iter().max_by_key(|name| name.chars().count());
    let end = end(assessment);
    if let Some(title) = title {
        match &end {
            Some(end) => notes.add(&title, ENDED, end.place),
            None => notes.add(&title, GOING_ON, name),
        }
    }
    if end.is_some() {
        return;
    }
    for purpose in PURPOSES.iter().flat_map(|path| assessment.each(path)) {
        for name in names(purpose.text()) {
            notes.add(&name, USE, purpose);
        }
    }
}

/// The long words of kanji and katakana: 「住民税非課税世帯等臨時給付金」.
fn names(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c| !matches!(c, '\u{4e00}'..='\u{9fff}' | '々' | '\u{30a1}'..='\u{30fe}'));
    let mut names: Vec<String> = words
        .filter(|word| word.chars().count() >= LEAST)
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}

fn judge(facts: &[Fact]) -> Vec<(usize, usize)> {
    let ended = (0..facts.len()).rev().find(|at| facts[*at].says(ENDED));
    let Some(ended) = ended.filter(|_| !facts.iter().any(|fact| fact.says(GOING_ON))) else {
        return Vec::new();
    };
    let later = |fact: &Fact| fact.published > facts[ended].published && facts[ended].published.is_some();
    let used = (0..facts.len()).filter(|at| facts[*at].says(USE) && later(&facts[*at]));
    used.map(|at| (at, ended)).collect()
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    let ended = because.assessment().at("基本情報/事務/事務の名称");
    Told {
        severity: None,
        message: format!(
            "「{}」は、終了した「{}」のためのもののようです",
            at.text().trim().replace('\n', " "),
            ended.text().trim().replace('\n', " ")
        ),
        label: "提供・移転も終わっていれば、この記載を消してください。続いていれば、その根拠と用途を確かめてください"
            .to_owned(),
        because: "ここで終了したとしています".to_owned(),
    }
}
