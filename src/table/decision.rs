//! What an officer decides of a change of a ※ item, and what follows from it for its row: 提出時期 and its explanation. The decision
//! stands in the table itself, in the usual words; nothing else remembers it.

use std::str::FromStr;

use crate::folding::fold;
use crate::lexicon::lexicon;

/// What a change is, once an officer has decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// 重要な変更: the evaluation is made again before it. Law: 番号法第28条第1項後段, 規則第11条.
    Important,
    /// 誤字脱字の修正.
    Typo,
    /// 組織の名称、所在地、法人の名称等の形式的な変更.
    Formal,
    /// リスクを明らかに軽減させる変更.
    Mitigating,
    /// A change that does not move the risk to a considerable degree.
    Slight,
    /// An urgent change that is evaluated afterwards. Law: 規則第9条第2項.
    Urgent,
    /// No 重要な変更, yet submitted and published before the change.
    Ahead,
    /// Of an item without ※: submitted and published after the change.
    Done,
}

/// 提出時期 before the change.
pub const BEFOREHAND: &str = "事前";
/// 提出時期 after the change.
pub const AFTERWARDS: &str = "事後";
/// The usual explanation of a change of an item without ※.
pub const OTHER_ITEM: &str = "その他の項目の変更であり、事前の提出・公表が義務付けられない。";
/// The usual explanation of what a new revision of the form brought.
pub const NEW_FORM: &str = "様式変更に伴う変更であり、事前の提出・公表が義務付けられない。";

impl Decision {
    /// What a change may be called, in the order in which it is offered: `important` says whether its item is ※. Of another
    /// item only the time is to be decided.
    #[must_use]
    pub fn offered(important: bool) -> &'static [Self] {
        if important {
            &[
                Self::Important,
                Self::Typo,
                Self::Formal,
                Self::Mitigating,
                Self::Slight,
                Self::Urgent,
                Self::Ahead,
            ]
        } else {
            &[Self::Ahead, Self::Done]
        }
    }

    /// The word by which it is chosen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Important => "重要な変更",
            Self::Typo => "誤字脱字",
            Self::Formal => "形式的",
            Self::Mitigating => "軽減",
            Self::Slight => "軽微",
            Self::Urgent => "緊急",
            Self::Ahead => BEFOREHAND,
            Self::Done => AFTERWARDS,
        }
    }

    /// What it means, for one who chooses.
    #[must_use]
    pub fn meaning(self, important: bool) -> &'static str {
        match self {
            Self::Ahead if important => "重要な変更に当たらないが、変更の前に提出・公表する",
            Self::Ahead => "取扱いを変える前に、提出・公表する",
            Self::Done => "取扱いは既に変えてあり、変えた後に提出・公表する",
            Self::Important => "重要な変更に当たる（変更の前に、評価をもう一度実施する）",
            Self::Typo => "誤字や脱字を直しただけ",
            Self::Formal => "組織や法人の名称、所在地などの形式的な変更",
            Self::Mitigating => "リスクを明らかに軽減させる変更",
            Self::Slight => "リスクを相当程度変動させるものではない変更",
            Self::Urgent => "災害などのため緊急に変更した（規則第9条第2項。変更の後、速やかに評価する）",
        }
    }

    /// 提出時期.
    #[must_use]
    pub fn submission(self) -> &'static str {
        match self {
            Self::Important | Self::Ahead => BEFOREHAND,
            Self::Typo | Self::Formal | Self::Mitigating | Self::Slight | Self::Urgent | Self::Done => AFTERWARDS,
        }
    }

    /// 提出時期に係る説明, in the words that are usual.
    #[must_use]
    pub fn explanation(self, important: bool) -> &'static str {
        match self {
            Self::Ahead if important => {
                "リスクを相当程度変動させるものではないため重要な変更に当たらないが、変更の前に提出・公表する。"
            }
            Self::Ahead => "その他の項目の変更であるが、変更の前に提出・公表する。",
            Self::Done => OTHER_ITEM,
            Self::Important => "重要な変更に該当するため、変更の前に提出・公表する。",
            Self::Typo => "誤字脱字の修正であり、重要な変更に当たらない。",
            Self::Formal => "形式的な変更であり、重要な変更に当たらない。",
            Self::Mitigating => "リスクを明らかに軽減させる変更であり、重要な変更に当たらない。",
            Self::Slight => "リスクを相当程度変動させるものではないため、重要な変更に当たらない。",
            Self::Urgent => "特定個人情報保護評価に関する規則第9条第2項の規定（緊急時の事後評価）に基づく。",
        }
    }

    /// What an explanation in anyone's words decides; `None` where nothing is explained.
    #[must_use]
    pub fn read(explanation: &str) -> Option<Self> {
        let text = fold(explanation);
        let words = lexicon();
        Some(match () {
            () if text.chars().all(|c| "-ー－—".contains(c)) => return None,
            () if says_urgent(&text) => Self::Urgent,
            () if says_important(explanation) => Self::Important,
            () if words.ahead.are_in(&text) => Self::Ahead,
            () if words.slips.are_in(&text) => Self::Typo,
            () if words.mitigating.are_in(&text) => Self::Mitigating,
            () if words.formal.are_in(&text) => Self::Formal,
            () => Self::Slight,
        })
    }
}

/// No decision has such a word.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("「{word}」という判断はありません。{} のどれかを書いてください", words(offered))]
pub struct UnknownDecision {
    word: String,
    offered: Vec<Decision>,
}

/// The words of some decisions, for a message.
#[must_use]
pub fn words(offered: &[Decision]) -> String {
    let words = offered.iter().map(|decision| decision.word());
    words.collect::<Vec<_>>().join("、")
}

impl Decision {
    /// The one of those that are offered that is meant by a word, or by a 1-based place among them.
    ///
    /// # Errors
    /// Where none is.
    pub fn named(word: &str, offered: &[Self]) -> Result<Self, UnknownDecision> {
        let folded = fold(word);
        let mut numbered = (1..).zip(offered);
        let named = numbered.find(|(number, decision)| folded == decision.word() || folded == number.to_string());
        named.map(|(_, decision)| *decision).ok_or(UnknownDecision {
            word: folded,
            offered: offered.to_vec(),
        })
    }
}

impl FromStr for Decision {
    type Err = UnknownDecision;

    /// By its word, or by its place among those of a ※ item.
    fn from_str(word: &str) -> Result<Self, UnknownDecision> {
        let offered = [Self::offered(true), &[Self::Done]].concat();
        Self::named(word, &offered)
    }
}

/// Whether folded words say that a change was made in urgency and is evaluated afterwards.
fn says_urgent(text: &str) -> bool {
    // 番号法 has a 第9条第2項 too, on which 条例 rest.
    let of_rules = text.match_indices("第9条第2項").any(|(at, _)| {
        let before = &text[..at];
        let before = before.strip_suffix(')').map_or(before, |inside| {
            inside.rfind('(').map_or(inside, |open| &inside[..open])
        });
        before.ends_with("規則")
    });
    let words = lexicon();
    let says = words.urgent.iter().any(|word| {
        text.match_indices(word).any(|(at, _)| {
            let clause = text[at + word.len()..]
                .split(['。', '、', '(', ')'])
                .next()
                .unwrap_or_default();
            // やむを得ない is no denial.
            let clause = clause.replace("得ない", "");
            !words.not_urgent.are_in(&clause)
        })
    });
    of_rules || says || text == "緊急"
}

/// Whether an explanation calls its change a 重要な変更, and does not say that it is none.
#[must_use]
pub fn says_important(explanation: &str) -> bool {
    let text = fold(explanation);
    text.match_indices("重要な変更").any(|(at, word)| {
        let rest = &text[at + word.len()..];
        let clause = rest.split(['。', '、', '(', ')']).next().unwrap_or_default();
        let words = lexicon();
        let denied = words.not_important.are_in(clause);
        // 「重要な変更と合わせて提出する」 speaks of another row's change.
        let beside = words.beside_important.begin(rest);
        !denied && !beside && !text[..at].ends_with('非')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_writes_it_reads_again() {
        for decision in Decision::offered(true) {
            assert_eq!(Decision::read(decision.explanation(true)), Some(*decision));
            assert_eq!(decision.word().parse(), Ok(*decision));
        }
        for decision in Decision::offered(false) {
            assert!(!says_important(decision.explanation(false)));
            assert_eq!(decision.word().parse(), Ok(*decision));
        }
    }

    #[test]
    fn a_denied_importance_is_none() {
        for text in [
            "重要な変更",
            "重要な変更に該当するため",
            "移行に伴う重要な変更であり、移行の前に提出・公表する。",
        ] {
            assert!(says_important(text), "{text}");
        }
        for text in [
            "",
            "重要な変更に当たらない（形式的な変更）",
            "リスクを明らかに軽減させる変更であり、重要な変更に該当しないため",
            "重要な変更の対象項目ではない",
            "重要な変更以外の変更",
            "その他の項目の変更であるが、重要な変更と合わせて提出・公表する。",
        ] {
            assert!(!says_important(text), "{text}");
        }
    }

    #[test]
    fn an_explanation_in_other_words_is_understood() {
        for (words, decision) in [
            ("重要な変更", Some(Decision::Important)),
            ("重要な変更に当たらない（形式的な変更）", Some(Decision::Formal)),
            (
                "組織改編に伴う名称の変更であり、事前の提出・公表が義務付けられない。",
                Some(Decision::Formal),
            ),
            ("規則第９条第２項の規定に基づく事後の評価", Some(Decision::Urgent)),
            (
                "特定個人情報保護評価に関する規則（平成26年特定個人情報保護委員会規則第1号）第9条第2項",
                Some(Decision::Urgent),
            ),
            ("災害への対応のため緊急に変更した。", Some(Decision::Urgent)),
            ("緊急かつやむを得ない事由による変更", Some(Decision::Urgent)),
            ("緊急", Some(Decision::Urgent)),
            ("緊急性が高い重要な変更", Some(Decision::Urgent)),
            ("法改正に伴う変更", Some(Decision::Slight)),
            ("事前に提出・公表が義務付けられない", Some(Decision::Slight)),
            (
                "その他の項目の変更であるが、令和8年8月の移転の開始に先立って提出・公表する。",
                Some(Decision::Ahead),
            ),
            ("－", None),
            ("", None),
        ] {
            assert_eq!(Decision::read(words), decision, "{words}");
        }
    }

    #[test]
    fn words_that_only_hold_緊急_say_nothing_of_urgency() {
        for (words, decision) in [
            ("緊急連絡先の変更", Decision::Slight),
            (
                "緊急連絡先の名称の変更であり、重要な変更に当たらない。",
                Decision::Formal,
            ),
            ("緊急通報システムの追加による重要な変更", Decision::Important),
            (
                "緊急時対応手順の見直しであり、リスクを軽減させる変更",
                Decision::Mitigating,
            ),
            ("緊急小口資金の廃止に伴う変更", Decision::Slight),
            ("緊急性のない変更", Decision::Slight),
            ("番号法第9条第2項に基づく条例の改正に伴う変更", Decision::Slight),
            ("条例第9条第2項の改正に伴う変更", Decision::Slight),
        ] {
            assert_eq!(Decision::read(words), Some(decision), "{words}");
        }
    }
}
