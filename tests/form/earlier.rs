//! Earlier editions, known by what differs from a later one: an old assessment is read, checked as of its day, compared and printed
//! under its own label, and nothing of today is made in one.

use hyoka::answers::{self, Assessment};
use hyoka::change::{self, Cause};
use hyoka::check::check;
use hyoka::finding::Severity;
use hyoka::form::{builtin, load_earlier};
use hyoka::layout::page;
use jiff::civil::date;

const LATER: &str = include_str!("../../assessments/021/kiso.yaml");
const DEFINITION: &str = include_str!("../../schemas/forms/kiso.2019-01.yaml");

fn read(text: &str) -> Assessment {
    let read = answers::read(builtin(), "kiso.yaml", text.as_bytes());
    assert_eq!(read.findings, []);
    read.assessment.unwrap()
}

/// The sample of 平成31年1月 as it would have been written years before: without リスク対策, and without rows.
fn earlier() -> String {
    // The table stands last.
    let (head, _) = LATER.split_once("\nリスク対策:").unwrap();
    let text = format!("{head}\n").replace("平成31年1月", "平成26年4月");
    assert!(!text.contains("リスク対策:"));
    text
}

#[test]
fn an_old_assessment_is_read_and_printed_under_its_own_label() {
    let old = read(&earlier());
    assert_eq!(old.form().label, "平成26年4月 様式2");
    assert!(old.form().earlier && !old.form().doubt.is_empty());
    let page = page(&old);
    assert_eq!(page.label, "平成26年4月 様式2");
    assert!(
        page.parts.iter().all(|part| !part.heading.contains("リスク対策")),
        "{page:?}"
    );
    let head = old.form().find("基本情報/担当部署/所属長の役職名").unwrap();
    assert_eq!((head.number.as_str(), head.label.as_str()), ("②", "所属長"));
}

#[test]
fn nothing_is_asked_of_it_that_its_form_did_not_ask() {
    let old = read(&earlier());
    let found = check(&old, date(2016, 3, 28));
    let wrong: Vec<_> = found
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .collect();
    // The sample's own days lie later; of its form nothing is missing.
    assert!(wrong.iter().all(|finding| finding.code.starts_with('D')), "{wrong:#?}");
}

#[test]
fn what_a_later_edition_added_is_told_as_the_forms() {
    let (old, new) = (read(&earlier()), read(LATER));
    let rows = change::rows(&old, &new).unwrap();
    let rows: Vec<_> = rows.iter().filter(|row| row.path.starts_with("リスク対策")).collect();
    assert!(!rows.is_empty());
    for row in rows {
        assert_ne!(row.cause, Cause::Author, "{}", row.item);
    }
}

#[test]
fn a_committee_stands_under_the_name_of_its_time() {
    let label = |edition: &str| {
        let form = builtin().edition("zenkomoku", edition).unwrap();
        form.find("承認日").unwrap().label.clone()
    };
    assert!(label("平成26年4月").starts_with("特定個人情報保護委員会"));
    assert!(label("平成28年1月").starts_with("個人情報保護委員会"));
}

#[test]
fn an_earlier_edition_is_nobodys_newest_and_no_file_without_an_edition_is_of_it() {
    for form in builtin().iter().filter(|form| form.earlier) {
        let newest = builtin().newest(&form.form).unwrap();
        assert!(!newest.earlier && newest.revision > form.revision, "{}", form.label);
        assert!(builtin().revisions(&form.name).all(|other| !other.earlier));
    }
    let silent = earlier().replace("  様式の版: 平成26年4月\n", "");
    let read = answers::read(builtin(), "kiso.yaml", silent.as_bytes());
    assert!(!read.assessment.unwrap().form().earlier);
}

#[test]
fn an_edition_that_lacks_what_the_later_one_never_had_is_refused() {
    let text = include_str!("../../schemas/earlier/kiso.2014-04.yaml");
    assert!(load_earlier("kiso.2014-04.yaml", text, DEFINITION).is_ok());
    for (from, to, said) in [
        (
            "[リスク対策]",
            "[リスク対策/ない]",
            "no item `リスク対策/ない` to be without",
        ),
        (
            "所属長の役職名: 所属長",
            "所属長: 所属長",
            "no item `基本情報/担当部署/所属長`",
        ),
        ("like: 2019-01", "like: 2019-01\nlikes: 1", "unknown field `likes`"),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text);
        let refused = load_earlier("kiso.2014-04.yaml", &broken, DEFINITION).unwrap_err();
        assert!(refused.to_string().contains(said), "{refused}");
    }
}
