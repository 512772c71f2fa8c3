//! Random edits of an assessment, as officers might make them. The same seed gives the same edits.

use hyoka::answers::{self, Assessment, Cursor, Value};
use hyoka::form::path::Path;
use hyoka::form::{Kind, builtin};
use hyoka::publish::data;
use serde_yaml::{Mapping, Value as Yaml};

/// A small generator of numbers that nobody can foresee and everybody can repeat.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number from 0 up to, but without, `below`.
    pub fn below(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % below.max(1)
    }

    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

/// An assessment as plain data: its answers, without comments.
pub fn data(assessment: &Assessment) -> Yaml {
    serde_yaml::from_str(&data::yaml(assessment)).unwrap()
}

pub fn written(data: &Yaml) -> String {
    serde_yaml::to_string(data).unwrap()
}

pub fn read(data: &Yaml) -> Assessment {
    let read = answers::read(builtin(), "a.yaml", written(data).as_bytes());
    read.assessment.unwrap_or_else(|| panic!("{:?}", read.findings))
}

/// A place in plain data, made where it is not there yet.
pub fn at<'d>(mut data: &'d mut Yaml, path: &str) -> &'d mut Yaml {
    for step in Path::parse(path).steps() {
        let (key, entry) = (step.key, step.entry.map(u64::from));
        if !data.is_mapping() {
            *data = Yaml::Mapping(Mapping::new());
        }
        data = data.as_mapping_mut().unwrap().entry(key.into()).or_insert(Yaml::Null);
        let Some(number) = entry else { continue };
        if !data.is_sequence() {
            *data = Yaml::Sequence(Vec::new());
        }
        let list = data.as_sequence_mut().unwrap();
        let numbered = list.iter().any(|entry| entry.get("番号").is_some());
        let found = list
            .iter()
            .enumerate()
            .position(|(at, entry)| match entry.get("番号").and_then(Yaml::as_u64) {
                Some(own) => own == number,
                None => !numbered && at as u64 + 1 == number,
            });
        let index = found.unwrap_or_else(|| {
            list.push(Yaml::Mapping(Mapping::new()));
            list.len() - 1
        });
        data = &mut list[index];
    }
    data
}

/// Makes one random edit; gives its path, `None` where it could make none.
pub fn edit(data: &mut Yaml, random: &mut Random) -> Option<String> {
    let assessment = read(data);
    let compared = |cursor: &Cursor<'_>| cursor.item().is_some_and(|item| item.compared);
    let leaves: Vec<Cursor<'_>> = assessment.top().leaves().into_iter().filter(compared).collect();
    if random.below(8) == 0 {
        return entry(data, &assessment, random);
    }
    let leaf = random.pick(&leaves);
    let value = changed(leaf, random)?;
    let path = leaf.path();
    *at(data, &path) = value;
    Some(path)
}

const SENTENCES: [&str; 6] = [
    "・月に一度、利用の記録を点検する。",
    "・委託先には年に一度、立入検査を行う。",
    "担当者を二名とし、互いに確認する。",
    "・※「別紙」による（令和8年4月から）。",
    "＜追加の措置＞",
    "- 箇条: 値 # 注釈ではない",
];

fn changed(leaf: &Cursor<'_>, random: &mut Random) -> Option<Yaml> {
    let item = leaf.item()?;
    Some(match item.kind {
        Kind::Text => text(leaf.text(), random).into(),
        Kind::Date => format!(
            "20{}-0{}-1{}",
            20 + random.below(7),
            1 + random.below(9),
            random.below(10)
        )
        .into(),
        Kind::Number => u64::try_from(random.below(100_000)).unwrap().into(),
        Kind::Choice => random.pick(&item.options).text.clone().into(),
        Kind::Tick => Yaml::Bool(!leaf.is_ticked()),
        Kind::Texts => {
            let mut pieces: Vec<Yaml> = leaf.texts().iter().map(|piece| piece.text.clone().into()).collect();
            if pieces.is_empty() || random.below(2) == 0 {
                let place = random.below(pieces.len() + 1);
                pieces.insert(place, format!("項目{}", random.below(100)).into());
            } else {
                let place = random.below(pieces.len());
                pieces.remove(place);
            }
            pieces.into()
        }
        Kind::Choices => {
            let mut ticks: Vec<(usize, String)> = match &leaf.answer()?.value {
                Value::Ticks(ticks) => ticks.iter().map(|tick| (tick.option, tick.blank.clone())).collect(),
                _ => Vec::new(),
            };
            let option = random.below(item.options.len());
            match ticks.iter().position(|(other, _)| *other == option) {
                Some(at) => drop(ticks.remove(at)),
                None => ticks.push((option, format!("別のもの{}", random.below(10)))),
            }
            let ticks = ticks.into_iter().map(|(at, blank)| {
                let option = &item.options[at];
                if !option.blank || blank.is_empty() {
                    return option.text.clone().into();
                }
                let one: Mapping = [(option.text.clone().into(), blank.into())].into_iter().collect();
                one.into()
            });
            Yaml::Sequence(ticks.collect())
        }
        Kind::Figure | Kind::Group | Kind::Entries => return None,
    })
}

/// A text with a sentence more or less, or some letters replaced.
fn text(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let sentence = (*random.pick(&SENTENCES)).to_owned();
    match random.below(6) {
        0 if !lines.is_empty() => drop(lines.remove(random.below(lines.len()))),
        1 => lines.insert(random.below(lines.len() + 1), sentence),
        2 if !lines.is_empty() => {
            let line = random.below(lines.len());
            lines[line].push_str(&sentence);
        }
        3 => lines = vec![sentence, format!("全く新しい記載{}", random.below(100))],
        _ if !lines.is_empty() => {
            let line = random.below(lines.len());
            let mut letters: Vec<char> = lines[line].chars().collect();
            let place = random.below(letters.len() + 1);
            if random.below(2) == 0 && place < letters.len() {
                letters.remove(place);
            } else {
                letters.insert(place, *random.pick(&['新', '、', 'い', '9', '課', '）', '・']));
            }
            lines[line] = letters.into_iter().collect();
        }
        _ => lines.push(sentence),
    }
    lines.join("\n")
}

/// Takes an entry of a numbered list away, or adds one.
fn entry(data: &mut Yaml, assessment: &Assessment, random: &mut Random) -> Option<String> {
    fn lists<'a>(cursor: &Cursor<'a>, into: &mut Vec<Cursor<'a>>) {
        for child in cursor.children() {
            let Some(item) = child.item().filter(|item| item.compared) else {
                continue;
            };
            if item.kind == Kind::Entries && child.slot().is_none() && item.is_numbered() {
                into.push(child);
            }
            lists(&child, into);
        }
    }
    let mut found = Vec::new();
    lists(&assessment.top(), &mut found);
    if found.is_empty() {
        return None;
    }
    let list = *random.pick(&found);
    let used: Vec<u32> = list.children().iter().filter_map(Cursor::slot).collect();
    if !used.is_empty() && random.below(2) == 0 {
        let gone = *random.pick(&used);
        let place = at(data, &list.path()).as_sequence_mut()?;
        place.retain(|entry| entry.get("番号").and_then(Yaml::as_u64) != Some(u64::from(gone)));
        return Some(format!("{}[{gone}]", list.path()));
    }
    let free = (1..=20).find(|number| !used.contains(number))?;
    let mut new = Mapping::new();
    new.insert("番号".into(), free.into());
    let form = assessment.form();
    let item = list.item()?;
    let first = item
        .children
        .iter()
        .map(|id| form.item(*id))
        .find(|item| item.kind == Kind::Text)?;
    new.insert(
        first.key.clone().into(),
        format!("新しいもの{}", random.below(100)).into(),
    );
    let place = at(data, &list.path());
    if !place.is_sequence() {
        *place = Yaml::Sequence(Vec::new());
    }
    place.as_sequence_mut()?.push(new.into());
    Some(format!("{}[{free}]", list.path()))
}
