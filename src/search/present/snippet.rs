//! The snippet of a section: the line that answers best, and all matches.

use std::sync::Arc;

use crate::corpus::{are_signs, lines_of};
use crate::index::Record;
use crate::span::{Mark, Span};

use super::hit::{Line, Match, Snippet};
use super::known_text::KnownText;
use super::line_meaning::LineMeaning;
use super::passage::{
    Choice, LineEvidence, LineKind, LineReader, LineStructure, Passage, line_structures,
};
use super::snippet_query::SnippetQuery;
use super::texts::SectionText;

/// Matches of one line that are kept, at most: a line may repeat one word thousands of
/// times, and some formats write the line once for each match.
pub(super) const MAX_LINE_MATCHES: usize = 256;

/// Finds the snippet of one section.
pub(crate) struct SnippetFinder<'a> {
    pub(crate) record: &'a Record,
    pub(crate) section: &'a SectionText<'a>,
    /// What the reader already sees.
    pub(crate) given: Option<&'a KnownText>,
}

/// A section's lines, with their numbers in the note.
struct Lines<'t> {
    numbers: Vec<usize>,
    texts: Vec<&'t str>,
    /// What each line is among the others.
    structures: Vec<LineStructure>,
}

/// The snippet of a section and its matches.
pub(crate) struct FoundSnippet {
    pub(crate) snippet: Snippet,
    pub(crate) matches: Vec<Match>,
    /// Whether a line has more matches than were kept.
    pub(crate) is_cut: bool,
}

impl SnippetFinder<'_> {
    /// Finds the line that answers best, by its words and by its meaning, and all matches.
    pub(super) fn find(
        &self,
        reader: &mut LineReader<'_>,
        meaning: &mut LineMeaning<'_>,
    ) -> FoundSnippet {
        let lines = self.lines();
        let each = lines.texts.iter().zip(&lines.structures);
        let evidence: Vec<LineEvidence> =
            each.map(|(line, structure)| reader.read(line, structure.start)).collect();
        let choice = choose(&lines, &evidence, self.said_above(reader), reader.wanted, meaning);
        let marks = evidence.into_iter().map(|evidence| evidence.marks);
        self.found(&lines, marks.collect(), choice)
    }

    /// Finds the line with most matches, which `spans` gives for each line.
    pub(crate) fn find_spans(&self, spans: impl Fn(&str) -> Vec<Span>) -> FoundSnippet {
        let lines = self.lines();
        let marks = lines.texts.iter().map(|line| {
            let spans = spans(line);
            spans.into_iter().map(Mark::from).collect()
        });
        let marks: Vec<Vec<Mark>> = marks.collect();
        // The heading is shown anyway, so lines below it are preferred.
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

    /// Returns for each leaf of the query how well the headings have it, from 0 to 1.
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
    wanted: &SnippetQuery,
    meaning: &mut LineMeaning<'_>,
) -> Choice {
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
        let head = lines.structures[at].head.map(|head| lines.texts[head]);
        let sentence = lines.structures[at].sentence.range();
        if sentence.len() > 1 {
            return meaning.nearness(&lines.texts[sentence].join(" "), head);
        }
        meaning.nearness(lines.texts[at], head)
    })
}

/// Returns the matches of lines with their columns in the note's file.
fn matches(lines: &[Line], section: &SectionText<'_>) -> Vec<Match> {
    let of_line = |line: &Line| {
        let line_text: Arc<str> = if line.highlights.is_empty() { "" } else { &line.text }.into();
        // Each column is counted on from the one before.
        let (mut end, mut column) = (0, 1);
        let mut matches = Vec::with_capacity(line.highlights.len());
        for mark in &line.highlights {
            column += section.bytes_on_disk(&line.text[end..mark.span.start]);
            let start_column = column;
            let text = &line.text[mark.span.range()];
            column += section.bytes_on_disk(text);
            end = mark.span.end;
            matches.push(Match {
                line: line.line,
                column: start_column,
                end_column: column,
                text: text.to_owned(),
                line_text: Arc::clone(&line_text),
                span: mark.span,
                is_typed: mark.is_typed,
            });
        }
        matches
    };
    lines.iter().flat_map(of_line).collect()
}
