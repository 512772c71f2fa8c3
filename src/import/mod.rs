//! What exists comes in: a document from outside, bound to the form that it was written on. The form definition is the
//! grammar; nothing here knows a particular form or a layout. Invents nothing, and drops nothing in silence: what found no item
//! stands in the report.

mod align;
mod answer;
mod changes;
mod choice;
mod gather;
mod grammar;
pub mod print;
mod recognise;
mod report;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use answer::Value;
pub use report::{Entry, Leftover, Outcome, Outcomes, Report, Sureness};

use self::align::align;
use self::answer::{Taken, take, text};
use self::changes::{Placed, rows};
use self::gather::{Address, Label, Use, gather};
use self::grammar::{Grammar, What, letters};
use crate::answers;
use crate::attached::Attached;
use crate::form::{Display, Form, Forms, ItemId, Kind};
use crate::pieces::{Content, Document, Picture, Piece, Place};
use crate::sheet;

/// A document as an assessment.
#[derive(Debug, Clone)]
pub struct Imported {
    pub form: Arc<Form>,
    /// The text of the assessment.
    pub yaml: String,
    /// The figures that it names, by the names of their files.
    pub figures: BTreeMap<String, Vec<u8>>,
    pub report: Report,
    /// What it says its number in the body's plan is.
    pub number: Option<String>,
}

/// Why a document is no assessment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There is no text in it.
    #[error("文字がありません。評価書の入ったファイルを指定してください")]
    Empty,
    /// Hardly anything in it is a form's.
    #[error(
        "評価書の様式が見つかりません。様式の見出し（「Ⅰ 基本情報」など）のあるファイルを指定してください。様式が分かっていれば --form で指定できます"
    )]
    NoForm,
}

/// Binds a document to its form. `form` is the form where the caller knows it.
///
/// # Errors
/// Where the document holds no text, or none of a form.
pub fn import(forms: &Forms, document: &Document, form: Option<&Arc<Form>>) -> Result<Imported, ImportError> {
    let mut pieces: Vec<&Piece> = Vec::new();
    let mut sheets = Vec::new();
    for (index, sheet) in document.sheets.iter().enumerate() {
        pieces.extend(&sheet.pieces);
        sheets.resize(pieces.len(), index);
    }
    if pieces.is_empty() {
        return Err(ImportError::Empty);
    }
    let found = recognise::form(forms, &pieces, form).ok_or(ImportError::NoForm)?;
    let grammar = Grammar::of(&found.form);
    let (path, _) = align(&grammar, &pieces);
    let (labels, uses) = gather(&grammar, path, &pieces, &sheets);
    let mut binding = Binding {
        form: &found.form,
        grammar: &grammar,
        document,
        answers: BTreeMap::new(),
        tables: BTreeMap::new(),
        figures: BTreeMap::new(),
        doubts: Vec::new(),
        illegible: Vec::new(),
        report: Report::new(&found, document),
    };
    binding.bind(&labels, &uses, &pieces, &sheets);
    let number = found.form.displayed(Display::Number).and_then(|item| {
        let address = Address {
            entries: Vec::new(),
            item: item.id,
        };
        binding.answers.get(&address).map(Value::words)
    });
    let figures = binding.figures.values().flatten();
    Ok(Imported {
        yaml: yaml::write(&binding, &found.printed),
        figures: figures
            .map(|(file, picture)| (file.clone(), picture.bytes.clone()))
            .collect(),
        report: binding.report,
        number,
        form: Arc::clone(&found.form),
    })
}

/// The assessment that a PDF of ours carries, exactly.
///
/// # Errors
/// Where what is attached is no assessment.
pub fn carried(forms: &Forms, carried: Attached) -> Result<Imported, ImportError> {
    let read = answers::read(forms, &carried.name, &carried.yaml);
    let assessment = read.assessment.ok_or(ImportError::NoForm)?;
    let form = Arc::clone(assessment.form());
    let number = assessment
        .displayed(Display::Number)
        .map(|cursor| cursor.text().trim().to_owned());
    Ok(Imported {
        report: Report {
            form: form.name.clone(),
            edition: form.edition.clone(),
            printed: crate::folding::fold(&form.label),
            answers: report::of(&assessment),
            ..Report::default()
        },
        yaml: read.source.text().to_owned(),
        figures: carried.files,
        form,
        number,
    })
}

/// What has been read so far.
struct Binding<'d> {
    form: &'d Form,
    grammar: &'d Grammar<'d>,
    document: &'d Document,
    answers: BTreeMap<Address, Value>,
    /// By the list of a table: its rows, each by column.
    tables: BTreeMap<ItemId, Vec<BTreeMap<ItemId, Value>>>,
    figures: BTreeMap<Address, Vec<(String, Picture)>>,
    /// Answers of which nothing was read, and why that is told.
    doubts: Vec<(Address, &'static str, Place)>,
    /// Names of items that could not be read.
    illegible: Vec<String>,
    report: Report,
}

impl<'d> Binding<'d> {
    fn bind(&mut self, labels: &[Label], uses: &[Use], pieces: &[&'d Piece], sheets: &[usize]) {
        let mut answers: Vec<Vec<&'d Piece>> = vec![Vec::new(); labels.len()];
        let mut table: Vec<Placed<'d>> = Vec::new();
        let mut list = None;
        for (at, piece) in pieces.iter().enumerate() {
            match uses[at] {
                Use::Nowhere => self.leave(piece),
                Use::Label(index) | Use::Answer(index) if labels[index].what == What::Column => {
                    let column = labels[index].address.item;
                    list = self.form.item(column).parent;
                    table.push(Placed {
                        sheet: sheets[at],
                        piece,
                        head: matches!(uses[at], Use::Label(_)).then_some(column),
                    });
                }
                Use::Label(_) => {}
                // The mark of a label that is cut off from it says nothing.
                Use::Answer(_) if piece.text().trim() == "※" => {}
                Use::Answer(index) => answers[index].push(piece),
            }
        }
        for (label, own) in labels.iter().zip(answers) {
            self.label(label, own, pieces);
        }
        if let Some(list) = list {
            self.table(list, &table);
        }
        self.tell_doubts();
    }

    /// Of a slot that nobody filled nothing is doubtful.
    fn tell_doubts(&mut self) {
        for (address, doubt, place) in std::mem::take(&mut self.doubts) {
            let own = &address.entries;
            let is_beside = |other: &&Address| other.entries.get(..own.len()) == Some(own);
            if own.is_empty() || self.answers.keys().any(|other| is_beside(&other)) {
                self.report.doubt(self.name(&address), doubt, &place);
            }
        }
    }

    fn label(&mut self, label: &Label, own: Vec<&'d Piece>, pieces: &[&'d Piece]) {
        let item = self.form.item(label.address.item);
        let first = pieces[label.found.first];
        let whole = first.text().into_owned();
        let begun = label.found.rest.map_or("", |at| &whole[at..]);
        let (pictures, own): (Vec<_>, Vec<_>) = own
            .into_iter()
            .partition(|piece| matches!(piece.content, Content::Picture(_)));
        for picture in pictures {
            self.picture(label, picture);
        }
        if let Some(rest) = self.illegible(label, &own) {
            return rest.into_iter().for_each(|piece| self.leave(piece));
        }
        match (label.what, item.kind) {
            (What::Part | What::Group, Kind::Group | Kind::Entries) | (What::Slots | What::Printed, _) => {
                self.ticks_in(label, label.address.item, &text(&own, begun, " "));
                for piece in own {
                    self.leave(piece);
                }
            }
            (_, Kind::Tick) => self.tick(label, &own, pieces),
            _ => {
                let siblings = item.parent.map_or(&[][..], |parent| &self.form.item(parent).children);
                let siblings = siblings.iter().map(|id| self.form.item(*id));
                let Taken { value, rest, doubt } = take(item, &own, begun, siblings);
                let (value, rest) = self.own_words(value, rest);
                let beside = own.first().copied().unwrap_or(first);
                if !rest.is_empty() {
                    self.report
                        .leave_words(&rest, &beside.place, Some(self.name(&label.address)));
                }
                match value {
                    Some(value) => self.answer(label, value, doubt, first, &own),
                    None if !doubt.is_empty() => self.doubts.push((label.address.clone(), doubt, beside.place.clone())),
                    None => {}
                }
            }
        }
    }

    /// A box before its words, in one piece with others of its heading or in a cell of its own.
    fn tick(&mut self, label: &Label, own: &[&'d Piece], pieces: &[&'d Piece]) {
        let labels = &pieces[label.found.first..label.found.first + label.found.pieces];
        if let (Some(_), Some(group)) = (label.found.rest, self.form.item(label.address.item).parent) {
            self.ticks_in(label, group, &text(labels, "", " "));
        }
        let boxes = labels.iter().chain(own).map(|piece| piece.text());
        let ticked = match label.found.rest {
            Some(rest) => boxes.take(1).any(|text| choice::is_ticked(&text[..rest])),
            None => boxes.into_iter().any(|text| choice::is_ticked(&text)),
        };
        for piece in own.iter().filter(|piece| !choice::is_box(&piece.text())) {
            self.leave(piece);
        }
        self.answer(label, Value::Tick(ticked), "", labels[0], own);
    }

    /// What is left over; words of the form are nobody's.
    fn leave(&mut self, piece: &Piece) {
        let words = piece.text();
        if self.grammar.called(&letters(&words)).is_empty() && !sheet::is_instruction(&words) {
            self.report.leave(piece, None);
        }
    }

    /// Words that the form prints are nobody's answer: a label that stands where none is expected is left over.
    fn own_words(&self, value: Option<Value>, rest: String) -> (Option<Value>, String) {
        match value {
            Some(Value::Text(text)) if !self.grammar.called(&letters(&text)).is_empty() => (None, text),
            other => (other, rest),
        }
    }

    fn answer(&mut self, label: &Label, value: Value, doubt: &str, first: &Piece, own: &[&Piece]) {
        let places = own.iter().map(|piece| piece.place.clone());
        let places: Vec<_> = if own.is_empty() {
            vec![first.place.clone()]
        } else {
            places.collect()
        };
        let name = self.name(&label.address);
        let path = yaml::path(self.form, &label.address);
        self.report.answer(name, path, &places, label.found.sure, doubt);
        self.answers.insert(label.address.clone(), value);
    }

    /// A picture belongs to the figure of its part.
    fn picture(&mut self, label: &Label, piece: &Piece) {
        let items = self.form.parts[label.part].items.iter();
        let mut figures = items
            .flat_map(|id| leaves(self.form, *id))
            .filter(|id| self.form.item(*id).kind == Kind::Figure);
        let (Content::Picture(index), Some(item)) = (&piece.content, figures.next()) else {
            self.report
                .leave_words("（図）", &piece.place, Some(self.name(&label.address)));
            return;
        };
        let picture = self.document.pictures[*index].clone();
        let address = Address {
            entries: label.address.entries.clone(),
            item,
        };
        let number = self.figures.values().map(Vec::len).sum::<usize>() + 1;
        let Some(extension) = recognise::picture(&picture.bytes) else {
            self.report
                .leave_words("（取り出せない形式の図）", &piece.place, Some(self.name(&address)));
            return;
        };
        let file = format!("{}.zu{number}.{extension}", self.form.form);
        let name = self.name(&address);
        let path = yaml::path(self.form, &address);
        self.report
            .answer(name, path, std::slice::from_ref(&piece.place), 1.0, "");
        self.figures.entry(address).or_default().push((file, picture));
    }

    /// The boxes of a heading that stand in one piece with it: 4. 委託　[ ] 委託しない.
    fn ticks_in(&mut self, label: &Label, group: ItemId, text: &str) {
        let form = self.form;
        for id in &form.item(group).children {
            let item = form.item(*id);
            if item.kind != Kind::Tick {
                continue;
            }
            let Some(at) = text.find(&item.label) else { continue };
            let ticked = choice::ticks_next(&text[..at]);
            let address = Address {
                entries: label.address.entries.clone(),
                item: *id,
            };
            self.answers.entry(address).or_insert(Value::Tick(ticked));
        }
    }

    /// What a text recognition could not read is said in 管理; what stands beside it comes back.
    fn illegible<'p>(&mut self, label: &Label, own: &[&'p Piece]) -> Option<Vec<&'p Piece>> {
        let is_illegible = |piece: &&&Piece| recognise::is_illegible(&piece.text());
        own.iter().find(is_illegible)?;
        let name = self.name(&label.address);
        self.report.doubt(name.clone(), "判読できません", &own[0].place);
        self.illegible.push(name);
        Some(own.iter().filter(|piece| !is_illegible(piece)).copied().collect())
    }

    fn table(&mut self, list: ItemId, placed: &[Placed<'d>]) {
        let (rows, strays) = rows(self.form, placed);
        for piece in strays {
            self.leave(piece);
        }
        let mut all = Vec::new();
        for (row, number) in rows.into_iter().zip(1..) {
            let mut values = BTreeMap::new();
            for (column, (taken, pieces)) in row {
                let address = Address {
                    entries: vec![(list, number)],
                    item: column,
                };
                let name = self.name(&address);
                let places: Vec<_> = pieces.iter().map(|piece| piece.place.clone()).collect();
                if !taken.rest.is_empty() {
                    self.report.leave_words(&taken.rest, &places[0], Some(name.clone()));
                }
                if let Some(value) = taken.value {
                    self.report
                        .answer(name, yaml::path(self.form, &address), &places, 1.0, taken.doubt);
                    values.insert(column, value);
                }
            }
            all.push(values);
        }
        self.tables.insert(list, all);
    }

    /// How the form names a place: `Ⅱ-4 委託事項1 ⑥再委託事項`.
    fn name(&self, address: &Address) -> String {
        yaml::name(self.form, address)
    }
}

/// The items below an item that are answered, in the form's order.
fn leaves(form: &Form, id: ItemId) -> Vec<ItemId> {
    let item = form.item(id);
    if !item.is_group() {
        return vec![id];
    }
    item.children.iter().flat_map(|child| leaves(form, *child)).collect()
}
