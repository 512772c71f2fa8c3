//! 代理人からの入手が、入手元とリスク対策の両方に書かれているか。

use crate::answers::{Answer, Assessment, Cursor};
use crate::check::facts::blocks::{Block, blocks};
use crate::check::words::folded::Prose;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::lexicon::lexicon;
use crate::source::Span;

pub const RULE: Rule = Rule {
    code: "C247",
    name: "agent-told-in-one-place",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "入手元に「本人又は本人の代理人」を選んで本人確認の措置を書いたら、代理人の場合の措置もあること。リスク対策に代理人からの入手を書いたら、入手元でも選んでいること",
    why: "代理人には代理権と代理人自身の確認も要り、本人の場合の措置だけでは足りない",
    law: Law::Article("番号法第16条、番号法施行令第12条第2項"),
    check: Check::Alone(check),
};

const SOURCE: &str = "入手・使用/入手元";
const AGENT: &str = "本人又は本人の代理人";
/// So many places of one text are looked at.
const MANY: usize = 20;
/// Who cites the measures of this article means those for agents, too.
const ARTICLE: &str = "番号法第16条";
const DEED: &str = "代理人";
/// Where a form asks for it.
const ASKED: &str = "入手/入手した特定個人情報が不正確であるリスク/入手の際の本人確認の措置の内容";

fn check(assessment: &Assessment, findings: &mut Findings) {
    for block in blocks(assessment) {
        let ticked = block.files.iter().any(|file| file.at(SOURCE).has(AGENT));
        if ticked {
            nowhere_in_measures(&block, findings);
        } else {
            nowhere_in_sources(&block, findings);
        }
    }
}

fn nowhere_in_measures(block: &Block<'_>, findings: &mut Findings) {
    // A measure that says how the person himself is identified leaves the agent out.
    let asked = Some(block.measures.at(ASKED)).filter(Cursor::is_filled);
    let of_person = |text: &str| lexicon().identity.are_in(text);
    let Some(place) = asked.or_else(|| first_with(&block.measures.at("入手"), of_person)) else {
        return;
    };
    // None of these words has a letter of another width.
    let told = |(text, _): &(&str, Span)| lexicon().agents.are_in(text);
    let leaves = block.measures.at("入手").leaves();
    if leaves.iter().any(|leaf| texts(leaf).iter().any(told)) {
        return;
    }
    let prose = Prose::of(&place);
    if prose.iter().any(|text| text.has(ARTICLE)) {
        return;
    }
    let words = || lexicon().identity.iter();
    let word = prose
        .iter()
        .find_map(|text| words().find_map(|word| Some(text.span(text.find(word).first()?))));
    let span = word.unwrap_or_else(|| place.span());
    let report = findings
        .report_at(&RULE, &place, span)
        .message("本人確認の措置に、代理人から入手する場合のことが書かれていません")
        .label("代理人から入手するなら代理権の確認なども書き、入手しないならそのことを書いてください");
    if let Some(file) = block.files.first() {
        report.because(&file.at(SOURCE), "入手元に「本人又は本人の代理人」を選んでいます");
    }
}

fn nowhere_in_sources(block: &Block<'_>, findings: &mut Findings) {
    let source = block
        .files
        .first()
        .map(|file| file.at(SOURCE))
        .filter(Cursor::is_filled);
    let place = first_with(&block.measures.at("入手"), |text| text.contains(DEED));
    let (Some(source), Some(place)) = (source, place) else {
        return;
    };
    let told = Prose::of(&place).into_iter().find_map(|text| {
        let from_agent = |at: usize| !lexicon().agents_denied.are_in(&text.text()[text.sentence(at)]);
        let range = text
            .find(DEED)
            .into_iter()
            .take(MANY)
            .find(|range| from_agent(range.start))?;
        Some(text.span(&range))
    });
    let Some(span) = told else { return };
    findings
        .report(&RULE, &source)
        .message("リスク対策では代理人からの入手に触れていますが、入手元に「本人又は本人の代理人」がありません")
        .label("代理人から入手するなら選び、入手しないならリスク対策の記載を改めてください")
        .because_at(span, "ここで代理人に触れています");
}

/// The first answer below a place with a text that is looked for.
fn first_with<'a>(place: &Cursor<'a>, wanted: impl Fn(&str) -> bool) -> Option<Cursor<'a>> {
    let has = |leaf: &Cursor<'a>| texts(leaf).iter().any(|(text, _)| wanted(text));
    place.leaves().into_iter().find(has)
}

fn texts<'a>(place: &Cursor<'a>) -> Vec<(&'a str, Span)> {
    place.answer().map(Answer::texts).unwrap_or_default()
}
