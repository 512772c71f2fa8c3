//! The figures that an assessment names: what a file must be to stand on a page, and what becomes of it there.
//! Judges bytes; never opens a file, and knows no form and no printer.

mod png;
mod svg;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The largest file that is taken, in bytes: a figure of an A4 page stays far below it.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// The most pixels of a PNG; they are all held in memory while a PDF is drawn.
pub const MAX_PIXELS: u64 = 40_000_000;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Svg,
    Png,
}

/// A picture that can stand on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub format: Format,
    /// What is published: of a PNG the file, of an SVG what is drawn, without comments and notes of a drawing program.
    pub bytes: Arc<[u8]>,
    /// The words drawn in it; empty for a PNG.
    pub words: String,
}

/// Why a figure cannot stand on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no such file.
    NotFound,
    /// The file is there and cannot be read.
    Unreadable,
    /// The way to it leads out of the folder, by a link.
    Outside,
    /// More than [`MAX_BYTES`], or a PNG of more than [`MAX_PIXELS`].
    TooLarge(String),
    /// Neither SVG nor PNG, or one that is broken or holds more than a picture; says what.
    NoPicture(String),
}

/// The figures of an assessment by the names it gives, as far as somebody looked for them.
pub type Pictures = BTreeMap<String, Result<Picture, Fault>>;

/// Reads the bytes of a figure's file.
///
/// # Errors
/// [`Fault::TooLarge`] and [`Fault::NoPicture`].
pub fn picture(bytes: &[u8]) -> Result<Picture, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    if png::is_png(bytes) {
        let (width, height) = png::size(bytes)?;
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            let limit = MAX_PIXELS / 10_000;
            return Err(Fault::TooLarge(format!(
                "{width}×{height}画素（合わせて{limit}万画素まで）"
            )));
        }
        return Ok(Picture {
            format: Format::Png,
            bytes: bytes.into(),
            words: String::new(),
        });
    }
    let svg = svg::read(bytes)?;
    Ok(Picture {
        format: Format::Svg,
        bytes: svg.text.into_bytes().into(),
        words: svg.words,
    })
}

/// The fault of a file of more than [`MAX_BYTES`].
#[must_use]
pub fn too_large(bytes: u64) -> Fault {
    const MB: u64 = 1024 * 1024;
    let tenths = (bytes * 10).div_ceil(MB);
    let limit = MAX_BYTES as u64 / MB;
    Fault::TooLarge(format!("{}.{}MB（{limit}MBまで）", tenths / 10, tenths % 10))
}

impl Picture {
    /// The media type of its bytes.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self.format {
            Format::Svg => "image/svg+xml",
            Format::Png => "image/png",
        }
    }
}

/// Whether a name leads out of the folder that it is read in: `../a.svg`, `/a.svg`, `C:\a.svg`, `https://…`.
#[must_use]
pub fn leaves_folder(name: &str) -> bool {
    name.starts_with('/') || name.contains(['\\', ':', '\0']) || name.split('/').any(|step| step == "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_folder_or_leaves_it() {
        for name in ["a.svg", "図/a.svg", "./a.svg", "a..b.svg"] {
            assert!(!leaves_folder(name), "{name}");
        }
        for name in [
            "../a.svg",
            "図/../../a.svg",
            "/a.svg",
            "C:\\a.svg",
            "図\\a.svg",
            "https://a.jp/a.svg",
        ] {
            assert!(leaves_folder(name), "{name}");
        }
    }

    #[test]
    fn other_files_are_no_pictures() {
        for bytes in [
            &b""[..],
            b"\xff\xd8\xff\xe0JFIF",
            b"%PDF-1.7",
            b"GIF89a",
            "図".as_bytes(),
        ] {
            assert!(matches!(picture(bytes), Err(Fault::NoPicture(_))), "{bytes:?}");
        }
        assert!(matches!(picture(&vec![b' '; MAX_BYTES + 1]), Err(Fault::TooLarge(_))));
    }
}
