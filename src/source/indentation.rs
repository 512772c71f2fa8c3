//! Which line of a text stands at the wrong indentation, found by the lines around it: the parser notices at a later one.

use super::Lines;
use super::scan::opens_block;

/// The step of a level, as every file of this program has it.
const STEP: usize = 2;

/// A line that stands at the wrong place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misplaced {
    pub line: usize,
    /// Spaces before it, as it is and as it should be.
    pub is: usize,
    pub should: usize,
    /// Whether the lines around it leave no other place for it.
    pub plain: bool,
}

/// A level that is open: where its lines begin, and the line that began it.
#[derive(Debug, Clone, Copy)]
struct Level {
    column: usize,
    line: usize,
}

/// A line with a key, a list mark or both.
#[derive(Debug, Clone, Copy)]
struct Content {
    line: usize,
    indent: usize,
    /// Where its key begins.
    column: usize,
    /// Whether what follows may stand deeper: a key without a value.
    opens: bool,
    is_entry: bool,
}

/// The first misplaced line that shows at `line` or at the next one with content.
pub(super) fn misplaced(text: &str, lines: &Lines, line: usize) -> Option<Misplaced> {
    let mut levels: Vec<Level> = Vec::new();
    let mut before: [Option<Content>; 2] = [None, None];
    let mut block: Option<usize> = None;
    let mut shown = 0;
    for number in 1..=lines.count() {
        let content = text[lines.range(number)].trim_end();
        let indent = content.len() - content.trim_start_matches(' ').len();
        let body = &content[indent..];
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        if block.is_some_and(|parent| indent > parent) {
            continue;
        }
        block = None;
        // Nothing is known of lines behind a tab, or in a text between quotes or brackets.
        let here = read(number, indent, body)?;
        let Some(here) = here else { continue };
        if let Some(found) = hold(&mut levels, before, here) {
            return (number >= line).then_some(found);
        }
        if opens_block(content) {
            block = Some(here.column);
        }
        if number > line {
            shown += 1;
        }
        if shown > 1 {
            return None;
        }
        before = [before[1], Some(here)];
    }
    None
}

/// What a line is; `Some(None)` for words that go on from the line above, `None` where nothing can be told any more.
#[allow(clippy::option_option)]
fn read(line: usize, indent: usize, body: &str) -> Option<Option<Content>> {
    let is_entry = body.starts_with("- ") || body == "-";
    let mut rest = body;
    while let Some(behind) = rest.strip_prefix("- ") {
        rest = behind.trim_start();
    }
    let column = indent + body.len() - rest.len();
    if rest.starts_with(|c: char| c.is_whitespace()) {
        return None;
    }
    let words = rest.split(" #").next().unwrap_or(rest).trim_end();
    let value = words.split_once(": ").map(|(_, value)| value.trim_start());
    let open = |sign: char, close: char| {
        value
            .or(Some(words))
            .is_some_and(|value| value.starts_with(sign) && !(value.len() > 1 && value.ends_with(close)))
    };
    if open('"', '"') || open('\'', '\'') || open('[', ']') || open('{', '}') {
        return None;
    }
    let opens = words.ends_with(':') || words == "-";
    if value.is_none() && !opens && !is_entry {
        return Some(None);
    }
    Some(Some(Content {
        line,
        indent,
        column,
        opens,
        is_entry,
    }))
}

/// Takes a line among the levels; the misplaced line where it finds no place.
fn hold(levels: &mut Vec<Level>, before: [Option<Content>; 2], here: Content) -> Option<Misplaced> {
    let deeper = before[1].is_none_or(|before| before.opens && here.indent > before.column);
    let mut popped: Option<Level> = None;
    if !deeper {
        while let Some(level) = levels.last().copied().filter(|level| level.column > here.indent) {
            popped = Some(level);
            levels.pop();
        }
        // A list may stand right below its key.
        let under_key = here.is_entry && before[1].is_some_and(|before| before.opens && before.column == here.indent);
        let column = levels.last().map_or(0, |level| level.column);
        if column != here.indent && !under_key {
            return Some(blame(column, popped, before, here));
        }
    }
    if levels.last().is_none_or(|level| level.column != here.indent) {
        levels.push(Level {
            column: here.indent,
            line: here.line,
        });
    }
    if here.column > here.indent {
        levels.push(Level {
            column: here.column,
            line: here.line,
        });
    }
    None
}

/// Of a line that fits no level and those before it, the one that is wrong.
fn blame(column: usize, popped: Option<Level>, before: [Option<Content>; 2], here: Content) -> Misplaced {
    let own = |should: usize, plain: bool| Misplaced {
        line: here.line,
        is: here.indent,
        should,
        plain,
    };
    match (popped, before) {
        // The first line of the level above was put one off; this one is where it belongs.
        (Some(level), _) if here.indent == column + STEP && level.column != column + STEP => Misplaced {
            line: level.line,
            is: level.column,
            should: here.indent,
            plain: true,
        },
        (Some(level), _) => own(
            level.column,
            level.column.abs_diff(here.indent) < STEP && here.indent + 1 != level.column,
        ),
        // A key above this one slid out of its group.
        (None, [Some(group), Some(key)])
            if group.opens
                && !key.opens
                && !key.is_entry
                && key.indent <= group.column
                && here.indent == group.column + STEP =>
        {
            Misplaced {
                line: key.line,
                is: key.indent,
                should: here.indent,
                plain: true,
            }
        }
        (None, _) => own(column, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, spaces as they are and as they should be.
    fn found(text: &str, line: usize) -> Option<(usize, usize, usize)> {
        misplaced(text, &Lines::new(text), line).map(|found| (found.line, found.is, found.should))
    }

    #[test]
    fn the_line_that_is_wrong_is_blamed_and_not_the_next() {
        // The first of a group one too deep, and not at all indented.
        assert_eq!(found("甲:\n  乙:\n     丙: 1\n    丁: 2\n", 4), Some((3, 5, 4)));
        assert_eq!(found("甲:\n  乙:\n丙: 1\n    丁: 2\n", 4), Some((3, 0, 4)));
        // A later one.
        assert_eq!(found("甲:\n  乙:\n    丙: 1\n     丁: 2\n", 4), Some((4, 5, 4)));
        assert_eq!(found("甲:\n  乙:\n    丙: 1\n   丁: 2\n", 4), Some((4, 3, 4)));
        assert_eq!(found("甲:\n  - 番号: 1\n    乙: 2\n   丙: 3\n", 4), Some((4, 3, 4)));
    }

    #[test]
    fn what_is_right_is_not_blamed() {
        for text in [
            "甲:\n  乙: 1\n丙:\n- 丁: 1\n  戊: 2\n- 丁: 2\n己:\n  - 庚\n",
            "甲: 一\n  二\n乙: |-\n  丙\n     丁: x\n戊: 1\n",
            "甲:\n  - 番号: 1\n    乙:\n      - 丙\n      - 丁: 戊\n    己: 1\n  - 番号: 2\n",
        ] {
            for line in 1..9 {
                assert_eq!(found(text, line), None, "{text}{line}");
            }
        }
    }
}
