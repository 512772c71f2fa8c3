//! What a file has beside its bytes and its name, which another that takes its place would lose: owner, permissions,
//! attributes and access lists, other names. Hands on what can be handed on, and says what cannot.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Gives `file`, which is about to take the place of `target`, what that has. What could not be given is told.
///
/// # Errors
/// Permissions that cannot be set: a file that others should not read might become one that they can.
pub(super) fn hand_on(target: &Path, file: &File) -> io::Result<Vec<String>> {
    let Ok(before) = target.metadata() else {
        return Ok(Vec::new());
    };
    let name = target.display();
    let mut notes = Vec::new();
    if !owner(&before, file) {
        notes.push(format!(
            "注意: {name} の持ち主とグループが、書き込んだ人のものに変わりました"
        ));
    }
    let lost = attributes(target, file);
    if !lost.is_empty() {
        let lost = lost.join("、");
        notes.push(format!("注意: {name} の拡張属性（{lost}）を引き継げませんでした"));
    }
    // Last: an access list changes what the permissions are.
    file.set_permissions(before.permissions())?;
    if other_names(&before) {
        notes.push(format!(
            "注意: {name} には、ほかの名前（ハードリンク）があります。そちらは、書き込む前の内容のままです"
        ));
    }
    Ok(notes)
}

#[cfg(unix)]
fn other_names(before: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    before.nlink() > 1
}

#[cfg(not(unix))]
fn other_names(_: &Metadata) -> bool {
    false
}

/// Whether the owner and the group are the same, or could be made so.
#[cfg(unix)]
fn owner(before: &Metadata, file: &File) -> bool {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Ok(own) = file.metadata() else { return false };
    if (own.uid(), own.gid()) == (before.uid(), before.gid())
        || fchown(file, Some(before.uid()), Some(before.gid())).is_ok()
    {
        return true;
    }
    // Who may write is often told by the group alone, which its members may set.
    let _ = fchown(file, None, Some(before.gid()));
    false
}

#[cfg(not(unix))]
fn owner(_: &Metadata, _: &File) -> bool {
    true
}

/// Copies attributes, access lists among them; the names of those that could not be.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn attributes(target: &Path, file: &File) -> Vec<String> {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    let mut names = vec![0; 65_536];
    let Ok(length) = listxattr(target, &mut names[..]) else {
        return Vec::new();
    };
    let names = names.get(..length).unwrap_or_default();
    let mut lost = Vec::new();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let mut value = vec![0; 65_536];
        let handed = getxattr(target, name, &mut value[..]).and_then(|length| {
            let value = value.get(..length).unwrap_or_default();
            fsetxattr(file, name, value, XattrFlags::empty())
        });
        let name = String::from_utf8_lossy(name);
        // Labels are the system's own to give.
        if handed.is_err() && !name.starts_with("security.") {
            lost.push(name.into_owned());
        }
    }
    lost
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn attributes(_: &Path, _: &File) -> Vec<String> {
    Vec::new()
}
