//! Query + index → ranked hits.
//!
//! The typed words become the leaves of a *lattice*; each reading of some of
//! them (a spelling, a name, a translation …) is an edge over the leaves it
//! reads ([`understand`]). A section is scored along the best path through
//! the lattice, so that each word counts once, by its best reading there
//! ([`rank`]).

mod described;
mod explain;
mod filter;
mod folded;
mod hit;
mod keyboard;
mod lattice;
mod lookup;
mod near_names;
mod nearest;
mod rank;
mod retrieve;
mod rungs;
mod samples;
mod searcher;
mod snippet;
mod texts;
mod typo;
mod understand;
mod weights;
mod words;

pub use explain::{Understanding, Word, WordReading};
pub use hit::{Explanation, Hit, Hits, Line, Match, NamedTopic, Reading, Rewrite, Snippet};
pub use lattice::Rule;
pub use lookup::{Lookup, Tally, resolve, suggestions};
pub use samples::Sample;
pub use searcher::{Options, Searcher};
pub use weights::Weights;
