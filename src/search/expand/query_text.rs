//! A query's text, analysed: what expanders start from. It doesn't change while they add
//! edges.

use rustc_hash::FxHashSet;

use crate::analysis::{Term, TokenKind, display_term, jamo};
use crate::search::lattice::{Extent, Leaf, LeafSpan};
use crate::span::Span;

use super::answer_options::answer_options;
use super::folded::Folded;
use super::knowledge::Knowledge;
use super::runs::{number_runs, runs};

/// Leaves of a query, at most: a question has some hundred words.
const MAX_LEAVES: usize = 1_000;
/// Keeps the MAX_TERMS query terms of highest weight of a pasted page: they decide the
/// ranking, and each may be looked up in a dozen ways.
const MAX_TERMS: usize = 128;
/// A query of more leaves is a pasted question (`QueryText::is_long`): similar spellings
/// and sounds are then only looked for where nothing else matches a word.
pub(super) const LONG_QUERY_LEAVES: usize = 24;

/// A query's text, analysed.
pub(crate) struct QueryText {
    /// The text, composed (NFC), with words typed in the other layout put
    /// right.
    pub(super) text: String,
    /// The text, folded.
    folded: Folded,
    /// All terms, wholes before their parts.
    pub(super) terms: Vec<Term>,
    /// The smallest terms.
    pub(super) leaves: Vec<Leaf>,
    /// Runs of leaves without a gap between them.
    pub(super) runs: Vec<LeafSpan>,
    /// Words: leaves of one script without a gap, or Latin ones that are joined
    /// (`us-east-1`).
    pub(super) words: Vec<LeafSpan>,
    /// Words that are one as they count something: `제43조`.
    pub(super) numbered: Vec<LeafSpan>,
    /// What stands between spaces and signs, cut where the script changes, if it has
    /// leaves in it.
    pub(super) eojeols: Vec<QueryWord>,
    /// Whether the query is a pasted question.
    pub(super) is_long: bool,
    pub(super) extent: Extent,
    /// For each leaf whether no section has its term.
    missing: Vec<bool>,
}

/// A part of a query that may be one word, whatever the dictionary made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryWord {
    pub(super) leaves: LeafSpan,
    pub(super) surface: String,
}

impl QueryText {
    /// Analyses a composed text.
    pub(super) fn new(text: String, knowledge: &Knowledge<'_>) -> Self {
        let (terms, surfaces) = analyse(&text, knowledge);
        let is_long = terms.iter().filter(|t| t.length == 1).count() > LONG_QUERY_LEAVES;
        let mut query = Self {
            folded: Folded::new(&text),
            text,
            terms,
            leaves: Vec::new(),
            runs: Vec::new(),
            words: Vec::new(),
            numbered: Vec::new(),
            eojeols: Vec::new(),
            is_long,
            extent: Extent::default(),
            missing: Vec::new(),
        };
        query.find_leaves(knowledge);
        if !is_long {
            query.add_function_words(&surfaces, knowledge);
        }
        if query.leaves.len() > MAX_TERMS {
            query.keep_heaviest(knowledge);
        }
        query.runs = runs(&query.leaves);
        query.words = query.find_words();
        if !is_long {
            query.numbered = number_runs(&query.text, &query.leaves, &query.words);
        }
        query.eojeols = query.find_eojeols();
        let is_missing = |leaf: &Leaf| knowledge.vocabulary.frequency(&leaf.term) == 0;
        query.missing = query.leaves.iter().map(is_missing).collect();
        query
    }

    fn find_leaves(&mut self, knowledge: &Knowledge<'_>) {
        let options = answer_options(&self.text);
        let mut last: Option<Span> = None;
        for term in self.terms.iter().filter(|t| t.length == 1) {
            let overlaps = |span: Span| span.overlaps(term.span) && term.kind != TokenKind::Foreign;
            // A noun with a prefix or suffix is a term at the same place as the noun.
            let is_variant = last.is_some_and(overlaps);
            if is_variant && self.terms.iter().any(|t| t.span == term.span && t.length > 1) {
                continue;
            }
            if let (true, Some(leaf)) = (is_variant, self.leaves.last_mut()) {
                // The smaller one is the leaf; the larger becomes an edge over it.
                if term.span.len() < leaf.span.len() {
                    leaf.term = term.term.to_string();
                    leaf.span = term.span;
                    last = Some(term.span);
                }
                if term.span != leaf.span || term.term == leaf.term {
                    continue;
                }
            }
            if self.leaves.len() == MAX_LEAVES {
                self.extent.is_cut = true;
                break;
            }
            let mut weight = self.common_weight(term, knowledge);
            // Names are found across words of grammar; alone these decide nothing.
            if self.is_long && weight <= knowledge.weights.grammar_in_question {
                continue;
            }
            if options.iter().any(|o| o.contains(term.span)) {
                weight *= knowledge.weights.answer_option;
            }
            last = Some(term.span);
            let (term, span, kind) = (term.term.to_string(), term.span, term.kind);
            self.leaves.push(Leaf { term, span, kind, weight, idf: 0.0 });
        }
    }

    /// Adds a leaf for each word without terms: particles and conjunctions that were
    /// typed as words of their own.
    fn add_function_words(&mut self, surfaces: &[Term], knowledge: &Knowledge<'_>) {
        let mut taken = Taken::by(&self.text, self.leaves.iter().map(|leaf| leaf.span));
        for surface in surfaces.iter().filter(|surface| taken.take(surface.span)) {
            let (term, span, kind) = (surface.term.to_string(), surface.span, surface.kind);
            let weight =
                self.common_weight(surface, knowledge).min(knowledge.weights.function_word);
            self.leaves.push(Leaf { term, span, kind, weight, idf: 0.0 });
        }
        self.leaves.sort_by_key(|leaf| leaf.span);
    }

    fn find_words(&self) -> Vec<LeafSpan> {
        let is_latin = |leaf: &Leaf| leaf.kind == TokenKind::Foreign;
        let is_joined = |a: &Leaf, b: &Leaf| match is_latin(a) && is_latin(b) {
            true => {
                let both = Span::new(a.span.start, b.span.end);
                self.terms.iter().any(|term| term.length > 1 && term.span.contains(both))
            }
            false => is_latin(a) == is_latin(b) && a.span.end >= b.span.start,
        };
        let mut words: Vec<LeafSpan> = Vec::new();
        for at in 0..self.leaves.len() {
            match words.last_mut() {
                Some(word) if is_joined(&self.leaves[at - 1], &self.leaves[at]) => word.to = at + 1,
                _ => words.push(LeafSpan::one(at)),
            }
        }
        words
    }

    /// Says whether a leaf is a single syllable or letter of a longer word, which is
    /// looked for only as part of that.
    pub(super) fn is_fragment(&self, at: usize) -> bool {
        let span = self.leaves[at].span;
        let is_short = self.text[span.range()].chars().nth(1).is_none();
        let is_part = || self.words.iter().any(|word| word.len() > 1 && word.range().contains(&at));
        is_short && (is_part() || self.shares_run(at))
    }

    /// Says whether a leaf beside this one is in the same run of Hangul, perhaps with an
    /// ending between them.
    fn shares_run(&self, at: usize) -> bool {
        let span = self.leaves[at].span;
        let is_joined = |other: &Leaf| {
            let between = match other.span.start < span.start {
                true => self.text.get(other.span.end..span.start),
                false => self.text.get(span.end..other.span.start),
            };
            between.is_some_and(|between| between.chars().all(jamo::is_syllable))
        };
        let is_hangul = |leaf: &Leaf| self.text[leaf.span.range()].chars().all(jamo::is_syllable);
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        is_hangul(&self.leaves[at])
            && beside
                .filter_map(|other| self.leaves.get(other))
                .any(|other| is_hangul(other) && is_joined(other))
    }

    /// Says whether some leaves are exactly one or several words.
    pub(super) fn are_whole_words(&self, leaves: LeafSpan) -> bool {
        let begins = self.words.iter().any(|word| word.from == leaves.from);
        begins && self.words.iter().any(|word| word.to == leaves.to)
    }

    /// Says whether leaves are a single noun of the dictionary that spans all of
    /// `surface`.
    pub(super) fn is_one_noun(&self, leaves: LeafSpan, surface: &str) -> bool {
        let leaf = &self.leaves[leaves.from];
        leaves.len() == 1 && leaf.kind == TokenKind::Noun && leaf.span.len() == surface.len()
    }

    /// Says whether leaves are the parts of a compound noun of the dictionary that spans all
    /// of `surface`.
    pub(super) fn is_compound_noun(&self, leaves: LeafSpan, surface: &str) -> bool {
        let span = self.span(leaves);
        let is_whole = |term: &Term| term.span == span && term.kind == TokenKind::Noun;
        leaves.len() > 1 && span.len() == surface.len() && self.terms.iter().any(is_whole)
    }

    /// Returns the run of Hangul that some leaves are in, particles included;
    /// `None` where they aren't all Hangul.
    pub(super) fn hangul_run(&self, leaves: LeafSpan) -> Option<&str> {
        let span = self.span(leaves);
        let outside = |c: char| !jamo::is_syllable(c);
        if self.text[span.range()].contains(outside) {
            return None;
        }
        let before = &self.text[..span.start];
        let start = before
            .rfind(outside)
            .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
        let end = self.text[span.end..].find(outside).map_or(self.text.len(), |at| span.end + at);
        Some(&self.text[start..end])
    }

    /// Says whether some leaves are a whole eojeol that the dictionary probably cut
    /// wrongly: with something left over between the morphemes (스케·쥴·링), or into three
    /// or more single syllables (원·온·원).
    pub(super) fn is_oversegmented(&self, leaves: LeafSpan) -> bool {
        let Some(run) = self.hangul_run(leaves) else { return false };
        let start = run.as_ptr() as usize - self.text.as_ptr() as usize;
        if self.cover(Span::new(start, start + run.len())) != Some(leaves) {
            return false;
        }
        let spans = || self.leaves[leaves.range()].iter().map(|leaf| leaf.span);
        let is_syllable = |span: Span| self.text[span.range()].chars().nth(1).is_none();
        let mut at = start;
        let has_left_over = spans().any(|span| {
            let is_left = span.start > at;
            at = at.max(span.end);
            is_left
        });
        has_left_over || leaves.len() > 2 && spans().all(is_syllable)
    }

    /// Returns the weight of a term: 1, or less where the lexicon lists it as common.
    fn common_weight(&self, term: &Term, knowledge: &Knowledge<'_>) -> f32 {
        let lexicon = knowledge.lexicon;
        // A verb is listed by its stem, a noun as it stands.
        let common = lexicon
            .common_weight(self.folded.piece(term.span.range()))
            .or_else(|| lexicon.common_weight(&display_term(&term.term)));
        common.unwrap_or(1.0)
    }

    /// Keeps the [`MAX_TERMS`] query terms of highest weight, each once.
    fn keep_heaviest(&mut self, knowledge: &Knowledge<'_>) {
        let idf = knowledge.idf_of_terms();
        let weights = knowledge.weights;
        let mut seen = FxHashSet::default();
        let mut worth: Vec<f32> = Vec::with_capacity(self.leaves.len());
        for leaf in &self.leaves {
            let is_new = seen.insert(leaf.term.as_str());
            // A word that no note has may still have readings that notes have, more
            // likely where the lexicon has the word in a description.
            let share = match knowledge.vocabulary.frequency(&leaf.term) {
                0 if knowledge.lexicon.description_frequency(&leaf.term) == 0 => {
                    weights.page_unknown
                }
                0 => weights.page_described,
                _ => 1.0,
            };
            worth.push(if is_new { leaf.weight * share * idf(&leaf.term) } else { 0.0 });
        }
        // Of those worth the same, the first.
        let mut kept: Vec<usize> = (0..worth.len()).filter(|at| worth[*at] > 0.0).collect();
        kept.sort_by(|a, b| worth[*b].total_cmp(&worth[*a]));
        if kept.len() > MAX_TERMS {
            self.extent.words_of_page = Some(kept.len());
        }
        kept.truncate(MAX_TERMS);
        kept.sort_unstable();
        self.leaves = kept.into_iter().map(|at| self.leaves[at].clone()).collect();
    }

    fn find_eojeols(&self) -> Vec<QueryWord> {
        let text = self.text.as_str();
        let mut words = Vec::new();
        for piece in text.split(|c: char| !jamo::is_syllable(c) && !c.is_ascii_alphanumeric()) {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            let mut at = start;
            for run in piece.as_bytes().chunk_by(|a, b| a.is_ascii() == b.is_ascii()) {
                let span = Span::new(at, at + run.len());
                at = span.end;
                if let Some(leaves) = self.cover(span) {
                    words.push(QueryWord { leaves, surface: text[span.range()].to_owned() });
                }
            }
        }
        words
    }

    /// Returns the leaves inside a span, where there are any.
    pub(super) fn cover(&self, span: Span) -> Option<LeafSpan> {
        let leaves = &self.leaves;
        let first = leaves.partition_point(|leaf| leaf.span.start < span.start);
        let near = leaves[first..].partition_point(|leaf| leaf.span.start < span.end);
        let near = &leaves[first..first + near];
        let from = first + near.iter().position(|leaf| span.contains(leaf.span))?;
        let to = first + near.iter().rposition(|leaf| span.contains(leaf.span))? + 1;
        Some(LeafSpan::new(from, to))
    }

    fn span(&self, leaves: LeafSpan) -> Span {
        Span::new(self.leaves[leaves.from].span.start, self.leaves[leaves.to - 1].span.end)
    }

    /// Returns the text of some leaves.
    pub(super) fn surface(&self, leaves: LeafSpan) -> &str {
        &self.text[self.span(leaves).range()]
    }

    /// Returns the text of some leaves, folded.
    pub(super) fn folded(&self, leaves: LeafSpan) -> &str {
        self.folded.piece(self.span(leaves).range())
    }

    /// Returns the text from the first of some leaves to where the last one begins,
    /// folded.
    pub(super) fn folded_before_last(&self, leaves: LeafSpan) -> &str {
        let start = |at: usize| self.leaves[at].span.start;
        self.folded.piece(start(leaves.from)..start(leaves.to - 1))
    }

    /// Says whether no section has the term of a leaf.
    pub(super) fn is_missing(&self, at: usize) -> bool {
        self.missing[at]
    }

    /// Says whether that is so of any of some leaves.
    pub(super) fn has_missing(&self, leaves: LeafSpan) -> bool {
        self.missing[leaves.range()].contains(&true)
    }
}

/// The bytes of a text that have a term.
struct Taken(Vec<bool>);

impl Taken {
    fn by(text: &str, spans: impl Iterator<Item = Span>) -> Self {
        let mut taken = vec![false; text.len()];
        spans.for_each(|span| taken[span.range()].fill(true));
        Self(taken)
    }

    /// Takes a place; says whether it was free.
    fn take(&mut self, span: Span) -> bool {
        let here = &mut self.0[span.range()];
        let is_free = !here.contains(&true);
        if is_free {
            here.fill(true);
        }
        is_free
    }
}

/// Analyses the text, see [`Knowledge::terms_and_surfaces`]. Initial consonants (ㅂㄹ),
/// which the analyser skips, become a term each.
fn analyse(text: &str, knowledge: &Knowledge<'_>) -> (Vec<Term>, Vec<Term>) {
    let (mut terms, surfaces) = knowledge.terms_and_surfaces(text);
    let mut taken = Taken::by(text, terms.iter().map(|term| term.span));
    for (at, c) in text.char_indices().filter(|(_, c)| jamo::is_initial_letter(*c)) {
        let span = Span::new(at, at + c.len_utf8());
        if taken.take(span) {
            let (term, kind) = (c.to_string().into(), TokenKind::Other);
            terms.push(Term { term, span, position: 0, length: 1, kind, number: 0 });
        }
    }
    terms.sort_by_key(|t| (t.span.start, t.position));
    (terms, surfaces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn leaves_are_the_smallest_terms_and_runs_stand_together() {
        let notes = Fixture::new(&["치즈"]);
        for (typed, leaves, runs) in [
            ("치즈 창고", &["치즈", "창고"][..], 2),
            ("S3의 볼륨을", &["S3", "볼륨"], 2),
            ("ㅂㄹ 치즈", &["ㅂ", "ㄹ", "치즈"], 2),
            ("cross-region", &["cross", "region"], 2),
            ("  ", &[], 0),
        ] {
            let text = notes.text(typed);
            let surfaces: Vec<&str> =
                (0..text.leaves.len()).map(|at| text.surface(LeafSpan::one(at))).collect();
            assert_eq!(surfaces, leaves, "{typed}");
            assert_eq!(text.runs.len(), runs, "{typed}");
        }
    }

    #[test]
    fn common_words_weigh_little_and_options_of_a_question_less() {
        let notes = Fixture::new(&["치즈"]);
        let weights = |typed: &str| {
            notes.text(typed).leaves.iter().map(|leaf| leaf.weight).collect::<Vec<_>>()
        };
        assert_eq!(weights("the cheese"), [0.05, 1.0]);
        assert_eq!(weights("치즈 방법"), [1.0, 0.3]);
        let option = notes.weights.answer_option;
        assert_eq!(weights("cheese A) jars B) years")[..2], [1.0, option]);
    }

    #[test]
    fn words_that_the_notes_lack_are_missing() {
        let text = Fixture::new(&["치즈"]).text("치즈 버터");
        assert!(!text.is_missing(0) && text.is_missing(1));
        assert!(text.has_missing(LeafSpan::new(0, 2)) && !text.has_missing(LeafSpan::one(0)));
    }

    #[test]
    fn of_a_page_the_heaviest_terms_are_kept() {
        let notes = Fixture::new(&["cellar"]);
        let page: Vec<String> = (0..200).map(|n| format!("word{n}x")).collect();
        let text = notes.text(&format!("{} cellar", page.join(" ")));
        assert!(text.is_long);
        assert_eq!(text.leaves.len(), MAX_TERMS);
        assert!(text.extent.words_of_page.is_some_and(|words| words > MAX_TERMS));
        assert!(text.leaves.iter().any(|leaf| leaf.term == "cellar"));
    }

    #[test]
    fn leaves_are_found_by_their_places() {
        let text = Fixture::new(&["치즈"]).text("cheese cellar jar");
        assert_eq!(text.cover(Span::new(0, 13)), Some(LeafSpan::new(0, 2)));
        assert_eq!(text.cover(Span::new(7, 17)), Some(LeafSpan::new(1, 3)));
        assert_eq!(text.cover(Span::new(1, 5)), None);
        assert_eq!(text.folded_before_last(LeafSpan::new(0, 3)), "cheesecellar");
        assert_eq!(text.folded(LeafSpan::new(1, 3)), "cellarjar");
    }
}
