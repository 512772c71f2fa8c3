//! Walks an assessment by its form and decides of each answer where it stands in the newer revision. Makes the edits for it; what
//! they came to is for others to prove.

use std::collections::{BTreeMap, HashMap};

use super::pen::{Arrival, Pen};
use super::{Refusal, Step, What};
use crate::answers::{Assessment, Cursor, Value};
use crate::change::quoted;
use crate::finding::Edit;
use crate::folding::fold;
use crate::form::{Display, EDITION_PATH, Form, Item, Kind};
use crate::merge::place::{Side, Spot};
use crate::source::{NodeKind, edit};

/// What is made of an assessment.
pub(super) struct Carried {
    pub edits: Vec<Edit>,
    pub steps: Vec<Step>,
    /// What each answer of the result is to say, by its path there.
    pub said: BTreeMap<String, String>,
    /// Where each answer and each group of the older revision stands in the newer one, by their paths.
    pub paths: HashMap<String, String>,
}

/// Makes the edits that carry an assessment to a newer revision of its form, but for names at 非公表.
pub(super) fn carry<'a>(side: &Side<'a>, new: &'a Form) -> Result<Carried, Refusal> {
    let mut carrier = Carrier {
        side,
        old: side.assessment.form(),
        new,
        pen: Pen::new(side),
        arrivals: Vec::new(),
        taken: HashMap::new(),
        carried: Carried {
            edits: Vec::new(),
            steps: Vec::new(),
            said: BTreeMap::new(),
            paths: HashMap::new(),
        },
    };
    carrier.group(&side.assessment.top(), Some((new.root(), "")))?;
    let arrivals = std::mem::take(&mut carrier.arrivals);
    carrier.pen.arrive(new, &arrivals)?;
    carrier.pen.head(carrier.old, new);
    let mut carried = carrier.carried;
    carried.edits = carrier.pen.edits();
    Ok(carried)
}

/// What an answer says, in a form in which it can be compared with one in another revision.
pub(super) fn said(answer: &Cursor<'_>, item: Option<&Item>) -> String {
    match answer.answer().map(|answer| &answer.value) {
        Some(Value::Tick(ticked)) => ticked.to_string(),
        _ => quoted::meaning_as(answer, item),
    }
}

/// The edits that name at 非公表, in the result, what was named there before; notes what each name is now.
pub(super) fn withheld_names(old: &Assessment, new: &Assessment, carried: &mut Carried) -> Vec<Edit> {
    let side = Side::new(new);
    let names = |assessment: &Assessment| -> Vec<String> {
        let list = assessment.displayed(Display::Withheld);
        let entries = list.map(|list| list.children()).unwrap_or_default();
        let is_name = |cell: &Cursor<'_>| cell.item().is_some_and(|item| item.display == Some(Display::Names));
        let cells = entries.iter().flat_map(Cursor::children).filter(is_name);
        cells.map(|cell| cell.path()).collect()
    };
    let mut edits = Vec::new();
    for (before, after) in names(old).iter().zip(names(new)) {
        let (before, after) = (old.place(before), new.place(&after));
        let text = before.text();
        let called: Vec<Cursor<'_>> = called(&old.top(), &fold(text));
        let Some(first) = called.first() else { continue };
        let now = carried.paths.get(&first.path()).map(|path| new.place(path));
        let Some(now) = now else {
            carried.steps.push(Step {
                item: text.to_owned(),
                what: What::WithheldDropped,
            });
            continue;
        };
        let name = now.name();
        // A name that another item has now would be withheld in its place.
        if fold(text) == fold(&name) || fold(text) == fold(&now.path()) {
            continue;
        }
        if let Some(edit) = side
            .node(&after)
            .and_then(|node| edit::rewrite(side.source, node, &name))
        {
            edits.push(edit);
            carried.said.insert(after.path(), quoted::tidy(&name));
            carried.steps.push(Step {
                item: text.to_owned(),
                what: What::Withheld(name),
            });
        }
    }
    edits
}

/// The answers that are called by a folded name.
fn called<'a>(at: &Cursor<'a>, name: &str) -> Vec<Cursor<'a>> {
    let mut found = Vec::new();
    for child in at.children() {
        if fold(&child.name()) == name || fold(&child.path()) == name {
            found.push(child);
        }
        found.extend(called(&child, name));
    }
    found
}

struct Carrier<'s, 'a> {
    side: &'s Side<'a>,
    old: &'a Form,
    new: &'a Form,
    pen: Pen<'s, 'a>,
    arrivals: Vec<Arrival<'a>>,
    /// What was carried to a place, by its path there: of the entries that all had it, the first that said something.
    taken: HashMap<String, Vec<String>>,
    carried: Carried,
}

impl<'a> Carrier<'_, 'a> {
    /// The items of a group or an entry. `to` is the item that the group is in the newer revision, and its path; none where it is
    /// not there, so that nothing in it stays.
    fn group(&mut self, group: &Cursor<'a>, to: Option<(&'a Item, &str)>) -> Result<(), Refusal> {
        for child in group.children() {
            let (Some(item), Some(answer)) = (child.item(), child.answer()) else {
                continue;
            };
            if answer.key.is_none() {
                continue;
            }
            match (self.old.same(item, self.new), to) {
                (Some(now), Some((above, path))) if now.parent == Some(above.id) => {
                    let path = joined(path, &now.key);
                    if fold(&now.key) != fold(&item.key) {
                        self.rename(&child, now);
                        self.step(&child, What::Moved(self.new.name_of_item(now)));
                    }
                    self.inside(&child, now, &path)?;
                }
                (Some(now), _) => self.moved(&child, now)?,
                (None, _) => self.dropped(&child, What::Dropped)?,
            }
        }
        Ok(())
    }

    /// What stands in an answer that the newer revision has at `path`.
    fn inside(&mut self, answer: &Cursor<'a>, now: &'a Item, path: &str) -> Result<(), Refusal> {
        self.carried.paths.insert(answer.path(), path.to_owned());
        match now.kind {
            Kind::Group => self.group(answer, Some((now, path))),
            Kind::Entries => {
                for entry in answer.children() {
                    let path = format!("{path}[{}]", entry.slot().unwrap_or_default());
                    self.carried.paths.insert(entry.path(), path.clone());
                    self.group(&entry, Some((now, &path)))?;
                }
                Ok(())
            }
            Kind::Choice => self.choice(answer, now, path),
            Kind::Choices => self.choices(answer, now, path),
            Kind::Text | Kind::Texts | Kind::Date | Kind::Number | Kind::Tick | Kind::Figure => {
                self.leaf(answer, now, path);
                Ok(())
            }
        }
    }

    fn leaf(&mut self, answer: &Cursor<'a>, now: &Item, path: &str) {
        if path == EDITION_PATH.join("/") {
            let node = self.side.node(answer);
            let edit = node.and_then(|node| edit::rewrite(self.side.source, node, &self.new.edition));
            self.pen.edit(edit);
            self.carried.said.insert(path.to_owned(), self.new.edition.clone());
        } else if answer.is_filled() {
            self.carried.said.insert(path.to_owned(), said(answer, Some(now)));
        }
    }

    fn choice(&mut self, answer: &Cursor<'a>, now: &Item, path: &str) -> Result<(), Refusal> {
        let Some(chosen) = answer.option() else { return Ok(()) };
        if now.option(&chosen.text).is_none() {
            let Some(is) = now.reworded(&chosen.text) else {
                self.step(answer, What::OptionGone(chosen.text.clone()));
                return self.keep(
                    answer,
                    &format!("選択肢「{}」は、新しい版の様式にありません", chosen.text),
                );
            };
            let node = self.side.node(answer);
            self.pen
                .edit(node.and_then(|node| edit::rewrite(self.side.source, node, &is.text)));
            self.reworded(answer, &chosen.text, &is.text);
        }
        self.leaf(answer, now, path);
        Ok(())
    }

    fn choices(&mut self, answer: &Cursor<'a>, now: &Item, path: &str) -> Result<(), Refusal> {
        let mut gone = Vec::new();
        let mut words = Vec::new();
        for (chosen, tick) in answer.ticks() {
            let is = now.option(&chosen.text).map(|index| &now.options[index]);
            let Some(is) = is.or_else(|| now.reworded(&chosen.text)) else {
                gone.push((chosen.text.clone(), tick.span.start));
                continue;
            };
            if fold(&is.text) != fold(&chosen.text) {
                self.pen
                    .edit(Some(edit::rewrite_key(self.side.source, &tick.span, &is.text)));
                self.reworded(answer, &chosen.text, &is.text);
            }
            words.push(format!("{}\n{}", fold(&is.text), quoted::tidy(&tick.blank)));
        }
        for (text, start) in gone {
            let name = answer.name();
            self.step(answer, What::OptionGone(text.clone()));
            let nodes = match self.side.node(answer).map(|node| &node.kind) {
                Some(NodeKind::Sequence(nodes)) => nodes.as_slice(),
                _ => &[],
            };
            let node = nodes.iter().rev().find(|node| node.span.start <= start);
            let spot = node.and_then(|node| self.side.spot_of_entry(node.span.start));
            let spot = spot.filter(|spot| !spot.flow).ok_or(Refusal::Layout(name))?;
            self.pen
                .keep(&spot, &format!("選択肢「{text}」は、新しい版の様式にありません"))?;
        }
        words.sort();
        if !words.is_empty() {
            self.carried.said.insert(path.to_owned(), words.join("\n\n"));
        }
        Ok(())
    }

    /// An answer that stands elsewhere in the newer revision.
    fn moved(&mut self, answer: &Cursor<'a>, now: &'a Item) -> Result<(), Refusal> {
        if !answer.is_filled() {
            return self.remove_empty(answer);
        }
        let Some((holder, trail)) = self.holder(answer, now) else {
            return self.dropped(answer, What::ForEach);
        };
        let above = self.now(&holder);
        let keys: Vec<&str> = trail.iter().map(|item| item.key.as_str()).collect();
        let path = joined(&above, &keys.join("/"));
        let words: Vec<String> = answer.leaves().iter().map(|leaf| said(leaf, None)).collect();
        if let Some(first) = self.taken.get(&path) {
            if *first != words {
                return self.dropped(answer, What::Left);
            }
            self.step(answer, What::SaidAlready);
            let spot = self.spot(answer)?;
            return self.pen.remove(&spot);
        }
        self.step(answer, What::Moved(self.new.name_of_item(now)));
        self.rename(answer, now);
        self.inside(answer, now, &path)?;
        let spot = self.spot(answer)?;
        let lines = self.pen.cut(&spot)?;
        self.taken.insert(path, words);
        self.arrivals.push(Arrival { holder, trail, lines });
        Ok(())
    }

    /// The answer around the place of an item in the newer revision that stands in the file and stays, with the items below it on
    /// the way; `None` where a list is between, since nothing says which of its entries is meant.
    fn holder(&self, answer: &Cursor<'a>, now: &'a Item) -> Option<(Cursor<'a>, Vec<&'a Item>)> {
        let mut trail = vec![now];
        loop {
            let above = self.new.item(trail.last()?.parent?);
            if let Some(found) = self.staying(answer, above) {
                trail.reverse();
                return Some((found, trail));
            }
            if above.kind == Kind::Entries {
                return None;
            }
            trail.push(above);
        }
    }

    /// The group or entry that is `above` in the newer revision, if it stands in the file and stays where it is.
    fn staying(&self, answer: &Cursor<'a>, above: &Item) -> Option<Cursor<'a>> {
        let top = self.side.assessment.top();
        if above.parent.is_none() {
            return Some(top);
        }
        let was = self.new.same(above, self.old)?;
        let stays = |item: &Item| {
            let now = self.old.same(item, self.new);
            let parent = now.and_then(|now| now.parent).map(|id| self.new.item(id));
            let parent_was = item.parent.map(|id| self.old.item(id));
            match (parent, parent_was) {
                (Some(parent), Some(was)) if was.parent.is_none() => parent.parent.is_none(),
                (Some(parent), Some(was)) => self.old.same(was, self.new).is_some_and(|now| now.id == parent.id),
                _ => false,
            }
        };
        let mut item = was;
        while let Some(parent) = item.parent {
            if !stays(item) {
                return None;
            }
            item = self.old.item(parent);
        }
        let mut around = *answer;
        loop {
            around = around.parent();
            let own = around.item()?;
            let is_list = own.kind == Kind::Entries && around.slot().is_none();
            if is_list {
                continue;
            }
            if own.id == was.id {
                return Some(around);
            }
            let below = match own.path.as_str() {
                "" => Some(was.path.as_str()),
                path => was.path.strip_prefix(path).and_then(|rest| rest.strip_prefix('/')),
            };
            if let Some(below) = below {
                let found = around.find(below)?;
                let in_file = found.answer().is_some_and(|answer| answer.key.is_some());
                return Some(found)
                    .filter(|found| in_file && found.item().is_some_and(|item| item.kind == Kind::Group));
            }
        }
    }

    /// The path that an answer which stays has in the newer revision.
    fn now(&self, answer: &Cursor<'a>) -> String {
        let (Some(item), Some(own)) = (answer.item(), answer.answer()) else {
            return String::new();
        };
        let above = answer.parent();
        if above.answer().is_none() {
            return String::new();
        }
        if let Some(slot) = own.slot {
            return format!("{}[{slot}]", self.now(&above));
        }
        let key = self.old.same(item, self.new).map_or(&item.key, |now| &now.key);
        joined(&self.now(&above), key)
    }

    /// An answer that has no place in the newer revision, though something in it may have one.
    fn dropped(&mut self, answer: &Cursor<'a>, what: What) -> Result<(), Refusal> {
        if !answer.is_filled() {
            return self.remove_empty(answer);
        }
        if what == What::Dropped {
            self.rescue(answer)?;
        }
        let header = match &what {
            What::ForEach => "新しい版の様式では、欄ごとに書く項目です",
            What::Left => "新しい版の様式では一度だけ書く項目で、ほかの欄の記載を移しました",
            What::Moved(_)
            | What::Reworded { .. }
            | What::OptionGone(_)
            | What::Dropped
            | What::SaidAlready
            | What::Withheld(_)
            | What::WithheldDropped => "新しい版の様式にない項目です",
        };
        self.step(answer, what);
        self.keep(answer, header)
    }

    /// Carries what stands in a group that is gone and has a place elsewhere.
    fn rescue(&mut self, group: &Cursor<'a>) -> Result<(), Refusal> {
        for child in group.children() {
            let Some(item) = child.item() else { continue };
            let in_file = child.answer().is_some_and(|answer| answer.key.is_some());
            match self.old.same(item, self.new).filter(|_| in_file) {
                Some(now) => self.moved(&child, now)?,
                None => self.rescue(&child)?,
            }
        }
        Ok(())
    }

    /// Keeps an answer as a comment under a header.
    fn keep(&mut self, answer: &Cursor<'a>, header: &str) -> Result<(), Refusal> {
        let header = format!("【{}】{header}", answer.name());
        let spot = self.spot(answer)?;
        self.pen.keep(&spot, &header)
    }

    fn remove_empty(&mut self, answer: &Cursor<'a>) -> Result<(), Refusal> {
        let spot = self.spot(answer)?;
        self.pen.remove(&spot)
    }

    fn rename(&mut self, answer: &Cursor<'a>, now: &Item) {
        let key = answer.answer().and_then(|answer| answer.key.as_ref());
        if let Some(key) = key.filter(|_| answer.item().is_some_and(|item| fold(&item.key) != fold(&now.key))) {
            self.pen.edit(Some(edit::rewrite_key(self.side.source, key, &now.key)));
        }
    }

    /// The lines of an answer.
    fn spot(&self, answer: &Cursor<'a>) -> Result<Spot, Refusal> {
        let spot = self.side.spot(answer).filter(|spot| !spot.flow);
        spot.ok_or_else(|| Refusal::Layout(answer.name()))
    }

    fn step(&mut self, answer: &Cursor<'a>, what: What) {
        self.carried.steps.push(Step {
            item: answer.name(),
            what,
        });
    }

    fn reworded(&mut self, answer: &Cursor<'a>, old: &str, new: &str) {
        let (old, new) = (old.to_owned(), new.to_owned());
        self.step(answer, What::Reworded { old, new });
    }
}

fn joined(above: &str, key: &str) -> String {
    if above.is_empty() {
        key.to_owned()
    } else {
        format!("{above}/{key}")
    }
}
