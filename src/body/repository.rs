//! The repository of git that a file lies in, opened within limits, and why it does not have what was asked for. Changes
//! nothing and asks no network.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::failure::RevisionError;
use super::regular;

/// What may be unpacked for one object. A published PDF is smaller, and a pack of few bytes can hold a base without end.
const ALLOC_LIMIT: &str = "gitoxide.objects.allocLimit=134217728";
/// From how many other repositories one may borrow its objects.
const MAX_ALTERNATES: usize = 64;
/// How deep the folders of a repository stand in each other; branches are named with slashes.
const MAX_DEPTH: usize = 32;
/// How many generations are gone back to see why one cannot be reached.
const MAX_GENERATIONS: usize = 100_000;
/// The largest file of a repository that is read here, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// Opens the repository around a folder.
///
/// # Errors
/// None there, or one that cannot be read.
pub(super) fn open(folder: &Path) -> Result<gix::Repository, RevisionError> {
    let around = folder.ancestors().find_map(git_folder);
    let Some(own) = around else {
        // What is none to us may be a repository in another way, such as a bare one.
        return gix::discover(folder).map_err(|_| RevisionError::NoRepository);
    };
    let own = own?;
    let common = common_folder(&own);
    for folder in [&own, &common] {
        if let Some(path) = unending(folder, 0) {
            return Err(RevisionError::Irregular(path));
        }
    }
    if !borrows_little(&common.join("objects")) {
        return Err(RevisionError::Alternates(common));
    }
    let options = gix::open::Options::default().cli_overrides([ALLOC_LIMIT]);
    gix::discover_opts(folder, gix::discover::upwards::Options::default(), options).map_err(|_| {
        let config = common.join("config");
        let parsed = gix::config::File::from_path_no_includes(config.clone(), gix::config::Source::Local);
        match parsed {
            Ok(_) => RevisionError::Unopened(own),
            Err(_) => RevisionError::Config(config),
        }
    })
}

/// The folder of git that a folder has: `.git` itself, or where a file of that name leads.
fn git_folder(folder: &Path) -> Option<Result<PathBuf, RevisionError>> {
    let path = folder.join(".git");
    let found = path.metadata().ok()?;
    if found.is_dir() {
        return path.join("HEAD").symlink_metadata().is_ok().then_some(Ok(path));
    }
    let text = match text(&path) {
        Some(text) => text,
        None if is_unending(found.file_type()) => return Some(Err(RevisionError::Irregular(path))),
        None => return Some(Err(RevisionError::Unopened(path))),
    };
    let named = text.strip_prefix("gitdir:").map(str::trim);
    Some(named.map_or(Err(RevisionError::Unopened(path)), |named| Ok(folder.join(named))))
}

/// The folder that all worktrees of a repository share.
fn common_folder(own: &Path) -> PathBuf {
    text(&own.join("commondir")).map_or_else(|| own.to_owned(), |named| own.join(named.trim()))
}

/// A small file's text.
fn text(path: &Path) -> Option<String> {
    let mut text = String::new();
    let file = regular::open(path).ok()?;
    file.take(MAX_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

/// What lies in a folder, or below it, and may never end when it is read.
fn unending(folder: &Path, depth: usize) -> Option<PathBuf> {
    if depth > MAX_DEPTH {
        return None;
    }
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        let path = entry.path();
        if kind.is_dir() {
            if let Some(found) = unending(&path, depth + 1) {
                return Some(found);
            }
        } else if is_unending(kind)
            || kind.is_symlink() && path.metadata().is_ok_and(|found| is_unending(found.file_type()))
        {
            return Some(path);
        }
    }
    None
}

/// A pipe or a device. A socket, as git itself keeps one, cannot be opened at all.
#[cfg(unix)]
fn is_unending(kind: fs::FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.is_fifo() || kind.is_char_device() || kind.is_block_device()
}

#[cfg(not(unix))]
fn is_unending(_: fs::FileType) -> bool {
    false
}

/// Whether the objects are borrowed from few others, those from which they borrow included.
fn borrows_little(objects: &Path) -> bool {
    let mut open = vec![objects.to_owned()];
    let mut looked = 0;
    while let Some(folder) = open.pop() {
        looked += 1;
        let Some(text) = text(&folder.join("info/alternates")) else {
            continue;
        };
        open.extend(
            text.lines()
                .filter(|line| !line.is_empty())
                .map(|line| objects.join(line)),
        );
        if looked + open.len() > MAX_ALTERNATES {
            return false;
        }
    }
    true
}

/// Why a repository does not know a revision.
pub(super) fn why_unknown(repository: &gix::Repository, name: &str) -> RevisionError {
    let no_revision = || RevisionError::NoRevision(name.to_owned());
    let has_any = || repository.references().ok()?.all().ok()?.next();
    let Ok(head) = repository.head() else {
        return RevisionError::Unopened(repository.git_dir().to_owned());
    };
    if head.is_unborn() && has_any().is_none() {
        return RevisionError::NoCommit;
    }
    // What stands before the first sign of a step back.
    let base = name.split(['~', '^', '@', ':']).next().unwrap_or_default();
    let base = if base.is_empty() { "HEAD" } else { base };
    let id = match repository.rev_parse_single(base) {
        Ok(id) => id.detach(),
        Err(_) => match repository
            .try_find_reference(base)
            .ok()
            .flatten()
            .and_then(|found| found.try_id().map(gix::Id::detach))
        {
            Some(id) => id,
            None if repository.is_shallow().unwrap_or_default() => return RevisionError::Shallow(name.to_owned()),
            None => return no_revision(),
        },
    };
    let mut here = Some(id);
    for _ in 0..MAX_GENERATIONS {
        let Some(id) = here else { return no_revision() };
        let Ok(commit) = repository
            .find_object(id)
            .map_err(drop)
            .and_then(|object| object.peel_to_commit().map_err(drop))
        else {
            return lost(repository, name);
        };
        here = commit.parent_ids().next().map(gix::Id::detach);
    }
    no_revision()
}

/// Why what belongs to a revision is not there.
pub(super) fn lost(repository: &gix::Repository, name: &str) -> RevisionError {
    let name = name.to_owned();
    if repository.is_shallow().unwrap_or_default() {
        return RevisionError::Shallow(name);
    }
    let packs = fs::read_dir(repository.common_dir().join("objects/pack"));
    let is_promised = |path: &Path| path.extension().is_some_and(|end| end == "promisor");
    let mut packs = packs.into_iter().flatten().flatten();
    if packs.any(|pack| is_promised(&pack.path())) {
        return RevisionError::Partial(name);
    }
    RevisionError::Lost(name)
}
