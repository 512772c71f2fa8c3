//! For measuring whole bodies: `body write FOLDER COUNT SEED` makes a synthetic one, `body read FOLDER` reads all of its
//! assessments one after the other and tells how long that takes, `body check HYOKA FOLDER` runs the program on the whole
//! and tells how long it took and how much memory it held at most (Linux).

#[path = "../tests/body/generate.rs"]
mod generate;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["write", folder, count, seed] => {
            let (count, seed) = (count.parse().expect("a count"), seed.parse().expect("a seed"));
            println!("{} files", generate::write(Path::new(folder), count, seed));
        }
        ["read", folder] => {
            let (files, time) = read(Path::new(folder));
            println!("{files} files, {:.1} ms", time.as_secs_f64() * 1e3);
        }
        ["check", program, folder] => {
            let (time, memory) = check(program, folder);
            println!("{:.1} ms, {:.1} MB at most", time.as_secs_f64() * 1e3, memory / 1024.0);
        }
        _ => eprintln!("body check HYOKA FOLDER | body write FOLDER COUNT SEED | body read FOLDER"),
    }
}

/// How many assessments there are, and how long reading them takes; opening the files is not counted.
fn read(folder: &Path) -> (usize, Duration) {
    let mut total = (0, Duration::ZERO);
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let (files, time) = read(&path);
            total = (total.0 + files, total.1 + time);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let bytes = std::fs::read(&path).expect("a readable file");
            let start = Instant::now();
            let read = hyoka::answers::read(hyoka::form::builtin(), &path.to_string_lossy(), &bytes);
            total = (total.0 + 1, total.1 + start.elapsed());
            assert!(read.assessment.is_some(), "{}", path.display());
        }
    }
    total
}

/// How long `hyoka check FOLDER` takes, and its peak of resident memory in KB.
fn check(program: &str, folder: &str) -> (Duration, f64) {
    let start = Instant::now();
    let mut child = Command::new(program)
        .args(["check", "--today", "2026-11-23", folder])
        .stdout(Stdio::null())
        .spawn()
        .expect("the program");
    let status = format!("/proc/{}/status", child.id());
    let mut peak: f64 = 0.0;
    while child.try_wait().expect("a child").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        peak = peak.max(kilobytes.unwrap_or_default());
        std::thread::sleep(Duration::from_millis(2));
    }
    (start.elapsed(), peak)
}
