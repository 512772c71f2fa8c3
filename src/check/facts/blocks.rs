//! Which files of 特定個人情報ファイルの概要 each block of リスク対策 speaks of. Decides nothing about either.

use std::collections::BTreeMap;

use crate::answers::{Assessment, Cursor};
use crate::check::words::list_marks::unmarked;
use crate::folding::fold;

/// The key of a file's name, in the overview and in the blocks of measures alike.
const NAME: &str = "特定個人情報ファイル名";

/// A block of リスク対策 with the files that it names.
pub(in crate::check) struct Block<'a> {
    pub measures: Cursor<'a>,
    /// Never empty, in the order of the overview.
    pub files: Vec<Cursor<'a>>,
}

/// The blocks whose files are known, by the names they give.
///
/// Where there is one block and one file they belong together whatever their names: what differs then is a misspelling.
pub(in crate::check) fn blocks(assessment: &Assessment) -> Vec<Block<'_>> {
    let files = written(assessment.each("特定個人情報ファイル"));
    let measures = written(assessment.each("リスク対策"));
    if let ([file], [block]) = (files.as_slice(), measures.as_slice()) {
        return vec![Block {
            measures: *block,
            files: vec![*file],
        }];
    }
    let mut by_name: BTreeMap<String, Vec<&Cursor<'_>>> = BTreeMap::new();
    for file in &files {
        by_name
            .entry(fold(unmarked(file.at(NAME).text())))
            .or_default()
            .push(file);
    }
    let mut blocks = Vec::new();
    for block in measures {
        let mut named: Vec<&Cursor<'_>> = block
            .at(NAME)
            .texts()
            .iter()
            .filter_map(|name| by_name.get(&fold(unmarked(&name.text))))
            .flatten()
            .copied()
            .collect();
        named.sort_by_key(|file| file.slot());
        named.dedup_by_key(|file| file.slot());
        if !named.is_empty() {
            blocks.push(Block {
                measures: block,
                files: named.into_iter().copied().collect(),
            });
        }
    }
    blocks
}

fn written(entries: Vec<Cursor<'_>>) -> Vec<Cursor<'_>> {
    entries.into_iter().filter(Cursor::is_filled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::read;
    use crate::form::builtin;

    /// The names of the files of each block.
    fn pairs(body: &str) -> Vec<Vec<String>> {
        let text = format!("様式: 重点項目評価書\n{body}");
        let read = read(builtin(), "pairs.yaml", text.as_bytes());
        let assessment = read.assessment.unwrap();
        let name = |file: &Cursor<'_>| file.at(NAME).text().to_owned();
        blocks(&assessment)
            .iter()
            .map(|block| block.files.iter().map(name).collect())
            .collect()
    }

    #[test]
    fn blocks_are_paired_by_name_in_any_order_and_width() {
        let found = pairs(
            "特定個人情報ファイル: [{番号: 1, 特定個人情報ファイル名: 台帳（1）}, {番号: 2, 特定個人情報ファイル名: 履歴}]\n\
             リスク対策: [{特定個人情報ファイル名: [履歴]}, {特定個人情報ファイル名: [台帳(１), 別のもの]}]\n",
        );
        assert_eq!(found, [["履歴"], ["台帳（1）"]]);
    }

    #[test]
    fn one_block_and_one_file_belong_together() {
        let found = pairs(
            "特定個人情報ファイル: [{番号: 1, 特定個人情報ファイル名: 台帳}]\n\
             リスク対策: [{特定個人情報ファイル名: [大帳]}]\n",
        );
        assert_eq!(found, [["台帳"]]);
        assert!(pairs("特定個人情報ファイル:\nリスク対策:\n").is_empty());
    }
}
