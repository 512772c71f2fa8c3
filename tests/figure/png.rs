//! PNG: pixels stay, what stands beside or beneath them goes.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::{has, published, refusal};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const SECRET: &str = "secret-words";

fn chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], kind, data, &sum.sum().to_be_bytes()].concat()
}

fn header(width: u32, height: u32, depth: u8, colours: u8, interlaced: u8) -> Vec<u8> {
    let rest = [depth, colours, 0, 0, interlaced];
    chunk(
        b"IHDR",
        &[&width.to_be_bytes()[..], &height.to_be_bytes(), &rest].concat(),
    )
}

fn packed(lines: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(lines).unwrap();
    packer.finish().unwrap()
}

fn file(chunks: &[Vec<u8>]) -> Vec<u8> {
    [SIGNATURE.to_vec(), chunks.concat(), chunk(b"IEND", &[])].concat()
}

/// Kinds of the chunks of a file, in order.
fn kinds(file: &[u8]) -> Vec<String> {
    let mut at = SIGNATURE.len();
    let mut kinds = Vec::new();
    while at < file.len() {
        let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        kinds.push(String::from_utf8_lossy(&file[at + 4..at + 8]).into_owned());
        at += length + 12;
    }
    kinds
}

fn pixels(file: &[u8]) -> Vec<u8> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels
}

/// Two grey pixels in each of two lines.
fn grey() -> [Vec<u8>; 2] {
    [header(2, 2, 8, 0, 0), chunk(b"IDAT", &packed(&[0, 10, 20, 0, 30, 40]))]
}

#[test]
fn notes_beside_a_png_do_not_reach_a_page() {
    let [header, data] = grey();
    let profile = [&b"name\0\0"[..], &packed(SECRET.as_bytes())].concat();
    let before = [
        header,
        chunk(b"gAMA", &45455_u32.to_be_bytes()),
        chunk(b"sRGB", &[0]),
        chunk(b"pHYs", &[0, 0, 14, 195, 0, 0, 14, 195, 1]),
        chunk(b"tEXt", format!("Author\0{SECRET}").as_bytes()),
        chunk(b"iTXt", format!("XML:com.adobe.xmp\0\0\0\0\0{SECRET}").as_bytes()),
        chunk(b"zTXt", &[&b"Comment\0\0"[..], &packed(SECRET.as_bytes())].concat()),
        chunk(b"eXIf", format!("MM\0*{SECRET}").as_bytes()),
        chunk(b"tIME", &[7, 234, 1, 2, 3, 4, 5]),
        chunk(b"iCCP", &profile),
        chunk(b"prVt", SECRET.as_bytes()),
        chunk(b"gAMA", SECRET.as_bytes()),
        chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0]),
        data,
        chunk(b"fdAT", SECRET.as_bytes()),
    ];
    let whole = [file(&before), SECRET.as_bytes().to_vec()].concat();
    let written = published(&whole);
    assert_eq!(kinds(&written), ["IHDR", "gAMA", "sRGB", "pHYs", "IDAT", "IEND"]);
    assert!(!has(&written, SECRET) && !has(&written, "name"));
    assert_eq!(pixels(&written), [10, 20, 30, 40]);
}

#[test]
fn bytes_behind_the_packed_pixels_do_not_reach_a_page() {
    let data = [packed(&[0, 10, 20, 0, 30, 40]), SECRET.as_bytes().to_vec()].concat();
    let (first, second) = data.split_at(5);
    let written = published(&file(&[
        header(2, 2, 8, 0, 0),
        chunk(b"IDAT", first),
        chunk(b"IDAT", second),
    ]));
    assert!(!has(&written, SECRET));
    assert_eq!(pixels(&written), [10, 20, 30, 40]);
    // Lines beyond the last one are packed with the others.
    let lines = [&[0, 10, 20, 0, 30, 40][..], SECRET.as_bytes()].concat();
    let written = published(&file(&[header(2, 2, 8, 0, 0), chunk(b"IDAT", &packed(&lines))]));
    assert_eq!(pixels(&written), [10, 20, 30, 40]);
    let plain = published(&file(&grey()));
    assert!(written.len() <= plain.len(), "{} of {}", written.len(), plain.len());
}

#[test]
fn colours_under_transparent_pixels_do_not_reach_a_page() {
    // Erased, as a drawing program erases: the alpha is gone, the colour stays.
    let lines = [0, 1, 2, 3, 255, 9, 8, 7, 0];
    let written = published(&file(&[header(2, 1, 8, 6, 0), chunk(b"IDAT", &packed(&lines))]));
    assert_eq!(pixels(&written), [1, 2, 3, 255, 0, 0, 0, 0]);
    let lines = [0, 0, 1, 0, 0];
    let written = published(&file(&[header(1, 1, 16, 4, 0), chunk(b"IDAT", &packed(&lines))]));
    assert_eq!(pixels(&written), [0, 0, 0, 0]);
    // Two entries of a palette that look alike, since neither is seen; two pixels of four bits in a byte.
    let written = published(&file(&[
        header(4, 1, 4, 3, 0),
        chunk(b"PLTE", &[0; 9]),
        chunk(b"tRNS", &[0, 0]),
        chunk(b"IDAT", &packed(&[0, 0x01, 0x12])),
    ]));
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&written));
    decoder.set_transformations(png::Transformations::IDENTITY);
    let mut reader = decoder.read_info().unwrap();
    let mut line = [0; 2];
    reader.next_frame(&mut line).unwrap();
    assert_eq!(line, [0x00, 0x02]);
}

#[test]
fn a_png_of_which_all_is_seen_keeps_its_pixels_packed_as_they_were() {
    let plain = file(&grey());
    assert_eq!(published(&plain), plain);
    // The first pass of seven has the first pixel, the sixth the second, the last the line below.
    let lines = [0, 10, 0, 20, 0, 30, 40];
    let woven = file(&[header(2, 2, 8, 0, 1), chunk(b"IDAT", &packed(&lines))]);
    assert_eq!(published(&woven), woven);
    assert_eq!(pixels(&woven), [10, 20, 30, 40]);
}

#[test]
fn a_png_that_cannot_be_drawn_is_refused() {
    let whole = file(&grey());
    for end in SIGNATURE.len()..whole.len() {
        refusal(&whole[..end]);
    }
    let mut flipped = whole.clone();
    flipped[45] ^= 1;
    assert_eq!(refusal(&flipped), "PNG が壊れています");
    let [header, data] = grey();
    refusal(&file(std::slice::from_ref(&header)));
    refusal(&file(std::slice::from_ref(&data)));
    // Fewer lines than it says, a filter and a kind of colours that there are not, a palette that is missing.
    refusal(&file(&[header, chunk(b"IDAT", &packed(&[0, 10, 20]))]));
    refusal(&file(&[self::header(1, 1, 8, 0, 0), chunk(b"IDAT", &packed(&[9, 1]))]));
    refusal(&file(&[self::header(1, 1, 8, 5, 0), chunk(b"IDAT", &packed(&[0, 1]))]));
    refusal(&file(&[self::header(1, 1, 8, 3, 0), chunk(b"IDAT", &packed(&[0, 1]))]));
    let beyond = [SIGNATURE, &u32::MAX.to_be_bytes(), b"IHDR"].concat();
    refusal(&beyond);
}

#[test]
fn a_png_of_too_many_pixels_is_refused_before_it_is_unpacked() {
    let data = chunk(b"IDAT", &packed(&[0]));
    let huge = file(&[header(u32::MAX, u32::MAX, 16, 6, 0), data]);
    assert!(refusal(&huge).contains("万画素まで"));
}
