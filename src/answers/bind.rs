//! Binds the node tree of a file to its form: each node to its item, each scalar to the item's kind.
//! Finds what the form alone can tell: unknown keys, wrong kinds, texts that are no option, slots, and what is missing.

mod choice;
mod correct;
mod counted;
mod day;
mod edition;
mod fault;
mod figures;
mod meant;
mod missing;
mod scalar;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::arena::Answers;
use super::cursor::name_of;
use super::{Answer, AnswerId, Value};
use crate::finding::{Finding, Severity, code};
use crate::folding::{fold, nearest};
use crate::form::{FORM_KEY, Form, Forms, Item, Kind, NUMBER_KEY};
use crate::source::{Entry, Node, NodeKind, Source, Span, suspect_finding};

/// How many entries of lists one file may have in all. The longest published change tables have some hundreds of rows.
const MAX_ENTRIES: usize = 10_000;

/// The form that a file names, or the finding that says why there is none.
pub(super) fn choose_form(forms: &Forms, source: &Source, findings: &mut Vec<Finding>) -> Option<Arc<Form>> {
    let root = source.root()?;
    let mut names: Vec<&str> = forms.headings().map(|form| form.name.as_str()).collect();
    names.dedup();
    let list = names.join("、");
    if !matches!(root.kind, NodeKind::Mapping(_)) {
        findings.extend(fault::suspects(source, &root.span).map(suspect_finding));
        findings.push(
            Finding::new(code::WRONG_KIND, Severity::Error, root.mark(source))
                .message("評価書の形になっていません")
                .label(format!(
                    "「{FORM_KEY}: {}」のように、「項目名: 値」の形で書き始めてください",
                    names.first()?
                )),
        );
        return None;
    }
    let Some(entry) = find(root, FORM_KEY) else {
        findings.extend(fault::suspects(source, &root.span).map(suspect_finding));
        findings.push(
            Finding::new(code::UNKNOWN_FORM, Severity::Error, 0..0)
                .message(format!("「{FORM_KEY}」が書かれていません"))
                .label(format!("先頭に「{FORM_KEY}: 」と様式の名称（{list}）を書いてください")),
        );
        return None;
    };
    let name = entry.value.text().unwrap_or_default();
    let folded = fold(name);
    let Some(newest) = forms.headings().find(|form| form.is_called(&folded)) else {
        findings.push(
            Finding::new(code::UNKNOWN_FORM, Severity::Error, place(source, entry))
                .message(format!("「{name}」という様式は扱えません"))
                .label(format!("扱える様式は {list} です")),
        );
        return None;
    };
    edition::choose(forms, newest, source, findings)
}

/// What binding gives.
pub(super) struct Bound {
    pub answers: Answers,
    pub findings: Vec<Finding>,
    /// See [`super::Read::loose`].
    pub loose: Vec<Finding>,
}

/// Binds a file to its form. Every item of the form gets an answer.
pub(super) fn bind(form: &Form, source: &Source) -> Bound {
    let mut binder = Binder {
        form,
        source,
        answers: Answers::default(),
        findings: Vec::new(),
        loose: Vec::new(),
        counted: Vec::new(),
        told: HashSet::new(),
        room: MAX_ENTRIES,
    };
    let opening = source.root().and_then(|root| find(root, FORM_KEY));
    binder.group(
        None,
        form.root(),
        source.root(),
        opening.map(|entry| entry.key_span.clone()),
        &[FORM_KEY],
    );
    binder.correct_counts();
    for findings in [&mut binder.findings, &mut binder.loose] {
        findings.sort_by_key(|finding| finding.span.start);
        name_items(
            form,
            &binder.answers,
            Answers::ROOT,
            &(0..source.text().len()),
            findings,
        );
    }
    binder.required();
    Bound {
        answers: binder.answers,
        findings: binder.findings,
        loose: binder.loose,
    }
}

/// Gives findings the name of the deepest answer that they stand in.
///
/// `findings` are in the order of the text and begin inside `place`, which is the answer or its key.
fn name_items(form: &Form, answers: &Answers, id: AnswerId, place: &Span, findings: &mut [Finding]) {
    if findings.is_empty() {
        return;
    }
    if id != Answers::ROOT {
        let name = name_of(form, answers, id);
        let inside = findings.iter_mut().filter(|finding| finding.span.end <= place.end);
        inside.for_each(|finding| finding.item = Some(name.clone()));
    }
    for (id, child) in answers.children(id) {
        for place in child.key.iter().chain(&child.span) {
            let first = findings.partition_point(|finding| finding.span.start < place.start);
            let length = findings[first..].partition_point(|finding| finding.span.start <= place.end);
            name_items(form, answers, id, place, &mut findings[first..first + length]);
        }
    }
}

struct Binder<'a> {
    form: &'a Form,
    source: &'a Source,
    answers: Answers,
    findings: Vec<Finding>,
    loose: Vec<Finding>,
    /// Counts that stand in the file, though the form counts itself.
    counted: Vec<counted::Counted>,
    /// Where the suspects begin that have their finding.
    told: HashSet<usize>,
    /// How many more entries are read.
    room: usize,
}

impl Binder<'_> {
    /// Binds the children of a group or an entry. `extra` are keys that are no items.
    fn group(
        &mut self,
        parent: Option<AnswerId>,
        item: &Item,
        node: Option<&Node>,
        key: Option<Span>,
        extra: &[&str],
    ) -> AnswerId {
        let answer = self.answer(parent, item, node, key);
        let mut value = if node.is_some() { Value::Group } else { Value::Empty };
        let entries = match node.map(|node| &node.kind) {
            Some(NodeKind::Mapping(entries)) => entries.as_slice(),
            Some(NodeKind::Null) | None => &[],
            Some(_) => {
                self.wrong_kind(item, node, "この中の項目を「項目名: 値」の形で書いてください");
                value = node.map_or(Value::Empty, |node| self.invalid(node));
                &[]
            }
        };
        let taken = self.take(item, entries, extra);
        let mut children = Vec::with_capacity(item.children.len());
        for id in &item.children {
            let child = self.form.item(*id);
            let entry = taken
                .iter()
                .find(|(index, _)| *index == id.index())
                .map(|(_, entry)| *entry);
            children.push(self.item(answer, child, entry));
        }
        if children.iter().any(|child| self.answers.is_filled(*child)) {
            value = Value::Group;
        }
        self.complete(answer, value, children)
    }

    fn complete(&mut self, id: AnswerId, value: Value, children: Vec<AnswerId>) -> AnswerId {
        let answer = self.answers.get_mut(id);
        answer.value = value;
        answer.children = children;
        id
    }

    /// Which entry answers which child. An entry whose key is nearly a child's is told of, and answers it all the same:
    /// what stands below it is read, and nothing that it says is called missing.
    fn take<'n>(&mut self, item: &Item, entries: &'n [Entry], extra: &[&str]) -> Vec<(usize, &'n Entry)> {
        let mut taken: Vec<(usize, &Entry)> = Vec::new();
        let mut unknown = Vec::new();
        for entry in entries {
            if extra.iter().any(|key| fold(key) == fold(&entry.key)) {
                continue;
            }
            match self.form.child(item, &entry.key) {
                Some(child) => match taken.iter().find(|(index, _)| *index == child.id.index()) {
                    // The reader has told of the very same key.
                    Some((_, first)) if first.key == entry.key => {}
                    // Written otherwise, so YAML took it for another key, but it is the same item.
                    Some((_, first)) => self.findings.push(
                        Finding::new(code::DUPLICATE_KEY, Severity::Error, entry.key_span.clone())
                            .message(format!("項目「{}」が二度書かれています", child.key))
                            .label("どちらか一つにしてください")
                            .related(first.key_span.clone(), "一度目はここです"),
                    ),
                    None => {
                        self.unseen_in_key(child, entry);
                        taken.push((child.id.index(), entry));
                    }
                },
                None => unknown.push(entry),
            }
        }
        for entry in unknown {
            let free = item.children.iter().map(|id| self.form.item(*id));
            let free: Vec<&Item> = free
                .filter(|child| taken.iter().all(|(index, _)| *index != child.id.index()))
                .collect();
            let keys = free.iter().map(|child| child.key.as_str());
            let meant = nearest(&entry.key, keys.chain(extra.iter().copied()));
            self.unknown_key(item, entry, meant);
            if let Some(child) = free.iter().find(|child| Some(child.key.as_str()) == meant) {
                taken.push((child.id.index(), entry));
            }
        }
        taken
    }

    fn item(&mut self, parent: AnswerId, item: &Item, entry: Option<&Entry>) -> AnswerId {
        let node = entry.map(|entry| &entry.value);
        let key = entry.map(|entry| entry.key_span.clone());
        match item.kind {
            Kind::Group => self.group(Some(parent), item, node, key, &[]),
            Kind::Entries => self.entries(parent, item, node, key),
            Kind::Text
            | Kind::Texts
            | Kind::Date
            | Kind::Number
            | Kind::Choice
            | Kind::Choices
            | Kind::Tick
            | Kind::Figure => {
                let answer = self.answer(Some(parent), item, node, key);
                if let Some(node) = node {
                    self.answers.get_mut(answer).value = self.value(item, node);
                }
                answer
            }
        }
    }

    fn entries(&mut self, parent: AnswerId, item: &Item, node: Option<&Node>, key: Option<Span>) -> AnswerId {
        let answer = self.answer(Some(parent), item, node, key);
        let nodes = match node.map(|node| &node.kind) {
            Some(NodeKind::Sequence(nodes)) => nodes.as_slice(),
            Some(NodeKind::Null) | None => return answer,
            Some(_) => {
                self.wrong_kind(item, node, "一つずつ「- 」で始まる箇条にしてください");
                let value = node.map_or(Value::Empty, |node| self.invalid(node));
                return self.complete(answer, value, Vec::new());
            }
        };
        let numbered = item.is_numbered();
        let slots = item.repeat.as_ref().and_then(|repeat| repeat.slots);
        let (nodes, beyond) = nodes.split_at(nodes.len().min(self.room));
        self.room -= nodes.len();
        let mut used = BTreeMap::new();
        let mut children = Vec::with_capacity(nodes.len());
        for (position, node) in nodes.iter().enumerate() {
            let extra: &[&str] = if numbered { &[NUMBER_KEY] } else { &[] };
            let entry = self.group(Some(answer), item, Some(node), None, extra);
            let position = u32::try_from(position + 1).unwrap_or(u32::MAX);
            let slot = if numbered {
                self.number(item, node, &used, position)
            } else {
                position
            };
            used.insert(slot, node.mark(self.source));
            children.push((slot, entry));
            let entry = self.answers.get_mut(entry);
            entry.span = Some(node.span.clone());
            entry.mark = Some(node.mark(self.source));
            entry.slot = Some(slot);
        }
        let count = nodes.len() + beyond.len();
        let limit = slots.map_or(usize::MAX, |slots| slots as usize);
        if let Some(first) = nodes.get(limit).filter(|_| count > limit) {
            self.findings.push(
                Finding::new(code::TOO_MANY_SLOTS, Severity::Error, first.mark(self.source))
                    .message(format!("「{}」が{count}件あります（様式の欄は{limit}まで）", item.key))
                    .label("ここから先は様式の欄に入りません。まとめて書けるものがないか確かめてください"),
            );
        } else if let Some(first) = beyond.first() {
            self.findings.push(
                Finding::new(code::TOO_MANY_SLOTS, Severity::Error, first.mark(self.source))
                    .message(format!(
                        "「{}」が{count}件あります（箇条は、一つのファイルで合わせて{MAX_ENTRIES}件まで）",
                        item.key
                    ))
                    .label("ここから先は読めません。評価書のファイルか、確かめてください"),
            );
        }
        children.sort_by_key(|(slot, _)| *slot);
        let children = children.into_iter().map(|(_, entry)| entry).collect();
        self.complete(answer, Value::Group, children)
    }

    /// 番号 of an entry; the first free one at or after its position where the file gives none that can be used.
    ///
    /// `used` are the numbers of the entries before it, with their places.
    fn number(&mut self, item: &Item, node: &Node, used: &BTreeMap<u32, Span>, position: u32) -> u32 {
        // No more numbers are taken than there are entries before this one.
        let free = (position..=u32::MAX)
            .find(|number| !used.contains_key(number))
            .unwrap_or(position);
        let limit = item.repeat.as_ref().and_then(|repeat| repeat.slots).unwrap_or(999);
        let label = format!("1から{limit}までの番号を書いてください");
        let Some(entry) = find(node, NUMBER_KEY) else {
            if matches!(node.kind, NodeKind::Mapping(_)) {
                self.findings.push(
                    Finding::new(code::BAD_NUMBER, Severity::Error, node.mark(self.source))
                        .message(format!("「{}」に番号がありません", item.key))
                        .label(format!(
                            "「{NUMBER_KEY}: {free}」のように、様式の欄の番号を書いてください"
                        )),
                );
            }
            return free;
        };
        if matches!(entry.value.kind, NodeKind::Null) {
            self.findings.push(
                Finding::new(code::BAD_NUMBER, Severity::Error, entry.key_span.clone())
                    .message(format!("「{}」の番号が書かれていません", item.key))
                    .label(label),
            );
            return free;
        }
        let text = crate::folding::nfkc(entry.value.text().unwrap_or_default().trim());
        let number = text.parse::<u32>().ok().filter(|number| (1..=limit).contains(number));
        let Some(number) = number else {
            // Beyond the last slot the list is too long, which is told of the list.
            if position > limit {
                return free;
            }
            let place = place(self.source, entry);
            let shown = self.source.slice(&place).to_owned();
            // No correction of any number: it tells an entry from the others in every version.
            self.findings.push(
                Finding::new(code::BAD_NUMBER, Severity::Error, place)
                    .message(format!("「{shown}」は様式の欄の番号ではありません"))
                    .label(label),
            );
            return free;
        };
        if let Some(first) = used.get(&number) {
            self.findings.push(
                Finding::new(code::BAD_NUMBER, Severity::Error, place(self.source, entry))
                    .message(format!("番号{number}の「{}」が二つあります", item.key))
                    .label("番号は一つずつ違うものにしてください")
                    .related(first.clone(), "一つ目はここです"),
            );
            return free;
        }
        number
    }

    /// Takes in an answer that says nothing yet.
    fn answer(&mut self, parent: Option<AnswerId>, item: &Item, node: Option<&Node>, key: Option<Span>) -> AnswerId {
        let written = node.filter(|node| !matches!(node.kind, NodeKind::Null));
        self.answers.push(Answer {
            item: item.id,
            key,
            span: written.map(|node| node.span.clone()),
            mark: written.map(|node| node.mark(self.source)),
            value: Value::Empty,
            slot: None,
            parent,
            children: Vec::new(),
        })
    }
}

fn find<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    node.entry(key)
        .or_else(|| node.entries().iter().find(|entry| fold(&entry.key) == fold(key)))
}

fn place(source: &Source, entry: &Entry) -> Span {
    match entry.value.kind {
        NodeKind::Null => entry.key_span.clone(),
        NodeKind::Scalar { .. } | NodeKind::Sequence(_) | NodeKind::Mapping(_) => entry.value.mark(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::read;
    use crate::form::builtin;

    /// Code, message and item of the findings that are not about what is missing.
    fn faults(body: &str) -> Vec<(&'static str, String, String)> {
        let text = format!("様式: 重点項目評価書\n{body}");
        let read = read(builtin(), "test.yaml", text.as_bytes());
        let faults = read
            .findings
            .into_iter()
            .filter(|finding| !matches!(finding.code, code::MISSING_ANSWER | code::UNNAMED_EDITION));
        faults
            .map(|finding| (finding.code, finding.message, finding.item.unwrap_or_default()))
            .collect()
    }

    #[test]
    fn a_list_beyond_all_sense_is_read_up_to_a_limit() {
        let found = faults(&format!("変更箇所:\n{}", "  - {}\n".repeat(MAX_ENTRIES + 1)));
        let [(code, message, _)] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(*code, "F105");
        assert!(message.contains("10001件"), "{message}");
        assert_eq!(faults(&format!("変更箇所:\n{}", "  - {}\n".repeat(MAX_ENTRIES))), []);
    }

    #[test]
    fn findings_are_called_by_the_deepest_answer_around_them() {
        let found = faults(
            "基本情報:\n  システム:\n    - 番号: 2\n      システムの名称: 台帳\n      余り: 1\n    - 番号: 二\n  担当部署:\n    部署: [甲]\n",
        );
        let items: Vec<&str> = found.iter().map(|(_, _, item)| item.as_str()).collect();
        assert_eq!(items, ["Ⅰ-2 システム2", "Ⅰ-2 システム3", "Ⅰ-6①部署"]);
    }

    #[test]
    fn a_full_width_sign_is_told_once() {
        let found = faults("特記事項: 前\n  公表日：令和8年\n  部署：総務課\n");
        let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
        assert_eq!(codes, ["S104", "S104"]);
    }
}
