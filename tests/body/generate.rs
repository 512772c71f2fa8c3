//! Writes a synthetic body: as many 事務 as asked for, each made from one of the sample city's, with names, numbers and
//! sentences of its own. The same seed writes the same files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The sample city, from which every assessment is made.
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assessments");

/// Sentences that make one assessment longer than another. None names anything that a rule compares.
const SENTENCES: [&str; 8] = [
    "窓口で受け付けた書類は、その日のうちに担当者が二人で確かめる。",
    "入力を終えた書類は、鍵の掛かる書庫に年度ごとに分けて置く。",
    "誤りに気付いたときは、所属長に知らせ、処理の記録を残す。",
    "手順書は毎年度のはじめに見直し、変わったところを職員に伝える。",
    "繁忙の時期には、応援の職員にも同じ研修を受けさせる。",
    "通知を送る前に、宛先と封入した書類を別の担当者が照らし合わせる。",
    "問合せの内容は様式にまとめ、月ごとに集計する。",
    "異動した職員の利用者番号は、その日に使えなくする。",
];

/// A small generator of numbers; the same seed gives the same row (xorshift64*).
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % bound
    }
}

/// Writes assessments of `count` 事務 below `folder`. Gives the number of files that are assessments.
pub fn write(folder: &Path, count: usize, seed: u64) -> usize {
    let samples = samples();
    let mut numbers = Numbers::new(seed);
    let mut written = 0;
    for number in 1..=count {
        let sample = &samples[numbers.below(samples.len())];
        let target = folder.join(format!("{number:04}"));
        std::fs::create_dir_all(&target).unwrap();
        let sentences: Vec<&str> = (0..=numbers.below(4))
            .map(|_| SENTENCES[numbers.below(SENTENCES.len())])
            .collect();
        for file in sample {
            let to = target.join(file.file_name().unwrap());
            if file.extension().is_some_and(|extension| extension == "yaml") {
                let text = std::fs::read_to_string(file).unwrap();
                std::fs::write(to, varied(&text, number, &sentences.concat())).unwrap();
                written += 1;
            } else {
                std::fs::copy(file, to).unwrap();
            }
        }
    }
    written
}

/// The files of each sample 事務 that has nothing due, without sealed copies.
fn samples() -> Vec<Vec<PathBuf>> {
    let list = |folder: &Path| {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        paths
    };
    let folders = list(Path::new(SAMPLES))
        .into_iter()
        .filter(|path| path.is_dir() && !path.ends_with("007"));
    folders
        .map(|folder| list(&folder).into_iter().filter(|path| path.is_file()).collect())
        .collect()
}

/// A sample's text under another 評価書番号, about a 事務 of another name, with some sentences more.
fn varied(text: &str, number: usize, sentences: &str) -> String {
    let value = |key: &str| {
        let line = text.lines().find(|line| line.trim_start().starts_with(key)).unwrap();
        line.trim_start()
            .strip_prefix(key)
            .unwrap()
            .trim()
            .trim_matches('"')
            .to_owned()
    };
    let (old, name) = (value("評価書番号:"), value("事務の名称:"));
    let text = text.replace(&name, &format!("{name}（第{number}号）"));
    let mut varied = String::with_capacity(text.len() + sentences.len());
    for line in text.lines() {
        let head = line.trim_start();
        if head.strip_prefix("評価書番号:").is_some_and(|rest| rest.contains(&old)) {
            let _ = write!(varied, "評価書番号: \"{number}\"");
        } else {
            varied.push_str(line);
        }
        varied.push('\n');
        // The first lines of a block text: more of the same kind follows.
        for key in ["事務の内容: |", "事務の概要: |"] {
            if head.starts_with(key) {
                let indent = line.len() - head.len() + 2;
                let _ = writeln!(varied, "{}{sentences}", " ".repeat(indent));
            }
        }
    }
    varied
}
