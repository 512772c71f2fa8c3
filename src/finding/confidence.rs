//! How sure something is that is said. One scale for the words of a form, facts of law, lists of words, rules and findings.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How sure something is; of a definition, of what the official form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    Low,
    Medium,
    High,
}

impl Confidence {
    /// The word an officer reads.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "高い",
            Self::Medium => "中くらい",
            Self::Low => "低い",
        }
    }

    /// The word of data and of other programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
        }
    }
}

/// No degree of confidence is called so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{0}」という確かさはありません。高（high）、中（medium）、低（low）のどれかを書いてください")]
pub struct UnknownConfidence(String);

impl FromStr for Confidence {
    type Err = UnknownConfidence;

    fn from_str(word: &str) -> Result<Self, UnknownConfidence> {
        match word.trim().to_ascii_lowercase().as_str() {
            "high" | "高" | "高い" => Ok(Self::High),
            "medium" | "中" | "中くらい" => Ok(Self::Medium),
            "low" | "低" | "低い" => Ok(Self::Low),
            _ => Err(UnknownConfidence(word.trim().to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_is_known_by_its_words() {
        for degree in [Confidence::Low, Confidence::Medium, Confidence::High] {
            assert_eq!(degree.name().parse(), Ok(degree));
            assert_eq!(degree.word().parse(), Ok(degree));
        }
        assert_eq!(" HIGH".parse(), Ok(Confidence::High));
        assert!("最高".parse::<Confidence>().unwrap_err().to_string().contains("最高"));
    }
}
