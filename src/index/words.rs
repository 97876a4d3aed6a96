//! The words of a note that are looked up by sound and by initials.

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Known, Term, TokenKind, jamo, sound};
use crate::name::fold;

use super::analysed::Analysed;
use super::keyed::{initials_key, keyed_term};
use super::mined_alias;

/// Collects the words of a note with their phonetic keys and initials. Both are
/// cached by word, as most words of a note are in others too.
#[derive(Default)]
pub(super) struct NoteWords {
    words: FxHashMap<Box<str>, Rc<KeyedWord>>,
    /// The same by the number of a term, where it is looked up by.
    of_terms: Known<Option<Rc<KeyedWord>>>,
    /// Counts the notes, from 1.
    note: u32,
    /// Words and names of this note, each once.
    pub(super) met: Vec<Rc<KeyedWord>>,
    /// Aliases mined from this note: a folded name, and the other behind it.
    pub(super) aliases: FxHashSet<String>,
}

/// A word, and the terms that it is looked up by.
#[derive(Default)]
pub(super) struct KeyedWord {
    pub(super) sounds: Vec<String>,
    pub(super) initials: Option<String>,
    /// The last note that it was met in.
    note: Cell<u32>,
}

impl NoteWords {
    /// More words than this are forgotten, to bound memory.
    const MAX_WORDS: usize = 1 << 16;
    /// Longer words with hyphens are addresses or names of files.
    const MAX_HYPHENED_BYTES: usize = 24;

    /// Begins a note.
    pub(super) fn begin(&mut self) {
        self.note += 1;
        self.met.clear();
        self.aliases.clear();
        if self.words.len() > Self::MAX_WORDS {
            self.words.clear();
            self.of_terms.clear();
        }
    }

    /// Adds the words of a text.
    pub(super) fn add(&mut self, text: &Analysed) {
        for term in &text.terms {
            let words = &mut self.words;
            let word = self.of_terms.of(term.number, || {
                let surface = &text.text[term.span.range()];
                match term.kind {
                    TokenKind::Noun | TokenKind::Unknown => hangul(words, surface),
                    TokenKind::Foreign => {
                        Some(of(words, &surface.to_ascii_lowercase(), KeyedWord::sounding))
                    }
                    _ => None,
                }
            });
            self.meet(word);
        }
        self.add_names(text);
        self.add_hyphened(text);
        for pair in mined_alias::pairs(&text.text, &text.terms) {
            let (first, second) = (fold(&pair.first), fold(&pair.second));
            self.aliases.insert(keyed_term(&first, &pair.second));
            self.aliases.insert(keyed_term(&second, &pair.first));
        }
    }

    /// Adds names that the dictionary cut into pieces.
    fn add_names(&mut self, text: &Analysed) {
        // A name the dictionary cut into pieces is heard as a whole.
        let terms = text.terms.iter().filter(|t| t.length == 1);
        let nouns: Vec<&Term> =
            terms.filter(|t| matches!(t.kind, TokenKind::Noun | TokenKind::Unknown)).collect();
        for run in nouns.chunk_by(|a, b| a.span.end == b.span.start) {
            if run.len() > 1 {
                self.add_hangul(&text.text[run[0].span.start..run[run.len() - 1].span.end]);
            }
        }
        // So is one of which the dictionary took a syllable inside for an ending:
        // that shows by several pieces of one syllable (앤·티·앨리·(어)·싱).
        let is_one_name = |a: &&Term, b: &&Term| {
            let between = text.text.get(a.span.end..b.span.start).unwrap_or(" ");
            between.chars().all(jamo::is_syllable) && between.chars().count() <= 1
        };
        for run in nouns.chunk_by(is_one_name) {
            let has_gap = run.windows(2).any(|pair| pair[0].span.end < pair[1].span.start);
            let syllables = run.iter().filter(|term| term.span.len() == 3).count();
            if has_gap && syllables > 1 {
                self.add_hangul(&text.text[run[0].span.start..run[run.len() - 1].span.end]);
            }
        }
    }

    /// Adds names of several words with hyphens, each as one: 원온원.
    fn add_hyphened(&mut self, text: &Analysed) {
        let words = text.terms.iter().filter(|t| t.length == 1 && t.kind == TokenKind::Foreign);
        let words: Vec<&Term> = words.collect();
        let is_hyphened = |a: &&Term, b: &&Term| {
            text.text.get(a.span.end..b.span.start).is_some_and(|between| between == "-")
        };
        for run in words.chunk_by(is_hyphened).filter(|run| run.len() > 1) {
            let whole = &text.text[run[0].span.start..run[run.len() - 1].span.end];
            if whole.len() <= Self::MAX_HYPHENED_BYTES {
                self.add_word(&whole.to_ascii_lowercase(), KeyedWord::sounding);
            }
        }
    }

    fn add_hangul(&mut self, surface: &str) {
        let word = hangul(&mut self.words, surface);
        self.meet(word);
    }

    fn add_word(&mut self, surface: &str, make: impl FnOnce(&str) -> KeyedWord) {
        let word = of(&mut self.words, surface, make);
        self.meet(Some(word));
    }

    /// Notes that a word is in this note.
    fn meet(&mut self, word: Option<Rc<KeyedWord>>) {
        self.met.extend(word.filter(|word| word.note.replace(self.note) != self.note));
    }
}

/// Returns a word of Hangul among `words`; `None` where it is too short or too
/// long to be looked up by sound or initials.
fn hangul(words: &mut FxHashMap<Box<str>, Rc<KeyedWord>>, surface: &str) -> Option<Rc<KeyedWord>> {
    // A syllable is three bytes.
    (6..=36).contains(&surface.len()).then(|| of(words, surface, KeyedWord::hangul))
}

/// Returns a word among `words`, made where it isn't there yet.
fn of(
    words: &mut FxHashMap<Box<str>, Rc<KeyedWord>>,
    surface: &str,
    make: impl FnOnce(&str) -> KeyedWord,
) -> Rc<KeyedWord> {
    match words.get(surface) {
        Some(word) => word.clone(),
        None => words.entry(surface.into()).or_insert_with(|| Rc::new(make(surface))).clone(),
    }
}

impl KeyedWord {
    fn sounding(word: &str) -> Self {
        let sounds = sound::keys(word).into_iter().map(|key| keyed_term(&key, word));
        Self { sounds: sounds.collect(), ..Self::default() }
    }

    /// Makes one of Hangul; of a word that has other letters, nothing is
    /// looked up.
    fn hangul(word: &str) -> Self {
        if !word.chars().all(jamo::is_syllable) {
            return Self::default();
        }
        let initials: String = word.chars().filter_map(jamo::initial_letter).collect();
        let initials = keyed_term(&initials_key(&initials), word);
        Self { initials: Some(initials), ..Self::sounding(word) }
    }
}
