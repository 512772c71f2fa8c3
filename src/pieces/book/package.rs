//! The parts of a zip package, within limits: names that stay inside, no more bytes than allowed, no matter what the zip says of
//! itself. Writes nothing and knows no workbook.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use super::BookError;
use super::limits::{MAX_HELD, MAX_PARTS, MAX_RATIO, MAX_UNPACKED, RATIO_FROM};
use super::xml::Events;

/// A package, open for reading.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The number of each part by its name, lowered: names of parts do not tell capitals apart.
    parts: BTreeMap<String, usize>,
    left: Rc<Cell<u64>>,
}

/// The stream of a part.
pub(super) type Stream<'p> = BufReader<Metered<Box<dyn Read + 'p>>>;

impl<'a> Package<'a> {
    /// Opens a package; unpacks nothing.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, BookError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BookError::Broken("ZIP の目次".to_owned()))?;
        if zip.len() > MAX_PARTS {
            return Err(BookError::TooManyParts);
        }
        let mut parts = BTreeMap::new();
        for index in 0..zip.len() {
            let name = match zip.name_for_index(index) {
                Some(Ok(name)) => name.replace('\\', "/"),
                // A name that cannot be read is asked for by nobody.
                Some(Err(_)) | None => continue,
            };
            if crate::figure::leaves_folder(&name) {
                return Err(BookError::LeavesFolder(name.chars().take(100).collect()));
            }
            parts.entry(name.to_lowercase()).or_insert(index);
        }
        Ok(Self {
            zip,
            parts,
            left: Rc::new(Cell::new(MAX_UNPACKED)),
        })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// The names of the parts that begin so, lowered.
    pub(super) fn names<'n>(&'n self, start: &'n str) -> impl Iterator<Item = &'n str> {
        let names = self.parts.range(start.to_owned()..).map(|(name, _)| name.as_str());
        names.take_while(move |name| name.starts_with(start))
    }

    /// The bytes of a part; `None` where there is none or it unpacks to more than `most`.
    pub(super) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, BookError> {
        let Some(mut stream) = self.stream(name)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        let read = stream.by_ref().take(most + 1).read_to_end(&mut bytes);
        drop(stream);
        read.map_err(|_| self.failure(name))?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    /// The text of a part that is held as a whole; `None` where there is none.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, BookError> {
        if !self.has(name) {
            return Ok(None);
        }
        self.vet(name)?;
        let bytes = self.bytes(name, MAX_HELD)?.ok_or(BookError::TooMuch)?;
        let text = match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
            [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
            [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
            _ => String::from_utf8(bytes).map_err(|_| BookError::Broken(name.to_owned()))?,
        };
        Ok(Some(text))
    }

    /// The XML of a part, step by step; `None` where there is none.
    pub(super) fn events(&mut self, name: &str) -> Result<Option<Events<Stream<'_>>>, BookError> {
        if !self.has(name) {
            return Ok(None);
        }
        self.vet(name)?;
        let left = Rc::clone(&self.left);
        let stream = self.stream(name)?;
        Ok(stream.map(|stream| Events::new(stream, name, left)))
    }

    /// Refuses a part that is packed as no program packs XML.
    fn vet(&self, name: &str) -> Result<(), BookError> {
        let index = self.parts.get(&name.to_lowercase());
        let Some(Ok(entry)) = index.map(|index| self.zip.by_index_data(*index)) else {
            return Ok(());
        };
        let (unpacked, packed) = (entry.size(), entry.compressed_size());
        if unpacked > RATIO_FROM && unpacked / MAX_RATIO > packed {
            return Err(BookError::Bomb(name.to_owned()));
        }
        if unpacked > MAX_UNPACKED {
            return Err(BookError::TooMuch);
        }
        Ok(())
    }

    fn stream(&mut self, name: &str) -> Result<Option<Stream<'_>>, BookError> {
        let Some(index) = self.parts.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        let left = Rc::clone(&self.left);
        match self.zip.by_index(*index) {
            Ok(file) => {
                let inner: Box<dyn Read> = Box::new(file);
                Ok(Some(BufReader::with_capacity(64 * 1024, Metered { inner, left })))
            }
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => Err(BookError::Protected),
            Err(_) => Err(BookError::Broken(name.to_owned())),
        }
    }

    /// Why a part could not be read to its end.
    fn failure(&self, name: &str) -> BookError {
        if self.left.get() == 0 {
            return BookError::TooMuch;
        }
        BookError::Broken(name.to_owned())
    }
}

/// A reader that ends with an error when all that may be unpacked was.
pub(super) struct Metered<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.get().saturating_sub(count as u64);
        self.left.set(left);
        if left == 0 {
            return Err(io::Error::other("too much"));
        }
        Ok(count)
    }
}

/// The name of a part that another part names relative to itself: `../drawings/drawing1.xml` of `xl/worksheets/sheet1.xml` is
/// `xl/drawings/drawing1.xml`.
pub(super) fn beside(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = part.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_from_where_it_is_named() {
        for (target, whole) in [
            ("../drawings/drawing1.xml", "xl/drawings/drawing1.xml"),
            ("/xl/media/image1.png", "xl/media/image1.png"),
            ("./sheet2.xml", "xl/worksheets/sheet2.xml"),
            ("../../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(beside("xl/worksheets/sheet1.xml", target), whole);
        }
    }
}
