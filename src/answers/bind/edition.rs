//! Which revision of its form a file is read by: the one that it names, else the one that its answers fit, which is told with
//! the line that names it. Knows forms by their headings and by how well a file binds to them.

use std::sync::Arc;

use super::{bind, find, place};
use crate::finding::{Edit, Finding, Fix, Severity, code};
use crate::form::{EDITION_PATH, FORM_KEY, Form, Forms, Heading};
use crate::source::{Entry, Node, NodeKind, Source, edit};

/// The revision of a form that a file is read by. Where the file names none, or none that is known, that is told.
pub(super) fn choose(
    forms: &Forms,
    newest: &Heading,
    source: &Source,
    findings: &mut Vec<Finding>,
) -> Option<Arc<Form>> {
    let root = source.root()?;
    let edition = edition(root);
    let given = edition.and_then(|entry| entry.value.text()).unwrap_or_default();
    if given.trim().is_empty() {
        let fit = Fit::of(forms, &newest.name, source)?;
        // What stands there in another form than a text has its own finding.
        if edition.is_none_or(|entry| matches!(entry.value.kind, NodeKind::Null | NodeKind::Scalar { .. })) {
            findings.push(unnamed(&fit, source, root, edition));
        }
        return Some(fit.form);
    }
    let found = forms.edition(&newest.name, given);
    if found.is_none() {
        let same = forms.headings().filter(|form| form.name == newest.name);
        let editions: Vec<&str> = same.map(|form| form.edition.as_str()).collect();
        let span = edition.map_or(0..0, |entry| place(source, entry));
        findings.push(
            Finding::new(code::UNKNOWN_FORM, Severity::Error, span)
                .message(format!("{}の「{given}」の版は、この hyoka では扱えません", newest.name))
                .label(format!("扱える版は {} です", editions.join("、")))
                .help("新しい版の様式であれば、hyoka を新しいものに替えてください"),
        );
    }
    found.map(Arc::clone)
}

/// The entry that names the revision.
fn edition(root: &Node) -> Option<&Entry> {
    let above = find(root, EDITION_PATH[0])?;
    find(&above.value, EDITION_PATH[1])
}

/// The revision of a form that knows most of what a file says.
struct Fit {
    form: Arc<Form>,
    /// All that know as much, in the order of the forms.
    as_good: Vec<Arc<Form>>,
    /// It knows all that the file says.
    whole: bool,
}

impl Fit {
    /// Of those that know as much, the newest.
    fn of(forms: &Forms, name: &str, source: &Source) -> Option<Self> {
        let revisions: Vec<&Arc<Form>> = forms.revisions(name).collect();
        if let [only] = revisions[..] {
            return Some(Self {
                form: Arc::clone(only),
                as_good: vec![Arc::clone(only)],
                whole: true,
            });
        }
        let counts: Vec<usize> = revisions.iter().map(|form| strange(form, source)).collect();
        let least = *counts.iter().min()?;
        let best = revisions.iter().zip(&counts).filter(|(_, count)| **count == least);
        let as_good: Vec<Arc<Form>> = best.map(|(form, _)| Arc::clone(form)).collect();
        Some(Self {
            form: Arc::clone(as_good.first()?),
            as_good,
            whole: least == 0,
        })
    }

    /// Whether no other revision may be meant.
    fn is_sure(&self) -> bool {
        self.whole && self.as_good.len() == 1
    }
}

/// How many keys are no items of a revision, and texts no options.
fn strange(form: &Form, source: &Source) -> usize {
    let findings = bind(form, source).findings;
    let is_strange = |finding: &&Finding| matches!(finding.code, code::UNKNOWN_KEY | code::NOT_AN_OPTION);
    findings.iter().filter(is_strange).count()
}

/// The finding of a file that does not name its revision, at the nearest thing around the place for it.
fn unnamed(fit: &Fit, source: &Source, root: &Node, entry: Option<&Entry>) -> Finding {
    let [above, key] = EDITION_PATH;
    let edition = &fit.form.edition;
    let nearest = entry.or_else(|| find(root, above)).or_else(|| find(root, FORM_KEY));
    let label = if fit.is_sure() {
        format!("「{above}」の中に「{key}: {edition}」と書いてください")
    } else {
        let editions: Vec<&str> = fit.as_good.iter().map(|form| form.edition.as_str()).collect();
        format!(
            "「{above}」の中に「{key}: 」と、この評価書を書いた様式の版（{}）を書いてください",
            editions.join("か")
        )
    };
    let title = format!("「{key}: {edition}」を書き加える");
    let fix = naming(source, root, entry, edition).map(|edit| {
        if fit.is_sure() {
            Fix::certain(title, vec![edit])
        } else {
            Fix::likely(title, vec![edit])
        }
    });
    let span = nearest.map_or(0..0, |entry| entry.key_span.clone());
    let finding = Finding::new(code::UNNAMED_EDITION, Severity::Warning, span)
        .message(format!("「{key}」が書かれていません（{edition}の版として読みました）"))
        .label(label)
        .fix(fix);
    match fit.form.own(&EDITION_PATH.join("/")) {
        Some(item) => finding.item(fit.form.name_of_item(item)),
        None => finding,
    }
}

/// The edit that names a revision: below 管理 as its first line, else below 様式. `None` where the file is laid out in another
/// way than line by line.
fn naming(source: &Source, root: &Node, entry: Option<&Entry>, edition: &str) -> Option<Edit> {
    let [above, key] = EDITION_PATH;
    let (value, end) = (edit::scalar(edition), source.line_end());
    if let Some(entry) = entry {
        return match entry.value.kind {
            NodeKind::Scalar { .. } => edit::rewrite(source, &entry.value, edition),
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
            NodeKind::Null => empty_value(source, entry)
                .filter(|(_, commented)| !commented)
                .map(|(at, _)| Edit::new(at..at, format!(" {value}"))),
        };
    }
    let line = |column: usize, text: &str| format!("{}{text}", " ".repeat(column));
    let root_column = column(source, root.entries().first()?)?;
    if let Some(group) = find(root, above) {
        let inner = match &group.value.kind {
            NodeKind::Mapping(entries) => column(source, entries.first()?)?,
            NodeKind::Null => empty_value(source, group).map(|_| root_column + 2)?,
            NodeKind::Scalar { .. } | NodeKind::Sequence(_) => return None,
        };
        return Some(below(
            source,
            group.key_span.end,
            &line(inner, &format!("{key}: {value}")),
        ));
    }
    let form = find(root, FORM_KEY)?;
    let head = line(root_column, &format!("{above}:"));
    let body = line(root_column + 2, &format!("{key}: {value}"));
    Some(below(
        source,
        form.value.span.end.max(form.key_span.end),
        &format!("{head}{end}{body}"),
    ))
}

/// The column of a key that begins its line; `None` where something stands before it.
fn column(source: &Source, entry: &Entry) -> Option<usize> {
    let start = entry.key_span.start;
    let (line, _) = source.lines().position(source.text(), start);
    let before = &source.text()[source.lines().range(line).start..start];
    before.bytes().all(|byte| byte == b' ').then_some(before.len())
}

/// Behind the colon of a key that nothing is written for, and whether a comment stands there.
fn empty_value(source: &Source, entry: &Entry) -> Option<(usize, bool)> {
    let (line, _) = source.lines().position(source.text(), entry.key_span.end);
    let rest = &source.text()[entry.key_span.end..source.lines().range(line).end];
    let behind = rest.trim_start().strip_prefix(':')?;
    let (at, commented) = (
        entry.key_span.end + rest.len() - behind.len(),
        behind.trim_start().starts_with('#'),
    );
    (commented || behind.trim().is_empty()).then_some((at, commented))
}

/// Lines inserted below the line of an offset.
fn below(source: &Source, offset: usize, lines: &str) -> Edit {
    let (line, _) = source.lines().position(source.text(), offset);
    let at = source.lines().range(line).end;
    let end = source.line_end();
    let ended = source.text()[..at].ends_with(['\n', '\r']);
    let text = if ended {
        format!("{lines}{end}")
    } else {
        format!("{end}{lines}")
    };
    Edit::new(at..at, text)
}
