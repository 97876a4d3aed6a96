//! Words typed in the other keyboard layout (한/영): qhffba is 볼륨.
//!
//! This is done before the query is analysed, as such a word would be cut into anything.

use crate::analysis::{Term, jamo};
use crate::error::Result;
use crate::name::fold;
use crate::search::lattice::Correction;
use crate::search::rule::Rule;
use crate::search::vocabulary::KeyKind;

use super::knowledge::Knowledge;
use super::query_text::LONG_QUERY_LEAVES;

/// Replaces words that were typed in the other keyboard layout; returns the text and what
/// was replaced in it.
pub(super) fn correct(
    text: String,
    knowledge: &Knowledge<'_>,
) -> Result<(String, Vec<Correction>)> {
    // Whoever typed so many words would have noticed the wrong layout.
    if text.split_whitespace().nth(LONG_QUERY_LEAVES).is_some() {
        return Ok((text, Vec::new()));
    }
    let mut corrected = String::with_capacity(text.len());
    let mut corrections = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        match other_layout(bare, knowledge)? {
            Some(to) => {
                corrected.push_str(&to);
                corrected.push_str(&word[bare.len()..]);
                let (rule, from) = (Rule::Keyboard, bare.to_owned());
                corrections.push(Correction { rule, from, to });
            }
            None => corrected.push_str(word),
        }
    }
    Ok((corrected, corrections))
}

/// Returns what the keys of a word type in the other layout, when the word as
/// typed is none and that is one.
fn other_layout(word: &str, knowledge: &Knowledge<'_>) -> Result<Option<String>> {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 {
        return Ok(None);
    }
    if word.chars().all(|c| c.is_ascii_alphabetic()) {
        let typed = jamo::type_hangul(word);
        let is_word = typed.chars().count() >= 2 && typed.chars().all(jamo::is_syllable);
        let is_meant = is_word && !has_word(word, knowledge) && has_word(&typed, knowledge);
        return Ok(is_meant.then_some(typed));
    }
    let has_letter = word.chars().any(jamo::is_letter);
    let is_initials = word.chars().all(|c| jamo::is_initial_letter(c) || !c.is_alphabetic());
    let is_hangul =
        word.chars().all(|c| jamo::is_letter(c) || jamo::is_syllable(c) || c.is_ascii_digit());
    if !is_hangul || is_initials && has_initials(word, knowledge)? {
        return Ok(None);
    }
    let typed = jamo::keys(word).to_ascii_lowercase();
    let is_typo = has_letter || !has_word(word, knowledge);
    Ok((is_typo && has_word(&typed, knowledge)).then_some(typed))
}

/// Says whether a word is one that the notes, the lexicon or the Korean
/// dictionary know.
fn has_word(word: &str, knowledge: &Knowledge<'_>) -> bool {
    let folded = fold(word);
    let lexicon = knowledge.lexicon;
    if lexicon.is_listed(&folded) || lexicon.common_weight(&folded).is_some() {
        return true;
    }
    let terms = knowledge.terms(word);
    let leaves: Vec<&Term> = terms.iter().filter(|t| t.length == 1).collect();
    let found: usize = leaves
        .iter()
        .filter(|t| knowledge.vocabulary.frequency(&t.term) > 0)
        .map(|t| t.span.len())
        .sum();
    // Particles are no terms, so it is enough that terms of the notes make up most of
    // the word.
    let length: usize = leaves.iter().map(|t| t.span.len()).sum();
    found > 0 && found * 2 > length && found * 3 > word.len()
}

fn has_initials(word: &str, knowledge: &Knowledge<'_>) -> Result<bool> {
    let letters: String = word.chars().filter(|c| jamo::is_initial_letter(*c)).collect();
    Ok(!knowledge.vocabulary.words_with_key(KeyKind::Initials, &letters, 1)?.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_in_the_other_layout_are_put_right() {
        let notes = Fixture::new(&["볼륨 게이트웨이", "cellar 치즈"]);
        for (typed, expected) in [
            ("qhffba", "볼륨"),
            ("qhffba cellar", "볼륨 cellar"),
            ("ㅊ디ㅣㅁㄱ", "cellar"),
            ("볼륨 ㅊ디ㅣㅁㄱ", "볼륨 cellar"),
            // As typed, a word.
            ("cellar", "cellar"),
            ("볼륨", "볼륨"),
            // In neither layout one.
            ("xyzzy", "xyzzy"),
            ("ㅋㅋㅋ", "ㅋㅋㅋ"),
            ("a", "a"),
            ("", ""),
        ] {
            let (text, corrections) =
                correct(typed.to_owned(), &notes.knowledge()).expect("a vocabulary");
            assert_eq!(text, expected, "{typed}");
            assert_eq!(corrections.is_empty(), typed == expected, "{typed}");
        }
    }

    #[test]
    fn initials_of_a_name_are_no_keys() {
        let notes = Fixture::new(&["치즈", "wm"]);
        let (text, _) = correct("ㅊㅈ".to_owned(), &notes.knowledge()).expect("a vocabulary");
        assert_eq!(text, "ㅊㅈ");
    }

    #[test]
    fn what_was_put_right_is_told() {
        let notes = Fixture::new(&["볼륨"]);
        let (_, corrections) =
            correct("qhffba  ".to_owned(), &notes.knowledge()).expect("a vocabulary");
        let [Correction { rule, from, to }] = &corrections[..] else { panic!("{corrections:?}") };
        assert_eq!((*rule, from.as_str(), to.as_str()), (Rule::Keyboard, "qhffba", "볼륨"));
    }
}
