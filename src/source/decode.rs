//! Bytes to text: UTF-8 only, and a finding that names the encoding where it is another.

use super::kind::Kind;
use crate::finding::{Finding, Severity, code};

/// The largest file that is read, in bytes. The longest published assessments are a tenth of it.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

const JIS: &str = "JIS";

/// Decodes a file. With a finding the text is what a message needs to show the place, not something to work on.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Finding>) {
    if bytes.len() > MAX_BYTES {
        let finding = Finding::new(code::TOO_LARGE, Severity::Error, 0..0)
            .message(format!("ファイルが大きすぎます（上限は{}MB）", MAX_BYTES / 1024 / 1024))
            .label("評価書のファイルか、確かめてください");
        return (String::new(), vec![finding]);
    }
    if let Some(kind) = Kind::of(bytes) {
        let finding = Finding::new(code::WRONG_ENCODING, Severity::Error, 0..0)
            .message(format!("{}です", kind.name()))
            .label("評価書のファイル（YAML）を指定してください");
        return (String::new(), vec![finding]);
    }
    if let Some(found) = utf16(bytes) {
        return (String::new(), vec![wrong_encoding(found, 0..0)]);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        // JIS is all ASCII; its escape is no character of a YAML text.
        Ok(text) if text.contains("\u{1b}$") => {
            let at = text.find('\u{1b}').unwrap_or(0);
            (text[..at].to_owned(), vec![wrong_encoding(JIS, at..at)])
        }
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(error) => {
            let name = legacy(bytes);
            // What stands before the first bad byte is sound, so the place can be shown in it.
            let sound = &bytes[..error.valid_up_to()];
            let text = String::from_utf8_lossy(sound).into_owned();
            let at = text.len();
            (text, vec![wrong_encoding(name, at..at)])
        }
    }
}

/// A text in whatever encoding it is, for whoever looks at what it is about; never to work on.
#[must_use]
pub fn any_text(bytes: &[u8]) -> String {
    let encoding = match (utf16(bytes), std::str::from_utf8(bytes)) {
        (Some("UTF-16BE"), _) => encoding_rs::UTF_16BE,
        (Some(_), _) => encoding_rs::UTF_16LE,
        (None, Ok(text)) if !text.contains("\u{1b}$") => return text.to_owned(),
        (None, _) => match legacy(bytes) {
            JIS => encoding_rs::ISO_2022_JP,
            "EUC-JP" => encoding_rs::EUC_JP,
            _ => encoding_rs::SHIFT_JIS,
        },
    };
    encoding.decode(bytes).0.into_owned()
}

fn wrong_encoding(name: &str, span: std::ops::Range<usize>) -> Finding {
    let message = if name.is_empty() {
        "文字コードが UTF-8 ではありません".to_owned()
    } else {
        format!("文字コードが {name} です")
    };
    Finding::new(code::WRONG_ENCODING, Severity::Error, span)
        .message(message)
        .label("ここから読めません。UTF-8 で保存し直してください")
        .help("メモ帳では「名前を付けて保存」の「文字コード（エンコード）」で UTF-8 を選びます")
}

fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] | [_, 0, _, 0, ..] => Some("UTF-16LE"),
        [0xFE, 0xFF, ..] | [0, _, 0, _, ..] => Some("UTF-16BE"),
        _ => None,
    }
}

/// The Japanese encoding that reads the bytes without an error and with kana or kanji in them; empty if none does.
pub(super) fn legacy(bytes: &[u8]) -> &'static str {
    let candidates = [
        (encoding_rs::ISO_2022_JP, JIS),
        (encoding_rs::SHIFT_JIS, "Shift_JIS"),
        (encoding_rs::EUC_JP, "EUC-JP"),
    ];
    let mut best = ("", 0);
    for (encoding, name) in candidates {
        let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
            continue;
        };
        // Half-width kana are what one legacy encoding looks like when it is read as another.
        let score = text
            .chars()
            .filter(|c| matches!(c, 'ぁ'..='ヶ' | '一'..='龠' | '、' | '。'))
            .count();
        if score > best.1 {
            best = (name, score);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_file_is_read_and_one_byte_more_is_not() {
        assert!(decode(&vec![b'#'; MAX_BYTES]).1.is_empty());
        assert_eq!(decode(&vec![b'#'; MAX_BYTES + 1]).1[0].code, "S102");
    }
}
