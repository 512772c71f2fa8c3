//! The public copies that verbs print when `--complete` does not ask for all.

use super::{Failure, output};
use crate::answers::Assessment;
use crate::body::{Disk, Place, versions};
use crate::check::withheld;
use crate::finding::Finding;
use crate::withhold::{self, Copy, Public};

/// The copy that a verb prints.
pub fn copy(complete: bool) -> Copy {
    if complete { Copy::Complete } else { Copy::Public }
}

/// The public copy of the assessment of a file; `None` where it is the whole. The inner error is what keeps it from being public.
pub fn told(
    place: &Place,
    assessment: &Assessment,
    copy: Copy,
) -> Result<Result<Option<Public>, Vec<Finding>>, Failure> {
    if copy == Copy::Complete || !withhold::lists_any(assessment) {
        return Ok(Ok(None));
    }
    let before = versions::before(&Disk, place, assessment, |_| {})?;
    let before = before.as_ref().and_then(|read| read.assessment.as_ref());
    Ok(withheld::told(assessment, before, copy))
}

/// What a verb prints of an assessment.
pub fn told_of<'a>(assessment: &'a Assessment, public: Option<&'a Public>) -> &'a Assessment {
    public.map_or(assessment, |public| &public.assessment)
}

/// Versions as a verb sets them side by side.
pub struct SideBySide {
    /// Those of the public copy; empty where the complete one is printed.
    publics: Vec<Assessment>,
    words: withhold::Words,
}

impl SideBySide {
    /// The versions without what any of them withholds; says why there are none, and gives `None`.
    pub fn of(versions: &[&Assessment], copy: Copy) -> Option<Self> {
        let any = versions.iter().any(|version| withhold::lists_any(version));
        if copy == Copy::Complete || !any {
            return Some(Self {
                publics: Vec::new(),
                words: withhold::Words::default(),
            });
        }
        match withheld::side_by_side(versions) {
            Ok(found) => Some(Self {
                publics: found.versions,
                words: found.words,
            }),
            Err(findings) => {
                for (at, finding) in findings {
                    output::refused(versions[at].source(), &[finding]);
                }
                output::error(
                    "非公表とした項目の扱いを決められないため、公表用には示しませんでした。すべてを示すなら --complete を付けてください",
                );
                None
            }
        }
    }

    /// The version at a position, which is `whole` where nothing is left out.
    pub fn version<'a>(&'a self, at: usize, whole: &'a Assessment) -> &'a Assessment {
        self.publics.get(at).unwrap_or(whole)
    }

    /// Whether an output has no withheld words; says where it has.
    pub fn is_clean(&self, version: &Assessment, what: &str, output: &impl serde::Serialize) -> bool {
        let strays = self.words.strays(output);
        let findings: Vec<Finding> = strays
            .iter()
            .map(|(words, of)| withheld::stray(version, what, words, of))
            .collect();
        if findings.is_empty() {
            return true;
        }
        output::refused(version.source(), &findings);
        output::error(&format!(
            "{what}に非公表とした記載と同じ言葉が出るため、公表用には示しませんでした。すべてを示すなら --complete を付けてください"
        ));
        false
    }
}
