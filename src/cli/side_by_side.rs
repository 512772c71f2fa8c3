//! `hyoka diff --format pdf`: 新旧対照表.

use std::path::Path;

use jiff::civil::date;

use super::{Failure, output};
use crate::answers::Assessment;
use crate::change::print::Compared;
use crate::change::print::review::{Review, review};
use crate::check::print::Checked;
use crate::due::version::published;
use crate::publish::pdf::{Meta, Printer};
use crate::publish::{Fonts, glyphs};

/// The PDF of two versions; `None` where a character of what differs has no glyph, which is told with its place.
pub fn pdf(compared: &Compared<'_>, fonts: Option<&Path>) -> Result<Option<Vec<u8>>, Failure> {
    let fonts = Fonts::find(fonts).map_err(Failure::drawing)?;
    let review = review(compared);
    if !fonts.missing(&words(compared, &review)).is_empty() {
        for side in [compared.old, compared.new] {
            tell(side, &fonts);
        }
        output::error("字形のない文字があるため、新旧対照表を作りませんでした");
        return Ok(None);
    }
    let number = &review.number;
    let meta = Meta {
        // A draft without a day needs one that does not change from run to run.
        date: published(compared.new).unwrap_or(date(2000, 1, 1)),
        ident: format!("{} {number} 新旧対照表", compared.new.form().form),
        attachment: None,
    };
    let printer = Printer::new(&fonts).map_err(Failure::drawing)?;
    let bytes = printer.print(&review, &meta).map_err(Failure::drawing)?;
    Ok(Some(bytes))
}

/// All words of the versions that stand on the pages.
fn words(compared: &Compared<'_>, review: &Review) -> String {
    let rows = compared.comparison.rows.iter();
    let mut words: String = rows
        .flat_map(|row| [&row.item, &row.before, &row.after])
        .map(String::as_str)
        .collect();
    for name in [&review.title, &review.author, &review.number, &review.old.name] {
        words.push_str(name);
    }
    words
}

fn tell(side: &Assessment, fonts: &Fonts) {
    let findings = glyphs::missing(side, fonts);
    if findings.is_empty() {
        return;
    }
    let checked = [Checked {
        source: side.source(),
        findings: &findings,
        others: &[],
    }];
    output::remark_on(&checked);
}
