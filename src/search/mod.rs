//! Query + index → ranked hits.
//!
//! 1. [`planner`] makes a plan of what was typed. Mostly that is to look for
//!    its words: they become the leaves of a *lattice*, and each reading of
//!    some of them (a spelling, a name, a translation …) an edge over the leaves
//!    it reads. [`expand`] adds the edges, one file a rule.
//! 2. [`retrieve`] finds the sections that may be hits.
//! 3. [`rank`] scores them along the best path through the lattice, so that
//!    each word counts once, by its best reading there. What tells how well a
//!    section answers is a signal, one file each in [`signals`].
//! 4. [`present`] makes hits of the best.
//!
//! [`searcher`] drives these. [`weights`] has the numbers of ranking, [`rule`]
//! what is known of each rule. Files import those above them in this order and
//! never each other.

mod bm25;
mod edit_distance;
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
mod resolve;
mod retrieve;
mod rule;
mod searcher;
mod signals;
mod vocabulary;
mod weights;

pub use merge::merge;
pub use options::{Context, Options, Strictness};
pub use present::{
    Explanation, Hit, Hits, Line, Lookup, Match, NamedTopic, Rewrite, Sample, ScoredReading,
    Snippet, Tally, Total, Understanding, Word, WordReading,
};
pub use remark::Remark;
pub use resolve::{resolve, resolve_near, suggestions};
pub use rule::{Rule, Tier};
pub use searcher::Searcher;
pub use signals::{Role, Signal, SignalValues};
pub use weights::{ByRule, ByStrength, Weights};
