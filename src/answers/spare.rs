//! An assessment with room to write in: empty entries beside those that are written, as a form on paper has empty slots.

use std::sync::OnceLock;

use super::arena::Answers;
use super::{Answer, AnswerId, Assessment, Value};
use crate::form::{Form, Item, ItemId};

/// The last 番号 of a list whose form has no limit.
const MOST: u32 = 999;

impl Assessment {
    /// The same assessment with one empty entry more in each list, as far as the form has slots, and with an empty one for each slot
    /// that its form prints before that. What is written stays, and so does what is counted: an empty entry says nothing.
    #[must_use]
    pub fn with_spare_entries(&self) -> Self {
        let mut answers = self.answers.clone();
        let mut at = 0;
        // New entries come last, so that their own lists get one too.
        while let Some(id) = answers.nth(at) {
            at += 1;
            if answers.is_list(&self.form, id) {
                add(&self.form, &mut answers, id);
            }
        }
        Self {
            form: std::sync::Arc::clone(&self.form),
            source: std::sync::Arc::clone(&self.source),
            answers,
            folded: OnceLock::new(),
            pictures: self.pictures.clone(),
            asked: None,
        }
    }
}

fn add(form: &Form, answers: &mut Answers, list: AnswerId) {
    let item = form.item(answers.get(list).item);
    let slots: Vec<(u32, AnswerId)> = answers
        .children(list)
        .filter_map(|(id, entry)| Some((entry.slot?, id)))
        .collect();
    let last = slots.iter().max_by_key(|(slot, _)| *slot);
    let next = last.map_or(1, |(slot, id)| slot.saturating_add(u32::from(answers.is_filled(*id))));
    let limit = item.repeat.as_ref().and_then(|repeat| repeat.slots).unwrap_or(MOST);
    let printed = item.repeat.as_ref().is_some_and(|repeat| !repeat.groups.is_empty());
    let first = if printed { 1 } else { next };
    let is_free = |slot: &u32| slots.iter().all(|(taken, _)| taken != slot);
    let missing: Vec<u32> = (first..=next)
        .filter(|slot| *slot <= limit || !item.is_numbered())
        .filter(is_free)
        .collect();
    for slot in missing {
        let entry = blank(form, answers, item, list, Some(slot));
        answers.get_mut(list).children.push(entry);
    }
    let mut entries: Vec<(Option<u32>, AnswerId)> =
        answers.children(list).map(|(id, entry)| (entry.slot, id)).collect();
    entries.sort();
    answers.get_mut(list).children = entries.into_iter().map(|(_, id)| id).collect();
}

/// An answer that says nothing, with one for every item below it; a list has no entries.
fn blank(form: &Form, answers: &mut Answers, item: &Item, parent: AnswerId, slot: Option<u32>) -> AnswerId {
    let id = answers.push(Answer {
        item: item.id,
        key: None,
        span: None,
        mark: None,
        value: Value::Empty,
        slot,
        parent: Some(parent),
        children: Vec::new(),
    });
    let is_list = item.repeat.is_some() && slot.is_none();
    let below: &[ItemId] = if is_list { &[] } else { &item.children };
    let children: Vec<AnswerId> = below
        .iter()
        .map(|child| blank(form, answers, form.item(*child), id, None))
        .collect();
    answers.get_mut(id).children = children;
    id
}

#[cfg(test)]
mod tests {
    use crate::answers::{Assessment, Cursor, read};
    use crate::form::builtin;

    fn spare(body: &str) -> Assessment {
        let text = format!("様式: 重点項目評価書\n{body}");
        let read = read(builtin(), "test.yaml", text.as_bytes());
        read.assessment.unwrap().with_spare_entries()
    }

    fn slots(assessment: &Assessment, list: &str) -> Vec<u32> {
        let cursor = assessment.top().find(list).unwrap();
        cursor.children().iter().filter_map(Cursor::slot).collect()
    }

    #[test]
    fn a_list_has_one_entry_more_and_no_gap() {
        let body = "基本情報:\n  システム:\n    - {番号: 3, システムの名称: 台帳}\n";
        let spare = spare(body);
        assert_eq!(slots(&spare, "基本情報/システム"), [1, 2, 3, 4]);
        assert_eq!(slots(&spare, "特定個人情報ファイル"), [1]);
        assert_eq!(slots(&spare, "特定個人情報ファイル[1]/委託/委託事項"), [1]);
        let system = spare.top().find("基本情報/システム[4]/システムの名称").unwrap();
        assert!(!system.is_filled() && system.item().is_some());
        assert_eq!(
            spare
                .at("基本情報/システム")
                .children()
                .iter()
                .filter(|one| one.is_filled())
                .count(),
            1
        );
    }

    #[test]
    fn an_entry_that_says_nothing_is_room_enough_and_a_full_list_has_none() {
        let body =
            "変更箇所:\n  - {項目: 表紙}\n  - {}\n基本情報:\n  システム:\n    - {番号: 20, システムの名称: 台帳}\n";
        let spare = spare(body);
        assert_eq!(slots(&spare, "変更箇所"), [1, 2]);
        assert_eq!(slots(&spare, "基本情報/システム").len(), 20);
    }
}
