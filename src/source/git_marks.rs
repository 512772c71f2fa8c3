//! The marks that git leaves where two people changed the same lines: each is named as git's, at its own line. No YAML and no
//! answer has them. Decides nothing about what stands between.

use super::{Lines, Span};
use crate::finding::{Finding, Severity, code};

/// How many signs make a mark; a repository may ask for more.
const SIGNS: usize = 7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `<<<<<<< HEAD`
    Open,
    /// `||||||| 3f2a91c`, where git shows the version that both began with.
    Base,
    /// `=======`
    Between,
    /// `>>>>>>> branch`
    Close,
}

/// A finding for each mark, in the order of the text.
pub(super) fn findings(text: &str, lines: &Lines) -> Vec<Finding> {
    let signs = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    if !signs.iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let mut found: Vec<(Mark, Span)> = Vec::new();
    // Marks that an editor indented with the text around them count where all of them are there.
    let mut indented: Vec<(Mark, Span)> = Vec::new();
    for number in 1..=lines.count() {
        let span = lines.range(number);
        let line = text[span.clone()].trim_end();
        let body = line.trim_start();
        let Some(mark) = mark(body) else { continue };
        let start = span.start + line.len() - body.len();
        let place = start..start + body.len();
        if body.len() == line.len() {
            found.push((mark, place));
            continue;
        }
        if mark == Mark::Open {
            indented.clear();
        }
        if mark == Mark::Open || !indented.is_empty() {
            indented.push((mark, place));
        }
        let has = |wanted: Mark| indented.iter().any(|(mark, _)| *mark == wanted);
        if mark == Mark::Close && has(Mark::Between) {
            found.append(&mut indented);
        }
    }
    found.sort_by_key(|(_, span)| span.start);
    found
        .into_iter()
        .map(|(mark, span)| finding(mark, text, span))
        .collect()
}

fn mark(line: &str) -> Option<Mark> {
    let (sign, mark) = match line.as_bytes().first()? {
        b'<' => ('<', Mark::Open),
        b'|' => ('|', Mark::Base),
        b'=' => ('=', Mark::Between),
        b'>' => ('>', Mark::Close),
        _ => return None,
    };
    let rest = line.trim_start_matches(sign);
    let is_mark = line.len() - rest.len() >= SIGNS && (rest.is_empty() || rest.starts_with(' '));
    is_mark.then_some(mark)
}

fn finding(mark: Mark, text: &str, span: Span) -> Finding {
    let sign: String = text[span.clone()].chars().take(SIGNS).collect();
    let label = match mark {
        Mark::Open => {
            "ここから「>>>>>>>」の行までを見比べ、どう書くかを決めてください。「=======」より上が併合先の、下が取り込む側の記載です"
        }
        Mark::Base => "ここから「=======」の行の前までは、もとの版の記載です。この行と一緒に消してください",
        Mark::Between => "上と下のどちらを残すかを決め、この行を消してください",
        Mark::Close => "どう書くかを決めたら、この行も消してください",
    };
    let found = Finding::new(code::GIT_MARK, Severity::Error, span)
        .message(format!("git が併合の食い違いに付けた印「{sign}」が残っています"))
        .label(label);
    match mark {
        Mark::Open => found.help("git に hyoka merge を使わせると、項目ごとに併合し、食い違いを項目の名前で示します（手引きの「git に任せる」）"),
        Mark::Base | Mark::Between | Mark::Close => found,
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    fn marked(text: &str) -> Vec<(usize, String)> {
        let (source, findings) = Source::read("a.yaml", text.as_bytes());
        let marks = findings.iter().filter(|finding| finding.code == "S118");
        marks
            .map(|finding| {
                let (line, _) = source.lines().position(source.text(), finding.span.start);
                (line, source.slice(&finding.span).to_owned())
            })
            .collect()
    }

    fn lines(text: &str) -> Vec<usize> {
        marked(text).into_iter().map(|(line, _)| line).collect()
    }

    #[test]
    fn every_form_of_a_mark_is_named_at_its_own_line_and_nothing_else_is() {
        let text =
            "様式: x\n事務の内容: |-\n  一\n<<<<<<< HEAD\n  二\n||||||| 3f2a91c\n  三\n=======\n  四\n>>>>>>> aite\n";
        assert_eq!(lines(text), [4, 6, 8, 10]);
        assert_eq!(lines(&text.replace('\n', "\r\n")), [4, 6, 8, 10]);
        let (_, findings) = Source::read("a.yaml", text.as_bytes());
        assert!(findings.iter().all(|finding| finding.code == "S118"), "{findings:?}");
        // Some were taken out by hand.
        assert_eq!(lines("様式: x\n=======\n評価書名: 一\n"), [2]);
        assert_eq!(lines("様式: x\n評価書名: 一\n>>>>>>> 3f2a91c (課名を改める)\n"), [3]);
        assert_eq!(
            lines("<<<<<<< Updated upstream\n様式: x\n=======\n様式: y\n>>>>>>> Stashed changes"),
            [1, 3, 5]
        );
        // A repository may ask for longer ones, and an editor may have indented them.
        assert_eq!(
            lines("<<<<<<<<<< HEAD\na: 1\n==========\na: 2\n>>>>>>>>>> b\n"),
            [1, 3, 5]
        );
        assert_eq!(
            lines("a: |-\n  <<<<<<< HEAD\n  一\n  =======\n  二\n  >>>>>>> b\n"),
            [2, 4, 6]
        );
    }

    #[test]
    fn lines_that_an_author_draws_are_no_marks() {
        for text in [
            "a: |-\n  表\n  =======\n  一\n",
            "# =======\na: 1\n",
            "a: |-\n  >>>>>>> 引用\n  <<<<<<< 引用\n",
            "a: '<<<<<<< HEAD'\n",
            "======\n",
        ] {
            assert_eq!(marked(text), [], "{text}");
        }
    }
}
