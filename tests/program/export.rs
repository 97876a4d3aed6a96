//! `galpi export`: what other engines are given. The schemas here say what
//! their documentation asks for.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::workspace::Workspace;

const ENGINES: [&str; 2] = ["opensearch", "quickwit"];

fn schema(engine: &str) -> Value {
    match engine {
        "opensearch" => json!({
            "type": "object",
            "required": ["settings", "mappings"],
            "additionalProperties": false,
            "properties": {
                "settings": {
                    "type": "object",
                    "properties": { "index": { "properties": { "similarity": {
                        "additionalProperties": {
                            "required": ["type"],
                            "properties": {
                                "type": { "enum": ["BM25"] },
                                "k1": { "type": "number", "minimum": 0 },
                                "b": { "type": "number", "minimum": 0, "maximum": 1 },
                            },
                            "additionalProperties": false,
                        },
                    } } } },
                },
                "mappings": {
                    "required": ["properties"],
                    "properties": {
                        "dynamic": { "enum": ["strict"] },
                        "properties": { "additionalProperties": { "oneOf": [
                            {
                                "properties": {
                                    "type": { "const": "text" },
                                    "analyzer": { "enum": ["whitespace"] },
                                    "similarity": { "enum": ["galpi"] },
                                    "index_options": { "enum": ["docs", "freqs", "positions", "offsets"] },
                                },
                                "required": ["type", "analyzer"],
                                "additionalProperties": false,
                            },
                            {
                                "properties": {
                                    "type": { "enum": ["keyword", "integer"] },
                                    "index": { "type": "boolean" },
                                    "doc_values": { "type": "boolean" },
                                },
                                "required": ["type"],
                                "additionalProperties": false,
                            },
                        ] } },
                    },
                    "additionalProperties": false,
                },
            },
        }),
        _ => json!({
            "type": "object",
            "required": ["version", "index_id", "doc_mapping"],
            "additionalProperties": false,
            "properties": {
                "version": { "const": "0.8" },
                "index_id": { "type": "string", "pattern": "^[a-zA-Z][a-zA-Z0-9-_\\.]{2,254}$" },
                "doc_mapping": {
                    "required": ["field_mappings"],
                    "additionalProperties": false,
                    "properties": {
                        "mode": { "enum": ["lenient", "strict", "dynamic"] },
                        "field_mappings": { "type": "array", "items": {
                            "required": ["name", "type"],
                            "additionalProperties": false,
                            "properties": {
                                "name": { "type": "string", "pattern": "^[a-z_]+$" },
                                "type": { "enum": ["text", "u64", "array<text>"] },
                                "tokenizer": { "enum": ["raw", "whitespace"] },
                                "record": { "enum": ["basic", "freq", "position"] },
                                "fieldnorms": { "type": "boolean" },
                                "indexed": { "type": "boolean" },
                            },
                        } },
                    },
                },
                "search_settings": {
                    "required": ["default_search_fields"],
                    "additionalProperties": false,
                    "properties": {
                        "default_search_fields": { "items": { "type": "string" } },
                    },
                },
            },
        }),
    }
}

/// Returns the fields that a configuration has.
fn fields(engine: &str, configuration: &Value) -> HashSet<String> {
    match engine {
        "opensearch" => {
            let properties = configuration["mappings"]["properties"].as_object();
            properties.expect("fields").keys().cloned().collect()
        }
        _ => {
            let mappings = configuration["doc_mapping"]["field_mappings"].as_array();
            let name = |field: &Value| field["name"].as_str().expect("a name").to_owned();
            mappings.expect("fields").iter().map(name).collect()
        }
    }
}

/// Returns the documents of an export, and checks what stands between them.
fn documents(engine: &str, exported: &str) -> Vec<Value> {
    let lines: Vec<Value> =
        exported.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    if engine == "quickwit" {
        return lines;
    }
    let (pairs, rest) = lines.as_chunks::<2>();
    assert!(rest.is_empty());
    pairs
        .iter()
        .map(|[action, document]| {
            assert_eq!(action["index"]["_index"], "recipes");
            assert_eq!(action["index"]["_id"], document["id"]);
            document.clone()
        })
        .collect()
}

#[test]
fn configurations_are_as_the_engines_ask() {
    let workspace = Workspace::cooking();
    for engine in ENGINES {
        let arguments = ["export", "--format", engine, "--name", "recipes", "--config"];
        let told = workspace.galpi(arguments).expect_status(0).stdout();
        let configuration: Value = serde_json::from_str(&told).expect("JSON");
        let validator = jsonschema::draft202012::new(&schema(engine)).expect("a schema");
        let faults: Vec<String> =
            validator.iter_errors(&configuration).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn each_section_is_a_document_of_the_fields_that_are_configured() {
    let workspace = Workspace::cooking();
    workspace.galpi(["index"]).expect_status(0);
    let status = workspace.galpi(["status", "--json"]).expect_status(0).stdout();
    let status: Value = serde_json::from_str(&status).expect("JSON");
    for engine in ENGINES {
        let export = |more: &[&str]| {
            let arguments = [&["export", "--format", engine, "--name", "recipes"], more].concat();
            workspace.galpi(arguments).expect_status(0).stdout()
        };
        let configuration: Value = serde_json::from_str(&export(&["--config"])).expect("JSON");
        let configured = fields(engine, &configuration);
        let documents = documents(engine, &export(&[]));
        assert_eq!(documents.len() as u64, status["sections"].as_u64().expect("a number"));
        for document in &documents {
            let own: HashSet<String> =
                document.as_object().expect("a document").keys().cloned().collect();
            assert_eq!(own, configured);
        }
        // What stands in the note is there to be shown.
        let stew = documents.iter().find(|document| document["line"] == 3).expect("a section");
        assert_eq!(stew["text"], "## 김치찌개\n\n묵은 김치를 볶는다.\n- 돼지고기와 **두부** 넣기");
        // A query becomes the terms that the documents have.
        let query: Value = serde_json::from_str(&export(&["--query", "두부를"])).expect("JSON");
        let terms = query["query"]["multi_match"]["query"].as_str().expect("terms");
        assert!(!terms.is_empty());
        let has = |document: &&Value| {
            let body = document["body"].as_str().expect("terms");
            terms.split(' ').all(|term| body.split(' ').any(|own| own == term))
        };
        let found: Vec<&Value> = documents.iter().filter(has).collect();
        assert!(!found.is_empty() && found.len() < documents.len(), "{terms}");
    }
}

#[test]
fn an_unknown_engine_is_told_with_those_that_are_known() {
    let run = Workspace::cooking().galpi(["export", "--format", "lucene"]).expect_status(2);
    let told = run.stderr();
    assert!(told.contains("opensearch") && told.contains("quickwit"), "{told}");
}
