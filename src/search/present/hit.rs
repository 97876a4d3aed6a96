//! What a search gives back.

use std::sync::Arc;
use std::time::Duration;

use crate::index::{Record, Topic};
use crate::span::{Mark, Span};

use crate::search::rule::Rule;
use crate::search::signals::{Signal, SignalValues};

use crate::search::remark::Remark;

/// The answer to a query.
#[derive(Clone, Debug)]
pub struct Hits {
    /// What was typed.
    pub query: String,
    /// The best sections, best first.
    pub hits: Vec<Hit>,
    /// How many sections matched in all.
    pub total: usize,
    /// Whether there may be more: in a large notebook only the sections that
    /// have most of the query are scored unless all are asked for.
    pub total_is_at_least: bool,
    /// How long the search took, opening the index not counted.
    pub elapsed: Duration,
    /// What was read otherwise than typed, for the hits that are given.
    pub rewrites: Vec<Rewrite>,
    /// Whether no hit has any word as typed.
    pub is_all_rewritten: bool,
    /// Words of the query that stand in none of the notes, in any inflection or
    /// spacing, in the order of the query.
    pub absent: Vec<String>,
    /// Whether these are all words of the query, but for those of grammar.
    pub is_all_absent: bool,
    /// Sections in the index.
    pub sections: u64,
    /// Notes in the index.
    pub notes: usize,
    /// Notes that were indexed just before this search.
    pub refreshed: usize,
    /// Notes that could not be indexed.
    pub skipped: usize,
    /// What should be known besides.
    pub remarks: Vec<Remark>,
}

impl Hits {
    /// Returns how many sections matched, as it is told to people.
    pub fn told_total(&self) -> Total {
        Total { count: self.total, is_at_least: self.total_is_at_least }
    }

    /// Adds the hits of another answer to the same question behind these.
    pub(crate) fn append(&mut self, other: Hits) {
        let count = self.hits.len();
        self.hits.extend(other.hits);
        for (at, hit) in self.hits.iter_mut().enumerate().skip(count) {
            hit.rank = at + 1;
        }
        self.total += other.total;
        self.total_is_at_least |= other.total_is_at_least;
        self.elapsed = self.elapsed.max(other.elapsed);
        self.is_all_rewritten &= other.is_all_rewritten;
        self.is_all_absent &= other.is_all_absent;
        let new = other.rewrites.into_iter().filter(|r| !self.rewrites.contains(r));
        let new: Vec<Rewrite> = new.collect();
        self.rewrites.extend(new);
        self.remarks.extend(other.remarks);
    }
}

/// How many sections there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many there surely are.
    pub count: usize,
    /// Whether there may be more.
    pub is_at_least: bool,
}

/// A section that was found.
#[derive(Clone, Debug)]
pub struct Hit {
    /// 1 for the best.
    pub rank: usize,
    /// The higher, the better; comparable within one query only.
    pub score: f32,
    /// Which section.
    pub record: Record,
    /// Which of several notebooks it is in, by its number, 0-based.
    pub notebook: usize,
    /// The line that answers best, with its neighbours.
    pub snippet: Snippet,
    /// The places that match, in the order of the note.
    pub matches: Vec<Match>,
    /// Whether what was typed stands in the section, in any inflection or spacing:
    /// all words, or of three and more so many that they outweigh the sections that
    /// have all. Other sections are only near it or about it.
    pub is_literal: bool,
    /// By which rules the section was found, strongest first.
    pub via: Vec<Rule>,
    /// Services the section speaks of, strongest first.
    pub services: Vec<NamedTopic>,
    /// Concepts the section speaks of, strongest first.
    pub concepts: Vec<NamedTopic>,
    /// How the score came about.
    pub explanation: Explanation,
}

impl Hit {
    /// Returns the line to go to, 1-based: the one that answers best, or where
    /// the section begins.
    pub fn line(&self) -> usize {
        match self.snippet.best.line {
            0 => self.record.line as usize,
            line => line,
        }
    }
}

/// A topic with its entry's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedTopic {
    /// Which entry, how strongly, how often.
    pub topic: Topic,
    /// The entry's name.
    pub name: String,
}

/// A line of a note and what in it matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// 1-based.
    pub line: usize,
    /// The line as in the note, without its end.
    pub text: String,
    /// What matches, as places in `text`, in order, apart: whole words.
    pub highlights: Vec<Mark>,
}

/// The part of a section that answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The line that answers best.
    pub best: Line,
    /// A line that has words as typed which neither the best one nor a heading
    /// has.
    pub second: Option<Line>,
    /// Where the best line is a row of a table, the names of its columns.
    pub head: Option<Line>,
    /// All lines of the section, the heading's first; the best one among them.
    pub lines: Vec<Line>,
    /// Whether the best line says something: a heading alone, an address, the
    /// names of columns and what the reader has before them don't.
    pub is_telling: bool,
}

impl Snippet {
    /// Returns where the best line is among all lines, 0-based.
    pub fn place_of_best(&self) -> usize {
        self.lines.iter().position(|line| line.line == self.best.line).unwrap_or(0)
    }
}

/// A place that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// 1-based.
    pub line: usize,
    /// Where it begins in the line, 1-based, in bytes of the file.
    pub column: usize,
    /// Where it ends, one past the last byte, 1-based.
    pub end_column: usize,
    /// What stands there.
    pub text: String,
    /// The whole line, without its end; its matches share it.
    pub line_text: Arc<str>,
    /// Where it is in `line_text`.
    pub span: Span,
    /// Whether it was typed, in some inflection or spacing; a reading of that
    /// otherwise.
    pub is_typed: bool,
}

/// A reading that differs from what was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Rewrite {
    /// Why it stands for what was typed.
    pub rule: Rule,
    /// What was typed.
    pub from: String,
    /// What it was read as.
    pub to: String,
    /// How surely, above 0 and at most 1.
    pub weight: f32,
}

/// How a score came about: what is added adds up, then the factor multiplies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The readings along the best path, with what each gave.
    pub readings: Vec<ScoredReading>,
    /// What each signal says.
    pub signals: SignalValues,
    /// What the sum of the signals was multiplied by.
    pub factor: f32,
}

impl Explanation {
    /// Returns what a signal says: what it adds, or what it multiplies by; of
    /// coverage, the share of the query that is covered, from 0 to 1.
    pub fn signal(&self, signal: Signal) -> f32 {
        self.signals[signal]
    }
}

/// One reading in an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoredReading {
    /// Why it stands for what was typed.
    pub rule: Rule,
    /// What was typed.
    pub from: String,
    /// What was found.
    pub to: String,
    /// What it gave.
    pub score: f32,
}
