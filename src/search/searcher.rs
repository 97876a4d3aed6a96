//! One search, from the typed string to the hits.

use std::cell::{OnceCell, RefCell};
use std::time::Instant;

use crate::analysis::{Analyzer, Sort, Term};
use crate::corpus::{Corpus, SectionId};
use crate::error::{Error, ErrorKind, Result};
use crate::index::{Index, REMADE, Record, Report, Snapshot, Strength, contained};
use crate::lexicon::{Entry, EntryId, Kind, Lexicon};
use crate::name::fold;
use crate::query::{Filter, Query, parse};
use crate::span::Span;

use super::hit::{Hit, Hits, NamedTopic, Rewrite};
use super::lattice::{Edge, Lattice, Leaf, Matcher, Named, Probe, Rule};
use super::rank::{Ranker, Scored};
use super::retrieve::{Candidate, Vocabulary, average_length, candidates};
use super::snippet::{Wanted, find};
use super::texts::Texts;
use super::understand::{Ladder, Reader};
use super::weights::Weights;

/// Sections that score less than this share of the best one are no hits: they
/// share a common word with the query.
const MIN_SHARE: f32 = 0.06;
/// What the name of an entry that a query describes is worth in a snippet:
/// words of the query are shown rather.
const DESCRIBED_NAME: f32 = 0.3;

/// How to search.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many hits to give.
    pub limit: usize,
    /// Whether only the words as typed count.
    pub is_exact: bool,
    /// Whether the last word may be half typed.
    pub is_prefix: bool,
    /// A rule to leave out, to measure what it is worth.
    pub without: Option<Rule>,
    /// Whether snippets are looked for, which reads the notes.
    pub has_snippets: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 10, is_exact: false, is_prefix: false, without: None, has_snippets: true }
    }
}

/// Searches one snapshot; keeps its analyser between searches.
pub struct Searcher<'s> {
    opened: &'s Snapshot,
    /// What is searched instead, since the one that was opened was found to be
    /// damaged.
    remade: OnceCell<Snapshot>,
    corpus: &'s Corpus,
    lexicon: &'s Lexicon,
    weights: Weights,
    analyzer: RefCell<Analyzer>,
    report: Report,
}

pub(crate) fn damaged(error: tantivy::TantivyError) -> Error {
    Error::new(ErrorKind::Index, "cannot read the index").because(error)
}

impl<'s> Searcher<'s> {
    /// Makes a searcher of a snapshot of `corpus`.
    pub fn new(snapshot: &'s Snapshot, corpus: &'s Corpus, lexicon: &'s Lexicon) -> Self {
        Self {
            opened: snapshot,
            remade: OnceCell::new(),
            corpus,
            lexicon,
            weights: Weights::default(),
            analyzer: RefCell::new(Analyzer::new()),
            report: Report::default(),
        }
    }

    /// Uses other weights than the default ones.
    #[must_use]
    pub fn with_weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }

    /// Tells what was done to open the snapshot, for the summary.
    #[must_use]
    pub fn with_report(mut self, report: Report) -> Self {
        self.report = report;
        self
    }

    /// Returns the lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon
    }

    /// Returns the snapshot.
    pub fn snapshot(&self) -> &Snapshot {
        self.remade.get().unwrap_or(self.opened)
    }

    /// Does something with the index. What an opening of the index can't see,
    /// as it reads large files where it must, shows while they are searched:
    /// then the index is made anew.
    pub(super) fn guarded<T>(&self, work: impl Fn() -> Result<T>) -> Result<T> {
        let error = match contained(&work) {
            Err(error) if error.kind() == ErrorKind::Index => error,
            done => return done,
        };
        // What fails on a new index too is galpi's own fault.
        if self.remade.get().is_some() {
            return Err(Error::new(ErrorKind::Defect, "this search fails").because(error));
        }
        match Index::remake(self.opened, self.corpus, self.lexicon)? {
            Some(snapshot) => {
                let _ = self.remade.set(snapshot);
                self.guarded(work)
            }
            None => Err(error),
        }
    }

    /// Analyses a text as notes and queries are.
    pub(super) fn terms(&self, text: &str) -> Vec<Term> {
        self.analyzer.borrow_mut().terms(text)
    }

    /// Searches for what was typed.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn search(&self, typed: &str, options: &Options) -> Result<Hits> {
        self.guarded(|| self.search_once(typed, options))
    }

    fn search_once(&self, typed: &str, options: &Options) -> Result<Hits> {
        let start = Instant::now();
        let query = parse(typed);
        let mut remarks = Vec::new();
        let allowed = self.allowed(&query, &mut remarks)?;
        let lattice = self.lattice(&query, options)?;
        if lattice.is_cut {
            remarks.push("the query is long: only its beginning was read".to_owned());
        }
        if let Some(words) = lattice.words_of_page {
            let read = lattice.leaves.len();
            remarks.push(format!("only the words that decide were read: {read}/{words}"));
        }
        self.answer(&query, &lattice, allowed.as_deref(), options, start, remarks)
    }

    /// Reads a query.
    pub(super) fn lattice(&self, query: &Query, options: &Options) -> Result<Lattice> {
        if let Some((name, ids)) = self.named_whole(query, options) {
            return self.named_lattice(&ids, &name);
        }
        let vocabulary = Vocabulary::new(self.snapshot())?;
        let ladder = Ladder {
            is_exact: options.is_exact,
            is_prefix: options.is_prefix,
            without: options.without,
        };
        let mut analyzer = self.analyzer.borrow_mut();
        Reader::new(&vocabulary, self.lexicon, &mut analyzer, &self.weights, ladder)
            .read(&query.text)
    }

    /// Finds the sections about an entry; `typed` is the name it was called by.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn about(&self, id: &EntryId, typed: &str, options: &Options) -> Result<Hits> {
        self.guarded(|| self.about_once(id, typed, options))
    }

    fn about_once(&self, id: &EntryId, typed: &str, options: &Options) -> Result<Hits> {
        let start = Instant::now();
        let lattice = self.named_lattice(std::slice::from_ref(id), typed)?;
        let query =
            Query { typed: typed.to_owned(), text: typed.to_owned(), constraints: Vec::new() };
        self.answer(&query, &lattice, None, options, start, Vec::new())
    }

    /// Finds the sections that speak of both entries, those about both first.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn about_both(&self, a: &EntryId, b: &EntryId, options: &Options) -> Result<Hits> {
        self.guarded(|| self.about_both_once(a, b, options))
    }

    fn about_both_once(&self, a: &EntryId, b: &EntryId, options: &Options) -> Result<Hits> {
        let start = Instant::now();
        let names = [a, b].map(|id| self.lexicon.name(id).unwrap_or_default().to_owned());
        let typed = names.join(" ");
        let mut lattice = Lattice::default();
        lattice.text.clone_from(&typed);
        let mut start_of_name = 0;
        for (place, (id, name)) in [a, b].into_iter().zip(&names).enumerate() {
            let span = Span::new(0, name.len()).shift(start_of_name);
            start_of_name = span.end + 1;
            let sort = Sort::Other;
            lattice.leaves.push(Leaf { term: name.clone(), span, sort, weight: 1.0, mass: 1.0 });
            for (rule, weight, id) in self.belonging(std::slice::from_ref(id)) {
                let text = self.lexicon.name(&id).unwrap_or_default().to_owned();
                let matcher = Matcher::Entry(lattice.probe(Probe::Entry(id)));
                let (from, to) = (place, place + 1);
                lattice.edges.push(Edge {
                    from,
                    to,
                    rule,
                    weight,
                    matcher,
                    text: Some(text),
                    mass: 1.0,
                });
            }
        }
        let field = self.snapshot().fields.mention;
        let with = |id: &EntryId| self.snapshot().with_term(field, id.as_str());
        let others = with(b)?;
        // Sections whose heading names both come before all others.
        let mut groups = [Vec::new(), Vec::new()];
        for address in with(a)?.into_iter().filter(|address| others.contains(address)) {
            let topics = self.snapshot().record(address)?.topics();
            let names = |id: &EntryId| {
                topics.iter().any(|t| t.id == *id && t.strength >= Strength::Compared)
            };
            let group = usize::from(!(names(a) && names(b)));
            groups[group].push((address.segment, address.doc));
        }
        let query = Query { text: typed.clone(), typed, constraints: Vec::new() };
        let answer = |allowed: &[(u32, u32)], limit: usize| {
            let options = Options { limit, ..options.clone() };
            self.answer(&query, &lattice, Some(allowed), &options, start, Vec::new())
        };
        let mut hits = answer(&groups[0], options.limit)?;
        hits.append(answer(&groups[1], options.limit - hits.hits.len())?);
        Ok(hits)
    }

    /// Says whether these notes name an entry.
    pub fn is_mentioned(&self, id: &EntryId) -> bool {
        let field = self.snapshot().fields.mention;
        let found = self.guarded(|| self.snapshot().with_term(field, id.as_str()));
        found.is_ok_and(|found| !found.is_empty())
    }

    /// Returns the entries that a whole query names, and nothing else, with the
    /// name: such a query asks what the notes say of them. A filter alone is
    /// one, too. Entries that these notes don't have are words as others.
    fn named_whole(&self, query: &Query, options: &Options) -> Option<(String, Vec<EntryId>)> {
        let is_off = |rule| options.without == Some(rule);
        if options.is_exact || options.is_prefix || is_off(Rule::Name) {
            return None;
        }
        let text = query.text.trim();
        if text.is_empty()
            && let [constraint] = &query.constraints[..]
            && !constraint.is_excluded
        {
            let kind = match constraint.filter {
                Filter::Service => Kind::Service,
                Filter::Concept => Kind::Concept,
                _ => return None,
            };
            let entries = super::lookup::resolve(self.lexicon, &constraint.text, kind);
            let id = entries.into_iter().next()?.id;
            return Some((constraint.text.clone(), vec![id]));
        }
        if !query.constraints.is_empty() {
            return None;
        }
        // A word is a name where it is written as the entry's own, and an acronym
        // where it is in capitals, though they are ordinary words too.
        let is_acronym =
            text.len() > 1 && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        let named = self.lexicon.named(text).into_iter();
        let sure = named
            .filter(|(entry, is_weak)| !is_weak || is_acronym || entry.name == text)
            .filter(|(entry, _)| is_proper(entry, text))
            .map(|(entry, _)| entry.id);
        let ids: Vec<EntryId> = sure.collect();
        let is_there = self.belonging(&ids).iter().any(|(_, _, id)| self.is_mentioned(id));
        is_there.then(|| (text.to_owned(), ids))
    }

    /// Makes the lattice that asks for entries by a name: the words of it tell
    /// sections apart that are about them as much.
    fn named_lattice(&self, ids: &[EntryId], name: &str) -> Result<Lattice> {
        let vocabulary = Vocabulary::new(self.snapshot())?;
        let ladder = Ladder { is_exact: true, is_prefix: false, without: None };
        let mut analyzer = self.analyzer.borrow_mut();
        let reader = Reader::new(&vocabulary, self.lexicon, &mut analyzer, &self.weights, ladder);
        let mut lattice = reader.read(name)?;
        for (rule, weight, id) in self.belonging(ids) {
            let name = self.lexicon.name(&id).unwrap_or_default().to_owned();
            let probe = lattice.probe(Probe::Entry(id));
            lattice.named.push(Named { probe, rule, weight, name });
        }
        Ok(lattice)
    }

    /// Returns entries with what is part of them and what realises them, and
    /// how much of an answer each is.
    fn belonging(&self, ids: &[EntryId]) -> Vec<(Rule, f32, EntryId)> {
        let mut all: Vec<(Rule, f32, EntryId)> = Vec::new();
        for id in ids {
            all.push((Rule::Name, 1.0, id.clone()));
            let Some(entry) = self.lexicon.entry(id) else { continue };
            let narrower = self.weights.rule(Rule::Narrower);
            all.extend(entry.parts.iter().map(|part| (Rule::Narrower, narrower, part)));
            if id.kind() == Kind::Concept {
                let related = self.weights.rule(Rule::Related);
                let services = entry.services.iter();
                all.extend(services.map(|service| (Rule::Related, related, service)));
            }
        }
        all
    }

    /// Ranks sections by a lattice, and makes hits of the best.
    fn answer(
        &self,
        query: &Query,
        lattice: &Lattice,
        allowed: Option<&[(u32, u32)]>,
        options: &Options,
        start: Instant,
        mut remarks: Vec<String>,
    ) -> Result<Hits> {
        let ranker = Ranker::new(lattice, &self.weights, average_length(self.snapshot())?);
        // A filter alone asks for all that it lets through.
        let min_share = if query.text.trim().is_empty() { 0.0 } else { MIN_SHARE };
        let ranked = self.rank(&ranker, lattice, allowed, min_share)?;
        let total = ranked.len();
        let top = self.top(ranked, options.limit)?;
        let mut texts = Texts::new(self.corpus);
        let mut hits = Vec::with_capacity(top.len());
        for (rank, (scored, record)) in top.into_iter().enumerate() {
            let (snippet, matches) = match options.has_snippets {
                true => match texts.read(&record) {
                    Some(text) => {
                        let wanted = self.wanted(lattice, &scored);
                        let mut analyzer = self.analyzer.borrow_mut();
                        find(&record, &text, &wanted, &mut analyzer, self.lexicon)
                    }
                    None => {
                        let path = record.path();
                        remarks
                            .push(format!("{path}: cannot be read now, so no line of it is shown"));
                        Default::default()
                    }
                },
                false => Default::default(),
            };
            let (services, concepts) = self.topics(&record);
            hits.push(Hit {
                rank: rank + 1,
                score: scored.score,
                via: ranker.via(&scored),
                explanation: ranker.explain(&scored),
                record,
                snippet,
                matches,
                services,
                concepts,
            });
        }
        // Words that were put right before all else are read as if typed so.
        let put_right = lattice.rewrites.iter().map(|(_, from, _)| from.split_whitespace().count());
        let is_put_right = !lattice.rewrites.is_empty()
            && put_right.sum::<usize>() >= query.text.split_whitespace().count();
        let is_literal = |rule: &Rule| matches!(rule, Rule::Keyword | Rule::Name);
        let is_all_rewritten = !hits.is_empty()
            && (is_put_right || hits.iter().all(|hit| !hit.via.iter().any(is_literal)));
        if self.remade.get().is_some() {
            remarks.push(REMADE.to_owned());
        }
        let rewrites = rewrites(lattice, &hits, &self.weights);
        Ok(Hits {
            query: query.typed.clone(),
            hits,
            total,
            elapsed: start.elapsed(),
            rewrites,
            is_all_rewritten,
            sections: self.snapshot().sections(),
            notes: self.report.notes,
            refreshed: self.report.refreshed,
            skipped: self.report.skipped,
            remarks,
        })
    }

    /// Finds the section with an id.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn section(&self, id: SectionId) -> Result<Option<Record>> {
        self.guarded(|| {
            let snapshot = self.snapshot();
            let found = snapshot.with_term(snapshot.fields.id, &id.to_string())?;
            found.first().map(|address| snapshot.record(*address)).transpose()
        })
    }

    /// Scores all candidates, best first.
    fn rank(
        &self,
        ranker: &Ranker<'_>,
        lattice: &Lattice,
        allowed: Option<&[(u32, u32)]>,
        min_share: f32,
    ) -> Result<Vec<(Scored, Candidate)>> {
        if lattice.probes.is_empty() {
            // Filters alone: all that they let through, in the order of the notes.
            return Ok(allowed
                .unwrap_or_default()
                .iter()
                .map(|(segment, doc)| unscored(*segment, *doc))
                .collect());
        }
        let mut ranked: Vec<(Scored, Candidate)> = candidates(self.snapshot(), lattice, allowed)?
            .into_iter()
            .filter_map(|candidate| Some((ranker.score(&candidate)?, candidate)))
            .collect();
        if !lattice.named.is_empty() {
            ranker.prefer_named(&mut ranked);
        }
        let best = ranked.iter().map(|(scored, _)| scored.score).fold(0.0, f32::max);
        ranked.retain(|(scored, _)| scored.score >= best * min_share);
        ranked.sort_by(|(a, x), (b, y)| {
            b.score.total_cmp(&a.score).then((x.segment, x.doc).cmp(&(y.segment, y.doc)))
        });
        Ok(ranked)
    }

    /// Takes the best, with their records; sections of the same score come in
    /// the order of notes and lines, whatever the order in the index.
    fn top(&self, ranked: Vec<(Scored, Candidate)>, limit: usize) -> Result<Vec<(Scored, Record)>> {
        const MAX_TIED: usize = 4_096;
        let last = ranked.get(limit.saturating_sub(1)).map_or(f32::MIN, |(scored, _)| scored.score);
        let mut top = Vec::new();
        for (at, (scored, candidate)) in ranked.into_iter().enumerate() {
            if at >= limit && (scored.score < last || at >= limit + MAX_TIED) || limit == 0 {
                break;
            }
            let address = crate::index::Address { segment: candidate.segment, doc: candidate.doc };
            top.push((scored, self.snapshot().record(address)?));
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

    /// Returns what of a path can be seen in the text.
    fn wanted(&self, lattice: &Lattice, scored: &Scored) -> Wanted {
        let mut wanted = Wanted::default();
        let raise = |value: &mut f32, worth: f32| *value = value.max(worth);
        for (number, worth) in &scored.path {
            let edge = &lattice.edges[*number];
            let term = |probe: &usize| match &lattice.probes[*probe] {
                Probe::Text(term) | Probe::Bigram(term) => term.clone(),
                Probe::Entry(id) => id.as_str().to_owned(),
            };
            match &edge.matcher {
                Matcher::Phrase(probes) => {
                    let share = *worth / probes.len() as f32;
                    probes.iter().for_each(|p| wanted.add_term(term(p), share));
                }
                Matcher::Bigrams(probes) => {
                    let share = *worth / probes.len() as f32;
                    probes
                        .iter()
                        .for_each(|p| raise(wanted.pairs.entry(term(p)).or_default(), share));
                }
                Matcher::Entry(probe) => {
                    raise(wanted.entries.entry(EntryId::new(&term(probe))).or_default(), *worth);
                }
            }
        }
        // What a section is found by without a word of the query is shown where
        // the note names it.
        let by_name = scored.name.map(|number| (lattice.named[number].probe, scored.score));
        let by_description = scored
            .description
            .map(|number| (lattice.described[number].probe, scored.described * DESCRIBED_NAME));
        for (probe, worth) in by_name.into_iter().chain(by_description) {
            if let Probe::Entry(id) = &lattice.probes[probe] {
                raise(wanted.entries.entry(id.clone()).or_default(), worth);
            }
        }
        for id in wanted.entries.keys() {
            if let Some(entry) = self.lexicon.entry(id) {
                let names = entry.names.iter().chain([entry.name, entry.korean]);
                wanted.names.extend(names.map(fold).filter(|name| !name.is_empty()));
                // Official names are written without the maker's as well.
                let short = entry.name.split_once(' ').map(|(_, rest)| fold(rest));
                wanted.names.extend(short);
            }
        }
        wanted
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

/// Says whether a name is one of the entry itself. Concepts go by phrases, too,
/// that are said of a part or use of them (`rollout undo`): whoever types one
/// looks for its words.
fn is_proper(entry: &Entry<'_>, name: &str) -> bool {
    let folded = fold(name);
    let is_it = |own: &&str| fold(own) == folded;
    let is_word = |own: &str| !own.contains(' ');
    entry.id.kind() == Kind::Service
        || [entry.name, entry.korean].iter().any(is_it)
        || entry.names.iter().filter(is_it).any(is_word)
}

fn unscored(segment: u32, doc: u32) -> (Scored, Candidate) {
    let scored = Scored {
        score: 0.0,
        path: Vec::new(),
        proximity: 0.0,
        heading: 0.0,
        described: 0.0,
        description: None,
        name: None,
        coverage: 1.0,
        factor: 1.0,
    };
    let candidate = Candidate::new(segment, doc);
    (scored, candidate)
}

/// Tells the readings of the given hits that differ from what was typed.
fn rewrites(lattice: &Lattice, hits: &[Hit], weights: &Weights) -> Vec<Rewrite> {
    let mut rewrites: Vec<Rewrite> = lattice
        .rewrites
        .iter()
        .map(|(rule, from, to)| Rewrite {
            rule: *rule,
            from: from.clone(),
            to: to.clone(),
            weight: weights.rule(*rule),
        })
        .collect();
    for reading in hits.iter().flat_map(|hit| &hit.explanation.readings) {
        let is_known = rewrites.iter().any(|r| r.from == reading.from && r.to == reading.to);
        // A name in another spelling is no other reading of it.
        let is_same = fold(&reading.from) == fold(&reading.to);
        if !reading.rule.is_literal() && !is_known && !is_same {
            rewrites.push(Rewrite {
                rule: reading.rule,
                from: reading.from.clone(),
                to: reading.to.clone(),
                weight: weights.rule(reading.rule),
            });
        }
    }
    rewrites
}
