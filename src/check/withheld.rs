//! The public copy of an assessment as all who print for the public get it, with what people accepted; and what is wrong with what
//! it withholds. Publishes nothing.

use super::Rule;
use super::acceptance::{self, Acceptance};
use super::rules::reading::withheld::{MENTIONED, UNCLEAR_ROW, UNKNOWN, WITHOUT_TEXT};
use crate::answers::{Assessment, Cursor, Value};
use crate::finding::{Finding, Related};
use crate::source::Source;
use crate::withhold::{self, Copy, Mention, Public, RowFault, UnknownName, Words};

/// The longest words that a message quotes, in letters.
const QUOTED: usize = 40;

/// The public copy of an assessment, which says nowhere what it withholds. `before` is the version that was published before it.
///
/// # Errors
/// The findings for which there is none: a name at 非公表 that leads to no item, and words of what is withheld that stand elsewhere
/// and that nobody accepted.
pub fn public(assessment: &Assessment, before: Option<&Assessment>) -> Result<Public, Vec<Finding>> {
    let (public, refused) = judged(assessment, before)?;
    if refused.is_empty() { Ok(public) } else { Err(refused) }
}

/// The public copy of an assessment for who prints little of it and searches that for [`Public::words`]; `None` where it leaves
/// nothing out, or where the complete copy is asked for.
///
/// # Errors
/// A finding for each name at 非公表 that leads to no item.
pub fn told(assessment: &Assessment, before: Option<&Assessment>, copy: Copy) -> Result<Option<Public>, Vec<Finding>> {
    let any = withhold::lists_any(assessment) || before.is_some_and(withhold::lists_any);
    if copy == Copy::Complete || !any {
        return Ok(None);
    }
    Ok(Some(judged(assessment, before)?.0))
}

/// The copy, and the findings on second mentions that nobody accepted.
fn judged(assessment: &Assessment, before: Option<&Assessment>) -> Result<(Public, Vec<Finding>), Vec<Finding>> {
    let accepted = Accepted::of(assessment);
    let mut public = withhold::public(assessment, before, |row| accepted.covers(&unclear(row)))
        .map_err(|names| names.iter().map(unknown).collect::<Vec<_>>())?;
    let mut refused = Vec::new();
    for mention in std::mem::take(&mut public.mentions) {
        let finding = mentioned(assessment, &mention);
        if accepted.covers(&finding) {
            public.words.accept(&mention);
        } else {
            refused.push(finding);
        }
    }
    Ok((public, refused))
}

/// Versions of one assessment as the public may see them.
#[derive(Debug)]
pub struct SideBySide {
    pub versions: Vec<Assessment>,
    /// The words that stand nowhere in what is printed of them.
    pub words: Words,
}

/// Versions of one assessment as the public may see them side by side.
///
/// # Errors
/// A finding for each name at 非公表 that leads to no item of any of them, with the position of its version.
pub fn side_by_side(versions: &[&Assessment]) -> Result<SideBySide, Vec<(usize, Finding)>> {
    let accepted: Vec<Accepted<'_>> = versions.iter().map(|version| Accepted::of(version)).collect();
    let of = |version: &Assessment| {
        let at = versions.iter().position(|other| std::ptr::eq(*other, version));
        at.and_then(|at| accepted.get(at))
    };
    let publics = withhold::side_by_side(versions, |version, row| {
        of(version).is_some_and(|accepted| accepted.covers(&unclear(row)))
    })
    .map_err(|names| names.iter().map(|(at, name)| (*at, unknown(name))).collect::<Vec<_>>())?;
    let mut words = publics.first().map(|public| public.words.clone()).unwrap_or_default();
    for ((version, public), accepted) in versions.iter().zip(&publics).zip(&accepted) {
        for mention in &public.mentions {
            if accepted.covers(&mentioned(version, mention)) {
                words.accept(mention);
            }
        }
    }
    Ok(SideBySide {
        versions: publics.into_iter().map(|public| public.assessment).collect(),
        words,
    })
}

/// What people accepted in a file.
struct Accepted<'a> {
    source: &'a Source,
    list: Vec<Acceptance>,
}

impl<'a> Accepted<'a> {
    fn of(assessment: &'a Assessment) -> Self {
        let source = assessment.source();
        Self {
            source,
            list: acceptance::read(source).0,
        }
    }

    fn covers(&self, finding: &Finding) -> bool {
        if self.list.is_empty() {
            return false;
        }
        let lines = self.source.lines_of(finding.span.start);
        let mut places = self.list.iter().filter_map(Acceptance::speaks_of);
        places.any(|(code, line)| code == finding.code && lines.contains(&line))
    }
}

/// What is wrong with what an assessment withholds, whether or not someone accepted it.
#[must_use]
pub fn findings(assessment: &Assessment, before: Option<&Assessment>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = assessment
        .top()
        .leaves_where(|answer| answer.value == Value::Withheld)
        .iter()
        .map(without_text)
        .collect();
    if withhold::lists_any(assessment) || before.is_some_and(withhold::lists_any) {
        findings.extend(of_names(assessment, before));
    }
    findings
}

fn of_names(assessment: &Assessment, before: Option<&Assessment>) -> Vec<Finding> {
    match withhold::public(assessment, before, |_| false) {
        // Of a list that was not read, reading has told.
        Err(names) => names.iter().filter(|name| !name.is_unread).map(unknown).collect(),
        Ok(public) => {
            let rows = public.unclear.iter().map(unclear);
            let mentions = public.mentions.iter().map(|mention| mentioned(assessment, mention));
            rows.chain(mentions).collect()
        }
    }
}

/// Words of what is withheld that stand in an output although no answer of the public copy has them.
#[must_use]
pub fn stray(assessment: &Assessment, output: &str, words: &str, of: &str) -> Finding {
    made(&MENTIONED, assessment.top().span())
        .message(format!(
            "{output}の「{}」に、非公表とした「{of}」の言葉が残っています",
            short(words)
        ))
        .label("この言葉を公表しない書き方に改めてください")
        .item(of.to_owned())
}

/// The finding on a name at 非公表 that leads to no item.
fn unknown(name: &UnknownName) -> Finding {
    if name.is_unread {
        return made(&UNKNOWN, name.span.clone())
            .message(format!(
                "「{}」を読み取れないため、公表しない項目が分かりません",
                name.name
            ))
            .label("公表しない項目は、管理の「非公表」に、項目と理由を「- 」で始まる箇条で書いてください")
            .item("管理 非公表");
    }
    made(&UNKNOWN, name.span.clone())
        .message(format!("非公表とする「{}」という項目はありません", name.name))
        .label("hyoka check や hyoka diff が示す項目名で書いてください")
        .help("例「Ⅱ-6 保管場所」。ファイルが二つ以上あるときは「Ⅱ-6 保管場所（ファイル名）」のように、名称を添えます")
        .item("管理 非公表")
}

/// The finding on an answer that says no more than that it is withheld.
fn without_text(leaf: &Cursor<'_>) -> Finding {
    made(&WITHOUT_TEXT, leaf.span())
        .message(format!("「{}」に「（非公表）」とだけ書かれています", leaf.name()))
        .label("もとの記載を書き、管理の「非公表」に項目の名称と理由を挙げてください")
        .help("公表用の紙面では「（非公表）」になり、個人情報保護委員会に提出する版（--complete）には、もとの記載が載ります")
        .item(leaf.name())
}

fn mentioned(assessment: &Assessment, mention: &Mention) -> Finding {
    let words = mention.together.iter().map(|word| format!("「{}」", short(word)));
    let words = match mention.together.as_slice() {
        [] => "同じ言葉が".to_owned(),
        _ => format!("同じ{}という言葉が一緒に", words.collect::<Vec<_>>().concat()),
    };
    let mut finding = made(&MENTIONED, mention.span.clone())
        .message(format!(
            "「{}」に、非公表とした「{}」の記載と{words}あります",
            mention.place, mention.of
        ))
        .label("公表しない書き方に改めるか、この項目も管理の「非公表」に挙げてください")
        .help("公表してよい言葉なら、この項目の上の行に「# hyoka: F123 理由」と書くと、そのまま公表できます")
        .item(mention.place.clone());
    let withheld = assessment
        .top()
        .leaves()
        .into_iter()
        .find(|leaf| leaf.name() == mention.of);
    finding.related.extend(withheld.map(|leaf| Related {
        source: None,
        span: leaf.span(),
        label: "ここの記載を非公表としています".to_owned(),
    }));
    finding
}

fn unclear(row: &RowFault) -> Finding {
    let what = if row.text.is_empty() {
        "項目が書かれていないので".to_owned()
    } else {
        format!("項目「{}」がどの項目を指すか分からないので", short(&row.text))
    };
    made(&UNCLEAR_ROW, row.span.clone())
        .message(format!("{what}、この行は公表用の評価書で「（非公表）」になります"))
        .label("「Ⅱ-6 保管場所」のように、様式の番号と項目名で書いてください")
        .help("非公表の項目に関わらない行なら、上の行に「# hyoka: F124 理由」と書くと、そのまま公表できます")
        .item(row.row.clone())
}

fn made(rule: &Rule, span: crate::source::Span) -> Finding {
    let mut finding = Finding::new(rule.code, rule.severity, span);
    finding.law = Some(rule.law.text().to_owned());
    finding
}

fn short(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words,
    }
}
