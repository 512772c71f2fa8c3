//! The page of a rule: the words that the terminal, the manual and other programs show of it. Knows no single rule.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Check, Rule, evidence, rules};
use crate::finding::{Confidence, Severity};
use crate::form::page::ItemPage;

/// What the letters of codes stand for, in the order in which an author meets them: letter, name, what is asked.
pub const FAMILIES: [(char, &str, &str); 7] = [
    (
        'S',
        "ファイルの書き方",
        "YAML として読めるか。読めないうちは、ほかのことは確かめられません",
    ),
    ('F', "様式", "様式が求める項目が、求める形で書かれているか"),
    ('T', "しきい値判断", "義務付けられる評価と、実施した評価が合っているか"),
    (
        'C',
        "記載どうしの整合",
        "ある項目の記載と、別の項目の記載が食い違っていないか",
    ),
    ('D', "日付", "日付が暦にあり、前後が正しく、期限を過ぎていないか"),
    ('L', "法令の引用", "引いている法令の名称や条項が、今のものか"),
    ('H', "変更箇所", "変更箇所の表が正しく書かれているか"),
];

/// What is said of a rule on trial.
pub const TRIAL: &str = "この規則は試行です。公表された評価書で正しい指摘が確かめられるまで、hyoka check では --preview を付けたときにだけ示します";

/// Heading and words of each part of a rule's page.
#[must_use]
pub fn sections(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut sections = vec![
        ("確かめること", rule.checks.to_owned()),
        ("なぜ", rule.why.to_owned()),
        ("根拠", rule.law.text().to_owned()),
    ];
    sections.extend(rule.since.map(|since| ("施行", since.to_owned())));
    sections.push(("見るもの", LooksAt::of(rule).name().to_owned()));
    sections.push(("確かさ", sureness(rule).to_owned()));
    sections.push(("実物での結果", evidence::book().words(rule.code)));
    if rule.is_trial() {
        sections.push(("試行", TRIAL.to_owned()));
    }
    if rule.is_firm() {
        sections.push(("受け入れ", "この指摘は、設定や注釈で外せません".to_owned()));
    }
    sections
}

/// How sure a rule is, and why.
fn sureness(rule: &Rule) -> &'static str {
    match rule.confidence {
        Confidence::High => "高い（記載、様式、法令から定まります）",
        Confidence::Medium => "中くらい（文章の言葉から判断します。知られている例外は除いています）",
        Confidence::Low => "低い（文章の言葉からの推測です。そのままで正しいこともあります）",
    }
}

/// How heavy its findings are, in a word, with a mark of trial.
#[must_use]
pub fn weight(rule: &Rule) -> String {
    let trial = if rule.is_trial() { "・試行" } else { "" };
    format!("{}{trial}", rule.severity.name())
}

/// The page as plain text.
#[must_use]
pub fn text(rule: &Rule) -> String {
    let mut page = format!("{} {}（{}）\n\n", rule.code, rule.name, weight(rule));
    for (heading, words) in sections(rule) {
        let _ = writeln!(page, "{heading}: {words}");
    }
    page
}

/// The page as Markdown.
#[must_use]
pub fn markdown(rule: &Rule) -> String {
    let mut page = format!("# {} {}\n\n重さ: {}\n", rule.code, rule.name, weight(rule));
    for (heading, words) in sections(rule) {
        let _ = write!(page, "\n## {heading}\n\n{words}\n");
    }
    page
}

/// What a rule must know to speak, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LooksAt {
    /// The text of a file, while it is read.
    File,
    /// One assessment.
    Assessment,
    /// An assessment and the version published before it.
    Since,
    /// The assessments of one 事務, which share a 評価書番号.
    Together,
    /// All assessments of a body.
    Body,
}

impl LooksAt {
    #[must_use]
    pub fn of(rule: &Rule) -> Self {
        match rule.check {
            Check::Reading => Self::File,
            Check::Alone(_) => Self::Assessment,
            Check::Since(_) => Self::Since,
            Check::Together(_) => Self::Together,
            Check::Across(_) => Self::Body,
        }
    }

    /// The words for a reader.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "一つのファイル（読むとき）",
            Self::Assessment => "一つの評価書",
            Self::Since => "評価書と、最後に公表した版の写し",
            Self::Together => "同じ事務の評価書（基礎項目評価書と、重点項目評価書又は全項目評価書）",
            Self::Body => "機関のすべての評価書",
        }
    }
}

/// What `hyoka explain --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Report {
    /// Version of this format: 1.
    pub version: u32,
    /// In the order of their codes.
    pub rules: Vec<JsonRule>,
    /// Items of forms, where some were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemPage>,
}

/// The page of one rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonRule {
    /// Stable code, such as `C115`; its letter is the family.
    pub code: &'static str,
    /// States the defect; reads after "allow".
    pub name: &'static str,
    /// What the family is called.
    pub family: &'static str,
    pub severity: Severity,
    /// How surely what it finds is wrong; a finding may be less sure.
    pub confidence: Confidence,
    /// Whether it is on trial: told only with `--preview`, or where it is named.
    pub trial: bool,
    /// What it found in real texts.
    pub evidence: JsonEvidence,
    /// The day the rule came into force, where it was not always so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<&'static str>,
    /// What is checked.
    pub checks: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The law or the form's own logic.
    pub law: &'static str,
    pub looks_at: LooksAt,
    /// Whether settings and comments may not wave its findings through.
    pub firm: bool,
}

/// What a rule found in real texts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct JsonEvidence {
    /// How many published assessments were checked as a whole.
    pub texts: usize,
    #[serde(flatten)]
    pub found: evidence::Found,
}

/// The report on some rules.
#[must_use]
pub fn report<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> Report {
    let rules = rules.into_iter().map(|rule| JsonRule {
        code: rule.code,
        name: rule.name,
        family: family(rule),
        severity: rule.severity,
        confidence: rule.confidence,
        trial: rule.is_trial(),
        evidence: JsonEvidence {
            texts: evidence::book().texts,
            found: evidence::book().of(rule.code),
        },
        since: rule.since,
        checks: rule.checks,
        why: rule.why,
        law: rule.law.text(),
        looks_at: LooksAt::of(rule),
        firm: rule.is_firm(),
    });
    Report {
        version: 1,
        rules: rules.collect(),
        items: Vec::new(),
    }
}

/// One line a rule, in the order of their codes.
#[must_use]
pub fn list() -> String {
    let mut list = String::new();
    for rule in rules() {
        let _ = writeln!(list, "{} [{}] {}", rule.code, weight(rule), rule.checks);
    }
    list
}

fn family(rule: &Rule) -> &'static str {
    let found = FAMILIES.iter().find(|(letter, ..)| rule.code.starts_with(*letter));
    found.map_or("", |(_, name, _)| name)
}
