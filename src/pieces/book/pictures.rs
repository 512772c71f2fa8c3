//! Pictures of a package, each unpacked once, and which of them can be shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::BookError;
use super::limits::MAX_PICTURED;
use super::package::Package;
use super::raw::Drawn;
use super::seen::described;

/// The pictures of a workbook by the names of their parts.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    known: BTreeMap<String, Option<Arc<[u8]>>>,
    bytes: u64,
}

impl Pictures {
    /// What is drawn by the picture of a part.
    pub(super) fn drawn(&mut self, package: &mut Package<'_>, part: &str, alt: String) -> Result<Drawn, BookError> {
        let ending = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        if !matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "jpe" | "jfif" | "svg") {
            return Ok(unshown(&ending, &alt));
        }
        Ok(match self.get(package, part)? {
            Some(bytes) => Drawn::Picture { bytes, alt },
            None => Drawn::Unshown(described(
                "取り出せない画像です。ブックの中に見つからないか、大きすぎます",
                &alt,
            )),
        })
    }

    /// The bytes of a picture; `None` where there are none, or too many.
    fn get(&mut self, package: &mut Package<'_>, part: &str) -> Result<Option<Arc<[u8]>>, BookError> {
        if let Some(known) = self.known.get(part) {
            return Ok(known.clone());
        }
        let bytes = package.bytes(part, MAX_PICTURED - self.bytes)?;
        self.bytes += bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let bytes = bytes.map(Arc::from);
        self.known.insert(part.to_owned(), bytes.clone());
        Ok(bytes)
    }
}

/// A picture of a kind that cannot be shown.
pub(super) fn unshown(kind: &str, alt: &str) -> Drawn {
    let kind = kind.to_uppercase();
    Drawn::Unshown(described(
        &format!("{kind} の画像は載せられません。PNG か JPEG に直してください"),
        alt,
    ))
}
