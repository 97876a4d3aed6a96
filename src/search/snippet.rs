//! Where in a section the answer stands.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::analysis::{Analyzer, HANGUL_MARK, Sort, Term, jamo};
use crate::corpus::{Decoded, lines_of};
use crate::index::Record;
use crate::lexicon::{EntryId, Lexicon, Recognizer};
use crate::name::fold;
use crate::span::Span;

use super::hit::{Line, Match, Snippet};

/// What to look for in a section's text, and what finding it is worth.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) terms: FxHashMap<String, f32>,
    pub(crate) pairs: FxHashMap<String, f32>,
    pub(crate) entries: FxHashMap<EntryId, f32>,
    /// Names of the entries, folded.
    pub(crate) names: Vec<String>,
}

impl Wanted {
    /// Says whether a Korean word may hold something that is wanted, without
    /// cutting it: it has all keys of a term, or begins with the same two keys
    /// (an inflected stem keeps its first sounds: 빨라 is of 빠르).
    fn may_be_in(&self, word: &str) -> bool {
        let keys = jamo::keys(word);
        let may_hold = |term: &str| {
            keys.contains(term) || term.get(..2).is_some_and(|start| keys.starts_with(start))
        };
        self.terms.keys().filter_map(|term| term.strip_prefix(HANGUL_MARK)).any(may_hold)
            || self.pairs.keys().any(|pair| word.contains(pair.as_str()))
            || word.chars().any(|c| !jamo::is_syllable(c))
    }

    /// Says whether a line may hold a name that is wanted.
    fn may_name(&self, line: &str) -> bool {
        !self.names.is_empty() && {
            let folded = fold(line);
            self.names.iter().any(|name| folded.contains(name.as_str()))
        }
    }
}

/// Finds what matches in a section of a note.
pub(crate) fn find(
    record: &Record,
    decoded: &Decoded,
    wanted: &Wanted,
    analyzer: &mut Analyzer,
    lexicon: &Lexicon,
) -> (Snippet, Vec<Match>) {
    let text = &decoded.text;
    // The note may have changed since: its places then are no places now.
    let is_there = |span: Span| text.get(span.range()).is_some();
    let whole = Some(record.span()).filter(|s| is_there(*s)).unwrap_or_default();
    let heading = record.heading().filter(|h| is_there(*h) && whole.contains(*h));
    // Sections begin where the note does; the heading may come later.
    let body = &text[whole.range()];
    let lead = body.len() - body.trim_start().len();
    let first_line = record.line as usize;
    let mut start = whole.start + lead;
    if let Some(heading) = heading {
        let line_start = text[..heading.start].rfind('\n').map_or(0, |at| at + 1);
        start = line_start.max(whole.start);
    }
    let mut lines = Vec::new();
    let mut best: Option<(f32, usize)> = None;
    for (number, line) in lines_of(text, Span::new(start.min(whole.end), whole.end), first_line) {
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
                column: decoded.bytes_on_disk(&line.text[..span.start]) + 1,
                end_column: decoded.bytes_on_disk(&line.text[..span.end]) + 1,
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
    let may_name = wanted.may_name(line);
    analyzer.analyze_some(
        line,
        |word| may_name || wanted.may_be_in(word),
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
    recognizer.mentions(line, terms).into_iter().map(|m| (m.span, m.entry.id)).collect()
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
