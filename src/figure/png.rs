//! The frame of a PNG file: its signature, its size, its chunks. Decodes no pixel.

use super::Fault;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Whether a file says that it is a PNG.
pub(super) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Width and height in pixels.
///
/// # Errors
/// A file that does not begin with a header, or breaks off before its end: such a picture has no last lines.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), Fault> {
    let broken = || Fault::NoPicture("PNG の途中で終わっています".to_owned());
    let mut at = SIGNATURE.len();
    let mut size = None;
    loop {
        let head = bytes.get(at..at + 8).ok_or_else(broken)?;
        let length = number(head).ok_or_else(broken)? as usize;
        let body = at + 8;
        // Four bytes of a sum stand behind each chunk.
        let end = body
            .checked_add(length)
            .and_then(|end| end.checked_add(4))
            .ok_or_else(broken)?;
        let data = bytes.get(body..end).ok_or_else(broken)?;
        match (&head[4..8], size) {
            (b"IHDR", None) => {
                size = number(data).zip(data.get(4..).and_then(number));
                if size.is_none_or(|(width, height)| width == 0 || height == 0) {
                    return Err(Fault::NoPicture("PNG の大きさが読めません".to_owned()));
                }
            }
            (b"IEND", Some(size)) => return Ok(size),
            (_, None) => return Err(Fault::NoPicture("PNG の大きさが読めません".to_owned())),
            _ => {}
        }
        at = end;
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.get(..4)?.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], kind, data, &[0; 4]].concat()
    }

    #[test]
    fn size_is_read_and_a_file_cut_anywhere_is_refused() {
        let header = [&640_u32.to_be_bytes()[..], &480_u32.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
        let whole = [SIGNATURE.to_vec(), chunk(b"IHDR", &header), chunk(b"IEND", &[])].concat();
        assert_eq!(size(&whole), Ok((640, 480)));
        for end in SIGNATURE.len()..whole.len() {
            assert!(size(&whole[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn a_length_beyond_the_file_is_refused() {
        let bytes = [SIGNATURE, &u32::MAX.to_be_bytes(), b"IHDR"].concat();
        assert!(size(&bytes).is_err());
    }
}
