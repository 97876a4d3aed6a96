//! Words of the notes that look like words that aren't there.

use crate::analysis::{Sort, display_term, hangul_term};
use crate::error::Result;

use super::retrieve::Vocabulary;
use super::searcher::Searcher;
use super::typo;

/// Terms that are compared with one that is missing, at most.
const MAX_COMPARED: usize = 512;
/// Words less alike than this are no help.
const LEAST_LIKENESS: f64 = 0.55;

impl Searcher<'_> {
    /// Returns at most `limit` words of the notes that are near those of a
    /// query that aren't in them, the most alike first: farther from them than
    /// what a search would take for a slip. Each is found when it is searched
    /// for.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn nearest(&self, query: &str, limit: usize) -> Result<Vec<String>> {
        self.guarded(|| self.nearest_once(query, limit))
    }

    fn nearest_once(&self, query: &str, limit: usize) -> Result<Vec<String>> {
        let vocabulary = Vocabulary::new(self.snapshot())?;
        let mut found: Vec<(f64, String)> = Vec::new();
        // Words whole and cut: what isn't there is often cut wrongly.
        let whole = query.split_whitespace().map(|word| hangul_term(&word.to_lowercase()));
        let cut = self.terms(query).into_iter().filter(|term| term.sort != Sort::Bigram);
        for term in whole.chain(cut.map(|term| term.term)) {
            if vocabulary.frequency(&term) > 0 {
                continue;
            }
            let letters: Vec<char> = term.chars().collect();
            let mut others: Vec<String> = Vec::new();
            others.extend(vocabulary.near(&term, 2, 0, MAX_COMPARED)?.into_iter().map(|(t, _)| t));
            // The beginning of a word is what is least often wrong.
            let start: String = letters[..letters.len().min(3)].iter().collect();
            others.extend(vocabulary.terms_beginning(&start, MAX_COMPARED)?);
            for other in others {
                let longer = letters.len().max(other.chars().count()) as f64;
                let likeness = 1.0 - typo::distance(&term, &other) as f64 / longer;
                let word = display_term(&other);
                let is_news = found.iter().all(|(_, known)| *known != word);
                if likeness >= LEAST_LIKENESS && is_news && word.chars().count() > 1 {
                    found.push((likeness, word));
                }
            }
        }
        found.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.cmp(y)));
        Ok(found.into_iter().take(limit).map(|(_, word)| word).collect())
    }
}
