//! Walks three versions of an assessment and decides item by item whose words stand. Hands out what is to be done to OURS
//! and what the result must say; applies nothing.

use super::draft::Op;
use super::entries;
use super::long_answer;
use super::place::{Side, Spot, canonical};
use super::said::{Said, is_leaf, is_list};
use super::{Conflict, Names, Refusal, Which};
use crate::answers::Cursor;
use crate::change::quoted;
use crate::folding::fold;
use crate::source::{Entry, leftover};

/// The versions, and what is told of their merge.
pub(super) struct Weaver<'s, 'a> {
    pub base: Option<&'s Side<'a>>,
    pub ours: &'s Side<'a>,
    pub theirs: &'s Side<'a>,
    /// What a reader is told that they are.
    pub names: &'s Names,
    pub conflicts: Vec<Conflict>,
    /// The names of what was taken from theirs.
    pub taken: Vec<String>,
    /// The names of texts of which some lines are ours and some theirs.
    pub by_line: Vec<String>,
    /// Comments of theirs that stand in the markers of a conflict.
    pub shown: Vec<String>,
}

/// What was decided about an item and all below it.
pub(super) struct Woven {
    pub said: Said,
    pub ops: Vec<Op>,
    pub fate: Fate,
}

/// What becomes of the lines of an item itself.
pub(super) enum Fate {
    /// They stay; what changes below is in the ops.
    Stay,
    /// They become theirs: come, go or are replaced.
    Take,
    /// They go: one side took out some of them and the other the rest.
    Gone,
    /// Ours has none; these come.
    Build(Vec<String>),
    /// Ours has none and keeps none; these comments stand where they would.
    Note(Vec<String>),
}

/// Something that ours has no lines for yet.
pub(super) struct Part {
    /// Where it begins in theirs.
    pub at: usize,
    pub lines: Vec<String>,
    pub kind: PartKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// All that theirs has of an item.
    Whole,
    Some,
    /// Only comments.
    Note,
}

/// The same place in base, ours and theirs.
pub(super) type Spots = (Option<Spot>, Option<Spot>, Option<Spot>);

/// What happens among the keys of one group.
#[derive(Default)]
struct Level {
    ops: Vec<Op>,
    parts: Vec<Part>,
    /// Where the items of theirs begin, with their lines in ours.
    anchors: Vec<(usize, Option<Spot>)>,
    removed: usize,
}

impl<'a> Weaver<'_, 'a> {
    /// Decides about an item. `base` is none where only ours and theirs have it.
    pub fn item(
        &mut self,
        base: Option<&Cursor<'a>>,
        ours: &Cursor<'a>,
        theirs: &Cursor<'a>,
    ) -> Result<Woven, Refusal> {
        let all = [base, Some(ours), Some(theirs)];
        if all.into_iter().flatten().any(is_leaf) {
            self.leaf(base, ours, theirs)
        } else if is_list(ours) {
            entries::list(self, base, ours, theirs)
        } else {
            self.group(base, ours, theirs)
        }
    }

    fn leaf(&mut self, base: Option<&Cursor<'a>>, ours: &Cursor<'a>, theirs: &Cursor<'a>) -> Result<Woven, Refusal> {
        let was = self.base.zip(base).map(|(side, cursor)| Said::of(side, cursor));
        let (here, there) = (Said::of(self.ours, ours), Said::of(self.theirs, theirs));
        let stays = |said| Woven {
            said,
            ops: Vec::new(),
            fate: Fate::Stay,
        };
        if here == there || was.as_ref() == Some(&there) || (was.is_none() && !theirs.is_filled()) {
            return Ok(stays(here));
        }
        if was.as_ref() == Some(&here) || (was.is_none() && !ours.is_filled()) {
            self.taken.push(name(ours, theirs));
            return Ok(Woven {
                said: there,
                ops: Vec::new(),
                fate: Fate::Take,
            });
        }
        if let Some(woven) = long_answer::by_line(self, base, ours, theirs) {
            return Ok(woven);
        }
        let words = |cursor: &Cursor<'_>| cursor.is_filled().then(|| quoted::words(cursor));
        self.conflicts.push(Conflict {
            item: name(ours, theirs),
            base: base.and_then(words),
            ours: words(ours),
            theirs: words(theirs),
        });
        let spots = self.spots(base, Some(ours), Some(theirs));
        self.disagree(&name(ours, theirs), here, &spots)
    }

    /// Keeps ours and puts the other two above it.
    pub fn disagree(&mut self, item: &str, said: Said, (base, ours, theirs): &Spots) -> Result<Woven, Refusal> {
        if ours.as_ref().is_some_and(|spot| spot.flow) {
            return Err(Refusal::Flow(item.to_owned()));
        }
        let lines = |side: Option<&Side<'_>>, spot: &Option<Spot>| {
            side.zip(spot.as_ref())
                .map_or_else(Vec::new, |(side, spot)| side.lift(spot))
        };
        let heading = |what: &str, lines: &[String]| {
            let nothing = if lines.is_empty() { " （ありません）" } else { "" };
            format!("{what}:{nothing}")
        };
        let (was, there) = (lines(self.base, base), lines(Some(self.theirs), theirs));
        if let Some(spot) = theirs {
            let shown = self.theirs.comments_in(&spot.span);
            self.shown.extend(shown.into_iter().map(str::to_owned));
        }
        let block = leftover::block(
            item,
            &[
                (heading(&self.names.words(Which::Theirs), &there), there),
                (heading(&self.names.words(Which::Base), &was), was),
            ],
        );
        Ok(match ours {
            Some(spot) => Woven {
                said,
                ops: vec![Op::Above {
                    spot: spot.clone(),
                    lines: block,
                }],
                fate: Fate::Stay,
            },
            None => Woven {
                said,
                ops: Vec::new(),
                fate: Fate::Note(block),
            },
        })
    }

    fn group(&mut self, base: Option<&Cursor<'a>>, ours: &Cursor<'a>, theirs: &Cursor<'a>) -> Result<Woven, Refusal> {
        let mut level = Level::default();
        let mut items = Vec::new();
        let was = base.map(Cursor::children);
        for (index, (here, there)) in ours.children().iter().zip(&theirs.children()).enumerate() {
            let was = was.as_ref().and_then(|children| children.get(index));
            let woven = self.item(was, here, there)?;
            let spots = self.spots(was, Some(here), Some(there));
            items.push(woven.said);
            level.ops.extend(woven.ops);
            self.settle(&mut level, woven.fate, spots, || name(here, there))?;
        }
        let strangers = self.strangers(&mut level, base, ours, theirs)?;
        let said = Said::Group { items, strangers };
        self.close(level, said, ours, theirs)
    }

    /// Decides about the keys of a group that are no items of the form.
    fn strangers(
        &mut self,
        level: &mut Level,
        base: Option<&Cursor<'a>>,
        ours: &Cursor<'a>,
        theirs: &Cursor<'a>,
    ) -> Result<Vec<(String, String)>, Refusal> {
        let was = self.base.zip(base).map(|(side, cursor)| side.strangers(cursor));
        let was = was.unwrap_or_default();
        let (here, there) = (self.ours.strangers(ours), self.theirs.strangers(theirs));
        let mut keys: Vec<String> = here.iter().chain(&there).map(|entry| fold(&entry.key)).collect();
        keys.sort();
        keys.dedup();
        let mut said = Vec::new();
        for key in keys {
            let find = |entries: &[&'a Entry]| entries.iter().copied().find(|entry| fold(&entry.key) == key);
            let [b, o, t] = [find(&was), find(&here), find(&there)];
            let says = |entry: Option<&Entry>| entry.map(|entry| canonical(&entry.value));
            let spot = |side: Option<&Side<'_>>, entry: Option<&Entry>| side?.spot_of_key(entry?.key_span.start);
            let spots = (spot(self.base, b), spot(Some(self.ours), o), spot(Some(self.theirs), t));
            let item = || {
                let key = o.or(t).map_or("", |entry| entry.key.as_str());
                format!("{} {key}", ours.name()).trim().to_owned()
            };
            let (fate, stands) = if says(o) == says(t) || says(b) == says(t) {
                (Fate::Stay, says(o))
            } else if says(b) == says(o) {
                self.taken.push(item());
                (Fate::Take, says(t))
            } else {
                let words = |side: Option<&Side<'_>>, entry: Option<&Entry>| {
                    Some(side?.source.slice(&entry?.value.span).to_owned())
                };
                self.conflicts.push(Conflict {
                    item: item(),
                    base: words(self.base, b),
                    ours: words(Some(self.ours), o),
                    theirs: words(Some(self.theirs), t),
                });
                let woven = self.disagree(&item(), Said::Leaf(String::new()), &spots)?;
                level.ops.extend(woven.ops);
                (woven.fate, says(o))
            };
            said.extend(stands.map(|stands| (key.clone(), stands)));
            self.settle(level, fate, spots, item)?;
        }
        Ok(said)
    }

    /// Turns what becomes of a key's lines into what is to be done among the keys around it.
    fn settle(
        &self,
        level: &mut Level,
        fate: Fate,
        (base, ours, theirs): Spots,
        item: impl Fn() -> String,
    ) -> Result<(), Refusal> {
        let owned = |spot: Spot| {
            if spot.flow {
                Err(Refusal::Flow(item()))
            } else {
                Ok(spot)
            }
        };
        if let Some(spot) = &theirs {
            level.anchors.push((spot.span.start, ours.clone()));
        }
        let at = theirs.as_ref().map_or(0, |spot| spot.span.start);
        let part = |lines, kind| Part { at, lines, kind };
        match (fate, ours, theirs) {
            (Fate::Stay, ..) | (Fate::Take, None, None) | (Fate::Gone, None, _) => {}
            (Fate::Take, Some(spot), Some(theirs)) => {
                let lines = self.theirs.lift(&theirs);
                let keep = self.kept(base.as_ref(), &spot, &lines);
                let spot = owned(spot)?;
                level.ops.push(Op::Replace { spot, lines, keep });
            }
            (Fate::Take, Some(spot), None) | (Fate::Gone, Some(spot), _) => {
                level.ops.push(self.remove(base.as_ref(), owned(spot)?));
                level.removed += 1;
            }
            (Fate::Take, None, Some(theirs)) => level.parts.push(part(self.lifted(&theirs), PartKind::Whole)),
            (Fate::Build(lines), Some(spot), _) => {
                let keep = self.kept(base.as_ref(), &spot, &lines);
                let spot = owned(spot)?;
                level.ops.push(Op::Replace { spot, lines, keep });
            }
            (Fate::Build(lines), None, _) => level.parts.push(part(lines, PartKind::Some)),
            (Fate::Note(lines), ..) => level.parts.push(part(lines, PartKind::Note)),
        }
        Ok(())
    }

    /// Puts what is new among the keys of a group, or hands it on where ours has no such group.
    fn close(
        &mut self,
        mut level: Level,
        said: Said,
        ours: &Cursor<'a>,
        theirs: &Cursor<'a>,
    ) -> Result<Woven, Refusal> {
        let top = ours.parent().answer().is_none();
        let fixed = top || ours.slot().is_some();
        let keys = self.ours.keys(ours);
        level.parts.sort_by_key(|part| part.at);
        level.anchors.sort_by_key(|(start, _)| *start);
        if level.parts.is_empty() {
            let emptied = level.removed > 0 && level.removed == keys.len() && !fixed;
            let (ops, fate) = match (emptied, self.theirs.keys(theirs).is_empty()) {
                (true, true) => (Vec::new(), Fate::Take),
                (true, false) => (Vec::new(), Fate::Gone),
                (false, _) => (level.ops, Fate::Stay),
            };
            return Ok(Woven { said, ops, fate });
        }
        let all = self
            .ours
            .node(ours)
            .map(crate::source::Node::entries)
            .unwrap_or_default();
        let spot_of = |entry: &Entry| self.ours.spot_of_key(entry.key_span.start);
        let Some(some) = all.last().and_then(spot_of) else {
            if fixed {
                return Err(Refusal::Unproved(name(ours, theirs)));
            }
            let known = self.theirs.keys(theirs).len();
            let (fate, ops) = (build(level.parts, known, theirs), level.ops);
            return Ok(Woven { said, ops, fate });
        };
        if some.flow {
            return Err(Refusal::Flow(name(ours, theirs)));
        }
        for part in level.parts {
            let before = level.anchors.iter().rev().filter(|(start, _)| *start < part.at);
            let anchor = before.clone().find_map(|(_, spot)| spot.clone());
            let lines = part.lines;
            level
                .ops
                .push(match (anchor, keys.first().and_then(|entry| spot_of(entry))) {
                    (Some(spot), _) => Op::After { spot, lines },
                    (None, Some(spot)) => Op::Before { spot, lines },
                    (None, None) => Op::After {
                        spot: some.clone(),
                        lines,
                    },
                });
        }
        Ok(Woven {
            said,
            ops: level.ops,
            fate: Fate::Stay,
        })
    }

    /// The lines of theirs with the comments above them that are new.
    pub fn lifted(&self, spot: &Spot) -> Vec<String> {
        let above = self.theirs.comments_above(spot).into_iter().map(|(_, comment)| comment);
        let new = above.filter(|comment| count(Some(self.theirs), comment) > count(self.base, comment));
        new.map(str::to_owned).chain(self.theirs.lift(spot)).collect()
    }

    /// The end of an item of ours that theirs took out, with the comments above it that theirs took out too.
    pub fn remove(&self, base: Option<&Spot>, spot: Spot) -> Op {
        let gone = |comment: &str| count(Some(self.theirs), comment) < count(self.base, comment);
        let above = self.ours.comments_above(&spot).into_iter().rev();
        let from = above.take_while(|(_, comment)| gone(comment)).last();
        Op::Remove {
            from: from.map_or(spot.line, |(line, _)| line),
            keep: self.kept(base, &spot, &[]),
            spot,
        }
    }

    /// The comments inside lines of ours that neither the base nor the new lines have.
    fn kept(&self, base: Option<&Spot>, spot: &Spot, lines: &[String]) -> Vec<String> {
        let was = self.base.zip(base).map(|(side, spot)| side.comments_in(&spot.span));
        let was = was.unwrap_or_default();
        let comments = self.ours.comments_in(&spot.span).into_iter();
        comments
            .filter(|comment| !was.contains(comment) && !lines.iter().any(|line| line.contains(comment)))
            .map(str::to_owned)
            .collect()
    }

    pub fn spots(&self, base: Option<&Cursor<'a>>, ours: Option<&Cursor<'a>>, theirs: Option<&Cursor<'a>>) -> Spots {
        (
            self.base.zip(base).and_then(|(side, cursor)| side.spot(cursor)),
            ours.and_then(|cursor| self.ours.spot(cursor)),
            theirs.and_then(|cursor| self.theirs.spot(cursor)),
        )
    }
}

/// What becomes of a group or list that ours has nothing of. `known` is how many members theirs has.
pub(super) fn build(parts: Vec<Part>, known: usize, theirs: &Cursor<'_>) -> Fate {
    let notes = parts.iter().filter(|part| part.kind == PartKind::Note).count();
    let whole = parts.iter().filter(|part| part.kind == PartKind::Whole).count();
    if parts.is_empty() {
        return Fate::Stay;
    }
    if notes == parts.len() {
        return Fate::Note(parts.into_iter().flat_map(|part| part.lines).collect());
    }
    if whole == parts.len() && whole == known {
        return Fate::Take;
    }
    let key = theirs.item().map_or("", |item| item.key.as_str());
    let mut lines = vec![format!("{key}:")];
    for line in parts.into_iter().flat_map(|part| part.lines) {
        lines.push(if line.is_empty() { line } else { format!("  {line}") });
    }
    Fate::Build(lines)
}

/// The name of an item as the form has it: in ours where it stands there.
pub(super) fn name(ours: &Cursor<'_>, theirs: &Cursor<'_>) -> String {
    let known = ours
        .answer()
        .is_some_and(|answer| answer.key.is_some() || answer.slot.is_some());
    if known { ours.name() } else { theirs.name() }
}

/// How often a side has a comment.
fn count(side: Option<&Side<'_>>, comment: &str) -> usize {
    side.map_or(0, |side| {
        side.comments().iter().filter(|other| **other == comment).count()
    })
}
