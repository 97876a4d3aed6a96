//! Names of entries in a running text.

use fst::raw::{CompiledAddr, Fst, Output};

use crate::analysis::jamo::is_syllable;
use crate::analysis::{Sort, Term};
use crate::name::push_folded;
use crate::span::Span;

use super::compile::SEPARATOR;
use super::layer::Bytes;
use super::{Claim, EntryId, EntryIds, Lexicon, claims};

/// Characters that may stand between two letters of one name: `Data Sync`,
/// `us-east-1`, `Lambda@Edge`. More than this many in a row part words.
const MAX_GAP: usize = 2;

/// Names of Latin letters this short are also words (`as`, `it`): in running
/// text they count only in capitals, or written as the entry's name is.
const MAX_CAPITALISED: usize = 3;

/// Names of several words with so many Latin letters are known with another word
/// glued to them: no other word begins so.
const MIN_GLUED: usize = 12;

/// Particles that follow a Korean name. The analysis knows them too, but where
/// a name is short it may take one for a part of the next word (백업과 for 백 and
/// 업과).
const PARTICLES: [&str; 19] = [
    "과", "와", "을", "를", "은", "는", "이", "가", "의", "에", "에서", "로", "으로", "도", "만",
    "부터", "까지", "보다", "란",
];

/// A name found in a text.
#[derive(Clone, Debug)]
pub struct Mention<'l> {
    /// Where the name stands.
    pub span: Span,
    /// What it names.
    pub id: EntryId,
    /// What that is part of.
    pub parents: EntryIds<'l>,
    /// Whether the name is an ordinary word too.
    pub weak: bool,
    /// Whether it is a name only where the whole is spoken of that the entry
    /// is part of.
    pub local: bool,
}

/// Finds names in texts.
pub struct Recognizer<'l> {
    lexicon: &'l Lexicon,
    maps: Vec<Start<'l>>,
    /// Whether short names count however they are written.
    lenient: bool,
    /// Whether the next word may be glued to a long name.
    glued: bool,
}

/// Where in a map names begin.
#[derive(Clone, Copy)]
struct Start<'l> {
    map: &'l Fst<Bytes>,
    node: CompiledAddr,
    output: Output,
    layer: usize,
}

/// A name that was found, before it is known whose it is.
struct Found<'l> {
    end: usize,
    layer: usize,
    value: u64,
    written: &'l str,
    is_short: bool,
}

impl<'l> Recognizer<'l> {
    /// Makes a recognizer for running text.
    pub fn for_text(lexicon: &'l Lexicon) -> Self {
        let maps = lexicon.layers().iter().enumerate().map(|(layer, l)| {
            let map = l.names.as_fst();
            Start { map, node: map.root().addr(), output: Output::zero(), layer }
        });
        Self { lexicon, maps: maps.collect(), lenient: false, glued: false }
    }

    /// Makes a recognizer for headings, which are written in haste: the space
    /// after a name of several words may lack (`Storage Gatewayfile share`).
    pub(crate) fn for_headings(lexicon: &'l Lexicon) -> Self {
        Self { glued: true, ..Self::for_text(lexicon) }
    }

    /// Makes a recognizer for queries, which are typed without capitals.
    pub fn for_queries(lexicon: &'l Lexicon) -> Self {
        Self { lenient: true, ..Self::for_text(lexicon) }
    }

    /// Finds the names in `text` (composed, NFC), longest first from the left,
    /// without overlap. A name begins and ends where a term of `terms`, the
    /// analysis of `text`, does: 람다 isn't found in 사람다운.
    pub fn mentions(&self, text: &str, terms: &[Term]) -> Vec<Mention<'l>> {
        self.mentions_among(text, terms, &[])
    }

    /// Does the same where no more is asked than which entries they are.
    pub(crate) fn named(&self, text: &str, terms: &[Term]) -> Vec<(Span, EntryId)> {
        let mut named = Vec::new();
        self.scan(text, terms, &[], |span, claim, _| {
            named.extend(self.lexicon.claimed(claim).map(|id| (span, id)));
        });
        named
    }

    /// Does the same in a text that speaks of `wholes`: their parts are found
    /// by the names that they have among themselves, too.
    pub fn mentions_among(
        &self,
        text: &str,
        terms: &[Term],
        wholes: &[EntryId],
    ) -> Vec<Mention<'l>> {
        let local: Vec<Start<'l>> = wholes.iter().flat_map(|id| self.local(id)).collect();
        let mut mentions: Vec<Mention<'l>> = Vec::new();
        self.scan(text, terms, &local, |span, claim, local| {
            let Some((id, parents)) = self.lexicon.claimed_with_parents(claim) else { return };
            // One that is part of several of the wholes is found once.
            let mut here = mentions.iter().rev().take_while(|m| m.span == span);
            if !here.any(|m| m.id.as_str() == id) {
                let id = EntryId::new(id);
                mentions.push(Mention { span, id, parents, weak: claim.weak, local });
            }
        });
        mentions
    }

    /// Returns where the names of parts of `whole` begin.
    fn local(&self, whole: &EntryId) -> Vec<Start<'l>> {
        let layers = self.lexicon.layers().iter().enumerate();
        layers
            .filter_map(|(layer, l)| {
                let map = l.local.as_fst();
                let mut node = map.root();
                let mut output = Output::zero();
                let separator = SEPARATOR as u8;
                for byte in whole.as_str().bytes().chain([separator]) {
                    let transition = node.transition(node.find_input(byte)?);
                    output = output.cat(transition.out);
                    node = map.node(transition.addr);
                }
                Some(Start { map, node: node.addr(), output, layer })
            })
            .collect()
    }

    fn scan(
        &self,
        text: &str,
        terms: &[Term],
        local: &[Start<'l>],
        mut sink: impl FnMut(Span, Claim, bool),
    ) {
        let terms: Vec<&Term> = terms.iter().filter(|t| t.sort != Sort::Bigram).collect();
        let mut starts: Vec<usize> = terms.iter().map(|t| t.span.start).collect();
        let mut ends: Vec<usize> = terms.iter().map(|t| t.span.end).collect();
        starts.sort_unstable();
        starts.dedup();
        ends.sort_unstable();
        let mut free = 0;
        for start in starts {
            if start < free {
                continue;
            }
            let general = self.longest_of(&self.maps, text, start, &ends);
            let among: Vec<Found<'_>> =
                local.iter().flat_map(|from| self.longest(from, text, start, &ends)).collect();
            let end_general = general.as_ref().map_or(0, |found| found.end);
            let end_local = among.iter().map(|found| found.end).max().unwrap_or(0);
            let end = end_general.max(end_local);
            if end == 0 {
                continue;
            }
            let span = Span::new(start, end);
            let is_local = end_local == end;
            for found in among.iter().filter(|found| found.end == end) {
                claims(found.layer, found.value).for_each(|claim| sink(span, claim, true));
            }
            if let Some(found) = general.filter(|found| found.end == end) {
                for claim in claims(found.layer, found.value) {
                    // Where a part is meant, another service of that name
                    // isn't; what is no service may be meant as well.
                    let is_other = is_local && self.lexicon.is_service(claim);
                    if !is_other && self.is_written_as_name(&found, claim) {
                        sink(span, claim, false);
                    }
                }
            }
            free = end;
        }
    }

    /// Returns the longest name of several maps, of the first where they are
    /// as long.
    fn longest_of<'t>(
        &self,
        maps: &[Start<'l>],
        text: &'t str,
        start: usize,
        ends: &[usize],
    ) -> Option<Found<'t>> {
        let mut best: Option<Found<'t>> = None;
        for found in maps.iter().filter_map(|from| self.longest(from, text, start, ends)) {
            if best.as_ref().is_none_or(|best| found.end > best.end) {
                best = Some(found);
            }
        }
        best
    }

    /// Walks one map from `start` on; returns the longest name that ends where
    /// a word does.
    fn longest<'t>(
        &self,
        from: &Start<'l>,
        text: &'t str,
        start: usize,
        ends: &[usize],
    ) -> Option<Found<'t>> {
        let mut node = from.map.node(from.node);
        let mut output = from.output;
        let mut best = None;
        let mut gap = 0;
        let mut length = 0;
        let mut folded = String::new();
        for (at, c) in text[start..].char_indices() {
            folded.clear();
            push_folded(c, &mut folded);
            if folded.is_empty() {
                gap += 1;
                // `users, groups` are two.
                if gap > MAX_GAP || matches!(c, '\n' | ',' | ';') {
                    break;
                }
                continue;
            }
            gap = 0;
            for byte in folded.bytes() {
                let Some(index) = node.find_input(byte) else { return best };
                let transition = node.transition(index);
                output = output.cat(transition.out);
                node = from.map.node(transition.addr);
                length += 1;
            }
            let end = start + at + c.len_utf8();
            let written = &text[start..end];
            if node.is_final() && self.counts(written, length) {
                let after = &text[end..];
                // A plural: IAM roles, VPCs.
                let end = match after.strip_prefix('s') {
                    Some(rest) if !rest.starts_with(char::is_alphanumeric) => end + 1,
                    _ => end,
                };
                let is_glued =
                    self.glued && c.is_ascii() && length >= MIN_GLUED && written.contains(' ');
                if ends.binary_search(&end).is_ok() || has_particle(&text[end..], c) || is_glued {
                    let value = output.cat(node.final_output()).value();
                    let is_short = is_short(written, length);
                    best = Some(Found { end, layer: from.layer, value, written, is_short });
                }
            }
        }
        best
    }

    /// Says whether a name written so may count.
    fn counts(&self, written: &str, length: usize) -> bool {
        self.lenient
            || !is_short(written, length)
            || written.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// Says whether a short name is written in capitals or as the entry's own.
    fn is_written_as_name(&self, found: &Found<'_>, claim: Claim) -> bool {
        let written = found.written;
        self.lenient
            || !found.is_short
            || written.bytes().all(|b| b.is_ascii_uppercase())
            || self.lexicon.claimant(claim).is_some_and(|entry| {
                let names = entry.names.iter().chain([entry.name]);
                names.flat_map(|name| name.split(' ')).any(|word| word == written)
            })
    }
}

/// Says whether a name that ends with the syllable `last` is followed by a
/// particle and nothing else of its word.
fn has_particle(after: &str, last: char) -> bool {
    let word: &str = &after[..after.find(|c| !is_syllable(c)).unwrap_or(after.len())];
    is_syllable(last) && PARTICLES.contains(&word)
}

fn is_short(written: &str, length: usize) -> bool {
    length <= MAX_CAPITALISED && written.bytes().all(|b| b.is_ascii_alphabetic())
}
