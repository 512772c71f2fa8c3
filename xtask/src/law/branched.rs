//! Numbers with branches as laws write them: 三十八の三の二. Knows no law.

use super::numeral::number;

/// A number with its branches, 三十八の三の二 as 38の3の2.
pub fn branched(kanji: &str) -> Option<String> {
    let parts: Option<Vec<u32>> = kanji.split('の').map(number).collect();
    let parts: Vec<String> = parts?.iter().map(u32::to_string).collect();
    Some(parts.join("の"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_keeps_its_branches() {
        assert_eq!(branched("三十八の三の二").as_deref(), Some("38の3の2"));
        assert_eq!(branched("三十八の"), None);
    }
}
