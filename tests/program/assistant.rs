//! `galpi mcp`, asked by a client of the official SDK.

use rmcp::ServiceExt;
use rmcp::model::{CallToolRequestParams, CallToolResult};
use rmcp::service::{RoleClient, RunningService};
use rmcp::transport::TokioChildProcess;
use serde_json::{Value, json};

use crate::workspace::{Workspace, contents};

type Client = RunningService<RoleClient, ()>;

/// Connects a client to a server of these notes.
fn connected<T>(workspace: &Workspace, ask: impl AsyncFnOnce(Client) -> T) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("it can be made").block_on(async {
        let command = tokio::process::Command::from(workspace.command(["mcp"]));
        let transport = TokioChildProcess::new(command).expect("it starts");
        ask(().serve(transport).await.expect("it answers")).await
    })
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> CallToolResult {
    let Value::Object(arguments) = arguments else { panic!("arguments are an object") };
    let request = CallToolRequestParams::new(tool).with_arguments(arguments);
    client.call_tool(request).await.expect("the server answers")
}

/// The structured part of an answer that is no error.
async fn answer(client: &Client, tool: &'static str, arguments: Value) -> Value {
    let result = call(client, tool, arguments).await;
    assert_ne!(result.is_error, Some(true), "{result:?}");
    result.structured_content.expect("answers are structured")
}

/// What an error says.
async fn error(client: &Client, tool: &'static str, arguments: Value) -> String {
    let result = call(client, tool, arguments).await;
    assert_eq!(result.is_error, Some(true), "{result:?}");
    result.content.iter().filter_map(|c| c.as_text()).map(|t| t.text.clone()).collect()
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
    connected(&notes(), async |client| {
        let server = client.peer_info().expect("it introduced itself");
        let name = server.server_info.as_ref().map(|info| info.name.as_str());
        assert_eq!(name, Some("galpi"));
        assert!(server.instructions.as_ref().is_some_and(|text| text.contains("search")));
        let tools = client.list_all_tools().await.expect("it lists them");
        let mut names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
        names.sort_unstable();
        assert_eq!(names, ["concept", "search", "service", "show"]);
        for tool in &tools {
            let hints = tool.annotations.as_ref().expect("hints");
            assert_eq!((hints.read_only_hint, hints.open_world_hint), (Some(true), Some(false)));
            assert!(tool.description.as_ref().is_some_and(|text| text.len() > 40));
            // An assistant is told what comes back, and each argument.
            let output =
                Value::Object(tool.output_schema.clone().expect("a schema").as_ref().clone());
            jsonschema::draft202012::new(&output).expect("it is a schema");
            let input = Value::Object(tool.input_schema.as_ref().clone());
            for (name, property) in input["properties"].as_object().expect("arguments") {
                assert!(property["description"].is_string(), "{}: {name}", tool.name);
            }
        }
    });
}

#[test]
fn answers_are_those_of_the_command_line_and_as_promised() {
    let notes = notes();
    let lines = notes.galpi(["--json", "두부 넣기"]).json();
    connected(&notes, async |client| {
        let tools = client.list_all_tools().await.expect("it lists them");
        let check = |name: &str, answer: &Value| {
            let tool = tools.iter().find(|tool| tool.name == name).expect("there is one");
            let schema = tool.output_schema.clone().expect("a schema");
            let schema = Value::Object(schema.as_ref().clone());
            let validator = jsonschema::draft202012::new(&schema).expect("it is a schema");
            assert!(validator.is_valid(answer), "{answer} is not as {schema} says");
        };
        let found = answer(&client, "search", json!({ "query": "두부 넣기" })).await;
        check("search", &found);
        let ids = |list: &[Value]| list.iter().map(|hit| hit["id"].clone()).collect::<Vec<_>>();
        let sections = found["sections"].as_array().expect("a list");
        assert_eq!(ids(sections), ids(&lines[..lines.len() - 1]));
        assert_eq!(sections[0]["line"], 6);
        assert_eq!(sections[0]["snippet"], "- 돼지고기와 **두부** 넣기");
        let one = answer(&client, "search", json!({ "query": "두부", "limit": 0 })).await;
        assert_eq!(one["sections"].as_array().map(Vec::len), Some(1));
        let none = answer(&client, "search", json!({ "query": "우주선", "exact": true })).await;
        assert_eq!((&none["sections"], &none["total"]), (&json!([]), &json!(0)));
        let read = answer(&client, "search", json!({ "query": "qhffba" })).await;
        check("search", &read);
        assert_eq!(read["also_read"][0]["rule"], "keyboard");

        for section in [sections[0]["id"].as_str().expect("an id"), "요리.md:6"] {
            let shown = answer(&client, "show", json!({ "section": section })).await;
            check("show", &shown);
            assert_eq!((&shown["path"], &shown["line"]), (&json!("요리.md"), &json!(3)));
            assert_eq!(shown["trail"], json!(["요리", "김치찌개"]));
            assert!(shown["text"].as_str().is_some_and(|t| t.starts_with("## 김치찌개\n")));
        }
        let whole = answer(&client, "show", json!({ "section": "요리.md" })).await;
        assert!(whole["text"].as_str().is_some_and(|t| t.contains("된장을 푼다")));

        let service = answer(&client, "service", json!({ "name": "sqs" })).await;
        check("service", &service);
        assert_eq!(service["found"]["sections"][0]["trail"], json!(["Amazon SQS"]));
        assert!(service["entry"]["gloss"].is_string());
        let all = answer(&client, "service", json!({})).await;
        check("service", &all);
        assert!(all["entries"].to_string().contains("AWS Storage Gateway"), "{all}");
        let concept = answer(&client, "concept", json!({ "name": "메시지 큐" })).await;
        check("concept", &concept);
    });
}

#[test]
fn mistakes_are_told_and_survived() {
    connected(&notes(), async |client| {
        let told = error(&client, "service", json!({ "name": "Amazn SQZ" })).await;
        assert!(told.contains("no name that is known"), "{told}");
        assert!(error(&client, "search", json!({ "query": " " })).await.contains("empty"));
        assert!(
            error(&client, "show", json!({ "section": "0000000" })).await.contains("no section")
        );
        // A wrong argument or tool is a mistake of the client.
        let no_tool = CallToolRequestParams::new("delete");
        assert!(client.call_tool(no_tool).await.is_err());
        let found = answer(&client, "search", json!({ "query": "두부" })).await;
        assert_eq!(found["total"], 1);
    });
}

#[test]
fn nothing_but_notes_is_read_and_nothing_is_written() {
    let notes = notes();
    let before = contents(&notes.path("notes"));
    connected(&notes, async |client| {
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
            let told = error(&client, "show", json!({ "section": outside })).await;
            assert!(!told.contains("두부") && !told.contains("root:"), "{outside}: {told}");
        }
        let found = answer(&client, "search", json!({ "query": "path:../outside 밖" })).await;
        assert!(!found.to_string().contains("outside.md"), "{found}");
    });
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
    connected(&notes, async |client| {
        for outside in ["link.md", "link.md:1", "folder/b.md", "folder/b.md:1"] {
            let told = error(&client, "show", json!({ "section": outside })).await;
            assert!(!told.contains("# "), "{outside}: {told}");
        }
    });
}

#[test]
fn what_changes_is_met_by_the_next_call() {
    let notes = notes();
    connected(&notes, async |client| {
        let total = async |query: &str| {
            answer(&client, "search", json!({ "query": query, "exact": true })).await["total"]
                .clone()
        };
        assert_eq!(total("포렌식").await, 0);
        notes.write("notes/새.md", "# 포렌식\n\n기록을 뒤진다.\n");
        assert_eq!(total("포렌식").await, 1);
    });
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
