//! Latin words → terms: parts, the whole, and stems.

use frostem::{Algorithm, Stemmer};

use crate::span::Span;

use super::cutter::Cutter;
use super::english::{base as irregular_base, singular_acronym};
use super::fold::fold;
use super::script::is_raised;
use super::token::{Piece, TokenKind};
use super::value::Value;

/// Longer words aren't indexed: they are hashes and encoded bytes.
pub(super) const MAX_WORD_BYTES: usize = 64;

/// Shorter words are kept as they are: most are acronyms (`SQS`, `DNS`), and
/// an English stemmer would take their last letter for an ending.
const MIN_STEMMED_BYTES: usize = 4;

pub(crate) struct Latin {
    stemmer: Stemmer,
}

impl Latin {
    pub(crate) fn new() -> Self {
        Self { stemmer: Stemmer::new(Algorithm::English) }
    }

    /// Returns the term of a folded word: its stem where it is English.
    pub(crate) fn term(&self, folded: String) -> String {
        if folded.len() < MIN_STEMMED_BYTES || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
            return folded;
        }
        if let Some(acronym) = singular_acronym(&folded) {
            return acronym.to_owned();
        }
        self.stemmer.stem(irregular_base(&folded).unwrap_or(&folded)).into_owned()
    }

    /// Cuts a word as written into pieces: each part, and before them the
    /// whole where there are several (`DynamoDB`: dynamodb, dynamo, db). Signs
    /// that belong to a word make it one more, beside it (`C++`: c++, c).
    pub(crate) fn pieces(&self, word: &str) -> Vec<Piece> {
        let value = Value::parse(word);
        // What a value counts is its unit.
        let counted = if value.is_none() { counted(word) } else { None };
        let mut pieces = match (value, with_points(word)) {
            (Some(value), _) => self.value_pieces(word, value),
            (None, Some(number)) => vec![self.piece(&number, Span::new(0, word.len()), 0)],
            (None, None) => self.word_pieces(word),
        };
        if word.len() <= MAX_WORD_BYTES && word.contains(|c: char| c.is_ascii_digit()) {
            self.add_numbers(word, &mut pieces);
        }
        if let Some(counted) = counted {
            let span = Span::new(word.len() - counted.len(), word.len());
            let own = Piece { length: 0, kind: TokenKind::Series, ..self.piece(counted, span, 0) };
            pieces.insert(0, own);
        }
        if word.len() <= MAX_WORD_BYTES && word.contains(is_raised) {
            self.add_raised(word, &mut pieces);
        }
        pieces
    }

    /// Adds, before all others, the words that raised and lowered digits stand beside: mv in
    /// `mv²`.
    fn add_raised(&self, word: &str, pieces: &mut Vec<Piece>) {
        let mut at = 0;
        let mut words: Vec<Piece> = Vec::new();
        for run in word.split(is_raised) {
            let span = Span::new(at, at + run.len());
            at = span.end + word[span.end..].chars().next().map_or(0, char::len_utf8);
            if run.contains(char::is_alphanumeric) {
                words.push(Piece {
                    length: 0,
                    kind: TokenKind::Series,
                    ..self.piece(run, span, 0)
                });
            }
        }
        pieces.splice(0..0, words);
    }

    /// Adds, before all others, the numbers that stand in a value as they are
    /// written, where no piece is one: 25 and 000 in `25,000`, 05 in `2024-05-01`.
    fn add_numbers(&self, word: &str, pieces: &mut Vec<Piece>) {
        let mut at = 0;
        let mut numbers: Vec<Piece> = Vec::new();
        for run in word.split(|c: char| !c.is_alphanumeric()) {
            let span = Span::new(at, at + run.len());
            at += run.len() + word[span.end..].chars().next().map_or(0, char::len_utf8);
            let number = Piece { length: 0, kind: TokenKind::Series, ..self.piece(run, span, 0) };
            let is_had = |p: &Piece| p.term == number.term;
            if run.contains(|c: char| c.is_ascii_digit())
                && span.len() < word.len()
                && !pieces.iter().chain(&numbers).any(is_had)
            {
                numbers.push(number);
            }
        }
        pieces.splice(0..0, numbers);
    }

    fn word_pieces(&self, word: &str) -> Vec<Piece> {
        let parts = parts(word);
        if has_deciding_sign(word) {
            return self.signed_pieces(word, &parts);
        }
        let mut pieces = Vec::with_capacity(parts.len() + 1);
        if parts.len() > 1 && word.len() <= MAX_WORD_BYTES {
            let whole: String = parts.iter().map(|part| fold(&word[part.range()])).collect();
            pieces.push(Piece {
                term: self.term(whole).into(),
                span: Span::new(0, word.len()),
                place: 0,
                length: parts.len() as u8,
                kind: TokenKind::Foreign,
            });
        }
        let mut place = 0;
        for part in parts.iter().filter(|part| part.len() <= MAX_WORD_BYTES) {
            let text = &word[part.range()];
            match Value::parse(text) {
                // What follows a value is no part of it: `1.27.3-rc`, `22.9kV-Y`.
                Some(value @ (Value::Version { .. } | Value::Parts { .. })) => {
                    let of_part = |piece: Piece| Piece {
                        span: piece.span.shift(part.start),
                        place: piece.place + place,
                        ..piece
                    };
                    pieces.extend(self.value_pieces(text, value).into_iter().map(of_part));
                }
                _ => pieces.push(self.piece(text, *part, place.into())),
            }
            place = pieces.iter().map(|p| p.place.saturating_add(1)).max().unwrap_or_default();
        }
        if let Some(whole) = pieces.first_mut().filter(|_| parts.len() > 1) {
            whole.length = place;
        }
        pieces
    }

    /// Makes the pieces of a word with signs: `C++` is C as well, in notes and
    /// queries; `N+1` is one word, which notes have N and 1 beside.
    fn signed_pieces(&self, word: &str, parts: &[Span]) -> Vec<Piece> {
        let is_one = parts.len() == 1;
        let span = Span::new(0, word.len());
        let length = if is_one { 0 } else { 1 };
        let term = fold(word).into();
        let mut pieces = vec![Piece { term, span, place: 0, length, kind: TokenKind::Foreign }];
        for part in parts {
            let piece = self.piece(&word[part.range()], *part, 0);
            pieces.push(match is_one {
                true => piece,
                false => Piece { length: 0, kind: TokenKind::Series, ..piece },
            });
        }
        pieces
    }

    fn piece(&self, text: &str, span: Span, place: usize) -> Piece {
        let term = self.term(fold(text)).into();
        Piece { term, span, place: place as u8, length: 1, kind: TokenKind::Foreign }
    }

    /// Makes the pieces of a value: the same however it is written.
    fn value_pieces(&self, word: &str, value: Value) -> Vec<Piece> {
        let whole = Span::new(0, word.len());
        let mut pieces = Vec::new();
        let mut beside = |term: &str, length: usize, kind: TokenKind| {
            let (term, length) = (term.into(), length as u8);
            pieces.push(Piece { term, span: whole, place: 0, length, kind });
        };
        match &value {
            Value::Parts { whole, parts } => beside(whole, parts.len(), TokenKind::Foreign),
            Value::Version { series, .. } => {
                series.iter().for_each(|series| beside(series, 0, TokenKind::Series));
            }
            Value::Number(_) => {}
        }
        let parts = match value {
            Value::Parts { parts, .. } => parts,
            Value::Version { number, .. } | Value::Number(number) => vec![(whole, number)],
        };
        for (place, (span, text)) in parts.iter().enumerate() {
            pieces.push(self.piece(text, *span, place));
        }
        pieces
    }
}

impl Cutter for Latin {
    fn cut(&mut self, word: &str) -> Vec<Piece> {
        self.pieces(word)
    }
}

/// Says whether a word or term has signs without which it would be another one: `C#`,
/// `N:1`, `.NET`.
#[inline]
pub fn has_deciding_sign(word: &str) -> bool {
    word.starts_with('.') || word.contains(['+', '#', ':', '>'])
}

/// Finds the parts of a compound word: between joiners, and where a small letter is followed
/// by a capital (camel case). Digits stay with the letters before them (`S3`). A number
/// with a point in it is one part.
pub(super) fn parts(word: &str) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut chars = word.char_indices().peekable();
    let mut before: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        let is_point = matches!(c, '.' | ',') && start.is_some();
        let is_letter = c.is_alphanumeric() || super::script::is_degree(c);
        if !is_letter && !is_point && !super::script::is_mark(c) {
            if let Some(start) = start.take() {
                parts.push(Span::new(start, at));
            }
        } else {
            // In `AWSBackup` the B begins a word, in `IPv6` and `VPCs` nothing
            // does: one small letter is no word.
            let begins = before.is_some_and(|before| {
                let mut after = chars.clone().map(|(_, c)| c);
                let is_word = after.next().is_some_and(char::is_lowercase)
                    && after.next().is_some_and(char::is_lowercase);
                let is_unit = start.is_some_and(|start| is_prefixed_number(&word[start..at]));
                c.is_uppercase()
                    && !is_unit
                    && (before.is_lowercase() || before.is_uppercase() && is_word)
            });
            if begins && let Some(start) = start.take() {
                parts.push(Span::new(start, at));
            }
            start.get_or_insert(at);
        }
        before = Some(c);
        if parts.len() == u8::MAX as usize {
            return parts;
        }
    }
    parts.extend(start.map(|start| Span::new(start, word.len())));
    parts
}

/// Says whether a part of a word is a number and the prefix of a unit: 22.9k of `22.9kV`.
fn is_prefixed_number(part: &str) -> bool {
    let number = part.trim_end_matches(|c: char| c.is_lowercase());
    let is_prefix = part[number.len()..].chars().count() == 1;
    is_prefix
        && number.ends_with(|c: char| c.is_ascii_digit())
        && part.starts_with(|c: char| c.is_ascii_digit())
}

/// Returns a number whose point is written as an interpunct (`4·19`) with a point; `None` for
/// all else.
fn with_points(word: &str) -> Option<String> {
    const INTERPUNCTS: [char; 3] = ['·', '\u{318d}', '\u{30fb}'];
    // Nearly all words are of ASCII, and have none.
    if word.is_ascii() || !word.contains(INTERPUNCTS) {
        return None;
    }
    let number = word.replace(INTERPUNCTS, ".");
    number.bytes().all(|b| b.is_ascii_digit() || b == b'.').then_some(number)
}

/// Returns what a number counts that a word begins with, where that begins with a capital:
/// NO2 of `2NO2`, FA of `2FA`. The word is no value.
fn counted(word: &str) -> Option<&str> {
    let counted = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_name = counted.starts_with(|c: char| c.is_ascii_uppercase())
        && counted.len() > 1
        && counted.bytes().all(|b| b.is_ascii_alphanumeric());
    (is_name && counted.len() < word.len() && word.len() <= MAX_WORD_BYTES).then_some(counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: &[&str]) {
        let latin = Latin::new();
        let found: Vec<String> = latin
            .pieces(word)
            .iter()
            .map(|p| format!("{}@{}+{}", p.term, p.place, p.length))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_come_apart_and_stay_whole() {
        check("DynamoDB", &["dynamodb@0+2", "dynamo@0+1", "db@1+1"]);
        check(
            "us-east-1",
            &["us-east-1".replace('-', "").as_str(), "us", "east", "1"]
                .iter()
                .zip(["@0+3", "@0+1", "@1+1", "@2+1"])
                .map(|(a, b)| format!("{a}{b}"))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        );
        check("S3", &["s3@0+1"]);
        check("VPCs", &["vpc@0+1"]);
        check("AWSBackup", &["awsbackup@0+2", "aws@0+1", "backup@1+1"]);
        check("1.25", &["1@0+0", "25@0+0", "1.25@0+1"]);
        check("IPv6", &["ipv6@0+1"]);
        check("Vertices", &["vertex@0+1"]);
        check("wrote", &["write@0+1"]);
    }

    #[test]
    fn signs_decide() {
        check("C++", &["c++@0+0", "c@0+1"]);
        check(".NET", &[".net@0+0", "net@0+1"]);
        check("N+1", &["n+1@0+1", "n@0+0", "1@0+0"]);
        check("2>&1", &["2>&1@0+1", "2@0+0", "1@0+0"]);
    }

    #[test]
    fn one_value_has_the_same_terms_however_it_is_written() {
        check("1,500", &["1@0+0", "500@0+0", "1500@0+1"]);
        check("v1.27.3", &["v1@0+0", "27@0+0", "3@0+0", "1.27@0+0", "27.3@0+0", "1.27.3@0+1"]);
        check("1.27.3", &["1@0+0", "27@0+0", "3@0+0", "1.27@0+0", "27.3@0+0", "1.27.3@0+1"]);
        check("v1.27", &["v1@0+0", "27@0+0", "1.27@0+1"]);
        check("16TB", &["16tb@0+2", "16@0+1", "tb@1+1"]);
        let series = ["v1@0+0", "27@0+0", "3@0+0", "v1.27.3rc@0+2", "1.27@0+0", "27.3@0+0"];
        check("v1.27.3-rc", &[&series[..], &["1.27.3@0+1", "rc@1+1"]].concat());
        check("4·19", &["4@0+0", "19@0+0", "4.19@0+1"]);
        for word in ["100μF", "100µF", "100uF"] {
            check(word, &["100uf@0+2", "100@0+1", "uf@1+1"]);
        }
        for word in ["30℃", "30°C"] {
            check(word, &["30c@0+2", "30@0+1", "c@1+1"]);
        }
        check("10kΩ", &["10kohm@0+2", "10@0+1", "kohm@1+1"]);
        check(
            "22.9kV-Y",
            &["22@0+0", "9kv@0+0", "22.9kvy@0+3", "22.9kv@0+2", "22.9@0+1", "kv@1+1", "y@2+1"],
        );
        check("2NO2", &["no2@0+0", "2no2@0+1"]);
        check("H₂O", &["h@0+0", "o@0+0", "h2o@0+1"]);
        check("mv²", &["mv@0+0", "mv2@0+1"]);
        check("naïve", &["naiv@0+1"]);
        let date = ["05@0+0", "01@0+0", "20240501@0+3", "2024@0+1", "5@1+1", "1@2+1"];
        check("2024-05-01", &date);
        check("2024.05.01", &date);
        check("2024/05/01", &date);
    }
}
