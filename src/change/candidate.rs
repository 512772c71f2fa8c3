//! What a difference may be in law: a 重要な変更, or one of its exceptions with what speaks for it. Decides nothing: that is the
//! officer's to do.

use schemars::JsonSchema;
use serde::Serialize;

/// A ※ item differs, so that the change may be a 重要な変更. Law: 番号法第28条第1項後段, 規則第11条.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Candidate {
    /// What makes it one, in words for a reader.
    pub law: String,
    /// Exceptions that the two texts speak for; empty where they speak for none.
    pub exceptions: Vec<Exception>,
}

/// Something that speaks for a change of a ※ item being no 重要な変更.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Exception {
    pub kind: ExceptionKind,
    /// What speaks for it, as a sentence.
    pub evidence: String,
}

/// Changes of a ※ item that are no 重要な変更. Law: 指針第6の2(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ExceptionKind {
    /// 誤字脱字の修正.
    Typo,
    /// 組織の名称、所在地、法人の名称等の形式的な変更.
    Formal,
    /// リスクを明らかに軽減させる変更.
    Mitigating,
}

impl ExceptionKind {
    /// The words for a reader.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Typo => "誤字脱字の修正",
            Self::Formal => "名称等の形式的な変更",
            Self::Mitigating => "リスクを明らかに軽減させる変更",
        }
    }
}
