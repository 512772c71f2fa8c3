//! Drop-down lists: short ones in the cell's own rule, longer ones on a hidden sheet that the rule points at.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Workbook, Worksheet};

use super::book::XlsxError;

/// The name of the sheet of longer lists.
pub(super) const SHEET: &str = "hyoka_list";
/// The most letters (UTF-16) of a list inside a rule.
const LONGEST: usize = 255;

/// The longer lists, each a column.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<Vec<String>>);

impl Lists {
    /// The rule that a cell holds one of these texts.
    pub fn rule(&mut self, options: &[String]) -> Result<DataValidation, XlsxError> {
        let joined = options.join(",");
        let is_short =
            joined.encode_utf16().count() <= LONGEST && !options.iter().any(|option| option.contains([',', '"']));
        let rule = if is_short {
            DataValidation::new().allow_list_strings(options)?
        } else {
            let at = self.0.iter().position(|list| list == options).unwrap_or_else(|| {
                self.0.push(options.to_vec());
                self.0.len() - 1
            });
            let column = column(at);
            let range = format!("={SHEET}!${column}$1:${column}${}", options.len());
            DataValidation::new().allow_list_formula(Formula::new(range))
        };
        Ok(rule
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title("選択肢にありません")?
            .set_error_message("欄の右の矢印から選んでください。消すときは Delete キーを押します。")?)
    }

    /// Adds the sheet of lists, if there are any.
    pub fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.0.is_empty() {
            return Ok(());
        }
        let sheet: &mut Worksheet = book.add_worksheet();
        sheet.set_name(SHEET)?.set_very_hidden(true).protect();
        for (column, list) in (0..).zip(&self.0) {
            for (row, option) in (0..).zip(list) {
                sheet.write_string(row, column, option)?;
            }
        }
        Ok(())
    }
}

/// A, B, … Z, AA: the letters of a column.
pub(super) fn column(at: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = at + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_excel() {
        let names = [0, 25, 26, 27, 51, 54, 701, 702].map(column);
        assert_eq!(names, ["A", "Z", "AA", "AB", "AZ", "BC", "ZZ", "AAA"]);
    }

    #[test]
    fn long_lists_and_those_with_a_comma_stand_on_a_sheet_once() {
        let list = |word: &str, count: usize| vec![word.to_owned(); count];
        let mut lists = Lists::default();
        lists.rule(&list("短い", 3)).unwrap();
        assert!(lists.0.is_empty());
        for _ in 0..2 {
            lists.rule(&list("長い選択肢", 60)).unwrap();
            lists.rule(&list("a,b", 2)).unwrap();
        }
        assert_eq!(lists.0.len(), 2);
    }
}
