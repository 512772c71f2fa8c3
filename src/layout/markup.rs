//! Free text as a small tree that both templates draw: lines with hanging marks, emphasis, links, lists and tables.
//! One line of the answer is one line of the page, and no character that is not Markdown's own sign is lost.

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};
use serde::Serialize;

/// A block of a free text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Rich {
    /// One line. `mark` is what the following lines of a wrapped line hang behind: ・ ① (1) ※ and blanks around it.
    Line { mark: String, spans: Vec<Run> },
    /// A Markdown list; `start` for a numbered one.
    List { start: Option<u64>, items: Vec<Vec<Run>> },
    /// A Markdown table.
    Table {
        header: Vec<Vec<Run>>,
        rows: Vec<Vec<Vec<Run>>>,
    },
}

/// A run of text inside a line, alike in all its characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Run {
    pub text: String,
    pub strong: bool,
    pub emph: bool,
    /// Where it leads, if it is a link.
    pub url: Option<String>,
}

/// Reads a free text.
#[must_use]
pub fn read(text: &str) -> Vec<Rich> {
    let lines: Vec<&str> = lines(text.trim_end()).collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some((table, next)) = table(&lines, at) {
            blocks.push(table);
            at = next;
        } else if let Some((list, next)) = list(&lines, at) {
            blocks.push(list);
            at = next;
        } else {
            blocks.push(line(lines[at]));
            at += 1;
        }
    }
    blocks
}

/// The lines of a text, whatever sign ends them: PDF, HTML and a terminal would each take another.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c| matches!(c, '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    text.lines()
        .flat_map(move |line| line.trim_end_matches('\r').split(ends))
}

/// The visible characters of a text in their order, without line breaks: what a reader must find on the page.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut out = String::new();
    for block in read(text) {
        match block {
            Rich::Line { mark, spans } => {
                out.push_str(&mark);
                push_visible(&spans, &mut out);
            }
            Rich::List { items, .. } => push_visible(&items.concat(), &mut out),
            Rich::Table { header, rows } => {
                push_visible(&header.concat(), &mut out);
                push_visible(&rows.concat().concat(), &mut out);
            }
        }
    }
    out
}

fn push_visible(spans: &[Run], out: &mut String) {
    for run in spans {
        out.push_str(&run.text);
    }
}

fn line(text: &str) -> Rich {
    // A tab has no width of its own on a page.
    let text = text.replace('\t', "    ").replace('\u{a0}', " ");
    let mark = mark(&text);
    Rich::Line {
        spans: inline(&text[mark.len()..]),
        mark: mark.to_owned(),
    }
}

/// The mark that a line begins with, with the blanks around it; empty for none.
fn mark(text: &str) -> &str {
    let body = text.trim_start_matches([' ', '　']);
    let lead = text.len() - body.len();
    let mut chars = body.char_indices();
    let end = match chars.next() {
        Some((_, c)) if is_bullet(c) || is_circled(c) => c.len_utf8(),
        Some((_, '※')) => {
            let digits = body['※'.len_utf8()..]
                .chars()
                .take_while(|c| is_digit(*c))
                .map(char::len_utf8)
                .sum::<usize>();
            '※'.len_utf8() + digits
        }
        Some((_, '(' | '（')) => match numbered(body) {
            Some(end) => end,
            None => return &text[..lead],
        },
        _ => return &text[..lead],
    };
    let after = &body[end..];
    let blanks = after.len() - after.trim_start_matches([' ', '　']).len();
    &text[..lead + end + blanks]
}

/// The length of `(1)`, `（１）`, `(※2)`, `（ア）` at the start.
fn numbered(body: &str) -> Option<usize> {
    let close = body.find([')', '）'])?;
    let open = body.chars().next()?.len_utf8();
    let inner = body.get(open..close)?.trim_start_matches('※');
    let short = inner.chars().count() <= 2;
    let counting = inner.chars().all(is_digit) || (inner.chars().count() == 1 && inner.chars().all(is_kana));
    let bare_note = inner.is_empty() && body[open..].starts_with('※');
    let end = close + body[close..].chars().next()?.len_utf8();
    ((short && counting && !inner.is_empty()) || bare_note).then_some(end)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_kana(c: char) -> bool {
    ('ァ'..='ン').contains(&c) || c.is_ascii_lowercase()
}

fn is_bullet(c: char) -> bool {
    matches!(c, '・' | '●' | '○' | '■' | '□' | '◆' | '◇' | '▪' | '•' | '･')
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '❶'..='❿' | '㋐'..='㋾' | '⑴'..='⒇')
}

/// A run of list lines (`- a`, `* a`, `1. a`) with at least two items; a single one may be a dash of the author's.
fn list(lines: &[&str], at: usize) -> Option<(Rich, usize)> {
    let first = item(lines[at])?;
    let ordered = first.0;
    let mut items = Vec::new();
    let mut next = at;
    while let Some((number, text)) = lines.get(next).and_then(|line| item(line)) {
        if number.is_some() != ordered.is_some() {
            break;
        }
        if let (Some(start), Some(number)) = (ordered, number)
            && number != start + items.len() as u64
        {
            break;
        }
        items.push(inline(text));
        next += 1;
    }
    (items.len() >= 2).then_some((Rich::List { start: ordered, items }, next))
}

fn item(line: &str) -> Option<(Option<u64>, &str)> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return (!text.trim().is_empty()).then_some((None, text));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let text = line[digits..].strip_prefix(". ")?;
    // A page would print `01.` as `1.`.
    let plain = digits <= 3 && !(digits > 1 && line.starts_with('0'));
    (plain && !text.trim().is_empty())
        .then_some((line[..digits].parse().ok(), text))
        .filter(|found| found.0.is_some())
}

/// A table: a row of cells, a row of dashes, and rows of cells, all with the same number of `|`.
fn table(lines: &[&str], at: usize) -> Option<(Rich, usize)> {
    let header = cells(lines[at])?;
    let rule = cells(lines.get(at + 1)?)?;
    let is_rule = |cell: &&str| cell.contains('-') && cell.chars().all(|c| matches!(c, '-' | ':'));
    if rule.len() != header.len() || !rule.iter().all(is_rule) {
        return None;
    }
    let mut rows = Vec::new();
    let mut next = at + 2;
    while let Some(row) = lines
        .get(next)
        .and_then(|line| cells(line))
        .filter(|row| row.len() == header.len())
    {
        rows.push(row.into_iter().map(inline).collect());
        next += 1;
    }
    let header = header.into_iter().map(inline).collect();
    Some((Rich::Table { header, rows }, next))
}

fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}

/// Never written by a person: stands beside emphasis marks while Markdown is read, see [`prepared`].
const JOINER: char = '\u{fdd0}';

/// Reads the emphasis and links of one line.
fn inline(text: &str) -> Vec<Run> {
    let plain = || {
        let run = Run {
            text: text.to_owned(),
            ..Run::default()
        };
        if text.is_empty() { Vec::new() } else { vec![run] }
    };
    if !text.contains(['*', '_', '[']) {
        return plain();
    }
    let prepared = prepared(text);
    let mut runs: Vec<Run> = Vec::new();
    let mut style = Run::default();
    for event in Parser::new(&prepared) {
        match event {
            Event::Start(Tag::Strong) => style.strong = true,
            Event::End(TagEnd::Strong) => style.strong = false,
            Event::Start(Tag::Emphasis) => style.emph = true,
            Event::End(TagEnd::Emphasis) => style.emph = false,
            Event::Start(Tag::Link {
                dest_url,
                link_type: LinkType::Inline,
                ..
            }) => {
                let url = dest_url.replace(JOINER, "");
                // The brackets that were let through may hold others: what counts is where the link leads.
                if !is_web(&url) {
                    return plain();
                }
                style.url = Some(url);
            }
            Event::End(TagEnd::Link) => {
                // Paper has no links: the address is part of the text.
                if let Some(url) = style.url.take() {
                    push(&format!("（{url}）"), &style, &mut runs);
                }
            }
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                push(&text.replace(JOINER, ""), &style, &mut runs);
            }
            Event::SoftBreak | Event::HardBreak => push(" ", &style, &mut runs),
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    if only_signs_lost(text, &runs) { runs } else { plain() }
}

fn push(text: &str, style: &Run, runs: &mut Vec<Run>) {
    if text.is_empty() {
        return;
    }
    let run = Run {
        text: text.to_owned(),
        ..style.clone()
    };
    match runs.last_mut() {
        Some(last) if (last.strong, last.emph, &last.url) == (run.strong, run.emph, &run.url) => {
            last.text.push_str(&run.text);
        }
        _ => runs.push(run),
    }
}

/// Makes the line safe to read as Markdown: it always is a paragraph, only emphasis and links are Markdown's, and marks
/// beside Japanese punctuation count as if they stood beside a letter, so that `**「強調」**です` is emphasis.
fn prepared(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    out.push(JOINER);
    let chars: Vec<char> = text.chars().collect();
    let closes: Vec<usize> = (0..chars.len()).filter(|at| chars[*at] == ']').collect();
    let literal = literal_signs(&chars);
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map(|index| chars[index]);
        let after = chars.get(index + 1);
        if literal[index] {
            out.push('\\');
            out.push(*c);
            continue;
        }
        if *c == '*' && before.is_some_and(is_wide_punctuation) {
            out.push(JOINER);
        }
        match c {
            '\\' | '&' | '<' | '`' | '!' => {
                out.push('\\');
                out.push(*c);
            }
            // A link is only what leads somewhere on the web; brackets are common in official texts.
            '[' if !leads_to_link(&chars, index, &closes) => out.push_str("\\["),
            _ => out.push(*c),
        }
        if *c == '*' && after.copied().is_some_and(is_wide_punctuation) {
            out.push(JOINER);
        }
    }
    out
}

/// Which characters are `*` or `_` that the author means as such: a mask of a password, a product, a blank to fill in.
///
/// Single signs are emphasis only in pairs that stand apart from the words around them, which Japanese writes without
/// blanks; three and more are never emphasis.
fn literal_signs(chars: &[char]) -> Vec<bool> {
    let mut literal = vec![false; chars.len()];
    for sign in ['*', '_'] {
        let mut opened: Option<usize> = None;
        let mut at = 0;
        while at < chars.len() {
            let length = chars[at..].iter().take_while(|c| **c == sign).count();
            if length == 0 {
                at += 1;
                continue;
            }
            let before = at.checked_sub(1).map(|index| chars[index]);
            let after = chars.get(at + length).copied();
            if length == 2 {
                // Between letters of a formula or a name: `2**3`.
                let inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                literal[at..at + 2].fill(inside(before) && inside(after));
            } else {
                literal[at..at + length].fill(true);
            }
            if length == 1 {
                let closes = is_apart(after) && !before.is_none_or(|c| c.is_whitespace() || is_opening(c));
                let opens = is_apart(before) && !after.is_none_or(|c| c.is_whitespace() || is_closing(c));
                match opened.filter(|_| closes) {
                    Some(open) => {
                        literal[open] = false;
                        literal[at] = false;
                        opened = None;
                    }
                    None if opens => opened = Some(at),
                    None => {}
                }
            }
            at += length;
        }
    }
    literal
}

/// The edge of a line, a blank or a sign, but no letter.
fn is_apart(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric())
}

fn is_opening(c: char) -> bool {
    "(（[［「『【〔〈《＜<".contains(c)
}

fn is_closing(c: char) -> bool {
    ")）]］」』】〕〉》＞>、。，．,.".contains(c)
}

fn is_wide_punctuation(c: char) -> bool {
    !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace()
}

/// `closes` are the places of `]`, in order.
fn leads_to_link(chars: &[char], open: usize, closes: &[usize]) -> bool {
    let Some(close) = closes.get(closes.partition_point(|close| *close < open)) else {
        return false;
    };
    let target: String = chars[close + 1..].iter().take(9).collect();
    target
        .strip_prefix('(')
        .is_some_and(|url| WEB.iter().any(|start| url.starts_with(start)))
}

const WEB: [&str; 3] = ["https://", "http://", "mailto:"];

/// Longer addresses are no citizen's; PDF readers refuse them.
const MAX_URL: usize = 2000;

/// Whether an address leads somewhere on the web and nowhere else.
fn is_web(url: &str) -> bool {
    url.len() <= MAX_URL && WEB.iter().any(|start| url.starts_with(start))
}

/// Whether all that the reading took from the text are the signs of emphasis and links.
fn only_signs_lost(text: &str, runs: &[Run]) -> bool {
    const SIGNS: [char; 8] = ['*', '_', '[', ']', '(', ')', '（', '）'];
    let strip = |text: &str| {
        text.chars()
            .filter(|c| !SIGNS.contains(c) && !c.is_whitespace())
            .collect::<String>()
    };
    let mut shown = String::new();
    push_visible(runs, &mut shown);
    let styled = runs.iter().any(|run| run.strong || run.emph || run.url.is_some());
    if styled {
        strip(text) == strip(&shown)
    } else {
        text == shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_beside_japanese_brackets_is_emphasis() {
        let runs = inline("**「強調」**です");
        let told: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.strong)).collect();
        assert_eq!(told, [("「強調」", true), ("です", false)]);
    }

    #[test]
    fn what_only_looks_like_markdown_stays_as_it_is() {
        for line in [
            "[○]提供を行っている(1)件 []行っていない",
            "<中間サーバーにおける措置>",
            "5*3*2 と a_b_c",
            "パスワードは*で表示し、電話番号の*も伏せる",
            "記号は「*」と（*）で、***と****も伏せる。_と_も",
            "2**3**4 の値、（*1）と（*2）、*1は注、*2も注",
            "氏名 ____ 様 ___",
            "01. 番号\n02. 番号",
            "C:\\data\\*.csv &amp; `x`",
            "# 見出しではない",
            "    字下げ",
            "1. 一つだけの番号",
            "- 一つだけの点",
            "[注]: https://www.example.jp/",
        ] {
            assert_eq!(visible(line), line.replace('\n', ""), "{line}");
        }
    }

    #[test]
    fn signs_that_stand_apart_in_pairs_are_emphasis() {
        for (line, shown) in [
            ("*強調* する", "強調 する"),
            ("（*強調*）", "（強調）"),
            ("これは _強調_ です", "これは 強調 です"),
        ] {
            assert_eq!(visible(line), shown);
            assert!(inline(line).iter().any(|run| run.emph), "{line}");
        }
    }

    #[test]
    fn a_link_shows_its_address_on_paper() {
        assert_eq!(
            visible("[市の案内](https://www.example.jp/a_b_c)を見る"),
            "市の案内（https://www.example.jp/a_b_c）を見る"
        );
    }

    #[test]
    fn only_the_web_is_linked() {
        for line in [
            "[foo [bar](https://x y z) baz](javascript:alert(1))",
            "[見る](javascript:alert(1))",
            "[見る](data:text/html,x)",
        ] {
            assert!(inline(line).iter().all(|run| run.url.is_none()), "{line}");
            assert_eq!(visible(line), line);
        }
    }

    #[test]
    fn lines_hang_behind_their_marks() {
        let marks: Vec<&str> = ["・点", "  ① 丸", "(1) 括弧", "（※2）注", "※3　注", "(仮称)名", "文"]
            .map(mark)
            .to_vec();
        assert_eq!(marks, ["・", "  ① ", "(1) ", "（※2）", "※3　", "", ""]);
    }

    #[test]
    fn lists_and_tables_are_read_between_lines() {
        let blocks = read("前\n- 一\n- 二\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n後");
        assert_eq!(blocks.len(), 4);
        assert!(matches!(&blocks[1], Rich::List { start: None, items } if items.len() == 2));
        assert!(matches!(&blocks[2], Rich::Table { header, rows } if header.len() == 2 && rows.len() == 1));
    }
}
