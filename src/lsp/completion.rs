//! What can be written at a place: the items of its group that are not there yet, or the options of its item.
//! Goes by indentation, so that it works on half-typed text; never offers a word that the form does not have.

use jiff::civil::Date;

use super::hover::about;
use super::outline::{Outline, Spot};
use super::place::{Place, form_of};
use crate::form::schema::{NUMBER_GUIDANCE, markdown};
use crate::form::{EDITION_PATH, FORM_KEY, Form, Forms, Item, Kind, NUMBER_KEY};
use crate::source::Span;
use crate::source::edit::{is_plain, scalar};

/// Something that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The words of the form: a key or an option.
    pub label: String,
    /// Of a key, number and label as the form prints them; of an option, its heading.
    pub detail: String,
    /// What to know of it, in Markdown.
    pub about: String,
    pub is_key: bool,
    /// What to write, and in place of what.
    pub text: String,
    pub span: Span,
}

/// What can be written at an offset, the required first, each in the form's order.
#[must_use]
pub fn complete(forms: &Forms, text: &str, offset: usize, today: Date) -> Vec<Offer> {
    let outline = Outline::new(text);
    let Some(spot) = outline.spot(text, offset) else {
        return Vec::new();
    };
    let desk = Desk {
        forms,
        form: form_of(forms, &outline, text),
        outline: &outline,
        text,
        today,
    };
    match spot {
        Spot::Key(mark) => {
            let parent = outline.marks[mark].parent;
            desk.keys(parent, &outline.marks[mark].span, Some(mark))
        }
        Spot::Value(mark) => desk.values(mark, offset),
        Spot::Words { parent, span } => desk.words(parent, &span),
    }
}

struct Desk<'a> {
    forms: &'a Forms,
    form: Option<&'a Form>,
    outline: &'a Outline,
    text: &'a str,
    today: Date,
}

impl<'a> Desk<'a> {
    fn place(&self, mark: Option<usize>) -> Option<Place<'a>> {
        Place::of(self.form?, self.outline, self.text, mark)
    }

    /// A line of its own.
    fn words(&self, parent: Option<usize>, span: &Span) -> Vec<Offer> {
        let continues = parent.is_some_and(|parent| !self.outline.marks[parent].value.is_empty());
        if continues && parent.is_some_and(|parent| self.outline.key(parent).is_some()) {
            return Vec::new();
        }
        let keys = self.keys(parent, span, None);
        let Some(place) = self.place(parent).filter(|place| keys.is_empty() && !place.in_entry) else {
            return keys;
        };
        match place.item.kind {
            Kind::Choices => dashed(self.options(&place, parent, None, span)),
            Kind::Entries => {
                let mut first = self.keys_of(place.item, parent, &[], span, None);
                first.truncate(1);
                dashed(first)
            }
            Kind::Text
            | Kind::Texts
            | Kind::Date
            | Kind::Number
            | Kind::Choice
            | Kind::Tick
            | Kind::Figure
            | Kind::Group => self.options(&place, parent, None, span),
        }
    }

    /// Behind a colon or a list mark.
    fn values(&self, mark: usize, offset: usize) -> Vec<Offer> {
        let written = &self.outline.marks[mark].value;
        let span = if written.is_empty() {
            offset..offset
        } else {
            written.start.min(offset)..written.end.max(offset)
        };
        let mut offers = if self.outline.key(mark).is_some() {
            self.inline(mark, &span)
        } else {
            match self.place(Some(mark)) {
                Some(place) if place.item.kind == Kind::Choices => {
                    self.options(&place, self.outline.marks[mark].parent, Some(mark), &span)
                }
                _ => self.keys(Some(mark), &span, None),
            }
        };
        // `key:` and `-` want a space behind them.
        if self.text[..span.start].ends_with([':', '-']) {
            for offer in &mut offers {
                offer.text.insert(0, ' ');
            }
        }
        offers
    }

    fn inline(&self, mark: usize, span: &Span) -> Vec<Offer> {
        let at_top = self.outline.marks[mark].parent.is_none();
        if at_top && self.outline.key(mark) == Some(FORM_KEY) {
            let forms: Vec<&Form> = self.forms.current().map(AsRef::as_ref).collect();
            let offer = |form: &Form| value(&form.name, &form.title, span);
            return forms.into_iter().map(offer).collect();
        }
        let Some(place) = self.place(Some(mark)).filter(|place| place.special.is_none()) else {
            return Vec::new();
        };
        if place.item.kind == Kind::Choices {
            // They stand on lines of their own.
            return Vec::new();
        }
        self.options(&place, self.outline.marks[mark].parent, None, span)
    }

    /// The answers that the form knows beforehand; of several, those not chosen yet but for the one being typed.
    fn options(&self, place: &Place<'_>, list: Option<usize>, typed: Option<usize>, span: &Span) -> Vec<Offer> {
        let item = place.item;
        match item.kind {
            Kind::Choice => item
                .options
                .iter()
                .map(|option| value(&option.text, &option.group, span))
                .collect(),
            Kind::Choices => {
                let chosen = self.chosen(item, list, typed);
                let left = item
                    .options
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| !chosen.contains(index));
                left.map(|(_, option)| {
                    let mut offer = value(&option.text, &option.group, span);
                    if option.blank {
                        offer.text.push_str(": ");
                    }
                    offer
                })
                .collect()
            }
            Kind::Tick => vec![
                value("true", "チェックを付ける", span),
                value("false", "チェックを付けない", span),
            ],
            Kind::Date => vec![value(&self.today.to_string(), "今日", span)],
            _ if item.path == EDITION_PATH.join("/") => self
                .forms
                .kept()
                .filter(|form| self.form.is_some_and(|own| own.name == form.name))
                .map(|form| value(&form.edition, &form.label, span))
                .collect(),
            Kind::Text | Kind::Texts | Kind::Number | Kind::Figure | Kind::Group | Kind::Entries => Vec::new(),
        }
    }

    fn chosen(&self, item: &Item, list: Option<usize>, typed: Option<usize>) -> Vec<usize> {
        let marks = self.outline.inside(list).iter().filter(|mark| Some(**mark) != typed);
        marks
            .filter_map(|mark| {
                let inside = self.outline.inside(Some(*mark)).first();
                let key = inside.and_then(|inside| self.outline.key(*inside));
                item.option(key.unwrap_or_else(|| self.outline.words(self.text, *mark)))
            })
            .collect()
    }

    /// The keys that are still to be written in a mark, and that of `except`.
    fn keys(&self, parent: Option<usize>, span: &Span, except: Option<usize>) -> Vec<Offer> {
        if self.form.is_none() {
            let unnamed = parent.is_none() && self.outline.find(None, FORM_KEY).is_none();
            return unnamed.then(|| form_key(span, except)).into_iter().collect();
        }
        match self.place(parent) {
            Some(place) if place.holds_items() => {
                let list = parent.and_then(|parent| self.outline.marks[parent].parent);
                self.keys_of(place.item, list, self.outline.inside(parent), span, except)
            }
            _ => Vec::new(),
        }
    }

    /// The keys of a group, or of an entry of `list`; `marks` are those that stand in it.
    fn keys_of(
        &self,
        group: &Item,
        list: Option<usize>,
        marks: &[usize],
        span: &Span,
        except: Option<usize>,
    ) -> Vec<Offer> {
        let Some(form) = self.form else { return Vec::new() };
        let keys = marks.iter().filter(|mark| Some(**mark) != except);
        let keys: Vec<&str> = keys.filter_map(|mark| self.outline.key(*mark)).collect();
        let there: Vec<_> = keys
            .iter()
            .filter_map(|key| form.child(group, key))
            .map(|item| item.id)
            .collect();
        let mut offers = Vec::new();
        if group.is_numbered() && !keys.contains(&NUMBER_KEY) {
            let number = format!("{NUMBER_KEY}: {}", self.next_number(list));
            offers.push(Offer {
                text: if except.is_some() {
                    NUMBER_KEY.to_owned()
                } else {
                    number
                },
                ..key(NUMBER_KEY, "", NUMBER_GUIDANCE, span)
            });
        }
        if group.parent.is_none() && !keys.contains(&FORM_KEY) {
            offers.push(form_key(span, except));
        }
        let mut items: Vec<&Item> = group.children.iter().map(|id| form.item(*id)).collect();
        items.retain(|item| !there.contains(&item.id));
        items.sort_by_key(|item| !item.required);
        offers.extend(items.into_iter().map(|item| {
            let colon = match (except, item.kind) {
                (Some(_), _) => "",
                (_, Kind::Group | Kind::Entries | Kind::Choices | Kind::Texts) => ":",
                (_, Kind::Text | Kind::Date | Kind::Number | Kind::Choice | Kind::Tick | Kind::Figure) => ": ",
            };
            let required = if item.required { "（必須）" } else { "" };
            let title = format!("{}{required}", form.title(item));
            Offer {
                text: format!("{}{colon}", scalar(&item.key)),
                ..key(&item.key, &title, &about(item), span)
            }
        }));
        offers
    }

    /// The number behind the greatest of the list; a number once used is never filled again.
    fn next_number(&self, list: Option<usize>) -> u32 {
        let entries = self.outline.inside(list).iter();
        let numbers = entries.filter_map(|dash| {
            let mark = self.outline.find(Some(*dash), NUMBER_KEY)?;
            crate::folding::nfkc(self.outline.words(self.text, mark))
                .parse::<u32>()
                .ok()
        });
        numbers.max().unwrap_or(0).saturating_add(1)
    }
}

/// Each on a line of a list.
fn dashed(mut offers: Vec<Offer>) -> Vec<Offer> {
    for offer in &mut offers {
        offer.text.insert_str(0, "- ");
    }
    offers
}

fn form_key(span: &Span, except: Option<usize>) -> Offer {
    let colon = if except.is_some() { "" } else { ": " };
    Offer {
        text: format!("{FORM_KEY}{colon}"),
        ..key(FORM_KEY, "（必須）", "どの様式の評価書かを示します。", span)
    }
}

fn key(label: &str, detail: &str, about: &str, span: &Span) -> Offer {
    Offer {
        label: label.to_owned(),
        detail: detail.to_owned(),
        about: about.to_owned(),
        is_key: true,
        text: label.to_owned(),
        span: span.clone(),
    }
}

fn value(words: &str, detail: &str, span: &Span) -> Offer {
    // A comma needs quotes between brackets only, and no cursor here stands between any.
    let text = if is_plain(&words.replace(',', "")) {
        words.to_owned()
    } else {
        scalar(words)
    };
    Offer {
        label: words.to_owned(),
        detail: detail.to_owned(),
        about: markdown(detail),
        is_key: false,
        text,
        span: span.clone(),
    }
}
