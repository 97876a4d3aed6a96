//! The words of a part of a note that are found by sound and by initials without being terms of
//! its texts.

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Term, TermCache, TokenKind, jamo, sound};
use crate::name::fold;
use crate::span::Span;

use super::analysed::Analysed;
use super::keyed::{keyed_term, word_term};
use super::mined_alias;

/// Collects the words of a part of a note that are found by sound or initials. Whether a word
/// is one is remembered, as most words of a note are in others too.
#[derive(Default)]
pub(super) struct NoteWords {
    words: Words,
    /// The same by the number of a term.
    of_terms: TermCache<Option<Rc<ListedWord>>>,
    /// Counts the parts, from 1.
    part: u32,
    /// Words and names of this part, each once.
    pub(super) met: Vec<Rc<ListedWord>>,
    /// Aliases mined from this part: a folded name, and the other behind it.
    pub(super) aliases: FxHashSet<String>,
}

/// A word that is found by sound or initials.
pub(super) struct ListedWord {
    pub(super) term: String,
    /// The last part that it was met in.
    part: Cell<u32>,
}

impl NoteWords {
    /// More words than this are forgotten, to bound memory.
    const MAX_WORDS: usize = 1 << 16;
    /// Longer words with hyphens are addresses or names of files.
    const MAX_HYPHENED_BYTES: usize = 24;

    /// Begins a part.
    pub(super) fn begin(&mut self) {
        self.part += 1;
        self.met.clear();
        self.aliases.clear();
        if self.words.len() > Self::MAX_WORDS {
            self.words.clear();
            self.of_terms.clear();
        }
    }

    /// Adds the words of a heading or of the text below one, whose Korean terms are
    /// found as they are.
    pub(super) fn add(&mut self, text: &Analysed) {
        for term in &text.terms {
            let words = &mut self.words;
            let word = self.of_terms.of(term.number, || {
                let surface = &text.text[term.span.range()];
                match term.kind {
                    TokenKind::Noun | TokenKind::Unknown if word_term(surface) == term.term => None,
                    TokenKind::Noun | TokenKind::Unknown => hangul(words, surface),
                    TokenKind::Foreign => {
                        of(words, &surface.to_ascii_lowercase(), ListedWord::sounding)
                    }
                    _ => None,
                }
            });
            self.meet(word);
        }
        self.add_runs(text);
    }

    /// Adds the words of what a note says beside its text.
    pub(super) fn add_aside(&mut self, text: &Analysed) {
        for term in &text.terms {
            if let TokenKind::Noun | TokenKind::Unknown = term.kind {
                self.add_hangul(&text.text[term.span.range()]);
            }
        }
        self.add(text);
    }

    /// Adds what is a word only together, and aliases.
    fn add_runs(&mut self, text: &Analysed) {
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
        for run in nouns.chunk_by(|a, b| a.span.end == b.span.start).filter(|run| run.len() > 1) {
            let name = Span::new(run[0].span.start, run[run.len() - 1].span.end);
            // Parts of a noun are no name: the noun is a term of its own.
            if !is_noun(text, name) {
                self.add_hangul(&text.text[name.range()]);
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
                let whole = whole.to_ascii_lowercase();
                let word = of(&mut self.words, &whole, ListedWord::sounding);
                self.meet(word);
            }
        }
    }

    fn add_hangul(&mut self, surface: &str) {
        let word = hangul(&mut self.words, surface);
        self.meet(word);
    }

    /// Notes that a word is in this part.
    fn meet(&mut self, word: Option<Rc<ListedWord>>) {
        self.met.extend(word.filter(|word| word.part.replace(self.part) != self.part));
    }
}

/// Says whether a text has one noun at a place, which its term spells.
fn is_noun(text: &Analysed, place: Span) -> bool {
    let from = text.terms.partition_point(|term| term.span.start < place.start);
    let here = text.terms[from..].iter().take_while(|term| term.span.start == place.start);
    let mut whole = here.filter(|term| term.length > 1 && term.span == place);
    whole.any(|term| term.term == word_term(&text.text[place.range()]))
}

/// Words that were met, with whether they are listed.
type Words = FxHashMap<Box<str>, Option<Rc<ListedWord>>>;

/// Returns a word of Hangul among `words`; `None` where it is too short or too
/// long to be found by sound or initials.
fn hangul(words: &mut Words, surface: &str) -> Option<Rc<ListedWord>> {
    // A syllable is three bytes.
    (6..=36).contains(&surface.len()).then(|| of(words, surface, ListedWord::hangul))?
}

/// Returns a word among `words`, made where it isn't there yet.
fn of(
    words: &mut Words,
    surface: &str,
    make: impl FnOnce(&str) -> Option<ListedWord>,
) -> Option<Rc<ListedWord>> {
    match words.get(surface) {
        Some(word) => word.clone(),
        None => words.entry(surface.into()).or_insert_with(|| make(surface).map(Rc::new)).clone(),
    }
}

impl ListedWord {
    fn new(word: &str) -> Self {
        Self { term: word_term(word), part: Cell::default() }
    }

    /// Makes one that is found by its sound; `None` where it has none.
    fn sounding(word: &str) -> Option<Self> {
        sound::may_be_heard(word).then(|| Self::new(word))
    }

    /// Makes one of Hangul, which has initials whatever its sound is; `None` where
    /// it has other letters as well.
    fn hangul(word: &str) -> Option<Self> {
        word.chars().all(jamo::is_syllable).then(|| Self::new(word))
    }
}
