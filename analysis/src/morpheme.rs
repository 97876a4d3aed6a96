//! Eojeol → morphemes → terms, by the cheapest path through lindera's lattice over
//! mecab-ko-dic (Kudo, Yamamoto and Matsumoto, 2004).

use galpi_dict::{EXPRESSION, PART_OF_SPEECH, READING};
use lindera_dictionary::dictionary::{DetailFields, Dictionary};
use lindera_dictionary::mode::Mode;
use lindera_dictionary::viterbi::{Lattice, LatticeOptions, WordId};

use crate::span::Span;

use super::cutter::Cutter;
use super::jamo;
use super::korean::{MIN_INFLECTED_SYLLABLES, is_particles};
use super::token::{HANGUL_MARK, Piece, TokenKind, surface_term};

/// Longer runs of Hangul without a space are cut before analysis, at a
/// syllable: no eojeol is that long, and the time for one stays bounded.
pub(super) const MAX_EOJEOL_BYTES: usize = 600;

/// Cuts Korean words into pieces.
pub(crate) struct Morphemes {
    dictionary: Dictionary,
    /// The lattice of the last eojeol and where its words begin: memory that is
    /// used again for the next one. `MAX_EOJEOL_BYTES` bounds it.
    lattice: Lattice,
    words: Vec<(usize, WordId)>,
}

/// One morpheme of an eojeol.
struct Morpheme {
    text: String,
    tag: Tag,
    span: Span,
    /// Morphemes inside a compound that the dictionary knows, with their
    /// spans; empty otherwise.
    parts: Vec<(String, Span)>,
}

/// What a morpheme does, as far as search cares. The tags are those of
/// mecab-ko-dic (the Sejong set).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    /// Nouns, numerals, roots, Hanja (NNG, NNP, NP, NR, NNB*, XR, SH, SL, SN).
    Noun,
    /// A noun the dictionary doesn't have.
    Unknown,
    /// Verbs and adjectives (VV, VA).
    Verb,
    /// Adverbs (MAG).
    Adverb,
    /// 비-, 재-, 무-: part of the noun after it (XPN).
    Prefix,
    /// -성, -형, -화: part of the noun before it (XSN).
    Suffix,
    /// Particles, endings, copulas, signs: no term.
    Function,
}

impl Tag {
    fn parse(tag: &str) -> Self {
        match tag {
            "NNG" | "NNP" | "NR" | "XR" | "SH" | "SL" | "SN" | "NP" | "NNB" | "NNBC" => Tag::Noun,
            "UNKNOWN" | "UNK" => Tag::Unknown,
            "VV" | "VA" => Tag::Verb,
            "MAG" => Tag::Adverb,
            "XPN" => Tag::Prefix,
            "XSN" => Tag::Suffix,
            _ => Tag::Function,
        }
    }

    fn kind(self) -> Option<TokenKind> {
        match self {
            Tag::Noun => Some(TokenKind::Noun),
            Tag::Unknown => Some(TokenKind::Unknown),
            Tag::Verb | Tag::Adverb => Some(TokenKind::Verb),
            Tag::Prefix | Tag::Suffix | Tag::Function => None,
        }
    }
}

impl Cutter for Morphemes {
    fn cut(&mut self, word: &str) -> Vec<Piece> {
        self.pieces(word)
    }
}

impl Morphemes {
    /// # Panics
    ///
    /// Never in a program that was built: the dictionary is part of it.
    pub(crate) fn new() -> Self {
        let dictionary = galpi_dict::load().expect("the embedded dictionary fits its reader");
        Self { dictionary, lattice: Lattice::default(), words: Vec::new() }
    }

    /// Cuts an eojeol (composed Hangul and Hanja) into pieces.
    fn pieces(&mut self, eojeol: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut start = 0;
        while start < eojeol.len() {
            let mut end = eojeol.len().min(start + MAX_EOJEOL_BYTES);
            while !eojeol.is_char_boundary(end) {
                end -= 1;
            }
            let place = pieces.iter().map(|p: &Piece| p.place + p.length).max().unwrap_or(0);
            self.cut(&eojeol[start..end], start, place, &mut pieces);
            if pieces.len() > usize::from(u8::MAX) / 2 {
                break;
            }
            start = end;
        }
        pieces
    }

    fn cut(&mut self, eojeol: &str, offset: usize, place: u8, pieces: &mut Vec<Piece>) {
        if eojeol.chars().all(jamo::is_letter) {
            // ㅋㅋ and ㄹㅇ are words of chats; as initial consonants they are read in a query.
            pieces.push(surface_piece(eojeol, offset, place));
            return;
        }
        let morphemes = self.morphemes(eojeol);
        let mut place = place;
        if !self.is_spelt(eojeol, &morphemes) {
            pieces.push(surface_piece(eojeol, offset, place));
        }
        for (index, morpheme) in morphemes.iter().enumerate() {
            let Some(kind) = morpheme.tag.kind() else { continue };
            let Some(next_place) = place.checked_add(morpheme.parts.len().max(1) as u8) else {
                break;
            };
            let length = next_place - place;
            let whole = Piece {
                term: term(&morpheme.text),
                span: morpheme.span.shift(offset),
                place,
                length,
                kind,
            };
            if kind == TokenKind::Noun || kind == TokenKind::Unknown {
                pieces.extend(affixed(&morphemes, index).map(|(text, span)| Piece {
                    term: term(&text),
                    span: span.shift(offset),
                    ..whole.clone()
                }));
            }
            pieces.push(whole);
            for (at, (text, span)) in morpheme.parts.iter().enumerate() {
                pieces.push(Piece {
                    term: term(text),
                    span: span.shift(offset),
                    place: place + at as u8,
                    length: 1,
                    kind,
                });
            }
            place = next_place;
        }
    }

    fn morphemes(&mut self, eojeol: &str) -> Vec<Morpheme> {
        self.cheapest_path(eojeol);
        let mut morphemes = Vec::with_capacity(self.words.len());
        let ends = self.words.iter().skip(1).map(|(start, _)| *start).chain([eojeol.len()]);
        for ((start, word), end) in self.words.iter().zip(ends) {
            let span = Span::new(*start, end);
            let surface = eojeol[span.range()].to_owned();
            let mut tags = String::new();
            let mut reading = None;
            let mut expression = None;
            for (index, detail) in self.details(*word).enumerate() {
                match index {
                    PART_OF_SPEECH => tags.push_str(detail),
                    READING if detail != "*" => reading = Some(detail.to_owned()),
                    EXPRESSION if detail != "*" => expression = Some(detail),
                    _ => {}
                }
            }
            let inside =
                expression.map(|e| split_expression(e, span, &surface)).unwrap_or_default();
            if tags.contains('+') && !inside.is_empty() {
                // An inflected form: 빨라 is 빠르 + 아.
                morphemes.extend(inside.into_iter().map(|(text, tag, span)| Morpheme {
                    text,
                    tag,
                    span,
                    parts: Vec::new(),
                }));
                continue;
            }
            let tag = Tag::parse(tags.split('+').next().unwrap_or_default());
            let parts: Vec<(String, Span)> =
                inside.into_iter().map(|(text, _, span)| (text, span)).collect();
            let parts = if parts.len() > 1 { parts } else { Vec::new() };
            morphemes.push(Morpheme { text: reading.unwrap_or(surface), tag, span, parts });
        }
        morphemes
    }

    /// Finds the words of the cheapest path through an eojeol.
    fn cheapest_path(&mut self, eojeol: &str) {
        let dictionary = &self.dictionary;
        self.lattice.set_text_with_options(
            &dictionary.prefix_dictionary,
            &None,
            &dictionary.character_definition,
            &dictionary.unknown_dictionary,
            &dictionary.connection_cost_matrix,
            eojeol,
            &LatticeOptions::new(&Mode::Normal),
        );
        self.lattice.tokens_offset_into(&mut self.words);
    }

    /// Says whether an eojeol needs no surface term, as it is found by the terms of its
    /// morphemes: it is a noun, alone or with particles. It does need one where the
    /// dictionary has a longer noun that begins it: 설계도는 may be 설계 with particles, and
    /// must be found by 설계도 as well.
    fn is_spelt(&self, eojeol: &str, morphemes: &[Morpheme]) -> bool {
        let Some(end) = noun_end(eojeol, morphemes) else { return false };
        let is_longer_noun = || {
            self.dictionary.prefix_dictionary.prefix(eojeol).any(|(length, entry)| {
                let tag = self.details(entry.word_id()).nth(PART_OF_SPEECH);
                length > end && tag.is_some_and(|tag| Tag::parse(tag) == Tag::Noun)
            })
        };
        end == eojeol.len()
            || eojeol[..end].chars().count() >= MIN_INFLECTED_SYLLABLES
                && is_particles(&eojeol[end..])
                && !is_longer_noun()
    }

    /// Returns what the dictionary says of a word.
    fn details(&self, word: WordId) -> DetailFields<'_> {
        let id = word.id();
        match word.is_unknown() {
            true => self.dictionary.unknown_word_details_iter(id as usize),
            false => self.dictionary.word_details_iter(id as usize),
        }
    }
}

/// Makes the piece of a word as it stands.
fn surface_piece(word: &str, start: usize, place: u8) -> Piece {
    Piece {
        term: surface_term(word).into(),
        span: Span::new(start, start + word.len()),
        place,
        length: 0,
        kind: TokenKind::Surface,
    }
}

/// Returns the term of a Korean morpheme: the mark of Hangul and the keys that
/// type it.
pub(crate) fn term(text: &str) -> Box<str> {
    let mut term = String::with_capacity(1 + text.len());
    term.push(HANGUL_MARK);
    jamo::push_keys(text, &mut term);
    term.into()
}

/// Reads `형태소/POS+형태소/POS`. Upstream's data has stray digits and signs
/// in some forms; only Hangul and Hanja are taken.
fn split_expression(expression: &str, span: Span, surface: &str) -> Vec<(String, Tag, Span)> {
    let inside: Vec<(String, Tag)> = expression
        .split('+')
        .filter_map(|morpheme| {
            let mut fields = morpheme.split('/');
            let text: String = fields.next()?.chars().filter(|c| c.is_alphabetic()).collect();
            (!text.is_empty()).then(|| (text, Tag::parse(fields.next().unwrap_or_default())))
        })
        .collect();
    let is_exact = inside.iter().map(|(text, _)| text.as_str()).collect::<String>() == surface;
    let mut start = span.start;
    inside
        .into_iter()
        .map(|(text, tag)| {
            let own = if is_exact { Span::new(start, start + text.len()) } else { span };
            start += text.len();
            (text, tag, own)
        })
        .collect()
}

/// Joins the noun at `index` with the prefix before and the suffixes after it,
/// where there are any: 비+동기, 가용+성.
fn affixed(morphemes: &[Morpheme], index: usize) -> Option<(String, Span)> {
    let before = index.checked_sub(1).filter(|i| morphemes[*i].tag == Tag::Prefix);
    let after = morphemes[index + 1..].iter().take_while(|m| m.tag == Tag::Suffix).count();
    if before.is_none() && after == 0 {
        return None;
    }
    let whole = &morphemes[before.unwrap_or(index)..=index + after];
    let text = whole.iter().map(|m| m.text.as_str()).collect();
    Some((text, Span::new(whole[0].span.start, whole[whole.len() - 1].span.end)))
}

/// Returns where the noun ends that an eojeol begins with, affixes included; `None` where it
/// begins with something else, or the noun's morphemes aren't written as they stand.
fn noun_end(eojeol: &str, morphemes: &[Morpheme]) -> Option<usize> {
    let noun = morphemes.iter().position(|m| m.tag != Tag::Prefix)?;
    let suffixes = morphemes[noun + 1..].iter().take_while(|m| m.tag == Tag::Suffix).count();
    let whole = &morphemes[..=noun + suffixes];
    let is_spelt = noun < 2
        && matches!(morphemes[noun].tag, Tag::Noun | Tag::Unknown)
        && whole.iter().all(|m| m.text == eojeol[m.span.range()]);
    whole.last().filter(|_| is_spelt).map(|last| last.span.end)
}
