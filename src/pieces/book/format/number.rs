//! Numbers as a format prints them.

use std::collections::VecDeque;

use super::parse::{Section, Token};

/// How many digits of a number mean anything.
const DIGITS: usize = 15;

/// A number as it stands in a cell without a format: all its digits that mean anything, never with an exponent.
pub(in super::super) fn general(value: f64) -> String {
    let decimal = Decimal::new(value);
    let (whole, fraction) = decimal.parts(DIGITS + 15);
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0.0 && decimal.digits != "0" { "-" } else { "" };
    if whole.len() > 40 || fraction.len() > 20 {
        return format!("{value:E}");
    }
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// A number as digits: 0.`digits` × 10^`point`.
struct Decimal {
    digits: String,
    point: i32,
}

impl Decimal {
    fn new(value: f64) -> Self {
        let text = format!("{:.*e}", DIGITS - 1, value.abs());
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() {
            return Self {
                digits: "0".to_owned(),
                point: 1,
            };
        }
        Self {
            digits: digits.to_owned(),
            point: exponent.parse::<i32>().unwrap_or_default() + 1,
        }
    }

    /// The whole part and so many digits behind the point, halves rounded up.
    fn parts(&self, places: usize) -> (String, String) {
        let places = i32::try_from(places).unwrap_or(i32::MAX / 2);
        let digit = |at: i32| {
            let at = usize::try_from(at).ok()?;
            Some(self.digits.as_bytes().get(at)? - b'0')
        };
        let whole = self.point.max(1);
        // From the place before the first digit, where a carry may go, to the last one asked for.
        let mut all: Vec<u8> = (-1..whole + places)
            .map(|at| digit(at - (whole - self.point)).unwrap_or(0))
            .collect();
        if digit(self.point + places).is_some_and(|next| next >= 5) {
            for one in all.iter_mut().rev() {
                *one = (*one + 1) % 10;
                if *one != 0 {
                    break;
                }
            }
        }
        let text: String = all.iter().map(|digit| char::from(b'0' + digit)).collect();
        let (front, behind) = text.split_at(usize::try_from(whole).unwrap_or_default() + 1);
        let front = front.trim_start_matches('0');
        let front = if front.is_empty() { "0" } else { front };
        (front.to_owned(), behind.to_owned())
    }
}

/// A number as a section prints it; `None` for what is not printed here: fractions, exponents, other digits.
pub(super) fn shown(section: &Section, value: f64) -> Option<String> {
    let tokens = &section.tokens;
    let is_beyond = |token: &Token| matches!(token, Token::Exponent | Token::Slash | Token::Text);
    if section.is_other_digits || tokens.iter().any(is_beyond) {
        // A format of words alone prints a number as it is.
        return (tokens == &[Token::Text]).then(|| general(value));
    }
    let first = tokens
        .iter()
        .position(|token| matches!(token, Token::Digit(_) | Token::Point));
    let Some(first) = first else {
        return Some(without_digits(tokens, value));
    };
    let last = tokens
        .iter()
        .rposition(|token| matches!(token, Token::Digit(_) | Token::Point))?;
    let point = tokens.iter().position(|token| *token == Token::Point);
    let digits = |tokens: &[Token]| tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let places = point.map_or(0, |point| digits(&tokens[point..]));
    let end = point.unwrap_or(last + 1);
    let grouped = tokens[first.min(end)..end].contains(&Token::Comma);
    let scale = tokens[last + 1..]
        .iter()
        .take_while(|token| **token == Token::Comma)
        .count();
    let percents = tokens.iter().filter(|token| **token == Token::Percent).count();
    let mut decimal = Decimal::new(value);
    let steps = i32::try_from(percents).ok()? * 2 - i32::try_from(scale).ok()? * 3;
    if decimal.digits != "0" {
        decimal.point += steps;
    }
    if decimal.point > 320 {
        return None;
    }
    let (whole, fraction) = decimal.parts(places);
    let is_zero = whole == "0" && fraction.chars().all(|digit| digit == '0');
    let front = front(&tokens[..end], &whole, grouped);
    let behind = point.map_or(String::new(), |point| behind(&tokens[point..], &fraction));
    // What follows the digits where there is no point.
    let rest: String = if point.is_some() {
        String::new()
    } else {
        tokens[end..].iter().map(literal).collect()
    };
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    Some(format!("{sign}{front}{behind}{rest}").trim().to_owned())
}

/// Words of a format that asks for no digit, such as `General"人"` or `"なし"`.
fn without_digits(tokens: &[Token], value: f64) -> String {
    let words = tokens.iter().map(|token| {
        if *token == Token::General {
            general(value)
        } else {
            literal(token)
        }
    });
    words.collect::<String>().trim().to_owned()
}

fn literal(token: &Token) -> String {
    match token {
        Token::Literal(text) => text.clone(),
        Token::Percent => "%".to_owned(),
        Token::Digit(_)
        | Token::Point
        | Token::Comma
        | Token::Exponent
        | Token::Slash
        | Token::Text
        | Token::General
        | Token::Moment(..)
        | Token::Minutes(_)
        | Token::Elapsed(..)
        | Token::HalfDay => String::new(),
    }
}

/// The whole part, from its last digit to its first: what the places do not hold stands in the first of them.
fn front(tokens: &[Token], whole: &str, grouped: bool) -> String {
    let mut rest: VecDeque<char> = if whole == "0" {
        VecDeque::new()
    } else {
        whole.chars().collect()
    };
    let mut out: Vec<String> = Vec::new();
    let mut places = tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count();
    let mut count = 0;
    let mut put = |digit: char, out: &mut Vec<String>| {
        if grouped && count > 0 && count % 3 == 0 {
            out.push(",".to_owned());
        }
        count += 1;
        out.push(digit.to_string());
    };
    for token in tokens.iter().rev() {
        let Token::Digit(kind) = token else {
            out.push(literal(token));
            continue;
        };
        places -= 1;
        match (rest.pop_back(), kind) {
            (Some(digit), _) => put(digit, &mut out),
            (None, '0') => put('0', &mut out),
            (None, _) => {}
        }
        if places == 0 {
            while let Some(digit) = rest.pop_back() {
                put(digit, &mut out);
            }
        }
    }
    // A format that begins with its point has no place for the whole part, and prints it all the same.
    for digit in rest.into_iter().rev() {
        out.push(digit.to_string());
    }
    out.reverse();
    out.concat()
}

/// The point and what is behind it.
fn behind(tokens: &[Token], fraction: &str) -> String {
    let significant = fraction.trim_end_matches('0').len();
    let mut digits = fraction.chars().enumerate();
    let mut out = String::new();
    for token in tokens {
        if *token == Token::Point {
            out.push('.');
        } else if let Token::Digit(kind) = token {
            let next = digits.next().filter(|(at, _)| *kind == '0' || *at < significant);
            out.extend(next.map(|(_, digit)| digit));
        } else {
            out.push_str(&literal(token));
        }
    }
    out
}
