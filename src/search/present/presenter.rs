//! Ranked sections → hits.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::time::Instant;

use crate::analysis::Analyzer;
use crate::corpus::Corpus;
use crate::error::Result;
use crate::index::{Address, Record, Report, Snapshot};
use crate::lexicon::{Kind, Lexicon};
use crate::search::lattice::{Correction, Lattice};
use crate::search::options::Options;
use crate::search::plan::Plan;
use crate::search::rank::{LiteralMatch, Ranked, Scored};
use crate::search::weights::Weights;

use super::absent::absent;
use super::entry_names::EntryNames;
use super::explanation::{explain, via};
use super::hit::{Hit, Hits, Match, NamedTopic, Snippet};
use super::known_text::KnownText;
use super::line_meaning::LineMeaning;
use super::passage::LineReader;
use super::rewrites::{is_all_rewritten, rewrites};
use super::snippet::{MAX_LINE_MATCHES, SnippetFinder};
use super::snippet_query::SnippetQuery;
use super::surfaces::with_words_of_notes;
use super::texts::Texts;
use super::typed_token::{MAX_SECTION_BYTES, MAX_VERIFIED, TypedToken};
use crate::search::remark::Remark;

/// Ties with the last hit that are sorted by reading the records of their sections; where
/// there are more, the order of all notes decides which are shown.
const MAX_TIED: usize = 4_096;

/// Makes hits of ranked sections.
pub(crate) struct Presenter<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) corpus: &'a Corpus,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) analyzer: &'a RefCell<Analyzer>,
    pub(crate) weights: &'a Weights,
    pub(crate) report: &'a Report,
    pub(crate) context: Option<QueryContext>,
}

/// The text that a query is a part of ([`Context`](crate::search::Context)), analysed.
pub(crate) struct QueryContext {
    /// The lattice of what is asked about the query.
    pub(crate) asked: Lattice,
    pub(crate) given: KnownText,
}

/// One search, as far as its hits tell of it.
#[derive(Clone, Copy)]
pub(crate) struct Request<'q> {
    pub(crate) typed: &'q str,
    /// What was typed without operators.
    pub(crate) text: &'q str,
    pub(crate) start: Instant,
    /// The lexicon that it was expanded with.
    pub(crate) lexicon: &'q Lexicon,
}

impl Presenter<'_> {
    /// Makes the answer: hits of the best sections, counts, readings that differ from what
    /// was typed, remarks.
    pub(crate) fn answer(
        &self,
        asked: Request<'_>,
        plan: &Plan,
        ranked: Vec<Ranked>,
        options: &Options,
        mut remarks: Vec<Remark>,
    ) -> Result<Hits> {
        let total = ranked.len();
        let absent = plan.lattice().map(|lattice| absent(lattice, &ranked));
        let (absent, is_all_absent) = absent.unwrap_or_default();
        let mut hits =
            self.hits(plan, ranked, options.limit, options.has_snippets, &mut remarks)?;
        with_words_of_notes(&mut hits, &mut self.analyzer.borrow_mut());
        let corrections: &[Correction] = plan.lattice().map_or(&[], |l| &l.corrections);
        let readings = hits.iter().flat_map(|hit| &hit.explanation.readings);
        let via = hits.iter().map(|hit| hit.via.as_slice());
        Ok(Hits {
            query: asked.typed.to_owned(),
            total,
            total_is_at_least: false,
            elapsed: asked.start.elapsed(),
            rewrites: rewrites(corrections, readings, self.weights),
            is_all_rewritten: is_all_rewritten(asked.text, corrections, via),
            absent,
            is_all_absent,
            hits,
            sections: self.snapshot.sections(),
            notes: self.report.notes,
            refreshed: self.report.refreshed,
            skipped: self.report.skipped,
            remarks,
        })
    }

    /// Makes hits of the `limit` best sections.
    fn hits(
        &self,
        plan: &Plan,
        ranked: Vec<Ranked>,
        limit: usize,
        has_snippets: bool,
        remarks: &mut Vec<Remark>,
    ) -> Result<Vec<Hit>> {
        let mut texts = Texts::new(self.corpus);
        let top = self.top(plan, ranked, limit, &mut texts)?;
        let names = EntryNames::new(self.lexicon);
        let mut sought = has_snippets.then(|| self.sought(plan, &top, &names));
        let mut hits = Vec::with_capacity(top.len());
        for (at, (scored, record)) in top.into_iter().enumerate() {
            let found = sought.as_mut().map(|sought| {
                sought.wanted.turn_to(plan, &scored, &names);
                self.snippet(plan, &record, sought, &mut texts, remarks)
            });
            let (snippet, matches) = found.unwrap_or_default();
            let (services, concepts) = self.topics(&record);
            hits.push(Hit {
                rank: at + 1,
                score: scored.score,
                is_literal: scored.literal > LiteralMatch::Incomplete,
                via: via(plan, &scored),
                explanation: explain(plan, &scored),
                record,
                notebook: 0,
                snippet,
                matches,
                services,
                concepts,
            });
        }
        Ok(hits)
    }

    /// Takes the best sections with their records. Those of the same score are sorted by
    /// note and line, as their order in the index depends on when each was written.
    fn top(
        &self,
        plan: &Plan,
        mut ranked: Vec<Ranked>,
        limit: usize,
        texts: &mut Texts<'_>,
    ) -> Result<Vec<(Scored, Record)>> {
        let token = TypedToken::of(plan);
        let most = token.as_ref().map_or(limit, |_| limit.max(MAX_VERIFIED));
        self.cut(&mut ranked, most)?;
        let mut top = Vec::with_capacity(ranked.len());
        for (scored, candidate) in ranked {
            let address = Address { segment: candidate.segment, doc: candidate.doc };
            top.push((scored, self.snapshot.record(address)?));
        }
        top.sort_by(|(a, x), (b, y)| {
            b.literal
                .cmp(&a.literal)
                .then(b.score.total_cmp(&a.score))
                .then_with(|| x.path().cmp(&y.path()))
                .then_with(|| x.span().cmp(&y.span()))
        });
        if let Some(token) = token {
            prefer_typed(&token, &mut top, texts);
        }
        top.truncate(limit);
        Ok(top)
    }

    /// Drops what can't be among the first `limit`, ties with the last of them not counted
    /// unless they are very many.
    fn cut(&self, ranked: &mut Vec<Ranked>, limit: usize) -> Result<()> {
        let last = limit.checked_sub(1).and_then(|at| ranked.get(at));
        let Some(last) = last.map(|(scored, _)| order(scored)) else {
            ranked.truncate(limit);
            return Ok(());
        };
        ranked.truncate(ranked.partition_point(|(scored, _)| order(scored) >= last));
        if ranked.len() > limit + MAX_TIED {
            let places = self.snapshot.places_of_sections()?;
            let place = |(_, c): &Ranked| places[c.segment as usize][c.doc as usize];
            let tied = ranked.partition_point(|(scored, _)| order(scored) > last);
            ranked[tied..].sort_by_key(place);
            ranked.truncate(limit);
        }
        Ok(())
    }

    /// Prepares what is looked for in the lines of sections.
    fn sought<'s>(
        &'s self,
        plan: &'s Plan,
        top: &[(Scored, Record)],
        names: &EntryNames<'_>,
    ) -> Sought<'s> {
        let shown: Vec<&Scored> = top.iter().map(|(scored, _)| scored).collect();
        let asked = self.context.as_ref().map(|context| &context.asked);
        let query = plan.lattice().and_then(|lattice| lattice.meaning.as_ref());
        let context = asked.and_then(|asked| asked.meaning.as_ref());
        Sought {
            wanted: SnippetQuery::of(plan, &shown, asked, names),
            meaning: LineMeaning::new(query, context),
        }
    }

    /// Finds the snippet of a section and all matches in it.
    fn snippet(
        &self,
        plan: &Plan,
        record: &Record,
        sought: &mut Sought<'_>,
        texts: &mut Texts<'_>,
        remarks: &mut Vec<Remark>,
    ) -> (Snippet, Vec<Match>) {
        let Some(text) = texts.read(record) else {
            remarks.push(Remark::NoLines(record.path()));
            return Default::default();
        };
        let given = self.context.as_ref().map(|context| &context.given);
        let finder = SnippetFinder { record, section: &text, given };
        let found = match plan {
            Plan::Verbatim(pattern) => {
                finder.find_spans(|line| pattern.spans(line.as_bytes()).collect())
            }
            _ => {
                let (wanted, analyzer) = (&sought.wanted, &mut self.analyzer.borrow_mut());
                let mut reader = LineReader { wanted, analyzer, lexicon: self.lexicon };
                finder.find(&mut reader, &mut sought.meaning)
            }
        };
        if found.is_cut {
            remarks.push(Remark::CrowdedLine { note: record.path(), marked: MAX_LINE_MATCHES });
        }
        (found.snippet, found.matches)
    }

    /// Returns the services and the concepts that a section mentions.
    fn topics(&self, record: &Record) -> (Vec<NamedTopic>, Vec<NamedTopic>) {
        let named = record.topics().into_iter().filter_map(|topic| {
            let name = self.lexicon.name(&topic.id)?.to_owned();
            Some(NamedTopic { topic, name })
        });
        named.partition(|named| named.topic.id.kind() == Kind::Service)
    }
}

/// What is looked for in the lines of the sections of an answer.
struct Sought<'a> {
    wanted: SnippetQuery,
    meaning: LineMeaning<'a>,
}

/// Puts sections that have a token as it was typed before others that have it.
fn prefer_typed(token: &TypedToken, top: &mut [(Scored, Record)], texts: &mut Texts<'_>) {
    let mut has_token = |scored: &Scored, record: &Record| {
        let is_long = record.span().len() > MAX_SECTION_BYTES;
        scored.literal > LiteralMatch::Incomplete
            && (is_long || texts.read(record).is_none_or(|section| token.is_in(&section.text)))
    };
    let verified = top.len().min(MAX_VERIFIED);
    top[..verified].sort_by_cached_key(|(scored, record)| {
        (Reverse(scored.literal), !has_token(scored, record))
    });
}

/// What sections are sorted by, before note and line.
fn order(scored: &Scored) -> (LiteralMatch, f32) {
    (scored.literal, scored.score)
}
