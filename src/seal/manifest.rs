//! The list of sealed files with the digest of each, in the format of `sha256sum`. Knows no disk.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use super::Digest;
use crate::figure::leaves_folder;

/// The sealed files of a folder, by their names in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: BTreeMap<String, Digest>,
}

/// A line that is no entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}行目: {why}")]
pub struct Broken {
    /// From 1.
    pub line: usize,
    pub why: &'static str,
}

impl Manifest {
    /// Reads a manifest. Line ends, the marks of binary files and the order may be those of any tool.
    ///
    /// # Errors
    /// The first line that is no entry: nothing may be taken as unsealed because its entry could not be read.
    pub fn parse(bytes: &[u8]) -> Result<Self, Broken> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut manifest = Self::default();
        for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            if line.is_empty() {
                continue;
            }
            let broken = |why| Broken { line: index + 1, why };
            let (name, digest) = entry(line).map_err(broken)?;
            let before = manifest.entries.insert(name, digest);
            if before.is_some_and(|before| before != digest) {
                return Err(broken("同じファイルが、違う値で二度書かれています"));
            }
        }
        Ok(manifest)
    }

    /// The text of the file, sorted by name.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (name, digest) in &self.entries {
            let _ = writeln!(text, "{digest}  {name}");
        }
        text
    }

    /// The digest of a file that is sealed.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Digest> {
        self.entries.get(name).or_else(|| {
            // As a Mac spells it.
            let composed = |name: &str| name.nfc().collect::<String>();
            let mut other = self.entries.iter().filter(|(known, _)| !known.is_ascii());
            let wanted = Some(composed(name)).filter(|_| !name.is_ascii())?;
            other
                .find(|(known, _)| composed(known) == wanted)
                .map(|(_, digest)| digest)
        })
    }

    /// All sealed files, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Digest)> {
        self.entries.iter().map(|(name, digest)| (name.as_str(), digest))
    }

    /// Whether nothing is sealed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a file. One that is sealed already keeps its digest.
    pub fn add(&mut self, name: String, digest: Digest) {
        self.entries.entry(name).or_insert(digest);
    }

    /// Whether an entry can hold a name and be read again.
    #[must_use]
    pub fn can_name(name: &str) -> bool {
        !name.is_empty() && !leaves_folder(name) && !name.chars().any(char::is_control)
    }
}

fn entry(line: &[u8]) -> Result<(String, Digest), &'static str> {
    let marks = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];
    if marks.iter().any(|mark| line.starts_with(mark.as_bytes())) {
        return Err("git の併合の印です。印の行だけを消し、両方の側の行を残してください");
    }
    let form = "「（64桁の値）（空白二つ）（ファイルの名前）」の形ではありません";
    let line = std::str::from_utf8(line).map_err(|_| "文字コードが UTF-8 ではありません")?;
    let (digits, rest) = line.split_at_checked(64).ok_or(form)?;
    let digest = Digest::parse(digits.as_bytes()).ok_or(form)?;
    let name = rest
        .strip_prefix("  ")
        .or_else(|| rest.strip_prefix(" *"))
        .ok_or(form)?;
    let name = name.strip_prefix("./").unwrap_or(name);
    if !Manifest::can_name(name) {
        return Err("ファイルの名前が、このフォルダの外を指しているか、使えない記号（「\\」や「:」）があります");
    }
    Ok((name.to_owned(), digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    const B: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn parse(text: &str) -> Result<Manifest, Broken> {
        Manifest::parse(text.as_bytes())
    }

    fn line_of(text: &str) -> usize {
        parse(text).unwrap_err().line
    }

    #[test]
    fn what_is_written_is_read_again_sorted() {
        let mut manifest = Manifest::default();
        manifest.add("juten.2025-06-30.yaml".to_owned(), Digest::of(b"abc"));
        manifest.add("juten.2025-06-30/図/流れ 1.svg".to_owned(), Digest::of(b""));
        manifest.add("juten.2024-06-28.yaml".to_owned(), Digest::of(b""));
        let text = manifest.text();
        assert_eq!(
            text,
            format!("{B}  juten.2024-06-28.yaml\n{A}  juten.2025-06-30.yaml\n{B}  juten.2025-06-30/図/流れ 1.svg\n")
        );
        assert_eq!(parse(&text), Ok(manifest));
        assert_eq!(parse(""), Ok(Manifest::default()));
    }

    #[test]
    fn other_tools_line_ends_marks_and_cases_are_read() {
        let upper = A.to_uppercase();
        let text = format!("\u{feff}{upper} *./b.yaml\r\n\r\n{B}  a.yaml\r\n{A}  b.yaml");
        let manifest = parse(&text).unwrap();
        assert_eq!(manifest.text(), format!("{B}  a.yaml\n{A}  b.yaml\n"));
    }

    #[test]
    fn a_line_that_is_no_entry_is_named() {
        assert_eq!(line_of(&format!("{A}  a.yaml\n<<<<<<< HEAD\n")), 2);
        assert_eq!(line_of(&format!("\n{}  a.yaml\n", &A[1..])), 2);
        assert_eq!(line_of(&format!("{A} a.yaml\n")), 1);
        assert_eq!(line_of(&format!("{A}  a.yaml\n{B}  b.yaml\n{B}  a.yaml\n")), 3);
        assert_eq!(line_of(&format!("{}あ  a.yaml\n", &A[..62])), 1);
        for name in ["", "../a.yaml", "/a.yaml", "a/../../b", "C:\\a.yaml", "a\u{7}.yaml"] {
            assert_eq!(line_of(&format!("{A}  {name}\n")), 1, "{name}");
        }
        // As PowerShell writes it.
        let utf16: Vec<u8> = format!("{A}  a.yaml")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(Manifest::parse(&utf16).unwrap_err().line, 1);
    }

    #[test]
    fn what_is_sealed_keeps_its_digest() {
        let mut manifest = parse(&format!("{A}  a.yaml\n")).unwrap();
        manifest.add("a.yaml".to_owned(), Digest::of(b"other"));
        assert_eq!(manifest.get("a.yaml"), Some(&Digest::of(b"abc")));
    }
}
