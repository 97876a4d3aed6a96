//! `galpi lsp`, by the messages of the protocol, in real neovim and in emacs with eglot.

use std::fs;
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

use crate::tools::recipe;
use crate::workspace::{Workspace, contents, wait};

/// No answer takes as long.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor that has the notes of a workspace open.
struct Editor<'w> {
    workspace: &'w Workspace,
    server: Child,
    input: Option<ChildStdin>,
    output: Receiver<Message>,
    asked: i32,
}

impl<'w> Editor<'w> {
    fn start(workspace: &'w Workspace, formats: &[&str]) -> Self {
        Self::start_with(
            workspace,
            json!({
                "processId": null,
                "rootUri": uri(workspace, ""),
                "capabilities": { "textDocument": { "hover": { "contentFormat": formats } } },
            }),
        )
    }

    fn start_with(workspace: &'w Workspace, parameters: Value) -> Self {
        Self::start_as(workspace, &["lsp", "--stdio"], parameters)
    }

    fn start_as(workspace: &'w Workspace, arguments: &[&str], parameters: Value) -> Self {
        // Editors start their servers wherever they themselves were started.
        let mut command = workspace.command(arguments);
        command.current_dir(workspace.path("home"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = command.spawn().expect("it starts");
        let mut out = BufReader::new(server.stdout.take().expect("it is piped"));
        let (sender, output) = channel();
        thread::spawn(move || {
            while let Ok(Some(message)) = Message::read(&mut out) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let input = server.stdin.take();
        let mut editor = Self { workspace, server, input, output, asked: 0 };
        let greeting = editor.ask("initialize", parameters).expect("it greets");
        assert_eq!(greeting["capabilities"]["positionEncoding"], "utf-16");
        editor.tell("initialized", json!({}));
        editor
    }

    fn tell(&mut self, method: &str, parameters: Value) {
        self.send(Notification::new(method.to_owned(), parameters).into());
    }

    fn send(&mut self, message: Message) {
        message.write(self.input.as_mut().expect("it is open")).expect("it is taken");
    }

    /// Asks, and returns the result or the error's message.
    fn ask(&mut self, method: &str, parameters: Value) -> Result<Value, String> {
        self.asked += 1;
        self.send(Request::new(self.asked.into(), method.to_owned(), parameters).into());
        loop {
            match self.output.recv_timeout(PATIENCE).expect("it answers") {
                Message::Response(response) => {
                    assert_eq!(response.id, self.asked.into());
                    return response.response_result.map_err(|error| error.message);
                }
                // What the server tells by itself.
                Message::Notification(_) => {}
                Message::Request(request) => panic!("{request:?}"),
            }
        }
    }

    fn open(&mut self, path: &str, text: &str) {
        let uri = uri(self.workspace, path);
        let item = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Asks about a place of an open text.
    fn at(&mut self, method: &str, path: &str, line: u32, character: u32) -> Value {
        let mut parameters = json!({
            "textDocument": { "uri": uri(self.workspace, path) },
            "position": { "line": line, "character": character },
        });
        if method == "references" {
            parameters["context"] = json!({ "includeDeclaration": true });
        }
        self.ask(&format!("textDocument/{method}"), parameters).expect("it answers")
    }

    fn end(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Ok(Value::Null));
        self.tell("exit", Value::Null);
        wait(&mut self.server)
    }
}

impl Drop for Editor<'_> {
    fn drop(&mut self) {
        // An editor that goes is the end of its server.
        self.input = None;
        let _ = self.server.wait();
    }
}

fn uri(workspace: &Workspace, path: &str) -> String {
    let notes = fs::canonicalize(workspace.path("notes")).expect("a folder");
    format!("file://{}/{path}", notes.display())
}

/// `path:line:from-to` of a location, 0-based as in the protocol.
fn place(workspace: &Workspace, location: &Value) -> String {
    let uri = location["uri"].as_str().expect("a URI");
    let path = decoded(uri).replace(&self::uri(workspace, ""), "");
    let (start, end) = (&location["range"]["start"], &location["range"]["end"]);
    assert_eq!(start["line"], end["line"]);
    format!("{path}:{}:{}-{}", start["line"], start["character"], end["character"])
}

/// Takes the percent signs out of a URI.
fn decoded(uri: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = uri.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = (*first == b'%').then(|| std::str::from_utf8(&after[..2]).expect("digits"));
        bytes.push(digits.map_or(*first, |d| u8::from_str_radix(d, 16).expect("digits")));
        rest = if digits.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).expect("text")
}

fn notes() -> Workspace {
    Workspace::cooking()
        .note(
            "aws.md",
            "# 클라우드\n\n## AWS Storage Gateway\n\n😀 볼륨 게이트웨이는 iSCSI.\n\n## Amazon SQS\n\n큐. Storage Gateway와 다르다.\n\n\
             ## Elastic Load Balancing\n\n분산한다.\n",
        )
        .note("그림.md", "# 순두부\n\n![그림](https://example.org/a.png) **굵게**\n\n```sh\nls\n```\n")
}

#[test]
fn hovering_shows_the_section_that_explains_a_name() {
    let workspace = notes();
    let mut editor = Editor::start(&workspace, &["markdown", "plaintext"]);
    // The question is in no note, and not saved.
    editor.open("질문.txt", "A) 😀😀 Storage Gateway를 쓴다\nB) DynamoDB\n");
    let hover = editor.at("hover", "질문.txt", 0, 12);
    assert_eq!(hover["contents"]["kind"], "markdown");
    let text = hover["contents"]["value"].as_str().expect("text");
    assert!(text.starts_with("**클라우드 › AWS Storage Gateway** — [aws.md:3](file://"), "{text}");
    assert!(text.contains("볼륨 게이트웨이는 iSCSI"), "{text}");
    // Two emoji are four units.
    let start_and_end = json!({
        "start": { "line": 0, "character": 8 },
        "end": { "line": 0, "character": 23 },
    });
    assert_eq!(hover["range"], start_and_end);
    // What the notes lack is told from what galpi knows.
    let hover = editor.at("hover", "질문.txt", 1, 4);
    let text = hover["contents"]["value"].as_str().expect("text");
    assert!(text.starts_with("**Amazon DynamoDB**"), "{text}");
    assert_eq!(editor.at("hover", "질문.txt", 0, 1), Value::Null);
    assert_eq!(editor.at("hover", "질문.txt", 99, 0), Value::Null);
    // A text that isn't open.
    assert_eq!(editor.at("hover", "aws.md", 2, 4), Value::Null);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn hovering_shows_terms_of_headings_and_fetches_nothing() {
    let workspace = notes();
    for (format, expected) in [
        ("markdown", "[그림](https://example.org/a.png) **굵게**\n\n```sh\nls\n```"),
        ("plaintext", "![그림](https://example.org/a.png) **굵게**\n\n```sh\nls\n```"),
    ] {
        let mut editor = Editor::start(&workspace, &[format]);
        editor.open("질문.txt", "오늘은 순두부를 먹나\n");
        let hover = editor.at("hover", "질문.txt", 0, 5);
        let text = hover["contents"]["value"].as_str().expect("text");
        assert!(text.ends_with(expected), "{text}");
        // A word of no heading is no term.
        assert_eq!(editor.at("hover", "질문.txt", 0, 0), Value::Null);
    }
}

#[test]
fn definitions_are_headings_and_references_are_sections() {
    let workspace = notes();
    let mut editor = Editor::start(&workspace, &[]);
    editor.open("질문.txt", "스토리지 게이트웨이는?\n돼지고기\n된장찌개\n없는말\n");
    let definition = editor.at("definition", "질문.txt", 0, 3);
    assert_eq!(place(&workspace, &definition), "aws.md:2:3-22");
    let definition = editor.at("definition", "질문.txt", 2, 1);
    assert_eq!(place(&workspace, &definition), "요리.md:7:3-7");
    // A word that no heading has leads to where it stands.
    let definition = editor.at("definition", "질문.txt", 1, 0);
    assert_eq!(place(&workspace, &definition), "요리.md:5:2-6");
    assert_eq!(editor.at("definition", "질문.txt", 3, 0), Value::Null);
    let references = editor.at("references", "질문.txt", 0, 3);
    let mut places: Vec<String> = references
        .as_array()
        .expect("a list")
        .iter()
        .map(|location| place(&workspace, location))
        .collect();
    places.sort();
    assert_eq!(places.len(), 2, "{places:?}");
    // After an emoji of two units and a space.
    assert!(places[0].starts_with("aws.md:2:") || places[0].starts_with("aws.md:4:"), "{places:?}");
    assert!(places[1].starts_with("aws.md:8:3-"), "{places:?}");
}

#[test]
fn names_are_completed_as_the_notes_write_them() {
    let workspace = notes();
    let mut editor = Editor::start(&workspace, &[]);
    editor.open("질문.txt", "");
    let mut complete = |typed: &str| -> Vec<(String, String)> {
        let uri = uri(&workspace, "질문.txt");
        let changes = json!({
            "textDocument": { "uri": uri, "version": 2 },
            "contentChanges": [{ "text": typed }],
        });
        editor.tell("textDocument/didChange", changes);
        let character = typed.encode_utf16().count() as u32;
        let list = editor.at("completion", "질문.txt", 0, character);
        assert_eq!(list["isIncomplete"], true);
        let items = list["items"].as_array().expect("a list");
        items
            .iter()
            .map(|item| {
                let start = item["textEdit"]["range"]["start"]["character"].as_u64();
                assert_eq!(item["textEdit"]["range"]["end"]["character"], character);
                let kept: Vec<u16> =
                    typed.encode_utf16().take(start.expect("a number") as usize).collect();
                let text = item["textEdit"]["newText"].as_str().expect("text");
                let line = String::from_utf16(&kept).expect("text") + text;
                (item["label"].as_str().expect("text").to_owned(), line)
            })
            .collect()
    };
    let has = |items: &[(String, String)], label: &str, line: &str| {
        assert!(
            items.iter().any(|(own, result)| own == label && result == line),
            "no {label}: {items:?}"
        );
    };
    has(&complete("😀 stor"), "Storage Gateway", "😀 Storage Gateway");
    has(&complete("use aws storage g"), "AWS Storage Gateway", "use AWS Storage Gateway");
    // Another name of it gives what the notes call it.
    has(&complete("ELB"), "Elastic Load Balancing", "Elastic Load Balancing");
    // Headings, too, down to the last syllable.
    has(&complete("맛있는 김치찌"), "김치찌개", "맛있는 김치찌개");
    assert!(complete("볼륨 ").is_empty());
    assert!(complete("").is_empty());
}

#[test]
fn what_is_typed_is_followed() {
    let workspace = notes();
    let mut editor = Editor::start(&workspace, &[]);
    editor.open("질문.txt", "😀 된찌개\n");
    let position = |character: u32| json!({ "line": 0, "character": character });
    let changes = json!({
        "textDocument": { "uri": uri(&workspace, "질문.txt"), "version": 2 },
        "contentChanges": [{ "range": { "start": position(4), "end": position(4) }, "text": "장" }],
    });
    editor.tell("textDocument/didChange", changes);
    let definition = editor.at("definition", "질문.txt", 0, 4);
    assert_eq!(place(&workspace, &definition), "요리.md:7:3-7");
    // What is written into the notes is met by the next request.
    workspace.write("notes/새.md", "# 된장찌개찌개\n");
    editor.open("다른.txt", "된장찌개찌개\n");
    let definition = editor.at("definition", "다른.txt", 0, 1);
    assert_eq!(place(&workspace, &definition), "새.md:0:2-8");
    let closed = json!({ "textDocument": { "uri": uri(&workspace, "다른.txt") } });
    editor.tell("textDocument/didClose", closed);
    assert_eq!(editor.at("definition", "다른.txt", 0, 1), Value::Null);
}

#[test]
fn symbols_are_a_search() {
    let workspace = notes();
    let mut editor = Editor::start(&workspace, &[]);
    let found = editor.ask("workspace/symbol", json!({ "query": "tnsenqn" })).expect("it answers");
    assert_eq!(found[0]["name"], "순두부");
    assert_eq!(found[0]["containerName"], "그림.md");
    let found =
        editor.ask("workspace/symbol", json!({ "query": "iscsi 볼륨" })).expect("it answers");
    assert_eq!(found[0]["name"], "AWS Storage Gateway");
    assert_eq!(found[0]["containerName"], "aws.md › 클라우드");
    assert!(place(&workspace, &found[0]["location"]).starts_with("aws.md:4:"));
    let found = editor.ask("workspace/symbol", json!({ "query": " " })).expect("it answers");
    assert_eq!(found, json!([]));
}

#[test]
fn several_notebooks_are_one_to_an_editor() {
    let workspace =
        notes().file("home/more/sns.md", "# Amazon SNS\n\n알림을 보낸다. 순두부가 아니다.\n").file(
            "home/.config/galpi/config.toml",
            "[notebook.a]\nnotes = \"../../../notes\"\n[notebook.b]\nnotes = \"~/more\"\n",
        );
    let parameters = json!({ "processId": null, "capabilities": {} });
    let mut editor = Editor::start_as(&workspace, &["-N", "all", "lsp"], parameters);
    editor.open("draft.md", "Amazon SNS\n");
    let definition = editor.at("definition", "draft.md", 0, 8);
    assert!(decoded(definition["uri"].as_str().expect("a place")).ends_with("more/sns.md"));
    let symbols = editor.ask("workspace/symbol", json!({ "query": "순두부" })).expect("symbols");
    let places = symbols.to_string();
    assert!(places.contains("more/sns.md") && places.contains("notes/"), "{places}");
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn mistakes_are_answered_and_survived() {
    let workspace = notes();
    let before = contents(&workspace.path("notes"));
    let mut editor = Editor::start(&workspace, &[]);
    assert!(editor.ask("textDocument/formatting", json!({})).is_err());
    assert!(editor.ask("textDocument/hover", json!({ "textDocument": 3 })).is_err());
    editor.tell("textDocument/didChange", json!({ "textDocument": [] }));
    editor.tell("$/cancelRequest", json!({ "id": 1 }));
    let outside = json!({
        "textDocument": { "uri": "file:///etc/passwd" },
        "position": { "line": 0, "character": 1 },
    });
    assert_eq!(editor.ask("textDocument/hover", outside), Ok(Value::Null));
    let found = editor.ask("workspace/symbol", json!({ "query": "두부" })).expect("it answers");
    assert_eq!(found.as_array().map(Vec::len), Some(2));
    assert_eq!(editor.end(), Some(0));
    assert_eq!(contents(&workspace.path("notes")), before);
}

#[test]
fn an_editor_that_goes_or_speaks_otherwise_is_an_end() {
    let workspace = notes();
    workspace.galpi_with_input(["lsp"], b"").expect_status(0);
    let run = workspace.galpi_with_input(["lsp"], b"hello\r\n\r\n");
    assert!(run.status == Some(0) || run.status == Some(2), "{}", run.page());
    // Leaving without having asked for the end has a status of its own.
    let editor = Editor::start(&workspace, &[]);
    let mut editor = std::mem::ManuallyDrop::new(editor);
    editor.tell("exit", Value::Null);
    editor.input.as_mut().map(|input| input.flush());
    assert_eq!(wait(&mut editor.server), Some(1));
}

#[test]
fn without_notes_an_editor_is_told_once() {
    let workspace = Workspace::new();
    let parameters = json!({
        "capabilities": {},
        "workspaceFolders": [{ "uri": format!("file://{}", workspace.path("home").display()), "name": "home" }],
    });
    let mut editor = Editor::start_with(&workspace, parameters);
    let found = editor.ask("workspace/symbol", json!({ "query": "두부" }));
    assert_eq!(found, Ok(Value::Null));
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn neovim_hovers_and_goes_to_definitions() {
    let workspace = notes();
    let Some(mut command) =
        workspace.tool("nvim", ["--headless", "-n", "-i", "NONE", "-u", "NONE"])
    else {
        return;
    };
    workspace.write("notes/질문.md", "# 질문\n\n😀 Storage Gateway는?\n");
    // Before 0.8 there was no `start`; what it does is as old.
    let start = "vim.lsp.start = vim.lsp.start or function(config)\n\
                 vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))\nend\n";
    workspace.write("init.lua", format!("{start}{}", recipe("Language server", "lua")));
    workspace.write(
        "test.lua",
        r#"
local function write(lines) vim.fn.writefile(lines, '../seen', 'a') end
vim.cmd('edit 질문.md')
vim.cmd('set filetype=markdown')
assert(vim.wait(30000, function()
  return #vim.lsp.buf_get_clients(0) > 0 and vim.lsp.buf_get_clients(0)[1] ~= nil
    or next(vim.lsp.buf_get_clients(0)) ~= nil
end))
-- After an emoji and a space: five bytes, three units.
vim.fn.cursor(3, 6)
local position = vim.lsp.util.make_position_params(0, 'utf-16')
local answers = vim.lsp.buf_request_sync(0, 'textDocument/hover', position, 30000)
for _, answer in pairs(answers) do
  write(vim.split(answer.result.contents.value, '\n'))
end
vim.lsp.buf.definition()
assert(vim.wait(30000, function() return vim.fn.expand('%:t') == 'aws.md' end))
write({ vim.fn.expand('%:t') .. ':' .. vim.fn.line('.') .. ':' .. vim.fn.col('.') })
vim.cmd('qall!')
"#,
    );
    command.arg("-c").arg("luafile ../init.lua").arg("-c").arg("luafile ../test.lua");
    command.arg("-c").arg("cquit");
    let run = workspace.run(command, b"");
    let seen = fs::read_to_string(workspace.path("seen")).unwrap_or_default();
    assert!(seen.contains("AWS Storage Gateway"), "{seen}\n{}", run.page());
    assert!(seen.ends_with("aws.md:3:4\n"), "{seen}\n{}", run.page());
}

#[test]
fn emacs_hovers_and_goes_to_definitions_with_eglot() {
    let workspace = notes();
    let has_eglot = ["--batch", "--eval", "(progn (package-initialize) (require 'eglot))"];
    let Some(command) = workspace.tool("emacs", has_eglot) else { return };
    if workspace.run(command, b"").status != Some(0) {
        println!("skipped: needs eglot");
        return;
    }
    workspace.write("notes/질문.md", "# 질문\n\n😀 Storage Gateway는?\n");
    let recipe = recipe("Language server", "elisp");
    workspace.write(
        "test.el",
        format!(
            r##";; -*- coding: utf-8; lexical-binding: t -*-
(package-initialize)
(require 'eglot)
{recipe}
(setq eglot-sync-connect t)
(find-file "질문.md")
(text-mode)
(apply #'eglot (eglot--guess-contact))
(let ((server (eglot-current-server)))
  (search-forward "😀 ")
  (let ((hover (jsonrpc-request server :textDocument/hover (eglot--TextDocumentPositionParams))))
    (princ (plist-get (plist-get hover :contents) :value)))
  (call-interactively #'xref-find-definitions)
  (princ (format "\n%s:%d:%d\n" (buffer-name) (line-number-at-pos) (current-column)))
  (eglot-shutdown server))
"##
        ),
    );
    let mut command =
        workspace.tool("emacs", ["--batch", "-l", "../test.el"]).expect("it is there");
    command.current_dir(workspace.path("notes"));
    let run = workspace.run(command, b"").expect_status(0);
    assert!(run.stdout().contains("AWS Storage Gateway"), "{}", run.page());
    assert!(run.stdout().ends_with("aws.md:3:3\n"), "{}", run.page());
}
