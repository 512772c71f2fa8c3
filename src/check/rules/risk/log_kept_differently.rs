//! 同じ記録を残す年数が、二つの所で違っていないか。

use std::collections::BTreeMap;
use std::ops::Range;

use crate::answers::{Assessment, Cursor};
use crate::check::words::folded::{self, Prose};
use crate::check::words::terms::terms;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::Medium;
use crate::finding::Severity::Info;
use crate::lexicon::lexicon;

pub const RULE: Rule = Rule {
    code: "C245",
    name: "log-kept-differently",
    severity: Info,
    confidence: Medium,
    since: None,
    checks: "同じ記録（操作の記録、アクセスの記録など）を残す年数が、同じファイルの、同じシステムについて違わないこと",
    why: "記録を何年残すのかが二通りに書かれていると、事故の後でさかのぼって調べられる期間が分からない",
    law: Law::Internal("リスク対策の記載どうしの整合"),
    check: Check::Alone(check),
};

/// How long a log is kept, and where that is told.
struct Told<'a> {
    months: u32,
    text: Prose<'a>,
    range: Range<usize>,
}

/// What must be the same for two terms to speak of one log: its name, what is said to hold it, the file and the heading.
type Of<'a> = (&'a str, Vec<String>, String, String);

fn check(assessment: &Assessment, findings: &mut Findings) {
    let mut seen: BTreeMap<Of<'_>, Told<'_>> = BTreeMap::new();
    for text in folded::texts(assessment) {
        let mut names = lexicon().logs.groups.iter().flat_map(|group| &group.words);
        let likely = names.any(|name| text.has(name)) && text.has("年");
        if !likely {
            continue;
        }
        for (of, told) in logs(&text) {
            match seen.get(&of) {
                None => {
                    seen.insert(of, told);
                }
                Some(first) if first.months != told.months => tell(of.0, first, &told, findings),
                Some(_) => {}
            }
        }
    }
}

/// The logs of a text with the one term that their sentence tells.
fn logs<'a>(text: &Prose<'a>) -> Vec<(Of<'a>, Told<'a>)> {
    let all = text.text();
    let mut found = Vec::new();
    let mut from = 0;
    while from < all.len() {
        let sentence = text.sentence(from);
        from = sentence.end + all[sentence.end..].chars().next().map_or(1, char::len_utf8);
        let said = &all[sentence.clone()];
        let groups = &lexicon().logs.groups;
        let named = groups
            .iter()
            .find(|group| group.words.iter().any(|name| said.contains(name.as_str())));
        let Some(log) = named.map(|group| group.of.as_str()) else {
            continue;
        };
        let told = terms(said);
        // Only what is kept for so long, whatever else the sentence counts.
        let [(range, term)] = told.as_slice() else { continue };
        let kept = lexicon().kept.are_in(&said[range.end..]) || lexicon().kept_for.are_in(&said[..range.start]);
        if !kept || term.least == 0 || term.most == u32::MAX {
            continue;
        }
        let range = sentence.start + range.start..sentence.start + range.end;
        let of = (log, systems(said), file(text.place()), heading(&all[..sentence.start]));
        let told = Told {
            months: term.least,
            text: text.clone(),
            range,
        };
        found.push((of, told));
    }
    found
}

/// The names of systems in a sentence, in their order.
fn systems(said: &str) -> Vec<String> {
    let of_name = |c: char| {
        matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a1}'..='\u{30fa}' | 'ー' | '々' | '・') || c.is_ascii_alphanumeric()
    };
    let words = said.split(|c| !of_name(c));
    let named = words.filter(|word| lexicon().system_endings.are_in(word));
    let mut named: Vec<String> = named.map(str::to_owned).collect();
    named.sort();
    named.dedup();
    named
}

/// The nearest line before a place that is a heading in brackets: ＜中間サーバーにおける措置＞.
fn heading(before: &str) -> String {
    let mut lines = before.lines().rev().take(30);
    lines
        .find(|line| line.starts_with(['<', '〈', '《', '【', '[', '(']))
        .unwrap_or_default()
        .to_owned()
}

/// The files that the entry around a place is of; empty for what is said of all.
fn file(place: &Cursor<'_>) -> String {
    let mut entry = place.entry();
    while entry.parent().answer().is_some() {
        let name = entry.children().into_iter().find(|child| {
            let item = child.item();
            item.is_some_and(|item| item.key == "特定個人情報ファイル名")
        });
        if let Some(name) = name {
            let pieces = name.texts().iter().map(|piece| piece.text.trim());
            return pieces.chain([name.text().trim()]).collect();
        }
        entry = entry.parent().entry();
    }
    String::new()
}

fn tell(log: &str, first: &Told<'_>, told: &Told<'_>, findings: &mut Findings) {
    let (here, there) = (told.text.written(&told.range), first.text.written(&first.range));
    findings
        .report_at(&RULE, told.text.place(), told.text.span(&told.range))
        .message(format!(
            "「{log}」を残す期間が、ここでは「{here}」、ほかの所では「{there}」です"
        ))
        .label(
            "同じ記録のことであれば、正しい年数にそろえてください。別の記録であれば、違いの分かる名称で書いてください",
        )
        .because_at(first.text.span(&first.range), "こちらの期間と違います");
}
