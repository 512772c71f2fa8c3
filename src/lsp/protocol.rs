//! Our data in the words of the Language Server Protocol. Decides nothing about what is said.

use std::collections::HashMap;

use lsp_types as lsp;

use super::action::Action;
use super::completion::Offer;
use super::definition::Target;
use super::document::Document;
use super::examine::Examined;
use super::hover::Hover;
use super::symbols::{Symbol, SymbolKind};
use crate::check::{Rule, page, rule};
use crate::finding::{Edit, Finding, Related, Severity};

/// Who says it, beside every diagnostic.
const NAME: &str = "hyoka";

/// Nobody reads more of one file; it is hardly an assessment.
const MOST: usize = 1_000;

/// All findings of a document.
#[must_use]
pub fn diagnostics(document: &Document, examined: &Examined) -> Vec<lsp::Diagnostic> {
    let findings = examined.findings.iter().take(MOST);
    findings
        .map(|finding| diagnostic(document, examined, finding))
        .collect()
}

fn diagnostic(document: &Document, examined: &Examined, finding: &Finding) -> lsp::Diagnostic {
    let related = finding.related.iter().filter_map(|related| {
        let location = location(document, examined, related)?;
        Some(lsp::DiagnosticRelatedInformation::new(location, related.label.clone()))
    });
    lsp::Diagnostic {
        range: document.range(&finding.span),
        severity: Some(match finding.severity {
            _ if is_on_trial(finding) => lsp::DiagnosticSeverity::Hint,
            Severity::Error => lsp::DiagnosticSeverity::Error,
            Severity::Warning => lsp::DiagnosticSeverity::Warning,
            Severity::Info => lsp::DiagnosticSeverity::Information,
        }),
        code: Some(finding.code.to_owned().into()),
        source: Some(NAME.to_owned()),
        message: message(finding).into(),
        related_information: Some(related.collect()),
        ..lsp::Diagnostic::default()
    }
}

fn is_on_trial(finding: &Finding) -> bool {
    rule(finding.code).is_some_and(Rule::is_trial)
}

/// What is wrong, what to do, the item, law and help, a line each.
fn message(finding: &Finding) -> String {
    let mut lines = vec![finding.message.clone()];
    let labelled = |name: &str, words: &Option<String>| words.as_ref().map(|words| format!("{name}: {words}"));
    lines.extend(Some(finding.label.clone()).filter(|label| !label.is_empty()));
    lines.extend(labelled("項目", &finding.item));
    lines.extend(labelled("根拠", &finding.law));
    lines.extend(labelled("助言", &finding.help));
    lines.extend(is_on_trial(finding).then(|| page::TRIAL.to_owned()));
    lines.join("\n")
}

/// The place of a cause; `None` where its file is not at hand.
fn location(document: &Document, examined: &Examined, related: &Related) -> Option<lsp::Location> {
    let holder = match related.source {
        None => document,
        Some(_) => examined.document_of(related)?,
    };
    Some(lsp::Location::new(holder.uri.clone(), holder.range(&related.span)))
}

/// Where to go.
#[must_use]
pub fn locations(document: &Document, examined: &Examined, targets: &[Target]) -> Vec<lsp::Location> {
    let places = targets.iter().filter_map(|target| match target {
        Target::Here(span) => Some(lsp::Location::new(document.uri.clone(), document.range(span))),
        Target::Cause(related) => location(document, examined, related),
    });
    places.collect()
}

#[must_use]
pub fn hover(document: &Document, hover: Hover) -> lsp::Hover {
    lsp::Hover {
        contents: markup(hover.markdown).into(),
        range: Some(document.range(&hover.span)),
    }
}

/// What can be written, in the order given.
#[must_use]
pub fn completions(document: &Document, offers: Vec<Offer>) -> Vec<lsp::CompletionItem> {
    let items = offers.into_iter().enumerate().map(|(at, offer)| lsp::CompletionItem {
        kind: Some(if offer.is_key {
            lsp::CompletionItemKind::Field
        } else {
            lsp::CompletionItemKind::EnumMember
        }),
        detail: Some(offer.detail).filter(|detail| !detail.is_empty()),
        documentation: Some(offer.about)
            .filter(|about| !about.is_empty())
            .map(|about| markup(about).into()),
        sort_text: Some(format!("{at:04}")),
        filter_text: Some(offer.label.clone()),
        text_edit: Some(lsp::TextEdit::new(document.range(&offer.span), offer.text).into()),
        label: offer.label,
        ..lsp::CompletionItem::default()
    });
    items.collect()
}

#[must_use]
pub fn symbols(document: &Document, symbols: Vec<Symbol>) -> Vec<lsp::DocumentSymbol> {
    let one = |symbol: Symbol| {
        #[allow(deprecated)] // The protocol's old field stays empty.
        lsp::DocumentSymbol {
            name: symbol.name,
            detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
            kind: match symbol.kind {
                SymbolKind::Group => lsp::SymbolKind::Object,
                SymbolKind::Entry => lsp::SymbolKind::Struct,
                SymbolKind::Answer => lsp::SymbolKind::Field,
            },
            tags: None,
            deprecated: None,
            range: document.range(&symbol.span),
            selection_range: document.range(&symbol.key),
            children: Some(self::symbols(document, symbol.children)),
        }
    };
    symbols.into_iter().map(one).collect()
}

/// A correction at its place, with the finding that it corrects.
#[must_use]
pub fn quick_fix(document: &Document, examined: &Examined, action: Action) -> lsp::CodeAction {
    let finding = action.finding.as_ref();
    lsp::CodeAction {
        kind: Some(lsp::CodeActionKind::QuickFix),
        diagnostics: finding.map(|finding| vec![diagnostic(document, examined, finding)]),
        is_preferred: Some(action.certain),
        ..code_action(document, action)
    }
}

/// Many corrections at once.
#[must_use]
pub fn fix_all(document: &Document, action: Action) -> lsp::CodeAction {
    lsp::CodeAction {
        kind: Some(lsp::CodeActionKind::SourceFixAll),
        ..code_action(document, action)
    }
}

fn code_action(document: &Document, action: Action) -> lsp::CodeAction {
    let edit = |edit: Edit| lsp::TextEdit::new(document.range(&edit.span), edit.text);
    let edits = action.edits.into_iter().map(edit).collect();
    lsp::CodeAction {
        title: action.title,
        edit: Some(lsp::WorkspaceEdit {
            changes: Some(HashMap::from([(document.uri.clone(), edits)])),
            ..lsp::WorkspaceEdit::default()
        }),
        ..lsp::CodeAction::default()
    }
}

fn markup(text: String) -> lsp::MarkupContent {
    lsp::MarkupContent::new(lsp::MarkupKind::Markdown, text)
}
