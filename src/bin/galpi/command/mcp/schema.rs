//! How the tools are described to an assistant: what each is for, what it
//! takes and what it gives, as JSON Schema.

use serde_json::{Value, json};

pub(super) const INSTRUCTIONS: &str = "Searches the user's Markdown notes, section by \
    section, in Korean and English. Start with `search`, or with `service` or `concept` when you \
    know a name. Read a section in full with `show`, and find what is connected to it with \
    `related`. `exam` looks up a question with answer options. The notes are never changed.";

/// The tools, as `tools/list` gives them.
pub(super) fn tools() -> Value {
    json!([search(), show(), service(), concept(), exam(), related()])
}

fn tool(name: &str, description: &str, input: &Value, output: &Value) -> Value {
    let mut output = output.clone();
    output["properties"]["unread"] =
        texts("What of the notes could not be read, so that no answer has it; mostly not there.");
    json!({
        "name": name,
        "description": description,
        "inputSchema": input,
        "outputSchema": output,
        "annotations": { "readOnlyHint": true, "openWorldHint": false },
    })
}

fn search() -> Value {
    let input = object(
        &["query"],
        &json!({
            "query": text(
                "What to search for, in Korean or English: words, a name as it sounds, an idea, or a \
                 whole question. \"a phrase\" and +word must occur, -word must not; path: and \
                 heading: search paths and headings.",
            ),
            "limit": limit(),
            "exact": {
                "type": "boolean",
                "default": false,
                "description":
                    "Match only the words as typed: no synonyms, translations or corrections.",
            },
            "fixed": {
                "type": "boolean",
                "default": false,
                "description":
                    "Match these characters literally, whether or not they form words: names in \
                     code, flags, parts of words.",
            },
        }),
    );
    let description = "Finds the sections of the user's notes that match best. Finds Korean text \
        from English words and the other way round, corrects misspellings, and understands ideas \
        described without their names.";
    tool("search", description, &input, &found())
}

fn show() -> Value {
    let input = object(
        &["section"],
        &json!({
            "section": text(
                "The id of a section, or the path of a note with a line: `storage/ebs.md:30`. \
                 The other tools return both. A path without a line means the whole note.",
            ),
        }),
    );
    let output = object(
        &["path", "line", "trail", "text", "is_cut"],
        &json!({
            "notebook": text("Name of its notebook, if there are several."),
            "path": text("Path of the note, relative to the folder of notes."),
            "line": count("First line, 1-based."),
            "trail": texts("Headings, outermost first; empty for a whole note."),
            "text": text("Text of the section or note."),
            "is_cut": {
                "type": "boolean",
                "description": "Whether the text was cut off, at 64 KiB.",
            },
        }),
    );
    let description =
        "Returns one section of the user's notes in full, by its id or by path and line.";
    tool("show", description, &input, &output)
}

fn service() -> Value {
    let description = "Returns what the user's notes say about a service or product, starting with \
        the section that explains it; without a name, lists the services that they mention.";
    tool("service", description, &named(), &told())
}

fn concept() -> Value {
    let description = "Returns what the user's notes say about a concept (high availability, \
        failover, encryption at rest), including its synonyms and narrower concepts; without a \
        name, lists the concepts that they mention.";
    tool("concept", description, &named(), &told())
}

/// What `service` and `concept` take.
fn named() -> Value {
    object(
        &[],
        &json!({
            "name": {
                "type": ["string", "null"],
                "description":
                    "Its name, in any spelling, Korean or English; without it, all that the notes \
                     mention are listed with counts.",
            },
            "limit": limit(),
        }),
    )
}

fn exam() -> Value {
    let input = object(
        &["question"],
        &json!({
            "question": text(
                "The question with its options, as pasted: A) B) C), ①②③, 가. 나. 다. or 1) 2), on \
                 separate lines or on one.",
            ),
        }),
    );
    let part = object(
        &["label", "text"],
        &json!({
            "label": text("Label of the option, such as A; empty for a phrase of the question."),
            "text": text("The option or phrase."),
            "section": described("The section that covers it; absent if there is none.", section()),
        }),
    );
    let output = object(
        &["stem", "whole", "statements", "options", "decisive"],
        &json!({
            "stem": text("The question without its options."),
            "statements": list(
                "Statements that the options name by their labels; the options have no section \
                 of their own then.",
                &part,
            ),
            "whole": list("Sections that match the question as a whole, best first.", &section()),
            "options": list("The options, in order.", &part),
            "decisive": list("Conditions in the question that decide between options.", &part),
        }),
    );
    let description = "Looks up each option of an exam question in the user's notes, and the \
        conditions that decide between them. It does not say which option is right.";
    tool("exam", description, &input, &output)
}

fn related() -> Value {
    let input = object(
        &["section"],
        &json!({
            "section": text("The section, in the form that `show` takes."),
            "limit": limit(),
        }),
    );
    let one = object(
        &["relation", "section"],
        &json!({
            "relation": {
                "type": "string",
                "enum": ["links-to", "linked-from", "subject", "similar"],
                "description": "How it is related to the given section.",
            },
            "section": section(),
        }),
    );
    let output = object(
        &["sections"],
        &json!({ "sections": list("Links first, similar sections last.", &one) }),
    );
    let description = "Lists what to read after a section of the user's notes: sections that it \
        links to, sections that link to it, sections on the same service or concept, and similar \
        ones.";
    tool("related", description, &input, &output)
}

/// A section that was found.
fn section() -> Value {
    object(
        &["id", "path", "line", "trail", "snippet"],
        &json!({
            "id": text("Id of the section, for `show` and `related`."),
            "notebook": text("Name of its notebook, if there are several."),
            "path": text("Path of the note, relative to the folder of notes."),
            "line": count("Number of the line that matches best, 1-based."),
            "trail": texts("Headings, outermost first."),
            "snippet": text("The line that matches best."),
            "services": texts("Services that the section mentions."),
            "concepts": texts("Concepts that the section mentions."),
        }),
    )
}

/// Sections, best first.
fn found() -> Value {
    let reading = object(
        &["typed", "read_as", "rule"],
        &json!({
            "typed": text("The word as typed."),
            "read_as": text("What it was also read as."),
            "rule": text("Why: translation, sound, typo, keyboard layout and so on."),
        }),
    );
    object(
        &["sections", "total"],
        &json!({
            "sections": list("Sections, best first.", &section()),
            "total": count("Number of sections found in all."),
            "total_is_at_least": {
                "type": "boolean",
                "description": "Whether there may be more than `total`; absent if it is exact.",
            },
            "also_read": list("Words that were also read in another way.", &reading),
            "remarks": texts("Remarks on the answer: what was left out or could not be read."),
        }),
    )
}

/// What the notes say of a service or concept, or of which ones they speak.
fn told() -> Value {
    let mut entry = object(
        &["name", "korean", "gloss", "gloss_korean"],
        &json!({
            "name": text("Its English name."),
            "korean": text("Its Korean name."),
            "gloss": text("What it is, in English."),
            "gloss_korean": text("What it is, in Korean."),
            "part_of": texts("What it is part of."),
            "beside": texts("What these notes compare it with."),
        }),
    );
    entry["description"] = json!("The service or concept asked for.");
    let counted = object(
        &["name", "korean", "sections", "subject_of"],
        &json!({
            "name": text("Its English name."),
            "korean": text("Its Korean name."),
            "sections": count("Number of sections that mention it."),
            "subject_of": count("Number of sections about it."),
        }),
    );
    let mut found = found();
    found["description"] = json!("Sections about it, starting with the one that explains it.");
    object(
        &[],
        &json!({
            "entry": entry,
            "found": found,
            "entries": list("Without a name: everything that the notes mention.", &counted),
        }),
    )
}

fn object(required: &[&str], properties: &Value) -> Value {
    json!({ "type": "object", "properties": properties, "required": required })
}

/// A part of an answer, with what it is.
fn described(description: &str, mut schema: Value) -> Value {
    schema["description"] = json!(description);
    schema
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

fn texts(description: &str) -> Value {
    list(description, &json!({ "type": "string" }))
}

fn list(description: &str, item: &Value) -> Value {
    json!({ "type": "array", "items": item, "description": description })
}

fn count(description: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "description": description })
}

/// How many sections are given at most.
fn limit() -> Value {
    json!({
        "type": ["integer", "null"],
        "minimum": 0,
        "description": "Maximum number of sections, from 1 to 50; 10 by default.",
    })
}
