//! Words of the notes under a key, as the dictionaries of the index hold them.
//!
//! A term is the key, a separator and the word. Most words are Hangul, of which
//! a letter in UTF-8 is three bytes and six in tantivy's dictionaries; as the keys
//! that type it, it is two or three.

use crate::analysis::jamo;

/// Parts a key from the word that it is the key of.
const SEPARATOR: char = '\u{1}';
/// Begins a word that is kept as keys of the Korean keyboard.
const TYPED: char = '\u{2}';

/// Returns the term of a word under a key; of initial consonants,
/// [`initials_key`] makes the key.
pub(crate) fn keyed_term(key: &str, word: &str) -> String {
    let mut term = String::with_capacity(key.len() + word.len() + 2);
    term.push_str(key);
    term.push(SEPARATOR);
    // Letters of a Latin word would be taken for keys.
    if word.contains(jamo::is_syllable) && !word.contains(|c: char| c.is_ascii_alphabetic()) {
        term.push(TYPED);
        jamo::push_syllable_keys(word, &mut term);
    } else {
        term.push_str(word);
    }
    term
}

/// Returns the word of a term.
pub(crate) fn keyed_word(term: &str) -> Option<String> {
    let (_, word) = term.split_once(SEPARATOR)?;
    Some(match word.strip_prefix(TYPED) {
        Some(keys) => jamo::type_hangul(keys),
        None => word.to_owned(),
    })
}

/// Returns what all terms of a key begin with, and no others.
pub(crate) fn key_prefix(key: &str) -> String {
    format!("{key}{SEPARATOR}")
}

/// Returns the key of initial consonants: the keys that type them.
pub(crate) fn initials_key(letters: &str) -> String {
    letters.chars().filter_map(jamo::initial_key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_from_their_terms() {
        for word in ["볼륨", "gateway", "보안 그룹", "S3 버킷", "3계층", "漢字"] {
            let term = keyed_term("key", word);
            assert!(term.starts_with(&key_prefix("key")));
            assert_eq!(keyed_word(&term).as_deref(), Some(word));
        }
    }

    #[test]
    fn initials_that_begin_others_have_keys_that_begin_theirs() {
        assert_eq!(initials_key("ㅂㄹ"), "qf");
        assert!(initials_key("ㅃㄹㄱ").starts_with(&initials_key("ㅃㄹ")));
    }
}
