//! Other spellings: of loanwords those listed, and those that general rules give for words
//! that are long enough to be no other word; of English words those of the other English.

use crate::analysis::english::other_spelling;
use crate::analysis::sound::spelling_likeness;
use crate::analysis::{HANGUL_MARK, display_term, hangul_term, jamo, orthography};
use crate::error::Result;
use crate::name::fold;
use crate::search::rule::Rule;
use crate::span::Span;

use super::edges::{Edges, Reading};
use super::keyword::words_beginning;
use super::knowledge::{Knowledge, MAX_WORD_SYLLABLES};
use super::query_text::{QueryText, QueryWord};
use super::word_candidates::word_candidates;

/// Syllables of a word that the notes have and whose variants are looked for, at least; one
/// that they lack may have one less.
const MIN_SYLLABLES: usize = 3;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Spelling);
    for QueryWord { leaves, surface } in word_candidates(text, edges) {
        let reading = Reading { leaves, rule: Rule::Spelling, weight };
        for other in knowledge.lexicon.spellings(&fold(&surface)) {
            edges.add_text(knowledge, reading, other);
            add_forms(other, reading, knowledge, edges)?;
        }
        if !surface.chars().all(jamo::is_syllable) {
            if let Some(other) = other_spelling(&surface.to_ascii_lowercase()) {
                edges.add_text(knowledge, reading, &other);
            }
            continue;
        }
        if !text.is_long {
            for other in orthography::variants(&surface) {
                if is_made_of_words(&other, knowledge) {
                    edges.add_text(knowledge, reading, &other);
                }
                add_forms(&other, reading, knowledge, edges)?;
            }
        }
        let syllables = surface.chars().count();
        let least = if text.has_missing(leaves) { MIN_SYLLABLES - 1 } else { MIN_SYLLABLES };
        if !(least..=MAX_WORD_SYLLABLES).contains(&syllables) {
            continue;
        }
        let term = hangul_term(&surface);
        let is_noun = text.is_one_noun(leaves, &surface);
        for variant in variants(&term) {
            // Of two nouns with a plain and a tense consonant (아기, 아끼다) each is its own,
            // but for loanwords.
            let other = display_term(&variant);
            if is_noun
                && tense_keys(&variant) != tense_keys(&term)
                && spelling_likeness(&surface, &other).is_none()
            {
                continue;
            }
            let is_added = edges.add_terms(knowledge, reading, std::slice::from_ref(&variant));
            if !is_added && leaves.len() > 1 && is_made_of_words(&other, knowledge) {
                edges.add_text(knowledge, reading, &other);
            }
        }
    }
    Ok(())
}

/// Adds the inflected forms that the notes have of a Korean word: the dictionary may cut it
/// otherwise with a particle than alone.
fn add_forms(
    word: &str,
    reading: Reading,
    knowledge: &Knowledge<'_>,
    edges: &mut Edges,
) -> Result<()> {
    if word.chars().all(jamo::is_syllable) {
        let (forms, _) = words_beginning(word, knowledge)?;
        edges.add_any_of(reading, forms, word, false);
    }
    Ok(())
}

/// Counts the tense consonants of a term, which are typed with the shift key.
fn tense_keys(term: &str) -> usize {
    term.bytes().filter(|key| b"REQTW".contains(key)).count()
}

/// Says whether a word that the dictionary cuts into parts may be one: single syllables are
/// in any notes (도 + 짜 + 기), and so is what it takes for an ending.
fn is_made_of_words(word: &str, knowledge: &Knowledge<'_>) -> bool {
    let terms = knowledge.terms(word);
    let parts = || terms.iter().filter(|term| term.length == 1).map(|term| term.span);
    parts().map(Span::len).sum::<usize>() == word.len()
        && parts().all(|part| word[part.range()].chars().nth(1).is_some())
}

/// Returns other spellings of a Korean loanword as terms, each with one of the usual
/// confusions: ㅐ and ㅔ, which sound alike; after ㅈ and ㅊ also ㅕ and ㅓ, ㅛ and ㅗ, ㅠ and
/// ㅜ, of which the rules for loanwords (외래어 표기법) forbid the former; tense consonants
/// (ㄲ ㄸ ㅃ ㅆ ㅉ) and plain ones.
fn variants(term: &str) -> Vec<String> {
    let Some(keys) = term.strip_prefix(HANGUL_MARK) else { return Vec::new() };
    let keys: Vec<char> = keys.chars().collect();
    let mut variants = Vec::new();
    for (at, key) in keys.iter().enumerate() {
        let before = at.checked_sub(1).map(|i| keys[i]);
        let after_affricate = matches!(before, Some('w' | 'W' | 'c'));
        let other = match key {
            'o' => Some('p'),
            'p' => Some('o'),
            'u' if after_affricate => Some('j'),
            'j' if after_affricate => Some('u'),
            'y' if after_affricate => Some('h'),
            'h' if after_affricate => Some('y'),
            'b' if after_affricate => Some('n'),
            'n' if after_affricate => Some('b'),
            'R' | 'E' | 'Q' | 'T' | 'W' => Some(key.to_ascii_lowercase()),
            'r' | 'e' | 'q' | 't' | 'w'
                if keys.get(at + 1).is_some_and(|k| "koijpuhynbml".contains(*k)) =>
            {
                Some(key.to_ascii_uppercase())
            }
            _ => None,
        };
        variants.extend(other.map(|other| {
            let mut variant = String::with_capacity(term.len());
            variant.push(HANGUL_MARK);
            variant.extend(keys.iter().enumerate().map(|(i, k)| if i == at { other } else { *k }));
            variant
        }));
    }
    variants
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn loanwords_have_their_usual_variants() {
        for (word, expected) in [
            ("엑세스", "액세스"),
            ("젼략", "전략"),
            ("메세지", "매세지"),
            ("까스", "가스"),
            ("비젼", "비전"),
        ] {
            let variants = variants(&hangul_term(word));
            assert!(variants.iter().any(|v| display_term(v) == expected), "{word}");
        }
        assert!(variants("gateway").is_empty());
    }

    #[test]
    fn loanwords_are_read_in_the_spelling_of_the_notes() {
        let notes = Fixture::new(&[
            "액세스 로그",
            "메시지 전략",
            "비전",
            "도 짜 기",
            "아끼다",
            "color",
            "modelling",
        ]);
        notes.check(
            &[expand],
            &[
                // Listed.
                ("메세지", &["메세지 → 메시지"]),
                // By the rules.
                ("엑세스", &["엑세스 → 액세스"]),
                ("비젼", &["비젼 → 비전"]),
                ("치즈", &[]),
                // Syllables are no word.
                ("도자기", &[]),
                ("아기", &[]),
                ("access", &[]),
                ("Colours", &["Colours → colors"]),
                ("model", &[]),
            ],
        );
    }
}
