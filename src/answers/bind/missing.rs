//! Findings for what the form wants answered and the file does not answer, each at the nearest thing around it.

use super::Binder;
use crate::answers::cursor::{name_of, place_around};
use crate::answers::{Answer, Value};
use crate::finding::{Finding, Severity};
use crate::form::{Form, Kind};

impl Binder<'_> {
    /// Reports what must be answered and is not.
    pub(super) fn required(&mut self, root: &Answer) {
        look_for_missing(self.form, &mut vec![root], &mut self.findings);
    }
}

fn look_for_missing(form: &Form, trail: &mut Vec<&Answer>, findings: &mut Vec<Finding>) {
    let Some(answer) = trail.last().copied() else { return };
    let item = form.item(answer.item);
    // What cannot be read has its finding, and what it waives or holds is not known.
    let holds_back = |child: &Answer| matches!(child.value, Value::Tick(true) | Value::Invalid(_));
    let waived = item.waived_by.as_ref().is_some_and(|key| {
        // A list holds entries only, and may hold many.
        let groups = trail.iter().filter(|around| !is_list(form, around));
        let around = groups.flat_map(|group| &group.children);
        let mut ticks = around.filter(|child| &form.item(child.item).key == key);
        ticks.any(holds_back)
    });
    if waived || matches!(answer.value, Value::Invalid(_)) {
        return;
    }
    // Entries of a part that must exist: a form without any file says nothing.
    let empty_part = is_list(form, answer)
        && item.is_part
        && answer.children.is_empty()
        && !form.part(item).is_some_and(|part| part.table);
    if (item.required && !answer.is_filled()) || empty_part {
        findings.push(missing(form, trail));
        return;
    }
    for child in &answer.children {
        trail.push(child);
        look_for_missing(form, trail, findings);
        trail.pop();
    }
}

fn is_list(form: &Form, answer: &Answer) -> bool {
    form.item(answer.item).kind == Kind::Entries && answer.slot.is_none()
}

/// The finding for the answer at the end of a trail, at its key or the nearest thing around it.
fn missing(form: &Form, trail: &[&Answer]) -> Finding {
    let name = name_of(form, trail);
    let (span, depth) = place_around(trail);
    let keys: Vec<String> = trail[depth + 1..]
        .iter()
        .filter(|answer| answer.slot.is_none())
        .map(|answer| format!("「{}」", form.item(answer.item).key))
        .collect();
    let label = match depth {
        _ if keys.is_empty() => "ここに書いてください".to_owned(),
        0 => format!("この段に{}を書いてください", keys.join("の")),
        _ => format!("この中に{}を書いてください", keys.join("の")),
    };
    Finding::new("F101", Severity::Error, span)
        .message(format!("「{name}」が書かれていません"))
        .label(label)
        .item(name)
}
