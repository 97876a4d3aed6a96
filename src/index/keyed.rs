//! Words of the notes as the dictionaries of the index hold them.
//!
//! Most are Hangul, of which a letter in UTF-8 is three bytes and six in tantivy's
//! dictionaries; as the keys that type it, it is two or three: the same as terms of
//! texts. A word that is kept under another is a term of both, with a separator
//! between them.

use crate::analysis::{HANGUL_MARK, jamo};

/// Parts a key from the word that it is the key of.
const SEPARATOR: char = '\u{1}';

/// Returns the term of a word.
pub(crate) fn word_term(word: &str) -> String {
    let mut term = String::with_capacity(word.len() + 1);
    push_word(word, &mut term);
    term
}

/// Returns the word of a term.
pub(crate) fn word_of(term: &str) -> String {
    match term.strip_prefix(HANGUL_MARK) {
        Some(keys) => jamo::type_hangul(keys),
        None => term.to_owned(),
    }
}

/// Returns the term of a word under a key.
pub(crate) fn keyed_term(key: &str, word: &str) -> String {
    let mut term = String::with_capacity(key.len() + word.len() + 2);
    term.push_str(key);
    term.push(SEPARATOR);
    push_word(word, &mut term);
    term
}

/// Returns the word of a term under a key.
pub(crate) fn keyed_word(term: &str) -> Option<String> {
    term.split_once(SEPARATOR).map(|(_, word)| word_of(word))
}

/// Returns what all terms of a key begin with, and no others.
pub(crate) fn key_prefix(key: &str) -> String {
    format!("{key}{SEPARATOR}")
}

fn push_word(word: &str, term: &mut String) {
    // Letters of a Latin word would be taken for keys.
    if word.contains(jamo::is_syllable) && !word.contains(|c: char| c.is_ascii_alphabetic()) {
        term.push(HANGUL_MARK);
        jamo::push_syllable_keys(word, term);
    } else {
        term.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_their_terms() {
        for word in ["볼륨", "gateway", "보안 그룹", "S3 버킷", "3계층", "漢字"] {
            assert_eq!(word_of(&word_term(word)), word);
            let term = keyed_term("key", word);
            assert!(term.starts_with(&key_prefix("key")));
            assert_eq!(keyed_word(&term).as_deref(), Some(word));
        }
    }
}
