//! git as tests run it: away from what its user has set up.

use std::path::Path;
use std::process::{Command, Output};

/// Runs git in a folder, away from what its user has set up.
pub fn git(folder: &Path, arguments: &[&str]) -> Output {
    Command::new("git")
        .args([
            "-c",
            "user.name=見本",
            "-c",
            "user.email=mihon@example.jp",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap()
}

/// [`git`] that must succeed.
pub fn done(folder: &Path, arguments: &[&str]) {
    let output = git(folder, arguments);
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}
