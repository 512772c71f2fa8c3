//! JPEG written anew: the segments that the picture is decoded from, and none of those that tell of it.
//! What is seen is not packed again, so it stays as it is; only how it is turned is kept of the camera's notes.

use zune_core::bytestream::ZCursor;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::{Fault, check_pixels};

/// More passes over a picture than any camera or program writes; each costs as much as the whole picture.
const MAX_SCANS: usize = 64;

/// Whether a file says that it is a JPEG.
pub(super) fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xD8, 0xFF])
}

fn broken() -> Fault {
    Fault::NoPicture("JPEG が壊れています".to_owned())
}

/// The same picture without anything beside it, and how many pixels it has. Written anew again, it keeps its bytes.
///
/// # Errors
/// A file that is broken, of a kind that browsers do not show, or of more pixels than are taken.
pub(super) fn rewritten(bytes: &[u8]) -> Result<(Vec<u8>, u64), Fault> {
    let cut = || Fault::NoPicture("JPEG の途中で終わっています".to_owned());
    let mut at = 2;
    let (mut density, mut adobe, mut turned) = (None, None, 1);
    let mut picture = Vec::with_capacity(bytes.len());
    let (mut scans, mut pixels) = (0, 0);
    loop {
        if bytes.get(at) != Some(&0xFF) {
            return Err(if at >= bytes.len() { cut() } else { broken() });
        }
        // Any number of FF may stand before a marker.
        let marker = *bytes.get(at + 1).ok_or_else(cut)?;
        if marker == 0xFF {
            at += 1;
            continue;
        }
        if marker == 0xD9 {
            break;
        }
        let length = bytes.get(at + 2..at + 4).ok_or_else(cut)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let end = at + 2 + length.max(2);
        let segment = bytes.get(at..end).ok_or_else(cut)?;
        let data = segment.get(4..).unwrap_or_default();
        at = end;
        match marker {
            0xE0 if data.starts_with(b"JFIF\0") => density = density.or(data.get(5..12)),
            0xE1 if data.starts_with(b"Exif\0\0") => turned = orientation(&data[6..]).unwrap_or(turned),
            0xEE if data.starts_with(b"Adobe") => adobe = adobe.or(data.get(..12)),
            0xE0..=0xEF | 0xFE => {}
            0xC0..=0xC2 => {
                pixels = size(data)?;
                picture.extend_from_slice(segment);
            }
            0xC4 | 0xDB | 0xDD => picture.extend_from_slice(segment),
            0xDA => {
                scans += 1;
                if scans > MAX_SCANS || pixels == 0 {
                    return Err(broken());
                }
                let end = at + scan(bytes.get(at..).unwrap_or_default());
                picture.extend_from_slice(segment);
                picture.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            0xC3 | 0xC5..=0xCF => {
                return Err(Fault::NoPicture(
                    "閲覧ソフトで開けないことの多い種類の JPEG です（可逆、算術符号など）".to_owned(),
                ));
            }
            _ => return Err(broken()),
        }
    }
    if scans == 0 {
        return Err(cut());
    }
    let mut file = vec![0xFF, 0xD8];
    if let Some(density) = density {
        // Version, unit and dots; no small picture, whose size the last two bytes are.
        file.extend_from_slice(b"\xFF\xE0\0\x10JFIF\0");
        file.extend_from_slice(density);
        file.extend_from_slice(&[0, 0]);
    }
    if turned != 1 {
        // One entry: which side is up.
        file.extend_from_slice(b"\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
        file.extend_from_slice(&[turned, 0, 0, 0, 0, 0, 0]);
    }
    if let Some(adobe) = adobe {
        file.extend_from_slice(b"\xFF\xEE\0\x0E");
        file.extend_from_slice(adobe);
    }
    file.append(&mut picture);
    file.extend_from_slice(&[0xFF, 0xD9]);
    decodes(&file)?;
    Ok((file, pixels))
}

/// How many pixels there are, by the size and the colours that a frame's header gives.
fn size(header: &[u8]) -> Result<u64, Fault> {
    let [depth, high, low, left, right, colours, ..] = *header else {
        return Err(broken());
    };
    let height = u32::from(u16::from_be_bytes([high, low]));
    let width = u32::from(u16::from_be_bytes([left, right]));
    if width == 0 || height == 0 || depth != 8 {
        return Err(Fault::NoPicture("JPEG の大きさが読めません".to_owned()));
    }
    if colours != 1 && colours != 3 {
        return Err(Fault::NoPicture(
            "印刷用の色（CMYK）の JPEG です。RGB で書き出し直してください".to_owned(),
        ));
    }
    check_pixels(width, height)?;
    Ok(u64::from(width) * u64::from(height))
}

/// How long the packed pixels of a scan are: up to the next marker that is not one of theirs.
fn scan(bytes: &[u8]) -> usize {
    let mut pairs = bytes.windows(2);
    let end = pairs.position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7 | 0xFF));
    end.unwrap_or(bytes.len())
}

/// Which side is up, 1 to 8, as the notes of a camera tell it.
fn orientation(notes: &[u8]) -> Option<u8> {
    let is_little = match notes.get(..4)? {
        b"II\x2A\0" => true,
        b"MM\0\x2A" => false,
        _ => return None,
    };
    let number = |at: usize, size: usize| {
        let bytes = notes.get(at..at.checked_add(size)?)?;
        let add = |sum: usize, byte: &u8| sum * 256 + usize::from(*byte);
        Some(if is_little {
            bytes.iter().rev().fold(0, add)
        } else {
            bytes.iter().fold(0, add)
        })
    };
    let first = number(4, 4)?;
    let entries = number(first, 2)?;
    let found = (0..entries)
        .map(|entry| first.saturating_add(2 + 12 * entry))
        .find(|at| number(*at, 2) == Some(0x0112))?;
    let value = u8::try_from(number(found.checked_add(8)?, 2)?).ok()?;
    (1..=8).contains(&value).then_some(value)
}

/// Whether the picture can be drawn, so that it is told here and not while the pages are.
fn decodes(file: &[u8]) -> Result<(), Fault> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_max_scans(MAX_SCANS);
    let decoded = JpegDecoder::new_with_options(ZCursor::new(file), options).decode();
    decoded.map(|_| ()).map_err(|_| broken())
}
