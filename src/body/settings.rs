//! The settings of a body, `hyoka.yaml`: what they may say, and where they say it wrongly. Reads no files, applies nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::check::Circumstances;
use crate::check::policy::{Policy, Ruling};
use crate::check::rules;
use crate::check::selector::Selector;
use crate::finding::{Finding, Severity, code, sort};
use crate::folding::{fold, nearest};
use crate::source::{Entry, Node, NodeKind, Source, Span, suspect_finding};

/// The name of the file.
pub const FILE: &str = "hyoka.yaml";

const BODY: &str = "評価実施機関名";
const KIND: &str = "機関の種別";
const KNOWN: &str = "既知の指摘";
const RULES: &str = "規則";
const TREATMENT: &str = "扱い";
const REASON: &str = "理由";

/// What a body says once for all its assessments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(description = "評価実施機関の設定")]
pub struct Settings {
    /// 評価実施機関の名称。例: 見本市長
    #[serde(rename = "評価実施機関名")]
    pub body: Option<String>,
    /// 評価書の「管理」に機関の種別が書かれていないときの種別
    #[serde(rename = "機関の種別")]
    pub kind: Option<BodyKind>,
    /// 既知の指摘の一覧（hyoka check --write-baseline が書くファイル）。この設定のファイルから見た場所。例: hyoka.known.json
    #[serde(rename = "既知の指摘")]
    pub known: Option<String>,
    /// 規則の番号（C115）か、番号の初めの部分（L、C1）ごとの扱い
    #[serde(rename = "規則")]
    #[schemars(extend("propertyNames" = { "pattern": "^[A-Z][0-9]{0,3}$" }))]
    pub rules: BTreeMap<String, RuleSetting>,
}

/// Which of the two kinds of bodies it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "機関の種別")]
pub enum BodyKind {
    #[serde(rename = "地方公共団体等")]
    Local,
    #[serde(rename = "行政機関等")]
    National,
}

impl BodyKind {
    const ALL: [Self; 2] = [Self::Local, Self::National];

    /// The word of the forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Local => "地方公共団体等",
            Self::National => "行政機関等",
        }
    }
}

/// How the findings of some rules are treated, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "指摘の扱いと、その理由")]
pub struct RuleSetting {
    /// 指摘の重さ。「しない」とすると指摘しない
    #[serde(rename = "扱い")]
    pub treatment: Treatment,
    /// この扱いにする理由。必ず書く
    #[serde(rename = "理由")]
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// How a finding is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(description = "指摘の扱い")]
pub enum Treatment {
    #[serde(rename = "しない")]
    Off,
    #[serde(rename = "情報")]
    Info,
    #[serde(rename = "警告")]
    Warning,
    #[serde(rename = "エラー")]
    Error,
}

impl Treatment {
    const ALL: [Self; 4] = [Self::Off, Self::Info, Self::Warning, Self::Error];

    fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    fn name(self) -> &'static str {
        self.severity().map_or("しない", Severity::name)
    }
}

impl Settings {
    /// What becomes of findings by these settings. Keys that no rule has are left out; [`read`] gives none.
    #[must_use]
    pub fn rulings(&self) -> Vec<Ruling> {
        let ruling = |(code, setting): (&String, &RuleSetting)| {
            Some(Ruling {
                rules: code.parse().ok()?,
                severity: setting.treatment.severity(),
                reason: setting.reason.clone(),
            })
        };
        self.rules.iter().filter_map(ruling).collect()
    }

    /// The policy of an editor, which shows rules on trial as hints.
    #[must_use]
    pub fn policy_of_an_editor(&self) -> Policy {
        Policy {
            preview: true,
            ..self.policy()
        }
    }

    /// The policy of a check that is asked for nothing else.
    #[must_use]
    pub fn policy(&self) -> Policy {
        Policy {
            rulings: self.rulings(),
            ..Policy::default()
        }
    }

    /// What a check on a day must know of the body.
    #[must_use]
    pub fn circumstances(&self, today: Date) -> Circumstances {
        Circumstances {
            today,
            body_kind: self.kind.map(BodyKind::name),
            past: false,
        }
    }
}

/// What reading settings gives: those that are sound, and a finding for each that is not.
#[derive(Debug)]
pub struct Read {
    pub source: Arc<Source>,
    pub settings: Settings,
    /// In the order of the text.
    pub findings: Vec<Finding>,
}

/// Reads settings. An empty text has none.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> Read {
    let (source, findings) = Source::read(name, bytes);
    let mut reader = Reader {
        source: &source,
        findings,
    };
    let settings = match source.root() {
        Some(root) => reader.settings(root),
        None => Settings::default(),
    };
    let mut findings = reader.findings;
    sort(&mut findings);
    Read {
        source: Arc::new(source),
        settings,
        findings,
    }
}

struct Reader<'s> {
    source: &'s Source,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn settings(&mut self, root: &Node) -> Settings {
        let mut settings = Settings::default();
        if !matches!(root.kind, NodeKind::Mapping(_) | NodeKind::Null) {
            self.refuse(
                root.mark(self.source),
                "設定は「項目名: 値」の並びで書きます",
                "「規則:」などの項目名から書いてください",
            );
        }
        for entry in root.entries() {
            match entry.key.as_str() {
                BODY => settings.body = self.words(entry),
                KIND => settings.kind = self.one_of(entry, &BodyKind::ALL.map(|kind| (kind.name(), kind))),
                KNOWN => settings.known = self.words(entry),
                RULES => settings.rules = self.rules(&entry.value),
                _ => self.unknown(entry, &[BODY, KIND, KNOWN, RULES]),
            }
        }
        settings
    }

    fn rules(&mut self, node: &Node) -> BTreeMap<String, RuleSetting> {
        if !matches!(node.kind, NodeKind::Mapping(_) | NodeKind::Null) {
            self.refuse(
                node.mark(self.source),
                "「規則」は、規則の番号ごとに書きます",
                "「C166:」のように番号を書き、その下に扱いと理由を書いてください",
            );
        }
        let mut found = BTreeMap::new();
        for entry in node.entries() {
            let selector = match entry.key.parse::<Selector>() {
                Ok(selector) => selector,
                Err(unknown) => {
                    let label = match unknown.meant {
                        Some(meant) => format!("「{meant}」ではありませんか"),
                        None => "hyoka explain で番号の一覧を見られます".to_owned(),
                    };
                    let message = format!("「{}」で始まる番号の規則はありません", unknown.word);
                    self.refuse(entry.key_span.clone(), message, label);
                    continue;
                }
            };
            let mut covered = rules().iter().filter(|rule| selector.covers(rule.code));
            if covered.all(crate::check::Rule::is_firm) {
                self.refuse(
                    entry.key_span.clone(),
                    format!("{} の指摘の扱いは変えられません", selector.as_str()),
                    "このままでは正しく公表できない誤りですので、評価書を直してください",
                );
            } else if let Some(setting) = self.rule(entry) {
                found.insert(selector.as_str().to_owned(), setting);
            }
        }
        found
    }

    /// The treatment and the reason of some rules; `None` unless both are there.
    fn rule(&mut self, entry: &Entry) -> Option<RuleSetting> {
        let code = &entry.key;
        if !matches!(entry.value.kind, NodeKind::Mapping(_) | NodeKind::Null) {
            self.refuse(
                entry.value.mark(self.source),
                format!("「{code}」には、扱いと理由を書きます"),
                "次の行から字下げして、「扱い:」と「理由:」を書いてください",
            );
            return None;
        }
        let (mut treatment, mut reason) = (None, None);
        // Whether what is missing has its finding already.
        let mut told = [false; 2];
        for entry in entry.value.entries() {
            match entry.key.as_str() {
                TREATMENT => {
                    told[0] = !matches!(entry.value.kind, NodeKind::Null);
                    treatment = self.one_of(entry, &Treatment::ALL.map(|one| (one.name(), one)));
                }
                REASON => {
                    reason = self.words(entry);
                    told[1] = matches!(entry.value.kind, NodeKind::Sequence(_) | NodeKind::Mapping(_));
                }
                _ => self.unknown(entry, &[TREATMENT, REASON]),
            }
        }
        let place = |key| {
            entry
                .value
                .entry(key)
                .map_or(&entry.key_span, |entry| &entry.key_span)
                .clone()
        };
        if !told[0] {
            self.refuse(
                place(TREATMENT),
                format!("{code} の指摘をどう扱うかが書かれていません"),
                "「扱い:」に、しない・情報・警告・エラーのどれかを書いてください",
            );
        }
        if reason.is_none() && !told[1] {
            self.refuse(
                place(REASON),
                format!("{code} の指摘の扱いを変える理由が書かれていません"),
                "「理由:」に、後の担当者にも分かる理由を書いてください",
            );
        }
        Some(RuleSetting {
            treatment: treatment?,
            reason: reason?,
        })
    }

    /// Words that are written, trimmed.
    fn words(&mut self, entry: &Entry) -> Option<String> {
        match &entry.value.kind {
            NodeKind::Null => None,
            NodeKind::Scalar { text, .. } => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => {
                let message = format!("「{}」には文を書きます", entry.key);
                self.refuse(
                    entry.value.mark(self.source),
                    message,
                    "「項目名: 値」の形で書いてください",
                );
                None
            }
        }
    }

    /// One of some words, of any width.
    fn one_of<T: Copy>(&mut self, entry: &Entry, words: &[(&'static str, T)]) -> Option<T> {
        if matches!(entry.value.kind, NodeKind::Null) {
            return None;
        }
        let written = entry.value.text().unwrap_or_default();
        let found = words.iter().find(|(word, _)| fold(word) == fold(written));
        if found.is_none() {
            let names = words.iter().map(|(word, _)| *word);
            let all: Vec<&str> = names.clone().collect();
            let label = match nearest(written, names) {
                Some(meant) => format!("「{meant}」ではありませんか"),
                None => format!("{} のどれかを書いてください", all.join("、")),
            };
            let message = format!("「{}」に書けない値です", entry.key);
            self.refuse(entry.value.mark(self.source), message, label);
        }
        found.map(|(_, value)| *value)
    }

    fn unknown(&mut self, entry: &Entry, known: &[&str]) {
        if entry.key.is_empty() {
            return;
        }
        let label = match nearest(&entry.key, known.iter().copied()) {
            Some(meant) => format!("「{meant}」ではありませんか"),
            None => format!("ここに書けるのは、{} です", known.join("、")),
        };
        self.refuse(
            entry.key_span.clone(),
            format!("「{}」という設定はありません", entry.key),
            label,
        );
    }

    /// A finding, or the full-width signs at the place that are its cause.
    fn refuse(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        let suspects = self.source.suspects_in(&span);
        if suspects.is_empty() {
            self.findings.push(
                Finding::new(code::BROKEN_SETTING, Severity::Error, span)
                    .message(message)
                    .label(label),
            );
        } else {
            self.findings.extend(suspects.iter().map(suspect_finding));
        }
    }
}
