//! A state from two tables of tab-separated cells: articles (number, paragraphs, `paragraph:items`, caption) and 別表 (number,
//! 実施者, 事務). Lines that begin with # are notes.

use super::state::{Article, Days, State};
use crate::Result;

pub fn read(articles: &str, table: &str, days: Days) -> Result<State> {
    let articles: Result<Vec<Article>> = rows(articles)
        .map(|(line, cells)| article(&cells).ok_or_else(|| bad(line)))
        .collect();
    let rows: Result<Vec<(String, String, String)>> = rows(table)
        .map(|(line, cells)| match &cells[..] {
            [number, by, task] => Ok(((*number).to_owned(), (*by).to_owned(), (*task).to_owned())),
            _ => Err(bad(line)),
        })
        .collect();
    State::new(days, articles?, rows?)
}

fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|(at, line)| (at + 1, line.split('\t').collect()))
}

fn bad(line: usize) -> String {
    format!("{line}行目の欄が読めません")
}

fn article(cells: &[&str]) -> Option<Article> {
    let [number, paragraphs, with_items, caption] = cells else {
        return None;
    };
    let mut items = vec![0; paragraphs.parse().ok()?];
    for pair in with_items.split(',').filter(|pair| !pair.is_empty()) {
        let (paragraph, count) = pair.split_once(':')?;
        *items.get_mut(paragraph.parse::<usize>().ok()?.checked_sub(1)?)? = count.parse().ok()?;
    }
    Some(Article {
        number: (*number).to_owned(),
        caption: caption.trim_matches(['（', '）']).to_owned(),
        items,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_become_a_state() {
        let days = Days {
            as_of: "2025-09-24".to_owned(),
            judges_from: "2024-05-27".to_owned(),
        };
        let state = read(
            "# 条\n28\t3\t1:7,3:2\t（特定個人情報保護評価）\n",
            "81\t市町村長\t児童手当法による児童手当の支給\n",
            days,
        )
        .unwrap();
        assert_eq!(state.articles[0].items, [7, 0, 2]);
        assert_eq!(state.articles[0].caption, "特定個人情報保護評価");
        assert_eq!(state.rows[0].laws, ["児童手当法"]);
    }

    #[test]
    fn a_cell_that_is_missing_is_told_with_its_line() {
        let days = || Days {
            as_of: String::new(),
            judges_from: String::new(),
        };
        assert_eq!(
            read("# 条\n28\t3\n", "1\tx\ty\n", days()).err().as_deref(),
            Some("2行目の欄が読めません")
        );
        assert!(read("28\t3\t4:1\t\n", "1\tx\ty\n", days()).is_err());
    }
}
