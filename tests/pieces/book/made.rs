//! Workbooks put together from their parts.

use std::io::{Cursor, Read as _, Write as _};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A package of these parts, packed.
pub(super) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    put(parts, SimpleFileOptions::default())
}

/// A package of these parts as they are.
pub(super) fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    put(
        parts,
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored),
    )
}

fn put(parts: &[(&str, &[u8])], options: SimpleFileOptions) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of a package.
pub(super) fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let numbers = 0..zip.len();
    let parts = numbers.map(|index| {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    });
    parts.collect()
}

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of Excel, by the parts that a test cares about.
#[derive(Default)]
pub(super) struct Made {
    /// What stands in the element `workbook` before its sheets.
    pub(super) settings: &'static str,
    /// `numFmts` and `cellXfs`.
    pub(super) styles: &'static str,
    /// Entries of the table of texts.
    pub(super) strings: &'static str,
    /// Each sheet: the attributes of its entry, the content of its part, the relations that its part has.
    pub(super) sheets: Vec<(&'static str, String, &'static str)>,
    /// Other parts.
    pub(super) parts: Vec<(&'static str, Vec<u8>)>,
}

impl Made {
    /// A workbook with one sheet.
    pub(super) fn sheet(content: &str) -> Self {
        Self {
            sheets: vec![(r#"name="Ⅰ""#, content.to_owned(), "")],
            ..Self::default()
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let numbered = || self.sheets.iter().enumerate().map(|(at, sheet)| (at + 1, sheet));
        let listed = numbered().map(|(at, (entry, ..))| format!(r#"<sheet {entry} sheetId="{at}" r:id="rId{at}"/>"#));
        let workbook = format!(
            r#"<workbook xmlns:r="{RELATIONS}">{}<sheets>{}</sheets></workbook>"#,
            self.settings,
            listed.collect::<String>()
        );
        let named = numbered().map(|(at, _)| {
            format!(r#"<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>"#)
        });
        let relations = format!("<Relationships>{}</Relationships>", named.collect::<String>());
        let mut parts = vec![
            ("xl/workbook.xml".to_owned(), workbook.into_bytes()),
            ("xl/_rels/workbook.xml.rels".to_owned(), relations.into_bytes()),
            (
                "xl/styles.xml".to_owned(),
                format!("<styleSheet>{}</styleSheet>", self.styles).into_bytes(),
            ),
            (
                "xl/sharedStrings.xml".to_owned(),
                format!("<sst>{}</sst>", self.strings).into_bytes(),
            ),
        ];
        for (at, (_, content, relations)) in numbered() {
            let content = format!("<worksheet>{content}</worksheet>");
            parts.push((format!("xl/worksheets/sheet{at}.xml"), content.into_bytes()));
            let relations = relations.replace("KIND", RELATIONS);
            let relations = format!("<Relationships>{relations}</Relationships>");
            parts.push((
                format!("xl/worksheets/_rels/sheet{at}.xml.rels"),
                relations.into_bytes(),
            ));
        }
        let own = self.parts.iter().map(|(name, bytes)| (*name, bytes.as_slice()));
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .chain(own)
            .collect();
        package(&parts)
    }
}

/// A cell with words of its own.
pub(super) fn words(cell: &str, words: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>"#)
}
