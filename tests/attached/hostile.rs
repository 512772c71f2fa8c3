//! PDFs that are made to do harm: each is refused as what it is, in about the time that a harmless one of its size takes.

use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::{pdf, with_files};
use hyoka::attached::{AttachedError, read};

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A PDF whose objects are packed in one stream, the first of which is its catalogue.
fn with_pack(objects: &[String]) -> Vec<u8> {
    let (mut head, mut body) = (String::new(), String::new());
    for (at, object) in objects.iter().enumerate() {
        let _ = write!(head, "{} {} ", at + 1, body.len());
        body.push_str(object);
        body.push('\n');
    }
    let (count, first) = (objects.len(), head.len());
    let data = packed(format!("{head}{body}").as_bytes());
    let mut file = format!(
        "%PDF-1.7\n900 0 obj\n<< /Type /ObjStm /N {count} /First {first} /Filter /FlateDecode /Length {} >>\nstream\n",
        data.len()
    )
    .into_bytes();
    file.extend_from_slice(&data);
    file.extend_from_slice(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n");
    file
}

/// The objects that stand packed, and the stream beside them that cannot.
fn packed_assessment() -> (Vec<String>, Vec<u8>) {
    let mut objects = with_files(&[("a.yaml", "a: 1")]);
    let stream = objects.pop().unwrap();
    let beside = format!("{} 0 obj\n{stream}\nendobj\n", objects.len() + 1);
    (objects, beside.into_bytes())
}

/// How long it takes to unpack as much as is unpacked of one document at most.
fn unpacking() -> Duration {
    static TIME: LazyLock<Duration> = LazyLock::new(|| {
        let bytes = packed(&vec![b' '; 64 * 1024 * 1024]);
        let start = Instant::now();
        let mut unpacked = Vec::new();
        ZlibDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
        start.elapsed()
    });
    *TIME
}

/// Reads a file, and a harmless one of its size; the first may not take much longer than that and unpacking what may be.
fn timed(bytes: &[u8]) -> Result<hyoka::attached::Attached, AttachedError> {
    let mut harmless = pdf(&with_files(&[("a.yaml", "a: 1")]), "");
    harmless.resize(bytes.len().max(harmless.len()), b' ');
    let unpacking = unpacking();
    let start = Instant::now();
    assert!(read(&harmless).is_ok());
    let most = (start.elapsed() + unpacking) * 20;
    let start = Instant::now();
    let result = read(bytes);
    assert!(start.elapsed() < most, "{:?} of {most:?}", start.elapsed());
    result
}

#[test]
fn an_assessment_whose_objects_are_packed_together_is_read() {
    let (objects, beside) = packed_assessment();
    let file = [with_pack(&objects), beside].concat();
    assert_eq!(timed(&file).unwrap().yaml, b"a: 1");
}

#[test]
fn packed_objects_that_stand_too_deep_are_refused() {
    let (mut objects, beside) = packed_assessment();
    for (open, close) in [("<< /A ", " >>"), ("[ ", " ]")] {
        objects[0] = format!("{}null{}", open.repeat(200_000), close.repeat(200_000));
        let file = [with_pack(&objects), beside.clone()].concat();
        assert_eq!(timed(&file), Err(AttachedError::TooDeep));
    }
}

#[test]
fn packed_objects_that_unpack_without_end_are_refused() {
    let (mut objects, beside) = packed_assessment();
    objects.push(" ".repeat(80 * 1024 * 1024));
    let file = [with_pack(&objects), beside].concat();
    assert!(file.len() < 200_000);
    assert_eq!(timed(&file), Err(AttachedError::TooMuch));
}

#[test]
fn figures_that_unpack_to_more_than_a_document_holds_are_refused() {
    let figure = packed(&vec![b' '; 5 * 1024 * 1024]);
    let mut names = String::new();
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend_from_slice(b"8 0 obj\n<< /EF << /F 9 0 R >> /UF (a.yaml) >>\nendobj\n");
    file.extend_from_slice(b"9 0 obj\n<< /Length 4 >>\nstream\na: 1\nendstream\nendobj\n");
    for at in 0..100 {
        let _ = write!(names, "(f{at}) << /EF << /F 7 0 R >> /UF (f{at}.svg) >> ");
    }
    file.extend_from_slice(
        format!("7 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", figure.len()).as_bytes(),
    );
    file.extend_from_slice(&figure);
    file.extend_from_slice(b"\nendstream\nendobj\n1 0 obj\n<< /Names << /EmbeddedFiles << /Names [(a) 8 0 R ");
    file.extend_from_slice(names.as_bytes());
    file.extend_from_slice(b"] >> >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    assert_eq!(timed(&file), Err(AttachedError::TooMuch));
}

#[test]
fn one_figure_under_many_names_counts_each_time() {
    let figure = " ".repeat(5 * 1024 * 1024 - 10);
    let mut names = String::new();
    for at in 0..500 {
        let _ = write!(names, "(f{at}) << /EF << /F 7 0 R >> /UF (f{at}.svg) >> ");
    }
    let file = format!(
        "%PDF-1.7\n8 0 obj\n<< /EF << /F 9 0 R >> /UF (a.yaml) >>\nendobj\n\
         9 0 obj\n<< /Length 4 >>\nstream\na: 1\nendstream\nendobj\n\
         7 0 obj\n<< /Length {} >>\nstream\n{figure}\nendstream\nendobj\n\
         1 0 obj\n<< /Names << /EmbeddedFiles << /Names [(a) 8 0 R {names}] >> >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        figure.len()
    );
    assert_eq!(timed(file.as_bytes()), Err(AttachedError::TooMuch));
}

#[test]
fn streams_without_number_are_refused() {
    let file = [b"%PDF-1.7\n".to_vec(), b">>stream\nendstream\n".repeat(1_000_001)].concat();
    assert_eq!(timed(&file), Err(AttachedError::TooMany));
}

#[test]
fn texts_and_lists_that_do_not_end_take_no_longer_than_others() {
    let whole = pdf(&with_files(&[("a.yaml", "a: 1")]), "");
    for piece in [
        "(",
        "[",
        "<",
        "<<",
        "1 0 obj (",
        "1 0 obj [",
        "stream ",
        ">>stream\n",
        "trailer(",
        "\\(",
    ] {
        let mut file = b"%PDF-1.7\n".to_vec();
        file.extend(piece.as_bytes().iter().cycle().take(1_000_000));
        assert!(timed(&file).is_err(), "{piece}");
        // Before an assessment they are nothing that it is read from.
        let mut file = whole[..9].to_vec();
        file.extend(piece.as_bytes().iter().cycle().take(1_000_000));
        file.extend(b"\nendstream endobj\n");
        file.extend(&whole[9..]);
        let _ = timed(&file);
    }
}

#[test]
fn more_objects_than_a_document_has_are_refused() {
    let mut file = b"%PDF-1.7\n".to_vec();
    for number in 1..=1_000_001 {
        file.extend_from_slice(format!("{number} 0 obj ").as_bytes());
    }
    assert_eq!(timed(&file), Err(AttachedError::TooMany));
}

#[test]
fn objects_that_stand_for_each_other_end() {
    let mut objects = with_files(&[("a.yaml", "a: 1")]);
    objects[3] = "5 0 R".to_owned();
    objects[4] = "4 0 R".to_owned();
    assert_eq!(timed(&pdf(&objects, "")), Err(AttachedError::Nothing));
    objects[0] = "1 0 R".to_owned();
    assert_eq!(timed(&pdf(&objects, "")), Err(AttachedError::Broken));
}
