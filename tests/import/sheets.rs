//! The workbook that we give to colleagues comes in again with every answer.

use hyoka::pieces::book;
use hyoka::sheet::{Request, Wanted, workbook};

use super::alike::Alike;
use super::{imported, read, samples};

#[test]
fn every_answer_of_our_own_workbook_comes_in() {
    for file in samples() {
        let written = read(&file);
        let request = Request {
            wanted: Wanted::All,
            findings: &[],
        };
        let bytes = workbook(&written, &request).unwrap();
        let (made, assessment) = imported(&book::read(&bytes).unwrap());
        let alike = Alike::of(&written, &assessment);
        println!("{}: {:.1}", file.display(), alike.share());
        assert!(
            alike.missing.is_empty() && alike.wrong.is_empty() && alike.invented.is_empty(),
            "{}: {alike:#?}\n{:#?}",
            file.display(),
            made.report.left
        );
    }
}
