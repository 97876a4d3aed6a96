//! A compiled lexicon, read in place.

use std::borrow::Cow;

use fst::Map;
use fst::raw::{Fst, Node, Output};
use galpi_lexicon_compiler::record::{
    Bytes, EntryRecord, FieldRecord, MAGIC, PARTS, Records, read_u32,
};
use galpi_lexicon_compiler::{Claimant, claimants};

use super::claim::Claim;
use super::entry::{Description, Entry};
use super::field::Field;

/// One compiled lexicon.
pub(crate) struct Layer {
    pub(crate) names: Map<Bytes>,
    pub(super) ids: Map<Bytes>,
    pub(super) entries: Records,
    pub(crate) glossary: Map<Bytes>,
    pub(super) rows: Records,
    pub(super) spellings: Map<Bytes>,
    pub(super) groups: Records,
    pub(super) common: Map<Bytes>,
    described: Map<Bytes>,
    postings: Bytes,
    pub(super) lengths: Bytes,
    pub(super) sounds: Map<Bytes>,
    pub(crate) local: Map<Bytes>,
    more: Bytes,
    fields: Records,
    of_entry: Bytes,
    of_row: Bytes,
    meanings: Bytes,
}

impl Layer {
    pub(super) fn read(bytes: Bytes) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let part = |index: usize| -> Option<Bytes> {
            debug_assert!(index < PARTS);
            let at = MAGIC.len() + index * 8;
            let start = read_u32(&bytes, at)? as usize;
            let end = start.checked_add(read_u32(&bytes, at + 4)? as usize)?;
            match &bytes {
                Cow::Borrowed(bytes) => Some(Cow::Borrowed(bytes.get(start..end)?)),
                Cow::Owned(bytes) => Some(Cow::Owned(bytes.get(start..end)?.to_vec())),
            }
        };
        let map = |index| Map::new(part(index)?).ok();
        Some(Self {
            names: map(0)?,
            ids: map(1)?,
            entries: Records::new(part(2)?),
            glossary: map(3)?,
            rows: Records::new(part(4)?),
            spellings: map(5)?,
            groups: Records::new(part(6)?),
            common: map(7)?,
            described: map(8)?,
            postings: part(9)?,
            lengths: part(10)?,
            sounds: map(11)?,
            local: map(12)?,
            more: part(13)?,
            fields: Records::new(part(14)?),
            of_entry: part(15)?,
            of_row: part(16)?,
            meanings: part(17)?,
        })
    }

    /// Reads the claims that a value of an fst stands for; `index` is the number
    /// of this layer.
    pub(super) fn claims(&self, index: usize, value: u64) -> impl Iterator<Item = Claim> {
        let claims = claimants(value, &self.more);
        claims.map(move |Claimant { number, weak }| Claim { layer: index, number, weak })
    }

    /// Returns the fields in the order of their numbers, which are from 1.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        (0..self.fields.len()).filter_map(|at| {
            let field = FieldRecord::read(self.fields.get(at)?);
            let FieldRecord { id, name, korean, with } = field;
            Some(Field { id, name, korean, with: with.parse().ok()? })
        })
    }

    /// Returns the number of an entry's field, 0 for none.
    pub(super) fn field_of_entry(&self, number: u32) -> u8 {
        self.of_entry.get(number as usize).copied().unwrap_or(0)
    }

    /// Returns the number of the field of a row of the glossary, 0 for none.
    pub(super) fn field_of_row(&self, number: u32) -> u8 {
        self.of_row.get(number as usize).copied().unwrap_or(0)
    }

    pub(super) fn description_frequency(&self, term: &str) -> u32 {
        let at = self.described.get(term);
        at.and_then(|at| read_u32(&self.postings, at as usize)).unwrap_or(0)
    }

    pub(super) fn described_by(
        &self,
        layer: usize,
        term: &str,
    ) -> impl Iterator<Item = Description> {
        let postings = self.described.get(term).map_or(&[][..], |at| {
            let at = at as usize;
            let count = read_u32(&self.postings, at).unwrap_or(0) as usize;
            self.postings.get(at + 4..at + 4 + 3 * count).unwrap_or_default()
        });
        postings.chunks_exact(3).map(move |posting| {
            let number = u16::from_le_bytes([posting[0], posting[1]]);
            let at = 2 * usize::from(number);
            let length =
                self.lengths.get(at..at + 2).map_or(0, |l| u16::from_le_bytes([l[0], l[1]]));
            Description {
                layer,
                number: u32::from(number),
                times: f32::from(posting[2]),
                length: f32::from(length),
            }
        })
    }

    /// Returns the vectors of an entry's description.
    pub(super) fn meanings(&self, number: u32) -> impl Iterator<Item = &[u8]> {
        let starts = 4 * (self.entries.len() + 1);
        let at = |entry: usize| read_u32(&self.meanings, 4 * entry).unwrap_or(0) as usize;
        let vectors = self.meanings.get(starts..).unwrap_or_default();
        let length = vectors.len().checked_div(at(self.entries.len())).unwrap_or(0);
        let (first, end) = (at(number as usize), at(number as usize + 1));
        let own = vectors.get(first * length..end * length).unwrap_or_default();
        own.chunks_exact(length.max(1))
    }

    pub(super) fn entry(&self, number: usize) -> Option<Entry<'_>> {
        Some(Entry::of(&EntryRecord::read(self.entries.get(number)?)))
    }
}

/// Walks a map from a node along some bytes; `None` where no key goes on so.
pub(super) fn follow<'m>(
    map: &'m Fst<Bytes>,
    node: &Node<'m>,
    mut output: Output,
    bytes: &[u8],
) -> Option<(Node<'m>, Output)> {
    let mut node = *node;
    for byte in bytes {
        let transition = node.transition(node.find_input(*byte)?);
        output = output.cat(transition.out);
        node = map.node(transition.addr);
    }
    Some((node, output))
}
