//! Changes a YAML text by a line: what people do to assessments, and what they should not.

/// Values and keys worth trying anywhere.
const WORDS: [&str; 28] = [
    "",
    "null",
    "[]",
    "{}",
    "- ",
    "|-",
    "true",
    "0",
    "-1",
    "999",
    "4294967296",
    "平成31年5月1日",
    "令和0年2月30日",
    "2026-06-30",
    "未定",
    "その他:",
    "なし",
    "＊",
    "[[[[",
    "**",
    "|a|b|",
    "別表第二",
    "番号法第19条第7号",
    "（別添9を参照。）",
    "行っていない",
    "再委託しない",
    "実施する",
    "令和7年3月31日終了】",
];

/// Changes the first `size` bytes of `data` in place: a text by lines, all else as libFuzzer does. Gives the new size, which
/// is at most `max_size`.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let changed = std::str::from_utf8(&data[..size])
        .ok()
        .map(|text| change(text, seed))
        .filter(|text| text.len() <= max_size && !text.is_empty());
    match changed {
        Some(text) => {
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        None => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
}

/// The text with one to four lines changed.
fn change(text: &str, seed: u32) -> String {
    let mut random = Random(u64::from(seed) | 1 << 32);
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for _ in 0..=random.below(4) {
        one(&mut lines, &mut random);
    }
    lines.join("\n")
}

fn one(lines: &mut Vec<String>, random: &mut Random) {
    let at = random.below(lines.len());
    let other = lines[random.below(lines.len())].clone();
    match random.below(10) {
        0 if lines.len() > 1 => {
            lines.remove(at);
        }
        1 => lines.insert(at, other),
        2 => lines[at] = other,
        3 => {
            // A block of lines with all that stands below it, somewhere else.
            let end = (at + 1 + random.below(12)).min(lines.len());
            let block: Vec<String> = lines[at..end].to_vec();
            let to = random.below(lines.len());
            lines.splice(to..to, block);
        }
        4 => {
            let end = (at + 1 + random.below(12)).min(lines.len());
            if end - at < lines.len() {
                lines.drain(at..end);
            }
        }
        5 => lines[at] = format!("  {}", lines[at]),
        6 => lines[at] = lines[at].strip_prefix("  ").unwrap_or(&lines[at]).to_owned(),
        7 => {
            let value = other.split_once(": ").map_or(other.as_str(), |(_, value)| value);
            set_value(&mut lines[at], value);
        }
        8 => set_value(&mut lines[at], WORDS[random.below(WORDS.len())]),
        _ => {
            let word = WORDS[random.below(WORDS.len())];
            let place = random.below(lines[at].chars().count() + 1);
            let byte = lines[at]
                .char_indices()
                .nth(place)
                .map_or(lines[at].len(), |(byte, _)| byte);
            lines[at].insert_str(byte, word);
        }
    }
}

fn set_value(line: &mut String, value: &str) {
    if let Some(colon) = line.find(": ") {
        line.truncate(colon + 2);
    } else if !line.ends_with(':') {
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        line.truncate(indent);
    } else {
        line.push(' ');
    }
    line.push_str(value);
}

/// A xorshift: the fuzzer hands out the seed, so a run can be told again.
struct Random(u64);

impl Random {
    /// Below `limit`, which is at least 1.
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}
