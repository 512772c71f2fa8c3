//! XML as a workbook's parts have it: large ones step by step, small ones as a tree. Neither reads entities or a DTD.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::BufRead;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use roxmltree::{Document, Node, ParsingOptions};

use super::BookError;
use super::limits::MAX_NODES;

/// A part, step by step.
pub(super) struct Events<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    part: String,
    left: Rc<Cell<u64>>,
}

/// A step. An element without content opens and closes.
pub(super) enum Step<'e> {
    Open(Tag<'e>),
    Close,
    Text(Cow<'e, str>),
    End,
}

/// An element that opens.
pub(super) struct Tag<'e>(BytesStart<'e>);

impl Tag<'_> {
    /// The same, of its own: reading may go on.
    pub(super) fn into_owned(self) -> Tag<'static> {
        Tag(self.0.into_owned())
    }

    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without prefix. A value that cannot be read is none.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|one| one.key.local_name().into_inner() == name)?;
        if !found.value.contains(['&', '\n', '\r', '\t']) {
            return Some(found.value);
        }
        found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()
    }

    /// The value of an attribute by its name with its prefix: two of one name stand beside each other.
    pub(super) fn exact(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        let found = attributes
            .with_checks(false)
            .flatten()
            .find(|one| one.key.into_inner() == name)?;
        found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()
    }

    /// The number that an attribute gives.
    pub(super) fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn is(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| is_true(&value))
    }
}

/// Whether a value means yes.
pub(super) fn is_true(value: &str) -> bool {
    matches!(value, "1" | "true" | "on")
}

impl<R: BufRead> Events<R> {
    pub(super) fn new(stream: R, part: &str, left: Rc<Cell<u64>>) -> Self {
        let mut reader = Reader::from_reader(stream);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            buffer: Vec::new(),
            part: part.to_owned(),
            left,
        }
    }

    /// The next step.
    pub(super) fn next(&mut self) -> Result<Step<'_>, BookError> {
        self.buffer.clear();
        let broken = |part: &str, left: &Cell<u64>| {
            if left.get() == 0 {
                return BookError::TooMuch;
            }
            BookError::Broken(part.to_owned())
        };
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => Ok(Step::Open(Tag(tag))),
            Ok(Event::End(_)) => Ok(Step::Close),
            Ok(Event::Text(text)) => Ok(Step::Text(text.xml10_content())),
            Ok(Event::CData(text)) => Ok(Step::Text(text.xml10_content())),
            Ok(Event::GeneralRef(entity)) => {
                let named = match &*entity {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => entity.resolve_char_ref().ok().flatten(),
                };
                let letter = named.ok_or_else(|| broken(&self.part, &self.left))?;
                Ok(Step::Text(Cow::Owned(letter.to_string())))
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_)) => Ok(Step::Text(Cow::Borrowed(""))),
            Ok(Event::Eof) => Ok(Step::End),
            Ok(Event::DocType(_)) | Err(_) => Err(broken(&self.part, &self.left)),
        }
    }

    /// Goes behind the end of the element that has just opened.
    pub(super) fn skip(&mut self) -> Result<(), BookError> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Step::Open(_) => depth += 1,
                Step::Close => depth -= 1,
                Step::Text(_) => {}
                Step::End => return Err(self.broken()),
            }
        }
        Ok(())
    }

    /// All text of the element that has just opened, but for elements of these names.
    pub(super) fn words(&mut self, without: &[&str]) -> Result<String, BookError> {
        let mut words = String::new();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next()? {
                Step::Open(tag) => {
                    if without.contains(&tag.name()) {
                        self.skip()?;
                    } else {
                        depth += 1;
                    }
                }
                Step::Close => depth -= 1,
                Step::Text(text) => words.push_str(&text),
                Step::End => return Err(self.broken()),
            }
        }
        Ok(words)
    }

    /// That this part is broken.
    pub(super) fn broken(&self) -> BookError {
        BookError::Broken(self.part.clone())
    }
}

/// The tree of a part that is held as a whole.
pub(super) fn tree<'t>(text: &'t str, part: &str) -> Result<Document<'t>, BookError> {
    let options = ParsingOptions {
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|_| BookError::Broken(part.to_owned()))
}

/// The first child of a name, whatever its namespace: workbooks come in two sets of them.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    children(node, name).next()
}

/// The children of a name, whatever their namespace.
pub(super) fn children<'a, 'i: 'a, 'n>(
    node: Node<'a, 'i>,
    name: &'n str,
) -> impl Iterator<Item = Node<'a, 'i>> + use<'a, 'i, 'n> {
    node.children()
        .filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The first element of a name below a node.
pub(super) fn below<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|found| found.tag_name().name() == name)
}

/// The value of an attribute, whatever its namespace.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|one| one.name() == name).map(|one| one.value())
}

/// The number that a child of a node has as its text.
pub(super) fn number<T: std::str::FromStr>(node: Node<'_, '_>, name: &str) -> Option<T> {
    child(node, name)?.text()?.trim().parse().ok()
}
