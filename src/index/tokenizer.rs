//! Analysed text in tantivy's clothes.
//!
//! Sections are analysed before tantivy sees them, by several threads, and
//! handed over as text: each term with a character before it that tells how
//! many positions it is from the last one, and a line break after it.

use memchr::memchr;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The character for a step of no position; a step of n is n code points on.
const NO_STEP: u32 = 0x20;
/// Longer steps are cut to this one: words so far apart are no neighbours.
const MAX_STEP: u32 = 64;

/// Terms being handed over.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    text: String,
    position: u32,
    is_empty: bool,
}

impl Terms {
    pub(crate) fn new() -> Self {
        Self::with_capacity(0)
    }

    /// Makes room for so many bytes: those of the terms, and two for each.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), position: 0, is_empty: true }
    }

    /// Adds a term at a position, which isn't before that of the last one.
    pub(crate) fn push_at(&mut self, term: &str, position: u32) {
        let step = match self.is_empty {
            true => position + 1,
            false => position.saturating_sub(self.position),
        };
        self.position = position;
        self.is_empty = false;
        self.text.extend(char::from_u32(NO_STEP + step.min(MAX_STEP)));
        self.text.push_str(term);
        self.text.push('\n');
    }

    /// Adds a term after the last one.
    pub(crate) fn push(&mut self, term: &str) {
        let position = if self.is_empty { 0 } else { self.position + 1 };
        self.push_at(term, position);
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// Returns the terms that [`Terms`] put together, without their places.
pub(super) fn terms(text: &str) -> impl Iterator<Item = &str> {
    let without_step = |line: &'_ str| line.char_indices().nth(1).map(|(at, _)| at);
    text.lines().filter_map(move |line| Some(&line[without_step(line)?..]))
}

/// Takes apart what [`Terms`] put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Handover;

pub(super) struct HandoverStream<'t> {
    rest: &'t str,
    token: Token,
}

impl Tokenizer for Handover {
    type TokenStream<'t> = HandoverStream<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> HandoverStream<'t> {
        HandoverStream { rest: text, token: Token::default() }
    }
}

impl TokenStream for HandoverStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(end) = memchr(b'\n', self.rest.as_bytes()) else { return false };
        let mut chars = self.rest[..end].chars();
        self.rest = &self.rest[end + 1..];
        let Some(step) = chars.next() else { return false };
        self.token.position =
            self.token.position.wrapping_add((step as u32).saturating_sub(NO_STEP) as usize);
        self.token.text.clear();
        self.token.text.push_str(chars.as_str());
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_keep_their_positions() {
        let mut terms = Terms::new();
        terms.push_at("dynamodb", 0);
        terms.push_at("dynamo", 0);
        terms.push_at("db", 1);
        terms.push_at("~qhffba", 4);
        let text = terms.finish();
        let mut handover = Handover;
        let mut stream = handover.token_stream(&text);
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().text.clone(), stream.token().position));
        }
        let expected = [("dynamodb", 0), ("dynamo", 0), ("db", 1), ("~qhffba", 4)];
        assert_eq!(found, expected.map(|(term, position)| (term.to_owned(), position)));
    }
}
