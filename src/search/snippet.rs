//! Where in a section the answer stands.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::analysis::{Analyzer, HANGUL_MARK, Sort, Term, jamo};
use crate::corpus::lines_of;
use crate::index::Record;
use crate::lexicon::{EntryId, Lexicon, Recognizer};
use crate::name::{fold, push_folded};
use crate::span::Span;

use super::hit::{Line, Match, Snippet};
use super::texts::SectionText;

/// What to look for in a section's text, and what finding it is worth.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    terms: FxHashMap<String, f32>,
    /// Keys of Korean terms, by the first two.
    starts: FxHashMap<String, Vec<String>>,
    pub(crate) pairs: FxHashMap<String, f32>,
    pub(crate) entries: FxHashMap<EntryId, f32>,
    /// Names of the entries, folded.
    pub(crate) names: Vec<String>,
}

impl Wanted {
    /// Adds a term that is worth something where it is found.
    pub(crate) fn add_term(&mut self, term: String, worth: f32) {
        if let Some(keys) = term.strip_prefix(HANGUL_MARK)
            && !self.terms.contains_key(&term)
        {
            let start = keys.get(..2).unwrap_or(keys).to_owned();
            self.starts.entry(start).or_default().push(keys.to_owned());
        }
        let value = self.terms.entry(term).or_default();
        *value = value.max(worth);
    }

    /// Says whether a Korean word may hold something that is wanted, without
    /// cutting it: it has all keys of a term, or begins with the same two keys
    /// (an inflected stem keeps its first sounds: 빨라 is of 빠르).
    fn may_be_in(&self, word: &str) -> bool {
        if word.chars().any(|c| !jamo::is_syllable(c)) {
            return true;
        }
        let keys = jamo::keys(word);
        let holds_term = (0..keys.len()).any(|at| {
            let here = &keys[at..];
            [here.get(..2), here.get(..1)].into_iter().flatten().any(|start| {
                let terms = self.starts.get(start);
                terms.is_some_and(|t| at == 0 || t.iter().any(|term| here.starts_with(term)))
            })
        });
        holds_term || self.pairs.keys().any(|pair| word.contains(pair.as_str()))
    }

    /// Returns where in a line names that are wanted may stand.
    fn names_in(&self, line: &str) -> Vec<Span> {
        if self.names.is_empty() {
            return Vec::new();
        }
        if !is_nfc(line) {
            // Places in the composed form are other places.
            let folded = fold(line);
            let has_name = self.names.iter().any(|name| folded.contains(name.as_str()));
            return if has_name { vec![Span::new(0, line.len())] } else { Vec::new() };
        }
        let mut folded = String::with_capacity(line.len());
        let mut origins = Vec::with_capacity(line.len());
        for (at, c) in line.char_indices() {
            push_folded(c, &mut folded);
            origins.resize(folded.len(), Span::new(at, at + c.len_utf8()));
        }
        let names = self.names.iter();
        names
            .flat_map(|name| folded.match_indices(name.as_str()))
            .map(|(at, name)| Span::new(origins[at].start, origins[at + name.len() - 1].end))
            .collect()
    }
}

/// Finds what matches in a section of a note.
pub(crate) fn find(
    record: &Record,
    section: &SectionText<'_>,
    wanted: &Wanted,
    analyzer: &mut Analyzer,
    lexicon: &Lexicon,
) -> (Snippet, Vec<Match>) {
    let text = section.text.as_ref();
    let offset = record.span().start;
    // The note may have changed since: its places then are no places now.
    let heading = record.heading().map(|h| h.back(offset));
    let heading = heading.filter(|h| text.get(h.range()).is_some());
    // Sections begin where the note does; the heading may come later.
    let first_line = record.line as usize;
    let mut start = text.len() - text.trim_start().len();
    if let Some(heading) = heading {
        start = text[..heading.start].rfind('\n').map_or(0, |at| at + 1);
    }
    let mut lines = Vec::new();
    let mut best: Option<(f32, usize)> = None;
    for (number, line) in lines_of(text, Span::new(start, text.len()), first_line) {
        if number > record.end_line as usize {
            break;
        }
        let line_text = &text[line.range()];
        let (highlights, mut worth) = highlights(line_text, wanted, analyzer, lexicon);
        let is_heading = heading.is_some_and(|h| line.contains(h) || h.contains(line));
        // The heading is shown anyway; the line that answers is below it.
        if is_heading {
            worth *= HEADING_LINE;
        }
        if worth > 0.0 && best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, lines.len()));
        }
        lines.push(Line { line: number, text: line_text.to_owned(), highlights });
    }
    let has_words = |line: &Line| line.text.chars().any(char::is_alphanumeric);
    let fallback = lines.iter().skip(1).position(has_words).map_or(0, |at| at + 1);
    let best = best.map_or(fallback, |(_, at)| at);
    let best = lines.get(best).cloned().unwrap_or_default();
    let matches = lines
        .iter()
        .flat_map(|line| {
            line.highlights.iter().map(|span| Match {
                line: line.line,
                column: section.bytes_on_disk(&line.text[..span.start]) + 1,
                end_column: section.bytes_on_disk(&line.text[..span.end]) + 1,
                text: line.text[span.range()].to_owned(),
                line_text: line.text.clone(),
                span: *span,
            })
        })
        .collect();
    (Snippet { best, lines }, matches)
}

/// What a match in the heading is worth against one in the text, when the
/// line to show is chosen.
const HEADING_LINE: f32 = 0.4;

/// Finds what matches in a line, and what it is worth: each word once.
fn highlights(
    line: &str,
    wanted: &Wanted,
    analyzer: &mut Analyzer,
    lexicon: &Lexicon,
) -> (Vec<Span>, f32) {
    let mut spans = Vec::new();
    let mut worth = 0.0;
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut terms: Vec<Term> = Vec::new();
    let may_be_named = wanted.names_in(line);
    let may_name = !may_be_named.is_empty();
    analyzer.analyze_some(
        line,
        |word, span| wanted.may_be_in(word) || may_be_named.iter().any(|name| name.overlaps(span)),
        |token| {
            let list = if token.sort == Sort::Bigram { &wanted.pairs } else { &wanted.terms };
            if let Some((term, value)) = list.get_key_value(token.term) {
                spans.push(token.span);
                if seen.insert(term) {
                    worth += value;
                }
            }
            if may_name && token.sort != Sort::Bigram {
                terms.push(Term::from(token));
            }
        },
    );
    if may_name {
        let mut named: FxHashSet<EntryId> = FxHashSet::default();
        for (span, id) in names(line, &terms, lexicon) {
            if let Some(value) = wanted.entries.get(&id) {
                spans.push(span);
                if named.insert(id) {
                    worth += value;
                }
            }
        }
    }
    (join(line, spans), worth)
}

/// Finds the names in a line; those of a decomposed line only where its
/// composed form has the same length, as places would not be true otherwise.
fn names(line: &str, terms: &[Term], lexicon: &Lexicon) -> Vec<(Span, EntryId)> {
    let recognizer = Recognizer::for_text(lexicon);
    if !is_nfc(line) {
        let composed: String = line.nfc().collect();
        if composed.len() != line.len() {
            return Vec::new();
        }
    }
    recognizer.named(line, terms)
}

/// Joins spans that overlap, or that only white space parts.
fn join(line: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            Some(last) if line[last.end..span.start].chars().all(char::is_whitespace) => {
                last.end = span.end;
            }
            _ => joined.push(span),
        }
    }
    joined
}
