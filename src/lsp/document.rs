//! One text that an editor shows: its name, its version, and how its places are counted on both sides.
//! Applies an editor's changes to it; knows no form.

use std::path::{Path, PathBuf};

use lsp_types::{Position, Range, TextDocumentContentChangeEvent, Uri};

use super::position::{Encoding, Positions};
use crate::body::Place;
use crate::source::Span;

/// A mark of byte order, which an editor counts as a character and our text does not have.
pub(super) const MARK: char = '\u{feff}';

/// A text with its address.
#[derive(Debug, Clone)]
pub struct Document {
    pub uri: Uri,
    /// What the reader calls it, and findings in other files point to.
    pub name: String,
    /// None for a text that was never saved.
    pub path: Option<PathBuf>,
    pub version: Option<i32>,
    text: String,
    encoding: Encoding,
    positions: Positions,
}

impl Document {
    #[must_use]
    pub fn new(uri: Uri, version: Option<i32>, text: String, encoding: Encoding) -> Self {
        let path = uri.to_file_path().ok();
        let name = path
            .as_ref()
            .map_or_else(|| uri.to_string(), |path| path.display().to_string());
        Self {
            positions: Positions::new(&text, encoding),
            uri,
            name,
            path,
            version,
            text,
            encoding,
        }
    }

    /// A text beside this one that is shown nowhere; `None` for a path without an address.
    #[must_use]
    pub fn beside(&self, path: &Path, text: &str) -> Option<Self> {
        let uri = Uri::from_file_path(path).ok()?;
        Some(Self::new(uri, None, text.to_owned(), self.encoding))
    }

    /// The text as [`crate::source::Source::text`] has it.
    #[must_use]
    pub fn text(&self) -> &str {
        self.text.strip_prefix(MARK).unwrap_or(&self.text)
    }

    /// Where it stands for those who read.
    #[must_use]
    pub fn place(&self) -> Place {
        match &self.path {
            Some(path) => Place::of(path),
            None => Place::Loose(self.name.clone()),
        }
    }

    /// The folder that it lies in.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.path.as_deref().and_then(Path::parent)
    }

    /// The place of a span of [`Document::text`].
    #[must_use]
    pub fn range(&self, span: &Span) -> Range {
        let lead = self.lead();
        self.positions.range(&self.text, &(span.start + lead..span.end + lead))
    }

    /// The offset in [`Document::text`] of a place.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        self.positions.offset(&self.text, position).saturating_sub(self.lead())
    }

    /// The span in [`Document::text`] of a place.
    #[must_use]
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }

    /// Makes an editor's changes, one after the other as it made them.
    pub fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => self.text = whole.text,
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    let start = self.positions.offset(&self.text, part.range.start);
                    let end = self.positions.offset(&self.text, part.range.end);
                    self.text.replace_range(start.min(end)..start.max(end), &part.text);
                }
            }
            self.positions = Positions::new(&self.text, self.encoding);
        }
        self.version = Some(version);
    }

    fn lead(&self) -> usize {
        self.text.len() - self.text().len()
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::{TextDocumentContentChangePartial, TextDocumentContentChangeWholeDocument};

    use super::*;

    fn document(text: &str) -> Document {
        let uri = Uri::parse("untitled:1").unwrap();
        Document::new(uri, Some(1), text.to_owned(), Encoding::Utf16)
    }

    fn part(from: (u32, u32), to: (u32, u32), text: &str) -> TextDocumentContentChangeEvent {
        #[allow(deprecated)] // The protocol's old field stays empty.
        TextDocumentContentChangePartial {
            range: Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1)),
            range_length: None,
            text: text.to_owned(),
        }
        .into()
    }

    #[test]
    fn changes_are_made_one_after_the_other() {
        let mut document = document("名: 𠮷\r\n部: 課\r\n");
        // The second counts in what the first has left.
        document.change(2, vec![part((0, 3), (0, 5), "吉野"), part((0, 4), (1, 0), "田\n")]);
        assert_eq!(document.text(), "名: 吉田\n部: 課\r\n");
        document.change(3, vec![part((7, 0), (0, 99), "!")]);
        assert_eq!(document.text(), "名: 吉田!");
        let whole = TextDocumentContentChangeWholeDocument::new("a".to_owned());
        document.change(4, vec![whole.into()]);
        assert_eq!((document.text(), document.version), ("a", Some(4)));
    }

    #[test]
    fn a_mark_of_byte_order_counts_for_the_editor_only() {
        let document = document("\u{feff}a: 1\nb: 2\n");
        assert_eq!(document.text(), "a: 1\nb: 2\n");
        assert_eq!(document.range(&(0..1)).start, Position::new(0, 1));
        assert_eq!(document.offset(Position::new(0, 1)), 0);
        assert_eq!(document.offset(Position::new(0, 0)), 0);
        assert_eq!(document.offset(Position::new(1, 0)), 5);
    }
}
