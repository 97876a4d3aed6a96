//! The words as typed: each leaf, compounds of several, and words that begin with them.
//!
//! A Korean word must be found by its beginning even where the dictionary cuts it
//! differently in the notes. So besides morphemes the index has the surface form of each
//! word whose morphemes, put together, aren't the word. A noun with particles is indexed
//! as the noun alone.

use crate::analysis::korean::{
    MIN_INFLECTED_SYLLABLES, begins_inflection, is_inflection, is_particles,
};
use crate::analysis::{TokenKind, display_term, jamo, markup_term, surface_term};
use crate::error::Result;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::{Knowledge, MAX_WORD_SYLLABLES};
use super::query_text::QueryText;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Keyword);
    let reading = |leaves| Reading { leaves, rule: Rule::Keyword, weight };
    // In an exact search a part of a word doesn't match the word.
    let is_whole = |leaves| text.are_whole_words(leaves) && !is_counted(text, leaves);
    let is_wanted = |leaves| !knowledge.options.is_exact() || is_whole(leaves);
    for (at, leaf) in text.leaves.iter().enumerate() {
        let leaves = LeafSpan::one(at);
        if !text.is_fragment(at) && is_wanted(leaves) {
            edges.add_terms(knowledge, reading(leaves), std::slice::from_ref(&leaf.term));
            if leaf.kind == TokenKind::Foreign && knowledge.options.allows(Rule::Markup) {
                let (rule, weight) = (Rule::Markup, knowledge.weights.rule(Rule::Markup));
                edges.add_terms(
                    knowledge,
                    Reading { leaves, rule, weight },
                    &[markup_term(&leaf.term)],
                );
            }
        }
    }
    for term in &text.terms {
        let Some(leaves) = text.cover(term.span) else { continue };
        let is_leaf = leaves.len() == 1 && text.leaves[leaves.from].term == term.term;
        if !is_leaf && is_wanted(leaves) {
            edges.add_terms(knowledge, reading(leaves), &[term.term.to_string()]);
        }
    }
    for leaves in text.words.iter().copied() {
        if knowledge.options.is_exact() && is_counted(text, leaves) {
            continue;
        }
        let typed = text.surface(leaves);
        if typed.chars().all(jamo::is_letter) {
            // Letters that stand in notes as they were typed, as ㅋㅋ does.
            edges.add_terms(knowledge, reading(leaves), &[surface_term(typed)]);
        }
        if is_joined_latin(text, leaves) {
            let parts = text.leaves[leaves.range()].iter().map(|leaf| leaf.term.clone());
            edges.add_terms(knowledge, reading(leaves), &parts.collect::<Vec<_>>());
        }
        let bases = bases(text, leaves);
        for word in &bases {
            let form = match &bases[0][word.len()..] {
                "" => FormMatch::Typed,
                // The index has the noun without its particles.
                rest if is_particles(rest) => FormMatch::Noun,
                _ => FormMatch::Another,
            };
            add_words_beginning(leaves, word, form, knowledge, edges)?;
        }
    }
    Ok(())
}

/// Says whether some leaves are part of what a number counts, or its number (43 and 조 of
/// 제43조): each of these alone is in many notes, and isn't what was typed.
fn is_counted(text: &QueryText, leaves: LeafSpan) -> bool {
    text.numbered.iter().any(|run| run.range().contains(&leaves.from))
}

/// Says whether a word is several Latin ones joined (`lifecycle-policy`). Addresses and
/// longer words (`lifecycle-policy-v2`) are indexed without the joined term, so that it is
/// written where its parts follow each other.
fn is_joined_latin(text: &QueryText, leaves: LeafSpan) -> bool {
    let parts = &text.leaves[leaves.range()];
    parts.len() > 1 && parts.iter().all(|leaf| leaf.kind == TokenKind::Foreign)
}

/// Returns the beginnings of a Korean word of which the rest may be an inflection, longest
/// first, the word itself included. A word that the dictionary has as one noun has no
/// other: 호랑이 is no 호랑 with a particle.
pub(super) fn bases(text: &QueryText, leaves: LeafSpan) -> Vec<&str> {
    let Some(run) = text.hangul_run(leaves) else { return Vec::new() };
    if run.chars().count() < MIN_INFLECTED_SYLLABLES {
        return Vec::new();
    }
    let is_noun = text.is_one_noun(leaves, run) || text.is_compound_noun(leaves, run);
    let ends = run.char_indices().map(|(at, _)| at).skip(MIN_INFLECTED_SYLLABLES);
    // The end of the word may not be typed yet: 이동하거 of 이동하거나.
    let inflected = ends.filter(|end| !is_noun && begins_inflection(&run[*end..]));
    let mut bases: Vec<&str> = inflected.map(|end| &run[..end]).collect();
    bases.push(run);
    bases.reverse();
    bases
}

/// How much of the typed form a beginning of a word is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FormMatch {
    /// All of it.
    Typed,
    /// All but particles.
    Noun,
    Another,
}

/// Adds the words of the notes that begin with `word`: those whose rest only inflects it
/// are the word (rule `keyword`), others are longer words (rule `longer`).
fn add_words_beginning(
    leaves: LeafSpan,
    word: &str,
    form: FormMatch,
    knowledge: &Knowledge<'_>,
    edges: &mut Edges,
) -> Result<()> {
    let word = match word.char_indices().nth(MAX_WORD_SYLLABLES) {
        Some((end, _)) => &word[..end],
        None => word,
    };
    let (inflected, longer) = words_beginning(word, knowledge)?;
    for (rule, terms) in [(Rule::Keyword, inflected), (Rule::Longer, longer)] {
        if knowledge.options.allows(rule) {
            let weight = knowledge.weights.rule(rule);
            let is_form =
                form == FormMatch::Typed || form == FormMatch::Noun && rule == Rule::Keyword;
            edges.add_any_of(Reading { leaves, rule, weight }, terms, word, is_form);
        }
    }
    Ok(())
}

/// Returns the words of the notes that begin with a Korean word, as terms: those of which the
/// rest inflects it, and longer ones.
pub(super) fn words_beginning(
    word: &str,
    knowledge: &Knowledge<'_>,
) -> Result<(Vec<String>, Vec<String>)> {
    let found = knowledge.vocabulary.words_beginning(word)?;
    let rest = |term: &String| display_term(term)[word.len()..].to_owned();
    Ok(found.into_iter().partition(|term| is_inflection(&rest(term))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_of_the_notes_are_read_as_typed() {
        let notes = Fixture::new(&["치즈를 지하실에 보관한다", "cheese cellars"]);
        notes.check(
            &[expand],
            &[
                // By its stem, and as the word that it is or begins.
                ("치즈 보관", &["보관 → 보관", "보관 → 보관", "치즈 → 치즈"]),
                ("치즈를", &["치즈 → 치즈"]),
                ("Cellar", &["Cellar → cellar"]),
                ("버터 butter", &[]),
                ("", &[]),
            ],
        );
    }

    #[test]
    fn a_word_is_found_by_what_begins_with_it() {
        let notes = Fixture::new(&["생성과 소멸", "클래스마다", "클래스로더"]);
        for (typed, rules) in [
            ("생성", &[Rule::Keyword][..]),
            ("생성과", &[Rule::Keyword; 2]),
            ("클래스", &[Rule::Keyword, Rule::Keyword, Rule::Longer]),
            ("곱셈", &[]),
        ] {
            let lattice = notes.run(typed, &[expand]);
            let mut found: Vec<Rule> = lattice.edges.iter().map(|edge| edge.rule).collect();
            found.sort_unstable();
            assert_eq!(found, rules, "{typed}");
        }
    }

    #[test]
    fn a_syllable_of_a_longer_word_is_no_word_of_its_own() {
        let notes = Fixture::new(&["도서관에 간다", "관을 묻는다"]);
        for (typed, expected) in [("도서관", false), ("도서 관", true)] {
            let lattice = notes.run(typed, &[expand]);
            let is_read = lattice.edges.iter().any(|edge| lattice.reading_text(edge) == "관");
            assert_eq!(is_read, expected, "{typed}");
        }
    }

    #[test]
    fn a_noun_with_particles_is_the_noun() {
        let mut analyzer = Analyzer::new();
        let mut is_kept = |word: &str| {
            let mut is_kept = false;
            analyzer.analyze(word, |token| is_kept |= token.kind == TokenKind::Surface);
            is_kept
        };
        for word in ["클래스", "클래스를", "클래스에서는", "데이터베이스의", "암호화를"]
        {
            assert!(!is_kept(word), "{word}");
        }
        // What says more of the word, what is more of one, and what is too short.
        for word in ["클래스마다", "사용하던", "클래스로더", "값을", "빨라"] {
            assert!(is_kept(word), "{word}");
        }
    }

    #[test]
    fn what_is_typed_with_particles_is_a_form_of_the_noun() {
        let notes = Fixture::new(&["클래스를 만든다", "클래스로더"]);
        let lattice = notes.run("클래스는", &[expand]);
        let forms =
            lattice.typed_forms.iter().map(|form| lattice.reading_text(&lattice.edges[*form]));
        assert_eq!(forms.collect::<Vec<_>>(), ["클래스"]);
    }

    #[test]
    fn a_word_may_be_an_inflection_of_what_it_begins_with() {
        let notes = Fixture::new(&[]);
        for (typed, expected) in [
            ("이동하거나", &["이동하거나", "이동하거", "이동"][..]),
            // Its end may not be typed yet.
            ("이동하거", &["이동하거", "이동"]),
            ("이동확", &["이동확"]),
            ("설계는", &["설계는", "설계"]),
            // One noun, and one of several.
            ("호랑이", &["호랑이"]),
            ("데이터베이스", &["데이터베이스"]),
            ("값", &[]),
        ] {
            let text = notes.text(typed);
            assert_eq!(bases(&text, text.words[0]), expected, "{typed}");
        }
    }

    #[test]
    fn what_is_typed_is_sure() {
        let notes = Fixture::new(&["치즈"]);
        assert_eq!(notes.weight(&[expand], "치즈", "치즈"), 1.0);
    }
}
