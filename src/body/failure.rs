//! Why a text or a body could not be read or written, in Japanese. Knows no exit code.

use std::path::PathBuf;

use crate::attached::AttachedError;
use crate::body::settings::FILE as SETTINGS;
use crate::seal::{Broken, Damage};

/// Why what lies on disk could not be worked on.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{name} を読めません: {}", reason(.error))]
    Read { name: String, error: std::io::Error },
    #[error("{} に書けません: {}", path.display(), reason(.error))]
    Write { path: PathBuf, error: std::io::Error },
    /// The folder refuses a file in it, whatever the file itself allows.
    #[cfg(feature = "cli")]
    #[error("{} に書けません: {}", path.display(), folder_reason(folder, .error))]
    WriteInFolder {
        path: PathBuf,
        folder: PathBuf,
        error: std::io::Error,
    },
    #[cfg(feature = "cli")]
    #[error("{}: {why}", path.display())]
    Barred { path: PathBuf, why: super::write::Barred },
    #[cfg(feature = "cli")]
    #[error("{} は、ほかの hyoka が封をしているところなので、書き込みませんでした。終わってから、もう一度試してください", .0.display())]
    Busy(PathBuf),
    #[error("{name}: {error}")]
    Attached { name: String, error: AttachedError },
    #[error("{}: {error}", path.display())]
    Revision { path: PathBuf, error: RevisionError },
    #[error(
        "{} を読めません。{broken}。封をした写しを確かめられないので、控えや git から、このファイルを元に戻してください",
        path.display()
    )]
    Manifest { path: PathBuf, broken: Broken },
    #[error(
        "公表した版の写しが、封をしたときのままではありません（S114）。控えや git から、元に戻してください{}",
        lines(.0)
    )]
    Damaged(Vec<(PathBuf, Damage)>),
    #[error(
        "{0} に、封のない写しがあります（S115）。公表したときのままなら hyoka seal --adopt {0} で封をし、そうでなければ控えや git から元に戻すか、\
         写しでないものは除いてください{1}",
        folder.display(),
        names(copies)
    )]
    Unlisted { folder: PathBuf, copies: Vec<PathBuf> },
    #[error("{} は、読んでいる間にほかのプログラムが書き換えたため、書き込みませんでした。もう一度試してください", .0.display())]
    Rewritten(PathBuf),
    #[error("{}", misnamed(path, meant))]
    Misnamed { path: PathBuf, meant: String },
    #[error(
        "{} に評価書がありません。評価書は assessments/030/juten.yaml のように、評価書番号のフォルダに置きます",
        .0.display()
    )]
    Empty(PathBuf),
    #[error(
        "評価書のファイルかフォルダを指定してください。{SETTINGS} のあるフォルダでは、指定しなければすべての評価書を扱います"
    )]
    NoBody,
}

/// Why a file has no version at a revision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevisionError {
    #[error("git で管理しているフォルダの中にありません")]
    NoRepository,
    #[error(
        "「{0}」という版（コミット、ブランチ、タグ）は、このファイルの git にはありません。git log などで確かめてください"
    )]
    NoRevision(String),
    #[error("「{0}」の版には、このファイルがありません。名前や場所が違っていなかったか確かめてください")]
    NoFile(String),
    #[error("「{0}」の版のファイルは大きすぎるため、git から取り出しません")]
    TooLarge(String),
    #[error("この git には、まだ一つも版（コミット）がありません。git commit で記録してから比べてください")]
    NoCommit,
    #[error(
        "「{0}」という版は、手元の git にはありません。この git は、履歴の一部だけを取り寄せたもの（浅い複製）です。git fetch --unshallow で残りを取り寄せてください"
    )]
    Shallow(String),
    #[error(
        "「{0}」の版のファイルの中身は、手元の git にありません。この git は、中身を後から取り寄せるもの（部分的な複製）です。git show {0}:ファイルの名前 で取り寄せてから、もう一度試してください"
    )]
    Partial(String),
    #[error(
        "「{0}」の版を読むのに要るデータが、git から失われているか、壊れています（広げると大きすぎるものも読みません）。git fsck で確かめて、控えや共有の場所から取り直してください"
    )]
    Lost(String),
    #[error("git の設定のファイル {} が壊れているため読めません。git config --list で、誤りのある行を確かめてください", .0.display())]
    Config(PathBuf),
    #[error("git のフォルダ {} を開けません。壊れているか、hyoka の知らない形式です。git status で確かめてください", .0.display())]
    Unopened(PathBuf),
    #[error("git のフォルダに、ふつうのファイルではないもの（パイプや装置）があるため、読みません: {}", .0.display())]
    Irregular(PathBuf),
    #[error("git のフォルダ {} は、ほかの git の中身（alternates）を借りる先が多すぎるため、読みません", .0.display())]
    Alternates(PathBuf),
}

impl Failure {
    /// Whether it tells of sealed copies that are not as they were sealed, or cannot be held to it.
    #[must_use]
    pub fn is_of_seal(&self) -> bool {
        matches!(self, Self::Manifest { .. } | Self::Damaged(_) | Self::Unlisted { .. })
    }
}

/// A line for each file.
fn lines(damaged: &[(PathBuf, Damage)]) -> String {
    let mut lines = String::new();
    for (path, damage) in damaged {
        lines.push_str("\n  ");
        lines.push_str(&path.display().to_string());
        lines.push_str(": ");
        lines.push_str(damage.words());
    }
    lines
}

/// Why a folder takes no file.
#[cfg(feature = "cli")]
fn folder_reason(folder: &std::path::Path, error: &std::io::Error) -> String {
    let name = folder.display();
    #[allow(clippy::wildcard_enum_match_arm)] // Of the others the folder is only where it happened.
    match error.kind() {
        std::io::ErrorKind::NotADirectory => format!("{name} はフォルダではありません"),
        std::io::ErrorKind::PermissionDenied => format!("フォルダ {name} に、ファイルを作る権限がありません"),
        _ => format!("フォルダ {name}: {}", reason(error)),
    }
}

fn misnamed(path: &std::path::Path, meant: &str) -> String {
    let name = path.display();
    if meant == SETTINGS {
        format!(
            "{name} は、この名前では機関の設定として読まれません。名前を {meant} に改めるか、要らないものなら除いてください"
        )
    } else {
        format!(
            "{name} は、この名前では評価書として読まれません。名前を {meant} に改めるか、評価書でないものなら除いてください"
        )
    }
}

fn names(paths: &[PathBuf]) -> String {
    let names = paths.iter().map(|path| format!("\n  {}", path.display()));
    names.collect()
}

/// What the operating system's refusal means.
#[allow(clippy::wildcard_enum_match_arm)] // The system has more reasons than help anyone.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => "ファイルもフォルダもありません。名前と場所を確かめてください".to_owned(),
        K::PermissionDenied => "権限がありません".to_owned(),
        K::IsADirectory => "フォルダです。ファイルを指定してください".to_owned(),
        K::Unsupported => {
            "ふつうのファイルではありません（パイプや装置など）。評価書や設定のファイルに置き換えてください".to_owned()
        }
        K::NotADirectory => "途中に、フォルダでないものがあります".to_owned(),
        K::StorageFull | K::QuotaExceeded => "空き容量がありません".to_owned(),
        K::ReadOnlyFilesystem => "書き込みのできない場所です".to_owned(),
        K::InvalidFilename => "ファイルの名前に使えない文字があるか、名前が長すぎます".to_owned(),
        K::AlreadyExists => "同じ名前のものが既にあります".to_owned(),
        // ERROR_SHARING_VIOLATION: Excel and the like lock what they show.
        _ if cfg!(windows) && error.raw_os_error() == Some(32) => "ほかのプログラムが開いています".to_owned(),
        // The system's own words are English on many machines.
        _ => match error.raw_os_error() {
            Some(number) => format!("入出力の誤りです（システムの番号 {number}）"),
            None => "入出力の誤りです".to_owned(),
        },
    }
}
