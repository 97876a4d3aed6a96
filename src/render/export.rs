//! Configuration, documents and queries of search engines for many machines.
//!
//! The engines get terms, not text, and cut them at spaces: what galpi knows of
//! Korean is done before. A query must be made of terms the same way, by
//! [`search_body`]; readings other than the words as typed stay galpi's own.

use serde_json::{Value, json};

use crate::analysis::Term;
use crate::index::IndexedSection;
use crate::search::Weights;

/// A search engine that runs on many machines, for notes that are too many for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch 2 and 3; Elasticsearch takes the same.
    OpenSearch,
    /// Quickwit 0.8 (index configurations of version 0.8).
    Quickwit,
}

/// Fields of terms, and whether the places of their terms are kept.
const TERMS: [(&str, bool); 6] = [
    ("path", false),
    ("title", true),
    ("trail", false),
    ("body", true),
    ("mention", false),
    ("subject", false),
];

/// Returns the configuration of an index called `name`: the body of
/// OpenSearch's `PUT /name`, or of Quickwit's `POST /api/v1/indexes`.
pub fn configuration(engine: Engine, name: &str) -> String {
    let body = match engine {
        Engine::OpenSearch => opensearch(),
        Engine::Quickwit => quickwit(name),
    };
    format!("{body:#}\n")
}

fn opensearch() -> Value {
    let mut fields = serde_json::Map::new();
    for (field, has_positions) in TERMS {
        let options = if has_positions { "positions" } else { "freqs" };
        let definition = json!({
            "type": "text", "analyzer": "whitespace", "similarity": "galpi",
            "index_options": options,
        });
        fields.insert(field.to_owned(), definition);
    }
    for field in ["id", "note"] {
        fields.insert(field.to_owned(), json!({ "type": "keyword" }));
    }
    for field in ["line", "end_line"] {
        fields.insert(field.to_owned(), json!({ "type": "integer" }));
    }
    // Shown, not searched: their terms are in `title` and `trail`.
    let heading = json!({ "type": "keyword", "index": false, "doc_values": false });
    fields.insert("headings".to_owned(), heading.clone());
    fields.insert("text".to_owned(), heading);
    // Ranked as here, as far as these engines can.
    let weights = Weights::default();
    let (k1, b) = (rounded(weights.saturation), rounded(weights.length));
    json!({
        "settings": { "index": { "similarity": {
            "galpi": { "type": "BM25", "k1": k1, "b": b },
        } } },
        "mappings": { "dynamic": "strict", "properties": fields },
    })
}

fn quickwit(name: &str) -> Value {
    let text = |field: &str, tokenizer: &str, record: &str, norms: bool| {
        json!({
            "name": field, "type": "text", "tokenizer": tokenizer, "record": record,
            "fieldnorms": norms,
        })
    };
    let terms = TERMS.iter().map(|(field, has_positions)| {
        let record = if *has_positions { "position" } else { "freq" };
        text(field, "whitespace", record, true)
    });
    let mut fields: Vec<Value> = terms.collect();
    fields.extend(["id", "note"].map(|field| text(field, "raw", "basic", false)));
    let number = |field: &str| json!({ "name": field, "type": "u64", "indexed": false });
    fields.extend(["line", "end_line"].map(number));
    fields.push(json!({ "name": "headings", "type": "array<text>", "indexed": false }));
    fields.push(json!({ "name": "text", "type": "text", "indexed": false }));
    json!({
        "version": "0.8",
        "index_id": name,
        "doc_mapping": { "mode": "strict", "field_mappings": fields },
        "search_settings": { "default_search_fields": ["title", "trail", "body"] },
    })
}

/// Returns a section as lines for the engine's bulk interface: for OpenSearch
/// an action and a document, for Quickwit a document. `text` is what stands in
/// the note, for the engine to show; `notebook` stands before its path and id
/// where several notebooks share an index.
pub fn document(
    engine: Engine,
    name: &str,
    notebook: Option<&str>,
    section: &IndexedSection,
    text: &str,
) -> String {
    let record = &section.record;
    let (id, note) = match notebook {
        Some(notebook) => {
            (format!("{notebook}-{}", record.id()), format!("{notebook}/{}", record.path()))
        }
        None => (record.id().to_string(), record.path().to_string()),
    };
    let joined = |terms: &[String]| terms.join(" ");
    let document = json!({
        "id": id,
        "note": note,
        "line": record.line,
        "end_line": record.end_line,
        "headings": record.trail,
        "text": text,
        "path": joined(&section.path),
        "title": joined(&section.title),
        "trail": joined(&section.trail),
        "body": joined(&section.body),
        "mention": joined(&section.mention),
        "subject": joined(&section.subject),
    });
    match engine {
        Engine::OpenSearch => {
            let action = json!({ "index": { "_index": name, "_id": id } });
            format!("{action}\n{document}\n")
        }
        Engine::Quickwit => format!("{document}\n"),
    }
}

/// Returns the body of a search for `terms`, the analysis of what was typed, as
/// both engines take it (Quickwit under `/api/v1/_elastic`).
pub fn search_body(terms: &[Term]) -> String {
    let weights = Weights::default();
    let (title, trail) = (rounded(weights.title), rounded(weights.trail));
    let terms: Vec<&str> = terms.iter().map(|term| term.term.as_str()).collect();
    let body = json!({
        "query": { "multi_match": {
            "query": terms.join(" "),
            "type": "most_fields",
            "fields": [format!("title^{title}"), format!("trail^{trail}"), "body".to_owned()],
        } },
        "_source": ["id", "note", "line", "end_line", "headings", "text"],
    });
    format!("{body:#}\n")
}

/// Returns a weight without the digits that a longer number type adds.
fn rounded(weight: f32) -> f64 {
    (f64::from(weight) * 1000.0).round() / 1000.0
}
