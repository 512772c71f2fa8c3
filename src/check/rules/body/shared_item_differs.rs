//! 一つの事務の評価書が、同じ問いに違う答えを書いていないか。

use std::collections::{BTreeSet, HashMap};

use crate::answers::{Assessment, Cursor};
use crate::check::look::together::Together;
use crate::check::words::list_marks::unmarked;
use crate::check::words::unit;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::{Error, Warning};
use crate::folding::fold;
use crate::form::{Display, Form, Item, Kind};

pub const RULE: Rule = Rule {
    code: "C199",
    name: "shared-item-differs",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "基礎項目評価書と重点項目評価書・全項目評価書が、同じ項目に同じことを書いていること",
    why: "同じ事務の評価書を別々に直すうちに、一方だけ古い記載が残りやすい",
    law: Law::Internal("同じ事務の評価書に共通する項目の整合"),
    check: Check::Together(check),
};

/// Items that each document has of its own, though their keys are the same: names, and words of its own choosing.
const OWN: [&str; 4] = ["評価書名", "宣言", "特記事項", "公表日"];

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    for other in set.heavier() {
        let others = Others::of(other.form());
        for item in kiso.form().items() {
            if let Some(shared) = others.shared(kiso.form(), item) {
                compare(kiso, item, other, shared, findings);
            }
        }
    }
}

/// The items of the form beside 基礎項目評価書.
struct Others<'f> {
    form: &'f Form,
    /// By their path within their part.
    within: HashMap<&'f str, Vec<&'f Item>>,
}

impl<'f> Others<'f> {
    fn of(form: &'f Form) -> Self {
        let mut within: HashMap<&str, Vec<&Item>> = HashMap::new();
        for item in form.items() {
            if let Some((_, tail)) = item.path.split_once('/') {
                within.entry(tail).or_default().push(item);
            }
        }
        Self { form, within }
    }

    /// The item that asks the same as one of `form`: that of the same path, else the only one that has the same path
    /// within its part, since a question may stand in another part here.
    fn shared(&self, form: &Form, item: &Item) -> Option<&'f Item> {
        let part = form.part(item)?;
        let kinds = [Kind::Text, Kind::Texts, Kind::Choice, Kind::Choices];
        if !part.printed || part.table || !kinds.contains(&item.kind) || OWN.contains(&item.path.as_str()) {
            return None;
        }
        if let Some(same) = self.form.find(&item.path) {
            return (same.kind == item.kind).then_some(same);
        }
        let (_, tail) = item.path.split_once('/')?;
        if !tail.contains('/') {
            return None;
        }
        let mut found = self.within.get(tail)?.iter().filter(|other| other.kind == item.kind);
        let only = found.next()?;
        found.next().is_none().then_some(only)
    }
}

fn compare(kiso: &Assessment, item: &Item, other: &Assessment, shared: &Item, findings: &mut Findings) {
    let own = kiso.at(&item.path);
    let theirs: Vec<Cursor<'_>> = other.each(&shared.path).into_iter().filter(Cursor::is_filled).collect();
    let said = said(&own);
    let Some(first) = theirs.first() else { return };
    if said.is_empty() {
        return;
    }
    let alike = match item.kind {
        // One answer for all files: that of some file must be the same.
        Kind::Text | Kind::Choice => {
            theirs.iter().any(|their| {
                let their = self::said(their);
                their == said || (item.path != shared.path && has_part(&their, &said))
            }) && !theirs
                .iter()
                .all(|their| unit::is_under_another(own.text(), their.text()))
        }
        Kind::Texts
        | Kind::Date
        | Kind::Number
        | Kind::Choices
        | Kind::Tick
        | Kind::Figure
        | Kind::Group
        | Kind::Entries => theirs.iter().flat_map(self::said).collect::<BTreeSet<String>>() == said,
    };
    if alike {
        return;
    }
    let certain = item.display == Some(Display::Number) || item.kind == Kind::Choice;
    let name = &other.form().name;
    findings
        .report(&RULE, &own)
        .severity(if certain { Error } else { Warning })
        .message(format!("「{}」が、同じ事務の{name}と違います", own.name()))
        .label(if item.display == Some(Display::Number) {
            "同じ事務の評価書であれば、同じ番号にそろえてください。別の事務であれば、フォルダを分けてください"
        } else {
            "どちらが正しいか確かめ、同じ記載にそろえてください"
        })
        .because(first, quoted(name, first));
}

/// What an answer says, apart from width and spaces, and in sentences from punctuation.
fn said(answer: &Cursor<'_>) -> BTreeSet<String> {
    let bare = |text: &str| {
        let folded = fold(text);
        let letters = folded.chars().filter(|c| !"、。,.・･「」".contains(*c));
        letters.collect::<String>()
    };
    let ticks = answer.ticks().into_iter().map(|(option, _)| option.text.as_str());
    let chosen = answer.option().map(|option| option.text.as_str());
    let texts = [answer.text()].into_iter().chain(chosen).chain(ticks).map(bare);
    // The pieces of a list are names, in which a sign may tell one from another.
    let names = answer.texts().iter().map(|piece| fold(unmarked(&piece.text)));
    texts.chain(names).filter(|text| !text.is_empty()).collect()
}

/// Whether one says more than the other, not otherwise.
fn has_part(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.iter()
        .any(|a| b.iter().any(|b| a.contains(b.as_str()) || b.contains(a.as_str())))
}

fn quoted(name: &str, place: &Cursor<'_>) -> String {
    let text = place.option().map_or(place.text(), |option| &option.text).trim();
    if text.is_empty() || text.contains('\n') || text.chars().count() > 40 {
        format!("{name}の記載です")
    } else {
        format!("{name}では「{text}」です")
    }
}
