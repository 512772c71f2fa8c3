//! What a file is that is no YAML text, by its first bytes. Judges nothing that the bytes mean.

use super::decode::legacy;

/// In how many bytes a PDF may begin: programs that send or store files put their own lines in front.
const LEAD: usize = 1024;

/// Files of other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Zip,
    OldOffice,
    Gzip,
    Page,
    Picture,
}

impl Kind {
    /// The kind of a file; `None` for one that may be a text.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const SIGNS: [(&[u8], Kind); 6] = [
            (b"PK\x03\x04", Kind::Zip),
            (b"\xD0\xCF\x11\xE0", Kind::OldOffice),
            (b"\x1F\x8B", Kind::Gzip),
            (b"\x89PNG", Kind::Picture),
            (b"\xFF\xD8\xFF", Kind::Picture),
            (b"GIF8", Kind::Picture),
        ];
        let known = SIGNS.iter().find(|(first, _)| bytes.starts_with(first));
        let page = || is_page(bytes).then_some(Kind::Page);
        let pdf = || is_pdf(bytes).then_some(Kind::Pdf);
        known.map(|(_, kind)| *kind).or_else(pdf).or_else(page)
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Pdf => "PDF のファイル",
            Kind::Zip => "Excel や Word などのファイル（ZIP 形式）",
            Kind::OldOffice => "古い形式の Excel や Word のファイル",
            Kind::Gzip => "gzip で圧縮されたファイル",
            Kind::Page => "ウェブページ（HTML）のファイル",
            Kind::Picture => "画像のファイル",
        }
    }
}

/// What a file is that should be a PDF, and what to do.
#[must_use]
pub fn told_no_pdf(bytes: &[u8]) -> String {
    const AGAIN: &str = "もう一度ダウンロードするか、元のファイルを確かめてください";
    let what = match Kind::of(bytes) {
        Some(Kind::Gzip) => return "gzip で圧縮されたものです。展開（解凍）したものを指定してください".to_owned(),
        Some(Kind::Page) => {
            "ウェブページ（HTML）です。ダウンロードに失敗したときの案内の画面かもしれません。ブラウザーで開いてみて、"
        }
        Some(kind) => return format!("{}です。{AGAIN}", kind.name()),
        None if bytes.is_empty() => "空です（0バイト）。",
        None if std::str::from_utf8(bytes).is_ok() => {
            return "文章（UTF-8 のテキスト）です。評価書の YAML なら、名前の終わりを .yaml に改めてください"
                .to_owned();
        }
        None => match legacy(bytes) {
            "" => "PDF のデータではありません。",
            name => return format!("文章（{name} のテキスト）です。{AGAIN}"),
        },
    };
    format!("{what}{AGAIN}")
}

/// Whether a PDF begins here, or after a few bytes that are none of it. A text may speak of `%PDF-`; then no object follows.
fn is_pdf(bytes: &[u8]) -> bool {
    const HEAD: &[u8] = b"%PDF-";
    if bytes.starts_with(HEAD) {
        return true;
    }
    let lead = &bytes[..bytes.len().min(LEAD)];
    let Some(at) = lead.windows(HEAD.len()).position(|window| window == HEAD) else {
        return false;
    };
    let behind = &bytes[at..bytes.len().min(at + LEAD)];
    let version = behind.get(HEAD.len()..HEAD.len() + 2);
    version.is_some_and(|version| version[0].is_ascii_digit() && version[1] == b'.')
        && behind
            .windows(5)
            .any(|window| window == b" obj\n" || window == b" obj\r" || window == b" obj<")
}

/// Whether a page of the web begins here, as it comes where a file should be downloaded.
fn is_page(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let begins = |word: &str| {
        bytes
            .get(..word.len())
            .is_some_and(|first| first.eq_ignore_ascii_case(word.as_bytes()))
    };
    ["<!doctype html", "<html", "<head", "<body"].into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_bytes() {
        for (bytes, kind) in [
            (&b"%PDF-1.7"[..], Some(Kind::Pdf)),
            (b"\xEF\xBB\xBF%PDF-1.7\n1 0 obj\n", Some(Kind::Pdf)),
            (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.7\r1 0 obj<<>>", Some(Kind::Pdf)),
            (b"\x1F\x8B\x08", Some(Kind::Gzip)),
            (b" \r\n<!DOCTYPE HTML><title>404", Some(Kind::Page)),
            (b"<html lang=ja>", Some(Kind::Page)),
            (b"\x89PNG\r\n", Some(Kind::Picture)),
            ("様式: 重点項目評価書\n# %PDF-1.7 で保存したもの\n".as_bytes(), None),
            (b"<", None),
            (b"", None),
        ] {
            assert_eq!(Kind::of(bytes), kind);
        }
    }
}
