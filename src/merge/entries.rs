//! Lists whose entries came, went or changed in one of two versions: decides which entries stand and in which order.

use std::collections::BTreeMap;

use super::draft::Op;
use super::place::Spot;
use super::said::Said;
use super::trio::{List, Trio, trios};
use super::weave::{Fate, Part, PartKind, Weaver, Woven, build, name};
use super::{Conflict, Refusal};
use crate::answers::Cursor;
use crate::change::quoted;

/// An entry of theirs that ours has no lines for: the lines, and what it says where it becomes an entry.
struct New {
    theirs: usize,
    lines: Vec<String>,
    said: Option<Said>,
}

/// What becomes of the entries of ours, and which come.
#[derive(Default)]
struct Decided {
    ops: Vec<Op>,
    /// By the entry of ours: what it says; those that go are not there.
    said: BTreeMap<usize, Said>,
    new: Vec<New>,
}

/// Decides about a list.
pub(super) fn list<'a>(
    weaver: &mut Weaver<'_, 'a>,
    base: Option<&Cursor<'a>>,
    ours: &Cursor<'a>,
    theirs: &Cursor<'a>,
) -> Result<Woven, Refusal> {
    let was = weaver.base.zip(base).map(|(side, cursor)| List {
        side,
        entries: cursor.children(),
    });
    let here = List {
        side: weaver.ours,
        entries: ours.children(),
    };
    let there = List {
        side: weaver.theirs,
        entries: theirs.children(),
    };
    let trios = trios(was.as_ref(), &here, &there);
    let mut decided = Decided::default();
    for trio in &trios {
        let was = was.as_ref().zip(trio.base).map(|(list, at)| &list.entries[at]);
        decide(
            weaver,
            &mut decided,
            (
                was,
                trio.ours.map(|at| &here.entries[at]),
                trio.theirs.map(|at| &there.entries[at]),
            ),
            *trio,
        )?;
    }
    decided.new.sort_by_key(|new| start(&there.entries[new.theirs]));
    let lists = Lists {
        trios: &trios,
        here: &here,
        there: &there,
        numbered: ours.item().is_some_and(crate::form::Item::is_numbered),
    };
    if here.entries.is_empty() {
        return Ok(lists.taken_whole(decided, theirs));
    }
    if decided.said.is_empty() && decided.new.is_empty() {
        return Ok(Woven {
            said: Said::List(Vec::new()),
            ops: Vec::new(),
            fate: if there.entries.is_empty() {
                Fate::Take
            } else {
                Fate::Gone
            },
        });
    }
    lists.woven(weaver, decided)
}

/// The entries of ours and theirs, and which is which.
struct Lists<'l, 'a> {
    trios: &'l [Trio],
    here: &'l List<'l, 'a>,
    there: &'l List<'l, 'a>,
    numbered: bool,
}

impl<'a> Lists<'_, 'a> {
    fn number(&self, entry: &Cursor<'_>) -> Option<u32> {
        entry.slot().filter(|_| self.numbered)
    }

    /// The list of theirs, of which ours has nothing.
    fn taken_whole(&self, decided: Decided, theirs: &Cursor<'a>) -> Woven {
        let said = decided.new.iter().filter_map(|new| {
            let entry = &self.there.entries[new.theirs];
            new.said.clone().map(|said| (self.number(entry), said))
        });
        let mut said: Vec<_> = said.collect();
        said.sort_by_key(|(number, _)| *number);
        let parts = decided.new.into_iter().map(|new| Part {
            at: new.theirs,
            kind: if new.said.is_some() {
                PartKind::Whole
            } else {
                PartKind::Note
            },
            lines: new.lines,
        });
        Woven {
            said: Said::List(said),
            ops: decided.ops,
            fate: build(parts.collect(), self.there.entries.len(), theirs),
        }
    }

    /// The list of ours with what comes from theirs, each where it belongs.
    fn woven(&self, weaver: &Weaver<'_, 'a>, mut decided: Decided) -> Result<Woven, Refusal> {
        let mut order: Vec<usize> = (0..self.here.entries.len()).collect();
        order.sort_by_key(|at| start(&self.here.entries[*at]));
        let mut come: BTreeMap<usize, Vec<New>> = BTreeMap::new();
        for new in std::mem::take(&mut decided.new) {
            let at = position(&new, &order, self.trios, self.here, self.there, self.numbered);
            let spot = |at: usize| {
                let entry = &self.here.entries[order[at]];
                let spot = weaver.ours.spot(entry).ok_or_else(|| Refusal::Unproved(entry.name()))?;
                owned(spot, entry)
            };
            let lines = new.lines.clone();
            decided.ops.push(match at.checked_sub(1) {
                Some(above) => Op::After {
                    spot: spot(above)?,
                    lines,
                },
                None => Op::Before { spot: spot(0)?, lines },
            });
            come.entry(at).or_default().push(new);
        }
        let mut said = Vec::new();
        for at in 0..=order.len() {
            for new in come.remove(&at).unwrap_or_default() {
                said.extend(
                    new.said
                        .map(|said| (self.number(&self.there.entries[new.theirs]), said)),
                );
            }
            if let Some(index) = order.get(at) {
                let stays = decided.said.remove(index);
                said.extend(stays.map(|said| (self.number(&self.here.entries[*index]), said)));
            }
        }
        said.sort_by_key(|(number, _)| *number);
        Ok(Woven {
            said: Said::List(said),
            ops: decided.ops,
            fate: Fate::Stay,
        })
    }
}

/// Decides about one entry.
fn decide<'a>(
    weaver: &mut Weaver<'_, 'a>,
    decided: &mut Decided,
    (was, here, there): (Option<&Cursor<'a>>, Option<&Cursor<'a>>, Option<&Cursor<'a>>),
    trio: Trio,
) -> Result<(), Refusal> {
    let said_was = weaver.base.zip(was).map(|(side, entry)| Said::of(side, entry));
    let said_there = there.map(|entry| Said::of(weaver.theirs, entry));
    let spots = weaver.spots(was, here, there);
    match (here, there) {
        (Some(ours), Some(theirs)) => {
            let at = trio.ours.unwrap_or_default();
            let said = Said::of(weaver.ours, ours);
            let both_new = was.is_none() && weaver.base.is_some();
            if Some(&said) == said_there.as_ref() {
                decided.said.insert(at, said);
            } else if both_new {
                conflict(weaver, (was, here, there));
                let woven = weaver.disagree(&ours.name(), said, &spots)?;
                decided.ops.extend(woven.ops);
                decided.said.insert(at, woven.said);
            } else {
                let woven = weaver.item(was, ours, theirs)?;
                decided.ops.extend(woven.ops);
                match (woven.fate, spots) {
                    (Fate::Stay, _) => {}
                    (Fate::Take, (_, Some(spot), Some(theirs))) => decided.ops.push(Op::Replace {
                        spot: owned(spot, ours)?,
                        lines: weaver.theirs.lift(&theirs),
                        keep: Vec::new(),
                    }),
                    _ => return Err(Refusal::Unproved(name(ours, theirs))),
                }
                decided.said.insert(at, woven.said);
            }
        }
        (Some(ours), None) => {
            let said = Said::of(weaver.ours, ours);
            let at = trio.ours.unwrap_or_default();
            if was.is_none() {
                decided.said.insert(at, said);
            } else if Some(&said) == said_was.as_ref() {
                weaver.taken.push(format!("{}（削除）", ours.name()));
                let spot = spots.1.ok_or_else(|| Refusal::Unproved(ours.name()))?;
                let op = weaver.remove(spots.0.as_ref(), owned(spot, ours)?);
                decided.ops.push(op);
            } else {
                conflict(weaver, (was, here, there));
                let woven = weaver.disagree(&ours.name(), said, &spots)?;
                decided.ops.extend(woven.ops);
                decided.said.insert(at, woven.said);
            }
        }
        (None, Some(theirs)) => {
            let index = trio.theirs.unwrap_or_default();
            if was.is_none() {
                weaver.taken.push(format!("{}（追加）", theirs.name()));
                let spot = spots.2.ok_or_else(|| Refusal::Unproved(theirs.name()))?;
                decided.new.push(New {
                    theirs: index,
                    lines: weaver.lifted(&spot),
                    said: said_there,
                });
            } else if said_was != said_there {
                conflict(weaver, (was, here, there));
                let woven = weaver.disagree(&theirs.name(), Said::Leaf(String::new()), &spots)?;
                let Fate::Note(lines) = woven.fate else { return Ok(()) };
                decided.new.push(New {
                    theirs: index,
                    lines,
                    said: None,
                });
            }
        }
        (None, None) => {}
    }
    Ok(())
}

fn conflict(
    weaver: &mut Weaver<'_, '_>,
    (was, here, there): (Option<&Cursor<'_>>, Option<&Cursor<'_>>, Option<&Cursor<'_>>),
) {
    let words = |entry: Option<&Cursor<'_>>| entry.map(quoted::entry_words);
    weaver.conflicts.push(Conflict {
        item: here.or(there).map(Cursor::name).unwrap_or_default(),
        base: words(was),
        ours: words(here),
        theirs: words(there),
    });
}

/// Before which entry of ours, in the order of its file, an entry comes: behind the one that it follows in theirs, and behind
/// what ours put in there itself or, where entries have numbers, what has a smaller one.
fn position(
    new: &New,
    order: &[usize],
    trios: &[Trio],
    here: &List<'_, '_>,
    there: &List<'_, '_>,
    numbered: bool,
) -> usize {
    let entry = &there.entries[new.theirs];
    let place = |ours: usize| order.iter().position(|at| *at == ours).map_or(0, |at| at + 1);
    let before = trios.iter().filter_map(|trio| {
        let (ours, theirs) = (trio.ours?, trio.theirs?);
        let at = start(&there.entries[theirs]);
        (at < start(entry)).then_some((at, ours))
    });
    let mut at = before.max().map_or(0, |(_, ours)| place(ours));
    while let Some(next) = order.get(at) {
        let added = trios
            .iter()
            .any(|trio| trio.ours == Some(*next) && trio.base.is_none() && trio.theirs.is_none());
        let comes_first = if numbered {
            here.entries[*next].slot() < entry.slot()
        } else {
            added
        };
        if !comes_first {
            break;
        }
        at += 1;
    }
    at
}

fn start(entry: &Cursor<'_>) -> usize {
    let span = entry.answer().and_then(|answer| answer.span.as_ref());
    span.map_or(0, |span| span.start)
}

fn owned(spot: Spot, entry: &Cursor<'_>) -> Result<Spot, Refusal> {
    if spot.flow {
        Err(Refusal::Flow(entry.name()))
    } else {
        Ok(spot)
    }
}
