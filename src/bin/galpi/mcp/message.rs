//! JSON-RPC 2.0: what a line says, and how it is answered.

use serde_json::{Map, Value, json};

/// Messages in one array, at most: they are answered together, and an answer may
/// be a whole section.
const MAX_BATCH: usize = 64;

/// What one line holds.
#[derive(Debug)]
pub(super) struct Message {
    pub(super) incoming: Vec<Incoming>,
    /// Whether they came in an array, and are answered by one.
    pub(super) is_batch: bool,
}

/// One thing that the client says.
#[derive(Debug)]
pub(super) enum Incoming {
    Request {
        id: RequestId,
        method: String,
        params: Map<String, Value>,
    },
    Notification {
        method: String,
        params: Map<String, Value>,
    },
    /// An answer. Nothing is ever asked of the client, so it is to nothing.
    Response,
    /// What is none of these.
    Invalid {
        id: Option<RequestId>,
        error: RpcError,
    },
}

/// What tells requests apart: a string or a number.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RequestId(Value);

impl RequestId {
    pub(super) fn new(value: &Value) -> Option<Self> {
        (value.is_string() || value.is_number()).then(|| Self(value.clone()))
    }
}

/// Why a request has no result.
#[derive(Debug)]
pub(super) struct RpcError {
    code: Code,
    message: String,
}

/// The errors that JSON-RPC 2.0 has numbers for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Code {
    /// It is no JSON: unfinished, no UTF-8, half of a surrogate pair, too deep.
    ParseError = -32700,
    /// It is JSON, and no request.
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
}

impl RpcError {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl Message {
    /// Reads a line. There is always something to say to it, unless it is blank.
    pub(super) fn parse(line: &[u8]) -> Option<Self> {
        if line.trim_ascii().is_empty() {
            return None;
        }
        Some(match serde_json::from_slice(line) {
            Ok(Value::Array(batch)) if batch.len() > MAX_BATCH => {
                let why = format!("an array has {MAX_BATCH} messages at most");
                Self::invalid(Code::InvalidRequest, why)
            }
            Ok(Value::Array(batch)) if !batch.is_empty() => {
                Self { incoming: batch.into_iter().map(incoming).collect(), is_batch: true }
            }
            Ok(value) => Self { incoming: vec![incoming(value)], is_batch: false },
            Err(error) => Self::invalid(Code::ParseError, error.to_string()),
        })
    }

    /// A message that can't be read.
    pub(super) fn invalid(code: Code, why: impl Into<String>) -> Self {
        let error = RpcError::new(code, why);
        Self { incoming: vec![Incoming::Invalid { id: None, error }], is_batch: false }
    }
}

fn incoming(value: Value) -> Incoming {
    let Value::Object(mut fields) = value else {
        let error = RpcError::new(Code::InvalidRequest, "a request is an object");
        return Incoming::Invalid { id: None, error };
    };
    let given = fields.remove("id");
    let id = given.as_ref().and_then(RequestId::new);
    let invalid = |id, code, why: &str| Incoming::Invalid { id, error: RpcError::new(code, why) };
    if fields.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return invalid(id, Code::InvalidRequest, "`jsonrpc` is \"2.0\"");
    }
    let method = match fields.remove("method") {
        Some(Value::String(method)) => method,
        None if fields.contains_key("result") || fields.contains_key("error") => {
            return Incoming::Response;
        }
        _ => return invalid(id, Code::InvalidRequest, "`method` is a string"),
    };
    if given.is_some() && id.is_none() {
        return invalid(None, Code::InvalidRequest, "`id` is a string or a number");
    }
    let params = match fields.remove("params") {
        None | Some(Value::Null) => Some(Map::new()),
        Some(Value::Object(params)) => Some(params),
        Some(_) => None,
    };
    match (id, params) {
        (Some(id), Some(params)) => Incoming::Request { id, method, params },
        (Some(id), None) => invalid(Some(id), Code::InvalidParams, "`params` is an object"),
        // A notification gets no answer, whatever is wrong with it.
        (None, params) => Incoming::Notification { method, params: params.unwrap_or_default() },
    }
}

/// The answer to a request.
pub(super) fn response(id: &RequestId, result: Result<Value, RpcError>) -> Value {
    match result {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id.0, "result": result }),
        Err(error) => refusal(Some(id.clone()), error),
    }
}

/// The answer to a request that fails. JSON-RPC has a null id where the request's
/// own couldn't be read.
pub(super) fn refusal(id: Option<RequestId>, error: RpcError) -> Value {
    json!({
        "jsonrpc": "2.0",
        "id": id.map(|id| id.0),
        "error": { "code": error.code as i32, "message": error.message },
    })
}
