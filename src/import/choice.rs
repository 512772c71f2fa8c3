//! Choices as people leave them in a form: `[ 十分である ]` beside `<選択肢>`, `[○]` before words, a number, the words alone.

use crate::answers::each_letter;
use crate::folding::fold;
use crate::form::{Choice, Item};
use crate::headcount;

/// Signs that tick what stands behind them. A bare ○ is one only where boxes are asked for.
const TICKS: [char; 15] = [
    '○', '◯', '〇', '●', '◎', '☑', '☒', '■', '✓', '✔', '✅', 'レ', '√', '◉', '⦿',
];
const BOXES: [char; 6] = ['□', '☐', '◻', '▢', '[', '］'];

/// A ticked option and the words in its blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ticked {
    pub option: usize,
    pub blank: String,
}

/// What was read of choices.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Chosen {
    pub ticked: Vec<Ticked>,
    /// Words that are neither an option nor the form's.
    pub rest: String,
    /// Why a person should look; empty where the text leaves no doubt.
    pub doubt: &'static str,
}

/// An option where it stands in a text.
#[derive(Debug)]
struct Met {
    option: usize,
    /// In bytes of the text.
    start: usize,
    end: usize,
    blank: String,
    mark: Mark,
    /// Printed behind a number, as the list of options is.
    listed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    Empty,
    Ticked,
}

/// Whether a text is nothing but a box, ticked or not.
pub(super) fn is_box(text: &str) -> bool {
    let is = |c: char| TICKS.contains(&c) || BOXES.contains(&c) || matches!(c, '[' | ']' | '［' | '］' | ' ' | '　');
    !text.trim().is_empty() && text.trim().chars().all(is)
}

/// Whether a ticked box stands in a text.
pub(super) fn is_ticked(text: &str) -> bool {
    text.contains(TICKS)
}

/// Whether a text ends with a ticked box, which is that of the words behind it.
pub(super) fn ticks_next(lead: &str) -> bool {
    mark_before(lead) == Mark::Ticked
}

/// Reads a choice of one.
pub(super) fn one(item: &Item, text: &str) -> Chosen {
    // What stands before the list is the answer; the list need not be numbered.
    if let Some((before, list)) = at_heading(text)
        && !before.trim().is_empty()
    {
        let answer = one_in(item, &without_count(before));
        if !answer.ticked.is_empty() || bare(before).is_empty() {
            let mut left = String::new();
            let mut end = 0;
            for met in options_in(&item.options, &list) {
                left.push_str(without_number(&list[end..met.start]));
                left.push('\n');
                end = met.end;
            }
            left.push_str(&list[end..]);
            let beside = answer.rest.clone();
            return with_rest(item, answer, &format!("{beside}\n{}", without_count(&left)));
        }
    }
    one_in(item, &without_printed(text))
}

fn one_in(item: &Item, text: &str) -> Chosen {
    let met = options_in(&item.options, text);
    let ticked: Vec<&Met> = met.iter().filter(|met| met.mark == Mark::Ticked).collect();
    if let [only] = ticked[..] {
        return chosen(only.option, "");
    }
    // The list that the form prints says nothing; what is left does.
    let mut left = String::new();
    let mut end = 0;
    for met in met.iter().filter(|met| met.listed || met.mark == Mark::Empty) {
        left.push_str(without_number(&text[end..met.start.max(end)]));
        left.push('\n');
        end = met.end;
    }
    left.push_str(&text[end..]);
    let words = bare(&left);
    if words.is_empty() {
        let doubt = if ticked.len() > 1 {
            "選択肢の二つ以上に印があります"
        } else {
            ""
        };
        return Chosen {
            doubt,
            ..Chosen::default()
        };
    }
    let inside = bracketed(&left).filter(|inside| !bare(inside).is_empty());
    for words in inside.iter().copied().chain([words]) {
        if let Some(option) = item.option(bare(words)) {
            return with_rest(item, chosen(option, ""), &left.replacen(words, "", 1));
        }
        if let Some(option) = numbered(item, words) {
            return with_rest(
                item,
                chosen(option, "選択肢の番号から読み取りました"),
                &left.replacen(words, "", 1),
            );
        }
    }
    if let [only] = &options_in(&item.options, &left)[..] {
        let rest = format!("{}{}", &left[..only.start], &left[only.end..]);
        return with_rest(item, chosen(only.option, ""), &rest);
    }
    for words in inside.into_iter().chain([words]) {
        if let Some(option) = near(item, bare(words)) {
            let near = chosen(option, "選択肢に近い言葉から読み取りました");
            return with_rest(item, near, &left.replacen(words, "", 1));
        }
    }
    with_rest(item, Chosen::default(), &left)
}

/// A choice with what is left of the text beside it. Lines that are nearly an option are the form's, misread.
fn with_rest(item: &Item, chosen: Chosen, rest: &str) -> Chosen {
    let is_answered = !chosen.ticked.is_empty();
    let rest = if is_answered {
        without_listed(item, rest)
    } else {
        rest.to_owned()
    };
    let rest = tidy(&rest);
    let kept: Vec<&str> = rest
        .lines()
        .filter(|line| !is_answered || near(item, line.trim()).is_none())
        .collect();
    Chosen {
        rest: kept.join("\n"),
        ..chosen
    }
}

/// A text without the brackets and blanks around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '［' | '］' | '【' | '】'))
}

/// The words in the first square brackets.
fn bracketed(text: &str) -> Option<&str> {
    let open = text.find(['[', '［'])?;
    let inner = &text[open..];
    let inner = &inner[inner.chars().next().map_or(1, char::len_utf8)..];
    inner.find([']', '］']).map(|close| &inner[..close])
}

/// A text without the number of the list, or the box, that it ends with: `1)`, `[ ]`.
fn without_number(text: &str) -> &str {
    let signs = |c: char| c.is_whitespace() || BOXES.contains(&c) || matches!(c, '[' | ']' | '［' | '］');
    let text = text.trim_end_matches(signs);
    let Some(number) = text.strip_suffix([')', '）', '.', '．']) else {
        return text;
    };
    let head = number.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    if head.len() < number.len() { head } else { text }
}

/// Reads a choice of any number.
pub(super) fn many(item: &Item, text: &str) -> Chosen {
    let text = &without_printed(text);
    let met = options_in(&item.options, text);
    let boxed = met.iter().any(|met| met.mark != Mark::None);
    let all = met.len() >= item.options.len() && item.options.len() > 1;
    let mut chosen = Chosen::default();
    let mut end = 0;
    for one in &met {
        chosen.rest.push_str(without_number(&text[end..one.start.max(end)]));
        chosen.rest.push('\n');
        end = one.end;
        let ticks = match one.mark {
            Mark::Ticked => true,
            // A list of the words alone, as a person types it.
            Mark::None => !boxed && !all && !one.listed,
            Mark::Empty => false,
        };
        if ticks && !chosen.ticked.iter().any(|known| known.option == one.option) {
            chosen.ticked.push(Ticked {
                option: one.option,
                blank: one.blank.clone(),
            });
        } else if !ticks && !one.blank.is_empty() {
            chosen.rest.push_str(&one.blank);
            chosen.rest.push('\n');
        }
    }
    chosen.rest.push_str(&text[end..]);
    for group in item
        .options
        .iter()
        .map(|option| &option.group)
        .filter(|group| !group.is_empty())
    {
        chosen.rest = chosen
            .rest
            .replace(&format!("・{group}"), "")
            .replace(group.as_str(), "");
    }
    chosen.rest = tidy(&chosen.rest);
    if met.is_empty() && !chosen.rest.is_empty() {
        let numbers = chosen.rest.split(['、', ',', '・', '\n', ' ', '　']);
        let read: Option<Vec<usize>> = numbers.map(|word| numbered(item, word)).collect();
        if let Some(options) = read {
            let blank = String::new;
            chosen.ticked = options
                .into_iter()
                .map(|option| Ticked { option, blank: blank() })
                .collect();
            chosen.rest = String::new();
            chosen.doubt = "選択肢の番号から読み取りました";
        }
    } else if all && chosen.ticked.is_empty() {
        chosen.doubt = "どの選択肢にも印が見つかりません";
    }
    chosen
}

fn chosen(option: usize, doubt: &'static str) -> Chosen {
    let blank = String::new();
    Chosen {
        ticked: vec![Ticked { option, blank }],
        rest: String::new(),
        doubt,
    }
}

/// `2`, `2)`, `②`: the option of that number.
fn numbered(item: &Item, words: &str) -> Option<usize> {
    let folded = fold(words);
    let number = folded.trim_matches(|c: char| matches!(c, '(' | ')' | '.' | '[' | ']'));
    let number: usize = number.parse().ok()?;
    (1..=item.options.len()).contains(&number).then(|| number - 1)
}

/// The option that says the same band, was worded so in an older revision, or is nearly so written.
fn near(item: &Item, words: &str) -> Option<usize> {
    let position = |wanted: &Choice| item.options.iter().position(|option| option == wanted);
    if let Some(option) = item.reworded(words).and_then(position) {
        return Some(option);
    }
    if let Some(band) = headcount::band(words) {
        let is = |option: &Choice| option.from.unwrap_or(0) == band.from.unwrap_or(0) && option.below == band.below;
        let has_bands = |option: &Choice| option.from.is_some();
        return item.options.iter().position(|option| has_bands(option) && is(option));
    }
    let folded = fold(words);
    let likeness = |option: &Choice| strsim::normalized_damerau_levenshtein(&fold(&option.text), &folded);
    let mut best: Vec<(f64, usize)> = item.options.iter().map(likeness).zip(0..).collect();
    best.sort_by(|a, b| b.0.total_cmp(&a.0));
    match best[..] {
        [(first, option), (second, _), ..] if first >= 0.8 && first > second => Some(option),
        [(first, option)] if first >= 0.8 => Some(option),
        _ => None,
    }
}

/// The options that stand in a text, longest words first, none inside of another or of a blank.
fn options_in(options: &[Choice], text: &str) -> Vec<Met> {
    let mut letters: Vec<(char, usize, usize)> = Vec::new();
    each_letter(text, |place, c| {
        if c != '\n' {
            letters.push((c, place.start, place.end));
        }
    });
    let mut words: Vec<(usize, Vec<char>)> = options
        .iter()
        .map(|option| option.folded.chars().collect())
        .enumerate()
        .collect();
    words.sort_by_key(|(_, word)| std::cmp::Reverse(word.len()));
    let mut met: Vec<Met> = Vec::new();
    let (mut at, mut end) = (0, 0);
    while at < letters.len() {
        let starts = |word: &[char]| {
            let rest = &letters[at..];
            rest.len() >= word.len() && rest.iter().zip(word).all(|((c, ..), other)| c == other)
        };
        let is_free = is_bounded(text, letters[at].1, end);
        let Some((option, word)) = words.iter().find(|(_, word)| is_free && starts(word)) else {
            at += 1;
            continue;
        };
        let (start, mut stop) = (letters[at].1, letters[at + word.len() - 1].2);
        if !ends_word(text, stop) {
            at += 1;
            continue;
        }
        let lead = &text[end..start];
        let mut blank = String::new();
        if options[*option].blank || options[*option].count.is_some() {
            let (inner, after) = bracket(&text[stop..]);
            if let Some(inner) = inner {
                if options[*option].blank {
                    inner.trim().clone_into(&mut blank);
                }
                stop += after;
            }
        }
        met.push(Met {
            option: *option,
            start,
            end: stop,
            blank,
            mark: mark_before(lead),
            listed: is_listed(lead),
        });
        end = stop;
        while at < letters.len() && letters[at].1 < stop {
            at += 1;
        }
    }
    met
}

/// Whether an option may begin here: behind a blank, a sign or another option.
fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    start == end
        || text[..start]
            .chars()
            .next_back()
            .is_none_or(|c| !c.is_alphanumeric() || TICKS.contains(&c))
}

/// Whether a word may end here: 紙 does not in 紙面.
fn ends_word(text: &str, end: usize) -> bool {
    text[end..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric() || TICKS.contains(&c) || c.is_ascii_digit())
}

/// The words in brackets that a text begins with, and where the text goes on.
fn bracket(text: &str) -> (Option<&str>, usize) {
    let begun = text.trim_start();
    let lead = text.len() - begun.len();
    if !begun.starts_with(['(', '（']) {
        return (None, 0);
    }
    let mut depth = 0;
    for (at, c) in begun.char_indices() {
        match c {
            '(' | '（' => depth += 1,
            ')' | '）' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let open = begun.chars().next().map_or(0, char::len_utf8);
            return (Some(&begun[open..at]), lead + at + c.len_utf8());
        }
    }
    (None, 0)
}

/// The box that stands right before an option.
fn mark_before(lead: &str) -> Mark {
    // An option inside of brackets is the answer, not a box with words behind it.
    if lead.trim_end().ends_with(['[', '［']) {
        return Mark::None;
    }
    let near: Vec<char> = lead.chars().rev().filter(|c| !c.is_whitespace()).take(4).collect();
    let stop = near
        .iter()
        .position(|c| !(TICKS.contains(c) || BOXES.contains(c) || matches!(c, '[' | ']' | '［' | '］')));
    let signs = &near[..stop.unwrap_or(near.len())];
    if signs.iter().any(|c| TICKS.contains(c)) {
        Mark::Ticked
    } else if signs.is_empty() {
        Mark::None
    } else {
        Mark::Empty
    }
}

/// Whether `1)` stands right before an option.
fn is_listed(lead: &str) -> bool {
    let lead = fold(lead);
    let Some(number) = lead.strip_suffix([')', '.']) else {
        return false;
    };
    number.ends_with(|c: char| c.is_ascii_digit())
}

/// A text without `<選択肢>`, `（ 2 ）件` and the like, which the form prints.
fn without_printed(text: &str) -> String {
    without_count(&without_heading(text))
}

/// The text before `<選択肢>` and that behind it.
fn at_heading(text: &str) -> Option<(&str, String)> {
    let without = without_heading(text);
    if without == text {
        return None;
    }
    let same = text.bytes().zip(without.bytes()).take_while(|(a, b)| a == b).count();
    let at = text[..text.floor_char_boundary(same)].len();
    Some((&text[..at], without_heading(&text[at..])))
}

/// A text without `<選択肢>`.
fn without_heading(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '＜', '〈']) {
        let inner = &rest[at..];
        let close = inner.find(['>', '＞', '〉']);
        let width = |at: usize| inner[at..].chars().next().map_or(1, char::len_utf8);
        if let Some(close) = close.filter(|close| fold(&inner[..*close]).ends_with("選択肢")) {
            kept.push_str(&rest[..at]);
            kept.push('\n');
            rest = &inner[close + width(close)..];
        } else {
            kept.push_str(&rest[..at + width(0)]);
            rest = &inner[width(0)..];
        }
    }
    kept.push_str(rest);
    kept
}

/// A text without the counts of entries that the form prints: `（ 2 ）件`.
fn without_count(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['(', '（']) {
        let (inner, end) = bracket(&rest[at..]);
        let is_number = |inner: &str| fold(inner).chars().all(|c| c.is_ascii_digit());
        let behind = rest.get(at + end..).map(str::trim_start).unwrap_or_default();
        if inner.is_some_and(is_number) && behind.starts_with('件') {
            kept.push_str(&rest[..at]);
            rest = &behind['件'.len_utf8()..];
            continue;
        }
        let width = rest[at..].chars().next().map_or(1, char::len_utf8);
        kept.push_str(&rest[..at + width]);
        rest = &rest[at + width..];
    }
    kept.push_str(rest);
    kept
}

/// What is left of a text, without boxes, brackets and numbers of the list that lost their words.
fn tidy(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let is_sign = |c: char| {
            c.is_whitespace() || "[]［］()（）・、，,".contains(c) || TICKS.contains(&c) || BOXES.contains(&c)
        };
        let line = line.trim_matches(is_sign);
        let number = line.trim_end_matches([')', '）', '.']);
        let is_number = number.len() < line.len() && fold(number).chars().all(|c| c.is_ascii_digit());
        if is_number { "" } else { line }
    });
    let kept: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    kept.join("\n")
}

/// A text without the list of options that the form prints beside a neighbour.
pub(super) fn without_list<'i>(text: &str, neighbours: impl Iterator<Item = &'i Item>) -> String {
    let printed = without_heading(text);
    if printed == text {
        return printed;
    }
    neighbours.fold(printed, |text, item| without_listed(item, &text))
}

/// A text without options behind a number, well read or not.
fn without_listed(item: &Item, text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(close) = rest.find([')', '）']) {
        let width = rest[close..].chars().next().map_or(1, char::len_utf8);
        let behind = rest[close + width..].trim_start();
        let word = behind
            .split(['<', '＜', '\n', '\t', ' ', '　'])
            .next()
            .unwrap_or_default();
        let head = without_number(&rest[..close + width]);
        if head.len() < close && !word.is_empty() && (item.option(word).is_some() || near(item, word).is_some()) {
            kept.push_str(head);
            kept.push('\n');
            rest = behind[word.len()..].trim_start();
            continue;
        }
        kept.push_str(&rest[..close + width]);
        rest = &rest[close + width..];
    }
    kept.push_str(rest);
    kept
}
