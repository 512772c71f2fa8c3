//! Changes one part of a package and packs it anew, so that its sums are right and what is in it is reached. Other bytes are
//! changed as they are.

use std::io::{Cursor, Read as _, Write as _};

use libfuzzer_sys::fuzzer_mutate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The largest part that is changed, in bytes.
const MOST: u64 = 1 << 20;

/// Changes the first `size` bytes of the input; gives how many there are then.
pub fn changed(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let Some(bytes) = repacked(&data[..size], seed).filter(|bytes| bytes.len() <= max_size) else {
        return fuzzer_mutate(data, size, max_size);
    };
    data[..bytes.len()].copy_from_slice(&bytes);
    bytes.len()
}

fn repacked(bytes: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))
        .ok()
        .filter(|zip| !zip.is_empty() && zip.len() < 100)?;
    let chosen = seed as usize % zip.len();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for index in 0..zip.len() {
        let part = zip.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut part_bytes = Vec::new();
        part.take(MOST).read_to_end(&mut part_bytes).ok()?;
        if index == chosen {
            let size = part_bytes.len();
            let room = size + 4096;
            part_bytes.resize(room, 0);
            let size = fuzzer_mutate(&mut part_bytes, size, room);
            part_bytes.truncate(size);
        }
        out.start_file(name, options).ok()?;
        out.write_all(&part_bytes).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}
