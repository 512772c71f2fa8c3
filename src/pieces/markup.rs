//! HTML as lines of text and cells of tables: a page copied from a site, a fragment in the output of a text recognition.
//! html5gum cuts it into tags as a browser does; what a tag means for reading is said here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{HtmlString, Token, Tokenizer};

use super::table::Table;
use super::{Content, Document, Picture, Piece, Place, Remark, RemarkKind, Sheet};
use crate::folding::is_plain;

/// Elements whose text nobody reads on the page; furigana among them.
const UNSEEN: [&str; 11] = [
    "head", "nav", "button", "script", "style", "noscript", "template", "title", "rt", "rp", "svg",
];
/// Elements that begin a line of their own.
const BLOCKS: [&str; 28] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "section",
    "summary",
    "ul",
];

/// Whether a text holds a tag of HTML. `<選択肢>` is none.
pub(super) fn has_tags(text: &str) -> bool {
    let tags = [
        "div", "p", "br", "li", "ul", "input", "span", "td", "tr", "table", "b", "strong", "html",
    ];
    text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let ended = rest[name.len()..].starts_with(['>', ' ', '/', '\t', '\n']);
        ended && tags.contains(&name.to_ascii_lowercase().as_str())
    })
}

/// The lines of a fragment, joined by line breaks.
pub(super) fn lines(fragment: &str) -> String {
    let mut document = Document::default();
    walk(fragment, &mut document);
    let pieces = document.sheets.into_iter().flat_map(|sheet| sheet.pieces);
    let texts: Vec<String> = pieces.map(|piece| piece.text().into_owned()).collect();
    texts.join("\n")
}

/// A whole page.
pub(super) fn page(text: &str) -> Document {
    let mut document = Document::default();
    walk(text, &mut document);
    document
}

fn walk(text: &str, document: &mut Document) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        document,
        pieces: Vec::new(),
        loose: String::new(),
        tables: Vec::new(),
        grids: 0,
        line: 1,
        began: 1,
        lists: Vec::new(),
        unseen: None,
    };
    let (mut line, mut seen) = (1, 0);
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        let start = match &token {
            Token::StartTag(tag) => tag.span.start,
            Token::EndTag(tag) => tag.span.start,
            Token::String(string) => string.span.start,
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => continue,
        };
        if let Some(between) = text.as_bytes().get(seen..start) {
            line += String::from_utf8_lossy(between).matches('\n').count();
            seen = start;
        }
        reader.line = u32::try_from(line).unwrap_or(u32::MAX);
        match token {
            Token::StartTag(tag) => reader.open(&tag),
            Token::EndTag(tag) => reader.close(&name(&tag.name)),
            Token::String(string) => reader.write(&String::from_utf8_lossy(&string.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.end();
}

fn name(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// What has been read so far.
struct Reader<'d> {
    document: &'d mut Document,
    pieces: Vec<Piece>,
    /// Text that stands in no cell, up to the next line.
    loose: String,
    /// Tables that are open, the innermost last.
    tables: Vec<Table>,
    grids: u32,
    line: u32,
    /// The line on which `loose` began.
    began: u32,
    /// The lists that are open: of one with numbers, the number of its last item.
    lists: Vec<Option<u32>>,
    /// The element that nobody reads, and how many of its name are open in it.
    unseen: Option<(String, u32)>,
}

impl Reader<'_> {
    fn open(&mut self, tag: &StartTag<usize>) {
        let name = name(&tag.name);
        let attribute = |key: &str| {
            let value = tag.attributes.get(key.as_bytes());
            value.map(|value| String::from_utf8_lossy(value).into_owned())
        };
        if let Some((hidden, depth)) = &mut self.unseen {
            *depth += u32::from(*hidden == name && !tag.self_closing);
            return;
        }
        if UNSEEN.contains(&name.as_str()) {
            if !tag.self_closing {
                self.unseen = Some((name, 1));
            }
            return;
        }
        let span = |key| attribute(key).and_then(|value| value.trim().parse().ok()).unwrap_or(1);
        match name.as_str() {
            "table" => self.open_table(),
            "tr" => {
                self.close_cell();
                if let Some(table) = self.tables.last_mut() {
                    table.next_row();
                }
            }
            "td" | "th" => {
                self.close_cell();
                let (rows, columns, line) = (span("rowspan"), span("colspan"), self.line);
                if let Some(table) = self.tables.last_mut() {
                    table.open_cell(rows, columns, line);
                }
            }
            "input" => match attribute("type").unwrap_or_default().to_ascii_lowercase().as_str() {
                "checkbox" | "radio" if attribute("checked").is_some() => self.add("☑"),
                "checkbox" | "radio" => self.add("☐"),
                "hidden" | "submit" | "button" | "image" | "reset" => {}
                _ => self.add(&attribute("value").unwrap_or_default()),
            },
            "img" => self.picture(
                &attribute("src").unwrap_or_default(),
                attribute("alt").unwrap_or_default(),
            ),
            block if BLOCKS.contains(&block) => {
                self.break_line();
                match block {
                    "ol" => self.lists.push(Some(0)),
                    "ul" => self.lists.push(None),
                    "li" => self.item(),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// The number that a browser shows before an item of a list.
    fn item(&mut self) {
        if let Some(Some(number)) = self.lists.last_mut() {
            *number += 1;
            let number = format!("{number}) ");
            self.add(&number);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.unseen {
            if hidden == name {
                *depth -= 1;
            }
            if *depth == 0 {
                self.unseen = None;
            }
            return;
        }
        match name {
            "table" => {
                self.close_cell();
                self.tables.pop();
            }
            "td" | "th" | "tr" => self.close_cell(),
            block if BLOCKS.contains(&block) => {
                self.break_line();
                if matches!(block, "ol" | "ul") {
                    self.lists.pop();
                }
            }
            _ => {}
        }
    }

    /// Text of the source: runs of blanks are one; a line break between letters of Japanese is none.
    fn write(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        let mut letters = text.chars().peekable();
        let mut before = self.target().chars().next_back();
        let mut written = String::new();
        while let Some(c) = letters.next() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c') {
                written.push(c);
                before = Some(c);
                continue;
            }
            let mut breaks = c == '\n';
            while let Some(blank) = letters.next_if(|c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')) {
                breaks |= blank == '\n';
            }
            let is_wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && (is_plain(c) || !c.is_alphanumeric()));
            let between = breaks && is_wide(before) && is_wide(letters.peek().copied());
            if !between && before.is_some_and(|c| c != ' ' && c != '\n') {
                written.push(' ');
                before = Some(' ');
            }
        }
        self.add(&written);
    }

    fn add(&mut self, text: &str) {
        if self.loose.is_empty() {
            self.began = self.line;
        }
        self.target().push_str(text);
    }

    /// Where text goes: the open cell, else the open line.
    fn target(&mut self) -> &mut String {
        match self.tables.last_mut().and_then(Table::text) {
            Some(text) => text,
            None => &mut self.loose,
        }
    }

    fn break_line(&mut self) {
        if let Some(text) = self.tables.last_mut().and_then(Table::text) {
            let kept = text.trim_end_matches(' ').len();
            text.truncate(kept);
            if !text.is_empty() && !text.ends_with('\n') {
                text.push('\n');
            }
            return;
        }
        let line = std::mem::take(&mut self.loose);
        let words = line.trim();
        if !words.is_empty() {
            self.pieces.push(Piece {
                content: Content::Words(words.to_owned()),
                place: Place::line(self.began),
                cell: None,
            });
        }
    }

    /// A table inside a cell is read as a table of its own, behind what the cell said so far.
    fn open_table(&mut self) {
        self.hand_out_cell();
        self.break_line();
        self.tables.push(Table::new(self.grids));
        self.grids += 1;
    }

    fn close_cell(&mut self) {
        self.hand_out_cell();
        if let Some(table) = self.tables.last_mut() {
            table.close_cell();
        }
    }

    fn hand_out_cell(&mut self) {
        let piece = self.tables.last_mut().and_then(Table::take);
        self.pieces.extend(piece);
    }

    fn picture(&mut self, source: &str, alt: String) {
        let data = source
            .strip_prefix("data:image/")
            .and_then(|rest| rest.split_once(";base64,"));
        let bytes = data.and_then(|(_, data)| STANDARD.decode(data).ok());
        let place = Place::line(self.line);
        let Some(bytes) = bytes else {
            self.document.remarks.push(Remark {
                kind: RemarkKind::Picture,
                place,
                words: alt,
            });
            return;
        };
        self.break_line();
        let cell = self.tables.last().and_then(Table::cell);
        let content = Content::Picture(self.document.pictures.len());
        self.document.pictures.push(Picture { bytes, alt });
        self.pieces.push(Piece { content, place, cell });
    }

    fn end(mut self) {
        while !self.tables.is_empty() {
            self.close_cell();
            self.tables.pop();
        }
        self.break_line();
        self.document.sheets.push(Sheet {
            pieces: std::mem::take(&mut self.pieces),
            ..Sheet::default()
        });
    }
}
