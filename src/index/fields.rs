//! Which fields the notes speak of.
//!
//! The lexicon knows several fields, and each has names that are words or names
//! of something else outside it (`Lambda`, 노드, 스택). What counts is how many
//! different names of a field stand in the notes *as names*: one may be chance,
//! many are not. Each part of a note keeps its own in the manifest, so that the answer
//! is one of all the notes as they are, however they came to be indexed.

use crate::lexicon::{FieldSet, Lexicon, Mention};
use crate::name::is_alphanumeric;

use rustc_hash::FxHashMap;

use super::part::IndexedPart;

/// An entry that a part of a note names, as evidence for its field: number of the entry,
/// number of the field, and whether a heading names it beyond doubt, in one
/// number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Evidence(u32);

impl Evidence {
    const FIELD_BITS: u32 = 5;

    fn new(entry: u32, field: u8, is_sure: bool) -> Self {
        Self(entry << (Self::FIELD_BITS + 1) | u32::from(field) << 1 | u32::from(is_sure))
    }

    fn entry(written: u32) -> u32 {
        written >> (Self::FIELD_BITS + 1)
    }

    fn field(written: u32) -> u8 {
        (written >> 1 & ((1 << Self::FIELD_BITS) - 1)) as u8
    }

    fn is_sure(written: u32) -> bool {
        written & 1 == 1
    }
}

/// Gathers the names of fields in one part of a note.
pub(super) struct Gathered {
    /// By the number of a field: it and those that it is within.
    with: Vec<FieldSet>,
    /// By entry: what it is evidence for, and whether surely.
    named: FxHashMap<u32, (FieldSet, bool)>,
}

impl Gathered {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let fields = lexicon.fields().map(|field| field.with);
        let with = std::iter::once(FieldSet::default()).chain(fields).collect();
        Self { with, named: FxHashMap::default() }
    }

    /// Begins a part.
    pub(super) fn begin(&mut self) {
        self.named.clear();
    }

    /// Adds the names in a text: all of one place stand together in `mentions`.
    pub(super) fn add(&mut self, text: &str, mentions: &[Mention<'_>], is_heading: bool) {
        for here in mentions.chunk_by(|a, b| a.span == b.span) {
            // An ordinary word, or a name only beside others, is none.
            let mut strong = here.iter().filter(|m| !m.weak && !m.local);
            // A notebook's own entries are read in any case.
            let Some((entry, first)) = strong.clone().find_map(|m| m.shipped) else { continue };
            // What has this name in several fields speaks for none of them, but
            // for those that they are all within.
            let mut with = self.with[usize::from(first)];
            let is_own = strong.any(|mention| match mention.shipped {
                Some((_, field)) => {
                    with = with.and(self.with[usize::from(field)]);
                    false
                }
                None => true,
            });
            if is_own || with.is_empty() {
                continue;
            }
            let is_sure = is_heading && is_unmistakable(&text[here[0].span.range()]);
            let named = self.named.entry(entry).or_insert((with, is_sure));
            *named = (named.0.or(with), named.1 | is_sure);
        }
    }

    /// Returns the evidence of the part, in an order that depends on it alone.
    pub(super) fn evidence(&self) -> Vec<u32> {
        let mut all: Vec<u32> = Vec::with_capacity(self.named.len());
        for (entry, (with, is_sure)) in &self.named {
            // The field that is within all the others.
            let inmost = self.with.iter().position(|own| own == with);
            all.extend(inmost.map(|field| Evidence::new(*entry, field as u8, *is_sure).0));
        }
        all.sort_unstable();
        all
    }
}

/// Says whether a name can hardly be anything else: of several words, or with a
/// digit in it.
fn is_unmistakable(name: &str) -> bool {
    name.bytes().any(|b| b.is_ascii_digit())
        || name.split(|c| !is_alphanumeric(c)).filter(|word| !word.is_empty()).count() > 1
}

/// What one note, or all of them, must name of a field to speak of it at least:
/// one name that can't be mistaken and stands in a heading, or two. In more text
/// it is one for each square root of the sections, as names that are there by
/// chance grow in number with the text, ever more slowly.
const LEAST_NAMES: f32 = 2.0;
/// A name that is unmistakable in a heading counts as so many.
const SURE_NAMES: f32 = 2.0;
/// Names of fields that this one is within count together at most as one.
const MOST_AROUND: f32 = 1.0;
/// One note of many must name so many more each time that they are twice as
/// many: one of them will be near a field by chance.
const NAMES_PER_DOUBLING: f32 = 0.5;

/// Returns the ids of the fields that notes speak of, of each of which there are its
/// parts: those that all of them together name often enough, or one of them alone.
pub(super) fn spoken_of<'m>(
    lexicon: &Lexicon,
    notes: impl Iterator<Item = &'m [IndexedPart]> + Clone,
) -> Vec<String> {
    let sections_of = |parts: &[IndexedPart]| parts.iter().map(|part| part.sections).sum::<u32>();
    let fields: Vec<_> = lexicon.fields().zip(1u8..).collect();
    let (mut count, mut sections) = (0, 0);
    let mut whole: FxHashMap<(u32, u8), bool> = FxHashMap::default();
    for parts in notes.clone() {
        count += 1;
        sections += u64::from(sections_of(parts));
        parts.iter().for_each(|part| add_names(&mut whole, &part.evidence));
    }
    let mut spoken = FieldSet::default();
    let mut add = |named: &FxHashMap<(u32, u8), bool>, needed: f32| {
        for (field, number) in &fields {
            if worth(named, *number, field.with) >= needed {
                spoken = spoken.or(field.with);
            }
        }
    };
    add(&whole, (sections as f32).sqrt().max(LEAST_NAMES));
    let more = NAMES_PER_DOUBLING * (count as f32).max(1.0).log2();
    let mut of_note = FxHashMap::default();
    for parts in notes {
        let needed = (sections_of(parts) as f32).sqrt().max(LEAST_NAMES) + more;
        let names: usize = parts.iter().map(|part| part.evidence.len()).sum();
        if (names as f32) * SURE_NAMES >= needed {
            of_note.clear();
            parts.iter().for_each(|part| add_names(&mut of_note, &part.evidence));
            add(&of_note, needed);
        }
    }
    let spoken = fields.iter().filter(|(_, number)| spoken.has(*number));
    spoken.map(|(field, _)| field.id.to_owned()).collect()
}

/// Adds the different entries of some evidence, with their fields, and whether
/// one of them is sure.
fn add_names(named: &mut FxHashMap<(u32, u8), bool>, evidence: &[u32]) {
    for written in evidence {
        let key = (Evidence::entry(*written), Evidence::field(*written));
        *named.entry(key).or_default() |= Evidence::is_sure(*written);
    }
}

/// Returns how many names of a field there are; those of the fields that it is
/// within bear out such as there are.
fn worth(named: &FxHashMap<(u32, u8), bool>, field: u8, with: FieldSet) -> f32 {
    let (mut own, mut around) = (0.0f32, 0.0f32);
    for ((_, of), is_sure) in named {
        if *of == field {
            own += if *is_sure { SURE_NAMES } else { 1.0 };
        } else if with.has(*of) {
            around += 1.0;
        }
    }
    if own > 0.0 { own + around.min(MOST_AROUND) } else { 0.0 }
}
