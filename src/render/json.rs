//! JSON Lines. Keys may be added, never renamed; `schema.json` beside this
//! file says what they are.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::exam::{Choice, Question};
use crate::index::Strength;
use crate::lexicon::Entry;
use crate::search::{Explanation, Hit, Hits, Line, NamedTopic, Signal, SignalValues};

use super::print_options::PrintOptions;
use super::printer::Printer;

pub(super) struct Json {
    pub(super) print_options: PrintOptions,
}

#[derive(Serialize)]
struct HitLine<'h> {
    r#type: &'static str,
    /// Present where many queries are answered: which one this is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    query_number: Option<usize>,
    rank: usize,
    score: f64,
    id: String,
    path: String,
    /// The path from the folder that galpi was started in, to be opened.
    file: String,
    /// The notebook, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    notebook: Option<&'h str>,
    /// Present and true where the path isn't text and had to be changed.
    #[serde(skip_serializing_if = "is_false")]
    path_lossy: bool,
    line: u32,
    end_line: u32,
    /// The line that answers best.
    answer_line: usize,
    trail: &'h [String],
    snippet: SnippetPart<'h>,
    matches: Vec<MatchPart<'h>>,
    /// Whether what was typed stands in the section; false where it is only
    /// near it or about it.
    literal: bool,
    via: Vec<&'static str>,
    services: Vec<&'h str>,
    concepts: Vec<&'h str>,
    topics: Vec<TopicPart<'h>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<ExplanationPart<'h>>,
}

#[derive(Serialize)]
struct SnippetPart<'h> {
    #[serde(flatten)]
    best: LinePart<'h>,
    /// The names of the columns, where the line is a row of a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<&'h str>,
    /// A line that has words as typed which the first one doesn't have.
    #[serde(skip_serializing_if = "Option::is_none")]
    second: Option<LinePart<'h>>,
}

#[derive(Serialize)]
struct LinePart<'h> {
    line: usize,
    text: &'h str,
    highlights: Vec<[usize; 2]>,
}

#[derive(Serialize)]
struct MatchPart<'h> {
    line: usize,
    column: usize,
    end_column: usize,
    text: &'h str,
    /// Whether it was typed; a reading of that otherwise.
    typed: bool,
}

#[derive(Serialize)]
struct TopicPart<'h> {
    id: &'h str,
    name: &'h str,
    strength: &'static str,
    count: u32,
}

#[derive(Serialize)]
struct ExplanationPart<'h> {
    readings: Vec<ReadingPart<'h>>,
    #[serde(flatten)]
    signals: SignalsPart,
    factor: f64,
}

/// What each signal says, under its name.
struct SignalsPart(SignalValues);

impl Serialize for SignalsPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Signal::ALL.map(|signal| (signal.name(), short(self.0[signal]))))
    }
}

#[derive(Serialize)]
struct ReadingPart<'h> {
    rule: &'static str,
    from: &'h str,
    to: &'h str,
    score: f64,
}

#[derive(Serialize)]
struct SummaryLine<'h> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    query_number: Option<usize>,
    query: &'h str,
    returned: usize,
    total: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    total_is_at_least: bool,
    elapsed_us: u128,
    rewrites: Vec<RewritePart<'h>>,
    /// Words of the query that stand in none of the notes.
    absent: &'h [String],
    index: IndexPart,
}

#[derive(Serialize)]
struct RewritePart<'h> {
    rule: &'static str,
    from: &'h str,
    to: &'h str,
    weight: f64,
}

/// The `index` object of a summary.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct IndexPart {
    sections: u64,
    notes: usize,
    refreshed: usize,
    skipped: usize,
}

#[derive(Serialize)]
struct QuestionLine<'q> {
    r#type: &'static str,
    stem: &'q str,
    asked: &'q str,
    statements: usize,
    options: usize,
}

#[derive(Serialize)]
struct PartLine<'q> {
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'q str>,
    text: &'q str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reference: bool,
    in_notes: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hit: Option<HitLine<'q>>,
}

#[derive(Serialize)]
struct RelatedLine<'h> {
    r#type: &'static str,
    relation: &'h str,
    hit: HitLine<'h>,
}

#[derive(Serialize)]
struct EntryLine<'l> {
    r#type: &'static str,
    id: &'l str,
    name: &'l str,
    korean: &'l str,
    category: &'l str,
    sections: usize,
    subject_of: usize,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// Keeps the digits of a number that mean something.
fn short(value: f32) -> f64 {
    (f64::from(value) * 1000.0).round() / 1000.0
}

fn line_part(line: &Line) -> LinePart<'_> {
    let highlights = line.highlights.iter().map(|mark| [mark.span.start, mark.span.end]);
    LinePart { line: line.line, text: &line.text, highlights: highlights.collect() }
}

fn names(topics: &[NamedTopic]) -> Vec<&str> {
    let told = topics.iter().filter(|t| t.topic.strength > Strength::Mentioned);
    let mut names: Vec<&str> = told.map(|t| t.name.as_str()).collect();
    if names.is_empty() {
        names.extend(topics.iter().map(|t| t.name.as_str()));
    }
    names
}

/// Returns the line of a hit.
pub fn hit_line(hit: &Hit, print_options: &PrintOptions) -> String {
    to_line(&hit_part(hit, print_options))
}

/// Returns the line of a question with so many options.
pub fn question_line(question: &Question) -> String {
    to_line(&QuestionLine {
        r#type: "question",
        stem: &question.stem,
        asked: question.asked(),
        statements: question.statements.len(),
        options: question.options.len(),
    })
}

/// Returns the line of a statement that options name, with what treats it.
pub fn statement_line(choice: &Choice, hit: Option<&Hit>, print_options: &PrintOptions) -> String {
    to_line(&part("statement", Some(&choice.label), &choice.text, hit, print_options))
}

/// Returns the line of an option of a question, with what treats it.
pub fn option_line(choice: &Choice, hit: Option<&Hit>, print_options: &PrintOptions) -> String {
    let line = part("option", Some(&choice.label), &choice.text, hit, print_options);
    to_line(&PartLine { reference: choice.is_reference, ..line })
}

/// Returns the line of a phrase that decides a question, with what treats it.
pub fn decisive_line(phrase: &str, hit: Option<&Hit>, print_options: &PrintOptions) -> String {
    to_line(&part("decisive", None, phrase, hit, print_options))
}

fn part<'q>(
    r#type: &'static str,
    label: Option<&'q str>,
    text: &'q str,
    hit: Option<&'q Hit>,
    print_options: &'q PrintOptions,
) -> PartLine<'q> {
    let in_notes = hit.is_some();
    let hit = hit.map(|hit| hit_part(hit, print_options));
    PartLine { r#type, label, text, reference: false, in_notes, hit }
}

/// Returns the line of a section that is related to another, and how.
pub fn related_line(relation: &str, hit: &Hit, print_options: &PrintOptions) -> String {
    to_line(&RelatedLine { r#type: "related", relation, hit: hit_part(hit, print_options) })
}

fn hit_part<'h>(hit: &'h Hit, print_options: &'h PrintOptions) -> HitLine<'h> {
    let path = hit.record.path();
    let matches = hit
        .matches
        .iter()
        .map(|found| MatchPart {
            line: found.line,
            column: print_options.unit.column(&found.line_text[..found.span.start], found.column),
            end_column: print_options
                .unit
                .column(&found.line_text[..found.span.end], found.end_column),
            text: &found.text,
            typed: found.is_typed,
        })
        .collect();
    let topics = hit.services.iter().chain(&hit.concepts);
    HitLine {
        r#type: "hit",
        query_number: print_options.query_number,
        rank: hit.rank,
        score: short(hit.score),
        id: hit.record.id().to_string(),
        path: path.as_path().to_string_lossy().into_owned(),
        file: print_options.file(hit).as_path().to_string_lossy().into_owned(),
        notebook: print_options.notebook_name(hit),
        path_lossy: !path.is_unicode(),
        line: hit.record.line,
        end_line: hit.record.end_line,
        answer_line: hit.line(),
        trail: &hit.record.trail,
        snippet: SnippetPart {
            best: line_part(&hit.snippet.best),
            head: hit.snippet.head.as_ref().map(|head| head.text.as_str()),
            second: hit.snippet.second.as_ref().map(line_part),
        },
        matches,
        literal: hit.is_literal,
        via: hit.via.iter().map(|rule| rule.name()).collect(),
        services: names(&hit.services),
        concepts: names(&hit.concepts),
        topics: topics
            .map(|t| TopicPart {
                id: t.topic.id.as_str(),
                name: &t.name,
                strength: t.topic.strength.name(),
                count: t.topic.count,
            })
            .collect(),
        explanation: print_options.is_explained.then(|| explanation_part(&hit.explanation)),
    }
}

fn explanation_part(explanation: &Explanation) -> ExplanationPart<'_> {
    let readings = explanation.readings.iter().map(|r| ReadingPart {
        rule: r.rule.name(),
        from: &r.from,
        to: &r.to,
        score: short(r.score),
    });
    ExplanationPart {
        readings: readings.collect(),
        signals: SignalsPart(explanation.signals),
        factor: short(explanation.factor),
    }
}

/// Returns the line of a summary.
pub fn summary_line(hits: &Hits, print_options: &PrintOptions) -> String {
    to_line(&SummaryLine {
        r#type: "summary",
        query_number: print_options.query_number,
        query: &hits.query,
        returned: hits.hits.len(),
        total: hits.total,
        total_is_at_least: hits.total_is_at_least,
        elapsed_us: hits.elapsed.as_micros(),
        rewrites: hits
            .rewrites
            .iter()
            .map(|r| RewritePart {
                rule: r.rule.name(),
                from: &r.from,
                to: &r.to,
                weight: short(r.weight),
            })
            .collect(),
        absent: &hits.absent,
        index: IndexPart {
            sections: hits.sections,
            notes: hits.notes,
            refreshed: hits.refreshed,
            skipped: hits.skipped,
        },
    })
}

/// Returns the line of a service or concept with how many sections speak of
/// it, and of how many it is the subject.
pub fn entry_line(entry: &Entry<'_>, sections: usize, subject_of: usize) -> String {
    let kind = match entry.id.kind() {
        crate::lexicon::Kind::Service => "service",
        crate::lexicon::Kind::Concept => "concept",
    };
    to_line(&EntryLine {
        r#type: kind,
        id: entry.id.as_str(),
        name: entry.name,
        korean: entry.korean,
        category: entry.category,
        sections,
        subject_of,
    })
}

/// Writes a value; texts and numbers always can be.
fn to_line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

impl Printer for Json {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        writeln!(out, "{}", hit_line(hit, &self.print_options))
    }

    fn end(&mut self, out: &mut dyn Write, hits: &Hits) -> io::Result<()> {
        writeln!(out, "{}", summary_line(hits, &self.print_options))
    }
}
