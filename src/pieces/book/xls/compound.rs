//! Streams of a compound file (MS-CFB). Follows no chain longer than the file, and trusts no length.

use super::super::BookError;
use super::bytes::{u16_at, u32_at};

/// A compound file.
pub(in super::super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

/// A stream of the file's top folder.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

const SIGN: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Numbers of sectors from here on are signs.
const LAST: u32 = 0xFFFF_FFFA;
/// A stream that is shorter lies in the small sectors.
const SMALL_UNTIL: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// Whether bytes are those of a compound file.
pub(in super::super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGN)
}

impl<'b> Compound<'b> {
    /// Opens a file.
    pub(in super::super) fn open(bytes: &'b [u8]) -> Result<Self, BookError> {
        let broken = || BookError::Broken("ファイルの目次".to_owned());
        let sector = match u16_at(bytes, 30).filter(|_| is_compound(bytes)) {
            Some(9) => 512,
            Some(12) => 4096,
            Some(_) | None => return Err(broken()),
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        file.table = file.sectors_of_table().ok_or_else(broken)?;
        let folder = file.chain(u32_at(bytes, 48).ok_or_else(broken)?, usize::MAX);
        let root = folder.get(..128).ok_or_else(broken)?;
        file.small_table = words(&file.chain(u32_at(bytes, 60).ok_or_else(broken)?, usize::MAX));
        let (start, length) = place(root).ok_or_else(broken)?;
        file.small = file.chain(start, length);
        file.entries = top(&folder);
        Ok(file)
    }

    pub(in super::super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream, as many as there are.
    pub(in super::super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self
            .entries
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        if entry.length >= SMALL_UNTIL {
            return Some(self.chain(entry.start, entry.length));
        }
        let mut bytes = Vec::new();
        let mut next = entry.start;
        while bytes.len() < entry.length {
            let start = (next as usize).saturating_mul(SMALL_SECTOR);
            let Some(part) = self.small.get(start..(start + SMALL_SECTOR).min(self.small.len())) else {
                break;
            };
            bytes.extend_from_slice(part);
            match self.small_table.get(next as usize) {
                Some(following) => next = *following,
                None => break,
            }
        }
        bytes.truncate(entry.length);
        Some(bytes)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        // The last one may be cut short.
        self.bytes
            .get(start..start.saturating_add(self.sector).min(self.bytes.len()))
    }

    /// Where each sector is followed by which.
    fn sectors_of_table(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len() / self.sector + 1;
        let mut numbers = words(self.bytes.get(76..512)?);
        let mut next = u32_at(self.bytes, 68)?;
        let mut looked = 0;
        while next < LAST && looked <= most {
            looked += 1;
            let mut more = words(self.sector(next)?);
            next = more.pop()?;
            numbers.extend(more);
        }
        let mut table = Vec::new();
        for number in numbers.into_iter().filter(|number| *number < LAST).take(most) {
            table.extend(words(self.sector(number)?));
            if table.len() > most {
                break;
            }
        }
        Some(table)
    }

    /// The bytes of a chain of sectors, at most so many.
    fn chain(&self, start: u32, most: usize) -> Vec<u8> {
        let most = most.min(self.bytes.len());
        let mut bytes = Vec::new();
        let mut next = start;
        while next < LAST && bytes.len() < most {
            let Some(sector) = self.sector(next).filter(|sector| !sector.is_empty()) else {
                break;
            };
            bytes.extend_from_slice(sector);
            match self.table.get(next as usize) {
                Some(following) => next = *following,
                None => break,
            }
        }
        bytes.truncate(most);
        bytes
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    let words = bytes
        .chunks_exact(4)
        .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]));
    words.collect()
}

/// Where a folder's entry says that its stream begins, and how long it is.
fn place(entry: &[u8]) -> Option<(u32, usize)> {
    Some((u32_at(entry, 116)?, u32_at(entry, 120)? as usize))
}

/// The streams that lie in the top folder: those of workbooks within the workbook are not among them.
fn top(folder: &[u8]) -> Vec<Entry> {
    let entries: Vec<&[u8]> = folder.chunks_exact(128).collect();
    let mut seen = vec![false; entries.len()];
    let mut open: Vec<u32> = entries.first().and_then(|root| u32_at(root, 76)).into_iter().collect();
    let mut found = Vec::new();
    while let Some(number) = open.pop() {
        let number = number as usize;
        let Some(entry) = entries.get(number).filter(|_| !seen[number]) else {
            continue;
        };
        seen[number] = true;
        open.extend(u32_at(entry, 68));
        open.extend(u32_at(entry, 72));
        let length = u16_at(entry, 64).unwrap_or_default().clamp(2, 64);
        let units = entry[..usize::from(length) - 2].chunks_exact(2);
        let units: Vec<u16> = units.map(|unit| u16::from_le_bytes([unit[0], unit[1]])).collect();
        if let Some((start, length)) = place(entry) {
            found.push(Entry {
                name: String::from_utf16_lossy(&units),
                start,
                length,
            });
        }
    }
    found
}
