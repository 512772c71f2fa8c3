//! The definition language: what a file under `schemas/forms/` may say. Plain data; `load` gives it meaning.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::finding::Confidence;

/// One official form in one revision.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The form's name in commands and file names: `kiso`, `juten`, `zenkomoku`.
    pub form: String,
    /// What an assessment says at 様式.
    pub name: String,
    /// What an assessment says at 管理/様式の版, such as 平成30年5月.
    pub edition: String,
    /// The revision in file names, such as `2018-05`.
    pub revision: String,
    /// The title on the cover.
    pub title: String,
    /// The label at the foot of the cover, such as 平成30年5月 様式3.
    pub label: String,
    /// The law that asks for this form.
    pub law: String,
    /// What ※ means, said once on the page; none where the form has no ※.
    #[serde(default)]
    pub legend: Option<String>,
    /// Heading of the list of parts behind the cover; none where the form has no such list.
    #[serde(default)]
    pub contents: Option<String>,
    /// What a doubt about the form as a whole is about.
    #[serde(default)]
    pub doubt: Option<String>,
    /// The weight of this form among the evaluations of 指針第5の2.
    pub level: Level,
    /// How sure it is that the form is so, where that is said of all of it.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Option lists by name.
    pub options: BTreeMap<String, Vec<OptionDefinition>>,
    /// The parts in the order of the page.
    pub parts: Vec<PartDefinition>,
}

/// How heavy an evaluation is; a heavier one always satisfies a lighter duty. Law: 規則第5条–第7条.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// No evaluation is mandatory.
    None,
    /// 基礎項目評価.
    Kiso,
    /// 重点項目評価, besides 基礎項目評価.
    Juten,
    /// 全項目評価, besides 基礎項目評価.
    Zenkomoku,
}

/// An option: its text alone, one with more to say, or a group of options under a heading.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "an option is a text, one with `text` and any of `blank`, `count`, `from`, `below`, `level`, `was`, or a group with `group` and `options`"
)]
pub enum OptionDefinition {
    Text(String),
    Group(OptionGroup),
    Detailed(DetailedOption),
}

/// Options that the form prints under one heading.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionGroup {
    pub group: String,
    pub options: Vec<OptionDefinition>,
}

/// An option with a blank, a count, a band of numbers or a threshold result.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DetailedOption {
    pub text: String,
    /// The form prints `（ ）` behind it for words.
    #[serde(default)]
    pub blank: bool,
    /// The form prints `（ n ）件` behind it; the key of the list beside the item whose entries are counted.
    #[serde(default)]
    pub count: Option<String>,
    /// The least number that the option stands for.
    #[serde(default)]
    pub from: Option<u64>,
    /// The number from which on the option no longer holds.
    #[serde(default)]
    pub below: Option<u64>,
    /// The evaluation that the option stands for: mandatory where it is a threshold result, made where it is a kind of
    /// document.
    #[serde(default)]
    pub level: Option<Level>,
    /// The text that it had in an older revision of the form; of several, the newest first.
    #[serde(default)]
    pub was: Vec<String>,
}

/// A part of the form: the cover, Ⅰ, Ⅱ, （別添1） …
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // Each is a yes/no of the printed form, and independent of the others.
pub struct PartDefinition {
    /// Ⅰ, （別添1） …; none for the cover.
    #[serde(default)]
    pub number: Option<String>,
    pub label: String,
    /// The key that holds the part in the file; without one its items stand at the top level. Two parts may share a key.
    #[serde(default)]
    pub key: Option<String>,
    /// Whether the whole part repeats, once for each entry of a list.
    #[serde(default)]
    pub repeat: Option<RepeatDefinition>,
    /// Printed as one table, a row an entry and a column an item.
    #[serde(default)]
    pub table: bool,
    /// Whether the form prints it.
    #[serde(default = "yes")]
    pub printed: bool,
    /// Stands below the part before it, on the same page.
    #[serde(default)]
    pub follows: bool,
    /// ※ for all items of the part that do not say otherwise.
    #[serde(default)]
    pub important: bool,
    /// What the form prints behind the ※ of the part.
    #[serde(default)]
    pub important_note: Option<String>,
    pub items: Vec<ItemDefinition>,
}

/// How entries of a list are told apart and printed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RepeatDefinition {
    /// How an entry is found again in another version.
    pub identity: Identity,
    /// How many slots the form has; none where it has no limit.
    #[serde(default)]
    pub slots: Option<u32>,
    /// First and last slot of each group that the form prints under one heading.
    #[serde(default)]
    pub groups: Vec<(u32, u32)>,
    /// The item of an entry that is printed beside the entry's heading, or that names the entry.
    #[serde(default)]
    pub title: Option<String>,
}

/// What makes an entry the same entry in another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Identity {
    /// 番号, the slot on the form.
    Number,
    /// The words of the entry's `title` item.
    Title,
    /// Its position in the list.
    Position,
}

/// What an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Free text, with inline Markdown.
    Text,
    /// A list of short texts, a line each.
    Texts,
    /// A day; with `or_text` also words such as 令和8年3月予定.
    Date,
    /// A count, such as of persons: a whole number.
    Number,
    /// One option.
    Choice,
    /// Any number of options.
    Choices,
    /// A box that is ticked or not: true or false.
    Tick,
    /// Pictures of files beside the assessment, each with the words for those who cannot see it.
    Figure,
    /// Items under a common heading.
    Group,
    /// Repeated groups; see `repeat`.
    Entries,
}

/// What an item says of the whole document, or a column of a table of other items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Display {
    /// Its title in a catalogue.
    Name,
    /// Whose it is.
    Author,
    /// The number that it has in the body's plan.
    Number,
    /// The day it is published; the fixed time of a reproducible PDF.
    Published,
    /// The list of items that a public copy leaves out.
    Withheld,
    /// In a list: names an item of the form.
    Names,
    /// In a table: quotes what the named item says or said; of two, the first what it said.
    Quotes,
    /// In a table: the day on which what the row tells was published.
    Changed,
    /// In a table: whether that was before or after the change itself.
    Submission,
    /// In a table: why then.
    Explanation,
}

/// What an item tells a register of the body's assessments, such as 計画管理書.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Registered {
    /// 事務の名称.
    Procedure,
    /// The law by which 個人番号 is used.
    Basis,
    /// 担当部署.
    Department,
    /// The section that answers for what stands around it, such as 事務担当部署 of a 特定個人情報ファイル.
    Responsible,
    /// The names of systems.
    Systems,
    /// The names of 特定個人情報ファイル.
    Files,
    /// しきい値判断結果.
    Threshold,
    /// The day of the evaluation.
    Evaluated,
    /// When opinions were heard.
    Consultation,
    /// When third parties reviewed it.
    Review,
    /// 機関の種別: 地方公共団体等 or 行政機関等.
    Body,
    /// Whether it is a first evaluation, one made again, or a revision.
    Occasion,
    /// The day the 事務 ends.
    Ended,
    /// The day it was last looked through, changed or not.
    Reviewed,
}

/// What an item was in an older revision of the form.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormerDefinition {
    /// Its keys from the top joined by `/`, where they were others: リスク対策/監査. What it holds moved with it.
    #[serde(default)]
    pub path: Option<String>,
    /// The number that it was printed under, with that of its part, where that was another: Ⅲ-8.
    #[serde(default)]
    pub number: Option<String>,
}

/// One item of the form.
// `Item` hands on all that is said here; what it resolves it has under the same name.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // Each is a yes/no of the printed form, and independent of the others.
pub struct ItemDefinition {
    /// The key in an assessment: the form's label without its number and without long parentheses.
    pub key: String,
    /// ①, 1, リスク1 …
    #[serde(default)]
    pub number: Option<String>,
    /// The printed label where it is not the key.
    #[serde(default)]
    pub label: Option<String>,
    /// What it was in older revisions of the form, the newest first. An assessment, a rule and a row of 変更箇所 that
    /// speak of it as it was find it here.
    #[serde(default)]
    pub was: Vec<FormerDefinition>,
    pub kind: Kind,
    /// For `choice` and `choices`: the name of an option list.
    #[serde(default)]
    pub options: Option<String>,
    /// Must be answered.
    #[serde(default)]
    pub required: bool,
    /// The key of a tick in this group or one around it: while it is ticked, nothing in this group is required.
    #[serde(default)]
    pub waived_by: Option<String>,
    /// ※ 重要な変更の対象; false takes an item out of a part that is ※ as a whole.
    #[serde(default)]
    pub important: Option<bool>,
    /// Printed one step to the right, below the item before it.
    #[serde(default)]
    pub nested: bool,
    /// Printed with its label as a row of its own, the answer below in full width.
    #[serde(default)]
    pub wide: bool,
    /// A group that the form prints as a heading inside its section.
    #[serde(default)]
    pub heading: bool,
    /// For `date`: words are accepted too.
    #[serde(default)]
    pub or_text: bool,
    /// What the form prints behind the answer, such as 時点.
    #[serde(default)]
    pub after: Option<String>,
    /// For `choice`: whether the form prints the options beside the answer; false where it prints the sentence alone.
    #[serde(default = "yes")]
    pub listed: bool,
    /// The words the form prints where nothing else is written.
    #[serde(default)]
    pub fixed: Option<String>,
    /// The key of the list beside it whose entries the form counts: `（ n ）件`.
    #[serde(default)]
    pub count: Option<String>,
    /// For `entries`.
    #[serde(default)]
    pub repeat: Option<RepeatDefinition>,
    /// Whether two versions are compared by it; false for what differs in every version, such as its own day.
    #[serde(default = "yes")]
    pub compared: bool,
    /// In a `table`: the share of the width. On the cover: stands beside its neighbours that have one, with this share.
    #[serde(default)]
    pub width: Option<u16>,
    /// What the item says of the whole document, or of other items.
    #[serde(default)]
    pub display: Option<Display>,
    /// Of an item directly below its part: what the form prints below it for its readers.
    #[serde(default)]
    pub note: Option<String>,
    /// What the item tells a register of the body's assessments.
    #[serde(default)]
    pub register: Option<Registered>,
    /// What to write, in our own words.
    #[serde(default)]
    pub guidance: Option<String>,
    /// The law the item rests on.
    #[serde(default)]
    pub law: Option<String>,
    /// How sure we are of label, options and bounds; without it they were read in a published form.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// What a doubt is about.
    #[serde(default)]
    pub doubt: Option<String>,
    #[serde(default)]
    pub items: Vec<ItemDefinition>,
}

impl ItemDefinition {
    /// An item of which nothing is said but its key and kind.
    pub(super) fn bare(key: &str, kind: Kind) -> Self {
        Self {
            key: key.to_owned(),
            number: None,
            label: None,
            was: Vec::new(),
            kind,
            options: None,
            required: false,
            waived_by: None,
            important: None,
            nested: false,
            wide: false,
            heading: false,
            or_text: false,
            after: None,
            listed: true,
            fixed: None,
            count: None,
            repeat: None,
            compared: true,
            width: None,
            display: None,
            note: None,
            register: None,
            guidance: None,
            law: None,
            confidence: None,
            doubt: None,
            items: Vec::new(),
        }
    }
}

fn yes() -> bool {
    true
}
