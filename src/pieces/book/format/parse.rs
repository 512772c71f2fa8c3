//! A format's code, cut into sections and tokens.

/// One of the parts between semicolons.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Section {
    pub(super) condition: Option<Condition>,
    pub(super) tokens: Vec<Token>,
    /// The first year of an era is 元年 (`[$-ja-JP-x-gannen]`).
    pub(super) is_gannen: bool,
    /// It asks for other digits (`[DBNum1]`).
    pub(super) is_other_digits: bool,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Literal(String),
    /// `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` or `E-`.
    Exponent,
    Slash,
    /// The words of a cell that has words.
    Text,
    General,
    /// A letter of a date or a time (lowered) and how often it stands.
    Moment(char, usize),
    /// Minutes: `m` beside hours or seconds, and how often it stands.
    Minutes(usize),
    /// Hours, minutes or seconds that are counted on (`[h]`).
    Elapsed(char, usize),
    HalfDay,
}

/// For which numbers a section is (`[>=100]`).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Condition {
    sign: Sign,
    bound: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Less,
    AtMost,
    Equal,
    Unlike,
    AtLeast,
    More,
}

impl Condition {
    fn new(text: &str) -> Option<Self> {
        const SIGNS: [(&str, Sign); 6] = [
            ("<=", Sign::AtMost),
            (">=", Sign::AtLeast),
            ("<>", Sign::Unlike),
            ("<", Sign::Less),
            (">", Sign::More),
            ("=", Sign::Equal),
        ];
        let (bound, sign) = SIGNS
            .iter()
            .find_map(|(text_of, sign)| Some((text.strip_prefix(text_of)?, *sign)))?;
        Some(Self {
            sign,
            bound: bound.trim().parse().ok()?,
        })
    }

    #[allow(clippy::float_cmp, reason = "a format compares the very number")]
    pub(super) fn holds(self, value: f64) -> bool {
        match self.sign {
            Sign::Less => value < self.bound,
            Sign::AtMost => value <= self.bound,
            Sign::Equal => value == self.bound,
            Sign::Unlike => value != self.bound,
            Sign::AtLeast => value >= self.bound,
            Sign::More => value > self.bound,
        }
    }
}

impl Section {
    /// Whether it prints a date or a time.
    pub(super) fn is_moment(&self) -> bool {
        let is = |token: &Token| {
            matches!(
                token,
                Token::Moment(..) | Token::Minutes(_) | Token::Elapsed(..) | Token::HalfDay
            )
        };
        self.tokens.iter().any(is)
    }

    pub(super) fn has_elapsed(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Elapsed(..)))
    }
}

/// The sections of a code, at most four.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let letters: Vec<char> = code.chars().take(1000).collect();
    let mut sections = Vec::new();
    let mut rest = letters.as_slice();
    while sections.len() < 4 {
        let (mut section, behind) = section(rest);
        minutes(&mut section.tokens);
        sections.push(section);
        match behind {
            Some(behind) => rest = behind,
            None => break,
        }
    }
    sections
}

/// Reads a section, and gives what is behind its semicolon.
fn section(letters: &[char]) -> (Section, Option<&[char]>) {
    let mut section = Section::default();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let rest = &letters[at..];
        let taken = match letter {
            ';' => return (section, Some(&rest[1..])),
            '"' => {
                let text: String = rest[1..].iter().take_while(|letter| **letter != '"').collect();
                let taken = text.chars().count() + 2;
                section.tokens.push(Token::Literal(text));
                taken
            }
            '\\' | '!' => {
                section
                    .tokens
                    .extend(rest.get(1).map(|letter| Token::Literal(letter.to_string())));
                2
            }
            // As wide as a letter, or filled with it: nothing to read.
            '_' | '*' => 2,
            '[' => {
                let text: String = rest[1..].iter().take_while(|letter| **letter != ']').collect();
                bracket(&text, &mut section);
                text.chars().count() + 2
            }
            _ => bare(rest, &mut section.tokens),
        };
        at += taken;
    }
    (section, None)
}

/// What stands in brackets: a condition, a currency or language, time that is counted on; colours are none of ours.
fn bracket(text: &str, section: &mut Section) {
    let lower = text.to_lowercase();
    if let Some(currency) = text.strip_prefix('$') {
        section.is_gannen |= lower.contains("x-gannen");
        let sign = currency.split('-').next().unwrap_or_default();
        if !sign.is_empty() {
            section.tokens.push(Token::Literal(sign.to_owned()));
        }
    } else if lower.starts_with("dbnum") {
        section.is_other_digits = true;
    } else if let Some(condition) = Condition::new(text) {
        section.condition = Some(condition);
    } else if let Some(first @ ('h' | 'm' | 's')) = lower.chars().next()
        && lower.chars().all(|letter| letter == first)
    {
        section.tokens.push(Token::Elapsed(first, lower.len()));
    }
}

/// What stands bare. Gives how many letters it took.
fn bare(rest: &[char], tokens: &mut Vec<Token>) -> usize {
    let begins = |word: &str| {
        let mut letters = rest.iter();
        word.chars().all(|wanted| {
            letters
                .next()
                .is_some_and(|letter| letter.eq_ignore_ascii_case(&wanted))
        })
    };
    for (word, token) in [
        ("General", Token::General),
        ("G/標準", Token::General),
        ("AM/PM", Token::HalfDay),
        ("A/P", Token::HalfDay),
    ] {
        if begins(word) {
            tokens.push(token);
            return word.chars().count();
        }
    }
    let letter = rest[0];
    if matches!(letter, 'e' | 'E') && matches!(rest.get(1), Some('+' | '-')) {
        tokens.push(Token::Exponent);
        return 2;
    }
    let lower = letter.to_ascii_lowercase();
    let run = rest.iter().take_while(|one| one.eq_ignore_ascii_case(&letter)).count();
    match lower {
        'y' | 'm' | 'd' | 'h' | 's' | 'e' | 'g' => {
            tokens.push(Token::Moment(lower, run));
            return run;
        }
        // A day of the week. Fewer letters are no date.
        'a' if run >= 3 => {
            tokens.push(Token::Moment('a', run));
            return run;
        }
        _ => {}
    }
    tokens.push(match letter {
        '0' | '#' | '?' => Token::Digit(letter),
        '.' => Token::Point,
        ',' => Token::Comma,
        '%' => Token::Percent,
        '/' => Token::Slash,
        '@' => Token::Text,
        _ => Token::Literal(letter.to_string()),
    });
    1
}

/// Tells minutes from months: behind hours, or before seconds.
fn minutes(tokens: &mut [Token]) {
    let is_word = |token: &Token| matches!(token, Token::Moment(..) | Token::Elapsed(..) | Token::Minutes(_));
    let places: Vec<usize> = (0..tokens.len()).filter(|at| is_word(&tokens[*at])).collect();
    for (order, at) in places.iter().enumerate() {
        let Token::Moment('m', count @ (1 | 2)) = tokens[*at] else {
            continue;
        };
        let before = order.checked_sub(1).map(|order| &tokens[places[order]]);
        let behind = places.get(order + 1).map(|at| &tokens[*at]);
        let is_hours = matches!(before, Some(Token::Moment('h', _) | Token::Elapsed('h', _)));
        let is_seconds = matches!(behind, Some(Token::Moment('s', _) | Token::Elapsed('s', _)));
        if is_hours || is_seconds {
            tokens[*at] = Token::Minutes(count);
        }
    }
}
