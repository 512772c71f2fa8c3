//! Finds the item that a free-style name points at, such as 項目 of a row of 変更箇所: `I-2-システム3-①、②、③`, `Ⅴ-1 ①実施日`.
//! There is no grammar for these names, so anything unusual is [`NameMatch::Unclear`]; only a plain contradiction is told.

mod known;
mod parts;

use super::{Form, Item, Part};
use crate::folding::fold;
pub(super) use known::Known;
pub(super) use parts::ItemWords;
use parts::{Words, is_circled, is_like, is_separator, letters, normal, section_number, split_roman};

/// What a name points at.
#[derive(Debug, Clone)]
pub enum NameMatch<'f> {
    /// These items, one or more.
    Items(Vec<&'f Item>),
    /// No item: the form has this one elsewhere, or under another number.
    Meant(&'f Item),
    /// Cannot be told.
    Unclear,
}

impl Form {
    /// The items that a name points at, and for a name that no item has, the item that was meant.
    #[must_use]
    pub fn find_name(&self, name: &str) -> NameMatch<'_> {
        self.known.get(self, name, || self.look_up(name))
    }

    fn look_up(&self, name: &str) -> NameMatch<'_> {
        match self.look_up_now(name) {
            NameMatch::Items(items) => NameMatch::Items(items),
            other @ (NameMatch::Meant(_) | NameMatch::Unclear) => self.formerly(name).unwrap_or(other),
        }
    }

    /// The items of a name with a number that they had in an older revision: right where a row was written by that.
    fn formerly(&self, name: &str) -> Option<NameMatch<'_>> {
        let name = normal(name);
        let (section, rest) = section_number(name.trim_start_matches(is_separator))?;
        let words = Words::read(rest);
        let numbers = |item: &Item| item.was.iter().filter_map(|was| was.number.clone()).collect::<Vec<_>>();
        let found = self.items().find_map(|item| {
            let is = |number: &String| {
                let number = normal(number);
                section_number(&number).is_some_and(|(own, rest)| {
                    let circled: Vec<char> = rest.chars().filter(|c| is_circled(*c)).collect();
                    own == section && (circled.is_empty() || circled == words.circled)
                })
            };
            if words.letters.is_empty() || !numbers(item).iter().any(is) {
                return None;
            }
            // The number of an item itself is the former one.
            let bare = Words {
                circled: Vec::new(),
                leads: words.leads,
                letters: words.letters.clone(),
            };
            match self.in_section(item, if item.is_group() { &words } else { &bare }) {
                NameMatch::Items(items) => Some(items),
                NameMatch::Meant(_) | NameMatch::Unclear => None,
            }
        });
        found.map(NameMatch::Items)
    }

    fn look_up_now(&self, name: &str) -> NameMatch<'_> {
        let name = normal(name);
        let name = name.trim_start_matches(is_separator);
        if let Some(rest) = name.strip_prefix("表紙") {
            return match self.parts.iter().find(|part| part.number.is_empty() && part.printed) {
                Some(part) => self.by_words(part, rest),
                None => NameMatch::Unclear,
            };
        }
        let (roman, rest) = split_roman(name);
        if let Some(part) = self.appendix(rest) {
            return NameMatch::Items(self.items_of(part));
        }
        let Some(part) = self
            .parts
            .iter()
            .find(|part| !roman.is_empty() && fold(&part.number) == roman)
        else {
            return NameMatch::Unclear;
        };
        let at = rest.find(|c: char| c.is_ascii_digit() || is_circled(c));
        let (heading, rest) = rest.split_at(at.unwrap_or(rest.len()));
        let heading = letters(heading);
        let known = letters(&part.label);
        if !heading.is_empty() && !known.contains(&heading) && !heading.contains(&known) {
            return self.by_words(part, &format!("{heading}{rest}"));
        }
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = rest.split_at(digits);
        if number.is_empty() {
            return self.by_words(part, rest);
        }
        let sections = part.items.iter().map(|id| self.item(*id));
        let section = sections.into_iter().find(|item| item.number == number);
        let words = Words::read(rest);
        let found = section.map_or(NameMatch::Unclear, |section| self.in_section(section, &words));
        match found {
            NameMatch::Unclear => self.elsewhere(part, section, &words),
            found @ (NameMatch::Items(_) | NameMatch::Meant(_)) => found,
        }
    }

    /// 別添1 and 別添2 are parts whatever stands around them.
    fn appendix(&self, rest: &str) -> Option<&Part> {
        let rest = letters(rest.get(..rest.find("別添")? + "別添".len() + 1)?);
        let number = rest.strip_prefix("別添")?;
        self.parts
            .iter()
            .find(|part| letters(&normal(&part.number)).strip_prefix("別添") == Some(number))
    }

    fn items_of<'f>(&'f self, part: &'f Part) -> Vec<&'f Item> {
        part.items.iter().map(|id| self.item(*id)).collect()
    }

    /// Without a section's number: any item of the part whose label the words have.
    fn by_words<'f>(&'f self, part: &'f Part, rest: &str) -> NameMatch<'f> {
        let words = Words::read(rest);
        if words.letters.is_empty() {
            return NameMatch::Items(self.items_of(part));
        }
        let mut items = Vec::new();
        for item in self.items_of(part) {
            self.gather(item, &mut items);
        }
        self.best(&items, &words).map_or(NameMatch::Unclear, NameMatch::Items)
    }

    fn in_section<'f>(&'f self, section: &'f Item, words: &Words) -> NameMatch<'f> {
        let mut items = Vec::new();
        self.gather(section, &mut items);
        if words.letters.chars().all(|c| c.is_ascii_digit()) && words.circled.is_empty() {
            return NameMatch::Items(vec![section]);
        }
        let numbered: Vec<&Item> = items
            .iter()
            .copied()
            .filter(|item| words.circled.iter().any(|c| item.number == c.to_string()))
            .collect();
        let found = self.best(&items, words).unwrap_or_default();
        // Words that name a list, such as `システム3-①、②、③`, leave it to the numbers.
        if !numbered.is_empty() && found.iter().all(|item| item.is_group()) {
            let number = words.letters.chars().all(|c| c.is_ascii_digit());
            return if found.is_empty() && !number {
                NameMatch::Unclear
            } else {
                NameMatch::Items(numbered)
            };
        }
        match found.as_slice() {
            [] => NameMatch::Unclear,
            [item] if self.contradicts(section, item, words) => NameMatch::Meant(item),
            _ => NameMatch::Items(found),
        }
    }

    /// The words name one item in full, and the number before them is another's.
    fn contradicts(&self, section: &Item, item: &Item, words: &Words) -> bool {
        let ([circled], true) = (words.circled.as_slice(), words.leads) else {
            return false;
        };
        let number = self.number_at(item);
        let own = self.words_of(item);
        let in_full = own.has(&words.letters) || {
            let heads = self.ancestors(item, section);
            own.iter().any(|own| {
                words.letters.strip_suffix(own).is_some_and(|head| {
                    let head = head.trim_end_matches(|c: char| c.is_ascii_digit());
                    heads.iter().any(|item| self.words_of(item).has(head))
                })
            })
        };
        in_full && number.chars().all(is_circled) && !number.is_empty() && number != circled.to_string()
    }

    /// The words name exactly one item of the same part, in another section.
    fn elsewhere<'f>(&'f self, part: &'f Part, section: Option<&Item>, words: &Words) -> NameMatch<'f> {
        let digits = words.letters.len() - words.letters.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (second, meant) = words.letters.split_at(digits);
        if meant.is_empty() {
            return NameMatch::Unclear;
        }
        let mut found: Vec<(&Item, &Item)> = Vec::new();
        for other in self.items_of(part) {
            if section.is_some_and(|section| section.id == other.id) {
                continue;
            }
            let mut items = Vec::new();
            self.gather(other, &mut items);
            let near = items.into_iter().filter(|item| {
                !item.is_group()
                    && self
                        .words_of(item)
                        .iter()
                        .any(|own| own == meant || is_like(own, meant, 0.85))
            });
            found.extend(near.map(|item| (other, item)));
        }
        if found.iter().any(|(other, _)| other.number == second) {
            found.retain(|(other, _)| other.number == second);
        }
        match found.as_slice() {
            [(_, item)] => NameMatch::Meant(item),
            _ => NameMatch::Unclear,
        }
    }

    /// The items whose words the name has: by number where there is one, the deepest, the longest.
    fn best<'f>(&'f self, items: &[&'f Item], words: &Words) -> Option<Vec<&'f Item>> {
        let mut hits = self.likest(items, &words.letters)?;
        let named: Vec<&Item> = hits.iter().map(|(_, item)| *item).collect();
        if hits.iter().any(|(_, item)| self.words_of(item).has(&words.letters)) {
            hits.retain(|(_, item)| self.words_of(item).has(&words.letters));
        }
        let numbered = |item: &Item| words.circled.iter().any(|c| self.number_at(item) == c.to_string());
        if hits.iter().any(|(_, item)| numbered(item)) {
            hits.retain(|(_, item)| numbered(item));
        }
        let risk = words
            .letters
            .find("リスク")
            .and_then(|at| words.letters.get(at..at + "リスク".len() + 1));
        if let Some(risk) = risk.filter(|risk| risk.ends_with(|c: char| c.is_ascii_digit())) {
            let below = |item: &Item| self.chain(item).iter().any(|above| above.number == risk);
            if hits.iter().any(|(_, item)| below(item)) {
                hits.retain(|(_, item)| below(item));
            }
        }
        let all: Vec<&Item> = hits.iter().map(|(_, item)| *item).collect();
        let holds =
            |item: &Item, other: &Item| other.id != item.id && self.chain(other).iter().any(|a| a.id == item.id);
        hits.retain(|(_, item)| {
            // An entry's title repeats the name of its list: beside another hit it only says which entry.
            let list = item.parent.map(|id| self.item(id)).filter(|list| list.key == item.key);
            !all.iter()
                .any(|other| holds(item, other) || (other.id != item.id && list.is_some_and(|list| holds(list, other))))
        });
        let longest = hits.iter().map(|(length, _)| *length).max()?;
        hits.retain(|(length, _)| *length == longest);
        // 「提供先1 ①法令上の根拠」 is not the item of 移転先 that has the same words.
        let head = |item: &Item| {
            let above = named.iter().filter(|other| holds(other, item));
            let own = above.flat_map(|other| self.words_of(other).iter());
            own.filter(|own| words.letters.contains(own)).map(str::len).max()
        };
        let nearest = hits.iter().map(|(_, item)| head(item)).max()?;
        hits.retain(|(_, item)| head(item) == nearest);
        Some(hits.into_iter().map(|(_, item)| item).collect())
    }

    /// The items whose words fit a name best, each with how much of it they are, in bytes: words found in the name or
    /// abbreviated by it; where there are none, words like it; where there are none either, an option of the item.
    fn likest<'f>(&self, items: &[&'f Item], name: &str) -> Option<Vec<(usize, &'f Item)>> {
        let within = |item: &Item| {
            let long = name.chars().nth(1).is_some();
            let own = self.words_of(item).iter();
            own.filter(|own| name.contains(own) || (long && own.contains(name)))
                .map(|own| own.len().min(name.len()))
                .max()
        };
        let near = |item: &Item| {
            let own = self.words_of(item).iter();
            own.filter(|own| is_like(own, name, 0.7)).map(str::len).max()
        };
        let option = |item: &Item| {
            let texts = item.options.iter().map(|option| letters(&normal(&option.text)));
            texts
                .filter(|text| name.contains(text.as_str()))
                .map(|text| text.len())
                .max()
        };
        let fitting = |fit: &dyn Fn(&Item) -> Option<usize>| {
            let found = items.iter().filter_map(|item| Some((fit(item)?, *item)));
            Some(found.collect::<Vec<_>>()).filter(|found| !found.is_empty())
        };
        fitting(&within).or_else(|| fitting(&near)).or_else(|| fitting(&option))
    }

    fn words_of(&self, item: &Item) -> &ItemWords {
        let words = self.words.get_or_init(|| self.items().map(ItemWords::of).collect());
        &words[item.id.index()]
    }

    fn gather<'f>(&'f self, item: &'f Item, items: &mut Vec<&'f Item>) {
        items.push(item);
        for id in &item.children {
            self.gather(self.item(*id), items);
        }
    }

    /// The item and all that hold it.
    fn chain<'f>(&'f self, item: &'f Item) -> Vec<&'f Item> {
        let mut chain = vec![item];
        while let Some(above) = chain.last().and_then(|item| item.parent) {
            chain.push(self.item(above));
        }
        chain
    }

    fn ancestors<'f>(&'f self, item: &'f Item, section: &Item) -> Vec<&'f Item> {
        let inside = |above: &&Item| above.id != section.id;
        self.chain(item).into_iter().skip(1).take_while(inside).collect()
    }

    /// The circled number that the form prints at an item or, for a nested one, above it.
    fn number_at<'f>(&'f self, item: &'f Item) -> &'f str {
        if item.nested {
            return self.number_above(item);
        }
        let mut chain = self.chain(item).into_iter().filter(|item| !item.number.is_empty());
        chain.next().map_or("", |item| &item.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::builtin;

    fn form() -> &'static Form {
        builtin().newest("juten").unwrap()
    }

    /// The names of what is found; the name that was meant behind 正; ? for neither.
    fn look_up(name: &str) -> String {
        match form().find_name(name) {
            NameMatch::Items(items) => {
                let names: Vec<String> = items.into_iter().map(|item| form().name_of_item(item)).collect();
                names.join("・")
            }
            NameMatch::Meant(item) => format!("正 {}", form().name_of_item(item)),
            NameMatch::Unclear => "?".to_owned(),
        }
    }

    #[test]
    fn the_list_that_a_name_gives_is_the_one_meant() {
        for (name, found) in [
            ("Ⅱ-5 提供先1 ①法令上の根拠（○○ファイル）", "Ⅱ-5 提供先 ①法令上の根拠"),
            ("Ⅱ-5 移転先1 ①法令上の根拠（○○ファイル）", "Ⅱ-5 移転先 ①法令上の根拠"),
        ] {
            assert_eq!(look_up(name), found);
        }
    }

    #[test]
    fn names_in_many_styles_find_their_item() {
        for (name, expected) in [
            ("I-2-システム-②システムの機能", "Ⅰ-2②システムの機能"),
            ("I-2-システム2-②システムの機能", "Ⅰ-2②システムの機能"),
            ("II-3-②入手方法-その他", "Ⅱ-3②入手方法"),
            ("II-3-⑤-情報の突合", "Ⅱ-3⑤ 情報の突合"),
            ("II-3-④使用の主体-使用部署", "Ⅱ-3④使用の主体 使用部署"),
            ("II-4-①委託内容", "Ⅱ-4 委託事項 ①委託内容"),
            ("II-4委託事項-①委託内容", "Ⅱ-4 委託事項 ①委託内容"),
            ("Ⅱ－４　委託事項１　③委託先名（給付ファイル）", "Ⅱ-4 委託事項 ③委託先名"),
            ("II(別添1)", "（別添1）記録項目"),
            ("（別添１）特定個人情報ファイル記録項目", "（別添1）記録項目"),
            ("III-2-リスクに対する措置の内容②", "Ⅲ-2 リスクに対する措置の内容"),
            (
                "Ⅲ-3リスク1-リスクに対する措置の内容",
                "Ⅲ-3 リスク1 リスクに対する措置の内容",
            ),
            (
                "Ⅲ-6 リスク2 リスクに対する措置の内容",
                "Ⅲ-6 リスク2 リスクに対する措置の内容",
            ),
            ("III-7-その他の措置の内容", "Ⅲ-7 その他の措置の内容"),
            ("V-1 ①実施日", "Ⅴ-1①実施日"),
            ("Ⅳ-2-①連絡先", "Ⅳ-2①連絡先"),
            ("表紙 評価書名", "表紙 評価書名"),
            ("Ⅰ基本情報 ６．②所属長の役職名", "Ⅰ-6②所属長の役職名"),
            ("Ⅱ ２．④主な記録項目", "Ⅱ-2④ 主な記録項目"),
            ("Ⅲ.7.②", "Ⅲ-7 ②過去3年以内の重大事故"),
        ] {
            assert_eq!(look_up(name), expected, "{name}");
        }
        assert_eq!(
            look_up("I-2-システム3-①、②、③"),
            "Ⅰ-2①システムの名称・Ⅰ-2②システムの機能・Ⅰ-2③他のシステムとの接続"
        );
    }

    #[test]
    fn wrong_numbers_are_put_right() {
        for (name, expected) in [
            ("I-3-4法令上の根拠", "正 Ⅰ-4 法令上の根拠"),
            ("I-3-5-②法令上の根拠", "正 Ⅰ-5②法令上の根拠"),
            ("I-3-6-①部署", "正 Ⅰ-6①部署"),
            ("I-3-6-①所属長の役職", "正 Ⅰ-6②所属長の役職名"),
            ("Ⅰ-6①所属長の役職名", "正 Ⅰ-6②所属長の役職名"),
            ("Ⅱ-4 委託事項2 ⑤再委託事項", "正 Ⅱ-4 委託事項 ⑥再委託事項"),
            ("Ⅲ-7①その内容", "正 Ⅲ-7 ② その内容"),
        ] {
            assert_eq!(look_up(name), expected, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_left_alone() {
        for name in [
            "",
            "Ⅰ関連情報 ５．②所属長の役職名の欄",
            "Ⅵ-1①実施日",
            "Ⅰ-9 適用した理由",
            "Ⅰ-8 法令上の根拠",
            "全体",
            "ID管理の方法",
            "様式の変更",
            "Ⅱ-3-使用目的 ②",
        ] {
            assert!(!look_up(name).starts_with('正'), "{name}: {}", look_up(name));
        }
    }

    #[test]
    fn a_part_of_a_name_is_looked_up_without_a_panic() {
        for name in [
            "Ⅱ-4 委託事項１ ③委託先名（㈱別添①）",
            "II (別添1)㍻ー①",
            "Ⅲ-3リスク１、⑳リスク",
        ] {
            let ends: Vec<usize> = name.char_indices().map(|(at, _)| at).chain([name.len()]).collect();
            for (at, start) in ends.iter().enumerate() {
                for end in &ends[at..] {
                    let _ = look_up(&name[*start..*end]);
                }
            }
        }
    }

    #[test]
    fn every_name_that_the_form_gives_finds_its_item() {
        for form in builtin().iter() {
            for item in form.items() {
                if item.is_part || !form.part(item).is_some_and(|part| part.printed && !part.table) {
                    continue;
                }
                let name = form.name_of_item(item);
                let NameMatch::Items(found) = form.find_name(&name) else {
                    panic!("{name}: {:?}", form.find_name(&name));
                };
                assert!(
                    found
                        .iter()
                        .any(|other| form.chain(other).iter().any(|above| above.id == item.id)),
                    "{name}"
                );
            }
        }
    }
}
