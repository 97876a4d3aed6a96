//! What the index knows of words and sections.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::postings::Postings;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use crate::error::{Error, ErrorKind, Result};
use crate::index::{KEY_SEPARATOR, Snapshot};

use super::lattice::{Lattice, Probe};

/// Notebooks of fewer sections are scored whole; in larger ones the rarest
/// readings choose who is scored.
const EXHAUSTIVE_SECTIONS: u64 = 4_096;
/// Postings that are gone through to choose whom to score.
const MAX_POSTINGS: u64 = 150_000;
/// Shorter lists of postings are gone through in any case.
const LONG_LIST: u32 = 4_000;
/// Sections of a large notebook that are scored.
const MAX_CANDIDATES: usize = 512;

/// The dictionaries of an index.
pub(crate) struct Vocabulary<'s> {
    pub(crate) snapshot: &'s Snapshot,
    body: Vec<Arc<InvertedIndexReader>>,
    title: Vec<Arc<InvertedIndexReader>>,
    frequencies: RefCell<FxHashMap<String, u32>>,
    /// Beginnings of names, with whether any that the notes teach has them.
    taught: RefCell<FxHashMap<String, bool>>,
}

fn read(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Index, "cannot read the index").because(error)
}

impl<'s> Vocabulary<'s> {
    pub(crate) fn new(snapshot: &'s Snapshot) -> Result<Self> {
        Ok(Self {
            snapshot,
            body: snapshot.field(snapshot.fields.body)?,
            title: snapshot.field(snapshot.fields.title)?,
            frequencies: RefCell::default(),
            taught: RefCell::default(),
        })
    }

    /// Returns in how many sections a term is, headings and texts taken
    /// together as well as can be told without reading them.
    pub(crate) fn frequency(&self, term: &str) -> u32 {
        if let Some(known) = self.frequencies.borrow().get(term) {
            return *known;
        }
        let sum = |field: Field, readers: &[Arc<InvertedIndexReader>]| -> u32 {
            let term = Term::from_field_text(field, term);
            readers.iter().map(|r| r.doc_freq(&term).unwrap_or(0)).sum()
        };
        let fields = self.snapshot.fields;
        let frequency = sum(fields.body, &self.body).max(sum(fields.title, &self.title));
        self.frequencies.borrow_mut().insert(term.to_owned(), frequency);
        frequency
    }

    /// Returns in how many sections a probe is.
    pub(crate) fn probe_frequency(&self, probe: &Probe) -> Result<u32> {
        let fields = self.snapshot.fields;
        let (field, term) = match probe {
            Probe::Text(term) => return Ok(self.frequency(term)),
            Probe::Entry(id) => (fields.mention, id.as_str()),
            Probe::Bigram(pair) => (fields.bigram, pair.as_str()),
        };
        let term = Term::from_field_text(field, term);
        self.snapshot.field(field)?.iter().map(|r| r.doc_freq(&term).map_err(read)).sum()
    }

    /// Returns the words kept under `key` in one of the fields of keys.
    pub(crate) fn keyed(&self, field: Field, key: &str, limit: usize) -> Result<Vec<String>> {
        self.beginning(field, &format!("{key}{KEY_SEPARATOR}"), limit)
    }

    /// Returns the words whose key begins with `prefix` in a field of keys.
    pub(crate) fn beginning(
        &self,
        field: Field,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<String>> {
        let mut words = Vec::new();
        for reader in self.snapshot.field(field)? {
            crate::index::with_prefix(reader.terms(), prefix, |key, _| {
                words.extend(key.split_once(KEY_SEPARATOR).map(|(_, word)| word.to_owned()));
                words.len() < limit
            })?;
        }
        words.sort();
        words.dedup();
        Ok(words)
    }

    /// Says whether a name that the notes teach begins with a folded text.
    pub(crate) fn teaches(&self, beginning: &str) -> Result<bool> {
        if let Some(known) = self.taught.borrow().get(beginning) {
            return Ok(*known);
        }
        let mut is_begun = false;
        for reader in self.snapshot.field(self.snapshot.fields.taught)? {
            crate::index::with_prefix(reader.terms(), beginning, |_, _| {
                is_begun = true;
                false
            })?;
        }
        self.taught.borrow_mut().insert(beginning.to_owned(), is_begun);
        Ok(is_begun)
    }

    /// Returns terms of the texts that begin with `prefix`, the commonest first.
    pub(crate) fn terms_beginning(&self, prefix: &str, limit: usize) -> Result<Vec<String>> {
        const MAX_SEEN: usize = 4_096;
        let mut found: FxHashMap<String, u32> = FxHashMap::default();
        for reader in self.body.iter().chain(&self.title) {
            let mut seen = 0;
            crate::index::with_prefix(reader.terms(), prefix, |term, frequency| {
                *found.entry(term.to_owned()).or_default() += frequency;
                seen += 1;
                seen < MAX_SEEN
            })?;
        }
        let mut terms: Vec<(String, u32)> = found.into_iter().collect();
        terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(terms.into_iter().take(limit).map(|(term, _)| term).collect())
    }

    /// Returns terms of the texts at most `distance` keys away that begin with
    /// the same `start` bytes, with their distance, the nearest and commonest
    /// first.
    pub(crate) fn near(
        &self,
        term: &str,
        distance: u8,
        start: usize,
        limit: usize,
    ) -> Result<Vec<(String, usize)>> {
        let mut found: FxHashMap<String, u32> = FxHashMap::default();
        let fields = self.snapshot.fields;
        let query = FuzzyTermQuery::new(Term::from_field_text(fields.body, term), distance, true);
        let automaton = query
            .automaton()
            .map_err(|e| Error::new(ErrorKind::Index, "cannot look for near words").because(e))?;
        for reader in self.body.iter().chain(&self.title) {
            let start = &term.as_bytes()[..start];
            let terms = reader.terms().search(&automaton).ge(start);
            let mut stream = terms.into_stream().map_err(read)?;
            while stream.advance() && stream.key().starts_with(start) {
                if let Ok(near) = std::str::from_utf8(stream.key()) {
                    *found.entry(near.to_owned()).or_default() += stream.value().doc_freq;
                }
            }
        }
        let mut near: Vec<(String, usize, u32)> = found
            .into_iter()
            .filter(|(near, _)| near != term)
            .map(|(near, frequency)| {
                let distance = super::typo::distance(term, &near);
                (near, distance, frequency)
            })
            .collect();
        near.sort_by(|a, b| a.1.cmp(&b.1).then(b.2.cmp(&a.2)).then(a.0.cmp(&b.0)));
        Ok(near.into_iter().take(limit).map(|(near, distance, _)| (near, distance)).collect())
    }
}

/// What a section has of a probe.
#[derive(Clone, Debug, Default)]
pub(crate) struct Occurrence {
    /// Times in the text (for entries and pairs: at all).
    pub(crate) body: u32,
    /// Times in the section's own heading (for entries: strength and focus).
    pub(crate) title: u32,
    /// Times in headings above.
    pub(crate) trail: u32,
    /// Positions in the heading, then in the text, the latter moved behind
    /// [`BODY_POSITION`].
    pub(crate) positions: Vec<u32>,
}

impl Occurrence {
    pub(crate) fn is_empty(&self) -> bool {
        self.body + self.title + self.trail == 0
    }
}

/// Positions in the text begin here, so that no heading is beside them.
pub(crate) const BODY_POSITION: u32 = 1 << 16;

/// A section to be scored.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) segment: u32,
    pub(crate) doc: u32,
    /// What it has, by the number of the probe, in their order.
    occurrences: Vec<(u32, Occurrence)>,
    /// A bit for each probe that it has: a section has few of a pasted
    /// question's thousands.
    present: Vec<u64>,
    /// Lengths in terms.
    pub(crate) title_length: u32,
    pub(crate) body_length: u32,
}

impl Candidate {
    /// Makes a section of which nothing is known yet.
    pub(crate) fn new(segment: u32, doc: u32) -> Self {
        Self {
            segment,
            doc,
            occurrences: Vec::new(),
            present: Vec::new(),
            title_length: 0,
            body_length: 0,
        }
    }

    /// Returns what the section has of a probe.
    pub(crate) fn occurrence(&self, probe: usize) -> &Occurrence {
        const NOTHING: &Occurrence =
            &Occurrence { body: 0, title: 0, trail: 0, positions: Vec::new() };
        let is_present =
            self.present.get(probe / 64).is_some_and(|bits| bits >> (probe % 64) & 1 == 1);
        if !is_present {
            return NOTHING;
        }
        match self.occurrences.binary_search_by_key(&(probe as u32), |(number, _)| *number) {
            Ok(at) => &self.occurrences[at].1,
            Err(_) => NOTHING,
        }
    }

    /// Returns the same to be filled; probes come in their order.
    fn occurrence_mut(&mut self, probe: usize) -> &mut Occurrence {
        if self.occurrences.last().is_none_or(|(number, _)| *number != probe as u32) {
            self.occurrences.push((probe as u32, Occurrence::default()));
            self.present.resize(self.present.len().max(probe / 64 + 1), 0);
            self.present[probe / 64] |= 1 << (probe % 64);
        }
        let last = self.occurrences.len() - 1;
        &mut self.occurrences[last].1
    }
}

/// Returns how many terms the text of a section has on average.
pub(crate) fn average_length(snapshot: &Snapshot) -> Result<f32> {
    let body = snapshot.field(snapshot.fields.body)?;
    let tokens: u64 = body.iter().map(|r| r.total_num_tokens()).sum();
    let sections: u64 = snapshot.segments.iter().map(|s| u64::from(s.reader.max_doc())).sum();
    Ok((tokens as f32 / sections.max(1) as f32).max(1.0))
}

/// Finds the sections that may be hits, with all that a lattice asks of them.
/// Only sections of `allowed` are taken, where there is such a list (sorted).
pub(crate) fn candidates(
    snapshot: &Snapshot,
    lattice: &Lattice,
    allowed: Option<&[(u32, u32)]>,
) -> Result<Vec<Candidate>> {
    let segments = 0..snapshot.segments.len() as u32;
    let mut found = Vec::new();
    if snapshot.sections() <= EXHAUSTIVE_SECTIONS {
        for segment in segments {
            found.extend(gather(snapshot, lattice, segment, None, allowed)?);
        }
        return Ok(found);
    }
    let mut shortlist = Shortlist::default();
    for segment in segments.clone() {
        shortlist.add_segment(snapshot, lattice, segment, allowed)?;
    }
    shortlist.cut();
    for segment in segments {
        let docs = shortlist.likely.iter().filter(|likely| likely.segment == segment);
        let mut docs: Vec<u32> = docs.map(|likely| likely.doc).collect();
        docs.sort_unstable();
        found.extend(gather(snapshot, lattice, segment, Some(&docs), allowed)?);
    }
    Ok(found)
}

/// Returns where each probe is looked up: field, term, and what is read.
fn places(snapshot: &Snapshot, probe: &Probe) -> Vec<(Field, Term, Place)> {
    let fields = snapshot.fields;
    let text = |field, term: &str| Term::from_field_text(field, term);
    match probe {
        Probe::Text(term) => vec![
            (fields.title, text(fields.title, term), Place::Title),
            (fields.trail, text(fields.trail, term), Place::Trail),
            (fields.body, text(fields.body, term), Place::Body),
        ],
        Probe::Entry(id) => vec![
            (fields.mention, text(fields.mention, id.as_str()), Place::Body),
            (fields.subject, text(fields.subject, id.as_str()), Place::Title),
        ],
        Probe::Bigram(pair) => vec![(fields.bigram, text(fields.bigram, pair), Place::Body)],
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Title,
    Trail,
    Body,
}

/// The sections of a large notebook that are worth scoring: those that have
/// most of what is rare.
#[derive(Default)]
struct Shortlist {
    likely: Vec<Likely>,
    /// What a section must have more of to be put on it.
    floor: f32,
}

struct Likely {
    score: f32,
    segment: u32,
    doc: u32,
}

impl Shortlist {
    /// Sections that are compared with each other at a time.
    const SCORES: usize = 32;

    fn add(&mut self, likely: Likely) {
        self.likely.push(likely);
        if self.likely.len() >= 4 * MAX_CANDIDATES {
            self.cut();
        }
    }

    /// Keeps the best.
    fn cut(&mut self) {
        if self.likely.len() > MAX_CANDIDATES {
            let (_, last, _) = self.likely.select_nth_unstable_by(MAX_CANDIDATES - 1, |a, b| {
                b.score.total_cmp(&a.score).then((a.segment, a.doc).cmp(&(b.segment, b.doc)))
            });
            self.floor = last.score;
            self.likely.truncate(MAX_CANDIDATES);
        }
    }

    /// Adds the sections of a segment.
    fn add_segment(
        &mut self,
        snapshot: &Snapshot,
        lattice: &Lattice,
        segment: u32,
        allowed: Option<&[(u32, u32)]>,
    ) -> Result<()> {
        let mut worth = vec![0.0f32; lattice.probes.len()];
        for edge in &lattice.edges {
            let numbers = edge.matcher.probes();
            let share = 1.0 / numbers.len().max(1) as f32;
            for number in numbers {
                worth[*number] = worth[*number].max(edge.mass * edge.weight * share);
            }
        }
        for described in &lattice.described {
            let worth = &mut worth[described.probe];
            *worth = worth.max(described.score);
        }
        let reader = &snapshot.segments[segment as usize].reader;
        let mut lists = Vec::new();
        for (number, probe) in lattice.probes.iter().enumerate().filter(|(n, _)| worth[*n] > 0.0) {
            for (field, term, place) in places(snapshot, probe) {
                let inverted = reader.inverted_index(field).map_err(super::searcher::damaged)?;
                if let Some(info) = inverted.get_term_info(&term).map_err(read)? {
                    let gain = worth[number] * if place == Place::Title { 1.5 } else { 1.0 };
                    lists.push((info.doc_freq, gain, inverted, info));
                }
            }
        }
        // The rarest first: they tell sections apart. What is left when the
        // allowance is spent is in so many sections that it would choose none.
        lists.sort_by_key(|(frequency, ..)| *frequency);
        let mut scores = vec![0.0f32; reader.max_doc() as usize];
        // All segments together may spend what there is.
        let allowance = MAX_POSTINGS / snapshot.segments.len().max(1) as u64;
        let mut spent = 0;
        for (frequency, gain, inverted, info) in &lists {
            spent += u64::from(*frequency);
            if spent > allowance && *frequency > LONG_LIST {
                break;
            }
            let mut postings = inverted
                .read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)
                .map_err(read)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                let count = postings.term_freq() as f32;
                scores[doc as usize] += gain * count / (count + 1.2);
                doc = postings.advance();
            }
        }
        let alive = reader.alive_bitset();
        let is_wanted = |doc: u32| {
            alive.is_none_or(|a| a.is_alive(doc))
                && allowed.is_none_or(|a| a.binary_search(&(segment, doc)).is_ok())
        };
        for (chunk, base) in scores.chunks(Self::SCORES).zip((0..).step_by(Self::SCORES)) {
            // Most sections have nothing, or too little.
            if !chunk.iter().fold(false, |any, score| any | (*score > self.floor)) {
                continue;
            }
            for (score, doc) in chunk.iter().zip(base..) {
                if *score > self.floor && is_wanted(doc) {
                    self.add(Likely { score: *score, segment, doc });
                }
            }
        }
        Ok(())
    }
}

/// Reads what sections have of each probe: of `docs`, or of all.
fn gather(
    snapshot: &Snapshot,
    lattice: &Lattice,
    segment: u32,
    docs: Option<&[u32]>,
    allowed: Option<&[(u32, u32)]>,
) -> Result<Vec<Candidate>> {
    let reader = &snapshot.segments[segment as usize].reader;
    let fields = snapshot.fields;
    let norms = |field| reader.get_fieldnorms_reader(field).map_err(super::searcher::damaged);
    let (title, body) = (norms(fields.title)?, norms(fields.body)?);
    let alive = reader.alive_bitset();
    let mut found: Vec<Candidate> = Vec::new();
    // The place of each section among the candidates, one more; 0 is none yet.
    let mut slots = vec![0u32; if docs.is_none() { reader.max_doc() as usize } else { 0 }];
    let new = |doc: u32| Candidate {
        title_length: title.fieldnorm(doc),
        body_length: body.fieldnorm(doc),
        ..Candidate::new(segment, doc)
    };
    if let Some(docs) = docs {
        found.extend(docs.iter().map(|doc| new(*doc)));
    }
    let is_wanted = |doc: u32| {
        alive.is_none_or(|a| a.is_alive(doc))
            && allowed.is_none_or(|a| a.binary_search(&(segment, doc)).is_ok())
    };
    for (number, probe) in lattice.probes.iter().enumerate() {
        for (field, term, place) in places(snapshot, probe) {
            let inverted = reader.inverted_index(field).map_err(super::searcher::damaged)?;
            let option = IndexRecordOption::WithFreqsAndPositions;
            let Some(mut postings) = inverted.read_postings(&term, option).map_err(read)? else {
                continue;
            };
            let record =
                |candidate: &mut Candidate, postings: &mut tantivy::postings::SegmentPostings| {
                    let occurrence = candidate.occurrence_mut(number);
                    let count = postings.term_freq();
                    match place {
                        Place::Title => occurrence.title += count,
                        Place::Trail => occurrence.trail += count,
                        Place::Body => occurrence.body += count,
                    }
                    let offset = if place == Place::Body { BODY_POSITION } else { 0 };
                    if place != Place::Trail {
                        postings.append_positions_with_offset(offset, &mut occurrence.positions);
                    }
                };
            match docs {
                Some(docs) => {
                    for (slot, doc) in docs.iter().enumerate() {
                        if postings.doc() < *doc && postings.seek(*doc) == TERMINATED {
                            break;
                        }
                        if postings.doc() == *doc {
                            record(&mut found[slot], &mut postings);
                        }
                    }
                }
                None => {
                    let mut doc = postings.doc();
                    while doc != TERMINATED {
                        if slots[doc as usize] == 0 && is_wanted(doc) {
                            found.push(new(doc));
                            slots[doc as usize] = found.len() as u32;
                        }
                        if let Some(slot) = slots[doc as usize].checked_sub(1) {
                            record(&mut found[slot as usize], &mut postings);
                        }
                        doc = postings.advance();
                    }
                }
            }
        }
    }
    Ok(found)
}

/// Reads what all sections of a segment have of each probe.
pub(crate) fn everything(
    snapshot: &Snapshot,
    lattice: &Lattice,
    segment: u32,
) -> Result<Vec<Candidate>> {
    gather(snapshot, lattice, segment, None, None)
}
