//! Names of entries in a running text.

use fst::raw::{Fst, Output};

use crate::analysis::{Sort, Term};
use crate::name::push_folded;
use crate::span::Span;

use super::{Claim, Entry, Lexicon, claims};

/// Characters that may stand between two letters of one name: `Data Sync`,
/// `us-east-1`, `Lambda@Edge`. More than this many in a row part words.
const MAX_GAP: usize = 2;

/// Names of Latin letters this short are also words (`as`, `it`): in running
/// text they count only in capitals.
const MAX_CAPITALISED: usize = 3;

/// A name found in a text.
#[derive(Clone, Debug)]
pub struct Mention<'l> {
    /// Where the name stands.
    pub span: Span,
    /// What it names.
    pub entry: Entry<'l>,
    /// Whether the name is an ordinary word too.
    pub weak: bool,
}

/// Finds names in texts.
pub struct Recognizer<'l> {
    lexicon: &'l Lexicon,
    maps: Vec<&'l Fst<super::Bytes>>,
    /// Whether short names count however they are written.
    lenient: bool,
}

impl<'l> Recognizer<'l> {
    /// Makes a recognizer for running text.
    pub fn for_text(lexicon: &'l Lexicon) -> Self {
        let maps = lexicon.layers().iter().map(|layer| layer.names.as_fst()).collect();
        Self { lexicon, maps, lenient: false }
    }

    /// Makes a recognizer for queries, which are typed without capitals.
    pub fn for_queries(lexicon: &'l Lexicon) -> Self {
        Self { lenient: true, ..Self::for_text(lexicon) }
    }

    /// Finds the names in `text` (composed, NFC), longest first from the left,
    /// without overlap. A name begins and ends where a term of `terms`, the
    /// analysis of `text`, does: 람다 isn't found in 사람다운.
    pub fn mentions(&self, text: &str, terms: &[Term]) -> Vec<Mention<'l>> {
        let mut mentions = Vec::new();
        self.scan(text, terms, |span, claim| {
            mentions.extend(self.lexicon.claimant(claim).map(|entry| Mention {
                span,
                entry,
                weak: claim.weak,
            }));
        });
        mentions
    }

    /// Does the same without looking the entries up.
    pub(crate) fn scan(&self, text: &str, terms: &[Term], mut sink: impl FnMut(Span, Claim)) {
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
            let mut best: Option<(usize, Vec<Claim>)> = None;
            for (layer, map) in self.maps.iter().enumerate() {
                if let Some((end, value)) = self.longest(map, text, start, &ends)
                    && best.as_ref().is_none_or(|(longest, _)| end > *longest)
                {
                    best = Some((end, claims(layer, value).collect()));
                }
            }
            if let Some((end, claims)) = best {
                for claim in claims {
                    sink(Span::new(start, end), claim);
                }
                free = end;
            }
        }
    }

    /// Walks one map from `start` on; returns the end and value of the longest
    /// name that ends where a word does.
    fn longest(
        &self,
        map: &Fst<super::Bytes>,
        text: &str,
        start: usize,
        ends: &[usize],
    ) -> Option<(usize, u64)> {
        let mut node = map.root();
        let mut output = Output::zero();
        let mut best = None;
        let mut gap = 0;
        let mut length = 0;
        let mut folded = String::new();
        for (at, c) in text[start..].char_indices() {
            folded.clear();
            push_folded(c, &mut folded);
            if folded.is_empty() {
                gap += 1;
                if gap > MAX_GAP || c == '\n' {
                    break;
                }
                continue;
            }
            gap = 0;
            for byte in folded.bytes() {
                let Some(index) = node.find_input(byte) else { return best };
                let transition = node.transition(index);
                output = output.cat(transition.out);
                node = map.node(transition.addr);
                length += 1;
            }
            let end = start + at + c.len_utf8();
            if node.is_final() && self.counts(&text[start..end], length) {
                let after = &text[end..];
                // A plural: IAM roles, VPCs.
                let end = match after.strip_prefix('s') {
                    Some(rest) if !rest.starts_with(char::is_alphanumeric) => end + 1,
                    _ => end,
                };
                if ends.binary_search(&end).is_ok() {
                    best = Some((end, output.cat(node.final_output()).value()));
                }
            }
        }
        best
    }

    /// Says whether a name written so counts.
    fn counts(&self, written: &str, length: usize) -> bool {
        self.lenient
            || length > MAX_CAPITALISED
            || !written.bytes().all(|b| b.is_ascii_alphabetic())
            || written.bytes().all(|b| b.is_ascii_uppercase())
    }
}
