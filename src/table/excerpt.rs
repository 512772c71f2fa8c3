//! How a row of 変更箇所 tells a difference: short texts whole, long ones cut to the sentences that differ, in the field's usual
//! words. Decides nothing else about a row.

use crate::change::SegmentKind;
use crate::change::row::{ADDED, REDRAWN, REMOVED, Row};

/// Up to so many characters a text is quoted whole.
const SHORT: usize = 200;
/// Up to so many boxes are quoted, ticked before and after alike.
const BOXES: usize = 6;

/// 変更前の記載 and 変更後の記載 of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub before: String,
    pub after: String,
}

/// Sentences in which the two texts differ, with the heading that they stand under.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Hunk {
    heading: Option<String>,
    old: String,
    new: String,
    differs: bool,
}

/// What a row of the table says of a difference.
///
/// Sentences that were only added are told as 「…」を追記, those that were only taken out as 削除. No character of a sentence that
/// differs is left out; `most` cuts what is longer than so many characters all the same, and says （以下省略）.
#[must_use]
pub fn quote(row: &Row, most: Option<usize>) -> Quote {
    let whole = Quote {
        before: row.before.clone(),
        after: row.after.clone(),
    };
    let redrawn = row.after.ends_with(REDRAWN);
    let boxes = is_boxes(row);
    let many = row.before.lines().count().max(row.after.lines().count()) > BOXES;
    let mut quote = if row.is_added() || row.is_removed() || redrawn || (boxes && !many) {
        // A few boxes are shown as the form has them, all that are ticked.
        whole
    } else if boxes {
        match (only(&row.before, &row.after), only(&row.after, &row.before)) {
            (gone, new) if gone.is_empty() => Quote {
                before: ADDED.to_owned(),
                after: format!("「{new}」を追記"),
            },
            (gone, new) if new.is_empty() => Quote {
                before: gone,
                after: REMOVED.to_owned(),
            },
            (before, after) => Quote { before, after },
        }
    } else {
        let hunks = hunks(row);
        told(&hunks).unwrap_or_else(|| {
            let short = |text: &str| text.chars().count() <= SHORT;
            if short(&row.before) && short(&row.after) {
                whole
            } else {
                cut(&hunks)
            }
        })
    };
    if let Some(most) = most {
        quote.before = abridged(quote.before, most);
        quote.after = abridged(quote.after, most);
    }
    quote
}

/// What differs in a row, for a screen: of boxes only those that one version ticks, of a text only the sentences that differ, cut to
/// `most` characters.
#[must_use]
pub fn glance(row: &Row, most: usize) -> Quote {
    let mut quote = if is_boxes(row) && !row.is_added() && !row.is_removed() {
        let or = |text: String| if text.is_empty() { ADDED.to_owned() } else { text };
        Quote {
            before: or(only(&row.before, &row.after)),
            after: or(only(&row.after, &row.before)),
        }
    } else {
        let hunks = hunks(row);
        let long = |text: &str| text.chars().count() > most;
        if !row.is_added() && !row.is_removed() && (long(&row.before) || long(&row.after)) {
            told(&hunks).unwrap_or_else(|| cut(&hunks))
        } else {
            self::quote(row, None)
        }
    };
    quote.before = abridged(quote.before, most);
    quote.after = abridged(quote.after, most);
    quote
}

/// The lines that another text does not have.
fn only(side: &str, other: &str) -> String {
    let lines: Vec<&str> = side
        .lines()
        .filter(|line| !other.lines().any(|own| own == *line))
        .collect();
    lines.join("\n")
}

/// Whether a row tells of boxes that are ticked.
fn is_boxes(row: &Row) -> bool {
    let mut lines = row.before.lines().chain(row.after.lines());
    lines.all(|line| line.starts_with('['))
}

/// Texts that only grew, or only shrank, by whole sentences.
fn told(hunks: &[Hunk]) -> Option<Quote> {
    let added: Option<Vec<String>> = hunks.iter().map(addition).collect();
    if let Some(added) = added.filter(|added| !added.is_empty()) {
        let after = format!("{}を追記", added.join("\n"));
        return Some(Quote {
            before: ADDED.to_owned(),
            after,
        });
    }
    let removed: Option<Vec<String>> = hunks.iter().map(removal).collect();
    removed.filter(|removed| !removed.is_empty()).map(|removed| Quote {
        before: removed.join("\n"),
        after: REMOVED.to_owned(),
    })
}

/// The sentences that a hunk adds, where it does nothing else.
fn addition(hunk: &Hunk) -> Option<String> {
    let rest = beyond(&hunk.new, &hunk.old)?;
    Some(match &hunk.heading {
        Some(heading) => format!("{heading}に「{rest}」"),
        None => format!("「{rest}」"),
    })
}

fn removal(hunk: &Hunk) -> Option<String> {
    let rest = beyond(&hunk.old, &hunk.new)?;
    Some(match &hunk.heading {
        Some(heading) => format!("{heading}\n{rest}"),
        None => rest.to_owned(),
    })
}

/// What a text has beyond another that it begins with, if that is whole sentences.
fn beyond<'t>(long: &'t str, short: &str) -> Option<&'t str> {
    let rest = long.strip_prefix(short)?;
    let apart = short.is_empty() || short.ends_with(['。', '\n']) || rest.starts_with('\n');
    let rest = rest.trim_matches('\n');
    (apart && !rest.is_empty()).then_some(rest)
}

fn cut(hunks: &[Hunk]) -> Quote {
    let side = |text: fn(&Hunk) -> &str, instead: &str| {
        let mut out: Vec<&str> = Vec::new();
        let mut under: Option<&str> = None;
        for hunk in hunks {
            let text = text(hunk).trim_matches('\n');
            if text.is_empty() {
                continue;
            }
            let heading = hunk.heading.as_deref();
            if heading != under {
                out.extend(heading);
                under = heading;
            }
            out.push(text);
        }
        if out.is_empty() {
            instead.to_owned()
        } else {
            out.join("\n")
        }
    };
    Quote {
        before: side(|hunk| &hunk.old, ADDED),
        after: side(|hunk| &hunk.new, REMOVED),
    }
}

/// The sentences that differ. A sentence ends with its 。 or its line.
fn hunks(row: &Row) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let mut open = Hunk::default();
    let mut heading: Option<String> = None;
    let close = |open: &mut Hunk, heading: &mut Option<String>, hunks: &mut Vec<Hunk>| {
        let hunk = std::mem::take(open);
        if hunk.differs {
            let own = [&hunk.old, &hunk.new].iter().any(|text| is_heading(text));
            if own {
                *heading = None;
            }
            hunks.push(Hunk {
                heading: heading.clone().filter(|_| !own),
                ..hunk
            });
        } else if is_heading(&hunk.new) {
            *heading = Some(hunk.new.trim().to_owned());
        }
    };
    for segment in &row.segments {
        match segment.kind {
            SegmentKind::Deleted => {
                open.old.push_str(&segment.text);
                open.differs = true;
            }
            SegmentKind::Inserted => {
                open.new.push_str(&segment.text);
                open.differs = true;
            }
            SegmentKind::Same => {
                if open.differs && ends(&open.old) && ends(&open.new) {
                    close(&mut open, &mut heading, &mut hunks);
                }
                for sentence in segment.text.split_inclusive(['。', '\n']) {
                    open.old.push_str(sentence);
                    open.new.push_str(sentence);
                    if ends(sentence) {
                        close(&mut open, &mut heading, &mut hunks);
                    }
                }
            }
        }
    }
    close(&mut open, &mut heading, &mut hunks);
    hunks
}

fn ends(text: &str) -> bool {
    text.is_empty() || text.ends_with(['。', '\n'])
}

/// A line of its own that says what follows is about: ＜…における措置＞, 【…】.
fn is_heading(text: &str) -> bool {
    const PAIRS: [(char, char); 5] = [('＜', '＞'), ('<', '>'), ('【', '】'), ('《', '》'), ('［', '］')];
    let text = text.trim();
    PAIRS
        .iter()
        .any(|(open, close)| text.starts_with(*open) && text.ends_with(*close))
}

/// A text cut to so many characters at the end of a sentence where there is one.
fn abridged(text: String, most: usize) -> String {
    let Some((at, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let kept = &text[..at];
    let end = kept.rfind(['。', '\n']).map_or(kept.len(), |at| {
        at + kept[at..].chars().next().map_or(0, char::len_utf8)
    });
    format!("{}（以下省略）", kept[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Cause;
    use crate::change::marks::segments;

    fn row(before: &str, after: &str) -> Row {
        Row {
            path: "特記事項".to_owned(),
            item: "表紙 特記事項".to_owned(),
            was: None,
            cause: Cause::Author,
            before: before.to_owned(),
            after: after.to_owned(),
            important: false,
            candidate: None,
            segments: segments(before, after),
            counted: Vec::new(),
        }
    }

    fn quoted(before: &str, after: &str) -> [String; 2] {
        let quote = quote(&row(before, after), None);
        [quote.before, quote.after]
    }

    #[test]
    fn a_short_text_is_quoted_whole() {
        assert_eq!(
            quoted("福祉部 介護福祉課", "福祉部 介護保険課"),
            ["福祉部 介護福祉課", "福祉部 介護保険課"]
        );
    }

    #[test]
    fn added_sentences_are_told_as_added() {
        assert_eq!(
            quoted("・受付\n・通知", "・受付\n・審査\n・通知"),
            ["—", "「・審査」を追記"]
        );
        assert_eq!(
            quoted("・受付", "・受付\n・審査\n・通知"),
            ["—", "「・審査\n・通知」を追記"]
        );
        assert_eq!(
            quoted("受け付ける。", "受け付ける。審査する。"),
            ["—", "「審査する。」を追記"]
        );
        assert_eq!(
            quoted(
                "＜端末＞\n・施錠する。\n＜紙＞\n・保管する。",
                "＜端末＞\n・施錠する。\n・記録する。\n＜紙＞\n・保管する。"
            ),
            ["—", "＜端末＞に「・記録する。」を追記"]
        );
    }

    #[test]
    fn words_added_inside_a_sentence_show_the_sentence() {
        assert_eq!(quoted("総合窓口課", "総合窓口課長"), ["総合窓口課", "総合窓口課長"]);
    }

    #[test]
    fn sentences_taken_out_are_told_as_removed() {
        assert_eq!(quoted("・受付\n・審査\n・通知", "・受付\n・通知"), ["・審査", "削除"]);
    }

    #[test]
    fn a_long_text_is_cut_to_the_sentences_that_differ() {
        let lines: Vec<String> = (1..40).map(|n| format!("・{n}番目の措置を行う。\n")).collect();
        let long = lines.concat();
        let before = format!("＜前半＞\n{long}＜後半＞\n・鍵は総務課が保管する。\n{long}");
        let after = before
            .replace("総務課", "管財課")
            .replacen("3番目の措置", "三番目の措置と確認", 1);
        assert_eq!(
            quoted(&before, &after),
            [
                "＜前半＞\n・3番目の措置を行う。\n＜後半＞\n・鍵は総務課が保管する。",
                "＜前半＞\n・三番目の措置と確認を行う。\n＜後半＞\n・鍵は管財課が保管する。"
            ]
        );
    }

    #[test]
    fn what_is_long_is_left_out_only_when_asked() {
        let (before, after) = ("あいう。えお。".repeat(9), "かきくけこさ。".repeat(9));
        let row = row(&before, &after);
        assert_eq!(quote(&row, None).before, before);
        assert_eq!(quote(&row, Some(10)).before, "あいう。えお。（以下省略）");
        assert_eq!(quote(&row, Some(3)).after, "かきく（以下省略）");
    }
}
