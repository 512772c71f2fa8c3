//! Reading one sealed copy: held against its entry first, its figures too. What is not what it was is no assessment.

use std::sync::Arc;

use super::{Damage, FOLDER, Manifest};
use crate::answers::{self, Read};
use crate::figure::Fault;
use crate::finding::{Finding, Severity, code, sort};
use crate::form::Forms;
use crate::source::Source;

/// A file that was sealed is another now.
const CHANGED: &str = code::CHANGED_AFTER_SEALING;
/// A copy of a published version that nothing holds to what it was.
const UNSEALED: &str = code::COPY_WITHOUT_SEAL;

/// Reads a sealed copy and binds it to its form. `file` is its name in the folder of copies, as its entry has it; `look`
/// gives the bytes of another file of that folder.
///
/// A figure is looked for in the folder of the copy's own figures first (`juten.2025-06-30/` of `juten.2025-06-30.yaml`),
/// then beside the copy. Where the copy or one of its figures is not what was sealed, there is no assessment and no text:
/// whoever asks for it cannot go on with it.
#[must_use]
pub fn read(
    forms: &Forms,
    name: &str,
    bytes: &[u8],
    file: &str,
    manifest: &Manifest,
    mut look: impl FnMut(&str) -> Result<Vec<u8>, Fault>,
) -> Read {
    let judged = judge(name, bytes, file, manifest);
    if let Some(changed) = judged.as_ref().filter(|finding| finding.code == CHANGED) {
        return unread(name, changed.clone());
    }
    let sealed = judged.is_none();
    let mut read = answers::read(forms, name, bytes);
    read.findings.extend(judged);
    let mut damaged = None;
    let mut loose = Vec::new();
    if let Some(assessment) = &mut read.assessment {
        assessment.see_figures(|figure| {
            let places = places(file, figure);
            if let Some((place, digest)) = places
                .iter()
                .find_map(|place| manifest.get(place).map(|entry| (place, entry)))
            {
                let found = look(place);
                let damage = Damage::of(found.as_deref().ok(), digest);
                damaged = damaged.take().or(damage.map(|damage| (figure.to_owned(), damage)));
                return found;
            }
            let [own, beside] = &places;
            let found = match look(own) {
                Err(Fault::NotFound) => look(beside),
                found => found,
            };
            if sealed && found.is_ok() {
                loose.push(unsealed(&format!("図「{figure}」"), name));
            }
            found
        });
    }
    if let Some((figure, damage)) = damaged {
        return unread(name, changed(&format!("図「{figure}」が、"), name, damage));
    }
    read.findings.extend(loose);
    sort(&mut read.findings);
    read
}

/// What is wrong with the bytes of a copy alone: they are not those that were sealed, or nothing tells which were.
/// `name` is for messages.
#[must_use]
pub fn judge(name: &str, bytes: &[u8], file: &str, manifest: &Manifest) -> Option<Finding> {
    match manifest.get(file) {
        Some(digest) => Damage::of(Some(bytes), digest).map(|damage| changed("公表した版の写しが、", name, damage)),
        None => Some(missing(name, manifest)),
    }
}

/// What is told of a sealed file that is not what it was. `name` is for messages.
#[must_use]
pub fn damaged(name: &str, damage: Damage) -> Finding {
    changed("公表した版の写しが、", name, damage)
}

/// What is told of a copy without an entry: where its folder has a list, somebody must say how it came there.
#[must_use]
pub fn missing(name: &str, manifest: &Manifest) -> Finding {
    let mut finding = unsealed("公表した版の写し", name);
    if !manifest.is_empty() {
        finding.severity = Severity::Error;
        finding = finding.label(
            "ほかの写しの封の一覧（SHA256SUMS）に、この写しだけがありません。一覧か写しのどちらが正しいかを、控えや git で確かめてください",
        );
    }
    finding
}

/// The names in the folder of copies under which a copy's figure may lie, the one to look at first first.
#[must_use]
pub fn places(file: &str, figure: &str) -> [String; 2] {
    let steps: Vec<&str> = figure
        .split('/')
        .filter(|step| !step.is_empty() && *step != ".")
        .collect();
    let figure = steps.join("/");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    [format!("{stem}/{figure}"), figure]
}

fn changed(what: &str, name: &str, damage: Damage) -> Finding {
    let help = match damage {
        Damage::LineEnds => format!(
            "改行の種類のほかは同じです。git が改行を変えているときは、「**/{FOLDER}/** -text」という行のある .gitattributes を置いて、取り出し直します"
        ),
        Damage::Changed | Damage::Gone => format!(
            "git を使っていれば、git log -p -- {name} で、いつ変わったかを見られます。新しい版を公表するときは、写しではなく元の評価書を改めて、hyoka seal で封をします"
        ),
    };
    Finding::new(CHANGED, Severity::Error, 0..0)
        .message(format!("{what}{}", damage.words()))
        .label("封をしたときのファイルに、控えや git から戻してください。戻すまで、この版は使えません")
        .help(help)
}

fn unsealed(what: &str, name: &str) -> Finding {
    Finding::new(UNSEALED, Severity::Warning, 0..0)
        .message(format!("{what}に、封がされていません"))
        .label("公表したときのままかどうかを、確かめられません")
        .help(format!(
            "公表したときのままなら、hyoka seal --adopt {name} で封をします"
        ))
}

/// A file of which nothing is to be taken for what was published.
fn unread(name: &str, finding: Finding) -> Read {
    let (source, _) = Source::read(name, b"");
    Read {
        source: Arc::new(source),
        assessment: None,
        findings: vec![finding],
        loose: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::form::builtin;
    use crate::seal::Digest;

    const FILE: &str = "zenkomoku.2025-06-30.yaml";
    const TEXT: &str = "様式: 全項目評価書\n基本情報:\n  特定個人情報ファイルを取り扱う事務:\n";
    const SVG: &[u8] = br#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>"#;

    fn codes(read: &Read) -> Vec<&str> {
        let codes = read.findings.iter().map(|finding| finding.code);
        codes.filter(|code| [CHANGED, UNSEALED].contains(code)).collect()
    }

    /// An assessment with a figure, by the form's own names.
    fn with_figure() -> String {
        let item = builtin().newest("zenkomoku").unwrap();
        let figure = item
            .items()
            .find(|item| item.kind == crate::form::Kind::Figure)
            .unwrap();
        let mut text = "様式: 全項目評価書\n".to_owned();
        for (depth, key) in figure.path.split('/').enumerate() {
            let _ = writeln!(text, "{}{key}:", "  ".repeat(depth));
        }
        let indent = "  ".repeat(figure.path.split('/').count());
        text + &format!("{indent}- 図: ./a.svg\n{indent}  代替テキスト: 流れ\n")
    }

    fn seal(entries: &[(&str, &[u8])]) -> Manifest {
        let mut manifest = Manifest::default();
        for (name, bytes) in entries {
            manifest.add((*name).to_owned(), Digest::of(bytes));
        }
        manifest
    }

    fn look<'d>(disk: &'d [(&str, &[u8])]) -> impl FnMut(&str) -> Result<Vec<u8>, Fault> + 'd {
        move |name| {
            let found = disk.iter().find(|(known, _)| *known == name);
            found.map(|(_, bytes)| bytes.to_vec()).ok_or(Fault::NotFound)
        }
    }

    #[test]
    fn a_copy_is_what_it_was_or_is_none() {
        let manifest = seal(&[(FILE, TEXT.as_bytes())]);
        let read =
            |text: &str, manifest: &Manifest| super::read(builtin(), "a", text.as_bytes(), FILE, manifest, look(&[]));
        let same = read(TEXT, &manifest);
        assert_eq!((codes(&same), same.assessment.is_some()), (vec![], true));
        let other = read(&TEXT.replace("全", "前"), &manifest);
        assert_eq!((other.findings.len(), codes(&other)), (1, vec![CHANGED]));
        assert!(other.assessment.is_none() && other.source.text().is_empty());
        let unsealed = read(TEXT, &Manifest::default());
        assert_eq!(
            (codes(&unsealed), unsealed.assessment.is_some()),
            (vec![UNSEALED], true)
        );
    }

    #[test]
    fn a_figure_is_taken_from_the_folder_of_the_copy_and_held_to_its_entry() {
        let text = with_figure();
        let own = "zenkomoku.2025-06-30/a.svg";
        let copy = (FILE, text.as_bytes());
        let read = |manifest: &Manifest, disk: &[(&str, &[u8])]| {
            let read = super::read(builtin(), "a", text.as_bytes(), FILE, manifest, look(disk));
            let found: Vec<String> = codes(&read).into_iter().map(str::to_owned).collect();
            (found, read.assessment.is_some())
        };
        let whole = seal(&[copy, (own, SVG)]);
        assert_eq!(read(&whole, &[(own, SVG), ("a.svg", b"other")]), (vec![], true));
        // Redrawn, gone, and gone with another one where it would be looked for next.
        for disk in [&[(own, &b"<svg/>"[..])][..], &[], &[("a.svg", SVG)]] {
            assert_eq!(read(&whole, disk), (vec![CHANGED.to_owned()], false), "{disk:?}");
        }
        let adopted = seal(&[copy, ("a.svg", SVG)]);
        assert_eq!(read(&adopted, &[("a.svg", SVG)]), (vec![], true));
        assert_eq!(read(&adopted, &[(own, SVG)]), (vec![CHANGED.to_owned()], false));
        assert_eq!(read(&seal(&[copy]), &[(own, SVG)]), (vec![UNSEALED.to_owned()], true));
    }
}
