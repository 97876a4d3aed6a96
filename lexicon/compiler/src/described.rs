//! Descriptions of entries: their names, glosses and phrasings, as terms.

use std::collections::BTreeMap;

use galpi_analysis::Analyzer;

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
}

impl DescriptionsWriter {
    /// Adds the next entry.
    pub(crate) fn push<'t>(
        &mut self,
        analyzer: &mut Analyzer,
        names: impl Iterator<Item = &'t String>,
        glosses: [&String; 2],
        phrases: &[String],
    ) {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let texts = names.map(|name| (name, IN_NAME));
        let texts = texts.chain(glosses.into_iter().map(|gloss| (gloss, IN_GLOSS)));
        for (text, count) in texts.chain(phrases.iter().map(|phrase| (phrase, IN_PHRASE))) {
            for term in analyzer.terms(text).into_iter().filter(|term| term.length == 1) {
                *counts.entry(term.term).or_default() += count;
            }
        }
        let number = self.lengths.len() as u16;
        self.lengths.push(counts.values().sum());
        for (term, count) in counts {
            let count = count.min(u32::from(u8::MAX)) as u8;
            self.postings.entry(term).or_default().push((number, count));
        }
    }

    /// Returns where each term's postings begin, the postings, and the length of
    /// each description, as a compiled lexicon has them.
    pub(crate) fn finish(self) -> (BTreeMap<String, u64>, Vec<u8>, Vec<u8>) {
        let mut described = BTreeMap::new();
        let mut bytes = Vec::new();
        for (term, postings) in self.postings {
            described.insert(term, bytes.len() as u64);
            bytes.extend_from_slice(&(postings.len() as u32).to_le_bytes());
            for (number, count) in postings {
                bytes.extend_from_slice(&number.to_le_bytes());
                bytes.push(count);
            }
        }
        let lengths = self.lengths.into_iter().map(|l| l.min(u32::from(u16::MAX)) as u16);
        (described, bytes, lengths.flat_map(u16::to_le_bytes).collect())
    }
}
