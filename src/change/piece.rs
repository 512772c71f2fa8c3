//! The smallest pieces of Japanese text that a comparison may set apart, and where words begin and end.

use crate::folding::looks::is_joined;

/// Numbers, Latin and katakana words as wholes, every other character for itself with what belongs to it.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        if class(first).is_word() {
            while let Some((at, next)) = chars.next_if(|(_, next)| class(*next) == class(first)) {
                end = at + next.len_utf8();
            }
        }
        while let Some((at, next)) = chars.next_if(|(_, next)| is_joined(*next)) {
            end = at + next.len_utf8();
        }
        tokens.push(&text[start..end]);
    }
    tokens
}

/// What a character is to a reader who looks for words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
    Digit,
    Open,
    Close,
    Stop,
    Sign,
    LineEnd,
}

impl Class {
    /// Whether half of a run of it means nothing.
    fn is_word(self) -> bool {
        matches!(self, Self::Katakana | Self::Latin | Self::Digit)
    }
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    match c {
        '\n' => Class::LineEnd,
        '（' | '(' | '「' | '『' | '【' | '《' | '＜' | '<' | '［' | '[' | '〔' => Class::Open,
        '）' | ')' | '」' | '』' | '】' | '》' | '＞' | '>' | '］' | ']' | '〕' => Class::Close,
        '、' | '。' | '，' | '．' | ',' | '.' | ';' | ':' | '；' | '：' => Class::Stop,
        'ぁ'..='ゟ' => Class::Hiragana,
        'ァ'..='ヺ' | 'ー'..='ヿ' | 'ｦ'..='ﾟ' => Class::Katakana,
        '々' | '〆' | '㐀'..='鿿' | '豈'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Class::Kanji,
        '0'..='9' | '０'..='９' => Class::Digit,
        _ if c.is_alphabetic() => Class::Latin,
        _ => Class::Sign,
    }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn numbers_and_foreign_words_hold_together() {
        assert_eq!(tokens("令和12年"), ["令", "和", "12", "年"]);
        assert_eq!(tokens("VPNとサーバー。"), ["VPN", "と", "サーバー", "。"]);
        assert_eq!(tokens("葛\u{e0100}見"), ["葛\u{e0100}", "見"]);
        assert_eq!(tokens("10,000人\n"), ["10", ",", "000", "人", "\n"]);
    }
}
