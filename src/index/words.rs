//! The words of a note that are looked up by sound and by initials.

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Term, TokenKind, jamo, sound};
use crate::name::fold;

use super::analysed::Analysed;
use super::mined_alias;
use super::schema::KEY_SEPARATOR;

/// Words for looking up by sound and initials. Most words of a note are in
/// others too: they are remembered.
#[derive(Default)]
pub(super) struct Vocabulary {
    words: FxHashMap<Box<str>, Rc<Word>>,
    /// Counts the notes, from 1.
    note: u32,
    /// Words and names of this note, each once.
    pub(super) met: Vec<Rc<Word>>,
    /// Aliases mined from this note: a folded name, and the other behind it.
    pub(super) aliases: FxHashSet<String>,
}

/// A word, and the terms that it is looked up by.
#[derive(Default)]
pub(super) struct Word {
    pub(super) sounds: Vec<String>,
    pub(super) initials: Option<String>,
    /// The last note that it was met in.
    note: Cell<u32>,
}

impl Vocabulary {
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
        }
    }

    /// Adds the words of a text.
    pub(super) fn add(&mut self, text: &Analysed) {
        for term in &text.terms {
            let surface = &text.text[term.span.range()];
            match term.kind {
                TokenKind::Noun | TokenKind::Unknown => self.add_hangul(surface),
                TokenKind::Foreign if surface.bytes().any(|b| b.is_ascii_uppercase()) => {
                    self.add_word(&surface.to_ascii_lowercase(), Word::sounding);
                }
                TokenKind::Foreign => self.add_word(surface, Word::sounding),
                _ => {}
            }
        }
        self.add_names(text);
        self.add_hyphened(text);
        for pair in mined_alias::pairs(&text.text, &text.terms) {
            let (first, second) = (fold(&pair.first), fold(&pair.second));
            self.aliases.insert(format!("{first}{KEY_SEPARATOR}{}", pair.second));
            self.aliases.insert(format!("{second}{KEY_SEPARATOR}{}", pair.first));
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
                self.add_word(&whole.to_ascii_lowercase(), Word::sounding);
            }
        }
    }

    fn add_hangul(&mut self, surface: &str) {
        // A syllable is three bytes.
        if (6..=36).contains(&surface.len()) {
            self.add_word(surface, Word::hangul);
        }
    }

    fn add_word(&mut self, surface: &str, make: impl FnOnce(&str) -> Word) {
        let word = match self.words.get(surface) {
            Some(word) => word,
            None => self.words.entry(surface.into()).or_insert_with(|| Rc::new(make(surface))),
        };
        if word.note.replace(self.note) != self.note {
            self.met.push(word.clone());
        }
    }
}

impl Word {
    fn sounding(word: &str) -> Self {
        let keys = sound::keys(word).into_iter();
        let sounds = keys.map(|key| format!("{key}{KEY_SEPARATOR}{word}"));
        Self { sounds: sounds.collect(), ..Self::default() }
    }

    /// Makes one of Hangul; of a word that has other letters, nothing is
    /// looked up.
    fn hangul(word: &str) -> Self {
        if !word.chars().all(jamo::is_syllable) {
            return Self::default();
        }
        let initials: String = word.chars().filter_map(jamo::initial_letter).collect();
        Self { initials: Some(format!("{initials}{KEY_SEPARATOR}{word}")), ..Self::sounding(word) }
    }
}
