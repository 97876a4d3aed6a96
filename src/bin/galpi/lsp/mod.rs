//! The notes as a language server: what an editor knows of definitions,
//! references and names, told of services, concepts and words.
//!
//! The Language Server Protocol over standard input and output. Nothing is
//! written but the index, and no file is read but notes that are indexed: other
//! texts are those that the editor has open. Each request looks first whether
//! notes have changed.

mod complete;
mod document;
mod sections;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types as lsp;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::args::Everywhere;
use crate::asked::Asked;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{Outcome, terminal};

use document::{Document, path_of};
use sections::Cursor;

/// Serves an editor until it says that it is done, or goes.
///
/// # Errors
///
/// When the editor doesn't speak the protocol.
pub(crate) fn serve(everywhere: Everywhere) -> Result<Outcome, Failure> {
    let (connection, threads) = Connection::stdio();
    let unserved = |why: String| Failure::new((terminal::language().commands.unserved)(&why));
    let outcome = match connection.initialize_start() {
        Ok((id, parameters)) => Server::begin(&connection, id, &parameters, everywhere)
            .converse(&connection)
            .map_err(|e| unserved(e.to_string())),
        // The editor went before it said anything.
        Err(error) if error.channel_is_disconnected() => Ok(Outcome::Found),
        Err(error) => Err(unserved(error.to_string())),
    };
    drop(connection);
    // What was said is written before the end; what can't be is lost with the
    // editor.
    if outcome.is_ok() {
        let _ = threads.join();
    }
    outcome
}

/// What is known of one editor.
struct Server {
    /// The notebooks; none where there are no notes, which was told.
    notebooks: Vec<Settings>,
    /// The texts that are open, by their URIs.
    documents: HashMap<String, Document>,
    /// Whether the editor shows Markdown, or only text as it is.
    has_markdown: bool,
}

impl Server {
    /// Answers the editor's greeting, and finds the notes: those of the
    /// arguments and environment, else those of the folder that the editor has
    /// open.
    fn begin(
        connection: &Connection,
        id: RequestId,
        parameters: &Value,
        everywhere: Everywhere,
    ) -> Self {
        let folder = ["/workspaceFolders/0/uri", "/rootUri"]
            .iter()
            .find_map(|place| path_of(parameters.pointer(place)?.as_str()?));
        if let Some(folder) = folder {
            // Where it can't be gone to, the current folder is as good.
            let _ = std::env::set_current_dir(folder);
        }
        let notebooks = Settings::several(everywhere);
        let formats = parameters.pointer("/capabilities/textDocument/hover/contentFormat");
        let has_markdown = formats.and_then(Value::as_array).is_some_and(|formats| {
            formats.iter().any(|format| format.as_str() == Some("markdown"))
        });
        let greeting = json!({
            "capabilities": {
                "positionEncoding": "utf-16",
                // Open and closed texts are told of, and what changes in them.
                "textDocumentSync": { "openClose": true, "change": 2 },
                "hoverProvider": true,
                "definitionProvider": true,
                "referencesProvider": true,
                "workspaceSymbolProvider": true,
                "completionProvider": {},
            },
            "serverInfo": { "name": "galpi", "version": env!("CARGO_PKG_VERSION") },
        });
        send(connection, Response::new_ok(id, greeting));
        if let Err(failure) = &notebooks {
            let kind = lsp::MessageType::Warning;
            let told = lsp::ShowMessageParams { kind, message: failure.to_string() };
            send(connection, Notification::new("window/showMessage".to_owned(), told));
        }
        Self { notebooks: notebooks.unwrap_or_default(), documents: HashMap::new(), has_markdown }
    }

    fn converse(mut self, connection: &Connection) -> Result<Outcome, lsp_server::ProtocolError> {
        for message in &connection.receiver {
            match message {
                Message::Request(request) => {
                    if connection.handle_shutdown(&request)? {
                        return Ok(Outcome::Found);
                    }
                    send(connection, self.answer(request));
                }
                // An end without a request for it has status 1 by the protocol.
                Message::Notification(told) if told.method == "exit" => {
                    return Ok(Outcome::Nothing);
                }
                Message::Notification(told) => self.hear(told),
                Message::Response(_) => {}
            }
        }
        Ok(Outcome::Found)
    }

    /// Follows what happens to the texts that are open.
    fn hear(&mut self, told: Notification) {
        match told.method.as_str() {
            "textDocument/didOpen" => {
                if let Some(lsp::DidOpenTextDocumentParams { text_document }) = read(told.params) {
                    let document = Document::new(text_document.text);
                    self.documents.insert(text_document.uri.0, document);
                }
            }
            "textDocument/didChange" => {
                let Some::<lsp::DidChangeTextDocumentParams>(told) = read(told.params) else {
                    return;
                };
                let uri = told.text_document.text_document_identifier.uri.0;
                if let Some(document) = self.documents.get_mut(&uri) {
                    told.content_changes.into_iter().for_each(|change| document.change(change));
                }
            }
            "textDocument/didClose" => {
                if let Some(lsp::DidCloseTextDocumentParams { text_document }) = read(told.params) {
                    self.documents.remove(&text_document.uri.0);
                }
            }
            _ => {}
        }
    }

    fn answer(&self, request: Request) -> Response {
        let Request { id, method, params } = request;
        match method.as_str() {
            "textDocument/hover" => {
                self.respond(id, params, |searcher, asked: lsp::HoverParams| {
                    self.at(&asked.text_document_position_params, |cursor| {
                        sections::hover(searcher, &cursor, self.has_markdown)
                    })
                })
            }
            "textDocument/definition" => {
                self.respond(id, params, |searcher, asked: lsp::DefinitionParams| {
                    self.at(&asked.text_document_position_params, |cursor| {
                        sections::definition(searcher, &cursor)
                    })
                })
            }
            "textDocument/references" => {
                self.respond(id, params, |searcher, asked: lsp::ReferenceParams| {
                    self.at(&asked.text_document_position_params, |cursor| {
                        let with_definition = asked.context.include_declaration;
                        sections::references(searcher, &cursor, with_definition).map(Some)
                    })
                })
            }
            "textDocument/completion" => {
                self.respond(id, params, |searcher, asked: lsp::CompletionParams| {
                    self.at(&asked.text_document_position_params, |cursor| {
                        complete::complete(searcher, &cursor).map(Some)
                    })
                })
            }
            "workspace/symbol" => {
                self.respond(id, params, |searcher, asked: lsp::WorkspaceSymbolParams| {
                    sections::symbols(searcher, &asked.query).map(Some)
                })
            }
            _ => Response::new_err(id, ErrorCode::MethodNotFound as i32, method),
        }
    }

    /// Answers a request by asking the notes as they are now. Where there are
    /// none, the answer is that there is nothing.
    fn respond<P: DeserializeOwned, R: serde::Serialize>(
        &self,
        id: RequestId,
        parameters: Value,
        ask: impl FnOnce(&Asked<'_>, P) -> Result<Option<R>, Failure>,
    ) -> Response {
        let parameters: P = match serde_json::from_value(parameters) {
            Ok(parameters) => parameters,
            Err(error) => {
                return Response::new_err(id, ErrorCode::InvalidParams as i32, error.to_string());
            }
        };
        if self.notebooks.is_empty() {
            return Response::new_ok(id, Value::Null);
        }
        let answer = || {
            let books = self.notebooks.iter().cloned().map(Book::open);
            let books = books.collect::<Result<Vec<_>, Failure>>()?;
            ask(&Asked::new(&books), parameters)
        };
        // A defect spoils one answer, not the editor's session.
        match catch_unwind(AssertUnwindSafe(answer)) {
            Ok(Ok(answer)) => Response::new_ok(id, answer),
            Ok(Err(failure)) => {
                Response::new_err(id, ErrorCode::RequestFailed as i32, failure.to_string())
            }
            Err(_) => {
                let told = terminal::language().notes.defect;
                Response::new_err(id, ErrorCode::InternalError as i32, told.to_owned())
            }
        }
    }

    /// Does something with a place in a text that is open; there is nothing to
    /// be done with one in another.
    fn at<T>(
        &self,
        place: &lsp::TextDocumentPositionParams,
        ask: impl FnOnce(Cursor<'_>) -> Result<Option<T>, Failure>,
    ) -> Result<Option<T>, Failure> {
        let document = self.documents.get(&place.text_document.uri.0);
        match document.and_then(|document| Some((document, document.line(place.position.line)?))) {
            Some((_, line)) => ask(Cursor::new(line, place.position)),
            None => Ok(None),
        }
    }
}

/// Reads what was told; what can't be read means nothing here.
fn read<T: DeserializeOwned>(told: Value) -> Option<T> {
    serde_json::from_value(told).ok()
}

/// Sends a message. A failure means that the editor has gone, which ends the loop
/// over its messages.
fn send(connection: &Connection, message: impl Into<Message>) {
    let _ = connection.sender.send(message.into());
}
