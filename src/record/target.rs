//! Which difference an officer means by a number or a name, and whether what is decided of it can be.

use super::RecordError;
use crate::change::Row;
use crate::folding::bare;
use crate::table::decision::{Decision, words};

/// Which rows may be written anew.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Renew {
    #[default]
    None,
    Of(Vec<Target>),
    All,
}

/// The difference that a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Its 1-based place among the differences, as it is printed.
    Number(usize),
    /// Its 項目, or a part of it that no other has.
    Name(String),
}

/// The decision of each difference.
pub(super) fn targets(
    differences: &[Row],
    decisions: &[(Target, Decision)],
) -> Result<Vec<Option<Decision>>, RecordError> {
    let mut found = vec![None; differences.len()];
    for (target, decision) in decisions {
        let at = at(differences, target)?;
        found[at] = Some(fit(&differences[at], *decision)?);
    }
    Ok(found)
}

/// Refuses a decision that its difference cannot have.
fn fit(difference: &Row, decision: Decision) -> Result<Decision, RecordError> {
    let item = &difference.item;
    if !difference.counted.is_empty() {
        return Err(RecordError::Target(format!(
            "「{item}」は件数だけの違いです。加えたもの、なくしたものの行で判断してください"
        )));
    }
    let offered = Decision::offered(difference.is_to_decide());
    if offered.contains(&decision) {
        return Ok(decision);
    }
    let why = if difference.is_to_decide() {
        "※の項目です。重要な変更に当たるかどうかを"
    } else if difference.important {
        "様式の改正による違いなので、重要な変更に当たるかどうかの判断は要りません。提出時期を"
    } else {
        "※の項目ではないので、重要な変更に当たるかどうかの判断は要りません。提出時期を"
    };
    Err(RecordError::Target(format!(
        "「{item}」は、{why}{} のどれかで書いてください",
        words(offered)
    )))
}

/// For each difference, whether its row may be written anew.
pub(super) fn renewed(differences: &[Row], renew: &Renew) -> Result<Vec<bool>, RecordError> {
    let mut found = vec![*renew == Renew::All; differences.len()];
    if let Renew::Of(targets) = renew {
        for target in targets {
            found[at(differences, target)?] = true;
        }
    }
    Ok(found)
}

/// The difference that is meant.
fn at(differences: &[Row], target: &Target) -> Result<usize, RecordError> {
    match target {
        Target::Number(number) => number
            .checked_sub(1)
            .filter(|at| *at < differences.len())
            .ok_or_else(|| {
                RecordError::Target(format!(
                    "{number}番の違いはありません（違いは{}件です）",
                    differences.len()
                ))
            }),
        Target::Name(name) => named(differences, name),
    }
}

fn named(differences: &[Row], name: &str) -> Result<usize, RecordError> {
    let wanted = bare(name);
    let is = |row: &Row| bare(&row.item) == wanted;
    let has = |row: &Row| bare(&row.item).contains(&wanted);
    let all = |hit: &dyn Fn(&Row) -> bool| -> Vec<usize> {
        (0..differences.len()).filter(|at| hit(&differences[*at])).collect()
    };
    let exact = all(&is);
    let hits = if exact.is_empty() { all(&has) } else { exact };
    match hits.as_slice() {
        [at] => Ok(*at),
        [] => Err(RecordError::Target(format!("「{name}」という項目の違いはありません"))),
        [first, second, ..] => Err(RecordError::Target(format!(
            "「{name}」に当たる違いがいくつもあります（「{}」「{}」など）。番号で書いてください",
            differences[*first].item, differences[*second].item
        ))),
    }
}
