//! URLs → terms: the words of their hosts and paths.

use super::cutter::Cutter;
use super::fold::fold;
use super::latin::{Latin, MAX_WORD_BYTES, parts};
use super::script::words;
use super::token::{Piece, TokenKind};

/// Words of URLs that tell nothing of the page.
const URL_NOISE: [&str; 11] =
    ["http", "https", "www", "com", "org", "net", "io", "html", "htm", "php", "index"];

/// Cuts URLs.
pub(super) struct Addresses {
    latin: Latin,
}

impl Addresses {
    pub(super) fn new() -> Self {
        Self { latin: Latin::new() }
    }
}

impl Cutter for Addresses {
    fn cut(&mut self, url: &str) -> Vec<Piece> {
        let scheme = url.find("://").map_or(0, |i| i + 3);
        let mut pieces = Vec::new();
        let mut place = 0;
        words(&url[scheme..], |word| {
            let offset = word.span.start + scheme;
            for part in parts(word.text) {
                let folded = fold(&word.text[part.range()]);
                let says_nothing = folded.len() < 2 || folded.len() > MAX_WORD_BYTES / 2;
                if says_nothing || URL_NOISE.contains(&folded.as_str()) || place == u8::MAX {
                    continue;
                }
                pieces.push(Piece {
                    term: self.latin.term(folded).into(),
                    span: part.shift(offset),
                    place,
                    length: 1,
                    kind: TokenKind::Foreign,
                });
                place += 1;
            }
        });
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_give_their_words() {
        let pieces = Addresses::new().cut("https://velog.io/@nchime/Bastion-host");
        let found: Vec<&str> = pieces.iter().map(|piece| &*piece.term).collect();
        assert_eq!(found, ["velog", "nchime", "bastion", "host"]);
    }
}
