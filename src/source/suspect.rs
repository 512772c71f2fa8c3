//! What is told of a sign that stands where YAML has one of its own, and its correction. Finds none: `scan` does.

use super::{Suspect, SuspectKind};
use crate::finding::{Finding, Fix, Severity, code};

/// The finding for a full-width sign, a tab or another blank that stands in YAML's own place.
pub(crate) fn told(suspect: &Suspect) -> Finding {
    let sign = suspect.sign;
    let number = u32::from(sign);
    let title = match suspect.kind {
        SuspectKind::Colon => format!("「{sign}」を半角の「:」と空白にする"),
        SuspectKind::Gap => "「:」の後に半角の空白を入れる".to_owned(),
        SuspectKind::Space | SuspectKind::Tab | SuspectKind::Blank => "字下げを半角の空白にする".to_owned(),
        SuspectKind::Dash => "箇条の印を半角の「-」にする".to_owned(),
        SuspectKind::MarkGap => "「-」の後を半角の空白にする".to_owned(),
        SuspectKind::Hash => "注釈の印を半角の「#」にする".to_owned(),
    };
    let fix = suspect.instead.clone().map(|edit| match suspect.kind {
        // A line of a text may begin with it.
        SuspectKind::Hash => Fix::likely(title, vec![edit]),
        SuspectKind::Colon
        | SuspectKind::Gap
        | SuspectKind::Space
        | SuspectKind::Tab
        | SuspectKind::Blank
        | SuspectKind::Dash
        | SuspectKind::MarkGap => Fix::certain(title, vec![edit]),
    });
    let finding = Finding::new(code::FULL_WIDTH_SYNTAX, Severity::Error, suspect.span.clone()).fix(fix);
    match suspect.kind {
        SuspectKind::Colon if sign == '：' => finding
            .message(format!("「{}」の後の「：」が全角です", suspect.key))
            .label("半角の「:」と半角の空白に改めてください"),
        SuspectKind::Colon => finding
            .message(format!(
                "「{}」の後の「{sign}」は半角の「:」ではありません",
                suspect.key
            ))
            .label("半角の「:」と半角の空白に改めてください"),
        SuspectKind::Gap => finding
            .message(format!("「{}:」の後に半角の空白がありません", suspect.key))
            .label("「:」の後に半角の空白を一つ入れてください"),
        SuspectKind::Space => finding
            .message("字下げに全角の空白があります")
            .label("半角の空白に改めてください"),
        SuspectKind::Tab => finding
            .message("字下げにタブがあります")
            .label("半角の空白に改めてください（YAML ではタブで字下げできません）"),
        SuspectKind::Blank => finding
            .message(format!(
                "字下げに、半角の空白に見える別の文字（U+{number:04X}）があります"
            ))
            .label("この文字を消し、半角の空白を打ち直してください")
            .help("ホームページや Word から写すと入ることがあります"),
        SuspectKind::Dash => finding
            .message("箇条の印が全角です")
            .label("半角の「-」と半角の空白に改めてください"),
        SuspectKind::MarkGap => finding
            .message("箇条の印「-」の後の空白が半角ではありません")
            .label("「-」の後に半角の空白を一つ入れてください"),
        SuspectKind::Hash => finding
            .message("注釈の印「＃」が全角です")
            .label("覚え書きなら、半角の「#」に改めてください"),
    }
}
