//! 名称の変わった部署が、ほかの評価書に古い名称で残っていないか。

use crate::answers::{Assessment, Cursor};
use crate::check::across::{Across, Fact, Notes, Told};
use crate::check::{Check, Law, Rule};
use crate::finding::Severity::Warning;
use crate::form::find_name::NameMatch;
use crate::text::fold;

pub const RULE: Rule = Rule {
    code: "C204",
    name: "unit-renamed-in-some",
    severity: Warning,
    since: None,
    checks: "ある評価書で組織改編により改めた部署の名称が、ほかの評価書に古いまま残っていないこと",
    why: "組織改編のときに、一部の評価書だけ直して残りを忘れやすい",
    law: Law::Internal("担当部署の部署と、変更箇所"),
    check: Check::Across(Across { note, judge, tell }),
};

const UNIT: &str = "基本情報/担当部署/部署";
/// What is noted of a name in use.
const IN_USE: &str = "今の部署";
/// Words of an explanation by which a unit got another name; without them the 事務 alone may have gone to another unit.
const RENAMED: [&str; 7] = ["組織", "機構改革", "改編", "改組", "改称", "名称変更", "名称の変更"];

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    let form = assessment.form();
    let unit = assessment.at(UNIT);
    if unit.is_filled() {
        let name = fold(unit.text());
        notes.add(&name, IN_USE, unit);
    }
    for row in assessment.each("変更箇所") {
        let reason = fold(row.at("提出時期に係る説明").text());
        let (before, after) = (row.at("変更前の記載"), row.at("変更後の記載"));
        let of_unit = || match form.find_name(row.at("項目").text().trim()) {
            NameMatch::Items(items) => items.iter().all(|item| item.path == UNIT) && !items.is_empty(),
            NameMatch::Meant(item) => item.path == UNIT,
            NameMatch::Unclear => false,
        };
        if RENAMED.iter().any(|word| reason.contains(word)) && before.is_filled() && after.is_filled() && of_unit() {
            notes.add(&fold(before.text()), &fold(after.text()), after);
        }
    }
}

/// The names in use that another assessment tells to be former ones.
fn judge(facts: &[Fact]) -> Vec<(usize, usize)> {
    // A name that went and came back within one assessment is in use again.
    let renamed = |at: usize| {
        !facts[at].says(IN_USE)
            && !facts
                .iter()
                .any(|fact| fact.says(IN_USE) && fact.file == facts[at].file)
    };
    let Some(because) = (0..facts.len()).rev().find(|at| renamed(*at)) else {
        return Vec::new();
    };
    let used = (0..facts.len()).filter(|at| facts[*at].says(IN_USE));
    used.map(|at| (at, because)).collect()
}

fn tell(at: &Cursor<'_>, because: &Cursor<'_>) -> Told {
    let line = |text: &str| text.trim().replace('\n', " ");
    Told {
        message: format!(
            "担当部署の「{}」は、ほかの評価書で「{}」に改められています",
            line(at.text()),
            line(because.text())
        ),
        label: "組織改編で名称が変わったのであれば、この評価書も改めてください".to_owned(),
        because: "この行で改めています".to_owned(),
    }
}
