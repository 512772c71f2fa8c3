//! The figures that an assessment names: what a file must be to stand on a page, and what becomes of it there.
//! Judges bytes; never opens a file, and knows no form and no printer.

mod jpeg;
mod png;
mod svg;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The largest file that is taken, in bytes: a figure of an A4 page stays far below it.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;
/// The most pixels of a PNG or JPEG; they are all held in memory while a PDF is drawn.
pub const MAX_PIXELS: u64 = 40_000_000;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Svg,
    Png,
    #[serde(rename = "jpg")]
    Jpeg,
}

/// A picture that can stand on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub format: Format,
    /// What is published: the file written anew with what is seen of it, and nothing else.
    pub bytes: Arc<[u8]>,
    /// The words drawn in it; empty for a PNG or JPEG.
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
    /// More than [`MAX_BYTES`], or more than [`MAX_PIXELS`].
    TooLarge(String),
    /// None of the formats, or one that is broken or holds more than a picture; says what.
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
    let (format, bytes, words) = if png::is_png(bytes) {
        (Format::Png, png::rewritten(bytes)?.0, String::new())
    } else if jpeg::is_jpeg(bytes) {
        (Format::Jpeg, jpeg::rewritten(bytes)?.0, String::new())
    } else {
        let svg = svg::read(bytes)?;
        (Format::Svg, svg.text.into_bytes(), svg.words)
    };
    if bytes.len() > MAX_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(Picture {
        format,
        bytes: bytes.into(),
        words,
    })
}

/// Refuses more pixels than [`MAX_PIXELS`].
fn check_pixels(width: u32, height: u32) -> Result<(), Fault> {
    if u64::from(width) * u64::from(height) <= MAX_PIXELS {
        return Ok(());
    }
    let limit = MAX_PIXELS / 10_000;
    Err(Fault::TooLarge(format!(
        "{width}×{height}画素（合わせて{limit}万画素まで）"
    )))
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
            Format::Jpeg => "image/jpeg",
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
            b"\xff\xd8\xff\xe1",
            b"%PDF-1.7",
            b"GIF89a",
            "図".as_bytes(),
        ] {
            assert!(matches!(picture(bytes), Err(Fault::NoPicture(_))), "{bytes:?}");
        }
        assert!(matches!(picture(&vec![b' '; MAX_BYTES + 1]), Err(Fault::TooLarge(_))));
    }
}
