//! The way in for another program: read, check, compare, lay out, publish, each in one call over the forms that are built in. Adds
//! nothing to the modules behind it and reads no files.

use jiff::civil::Date;

use crate::answers::{self, Assessment, Copy, Read};
use crate::change::{self, ChangeError, Comparison};
use crate::finding::Finding;
use crate::form::builtin;
use crate::layout::{self, Page};
use crate::publish::html::{self, HtmlError};
#[cfg(feature = "pdf")]
use crate::publish::{
    Fonts,
    pdf::{Meta, PdfError, Printer},
};

/// An assessment, and all that is wrong with how it is written.
///
/// `name` stands in messages as it is. There is always a source; an assessment only where the text is YAML and says its 様式.
/// Figures are other files: hand them over by [`Assessment::see_figures`].
///
/// ```
/// let read = hyoka::read("juten.yaml", "様式: 重点項目評価書\n評価書番号: 12\n部所: 福祉部\n".as_bytes());
/// let assessment = read.assessment.expect("it says its form");
/// assert_eq!(assessment.at("評価書番号").text(), "12");
/// let strange = read.findings.iter().find(|finding| finding.code == "F102").expect("部所 is no item");
/// assert_eq!(read.source.lines().position(read.source.text(), strange.span.start).0, 3);
/// ```
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> Read {
    answers::read(builtin(), name, bytes)
}

/// What every rule that looks at one assessment alone finds on it, in the order of the text. `today` is the day that due dates are
/// counted from.
///
/// What reading finds is not told again. Rules that look at the version before, at the other forms of the 事務 or at a whole body are
/// in [`mod@crate::check`].
///
/// ```
/// let yaml = "様式: 重点項目評価書\n評価実施機関名: 見本市\n";
/// let read = hyoka::read("juten.yaml", yaml.as_bytes());
/// let findings = hyoka::check(&read.assessment.unwrap(), hyoka::Date::constant(2026, 11, 23));
/// // The head of the city stands there, not the city: 「見本市長」.
/// assert!(findings.iter().any(|finding| finding.code == "C163"));
/// ```
#[must_use]
pub fn check(assessment: &Assessment, today: Date) -> Vec<Finding> {
    crate::check::check(assessment, today)
}

/// The differences of two versions as rows of 変更箇所, in the order of the form.
///
/// # Errors
/// Where the two are no versions of one assessment.
///
/// ```
/// let version = |name: &str| {
///     let yaml = format!("様式: 重点項目評価書\n評価実施機関名: {name}\n");
///     hyoka::read("juten.yaml", yaml.as_bytes()).assessment.unwrap()
/// };
/// let compared = hyoka::compare(&version("見本市"), &version("見本市長")).unwrap();
/// let row = &compared.rows[0];
/// assert_eq!((row.before.as_str(), row.after.as_str()), ("見本市", "見本市長"));
/// ```
pub fn compare(old: &Assessment, new: &Assessment) -> Result<Comparison, ChangeError> {
    change::compare(old, new)
}

/// The page tree: headings, tables and cells, as the form has them. A public copy leaves out what 管理/非公表 names.
///
/// # Errors
/// For a public copy, a finding for each name at 管理/非公表 that leads to no item, and for each place that says the same as what is
/// withheld: they would be published by mistake. Who has the version published before asks [`crate::check::withheld::public`].
///
/// ```
/// use hyoka::Copy;
/// let yaml = "様式: 重点項目評価書\n評価実施機関名: 見本市長\n管理:\n  様式の版: 平成30年5月\n";
/// let read = hyoka::read("juten.yaml", yaml.as_bytes());
/// let page = hyoka::lay_out(&read.assessment.unwrap(), Copy::Public).unwrap();
/// assert_eq!((page.author.as_str(), page.label.as_str()), ("見本市長", "平成30年5月 様式3"));
/// ```
pub fn lay_out(assessment: &Assessment, copy: Copy) -> Result<Page, Vec<Finding>> {
    Ok(match copy {
        Copy::Public => layout::page(&crate::check::withheld::public(assessment, None)?.assessment),
        Copy::Complete => Page {
            notice: layout::COMPLETE.to_owned(),
            ..layout::page(assessment)
        },
    })
}

/// One self-contained HTML file with an anchor for each item.
///
/// # Errors
/// If the template could not be filled, which nothing in an assessment can cause.
///
/// ```
/// use hyoka::Copy;
/// let read = hyoka::read("juten.yaml", "様式: 重点項目評価書\n評価書名: <b>見本</b>\n".as_bytes());
/// let page = hyoka::lay_out(&read.assessment.unwrap(), Copy::Public).unwrap();
/// let html = hyoka::publish_html(&page).unwrap();
/// assert!(html.starts_with("<!") && html.contains("&lt;b&gt;見本&lt;"));
/// ```
pub fn publish_html(page: &Page) -> Result<String, HtmlError> {
    html::print(page)
}

/// A PDF that is PDF/A-3a and PDF/UA-1 at once. Who makes many keeps one [`Printer`].
///
/// # Errors
/// What typst says of the page. A character that no font has is found before by [`crate::publish::glyphs`], with its place.
///
/// ```
/// use hyoka::Copy;
/// use hyoka::publish::{Fonts, pdf::Meta};
/// let read = hyoka::read("juten.yaml", "様式: 重点項目評価書\n評価書番号: 12\n".as_bytes());
/// let page = hyoka::lay_out(&read.assessment.unwrap(), Copy::Public).unwrap();
/// let meta = Meta { date: hyoka::Date::constant(2026, 6, 30), ident: "juten 12".to_owned(), attachment: None };
/// let fonts = Fonts::find(None).expect("BIZ UDPGothic is built in or on the system");
/// assert!(hyoka::publish_pdf(&page, &meta, &fonts).unwrap().starts_with(b"%PDF"));
/// ```
#[cfg(feature = "pdf")]
pub fn publish_pdf(page: &Page, meta: &Meta, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    Printer::new(fonts)?.print(page, meta)
}
