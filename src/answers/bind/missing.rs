//! Findings for what the form wants answered and the file does not answer, each at the nearest thing around it.

use super::Binder;
use crate::answers::arena::Answers;
use crate::answers::cursor::{name_of, place_around};
use crate::answers::{Answer, AnswerId, Value};
use crate::finding::{Finding, Severity, code};
use crate::form::Form;

impl Binder<'_> {
    /// Reports what must be answered and is not.
    pub(super) fn required(&mut self) {
        look_for_missing(self.form, &self.answers, Answers::ROOT, &mut self.findings);
    }
}

fn look_for_missing(form: &Form, answers: &Answers, id: AnswerId, findings: &mut Vec<Finding>) {
    let answer = answers.get(id);
    let item = form.item(answer.item);
    // What cannot be read has its finding, and what it waives or holds is not known.
    let holds_back = |child: &Answer| matches!(child.value, Value::Tick(true) | Value::Withheld | Value::Invalid(_));
    let waived = item.waived_by.as_ref().is_some_and(|key| {
        // A list holds entries only, and may hold many.
        let groups = answers
            .outwards(id)
            .filter(|(around, _)| !answers.is_list(form, *around));
        let mut around = groups.flat_map(|(group, _)| answers.children(group));
        around.any(|(_, child)| &form.item(child.item).key == key && holds_back(child))
    });
    if waived || matches!(answer.value, Value::Invalid(_)) {
        return;
    }
    // Entries of a part that must exist: a form without any file says nothing.
    let empty_part = answers.is_list(form, id)
        && item.is_part
        && answer.children.is_empty()
        && !form.part(item).is_some_and(|part| part.table);
    if (item.required && !answers.is_filled(id)) || empty_part {
        findings.push(missing(form, answers, id));
        return;
    }
    for child in &answer.children {
        look_for_missing(form, answers, *child, findings);
    }
}

/// The finding for an answer, at its key or the nearest thing around it.
fn missing(form: &Form, answers: &Answers, id: AnswerId) -> Finding {
    let name = name_of(form, answers, id);
    let (span, around) = place_around(answers, id);
    let below = answers.outwards(id).take_while(|(id, _)| *id != around);
    let mut keys: Vec<String> = below
        .filter(|(_, answer)| answer.slot.is_none())
        .map(|(_, answer)| format!("「{}」", form.item(answer.item).key))
        .collect();
    keys.reverse();
    let label = match around {
        _ if keys.is_empty() => "ここに書いてください".to_owned(),
        Answers::ROOT => format!("この段に{}を書いてください", keys.join("の")),
        _ => format!("この中に{}を書いてください", keys.join("の")),
    };
    Finding::new(code::MISSING_ANSWER, Severity::Error, span)
        .message(format!("「{name}」が書かれていません"))
        .label(label)
        .item(name)
}
