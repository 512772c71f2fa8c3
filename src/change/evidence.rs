//! What speaks for a change of a ※ item being no 重要な変更: offered with the words that show it, never decided.
//! Law: 指針第6の2(2); what counts as an exception stands in 指針, what looks like one is told here.

use super::piece::{Class, class};
use super::{Candidate, Exception, ExceptionKind, Row, SegmentKind, readings};
use crate::folding::{fold, looks};
use crate::form::{Form, Item, Kind, Registered, path};
use crate::lexicon::lexicon;

/// What makes a change of a ※ item a candidate.
const LAW: &str = "番号法第28条第1項後段、規則第11条（指針の別表が挙げる、重要な変更の対象の項目）";
/// A slip of the pen is no longer than this on either side.
const SLIP: usize = 6;

/// What stands in one version in place of what stands in the other; one of them may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    old: String,
    new: String,
    /// The same with the rest of the words around it, so that a name is whole.
    old_word: String,
    new_word: String,
    /// Whether it stands where an article of a law is cited: behind 第, or before 条, 項 and the like.
    cited: bool,
}

/// Fills in what each row may be in law. What a new revision of the form brought or dropped is no change of the body's.
pub(super) fn weigh(rows: &mut [Row], form: &Form) {
    let renamed = renamed(rows, form);
    for row in rows.iter_mut().filter(|row| row.is_to_decide()) {
        let item = form.find(&path::without_entries(&row.path));
        let changes = changes(row);
        // Only a text has slips of the pen; a box or an option is what it is.
        let is_text = item.is_some_and(|item| item.kind == Kind::Text);
        let exceptions = [
            typo(row, &changes).filter(|_| is_text),
            formal(&changes, &renamed),
            item.and_then(|item| mitigating(row, form, item)),
        ];
        row.candidate = Some(Candidate {
            law: LAW.to_owned(),
            exceptions: exceptions.into_iter().flatten().collect(),
        });
    }
}

fn changes(row: &Row) -> Vec<Change> {
    let segments = &row.segments;
    let mut changes: Vec<Change> = Vec::new();
    let mut at = 0;
    while at < segments.len() {
        if segments[at].kind == SegmentKind::Same {
            at += 1;
            continue;
        }
        let from = at;
        let (mut old, mut new) = (String::new(), String::new());
        while let Some(segment) = segments.get(at).filter(|segment| segment.kind != SegmentKind::Same) {
            match segment.kind {
                SegmentKind::Deleted => old.push_str(&segment.text),
                SegmentKind::Same | SegmentKind::Inserted => new.push_str(&segment.text),
            }
            at += 1;
        }
        let before = from.checked_sub(1).map_or("", |at| &segments[at].text);
        let after = segments.get(at).map_or("", |segment| &segment.text);
        let head = word_end(before, old.chars().next().or(new.chars().next()));
        let tail = word_start(after, old.chars().last().or(new.chars().last()));
        let cites = |text: &str| {
            ["条", "項", "号", "の項", "の表", "欄"]
                .iter()
                .any(|word| text.starts_with(word))
        };
        changes.push(Change {
            cited: before.ends_with(['第', '条', '項', '号', '表']) || cites(after),
            old_word: format!("{head}{old}{tail}"),
            new_word: format!("{head}{new}{tail}"),
            old,
            new,
        });
    }
    changes
}

/// The end of a text that belongs to the word which goes on with `next`.
fn word_end(text: &str, next: Option<char>) -> &str {
    if !next.is_some_and(is_of_word) {
        return "";
    }
    let count: usize = text
        .chars()
        .rev()
        .take_while(|c| is_of_word(*c))
        .map(char::len_utf8)
        .sum();
    &text[text.len() - count..]
}

fn word_start(text: &str, last: Option<char>) -> &str {
    if !last.is_some_and(is_of_word) {
        return "";
    }
    let count: usize = text.chars().take_while(|c| is_of_word(*c)).map(char::len_utf8).sum();
    &text[..count]
}

fn is_of_word(c: char) -> bool {
    matches!(class(c), Class::Kanji | Class::Katakana | Class::Latin)
}

/// 誤字脱字の修正.
fn typo(row: &Row, changes: &[Change]) -> Option<Exception> {
    if changes.is_empty() || row.is_added() || row.is_removed() {
        return None;
    }
    let other_forms = changes.iter().any(differs_in_form);
    let evidence = if fold(&row.before) == fold(&row.after) && !other_forms {
        "全角と半角、空白や改行の違いだけです".to_owned()
    } else {
        let reasons: Option<Vec<String>> = changes.iter().map(slip).collect();
        let mut reasons = reasons?;
        reasons.dedup();
        reasons.join("。")
    };
    Some(Exception {
        kind: ExceptionKind::Typo,
        evidence,
    })
}

/// A text without what chooses the forms of its letters.
fn formless(text: &str) -> String {
    text.chars().filter(|c| !looks::is_selector(*c)).collect()
}

/// Whether a change is of the forms of letters alone.
fn differs_in_form(change: &Change) -> bool {
    change.old != change.new && formless(&change.old) == formless(&change.new)
}

/// Why one change looks like a slip of the pen that was mended.
fn slip(change: &Change) -> Option<String> {
    if differs_in_form(change) {
        return Some(format!(
            "「{}」の字の形（異体字）の違いだけです",
            formless(&change.new_word)
        ));
    }
    let (old, new) = trimmed(&change.old, &change.new);
    if fold(&old) == fold(&new) {
        return Some("全角と半角、空白の違いだけです".to_owned());
    }
    let length = old.chars().count().max(new.chars().count());
    let all = |text: &str, wanted: fn(char) -> bool| text.chars().all(wanted);
    let stop = |c: char| matches!(class(c), Class::Stop | Class::Sign) || "「」".contains(c);
    if all(&old, stop) && all(&new, stop) {
        return Some("句読点や記号の違いだけです".to_owned());
    }
    if length > SLIP {
        return None;
    }
    let long = |text: &str| text.replace(['ー', '・'], "");
    let (old_word, new_word) = (&change.old_word, &change.new_word);
    if long(&old) == long(&new) {
        return Some(format!("「{old_word}」と「{new_word}」の、長音などの書き方の違いです"));
    }
    let hiragana = |c: char| class(c) == Class::Hiragana;
    if (old.is_empty() || new.is_empty()) && length == 1 && all(&old, hiragana) && all(&new, hiragana) {
        return Some("ひらがな一字の抜けか余りです".to_owned());
    }
    let kanji = |c: char| class(c) == Class::Kanji;
    if !old.is_empty() && !new.is_empty() {
        let spelt = |a: &str, b: &str| all(a, kanji) && all(b, hiragana) && b.chars().count() <= 4;
        if spelt(&old, &new) || spelt(&new, &old) {
            return Some(format!("「{old}」と「{new}」の、漢字とかなの書き分けの違いです"));
        }
        let pairs: Option<Vec<&str>> = (old.chars().count() == new.chars().count())
            .then(|| old.chars().zip(new.chars()).filter(|(a, b)| a != b))
            .and_then(|mut pairs| pairs.by_ref().map(|(a, b)| readings::shared(a, b)).collect());
        if let Some(shared) = pairs.filter(|shared| !shared.is_empty()) {
            return Some(format!(
                "「{old_word}」と「{new_word}」は、同じ読み（{}）の漢字の違いです",
                shared.join("、")
            ));
        }
    }
    None
}

/// Two texts without what both begin and end with.
fn trimmed(old: &str, new: &str) -> (String, String) {
    let (mut old, mut new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    while old.last().is_some() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    (
        old.split_off(head).into_iter().collect(),
        new.split_off(head).into_iter().collect(),
    )
}

/// 組織の名称、所在地、法人の名称等の形式的な変更.
fn formal(changes: &[Change], renamed: &[(String, String, String)]) -> Option<Exception> {
    let reason = |change: &Change| -> Option<String> {
        let (old, new) = (&change.old_word, &change.new_word);
        if old.is_empty() || new.is_empty() || old.contains('\n') || new.contains('\n') {
            return None;
        }
        if let Some((_, _, item)) = renamed.iter().find(|(a, b, _)| a == old && b == new) {
            return Some(format!("「{item}」と同じ、組織の名称の変更（{old} → {new}）です"));
        }
        let body = |word: &str| lexicon().body_endings.end(word) || lexicon().company_beginnings.begin(word);
        if body(old) && body(new) {
            return Some(format!("組織や法人の名称の違い（{old} → {new}）です"));
        }
        let of = |text: &str, signs: &str| text.chars().all(|c| class(c) == Class::Digit || signs.contains(c));
        let (old, new) = (&change.old, &change.new);
        if of(old, "-－ー〒丁目番地号")
            && of(new, "-－ー〒丁目番地号")
            && (old.contains(['-', '－', '番', '目']) || new.contains(['-', '－', '番', '目']))
        {
            return Some("所在地や電話番号の違いです".to_owned());
        }
        let signs = "第条項号の別表一二三四五六七八九十百及び、,，・～~から欄";
        let cites = |text: &str| text.contains(['条', '項', '号', '表']);
        if of(old, signs) && of(new, signs) && (change.cited || cites(old) || cites(new)) {
            return Some("引いている法令の条、項、号などの違いです（法改正に伴う変更か確かめてください）".to_owned());
        }
        None
    };
    if changes.is_empty() {
        return None;
    }
    let reasons: Option<Vec<String>> = changes.iter().map(reason).collect();
    let mut reasons = reasons?;
    reasons.sort();
    reasons.dedup();
    Some(Exception {
        kind: ExceptionKind::Formal,
        evidence: reasons.join("。"),
    })
}

/// Names of bodies that other rows change, such as 担当部署: old, new and the item that says so.
fn renamed(rows: &[Row], form: &Form) -> Vec<(String, String, String)> {
    let of_department = |row: &&Row| {
        let item = form.find(&path::without_entries(&row.path));
        item.is_some_and(|item| item.register == Some(Registered::Department))
    };
    rows.iter()
        .filter(of_department)
        .flat_map(|row| {
            let changes = changes(row).into_iter();
            changes.map(|change| (change.old_word, change.new_word, row.item.clone()))
        })
        .filter(|(old, new, _)| !old.is_empty() && !new.is_empty())
        .collect()
}

/// リスクを明らかに軽減させる変更.
fn mitigating(row: &Row, form: &Form, item: &Item) -> Option<Exception> {
    let is_measure = form.part(item).is_some_and(|part| part.marked);
    let evidence = match item.kind {
        Kind::Choice => better(row, item, is_measure)?,
        Kind::Text if is_measure && only(row, SegmentKind::Inserted) && !row.is_added() => {
            "これまでの記載を一つも削らず、措置の記載を加えています".to_owned()
        }
        Kind::Choices | Kind::Texts if is_measure && only(row, SegmentKind::Inserted) && !row.is_added() => {
            "これまで行っていたものを一つも外さず、加えただけです".to_owned()
        }
        Kind::Choices if !is_measure && only(row, SegmentKind::Deleted) && !row.is_removed() => {
            "これまでの選択の一部を外し、新しく選んだものはありません".to_owned()
        }
        Kind::Entries if !is_measure && row.is_removed() => {
            "これまでの記載をなくしただけで、新しく加えたものはありません".to_owned()
        }
        Kind::Text
        | Kind::Texts
        | Kind::Date
        | Kind::Number
        | Kind::Choices
        | Kind::Tick
        | Kind::Figure
        | Kind::Group
        | Kind::Entries => return None,
    };
    Some(Exception {
        kind: ExceptionKind::Mitigating,
        evidence,
    })
}

/// Why another option means less risk. The options of measures stand from the best to the worst; what is not done at all
/// elsewhere, such as 委託しない, bears no risk.
fn better(row: &Row, item: &Item, is_measure: bool) -> Option<String> {
    let at = |text: &str| item.options.iter().position(|option| option.text == text);
    let (old, new) = (at(&row.before)?, at(&row.after)?);
    let (before, after) = (&item.options[old].text, &item.options[new].text);
    // 再委託していない and the like say that a question does not arise.
    let scale = item.options.len() < 4 || (old < 3 && new < 3);
    let is_better = if is_measure {
        scale && new < old
    } else {
        after.ends_with("しない") && !before.ends_with("しない")
    };
    is_better.then(|| format!("「{before}」から「{after}」に改めています"))
}

/// Whether only words of one kind differ.
fn only(row: &Row, kind: SegmentKind) -> bool {
    let mut differing = row
        .segments
        .iter()
        .filter(|segment| segment.kind != SegmentKind::Same)
        .peekable();
    differing.peek().is_some() && differing.all(|segment| segment.kind == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::change::{Cause, rows};
    use crate::form::builtin;

    #[test]
    fn what_the_form_dropped_or_brought_is_no_candidate() {
        let read = |place: &str| {
            let text = format!(
                "様式: 重点項目評価書\n特定個人情報ファイル:\n  - 番号: 1\n    保管・消去:\n      保管場所: {place}\n"
            );
            answers::read(builtin(), "a.yaml", text.as_bytes()).assessment.unwrap()
        };
        let (old, new) = (read("一階"), read("二階"));
        for (cause, candidate) in [(Cause::Author, true), (Cause::Dropped, false), (Cause::Added, false)] {
            let mut rows = rows(&old, &new).unwrap();
            for row in &mut rows {
                row.cause = cause;
                row.candidate = None;
            }
            weigh(&mut rows, new.form());
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].candidate.is_some(), candidate, "{cause:?}");
        }
    }
}
