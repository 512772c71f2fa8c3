//! Which laws a row of 別表 names: by their titles, or by their numbers once a title with a number was seen. Knows no row.

use std::collections::BTreeMap;

use super::numeral::law_number;

/// What a title never has inside, so that it begins behind the last of them.
const BEFORE_TITLE: [&str; 10] = [
    "（",
    "又は",
    "若しくは",
    "の規定により",
    "法による",
    "法律による",
    "に規定する",
    "とされた",
    "改正前の",
    "廃止前の",
];
/// What follows a title that has no number behind it.
const BEHIND_TITLE: [&str; 5] = ["第", "による", "その他", "の規定", "附則"];

/// The laws that were named, in the order of the table.
#[derive(Default)]
pub struct Laws {
    titles: Vec<String>,
    numbers: BTreeMap<String, String>,
}

impl Laws {
    /// Takes up the laws that a cell of the table introduces.
    pub fn gather(&mut self, cell: &str) {
        for (at, bracket) in cell.match_indices('（') {
            if let Some((number, _)) = law_number(&cell[at + bracket.len()..]) {
                let title = title_before(&cell[..at]);
                self.numbers.insert(title.to_owned(), number);
                self.add(title);
            }
        }
        if let Some(title) = title_at_start(cell) {
            self.add(title);
        }
        // 地方税 alone lists laws without numbers.
        for part in cell.split('、').filter_map(|part| part.split_once("に関する法律又は")) {
            self.add(&format!("{}に関する法律", part.0));
        }
    }

    fn add(&mut self, title: &str) {
        if !self.titles.iter().any(|known| known == title) {
            self.titles.push(title.to_owned());
        }
    }

    /// The laws named in a text, by title or by number, in its order.
    pub fn named_in(&self, text: &str) -> Vec<String> {
        let mut words: Vec<(String, &String)> = self.titles.iter().map(|title| (title.clone(), title)).collect();
        words.extend(self.numbers.iter().map(|(title, number)| (in_kanji(number), title)));
        words.sort_by_key(|(word, _)| usize::MAX - word.len());
        let mut taken = vec![false; text.len()];
        let mut found = Vec::new();
        for (word, title) in words {
            for (at, _) in text.match_indices(word.as_str()) {
                let place = &mut taken[at..at + word.len()];
                if !place.contains(&true) {
                    place.fill(true);
                    found.push((at, title.clone()));
                }
            }
        }
        found.sort();
        let mut titles: Vec<String> = Vec::new();
        for (_, title) in found {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    /// The laws whose numbers the table says; not those that amend, of which many share a title.
    pub fn numbered(&self) -> impl Iterator<Item = (&str, &str)> {
        let titles = self.titles.iter().filter(|title| !title.contains("改正する"));
        let numbered = titles.filter_map(|title| self.numbers.get_key_value(title));
        numbered.map(|(title, number)| (title.as_str(), number.as_str()))
    }
}

fn title_before(text: &str) -> &str {
    let ends = BEFORE_TITLE
        .iter()
        .filter_map(|word| Some(text.rfind(word)? + word.len()));
    &text[ends.max().unwrap_or(0)..]
}

/// The shortest title at the start of a cell behind which something follows that no title has.
fn title_at_start(cell: &str) -> Option<&str> {
    let ends = cell.match_indices('法').map(|(at, word)| {
        let end = at + word.len();
        end + cell[end..].strip_prefix('律').map_or(0, |_| "律".len())
    });
    let end = ends
        .take(4)
        .find(|end| BEHIND_TITLE.iter().any(|word| cell[*end..].starts_with(word)))?;
    let title = &cell[..end];
    (!title.contains(['（', '、']) && law_number(title).is_none() && !title.contains("又は")).then_some(title)
}

/// 平成8年法律第82号 as the table writes it.
fn in_kanji(number: &str) -> String {
    let mut kanji = String::new();
    for part in number.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        match digits.parse::<usize>() {
            Ok(value) => {
                for (unit, name) in [(100, "百"), (10, "十"), (1, "")] {
                    let digit = value / unit % 10;
                    if digit > 1 || (digit == 1 && unit == 1) {
                        kanji.extend("一二三四五六七八九".chars().nth(digit - 1));
                    }
                    if digit > 0 {
                        kanji.push_str(name);
                    }
                }
                kanji.push_str(&part[digits.len()..]);
            }
            Err(_) => kanji.push_str(part),
        }
    }
    kanji
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_known_by_its_number_and_again_without_it() {
        let mut laws = Laws::default();
        laws.gather("市町村長（児童手当法（昭和四十六年法律第七十三号）第十七条第一項の表の下欄に掲げる者を含む。）");
        laws.gather("船員保険法による保険給付の支給又は雇用保険法等の一部を改正する法律（平成十九年法律第三十号。以下略）附則第三十九条");
        assert_eq!(laws.named_in("児童手当法による児童手当の支給"), ["児童手当法"]);
        assert_eq!(
            laws.named_in("平成十九年法律第三十号第四条の規定による改正前の船員保険法"),
            ["雇用保険法等の一部を改正する法律", "船員保険法"]
        );
        let numbered: Vec<_> = laws.numbered().collect();
        assert_eq!(numbered, [("児童手当法", "昭和46年法律第73号")]);
    }

    #[test]
    fn the_longest_title_is_the_one_that_is_named() {
        let mut laws = Laws::default();
        laws.gather("健康保険法による保険給付");
        laws.gather("国民健康保険法（昭和三十三年法律第百九十二号）による保険給付");
        assert_eq!(laws.named_in("国民健康保険法による保険給付"), ["国民健康保険法"]);
    }
}
