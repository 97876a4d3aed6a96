//! Texts of a note as they are analysed.

use crate::analysis::korean::is_particles;
use crate::analysis::{Term, TokenKind, jamo, surface, surface_term};
use crate::corpus::gap;
use crate::span::{Span, boundary};

use super::lines::Text;

/// A composed text with its analysis, what are no words apart.
#[derive(Default)]
pub(super) struct Analysed {
    pub(super) text: String,
    pub(super) terms: Vec<Term>,
    /// Words as they stand, where their morphemes don't spell them.
    pub(super) surfaces: Vec<Term>,
}

impl Analysed {
    /// Returns the text with those of its terms that are words.
    pub(super) fn as_text(&self) -> Text<'_> {
        Text::new(&self.text, &self.terms)
    }

    /// Returns all terms that are found by what a word is or begins with.
    pub(super) fn searchable(&self) -> impl Iterator<Item = &Term> + Clone {
        self.terms.iter().chain(&self.surfaces)
    }

    /// Adds the words of Hangul that the dictionary cut into pieces, as they stand: for a
    /// text of which the index keeps no positions, so that the pieces don't tell whether
    /// they are together (김말·동).
    pub(super) fn add_cut_words(&mut self) {
        let mut start = 0;
        for run in self.text.split(|c| !jamo::is_syllable(c)) {
            let span = Span::new(start, start + run.len());
            start = span.end + self.text[span.end..].chars().next().map_or(0, char::len_utf8);
            let is_one = |term: &Term| {
                let rest = self.text.get(term.span.end..span.end);
                term.span.start == span.start
                    && rest.is_some_and(|rest| rest.is_empty() || is_particles(rest))
            };
            // Terms come word by word.
            let own = &self.terms[self.terms_before(span.start)..];
            let mut own = own.iter().take_while(|term| term.span.start < span.end);
            if run.chars().nth(1).is_some() && !own.any(is_one) {
                self.surfaces.push(surface_at(run, span, 0));
            }
        }
    }

    /// Adds what begins after markup inside a word, as it stands: whoever sees
    /// the markup sees a word begin there. `seams` are bytes of the text. A word of
    /// any length may have one at each syllable, so no more of it is looked at than
    /// is kept.
    pub(super) fn add_seams(&mut self, seams: &[usize]) {
        for start in seams.iter().copied() {
            let Some(rest) = self.text.get(start..).map(surface) else { continue };
            let word = &rest[..rest.find(|c| !jamo::is_syllable(c)).unwrap_or(rest.len())];
            if word.is_empty() {
                continue;
            }
            let last = self.terms[..self.terms_before(start)].last();
            let span = Span::new(start, start + word.len());
            self.surfaces.push(surface_at(word, span, last.map_or(0, |term| term.position)));
        }
    }

    /// Returns how many terms begin before a place in the text, in bytes.
    fn terms_before(&self, place: usize) -> usize {
        self.terms.partition_point(|term| term.span.start < place)
    }
}

/// Makes the term of a Korean word as it stands.
fn surface_at(word: &str, span: Span, position: u32) -> Term {
    let (term, kind) = (surface_term(word).into(), TokenKind::Surface);
    Term { term, span, position, length: 0, kind, number: 0 }
}

/// What a reader reads of pieces of a note.
#[derive(Default)]
pub(super) struct Prose {
    /// The pieces, with line breaks where they are on different lines.
    pub(super) text: String,
    /// Where markup inside a word ends, in bytes of `text`: `**값**에서`.
    pub(super) seams: Vec<usize>,
    /// Numbers and boxes of items of lists, which aren't read.
    pub(super) list_signs: Vec<Span>,
}

impl Prose {
    pub(super) fn of(text: &str, pieces: &[Span]) -> Self {
        let capacity = pieces.iter().map(|span| span.len() + 1).sum();
        let mut prose = Self { text: String::with_capacity(capacity), ..Self::default() };
        let mut end = None;
        for span in pieces {
            if is_list_sign(text, *span) {
                prose.list_signs.push(*span);
                continue;
            }
            if let Some(end) = end {
                match gap(text.get(end..span.start).unwrap_or("\n")) {
                    "" => prose.seams.push(prose.text.len()),
                    gap => prose.text.push_str(gap),
                }
            }
            prose.text.push_str(&text[span.range()]);
            end = Some(span.end);
        }
        prose
    }
}

/// Says whether a piece of a note is the number or box of an item of a list
/// (`1.`, `[x]`): indexed, it would be a term that nearly every list has.
fn is_list_sign(text: &str, piece: Span) -> bool {
    /// No item is indented by more.
    const MAX_INDENT_BYTES: usize = 64;
    let said = &text[piece.range()];
    let is_sign = match text.as_bytes().get(piece.end) {
        Some(b'.' | b')') => said.len() < 4 && said.bytes().all(|b| b.is_ascii_digit()),
        Some(b']') => said.eq_ignore_ascii_case("x"),
        _ => false,
    };
    if !is_sign {
        return false;
    }
    let from = boundary(text, piece.start.saturating_sub(MAX_INDENT_BYTES));
    let before = &text[from..piece.start];
    let (is_line, before) = match before.rfind('\n') {
        Some(at) => (true, &before[at + 1..]),
        None => (from == 0, before),
    };
    let is_marker = |c: char| c.is_ascii_digit() || " \t>-*+.)[".contains(c);
    is_line && before.chars().all(is_marker)
}
