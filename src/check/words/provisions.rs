//! The provisions of 番号法 that a text cites, as a chain behind the name of the Act: articles, paragraphs, items, rows of 別表.
//! What comes behind any other word than those that join citations is of another law, or may be, and is left alone.

use std::ops::Range;

use super::citation::{is_of_number_act, is_of_the_past};
use super::folded::Prose;
use super::law::law_book;
use crate::law::numeral::leading;

/// Every spelling of the title ends so.
const TITLE_END: &str = "番号の利用等に関する法律";
/// What may stand between two citations of one law.
const JOINTS: [&str; 14] = [
    "及び",
    "並びに",
    "又は",
    "若しくは",
    "および",
    "ならびに",
    "または",
    "もしくは",
    "、",
    ",",
    "・",
    "と",
    "~",
    "から",
];
/// How far a bracket between two citations may go.
const BRACKET: usize = 900;

/// One number of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) struct Part {
    /// 18の2.
    pub number: String,
    /// With what stands around: 第18条の2, 第1項, 56の項.
    pub range: Range<usize>,
    /// The digits of its first number.
    pub digits: Range<usize>,
}

/// One provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::check) enum Cited {
    Provision {
        article: Part,
        paragraph: Option<Part>,
        item: Option<Part>,
        range: Range<usize>,
    },
    /// A row of 別表.
    Row(Part),
}

/// A chain of citations, and where the name of the Act before it begins.
#[derive(Debug)]
pub(in crate::check) struct Chain {
    pub start: usize,
    pub cited: Vec<Cited>,
}

/// The chains that name 番号法 in a text; not those of a former state of it.
pub(in crate::check) fn chains(text: &Prose<'_>) -> Vec<Chain> {
    let book = law_book();
    let names = [book.number_act.name.as_str(), TITLE_END]
        .into_iter()
        .chain(book.number_act.aliases.iter().map(String::as_str));
    let mut found = Vec::new();
    for name in names {
        for range in text.find(name) {
            let cited = chain(text.text(), range.end);
            if !cited.is_empty() && !is_of_the_past(text.before(range.start)) {
                found.push(Chain {
                    start: range.start,
                    cited,
                });
            }
        }
    }
    found.sort_by_key(|chain| chain.start);
    found
}

/// The rows of 別表 that a text names without 番号法 before them, where they can be of no other law.
pub(in crate::check) fn bare_rows(text: &Prose<'_>) -> Vec<Part> {
    let mut rows = Vec::new();
    for range in text.find("別表") {
        let before = text.before(range.start);
        let order = ["命令", "省令"].iter().filter_map(|word| before.rfind(word)).max();
        let act = before.rfind(law_book().number_act.name.as_str());
        if is_of_number_act(before, law_book()) && order <= act && !is_of_the_past(before) {
            rows.extend(table(text.text(), range.end).0);
        }
    }
    rows
}

/// The citations behind a name that ends at `at`.
fn chain(text: &str, at: usize) -> Vec<Cited> {
    let mut cited: Vec<Cited> = Vec::new();
    let mut at = skip_brackets(text, at);
    at += text[at..].strip_prefix('の').map_or(0, |_| "の".len());
    loop {
        let joint = joint(text, at);
        // Nothing need stand before an article or 別表: spaces are folded away.
        let next = article(text, at + joint, cited.last())
            .or_else(|| (joint > 0).then(|| continued(text, at + joint, cited.last())).flatten());
        if let Some((provision, end)) = next {
            cited.push(provision);
            at = skip_brackets(text, end);
            continue;
        }
        let Some(rest) = text[at + joint..].strip_prefix("別表") else {
            break;
        };
        let (rows, end) = table(text, text.len() - rest.len());
        if rows.is_empty() {
            break;
        }
        cited.extend(rows.into_iter().map(Cited::Row));
        at = skip_brackets(text, end);
    }
    cited
}

fn joint(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(word) = JOINTS.iter().find(|word| text[end..].starts_with(**word)) {
        end += word.len();
    }
    end - at
}

/// An article with its paragraph and item.
fn article(text: &str, at: usize, last: Option<&Cited>) -> Option<(Cited, usize)> {
    let (article, mut end) = if text[at..].starts_with("同条") {
        let Some(Cited::Provision { article, .. }) = last else {
            return None;
        };
        let range = at..at + "同条".len();
        (
            Part {
                range,
                ..article.clone()
            },
            at + "同条".len(),
        )
    } else {
        numbered(text, at, '条')?
    };
    let paragraph = numbered(text, end, '項');
    end = paragraph.as_ref().map_or(end, |(_, end)| *end);
    let item = numbered(text, end, '号');
    end = item.as_ref().map_or(end, |(_, end)| *end);
    let cited = Cited::Provision {
        article,
        paragraph: paragraph.map(|(part, _)| part),
        item: item.map(|(part, _)| part),
        range: at..end,
    };
    Some((cited, end))
}

/// 第2項 or 第9号 that goes on from the citation before: of the same kind, or an item of its paragraph.
fn continued(text: &str, at: usize, last: Option<&Cited>) -> Option<(Cited, usize)> {
    let Some(Cited::Provision {
        article,
        paragraph,
        item,
        ..
    }) = last
    else {
        return None;
    };
    if !text[at..].starts_with('第') {
        return None;
    }
    if item.is_some() {
        let (part, end) = numbered(text, at, '号')?;
        let (article, paragraph) = (article.clone(), paragraph.clone());
        return Some((
            Cited::Provision {
                article,
                paragraph,
                item: Some(part),
                range: at..end,
            },
            end,
        ));
    }
    paragraph.as_ref()?;
    let (part, mut end) = numbered(text, at, '項')?;
    let item = numbered(text, end, '号');
    end = item.as_ref().map_or(end, |(_, end)| *end);
    let (article, item) = (article.clone(), item.map(|(part, _)| part));
    Some((
        Cited::Provision {
            article,
            paragraph: Some(part),
            item,
            range: at..end,
        },
        end,
    ))
}

/// 第19条, 19条, 第18条の2, の第1項: a number and its unit, with branches behind it that belong to no other unit.
fn numbered(text: &str, at: usize, unit: char) -> Option<(Part, usize)> {
    let mut start = at;
    if unit != '条' {
        start += text[start..].strip_prefix('の').map_or(0, |_| "の".len());
    }
    let with = text[start..].starts_with('第');
    let digits = start + if with { "第".len() } else { 0 };
    // A number in kanji without 第 may be part of a word.
    if !with && !text[digits..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (number, length) = leading(&text[digits..])?;
    let mut end = digits + length;
    let digits = digits..end;
    end += text[end..].strip_prefix(unit).map(|_| unit.len_utf8())?;
    if text[end..].starts_with('目') {
        return None;
    }
    let mut number = number.to_string();
    while let Some((branch, behind)) = branch(text, end) {
        if text[behind..].starts_with(['項', '号', '条']) {
            break;
        }
        number = format!("{number}の{branch}");
        end = behind;
    }
    Some((
        Part {
            number,
            range: start..end,
            digits,
        },
        end,
    ))
}

/// の2, as a number and where it ends.
fn branch(text: &str, at: usize) -> Option<(u32, usize)> {
    let rest = text[at..].strip_prefix('の')?;
    let (number, length) = leading(rest)?;
    Some((number, text.len() - rest.len() + length))
}

/// The rows behind 別表: 14項, 第14項, の14の項, の9、14の2及び100の項, (56の項). 別表第一 is another table.
fn table(text: &str, at: usize) -> (Vec<Part>, usize) {
    let mut at = at;
    at += text[at..]
        .strip_prefix(['の', '('])
        .map_or(0, |rest| text.len() - at - rest.len());
    let (mut rows, mut end) = (Vec::new(), at);
    let mut pending: Vec<Part> = Vec::new();
    let mut first = true;
    loop {
        let start = at;
        let with = text[at..].starts_with('第');
        at += if with { "第".len() } else { 0 };
        let labelled = ["項番号", "項番"]
            .iter()
            .find_map(|label| text[at..].strip_prefix(label));
        if let Some(rest) = labelled {
            at = text.len() - rest.trim_start_matches([':', 'の']).len();
        }
        let Some((number, length)) = leading(&text[at..]) else {
            break;
        };
        let digits = at..at + length;
        at += length;
        if first && with && number <= 2 && !text[at..].starts_with('項') {
            return (Vec::new(), end);
        }
        first = false;
        let mut number = number.to_string();
        while let Some((branch, behind)) = branch(text, at) {
            number = format!("{number}の{branch}");
            at = behind;
        }
        let unit = ["の項", "項"].into_iter().find(|unit| text[at..].starts_with(unit));
        let behind = at + unit.map_or(0, str::len);
        if text[behind..].starts_with(['目', '条', '号']) {
            break;
        }
        pending.push(Part {
            number,
            range: start..behind,
            digits,
        });
        at = behind;
        if unit.is_some() || labelled.is_some() {
            rows.append(&mut pending);
            end = at;
            at = skip_brackets(text, at);
        }
        let joint = joint(text, at);
        if joint == 0 {
            break;
        }
        at += joint;
    }
    (rows, end)
}

/// Behind the brackets that begin at `at`, nested ones among them.
fn skip_brackets(text: &str, at: usize) -> usize {
    let mut end = at;
    while text[end..].starts_with('(') {
        let mut depth = 0;
        let close = text[end..]
            .char_indices()
            .take_while(|(index, _)| *index < BRACKET)
            .find(|(_, c)| {
                match c {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
        match close {
            Some((index, bracket)) => end += index + bracket.len_utf8(),
            None => return end,
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(text: &str) -> Vec<String> {
        let at = text.find("番号法").unwrap() + "番号法".len();
        let written = |part: &Option<Part>| part.as_ref().map(|part| part.number.clone()).unwrap_or_default();
        chain(text, at)
            .iter()
            .map(|cited| match cited {
                Cited::Provision {
                    article,
                    paragraph,
                    item,
                    ..
                } => {
                    format!("{}/{}/{}", article.number, written(paragraph), written(item))
                }
                Cited::Row(row) => format!("別表{}", row.number),
            })
            .collect()
    }

    #[test]
    fn a_chain_goes_on_over_joints_and_brackets() {
        for (text, expected) in [
            ("番号法第9条第1項及び別表の14の項", &["9/1/", "別表14"][..]),
            (
                "番号法第9条第1項(利用範囲)、第2項並びに第19条第8号(提供。)、第9号",
                &["9/1/", "9/2/", "19//8", "19//9"],
            ),
            ("番号法第十八条の二第九項第五号", &["18の2/9/5"]),
            ("番号法19条8号", &["19//8"]),
            ("番号法第9条第1項別表56項", &["9/1/", "別表56"]),
            (
                "番号法別表の9、14の2及び100の項、第28条",
                &["別表9", "別表14の2", "別表100", "28//"],
            ),
            ("番号法別表(56の項)", &["別表56"]),
            ("番号法別表(項番68)", &["別表68"]),
            ("番号法第9条第1項、別表項番14、項番24", &["9/1/", "別表14", "別表24"]),
            ("番号法の別表第14項", &["別表14"]),
            ("番号法第9条第1項、同条第9項", &["9/1/", "9/9/"]),
            ("番号法第38条の3の2第1項", &["38の3の2/1/"]),
            ("番号法別表の五十六の項", &["別表56"]),
            ("番号法第28条第1項第7号及び第6項", &["28/1/7"]),
        ] {
            assert_eq!(cited(text), expected, "{text}");
        }
    }

    #[test]
    fn what_may_be_of_another_law_is_left_alone() {
        for (text, expected) in [
            ("番号法別表第一の10の項", &[][..]),
            ("番号法別表第1の10の項", &[]),
            ("番号法別表第2の主務省令", &[]),
            ("番号法別表の主務省令で定める事務を定める命令第50条", &[]),
            ("番号法第19条第8号に基づく主務省令第2条の表の200の項", &["19//8"]),
            (
                "番号法第19条第8号(特定個人情報の提供の制限)第25、27~29項(情報照会)",
                &["19//8"],
            ),
            ("番号法第9条第2項及び見本市条例第99条", &["9/2/"]),
            ("番号法施行令第99条", &[]),
            ("番号法第9条の規定", &["9//"]),
            ("番号法に10項目", &[]),
            ("番号法別表10項目", &[]),
        ] {
            assert_eq!(cited(text), expected, "{text}");
        }
    }
}
