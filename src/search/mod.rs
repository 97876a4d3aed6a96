//! Query + index → ranked hits.
//!
//! 1. [`planner`] decides what a query asks for. Mostly that is its words: they become
//!    the leaves of a *lattice*, and each reading of some of them (another spelling, a
//!    name, a translation …) is an edge over these leaves. This is query expansion;
//!    [`expand`] has one file for each rule by which edges are added.
//! 2. [`retrieve`] finds the candidates: sections that may be hits, with the postings
//!    that they have of each term.
//! 3. [`rank`] scores each candidate along the best path through the lattice, so that
//!    every word of the query counts once, by the reading that the section has best.
//!    What enters a score is a signal; [`signals`] has one file for each.
//! 4. [`present`] makes hits of the best candidates: the line that answers, matches,
//!    explanations.
//!
//! [`searcher`] runs these steps. [`weights`] has the numbers of ranking, [`rule`] the
//! table of rules. No two files import each other (a test holds it).

mod bm25;
mod expand;
#[cfg(test)]
mod fixture;
mod lattice;
mod merge;
mod options;
mod plan;
mod planner;
mod present;
mod rank;
mod remark;
mod retrieve;
mod rule;
mod searcher;
mod signals;
mod vocabulary;
mod weights;

pub use merge::merge;
pub use options::{Context, Options, Strictness};
pub(crate) use present::is_continued;
pub use present::{
    Explanation, Hit, Hits, Line, Lookup, Match, NamedTopic, Rewrite, Sample, ScoredReading,
    Snippet, Tally, Total, Understanding, Word, WordReading,
};
pub use remark::Remark;
pub use rule::{Rule, Tier};
pub use searcher::Searcher;
pub use signals::{Role, Signal, SignalValues};
pub use weights::{ByRule, ByStrength, Weights};
