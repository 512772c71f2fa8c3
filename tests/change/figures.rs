//! Differences of figures: by name, by the words that stand for them, and by what they show where it can be seen.

use hyoka::answers::Assessment;
use hyoka::change::{Row, rows};
use hyoka::figure::Fault;

use super::read;

/// An assessment whose figures are these, each with what it shows; none where nobody looked.
fn figures(list: &[(&str, &str)], shown: Option<&str>) -> Assessment {
    let entries = list
        .iter()
        .map(|(file, alt)| format!("    - {{図: {file}, 代替テキスト: {alt}}}\n"));
    let list = entries.collect::<Vec<_>>().concat();
    let text = format!("様式: 全項目評価書\n事務の内容:\n  事務の流れ:\n{list}");
    let mut assessment = read("figures.yaml", &text);
    if let Some(shown) = shown {
        assessment.see_figures(|_| {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'><text>{shown}</text></svg>");
            Ok(svg.into_bytes())
        });
    }
    assessment
}

fn changed(old: &Assessment, new: &Assessment) -> Vec<Row> {
    rows(old, new).unwrap()
}

#[test]
fn another_name_or_another_text_is_one_row_of_the_item() {
    let old = figures(&[("a.svg", "届出の流れ")], None);
    for other in [("b.svg", "届出の流れ"), ("a.svg", "請求の流れ")] {
        let [row] = &changed(&old, &figures(&[other], None))[..] else {
            panic!("{other:?}")
        };
        assert_eq!(row.item, "（別添1）事務の流れ");
        assert_eq!(row.before, "a.svg（届出の流れ）");
        assert_eq!(row.after, format!("{}（{}）", other.0, other.1));
    }
    let added = changed(
        &old,
        &figures(&[("a.svg", "届出の流れ"), ("b.svg", "証明の流れ")], None),
    );
    assert_eq!(added[0].after, "a.svg（届出の流れ）\nb.svg（証明の流れ）");
}

#[test]
fn a_figure_drawn_anew_under_its_name_is_a_change() {
    let list = [("a.svg", "届出の流れ")];
    let old = figures(&list, Some("窓口"));
    assert_eq!(changed(&old, &figures(&list, Some("窓口"))), []);
    let [row] = &changed(&old, &figures(&list, Some("郵便")))[..] else {
        panic!("no row")
    };
    assert_eq!(row.before, "a.svg（届出の流れ）");
    assert!(
        row.after.ends_with("図の中身を改めました）") && !row.is_added(),
        "{row:?}"
    );
}

#[test]
fn what_cannot_be_seen_on_one_side_is_compared_by_its_words() {
    let list = [("a.svg", "届出の流れ")];
    let mut unfound = figures(&list, None);
    unfound.see_figures(|_| Err(Fault::NotFound));
    for unseen in [&figures(&list, None), &unfound] {
        assert_eq!(changed(unseen, &figures(&list, Some("窓口"))), []);
    }
}
