//! What expanders know: the vocabulary of the notes, the lexicon, the analyser.

use std::cell::RefCell;
use std::rc::Rc;

use galpi_meaning::TextVector;
use rustc_hash::FxHashMap;

use crate::analysis::{Analyzer, HANGUL_MARK, Term, TokenKind, jamo, leaf_terms};
use crate::lexicon::Lexicon;
use crate::meaning::of_terms;
use crate::search::bm25;
use crate::search::options::Options;
use crate::search::rule::Rule;
use crate::search::vocabulary::Vocabulary;
use crate::search::weights::Weights;

/// Syllables of a word whose other spellings and forms are looked for, at most: some more
/// than the longest Korean word has.
pub(super) const MAX_WORD_SYLLABLES: usize = 20;

/// Keys of the endings that are written as the final consonant of a stem (ㄴ, ㄹ, ㅁ, ㅂ):
/// the dictionary may take 앤 for 애 with an ending.
const ENDING_KEYS: [char; 4] = ['s', 'f', 'a', 'q'];

/// Texts with their terms; `None` where the notes don't have all of them.
type PresentTerms = FxHashMap<Box<str>, Option<Rc<[String]>>>;

/// What expanders may ask; the same for all texts of one search.
pub(crate) struct Knowledge<'a> {
    pub(crate) vocabulary: &'a dyn Vocabulary,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) weights: &'a Weights,
    pub(crate) options: &'a Options,
    analyzer: &'a RefCell<Analyzer>,
    /// Texts that were analysed already. A pasted question has many of its words twice,
    /// and several expanders ask for the same text.
    present: RefCell<PresentTerms>,
}

impl<'a> Knowledge<'a> {
    pub(crate) fn new(
        vocabulary: &'a dyn Vocabulary,
        lexicon: &'a Lexicon,
        analyzer: &'a RefCell<Analyzer>,
        weights: &'a Weights,
        options: &'a Options,
    ) -> Self {
        Self { vocabulary, lexicon, weights, options, analyzer, present: RefCell::default() }
    }

    /// Returns the same knowledge for other options.
    pub(crate) fn with_options<'b>(&'b self, options: &'b Options) -> Knowledge<'b> {
        Knowledge::new(self.vocabulary, self.lexicon, self.analyzer, self.weights, options)
    }

    /// Analyses a text as notes are.
    pub(super) fn terms(&self, text: &str) -> Vec<Term> {
        self.analyzer.borrow_mut().terms(text)
    }

    /// Returns the vector of texts together; `None` where the options leave out meaning.
    pub(crate) fn meaning<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Option<TextVector> {
        if !self.options.allows(Rule::Meaning) {
            return None;
        }
        let texts: Vec<Vec<Term>> = texts.into_iter().map(|text| self.terms(text)).collect();
        of_terms(texts.iter().map(|terms| (terms.as_slice(), 1.0)))
    }

    /// Analyses a text as notes are. Besides its terms returns the surface forms of Korean
    /// words whose morphemes, put together, aren't the word.
    pub(super) fn terms_and_surfaces(&self, text: &str) -> (Vec<Term>, Vec<Term>) {
        let (mut terms, mut surfaces) = (Vec::new(), Vec::new());
        self.analyzer.borrow_mut().analyze(text, |token| match token.kind {
            TokenKind::Surface => surfaces.push(Term::from(token)),
            kind if kind.is_word() => terms.push(Term::from(token)),
            _ => {}
        });
        (terms, surfaces)
    }

    /// Returns the smallest terms of a text, if the notes have them all.
    pub(super) fn present_terms(&self, text: &str) -> Option<Rc<[String]>> {
        if let Some(known) = self.present.borrow().get(text) {
            return known.clone();
        }
        let terms = self
            .may_begin(text)
            .then(|| leaf_terms(&self.terms(text)))
            .filter(|terms| self.has_all(terms))
            .map(Rc::from);
        self.present.borrow_mut().insert(text.into(), terms.clone());
        terms
    }

    /// Says whether the notes have all of some terms; false for none.
    pub(super) fn has_all(&self, terms: &[String]) -> bool {
        !terms.is_empty() && terms.iter().all(|t| self.vocabulary.frequency(t) > 0)
    }

    /// Says whether the notes may have a Korean text: whether any prefix of its first word
    /// is a term. Most texts that expanders try are in no note; analysing them all would
    /// take most of the time of a first query.
    fn may_begin(&self, text: &str) -> bool {
        let word = text.split_whitespace().next().unwrap_or_default();
        if !word.chars().all(jamo::is_syllable) {
            return true;
        }
        let mut term = String::from(HANGUL_MARK);
        word.chars().take(MAX_WORD_SYLLABLES).any(|syllable| {
            jamo::push_keys(syllable.encode_utf8(&mut [0; 4]), &mut term);
            let stem = term.strip_suffix(ENDING_KEYS).unwrap_or_default();
            self.vocabulary.frequency(&term) > 0 || self.vocabulary.frequency(stem) > 0
        })
    }

    /// Returns a function that gives the inverse document frequency of terms. A few pages
    /// don't tell common words from rare ones, so the descriptions of the lexicon are
    /// counted with the sections, each as `Weights::background` of one.
    pub(super) fn idf_of_terms(&self) -> impl Fn(&str) -> f32 + use<'a> {
        let (vocabulary, lexicon) = (self.vocabulary, self.lexicon);
        let sections = vocabulary.sections() as f32;
        let background = self.weights.background;
        let descriptions = background * lexicon.descriptions().0;
        move |term: &str| {
            let described = background * lexicon.description_frequency(term) as f32;
            let frequency = vocabulary.frequency(term) as f32;
            bm25::idf(frequency + described, sections + descriptions)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn texts_are_cut_into_terms_that_the_notes_have() {
        let notes = Fixture::new(&["치즈 창고", "cheese cellars"]);
        let knowledge = notes.knowledge();
        for (text, expected) in [
            ("치즈", Some(1)),
            ("치즈 창고", Some(2)),
            ("치즈 버터", None),
            ("cellar", Some(1)),
            ("", None),
        ] {
            // Twice: the second time it is remembered.
            for _ in 0..2 {
                let terms = knowledge.present_terms(text);
                assert_eq!(terms.map(|terms| terms.len()), expected, "{text}");
            }
        }
    }

    #[test]
    fn descriptions_tell_common_words_where_notes_are_few() {
        let notes = Fixture::new(&["cheese jar", "wheel"]);
        let knowledge = notes.knowledge();
        let idf = knowledge.idf_of_terms();
        // Both are in one section; cheese is in two descriptions, too.
        let term = |word: &str| knowledge.present_terms(word).expect("it is there")[0].clone();
        assert!(idf(&term("cheese")) < idf(&term("wheel")));
    }
}
