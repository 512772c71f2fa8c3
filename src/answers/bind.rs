//! Binds the node tree of a file to its form: each node to its item, each scalar to the item's kind.
//! Finds what the form alone can tell: unknown keys, wrong kinds, texts that are no option, slots, and what is missing.

mod scalar;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Answer, Value};
use crate::finding::{Finding, Severity};
use crate::form::{EDITION_PATH, FORM_KEY, Form, Forms, Item, Kind, NUMBER_KEY};
use crate::source::{Entry, Node, NodeKind, Source, Span, SuspectKind};
use crate::text::{fold, nearest};

/// The form that a file names, or the finding that says why there is none.
pub(super) fn choose_form(forms: &Forms, source: &Source, findings: &mut Vec<Finding>) -> Option<Arc<Form>> {
    let root = source.root()?;
    let names: Vec<&str> = forms.iter().map(|form| form.name.as_str()).collect();
    let list = names.join("、");
    if !matches!(root.kind, NodeKind::Mapping(_)) {
        report_suspects(source, &root.span, findings);
        findings.push(
            Finding::new("F103", Severity::Error, root.mark(source))
                .message("評価書の形になっていません")
                .label(format!(
                    "「{FORM_KEY}: {}」のように、「項目名: 値」の形で書き始めてください",
                    names.first()?
                )),
        );
        return None;
    }
    let Some(entry) = find(root, FORM_KEY) else {
        report_suspects(source, &root.span, findings);
        findings.push(
            Finding::new("F106", Severity::Error, 0..0)
                .message(format!("「{FORM_KEY}」が書かれていません"))
                .label(format!("先頭に「{FORM_KEY}: 」と様式の名称（{list}）を書いてください")),
        );
        return None;
    };
    let name = entry.value.text().unwrap_or_default();
    let Some(newest) = forms.newest(name) else {
        let meant = nearest(name, names.iter().copied());
        findings.push(
            Finding::new("F106", Severity::Error, place(source, entry))
                .message(format!("「{name}」という様式は扱えません"))
                .label(meant.map_or_else(
                    || format!("扱える様式は {list} です"),
                    |meant| format!("「{meant}」ではありませんか"),
                )),
        );
        return None;
    };
    let edition = root.get(EDITION_PATH[0]).and_then(|node| find(node, EDITION_PATH[1]));
    let Some(edition) = edition.filter(|entry| entry.value.text().is_some()) else {
        return Some(Arc::clone(newest));
    };
    let given = edition.value.text().unwrap_or_default();
    let found = forms.edition(&newest.name, given);
    if found.is_none() {
        let editions: Vec<&str> = forms
            .iter()
            .filter(|form| form.name == newest.name)
            .map(|form| form.edition.as_str())
            .collect();
        findings.push(
            Finding::new("F106", Severity::Error, place(source, edition))
                .message(format!("{}の「{given}」の版は、この hyoka では扱えません", newest.name))
                .label(format!("扱える版は {} です", editions.join("、")))
                .help("新しい版の様式であれば、hyoka を新しいものに替えてください"),
        );
    }
    found.map(Arc::clone)
}

/// Binds a file to its form. Every item of the form gets an answer.
pub(super) fn bind(form: &Form, source: &Source, findings: &mut Vec<Finding>) -> Answer {
    let mut binder = Binder {
        form,
        source,
        findings: Vec::new(),
    };
    let opening = source.root().and_then(|root| find(root, FORM_KEY));
    let root = binder.group(
        form.root(),
        source.root(),
        opening.map(|entry| entry.key_span.clone()),
        &[FORM_KEY],
    );
    for finding in &mut binder.findings {
        finding.item = item_at(form, &root, &finding.span);
    }
    binder.required(&root);
    findings.append(&mut binder.findings);
    root
}

/// The name of the deepest answer that a span stands in.
fn item_at(form: &Form, root: &Answer, span: &Span) -> Option<String> {
    let holds = |outer: &Option<Span>| {
        outer
            .as_ref()
            .is_some_and(|o| o.start <= span.start && span.end <= o.end)
    };
    let mut trail = vec![root];
    while let Some(child) = trail.last().and_then(|answer| {
        answer
            .children
            .iter()
            .find(|child| holds(&child.key) || holds(&child.span))
    }) {
        trail.push(child);
    }
    (trail.len() > 1).then(|| super::cursor::name_of(form, &trail))
}

struct Binder<'a> {
    form: &'a Form,
    source: &'a Source,
    findings: Vec<Finding>,
}

impl Binder<'_> {
    /// Binds the children of a group or an entry. `extra` are keys that are no items.
    fn group(&mut self, item: &Item, node: Option<&Node>, key: Option<Span>, extra: &[&str]) -> Answer {
        let mut answer = self.answer(item, node, key);
        answer.value = if node.is_some() { Value::Group } else { Value::Empty };
        let entries = match node.map(|node| &node.kind) {
            Some(NodeKind::Mapping(entries)) => entries.as_slice(),
            Some(NodeKind::Null) | None => &[],
            Some(_) => {
                self.wrong_kind(item, node, "この中の項目を「項目名: 値」の形で書いてください");
                &[]
            }
        };
        let mut taken: Vec<(usize, &Entry)> = Vec::new();
        for entry in entries {
            if extra.contains(&entry.key.as_str()) {
                continue;
            }
            match self.form.child(item, &entry.key) {
                Some(child) if taken.iter().any(|(index, _)| *index == child.id.index()) => {}
                Some(child) => taken.push((child.id.index(), entry)),
                None => self.unknown_key(item, entry, extra),
            }
        }
        for id in &item.children {
            let child = self.form.item(*id);
            let entry = taken
                .iter()
                .find(|(index, _)| *index == id.index())
                .map(|(_, entry)| *entry);
            answer.children.push(self.item(child, entry));
        }
        if answer.children.iter().any(Answer::is_filled) {
            answer.value = Value::Group;
        }
        answer
    }

    fn item(&mut self, item: &Item, entry: Option<&Entry>) -> Answer {
        let node = entry.map(|entry| &entry.value);
        let key = entry.map(|entry| entry.key_span.clone());
        match item.kind {
            Kind::Group => self.group(item, node, key, &[]),
            Kind::Entries => self.entries(item, node, key),
            _ => {
                let mut answer = self.answer(item, node, key);
                if let Some(node) = node {
                    answer.value = self.value(item, node);
                }
                answer
            }
        }
    }

    fn entries(&mut self, item: &Item, node: Option<&Node>, key: Option<Span>) -> Answer {
        let mut answer = self.answer(item, node, key);
        let nodes = match node.map(|node| &node.kind) {
            Some(NodeKind::Sequence(nodes)) => nodes.as_slice(),
            Some(NodeKind::Null) | None => return answer,
            Some(_) => {
                self.wrong_kind(item, node, "一つずつ「- 」で始まる箇条にしてください");
                return answer;
            }
        };
        answer.value = Value::Group;
        let numbered = item.is_numbered();
        let slots = item.repeat.as_ref().and_then(|repeat| repeat.slots);
        let mut used = BTreeMap::new();
        for (position, node) in nodes.iter().enumerate() {
            let extra: &[&str] = if numbered { &[NUMBER_KEY] } else { &[] };
            let mut entry = self.group(item, Some(node), None, extra);
            entry.span = Some(node.span.clone());
            entry.mark = Some(node.mark(self.source));
            let position = u32::try_from(position + 1).unwrap_or(u32::MAX);
            let slot = if numbered {
                self.number(item, node, &used, position)
            } else {
                position
            };
            used.insert(slot, node.mark(self.source));
            entry.slot = Some(slot);
            answer.children.push(entry);
        }
        if let Some(limit) = slots
            && nodes.len() > limit as usize
        {
            let span = nodes[limit as usize].mark(self.source);
            self.findings.push(
                Finding::new("F105", Severity::Error, span)
                    .message(format!(
                        "「{}」が{}件あります（様式の欄は{limit}まで）",
                        item.key,
                        nodes.len()
                    ))
                    .label("ここから先は様式の欄に入りません。まとめて書けるものがないか確かめてください"),
            );
        }
        answer.children.sort_by_key(|entry| entry.slot);
        answer
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
                    Finding::new("F104", Severity::Error, node.mark(self.source))
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
                Finding::new("F104", Severity::Error, entry.key_span.clone())
                    .message(format!("「{}」の番号が書かれていません", item.key))
                    .label(label),
            );
            return free;
        }
        let text = crate::text::nfkc(entry.value.text().unwrap_or_default().trim());
        let number = text.parse::<u32>().ok().filter(|number| (1..=limit).contains(number));
        let Some(number) = number else {
            let place = place(self.source, entry);
            let shown = self.source.slice(&place).to_owned();
            self.findings.push(
                Finding::new("F104", Severity::Error, place)
                    .message(format!("「{shown}」は様式の欄の番号ではありません"))
                    .label(label),
            );
            return free;
        };
        if let Some(first) = used.get(&number) {
            self.findings.push(
                Finding::new("F104", Severity::Error, place(self.source, entry))
                    .message(format!("番号{number}の「{}」が二つあります", item.key))
                    .label("番号は一つずつ違うものにしてください")
                    .related(first.clone(), "一つ目はここです"),
            );
            return free;
        }
        number
    }

    fn answer(&self, item: &Item, node: Option<&Node>, key: Option<Span>) -> Answer {
        let written = node.filter(|node| !matches!(node.kind, NodeKind::Null));
        Answer {
            item: item.id,
            key,
            span: written.map(|node| node.span.clone()),
            mark: written.map(|node| node.mark(self.source)),
            value: Value::Empty,
            children: Vec::new(),
            slot: None,
        }
    }

    fn unknown_key(&mut self, item: &Item, entry: &Entry, extra: &[&str]) {
        let keys = item.children.iter().map(|id| self.form.item(*id).key.as_str());
        let meant = nearest(&entry.key, keys.chain(extra.iter().copied()));
        let place = if item.path.is_empty() {
            "一番上の段".to_owned()
        } else {
            format!("「{}」の中", item.key)
        };
        let finding = Finding::new("F102", Severity::Error, entry.key_span.clone())
            .message(format!("「{}」は、{place}に書ける項目ではありません", entry.key));
        let elsewhere = self.form.items().find(|other| fold(&other.key) == fold(&entry.key));
        self.findings.push(match (meant, elsewhere) {
            (Some(meant), _) => finding.label(format!("「{meant}」ではありませんか")),
            (None, Some(other)) => {
                let above = other.path.rsplit_once('/').map_or("評価書の一番上", |(above, _)| above);
                finding
                    .label("字下げを確かめてください")
                    .help(format!("「{}」は「{above}」の中の項目です", other.key))
            }
            (None, None) => finding
                .label("様式にない項目は書けません")
                .help("覚え書きは行の先頭に # を付けて注釈にしてください"),
        });
    }

    /// Something is written that the item cannot hold.
    fn wrong_kind(&mut self, item: &Item, node: Option<&Node>, label: &str) {
        let Some(node) = node else { return };
        let expected = match item.kind {
            Kind::Text => "文章",
            Kind::Texts => "名称の箇条",
            Kind::Date => "日付",
            Kind::Choice => "選択肢の一つ",
            Kind::Choices => "選択肢の箇条",
            Kind::Tick => "true か false",
            Kind::Group => "「項目名: 値」の並び",
            Kind::Entries => "「- 」で始まる箇条",
        };
        let found = self.found(node);
        self.refuse(
            node,
            format!("「{}」は{expected}を書く欄ですが、{found}が書かれています", item.key),
            label,
        );
    }

    /// [`Binder::wrong_kind`] for one of the pieces of a list.
    fn wrong_piece(&mut self, item: &Item, node: &Node, label: &str) {
        let found = self.found(node);
        self.refuse(
            node,
            format!("「{}」の箇条の一つに、{found}が書かれています", item.key),
            label,
        );
    }

    fn refuse(&mut self, node: &Node, message: String, label: &str) {
        if report_suspects(self.source, &node.span, &mut self.findings) {
            return;
        }
        let label = match self.source.slice(&node.span).chars().next() {
            Some('[' | '{') if !matches!(node.kind, NodeKind::Scalar { .. }) => {
                format!("{label}。文字としてのかっこで始まるなら、全体を引用符 '…' で囲みます")
            }
            _ => label.to_owned(),
        };
        self.findings.push(
            Finding::new("F103", Severity::Error, node.mark(self.source))
                .message(message)
                .label(label),
        );
    }

    /// What a node looks like to its author.
    fn found(&self, node: &Node) -> &'static str {
        let flow = self.source.slice(&node.span).starts_with(['[', '{']);
        match &node.kind {
            NodeKind::Null => "何もないもの",
            NodeKind::Scalar { .. } => "文章",
            NodeKind::Sequence(_) if flow => "「[」で始まるもの",
            NodeKind::Mapping(_) if flow => "「{」で始まるもの",
            NodeKind::Sequence(_) => "「- 」で始まる箇条",
            NodeKind::Mapping(_) => "「項目名: 値」の並び",
        }
    }

    /// Reports what must be answered and is not.
    fn required(&mut self, root: &Answer) {
        look_for_missing(self.form, &mut vec![root], &mut self.findings);
    }
}

fn look_for_missing(form: &Form, trail: &mut Vec<&Answer>, findings: &mut Vec<Finding>) {
    let Some(answer) = trail.last().copied() else { return };
    let item = form.item(answer.item);
    if let Some(key) = &item.waived_by
        && trail.iter().rev().any(|around| {
            around
                .children
                .iter()
                .any(|child| &form.item(child.item).key == key && child.value == Value::Tick(true))
        })
    {
        return;
    }
    // Entries of a part that must exist: a form without any file says nothing.
    let list = item.kind == Kind::Entries && answer.slot.is_none();
    let empty_part =
        list && item.is_part && answer.children.is_empty() && !form.part(item).is_some_and(|part| part.table);
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

/// The finding for the answer at the end of a trail, at its key or the nearest thing around it.
fn missing(form: &Form, trail: &[&Answer]) -> Finding {
    let name = super::cursor::name_of(form, trail);
    let (span, depth) = super::cursor::place_around(trail);
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

/// Reports the full-width signs inside a span that YAML took for text. Says whether there were any.
fn report_suspects(source: &Source, span: &Span, findings: &mut Vec<Finding>) -> bool {
    let mut any = false;
    for suspect in source.suspects() {
        if span.start <= suspect.span.start && suspect.span.end <= span.end && suspect.kind != SuspectKind::Tab {
            let finding = crate::source::suspect_finding(suspect);
            if !findings.contains(&finding) {
                findings.push(finding);
            }
            any = true;
        }
    }
    any
}

fn find<'n>(node: &'n Node, key: &str) -> Option<&'n Entry> {
    node.entry(key)
        .or_else(|| node.entries().iter().find(|entry| fold(&entry.key) == fold(key)))
}

fn place(source: &Source, entry: &Entry) -> Span {
    match entry.value.kind {
        NodeKind::Null => entry.key_span.clone(),
        _ => entry.value.mark(source),
    }
}
