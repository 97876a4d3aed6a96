//! Where in a section the answer stands.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::analysis::{Analyzer, Term};
use crate::corpus::lines_of;
use crate::index::Record;
use crate::lexicon::{EntryId, Lexicon, Recognizer};
use crate::span::Span;

use super::hit::{Line, Match, Snippet};
use super::texts::SectionText;
use super::wanted::Wanted;

/// Places of one line that are told, at most: a line may be one word again and
/// again, and each place is written out with its line by some formats.
pub(super) const MAX_LINE_MATCHES: usize = 256;

/// Finds what matches in a section of a note.
pub(crate) struct Finder<'a> {
    pub(crate) record: &'a Record,
    pub(crate) section: &'a SectionText<'a>,
    /// What a match in the heading is worth against one in the text, when the
    /// line to show is chosen: the heading is shown anyway.
    pub(crate) heading_worth: f32,
}

impl Finder<'_> {
    /// Finds the line that answers best, and all that matches. `mark` tells what
    /// matches in a line, and what that is worth. Says whether a line matches in
    /// more places than are told.
    pub(crate) fn find(
        &self,
        mut mark: impl FnMut(&str) -> (Vec<Span>, f32),
    ) -> (Snippet, Vec<Match>, bool) {
        let Self { record, section, .. } = *self;
        let text = section.text.as_ref();
        let offset = record.span().start;
        // The note may have changed since it was indexed: its spans may then be
        // out of range.
        let heading = record.heading().map(|h| h.back(offset));
        let heading = heading.filter(|h| text.get(h.range()).is_some());
        // Sections begin where the note does; the heading may come later.
        let mut start = text.len() - text.trim_start().len();
        if let Some(heading) = heading {
            start = text[..heading.start].rfind('\n').map_or(0, |at| at + 1);
        }
        let mut lines = Vec::new();
        let mut best: Option<(f32, usize)> = None;
        let mut is_cut = false;
        let first_line = record.line as usize;
        for (number, line) in lines_of(text, Span::new(start, text.len()), first_line) {
            if number > record.end_line as usize {
                break;
            }
            let line_text = &text[line.range()];
            let (mut highlights, mut worth) = mark(line_text);
            is_cut |= highlights.len() > MAX_LINE_MATCHES;
            highlights.truncate(MAX_LINE_MATCHES);
            if heading.is_some_and(|h| line.contains(h) || h.contains(line)) {
                worth *= self.heading_worth;
            }
            if worth > 0.0 && best.is_none_or(|(most, _)| worth > most) {
                best = Some((worth, lines.len()));
            }
            lines.push(Line { line: number, text: line_text.to_owned(), highlights });
        }
        let best = best.map_or_else(|| first_with_words(&lines), |(_, at)| at);
        let best = lines.get(best).cloned().unwrap_or_default();
        let matches = matches(&lines, section);
        (Snippet { best, lines }, matches, is_cut)
    }
}

/// Returns the first line below the heading that has words; the heading's where
/// none has.
fn first_with_words(lines: &[Line]) -> usize {
    let has_words = |line: &Line| line.text.chars().any(char::is_alphanumeric);
    lines.iter().skip(1).position(has_words).map_or(0, |at| at + 1)
}

/// Tells where in the note's file lines are highlighted.
fn matches(lines: &[Line], section: &SectionText<'_>) -> Vec<Match> {
    let of_line = |line: &Line| {
        let line_text: Arc<str> = if line.highlights.is_empty() { "" } else { &line.text }.into();
        // Each column is counted on from the one before.
        let (mut end, mut column) = (0, 1);
        let mut places = Vec::with_capacity(line.highlights.len());
        for span in &line.highlights {
            column += section.bytes_on_disk(&line.text[end..span.start]);
            let start_column = column;
            let text = &line.text[span.range()];
            column += section.bytes_on_disk(text);
            end = span.end;
            places.push(Match {
                line: line.line,
                column: start_column,
                end_column: column,
                text: text.to_owned(),
                line_text: Arc::clone(&line_text),
                span: *span,
            });
        }
        places
    };
    lines.iter().flat_map(of_line).collect()
}

/// Finds what of the wanted is in a line, and what it is worth: each word once.
pub(crate) fn highlights(
    line: &str,
    wanted: &Wanted,
    analyzer: &mut Analyzer,
    lexicon: &Lexicon,
) -> (Vec<Span>, f32) {
    let mut spans = Vec::new();
    let mut worth = 0.0;
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut terms: Vec<Term> = Vec::new();
    for (word, span, value) in wanted.words_in(line) {
        spans.push(span);
        if seen.insert(word) {
            worth += value;
        }
    }
    let may_be_named = join(line, wanted.names_in(line));
    let is_named = |span: Span| {
        let next = may_be_named.partition_point(|name| name.end <= span.start);
        may_be_named.get(next).is_some_and(|name| name.overlaps(span))
    };
    let may_name = !may_be_named.is_empty();
    analyzer.analyze_some(
        line,
        |word, span| wanted.may_be_in(word) || is_named(span),
        |token| {
            if let Some((term, value)) = wanted.token(token.term) {
                spans.push(token.span);
                if seen.insert(term) {
                    worth += value;
                }
            }
            if may_name && token.kind.is_word() {
                terms.push(Term::from(token));
            }
        },
    );
    if may_name {
        let mut named: FxHashSet<EntryId> = FxHashSet::default();
        for (span, id) in names(line, &terms, lexicon) {
            if let Some(value) = wanted.entry(&id) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_white_space_parts_is_one() {
        for (line, spans, expected) in [
            ("ab cd ef", &[(0, 2), (3, 5)][..], &["ab cd"][..]),
            ("ab-cd ef", &[(0, 2), (3, 5)], &["ab", "cd"]),
            ("abcd", &[(2, 4), (0, 3)], &["abcd"]),
            ("abcd", &[(0, 4), (1, 2)], &["abcd"]),
            ("abcd", &[], &[]),
        ] {
            let spans = spans.iter().map(|(start, end)| Span::new(*start, *end)).collect();
            let joined = join(line, spans);
            let texts: Vec<&str> = joined.iter().map(|span| &line[span.range()]).collect();
            assert_eq!(texts, expected, "{line}");
        }
    }

    #[test]
    fn without_a_match_the_first_words_are_shown() {
        let line = |text: &str| Line { text: text.to_owned(), ..Line::default() };
        for (lines, expected) in [
            (vec![line("# a"), line(""), line("---"), line("words")], 3),
            (vec![line("# a"), line("words")], 1),
            (vec![line("# a"), line("")], 0),
            (vec![], 0),
        ] {
            assert_eq!(first_with_words(&lines), expected);
        }
    }
}
