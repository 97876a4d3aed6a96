//! How near the meaning of a line is to what was asked.

use galpi_meaning::TextVector;

use crate::analysis::{Analyzer, Term};
use crate::meaning::{is_known, of_terms};
use crate::span::Span;

/// Sentences of a line that are compared with the query, at most …
const MAX_SENTENCES: usize = 8;
/// … and how long one is at least: less means next to nothing.
const MIN_SENTENCE_BYTES: usize = 30;

/// What lines are compared with.
///
/// The words of lines are cut by longest match: by the dictionary they took a quarter of the
/// time of a question, and told which line answers no better (306 of 331 judged lines; 307).
pub(super) struct LineMeaning<'a> {
    query: Option<&'a TextVector>,
    context: Option<&'a TextVector>,
    analyzer: Analyzer,
}

impl<'a> LineMeaning<'a> {
    /// Compares lines with a query, and with what it is a part of, as an option is of a
    /// question.
    pub(super) fn new(query: Option<&'a TextVector>, context: Option<&'a TextVector>) -> Self {
        Self { query, context, analyzer: Analyzer::by_longest_match(is_known) }
    }

    /// Returns how near a line is to the query and to its context, each from −1 to 1, and
    /// 0 where there is nothing to compare: the whole line or the nearest of its
    /// sentences. `head` are the names of the columns that a row of a table stands below.
    pub(super) fn nearness(&mut self, line: &str, head: Option<&str>) -> [f32; 2] {
        if self.query.is_none() && self.context.is_none() {
            return [0.0; 2];
        }
        let terms = self.analyzer.terms(line);
        let head = head.map(|head| self.analyzer.terms(head));
        let mut nearest = self.of_terms(&[&terms]);
        let mut add = |terms: &[&[Term]]| {
            for (nearest, near) in nearest.iter_mut().zip(self.of_terms(terms)) {
                *nearest = nearest.max(near);
            }
        };
        if let Some(head) = head {
            add(&[&head, &terms]);
        }
        for sentence in sentences(line) {
            let before = |at: usize| terms.partition_point(|term| term.span.start < at);
            add(&[&terms[before(sentence.start)..before(sentence.end)]]);
        }
        nearest
    }

    fn of_terms(&self, texts: &[&[Term]]) -> [f32; 2] {
        let text = of_terms(texts.iter().map(|terms| (*terms, 1.0)));
        let near = |asked: Option<&TextVector>| {
            text.as_ref().zip(asked).map_or(0.0, |(text, asked)| text.nearness(asked))
        };
        [near(self.query), near(self.context)]
    }
}

/// Returns the sentences of a line that has several: what one of them means is lost
/// in what they mean together.
fn sentences(line: &str) -> Vec<Span> {
    let ends = line.match_indices(['.', '?', '!']).map(|(at, end)| at + end.len());
    let ends = ends.filter(|end| line[*end..].starts_with(char::is_whitespace));
    let mut start = 0;
    let pieces = ends.take(MAX_SENTENCES).chain([line.len()]).map(|end| {
        let piece = Span::new(start, end);
        start = end;
        piece
    });
    let sentences: Vec<Span> = pieces.filter(|piece| piece.len() >= MIN_SENTENCE_BYTES).collect();
    if sentences.len() < 2 { Vec::new() } else { sentences }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str) -> TextVector {
        let terms = Analyzer::new().terms(text);
        of_terms([(terms.as_slice(), 1.0)]).expect("words of the table")
    }

    #[test]
    fn a_line_of_several_sentences_is_cut() {
        for (line, expected) in [
            ("감자는 밭에서 자란다. 물고기는 바다에서 헤엄친다.", 2),
            ("감자는 밭에서 자란다. 끝.", 0),
            ("감자는 밭에서 자란다", 0),
            ("값은 1.5이고 a.b는 이름이다, 그리고 한 문장이다.", 0),
        ] {
            assert_eq!(sentences(line).len(), expected, "{line}");
        }
    }

    #[test]
    fn a_sentence_counts_as_if_it_stood_alone() {
        let (fish, tax) = ("물고기는 넓은 바다에서 헤엄친다.", "세금은 나라에 돈으로 낸다.");
        let query = meaning("fish in the sea");
        let mut asked = LineMeaning::new(Some(&query), None);
        let mut near = |line: &str, head| asked.nearness(line, head)[0];
        let [alone, other] = [near(fish, None), near(tax, None)];
        assert!(alone > other, "{alone} {other}");
        assert_eq!(near(&format!("{tax} {fish}"), None), alone);
        assert!(near("참치", Some("물고기 바다")) > near("참치", None));
    }

    #[test]
    fn what_is_compared_with_nothing_is_not_near() {
        assert_eq!(LineMeaning::new(None, None).nearness("바다", None), [0.0; 2]);
    }
}
