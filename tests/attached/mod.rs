//! The data taken out of PDFs: of one that `hyoka publish` made of `kiso.yaml`, and of small ones written here, which are wrong
//! in one way each.

mod hostile;

use std::fmt::Write as _;

use crate::tries::tries;
use hyoka::answers;
use hyoka::attached::{AttachedError, Carried, MAX_BYTES, is_pdf, read};
use hyoka::form::builtin;

const PUBLISHED: &[u8] = include_bytes!("kiso.pdf");

/// A PDF of these objects, the first of which is its catalog; `trailer` are more entries of the last dictionary.
pub fn pdf(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = out.len();
    let count = objects.len() + 1;
    let _ = write!(out, "xref\n0 {count}\n0000000000 65535 f \n");
    for place in places {
        let _ = writeln!(out, "{place:010} 00000 n ");
    }
    let _ = write!(
        out,
        "trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    );
    out.into_bytes()
}

/// The objects of a PDF with one page and these files attached, in a list of names cut in two.
pub fn with_files(files: &[(&str, &str)]) -> Vec<String> {
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Kids [4 0 R 5 0 R] >> >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>".to_owned(),
    ];
    let pair = |index: usize| format!("({}) {} 0 R", files[index].0, 6 + 2 * index);
    let names = |range: std::ops::Range<usize>| range.map(pair).collect::<Vec<_>>().join(" ");
    let half = files.len().div_ceil(2);
    objects.push(format!("<< /Names [{}] >>", names(0..half)));
    objects.push(format!("<< /Names [{}] >>", names(half..files.len())));
    for (index, (name, content)) in files.iter().enumerate() {
        let wide: String = name.encode_utf16().fold(String::from("FEFF"), |mut hex, unit| {
            let _ = write!(hex, "{unit:04X}");
            hex
        });
        objects.push(format!(
            "<< /Type /Filespec /F (x) /UF <{wide}> /EF << /F {} 0 R >> >>",
            7 + 2 * index
        ));
        objects.push(format!(
            "<< /Type /EmbeddedFile /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    objects
}

fn refused(bytes: &[u8]) -> AttachedError {
    read(bytes).unwrap_err()
}

#[test]
fn a_published_pdf_holds_the_assessment_that_its_pages_show() {
    assert!(is_pdf(PUBLISHED));
    let found = read(PUBLISHED).unwrap();
    assert_eq!((found.name.as_str(), found.files.len()), ("kiso.yaml", 0));
    let taken = answers::read(builtin(), "kiso.yaml", &found.yaml).assessment.unwrap();
    let own = answers::read(builtin(), "kiso.yaml", include_bytes!("kiso.yaml"))
        .assessment
        .unwrap();
    assert_eq!(hyoka::change::rows(&own, &taken).unwrap(), []);
    assert_eq!(taken.at("評価書名").text(), "図書の貸出に関する事務 基礎項目評価書");
}

#[test]
fn figures_are_found_by_the_names_that_the_assessment_gives_them() {
    let files = [
        ("zenkomoku.yaml", "様式: 全項目評価書"),
        ("図/流れ.svg", "<svg/>"),
        ("zu.png", "png"),
    ];
    let found = read(&pdf(&with_files(&files), "")).unwrap();
    assert_eq!(found.name, "zenkomoku.yaml");
    assert_eq!(found.yaml, "様式: 全項目評価書".as_bytes());
    let names: Vec<&str> = found.files.keys().map(String::as_str).collect();
    assert_eq!(names, ["zu.png", "図/流れ.svg"]);
    assert_eq!(found.files["図/流れ.svg"], b"<svg/>");
}

#[test]
fn a_pdf_without_one_assessment_is_told_apart_from_a_broken_one() {
    let bare = with_files(&[]);
    assert_eq!(refused(&pdf(&bare, "")), AttachedError::Nothing);
    let mut no_names = bare.clone();
    no_names[0] = "<< /Type /Catalog /Pages 2 0 R >>".to_owned();
    assert_eq!(refused(&pdf(&no_names, "")), AttachedError::Nothing);
    assert_eq!(
        refused(&pdf(&with_files(&[("a.xml", "<a/>")]), "")),
        AttachedError::Nothing
    );
    let two = [("a.yaml", "a: 1"), ("b.yaml", "b: 1")];
    let names = two.map(|(name, _)| name.to_owned()).to_vec();
    assert_eq!(refused(&pdf(&with_files(&two), "")), AttachedError::Several(names));
    assert_eq!(refused(b"%PDF-1.7\n"), AttachedError::Broken);
    let mut large = PUBLISHED.to_vec();
    large.resize(MAX_BYTES + 1, b' ');
    assert_eq!(refused(&large), AttachedError::TooLarge);
}

#[test]
fn of_several_the_source_of_the_pages_is_taken() {
    let mut objects = with_files(&[("a.yaml", "a: 1"), ("b.yaml", "b: 1")]);
    objects[7] = objects[7].replace("/Type /Filespec", "/Type /Filespec /AFRelationship /Source");
    assert_eq!(read(&pdf(&objects, "")).unwrap().name, "b.yaml");
}

#[test]
fn of_several_assessments_joined_in_one_pdf_one_is_chosen() {
    // Two bodies' files have one name; one that is attached twice is one.
    let joined = [
        ("juten.yaml", "a: 1"),
        ("juten.yaml", "a: 2"),
        ("kiso.yaml", "a: 3"),
        ("kiso.yaml", "a: 3"),
        ("zu.svg", "<svg/>"),
    ];
    let carried = || Carried::read(&pdf(&with_files(&joined), "")).unwrap();
    let names = ["juten.yaml", "juten.yaml", "kiso.yaml"].map(str::to_owned).to_vec();
    assert_eq!(carried().one(None), Err(AttachedError::Several(names.clone())));
    for (choice, yaml) in [("1", "a: 1"), ("2", "a: 2"), ("3", "a: 3"), ("kiso.yaml", "a: 3")] {
        let one = carried().one(Some(choice)).unwrap();
        assert_eq!((one.yaml.as_slice(), one.files.len()), (yaml.as_bytes(), 1), "{choice}");
    }
    for choice in ["0", "4", "juten.yaml", "", "-1"] {
        let names = names.clone();
        let choice = choice.to_owned();
        assert_eq!(
            carried().one(Some(&choice.clone())),
            Err(AttachedError::NoSuch { choice, names })
        );
    }
    // Of two figures of one name nobody knows whose they are.
    let clash = [joined[0], joined[1], ("zu.svg", "<svg/>"), ("zu.svg", "<svg></svg>")];
    let carried = Carried::read(&pdf(&with_files(&clash), "")).unwrap();
    assert_eq!(
        carried.one(Some("1")),
        Err(AttachedError::Clashing("zu.svg".to_owned()))
    );
}

#[test]
fn a_pdf_with_bytes_in_front_is_read() {
    for front in [
        &b"\xEF\xBB\xBF"[..],
        b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n",
    ] {
        let bytes = [front, PUBLISHED].concat();
        assert!(is_pdf(&bytes));
        assert_eq!(read(&bytes), read(PUBLISHED));
    }
}

#[test]
fn a_protected_pdf_is_told_to_be_one() {
    let locked = "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 \
                  /O <0000000000000000000000000000000000000000000000000000000000000000> \
                  /U <0000000000000000000000000000000000000000000000000000000000000000> >>";
    let bytes = pdf(&with_files(&[("a.yaml", "a: 1")]), locked);
    assert_eq!(refused(&bytes), AttachedError::Protected);
}

#[test]
fn what_unpacks_to_more_than_an_assessment_is_not_unpacked() {
    use std::io::Write as _;
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    zlib.write_all(&vec![b'#'; 9 * 1024 * 1024]).unwrap();
    let packed = zlib.finish().unwrap();
    let hex: String = packed.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02X}");
        hex
    });
    let mut objects = with_files(&[("a.yaml", "")]);
    // As text it could not stand in the file written here, so the bytes are put in afterwards.
    objects[6] = format!(
        "<< /Length {} /Filter /FlateDecode >>\nstream\n{hex}\nendstream",
        hex.len()
    );
    let bytes = pdf(&objects, "");
    let at = bytes
        .windows(hex.len())
        .position(|window| window == hex.as_bytes())
        .unwrap();
    let mut with = bytes[..at].to_vec();
    with.extend(&packed);
    with.resize(at + hex.len(), b' ');
    with.extend(&bytes[at + hex.len()..]);
    assert_eq!(refused(&with), AttachedError::BrokenFile("a.yaml".to_owned()));
}

#[test]
fn lists_that_turn_in_circles_or_stand_too_deep_end() {
    let mut objects = with_files(&[("a.yaml", "a: 1")]);
    objects[3] = "<< /Kids [4 0 R 5 0 R 4 0 R] >>".to_owned();
    assert_eq!(refused(&pdf(&objects, "")), AttachedError::Nothing);
    let mut deep = with_files(&[("a.yaml", "a: 1")]);
    deep[3] = "[".repeat(1_000_000);
    assert_eq!(refused(&pdf(&deep, "")), AttachedError::TooDeep);
}

#[test]
fn no_damage_to_a_pdf_makes_reading_fail_without_words() {
    let mut state = 0x2026_1124_0003_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % u64::try_from(limit).unwrap()).unwrap()
    };
    let small = pdf(
        &with_files(&[("a.yaml", "a: 1"), ("b.svg", "<svg/>"), ("c.png", "png")]),
        "",
    );
    assert!(read(&small).is_ok());
    let mut read_anyway = 0;
    for (bytes, rounds) in [(small.as_slice(), tries(150, 600)), (PUBLISHED, tries(6, 30))] {
        for round in 0..rounds {
            let mut damaged = bytes.to_vec();
            match round % 3 {
                0 => damaged.truncate(below(bytes.len())),
                1 => {
                    for _ in 0..=below(8) {
                        damaged[below(bytes.len())] ^= 1 << below(8);
                    }
                }
                _ => {
                    let (from, to) = (below(bytes.len()), below(bytes.len()));
                    let piece = damaged[from..(from + below(64)).min(bytes.len())].to_vec();
                    damaged.splice(to..to, piece);
                }
            }
            match read(&damaged) {
                Ok(_) => read_anyway += 1,
                Err(error) => assert!(!error.to_string().is_empty()),
            }
        }
    }
    assert!(read_anyway > tries(10, 50), "{read_anyway}");
}
