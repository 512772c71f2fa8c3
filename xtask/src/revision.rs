//! A form's next revision: the newest definition under a new month. Changes no item, since only its author knows what the
//! ministry changed.

use crate::Result;
use crate::project::Project;

const FORMS: &str = "schemas/forms";

pub fn new(project: &Project, form: &str, month: &str) -> Result<()> {
    let edition = edition(month).ok_or_else(|| format!("{month} is no month such as 2026-04"))?;
    let newest = newest(project, form)?;
    let before = newest
        .trim_start_matches(form)
        .trim_matches(['.'])
        .trim_end_matches(".yaml");
    if month <= before {
        return Err(format!("{FORMS}/{newest} is as new as {month}"));
    }
    let text = project.read(&format!("{FORMS}/{newest}"))?;
    project.create(
        &format!("{FORMS}/{form}.{month}.yaml"),
        &dated(&text, before, month, &edition)?,
    )?;
    println!(
        "Next: edit its items, name the edition in SHORTCOMINGS.md, `cargo xtask docs`, an assessment of the sample city in it, \
         `cargo quick`. CONTRIBUTING.md says what else names the newest edition."
    );
    Ok(())
}

/// The file of a form's newest revision.
fn newest(project: &Project, form: &str) -> Result<String> {
    let mut names = project.names(FORMS)?;
    names.retain(|name| name.split('.').next() == Some(form));
    names.pop().ok_or_else(|| format!("no form {form} in {FORMS}"))
}

/// The definition with another month wherever its head names the old one. What items were before (`was`) stays: it holds for every
/// older revision.
fn dated(text: &str, before: &str, month: &str, edition: &str) -> Result<String> {
    let old = text
        .lines()
        .find_map(|line| line.strip_prefix("edition: "))
        .ok_or("the definition has no edition")?;
    let mut head = true;
    let mut out = String::new();
    for line in text.lines() {
        head &= line != "options:";
        if head && line.starts_with("revision: ") {
            out.push_str(&line.replace(before, month));
        } else if head {
            out.push_str(&line.replace(old, edition));
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    Ok(out)
}

/// 令和8年4月 for 2026-04; revisions before 令和 are there already.
fn edition(month: &str) -> Option<String> {
    let (year, month) = month.split_once('-')?;
    if year.len() != 4 || month.len() != 2 {
        return None;
    }
    let (year, month): (u32, u32) = (year.parse().ok()?, month.parse().ok()?);
    let era = year
        .checked_sub(2018)
        .filter(|era| *era > 0 && (1..=12).contains(&month))?;
    let era = if era == 1 { "元".to_owned() } else { era.to_string() };
    Some(format!("令和{era}年{month}月"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_told_as_forms_tell_it() {
        assert_eq!(edition("2026-04").as_deref(), Some("令和8年4月"));
        assert_eq!(edition("2019-10").as_deref(), Some("令和元年10月"));
        for wrong in ["2026", "2026-4", "2026-13", "2018-05", "26-04", "2026-00"] {
            assert_eq!(edition(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_form_gets_a_revision_that_differs_in_its_head_alone() {
        let project = Project::here();
        for form in ["kiso", "juten", "zenkomoku"] {
            let name = newest(&project, form).unwrap();
            let before = &name[form.len() + 1..name.len() - ".yaml".len()];
            let text = project.read(&format!("{FORMS}/{name}")).unwrap();
            let made = dated(&text, before, "2099-04", "令和81年4月").unwrap();
            let changed: Vec<(&str, &str)> = text.lines().zip(made.lines()).filter(|(a, b)| a != b).collect();
            assert_eq!(text.lines().count(), made.lines().count());
            let keys: Vec<&str> = changed
                .iter()
                .map(|(_, line)| line.split(' ').next().unwrap())
                .collect();
            assert_eq!(keys, ["#", "edition:", "revision:", "label:"], "{changed:?}");
            assert!(made.contains("\nedition: 令和81年4月\nrevision: 2099-04\n"), "{form}");
        }
    }
}
