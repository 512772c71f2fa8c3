//! `hyoka upgrade`: carries an assessment to the newest revision of its form.

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, exit, output};
use crate::answers::Read;
use crate::body::{Disk, Place, read};
use crate::check::print::{Checked, text as findings};
use crate::finding::Finding;
use crate::form::builtin;
use crate::upgrade::{Refusal, print, upgrade};

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// 新しい版の様式に移す評価書のファイル
    #[arg(value_name = "ファイル")]
    file: PathBuf,
    /// 移すことを示すだけで、ファイルは変えない
    #[arg(long)]
    dry_run: bool,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let path = &arguments.file;
    let place = Place::of(path);
    let name = place.name();
    if place.path().is_none() {
        return Err(Failure::Usage(
            "標準入力には書き込めません。ファイルを書いてください".to_owned(),
        ));
    }
    if place.is_copy() {
        return Err(Failure::Usage(format!(
            "{name} は公表した版の写しなので、書き込めません。今の評価書のファイルを書いてください"
        )));
    }
    let bytes = read::bytes(&Disk, &place)?;
    let read = read::bind(&Disk, &place, &bytes)?;
    match upgrade(builtin(), &read, &bytes) {
        Ok(Some(upgraded)) => {
            if !arguments.dry_run {
                output::edit(path, &bytes, &upgraded.bytes)?;
            }
            output::print(&print::text(&upgraded, &name, arguments.dry_run));
            Ok(ExitCode::from(exit::CLEAN))
        }
        Ok(None) => {
            let edition = read.assessment.as_ref().map(|assessment| {
                let form = assessment.form();
                format!("{}の{}の版", form.name, form.edition)
            });
            output::print(&format!(
                "{name} の様式（{}）より新しい版は、この hyoka にはありません。何も変えていません\n",
                edition.unwrap_or_default()
            ));
            Ok(ExitCode::from(exit::CLEAN))
        }
        Err(refusal) => {
            tell(&refusal, &read);
            output::error(&format!("{name}: {refusal}"));
            Ok(ExitCode::from(exit::FINDINGS))
        }
    }
}

/// Shows what is wrong with a file that cannot be carried.
fn tell(refusal: &Refusal, read: &Read) {
    let is_cause = |finding: &&Finding| match refusal {
        Refusal::NoAssessment => true,
        Refusal::Unreadable(_) | Refusal::Unnamed | Refusal::Layout(_) | Refusal::Unproved(_) => {
            refusal.cause() == Some(finding.code)
        }
    };
    let causes: Vec<Finding> = read.findings.iter().filter(is_cause).cloned().collect();
    if causes.is_empty() {
        return;
    }
    let checked = [Checked {
        source: &read.source,
        findings: &causes,
        others: &[],
    }];
    output::note(findings::print(&checked, output::colour_of_notes()).trim_end());
}
