//! Queries of constraints alone: every section that meets them, unscored.

use crate::search::retrieve::Candidate;
use crate::search::signals::{Path, Signal, SignalValues};

use super::literal::LiteralMatch;
use super::scored::{Ranked, Scored};

/// Returns sections in the order of the index, all with the same score.
pub(crate) fn unranked(sections: &[(u32, u32)]) -> Vec<Ranked> {
    let section = |(segment, doc): &(u32, u32)| {
        let mut signals = SignalValues::default();
        signals[Signal::Coverage] = 1.0;
        let scored = Scored {
            score: 0.0,
            literal: LiteralMatch::AllWords,
            path: Path::new(),
            signals,
            factor: 1.0,
            entry: None,
        };
        (scored, Candidate::new(*segment, *doc))
    };
    sections.iter().map(section).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_as_good_and_nothing_is_missed() {
        let found = unranked(&[(0, 4), (1, 2)]);
        let places: Vec<(u32, u32)> = found.iter().map(|(_, c)| (c.segment, c.doc)).collect();
        assert_eq!(places, [(0, 4), (1, 2)]);
        assert!(found.iter().all(|(s, _)| s.score == 0.0 && s.signals[Signal::Coverage] == 1.0));
    }
}
