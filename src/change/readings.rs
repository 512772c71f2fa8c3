//! Which 漢字 sound alike. Reads its table once; knows readings, not words.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../schemas/readings.txt");

static READINGS: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut readings: HashMap<char, Vec<&'static str>> = HashMap::new();
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    for (reading, characters) in lines.filter_map(|line| line.split_once(' ')) {
        for character in characters.chars() {
            readings.entry(character).or_default().push(reading);
        }
    }
    readings
});

/// The 音読み that two 漢字 share; `None` where they share none, or one of them is not in the table.
pub(super) fn shared(one: char, other: char) -> Option<&'static str> {
    let (one, other) = (READINGS.get(&one)?, READINGS.get(&other)?);
    one.iter().find(|reading| other.contains(reading)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_of_one_reading_are_known() {
        assert_eq!(shared('複', '復'), Some("フク"));
        assert_eq!(shared('保', '補'), Some("ホ"));
        assert_eq!(shared('保', '管'), None);
        assert_eq!(shared('あ', '保'), None);
    }

    #[test]
    fn the_table_is_in_order_and_holds_no_character_twice() {
        let lines: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted() && lines.len() > 300);
        for line in lines {
            let (reading, characters) = line.split_once(' ').unwrap();
            let mut seen: Vec<char> = characters.chars().collect();
            let count = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert!(count > 1 && seen.len() == count, "{reading}");
        }
    }
}
