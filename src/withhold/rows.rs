//! Which rows of 変更箇所 concern what is withheld. Where a row may, it does: people name items in many ways, and a row that slips
//! through quotes the very words.

use std::collections::BTreeSet;

use super::names::Target;
use super::words::Words;
use crate::answers::{AnswerId, Assessment, Cursor};
use crate::folding::{fold, nfkc};
use crate::form::find_name::NameMatch;
use crate::form::path::{self, Path, is_within};
use crate::form::{ChangeTable, Display, Form, Item};
use crate::source::Span;
use crate::table::named::{Named, titles};

/// A row that is withheld because its 項目 does not say what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// 項目 as it is written.
    pub text: String,
    /// The name of the row, such as （別添2）変更箇所 3行目.
    pub row: String,
    pub span: Span,
}

/// What becomes of the rows.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub hidden: BTreeSet<AnswerId>,
    pub unclear: Vec<RowFault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// It names something else.
    Elsewhere,
    /// It may name something withheld.
    Unclear,
    /// It names something withheld, what holds it, or what it holds.
    Concerned,
}

/// Judges each row. `versions` are those that rows speak of, its own the first; `hidden` are answers that are withheld by their own names, rows among them.
pub(super) fn judge(
    assessment: &Assessment,
    versions: &[&Assessment],
    targets: &[Target],
    words: &Words,
    hidden: &BTreeSet<AnswerId>,
    is_clear: impl Fn(&RowFault) -> bool,
) -> Judged {
    let forms: Vec<&Form> = versions.iter().map(|version| version.form().as_ref()).collect();
    let titles = titles(versions);
    let table_path = assessment.form().change_table().map(|table| table.list.path.clone());
    // A cell of the table that is withheld by its own name concerns no other row.
    let targets: Vec<&Target> = targets
        .iter()
        .filter(|target| {
            let item = path::without_entries(&target.path);
            table_path.as_deref().is_none_or(|table| !is_within(&item, table))
        })
        .collect();
    let mut judged = Judged::default();
    for (table, row) in lines(assessment) {
        let cell = row.at(&table.names.key);
        let quotes = quoting(&table, &row);
        let speaks = quotes.iter().any(|cell| words.are_in(cell.text()));
        let verdict = verdict(cell.text(), &targets, &forms, &titles);
        let fault = RowFault {
            text: cell.text().trim().to_owned(),
            row: row.name(),
            span: cell.span(),
        };
        let withheld = match verdict {
            Verdict::Concerned => true,
            Verdict::Unclear if speaks => true,
            Verdict::Unclear => {
                let cleared = is_clear(&fault);
                if !cleared {
                    judged.unclear.push(fault);
                }
                !cleared
            }
            Verdict::Elsewhere => speaks,
        };
        if withheld {
            judged.hidden.extend(quotes.iter().filter_map(Cursor::id));
        }
        if words.are_in(cell.text()) {
            judged.hidden.extend(cell.id());
        }
    }
    judged.hidden.retain(|id| !hidden.contains(id));
    judged
}

fn lines(assessment: &Assessment) -> Vec<(ChangeTable<'_>, Cursor<'_>)> {
    let Some(table) = assessment.form().change_table() else {
        return Vec::new();
    };
    let rows = assessment.each(&table.list.path).into_iter().filter(Cursor::is_filled);
    rows.map(|row| (table, row)).collect()
}

/// The cells that may quote an item: what it said, what it says, why it was changed.
fn quoting<'a>(table: &ChangeTable<'_>, row: &Cursor<'a>) -> Vec<Cursor<'a>> {
    let cells = row.children().into_iter();
    let kept = [Some(Display::Changed), Some(Display::Names), Some(Display::Submission)];
    cells
        .filter(|cell| cell.item().is_none_or(|item| !kept.contains(&item.display)))
        .filter(|cell| cell.item().is_none_or(|item| item.id != table.names.id))
        .collect()
}

fn verdict(text: &str, targets: &[&Target], forms: &[&Form], titles: &[String]) -> Verdict {
    if targets.is_empty() {
        return Verdict::Elsewhere;
    }
    let pieces = pieces(text);
    let whole = one(text, targets, forms, titles);
    if pieces.len() < 2 {
        return whole;
    }
    // Several names in one cell: each by itself, and what stands between them may be a range.
    let each = pieces.iter().map(|piece| one(piece, targets, forms, titles));
    let each = each.max().unwrap_or(Verdict::Unclear);
    let range = if nfkc(text).contains(is_range) {
        Verdict::Unclear
    } else {
        Verdict::Elsewhere
    };
    whole.max(each).max(range)
}

/// What one name is about.
fn one(text: &str, targets: &[&Target], forms: &[&Form], titles: &[String]) -> Verdict {
    let folded = fold(text);
    if targets.iter().any(|target| fold(&target.name) == folded) {
        return Verdict::Concerned;
    }
    let named = Named::of(text, forms);
    let is_near = |target: &Target| named.is_near(&path::without_entries(&target.path));
    let names = |target: &Target| {
        named.names(&target.path, &target.name, titles)
            || (is_near(target) && has_entry_among_several(text, &target.path))
    };
    if targets.iter().any(|target| names(target)) {
        return Verdict::Concerned;
    }
    let mut found: Vec<(&Form, &Item)> = Vec::new();
    let mut contradicts = false;
    for form in forms {
        match form.find_name(text.trim()) {
            NameMatch::Items(items) => found.extend(items.into_iter().map(|item| (*form, item))),
            NameMatch::Meant(item) => {
                contradicts = true;
                found.push((*form, item));
            }
            NameMatch::Unclear => {}
        }
    }
    if found.is_empty() {
        return Verdict::Unclear;
    }
    let rest = rest(text, &found);
    let may_mean = |target: &Target| {
        // Another entry or another file of the same item is named for certain.
        if is_near(target) {
            return false;
        }
        let Some(item) = forms
            .iter()
            .find_map(|form| form.find(&path::without_entries(&target.path)))
        else {
            return true;
        };
        let above = |form: &Form, item: &Item| section(form, item);
        let beside = forms.iter().any(|form| {
            form.own(&item.path).is_some_and(|own| {
                let own = above(form, own);
                found
                    .iter()
                    .any(|(other, item)| own.is_some() && above(other, item) == own)
            })
        });
        let key = letters(&item.key);
        (contradicts || !rest.is_empty()) && beside
            || rest.contains(&key)
            || contradicts && letters(text).contains(&key)
    };
    if targets.iter().any(|target| may_mean(target)) {
        Verdict::Unclear
    } else {
        Verdict::Elsewhere
    }
}

/// The path of the section that an item stands in.
fn section(form: &Form, item: &Item) -> Option<String> {
    let mut at = Some(item);
    while let Some(item) = at {
        if item.section {
            return Some(item.path.clone());
        }
        at = item.parent.map(|id| form.item(id));
    }
    None
}

/// The letters of a name that the items found for it, what holds them, numbers and brackets do not account for.
fn rest(text: &str, found: &[(&Form, &Item)]) -> String {
    let mut text = nfkc(text);
    // The title of a file stands in brackets at the end.
    if let Some(open) = text.trim_end().ends_with(')').then(|| text.rfind('(')).flatten() {
        text.truncate(open);
    }
    let mut rest = letters(&text);
    let mut keys: Vec<String> = Vec::new();
    for (form, item) in found {
        let mut at = Some(*item);
        while let Some(item) = at {
            keys.extend([letters(&item.key), letters(&item.label)]);
            if let Some(part) = form.part(item) {
                keys.push(letters(&part.label));
            }
            at = item.parent.map(|id| form.item(id));
        }
    }
    keys.retain(|key| !key.is_empty());
    keys.sort_by_key(|key| std::cmp::Reverse(key.len()));
    for key in keys {
        rest = rest.replacen(&key, "", 1);
    }
    for word in ["表紙", "別添"] {
        rest = rest.replacen(word, "", 1);
    }
    rest.retain(|c| !c.is_ascii_digit() && !matches!(c, 'I' | 'V' | 'X' | '①'..='⑳'));
    rest
}

/// Letters and digits without width, spaces and signs.
fn letters(text: &str) -> String {
    let mut letters = nfkc(text);
    letters.retain(|c| c.is_alphanumeric() && c != 'ー');
    letters
}

/// The names in a cell: each begins with the number of a part.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut roman = false;
    let mut before = ' ';
    for c in text.trim().chars() {
        let numeral = matches!(c, 'Ⅰ'..='Ⅹ' | 'I' | 'V' | 'X' | 'Ｉ' | 'Ｖ' | 'Ｘ');
        let begins =
            numeral && !roman && !before.is_ascii_alphanumeric() || c == '別' || c == '表' && pieces.is_empty();
        if begins || pieces.is_empty() {
            pieces.push(String::new());
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
        roman = numeral;
        before = c;
    }
    pieces.retain(|piece| !letters(piece).is_empty());
    if pieces.len() < 2 {
        pieces.extend(sections(text));
    }
    pieces
}

/// The sections that a name counts behind one number of a part: Ⅱ-2 and Ⅱ-6 of 「Ⅱ-2・6」. None where it names one.
fn sections(text: &str) -> Vec<String> {
    let text = nfkc(text);
    let text = text.trim();
    let is_numeral = |c: char| matches!(c, 'I' | 'V' | 'X');
    let roman: String = text.chars().take_while(|c| is_numeral(*c)).collect();
    let rest = text[roman.len()..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | 'の'));
    let is_between = |c: char| is_range(c) || c.is_whitespace() || "、,・及びと/".contains(c);
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !is_between(c))
        .unwrap_or(rest.len());
    let numbers: Vec<&str> = rest[..end]
        .split(is_between)
        .filter(|number| !number.is_empty())
        .collect();
    if roman.is_empty() || numbers.len() < 2 {
        return Vec::new();
    }
    numbers.iter().map(|number| format!("{roman}-{number}")).collect()
}

fn is_range(c: char) -> bool {
    matches!(c, '~' | '～' | '〜')
}

/// Whether a name counts several entries of a list, the target's among them: システム1～4, システム1、4, システム2以降.
fn has_entry_among_several(name: &str, target: &str) -> bool {
    let name = nfkc(name);
    let path = Path::parse(target);
    let mut entries = path.steps().iter().filter_map(|step| Some((step.key, step.entry?)));
    entries.any(|(key, number)| {
        name.match_indices(key).any(|(at, key)| {
            let behind = &name[at + key.len()..];
            let run: String = behind
                .chars()
                .take_while(|c| {
                    c.is_ascii_digit()
                        || c.is_whitespace()
                        || is_range(*c)
                        || "、,・及びとから並に・以降上下ほか他等など-/".contains(*c)
                })
                .collect();
            let numbers: Vec<u32> = run
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|digits| digits.parse().ok())
                .collect();
            let open = ["以降", "以上", "ほか", "他", "等", "など", "から", "以下"]
                .iter()
                .any(|word| run.contains(word));
            let range = run.contains(is_range) || run.contains('-');
            let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
                return false;
            };
            numbers.len() > 1 && (numbers.contains(&number) || range && (*first..=*last).contains(&number)) || open
        })
    })
}
