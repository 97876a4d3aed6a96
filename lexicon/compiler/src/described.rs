//! Descriptions of entries: their names, glosses and phrasings, as terms and as vectors.

use std::collections::BTreeMap;

use galpi_analysis::Analyzer;

use super::meanings::MeaningsWriter;

/// What a word counts in a description: least in a name, which others share,
/// most in an everyday phrasing, which is what people type.
const IN_NAME: u32 = 1;
const IN_GLOSS: u32 = 2;
const IN_PHRASE: u32 = 3;

/// The words of entries' descriptions, and how often each has them.
#[derive(Default)]
pub(crate) struct DescriptionsWriter {
    postings: BTreeMap<String, Vec<(u16, u8)>>,
    lengths: Vec<u32>,
    meanings: MeaningsWriter,
}

/// All descriptions, as a compiled lexicon has them.
pub(crate) struct Descriptions {
    /// Where each term's postings begin.
    pub(crate) terms: BTreeMap<String, u64>,
    pub(crate) postings: Vec<u8>,
    /// How long each description is.
    pub(crate) lengths: Vec<u8>,
    /// The vectors of each description.
    pub(crate) meanings: Vec<u8>,
}

impl DescriptionsWriter {
    /// Adds the next entry. The first of its names is the one that has a vector.
    pub(crate) fn push<'t>(
        &mut self,
        analyzer: &mut Analyzer,
        names: impl Iterator<Item = &'t String>,
        glosses: [&String; 2],
        phrases: &[String],
    ) {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let names = names.enumerate().map(|(at, name)| (name, IN_NAME, at == 0));
        let glosses = glosses.into_iter().map(|gloss| (gloss, IN_GLOSS, true));
        let phrases = phrases.iter().map(|phrase| (phrase, IN_PHRASE, true));
        self.meanings.begin_entry();
        for (text, count, has_vector) in phrases.chain(glosses).chain(names) {
            let terms = analyzer.terms(text);
            if has_vector {
                self.meanings.push(&terms);
            }
            for term in terms.into_iter().filter(|term| term.length == 1) {
                *counts.entry(term.term.into_string()).or_default() += count;
            }
        }
        let number = self.lengths.len() as u16;
        self.lengths.push(counts.values().sum());
        for (term, count) in counts {
            let count = count.min(u32::from(u8::MAX)) as u8;
            self.postings.entry(term).or_default().push((number, count));
        }
    }

    /// Returns what was added.
    pub(crate) fn finish(self) -> Descriptions {
        let mut terms = BTreeMap::new();
        let mut bytes = Vec::new();
        for (term, postings) in self.postings {
            terms.insert(term, bytes.len() as u64);
            bytes.extend_from_slice(&(postings.len() as u32).to_le_bytes());
            for (number, count) in postings {
                bytes.extend_from_slice(&number.to_le_bytes());
                bytes.push(count);
            }
        }
        let lengths = self.lengths.into_iter().map(|l| l.min(u32::from(u16::MAX)) as u16);
        Descriptions {
            terms,
            postings: bytes,
            lengths: lengths.flat_map(u16::to_le_bytes).collect(),
            meanings: self.meanings.finish(),
        }
    }
}
