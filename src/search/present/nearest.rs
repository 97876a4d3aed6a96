//! "Did you mean": words of the notes that are spelt like words that no note has.

use crate::analysis::edit_distance::distance;
use crate::analysis::{HANGUL_MARK, SURFACE_MARK, Term, display_term, hangul_term};
use crate::error::Result;
use crate::search::vocabulary::Vocabulary;

/// Terms that are compared with one that is missing, at most.
const MAX_COMPARED: usize = 512;
/// Words less alike than this aren't offered.
const LEAST_LIKENESS: f64 = 0.55;
/// Keys that may be wrong anywhere in a word.
const MAX_WRONG: u8 = 2;
/// Length of the prefix that candidates must share with the missing term, when
/// their endings may differ: the beginning of a word is seldom mistyped.
const BEGINNING: usize = 3;

/// Returns at most `limit` words of the notes that are near those of a query
/// that aren't in them, the most alike first; `cut` are the terms of the query.
pub(crate) fn nearest(
    query: &str,
    cut: Vec<Term>,
    vocabulary: &dyn Vocabulary,
    limit: usize,
) -> Result<Vec<String>> {
    let mut found: Vec<(f64, String)> = Vec::new();
    // Whole words as well as their terms: an unknown word is often cut wrongly.
    let whole = query.split_whitespace().map(|word| hangul_term(&word.to_lowercase()));
    let cut = cut.into_iter().map(|term| term.term.into_string());
    for term in whole.chain(cut).filter(|term| vocabulary.frequency(term) == 0) {
        let length = term.chars().count();
        let near = vocabulary.near(&term, MAX_WRONG, 0, MAX_COMPARED)?;
        let start: String = term.chars().take(BEGINNING).collect();
        let begun = vocabulary.terms_beginning(&start, MAX_COMPARED)?;
        // The keys that type Hangul are letters, but no Latin word is like a Korean one.
        let is_korean = |term: &str| term.starts_with([HANGUL_MARK, SURFACE_MARK]);
        let near = near.into_iter().map(|(near, _)| near).chain(begun);
        for other in near.filter(|other| is_korean(other) == is_korean(&term)) {
            let longer = length.max(other.chars().count()) as f64;
            let likeness = 1.0 - distance(&term, &other) as f64 / longer;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::lexicon::Lexicon;
    use crate::search::vocabulary::TableVocabulary;

    #[test]
    fn words_are_offered_that_look_like_what_is_not_there() {
        let mut analyzer = Analyzer::new();
        let notes = ["certificate manager", "게이트웨이 스냅샷", "oracle"];
        let vocabulary = TableVocabulary::new(&notes, &Lexicon::empty(), &mut analyzer);
        for (query, expected) in [
            ("certifikate", Some("certif")),
            ("게이투웨어", Some("게이트웨이")),
            ("butter", None),
            ("스냅샷", None),
            // Typed with the keys `rlacl`.
            ("김치", None),
        ] {
            let cut = analyzer.terms(query);
            let found = nearest(query, cut, &vocabulary, 3).expect("a vocabulary");
            assert_eq!(found.first().map(String::as_str), expected, "{query}");
        }
    }
}
