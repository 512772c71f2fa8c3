//! Corrections of scalars: what the author meant by a text that his item does not take as it stands. Certain only where
//! nothing but width, brackets, punctuation or the way of writing differs; what is merely alike is for a person.

use jiff::civil::Date;

use super::meant::{self, Meant};
use crate::finding::{Edit, Fix};
use crate::folding::{fold, nfkc};
use crate::form::Item;
use crate::source::{Node, NodeKind, Source, Span, edit};

/// How alike the letters of a text and an option must be before one is offered for the other.
const ALIKE: f64 = 0.75;

/// Where a text stands that is to be rewritten.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'n> {
    Scalar(&'n Node),
    /// One of several options, of which a scalar may become a map.
    Piece(&'n Node),
    Key(&'n Span),
    /// Brackets of YAML with all that is in them.
    Whole(&'n Span),
}

impl Place<'_> {
    fn rewrite(self, source: &Source, words: &str) -> Option<Edit> {
        match self {
            Self::Scalar(node) | Self::Piece(node) => edit::rewrite(source, node, words),
            Self::Key(span) => Some(edit::rewrite_key(source, span, words)),
            Self::Whole(span) => Some(Edit::new(span.clone(), edit::scalar(words))),
        }
    }
}

/// The correction of a text that is no option of its item.
pub(super) fn option(source: &Source, item: &Item, text: &str, place: Place<'_>) -> Option<Fix> {
    let write = |words: &str| place.rewrite(source, words).map(|edit| vec![edit]);
    let to = |words: &str| format!("様式の選択肢「{words}」に改める");
    if let Some(option) = only(item, |option| typed(option) == typed(text)) {
        return Some(Fix::certain(to(option), write(option)?));
    }
    match meant::without_mark(text) {
        Some((rest, true)) => {
            if let Some(option) = only(item, |option| typed(option) == typed(rest)) {
                return Some(Fix::certain(to(option), write(option)?));
            }
        }
        // A box that is not ticked is not chosen.
        Some((rest, false)) => {
            let Place::Piece(node) = place else { return None };
            let option = only(item, |option| typed(option) == typed(rest))?;
            return removal(source, node, option)
                .map(|fix| Fix::likely(format!("選んでいない「{option}」の行を消す"), fix.edits));
        }
        None => {}
    }
    if let Some(inner) = meant::without_brackets(text)
        && let Some(option) = only(item, |option| typed(option) == typed(inner))
    {
        return Some(Fix::certain(to(option), write(option)?));
    }
    if let Some(Meant { option, certain }) = meant::band_of(item, text) {
        let edits = write(option)?;
        return Some(if certain {
            Fix::certain(to(option), edits)
        } else {
            Fix::likely(to(option), edits)
        });
    }
    if let Place::Piece(node) = place
        && let Some((option, words)) = with_words(item, text)
    {
        let title = format!("「{option}: 」の後に言葉を書く形に改める");
        let mut entry = edit::scalar(option);
        if !words.is_empty() {
            entry = format!("{entry}: {}", edit::scalar(words));
        }
        let in_line = matches!(node.kind, NodeKind::Scalar { block: false, .. })
            && !source.slice(&node.span).contains(['\n', '\r']);
        return in_line.then(|| Fix::certain(title, vec![Edit::new(node.span.clone(), entry)]));
    }
    if let Some((number, rest)) = numbered(text) {
        let option = item.options.get(number.checked_sub(1)?)?.text.as_str();
        // A number and words that contradict each other say nothing together; a number alone may be a count.
        return match rest.as_str() {
            "" => Some(Fix::likely(to(option), write(option)?)),
            rest if typed(rest) == typed(option) => Some(Fix::certain(to(option), write(option)?)),
            _ => None,
        };
    }
    let option = meant::part_of(item, text).or_else(|| alike(item, text))?;
    Some(Fix::likely(to(option), write(option)?))
}

/// The lines of a text that are options, each without its list mark; `None` where one is none.
pub(super) fn options_of<'i>(item: &'i Item, text: &str) -> Option<Vec<&'i str>> {
    let marks = ['-', '－', 'ー', '―', '‐', '–', '−', '・', '･', '*'];
    let words = text
        .split(['\n', '、', ',', '，'])
        .map(|line| line.trim().trim_start_matches(marks).trim());
    let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    let option = |words: &&str| item.option(words).map(|index| item.options[index].text.as_str());
    let found: Option<Vec<&str>> = words.iter().map(option).collect();
    found.filter(|found| !found.is_empty())
}

/// The correction of an option that is taken but not written as the form has it.
pub(super) fn spelling(source: &Source, item: &Item, index: usize, text: &str, place: Place<'_>) -> Option<Fix> {
    let option = item.options.get(index)?.text.as_str();
    let unlike = text != option;
    let title = || format!("様式の文言「{option}」に合わせる");
    unlike
        .then(|| place.rewrite(source, option))?
        .map(|edit| Fix::certain(title(), vec![edit]))
}

/// The correction to a day, written as files have it.
pub(super) fn date(source: &Source, node: &Node, day: Date, certain: bool) -> Option<Fix> {
    let edits = vec![edit::rewrite(source, node, &day.to_string())?];
    Some(if certain {
        Fix::certain(format!("「{day}」の形に改める"), edits)
    } else {
        Fix::likely(format!("「{day}」に改める"), edits)
    })
}

/// The correction of a day that is taken, but written with slashes, stops or digits of another width. 和暦 and 年月日 are
/// a way of writing of their own, and stay.
pub(super) fn date_spelling(source: &Source, text: &str, node: &Node, day: Date) -> Option<Fix> {
    let bare = fold(text).chars().all(|c| c.is_ascii_digit() || "-/.".contains(c));
    (bare && text != day.to_string())
        .then(|| date(source, node, day, true))
        .flatten()
}

/// A list of options in place of a text behind or below its key.
pub(super) fn list(source: &Source, node: &Node, options: &[&str]) -> Option<Fix> {
    let text = source.text();
    let above = text.get(..node.span.start)?;
    let line = &above[above.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let indent = line.len() - line.trim_start_matches([' ', '-']).len();
    let end = source.line_end();
    let own_line = line.trim().is_empty();
    let column = if own_line { indent } else { indent + 2 };
    let mut written = String::new();
    for (at, option) in options.iter().enumerate() {
        if at > 0 || !own_line {
            written.push_str(end);
            written.push_str(&" ".repeat(column));
        }
        written.push_str("- ");
        written.push_str(&edit::scalar(option));
    }
    let from = if own_line {
        node.span.start
    } else {
        above.trim_end_matches(' ').len()
    };
    // A comment behind the text would end up in the list.
    let behind = text.get(node.span.end..)?.split(['\n', '\r']).next()?;
    let edit = Edit::new(from..node.span.end, written);
    behind.trim().is_empty().then(|| Fix::certain(LIST, vec![edit]))
}

/// Entries of a list in place of one.
pub(super) fn entries(source: &Source, node: &Node, options: &[&str]) -> Option<Fix> {
    let above = source.text().get(..node.span.start)?;
    let line = &above[above.rfind(['\n', '\r']).map_or(0, |at| at + 1)..];
    let mark = line.trim_start_matches(' ');
    let indent = line.len() - mark.len();
    let gap = format!("{}{}- ", source.line_end(), " ".repeat(indent));
    let written: Vec<String> = options.iter().map(|option| edit::scalar(option)).collect();
    let edit = Edit::new(node.span.clone(), written.join(&gap));
    (mark == "- ").then(|| Fix::certain(LIST, vec![edit]))
}

/// What is done to options that stand in one text.
const LIST: &str = "選択肢を一つずつ「- 」で始まる箇条にする";

/// The removal of a list item that stands on a line of its own; `None` where something else stands there too.
pub(super) fn removal(source: &Source, node: &Node, words: &str) -> Option<Fix> {
    let (line, _) = source.lines().position(source.text(), node.span.start);
    let range = source.lines().range(line);
    let whole = source.slice(&range).trim();
    let rest = whole.strip_prefix('-')?.trim_start();
    (rest == source.slice(&node.span))
        .then(|| Fix::certain(format!("二度目の「{words}」を消す"), vec![Edit::new(range, "")]))
}

/// The only option that a test holds for.
fn only(item: &Item, holds: impl Fn(&str) -> bool) -> Option<&str> {
    let mut found = item.options.iter().filter(|option| holds(&option.text));
    let first = found.next()?;
    found.next().is_none().then_some(first.text.as_str())
}

/// A text with all brackets, commas, dashes and dots of one kind: what different keys of a keyboard give.
fn typed(text: &str) -> String {
    let one = |c: char| match c {
        '[' | '{' | '<' | '〔' | '【' | '〈' | '《' | '「' | '『' => '(',
        ']' | '}' | '>' | '〕' | '】' | '〉' | '》' | '」' | '』' => ')',
        '、' => ',',
        '‐' | '–' | '—' | '―' | '−' => '-',
        '〜' => '~',
        '･' | '·' | '•' => '・',
        c => c,
    };
    fold(text).chars().map(one).collect()
}

/// `その他（医療機関）` and `その他：医療機関` as option and words. As the form prints it, so nothing else can be meant.
fn with_words<'i, 't>(item: &'i Item, text: &'t str) -> Option<(&'i str, &'t str)> {
    let text = text.trim();
    let blanks = item.options.iter().filter(|option| option.blank);
    blanks.into_iter().find_map(|option| {
        let rest = text.strip_prefix(option.text.as_str())?.trim_start();
        let words = match rest.chars().next()? {
            sign @ (':' | '：') => &rest[sign.len_utf8()..],
            open @ ('(' | '（') => {
                let inner = rest[open.len_utf8()..].strip_suffix([')', '）'])?;
                if inner.contains(['(', '（', ')', '）']) {
                    return None;
                }
                inner
            }
            _ => return None,
        };
        let words = words.trim();
        (!words.contains(['\n', '\r'])).then_some((option.text.as_str(), words))
    })
}

/// The number that a text begins with, as the form prints it before an option, and what follows.
fn numbered(text: &str) -> Option<(usize, String)> {
    let folded = fold(text);
    let digits = folded.len() - folded.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = folded[..digits].parse().ok()?;
    let rest = &folded[digits..];
    let bare = rest.trim_start_matches([')', '.', '、', ',']);
    // Digits that go on without a mark are figures of the answer itself: 30万人以上.
    (rest.is_empty() || bare.len() < rest.len()).then(|| (number, bare.to_owned()))
}

/// The only option much like a text, with the same figures, and that denies no more and no less than it.
fn alike<'i>(item: &'i Item, text: &str) -> Option<&'i str> {
    let word = fold(text);
    // Far longer texts have no like, and comparing them is dear.
    let longest = item.options.iter().map(|option| option.text.chars().count()).max()?;
    if word.chars().count() > longest * 2 {
        return None;
    }
    only(item, |option| {
        let option = fold(option);
        strsim::normalized_damerau_levenshtein(&word, &option) >= ALIKE
            && figures(&word) == figures(&option)
            && denials(&word) == denials(&option)
    })
}

fn figures(folded: &str) -> String {
    let is_figure = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十百千万".contains(*c);
    folded.chars().filter(is_figure).collect()
}

pub(super) fn denials(folded: &str) -> usize {
    let words = ["ない", "ませ", "せず", "なし", "無", "不", "非", "未", "否"];
    words.iter().map(|word| folded.matches(word).count()).sum()
}

/// Whether words in a place for none say how many entries there are, such as `2` or `２件`.
pub(super) fn says_count(words: &str, count: usize) -> bool {
    let folded = nfkc(words.trim());
    let number = folded.strip_suffix('件').unwrap_or(&folded).trim_end();
    number.parse() == Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    /// The item of a path, and the correction of a text that is written there.
    fn offered(path: &str, text: &str) -> Option<(String, bool)> {
        let form = builtin().newest("juten").unwrap();
        let item = form.items().find(|item| item.path == path).unwrap();
        let file = format!("- {text}\n");
        let (source, _) = Source::read("a.yaml", file.as_bytes());
        let Some(NodeKind::Sequence(nodes)) = source.root().map(|node| &node.kind) else {
            panic!("{file}")
        };
        let fix = option(&source, item, nodes[0].text()?, Place::Piece(&nodes[0]))?;
        Some((fix.edits[0].text.clone(), fix.is_certain()))
    }

    const ENOUGH: &str = "リスク対策/教育・啓発/従業者に対する教育・啓発";
    const KINDS: &str = "特定個人情報ファイル/基本情報/主な記録項目";
    const SUBCONTRACT: &str = "特定個人情報ファイル/委託/委託事項/再委託/再委託の有無";

    #[test]
    fn what_only_looks_otherwise_is_certain() {
        for (path, text, option) in [
            (ENOUGH, "2) 十分に行っている", "十分に行っている"),
            (ENOUGH, "②十分に行っている", ""),
            (
                KINDS,
                "4情報〔氏名、性別、生年月日、住所〕",
                "4情報（氏名、性別、生年月日、住所）",
            ),
            (
                KINDS,
                "４情報（氏名，性別，生年月日，住所）",
                "4情報（氏名、性別、生年月日、住所）",
            ),
            (KINDS, "その他：助成の記録", "その他: 助成の記録"),
            (KINDS, "その他（助成: 記録）", "その他: '助成: 記録'"),
        ] {
            let expected = (!option.is_empty()).then(|| (option.to_owned(), true));
            assert_eq!(offered(path, &format!("'{text}'")).map(unquoted), expected, "{text}");
        }
    }

    /// The file quotes the text; a scalar keeps its quotes, an entry does not need them.
    fn unquoted((text, certain): (String, bool)) -> (String, bool) {
        let bare = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
        (bare.unwrap_or(&text).to_owned(), certain)
    }

    #[test]
    fn what_is_alike_is_for_a_person_and_never_the_contrary() {
        assert_eq!(
            offered(ENOUGH, "十分にやっている"),
            Some(("十分に行っている".to_owned(), false))
        );
        assert_eq!(offered(ENOUGH, "2"), Some(("十分に行っている".to_owned(), false)));
        for text in ["3) 十分に行っている", "十分に行わない", "まったく別"] {
            assert_eq!(offered(ENOUGH, text), None, "{text}");
        }
        assert_eq!(offered(SUBCONTRACT, "再委託しません"), None);
    }
}
