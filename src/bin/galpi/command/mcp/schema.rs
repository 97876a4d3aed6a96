//! How the tools are described to an assistant: what each is for, what it
//! takes and what it gives, as JSON Schema.

use serde_json::{Value, json};

pub(super) const INSTRUCTIONS: &str = "Searches folders of Markdown notes by section, Korean \
    and English alike. Begin with `search`, or with `service` and `concept` where a name is \
    known; read a section with `show`, and what is linked with it with `related`; `exam` \
    takes a question with options. Nothing is ever changed.";

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
                "What to look for, Korean or English: words, a name as it sounds, an idea, or a \
                 whole question. \"a phrase\" and +word must be there, -word must not; path: and \
                 heading: narrow.",
            ),
            "limit": limit(),
            "exact": {
                "type": "boolean",
                "default": false,
                "description":
                    "Only the words as typed: no synonym, translation or correction.",
            },
            "fixed": {
                "type": "boolean",
                "default": false,
                "description":
                    "Only these characters as they stand, whether or not they are words: names \
                     in code, flags, parts of words.",
            },
        }),
    );
    let description = "Finds the sections of the user's notes that answer best. Understands \
        Korean and English, each in the other's words, misspellings, and ideas described without \
        their names.";
    tool("search", description, &input, &found())
}

fn show() -> Value {
    let input = object(
        &["section"],
        &json!({
            "section": text(
                "The id of a section, or the path of a note with a line: `storage/ebs.md:30`. \
                 Both are in what the other tools give. A path alone means the whole note.",
            ),
        }),
    );
    let output = object(
        &["path", "line", "trail", "text", "is_cut"],
        &json!({
            "notebook": text("Which notebook it is in, where there are several."),
            "path": text("The note, from the folder of notes."),
            "line": count("Where it begins, 1-based."),
            "trail": texts("Headings, outermost first; none for a whole note."),
            "text": text("The section or note, whole."),
            "is_cut": {
                "type": "boolean",
                "description": "Whether the text goes on: it is cut at 64 KiB.",
            },
        }),
    );
    let description = "Gives a section of the user's notes, whole, by its id or by path and line.";
    tool("show", description, &input, &output)
}

fn service() -> Value {
    let description = "Tells what the user's notes say of a service or product, the section that \
        explains it first; without a name, of which services they speak.";
    tool("service", description, &named(), &told())
}

fn concept() -> Value {
    let description = "Tells what the user's notes say of a concept of the field (high \
        availability, failover, encryption at rest), through its synonyms and narrower concepts; \
        without a name, of which concepts they speak.";
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
                    "Its name, in any spelling or language; without it, all that these notes \
                     speak of are listed with counts.",
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
                "A question with its options, as it was pasted: A) B) C), ①②③, 가. 나. 다. or 1) 2), \
                 on lines or in one.",
            ),
        }),
    );
    let part = object(
        &["label", "text"],
        &json!({
            "label": text("What the option is chosen by; empty for a phrase of the question."),
            "text": text("The option or phrase."),
            "section": described("The section that treats it; absent where none does.", section()),
        }),
    );
    let output = object(
        &["stem", "whole", "options", "decisive"],
        &json!({
            "stem": text("What stands before the options."),
            "whole": list("Sections that answer the question as a whole, best first.", &section()),
            "options": list("The options, in their order.", &part),
            "decisive": list("Phrases of the question that decide between options.", &part),
        }),
    );
    let description = "Sets the user's notes beside each option of a question of an exam, and \
        beside what decides in it. It doesn't tell which option is right.";
    tool("exam", description, &input, &output)
}

fn related() -> Value {
    let input = object(
        &["section"],
        &json!({
            "section": text("The section, as `show` takes it."),
            "limit": limit(),
        }),
    );
    let one = object(
        &["relation", "section"],
        &json!({
            "relation": {
                "type": "string",
                "enum": ["links-to", "linked-from", "subject", "similar"],
                "description": "What it has to do with the section that was asked for.",
            },
            "section": section(),
        }),
    );
    let output = object(
        &["sections"],
        &json!({ "sections": list("Links first, what is merely similar last.", &one) }),
    );
    let description = "Lists where to read on after a section of the user's notes: what it links \
        to, what links to it, what is on the same service or concept, what is similar.";
    tool("related", description, &input, &output)
}

/// A section that was found.
fn section() -> Value {
    object(
        &["id", "path", "line", "trail", "snippet"],
        &json!({
            "id": text("What `show` knows the section by."),
            "notebook": text("Which notebook it is in, where there are several."),
            "path": text("The note, from the folder of notes."),
            "line": count("The line that answers best, 1-based."),
            "trail": texts("Headings, outermost first."),
            "snippet": text("The line that answers best."),
            "services": texts("Services that the section speaks of."),
            "concepts": texts("Concepts that the section speaks of."),
        }),
    )
}

/// Sections, best first.
fn found() -> Value {
    let reading = object(
        &["typed", "read_as", "rule"],
        &json!({
            "typed": text("What was typed."),
            "read_as": text("What it was read as, besides."),
            "rule": text("Why: translation, sound, typo, keyboard layout and so on."),
        }),
    );
    object(
        &["sections", "total"],
        &json!({
            "sections": list("Sections, best first.", &section()),
            "total": count("How many there are in all."),
            "total_is_at_least": {
                "type": "boolean",
                "description": "Whether there may be more than `total`; not there where it is exact.",
            },
            "also_read": list("What was read otherwise than typed.", &reading),
            "remarks": texts("What else should be known: what was left out, or can't be read."),
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
            "beside": texts("What stands beside it in these notes."),
        }),
    );
    entry["description"] = json!("The one that was asked for.");
    let counted = object(
        &["name", "korean", "sections", "subject_of"],
        &json!({
            "name": text("Its English name."),
            "korean": text("Its Korean name."),
            "sections": count("Sections that name it."),
            "subject_of": count("Sections about it."),
        }),
    );
    let mut found = found();
    found["description"] = json!("Sections on it: the one that explains it first.");
    object(
        &[],
        &json!({
            "entry": entry,
            "found": found,
            "entries": list("Without a name: all that these notes speak of.", &counted),
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
        "description": "The most sections to give, from 1 to 50; 10 unless told.",
    })
}
