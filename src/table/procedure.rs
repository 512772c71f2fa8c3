//! What the law asks for once a version differs: 再実施 before the change, 意見の聴取, 第三者点検, 承認, or 修正 alone.
//! Counts from decisions that stand in the table; takes none.

use schemars::JsonSchema;
use serde::Serialize;

use super::decision::Decision;
use super::lines::Line;
use super::ruling::Ruling;
use super::telling::{Telling, Told, telling};
use crate::answers::{Assessment, Cursor};
use crate::change::Row;
use crate::form::{Level, Registered};

/// What is to be done about a version before it is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Procedure {
    /// Differences of ※ items of which nobody has decided what they are, as positions among the differences.
    pub undecided: Vec<usize>,
    /// 項目 of other rows of ※ items whose 提出時期 and explanation cannot stand as they are (H172).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standing: Vec<String>,
    /// What the officers' decisions so far ask for, in the order in which it is done.
    pub steps: Vec<Step>,
    /// しきい値判断結果, where it has changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub threshold: Option<ThresholdChange>,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// Such as 再実施.
    pub name: &'static str,
    /// What to do and when.
    pub what: String,
    pub law: &'static str,
}

/// A new result of しきい値判断.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ThresholdChange {
    pub before: String,
    pub after: String,
    /// Whether a heavier evaluation is mandatory now. Law: 指針第6の2(1).
    pub raised: bool,
}

/// What the law asks for, by what the newer version tells of its differences. `agency` says whether the body is one of 行政機関等
/// where the assessment does not.
#[must_use]
pub fn procedure(
    old: &Assessment,
    new: &Assessment,
    differences: &[Row],
    telling: &Telling<'_>,
    agency: bool,
) -> Procedure {
    let mut undecided = Vec::new();
    let mut judged: Vec<usize> = Vec::new();
    let mut asked = Asked::default();
    for (at, (difference, told)) in differences.iter().zip(&telling.told).enumerate() {
        let line = match told {
            Told::By(line) | Told::Otherwise(line) => Some(*line),
            Told::Not => None,
        };
        judged.extend(line);
        if !difference.is_to_decide() {
            continue;
        }
        let ruling = line.and_then(|line| telling.fresh.get(line)).map(Line::ruling);
        match ruling {
            Some(Ruling::Decided(Decision::Important) | Ruling::Contrary) => asked.beforehand = true,
            Some(Ruling::Decided(Decision::Urgent)) => asked.afterwards = true,
            Some(Ruling::Decided(
                Decision::Typo
                | Decision::Formal
                | Decision::Mitigating
                | Decision::Slight
                | Decision::Ahead
                | Decision::Done,
            )) => {}
            Some(Ruling::Open | Ruling::Mistaken) | None => undecided.push(at),
        }
    }
    let others = (0..).zip(&telling.fresh).filter(|(at, _)| !judged.contains(at));
    let standing: Vec<String> = others
        .map(|(_, line)| line)
        .filter(|line| line.is_afterwards() && line.is_important())
        .filter(|line| line.ruling().is_open() || line.ruling() == Ruling::Contrary)
        .map(|line| line.names.text().trim().to_owned())
        .collect();
    let threshold = threshold(old, new);
    asked.raised = threshold.as_ref().is_some_and(|change| change.raised);
    let steps = if asked.anything() {
        again(new, asked, agency)
    } else if differences.is_empty() || !undecided.is_empty() || !standing.is_empty() {
        // Before all is decided, nobody may be told that nothing more is needed.
        Vec::new()
    } else {
        vec![Step {
            name: "修正",
            what: "評価書を修正し、速やかに個人情報保護委員会へ提出して公表します。意見の聴取や第三者点検は要りません"
                .to_owned(),
            law: "特定個人情報保護評価に関する規則第14条、指針第7",
        }]
    };
    Procedure {
        undecided,
        standing,
        steps,
        threshold,
    }
}

/// [`procedure`] of two versions of which nothing is known yet; `None` for a form without a table of changes.
#[must_use]
pub fn procedure_of(old: &Assessment, new: &Assessment, differences: &[Row], agency: bool) -> Option<Procedure> {
    let telling = telling(old, new, differences)?;
    Some(procedure(old, new, differences, &telling, agency))
}

fn threshold(old: &Assessment, new: &Assessment) -> Option<ThresholdChange> {
    let result = |side: &Assessment| {
        let place = side.registered(Registered::Threshold)?;
        let option = place.option()?;
        Some((option.text.clone(), option.level?))
    };
    let ((before, was), (after, is)) = (result(old)?, result(new)?);
    (was != is).then_some(ThresholdChange {
        before,
        after,
        raised: is > was,
    })
}

/// Why the evaluation is made again.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    /// A change is a 重要な変更.
    beforehand: bool,
    /// A change was urgent: it is made first and evaluated then. Law: 規則第9条第2項.
    afterwards: bool,
    /// しきい値判断 asks for a heavier evaluation.
    raised: bool,
}

impl Asked {
    fn anything(self) -> bool {
        self.beforehand || self.afterwards || self.raised
    }

    /// 再実施, once for each time at which it is made; what comes before the change is told first.
    fn steps(self) -> Vec<Step> {
        let step = |what: &str, law| Step {
            name: "再実施",
            what: format!("{what}。管理の「実施種別」は「再実施」です"),
            law,
        };
        let mut steps = Vec::new();
        if self.beforehand {
            steps.push(step(
                "変更の前に、しきい値判断からの評価をもう一度実施します（システム用ファイルは、要件定義を終えるまで。プログラミングを始める前でもよいとされますが、指針で確かめてください）",
                "番号法第28条第1項後段、規則第11条、指針第6の2(2)",
            ));
        }
        if self.afterwards {
            steps.push(step(
                "緊急に行った変更は、変更の後、速やかに、しきい値判断からの評価をもう一度実施します（緊急時の事後評価）",
                "特定個人情報保護評価に関する規則第9条第2項",
            ));
        }
        if steps.is_empty() && self.raised {
            steps.push(step(
                "しきい値判断の結果が変わったので、義務付けられる評価を速やかに実施します",
                "指針第6の2",
            ));
        }
        steps
    }
}

/// The whole procedure of the evaluation that is mandatory.
fn again(new: &Assessment, asked: Asked, agency: bool) -> Vec<Step> {
    let body = new.registered(Registered::Body);
    let told = body.as_ref().and_then(Cursor::option);
    let agency = told.map_or(agency, |option| option.text == "行政機関等");
    let mandatory = new
        .registered(Registered::Threshold)
        .and_then(|place| place.option().and_then(|option| option.level))
        .unwrap_or(Level::None);
    let mut steps = asked.steps();
    if mandatory == Level::Zenkomoku {
        steps.push(Step {
            name: "意見の聴取",
            what: "評価書の案を公示し、30日以上（短縮する特段の理由があるときは、その理由を書く）、国民・住民等の意見を聴きます".to_owned(),
            law: "番号法第28条第1項、規則第7条第4項、指針第5の3",
        });
        steps.push(if agency {
            Step {
                name: "承認",
                what: "意見により見直した評価書を個人情報保護委員会へ提出し、承認を受けます".to_owned(),
                law: "番号法第28条第2項",
            }
        } else {
            Step {
                name: "第三者点検",
                what: "意見により見直した評価書について、第三者の点検を受けます".to_owned(),
                law: "規則第7条第4項",
            }
        });
    } else if new.form().level > Level::Kiso {
        steps.push(Step {
            name: "意見の聴取・第三者点検",
            what: "義務ではありません（任意）".to_owned(),
            law: "指針第5の3",
        });
    }
    steps.push(Step {
        name: "提出・公表",
        what: "評価書を個人情報保護委員会へ提出し、速やかに公表します".to_owned(),
        law: "番号法第28条第4項",
    });
    steps
}
