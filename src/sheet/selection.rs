//! Which items a workbook has: all, some by path or name, or those that a section of the body answers for.

use std::collections::BTreeSet;

use crate::answers::{Assessment, Cursor};
use crate::folding::fold;
use crate::form::find_name::NameMatch;
use crate::form::path::{self, Path};
use crate::form::{Form, Item, Registered};

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    All,
    /// Items by path, such as `特定個人情報ファイル/委託` or `特定個人情報ファイル[1]/委託`, or by a name as people write it, such as Ⅱ-4.
    Items(Vec<String>),
    /// The items that a section answers for, such as 福祉部.
    Unit(String),
}

/// Why nothing can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    #[error(
        "「{name}」という項目は、{form}にありません。Ⅱ-4 のような様式の番号か、特定個人情報ファイル/委託 のような項目名を書いてください"
    )]
    NoItem { name: String, form: String },
    #[error("「{name}」という項目は、{form}にありません。{meant} のことなら、そう書いてください")]
    Meant { name: String, form: String, meant: String },
    #[error("「{name}」は、{form}の紙面に載らない項目なので、Excel にはできません")]
    Unprinted { name: String, form: String },
    #[error("「{0}」を担当部署とする項目がありません。評価書に書いた部署の名称のとおりに書いてください")]
    NoUnit(String),
    #[error("選んだ項目には、記載の欄がありません")]
    Nothing,
}

/// What was asked for, found in an assessment.
#[derive(Debug)]
pub(super) enum Selection {
    All,
    /// Paths of items, or of answers where an entry is named.
    Paths(Vec<String>),
    /// The repetitions of parts that are the section's own, and whether all that stands in none is so too.
    Unit {
        entries: BTreeSet<String>,
        general: bool,
    },
}

impl Selection {
    pub fn of(wanted: &Wanted, assessment: &Assessment) -> Result<Self, SelectionError> {
        match wanted {
            Wanted::All => Ok(Self::All),
            Wanted::Items(names) => {
                let paths = names.iter().map(|name| paths(assessment.form(), name.trim()));
                Ok(Self::Paths(paths.collect::<Result<Vec<_>, _>>()?.concat()))
            }
            Wanted::Unit(unit) => of_unit(assessment, unit),
        }
    }

    pub fn is_all(&self) -> bool {
        matches!(self, Self::All)
    }

    pub fn has(&self, cursor: &Cursor<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Paths(paths) => {
                let own = cursor.path();
                paths.iter().any(|path| leads_to(path, &own))
            }
            Self::Unit { entries, general } => match repetition(cursor) {
                Some(entry) => entries.contains(&entry.path()),
                None => *general,
            },
        }
    }
}

/// The paths that a name means.
fn paths(form: &Form, name: &str) -> Result<Vec<String>, SelectionError> {
    let (said, of) = (|| name.to_owned(), || form.name.clone());
    if let Some(item) = form
        .find(&path::without_entries(name))
        .filter(|item| item.parent.is_some())
    {
        let is_printed = form
            .items()
            .any(|below| path::is_within(&below.path, &item.path) && form.part(below).is_some_and(|part| part.printed));
        let (name, form) = (said(), of());
        let is_named = item.path == path::without_entries(&name);
        // Else it was called so in an older revision.
        let path = if is_named { name.clone() } else { item.path.clone() };
        return if is_printed {
            Ok(vec![path])
        } else {
            Err(SelectionError::Unprinted { name, form })
        };
    }
    match form.find_name(name) {
        NameMatch::Items(items) if !items.is_empty() => Ok(items.into_iter().map(|item| item.path.clone()).collect()),
        NameMatch::Meant(item) => Err(SelectionError::Meant {
            name: said(),
            form: of(),
            meant: form.name_of_item(item),
        }),
        NameMatch::Items(_) | NameMatch::Unclear => Err(SelectionError::NoItem {
            name: said(),
            form: of(),
        }),
    }
}

/// Whether an answer's path is at or below another, which may leave entries open.
fn leads_to(wanted: &str, own: &str) -> bool {
    let (wanted, own) = (Path::parse(wanted), Path::parse(own));
    let (wanted, own) = (wanted.steps(), own.steps());
    let alike = |(wanted, own): (&path::Step<'_>, &path::Step<'_>)| {
        fold(wanted.key) == fold(own.key) && (wanted.entry.is_none() || wanted.entry == own.entry)
    };
    wanted.len() <= own.len() && wanted.iter().zip(own).all(alike)
}

/// The repetition of a part that an answer stands in.
fn repetition<'a>(cursor: &Cursor<'a>) -> Option<Cursor<'a>> {
    let mut at = *cursor;
    while at.answer().is_some() {
        if at.slot().is_some() && at.item().is_some_and(|item| item.is_part) {
            return Some(at);
        }
        at = at.parent();
    }
    None
}

/// A repetition of a part is the section's where the form asks there who answers for it, or where it is called as one that is.
fn of_unit(assessment: &Assessment, unit: &str) -> Result<Selection, SelectionError> {
    let folded = fold(unit);
    let form = assessment.form();
    let named = |what: Registered| {
        let items: Vec<&Item> = form.registered(what).collect();
        let answers = items.into_iter().flat_map(|item| assessment.each(&item.path));
        answers
            .filter(|cursor| !folded.is_empty() && fold(cursor.text()).contains(&folded))
            .collect::<Vec<_>>()
    };
    let general = named(Registered::Department)
        .iter()
        .any(|cursor| repetition(cursor).is_none());
    let responsible = named(Registered::Responsible);
    let own: Vec<Cursor<'_>> = responsible.iter().filter_map(repetition).collect();
    let titles: BTreeSet<String> = own.iter().flat_map(titles).collect();
    let mut entries: BTreeSet<String> = own.iter().map(Cursor::path).collect();
    for part in &form.parts {
        let list = assessment.at(&form.item(part.item).path);
        for entry in list.children().iter().filter(|entry| entry.slot().is_some()) {
            if asks_who(form, entry) {
                continue;
            }
            let theirs = self::titles(entry);
            if theirs.iter().any(|title| titles.contains(title)) || (general && theirs.is_empty()) {
                entries.insert(entry.path());
            }
        }
    }
    if entries.is_empty() && !general {
        return Err(SelectionError::NoUnit(unit.to_owned()));
    }
    Ok(Selection::Unit { entries, general })
}

/// Whether the form asks in an entry who answers for it.
fn asks_who(form: &Form, entry: &Cursor<'_>) -> bool {
    let path = path::without_entries(&entry.path());
    form.registered(Registered::Responsible)
        .any(|item| path::is_within(&item.path, &path))
}

/// The words that name an entry, folded.
fn titles(entry: &Cursor<'_>) -> Vec<String> {
    let repeat = entry.item().and_then(|item| item.repeat.as_ref());
    let Some(key) = repeat.and_then(|repeat| repeat.title.as_deref()) else {
        return Vec::new();
    };
    let Some(title) = entry.find(key) else {
        return Vec::new();
    };
    let several = title.texts().iter().map(|piece| piece.text.as_str());
    let texts = several.chain([title.text()]).map(fold);
    texts.filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::read;
    use crate::form::builtin;

    const BODY: &str = "様式: 重点項目評価書\n\
        基本情報: {担当部署: {部署: 市民部保険年金課}}\n\
        特定個人情報ファイル:\n\
        \x20 - 番号: 1\n    特定個人情報ファイル名: 給付ファイル\n    基本情報: {事務担当部署: 福祉部 給付課}\n\
        \x20 - 番号: 2\n    特定個人情報ファイル名: 賦課ファイル\n    基本情報: {事務担当部署: 税務部}\n\
        リスク対策:\n  - 特定個人情報ファイル名: [給付ファイル]\n  - 特定個人情報ファイル名: [賦課ファイル]\n\
        変更箇所:\n  - {項目: 表紙}\n";

    fn assessment() -> Assessment {
        read(builtin(), "test.yaml", BODY.as_bytes()).assessment.unwrap()
    }

    fn has(wanted: &Wanted, paths: &[&str]) -> Vec<bool> {
        let assessment = assessment();
        let selection = Selection::of(wanted, &assessment).unwrap();
        let found = paths.iter().map(|path| assessment.top().find(path).unwrap());
        found.map(|cursor| selection.has(&cursor)).collect()
    }

    const PLACES: [&str; 6] = [
        "特定個人情報ファイル[1]/備考",
        "特定個人情報ファイル[2]/備考",
        "リスク対策[1]/特定個人情報ファイル名",
        "リスク対策[2]/特定個人情報ファイル名",
        "基本情報/担当部署/部署",
        "変更箇所[1]/項目",
    ];

    #[test]
    fn a_section_has_its_files_and_what_is_called_by_them() {
        let unit = |unit: &str| has(&Wanted::Unit(unit.to_owned()), &PLACES);
        assert_eq!(unit("福祉部"), [true, false, true, false, false, false]);
        assert_eq!(unit("保険年金課"), [false, false, false, false, true, true]);
        let none = Selection::of(&Wanted::Unit("土木部".to_owned()), &assessment());
        assert_eq!(none.unwrap_err(), SelectionError::NoUnit("土木部".to_owned()));
        assert!(Selection::of(&Wanted::Unit(String::new()), &assessment()).is_err());
    }

    #[test]
    fn items_are_asked_for_by_path_by_entry_and_by_name() {
        let items = |name: &str| has(&Wanted::Items(vec![name.to_owned()]), &PLACES);
        assert_eq!(items("特定個人情報ファイル"), [true, true, false, false, false, false]);
        assert_eq!(
            items("特定個人情報ファイル[2]"),
            [false, true, false, false, false, false]
        );
        assert_eq!(
            items("特定個人情報ファイル/備考"),
            [true, true, false, false, false, false]
        );
        assert_eq!(items("Ⅰ-6"), [false, false, false, false, true, false]);
    }

    #[test]
    fn what_is_no_item_is_refused_with_what_was_meant() {
        let why = |name: &str| {
            let wanted = Wanted::Items(vec![name.to_owned()]);
            Selection::of(&wanted, &assessment()).unwrap_err().to_string()
        };
        assert!(why("委託の全部").contains("ありません"));
        assert!(why("Ⅰ-6①所属長の役職名").contains("Ⅰ-6②所属長の役職名"));
        assert!(why("管理").contains("紙面に載らない"));
        assert!(why("").contains("ありません"));
    }
}
