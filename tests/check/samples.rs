//! The sample city's assessments in force: nothing is wrong with them.

use std::path::Path;

use hyoka::answers;
use hyoka::check::check;
use hyoka::finding::Severity;
use hyoka::form::builtin;
use jiff::civil::date;

#[test]
fn no_assessment_of_the_sample_city_has_an_error_or_a_warning() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
    let mut editions = Vec::new();
    for number in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let files = std::fs::read_dir(&number).into_iter().flatten();
        for path in files
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        {
            let bytes = std::fs::read(&path).unwrap();
            let read = answers::read(builtin(), &path.display().to_string(), &bytes);
            let assessment = read.assessment.unwrap();
            let mut findings = read.findings;
            findings.extend(check(&assessment, date(2026, 11, 23)));
            // What is due on a day is no fault of the text.
            findings.retain(|finding| finding.severity != Severity::Info && finding.code != "D145");
            assert_eq!(findings, [], "{}", path.display());
            editions.push(assessment.form().schema_file());
        }
    }
    for form in builtin().iter() {
        assert!(
            editions.contains(&form.schema_file()),
            "no sample is written in {}",
            form.schema_file()
        );
    }
}
