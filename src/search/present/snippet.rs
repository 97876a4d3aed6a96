//! Where in a section the answer stands.

use std::sync::Arc;

use crate::corpus::{are_signs, lines_of};
use crate::index::Record;
use crate::span::{Mark, Span};

use super::hit::{Line, Match, Snippet};
use super::known_text::KnownText;
use super::passage::{
    Choice, LineEvidence, LineKind, LineReader, LineStructure, Passage, line_structures,
};
use super::texts::SectionText;

/// Places of one line that are told, at most: a line may be one word again and
/// again, and each place is written out with its line by some formats.
pub(super) const MAX_LINE_MATCHES: usize = 256;

/// Sentences of a line that are compared with the query, at most …
const MAX_SENTENCES: usize = 8;
/// … and how long one is at least: less means next to nothing.
const MIN_SENTENCE_BYTES: usize = 30;

/// Finds what matches in a section of a note.
pub(crate) struct SnippetFinder<'a> {
    pub(crate) record: &'a Record,
    pub(crate) section: &'a SectionText<'a>,
    /// What the reader has before them.
    pub(crate) given: Option<&'a KnownText>,
}

/// A section's lines, with their numbers in the note.
struct Lines<'t> {
    numbers: Vec<usize>,
    texts: Vec<&'t str>,
    /// What each is among the others.
    structures: Vec<LineStructure>,
}

/// What was found in a section.
pub(crate) struct FoundSnippet {
    pub(crate) snippet: Snippet,
    pub(crate) matches: Vec<Match>,
    /// Whether a line matches in more places than are told.
    pub(crate) is_cut: bool,
}

impl SnippetFinder<'_> {
    /// Finds the line that answers best, and all that matches; `near` tells how
    /// near the meaning of a line is to that of the query, and to that of what the
    /// query is a part of.
    pub(crate) fn find(
        &self,
        reader: &mut LineReader<'_>,
        near: impl FnMut(&mut LineReader<'_>, &str) -> [f32; 2],
    ) -> FoundSnippet {
        let lines = self.lines();
        let each = lines.texts.iter().zip(&lines.structures);
        let evidence: Vec<LineEvidence> =
            each.map(|(line, structure)| reader.read(line, structure.start)).collect();
        let choice = choose(&lines, &evidence, self.said_above(reader), reader, near);
        let marks = evidence.into_iter().map(|evidence| evidence.marks);
        self.found(&lines, marks.collect(), choice)
    }

    /// Finds the line with most matches of those that `spans` tells.
    pub(crate) fn find_spans(&self, spans: impl Fn(&str) -> Vec<Span>) -> FoundSnippet {
        let lines = self.lines();
        let marks = lines.texts.iter().map(|line| {
            let spans = spans(line);
            spans.into_iter().map(Mark::from).collect()
        });
        let marks: Vec<Vec<Mark>> = marks.collect();
        // The heading is shown anyway, so a line below it comes first.
        let first = usize::from(self.record.heading().is_some());
        let counts = marks.iter().enumerate().skip(first).map(|(at, marks)| (at, marks.len()));
        let most = counts.reduce(|a, b| if b.1 > a.1 { b } else { a });
        let best = match most {
            Some((at, 1..)) => at,
            _ => marks.iter().position(|marks| !marks.is_empty()).unwrap_or(first),
        };
        self.found(&lines, marks, Choice { best, second: None })
    }

    /// Cuts the section into lines, from the heading on.
    fn lines(&self) -> Lines<'_> {
        let text = self.section.text.as_ref();
        // The note may have changed since it was indexed: its spans may then be
        // out of range.
        let heading = self.record.heading().map(|h| h.back(self.record.span().start));
        let heading = heading.filter(|h| text.get(h.range()).is_some());
        // Sections begin where the note does; the heading may come later.
        let mut start = text.len() - text.trim_start().len();
        if let Some(heading) = heading {
            start = text[..heading.start].rfind('\n').map_or(0, |at| at + 1);
        }
        let all = lines_of(text, Span::new(start, text.len()), self.record.line as usize);
        let (mut numbers, mut texts) = (Vec::new(), Vec::new());
        let last = self.record.end_line as usize;
        for (number, line) in all.take_while(|(number, _)| *number <= last) {
            numbers.push(number);
            texts.push(&text[line.range()]);
        }
        let mut structures = line_structures(&texts, heading.is_some());
        let signs = are_signs(&self.record.path(), &texts);
        for (structure, _) in structures.iter_mut().zip(signs).filter(|(_, is_sign)| *is_sign) {
            structure.kind = LineKind::Empty;
        }
        if let Some(given) = self.given {
            let said =
                structures.iter_mut().zip(&texts).filter(|(p, _)| p.kind != LineKind::Heading);
            for (structure, _) in
                said.filter(|(structure, line)| given.has(&line[structure.start..]))
            {
                structure.kind = LineKind::Empty;
            }
        }
        Lines { numbers, texts, structures }
    }

    /// Returns how well the headings have each leaf of the query.
    fn said_above(&self, reader: &mut LineReader<'_>) -> Vec<f32> {
        let mut said: Vec<f32> = vec![0.0; reader.wanted.shares().len()];
        for heading in &self.record.trail {
            for (said, value) in said.iter_mut().zip(reader.read(heading, 0).values) {
                *said = said.max(value);
            }
        }
        said
    }

    fn found(&self, lines: &Lines<'_>, marks: Vec<Vec<Mark>>, choice: Choice) -> FoundSnippet {
        let mut is_cut = false;
        let numbered = lines.numbers.iter().zip(&lines.texts).zip(marks);
        let told: Vec<Line> = numbered
            .map(|((number, text), mut highlights)| {
                is_cut |= highlights.len() > MAX_LINE_MATCHES;
                highlights.truncate(MAX_LINE_MATCHES);
                Line { line: *number, text: (*text).to_owned(), highlights }
            })
            .collect();
        let matches = matches(&told, self.section);
        let line = |at: usize| told.get(at).cloned();
        let structure = lines.structures.get(choice.best);
        let head = structure.and_then(|structure| structure.head);
        let is_telling = structure.is_some_and(|structure| {
            use LineKind::{Address, Empty, Heading, Pointer, TableHead};
            !matches!(structure.kind, Heading | Address | Empty | TableHead | Pointer)
        });
        let snippet = Snippet {
            is_telling,
            best: line(choice.best).unwrap_or_default(),
            second: choice.second.and_then(line),
            head: head.and_then(line),
            lines: told,
        };
        FoundSnippet { snippet, matches, is_cut }
    }
}

/// Chooses the line to show.
fn choose(
    lines: &Lines<'_>,
    evidence: &[LineEvidence],
    trail: Vec<f32>,
    reader: &mut LineReader<'_>,
    mut near: impl FnMut(&mut LineReader<'_>, &str) -> [f32; 2],
) -> Choice {
    let wanted = reader.wanted;
    let each = || evidence.iter().zip(&lines.texts).zip(&lines.structures);
    let subjects =
        each().map(|((found, line), structure)| found.subject(line, structure.start, wanted));
    let subjects: Vec<_> = subjects.collect();
    let beside =
        each().map(|((found, line), structure)| found.columns_beside(line, structure.start));
    let beside: Vec<usize> = beside.collect();
    let passage = Passage {
        lines: &lines.texts,
        structures: &lines.structures,
        evidence,
        subjects: &subjects,
        shares: wanted.shares(),
        asked: wanted.leaves(),
        trail: &trail,
        is_idea: wanted.is_idea(),
        amount: wanted.amount(),
        says_little: &|leaf| wanted.says_little(leaf),
        beside: &beside,
    };
    passage.choose(|at| {
        let line = lines.texts[at];
        let mut nearest = near(reader, line);
        // A row means what it says, and what it says of the names of its columns.
        let head = lines.structures[at].head;
        let told = head.map(|head| format!("{} {line}", lines.texts[head]));
        for part in told.as_deref().into_iter().chain(sentences(line)) {
            for (nearest, near) in nearest.iter_mut().zip(near(reader, part)) {
                *nearest = nearest.max(near);
            }
        }
        nearest
    })
}

/// Returns the sentences of a line that has several: what one of them means is lost
/// in what they mean together.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.match_indices(['.', '?', '!']).map(|(at, end)| at + end.len());
    let ends = ends.filter(|end| line[*end..].starts_with(char::is_whitespace));
    let ends: Vec<usize> = ends.take(MAX_SENTENCES).chain([line.len()]).collect();
    let mut start = 0;
    let pieces = ends.into_iter().map(move |end| {
        let piece = &line[start..end];
        start = end;
        piece
    });
    let pieces: Vec<&str> = pieces.filter(|piece| piece.len() >= MIN_SENTENCE_BYTES).collect();
    let is_one = pieces.len() < 2;
    pieces.into_iter().filter(move |_| !is_one)
}

/// Tells where in the note's file lines are highlighted.
fn matches(lines: &[Line], section: &SectionText<'_>) -> Vec<Match> {
    let of_line = |line: &Line| {
        let line_text: Arc<str> = if line.highlights.is_empty() { "" } else { &line.text }.into();
        // Each column is counted on from the one before.
        let (mut end, mut column) = (0, 1);
        let mut structures = Vec::with_capacity(line.highlights.len());
        for mark in &line.highlights {
            column += section.bytes_on_disk(&line.text[end..mark.span.start]);
            let start_column = column;
            let text = &line.text[mark.span.range()];
            column += section.bytes_on_disk(text);
            end = mark.span.end;
            structures.push(Match {
                line: line.line,
                column: start_column,
                end_column: column,
                text: text.to_owned(),
                line_text: Arc::clone(&line_text),
                span: mark.span,
                is_typed: mark.is_typed,
            });
        }
        structures
    };
    lines.iter().flat_map(of_line).collect()
}
