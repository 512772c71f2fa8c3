//! The words of a しきい値判断: one report, printed as text or JSON. Decides nothing.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Count, Fact, Facts, HANDLER_BOUNDS, Level, Question, SUBJECT_BOUNDS, decide};

const LAW: &str = "番号法第28条第1項、規則第5条から第7条まで、指針第5の2";

/// What `hyoka threshold --format json` prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this format: 1.
    pub version: u32,
    /// The lightest evaluation that the facts allow.
    pub least: Level,
    /// The heaviest evaluation that the facts allow; the same where the answer is certain.
    pub most: Level,
    /// What is mandatory, in the law's words; more than one, lightest first, where the facts leave it open.
    pub results: Vec<String>,
    pub facts: Vec<ReportedFact>,
    /// What to find out where the answer is open.
    pub open: Vec<OpenQuestion>,
    pub law: String,
}

/// One fact and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReportedFact {
    pub fact: Fact,
    /// 対象人数, 取扱者数 or 重大事故.
    pub name: String,
    /// The fact in words, with the law's band.
    pub value: String,
    /// Of a head count: the least it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub least: Option<u64>,
    /// Of a head count: the most it can be, where there is an upper bound.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<u64>,
    /// Of 重大事故: whether there was one, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub happened: Option<bool>,
    /// Whether it is one of the fewest facts that give the answer.
    pub decides: bool,
    /// The answers of an assessment that the fact was read from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Said>,
}

/// An answer of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Said {
    /// The item as the form names it.
    pub item: String,
    pub answer: String,
}

/// A fact to find out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpenQuestion {
    pub fact: Fact,
    pub question: String,
}

/// The report on some facts. `said` gives the answers that a fact was read from.
#[must_use]
pub fn report(facts: &Facts, said: impl Fn(Fact) -> Vec<Said>) -> Report {
    let decision = decide(facts);
    let levels = [Level::None, Level::Kiso, Level::Juten, Level::Zenkomoku];
    let possible = |level: &&Level| (decision.least..=decision.most).contains(level);
    let fact = |fact| {
        let count = match fact {
            Fact::Subjects => Some(facts.subjects),
            Fact::Handlers => Some(facts.handlers),
            Fact::Accident => None,
        };
        ReportedFact {
            fact,
            name: name(fact).to_owned(),
            value: value(fact, facts),
            least: count.map(|count| count.least),
            most: count.and_then(|count| count.most),
            happened: facts.accident.filter(|_| fact == Fact::Accident),
            decides: decision.decided_by.contains(&fact),
            sources: said(fact),
        }
    };
    Report {
        version: 1,
        least: decision.least,
        most: decision.most,
        results: levels
            .iter()
            .filter(possible)
            .map(|level| duty(*level).to_owned())
            .collect(),
        facts: [Fact::Subjects, Fact::Handlers, Fact::Accident].map(fact).to_vec(),
        open: decision.open.iter().map(question).collect(),
        law: LAW.to_owned(),
    }
}

/// The report for a terminal.
#[must_use]
pub fn text(report: &Report) -> String {
    let certain = report.results.len() == 1;
    let mut lines = Vec::new();
    if certain {
        lines.extend(report.results.iter().cloned());
    } else {
        lines.push("この内容だけでは、次のどれになるか定まりません".to_owned());
        lines.extend(report.results.iter().map(|result| format!("  ・{result}")));
    }
    lines.push(String::new());
    for fact in &report.facts {
        let mark = if certain && fact.decides { "  ← 決め手" } else { "" };
        lines.push(format!("{}: {}{mark}", fact.name, fact.value));
        let said = |said: &Said| format!("    {}: {}", said.item, said.answer);
        lines.extend(fact.sources.iter().map(said));
    }
    if !report.open.is_empty() {
        lines.push("\n結果を定めるには、次のことを確かめてください".to_owned());
        lines.extend(report.open.iter().map(|open| format!("  ・{}", open.question)));
    }
    lines.push(format!("\n根拠: {}\n", report.law));
    lines.join("\n")
}

/// What a level makes mandatory, in the law's words.
#[must_use]
pub fn duty(level: Level) -> &'static str {
    match level {
        Level::None => "特定個人情報保護評価の実施が義務付けられない",
        Level::Kiso => "基礎項目評価の実施が義務付けられる",
        Level::Juten => "基礎項目評価及び重点項目評価の実施が義務付けられる",
        Level::Zenkomoku => "基礎項目評価及び全項目評価の実施が義務付けられる",
    }
}

/// What the heaviest evaluation of a level is called.
#[must_use]
pub fn evaluation(level: Level) -> &'static str {
    match level {
        Level::None => "特定個人情報保護評価",
        Level::Kiso => "基礎項目評価",
        Level::Juten => "重点項目評価",
        Level::Zenkomoku => "全項目評価",
    }
}

/// The document of [`evaluation`].
#[must_use]
pub fn document(level: Level) -> String {
    format!("{}書", evaluation(level))
}

/// The name of a fact.
#[must_use]
pub fn name(fact: Fact) -> &'static str {
    match fact {
        Fact::Subjects => "対象人数",
        Fact::Handlers => "取扱者数",
        Fact::Accident => "重大事故",
    }
}

/// The band of the law's table that a fact lies in; the range itself where it lies in several.
#[must_use]
pub fn band(fact: Fact, facts: &Facts) -> String {
    let (count, bounds) = match fact {
        Fact::Subjects => (facts.subjects, &SUBJECT_BOUNDS[..]),
        Fact::Handlers => (facts.handlers, &HANDLER_BOUNDS[..]),
        Fact::Accident => return happened(facts.accident).to_owned(),
    };
    let from = bounds.iter().rev().find(|bound| **bound <= count.least);
    let below = bounds.iter().find(|bound| **bound > count.least);
    let inside = below.is_none_or(|below| count.most.is_some_and(|most| most < *below));
    if inside {
        bounded(from.copied().unwrap_or(0), below.copied())
    } else {
        range(count)
    }
}

/// A fact in words, with its band behind it where that says something more.
fn value(fact: Fact, facts: &Facts) -> String {
    let own = match fact {
        Fact::Subjects => range(facts.subjects),
        Fact::Handlers => range(facts.handlers),
        Fact::Accident => return format!("{}（過去1年以内、特定個人情報）", happened(facts.accident)),
    };
    let band = band(fact, facts);
    if own == band { own } else { format!("{own}（{band}）") }
}

fn happened(accident: Option<bool>) -> &'static str {
    match accident {
        Some(true) => "発生あり",
        Some(false) => "発生なし",
        None => "不明",
    }
}

fn question(question: &Question) -> OpenQuestion {
    let bounds: Vec<String> = question.bounds.iter().map(|bound| people(*bound)).collect();
    let words = match (question.fact, &bounds[..]) {
        (Fact::Accident, _) => {
            "過去1年以内に、評価実施機関において特定個人情報に関する重大事故が発生したかどうか".to_owned()
        }
        (fact, [bound]) => format!("{}が{bound}以上かどうか", name(fact)),
        (fact, bounds) => format!("{}が{}のそれぞれ以上かどうか", name(fact), bounds.join("、")),
    };
    OpenQuestion {
        fact: question.fact,
        question: words,
    }
}

/// A count as the forms write bands: 120,000人, 10万人以上30万人未満, 500人以上.
fn range(count: Count) -> String {
    match count.most {
        Some(most) if most == count.least => people(most),
        most => bounded(count.least, most.map(|most| most.saturating_add(1))),
    }
}

fn bounded(from: u64, below: Option<u64>) -> String {
    match (from, below) {
        (0, None) => "不明".to_owned(),
        (0, Some(below)) => format!("{}未満", people(below)),
        (from, None) => format!("{}以上", people(from)),
        (from, Some(below)) => format!("{}以上{}未満", people(from), people(below)),
    }
}

/// A head count as the forms write it: 1,000人, 10万人, 123,456人.
fn people(count: u64) -> String {
    let (number, unit) = if count >= 10_000 && count.is_multiple_of(10_000) {
        (count / 10_000, "万人")
    } else {
        (count, "人")
    };
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_in_the_forms() {
        for (count, words) in [
            (0, "0人"),
            (999, "999人"),
            (1_000, "1,000人"),
            (100_000, "10万人"),
            (123_456, "123,456人"),
            (10_000_000, "1,000万人"),
        ] {
            assert_eq!(people(count), words);
        }
    }

    #[test]
    fn a_certain_answer_names_result_facts_and_law() {
        let facts = Facts {
            subjects: Count::exactly(123_000),
            handlers: Count::exactly(60),
            accident: Some(false),
        };
        insta::assert_snapshot!("certain", text(&report(&facts, |_| Vec::new())));
    }

    #[test]
    fn an_open_answer_names_both_results_and_the_question() {
        let facts = Facts {
            subjects: Count {
                least: 100_000,
                most: Some(299_999),
            },
            handlers: Count {
                least: 120,
                most: Some(898),
            },
            accident: None,
        };
        insta::assert_snapshot!("open", text(&report(&facts, |_| Vec::new())));
    }
}
