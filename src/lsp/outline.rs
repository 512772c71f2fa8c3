//! The keys and list marks of a text by their indentation alone, so that a half-typed line hides nothing else.
//! Says what stands in what; knows no form, and nothing that the reader of a whole text would refuse.

use super::line::{is_block, key_of, without_comment};
use crate::source::{MAX_DEPTH, Span};

/// The keys and list marks of one text, in its order.
#[derive(Debug, Clone)]
pub struct Outline {
    pub marks: Vec<Mark>,
    /// Those that stand in no other.
    top: Vec<usize>,
    /// Byte ranges of lines, without line ends, and what each is.
    lines: Vec<(Span, Line)>,
}

/// A key, or the mark of a list's entry.
#[derive(Debug, Clone)]
pub struct Mark {
    pub kind: MarkKind,
    /// The mark around it, by its index.
    pub parent: Option<usize>,
    /// The marks directly in it.
    pub children: Vec<usize>,
    /// Bytes from the start of the line.
    pub column: usize,
    /// The key itself, or the dash.
    pub span: Span,
    /// What follows on the line, without blanks and comments; of a dash, only where no key stands there.
    pub value: Span,
    /// The end of the last line that belongs to it.
    pub end: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkKind {
    /// The words of a key, without quotes.
    Key(String),
    /// The mark of a list's entry.
    Dash,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Blank,
    Comment,
    /// A line of a text of several lines, whose mark this is.
    Text(usize),
    /// It holds these marks.
    Marks(Span),
    /// Words that are neither, such as half a key.
    Words,
}

/// Where something is about to be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The name of a key that has its colon already.
    Key(usize),
    /// Behind a key's colon or a list mark.
    Value(usize),
    /// Words that stand in the mark of an index, or at the top: the beginning of a key, or nothing yet.
    Words { parent: Option<usize>, span: Span },
}

impl Outline {
    /// Reads a text of any kind.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut outline = Self {
            marks: Vec::new(),
            top: Vec::new(),
            lines: Vec::new(),
        };
        let mut block: Option<usize> = None;
        let mut start = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            let body = start..start + line.trim_end_matches(['\n', '\r']).len();
            start += line.len();
            let kind = outline.read_line(text, &body, &mut block);
            outline.lines.push((body, kind));
        }
        if text.is_empty() || text.ends_with(['\n', '\r']) {
            outline.lines.push((text.len()..text.len(), Line::Blank));
        }
        outline
    }

    fn read_line(&mut self, text: &str, body: &Span, block: &mut Option<usize>) -> Line {
        let line = &text[body.clone()];
        let words = line.trim_start_matches(' ');
        let indent = line.len() - words.len();
        if words.trim().is_empty() {
            return Line::Blank;
        }
        if let Some(owner) = *block {
            if indent > self.marks[owner].column {
                self.reaches(Some(owner), body.start + line.trim_end().len());
                return Line::Text(owner);
            }
            *block = None;
        }
        if words.starts_with('#') {
            return Line::Comment;
        }
        let first = self.marks.len();
        self.read_marks(text, body, indent);
        let last = self.marks.len();
        if first == last {
            return Line::Words;
        }
        let owner = &self.marks[last - 1];
        if is_block(&text[owner.value.clone()]) {
            *block = Some(last - 1);
        }
        self.reaches(Some(last - 1), body.start + line.trim_end().len());
        Line::Marks(first..last)
    }

    /// The list marks and the key of a line whose words begin at a column.
    fn read_marks(&mut self, text: &str, body: &Span, mut column: usize) {
        loop {
            let at = body.start + column;
            let words = text[at..body.end].trim_end();
            let behind_dash = words.strip_prefix('-').filter(|rest| !rest.starts_with(|c| c != ' '));
            if let Some(rest) = behind_dash {
                let gap = 1 + rest.len() - rest.trim_start_matches(' ').len();
                let value = at + gap..at + gap + without_comment(&words[gap..]).len();
                if !self.push(MarkKind::Dash, column, at..at + 1, value) || rest.trim().is_empty() {
                    return;
                }
                column += gap;
                continue;
            }
            let Some((key, length)) = key_of(words) else { return };
            let rest = &words[length + 1..];
            let value = rest.trim_start();
            let begin = at + words.len() - value.len();
            let value = begin..begin + without_comment(value).len();
            self.push(MarkKind::Key(key.to_owned()), column, at..at + length, value);
            return;
        }
    }

    /// Adds a mark, unless it would stand too deep.
    fn push(&mut self, kind: MarkKind, column: usize, span: Span, value: Span) -> bool {
        let parent = self.around(self.marks.len().checked_sub(1), column, kind == MarkKind::Dash);
        if self.chain(parent).len() >= MAX_DEPTH {
            return false;
        }
        if let Some(dash) = self.marks.last_mut().filter(|mark| mark.value.start == span.start) {
            dash.value.end = span.start;
        }
        let end = span.end;
        let index = self.marks.len();
        match parent {
            Some(parent) => self.marks[parent].children.push(index),
            None => self.top.push(index),
        }
        self.marks.push(Mark {
            kind,
            parent,
            children: Vec::new(),
            column,
            span,
            value,
            end,
        });
        true
    }

    /// The mark that something at a column stands in, where `last` is the mark before it. A list may stand right under its
    /// key.
    fn around(&self, last: Option<usize>, column: usize, is_dash: bool) -> Option<usize> {
        let mut next = last;
        while let Some(index) = next {
            let mark = &self.marks[index];
            let holds = mark.column < column || (is_dash && mark.column == column && mark.kind != MarkKind::Dash);
            if holds {
                return next;
            }
            next = mark.parent;
        }
        None
    }

    /// Lets a mark and all around it reach to an offset.
    fn reaches(&mut self, mark: Option<usize>, end: usize) {
        let mut next = mark;
        while let Some(index) = next {
            self.marks[index].end = end;
            next = self.marks[index].parent;
        }
    }

    /// The marks around and including one, from the top down.
    #[must_use]
    pub fn chain(&self, mark: Option<usize>) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut next = mark;
        while let Some(index) = next {
            chain.push(index);
            next = self.marks[index].parent;
        }
        chain.reverse();
        chain
    }

    /// The marks that stand directly in a mark, or at the top.
    #[must_use]
    pub fn inside(&self, parent: Option<usize>) -> &[usize] {
        parent.map_or(&self.top, |parent| &self.marks[parent].children)
    }

    /// The key of a mark; `None` for a list mark.
    #[must_use]
    pub fn key(&self, mark: usize) -> Option<&str> {
        match &self.marks[mark].kind {
            MarkKind::Key(key) => Some(key),
            MarkKind::Dash => None,
        }
    }

    /// The mark of a key directly in a mark.
    #[must_use]
    pub fn find(&self, parent: Option<usize>, key: &str) -> Option<usize> {
        let mut inside = self.inside(parent).iter().copied();
        inside.find(|mark| self.key(*mark) == Some(key))
    }

    /// What is written behind a mark, on its line and without quotes.
    #[must_use]
    pub fn words<'t>(&self, text: &'t str, mark: usize) -> &'t str {
        text[self.marks[mark].value.clone()].trim_matches(['"', '\''])
    }

    /// What is written at a path of keys from the top; empty for nothing.
    #[must_use]
    pub fn value<'t>(&self, text: &'t str, path: &[&str]) -> &'t str {
        let mut mark = None;
        for key in path {
            mark = self.find(mark, key);
            if mark.is_none() {
                return "";
            }
        }
        mark.map_or("", |mark| self.words(text, mark))
    }

    /// The first line of a text of several lines that a mark holds.
    #[must_use]
    pub fn first_line<'t>(&self, text: &'t str, mark: usize) -> &'t str {
        let own = &self.marks[mark];
        let rest = text.get(own.value.end..own.end).unwrap_or_default();
        let mut lines = rest.lines().skip(1).map(str::trim);
        lines.find(|line| !line.is_empty()).unwrap_or_default()
    }

    /// The mark that an offset belongs to: on its line the last one before it, in a text of several lines its own.
    #[must_use]
    pub fn mark_at(&self, offset: usize) -> Option<usize> {
        match self.line(offset) {
            (_, Line::Marks(range)) => {
                let before = |index: &usize| self.marks[*index].span.start <= offset;
                range.clone().rev().find(before)
            }
            (_, Line::Text(owner)) => Some(*owner),
            _ => None,
        }
    }

    /// What is about to be typed at an offset; `None` in a comment, in a text of several lines and before the first word of
    /// a line.
    #[must_use]
    pub fn spot(&self, text: &str, offset: usize) -> Option<Spot> {
        let (body, line) = self.line(offset);
        let offset = offset.clamp(body.start, body.end);
        match line {
            Line::Comment | Line::Text(_) => None,
            Line::Marks(range) => {
                let last = range
                    .clone()
                    .rev()
                    .find(|index| self.marks[*index].span.start <= offset)?;
                let mark = &self.marks[last];
                if offset <= mark.span.end && mark.kind != MarkKind::Dash {
                    return Some(Spot::Key(last));
                }
                // Behind the value only a comment can follow.
                (offset > mark.span.start && offset <= mark.value.end.max(text_end(text, body, &mark.value)))
                    .then_some(Spot::Value(last))
            }
            Line::Words | Line::Blank => {
                let line = &text[body.clone()];
                let words = line.trim_start_matches(' ');
                let begin = body.start + line.len() - words.len();
                let (start, end) = if words.trim().is_empty() {
                    (offset, offset)
                } else {
                    (begin, begin + without_comment(words).len())
                };
                if offset < start || offset > end {
                    return None;
                }
                let before = self.marks.partition_point(|mark| mark.span.start < body.start);
                let column = start - body.start;
                let parent = self.around(before.checked_sub(1), column, false);
                let is_text = parent.is_some_and(|parent| is_block(&text[self.marks[parent].value.clone()]));
                (!is_text).then_some(Spot::Words {
                    parent,
                    span: start..end,
                })
            }
        }
    }

    fn line(&self, offset: usize) -> &(Span, Line) {
        let after = self.lines.partition_point(|(body, _)| body.start <= offset);
        // The first line begins at 0, and there is always one.
        &self.lines[after.saturating_sub(1)]
    }
}

/// The end of the blanks behind a value, up to a comment or the line's end.
fn text_end(text: &str, body: &Span, value: &Span) -> usize {
    let behind = &text[value.end.min(body.end)..body.end];
    value.end + behind.len() - behind.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every mark as `path@column`, where a list mark is `-`.
    fn paths(text: &str) -> Vec<String> {
        let outline = Outline::new(text);
        let name = |index: &usize| outline.key(*index).unwrap_or("-");
        let chain = |index| {
            outline
                .chain(Some(index))
                .iter()
                .map(name)
                .collect::<Vec<_>>()
                .join("/")
        };
        (0..outline.marks.len()).map(chain).collect()
    }

    #[test]
    fn keys_stand_in_what_is_less_indented() {
        let text = "a: 1\nb:\n  c:\n    - d: 1\n      e: |-\n        f: text\n    -   d: 2\n  'g h': x # y: z\n# k: v\ni:\n- j\n- k: 1\nl:\n";
        assert_eq!(
            paths(text),
            [
                "a", "b", "b/c", "b/c/-", "b/c/-/d", "b/c/-/e", "b/c/-", "b/c/-/d", "b/g h", "i", "i/-", "i/-",
                "i/-/k", "l"
            ]
        );
    }

    #[test]
    fn half_a_line_hides_nothing_else() {
        let text = "a:\n  b: 1\n  x\n  c:: 2\n  'd\n  e: [1\n  f: 2\n";
        assert_eq!(paths(text), ["a", "a/b", "a/c:", "a/e", "a/f"]);
    }

    #[test]
    fn a_value_ends_where_its_comment_begins() {
        let text = "a: 1 # 注\nb: '# x' # 注\nc: # 注\n";
        let outline = Outline::new(text);
        let values: Vec<&str> = outline.marks.iter().map(|mark| &text[mark.value.clone()]).collect();
        assert_eq!(values, ["1", "'# x'", ""]);
        assert_eq!(outline.value(text, &["b"]), "# x");
    }

    #[test]
    fn a_cursor_stands_in_the_group_of_its_column() {
        let text = "a:\n  b: |-\n    文\n\n  \nc\n";
        let outline = Outline::new(text);
        let behind = |words: &str| text.find(words).unwrap() + words.len();
        let at = |words: &str| outline.spot(text, behind(words));
        let words = |parent, span| Some(Spot::Words { parent, span });
        assert_eq!(at("文"), None);
        let blank = behind("文\n\n  ");
        assert_eq!(at("文\n\n  "), words(Some(0), blank..blank));
        assert_eq!(at("c"), words(None, behind("c") - 1..behind("c")));
        assert_eq!(at("  b"), Some(Spot::Key(1)));
        assert_eq!(Outline::new("").spot("", 0), words(None, 0..0));
    }

    #[test]
    fn nesting_without_end_is_cut() {
        let text = "- ".repeat(100_000);
        assert_eq!(Outline::new(&text).marks.len(), MAX_DEPTH);
    }
}
