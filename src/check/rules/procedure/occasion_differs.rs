//! 同じ日に公表した一つの事務の評価書で、実施種別が違わないか。

use crate::check::look::together::Together;
use crate::check::{Check, Findings, Law, Rule};
use crate::due::version::{Version, published};
use crate::finding::Confidence::High;
use crate::finding::Severity::Info;
use crate::form::Registered;

pub const RULE: Rule = Rule {
    code: "C219",
    name: "occasion-differs",
    severity: Info,
    confidence: High,
    since: None,
    checks: "同じ日に公表した同じ事務の評価書で、一方だけが「修正」となっていないこと",
    why: "評価を再び実施するときは、基礎項目評価もやり直す。種別が違えば、再実施の期限を数え誤る",
    law: Law::Internal("管理の実施種別と、表紙の公表日"),
    check: Check::Together(check),
};

fn check(set: &Together<'_>, findings: &mut Findings) {
    let Some(kiso) = set.kiso() else { return };
    let (Some(own), Some(day)) = (Version::of(kiso).occasion, published(kiso)) else {
        return;
    };
    for other in set.heavier() {
        let Some(their) = Version::of(other).occasion else {
            continue;
        };
        let places = kiso
            .registered(Registered::Occasion)
            .zip(other.registered(Registered::Occasion));
        let Some((place, theirs)) = places.filter(|_| their != own && published(other) == Some(day)) else {
            continue;
        };
        let said = |option: Option<&crate::form::Choice>| option.map_or_else(String::new, |option| option.text.clone());
        let name = &other.form().name;
        findings
            .report(&RULE, &place)
            .message(format!(
                "同じ日に公表した{name}の実施種別は「{}」ですが、ここでは「{}」です",
                said(theirs.option()),
                said(place.option())
            ))
            .label("評価を再び実施したのか、修正だけか、確かめてそろえてください")
            .because(&theirs, format!("{name}の実施種別はここです"));
    }
}
