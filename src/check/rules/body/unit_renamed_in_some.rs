//! 名称の変わった部署が、ほかの評価書に古い名称で残っていないか。

use crate::answers::{Answer, Assessment, Cursor};
use crate::check::look::across::{Across, Fact, Noted, Notes, Told};
use crate::check::words::blank::says_nothing;
use crate::check::words::unit;
use crate::check::{Check, Law, Rule};
use crate::due::ended::end;
use crate::finding::Confidence::Medium;
use crate::finding::Severity::{Info, Warning};
use crate::folding::fold;
use crate::form::find_name::NameMatch;
use crate::lexicon::lexicon;
use crate::table::decision::OTHER_ITEM;

pub const RULE: Rule = Rule {
    code: "C204",
    name: "unit-renamed-in-some",
    severity: Warning,
    confidence: Medium,
    since: None,
    checks: "ある評価書で改めた部署の名称が、ほかの評価書の担当部署、使用部署、入手元、提供先・移転先、連絡先に古いまま残っていないこと（行に理由が書かれておらず、課が同じで部だけが変わったのでもないときは情報）",
    why: "組織改編のときに、一部の評価書だけ直して残りを忘れやすい",
    law: Law::Internal("担当部署の部署と、変更箇所"),
    check: Check::Across(Across { note, judge, tell }),
};

const UNIT: &str = "基本情報/担当部署/部署";
/// What is noted of a name in use by the 事務 itself, and of one that an assessment speaks of.
const IN_USE: &str = "今の部署";
const SPOKEN_OF: &str = "挙げた部署";
/// Where an assessment speaks of units as they are today.
const SPEAKING: [&str; 9] = [
    "特定個人情報ファイル/基本情報/事務担当部署",
    "特定個人情報ファイル/入手・使用/入手元",
    "特定個人情報ファイル/入手・使用/使用の主体/使用部署",
    "特定個人情報ファイル/提供・移転/移転先/移転先",
    "特定個人情報ファイル/提供・移転/提供先/提供先",
    "基本情報/開示・訂正・利用停止請求/請求先",
    "基本情報/問合せ/連絡先",
    "開示請求・問合せ/開示・訂正・利用停止請求/請求先",
    "開示請求・問合せ/問合せ/連絡先",
];

fn note<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    let form = assessment.form();
    let unit = assessment.at(UNIT);
    if unit.is_filled() {
        let name = fold(unit.text());
        notes.add(&name, IN_USE, unit);
    }
    // An assessment whose 事務 is over is kept as it was.
    if end(assessment).is_none() {
        spoken_of(assessment, notes);
    }
    for row in assessment.each("変更箇所") {
        let (before, after) = (row.at("変更前の記載"), row.at("変更後の記載"));
        let of_unit = || match form.find_name(row.at("項目").text().trim()) {
            NameMatch::Items(items) => items.iter().all(|item| item.path == UNIT) && !items.is_empty(),
            NameMatch::Meant(item) => item.path == UNIT,
            NameMatch::Unclear => false,
        };
        if before.is_filled() && after.is_filled() && of_unit() && (is_reorganised(&row) || tells_no_reason(&row)) {
            notes.add(&fold(before.text()), &fold(after.text()), after);
        }
    }
}

/// The units of which an assessment speaks: 「福祉部 介護福祉課」 wherever a list or a line has it.
fn spoken_of<'a>(assessment: &'a Assessment, notes: &mut Notes<'a>) {
    for place in SPEAKING.iter().flat_map(|path| assessment.each(path)) {
        let texts = place.answer().map(Answer::texts).unwrap_or_default();
        for (text, _) in texts {
            let words: Vec<&str> = text
                .split(|c: char| c.is_whitespace() || "、,，・（）()「」／/".contains(c))
                .flat_map(|word| word.split("及び"))
                .filter(|word| !word.is_empty())
                .collect();
            let is_unit = |word: &str| lexicon().unit_endings.end(word);
            let pairs = words.windows(2).map(<[&str]>::concat);
            let names = words.iter().map(|word| (*word).to_owned()).chain(pairs);
            for name in names.filter(|name| is_unit(name)) {
                notes.add(&fold(&name), SPOKEN_OF, place);
            }
        }
    }
}

/// The names that another assessment tells to be former ones.
fn judge(facts: &[Fact]) -> Vec<(usize, usize)> {
    // A name that went and came back within one assessment is in use again.
    let is_name = |fact: &Fact| fact.says(IN_USE) || fact.says(SPOKEN_OF);
    let renamed = |at: usize| {
        !is_name(&facts[at])
            && !facts
                .iter()
                .any(|fact| fact.says(IN_USE) && fact.file == facts[at].file)
    };
    let Some(because) = (0..facts.len()).rev().find(|at| renamed(*at)) else {
        return Vec::new();
    };
    // Where the 事務 itself stands under the name in use, what else it says of it goes with that.
    let own = |fact: &Fact| facts.iter().any(|other| other.says(IN_USE) && other.file == fact.file);
    let used = (0..facts.len()).filter(|at| {
        let fact = &facts[*at];
        fact.says(IN_USE) || (fact.says(SPOKEN_OF) && !own(fact))
    });
    used.map(|at| (at, because)).collect()
}

/// Whether the row of a new name is one of 組織改編: it says so, or the 課 is the same under another 部.
fn is_reorganised(row: &Cursor<'_>) -> bool {
    let reason = fold(row.at("提出時期に係る説明").text());
    let (former, now) = (row.at("変更前の記載"), row.at("変更後の記載"));
    lexicon().unit_renamed.are_in(&reason) || unit::is_moved(former.text(), now.text())
}

/// Whether a row does not say why: nothing, or what is said of every item without ※, as `record` writes it.
fn tells_no_reason(row: &Cursor<'_>) -> bool {
    let reason = row.at("提出時期に係る説明");
    says_nothing(reason.text()) || fold(reason.text()) == fold(OTHER_ITEM)
}

fn tell(at: &Noted<'_>, because: &Noted<'_>) -> Told {
    let line = |text: &str| text.trim().replace('\n', " ");
    let former = because.entry().at("変更前の記載");
    let key = at.item().map_or("", |item| item.key.as_str());
    let (of, name) = match at.item() {
        Some(item) if item.path == UNIT => ("担当部署".to_owned(), at.text()),
        _ => (format!("「{key}」"), former.text()),
    };
    Told {
        // Without the reason it may be another department's 事務 now, and the former one still be there.
        severity: (!is_reorganised(&because.entry())).then_some(Info),
        message: format!(
            "{of}の「{}」は、ほかの評価書で「{}」に改められています",
            line(name),
            line(because.text())
        ),
        label: "組織改編で名称が変わったのであれば、この評価書も改めてください".to_owned(),
        because: "この行で改めています".to_owned(),
    }
}
