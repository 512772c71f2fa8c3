//! The facts of しきい値判断 as an assessment tells them, with the answers that tell. Decides nothing: see `threshold`.

use std::collections::BTreeMap;

use crate::answers::{Assessment, Cursor};
use crate::finding::{Edit, Finding, Fix, code};
use crate::folding::fold;
use crate::threshold::{Count, Fact, Facts, HANDLER_BOUNDS, decide, print};

/// The answer that there was an accident; its opposite is the only other.
pub(in crate::check) const HAPPENED: &str = "発生あり";

/// The item that states the result of しきい値判断.
pub(in crate::check) const RESULT: &str = "評価実施手続/基礎項目評価/しきい値判断結果";

/// The item of 様式2 that states it.
pub(in crate::check) const STATED: &str = "しきい値判断結果/しきい値判断結果";

/// The item of 様式2 that says which documents are made.
pub(in crate::check) const SUBMITTED: &str = "リスク対策/提出する特定個人情報保護評価書の種類";

/// The head counts of 管理, each with the answers that tell the same as a band.
pub(in crate::check) const COUNTS: [(&str, &[&str]); 2] = [
    (
        SUBJECTS,
        &["しきい値判断項目/対象人数/対象人数", "基本情報/事務/対象人数"],
    ),
    (HANDLERS, &["しきい値判断項目/取扱者数/取扱者数"]),
];
/// 対象人数 as it was counted.
const SUBJECTS: &str = "管理/対象人数の実数";
/// 取扱者数 as it was counted.
const HANDLERS: &str = "管理/取扱者数の実数";

/// The facts of an assessment, and the answers that they rest on.
#[derive(Debug)]
pub struct Found<'a> {
    pub facts: Facts,
    subjects: Vec<Cursor<'a>>,
    handlers: Vec<Cursor<'a>>,
    accident: Vec<Cursor<'a>>,
    counted: Vec<(Fact, Cursor<'a>)>,
}

/// The part of 様式2 that asks for the very facts of the decision.
pub(in crate::check) const ASKED: &str = "しきい値判断項目";

/// The facts that an assessment tells; a fact that it does not tell is unknown.
#[must_use]
pub fn of(assessment: &Assessment) -> Found<'_> {
    let mut found = if assessment.form().find(ASKED).is_some() {
        told(assessment)
    } else {
        inferred(assessment)
    };
    for (fact, path) in [(Fact::Subjects, SUBJECTS), (Fact::Handlers, HANDLERS)] {
        let place = assessment.at(path);
        if let Some(number) = place.number() {
            found.count(fact, number, place);
        }
    }
    found
}

/// The facts of a form that asks for them.
fn told(assessment: &Assessment) -> Found<'_> {
    let asked = assessment.at(ASKED);
    let people = asked.at("対象人数/対象人数");
    let handlers = asked.at("取扱者数/取扱者数");
    let accident = asked.at("重大事故/過去1年以内の重大事故");
    Found {
        facts: Facts {
            subjects: band(&people),
            handlers: band(&handlers),
            accident: accident.option().map(|option| option.text == HAPPENED),
        },
        subjects: filled(vec![people]),
        handlers: filled(vec![handlers]),
        accident: filled(vec![accident]),
        counted: Vec::new(),
    }
}

/// The facts as far as a form without those questions tells them.
///
/// Persons may be the same from file to file and within one contractor, so those sums bound 取扱者数 from above
/// only. The form asks for accidents with any 個人情報 in three years: none means no accident in the law's sense,
/// one leaves it open.
fn inferred(assessment: &Assessment) -> Found<'_> {
    let people = assessment.at("基本情報/事務/対象人数");
    let accident = assessment.each("リスク対策/保管・消去/漏えい・滅失・毀損リスク/過去3年以内の重大事故");
    let none = |place: &Cursor<'_>| place.option().is_some_and(|option| option.text != HAPPENED);
    let (count, handlers) = handlers(assessment);
    Found {
        facts: Facts {
            subjects: band(&people),
            handlers: count,
            accident: (!accident.is_empty() && accident.iter().all(none)).then_some(false),
        },
        subjects: filled(vec![people]),
        handlers: filled(handlers),
        accident: filled(accident),
        counted: Vec::new(),
    }
}

/// Says at a result of しきい値判断 that is missing which one the facts give.
pub fn tell_result(assessment: &Assessment, findings: &mut [Finding]) {
    let results = [RESULT, STATED].map(|path| assessment.place(path));
    for finding in findings
        .iter_mut()
        .filter(|finding| finding.code == code::MISSING_ANSWER)
    {
        let name = finding.item.clone().unwrap_or_default();
        let Some(result) = results
            .iter()
            .find(|result| result.item().is_some() && result.name() == name)
        else {
            continue;
        };
        let found = of(assessment);
        let decision = decide(&found.facts);
        let options = result.item().map(|item| item.options.as_slice()).unwrap_or_default();
        let right = options
            .iter()
            .find(|option| decision.least == decision.most && option.level == Some(decision.least));
        let Some(right) = right else { continue };
        let because = found.sentence(&decision.decided_by);
        finding.label = format!("{because}なので、「{}」と書いてください", right.text);
        let key = result.answer().and_then(|answer| answer.key.clone());
        let source = assessment.source();
        finding.fix = key.and_then(|key| {
            let colon = source.slice(&(key.end..source.text().len())).strip_prefix(':')?;
            let empty = colon.split(['\n', '\r']).next()?.trim().is_empty();
            let edit = Edit::new(key.end + 1..key.end + 1, format!(" {}", right.text));
            empty.then(|| Fix::likely(format!("「{}」と書く", right.text), vec![edit]))
        });
    }
}

impl<'a> Found<'a> {
    /// A head count in place of a band. One that the answers of the form contradict is not taken: what is printed counts.
    fn count(&mut self, fact: Fact, number: u64, place: Cursor<'a>) {
        let known = match fact {
            Fact::Subjects => &mut self.facts.subjects,
            Fact::Handlers => &mut self.facts.handlers,
            Fact::Accident => return,
        };
        if known.least <= number && known.most.is_none_or(|most| number <= most) {
            *known = Count::exactly(number);
            self.counted.push((fact, place));
        }
    }

    /// The head count that a fact is, where it was counted.
    #[must_use]
    pub fn counted(&self, fact: Fact) -> Option<Cursor<'a>> {
        let mut counted = self.counted.iter();
        counted.find(|(own, _)| *own == fact).map(|(_, place)| *place)
    }

    /// The answers that a fact rests on.
    #[must_use]
    pub fn places(&self, fact: Fact) -> &[Cursor<'a>] {
        match fact {
            Fact::Subjects => &self.subjects,
            Fact::Handlers => &self.handlers,
            Fact::Accident => &self.accident,
        }
    }

    /// Facts as the first half of a sentence: 対象人数が10万人以上30万人未満、取扱者数が500人以上.
    pub(in crate::check) fn sentence(&self, facts: &[Fact]) -> String {
        let said = |place: &Cursor<'_>| {
            let key = place.item().map_or("", |item| item.key.as_str());
            format!("{key}が「{}」", place.option().map_or("", |option| &option.text))
        };
        let one = |fact: &Fact| match fact {
            Fact::Accident => self.accident.first().map_or_else(String::new, said),
            fact @ (Fact::Subjects | Fact::Handlers) => {
                format!("{}が{}", print::name(*fact), print::band(*fact, &self.facts))
            }
        };
        let told = facts.iter().map(one).filter(|words| !words.is_empty());
        told.collect::<Vec<_>>().join("、")
    }
}

/// 取扱者数 at the organisation and its contractors, and the answers that give it.
fn handlers(assessment: &Assessment) -> (Count, Vec<Cursor<'_>>) {
    let mut least = 0;
    let mut most = Some(0_u64);
    let mut places = Vec::new();
    // The answers that the lower bound is made of: those of one file, of one task a contractor.
    let mut counted = Vec::new();
    let files = assessment.each("特定個人情報ファイル");
    for file in &files {
        let users = file.at("入手・使用/使用の主体/使用者数");
        let mut in_file = band(&users).least;
        most = sum(most, band(&users).most);
        let mut own = vec![users];
        places.push(users);

        let outsourcing = file.at("委託");
        let tasks = outsourcing.each("委託事項");
        let mut by_contractor: BTreeMap<String, (u64, Cursor<'_>)> = BTreeMap::new();
        for task in &tasks {
            let staff = task.at("委託先における取扱者数");
            let count = band(&staff);
            let contractor = by_contractor
                .entry(fold(task.at("委託先名").text()))
                .or_insert((0, staff));
            if count.least > contractor.0 {
                *contractor = (count.least, staff);
            }
            most = sum(most, count.most);
            places.push(staff);
            // 再委託先の取扱者 count too, and the form does not ask how many they are.
            if task.choice("再委託/再委託の有無") == Some("再委託する") {
                most = None;
            }
        }
        for (count, staff) in by_contractor.into_values().filter(|(count, _)| *count > 0) {
            in_file += count;
            own.push(staff);
        }
        if in_file > least {
            (least, counted) = (in_file, own);
        }
        // Whoever outsources without saying to whom leaves the number open.
        if tasks.is_empty() && outsourcing.choice("委託の有無") != Some("委託しない") {
            most = None;
        }
    }
    if files.is_empty() {
        most = None;
    }
    // Where the lower bound decides, what else is told is no part of it.
    let many = HANDLER_BOUNDS.iter().any(|bound| least >= *bound);
    (Count { least, most }, if many { counted } else { places })
}

/// The numbers that the chosen option stands for.
fn band(place: &Cursor<'_>) -> Count {
    place.option().map_or(Count::UNKNOWN, |option| Count {
        least: option.from.unwrap_or(0),
        most: option.below.map(|below| below.saturating_sub(1)),
    })
}

fn sum(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    a?.checked_add(b?)
}

fn filled(places: Vec<Cursor<'_>>) -> Vec<Cursor<'_>> {
    places.into_iter().filter(Cursor::is_filled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers;
    use crate::form::builtin;

    fn facts(rest: &str) -> Facts {
        let text = format!("様式: 重点項目評価書\n{rest}");
        let read = answers::read(builtin(), "a.yaml", text.as_bytes());
        of(&read.assessment.unwrap()).facts
    }

    #[test]
    fn a_form_that_asks_for_the_facts_tells_them_exactly() {
        let facts = |rest: &str| {
            let text = format!("様式: 基礎項目評価書\nしきい値判断項目:\n{rest}");
            let read = answers::read(builtin(), "a.yaml", text.as_bytes());
            of(&read.assessment.unwrap()).facts
        };
        let count = |least, most| Count { least, most };
        let told = facts(
            "  対象人数: {対象人数: 30万人以上}\n  取扱者数: {取扱者数: 500人未満}\n  重大事故: {過去1年以内の重大事故: 発生あり}\n",
        );
        assert_eq!(told.subjects, count(300_000, None));
        assert_eq!(told.handlers, count(0, Some(499)));
        assert_eq!(told.accident, Some(true));
        let told = facts("  取扱者数: {取扱者数: 500人以上}\n  重大事故: {過去1年以内の重大事故: 発生なし}\n");
        assert_eq!((told.subjects, told.handlers), (Count::UNKNOWN, count(500, None)));
        assert_eq!(told.accident, Some(false));
        assert_eq!(facts("  重大事故:\n").accident, None);
    }

    fn accident(answers: &[&str]) -> Option<bool> {
        let entry = |answer: &&str| {
            format!("  - 保管・消去: {{漏えい・滅失・毀損リスク: {{過去3年以内の重大事故: {answer}}}}}\n")
        };
        facts(&format!(
            "リスク対策:\n{}",
            answers.iter().map(entry).collect::<String>()
        ))
        .accident
    }

    #[test]
    fn no_accident_in_the_wider_question_is_none_in_the_narrower() {
        assert_eq!(accident(&["発生なし"]), Some(false));
        assert_eq!(accident(&["発生なし", "発生なし"]), Some(false));
        assert_eq!(accident(&["発生なし", "発生あり"]), None);
        assert_eq!(accident(&["発生なし", ""]), None);
        assert_eq!(facts("").accident, None);
    }

    #[test]
    fn a_head_count_stands_for_its_band_unless_it_is_outside() {
        let band = "基本情報: {事務: {対象人数: 1万人以上10万人未満}}\n";
        let counted = |count: &str| facts(&format!("管理: {{対象人数の実数: {count}}}\n{band}")).subjects;
        assert_eq!(counted("2.5万人"), Count::exactly(25_000));
        let told = Count {
            least: 10_000,
            most: Some(99_999),
        };
        assert_eq!((counted("9999"), counted("")), (told, told));
        assert_eq!(facts("管理: {取扱者数の実数: 45}\n").handlers, Count::exactly(45));
    }

    #[test]
    fn an_empty_form_tells_nothing() {
        let facts = facts("");
        assert_eq!((facts.subjects, facts.handlers), (Count::UNKNOWN, Count::UNKNOWN));
    }

    fn handlers(files: &[(&str, &str)]) -> Count {
        let one = |(users, outsourcing): &(&str, &str)| {
            format!("  - 入手・使用: {{使用の主体: {{使用者数: {users}}}}}\n    委託: {outsourcing}\n")
        };
        facts(&format!(
            "特定個人情報ファイル:\n{}",
            files.iter().map(one).collect::<String>()
        ))
        .handlers
    }

    #[test]
    fn handlers_add_up_from_above_and_are_taken_once_from_below() {
        let none = "{委託の有無: 委託しない}";
        let task = "{委託の有無: 委託する, 委託事項: [{番号: 1, 委託先における取扱者数: 50人以上100人未満}]}";
        let count = |least, most| Count { least, most };
        assert_eq!(handlers(&[("10人未満", none)]), count(0, Some(9)));
        assert_eq!(handlers(&[("10人以上50人未満", task)]), count(60, Some(148)));
        assert_eq!(
            handlers(&[("10人以上50人未満", task), ("50人以上100人未満", none)]),
            count(60, Some(247))
        );
        assert_eq!(handlers(&[("\"1,000人以上\"", none)]), count(1_000, None));
    }

    #[test]
    fn what_is_not_told_leaves_the_number_open_above() {
        assert_eq!(handlers(&[("", "{委託の有無: 委託しない}")]), Count::UNKNOWN);
        assert_eq!(handlers(&[("10人未満", "{委託の有無: 委託する}")]), Count::UNKNOWN);
        let task = "{委託の有無: 委託する, 委託事項: [{番号: 1, 委託先名: 未定}]}";
        assert_eq!(handlers(&[("10人未満", task)]), Count::UNKNOWN);
    }
}
