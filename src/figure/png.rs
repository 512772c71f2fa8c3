//! PNG written anew: the picture and what it needs to look alike, and nothing that stands beside it in the file.
//! Pixels are kept; the colour under a pixel that is fully transparent is not, since nobody sees it.

use flate2::{Crc, Decompress, FlushDecompress, Status};
use png::{BitDepth, ColorType, Decoder, Encoder, Limits, Transformations};

use super::{Fault, check_pixels};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks of a fixed length that say how colours and the size are meant, in the order in which they are written. A colour
/// profile (iCCP) is none of them: it names devices and people, and is unpacked without a limit by those who read it.
const MEANINGS: [(&[u8], usize); 4] = [(b"cHRM", 32), (b"gAMA", 4), (b"sRGB", 1), (b"pHYs", 9)];

/// Whether a file says that it is a PNG.
pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// The same picture without anything beside it, and how many pixels it has. Written anew again, it keeps its bytes.
///
/// # Errors
/// A file that is broken, or of more pixels than are taken.
pub(super) fn rewritten(bytes: &[u8]) -> Result<(Vec<u8>, u64), Fault> {
    let parts = Parts::of(bytes)?;
    let kept = parts.file();
    let count = parts.pixels();
    let Some(pixels) = with_unseen_cleared(&kept, parts.is_padded)? else {
        return Ok((kept, count));
    };
    let parts = Parts {
        stream: pixels,
        // Lines one after the other.
        header: [&parts.header[..12], &[0]].concat(),
        ..parts
    };
    Ok((parts.file(), count))
}

fn broken() -> Fault {
    Fault::NoPicture("PNG が壊れています".to_owned())
}

/// What is kept of a file.
struct Parts<'b> {
    header: Vec<u8>,
    meanings: Vec<(&'b [u8], &'b [u8])>,
    palette: Option<&'b [u8]>,
    transparency: Option<&'b [u8]>,
    /// The packed pixels, up to the end that their packing has.
    stream: Vec<u8>,
    /// Whether more is packed than the picture has lines for.
    is_padded: bool,
}

impl<'b> Parts<'b> {
    fn of(bytes: &'b [u8]) -> Result<Self, Fault> {
        let cut = || Fault::NoPicture("PNG の途中で終わっています".to_owned());
        let no_size = || Fault::NoPicture("PNG の大きさが読めません".to_owned());
        let mut parts = Parts {
            header: Vec::new(),
            meanings: Vec::new(),
            palette: None,
            transparency: None,
            stream: Vec::new(),
            is_padded: false,
        };
        let mut at = SIGNATURE.len();
        loop {
            let head = bytes.get(at..at + 8).ok_or_else(cut)?;
            let length = number(head).ok_or_else(cut)? as usize;
            let body = at + 8;
            let end = body.checked_add(length).ok_or_else(cut)?;
            let data = bytes.get(body..end).ok_or_else(cut)?;
            // Four bytes of a sum stand behind each chunk.
            let sum = bytes.get(end..).and_then(number).ok_or_else(cut)?;
            at = end + 4;
            let kind = &head[4..8];
            if parts.header.is_empty() != (kind == b"IHDR") {
                return Err(no_size());
            }
            let meaning = MEANINGS.iter().find(|(name, size)| *name == kind && *size == length);
            match kind {
                b"IHDR" => {
                    let size = number(data).zip(data.get(4..).and_then(number));
                    let (width, height) = size
                        .filter(|(width, height)| *width > 0 && *height > 0)
                        .ok_or_else(no_size)?;
                    if data.len() != 13 {
                        return Err(broken());
                    }
                    check_pixels(width, height)?;
                    parts.header = data.to_vec();
                }
                b"PLTE" if parts.palette.is_none() => parts.palette = Some(data),
                b"tRNS" if parts.transparency.is_none() => parts.transparency = Some(data),
                b"IDAT" => parts.stream.extend_from_slice(data),
                b"IEND" => break,
                _ if meaning.is_some() => {
                    if parts.meanings.iter().all(|(other, _)| *other != kind) {
                        parts.meanings.push((kind, data));
                    }
                }
                _ => continue,
            }
            if sum != sum_of(kind, data) {
                return Err(broken());
            }
        }
        // Colour type 3 points into a palette.
        let is_indexed = parts.header.get(9) == Some(&3);
        if is_indexed
            && parts
                .palette
                .is_none_or(|palette| palette.is_empty() || palette.len() % 3 != 0)
        {
            return Err(broken());
        }
        let place = |kind: &[u8]| MEANINGS.iter().position(|(name, _)| *name == kind);
        parts.meanings.sort_by_key(|(kind, _)| place(kind));
        let (length, is_padded) = packed(&parts.stream, parts.unpacked().ok_or_else(broken)?)?;
        parts.stream.truncate(length);
        parts.is_padded = is_padded;
        Ok(parts)
    }

    fn pixels(&self) -> u64 {
        let side = |at: usize| self.header.get(at..).and_then(number).map_or(0, u64::from);
        side(0) * side(4)
    }

    /// How many bytes the lines of the picture are, with the one before each that says how the line is written.
    fn unpacked(&self) -> Option<u64> {
        let (width, height) = (number(&self.header)?, number(self.header.get(4..)?)?);
        let depth = u64::from(*self.header.get(8)?);
        let channels = match self.header.get(9)? {
            0 | 3 => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => return None,
        };
        let lines = |width: u32, height: u32| match width {
            0 => 0,
            _ => u64::from(height) * (1 + (u64::from(width) * channels * depth).div_ceil(8)),
        };
        if self.header.get(12) == Some(&0) {
            return Some(lines(width, height));
        }
        // Seven passes, each of every so many columns and lines, from a first one on.
        let passes = [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];
        let steps = |size: u32, first: u32, step: u32| size.saturating_sub(first).div_ceil(step);
        Some(
            passes
                .iter()
                .map(|(x, y, columns, rows)| lines(steps(width, *x, *columns), steps(height, *y, *rows)))
                .sum(),
        )
    }

    fn file(&self) -> Vec<u8> {
        let mut file = SIGNATURE.to_vec();
        let mut chunk = |kind: &[u8], data: &[u8]| {
            // What came out of a file of a few megabytes.
            file.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
            file.extend_from_slice(kind);
            file.extend_from_slice(data);
            file.extend_from_slice(&sum_of(kind, data).to_be_bytes());
        };
        chunk(b"IHDR", &self.header);
        for (kind, data) in &self.meanings {
            chunk(kind, data);
        }
        for (kind, data) in [(b"PLTE", self.palette), (b"tRNS", self.transparency)] {
            if let Some(data) = data {
                chunk(kind, data);
            }
        }
        chunk(b"IDAT", &self.stream);
        chunk(b"IEND", &[]);
        file
    }
}

/// How long the packed lines are, up to their own end, and whether they unpack to more than the picture has.
fn packed(stream: &[u8], most: u64) -> Result<(usize, bool), Fault> {
    let mut unpack = Decompress::new(true);
    let mut out = vec![0; 64 * 1024];
    loop {
        let (read, made) = (unpack.total_in(), unpack.total_out());
        let at = usize::try_from(read).map_err(|_| broken())?;
        let rest = stream.get(at..).ok_or_else(broken)?;
        let status = unpack
            .decompress(rest, &mut out, FlushDecompress::None)
            .map_err(|_| broken())?;
        if unpack.total_out() > most {
            return Ok((stream.len(), true));
        }
        if status == Status::StreamEnd {
            let length = usize::try_from(unpack.total_in()).map_err(|_| broken())?;
            return Ok((length, false));
        }
        if (read, made) == (unpack.total_in(), unpack.total_out()) {
            return Err(Fault::NoPicture("PNG の途中で終わっています".to_owned()));
        }
    }
}

/// The pixels packed anew, if anything unseen was among them; `None` where nothing was.
fn with_unseen_cleared(file: &[u8], always: bool) -> Result<Option<Vec<u8>>, Fault> {
    let reader = || {
        let mut decoder = Decoder::new_with_limits(std::io::Cursor::new(file), Limits { bytes: usize::MAX });
        decoder.set_transformations(Transformations::IDENTITY);
        decoder.read_info().map_err(|_| broken())
    };
    let mut lines = reader()?;
    let unseen = Unseen::of(lines.info());
    let mut found = always;
    // To the last line, so that a picture that cannot be read is found here and not while it is drawn.
    while let Some(line) = lines.next_interlaced_row().map_err(|_| broken())? {
        found = found || unseen.is_in(line.data());
    }
    if !found {
        return Ok(None);
    }
    let mut whole = reader()?;
    let size = whole.output_buffer_size().ok_or_else(broken)?;
    let mut pixels = vec![0; size];
    let frame = whole.next_frame(&mut pixels).map_err(|_| broken())?;
    for line in pixels.chunks_mut(frame.line_size.max(1)) {
        unseen.clear(line);
    }
    let info = whole.info();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, info.width, info.height);
    encoder.set_color(info.color_type);
    encoder.set_depth(info.bit_depth);
    if let Some(palette) = &info.palette {
        encoder.set_palette(palette.to_vec());
    }
    let written = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels).and_then(|()| writer.finish()));
    written.map_err(|_| broken())?;
    // Of the file only the packed pixels are wanted: the rest is written here.
    Ok(Some(Parts::of(&out)?.stream))
}

/// What of a pixel nobody sees.
enum Unseen {
    Nothing,
    /// All but the alpha of a pixel whose alpha is zero: bytes of a pixel, bytes of its alpha.
    UnderAlpha(usize, usize),
    /// Which of several entries of the palette that are transparent: bits of a pixel, and by entry the first such entry
    /// where it is transparent.
    Entry(usize, Box<[Option<u8>; 256]>),
}

impl Unseen {
    fn of(info: &png::Info<'_>) -> Self {
        let sample = if info.bit_depth == BitDepth::Sixteen { 2 } else { 1 };
        match info.color_type {
            ColorType::Rgba => Unseen::UnderAlpha(4 * sample, sample),
            ColorType::GrayscaleAlpha => Unseen::UnderAlpha(2 * sample, sample),
            ColorType::Indexed => {
                let mut meant = Box::new([None; 256]);
                let mut first = None;
                for (entry, alpha) in (0..=u8::MAX).zip(info.trns.as_deref().unwrap_or_default()) {
                    if *alpha == 0 {
                        meant[usize::from(entry)] = Some(*first.get_or_insert(entry));
                    }
                }
                Unseen::Entry(info.bit_depth as usize, meant)
            }
            ColorType::Grayscale | ColorType::Rgb => Unseen::Nothing,
        }
    }

    fn is_in(&self, line: &[u8]) -> bool {
        match self {
            Unseen::Nothing => false,
            Unseen::UnderAlpha(pixel, alpha) => line.chunks_exact(*pixel).any(|pixel| {
                let (colour, alpha) = pixel.split_at(pixel.len() - alpha);
                alpha.iter().all(|byte| *byte == 0) && colour.iter().any(|byte| *byte != 0)
            }),
            Unseen::Entry(bits, meant) => line.iter().any(|byte| Self::replaced(*byte, *bits, meant) != *byte),
        }
    }

    fn clear(&self, line: &mut [u8]) {
        match self {
            Unseen::Nothing => {}
            Unseen::UnderAlpha(pixel, alpha) => {
                for pixel in line.chunks_exact_mut(*pixel) {
                    let at = pixel.len() - alpha;
                    if pixel[at..].iter().all(|byte| *byte == 0) {
                        pixel.fill(0);
                    }
                }
            }
            Unseen::Entry(bits, meant) => {
                for byte in line {
                    *byte = Self::replaced(*byte, *bits, meant);
                }
            }
        }
    }

    /// A byte of one to eight pixels, each transparent one the same.
    fn replaced(byte: u8, bits: usize, meant: &[Option<u8>; 256]) -> u8 {
        let mask = u8::MAX >> (8 - bits);
        (0..8).step_by(bits).fold(0, |made, shift| {
            let entry = (byte >> shift) & mask;
            made | (meant[usize::from(entry)].unwrap_or(entry) << shift)
        })
    }
}

fn sum_of(kind: &[u8], data: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    sum.sum()
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.get(..4)?.try_into().ok().map(u32::from_be_bytes)
}
