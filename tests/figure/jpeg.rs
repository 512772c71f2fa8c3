//! JPEG: the picture stays as it is packed, the notes of camera and program go.

use super::{has, published, refusal};

const SECRET: &str = "secret-words";

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).unwrap().to_be_bytes();
    [&[0xFF, marker], &length[..], data].concat()
}

/// A table of one code: a single zero bit that means zero.
fn table(id: u8) -> Vec<u8> {
    segment(0xC4, &[&[id, 1], &[0; 15][..], &[0]].concat())
}

/// A grey JPEG of two squares of eight pixels, with segments before its picture.
fn file(before: &[Vec<u8>]) -> Vec<u8> {
    [
        vec![0xFF, 0xD8],
        before.concat(),
        segment(0xDB, &[&[0][..], &[1; 64]].concat()),
        segment(0xC0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]),
        table(0x00),
        table(0x10),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        vec![0x0F, 0xFF, 0xD9],
    ]
    .concat()
}

fn exif(turned: u8) -> Vec<u8> {
    let mut notes = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x0F\x01\x02\0\x0D\0\0\0\x26\0\0\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    notes.extend_from_slice(&[turned, 0, 0, 0, 0, 0, 0, 0]);
    notes.extend_from_slice(SECRET.as_bytes());
    segment(0xE1, &notes)
}

#[test]
fn notes_beside_a_jpeg_do_not_reach_a_page() {
    let jfif = [&b"JFIF\0\x01\x02\x01\0\x60\0\x60\x01\x02"[..], &[9; 6]].concat();
    let notes = [
        segment(0xE0, &jfif),
        segment(0xE0, format!("JFXX\0\x10{SECRET}").as_bytes()),
        exif(1),
        segment(0xE1, format!("http://ns.adobe.com/xap/1.0/\0{SECRET}").as_bytes()),
        segment(0xE2, format!("ICC_PROFILE\0\x01\x01{SECRET}").as_bytes()),
        segment(0xED, format!("Photoshop 3.0\0{SECRET}").as_bytes()),
        segment(0xFE, SECRET.as_bytes()),
    ];
    let whole = [file(&notes), SECRET.as_bytes().to_vec()].concat();
    let written = published(&whole);
    let density = segment(0xE0, b"JFIF\0\x01\x02\x01\0\x60\0\x60\0\0");
    assert_eq!(written, file(&[density]));
}

#[test]
fn a_picture_that_lies_on_its_side_is_still_turned() {
    let written = published(&file(&[exif(6)]));
    assert!(!has(&written, SECRET));
    let notes = written.windows(6).position(|window| window == b"Exif\0\0").unwrap();
    let notes = &written[notes + 6..];
    assert_eq!(&notes[..10], b"MM\0*\0\0\0\x08\0\x01");
    assert_eq!(&notes[10..22], &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    assert_eq!(&notes[26..28], &[0xFF, 0xDB], "nothing else is noted");
}

#[test]
fn a_jpeg_that_cannot_be_drawn_is_refused() {
    let whole = file(&[]);
    assert_eq!(published(&whole), whole);
    for end in 3..whole.len() {
        refusal(&whole[..end]);
    }
    let changed = |from: &[u8], to: &[u8]| {
        let at = whole.windows(from.len()).position(|window| window == from).unwrap();
        let mut changed = whole.clone();
        changed[at..at + to.len()].copy_from_slice(to);
        changed
    };
    let frame = [0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 16, 1];
    assert!(refusal(&changed(&frame, &[0xFF, 0xC9])).contains("算術符号"));
    assert!(refusal(&changed(&frame, &[0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 16, 4])).contains("CMYK"));
    assert!(refusal(&changed(&frame, &[0xFF, 0xC0, 0, 11, 8, 255, 255, 255, 255, 1])).contains("万画素まで"));
    refusal(&changed(&frame, &[0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 16, 1]));
}

#[test]
fn a_jpeg_of_more_passes_than_any_program_writes_is_refused() {
    let scan = [segment(0xDA, &[1, 1, 0, 0, 63, 0]), vec![0x0F]].concat();
    let whole = file(&[]);
    let body = &whole[..whole.len() - 2];
    refusal(&[body, &scan.repeat(1000), &[0xFF, 0xD9]].concat());
}
