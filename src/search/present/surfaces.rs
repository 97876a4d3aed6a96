//! Words of the notes in place of stems: a person reads `replication`, not `replic`.

use std::collections::HashMap;

use crate::analysis::Analyzer;

use super::hit::{Hit, Match};

/// Puts the words that hits have in place of the stems that what was typed is read as.
pub(crate) fn with_words_of_notes(hits: &mut [Hit], analyzer: &mut Analyzer) {
    let mut words: HashMap<String, Option<String>> = HashMap::new();
    let stems = hits.iter().flat_map(|hit| &hit.explanation.readings).map(|r| &r.to);
    for stem in stems.filter(|text| may_be_stem(text)) {
        words.entry(stem.clone()).or_default();
    }
    for found in hits.iter().flat_map(|hit| &hit.matches) {
        if words.values().all(Option::is_some) {
            break;
        }
        if let Some(stem) = stem_of(found, analyzer) {
            // The best hit's word stands for those of all.
            words.entry(stem).and_modify(|word| {
                word.get_or_insert_with(|| found.text.clone());
            });
        }
    }
    for reading in hits.iter_mut().flat_map(|hit| &mut hit.explanation.readings) {
        if let Some(Some(word)) = words.get(&reading.to) {
            reading.to.clone_from(word);
        }
    }
}

/// Returns the word of the notes by which a hit matches a stem; `None` where it is that
/// stem.
pub(crate) fn word_of_notes(hit: &Hit, stem: &str, analyzer: &mut Analyzer) -> Option<String> {
    let is_of_stem = |found: &&Match| stem_of(found, analyzer).is_some_and(|own| own == stem);
    let found = hit.matches.iter().find(is_of_stem);
    found.map(|found| found.text.clone())
}

/// Says whether a reading may be a stem: only Latin words are cut to something that is
/// no word.
pub(crate) fn may_be_stem(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Returns the stem of a match that is one Latin word and more than its stem.
fn stem_of(found: &Match, analyzer: &mut Analyzer) -> Option<String> {
    let is_word = found.text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let [term] = &analyzer.terms(&found.text)[..] else { return None };
    let is_cut = !term.term.eq_ignore_ascii_case(&found.text);
    (is_word && is_cut).then(|| term.term.to_string())
}
