//! Words typed in the other keyboard layout.

use crate::analysis::{Term, jamo};
use crate::error::Result;
use crate::name::fold;

use super::lattice::Rule;
use super::rungs::LONG_QUERY_LEAVES;
use super::understand::Reader;

impl Reader<'_, '_> {
    /// Puts words right that were typed in the other keyboard layout.
    pub(super) fn put_layout_right(&mut self) -> Result<()> {
        // So many words nobody types without looking.
        if self.text.split_whitespace().nth(LONG_QUERY_LEAVES).is_some() {
            return Ok(());
        }
        let mut text = String::with_capacity(self.text.len());
        let words: Vec<String> =
            self.text.split_inclusive(char::is_whitespace).map(str::to_owned).collect();
        for word in words {
            let bare = word.trim_end();
            match self.other_layout(bare)? {
                Some(put_right) => {
                    self.lattice.rewrites.push((
                        Rule::Keyboard,
                        bare.to_owned(),
                        put_right.clone(),
                    ));
                    text.push_str(&put_right);
                    text.push_str(&word[bare.len()..]);
                }
                None => text.push_str(&word),
            }
        }
        self.text = text;
        Ok(())
    }

    /// Returns what the keys of a word type in the other layout, when the word
    /// as typed is none and that is one.
    fn other_layout(&mut self, word: &str) -> Result<Option<String>> {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            return Ok(None);
        }
        if word.chars().all(|c| c.is_ascii_alphabetic()) {
            let typed = jamo::type_hangul(word);
            let is_word = typed.chars().count() >= 2 && typed.chars().all(jamo::is_syllable);
            if !is_word || self.is_word(word)? || !self.is_word(&typed)? {
                return Ok(None);
            }
            return Ok(Some(typed));
        }
        let has_letter = word.chars().any(jamo::is_letter);
        let is_initials = word.chars().all(|c| jamo::is_initial_letter(c) || !c.is_alphabetic());
        let is_hangul =
            word.chars().all(|c| jamo::is_letter(c) || jamo::is_syllable(c) || c.is_ascii_digit());
        if !is_hangul || is_initials && self.has_initials(word)? {
            return Ok(None);
        }
        let typed = jamo::keys(word).to_ascii_lowercase();
        let is_typo = has_letter || !self.is_word(word)?;
        Ok((is_typo && self.is_word(&typed)?).then_some(typed))
    }

    /// Says whether a word is one that the notes, the lexicon or the Korean
    /// dictionary know.
    fn is_word(&mut self, word: &str) -> Result<bool> {
        let folded = fold(word);
        if self.lexicon.is_listed(&folded) || self.lexicon.common_weight(&folded).is_some() {
            return Ok(true);
        }
        let terms = self.analyzer.terms(word);
        let leaves: Vec<&Term> = terms.iter().filter(|t| t.length == 1).collect();
        let found: usize = leaves
            .iter()
            .filter(|t| self.vocabulary.frequency(&t.term) > 0)
            .map(|t| t.span.len())
            .sum();
        // Particles are in no vocabulary: what counts is most of the letters.
        let length: usize = leaves.iter().map(|t| t.span.len()).sum();
        Ok(found > 0 && found * 2 > length && found * 3 > word.len())
    }

    fn has_initials(&self, word: &str) -> Result<bool> {
        let letters: String = word.chars().filter(|c| jamo::is_initial_letter(*c)).collect();
        let field = self.vocabulary.snapshot.fields.initials;
        Ok(!self.vocabulary.keyed(field, &letters, 1)?.is_empty())
    }
}
