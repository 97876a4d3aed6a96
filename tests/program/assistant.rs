//! `galpi mcp`, asked by messages as the protocol's document writes them.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::schema::strict;
use crate::workspace::{Workspace, contents, wait};

/// A client that has introduced itself.
pub(crate) struct Client {
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// What the server said of itself.
    introduced: Value,
    asked: u64,
}

impl Client {
    pub(crate) fn connect(workspace: &Workspace) -> Self {
        Self::connect_with(workspace, &["mcp"])
    }

    fn connect_with(workspace: &Workspace, arguments: &[&str]) -> Self {
        let mut command = workspace.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut server = command.spawn().expect("it starts");
        let input = server.stdin.take().expect("it is piped");
        let output = BufReader::new(server.stdout.take().expect("it is piped"));
        let mut client = Self { server, input, output, introduced: Value::Null, asked: 0 };
        client.introduced = client.result(
            "initialize",
            json!({
                "protocolVersion": "2025-06-18",
                "capabilities": {},
                "clientInfo": { "name": "test", "version": "1" },
            }),
        );
        client.say(r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
        client
    }

    /// Says one line.
    fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("it listens");
    }

    /// Hears one line.
    fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("it speaks");
        serde_json::from_str(&line).expect("each line is a message")
    }

    /// Asks, and returns the answer with its frame.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        let request = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
        self.say(&request.to_string());
        let answer = self.hear();
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(id)));
        answer
    }

    #[track_caller]
    fn result(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params);
        answer.get("result").unwrap_or_else(|| panic!("{answer}")).clone()
    }

    fn tools(&mut self) -> Vec<Value> {
        self.result("tools/list", json!({}))["tools"].as_array().expect("a list").clone()
    }

    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        self.result("tools/call", json!({ "name": tool, "arguments": arguments }))
    }

    /// The structured part of an answer that is no error, which is what the
    /// tool's schema says, and said as text as well.
    pub(crate) fn answer(&mut self, tool: &str, arguments: Value) -> Value {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], false, "{result}");
        let structured = result["structuredContent"].clone();
        let text = result["content"][0]["text"].as_str().expect("text");
        assert_eq!(serde_json::from_str::<Value>(text).expect("JSON"), structured);
        let tools = self.tools();
        let described = tools.iter().find(|one| one["name"] == tool).expect("there is one");
        let schema = strict(described["outputSchema"].clone());
        let faults: Vec<String> = schema.iter_errors(&structured).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "{structured}: {faults:?}");
        structured
    }

    /// What an error of a tool says.
    fn error(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], true, "{result}");
        result["content"][0]["text"].as_str().expect("text").to_owned()
    }

    /// The number of an error of the protocol.
    fn code(&mut self, method: &str, params: Value) -> Value {
        self.ask(method, params)["error"]["code"].clone()
    }

    /// Leaves, and returns the server's exit status.
    fn leave(self) -> Option<i32> {
        let Self { mut server, input, .. } = self;
        drop(input);
        wait(&mut server)
    }
}

fn notes() -> Workspace {
    Workspace::cooking()
        .note(
            "aws.md",
            "# AWS Storage Gateway\n\n볼륨 게이트웨이는 iSCSI.\n\n# Amazon SQS\n\n큐.\n",
        )
        .note(".gitignore", "drafts/\n")
        .note("drafts/비밀.md", "# 비밀\n\n두부\n")
        .note(".hidden.md", "# 숨은 것\n")
        .note("program.py", "# 두부\n")
        .file("outside.md", "# 밖\n")
}

#[test]
fn the_tools_are_described_and_read_only() {
    let notes = notes();
    let mut client = Client::connect(&notes);
    assert_eq!(client.introduced["serverInfo"]["name"], "galpi");
    assert_eq!(client.introduced["protocolVersion"], "2025-06-18");
    assert!(client.introduced["capabilities"]["tools"].is_object());
    let instructions = client.introduced["instructions"].as_str();
    assert!(instructions.is_some_and(|text| text.contains("search")));
    let tools = client.tools();
    let mut names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["concept", "exam", "related", "search", "service", "show"]);
    for tool in &tools {
        let hints = json!({ "readOnlyHint": true, "openWorldHint": false });
        assert_eq!(tool["annotations"], hints);
        assert!(tool["description"].as_str().is_some_and(|text| text.len() > 40));
        // An assistant is told what comes back, and each argument.
        for schema in ["inputSchema", "outputSchema"] {
            assert_eq!(tool[schema]["type"], "object", "{tool}");
            strict(tool[schema].clone());
            for (name, property) in tool[schema]["properties"].as_object().expect("properties") {
                assert!(property["description"].is_string(), "{}: {name}", tool["name"]);
            }
        }
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn answers_are_those_of_the_command_line_and_as_promised() {
    let notes = notes();
    let lines = notes.galpi(["--json", "두부 넣기"]).json();
    let mut client = Client::connect(&notes);
    let found = client.answer("search", json!({ "query": "두부 넣기" }));
    let ids = |list: &[Value]| list.iter().map(|hit| hit["id"].clone()).collect::<Vec<_>>();
    let sections = found["sections"].as_array().expect("a list");
    assert_eq!(ids(sections), ids(&lines[..lines.len() - 1]));
    assert_eq!(sections[0]["line"], 6);
    assert_eq!(sections[0]["snippet"], "- 돼지고기와 **두부** 넣기");
    let one = client.answer("search", json!({ "query": "두부", "limit": 0 }));
    assert_eq!(one["sections"].as_array().map(Vec::len), Some(1));
    let none = client.answer("search", json!({ "query": "우주선", "exact": true }));
    assert_eq!((&none["sections"], &none["total"]), (&json!([]), &json!(0)));
    let read = client.answer("search", json!({ "query": "qhffba", "limit": null }));
    assert_eq!(read["also_read"][0]["rule"], "keyboard");

    for section in [sections[0]["id"].as_str().expect("an id"), "요리.md:6"] {
        let shown = client.answer("show", json!({ "section": section }));
        assert_eq!((&shown["path"], &shown["line"]), (&json!("요리.md"), &json!(3)));
        assert_eq!(shown["trail"], json!(["요리", "김치찌개"]));
        assert!(shown["text"].as_str().is_some_and(|t| t.starts_with("## 김치찌개\n")));
    }
    let whole = client.answer("show", json!({ "section": "요리.md" }));
    assert!(whole["text"].as_str().is_some_and(|t| t.contains("된장을 푼다")));

    let service = client.answer("service", json!({ "name": "sqs" }));
    assert_eq!(service["found"]["sections"][0]["trail"], json!(["Amazon SQS"]));
    assert!(service["entry"]["gloss"].is_string());
    let all = client.answer("service", json!({}));
    assert!(all["entries"].to_string().contains("AWS Storage Gateway"), "{all}");
    client.answer("concept", json!({ "name": "메시지 큐" }));
}

#[test]
fn a_question_is_taken_apart_and_links_are_followed() {
    let notes = notes().note("sns.md", "# Amazon SNS\n\n알림. [[aws#Amazon SQS]]로 보낸다.\n");
    let mut client = Client::connect(&notes);
    let question = "가장 알맞은 것은? A) 볼륨 게이트웨이 iSCSI B) 우주선 연료";
    let answer = client.answer("exam", json!({ "question": question }));
    assert_eq!(answer["stem"], "가장 알맞은 것은?");
    let options = answer["options"].as_array().expect("a list");
    let labels: Vec<&Value> = options.iter().map(|option| &option["label"]).collect();
    assert_eq!(labels, ["A", "B"]);
    assert_eq!(options[0]["section"]["path"], "aws.md");
    assert!(options[1].get("section").is_none(), "{answer}");
    assert!(client.error("exam", json!({ "question": " " })).contains("empty"));

    let related = |client: &mut Client, section: &str| -> Vec<(String, String)> {
        let answer = client.answer("related", json!({ "section": section }));
        let rows = answer["sections"].as_array().expect("a list").iter();
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        rows.map(|row| (text(&row["relation"]), text(&row["section"]["path"]))).collect()
    };
    let pair = |relation: &str, path: &str| (relation.to_owned(), path.to_owned());
    assert!(related(&mut client, "sns.md:1").contains(&pair("links-to", "aws.md")));
    let back = related(&mut client, "aws.md:5");
    assert!(back.contains(&pair("linked-from", "sns.md")), "{back:?}");
    assert!(client.error("related", json!({ "section": ".hidden.md" })).len() > 1);
}

#[test]
fn characters_are_found_and_remarks_told() {
    let notes = notes().note("flag.md", "# 찾기\n\n`find -exec rm`\n");
    let mut client = Client::connect(&notes);
    let fixed = json!({ "query": "지고기와 **두", "fixed": true });
    assert_eq!(client.answer("search", fixed)["total"], 1);
    let read = client.answer("search", json!({ "query": "find -exec" }));
    assert!(read["remarks"][0].as_str().is_some_and(|told| told.contains("-exec")), "{read}");
}

#[test]
fn several_notebooks_are_served() {
    let notes = notes().file("home/more/새.md", "# 두부 공장\n\n두부를 굳힌다.\n").file(
        "home/.config/galpi/config.toml",
        "[notebook.food]\nnotes = \"../../../notes\"\n[notebook.work]\nnotes = \"~/more\"\n",
    );
    let mut client = Client::connect_with(&notes, &["-N", "all", "mcp"]);
    let found = client.answer("search", json!({ "query": "두부" }));
    let of = |name: &str| {
        let sections = found["sections"].as_array().expect("a list");
        sections.iter().find(|section| section["notebook"] == name).cloned().expect("one of it")
    };
    assert_eq!(of("food")["path"], "요리.md");
    let shown = client.answer("show", json!({ "section": of("work")["id"] }));
    assert_eq!((&shown["notebook"], &shown["path"]), (&json!("work"), &json!("새.md")));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn mistakes_are_told_and_survived() {
    let notes = notes();
    let mut client = Client::connect(&notes);
    let told = client.error("service", json!({ "name": "Amazn SQZ" }));
    assert!(told.contains("no name that is known"), "{told}");
    assert!(client.error("search", json!({ "query": " " })).contains("empty"));
    assert!(client.error("show", json!({ "section": "0000000" })).contains("no section"));
    // Arguments are the assistant's, who can mend them.
    assert!(client.error("search", json!({})).contains("query"));
    assert!(client.error("search", json!({ "query": 1 })).contains("string"));
    assert!(client.error("search", json!({ "query": "a", "limit": -1 })).contains("-1"));
    // What isn't as the protocol says is a mistake of the client.
    for (method, params, code) in [
        ("tools/call", json!({ "name": "delete" }), -32602),
        ("tools/call", json!({ "name": "show", "arguments": [] }), -32602),
        ("tools/call", json!([]), -32602),
        ("prompts/list", json!({}), -32601),
    ] {
        assert_eq!(client.code(method, params.clone()), code, "{method} {params}");
    }
    for (line, code) in [
        ("두부", -32700),
        (r#"{"jsonrpc":"2.0","id":1,"method":"ping""#, -32700),
        // Half of a surrogate pair stands for no character.
        (
            r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"\ud83d"}}}"#,
            -32700,
        ),
        (r#"{"id":1,"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":[1],"method":"ping"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600),
        ("[]", -32600),
        ("1", -32600),
    ] {
        client.say(line);
        let answer = client.hear();
        assert_eq!(answer["error"]["code"], code, "{line}");
        // Where the request has no id that can be read, the answer has none.
        assert_eq!(
            answer["id"].is_null(),
            !line.contains("\"id\":1,\"method") || code == -32700,
            "{line}"
        );
    }
    assert_eq!(client.answer("search", json!({ "query": "두부" }))["total"], 1);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn what_is_too_large_or_too_deep_is_refused_and_survived() {
    let notes = notes();
    let mut client = Client::connect(&notes);
    let ping = r#"{"jsonrpc":"2.0","id":9,"method":"ping"}"#;
    let deep = "[".repeat(1_000_000);
    let nested = format!(
        r#"{{"jsonrpc":"2.0","id":1,"method":"ping","params":{{"a":{}{}}}}}"#,
        "[".repeat(500),
        "]".repeat(500)
    );
    let long =
        format!(r#"{{"jsonrpc":"2.0","id":1,"method":"ping","a":"{}"}}"#, "a".repeat(9 << 20));
    let many = format!("[{ping}{}]", format!(",{ping}").repeat(1_000));
    for (line, code) in [(deep, -32700), (nested, -32700), (long, -32600), (many, -32600)] {
        client.say(&line);
        let answer = client.hear();
        assert_eq!(answer["error"]["code"], code, "{:.80}: {answer:.200}", line);
    }
    client.say(&format!("[{ping},{ping}, 1]"));
    let answers = client.hear();
    let codes: Vec<&Value> = (0..3).map(|at| &answers[at]["error"]["code"]).collect();
    assert_eq!(codes, [&Value::Null, &Value::Null, &json!(-32600)], "{answers}");
    // A string of a megabyte is asked for like any other.
    let huge = "두부 ".repeat(200_000);
    assert_eq!(client.answer("search", json!({ "query": huge }))["total"], 1);
    // Ids are given back as they came.
    for id in [json!("두부"), json!(-1), json!(1.5), json!(u64::MAX)] {
        client.say(&json!({ "jsonrpc": "2.0", "id": id, "method": "ping" }).to_string());
        assert_eq!(client.hear()["id"], id);
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_request_that_was_taken_back_is_not_answered() {
    let notes = notes();
    let mut client = Client::connect(&notes);
    // All at once, so that the second still waits when it is taken back.
    let lines: Vec<String> = (1..=2)
        .map(|id| {
            let params = json!({ "name": "search", "arguments": { "query": "두부" } });
            json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params })
        })
        .chain([json!({
            "jsonrpc": "2.0",
            "method": "notifications/cancelled",
            "params": { "requestId": 2, "reason": "the reader changed their mind" },
        })])
        .chain([json!({ "jsonrpc": "2.0", "id": 3, "method": "ping" })])
        .map(|message| message.to_string())
        .collect();
    client.say(&lines.join("\n"));
    assert_eq!(client.hear()["id"], 1);
    assert_eq!(client.hear(), json!({ "jsonrpc": "2.0", "id": 3, "result": {} }));
}

#[test]
fn nothing_but_notes_is_read_and_nothing_is_written() {
    let notes = notes();
    let before = contents(&notes.path("notes"));
    let mut client = Client::connect(&notes);
    for outside in [
        "../outside.md",
        "/etc/passwd",
        "/etc/passwd:1",
        ".hidden.md",
        ".gitignore",
        "drafts/비밀.md",
        "drafts/비밀.md:1",
        "program.py",
        "garden/../../outside.md",
        "garden",
    ] {
        let told = client.error("show", json!({ "section": outside }));
        assert!(!told.contains("두부") && !told.contains("root:"), "{outside}: {told}");
    }
    let found = client.answer("search", json!({ "query": "path:../outside 밖" }));
    assert!(!found.to_string().contains("outside.md"), "{found}");
    assert_eq!(contents(&notes.path("notes")), before);
}

#[cfg(unix)]
#[test]
fn a_link_leads_nowhere() {
    let notes = notes();
    std::os::unix::fs::symlink(notes.path("outside.md"), notes.path("notes/link.md"))
        .expect("a link");
    std::os::unix::fs::symlink(notes.path("home"), notes.path("notes/folder")).expect("a link");
    notes.write("home/b.md", "# 비밀\n");
    let mut client = Client::connect(&notes);
    for outside in ["link.md", "link.md:1", "folder/b.md", "folder/b.md:1"] {
        let told = client.error("show", json!({ "section": outside }));
        assert!(!told.contains("# "), "{outside}: {told}");
    }
}

#[test]
fn what_changes_is_met_by_the_next_call() {
    let notes = notes();
    let mut client = Client::connect(&notes);
    let mut total = |query: &str| {
        client.answer("search", json!({ "query": query, "exact": true }))["total"].clone()
    };
    assert_eq!(total("포렌식"), 0);
    notes.write("notes/새.md", "# 포렌식\n\n기록을 뒤진다.\n");
    assert_eq!(total("포렌식"), 1);
}

#[test]
fn a_client_that_leaves_is_no_error() {
    let notes = notes();
    let run = notes.galpi_with_input(["mcp"], b"");
    assert_eq!(run.page(), "exit 0\n");
    let hello = concat!(
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#,
        r#""capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"#,
        "\n",
        r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        "\n"
    );
    let run = notes.galpi_with_input(["mcp"], hello.as_bytes());
    assert_eq!((run.status, run.stderr().as_str()), (Some(0), ""), "{}", run.page());
    // Each line that is written is one message, and nothing else is written.
    assert!(run.json().iter().all(|line| line["jsonrpc"] == "2.0"));
}

#[test]
fn what_could_not_be_read_is_told_with_each_answer() {
    let workspace = Workspace::cooking()
        .note("s3.md", "# Amazon S3\n\nAmazon EBS\n")
        .note("bin.md", b"\0\x01\x02\xff\0\0");
    let mut client = Client::connect(&workspace);
    for (tool, arguments) in [
        ("search", json!({ "query": "두부" })),
        ("show", json!({ "section": "s3.md" })),
        ("service", json!({ "name": "S3" })),
        ("service", json!({})),
        ("concept", json!({})),
        ("exam", json!({ "question": "두부는? A) 두부 B) S3" })),
        ("related", json!({ "section": "s3.md:1" })),
    ] {
        let answer = client.answer(tool, arguments);
        let told = answer["unread"][0].as_str().unwrap_or_default();
        assert!(told.contains("1 note could not be read"), "{tool}: {answer}");
    }
    std::fs::remove_file(workspace.path("notes/bin.md")).expect("it is there");
    let answer = client.answer("search", json!({ "query": "두부" }));
    assert!(answer.get("unread").is_none(), "{answer}");
}
