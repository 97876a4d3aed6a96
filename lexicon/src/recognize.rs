//! Finds names of entries in running text (a gazetteer): at each word the longest name of an
//! fst that begins there and ends where a word does.

use fst::raw::{Fst, Node, Output};
use galpi_analysis::Term;
use galpi_analysis::english::is_plural_end;
use galpi_analysis::jamo::is_syllable;
use galpi_analysis::korean::is_name_particle;
use galpi_analysis::name::push_folded;
use galpi_analysis::span::Span;
use galpi_lexicon_compiler::record::{Bytes, SEPARATOR};

use super::claim::Claim;
use super::entry::{EntryId, EntryIds};
use super::layer::{Layer, follow};
use super::layered::Lexicon;
use super::name_starts::NameStarts;

/// Characters that may stand between two letters of one name: `Data Sync`,
/// `us-east-1`, `Lambda@Edge`. More than this many in a row part words.
const MAX_GAP: usize = 2;

/// Names of Latin letters this short are also words (`as`, `it`): in running
/// text they count only in capitals, or written as the entry's name is.
const MAX_CAPITALISED: usize = 3;

/// Names of several words with so many Latin letters are known with another word
/// glued to them: no other word begins so.
const MIN_GLUED: usize = 12;

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
    /// The number of an entry that galpi ships, and that of its field.
    pub shipped: Option<(u32, u8)>,
}

/// Finds names in texts.
pub struct Recognizer<'l> {
    lexicon: &'l Lexicon,
    /// Whether short names count in small letters, too.
    lenient: bool,
    /// Whether the next word may be glued to a long name.
    glued: bool,
    /// Which terms may begin a name.
    name_starts: Option<&'l NameStarts>,
}

/// A name at a place of a text, before its claims are read.
struct NameMatch<'t, T> {
    end: usize,
    named: T,
    written: &'t str,
    is_short: bool,
}

/// The layer of a name and its claims, as the lexicon has them.
type Claimed = (usize, u64);

impl<'l> Recognizer<'l> {
    /// Makes a recognizer for running text.
    pub fn for_text(lexicon: &'l Lexicon) -> Self {
        Self { lexicon, lenient: false, glued: false, name_starts: None }
    }

    /// Makes a recognizer for headings, which are written in haste: the space
    /// after a name of several words may lack (`Storage Gatewayfile share`).
    pub fn for_headings(lexicon: &'l Lexicon) -> Self {
        Self { glued: true, ..Self::for_text(lexicon) }
    }

    /// Makes a recognizer for queries, which are typed without capitals.
    pub fn for_queries(lexicon: &'l Lexicon) -> Self {
        Self { lenient: true, ..Self::for_text(lexicon) }
    }

    /// Makes it pass over words that are known to begin no name; all of `name_starts`
    /// is of terms of one analyzer.
    #[must_use]
    pub fn with_name_starts(self, name_starts: &'l NameStarts) -> Self {
        Self { name_starts: Some(name_starts), ..self }
    }

    /// Finds the names in `text` (composed, NFC), longest first from the left,
    /// without overlap. A name begins and ends where a term of `terms`, the
    /// analysis of `text`, does: 람다 isn't found in 사람다운.
    pub fn mentions(&self, text: &str, terms: &[Term]) -> Vec<Mention<'l>> {
        self.mentions_among(text, terms, &[])
    }

    /// As [`Recognizer::mentions`], but returns only spans and ids.
    pub fn named(&self, text: &str, terms: &[Term]) -> Vec<(Span, EntryId)> {
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
        let mut mentions: Vec<Mention<'l>> = Vec::new();
        self.scan(text, terms, wholes, |span, claim, local| {
            let Some((id, parents)) = self.lexicon.claimed_with_parents(claim) else { return };
            // One that is part of several of the wholes is found once.
            let mut here = mentions.iter().rev().take_while(|m| m.span == span);
            if !here.any(|m| m.id.as_str() == id) {
                let id = EntryId::new(id);
                let shipped = self.lexicon.shipped_number(claim);
                mentions.push(Mention { span, id, parents, weak: claim.weak, local, shipped });
            }
        });
        mentions
    }

    fn scan(
        &self,
        text: &str,
        terms: &[Term],
        wholes: &[EntryId],
        mut sink: impl FnMut(Span, Claim, bool),
    ) {
        let mut boundaries = WordBoundaries::of(terms, text.len());
        if let Some(name_starts) = self.name_starts {
            boundaries.close(terms, |term| !name_starts.may_begin(self.lexicon, text, term));
        }
        let mut free = 0;
        for start in boundaries.starts() {
            if start < free {
                continue;
            }
            let general = self.general(text, start, &boundaries);
            let among = self.among(wholes, text, start, &boundaries);
            let end_general = general.as_ref().map_or(0, |found| found.end);
            let end_local = among.as_ref().map_or(0, |found| found.end);
            let end = end_general.max(end_local);
            if end == 0 {
                continue;
            }
            let span = Span::new(start, end);
            let is_local = end_local == end;
            for (layer, value) in among.filter(|_| is_local).into_iter().flat_map(|f| f.named) {
                self.lexicon.claims(layer, value).for_each(|claim| sink(span, claim, true));
            }
            if let Some(found) = general.filter(|found| found.end == end) {
                let (layer, value) = found.named;
                for claim in self.lexicon.claims(layer, value) {
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

    /// Returns the longest name from `start` on, of the first layer where
    /// several have it.
    fn general<'t>(
        &self,
        text: &'t str,
        start: usize,
        boundaries: &WordBoundaries,
    ) -> Option<NameMatch<'t, Claimed>> {
        let find = |number, layer: &'l Layer| {
            self.longest(layer.names.as_fst(), text, start, boundaries, |node, output| {
                let value = || output.cat(node.final_output()).value();
                let named = node.is_final().then(|| (number, value()));
                named.filter(|(layer, value)| self.lexicon.is_claimed(*layer, *value))
            })
        };
        self.longest_of_layers(find, |_, _| {})
    }

    /// Returns the longest name from `start` on that parts of `wholes` have
    /// among themselves.
    fn among<'t>(
        &self,
        wholes: &[EntryId],
        text: &'t str,
        start: usize,
        boundaries: &WordBoundaries,
    ) -> Option<NameMatch<'t, Vec<Claimed>>> {
        if wholes.is_empty() {
            return None;
        }
        let find = |number, layer: &'l Layer| {
            let map = layer.local.as_fst();
            self.longest(map, text, start, boundaries, |node, output| {
                let (node, output) = follow(map, node, output, &[SEPARATOR as u8])?;
                let claimed: Vec<Claimed> = wholes
                    .iter()
                    .filter_map(|whole| {
                        let (node, output) = follow(map, &node, output, whole.as_str().as_bytes())?;
                        let value = || output.cat(node.final_output()).value();
                        let claimed = node.is_final().then(|| (number, value()));
                        claimed.filter(|(layer, value)| self.lexicon.is_claimed(*layer, *value))
                    })
                    .collect();
                (!claimed.is_empty()).then_some(claimed)
            })
        };
        // Layers may each have a part of that name, of other wholes.
        self.longest_of_layers(find, |claimed, more| claimed.extend(more))
    }

    /// Returns the longest of what layers have, that of the first where they
    /// are as long, to which `join` may add the others'.
    fn longest_of_layers<'t, T>(
        &self,
        find: impl Fn(usize, &'l Layer) -> Option<NameMatch<'t, T>>,
        join: impl Fn(&mut T, T),
    ) -> Option<NameMatch<'t, T>> {
        let mut best: Option<NameMatch<'t, T>> = None;
        for (number, layer) in self.lexicon.layers().iter().enumerate() {
            let Some(found) = find(number, layer) else { continue };
            match &mut best {
                Some(best) if best.end > found.end => {}
                Some(best) if best.end == found.end => join(&mut best.named, found.named),
                _ => best = Some(found),
            }
        }
        best
    }

    /// Walks a map from `start` on; returns the longest name that ends where a
    /// word does. `named` says what is named at a node, if anything is.
    fn longest<'t, T>(
        &self,
        map: &Fst<Bytes>,
        text: &'t str,
        start: usize,
        boundaries: &WordBoundaries,
        named: impl Fn(&Node<'_>, Output) -> Option<T>,
    ) -> Option<NameMatch<'t, T>> {
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
                // `users, groups` are two.
                if gap > MAX_GAP || matches!(c, '\n' | ',' | ';') {
                    break;
                }
                continue;
            }
            gap = 0;
            length += folded.len();
            let Some(next) = follow(map, &node, output, folded.as_bytes()) else { break };
            (node, output) = next;
            let end = start + at + c.len_utf8();
            let written = &text[start..end];
            if !self.counts(written, length) {
                continue;
            }
            if let Some(named) = named(&node, output) {
                // IAM roles, VPCs.
                let end = if is_plural_end(&text[end..]) { end + 1 } else { end };
                let is_glued =
                    self.glued && c.is_ascii() && length >= MIN_GLUED && written.contains(' ');
                if boundaries.is_end(end) || has_particle(&text[end..], c) || is_glued {
                    let is_short = is_short(written, length);
                    best = Some(NameMatch { end, named, written, is_short });
                }
            }
        }
        best
    }

    /// Says whether a name in this spelling is taken for a name: short ones must be
    /// capitalised, as they are words too.
    fn counts(&self, written: &str, length: usize) -> bool {
        self.lenient
            || !is_short(written, length)
            || written.starts_with(|c: char| c.is_ascii_uppercase())
    }

    /// Says whether a short name is written in capitals or as the entry's own.
    fn is_written_as_name<T>(&self, found: &NameMatch<'_, T>, claim: Claim) -> bool {
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

/// Where words begin and end in a text.
struct WordBoundaries(Vec<u8>);

impl WordBoundaries {
    const START: u8 = 1;
    const END: u8 = 2;
    /// No name begins here.
    const CLOSED: u8 = 4;

    /// Gathers those of a text of `length` bytes.
    fn of(terms: &[Term], length: usize) -> Self {
        let mut boundaries = vec![0; length + 1];
        for term in terms.iter().filter(|term| term.kind.is_word()) {
            boundaries[term.span.start] |= Self::START;
            boundaries[term.span.end] |= Self::END;
        }
        Self(boundaries)
    }

    /// Lets no name begin where one of the terms does that are told.
    fn close(&mut self, terms: &[Term], is_closed: impl Fn(&Term) -> bool) {
        for term in terms.iter().filter(|term| term.kind.is_word() && is_closed(term)) {
            self.0[term.span.start] |= Self::CLOSED;
        }
    }

    fn starts(&self) -> impl Iterator<Item = usize> {
        let is_start = |edge: u8| edge & (Self::START | Self::CLOSED) == Self::START;
        let boundaries = self.0.iter().enumerate();
        boundaries.filter(move |(_, edge)| is_start(**edge)).map(|(at, _)| at)
    }

    fn is_end(&self, at: usize) -> bool {
        self.0[at] & Self::END != 0
    }
}

/// Says whether a name that ends with the syllable `last` is followed by a
/// particle and nothing else of its word.
fn has_particle(after: &str, last: char) -> bool {
    let word: &str = &after[..after.find(|c| !is_syllable(c)).unwrap_or(after.len())];
    is_syllable(last) && is_name_particle(word)
}

fn is_short(written: &str, length: usize) -> bool {
    // Signs inside don't make it longer: `ls -i` is no LSI, nor `r_i` an RI.
    let mut letters = written.bytes().filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    length <= MAX_CAPITALISED && letters.all(|b| b.is_ascii_alphabetic())
}
