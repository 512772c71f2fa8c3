//! Comments by which a person accepts a finding with a reason: `# hyoka: C166 理由`. Reads them; the policy applies them.

use super::selector::Selector;
use super::{Rule, rule};
use crate::finding::{Finding, Severity, code};
use crate::source::{Source, Span, addressed};

/// Says that the findings of one rule at one line are as they should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// The code of a rule that may be accepted.
    pub code: &'static str,
    /// Why; never empty.
    pub reason: String,
    /// The comment.
    pub span: Span,
    /// 1-based line of which it speaks; `None` where nothing stands below the comment.
    line: Option<usize>,
}

impl Acceptance {
    /// The rule and the 1-based line of which it speaks; `None` where nothing stands below the comment.
    #[must_use]
    pub fn speaks_of(&self) -> Option<(&'static str, usize)> {
        Some((self.code, self.line?))
    }

    /// The finding for one that accepts nothing.
    #[must_use]
    pub fn gone(&self) -> Finding {
        Finding::new(code::ACCEPTED_FINDING_GONE, Severity::Warning, self.span.clone())
            .message(format!("受け入れるとした {} の指摘は、ここにはありません", self.code))
            .label("直したのであれば、この注釈を消してください")
            .help("注釈は、指摘された行の終わりか、そのすぐ上の行に書きます")
    }
}

/// The acceptances of a file, and a finding for each comment that is meant as one and cannot be.
#[must_use]
pub fn read(source: &Source) -> (Vec<Acceptance>, Vec<Finding>) {
    let mut found = Vec::new();
    let mut faults = Vec::new();
    // Few files have any, and all others need not be looked through.
    if !source.text().contains("hyoka") {
        return (found, faults);
    }
    let comments = source.comments();
    let own_line = |span: &Span| {
        let line = source.lines().position(source.text(), span.start).0;
        let before = source.slice(&(source.lines().range(line).start..span.start));
        (line, before.trim().is_empty())
    };
    // Several comments may stand above one line: each speaks of the first line below them all. Seen from the last one up.
    let mut targets = vec![0; comments.len()];
    let mut under: Option<(usize, usize)> = None;
    for (target, span) in targets.iter_mut().zip(&comments).rev() {
        let (line, alone) = own_line(span);
        *target = match under {
            _ if !alone => line,
            Some((next, target)) if next == line + 1 => target,
            _ => line + 1,
        };
        under = alone.then_some((line, *target));
    }
    for (span, below) in comments.iter().zip(targets) {
        let Some(words) = addressed(source.slice(span)) else {
            continue;
        };
        let target = (below <= source.lines().count()).then_some(below);
        match accepted(words) {
            Ok((codes, reason)) => found.extend(codes.into_iter().map(|code| Acceptance {
                code,
                reason: reason.clone(),
                span: span.clone(),
                line: target,
            })),
            Err(fault) => faults.push(fault.at(span.clone())),
        }
    }
    (found, faults)
}

/// Why a comment accepts nothing: message and label.
struct Fault(String, String);

impl Fault {
    fn at(self, span: Span) -> Finding {
        Finding::new(code::BROKEN_ACCEPTANCE, Severity::Error, span)
            .message(self.0)
            .label(self.1)
            .help("「# hyoka: C166 理由」のように、規則の番号と、受け入れる理由を書きます")
    }
}

/// The codes and the reason of `C166、C115 理由`.
fn accepted(words: &str) -> Result<(Vec<&'static str>, String), Fault> {
    let is_code = |c: char| c.is_ascii_alphanumeric() || ('０'..='ｚ').contains(&c);
    let mut codes = Vec::new();
    let mut rest = words.trim();
    loop {
        let code = &rest[..rest.find(|c| !is_code(c)).unwrap_or(rest.len())];
        if code.is_empty() {
            return Err(Fault(
                "受け入れる規則の番号が書かれていません".to_owned(),
                "「hyoka:」の後に、指摘の番号を書いてください".to_owned(),
            ));
        }
        codes.push(acceptable(code)?.code);
        rest = rest[code.len()..].trim_start();
        match rest.strip_prefix([',', '、', '，', '・']) {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    let reason = rest.trim_start_matches([':', '：', ' ', '　']);
    if reason.is_empty() {
        return Err(Fault(
            format!("{} の指摘を受け入れる理由が書かれていません", codes.join("、")),
            "番号の後に空白を置いて、理由を書いてください".to_owned(),
        ));
    }
    Ok((codes, reason.to_owned()))
}

/// The rule of a code, if its findings may be accepted.
fn acceptable(code: &str) -> Result<&'static Rule, Fault> {
    let Some(rule) = rule(&crate::folding::nfkc(code)) else {
        return Err(Fault(
            format!("「{code}」という番号の規則はありません"),
            match Selector::nearest(code) {
                Some(meant) => format!("「{meant}」ではありませんか"),
                None => "指摘に示された番号を書いてください".to_owned(),
            },
        ));
    };
    if rule.is_firm() || rule.code == code::ACCEPTED_FINDING_GONE {
        return Err(Fault(
            format!("{} の指摘は、受け入れることができません", rule.code),
            "このままでは正しく公表できないので、直してください".to_owned(),
        ));
    }
    Ok(rule)
}
