//! Eojeol → terms of a list, by longest match from the left (maximum matching).
//!
//! Quicker by an order of magnitude than the dictionary's lattice, of which a word reads
//! pages all over several megabytes, and good enough where terms are summed up and a wrong
//! one among many does little. Irregular verbs aren't found in most of their forms (빨라, of
//! 빠르다).

use crate::span::Span;

use super::cutter::Cutter;
use super::korean::{is_endings, is_function_word, is_inflection, is_particles, stem_syllables};
use super::morpheme::{MAX_EOJEOL_BYTES, term};
use super::token::{Piece, TokenKind};

/// Syllables of the longest term that is looked for.
const MAX_SYLLABLES: usize = 6;

/// Cuts Korean words into the terms for which `is_term` says yes.
pub(super) struct LongestMatch {
    pub(super) is_term: fn(&str) -> bool,
}

impl Cutter for LongestMatch {
    fn cut(&mut self, word: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut start = 0;
        while start < word.len().min(MAX_EOJEOL_BYTES) {
            let rest = &word[start..];
            let is_over = match start {
                0 => is_function_word(word),
                _ => is_inflection(rest) || is_endings(rest),
            };
            if is_over {
                break;
            }
            let found = self.long(rest);
            let found =
                found.or_else(|| if start == 0 { self.first(rest) } else { self.last(rest) });
            let Some((length, term)) = found else {
                start += rest.chars().next().map_or(0, char::len_utf8);
                continue;
            };
            let span = Span::new(start, start + length);
            let (place, kind) = (pieces.len() as u8, TokenKind::Noun);
            pieces.push(Piece { term, span, place, length: 1, kind });
            start += length;
        }
        pieces
    }
}

impl LongestMatch {
    /// Returns the longest term of two syllables or more that a text begins with, and how
    /// many bytes it takes. Shorter ones are mostly parts of something else.
    fn long(&self, text: &str) -> Option<(usize, Box<str>)> {
        let long = longest_first(text).filter(|(_, syllables)| *syllables > 1);
        long.map(|(end, _)| (end, term(&text[..end]))).find(|(_, term)| (self.is_term)(term))
    }

    /// Returns the stem, or the noun or stem of one syllable, that a word begins with.
    fn first(&self, word: &str) -> Option<(usize, Box<str>)> {
        let rest = &word[word.chars().next().map_or(0, char::len_utf8)..];
        let is_surely_short = rest.is_empty() || is_particles(rest) || is_endings(rest);
        match self.short(word) {
            Some(short) if is_surely_short => Some(short),
            short => self.stem(word).or_else(|| short.filter(|_| is_inflection(rest))),
        }
    }

    /// Returns the term of one syllable that is all of a text but for particles, as the last
    /// noun of a compound is.
    fn last(&self, text: &str) -> Option<(usize, Box<str>)> {
        let short = self.short(text);
        short.filter(|(end, _)| text.len() == *end || is_particles(&text[*end..]))
    }

    /// Returns the term of one syllable that a text begins with.
    fn short(&self, text: &str) -> Option<(usize, Box<str>)> {
        let end = text.chars().next().map_or(0, char::len_utf8);
        Some((end, term(&text[..end]))).filter(|(_, term)| (self.is_term)(term))
    }

    /// Returns the longest stem that a text begins with where endings alone follow, the
    /// first of which may be in its last syllable, and how many bytes it takes.
    fn stem(&self, text: &str) -> Option<(usize, Box<str>)> {
        longest_first(text).filter(|(end, _)| is_endings(&text[*end..])).find_map(|(end, _)| {
            stems(&text[..end]).find(|stem| (self.is_term)(stem)).map(|stem| (end, stem))
        })
    }
}

/// Returns where the beginnings of a text end, in bytes, and how many syllables each has,
/// the longest that may be a term first.
fn longest_first(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut ends = [(0, 0); MAX_SYLLABLES];
    let mut found = 0;
    for (end, (at, c)) in ends.iter_mut().zip(text.char_indices()) {
        found += 1;
        *end = (at + c.len_utf8(), found);
    }
    ends.into_iter().take(found).rev()
}

/// Returns the terms of the stems that may be seen as this with a part of an ending.
fn stems(text: &str) -> impl Iterator<Item = Box<str>> {
    let last = text.chars().next_back();
    let before = &text[..text.len() - last.map_or(0, char::len_utf8)];
    let ends = last.into_iter().flat_map(stem_syllables);
    ends.map(move |end| term(&before.chars().chain([end]).collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jamo;

    #[test]
    fn the_longest_terms_are_taken_from_the_left() {
        let is_term = |term: &str| {
            let terms = "데이터 데이터베이스 베이스 서버 물 이 만들 돌리 배 배오 비타 하면 과 수원 있 비 비하 에서 하나 다르";
            let text = jamo::type_hangul(&term[1..]);
            terms.split(' ').any(|term| term == text)
        };
        for (word, expected) in [
            ("데이터베이스를", &["데이터베이스"][..]),
            ("데이터서버에서", &["데이터", "서버"]),
            ("웹서버", &["서버"]),
            ("서버물의", &["서버", "물"]),
            ("서버물통", &["서버"]),
            ("물이", &["물"]),
            ("물통", &[]),
            ("만들어서", &["만들"]),
            ("만든", &[]),
            ("돌린", &["돌린"]),
            ("돌려서", &["돌려"]),
            ("배와", &["배"]),
            ("있고", &["있"]),
            ("하나의", &["하나"]),
            ("비해", &["비해"]),
            ("에서는", &[]),
            ("다른", &[]),
            ("비탈에", &[]),
            ("서버하면", &["서버"]),
            ("과수원은", &["수원"]),
            ("", &[]),
        ] {
            let pieces = LongestMatch { is_term }.cut(word);
            let texts: Vec<&str> = pieces.iter().map(|piece| &word[piece.span.range()]).collect();
            assert_eq!(texts, expected, "{word}");
            assert!(pieces.iter().zip(0..).all(|(piece, place)| piece.place == place), "{word}");
        }
    }
}
