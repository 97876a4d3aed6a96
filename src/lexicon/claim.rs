//! Claims of entries on names, and of rows of the glossary on forms.

use std::collections::BTreeMap;

use super::record::{CLAIM_BITS, INLINE_CLAIMS, IS_ELSEWHERE};

/// Names or forms, each with what claims it, in the order of the claims.
#[derive(Default)]
pub(crate) struct ClaimsWriter(pub(crate) BTreeMap<String, Vec<u32>>);

impl ClaimsWriter {
    /// Adds a claim of the entry or row of a number on a folded name.
    pub(crate) fn add(&mut self, folded: String, number: u64, weak: bool) {
        if folded.is_empty() {
            return;
        }
        // One is added so that no claim is zero.
        let claim = (number as u32 + 1) | (u32::from(weak) << (CLAIM_BITS - 1));
        let claims = self.0.entry(folded).or_default();
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    }

    /// Returns the values of an fst; claims that don't fit in one are added to
    /// `more`.
    pub(crate) fn pack(self, more: &mut Vec<u8>) -> BTreeMap<String, u64> {
        let mut value = |claims: Vec<u32>| {
            if claims.len() <= INLINE_CLAIMS as usize {
                let packed = |value, claim: &u32| value << CLAIM_BITS | u64::from(*claim);
                return claims.iter().rev().fold(0, packed);
            }
            let at = more.len() as u64;
            more.extend_from_slice(&(claims.len() as u32).to_le_bytes());
            more.extend(claims.into_iter().flat_map(u32::to_le_bytes));
            IS_ELSEWHERE | at
        };
        self.0.into_iter().map(|(name, claims)| (name, value(claims))).collect()
    }
}

/// A claim of an entry on a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) layer: usize,
    pub(crate) number: u32,
    /// Whether the name is an ordinary word too.
    pub(crate) weak: bool,
}

/// Reads one claim; none where it is 0.
pub(super) fn claim(layer: usize, claim: u64) -> Option<Claim> {
    let weak = claim >> (CLAIM_BITS - 1) == 1;
    let number = (claim & ((1 << (CLAIM_BITS - 1)) - 1)).checked_sub(1)? as u32;
    Some(Claim { layer, number, weak })
}
