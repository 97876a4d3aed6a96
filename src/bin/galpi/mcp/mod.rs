//! The Model Context Protocol over two streams, as far as a server of tools
//! needs it: `initialize`, `ping`, `tools/list`, `tools/call` and cancellation.
//!
//! The stdio transport has one JSON-RPC 2.0 message a line ([`message`]). One
//! thread reads lines and sees cancellations ([`queue`]); requests are answered
//! one after the other. What the tools are and do is the caller's ([`Tools`]).

mod message;
mod queue;

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Map, Value, json};

use message::{Code, Incoming, Message, RpcError};
use queue::Queue;

/// Revisions of the protocol that are spoken, oldest first. For a server of
/// tools they differ in nothing but batches, which are always understood.
const REVISIONS: [&str; 4] = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"];

/// What a server offers.
pub(crate) trait Tools {
    /// What the whole is for, told to the assistant once.
    fn instructions(&self) -> &str;

    /// The tools, as `tools/list` gives them: name, description and schemas.
    fn list(&self) -> Value;

    /// Uses a tool, and returns what its output schema promises.
    ///
    /// # Errors
    ///
    /// When there is no such tool, its arguments don't fit, or it fails.
    fn call(&self, name: &str, arguments: Map<String, Value>) -> Result<Value, CallError>;
}

/// Why a tool gave no answer.
#[derive(Debug)]
pub(crate) enum CallError {
    /// There is no tool of this name: an error of the protocol.
    UnknownTool,
    /// Its arguments don't fit, or it failed: told to the assistant as its
    /// result, so that it can mend the call.
    Failed(String),
}

/// Serves until the client closes its side.
///
/// # Errors
///
/// When a stream can't be read or written.
pub(crate) fn serve(
    input: impl Read + Send + 'static,
    mut output: impl Write,
    tools: &impl Tools,
) -> io::Result<()> {
    let mut queue = Queue::reading(input);
    while let Some(message) = queue.next()? {
        let Message { incoming, is_batch } = message;
        let mut answers = Vec::new();
        for one in incoming {
            match one {
                Incoming::Request { id, method, params } => {
                    let result = answer(tools, &method, params);
                    if !queue.is_cancelled(&id) {
                        answers.push(message::response(&id, result));
                    }
                }
                Incoming::Invalid { id, error } => answers.push(message::refusal(id, error)),
                // `notifications/initialized` and what else needs no answer.
                Incoming::Notification { .. } | Incoming::Response => {}
            }
        }
        if is_batch && !answers.is_empty() {
            write_line(&mut output, &Value::Array(answers))?;
        } else {
            answers.iter().try_for_each(|answer| write_line(&mut output, answer))?;
        }
    }
    Ok(())
}

fn write_line(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    output.write_all(&line)?;
    output.flush()
}

fn answer(tools: &impl Tools, method: &str, params: Map<String, Value>) -> Result<Value, RpcError> {
    match method {
        "initialize" => initialize(tools, &params),
        "ping" => Ok(json!({})),
        "tools/list" => match params.get("cursor") {
            // There is one page, so no cursor is ours.
            Some(cursor) if !cursor.is_null() => {
                Err(RpcError::new(Code::InvalidParams, "there is no such cursor"))
            }
            _ => Ok(json!({ "tools": tools.list() })),
        },
        "tools/call" => call(tools, params),
        _ => Err(RpcError::new(Code::MethodNotFound, format!("there is no method `{method}`"))),
    }
}

fn initialize(tools: &impl Tools, params: &Map<String, Value>) -> Result<Value, RpcError> {
    let Some(asked) = params.get("protocolVersion").and_then(Value::as_str) else {
        return Err(RpcError::new(Code::InvalidParams, "`protocolVersion` is missing"));
    };
    // The client decides whether it can speak the newest one instead of its own.
    let newest = REVISIONS[REVISIONS.len() - 1];
    let revision = REVISIONS.into_iter().find(|known| *known == asked).unwrap_or(newest);
    Ok(json!({
        "protocolVersion": revision,
        "capabilities": { "tools": { "listChanged": false } },
        "serverInfo": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "instructions": tools.instructions(),
    }))
}

fn call(tools: &impl Tools, mut params: Map<String, Value>) -> Result<Value, RpcError> {
    let name = match params.remove("name") {
        Some(Value::String(name)) => name,
        _ => return Err(RpcError::new(Code::InvalidParams, "`name` of a tool is missing")),
    };
    let arguments = match params.remove("arguments") {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(arguments)) => arguments,
        Some(_) => return Err(RpcError::new(Code::InvalidParams, "`arguments` are an object")),
    };
    // A panic fails one call; the server goes on for the next.
    let result = catch_unwind(AssertUnwindSafe(|| tools.call(&name, arguments)))
        .map_err(|_| RpcError::new(Code::InternalError, format!("`{name}` met a defect")))?;
    let text = |text: &str| json!([{ "type": "text", "text": text }]);
    match result {
        // The same as text, for clients of the revisions before 2025-06-18.
        Ok(structured) => Ok(json!({
            "content": text(&structured.to_string()),
            "structuredContent": structured,
            "isError": false,
        })),
        Err(CallError::Failed(why)) => Ok(json!({ "content": text(&why), "isError": true })),
        Err(CallError::UnknownTool) => {
            Err(RpcError::new(Code::InvalidParams, format!("there is no tool `{name}`")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tool that gives back what it gets, one that fails, and one that panics.
    struct Echo;

    impl Tools for Echo {
        fn instructions(&self) -> &str {
            "Say something."
        }

        fn list(&self) -> Value {
            json!([{ "name": "echo" }])
        }

        fn call(&self, name: &str, arguments: Map<String, Value>) -> Result<Value, CallError> {
            match name {
                "echo" => Ok(Value::Object(arguments)),
                "fail" => Err(CallError::Failed("it failed".to_owned())),
                "panic" => panic!("a defect"),
                _ => Err(CallError::UnknownTool),
            }
        }
    }

    fn served(input: &[u8]) -> Vec<Value> {
        let mut output = Vec::new();
        serve(io::Cursor::new(input.to_vec()), &mut output, &Echo).expect("memory fails nowhere");
        let output = String::from_utf8(output).expect("JSON is UTF-8");
        output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
    }

    /// Asks `method` with `params`, and returns the answer without its frame.
    fn asked(method: &str, params: &Value) -> Value {
        let request = json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params });
        let answers = served(format!("{request}\n").as_bytes());
        let [answer] = &answers[..] else { panic!("{answers:?}") };
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(7)));
        match answer.get("error") {
            Some(error) => {
                assert!(error["message"].as_str().is_some_and(|text| !text.is_empty()));
                error["code"].clone()
            }
            None => answer["result"].clone(),
        }
    }

    #[test]
    fn the_client_s_revision_is_spoken_or_the_newest() {
        for (asked_for, spoken) in [
            ("2024-11-05", "2024-11-05"),
            ("2025-06-18", "2025-06-18"),
            ("2025-11-25", "2025-11-25"),
            ("2099-01-01", "2025-11-25"),
            ("1", "2025-11-25"),
        ] {
            let hello = asked("initialize", &json!({ "protocolVersion": asked_for }));
            assert_eq!(hello["protocolVersion"], spoken, "{asked_for}");
            assert_eq!(hello["serverInfo"]["name"], "galpi");
            assert_eq!(hello["capabilities"], json!({ "tools": { "listChanged": false } }));
        }
        assert_eq!(asked("initialize", &json!({})), -32602);
    }

    #[test]
    fn each_method_answers_or_says_which_mistake_it_is() {
        assert_eq!(asked("ping", &Value::Null), json!({}));
        assert_eq!(asked("tools/list", &json!({})), json!({ "tools": [{ "name": "echo" }] }));
        assert_eq!(asked("tools/list", &json!({ "cursor": "x" })), -32602);
        assert_eq!(asked("resources/list", &json!({})), -32601);
        assert_eq!(asked("tools/call", &json!({})), -32602);
        assert_eq!(asked("tools/call", &json!([1])), -32602);
        assert_eq!(asked("tools/call", &json!({ "name": "none" })), -32602);
        assert_eq!(asked("tools/call", &json!({ "name": "echo", "arguments": 1 })), -32602);
        let echoed = asked("tools/call", &json!({ "name": "echo", "arguments": { "a": "가" } }));
        assert_eq!(echoed["structuredContent"], json!({ "a": "가" }));
        assert_eq!(echoed["content"][0]["text"], r#"{"a":"가"}"#);
        let failed = asked("tools/call", &json!({ "name": "fail" }));
        assert_eq!(
            (&failed["isError"], &failed["content"][0]["text"]),
            (&json!(true), &json!("it failed"))
        );
    }

    #[test]
    fn a_defect_in_one_call_is_told_and_the_next_is_answered() {
        let input = concat!(
            r#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"panic"}}"#,
            "\n",
            r#"{"jsonrpc":"2.0","id":2,"method":"ping"}"#,
            "\n"
        );
        let answers = served(input.as_bytes());
        assert_eq!(answers[0]["error"]["code"], -32603);
        assert_eq!(answers[1], json!({ "jsonrpc": "2.0", "id": 2, "result": {} }));
    }

    #[test]
    fn what_is_no_request_is_refused_and_survived() {
        let long = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{}"}}"#, "x".repeat(9 << 20));
        for (line, code, id) in [
            (&b"hello"[..], -32700, Value::Null),
            (br#"{"jsonrpc":"2.0","id":1"#, -32700, Value::Null),
            (
                br#"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":"\ud800"}}"#,
                -32700,
                Value::Null,
            ),
            (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\"}", -32700, Value::Null),
            (b"[[[[", -32700, Value::Null),
            (b"1", -32600, Value::Null),
            (b"[]", -32600, Value::Null),
            (b"{}", -32600, Value::Null),
            (br#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600, json!(1)),
            (br#"{"jsonrpc":"2.0","id":1}"#, -32600, json!(1)),
            (br#"{"jsonrpc":"2.0","id":"a","method":1}"#, -32600, json!("a")),
            (br#"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, -32600, Value::Null),
            (br#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, -32600, Value::Null),
            (long.as_bytes(), -32600, Value::Null),
        ] {
            let ping = &b"\n{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}\n"[..];
            let answers = served(&[line, ping].concat());
            let told = String::from_utf8_lossy(&line[..line.len().min(80)]);
            assert_eq!(
                (&answers[0]["error"]["code"], &answers[0]["id"]),
                (&json!(code), &id),
                "{told}"
            );
            assert_eq!(answers[1]["id"], 9, "{told}");
        }
    }

    #[test]
    fn nothing_is_said_to_notifications_answers_and_empty_lines() {
        let input = concat!(
            "\n \r\n",
            r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
            "\n",
            r#"{"jsonrpc":"2.0","method":"notifications/of/another/kind","params":[1]}"#,
            "\n",
            r#"{"jsonrpc":"2.0","id":1,"result":{}}"#,
            "\n",
            r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"x"}}"#,
            "\n"
        );
        assert_eq!(served(input.as_bytes()), Vec::<Value>::new());
    }

    #[test]
    fn a_batch_is_answered_by_a_batch() {
        let input = concat!(
            r#"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"x"},7,"#,
            r#"{"jsonrpc":"2.0","id":2,"method":"x"}]"#,
            "\n",
            r#"[{"jsonrpc":"2.0","method":"x"}]"#
        );
        let answers = served(input.as_bytes());
        let [Value::Array(answers)] = &answers[..] else { panic!("{answers:?}") };
        assert_eq!(answers.len(), 3);
        assert_eq!(answers[0]["result"], json!({}));
        assert_eq!(answers[1]["error"]["code"], -32600);
        assert_eq!(answers[2]["error"]["code"], -32601);
    }
}
