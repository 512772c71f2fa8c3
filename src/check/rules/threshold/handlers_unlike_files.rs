//! 様式2の取扱者数が、様式3・4に書いた使用者数・委託先の取扱者数と合っているか。

use crate::check::facts::threshold::{self, ASKED};
use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::finding::Confidence::High;
use crate::finding::Severity::Warning;
use crate::threshold::Fact;

pub const RULE: Rule = Rule {
    code: "T109",
    name: "handlers-unlike-files",
    severity: Warning,
    confidence: High,
    since: None,
    checks: "様式2 Ⅱ-2の取扱者数が500人以上かどうかが、様式3・4の使用者数と委託先における取扱者数に合っていること",
    why: "取扱者数が500人以上かどうかで、義務付けられる評価が変わる",
    law: Law::Article("指針第5の2"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let asked = kiso.at(ASKED).at("取扱者数/取扱者数");
    let Some(option) = asked.option() else { return };
    for other in set.heavier() {
        let found = threshold::of(other);
        let handlers = found.facts.handlers;
        let few = option.below.is_some_and(|below| handlers.least >= below);
        let many = option
            .from
            .is_some_and(|from| handlers.most.is_some_and(|most| most < from));
        if !few && !many {
            continue;
        }
        let count = if few {
            format!("{}人以上", handlers.least)
        } else {
            format!("多くても{}人", handlers.most.unwrap_or_default())
        };
        let mut report = findings
            .report(&RULE, &asked)
            .message(format!(
                "取扱者数が「{}」ですが、{}の使用者数と委託先の取扱者数では{count}になります",
                option.text,
                other.form().name
            ))
            .label("再委託先を含めて数え直し、しきい値判断が変わらないか確かめてください");
        for place in found.places(Fact::Handlers) {
            let chosen = place.option().map_or("", |option| &option.text);
            let least = place.option().and_then(|option| option.from).unwrap_or_default();
            let counted = if few {
                format!("（少なくとも{least}人と数えます）")
            } else {
                String::new()
            };
            report = report.because(place, format!("ここで「{chosen}」を選んでいます{counted}"));
        }
    }
}
