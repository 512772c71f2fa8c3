//! Why a text is no YAML, in an officer's words and at the place to edit. Knows the parser's complaints, reads nothing.

use super::indentation::{Misplaced, misplaced};
use super::{Lines, Span, Suspect, SuspectKind, scan, surrogates};
use crate::finding::{Edit, Finding, Fix, Severity, code};

const QUOTE: &str = "文字として書くときは、値の全体を引用符 '…' で囲んでください";

/// What the parser said when it gave up.
pub(super) struct GivenUp<'a> {
    pub complaint: &'a str,
    /// Where it stood.
    pub at: usize,
    /// Where the last thing that it understood begins.
    pub last: usize,
    /// The texts over several lines that it understood before that, in their order.
    pub texts: &'a [Span],
}

impl GivenUp<'_> {
    /// Whether a suspect is a part of a text that was understood, and so no cause of anything below it.
    fn took(&self, suspect: &Suspect) -> bool {
        let before = self.texts.partition_point(|text| text.start < suspect.span.start);
        let around = before.checked_sub(1).and_then(|at| self.texts.get(at));
        around.is_some_and(|text| suspect.span.end <= text.end)
    }

    /// Whether the fault is one that no full-width sign brings about.
    fn is_fault_of_its_own(&self) -> bool {
        let own = [
            "unprintable",
            "byte order mark",
            "escape",
            "hexadecimal",
            "trailing content",
            "quoted scalar",
        ];
        own.iter().any(|words| self.complaint.contains(words))
    }
}

/// Findings for a text the parser gave up on: the full-width signs and tabs before that place if there are any, since
/// one of them is nearly always the cause; otherwise the place itself.
pub(super) fn refuse(given_up: &GivenUp<'_>, text: &str, lines: &Lines, suspects: &[Suspect]) -> Vec<Finding> {
    if is_too_deep(given_up.complaint) {
        return vec![too_deep(given_up.at..given_up.at)];
    }
    let page = Page { text, lines };
    let (line, _) = lines.position(text, given_up.at);
    // The parser may stand at the end of the line before the one that it cannot take.
    let reached = page
        .content_below(line)
        .map_or(text.len(), |below| lines.range(below).end);
    let before = suspects.iter().filter(|suspect| suspect.span.start < reached);
    let mut findings = Vec::new();
    let mut caused = false;
    for suspect in before {
        let colon = matches!(suspect.kind, SuspectKind::Colon | SuspectKind::Gap);
        let near = given_up.last <= suspect.span.start || !(colon || given_up.took(suspect));
        // A text that the parser took long ago may well hold a sign, unless it stands where a key must.
        if near || page.is_below_key(suspect.span.start) {
            findings.push(super::suspect::told(suspect));
        }
        caused |= near;
    }
    if !caused || given_up.is_fault_of_its_own() {
        findings.push(page.explain(given_up.complaint, given_up.at, line));
    }
    findings
}

/// Whether the parser gave up for nesting.
pub(super) fn is_too_deep(complaint: &str) -> bool {
    complaint.contains("recursion limit")
}

/// The finding for nesting beyond the limit.
pub(super) fn too_deep(span: Span) -> Finding {
    Finding::new(code::TOO_DEEP, Severity::Error, span)
        .message(format!("入れ子が深すぎます（上限は{}段）", super::MAX_DEPTH))
        .label("評価書の項目はこれほど深くなりません。かっこや字下げを確かめてください")
}

/// The finding for a value that begins with `&`, `*` or `!`.
pub(super) fn sign(sign: &str, span: Span) -> Finding {
    let meaning = if sign == "*" {
        "別の場所の参照"
    } else {
        "特別な意味"
    };
    Finding::new(code::ANCHOR_OR_ALIAS, Severity::Error, span)
        .message(format!(
            "「{sign}」で始まる値は YAML では{meaning}になり、この様式では使えません"
        ))
        .label(QUOTE)
}

/// The text that the parser gave up on.
struct Page<'t> {
    text: &'t str,
    lines: &'t Lines,
}

impl Page<'_> {
    /// What the parser's complaint means to an officer, and what to do.
    fn explain(&self, complaint: &str, at: usize, line: usize) -> Finding {
        let has = |words: &[&str]| words.iter().any(|word| complaint.contains(word));
        if let Some(finding) = self.by_first_sign(complaint, line) {
            return finding;
        }
        let here = self.sign_at(at);
        let quoting = quoting(self.value(line).1);
        if let Some(finding) = self.bad_escape(complaint, at) {
            return finding;
        }
        let of_indentation = [
            "mapping values",
            "indent",
            "expected key",
            "'-' indicator",
            "block sequence entries",
            "simple key expect",
        ];
        if has(&of_indentation)
            && let Some(found) = misplaced(self.text, self.lines, line)
            && !self.before(at, line).contains(": ")
        {
            return self.misplaced(found);
        }
        if has(&["simple key expect"]) {
            return self.no_key(at, line);
        }
        let (span, message, label) = if has(&["mapping values"]) {
            if self.before(at, line).contains(": ") {
                (here, "値の中に「: 」があります", quoting)
            } else {
                (
                    self.key_before(at, line),
                    "「項目名: 値」が、上の行の値の続きになっています",
                    "字下げを同じ段の項目とそろえてください。上の行が項目名なら、その後に「:」を付けてください",
                )
            }
        } else if has(&["unprintable"]) {
            (here, "画面に見えない制御文字があります", "この文字を消してください")
        } else if has(&["byte order mark"]) {
            (
                here,
                "行の途中に、見えない印（BOM）があります",
                "この印を消してください",
            )
        } else if has(&["escape"]) {
            (
                here,
                "二重引用符 \"…\" の中の「\\」が読めません",
                "「\\」を文字として書くときは、値の全体を引用符 '…' で囲んでください",
            )
        } else if has(&["trailing content"]) {
            (here, "引用符を閉じた後に文字があります", quoting)
        } else if has(&["quoted scalar"]) {
            (
                here,
                "引用符が閉じられていません",
                "同じ引用符で閉じるか、文字としての引用符なら値の全体を '…' で囲んでください",
            )
        } else if has(&["flow", "bracket", "illegal placement", "inside a block"]) {
            (
                self.open_bracket(line).unwrap_or(here),
                "かっこ [ ] { } の書き方が正しくありません",
                "同じかっこで閉じるか、文字として書くなら値の全体を引用符 '…' で囲んでください",
            )
        } else if has(&["comment intercepting"]) || self.goes_on_below_comment(line) {
            let here = self.content(line).contains('#');
            let line = if here { line } else { line.saturating_sub(1).max(1) };
            (
                self.whole(line),
                "文章の途中に注釈（#）の行があります",
                "注釈を項目名の上に移してください。文章としての「#」なら、項目名の後に「|-」と書いて次の行から字下げします",
            )
        } else if has(&["tabs disallowed", "tab cannot", "with a tab", "found a tab"]) {
            (here, "字下げにタブがあります", "半角の空白に改めてください")
        } else if has(&["'-' indicator", "block sequence entries"]) {
            (
                self.whole(line),
                "箇条の中に「- 」で始まらない行があるか、字下げがそろっていません",
                "「- 」の付け忘れと、上の行との字下げを確かめてください",
            )
        } else if has(&["indent", "expected key"]) {
            (
                self.whole(line),
                "字下げがそろっていません",
                "同じ段の項目は、左端を同じ位置にそろえてください",
            )
        } else {
            (
                here,
                "YAML として読めません",
                "この行と上の行の、字下げ・「:」・引用符を確かめてください",
            )
        };
        refused(span, message, label)
    }

    /// A line that does not stand where the lines around it do.
    fn misplaced(&self, found: Misplaced) -> Finding {
        let Misplaced {
            line,
            is,
            should,
            plain,
        } = found;
        let start = self.start(line);
        let title = format!("字下げを半角の空白{should}個にする");
        let edits = vec![Edit::new(start..start + is, " ".repeat(should))];
        // What stands below it would have to move with it.
        let has_more = self.content_below(line).is_some_and(|below| {
            self.content(below).len() - self.content(below).trim_start_matches(' ').len() > is.max(should)
        });
        let fix = (!has_more).then(|| {
            if plain {
                Fix::certain(title, edits)
            } else {
                Fix::likely(title, edits)
            }
        });
        refused(
            self.whole(line),
            "字下げがそろっていません",
            &format!(
                "同じ段の項目は、左端をそろえてください。この行は半角の空白{should}個の位置のはずです（今は{is}個）"
            ),
        )
        .fix(fix)
    }

    /// The escape in double quotes that is none: of a quoted text the parser tells only where it begins.
    fn bad_escape(&self, complaint: &str, quote: usize) -> Option<Finding> {
        if !["escape", "hexadecimal"].iter().any(|word| complaint.contains(word)) {
            return None;
        }
        let wrong = |escape: &str| {
            let hex = |digits: usize| {
                let digits = escape.get(2..2 + digits);
                let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                code.and_then(char::from_u32).is_none()
            };
            match escape[1..].chars().next() {
                Some('x') => hex(2),
                Some('u') => hex(4) && surrogates::pair(escape).is_none(),
                Some('U') => hex(8),
                Some(sign) => !"0abtnvfreN_LP \t\n\r\"/\\".contains(sign),
                None => true,
            }
        };
        let (at, escape) = surrogates::escapes(self.text, quote).find(|(_, escape)| wrong(escape))?;
        if surrogates::half(escape).is_some() {
            let span = at..at + surrogates::LENGTH / 2;
            let message = format!("「{}」は、二つで一字を表す印の片方だけです", &self.text[span.clone()]);
            return Some(refused(span, &message, "この印を消し、文字そのものを打ってください"));
        }
        let length = escape.chars().take(2).map(char::len_utf8).sum::<usize>();
        Some(refused(
            at..at + length,
            "二重引用符 \"…\" の中の「\\」が読めません",
            "「\\」を文字として書くときは、値の全体を引用符 '…' で囲んでください",
        ))
    }

    /// The fault of a line whose value begins with a sign that means something to YAML.
    fn by_first_sign(&self, complaint: &str, line: usize) -> Option<Finding> {
        let (at, value) = self.value(line);
        let first = value.chars().next()?;
        if let Some(finding) = self.paper_mark(at, value, line) {
            return Some(finding);
        }
        let span = at..at + first.len_utf8();
        let is_sign = |info: &[&str]| info.iter().any(|word| complaint.contains(word));
        match first {
            '@' | '`' | '%' => Some(refused(
                span,
                &format!("「{first}」で始まる値は、このままでは書けません"),
                quoting(value),
            )),
            '&' | '*' | '!' if is_sign(&["anchor", "alias", "tag", "TAG", "handle"]) => {
                Some(sign(&first.to_string(), span))
            }
            '|' | '>' if is_sign(&["block scalar"]) => Some(refused(
                span,
                &format!("「{first}」の行に、文章が続けて書かれています"),
                &format!(
                    "文章は次の行から、字下げして書いてください。文字としての「{first}」なら、値の全体を引用符 '…' で囲みます"
                ),
            )),
            '[' | '{' if !value.ends_with(if first == '[' { ']' } else { '}' }) => Some(refused(
                span,
                &format!("「{first}」で始まる値は、このままでは書けません"),
                quoting(value),
            )),
            '-' if value.starts_with("- ") && is_sign(&["block sequence entries"]) => Some(refused(
                span,
                "項目名と同じ行に「- 」があります",
                "箇条は次の行から書いてください。文字としての「-」なら、値の全体を引用符 '…' で囲みます",
            )),
            _ => None,
        }
    }

    /// `[○]自己点検`: the box that the form prints before an option, which YAML takes for a list.
    fn paper_mark(&self, at: usize, value: &str, line: usize) -> Option<Finding> {
        let (mark, rest) = value.strip_prefix('[')?.split_once(']')?;
        let mark = mark.trim();
        let ticked = !mark.is_empty();
        let known = mark.chars().all(|c| "○◯〇●◎✓✔☑レ■×".contains(c));
        if rest.trim().is_empty() || mark.chars().nth(1).is_some() || !known {
            return None;
        }
        let end = at + value.len() - rest.trim_start().len();
        let entry = self.content(line).trim_start().starts_with("- ");
        let shown = self.text[at..end].trim_end();
        let message = format!("「{shown}」は、このままでは書けません");
        let refused = |label: &str| refused(at..at + shown.len(), &message, label);
        let remove = |span: Span| vec![Edit::new(span, "")];
        Some(match (ticked, entry) {
            (true, true) => refused("印を消し、選んだものの言葉だけを書いてください")
                .fix(Some(Fix::certain(format!("「{shown}」を消す"), remove(at..end)))),
            (false, true) => refused("選ばないものは書きません。この行を消してください").fix(Some(Fix::likely(
                "選んでいないものの行を消す",
                remove(self.lines.range(line)),
            ))),
            (_, false) => refused("選択肢なら印を消し、文章なら値の全体を引用符 '…' で囲んでください")
                .fix(Some(Fix::likely(format!("「{shown}」を消す"), remove(at..end))).filter(|_| ticked)),
        })
    }

    /// Whether a line without a key stands right below a comment.
    fn goes_on_below_comment(&self, line: usize) -> bool {
        line > 1 && self.content(line - 1).trim_start().starts_with('#') && !self.content(line).contains(':')
    }

    /// The bracket that a value at or above a line begins with and does not close on its own line.
    fn open_bracket(&self, line: usize) -> Option<Span> {
        // Lists in one line are short; far above, a bracket is more likely an author's.
        let mut lines = (1..=line).rev().filter(|line| self.is_content(*line)).take(5);
        lines.find_map(|line| {
            let (at, value) = self.value(line);
            let open =
                value.starts_with('[') && !value.ends_with(']') || value.starts_with('{') && !value.ends_with('}');
            open.then_some(at..at + 1)
        })
    }

    /// A line without a key where one must stand; the parser notices on the next line.
    fn no_key(&self, at: usize, line: usize) -> Finding {
        let behind = self.before(at, line).trim().is_empty();
        let line = if behind {
            self.content_above(line).unwrap_or(line)
        } else {
            line
        };
        let opened = self
            .content_above(line)
            .is_some_and(|above| scan::opens_block(self.content(above)));
        if opened {
            return refused(
                self.whole(line),
                "「|」で始めた文章の行が、字下げされていません",
                "上の行の項目名より深く字下げしてください",
            );
        }
        refused(
            self.whole(line),
            "「項目名: 値」の形になっていません",
            "項目名の後に「:」と半角の空白を書いてください。上の行の文章の続きなら、上の行の項目名より深く字下げします",
        )
    }

    fn start(&self, line: usize) -> usize {
        self.lines.range(line).start
    }

    fn content(&self, line: usize) -> &str {
        self.text[self.lines.range(line)].trim_end()
    }

    /// What stands on a line before a place on it.
    fn before(&self, at: usize, line: usize) -> &str {
        self.text.get(self.start(line)..at).unwrap_or_default()
    }

    fn is_content(&self, line: usize) -> bool {
        let body = self.content(line).trim_start();
        !body.is_empty() && !body.starts_with('#')
    }

    fn content_above(&self, line: usize) -> Option<usize> {
        (1..line).rev().find(|above| self.is_content(*above))
    }

    fn content_below(&self, line: usize) -> Option<usize> {
        (line + 1..=self.lines.count()).find(|below| self.is_content(*below))
    }

    /// Whether the line of a place is the first below a key without a value.
    fn is_below_key(&self, at: usize) -> bool {
        let (line, _) = self.lines.position(self.text, at);
        let above = self.content_above(line).map(|above| self.content(above));
        above.is_some_and(|above| above.ends_with(':'))
    }

    /// A line without its indentation.
    fn whole(&self, line: usize) -> Span {
        let content = self.content(line);
        let start = self.start(line);
        start + content.len() - content.trim_start().len()..start + content.len()
    }

    /// The words before the `:` where the parser stands.
    fn key_before(&self, at: usize, line: usize) -> Span {
        let start = self.whole(line).start;
        if start < at { start..at } else { self.sign_at(at) }
    }

    fn sign_at(&self, at: usize) -> Span {
        let sign = self.text[at..].chars().next();
        at..sign.map_or(at, |c| at + c.len_utf8())
    }

    /// What is written behind the list marks and the key of a line, and where.
    fn value(&self, line: usize) -> (usize, &str) {
        let content = self.content(line);
        let mut value = content.trim_start();
        while let Some(rest) = value.strip_prefix("- ") {
            value = rest.trim_start();
        }
        if !value.starts_with(['[', '{', '"', '\'', '@', '`', '%', '&', '*', '!', '|', '>'])
            && let Some((_, rest)) = value.split_once(": ")
        {
            value = rest.trim_start();
        }
        (self.start(line) + content.len() - value.len(), value)
    }
}

/// How a value is made one text: in the quotes that it does not hold itself.
fn quoting(value: &str) -> &'static str {
    if value.contains('\'') {
        "値の全体を二重引用符 \"…\" で囲んでください"
    } else {
        "値の全体を引用符 '…' で囲んでください"
    }
}

fn refused(span: Span, message: &str, label: &str) -> Finding {
    Finding::new(code::NOT_YAML, Severity::Error, span)
        .message(message)
        .label(label)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    /// Code and the marked words of each finding.
    fn faults(text: &str) -> Vec<(&'static str, String)> {
        let (source, findings) = Source::read("a.yaml", text.as_bytes());
        let faults = findings.into_iter();
        faults
            .map(|finding| (finding.code, source.slice(&finding.span).to_owned()))
            .collect()
    }

    #[test]
    fn a_sign_in_a_text_that_was_understood_hides_no_fault_below() {
        let text = "特記事項: 前文\n  　後の文\n基本情報:\n  事務: 甲\n   名称: 乙\n";
        assert_eq!(faults(text), [("S107", "名称".to_owned())]);
    }

    #[test]
    fn a_fault_that_no_sign_brings_about_is_told_beside_the_signs() {
        let codes: Vec<_> = faults("公表日: \"2026\n部署：総務課\n")
            .into_iter()
            .map(|(code, _)| code)
            .collect();
        assert!(codes.contains(&"S104") && codes.contains(&"S107"), "{codes:?}");
    }

    #[test]
    fn a_sign_that_shifts_a_key_is_the_cause_and_alone_is_told() {
        let found = faults("基本情報:\n　事務:\n　　事務の名称: 甲\n  対象人数: 乙\n");
        assert!(
            found.iter().all(|(code, _)| *code == "S104") && !found.is_empty(),
            "{found:?}"
        );
    }
}
