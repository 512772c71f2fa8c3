//! What a merge leaves in a file where two people wrote different things: comment lines between two markers. Owns their
//! form and finds those that are still there; decides no merge.

use super::{Source, Span};
use crate::finding::{Finding, Severity, code};

/// Opens a conflict; the name of the item stands behind it.
const OPEN: &str = "【併合の食い違い】";
/// Closes a conflict.
const CLOSE: &str = "【ここまで】";

/// The lines of a conflict: what it is about, then each text under its heading. All of them are comments.
#[must_use]
pub fn block(item: &str, texts: &[(String, Vec<String>)]) -> Vec<String> {
    let mut lines = vec![format!("# {OPEN}{item}")];
    for (heading, text) in texts {
        lines.push(format!("# {heading}"));
        lines.extend(text.iter().map(|line| format!("# {line}").trim_end().to_owned()));
    }
    lines.push(format!("# {CLOSE}"));
    lines
}

/// A text with a conflict over all of it at its head, for a merge that could not be made: without a mark nobody would see
/// that the other side is missing. `None` for a text that is not UTF-8, which stops everybody as it is.
#[must_use]
pub fn marked(bytes: &[u8], why: &[String]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let end = match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        _ => "\n",
    };
    let plain = |line: &String| (line.replace(char::is_control, " "), Vec::new());
    let lines = block("この評価書の全体", &why.iter().map(plain).collect::<Vec<_>>());
    let head: String = lines.iter().flat_map(|line| [line.as_str(), end]).collect();
    Some(format!("{mark}{head}{text}").into_bytes())
}

/// The conflicts that nobody has ended yet.
#[must_use]
pub fn findings(source: &Source) -> Vec<Finding> {
    if !source.text().contains(OPEN) && !source.text().contains(CLOSE) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open = false;
    for span in source.comments() {
        let words = source.slice(&span).trim_start_matches('#').trim();
        if let Some(item) = words.strip_prefix(OPEN) {
            found.push(finding(
                &span,
                format!("「{}」の併合の食い違いが残っています", item.trim()),
            ));
            open = true;
        } else if words == CLOSE && !std::mem::take(&mut open) {
            found.push(finding(&span, "併合の食い違いの終わりの印が残っています".to_owned()));
        }
    }
    found
}

fn finding(span: &Span, message: String) -> Finding {
    Finding::new(code::UNRESOLVED_MERGE, Severity::Error, span.clone())
        .message(message)
        .label(format!(
            "どう書くかを決めて項目を改め、この行から「{CLOSE}」の行までを消してください"
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_that_could_not_be_made_leaves_a_conflict_over_the_whole_text() {
        let text = "\u{feff}様式: x\r\n評価書名: 一\r\n";
        let marked = marked(
            text.as_bytes(),
            &["併合できませんでした: 様式が違います\n二行目".to_owned()],
        )
        .unwrap();
        let (source, _) = Source::read("a.yaml", &marked);
        assert!(
            source.text().ends_with("【ここまで】\r\n様式: x\r\n評価書名: 一\r\n"),
            "{}",
            source.text()
        );
        assert!(marked.starts_with(b"\xEF\xBB\xBF# ") && !source.text().contains('\u{feff}'));
        let found = findings(&source);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "「この評価書の全体」の併合の食い違いが残っています");
        assert_eq!(super::marked(b"\x97\x6c", &[]), None);
    }

    #[test]
    fn each_block_is_found_once_and_a_text_that_quotes_it_is_none() {
        let lines = block(
            "表紙 特記事項",
            &[("相手の記載:".to_owned(), vec!["特記事項: 二".to_owned(), String::new()])],
        );
        assert_eq!(lines[2..], ["# 特記事項: 二", "#", "# 【ここまで】"]);
        let text = format!(
            "様式: x\n{}\n特記事項: |-\n  # 【併合の食い違い】\n  # 【ここまで】\n# 【ここまで】\n",
            lines.join("\n")
        );
        let (source, _) = Source::read("a.yaml", text.as_bytes());
        let found = findings(&source);
        let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(
            messages,
            [
                "「表紙 特記事項」の併合の食い違いが残っています",
                "併合の食い違いの終わりの印が残っています"
            ]
        );
    }
}
