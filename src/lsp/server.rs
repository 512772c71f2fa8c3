//! The conversation with an editor: its life, its requests, and when findings are told.
//! Never tells of a text that has changed since, and answers whatever it cannot do with a word.

use std::time::{Duration, Instant};

use jiff::civil::Date;
use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use lsp_types as lsp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::address::{self, Addresses};
use super::desk::Desk;
use super::document::Document;
use super::incoming::Incoming;
use super::position::Encoding;
use super::{Ended, action, completion, definition, hover, protocol, symbols};
use crate::body::Shelf;
use crate::form::Forms;

/// So long nothing must be typed before findings are told: letters that come in a row are checked once.
const QUIET: Duration = Duration::from_millis(30);

/// However fast one types, findings come after this time.
const PATIENCE: Duration = Duration::from_millis(300);

/// Serves an editor until it ends the conversation.
///
/// `today` is the day that the checks speak of. Nothing is written but to `send`; what lies on disk comes from `shelf`.
#[must_use]
pub fn serve(incoming: &Incoming, send: &dyn Fn(&Message), shelf: &dyn Shelf, today: Date) -> Ended {
    let Some(encoding) = greet(incoming, send) else {
        return Ended::Cut;
    };
    let mut server = Server {
        incoming,
        send,
        forms: shelf.forms(),
        today,
        desk: Desk::new(shelf, today, encoding),
        addresses: Addresses::default(),
        closing: false,
    };
    server.run()
}

/// Answers the first request with what we can do.
fn greet(incoming: &Incoming, send: &dyn Fn(&Message)) -> Option<Encoding> {
    loop {
        let request = match incoming.wait()? {
            Message::Request(request) => request,
            Message::Notification(notification) if notification.method == "exit" => return None,
            Message::Response(_) | Message::Notification(_) => continue,
        };
        if request.method != "initialize" {
            let response = refusal(request, ErrorCode::ServerNotInitialized, "まだ始まっていません");
            send(&response.into());
            continue;
        }
        let offered = request.params.pointer("/capabilities/general/positionEncodings");
        let offered: Vec<String> = offered
            .and_then(|names| serde_json::from_value(names.clone()).ok())
            .unwrap_or_default();
        let encoding = Encoding::choose(&offered);
        let response = Response::new_ok(request.id, welcome(encoding));
        send(&response.into());
        return Some(encoding);
    }
}

fn welcome(encoding: Encoding) -> lsp::InitializeResult {
    let sync = lsp::TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(lsp::TextDocumentSyncKind::Incremental),
        save: Some(true.into()),
        ..lsp::TextDocumentSyncOptions::default()
    };
    let completion = lsp::CompletionOptions {
        trigger_characters: Some(vec![" ".to_owned(), "-".to_owned()]),
        ..lsp::CompletionOptions::default()
    };
    let actions = lsp::CodeActionOptions {
        code_action_kinds: Some(vec![lsp::CodeActionKind::QuickFix, lsp::CodeActionKind::SourceFixAll]),
        ..lsp::CodeActionOptions::default()
    };
    lsp::InitializeResult {
        capabilities: lsp::ServerCapabilities {
            position_encoding: Some(encoding.kind()),
            text_document_sync: Some(sync.into()),
            completion_provider: Some(completion),
            hover_provider: Some(true.into()),
            definition_provider: Some(true.into()),
            document_symbol_provider: Some(true.into()),
            code_action_provider: Some(actions.into()),
            ..lsp::ServerCapabilities::default()
        },
        server_info: Some(lsp::ServerInfo::new(
            "hyoka".to_owned(),
            Some(env!("CARGO_PKG_VERSION").to_owned()),
        )),
    }
}

struct Server<'a> {
    incoming: &'a Incoming,
    send: &'a dyn Fn(&Message),
    forms: &'a Forms,
    today: Date,
    desk: Desk<'a>,
    addresses: Addresses,
    /// The editor asked us to end, and may only say farewell now.
    closing: bool,
}

impl Server<'_> {
    fn run(&mut self) -> Ended {
        let mut since: Option<Instant> = None;
        loop {
            let message = if self.desk.waiting().is_empty() {
                since = None;
                self.incoming.wait()
            } else {
                let since = since.get_or_insert_with(Instant::now);
                let left = PATIENCE.saturating_sub(since.elapsed()).min(QUIET);
                let Ok(message) = self.incoming.wait_for(left) else {
                    self.tell_all();
                    continue;
                };
                if message.is_some() && since.elapsed() >= PATIENCE {
                    self.tell_all();
                }
                message
            };
            match message {
                None => return Ended::Cut,
                Some(Message::Notification(notification)) if notification.method == "exit" => {
                    return if self.closing { Ended::Asked } else { Ended::Cut };
                }
                Some(Message::Notification(notification)) => self.take(notification),
                Some(Message::Request(request)) => {
                    let mut response = self.answer(request);
                    if let Ok(answer) = &mut response.response_result {
                        self.addresses.spell(answer);
                    }
                    (self.send)(&response.into());
                }
                Some(Message::Response(_)) => {}
            }
        }
    }

    /// Tells the findings of every text that changed.
    fn tell_all(&mut self) {
        for uri in self.desk.waiting() {
            if let Some((document, examined)) = self.desk.examined(&uri) {
                let (version, diagnostics) = (document.version, protocol::diagnostics(document, examined));
                self.tell(uri, version, diagnostics);
            }
        }
    }

    fn tell(&self, uri: lsp::Uri, version: Option<i32>, diagnostics: Vec<lsp::Diagnostic>) {
        let told = lsp::PublishDiagnosticsParams {
            uri,
            version,
            diagnostics,
        };
        let mut told = Notification::new("textDocument/publishDiagnostics".to_owned(), told);
        self.addresses.spell(&mut told.params);
        (self.send)(&told.into());
    }

    /// Takes note of what the editor tells. What is not understood is left alone, as the protocol has it.
    fn take(&mut self, notification: Notification) {
        let params = notification.params;
        match notification.method.as_str() {
            "textDocument/didOpen" => {
                let spelt = address::of(&params);
                if let Some(lsp::DidOpenTextDocumentParams { text_document: opened }) = parsed(params) {
                    self.addresses.learn(&opened.uri, spelt);
                    self.desk.open(&opened.uri, opened.version, opened.text);
                }
            }
            "textDocument/didChange" => {
                if let Some(lsp::DidChangeTextDocumentParams {
                    text_document: named,
                    content_changes: changes,
                }) = parsed(params)
                {
                    let uri = named.text_document_identifier.uri;
                    self.desk
                        .change(&uri, |document| document.change(named.version, changes));
                }
            }
            "textDocument/didClose" => {
                if let Some(lsp::DidCloseTextDocumentParams { text_document: closed }) = parsed(params) {
                    self.desk.close(&closed.uri);
                    self.tell(closed.uri.clone(), None, Vec::new());
                    self.addresses.forget(&closed.uri);
                }
            }
            "textDocument/didSave" | "workspace/didChangeWatchedFiles" => self.desk.touch_all(),
            _ => {}
        }
    }

    fn answer(&mut self, request: Request) -> Response {
        if request.method == "shutdown" {
            self.closing = true;
            return Response::new_ok(request.id, Value::Null);
        }
        if self.closing {
            return refusal(request, ErrorCode::InvalidRequest, "もう終わるところです");
        }
        let params = request.params.clone();
        let answer = match request.method.as_str() {
            "textDocument/hover" => parsed(params).map(|asked: lsp::HoverParams| {
                self.at(&asked.text_document_position_params, |server, document, offset| {
                    let told = hover::hover(server.forms, document.text(), offset)?;
                    Some(json!(protocol::hover(document, told)))
                })
            }),
            "textDocument/completion" => parsed(params).map(|asked: lsp::CompletionParams| {
                self.at(&asked.text_document_position_params, |server, document, offset| {
                    let offers = completion::complete(server.forms, document.text(), offset, server.today);
                    Some(json!(protocol::completions(document, offers)))
                })
            }),
            "textDocument/definition" => {
                parsed(params).map(|asked: lsp::DefinitionParams| self.definition(&asked.text_document_position_params))
            }
            "textDocument/documentSymbol" => parsed(params).map(|asked: lsp::DocumentSymbolParams| {
                let document = self.desk.document(&asked.text_document.uri);
                json!(
                    document
                        .map(|document| { protocol::symbols(document, symbols::symbols(self.forms, document.text())) })
                )
            }),
            "textDocument/codeAction" => parsed(params).map(|asked: lsp::CodeActionParams| self.actions(&asked)),
            _ => return refusal(request, ErrorCode::MethodNotFound, "この求めには応じられません"),
        };
        match answer {
            Some(answer) => Response::new_ok(request.id, answer),
            None => refusal(request, ErrorCode::InvalidParams, "求めの形が違います"),
        }
    }

    /// Answers what is asked about a place of an open text; null for any other.
    fn at(
        &self,
        asked: &lsp::TextDocumentPositionParams,
        answer: impl Fn(&Self, &Document, usize) -> Option<Value>,
    ) -> Value {
        let document = self.desk.document(&asked.text_document.uri);
        let answer = document.and_then(|document| answer(self, document, document.offset(asked.position)));
        answer.unwrap_or(Value::Null)
    }

    fn definition(&mut self, asked: &lsp::TextDocumentPositionParams) -> Value {
        let found = self
            .desk
            .examined(&asked.text_document.uri)
            .map(|(document, examined)| {
                let targets = definition::targets(examined, document.offset(asked.position));
                protocol::locations(document, examined, &targets)
            });
        json!(found)
    }

    fn actions(&mut self, asked: &lsp::CodeActionParams) -> Value {
        let only: Option<Vec<String>> = asked
            .context
            .only
            .as_ref()
            .map(|kinds| kinds.iter().cloned().map(String::from).collect());
        let wants = |kind: &str| {
            let within = |asked: &String| kind == asked || kind.starts_with(&format!("{asked}."));
            only.as_ref().map(|only| only.iter().any(within))
        };
        let Some((document, examined)) = self.desk.examined(&asked.text_document.uri) else {
            return Value::Null;
        };
        let mut actions = Vec::new();
        if wants("quickfix").unwrap_or(true) {
            let found = action::at(examined, &document.span(asked.range));
            actions.extend(
                found
                    .into_iter()
                    .map(|one| protocol::quick_fix(document, examined, one)),
            );
        }
        // Proving all corrections takes its time, so it is done for those who ask only.
        if wants("source.fixAll").unwrap_or(false)
            && let Some(document) = self.desk.document(&asked.text_document.uri)
            && let Some(all) = self
                .desk
                .corrected(document)
                .and_then(|file| action::all(document, file))
        {
            actions.push(protocol::fix_all(document, all));
        }
        json!(actions)
    }
}

fn parsed<T: DeserializeOwned>(params: Value) -> Option<T> {
    serde_json::from_value(params).ok()
}

fn refusal(request: Request, code: ErrorCode, words: &str) -> Response {
    Response::new_err(request.id, code as i32, format!("{}: {words}", request.method))
}
