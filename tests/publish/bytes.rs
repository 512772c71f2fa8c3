//! The same input gives the same bytes: in one process and in two.

use std::process::Command;

use hyoka::layout;
use hyoka::publish::pdf::{Attachment, Meta, Printer};
use hyoka::publish::{Fonts, html};

use super::{read, samples};

#[test]
fn one_process_prints_the_same_bytes_twice() {
    let fonts = Fonts::find(None).unwrap();
    let read = read(&samples()[0]);
    let page = layout::page(&read.assessment.unwrap());
    let meta = Meta {
        date: jiff::civil::date(2026, 6, 30),
        ident: "juten 12".to_owned(),
        attachment: Some(Attachment {
            name: "juten.yaml".to_owned(),
            bytes: read.source.text().as_bytes().to_vec(),
        }),
    };
    let first = Printer::new(&fonts).unwrap();
    let once = first.print(&page, &meta).unwrap();
    assert!(once.starts_with(b"%PDF-"));
    assert!(once == first.print(&page, &meta).unwrap());
    assert!(once == Printer::new(&fonts).unwrap().print(&page, &meta).unwrap());
    assert_eq!(html::print(&page).unwrap(), html::print(&page).unwrap());
}

#[test]
fn two_processes_write_the_same_bytes() {
    let sample = samples()
        .into_iter()
        .find(|path| path.ends_with("012/juten.yaml"))
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    for run in ["one", "two"] {
        let status = Command::new(env!("CARGO_BIN_EXE_hyoka"))
            .arg("publish")
            .arg(&sample)
            .arg("-o")
            .arg(folder.path().join(run))
            .output()
            .unwrap();
        assert!(status.status.success(), "{status:?}");
    }
    for file in ["12-juten.pdf", "12-juten.html"] {
        let [one, two] = ["one", "two"].map(|run| std::fs::read(folder.path().join(run).join(file)).unwrap());
        assert!(one == two, "{file} differs");
        let machine = env!("CARGO_MANIFEST_DIR").as_bytes();
        assert!(
            !one.windows(machine.len()).any(|bytes| bytes == machine),
            "{file} tells a path of the machine"
        );
    }
}
