//! Words of a withheld sentence that stand together again, in another order or another sentence.

use hyoka::answers::Assessment;
use hyoka::check::withheld;
use hyoka::publish::data;
use serde_yaml::{Mapping, Value};

use super::{outputs, read, refusal};
use crate::corpus::{files, real};
use crate::files::samples;
use crate::tries::tries;

fn version(place: &str, rest: &str) -> Assessment {
    read(&format!(
        "様式: 重点項目評価書\n評価書番号: 15\n評価実施機関名: 見本市長\n公表日: 2027-06-30\n管理:\n  非公表:\n    - {{項目: Ⅱ-6 保管場所, 理由: \
         所在を知られるため}}\n特定個人情報ファイル:\n  - 番号: 1\n    特定個人情報ファイル名: 甲ファイル\n    保管・消去:\n      保管場所: |-\n        \
         {place}\n{rest}"
    ))
}

const PLACE: &str = "・第2庁舎地下1階の電算室に設置したサーバに保管する。";

#[test]
fn two_words_of_a_withheld_sentence_in_another_order_are_refused_by_name() {
    for text in [
        "電算室は第2庁舎にある。",
        "第２庁舎にある電算室の鍵",
        "本市の電 算 室は、第2庁舎です",
        "|-\n      機器のある電算室は、本庁舎ではなく\n      第2庁舎にある。",
    ] {
        let told = refusal(&version(PLACE, &format!("    備考: {text}\n")), None);
        let [told] = told.as_slice() else { panic!("{told:?}") };
        assert!(
            told.contains("F123")
                && told.contains("備考")
                && told.contains("「第2庁舎」")
                && told.contains("「電算室」"),
            "{told}"
        );
    }
}

#[test]
fn the_same_in_two_places_is_refused_in_both() {
    let rest = "    備考: 電算室は第2庁舎にある。\n特記事項: 第2庁舎の電算室で操作する\n";
    assert_eq!(refusal(&version(PLACE, rest), None).len(), 2);
}

#[test]
fn a_reason_above_the_line_accepts_it() {
    let rest = "    # hyoka: F123 庁舎の案内図で公表済み\n    備考: 電算室は第2庁舎にある。\n";
    let out = outputs(&version(PLACE, rest), None).unwrap();
    assert!(out.contains("電算室は第2庁舎にある"));
}

#[test]
fn words_that_are_said_elsewhere_or_alone_tell_nothing() {
    // One of them; both in sentences of their own; one of another number; one that every answer has.
    for text in [
        "電算室で操作する",
        "電算室で操作する。第2庁舎は別である。",
        "電算室は第12庁舎にない",
        "サーバに保管する",
    ] {
        assert!(
            outputs(&version(PLACE, &format!("    備考: {text}\n")), None).is_ok(),
            "{text}"
        );
    }
    let said = "特記事項: 第2庁舎は市役所の隣にある\n";
    assert!(
        outputs(
            &version(PLACE, &format!("    備考: 電算室は第2庁舎にある\n{said}")),
            None
        )
        .is_ok()
    );
}

#[test]
fn a_comparison_does_not_tell_them_either() {
    let before = version("別の所に置く", "    備考: 電算室は第2庁舎にある。\n");
    let sides = withheld::side_by_side(&[&before, &version(PLACE, "")]).unwrap();
    assert_eq!(sides.words.strays(&"備考: 電算室は第2庁舎にある。").len(), 1);
}

/// Withholds one answer of an assessment; the places where words of it stand together.
fn told(whole: &Value, path: &str) -> Vec<String> {
    let mut top = whole.clone();
    let mut entry = Mapping::new();
    entry.insert("項目".into(), path.into());
    entry.insert("理由".into(), "試すため".into());
    super::interference::put(&mut top, "管理/非公表", Value::Sequence(vec![entry.into()]));
    let version = read(&serde_yaml::to_string(&top).unwrap());
    let public = hyoka::withhold::public(&version, None, |_| false).unwrap();
    let together = public.mentions.iter().filter(|mention| !mention.together.is_empty());
    together
        .map(|mention| format!("{path} -> {} {:?} {}", mention.place, mention.together, mention.words))
        .collect()
}

#[test]
fn few_answers_of_an_assessment_say_another_again() {
    let mut all: Vec<Assessment> = samples()
        .into_iter()
        .map(|(_, sample)| read(&data::yaml(&sample)))
        .collect();
    let real = real().map(|folder| files(&folder)).unwrap_or_default();
    let texts = real.iter().map(|path| std::fs::read_to_string(path).unwrap());
    all.extend(texts.map(|text| read(&text)));
    let mut cases: Vec<(usize, String)> = Vec::new();
    for (at, sample) in all.iter().enumerate() {
        for leaf in sample.top().leaves_where(|answer| !answer.texts().is_empty()) {
            let part = leaf.item().and_then(|item| sample.form().part(item));
            // The path of a row of 変更箇所 is withheld with what it is of.
            if part.is_some_and(|part| part.printed) && !leaf.path().starts_with("変更箇所") {
                cases.push((at, leaf.path()));
            }
        }
    }
    let wholes: Vec<Value> = all
        .iter()
        .map(|sample| serde_yaml::from_str(&data::yaml(sample)).unwrap())
        .collect();
    let wanted = tries(30, cases.len());
    let tried: Vec<_> = cases.iter().step_by((cases.len() / wanted).max(1)).collect();
    let mut places = Vec::new();
    let mut fired = 0;
    for (at, path) in &tried {
        let told = told(&wholes[*at], path);
        fired += usize::from(!told.is_empty());
        places.extend(told);
    }
    // Each says the same again, or two names of a kind; a few more, and nobody would read them.
    assert!(fired * 12 <= tried.len(), "{fired} of {}: {places:#?}", tried.len());
    println!(
        "{fired} of {}, {} places\n{}",
        tried.len(),
        places.len(),
        places.join("\n")
    );
}

#[test]
fn a_long_text_of_one_letter_is_searched_in_time() {
    let long = "電".repeat(40_000);
    let place = format!("{long}。{}", "電算室は第2庁舎".repeat(2000));
    // As many words as there are places for them, all in one sentence, and all of one withheld sentence.
    let letter = |at: u32| char::from_u32(0x4e00 + at).unwrap();
    let words = (0..8_000).map(|at| format!("{}{}室は", letter(at % 90), letter(at / 90)));
    let many: String = words.clone().collect();
    let back: String = words.rev().collect();
    for (place, note) in [(place, format!("{long}電算室")), (many, back)] {
        let start = std::time::Instant::now();
        let version = version(&place, &format!("    備考: {note}\n"));
        let _ = hyoka::withhold::public(&version, None, |_| false);
        // A table of all steps of such a word, as is made for short ones, would take hours.
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
