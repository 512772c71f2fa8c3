//! Numbers of provisions in folded texts: 19, 十九, 18の2, and the same in another's way of writing. Knows no law, and nothing else of
//! this program: `xtask`, which links none of it, reads the law's own text by this very file.

/// Whether a letter is a digit of either kind.
#[must_use]
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九十百千".contains(c)
}

/// A number below 10,000 in digits or in kanji.
#[must_use]
pub fn number(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().filter(|number| *number < 10_000);
    }
    let (mut total, mut digit) = (0, 0);
    for c in text.chars() {
        if let Some(value) = "〇一二三四五六七八九".chars().position(|known| known == c) {
            digit = digit * 10 + u32::try_from(value).ok()?;
        } else {
            let unit = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1000,
                _ => return None,
            };
            total += unit * digit.max(1);
            digit = 0;
        }
        if total + digit >= 10_000 {
            return None;
        }
    }
    Some(total + digit)
}

/// The digits at the start of a text as a number, and how long they are.
#[must_use]
pub fn leading(text: &str) -> Option<(u32, usize)> {
    let kanji = !text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| !is_digit(c) || c.is_ascii_digit() == kanji)
        .unwrap_or(text.len());
    (end > 0)
        .then(|| number(&text[..end]))
        .flatten()
        .map(|number| (number, end))
}

/// Digits as `written` has them: of full width, in kanji, or plain.
#[must_use]
pub fn like(written: &str, number: u32) -> String {
    let digits = number.to_string();
    if written.contains(|c: char| is_digit(c) && !c.is_ascii_digit()) {
        kanji(number)
    } else if written.contains(|c: char| ('０'..='９').contains(&c)) {
        digits
            .chars()
            .filter_map(|c| char::from_u32(u32::from(c) + 0xfee0))
            .collect()
    } else {
        digits
    }
}

/// A number below 1,000 in kanji.
#[must_use]
pub fn kanji(number: u32) -> String {
    let mut text = String::new();
    for (unit, name) in [(100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit > 1 || (digit == 1 && unit == 1) {
            text.extend("一二三四五六七八九".chars().nth(digit as usize - 1));
        }
        if digit > 0 {
            text.push_str(name);
        }
    }
    text
}

/// The number of a law at the start of a folded text, 昭和三十六年法律第238号, in digits, and how long it is there.
#[must_use]
pub fn law_number(text: &str) -> Option<(String, usize)> {
    let era = ["明治", "大正", "昭和", "平成", "令和"]
        .into_iter()
        .find(|era| text.starts_with(era))?;
    let rest = &text[era.len()..];
    let (year, rest) = match rest.strip_prefix('元') {
        Some(rest) => ("元".to_owned(), rest),
        None => leading(rest).map(|(year, length)| (year.to_string(), &rest[length..]))?,
    };
    let rest = rest.strip_prefix('年')?;
    let kind = ["法律", "政令", "勅令"]
        .into_iter()
        .find(|kind| rest.starts_with(kind))?;
    let rest = rest[kind.len()..].strip_prefix('第')?;
    let (running, length) = leading(rest)?;
    let after = rest[length..].strip_prefix('号')?;
    Some((format!("{era}{year}年{kind}第{running}号"), text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_and_written_in_either_way() {
        for (text, value) in [
            ("19", Some(19)),
            ("十九", Some(19)),
            ("百二十三", Some(123)),
            ("千二十", Some(1020)),
            ("", None),
            ("十号", None),
            ("99999", None),
            ("の", None),
        ] {
            assert_eq!(number(text), value, "{text}");
        }
        assert_eq!(leading("三十の2"), Some((30, "三十".len())));
        assert_eq!(leading("30条"), Some((30, 2)));
        assert_eq!(leading("条"), None);
        assert_eq!(
            [like("12", 81), like("１２", 81), like("十二", 110), like("二", 205)],
            ["81", "８１", "百十", "二百五"]
        );
    }

    #[test]
    fn the_number_of_a_law_is_read() {
        let (number, length) = law_number("昭和36年法律第238号。以下").unwrap();
        assert_eq!(
            (number.as_str(), length),
            ("昭和36年法律第238号", "昭和36年法律第238号".len())
        );
        assert_eq!(
            law_number("平成二十五年法律第二十七号)").unwrap().0,
            "平成25年法律第27号"
        );
        assert_eq!(law_number("平成26年内閣府・総務省令第5号"), None);
        assert_eq!(law_number("平成年法律第号"), None);
    }
}
