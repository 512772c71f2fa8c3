//! Where the objects of a PDF stand, found by going once through the file; one of them at a time, with its stream.
//! Trusts no table and no length that the file gives, and counts what it unpacks.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::Read as _;

use flate2::read::ZlibDecoder;

use super::AttachedError;
use super::object::{Budget, Dict, Object, is_space};

/// How much all that is unpacked of one PDF may be, in bytes.
pub(super) const MAX_UNPACKED: usize = 64 * 1024 * 1024;
/// How many objects a PDF may have: far more than the largest assessment with all its tags.
const MAX_OBJECTS: usize = 1_000_000;
/// How often one object may stand for another.
const MAX_STEPS: usize = 32;

pub(super) struct Document<'b> {
    bytes: &'b [u8],
    places: HashMap<u32, Place>,
    /// Objects that were packed together, unpacked.
    packs: Vec<Vec<u8>>,
    /// From where an object begins to the bytes of its stream.
    streams: HashMap<usize, (usize, usize)>,
    root: Object,
    unpacked: Cell<usize>,
    budget: Budget,
}

/// Where an object is written.
#[derive(Clone, Copy)]
enum Place {
    File(usize),
    Pack { pack: usize, at: usize, of: usize },
}

impl Place {
    /// How far down the file it stands: of two of one number the later one counts.
    fn rank(self) -> usize {
        match self {
            Place::File(at) | Place::Pack { of: at, .. } => at,
        }
    }
}

/// What one way through the file finds.
#[derive(Default)]
struct Found {
    places: HashMap<u32, Place>,
    streams: HashMap<usize, (usize, usize)>,
    trailers: Vec<usize>,
    packs: Vec<usize>,
}

impl<'b> Document<'b> {
    /// Finds the objects of a PDF.
    ///
    /// # Errors
    /// A file without a catalogue, a protected one, one of more than can be looked at.
    pub(super) fn read(bytes: &'b [u8]) -> Result<Self, AttachedError> {
        let found = find(bytes)?;
        let mut document = Document {
            bytes,
            places: found.places,
            packs: Vec::new(),
            streams: found.streams,
            root: Object::Other,
            unpacked: Cell::new(0),
            budget: Budget::new(2 * bytes.len() + MAX_UNPACKED / 4),
        };
        let mut root = None;
        for at in found.trailers {
            let trailer = match document.budget.object(bytes, at) {
                Ok(Object::Dict(trailer)) => trailer,
                Ok(_) | Err(AttachedError::Broken) => continue,
                Err(error) => return Err(error),
            };
            if trailer.get("Encrypt").is_some() {
                return Err(AttachedError::Protected);
            }
            root = trailer.get("Root").cloned().or(root);
        }
        document.root = root.ok_or(AttachedError::Broken)?;
        for at in found.packs {
            document.unpack_objects(at)?;
        }
        Ok(document)
    }

    /// The catalogue.
    pub(super) fn root(&self) -> Result<Dict, AttachedError> {
        match self.followed(&self.root)? {
            Some((Object::Dict(root), _)) => Ok(root),
            _ => Err(AttachedError::Broken),
        }
    }

    /// The dictionary at a key of another.
    pub(super) fn dict(&self, holder: &Dict, key: &str) -> Result<Option<Dict>, AttachedError> {
        Ok(match self.value(holder, key)? {
            Some(Object::Dict(dict)) => Some(dict),
            _ => None,
        })
    }

    /// The list at a key of a dictionary.
    pub(super) fn array(&self, holder: &Dict, key: &str) -> Result<Vec<Object>, AttachedError> {
        Ok(match self.value(holder, key)? {
            Some(Object::Array(array)) => array,
            _ => Vec::new(),
        })
    }

    pub(super) fn value(&self, holder: &Dict, key: &str) -> Result<Option<Object>, AttachedError> {
        let Some(value) = holder.get(key) else { return Ok(None) };
        Ok(self.followed(value)?.map(|(object, _)| object))
    }

    /// What stands here in the end, and where it begins if it stands in the file itself; `None` where there is nothing.
    fn followed(&self, object: &Object) -> Result<Option<(Object, Option<usize>)>, AttachedError> {
        let mut here = (object.clone(), None);
        for _ in 0..MAX_STEPS {
            let Object::Reference(number) = here.0 else {
                return Ok(Some(here));
            };
            let read = match self.places.get(&number) {
                None => return Ok(None),
                Some(Place::File(at)) => self.budget.object(self.bytes, *at).map(|object| (object, Some(*at))),
                Some(Place::Pack { pack, at, .. }) => {
                    self.budget.object(&self.packs[*pack], *at).map(|object| (object, None))
                }
            };
            here = match read {
                Ok(read) => read,
                // What is damaged is as if it were not there; what means harm is told.
                Err(AttachedError::Broken) => return Ok(None),
                Err(error) => return Err(error),
            };
        }
        Ok(None)
    }

    pub(super) fn resolved(&self, object: &Object) -> Result<Option<Object>, AttachedError> {
        Ok(self.followed(object)?.map(|(object, _)| object))
    }

    /// The bytes of a stream, unpacked; `None` where they are broken, packed in a way that is not read, or more than the limit.
    pub(super) fn stream(&self, object: &Object, limit: usize) -> Result<Option<Cow<'b, [u8]>>, AttachedError> {
        let Some((Object::Dict(dict), Some(at))) = self.followed(object)? else {
            return Ok(None);
        };
        let Some((from, to)) = self.streams.get(&at) else {
            return Ok(None);
        };
        let raw = &self.bytes[*from..*to];
        let packing = match self.value(&dict, "Filter")? {
            Some(Object::Array(array)) if array.len() == 1 => self.resolved(&array[0])?,
            Some(Object::Array(array)) if array.is_empty() => None,
            other => other,
        };
        match packing {
            None if raw.len() <= limit => {
                self.count(raw.len())?;
                Ok(Some(Cow::Borrowed(raw)))
            }
            Some(Object::Name(name)) if name == b"FlateDecode" && dict.get("DecodeParms").is_none() => {
                Ok(self.unpacked(raw, limit)?.map(Cow::Owned))
            }
            None | Some(_) => Ok(None),
        }
    }

    fn unpacked(&self, raw: &[u8], limit: usize) -> Result<Option<Vec<u8>>, AttachedError> {
        let left = MAX_UNPACKED.saturating_sub(self.unpacked.get());
        // One byte more than may be tells what is just as much from what is more.
        let most = limit.min(left).saturating_add(1);
        let mut bytes = Vec::new();
        let read = ZlibDecoder::new(raw).take(most as u64).read_to_end(&mut bytes);
        self.count(bytes.len())?;
        Ok((read.is_ok() && bytes.len() <= limit).then_some(bytes))
    }

    /// Takes note of bytes that are handed out: those of one stream may be asked for under a thousand names.
    fn count(&self, bytes: usize) -> Result<(), AttachedError> {
        self.unpacked.set(self.unpacked.get().saturating_add(bytes));
        if self.unpacked.get() > MAX_UNPACKED {
            return Err(AttachedError::TooMuch);
        }
        Ok(())
    }

    /// Takes up the objects that are packed together in one stream.
    fn unpack_objects(&mut self, at: usize) -> Result<(), AttachedError> {
        let dict = match self.budget.object(self.bytes, at) {
            Ok(Object::Dict(dict)) => dict,
            Ok(_) | Err(AttachedError::Broken) => return Ok(()),
            Err(error) => return Err(error),
        };
        let number = |key| match dict.get(key) {
            Some(Object::Number(number)) => Some(*number),
            _ => None,
        };
        let (Some(count), Some(first), Some((from, to))) = (number("N"), number("First"), self.streams.get(&at)) else {
            return Ok(());
        };
        let is_flate = matches!(dict.get("Filter"), Some(Object::Name(name)) if name == b"FlateDecode");
        if !is_flate || dict.get("DecodeParms").is_some() {
            return Ok(());
        }
        let Some(pack) = self.unpacked(&self.bytes[*from..*to], MAX_UNPACKED)? else {
            return Ok(());
        };
        let mut head = pack.get(..first).unwrap_or_default();
        for _ in 0..count {
            let (Some(number), Some(offset)) = (next_number(&mut head), next_number(&mut head)) else {
                break;
            };
            let Ok(number) = u32::try_from(number) else { continue };
            let place = Place::Pack {
                pack: self.packs.len(),
                at: first.saturating_add(offset),
                of: at,
            };
            put(&mut self.places, number, place)?;
        }
        self.packs.push(pack);
        Ok(())
    }
}

fn put(places: &mut HashMap<u32, Place>, number: u32, place: Place) -> Result<(), AttachedError> {
    if places.len() >= MAX_OBJECTS {
        return Err(AttachedError::TooMany);
    }
    let here = places.entry(number).or_insert(place);
    if here.rank() <= place.rank() {
        *here = place;
    }
    Ok(())
}

/// Goes through the file once.
fn find(bytes: &[u8]) -> Result<Found, AttachedError> {
    let mut found = Found::default();
    let mut at = 0;
    // Where the object begins that the file is in.
    let mut begun = 0;
    while at < bytes.len() {
        if found.streams.len() + found.trailers.len() > MAX_OBJECTS {
            return Err(AttachedError::TooMany);
        }
        let rest = &bytes[at..];
        match rest[0] {
            b'o' if rest.starts_with(b"obj") => {
                if let Some(number) = number_before(&bytes[begun..at]) {
                    begun = at + 3;
                    put(&mut found.places, number, Place::File(begun))?;
                }
                at += 3;
            }
            b's' if rest.starts_with(b"stream") && ends_dict(&bytes[begun..at]) => {
                let dict = &bytes[begun..at];
                let from = at + 6 + line_end(&rest[6..]);
                let to = end_of_stream(bytes, dict, from);
                found.streams.insert(begun, (from, to));
                if holds(dict, b"XRef") {
                    found.trailers.push(begun);
                }
                if holds(dict, b"ObjStm") {
                    found.packs.push(begun);
                }
                at = to.max(at + 6);
                begun = at;
            }
            b't' if rest.starts_with(b"trailer") => {
                at += 7;
                found.trailers.push(at);
                begun = at;
            }
            _ => at += 1,
        }
    }
    Ok(found)
}

/// The number of the object whose `obj` follows: `12 0 `.
fn number_before(bytes: &[u8]) -> Option<u32> {
    // Ten digits each and some spaces.
    let tail = &bytes[bytes.len().saturating_sub(40)..];
    let mut words = tail.rsplit(|byte| is_space(*byte)).filter(|word| !word.is_empty());
    let (generation, number) = (words.next()?, words.next()?);
    if !tail.last().is_some_and(|byte| is_space(*byte)) || !generation.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // `endobj` may stand right before it.
    let digits = number.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&number[number.len() - digits..]).ok()?.parse().ok()
}

fn ends_dict(bytes: &[u8]) -> bool {
    bytes.trim_ascii_end().ends_with(b">>")
}

fn line_end(bytes: &[u8]) -> usize {
    match bytes {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    }
}

/// Where the bytes of a stream end: where its dictionary says, if the word stands there, else before the next such word.
fn end_of_stream(bytes: &[u8], dict: &[u8], from: usize) -> usize {
    const END: &[u8] = b"endstream";
    let said = position(dict, b"/Length").and_then(|at| {
        let mut rest = &dict[at + b"/Length".len()..];
        from.checked_add(next_number(&mut rest)?)
    });
    let stands = |end: usize| {
        let rest = bytes.get(end..)?;
        let spaces = rest.iter().take(2).take_while(|byte| is_space(**byte)).count();
        rest[spaces..].starts_with(END).then_some(end)
    };
    if let Some(end) = said.and_then(stands) {
        return end;
    }
    let rest = &bytes[from.min(bytes.len())..];
    let end = position(rest, END).unwrap_or(rest.len());
    let data = &rest[..end];
    // The line end before the word is none of the stream's.
    let data = data.strip_suffix(b"\n").unwrap_or(data);
    from + data.strip_suffix(b"\r").unwrap_or(data).len()
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    position(bytes, word).is_some()
}

fn position(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn next_number(bytes: &mut &[u8]) -> Option<usize> {
    *bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = bytes.split_at(digits);
    *bytes = rest;
    std::str::from_utf8(number).ok()?.parse().ok()
}
