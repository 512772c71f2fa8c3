//! What a person writes to name a rule or a family of rules: `C115`, `L`. Knows no finding and decides nothing.

use std::fmt;
use std::str::FromStr;

use strsim::damerau_levenshtein;

use super::{Rule, rule, rules};
use crate::folding::nfkc;

/// A code such as `C115`, or what some codes begin with: `L`, `C1`. Some rule has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Selector(String);

/// No rule has such a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    pub word: String,
    /// The code that was probably meant.
    pub meant: Option<&'static str>,
}

impl std::error::Error for UnknownCode {}

impl fmt::Display for UnknownCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.word.as_str(), self.meant) {
            ("", _) => f.write_str("規則の番号がありません。")?,
            (word, None) => write!(f, "「{word}」で始まる番号の規則はありません。")?,
            (word, Some(meant)) => write!(
                f,
                "「{word}」で始まる番号の規則はありません。「{meant}」ではありませんか。"
            )?,
        }
        f.write_str("hyoka explain で一覧を見られます")
    }
}

impl FromStr for Selector {
    type Err = UnknownCode;

    fn from_str(word: &str) -> Result<Self, UnknownCode> {
        let code = nfkc(word).trim().to_ascii_uppercase();
        if !code.is_empty() && rules().iter().any(|rule| rule.code.starts_with(&code)) {
            return Ok(Self(code));
        }
        Err(UnknownCode {
            word: word.trim().to_owned(),
            meant: Self::nearest(word),
        })
    }
}

impl Selector {
    /// Whether it names a rule or its family.
    #[must_use]
    pub fn covers(&self, code: &str) -> bool {
        code.starts_with(&self.0)
    }

    /// The one rule that it names, if it is a whole code.
    #[must_use]
    pub fn only(&self) -> Option<&'static Rule> {
        rule(&self.0)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The code of a rule that was probably meant by what is none: by its name, or one letter off.
    #[must_use]
    pub fn nearest(word: &str) -> Option<&'static str> {
        let word = nfkc(word).trim().to_ascii_uppercase();
        let number = |code: &str| code.get(1..).and_then(|number| number.parse::<u32>().ok());
        let near = rules().iter().filter(|rule| damerau_levenshtein(rule.code, &word) == 1);
        let off = |rule: &&Rule| {
            let apart = number(rule.code)
                .unwrap_or_default()
                .abs_diff(number(&word).unwrap_or_default());
            (!word.starts_with(&rule.code[..1]), apart)
        };
        let named = || rules().iter().find(|rule| rule.name.eq_ignore_ascii_case(&word));
        near.min_by_key(off).or_else(named).map(|rule| rule.code)
    }
}
