//! `hyoka seal --adopt`: seals copies that lie in a folder of copies already, as they are.

use std::path::{Path, PathBuf};

use super::{Stores, is_clean, open};
use crate::answers::{Assessment, Cursor};
use crate::body::store::Part;
use crate::body::{Disk, Place, Shelf, copies, read};
use crate::cli::{Failure, output};
use crate::figure::Fault;
use crate::seal::{FOLDER, Manifest, places};
use crate::source::MAX_BYTES;

/// Takes note of the copies to seal. What to say once they are written; none where one is refused, after it was told why.
pub fn take(paths: &[PathBuf], stores: &mut Stores) -> Result<Option<String>, Failure> {
    let mut told = Some(String::new());
    for copy in named(paths)? {
        let taken = one(&copy, stores)?;
        told = told.zip(taken).map(|(told, taken)| told + &taken);
    }
    Ok(told)
}

/// The copies that the arguments name: themselves, and those in folders of copies below them.
fn named(paths: &[PathBuf]) -> Result<Vec<Place>, Failure> {
    let mut found: Vec<Place> = Vec::new();
    for path in paths {
        let (name, place) = (path.display(), Place::of(path));
        if path.is_dir() {
            let before = found.len();
            for folder in copies::folders(&Disk, path)? {
                found.extend(copies::within(&Disk, &folder)?);
            }
            if found.len() == before {
                return Err(Failure::Usage(format!(
                    "{name} に、公表した版の写し（{FOLDER} の YAML ファイル）がありません"
                )));
            }
        } else if place.is_copy() {
            found.push(place);
        } else {
            return Err(Failure::Usage(format!(
                "{name} は、{FOLDER} にある写しではありません。公表した評価書に封をするときは、--adopt を付けません"
            )));
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// Takes note of one copy.
fn one(copy: &Place, stores: &mut Stores) -> Result<Option<String>, Failure> {
    let path = copy.name();
    let folder = copy.copies().unwrap_or_default();
    let name = copy.own_name();
    let bytes = read::bytes(&Disk, copy)?;
    let read = read::bind(&Disk, copy, &bytes)?;
    let unfit = (bytes.len() > MAX_BYTES).then_some("大きすぎます");
    // A name that is no text would come back from the manifest as another.
    let nameable = copy.path().is_some_and(|path| path.ends_with(&name)) && Manifest::can_name(&name);
    let unfit = unfit.or((!nameable).then_some("、名前に使えない記号（「\\」や「:」など）があります"));
    let Some(assessment) = read.assessment.as_ref().filter(|_| unfit.is_none()) else {
        is_clean(&read.source, &read.findings, &[]);
        let why = unfit.unwrap_or("評価書として読めません");
        output::error(&format!("{path} は{why}"));
        return Ok(None);
    };
    let (mut parts, lost) = figures(&folder, &name, assessment);
    parts.push(Part { name, bytes });
    let store = open(stores, &folder)?;
    store.undamaged(&parts)?;
    // What lies there is what is added, so nothing else can have its name.
    let new = store.add(parts)?.unwrap_or(false);
    for figure in lost {
        output::note(&format!(
            "注意: {path} の図「{figure}」は、写しと一緒に残されていないので、封をできません"
        ));
    }
    Ok(Some(if new {
        format!("{path} に、いまのままで封をしました\n")
    } else {
        format!("{path} には、既に封をしてあります\n")
    }))
}

/// The figures of a copy as they lie in its folder, and those that do not.
fn figures(folder: &Path, name: &str, assessment: &Assessment) -> (Vec<Part>, Vec<String>) {
    let (mut parts, mut lost): (Vec<Part>, Vec<String>) = (Vec::new(), Vec::new());
    for figure in assessment.top().leaves().iter().flat_map(Cursor::figures) {
        let places = places(name, &figure.file);
        let found = places.into_iter().find_map(|name| match Disk.figure(folder, &name) {
            Err(Fault::NotFound) => None,
            found => Some(found.map(|bytes| Part { name, bytes })),
        });
        match found {
            Some(Ok(part)) if parts.contains(&part) => {}
            Some(Ok(part)) if Manifest::can_name(&part.name) => parts.push(part),
            _ => lost.push(figure.file.clone()),
        }
    }
    (parts, lost)
}
