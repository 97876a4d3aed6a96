//! The driver: from the typed string to the hits, step by step.

mod lookup;

use std::cell::{OnceCell, RefCell};
use std::time::Instant;

use crate::analysis::{Analyzer, Term};
use crate::corpus::{Corpus, SectionId};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::index::{Address, Index, Record, Report, Snapshot, contained};
use crate::lexicon::Lexicon;
use crate::query::parse;
use crate::verbatim::Pattern;

use super::expand::{Knowledge, expand};
use super::options::{Context, Options, Strictness};
use super::plan::Plan;
use super::planner::Planner;
use super::present::{
    Hits, KnownText, Presenter, QueryContext, Request, Sample, Understanding, may_be_stem, nearest,
    remark_on_length, samples, understanding, word_of_notes,
};
use super::rank::{Ranked, by_entries, by_occurrences, by_words, unranked};
use super::remark::Remark;
use super::retrieve::{Allowed, Candidates, Constraints, candidates};
use super::vocabulary::IndexedVocabulary;
use super::weights::Weights;

/// A caller that asks for more hits wants all there are, so that even in a large notebook
/// every section is ranked, not a shortlist.
const MANY_HITS: usize = 256;

/// Searches one snapshot; keeps its analyser between searches.
pub struct Searcher<'s> {
    opened: &'s Snapshot,
    /// A new index that is searched instead, where the opened one turned out damaged.
    remade: OnceCell<Snapshot>,
    corpus: &'s Corpus,
    /// The whole lexicon, with which notes are indexed.
    whole: &'s Lexicon,
    /// The lexicon within the fields that the notes speak of.
    lexicon: Lexicon,
    weights: Weights,
    analyzer: RefCell<Analyzer>,
    report: Report,
}

impl<'s> Searcher<'s> {
    /// Makes a searcher of a snapshot of `corpus`.
    pub fn new(snapshot: &'s Snapshot, corpus: &'s Corpus, lexicon: &'s Lexicon) -> Self {
        Self {
            opened: snapshot,
            remade: OnceCell::new(),
            corpus,
            whole: lexicon,
            lexicon: lexicon.within(snapshot.fields_spoken_of()),
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

    /// Adds what was done to open the snapshot, for the summary of hits.
    #[must_use]
    pub fn with_report(mut self, report: Report) -> Self {
        self.report = report;
        self
    }

    /// Returns the lexicon within the fields that the notes speak of.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Returns the snapshot.
    pub fn snapshot(&self) -> &Snapshot {
        self.remade.get().unwrap_or(self.opened)
    }

    /// Searches for what was typed.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn search(&self, typed: &str, options: &Options) -> Result<Hits> {
        self.guarded(|| {
            let start = Instant::now();
            if options.strictness == Strictness::Fixed {
                return self.search_verbatim(typed, options, start);
            }
            let mut query = parse(typed);
            let mut remarks = Vec::new();
            self.constraints().read_dashes(&mut query, &mut remarks)?;
            let allowed = self.constraints().allowed(&query, &mut remarks)?;
            let allowed = self.with_paths(allowed, options)?;
            let plan = self.plan(options, |planner| planner.plan(&query))?;
            if let Plan::Verbatim(_) = plan {
                return self.search_verbatim(typed.trim(), options, start);
            }
            remark_on_length(&plan, &mut remarks);
            let asked = Request { typed, text: &query.text, start, lexicon: &self.lexicon };
            self.answer(asked, &plan, Allowed(allowed.as_deref()), options, remarks)
        })
    }

    /// Tells how a query is understood.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn understand(&self, typed: &str, options: &Options) -> Result<Understanding> {
        self.guarded(|| {
            let mut query = parse(typed);
            self.constraints().read_dashes(&mut query, &mut Vec::new())?;
            let plan = self.plan(options, |planner| planner.plan(&query))?;
            let vocabulary = IndexedVocabulary::new(self.snapshot())?;
            understanding(&plan, query.constraints, &vocabulary)
        })
    }

    /// Returns at most `limit` words of the notes that are near those of a
    /// query that aren't in them, the most alike first: farther from them than
    /// what a search would take for a slip. Each is found when it is searched
    /// for.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn nearest(&self, query: &str, limit: usize) -> Result<Vec<String>> {
        let near = self.guarded(|| {
            let vocabulary = IndexedVocabulary::new(self.snapshot())?;
            nearest(query, self.terms(query), &vocabulary, limit)
        })?;
        near.into_iter().map(|word| self.as_notes_write(word)).collect()
    }

    /// Returns a word of the notes that has a stem, where it is one that people don't
    /// write.
    fn as_notes_write(&self, stem: String) -> Result<String> {
        if !may_be_stem(&stem) {
            return Ok(stem);
        }
        let hits = self.search(&stem, &Options::default())?.hits;
        let analyzer = &mut self.analyzer.borrow_mut();
        let word = hits.iter().find_map(|hit| word_of_notes(hit, &stem, analyzer));
        Ok(word.unwrap_or(stem))
    }

    /// Returns headings that make good questions: of two or three words, those
    /// all in Hangul first, deep ones before the titles of notes.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn samples(&self) -> Result<Vec<Sample>> {
        self.guarded(|| samples(self.snapshot()))
    }

    /// Finds the section with an id.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn section(&self, id: SectionId) -> Result<Option<Record>> {
        self.guarded(|| {
            let snapshot = self.snapshot();
            let found = snapshot.with_id(id)?;
            found.map(|address| snapshot.record(address)).transpose()
        })
    }

    /// Runs `work` on the index. Large files aren't checked when the index is opened, so
    /// damage in them shows only now: then the index is made anew and `work` run again.
    fn guarded<T>(&self, work: impl Fn() -> Result<T>) -> Result<T> {
        let error = match contained(&work) {
            Err(error) if error.kind() == ErrorKind::Index => error,
            done => return done,
        };
        // What fails on a new index as well is a defect of galpi.
        if self.remade.get().is_some() {
            return Err(Error::new(Problem::SearchFails).because(error));
        }
        match Index::remake(self.opened, self.corpus, self.whole)? {
            Some(snapshot) => {
                let _ = self.remade.set(snapshot);
                self.guarded(work)
            }
            None => Err(error),
        }
    }

    /// Analyses a text as notes and queries are.
    fn terms(&self, text: &str) -> Vec<Term> {
        self.analyzer.borrow_mut().terms(text)
    }

    fn constraints(&self) -> Constraints<'_> {
        Constraints { snapshot: self.snapshot(), corpus: self.corpus, lexicon: &self.lexicon }
    }

    /// Finds the sections that have the characters that were typed, those with
    /// them in the heading and those with more of them first.
    fn search_verbatim(&self, typed: &str, options: &Options, start: Instant) -> Result<Hits> {
        let string = typed.trim_end_matches(['\r', '\n']);
        let pattern = Pattern::fixed(string)?;
        let mut remarks = Vec::new();
        let mut found = self.constraints().with_pattern(&pattern, &mut remarks)?;
        if let Some(paths) = &options.paths {
            found.retain(|found| paths.takes(&found.record.path()));
        }
        let ranked = by_occurrences(&found, &self.weights);
        let asked = Request { typed: string, text: string, start, lexicon: &self.lexicon };
        self.present(asked, &Plan::Verbatim(pattern), ranked, options, remarks)
    }

    /// Returns those of some sections, or of all, whose notes are searched.
    fn with_paths(
        &self,
        allowed: Option<Vec<(u32, u32)>>,
        options: &Options,
    ) -> Result<Option<Vec<(u32, u32)>>> {
        let Some(paths) = &options.paths else { return Ok(allowed) };
        let all = || self.snapshot().all().iter().map(|a| (a.segment, a.doc)).collect();
        let mut kept = Vec::new();
        for (segment, doc) in allowed.unwrap_or_else(all) {
            if paths.takes(&self.snapshot().record(Address { segment, doc })?.path()) {
                kept.push((segment, doc));
            }
        }
        Ok(Some(kept))
    }

    /// Makes a plan with the lexicon within the notes' fields.
    fn plan<T>(
        &self,
        options: &Options,
        make: impl FnOnce(&Planner<'_>) -> Result<T>,
    ) -> Result<T> {
        self.plan_with(&self.lexicon, options, make)
    }

    fn plan_with<T>(
        &self,
        lexicon: &Lexicon,
        options: &Options,
        make: impl FnOnce(&Planner<'_>) -> Result<T>,
    ) -> Result<T> {
        let vocabulary = IndexedVocabulary::new(self.snapshot())?;
        let knowledge =
            Knowledge::new(&vocabulary, lexicon, &self.analyzer, &self.weights, options);
        make(&Planner { knowledge: &knowledge })
    }

    /// Ranks sections by a plan, and makes hits of the best.
    fn answer(
        &self,
        asked: Request<'_>,
        plan: &Plan,
        allowed: Allowed<'_>,
        options: &Options,
        remarks: Vec<Remark>,
    ) -> Result<Hits> {
        let (ranked, is_cut) = self.rank(plan, allowed, options.limit > MANY_HITS)?;
        let mut hits = self.present(asked, plan, ranked, options, remarks)?;
        hits.total_is_at_least = is_cut;
        Ok(hits)
    }

    /// Makes hits of the best sections.
    fn present(
        &self,
        asked: Request<'_>,
        plan: &Plan,
        ranked: Vec<Ranked>,
        options: &Options,
        remarks: Vec<Remark>,
    ) -> Result<Hits> {
        let presenter = Presenter {
            snapshot: self.snapshot(),
            corpus: self.corpus,
            lexicon: asked.lexicon,
            analyzer: &self.analyzer,
            weights: &self.weights,
            report: &self.report,
            context: self.query_context(options)?,
        };
        let mut hits = presenter.answer(asked, plan, ranked, options, remarks)?;
        if self.remade.get().is_some() {
            hits.remarks.push(Remark::Remade);
        }
        Ok(hits)
    }

    /// Makes the lattice of what the query is a part of.
    fn query_context(&self, options: &Options) -> Result<Option<QueryContext>> {
        let Some(Context { asked, given }) = &options.context else { return Ok(None) };
        let asked = self.plan(options, |planner| expand(asked, planner.knowledge))?;
        Ok(Some(QueryContext { asked, given: KnownText::new(given) }))
    }

    /// Scores the sections that may be hits, best first, and says whether there
    /// are others that weren't scored.
    fn rank(&self, plan: &Plan, allowed: Allowed<'_>, is_all: bool) -> Result<(Vec<Ranked>, bool)> {
        let snapshot = self.snapshot();
        // Without any probe, as the query has only constraints or the notes have none of
        // its words, there is nothing to score.
        let Some(lattice) = plan.lattice().filter(|lattice| !lattice.probes.is_empty()) else {
            return Ok((unranked(allowed.0.unwrap_or_default()), false));
        };
        let worth = plan.worth_of_probes(&self.weights);
        let Candidates { found, is_cut } =
            candidates(snapshot, lattice, &worth, &self.weights, allowed, is_all)?;
        let average_length = snapshot.average_length();
        let ranked = match plan {
            Plan::About(about) => by_entries(about, found, &self.weights, average_length),
            _ => by_words(lattice, found, &self.weights, average_length),
        };
        Ok((ranked, is_cut))
    }
}
