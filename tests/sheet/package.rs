//! The parts of a workbook as they are packed: what calamine does not tell.

use std::collections::BTreeMap;
use std::io::{Cursor as Bytes, Read as _};

use roxmltree::{Document, Node};

use super::{Book, at};

/// The XML of a workbook, by the names of its parts.
pub struct Package(pub BTreeMap<String, String>);

impl Package {
    pub fn of(book: &Book) -> Self {
        let mut archive = zip::ZipArchive::new(Bytes::new(&book.bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let name = file.name().unwrap().into_owned();
            if ["xml", "rels"].contains(&name.rsplit('.').next().unwrap()) {
                let mut text = String::new();
                file.read_to_string(&mut text).unwrap();
                parts.insert(name, text);
            }
        }
        Self(parts)
    }

    fn part(&self, name: &str) -> Document<'_> {
        Document::parse(&self.0[name]).unwrap()
    }

    /// Name and state of each worksheet, in order; its part is `xl/worksheets/sheet1.xml` and so on.
    pub fn sheets(&self) -> Vec<(String, String)> {
        let book = self.part("xl/workbook.xml");
        let state = |node: &Node<'_, '_>| node.attribute("state").unwrap_or("visible").to_owned();
        let sheets = all(&book, "sheet");
        sheets
            .iter()
            .map(|node| (node.attribute("name").unwrap().to_owned(), state(node)))
            .collect()
    }

    /// The worksheets with their names.
    pub fn worksheets(&self) -> Vec<(String, Document<'_>)> {
        let named = (1..).zip(self.sheets());
        named
            .map(|(number, (name, _))| (name, self.part(&format!("xl/worksheets/sheet{number}.xml"))))
            .collect()
    }

    /// For each style of cells whether it is locked, and its shade.
    pub fn styles(&self) -> Vec<(bool, String)> {
        let styles = self.part("xl/styles.xml");
        let fills: Vec<String> = all(&styles, "fill")
            .iter()
            .map(|fill| {
                let colour = fill.descendants().find(|node| node.has_tag_name((NS, "fgColor")));
                colour
                    .and_then(|node| node.attribute("rgb"))
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        let formats = all(&styles, "cellXfs").remove(0);
        let formats = formats.children().filter(Node::is_element);
        formats
            .map(|format| {
                let mut below = format.descendants();
                let locked = below.all(|node| node.attribute("locked") != Some("0"));
                let fill: usize = format.attribute("fillId").unwrap().parse().unwrap();
                (locked, fills[fill].clone())
            })
            .collect()
    }
}

const NS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

pub fn all<'d>(document: &'d Document<'_>, tag: &str) -> Vec<Node<'d, 'd>> {
    let nodes = document.descendants().filter(|node| node.has_tag_name((NS, tag)));
    nodes.collect()
}

/// The first cell and the last of `B2:D4`, or of one cell.
pub fn range(range: &str) -> ((u32, u32), (u32, u32)) {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    (at(first), at(last))
}
