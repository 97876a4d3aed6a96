//! A compiled lexicon, read in place.

use std::borrow::Cow;

use fst::Map;
use fst::raw::{Fst, Node, Output};

use super::compile::{CLAIM_BITS, INLINE_CLAIMS, IS_ELSEWHERE, MAGIC, PARTS};
use super::field::Field;
use super::{Claim, Description, Entry, EntryId, EntryIds, Texts};

pub(super) type Bytes = Cow<'static, [u8]>;

/// Where texts stand in the record of an entry (see [`Layer::entry`]).
pub(super) const NAME: usize = 1;
pub(super) const PARENTS: usize = 5;

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
            entries: Records { bytes: part(2)? },
            glossary: map(3)?,
            rows: Records { bytes: part(4)? },
            spellings: map(5)?,
            groups: Records { bytes: part(6)? },
            common: map(7)?,
            described: map(8)?,
            postings: part(9)?,
            lengths: part(10)?,
            sounds: map(11)?,
            local: map(12)?,
            more: part(13)?,
            fields: Records { bytes: part(14)? },
            of_entry: part(15)?,
            of_row: part(16)?,
        })
    }

    /// Reads the claims that a value of an fst stands for; `index` is the number
    /// of this layer.
    pub(super) fn claims(&self, index: usize, value: u64) -> impl Iterator<Item = Claim> {
        let elsewhere = match value & IS_ELSEWHERE {
            0 => &[][..],
            _ => self.claims_elsewhere((value ^ IS_ELSEWHERE) as usize).unwrap_or_default(),
        };
        let inline = if value & IS_ELSEWHERE == 0 { value } else { 0 };
        let inline = (0..INLINE_CLAIMS).map(move |i| inline >> (i * CLAIM_BITS));
        let inline = inline.map(|claim| claim & ((1 << CLAIM_BITS) - 1));
        let elsewhere =
            elsewhere.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]));
        inline.chain(elsewhere.map(u64::from)).filter_map(move |value| claim(index, value))
    }

    fn claims_elsewhere(&self, at: usize) -> Option<&[u8]> {
        let count = read_u32(&self.more, at)? as usize;
        self.more.get(at + 4..at + 4 + 4 * count)
    }

    /// Returns the fields in the order of their numbers, which are from 1.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        (0..self.fields.len()).filter_map(|at| {
            let mut texts = self.fields.get(at)?;
            Some(Field {
                id: texts.next()?,
                name: texts.next()?,
                korean: texts.next()?,
                with: texts.next()?.parse().ok()?,
            })
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

    pub(super) fn entry(&self, number: usize) -> Option<Entry<'_>> {
        let mut texts = self.entries.get(number)?;
        let mut next = || texts.next().unwrap_or_default();
        Some(Entry {
            id: EntryId::new(next()),
            name: next(),
            korean: next(),
            names: Texts(next()),
            category: next(),
            parents: EntryIds(Texts(next())),
            parts: EntryIds(Texts(next())),
            related: EntryIds(Texts(next())),
            services: EntryIds(Texts(next())),
            phrases: Texts(next()),
            gloss: next(),
            gloss_ko: next(),
            is_rare: !next().is_empty(),
        })
    }
}

/// Reads one claim; none where it is 0.
fn claim(layer: usize, claim: u64) -> Option<Claim> {
    let weak = claim >> (CLAIM_BITS - 1) == 1;
    let number = (claim & ((1 << (CLAIM_BITS - 1)) - 1)).checked_sub(1)? as u32;
    Some(Claim { layer, number, weak })
}

fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Records, read in place.
pub(super) struct Records {
    bytes: Bytes,
}

impl Records {
    pub(super) fn len(&self) -> usize {
        read_u32(&self.bytes, 0).unwrap_or(0) as usize
    }

    /// Returns the texts of a record.
    pub(super) fn get(&self, number: usize) -> Option<Fields<'_>> {
        let count = self.len();
        if number >= count {
            return None;
        }
        let base = 4 + 4 * count;
        let at = base + read_u32(&self.bytes, 4 + 4 * number)? as usize;
        let end = match number + 1 {
            next if next < count => base + read_u32(&self.bytes, 4 + 4 * next)? as usize,
            _ => self.bytes.len(),
        };
        Some(Fields { bytes: self.bytes.get(at..end)? })
    }
}

/// Texts of a record that are still to be read.
pub(super) struct Fields<'b> {
    bytes: &'b [u8],
}

impl<'b> Fields<'b> {
    fn next_bytes(&mut self) -> Option<&'b [u8]> {
        let length = read_u32(self.bytes, 0)? as usize;
        let text = self.bytes.get(4..4 + length)?;
        self.bytes = &self.bytes[4 + length..];
        Some(text)
    }
}

impl<'b> Iterator for Fields<'b> {
    type Item = &'b str;

    fn next(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.next_bytes()?).ok()
    }

    // What is passed over isn't checked to be text: that is most of the cost.
    fn nth(&mut self, n: usize) -> Option<&'b str> {
        for _ in 0..n {
            self.next_bytes()?;
        }
        self.next()
    }
}

/// Goes on from a node of a map by some bytes.
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
