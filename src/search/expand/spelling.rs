//! Other spellings of loanwords: those listed, and those that general rules
//! give for words that are long enough to be no other word.

use crate::analysis::{HANGUL_MARK, display_term, hangul_term, jamo};
use crate::error::Result;
use crate::name::fold;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
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
        }
        if !surface.chars().all(jamo::is_syllable) {
            continue;
        }
        let syllables = surface.chars().count();
        let least = if text.has_missing(leaves) { MIN_SYLLABLES - 1 } else { MIN_SYLLABLES };
        if !(least..=MAX_WORD_SYLLABLES).contains(&syllables) {
            continue;
        }
        for variant in variants(&hangul_term(&surface)) {
            let is_added = edges.add_terms(knowledge, reading, std::slice::from_ref(&variant));
            if !is_added && leaves.len() > 1 {
                edges.add_text(knowledge, reading, &display_term(&variant));
            }
        }
    }
    Ok(())
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
        let notes = Fixture::new(&["액세스 로그", "메시지 전략", "비전"]);
        notes.check(
            &[expand],
            &[
                // Listed.
                ("메세지", &["메세지 → 메시지"]),
                // By the rules.
                ("엑세스", &["엑세스 → 액세스"]),
                ("비젼", &["비젼 → 비전"]),
                ("치즈", &[]),
                ("access", &[]),
            ],
        );
    }
}
