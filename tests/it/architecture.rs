//! What is deliberately absent: who may import whom.

use std::path::Path;

/// Rooms, and what their `use` lines and paths must not have in them.
const ABSENT: [(&str, &[&str]); 7] = [
    ("src/corpus", &["tantivy", "crate::analysis", "crate::index", "crate::search", "lindera"]),
    (
        "src/analysis",
        &["tantivy", "crate::corpus", "crate::index", "crate::search", "crate::lexicon"],
    ),
    ("src/query", &["tantivy", "crate::index", "crate::search", "std::fs", "std::io"]),
    ("src/lexicon", &["tantivy", "crate::index", "crate::search", "crate::corpus"]),
    ("src/index", &["crate::search", "crate::render", "crate::query"]),
    ("src/search", &["crate::render", "pulldown_cmark", "lindera", "clap"]),
    ("src/render", &["tantivy", "std::fs", "lindera", "clap"]),
];

/// Outside crates that one place alone may know; Markdown is read in one and
/// shown in another.
const DOORS: [(&str, &[&str]); 5] = [
    ("lindera", &["src/analysis/morpheme.rs"]),
    ("pulldown_cmark", &["src/corpus/markdown/", "src/render/markup/"]),
    ("ignore::", &["src/corpus/discover.rs"]),
    ("frostem", &["src/analysis/latin.rs"]),
    ("encoding_rs", &["src/corpus/decode.rs"]),
];

pub(crate) fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let name =
                path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).expect("a source")));
        }
    }
}

/// Lines of code that import, and none of the tests at the end of a file.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .map(str::trim)
        .filter(|line| line.starts_with("use ") || line.starts_with("pub use "))
}

#[test]
fn rooms_import_only_what_they_may() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 30);
    for (name, text) in &files {
        for (room, absent) in ABSENT.iter().filter(|(room, _)| name.starts_with(room)) {
            for line in imports(text) {
                let found = absent.iter().find(|crate_name| line.contains(**crate_name));
                assert!(found.is_none(), "{name} of {room} has `{line}`");
            }
        }
        for (outside, doors) in DOORS {
            let is_used = imports(text).any(|line| line.starts_with(&format!("use {outside}")));
            let is_door = doors.iter().any(|door| name.starts_with(door));
            assert!(!is_used || is_door, "{name} imports {outside}, which only {doors:?} may");
        }
    }
}

#[test]
fn the_library_neither_prints_nor_exits() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for (name, text) in files.iter().filter(|(name, _)| !name.starts_with("src/bin")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in
            ["println!", "eprintln!", "process::exit", "env::var", "current_dir()", "home_dir"]
        {
            assert!(!code.contains(word), "{name} has {word}");
        }
    }
}

#[test]
fn the_code_knows_no_field() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for (name, text) in &files {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let lower = line.to_lowercase();
            for word in ["\"aws", "amazon\"", "lambda", "dynamodb", "ec2"] {
                assert!(!lower.contains(word), "{name}: {line}");
            }
        }
    }
}
