//! Marks that authors type before the pieces of a list, which the form sets itself: ・, 1., （1）, ⑴. Judges no piece.

/// A piece without the bullet or number that it begins with; as it is where nothing else is left, or where the number is part
/// of a word: 4情報, 1歳6か月児.
#[must_use]
pub fn unmarked(piece: &str) -> &str {
    let piece = piece.trim();
    let rest = bullet(piece).or_else(|| number(piece)).map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(piece)
}

fn bullet(piece: &str) -> Option<&str> {
    let mut letters = piece.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    match first {
        // These begin a name as well: ○○システム.
        '○' | '●' | '◎' | '■' | '□' | '◆' | '◇' | '-' | '－' | '‐' | '–' | '*' | '＊' => {
            rest.starts_with(char::is_whitespace).then_some(rest)
        }
        // Marks of a list wherever they stand, as are the numbers ①, ⑴ and ⒈.
        '・' | '･' | '•' | '‣' | '·' | '\u{2460}'..='\u{249b}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}' => {
            Some(rest)
        }
        _ => None,
    }
}

fn number(piece: &str) -> Option<&str> {
    let bracketed = piece.strip_prefix(['(', '（']);
    let text = bracketed.unwrap_or(piece);
    let digits = text.trim_start_matches(|c: char| matches!(c, '0'..='9' | '０'..='９'));
    let mut letters = text.chars();
    // 「ア 」 counts as 「1 」 does; a word begins with more than one kana.
    let after = if digits.len() < text.len() && text.len() - digits.len() <= "００".len() {
        digits
    } else if letters.next().is_some_and(|c| "アイウエオカキクケコ".contains(c)) {
        letters.as_str()
    } else {
        return None;
    };
    if bracketed.is_some() {
        return after.strip_prefix([')', '）']);
    }
    let rest = after.strip_prefix(['.', '．', ')', '）', '、', '　', ' '])?;
    // 3.11 is no third piece.
    (!rest.starts_with(|c: char| matches!(c, '0'..='9' | '０'..='９'))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_list_are_set_aside() {
        for piece in [
            "・資格ファイル",
            "1. 資格ファイル",
            "１．資格ファイル",
            "(1) 資格ファイル",
            "（１）資格ファイル",
            "⑴資格ファイル",
            "① 資格ファイル",
            "⒈資格ファイル",
            "2) 資格ファイル",
            "- 資格ファイル",
            "■ 資格ファイル",
            "ア 資格ファイル",
            "資格ファイル",
        ] {
            assert_eq!(unmarked(piece), "資格ファイル", "{piece}");
        }
    }

    #[test]
    fn numbers_and_signs_of_a_name_are_left() {
        for piece in [
            "4情報ファイル",
            "1歳6か月児健診ファイル",
            "○○システム",
            "3.11被災者ファイル",
            "アクセス管理システム",
            "1.",
            "・",
            "",
            "2026年度ファイル",
        ] {
            assert_eq!(unmarked(piece), piece, "{piece}");
        }
    }
}
