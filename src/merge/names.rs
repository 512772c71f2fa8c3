//! What a reader is told that the versions of a merge are. git calls its sides otherwise in a rebase than in a merge, so where
//! git asks, nobody's words are called another's. Merges nothing.

use super::Which;

/// The labels of git are as long as its users make them.
const MOST: usize = 60;

/// The words for the versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// Before 版 and 記載, and what stands behind.
    ours: (&'static str, String),
    theirs: (&'static str, String),
}

impl Names {
    /// For a person who says which version is his.
    #[must_use]
    pub fn of_people() -> Self {
        Self {
            ours: ("こちらの", String::new()),
            theirs: ("相手の", String::new()),
        }
    }

    /// For git: in a merge what is merged into is one's own, in a rebase what is put onto it. `ours` and `theirs` are the
    /// labels that git gives, where it does.
    #[must_use]
    pub fn of_git(ours: Option<&str>, theirs: Option<&str>) -> Self {
        Self {
            ours: ("併合先の", label(ours)),
            theirs: ("取り込む", label(theirs)),
        }
    }

    /// The words for a version.
    #[must_use]
    pub fn version(&self, which: Which) -> String {
        self.of("版", which)
    }

    /// The words for what a version says.
    #[must_use]
    pub fn words(&self, which: Which) -> String {
        self.of("記載", which)
    }

    fn of(&self, what: &str, which: Which) -> String {
        match which {
            Which::Base => format!("もとの{what}"),
            Which::Ours => format!("{}{what}{}", self.ours.0, self.ours.1),
            Which::Theirs => format!("{}{what}{}", self.theirs.0, self.theirs.1),
        }
    }
}

/// A label of git in brackets. An older git gives its sign for one as it stands, and HEAD says nothing.
fn label(label: Option<&str>) -> String {
    let words = label.unwrap_or_default().trim();
    if words.is_empty() || words.starts_with('%') || words == "HEAD" {
        return String::new();
    }
    let words = match words {
        "Updated upstream" => "作業フォルダ",
        "Stashed changes" => "git stash で取り置いたもの",
        words => words,
    };
    let words: String = words.chars().filter(|c| !c.is_control()).take(MOST).collect();
    format!("（{words}）")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn git_calls_nobodys_words_of_another() {
        let names = Names::of_git(Some("HEAD"), Some("3f2a91c (課名を改める)\n"));
        assert_eq!(names.words(Which::Ours), "併合先の記載");
        assert_eq!(names.words(Which::Theirs), "取り込む記載（3f2a91c (課名を改める)）");
        assert_eq!(names.version(Which::Base), "もとの版");
        assert_eq!(Names::of_git(Some("%X"), None), Names::of_git(None, Some("")));
        let stash = Names::of_git(Some("Updated upstream"), Some("Stashed changes"));
        assert_eq!(stash.version(Which::Theirs), "取り込む版（git stash で取り置いたもの）");
        assert_eq!(Names::of_people().words(Which::Theirs), "相手の記載");
    }
}
