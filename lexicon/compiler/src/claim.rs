//! Claims of entries on names, and of rows of the glossary on forms, as they are
//! packed into the values of an fst.
//!
//! A claim is the number of an entry or row, plus one, in [`CLAIM_BITS`]. Up to
//! [`INLINE_CLAIMS`] are packed into a value; where there are more, the value is
//! [`IS_ELSEWHERE`] and the place in the part `more` where their number (u32) and
//! they (u32 each) stand.

use std::collections::BTreeMap;

use super::record::read_u32;

/// Bits of one claim: a number below 2¹⁹ and, in front, whether it is weak.
const CLAIM_BITS: u32 = 20;
/// Claims that fit in the value of an fst.
const INLINE_CLAIMS: u32 = 3;
/// Marks a value whose claims stand elsewhere.
const IS_ELSEWHERE: u64 = 1 << 63;

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

/// An entry or row that has a name or form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// Its number among the entries or rows of the lexicon, from 0.
    pub number: u32,
    /// Whether the name is an ordinary word too.
    pub weak: bool,
}

impl Claimant {
    /// Reads one claim; none where it is 0.
    fn read(claim: u64) -> Option<Self> {
        let weak = claim >> (CLAIM_BITS - 1) == 1;
        let number = (claim & ((1 << (CLAIM_BITS - 1)) - 1)).checked_sub(1)? as u32;
        Some(Self { number, weak })
    }
}

/// Reads the claims that a value of an fst stands for, in their order. `more` is
/// the part of the lexicon where those stand that don't fit in a value; where it
/// is damaged there are none.
#[inline]
pub fn claimants(value: u64, more: &[u8]) -> impl Iterator<Item = Claimant> {
    let (inline, elsewhere) = match value & IS_ELSEWHERE {
        0 => (value, &[][..]),
        _ => (0, claims_elsewhere((value ^ IS_ELSEWHERE) as usize, more).unwrap_or_default()),
    };
    let inline = (0..INLINE_CLAIMS).map(move |i| inline >> (i * CLAIM_BITS));
    let inline = inline.map(|claim| claim & ((1 << CLAIM_BITS) - 1));
    let elsewhere = elsewhere.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]));
    inline.chain(elsewhere.map(u64::from)).filter_map(Claimant::read)
}

fn claims_elsewhere(at: usize, more: &[u8]) -> Option<&[u8]> {
    let count = read_u32(more, at)? as usize;
    more.get(at + 4..at + 4 + 4 * count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read_as_they_were_packed() {
        let mut writer = ClaimsWriter::default();
        let most = (1 << (CLAIM_BITS - 1)) - 2;
        for (name, numbers) in [("few", vec![0, 4, most]), ("many", (0..9).collect())] {
            for number in numbers {
                writer.add(name.to_owned(), number, number % 2 == 0);
            }
        }
        let mut more = Vec::new();
        let values = writer.pack(&mut more);
        let read = |name: &str| -> Vec<(u32, bool)> {
            let claims = claimants(values[name], &more);
            claims.map(|claim| (claim.number, claim.weak)).collect()
        };
        assert_eq!(read("few"), [(0, true), (4, true), (most as u32, true)]);
        let many: Vec<(u32, bool)> = (0..9).map(|number| (number, number % 2 == 0)).collect();
        assert_eq!(read("many"), many);
        // Nothing is read behind the end.
        assert_eq!(claimants(IS_ELSEWHERE | 1 << 40, &more).count(), 0);
        assert_eq!(claimants(0, &more).count(), 0);
    }
}
