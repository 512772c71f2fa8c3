//! The web page that we publish comes in again with every answer.

use hyoka::layout;
use hyoka::pieces::text;
use hyoka::publish::html;

use super::alike::Alike;
use super::{imported, read, samples};

#[test]
fn every_answer_of_our_own_web_page_comes_in() {
    for file in samples() {
        let written = read(&file);
        let page = html::print(&layout::page(&written)).unwrap();
        let (made, assessment) = imported(&text::read(page.as_bytes()));
        let alike = Alike::of(&written, &assessment);
        println!("{}: {:.1}", file.display(), alike.share());
        assert_eq!(made.form.name, written.form().name);
        assert!(
            alike.missing.is_empty() && alike.wrong.is_empty() && alike.invented.is_empty(),
            "{}: {alike:#?}\n{:#?}",
            file.display(),
            made.report.left
        );
    }
}
