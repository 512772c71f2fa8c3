//! Numbers in little-endian bytes, and the bytes of a record over the parts that it is cut into.

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}

/// A record and those that continue it.
pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) parts: Vec<&'s [u8]>,
}

impl<'s> Record<'s> {
    /// Its own bytes.
    pub(super) fn data(&self) -> &'s [u8] {
        self.parts.first().copied().unwrap_or_default()
    }
}

const CONTINUE: u16 = 0x3C;

/// The records of a stream from a place on. What is cut short ends them.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, data) = one(stream, &mut at)?;
        let mut parts = vec![data];
        while u16_at(stream, at) == Some(CONTINUE) {
            let Some((_, data)) = one(stream, &mut at) else {
                break;
            };
            parts.push(data);
        }
        Some(Record { kind, parts })
    })
}

fn one<'s>(stream: &'s [u8], at: &mut usize) -> Option<(u16, &'s [u8])> {
    let (kind, length) = (u16_at(stream, *at)?, usize::from(u16_at(stream, *at + 2)?));
    let start = *at + 4;
    let data = stream.get(start..start + length)?;
    *at = start + length;
    Some((kind, data))
}

/// Goes through the parts of a record.
pub(super) struct Through<'r, 's> {
    parts: &'r [&'s [u8]],
    part: usize,
    at: usize,
}

impl<'r, 's> Through<'r, 's> {
    pub(super) fn new(parts: &'r [&'s [u8]], at: usize) -> Self {
        Self { parts, part: 0, at }
    }

    fn rest(&self) -> &'s [u8] {
        let part = self.parts.get(self.part).copied().unwrap_or_default();
        part.get(self.at..).unwrap_or_default()
    }

    /// Goes on to the next part where this one is at its end. `None` where there is no more.
    fn ahead(&mut self) -> Option<()> {
        while self.rest().is_empty() {
            self.part += 1;
            self.at = 0;
            self.parts.get(self.part)?;
        }
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        self.ahead()?;
        let byte = self.rest()[0];
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            self.ahead()?;
            let taken = count.min(self.rest().len());
            self.at += taken;
            count -= taken;
        }
        Some(())
    }

    /// A text of which the length comes first; what follows it of runs and furigana is passed over.
    pub(super) fn text(&mut self) -> Option<String> {
        let count = usize::from(self.u16()?);
        self.letters(count)
    }

    /// A text of so many units, which begins with its signs. Where it is cut, the next part begins with them anew.
    pub(super) fn letters(&mut self, count: usize) -> Option<String> {
        let signs = self.byte()?;
        let runs = if signs & 8 == 0 { 0 } else { usize::from(self.u16()?) };
        let more = if signs & 4 == 0 {
            0
        } else {
            self.u16()? as usize | (self.u16()? as usize) << 16
        };
        let mut units = Vec::with_capacity(count.min(self.rest().len()));
        let mut is_wide = signs & 1 != 0;
        while units.len() < count {
            if self.rest().is_empty() {
                self.ahead()?;
                is_wide = self.byte()? & 1 != 0;
                continue;
            }
            if is_wide {
                units.push(self.u16()?);
            } else {
                units.push(u16::from(self.byte()?));
            }
        }
        let text = String::from_utf16_lossy(&units);
        // Where the rest is missing the text is whole all the same.
        let _ = self.skip(runs * 4).and_then(|()| self.skip(more));
        Some(text)
    }
}
