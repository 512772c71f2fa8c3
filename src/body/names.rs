//! What the name of a file or folder says: an assessment, settings, a copy that some program or person left, or a name that
//! was meant to be one of these. Looks at names and first lines, never at a disk.

use super::settings::FILE as SETTINGS;
use crate::folding::nfkc;

/// Endings of what is YAML.
const YAML: [&str; 2] = ["yaml", "yml"];

/// Endings that a text may have got from an editor or lost to it; whatever has another is what that says.
const PLAIN: [&str; 8] = ["", "txt", "text", "tmp", "dat", "yam", "ymal", "yaml1"];

/// What editors and tools put behind a whole name.
const BEHIND: [&str; 10] = [
    ".orig", ".bak", ".old", ".backup", ".save", ".tmp", ".mine", ".rej", ".swp", "~",
];

/// Who leaves a copy of a file beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// A program that keeps folders of several computers alike.
    Sync,
    /// An editor or a merge tool.
    Backup,
    /// A person, by copying.
    Copied,
    /// Office, while a file is open.
    OpenMark,
}

impl CopyKind {
    /// What a reader is told that it is.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Sync => "同期のプログラムが、食い違いのために残した写し",
            Self::Backup => "エディタなどが残した控え",
            Self::Copied => "コピーした写し",
            Self::OpenMark => "ほかのプログラムが開いている間だけ置く印",
        }
    }
}

/// A name in the one form in which two are compared: narrow, small, without blanks and dots at its end.
pub(super) fn folded(name: &str) -> String {
    let name = nfkc(name).replace('。', ".").to_lowercase();
    name.trim().trim_end_matches(['.', ' ']).to_owned()
}

fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// Whether a name is that of a YAML file as every program takes it.
pub(super) fn is_yaml(name: &str) -> bool {
    let (stem, ending) = split(name);
    !stem.is_empty() && YAML.iter().any(|yaml| ending.eq_ignore_ascii_case(yaml))
}

/// Whether a name is that of the settings of a body, or would be taken for it on a disk that knows no cases.
pub(super) fn is_settings(name: &str) -> bool {
    is_yaml(name) && split(name).0.eq_ignore_ascii_case(split(SETTINGS).0)
}

/// The name that a file was meant to have whose name no program takes for YAML: `juten.yaml.txt`, `juten．yaml`, `juten.yaml `.
pub(super) fn meant(name: &str) -> Option<String> {
    if is_yaml(name) {
        return None;
    }
    let mut name = folded(name);
    if let Some(stem) = name.strip_suffix(".txt") {
        name = folded(stem);
    }
    is_yaml(&name).then_some(name)
}

/// Whether a name may be that of an assessment without the ending of one.
pub(super) fn may_lack_ending(name: &str) -> bool {
    let name = folded(name);
    let (_, ending) = split(&name);
    (PLAIN.contains(&ending) || !ending.is_ascii()) && !is_yaml(&name)
}

/// The name that an assessment without the ending of one should have.
pub(super) fn with_ending(name: &str) -> String {
    let name = folded(name);
    let stem = name.strip_suffix(".txt").unwrap_or(&name);
    format!("{stem}.yaml")
}

/// Of a copy, who leaves such and what the copied file or folder is called, folded.
pub(super) fn copied(name: &str) -> Option<(CopyKind, String)> {
    let name = folded(name);
    if let Some(rest) = name.strip_prefix("~$") {
        return Some((CopyKind::OpenMark, rest.to_owned()));
    }
    // Behind the whole name.
    for ending in BEHIND {
        if let Some(rest) = name.strip_suffix(ending).filter(|rest| is_yaml(rest)) {
            return Some((CopyKind::Backup, rest.to_owned()));
        }
    }
    // Before the ending.
    let (stem, ending) = if is_yaml(&name) {
        split(&name)
    } else {
        (name.as_str(), "")
    };
    let (kind, stem) = stem_copied(stem)?;
    let name = if ending.is_empty() {
        stem
    } else {
        format!("{stem}.{ending}")
    };
    Some((kind, name))
}

/// What is copied by the stem of a name.
fn stem_copied(stem: &str) -> Option<(CopyKind, String)> {
    use CopyKind::{Backup, Copied, Sync};
    let of = |kind, rest: &str| {
        let rest = rest.trim_end_matches([' ', '-', '_', '.']);
        (!rest.is_empty()).then(|| (kind, rest.to_owned()))
    };
    for before in ["コピー ~ ", "コピー ~", "copy of "] {
        if let Some(rest) = stem.strip_prefix(before) {
            return of(Copied, rest);
        }
    }
    if let Some((rest, _)) = stem.split_once(".sync-conflict-") {
        return of(Sync, rest);
    }
    // In brackets: who, when, or how many there are.
    if let Some((rest, inside)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('(')) {
        let has = |words: &[&str]| words.iter().any(|word| inside.contains(word));
        if has(&["conflict", "競合"]) {
            return of(Sync, rest);
        }
        if inside.trim().chars().all(|c| c.is_ascii_digit()) && !inside.trim().is_empty() {
            // `juten - コピー (2)`
            let rest = rest.trim_end();
            return stem_copied(rest).or_else(|| of(Copied, rest));
        }
        if has(&["コピー", "copy", "写し"]) {
            return of(Copied, rest);
        }
        if ["旧", "控え", "old"].contains(&inside.trim()) {
            return of(Backup, rest);
        }
        return None;
    }
    // A merge tool puts a number behind.
    let bare = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let marks = ["backup", "base", "local", "remote"];
    for mark in marks {
        for sign in ['_', '.'] {
            let numbered = bare.strip_suffix(sign).and_then(|bare| bare.strip_suffix(mark));
            let plain = stem.strip_suffix(mark).filter(|_| mark == "backup");
            let rest = numbered.or(plain).and_then(|rest| rest.strip_suffix(sign));
            if let Some(rest) = rest {
                return of(Backup, rest);
            }
        }
    }
    for ending in ["_旧", "-旧", "_old", "-old", "_bak", "-bak", "-backup", "_orig"] {
        if let Some(rest) = stem.strip_suffix(ending) {
            return of(Backup, rest);
        }
    }
    let unnumbered = bare.trim_end();
    for ending in [
        "のコピー",
        "- コピー",
        "-コピー",
        "_コピー",
        " コピー",
        "- copy",
        "-copy",
        "_copy",
        " copy",
    ] {
        for stem in [stem, unnumbered] {
            if let Some(rest) = stem.strip_suffix(ending) {
                return of(Copied, rest);
            }
        }
    }
    // The name of a computer, as its maker gives it.
    for maker in ["-desktop-", "-laptop-", "-win-"] {
        if let Some((rest, computer)) = stem.rsplit_once(maker)
            && computer.len() >= 5
            && computer.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return of(Sync, rest);
        }
    }
    None
}

/// Whether a text is that of an assessment, by a line that says its form, in any encoding that a Japanese editor writes.
pub(super) fn is_assessment_text(bytes: &[u8]) -> bool {
    first_value(bytes, "様式").is_some()
}

/// What a text says 評価書番号 is, as it is written.
pub(super) fn number_in(bytes: &[u8]) -> Option<String> {
    first_value(bytes, "評価書番号")
}

/// What stands behind a key of the top at its first line, without the quotes around it.
fn first_value(bytes: &[u8], key: &str) -> Option<String> {
    let text = crate::source::any_text(bytes);
    text.lines().find_map(|line| {
        let line = line.trim_start_matches(['\u{feff}', '{', '"', '\'', ' ']);
        let rest = line.strip_prefix(key)?.trim_start_matches(['"', '\'', ' ', '　']);
        let value = rest.strip_prefix([':', '：'])?;
        let value = value.split(" #").next().unwrap_or_default();
        Some(nfkc(value.trim().trim_matches(['"', '\'', ',', ' '])))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_programs_take_for_yaml_are_told_from_those_that_were_meant_to_be() {
        for name in ["juten.yaml", "JUTEN.YAML", "juten.Yml", "a.b.yml"] {
            assert!(is_yaml(name) && meant(name).is_none(), "{name}");
        }
        for name in [
            "juten.yaml.txt",
            "juten．yaml",
            "juten.ｙａｍｌ",
            "juten.yaml ",
            "juten.yaml　",
            "juten.yaml.",
            "juten。yaml",
            "JUTEN.YAML.TXT",
        ] {
            assert_eq!(meant(name).as_deref(), Some("juten.yaml"), "{name}");
        }
        for name in ["juten", "memo.txt", "図.svg", ".yaml"] {
            assert_eq!(meant(name), None, "{name}");
        }
        for name in ["hyoka.yaml", "hyoka.yml", "HYOKA.YAML"] {
            assert!(is_settings(name), "{name}");
        }
        assert_eq!(meant("hyoka.yaml.txt").as_deref(), Some("hyoka.yaml"));
        assert!(may_lack_ending("juten") && may_lack_ending("評価書.txt") && !may_lack_ending("public.PDF"));
        assert_eq!(with_ending("評価書.txt"), "評価書.yaml");
    }

    #[test]
    fn copies_are_known_by_what_programs_and_people_put_into_names() {
        use CopyKind::{Backup, Copied, OpenMark, Sync};
        for (name, kind) in [
            ("juten (1).yaml", Copied),
            ("juten(2).yaml", Copied),
            ("juten（１）.yaml", Copied),
            ("juten - コピー.yaml", Copied),
            ("juten - コピー (3).yaml", Copied),
            ("juten のコピー.yaml", Copied),
            ("jutenのコピー2.yaml", Copied),
            ("コピー ～ juten.yaml", Copied),
            ("juten - Copy.yaml", Copied),
            ("Copy of juten.yaml", Copied),
            ("juten copy 2.yaml", Copied),
            ("juten (見本 太郎's conflicted copy 2026-10-01).yaml", Sync),
            ("juten (見本太郎 の競合コピー 2026-10-01).yaml", Sync),
            ("juten (Case Conflict).yaml", Sync),
            ("juten.sync-conflict-20261001-090000-ABCDEFG.yaml", Sync),
            ("juten-DESKTOP-7Q2MIHO.yaml", Sync),
            ("juten-LAPTOP-AB12CD34.yaml", Sync),
            ("juten.yaml.orig", Backup),
            ("juten.yaml.bak", Backup),
            ("juten.yaml~", Backup),
            ("juten_BACKUP.yaml", Backup),
            ("juten_BACKUP_1234.yaml", Backup),
            ("juten.LOCAL.1234.yaml", Backup),
            ("juten_REMOTE_77.yaml", Backup),
            ("juten（旧）.yaml", Backup),
            ("juten_old.yaml", Backup),
        ] {
            let found = copied(name);
            assert_eq!(found, Some((kind, "juten.yaml".to_owned())), "{name}");
        }
        assert_eq!(copied("~$ten.yaml"), Some((OpenMark, "ten.yaml".to_owned())));
        assert_eq!(copied("012 - コピー"), Some((Copied, "012".to_owned())));
        assert_eq!(copied("012 (2)"), Some((Copied, "012".to_owned())));
        for name in [
            "juten.yaml",
            "kiso.yml",
            "juten.2025-06-30.yaml",
            "012",
            "juten-koseki.yaml",
            "国保(資格).yaml",
            "(1).yaml",
            "database.yaml",
            "local.yaml",
        ] {
            assert_eq!(copied(name), None, "{name}");
        }
    }

    #[test]
    fn an_assessment_is_known_by_the_line_of_its_form_in_any_encoding() {
        let sjis = encoding_rs::SHIFT_JIS.encode("様式: 重点項目評価書\r\n").0.into_owned();
        let utf16: Vec<u8> = "\u{feff}様式: 基礎".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            &b"\xEF\xBB\xBF\xE6\xA7\x98\xE5\xBC\x8F: x"[..],
            "# a\n様式：x".as_bytes(),
            "{\"様式\": \"x\"}".as_bytes(),
            &sjis,
            &utf16,
        ] {
            assert!(is_assessment_text(bytes), "{bytes:?}");
        }
        for text in ["", "様式の説明\n", "  項目: 様式: x", "title: 様式\n"] {
            assert!(!is_assessment_text(text.as_bytes()), "{text}");
        }
        assert_eq!(
            number_in("様式: x\n評価書番号: '２１'  # 改めた\n".as_bytes()).as_deref(),
            Some("21")
        );
    }
}
