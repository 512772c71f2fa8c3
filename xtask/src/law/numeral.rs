//! Numbers as laws write them: 百二十三, 二の二, and the number of a law. Knows no law.

/// A number below 10,000 in kanji.
pub fn number(kanji: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, 0);
    for c in kanji.chars() {
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
    (!kanji.is_empty()).then_some(total + digit)
}

/// A number with its branches, 三十八の三の二 as 38の3の2.
pub fn branched(kanji: &str) -> Option<String> {
    let parts: Option<Vec<u32>> = kanji.split('の').map(number).collect();
    let parts: Vec<String> = parts?.iter().map(u32::to_string).collect();
    Some(parts.join("の"))
}

/// The number of a law at the start of a text, 昭和三十六年法律第二百三十八号, in digits, and how long it is in the text.
pub fn law_number(text: &str) -> Option<(String, usize)> {
    let era = ["明治", "大正", "昭和", "平成", "令和"]
        .into_iter()
        .find(|era| text.starts_with(era))?;
    let (year, rest) = text[era.len()..].split_once('年')?;
    let year = if year == "元" {
        "元".to_owned()
    } else {
        number(year)?.to_string()
    };
    let kind = ["法律", "政令", "勅令"]
        .into_iter()
        .find(|kind| rest.starts_with(kind))?;
    let (running, after) = rest[kind.len()..].strip_prefix('第')?.split_once('号')?;
    let running = number(running)?;
    Some((format!("{era}{year}年{kind}第{running}号"), text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_laws_are_read() {
        for (kanji, digits) in [
            ("九", Some(9)),
            ("十", Some(10)),
            ("百二十三", Some(123)),
            ("二〇", Some(20)),
            ("", None),
            ("十号", None),
        ] {
            assert_eq!(number(kanji), digits, "{kanji}");
        }
        assert_eq!(branched("三十八の三の二").as_deref(), Some("38の3の2"));
        let (number, length) = law_number("昭和三十六年法律第二百三十八号）による").unwrap();
        assert_eq!(
            (number.as_str(), length),
            ("昭和36年法律第238号", "昭和三十六年法律第二百三十八号".len())
        );
        assert_eq!(law_number("平成の法律第一号"), None);
    }
}
