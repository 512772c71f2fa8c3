//! Which kind of workbook bytes are, by what is in them.

use super::BookError;
use super::package::Package;
use super::xls::{Compound, is_compound};
use crate::source::kind::Kind as FileKind;

/// A kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// With or without macros.
    Xlsx,
    /// Excel's binary workbook, which is not read.
    Xlsb,
    Ods,
    /// Excel 97 to 2003.
    Xls,
    /// Behind a password; what is in it nobody can tell.
    Protected,
}

const ZIP: &[u8] = b"PK\x03\x04";
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

impl Kind {
    /// The kind of a workbook; `None` for what is none.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(ZIP) {
            return of_package(&mut Package::open(bytes).ok()?);
        }
        if is_compound(bytes) {
            return of_compound(&Compound::open(bytes).ok()?);
        }
        None
    }
}

fn of_compound(file: &Compound<'_>) -> Option<Kind> {
    // A package behind a password lies in a compound file.
    if file.has("EncryptedPackage") {
        return Some(Kind::Protected);
    }
    (file.has("Workbook") || file.has("Book")).then_some(Kind::Xls)
}

fn of_package(package: &mut Package<'_>) -> Option<Kind> {
    if package.has("xl/workbook.xml") {
        return Some(Kind::Xlsx);
    }
    if package.has("xl/workbook.bin") {
        return Some(Kind::Xlsb);
    }
    let named = package.bytes("mimetype", 200).ok().flatten().unwrap_or_default();
    if !named.trim_ascii().starts_with(ODS) {
        return None;
    }
    // LibreOffice 24.8 and later put a protected document into a package of its own.
    let is_protected = package.has("encrypted-package") || {
        let manifest = package.text("META-INF/manifest.xml").ok().flatten();
        manifest.is_some_and(|manifest| manifest.contains("encryption-data"))
    };
    Some(if is_protected { Kind::Protected } else { Kind::Ods })
}

/// Why bytes are no workbook.
pub(super) fn refused(bytes: &[u8]) -> BookError {
    const AGAIN: &str = "もう一度保存し直したものか、元のファイルを指定してください";
    if bytes.starts_with(ZIP) {
        return match Package::open(bytes) {
            Err(failure) => failure,
            Ok(package) if package.has("word/document.xml") => {
                BookError::NoBook("Word の文書です。Excel のブックを指定してください".to_owned())
            }
            Ok(_) => BookError::NoBook(format!("ほかの ZIP 形式のファイルです。{AGAIN}")),
        };
    }
    if is_compound(bytes) {
        return match Compound::open(bytes) {
            Err(failure) => failure,
            Ok(file) if file.has("WordDocument") => {
                BookError::NoBook("Word の文書です。Excel のブックを指定してください".to_owned())
            }
            Ok(_) => BookError::NoBook(format!("Excel ではない、古い形式の文書です。{AGAIN}")),
        };
    }
    let what = match FileKind::of(bytes) {
        Some(FileKind::Page) => "ウェブページ（HTML）です。Excel で開き、xlsx で保存し直してください".to_owned(),
        Some(FileKind::Pdf) => "PDF です。名前の終わりを .pdf に改めてください".to_owned(),
        Some(FileKind::Picture) => {
            "画像（紙を読み取ったもの）です。文字が入っていないため読めません。元の Excel のファイルを指定してください"
                .to_owned()
        }
        Some(kind @ (FileKind::Zip | FileKind::OldOffice | FileKind::Gzip)) => format!("{}です。{AGAIN}", kind.name()),
        None if bytes.contains(&0) => format!("Excel のデータではありません。{AGAIN}"),
        None => "文章（テキスト）です。Excel で開き、xlsx で保存し直してください".to_owned(),
    };
    BookError::NoBook(what)
}
