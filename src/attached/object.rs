//! The objects of a PDF as they are written: one of them read, to a depth and a number. Follows no reference, opens no stream.

use std::cell::Cell;

use super::AttachedError;

/// How deep arrays and dictionaries may stand in each other. Ours do at 6.
const MAX_DEPTH: usize = 100;
/// How many values may stand in one object: a list of all the files of a large document stays far below.
const MAX_VALUES: usize = 100_000;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Number(usize),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    /// The number of the object that stands here.
    Reference(u32),
    /// What nothing here is read from: null, true, false, numbers with a sign or a point.
    Other,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Dict(Vec<(Vec<u8>, Object)>);

impl Dict {
    pub(super) fn get(&self, key: &str) -> Option<&Object> {
        let found = self.0.iter().find(|(name, _)| name == key.as_bytes());
        found.map(|(_, value)| value)
    }
}

/// How many bytes may be looked at for the objects of a document: those that are named again and again are read as often.
pub(super) struct Budget(Cell<usize>);

impl Budget {
    pub(super) fn new(bytes: usize) -> Self {
        Budget(Cell::new(bytes))
    }

    /// Reads the object that begins here.
    ///
    /// # Errors
    /// What is no object, one of more than can be followed.
    pub(super) fn object(&self, bytes: &[u8], at: usize) -> Result<Object, AttachedError> {
        let mut reader = Reader { bytes, at, values: 0 };
        let object = reader.object(0);
        let left = self.0.get().checked_sub(reader.at - at);
        self.0.set(left.ok_or(AttachedError::TooMany)?);
        object
    }
}

/// Whether a byte parts words.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    values: usize,
}

impl Reader<'_> {
    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes over spaces and comments.
    fn space(&mut self) {
        while let Some(byte) = self.next() {
            if byte == b'%' {
                while self.next().is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Object, AttachedError> {
        self.values += 1;
        if depth > MAX_DEPTH {
            return Err(AttachedError::TooDeep);
        }
        if self.values > MAX_VALUES {
            return Err(AttachedError::TooMany);
        }
        self.space();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        match rest {
            [b'<', b'<', ..] => {
                self.at += 2;
                self.dict(depth).map(Object::Dict)
            }
            [b'<', ..] => Ok(Object::Text(self.hex()?)),
            [b'(', ..] => Ok(Object::Text(self.text()?)),
            [b'[', ..] => {
                self.at += 1;
                let mut array = Vec::new();
                loop {
                    self.space();
                    if self.next() == Some(b']') {
                        self.at += 1;
                        return Ok(Object::Array(array));
                    }
                    array.push(self.object(depth + 1)?);
                }
            }
            [b'/', ..] => {
                self.at += 1;
                Ok(Object::Name(self.name()))
            }
            _ => self.word(),
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Dict, AttachedError> {
        let mut dict = Dict::default();
        loop {
            self.space();
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            match rest {
                [b'>', b'>', ..] => {
                    self.at += 2;
                    return Ok(dict);
                }
                [b'/', ..] => {
                    self.at += 1;
                    let key = self.name();
                    let value = self.object(depth + 1)?;
                    dict.0.push((key, value));
                }
                _ => return Err(AttachedError::Broken),
            }
        }
    }

    /// The letters of a word or a name.
    fn letters(&mut self) -> &[u8] {
        let from = self.at;
        while self.next().is_some_and(|byte| !is_space(byte) && !is_sign(byte)) {
            self.at += 1;
        }
        &self.bytes[from..self.at]
    }

    fn name(&mut self) -> Vec<u8> {
        let letters = self.letters();
        let mut name = Vec::new();
        let mut at = 0;
        while let Some(byte) = letters.get(at) {
            let spelt = letters
                .get(at + 1..at + 3)
                .and_then(|hex| Some(digit(hex[0])? * 16 + digit(hex[1])?));
            match spelt {
                Some(spelt) if *byte == b'#' => {
                    name.push(spelt);
                    at += 3;
                }
                _ => {
                    name.push(*byte);
                    at += 1;
                }
            }
        }
        name
    }

    /// A number, a reference, or a word.
    fn word(&mut self) -> Result<Object, AttachedError> {
        let word = self.letters();
        if word.is_empty() {
            return Err(AttachedError::Broken);
        }
        let Some(number) = whole(word) else {
            return Ok(Object::Other);
        };
        // Two numbers and an R are one thing.
        let behind = self.at;
        self.space();
        if whole(self.letters()).is_some() {
            self.space();
            if self.letters() == b"R" {
                let number = u32::try_from(number).map_err(|_| AttachedError::Broken)?;
                return Ok(Object::Reference(number));
            }
        }
        self.at = behind;
        Ok(Object::Number(number))
    }

    fn hex(&mut self) -> Result<Vec<u8>, AttachedError> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let byte = self.next().ok_or(AttachedError::Broken)?;
            self.at += 1;
            match byte {
                b'>' => break,
                _ => digits.extend(digit(byte)),
            }
        }
        let pairs = digits.chunks(2);
        Ok(pairs.map(|pair| pair[0] * 16 + pair.get(1).unwrap_or(&0)).collect())
    }

    fn text(&mut self) -> Result<Vec<u8>, AttachedError> {
        let mut open = 0_usize;
        let mut text = Vec::new();
        loop {
            let byte = self.next().ok_or(AttachedError::Broken)?;
            self.at += 1;
            match byte {
                b'(' => {
                    open += 1;
                    if open == 1 {
                        continue;
                    }
                }
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Ok(text);
                    }
                }
                b'\\' => {
                    self.escaped(&mut text)?;
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escaped(&mut self, text: &mut Vec<u8>) -> Result<(), AttachedError> {
        let byte = self.next().ok_or(AttachedError::Broken)?;
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(0x0C),
            b'0'..=b'7' => {
                let mut number = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next @ b'0'..=b'7') = self.next() else { break };
                    number = number * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                // Beyond 255 the highest digit does not count.
                text.extend(u8::try_from(number & 255));
            }
            // The text goes on in the next line.
            b'\n' => {}
            b'\r' => {
                if self.next() == Some(b'\n') {
                    self.at += 1;
                }
            }
            other => text.push(other),
        }
        Ok(())
    }
}

/// A number without sign and point.
fn whole(word: &[u8]) -> Option<usize> {
    let is_plain = !word.is_empty() && word.iter().all(u8::is_ascii_digit);
    is_plain.then(|| std::str::from_utf8(word).ok()?.parse().ok()).flatten()
}

fn digit(byte: u8) -> Option<u8> {
    let value = char::from(byte).to_digit(16)?;
    u8::try_from(value).ok()
}
