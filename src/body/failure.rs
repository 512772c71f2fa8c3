//! Why a file or a body could not be read or written, in Japanese. Knows no exit code.

use std::path::PathBuf;

/// Why a verb could not do its work at all.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("{}", .0)]
    Usage(String),
    #[error("{} を読めません: {}", path.display(), reason(.error))]
    Read { path: PathBuf, error: std::io::Error },
    #[error("{}: {reason}", path.display())]
    Source { path: PathBuf, reason: String },
    #[error("{} に書けません: {}", path.display(), reason(.error))]
    Write { path: PathBuf, error: std::io::Error },
    #[error("{}", .0)]
    Publish(String),
    #[error("{}", .0)]
    Seal(String),
}

/// What the operating system's refusal means.
#[allow(clippy::wildcard_enum_match_arm)] // The system has more reasons than help anyone.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => "ファイルもフォルダもありません。名前と場所を確かめてください".to_owned(),
        K::PermissionDenied => "権限がありません".to_owned(),
        K::IsADirectory => "フォルダです。ファイルを指定してください".to_owned(),
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
