//! Shapes, text boxes and pictures of a sheet (MS-ODRAW): where they lie. Their words come in records of the sheet.

use std::sync::Arc;

use super::super::BookError;
use super::super::limits::Allowance;
use super::super::pictures::unshown;
use super::super::raw::{Area, Drawn, RawBox, RawSheet, ticked};
use super::super::seen::described;
use super::bytes::{u16_at, u32_at};

/// An object of a sheet, as its own record says.
pub(super) struct Object {
    pub(super) id: u16,
    kind: u16,
    /// A box to tick: whether it is ticked.
    ticked: Option<bool>,
    pub(super) words: String,
}

/// Kinds of objects.
const GROUP: u16 = 0;
const CHART: u16 = 5;
const PICTURE: u16 = 8;
const CHECK_BOX: u16 = 11;
const RADIO_BUTTON: u16 = 12;
const NOTE: u16 = 25;

impl Object {
    pub(super) fn new(data: &[u8]) -> Self {
        let mut object = Self {
            id: u16_at(data, 6).unwrap_or_default(),
            kind: u16_at(data, 4).unwrap_or(GROUP),
            ticked: None,
            words: String::new(),
        };
        if matches!(object.kind, CHECK_BOX | RADIO_BUTTON) {
            let mut at = 0;
            while let (Some(kind), Some(length)) = (u16_at(data, at), u16_at(data, at + 2)) {
                // ftCblsData
                if kind == 0x12 {
                    object.ticked = u16_at(data, at + 4).map(|state| state != 0);
                }
                at += 4 + usize::from(length);
            }
        }
        object
    }
}

/// A picture of the workbook.
#[derive(Clone)]
pub(super) enum Blip {
    Bytes(Arc<[u8]>),
    /// A kind that cannot be shown.
    Kind(&'static str),
}

/// A piece of a drawing.
struct Atom<'d> {
    kind: u16,
    instance: u16,
    data: &'d [u8],
}

/// The pieces one after another, holders before what they hold. What is cut short ends them.
fn atoms(bytes: &[u8]) -> impl Iterator<Item = Atom<'_>> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let (signs, kind, length) = (
            u16_at(bytes, at)?,
            u16_at(bytes, at + 2)?,
            u32_at(bytes, at + 4)? as usize,
        );
        let start = at + 8;
        let end = start.saturating_add(length).min(bytes.len());
        let is_holder = signs & 0xF == 0xF;
        at = if is_holder { start } else { end };
        Some(Atom {
            kind,
            instance: signs >> 4,
            data: bytes.get(start..end)?,
        })
    })
}

/// The pictures by their number.
pub(super) fn blips(bytes: &[u8]) -> Vec<Option<Blip>> {
    // FBSE: a head, a name, the picture.
    let entries = atoms(bytes).filter(|atom| atom.kind == 0xF007);
    let blip = |entry: Atom<'_>| {
        let name = usize::from(*entry.data.get(33)?);
        let inner = entry.data.get(36 + name..)?;
        let atom = atoms(inner).next()?;
        let (bytes, one, kind) = match atom.kind {
            0xF01D | 0xF02A => (true, matches!(atom.instance, 0x46A | 0x6E2), ""),
            0xF01E => (true, atom.instance == 0x6E0, ""),
            0xF01A => (false, true, "EMF"),
            0xF01B => (false, true, "WMF"),
            0xF01C => (false, true, "PICT"),
            0xF01F => (false, true, "BMP"),
            0xF029 => (false, true, "TIFF"),
            _ => return None,
        };
        if !bytes {
            return Some(Blip::Kind(kind));
        }
        // One or two digests, and a sign.
        let head = if one { 17 } else { 33 };
        Some(Blip::Bytes(Arc::from(atom.data.get(head..)?)))
    };
    entries.map(blip).collect()
}

/// A shape, as its drawing says.
#[derive(Default)]
struct Shape {
    area: Option<Area>,
    picture: Option<usize>,
    alt: String,
    is_hidden: bool,
    has_object: bool,
}

/// Puts the shapes of a sheet over its cells. Shapes and the records of their objects come in one order.
pub(super) fn put(
    drawn: &[u8],
    objects: &[Object],
    blips: &[Option<Blip>],
    allowance: &mut Allowance,
    sheet: &mut RawSheet,
) -> Result<(), BookError> {
    let mut objects = objects.iter();
    let mut group = Area::one(0, 0);
    for shape in shapes(drawn) {
        group = shape.area.unwrap_or(group);
        let object = if shape.has_object { objects.next() } else { None };
        let Some(object) = object.filter(|object| object.kind != NOTE) else {
            continue;
        };
        allowance.text(shape.alt.len())?;
        let drawn = what(object, &shape, blips);
        if object.kind == CHART {
            sheet.others.push(described(
                "グラフは読めません。中の文字は、原本で確かめてください",
                &shape.alt,
            ));
        }
        sheet.boxes.extend(drawn.map(|drawn| RawBox {
            area: group,
            drawn,
            is_hidden: shape.is_hidden,
        }));
    }
    Ok(())
}

fn what(object: &Object, shape: &Shape, blips: &[Option<Blip>]) -> Option<Drawn> {
    let words = ticked(object.ticked, object.words.trim_end());
    if !words.trim().is_empty() {
        return Some(Drawn::Words(words));
    }
    let number = shape.picture.filter(|_| object.kind == PICTURE)?;
    let blip = number.checked_sub(1).and_then(|at| blips.get(at)).cloned().flatten();
    Some(match blip {
        Some(Blip::Bytes(bytes)) => Drawn::Picture {
            bytes,
            alt: shape.alt.clone(),
        },
        Some(Blip::Kind(kind)) => unshown(kind, &shape.alt),
        None => Drawn::Unshown(described("取り出せない画像です", &shape.alt)),
    })
}

fn shapes(bytes: &[u8]) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::new();
    for atom in atoms(bytes) {
        // SpContainer
        if atom.kind == 0xF004 {
            shapes.push(Shape::default());
            continue;
        }
        let Some(shape) = shapes.last_mut() else {
            continue;
        };
        match atom.kind {
            // ClientAnchor
            0xF010 => shape.area = area(atom.data),
            // ClientData
            0xF011 => shape.has_object = true,
            // FOPT and its like
            0xF00B | 0xF121 | 0xF122 => options(&atom, shape),
            _ => {}
        }
    }
    shapes
}

/// The cells that an anchor covers.
fn area(data: &[u8]) -> Option<Area> {
    let at = |index: usize| u16_at(data, 2 + index * 2).map(u32::from);
    let (left, top) = (at(0)?, at(2)?);
    // It ends where the row or column begins, so covers none of it.
    let right = at(4)?.saturating_sub(u32::from(at(5)? == 0));
    let bottom = at(6)?.saturating_sub(u32::from(at(7)? == 0));
    Some(Area {
        top,
        left,
        bottom: bottom.max(top),
        right: right.max(left),
    })
}

/// The properties of a shape: six bytes each, then what is longer, in their order.
fn options(atom: &Atom<'_>, shape: &mut Shape) {
    let count = usize::from(atom.instance);
    let heads = atom.data.get(..count * 6).unwrap_or_default();
    let mut long = atom.data.get(count * 6..).unwrap_or_default();
    for head in heads.chunks_exact(6) {
        let (Some(id), Some(value)) = (u16_at(head, 0), u32_at(head, 2)) else {
            return;
        };
        let mut text: &[u8] = &[];
        if id & 0x8000 != 0 {
            let (taken, rest) = long.split_at((value as usize).min(long.len()));
            (text, long) = (taken, rest);
        }
        match id & 0x3FFF {
            // pib
            0x0104 => shape.picture = usize::try_from(value).ok(),
            // wzDescription
            0x0381 => {
                let units: Vec<u16> = text
                    .chunks_exact(2)
                    .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
                    .collect();
                String::from_utf16_lossy(&units)
                    .trim_end_matches('\0')
                    .clone_into(&mut shape.alt);
            }
            // fHidden
            0x03BF => shape.is_hidden = value & 0x0002_0002 == 0x0002_0002,
            _ => {}
        }
    }
}
