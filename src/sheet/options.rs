//! A choice as cells: the chosen option beside the list of all, or a box before each option. Knows no workbook.

use super::cell::Drawing;
use super::origin::Part;
use super::paper::{
    BOX, CLOSING, LAST, SECOND_BOX, SECOND_WORDS, SMALL, TEXT, WORDS, height, letters, lines_high, room,
};
use super::tier::{Answer, Cell, Tier, Words};
use super::value::{answer, counted, filled, ticked, words_of, written};
use crate::answers::{Cursor, Value};
use crate::form::Item;

/// Stands above the list of options.
const OPTIONS: &str = "<選択肢>";

impl Drawing<'_> {
    /// `[ 十分である ]` and beside it the numbered options.
    pub(super) fn choice(&self, cursor: &Cursor<'_>, item: &Item) -> Tier {
        let value = written(cursor);
        let options = legend(item, room(self.paper.width(SECOND_BOX, LAST), SMALL).saturating_sub(2));
        let tall = height(&options, self.paper.width(SECOND_BOX, LAST), SMALL).max(height(
            &words_of(&value),
            self.paper.width(WORDS.0, WORDS.1),
            TEXT,
        ));
        let answer = answer(cursor, Part::Whole, value, TEXT);
        let rows = if item.count.is_some() { 2 } else { 1 };
        let legend = Cell {
            rows,
            ..Cell::words(SECOND_BOX, LAST, options, Words::Beside)
        };
        Tier {
            height: tall,
            cells: vec![
                Cell::words(BOX, BOX, "[", Words::Opening),
                Cell::answer(WORDS.0, WORDS.1, answer),
                Cell::words(CLOSING, CLOSING, "]", Words::Closing),
                legend,
            ],
        }
    }

    /// `（ n ）件` below a choice, where the form counts entries.
    pub(super) fn counted(&self, cursor: &Cursor<'_>, item: &Item) -> Option<Tier> {
        let words = counted(cursor, item.count.as_ref()?);
        Some(self.words(BOX, CLOSING, &words, Words::Beside))
    }

    /// A box before each option, two abreast where both are short, under the headings of their groups.
    pub(super) fn choices(&self, cursor: &Cursor<'_>, item: &Item) -> Vec<Tier> {
        let mut tiers = Vec::new();
        let mut group = "";
        let mut waiting: Option<(Cell, Cell)> = None;
        for (index, option) in item.options.iter().enumerate() {
            if option.group != group {
                tiers.extend(waiting.take().map(|cells| abreast(cells, None)));
                group = &option.group;
                if !group.is_empty() {
                    tiers.push(self.words(BOX, LAST, &format!("・{group}"), Words::Option));
                }
            }
            let counted = option.count.as_ref().map(|list| counted(cursor, list));
            let words = option.text.clone() + &counted.unwrap_or_default();
            let tick = match cursor.answer().map(|answer| &answer.value) {
                Some(Value::Ticks(ticks)) => ticks.iter().find(|tick| tick.option == index),
                _ => None,
            };
            let part = Part::Option(option.text.clone());
            let tick_box = |at| Cell::answer(at, at, answer(cursor, part.clone(), ticked(tick.is_some()), TEXT));
            if option.blank {
                tiers.extend(waiting.take().map(|cells| abreast(cells, None)));
                let value = filled(tick.map_or("", |tick| &tick.blank));
                let blank = answer(cursor, Part::Blank(option.text.clone()), value, TEXT);
                tiers.extend(self.with_blank(tick_box(BOX), &words, blank));
                continue;
            }
            let fits = |columns: (u16, u16)| letters(&words) + 2 <= room(self.paper.width(columns.0, columns.1), TEXT);
            let left = (WORDS.0, CLOSING);
            match waiting.take() {
                Some(cells) if fits(SECOND_WORDS) => {
                    let text = Cell::words(SECOND_WORDS.0, SECOND_WORDS.1, words, Words::Option);
                    tiers.push(abreast(cells, Some((tick_box(SECOND_BOX), text))));
                }
                before => {
                    tiers.extend(before.map(|cells| abreast(cells, None)));
                    if fits(left) {
                        waiting = Some((tick_box(BOX), Cell::words(left.0, left.1, words, Words::Option)));
                    } else {
                        let tall = height(&words, self.paper.width(left.0, LAST), TEXT);
                        let text = Cell::words(left.0, LAST, words, Words::Option);
                        tiers.push(Tier {
                            height: tall,
                            cells: vec![tick_box(BOX), text],
                        });
                    }
                }
            }
        }
        tiers.extend(waiting.map(|cells| abreast(cells, None)));
        tiers
    }

    /// An option and （ ） with a cell of its own; below the option where that is long.
    fn with_blank(&self, tick: Cell, words: &str, blank: Answer) -> Vec<Tier> {
        let closing = Cell::words(LAST, LAST, "）", Words::Closing);
        let text = words_of(&blank.value);
        let fits = letters(words) + 4 <= room(self.paper.width(WORDS.0, WORDS.1), TEXT);
        if fits {
            let tall = height(&text, self.paper.width(CLOSING, LAST - 1), TEXT);
            return vec![Tier {
                height: tall,
                cells: vec![
                    tick,
                    Cell::words(WORDS.0, WORDS.1, format!("{words}（"), Words::Option),
                    Cell::answer(CLOSING, LAST - 1, blank),
                    closing,
                ],
            }];
        }
        let above = height(words, self.paper.width(WORDS.0, LAST), TEXT);
        let tall = height(&text, self.paper.width(WORDS.0, LAST - 1), TEXT);
        vec![
            Tier {
                height: above,
                cells: vec![tick, Cell::words(WORDS.0, LAST, words, Words::Option)],
            },
            Tier {
                height: tall,
                cells: vec![
                    Cell::words(BOX, BOX, "（", Words::Opening),
                    Cell::answer(WORDS.0, LAST - 1, blank),
                    closing,
                ],
            },
        ]
    }
}

/// One or two options with their boxes.
fn abreast(left: (Cell, Cell), right: Option<(Cell, Cell)>) -> Tier {
    let cells = [Some(left), right].into_iter().flatten();
    Tier {
        height: lines_high(1, TEXT),
        cells: cells.flat_map(|(tick, words)| [tick, words]).collect(),
    }
}

/// `<選択肢>` and the numbered options, as many on a line as it holds.
fn legend(item: &Item, room: usize) -> String {
    let mut lines = vec![OPTIONS.to_owned()];
    let mut line = String::new();
    for (number, option) in (1..).zip(&item.options) {
        let words = format!("{number}) {}", option.text);
        if !line.is_empty() && letters(&line) + 2 + letters(&words) > room {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push('　');
        }
        line.push_str(&words);
    }
    lines.push(line);
    lines.join("\n")
}
