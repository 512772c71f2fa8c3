//! Full-width signs where YAML wants ASCII ones, and signs it does not see: what an officer types who thinks of a page.
//! Only lines outside block scalars are looked at; nothing here decides that a suspect is wrong.

use super::edit::is_plain;
use super::{Lines, Span};
use crate::finding::Edit;

/// A place that looks like YAML typed with full-width signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    pub kind: SuspectKind,
    /// The sign, or the first of several.
    pub sign: char,
    /// The sign itself.
    pub span: Span,
    /// For [`SuspectKind::Colon`] and [`SuspectKind::Gap`], the words before it: a key, if the author meant one.
    pub key: String,
    /// What to write instead, where the line can be read then.
    pub instead: Option<Edit>,
}

/// What a [`Suspect`] looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuspectKind {
    /// `：` where a key seems to end.
    Colon,
    /// `:` without a space behind it, where a key seems to end.
    Gap,
    /// A full-width space in the indentation.
    Space,
    /// A tab in the indentation.
    Tab,
    /// Another blank in the indentation, or a letter without width: what a web page leaves.
    Blank,
    /// `－`, `ー`, `―` or `‐` and a space where a list mark would stand.
    Dash,
    /// A list mark with a blank behind it that is none to YAML.
    MarkGap,
    /// `＃` where a comment would begin.
    Hash,
}

/// Blanks that are none to YAML, and letters without width, but for those that have a kind of their own.
fn is_other_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{202f}' | '\u{205f}' | '\u{2060}' | '\u{feff}'
    )
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '　') || is_other_blank(c)
}

/// The spaces that a blank of the indentation stands for: a space or a tab more is typed for a step of two.
fn spaces(c: char) -> &'static str {
    match c {
        '\t' | '　' | '\u{2001}' | '\u{2003}' => "  ",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "",
        _ => " ",
    }
}

/// Finds the suspects of a text in its order.
pub(super) fn suspects(text: &str, lines: &Lines) -> Vec<Suspect> {
    let mut found = Vec::new();
    let mut block: Option<usize> = None;
    for line in 1..=lines.count() {
        let range = lines.range(line);
        // Most lines stand in a block, and are passed over at a glance.
        if let Some(parent) = block {
            let spaces = text[range.clone()].bytes().take_while(|byte| *byte == b' ').count();
            if spaces > parent {
                continue;
            }
        }
        let content = text[range.clone()].trim_end();
        let indent = content.len() - content.trim_start_matches(' ').len();
        if content.trim().is_empty() {
            continue;
        }
        if let Some(parent) = block {
            let body = content.trim_start_matches(is_blank);
            let seen: usize = content[..content.len() - body.len()]
                .chars()
                .map(|c| if c == ' ' { 1 } else { spaces(c).len() })
                .sum();
            // A line of the text behind blanks that are none to YAML; the next one still belongs to it.
            if !(content[indent..].starts_with(is_other_blank) && seen > parent) {
                block = None;
            }
        }
        let still = block;
        look_at(
            content,
            text[range.clone()].trim_end_matches(['\r', '\n']).len(),
            range.start,
            &mut found,
        );
        if still.is_none() && opens_block(content) {
            block = Some(indent);
        }
    }
    found
}

/// `length_of_line` is with the blanks behind its content.
fn look_at(content: &str, length_of_line: usize, start: usize, found: &mut Vec<Suspect>) {
    let body = content.trim_start_matches(is_blank);
    for (at, c) in content[..content.len() - body.len()].char_indices() {
        let kind = match c {
            ' ' => continue,
            '　' => SuspectKind::Space,
            '\t' => SuspectKind::Tab,
            _ => SuspectKind::Blank,
        };
        let span = start + at..start + at + c.len_utf8();
        match found.last_mut() {
            Some(last) if last.kind == kind && last.span.end == span.start => {
                last.span.end = span.end;
                last.instead = last.instead.take().map(|edit| indentation(last.span.clone(), &edit, c));
            }
            _ => found.push(Suspect {
                kind,
                sign: c,
                instead: Some(indentation(span.clone(), &Edit::new(0..0, ""), c)),
                span,
                key: String::new(),
            }),
        }
    }
    // Behind a wrong indentation stands as often a text that belongs to the line above.
    let misplaced = body.len() < content.trim_start_matches(' ').len();
    if body.starts_with('＃') {
        let at = start + content.len() - body.len();
        let span = at..at + '＃'.len_utf8();
        found.push(Suspect {
            kind: SuspectKind::Hash,
            sign: '＃',
            instead: Some(Edit::new(span.clone(), "#")),
            span,
            key: String::new(),
        });
    }
    if misplaced || body.starts_with(['#', '＃', '"', '\'']) {
        return;
    }
    let at = start + content.len() - body.len();
    let mut words = body.strip_prefix("- ").unwrap_or(body).trim_start();
    if let Some(behind) = body.strip_prefix('-')
        && behind.starts_with(|c: char| c != ' ' && is_blank(c))
    {
        words = behind.trim_start_matches(is_blank);
        let span = at + 1..at + body.len() - words.len();
        found.push(Suspect {
            kind: SuspectKind::MarkGap,
            sign: behind.chars().next().unwrap_or_default(),
            key: String::new(),
            instead: Some(Edit::new(span.clone(), " ")),
            span,
        });
    }
    if let Some(first) = body.chars().next()
        && matches!(first, '－' | 'ー' | '―' | '‐' | '–' | '−')
        && body[first.len_utf8()..].starts_with([' ', '　'])
    {
        words = body[first.len_utf8()..].trim_start();
        // As many characters as before, so that the lines below still stand under the first key.
        let gap = &body[first.len_utf8()..body.len() - words.len()];
        let mark = format!("-{}", " ".repeat(gap.chars().count()));
        found.push(Suspect {
            kind: SuspectKind::Dash,
            sign: first,
            span: at..at + first.len_utf8(),
            key: String::new(),
            instead: Some(Edit::new(at..at + first.len_utf8() + gap.len(), mark)),
        });
    }
    let Some(at) = words.find([':', '：', '∶', '﹕', '꞉']) else {
        return;
    };
    let (key, rest) = words.split_at(at);
    let Some(sign) = rest.chars().next() else { return };
    let kind = match rest.chars().nth(1) {
        _ if sign != ':' => SuspectKind::Colon,
        // Keys of forms are Japanese; `https:` and `10:30` are none.
        Some(next) if next != ' ' && key.ends_with(|c: char| !c.is_ascii()) => SuspectKind::Gap,
        _ => return,
    };
    let begin = start + content.len() - rest.len();
    let length = sign.len_utf8();
    found.push(Suspect {
        kind,
        sign,
        span: begin..begin + length,
        key: key.trim().to_owned(),
        instead: colon(&rest[length..], begin..begin + length, start + length_of_line),
    });
}

/// The indentation up to one blank more.
fn indentation(span: Span, before: &Edit, blank: char) -> Edit {
    Edit::new(span, format!("{}{}", before.text, spaces(blank)))
}

/// `: ` in place of a colon at a span and the blanks behind it; `None` where what follows must be quoted by its author.
fn colon(behind: &str, span: Span, line_end: usize) -> Option<Edit> {
    let value = behind.trim_start_matches(is_blank);
    if value.is_empty() {
        return Some(Edit::new(span.start..line_end, ":"));
    }
    let words = value.split(" #").next().unwrap_or(value).trim_end();
    let sound = is_plain(words) || value.starts_with(['\'', '"', '|', '>', '[', '#']);
    let end = span.end + behind.len() - value.len();
    sound.then(|| Edit::new(span.start..end, ": "))
}

/// Whether the line ends in a block scalar's header, such as `key: |-`.
pub(super) fn opens_block(content: &str) -> bool {
    // Nearly no line has either sign, and this is asked of every line.
    if !content.bytes().any(|byte| matches!(byte, b'|' | b'>')) {
        return false;
    }
    let content = content.split(" #").next().unwrap_or(content).trim_end();
    let header = content.rsplit(' ').next().unwrap_or(content);
    header.starts_with(['|', '>'])
        && header[1..].chars().all(|c| matches!(c, '-' | '+' | '1'..='9'))
        && content.len() > header.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(SuspectKind, String)> {
        suspects(text, &Lines::new(text))
            .into_iter()
            .map(|suspect| (suspect.kind, suspect.key))
            .collect()
    }

    #[test]
    fn signs_inside_a_block_scalar_are_the_authors_text() {
        let text = "a: |-\n  担当：総務課\n  　－ 字下げ\nb：c\n";
        assert_eq!(kinds(text), [(SuspectKind::Colon, "b".to_owned())]);
    }

    #[test]
    fn each_full_width_sign_is_named() {
        let found: Vec<_> = kinds("　a: 1\n\tb：2\n－ c\n- d：e\n")
            .into_iter()
            .map(|(kind, _)| kind)
            .collect();
        assert_eq!(
            found,
            [
                SuspectKind::Space,
                SuspectKind::Tab,
                SuspectKind::Dash,
                SuspectKind::Colon
            ]
        );
    }

    #[test]
    fn blanks_of_web_pages_are_named_where_yaml_wants_spaces() {
        let found = |text: &str| -> Vec<(SuspectKind, char, String)> {
            let found = suspects(text, &Lines::new(text)).into_iter();
            let edit = |suspect: Suspect| suspect.instead.map_or_else(String::new, |edit| edit.text);
            found
                .map(|suspect| (suspect.kind, suspect.sign, edit(suspect)))
                .collect()
        };
        let blank = |sign: char, spaces: &str| (SuspectKind::Blank, sign, spaces.to_owned());
        assert_eq!(found("\u{a0}\u{a0}甲: 1\n"), [blank('\u{a0}', "  ")]);
        assert_eq!(found(" \u{2003} 甲: 1\n"), [blank('\u{2003}', "  ")]);
        assert_eq!(found("  \u{200b}甲: 1\n"), [blank('\u{200b}', "")]);
        // A line of a text, behind which the text goes on.
        let text = "甲:\n  乙: |-\n    一\n\u{a0} \u{a0} 二\n    三：四\n";
        assert_eq!(found(text), [blank('\u{a0}', " "), blank('\u{a0}', " ")]);
        let gap = |sign| (SuspectKind::MarkGap, sign, " ".to_owned());
        assert_eq!(found("-　甲\n-\u{a0}乙\n"), [gap('　'), gap('\u{a0}')]);
        assert_eq!(found("甲∶乙\n")[0].0, SuspectKind::Colon);
        assert_eq!(found("  ＃ 覚え\n"), [(SuspectKind::Hash, '＃', "#".to_owned())]);
        assert_eq!(found("甲:\u{a0}乙\n"), [(SuspectKind::Gap, ':', ": ".to_owned())]);
    }

    #[test]
    fn a_colon_wants_a_space_behind_a_japanese_key() {
        let found = kinds("部署:総務課\n公表日:　2026\nhttps://a\n10:30\n部署:\n部署: a:b\n");
        let gap = |key: &str| (SuspectKind::Gap, key.to_owned());
        assert_eq!(found, [gap("部署"), gap("公表日")]);
    }

    #[test]
    fn a_full_width_colon_inside_a_value_is_no_suspect() {
        assert_eq!(kinds("連絡先: 電話：000\n"), []);
    }
}
