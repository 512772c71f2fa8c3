//! Packs of git whose few bytes would make objects without end: refused in words, in the memory of a harmless one.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use super::bounded::{KILOBYTES, bounded};
use super::git::git;
use super::repository::with_two;

/// The kinds of an object in a pack.
const BLOB: u8 = 3;
const OFFSET_DELTA: u8 = 6;

/// The ids under which the objects of the pack are found, in their order; a reader takes the index at its word.
fn id(at: usize) -> [u8; 20] {
    [u8::try_from(at).unwrap() + 1; 20]
}

fn hex(id: [u8; 20]) -> String {
    let mut hex = String::new();
    for byte in id {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The lowest bits of a number.
fn low(count: u64, bits: u64) -> u8 {
    u8::try_from(count & bits).unwrap()
}

/// A number of seven bits a byte, the lowest first.
fn number(mut count: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = low(count, 0x7f);
        count >>= 7;
        bytes.push(if count == 0 { low } else { low | 0x80 });
        if count == 0 {
            return bytes;
        }
    }
}

/// How an object of a kind and a size begins.
fn head(kind: u8, size: usize) -> Vec<u8> {
    let mut rest = size >> 4;
    let mut bytes = vec![(kind << 4) | low(size as u64, 0xf)];
    while rest > 0 {
        *bytes.last_mut().unwrap() |= 0x80;
        bytes.push(low(rest as u64, 0x7f));
        rest >>= 7;
    }
    bytes
}

/// How far back the base of a delta lies.
fn back(mut distance: usize) -> Vec<u8> {
    let mut bytes = vec![low(distance as u64, 0x7f)];
    while distance > 0x7f {
        distance = (distance >> 7) - 1;
        bytes.insert(0, 0x80 | low(distance as u64, 0x7f));
    }
    bytes
}

/// A delta that says it makes `size` bytes of a base of `base`, and copies the beginning of it so many times.
fn delta(base: u64, size: u64, copied: u16, times: usize) -> Vec<u8> {
    let mut bytes = [number(base), number(size)].concat();
    let [low, high] = copied.to_le_bytes();
    bytes.extend([0xb0, low, high].repeat(times));
    bytes
}

/// A pack of a base and deltas, each on the object before it, and its index.
fn pack(base: &[u8], deltas: &[Vec<u8>]) -> (Vec<u8>, Vec<u8>) {
    let count = u32::try_from(deltas.len() + 1).unwrap();
    let mut pack = [b"PACK".as_slice(), &2u32.to_be_bytes(), &count.to_be_bytes()].concat();
    let mut starts = vec![pack.len()];
    pack.extend([head(BLOB, base.len()), packed(base)].concat());
    for delta in deltas {
        let start = pack.len();
        let before = start - starts.last().unwrap();
        pack.extend([head(OFFSET_DELTA, delta.len()), back(before), packed(delta)].concat());
        starts.push(start);
    }
    pack.extend([0; 20]);
    let mut index = [[0xff, b't', b'O', b'c'].as_slice(), &2u32.to_be_bytes()].concat();
    for first in 0..=255u8 {
        let below = (0..starts.len()).filter(|at| id(*at)[0] <= first).count();
        index.extend(u32::try_from(below).unwrap().to_be_bytes());
    }
    for at in 0..starts.len() {
        index.extend(id(at));
    }
    // Sums that no reader asks for.
    index.extend(vec![0; 4 * starts.len()]);
    for start in &starts {
        index.extend(u32::try_from(*start).unwrap().to_be_bytes());
    }
    index.extend([0; 40]);
    (pack, index)
}

/// A commit in a repository whose file is an object of a pack.
fn commit(folder: &Path, base: &[u8], deltas: &[Vec<u8>]) -> String {
    let packs = folder.join(".git/objects/pack");
    std::fs::create_dir_all(&packs).unwrap();
    let name = "0".repeat(40);
    let (pack, index) = pack(base, deltas);
    std::fs::write(packs.join(format!("pack-{name}.pack")), pack).unwrap();
    std::fs::write(packs.join(format!("pack-{name}.idx")), index).unwrap();
    let tree = format!("100644 blob {}\tjuten.yaml\n", hex(id(deltas.len())));
    std::fs::write(folder.join("tree"), tree).unwrap();
    let run = |command: &str| {
        let made = std::process::Command::new("sh")
            .args(["-c", command])
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8(made.stdout).unwrap().trim().to_owned()
    };
    let tree = run("git mktree --missing <tree");
    run(&format!(
        "git -c user.name=t -c user.email=t@example.jp commit-tree -m x {tree}"
    ))
}

const BASE: &[u8] = "様式: 重点項目評価書\n評価書名: 一\n公表日: 2026-06-30\n".as_bytes();

#[test]
#[cfg(unix)]
fn a_delta_that_makes_what_it_says_is_read() {
    let Some(repository) = with_two(&[]) else { return };
    let size = BASE.len() as u64;
    let whole = delta(size, size, u16::try_from(BASE.len()).unwrap(), 1);
    let revision = commit(repository.path(), BASE, &[whole.clone(), whole]);
    let path = repository.path().join("juten.yaml");
    let arguments = ["diff", path.to_str().unwrap(), "--git", &revision];
    let ran = bounded(&arguments, b"", KILOBYTES, Duration::from_mins(1)).unwrap();
    assert!(ran.code == 0 && ran.out.contains("一"), "{} {}", ran.out, ran.err);
    assert!(
        git(repository.path(), &["cat-file", "-t", &hex(id(0))])
            .status
            .success()
    );
}

#[test]
#[cfg(unix)]
fn deltas_that_make_more_than_they_say_or_without_end_are_refused_in_little_memory() {
    let base = vec![b'a'; 0xffff];
    let size = base.len() as u64;
    let all = 0xffff;
    let huge = 4 * 1024 * 1024 * 1024;
    let times = 65_536;
    let cases: [(&str, Vec<Vec<u8>>); 6] = [
        (
            "makes all that it says",
            vec![delta(size, size * times as u64, all, times)],
        ),
        ("says it makes without end", vec![delta(size, huge * 1024, all, 1)]),
        ("says little and makes much", vec![delta(size, 100, all, times)]),
        ("says much of its base", vec![delta(huge, 100, 100, 1)]),
        (
            "makes much on the way to little",
            vec![
                delta(size, size * times as u64, all, times),
                delta(size * times as u64, 100, 100, 1),
            ],
        ),
        (
            "makes more at each step",
            (0..4u32)
                .map(|step| delta(size << (4 * step), size << (4 * (step + 1)), all, 16 << (4 * step)))
                .collect(),
        ),
    ];
    for (what, deltas) in cases {
        let Some(repository) = with_two(&[]) else { return };
        let revision = commit(repository.path(), &base, &deltas);
        let path = repository.path().join("juten.yaml");
        let arguments = ["diff", path.to_str().unwrap(), "--git", &revision];
        let ran =
            bounded(&arguments, b"", KILOBYTES, Duration::from_mins(1)).unwrap_or_else(|| panic!("{what}: no end"));
        assert!(ran.code == 3 && ran.out.is_empty(), "{what}: {} {}", ran.code, ran.err);
        assert!(
            ["壊れています", "大きすぎ", "上限"]
                .iter()
                .any(|words| ran.err.contains(words)),
            "{what}: {}",
            ran.err
        );
    }
}
