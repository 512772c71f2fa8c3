//! Two texts of one name, as copies of one file in two folders of a program that names them alike: each keeps its findings.

use hyoka::answers::{self, Assessment};
use hyoka::check::look::together::check_together;
use hyoka::check::{Check, rules};
use hyoka::form::builtin;
use jiff::civil::date;

use super::fixture::Fixture;

#[test]
fn texts_of_one_name_keep_their_own_findings() {
    let mut told = 0;
    for rule in rules().iter().filter(|rule| matches!(rule.check, Check::Together(_))) {
        let fixture = Fixture::read(rule.code, "fires");
        let found = |name: &dyn Fn(usize) -> String| {
            let texts = fixture.files.iter().enumerate();
            let read = texts.filter_map(|(at, (bytes, _))| answers::read(builtin(), &name(at), bytes).assessment);
            let read: Vec<Assessment> = read.collect();
            let all: Vec<&Assessment> = read.iter().collect();
            let found = check_together(&all, true, date(2026, 11, 23)).into_iter();
            let found = found.map(|list| {
                let one = list.into_iter().map(|finding| {
                    let elsewhere = finding
                        .related
                        .iter()
                        .filter(|related| related.source.is_some())
                        .count();
                    (finding.code, finding.span, elsewhere)
                });
                one.collect::<Vec<_>>()
            });
            found.collect::<Vec<_>>()
        };
        let apart = found(&|at| format!("{at}.yaml"));
        assert_eq!(found(&|_| "a.yaml".to_owned()), apart, "{}", rule.code);
        told += apart.iter().flatten().filter(|(.., elsewhere)| *elsewhere > 0).count();
    }
    assert!(told > 0);
}
