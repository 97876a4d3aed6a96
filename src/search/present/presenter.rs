//! Ranked sections → hits.

use std::cell::RefCell;

use crate::analysis::Analyzer;
use crate::corpus::Corpus;
use crate::error::Result;
use crate::index::{Address, Record, Snapshot};
use crate::lexicon::{Kind, Lexicon};
use crate::search::plan::Plan;
use crate::search::rank::{Ranked, Scored};
use crate::search::weights::Weights;

use super::explanation::{explain, via};
use super::hit::{Hit, Match, NamedTopic, Snippet};
use super::snippet::Finder;
use super::texts::Texts;
use super::wanted::Wanted;

/// Sections behind the last hit that are looked at as they score the same.
const MAX_TIED: usize = 4_096;

/// Makes hits.
pub(crate) struct Presenter<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) corpus: &'a Corpus,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) analyzer: &'a RefCell<Analyzer>,
    pub(crate) weights: &'a Weights,
}

impl Presenter<'_> {
    /// Makes hits of the `limit` best sections.
    pub(crate) fn hits(
        &self,
        plan: &Plan,
        ranked: Vec<Ranked>,
        limit: usize,
        has_snippets: bool,
        remarks: &mut Vec<String>,
    ) -> Result<Vec<Hit>> {
        let mut texts = Texts::new(self.corpus);
        let mut hits = Vec::with_capacity(limit.min(ranked.len()));
        for (at, (scored, record)) in self.top(ranked, limit)?.into_iter().enumerate() {
            let (snippet, matches) = match has_snippets {
                true => self.snippet(plan, &scored, &record, &mut texts, remarks),
                false => Default::default(),
            };
            let (services, concepts) = self.topics(&record);
            hits.push(Hit {
                rank: at + 1,
                score: scored.score,
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

    /// Takes the best, with their records; sections of the same score come in
    /// the order of notes and lines, whatever the order in the index.
    fn top(&self, ranked: Vec<Ranked>, limit: usize) -> Result<Vec<(Scored, Record)>> {
        let last = ranked.get(limit.saturating_sub(1)).map_or(f32::MIN, |(scored, _)| scored.score);
        let mut top = Vec::new();
        for (at, (scored, candidate)) in ranked.into_iter().enumerate() {
            if at >= limit && (scored.score < last || at >= limit + MAX_TIED) || limit == 0 {
                break;
            }
            let address = Address { segment: candidate.segment, doc: candidate.doc };
            top.push((scored, self.snapshot.record(address)?));
        }
        top.sort_by(|(a, x), (b, y)| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| x.path().cmp(&y.path()))
                .then_with(|| x.span().cmp(&y.span()))
        });
        top.truncate(limit);
        Ok(top)
    }

    /// Finds what matches in a section.
    fn snippet(
        &self,
        plan: &Plan,
        scored: &Scored,
        record: &Record,
        texts: &mut Texts<'_>,
        remarks: &mut Vec<String>,
    ) -> (Snippet, Vec<Match>) {
        let Some(text) = texts.read(record) else {
            let path = record.path();
            remarks.push(format!("{path}: cannot be read now, so no line of it is shown"));
            return Default::default();
        };
        let wanted = Wanted::of(plan, scored, self.lexicon, self.weights);
        let mut finder = Finder {
            analyzer: &mut self.analyzer.borrow_mut(),
            lexicon: self.lexicon,
            heading_worth: self.weights.snippet_heading,
        };
        finder.find(record, &text, &wanted)
    }

    /// Returns what a section speaks of, services and concepts apart.
    fn topics(&self, record: &Record) -> (Vec<NamedTopic>, Vec<NamedTopic>) {
        let named = record.topics().into_iter().filter_map(|topic| {
            let name = self.lexicon.name(&topic.id)?.to_owned();
            Some(NamedTopic { topic, name })
        });
        named.partition(|named| named.topic.id.kind() == Kind::Service)
    }
}
