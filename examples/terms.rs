//! Texts as the trainer of `meaning/` sees them: cut by our own analysis.
//!
//! ```text
//! terms count < TEXTS                 each term with the number of lines that have it
//! terms encode VOCABULARY < TEXTS     the rows of each line's terms, in binary
//! terms sections FOLDER               the sections of the notes in a folder, as JSON Lines
//! ```
//!
//! `encode` writes for each line a count and as many row numbers, each a
//! little-endian u32. Row n is the term on line n of `VOCABULARY`, from 0. Of
//! a compound and its parts it takes whatever comes first and has a row, as
//! the program does.

use std::error::Error;
use std::io::{BufRead, BufReader, BufWriter, Write, stdin, stdout};
use std::path::Path;

use galpi::analysis::Analyzer;
use galpi::corpus::{Corpus, Note, decode};
use rustc_hash::{FxHashMap, FxHashSet};

const USAGE: &str = "usage: terms count | encode VOCABULARY | sections FOLDER";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["count"] => count(),
        ["encode", vocabulary] => encode(Path::new(vocabulary)),
        ["sections", folder] => sections(Path::new(folder)),
        _ => Err(USAGE.into()),
    }
}

fn count() -> Result<(), Box<dyn Error>> {
    let mut analyzer = Analyzer::new();
    let mut lines_with: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut seen: FxHashSet<Box<str>> = FxHashSet::default();
    for line in BufReader::new(stdin()).lines() {
        analyzer.analyze(&line?, |token| {
            if token.kind.is_word() && !seen.contains(token.term) {
                seen.insert(token.term.into());
            }
        });
        for term in seen.drain() {
            *lines_with.entry(term).or_default() += 1;
        }
    }
    let mut terms: Vec<(Box<str>, u32)> = lines_with.into_iter().collect();
    terms.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut out = BufWriter::new(stdout());
    for (term, count) in terms {
        writeln!(out, "{term}\t{count}")?;
    }
    Ok(out.flush()?)
}

fn encode(vocabulary: &Path) -> Result<(), Box<dyn Error>> {
    let vocabulary = std::fs::read_to_string(vocabulary)?;
    let rows: FxHashMap<&str, u32> = vocabulary.lines().zip(0..).collect();
    let mut analyzer = Analyzer::new();
    let mut out = BufWriter::new(stdout());
    let mut found: Vec<u32> = Vec::new();
    for line in BufReader::new(stdin()).lines() {
        let mut taken_to = 0;
        found.clear();
        analyzer.analyze(&line?, |token| {
            if token.length == 0 || token.position < taken_to {
                return;
            }
            if let Some(row) = rows.get(token.term) {
                found.push(*row);
                taken_to = token.position + token.length;
            }
        });
        out.write_all(&u32::try_from(found.len())?.to_le_bytes())?;
        for row in &found {
            out.write_all(&row.to_le_bytes())?;
        }
    }
    Ok(out.flush()?)
}

fn sections(folder: &Path) -> Result<(), Box<dyn Error>> {
    let corpus = Corpus::new(folder, Vec::new())?;
    let mut out = BufWriter::new(stdout());
    for (path, _) in corpus.discover()?.notes {
        let Some(decoded) = decode(corpus.read(&path)?) else { continue };
        let note = Note::parse(path, decoded);
        for section in &note.sections {
            let prose: Vec<&str> =
                section.prose.iter().map(|span| &note.decoded.text[span.range()]).collect();
            let line = serde_json::json!({
                "path": note.path.to_string(),
                "line": section.line,
                "trail": section.trail,
                "text": prose.join("\n"),
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(out.flush()?)
}
