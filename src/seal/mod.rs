//! The seal on published versions: which copies must be what they were, and what tells that one is not. Reads no files:
//! their bytes come in.

mod copy;
mod digest;
mod manifest;

pub use copy::{damaged, judge, missing, places, read};
pub use digest::Digest;
pub use manifest::{Broken, Manifest};

/// The folder beside an assessment that holds the copies of its published versions.
pub const FOLDER: &str = "published";
/// The file in it that holds the digest of each copy, as `sha256sum` writes and verifies it.
pub const MANIFEST: &str = "SHA256SUMS";

/// What became of a sealed file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    Changed,
    /// Only the line ends are others, as git and file transfers make them.
    LineEnds,
    Gone,
}

impl Damage {
    /// What became of a file with these bytes; none where it is what it was.
    #[must_use]
    pub fn of(bytes: Option<&[u8]>, sealed: &Digest) -> Option<Self> {
        let Some(bytes) = bytes else { return Some(Self::Gone) };
        if Digest::of(bytes) == *sealed {
            return None;
        }
        let lines = without_cr(bytes);
        let crlf = with_cr(&lines);
        let same = [lines, crlf].iter().any(|other| Digest::of(other) == *sealed);
        Some(if same { Self::LineEnds } else { Self::Changed })
    }

    /// What a reader is told, behind the name of a file.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Changed => "封をした後に書き換えられています",
            Self::LineEnds => "封をした後に、改行の種類（LF と CRLF）が変わっています",
            Self::Gone => "封をした後に、なくなっています",
        }
    }
}

fn without_cr(bytes: &[u8]) -> Vec<u8> {
    let next = bytes.iter().skip(1).chain([&0]);
    let pairs = bytes.iter().zip(next).filter(|pair| *pair != (&b'\r', &b'\n'));
    pairs.map(|(byte, _)| *byte).collect()
}

fn with_cr(lines: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(lines.len() + lines.len() / 32);
    for byte in lines {
        if *byte == b'\n' {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_byte_changed_line_ends_and_a_lost_file_are_told_apart() {
        let sealed = Digest::of("様式: 重点項目評価書\r\n公表日:\r\n".as_bytes());
        let of = |text: &str| Damage::of(Some(text.as_bytes()), &sealed);
        assert_eq!(of("様式: 重点項目評価書\r\n公表日:\r\n"), None);
        assert_eq!(of("様式: 重点項目評価書\n公表日:\n"), Some(Damage::LineEnds));
        assert_eq!(of("様式: 重点項目評価書\n公表日: \n"), Some(Damage::Changed));
        assert_eq!(Damage::of(None, &sealed), Some(Damage::Gone));
        let sealed = Digest::of(b"a\nb\n");
        assert_eq!(Damage::of(Some(b"a\r\nb\r\n"), &sealed), Some(Damage::LineEnds));
    }
}
