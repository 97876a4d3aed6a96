//! Words that sound alike, found by phonetic keys where no list has them: transliterations
//! in the other script (`kinesis`, 키네시스), and other spellings of a loanword that
//! neither dictionary nor notes have.

use crate::analysis::jamo;
use crate::analysis::sound::{Sounds, keys, least_likeness, spelling_likeness};
use crate::error::Result;
use crate::meaning::of_terms;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;
use crate::search::vocabulary::ScriptFilter;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::{QueryText, QueryWord};
use super::word_candidates::{may_be_unknown_word, word_candidates};

/// Words that are compared for one key, at most.
const MAX_ALIKE: usize = 256;
/// Syllables of a Korean word that is compared by sound, at least.
const MIN_SYLLABLES: usize = 2;
/// Letters of a Latin word that is compared by sound, at least.
const MIN_LETTERS: usize = 4;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    for word in word_candidates(text, edges).into_iter().chain(compounds(text)) {
        let leaves = word.leaves;
        let is_common = text.leaves[leaves.range()].iter().all(|l| l.weight < 1.0);
        if !is_common && !edges.are_settled(text, leaves) {
            add_alike(&word, text, knowledge, edges)?;
        }
    }
    Ok(())
}

fn add_alike(
    word: &QueryWord,
    text: &QueryText,
    knowledge: &Knowledge<'_>,
    edges: &mut Edges,
) -> Result<()> {
    let (leaves, surface) = (word.leaves, word.surface.to_lowercase());
    let is_hangul = surface.chars().all(jamo::is_syllable);
    let may_be_unknown_word = is_hangul && may_be_unknown_word(text, edges, word);
    let is_heard = match is_hangul {
        true => surface.chars().count() >= MIN_SYLLABLES,
        false => surface.len() >= MIN_LETTERS,
    };
    if !is_heard {
        return Ok(());
    }
    let own = Sounds::of(&surface);
    // A loanword that the notes lack may be spelt otherwise in them, whether the dictionary
    // has its spelling or cuts it wrongly.
    let is_absent = leaves.range().all(|at| text.is_missing(at));
    let script = match is_hangul {
        false => ScriptFilter::Hangul,
        true if may_be_unknown_word || is_absent => ScriptFilter::Both,
        true => ScriptFilter::Latin,
    };
    for key in keys(&surface) {
        for other in knowledge.vocabulary.sounding(&key, script, MAX_ALIKE)? {
            let is_same_script = other.chars().all(jamo::is_syllable) == is_hangul;
            if !is_same_script && are_far_in_meaning(&surface, &other, knowledge) {
                continue;
            }
            let likeness = match is_same_script {
                true => spelling_likeness(&surface, &other),
                false => own.likeness(&Sounds::of(&other), least_likeness(&key)),
            };
            if let Some(likeness) = likeness {
                let rule = if is_same_script { Rule::Spelling } else { Rule::Sound };
                let weight = knowledge.weights.rule(rule) * likeness;
                edges.add_text(knowledge, Reading { leaves, rule, weight }, &other);
            }
        }
    }
    Ok(())
}

/// Says whether both words have a vector and these are far apart: `grape` sounds like
/// 그래프, but means something else. A word that the dictionary cuts into several terms
/// (파티·큘레·이트) has no vector of its own.
fn are_far_in_meaning(one: &str, other: &str, knowledge: &Knowledge<'_>) -> bool {
    let meaning = |word: &str| {
        let terms = knowledge.terms(word);
        let is_one = terms.iter().filter(|term| term.length == 1).count() == 1;
        if is_one { of_terms([(terms.as_slice(), 1.0)]) } else { None }
    };
    match (meaning(one), meaning(other)) {
        (Some(one), Some(other)) => one.nearness(&other) < knowledge.weights.sound_nearness,
        _ => false,
    }
}

/// Returns what may be a single word in the other script: Latin words joined by hyphens,
/// and two Korean ones of which the notes lack one (히어 독: heredoc).
fn compounds(text: &QueryText) -> Vec<QueryWord> {
    let between = |a: &QueryWord, b: &QueryWord| {
        let (end, start) =
            (text.leaves[a.leaves.to - 1].span.end, text.leaves[b.leaves.from].span.start);
        text.text.get(end..start).unwrap_or_default()
    };
    let joined = |words: &[QueryWord]| QueryWord {
        leaves: LeafSpan::new(words[0].leaves.from, words[words.len() - 1].leaves.to),
        surface: words.iter().map(|word| word.surface.as_str()).collect(),
    };
    let is_hangul = |word: &QueryWord| word.surface.chars().all(jamo::is_syllable);
    let is_missing = |word: &QueryWord| word.leaves.range().any(|at| text.is_missing(at));
    let pairs = text.eojeols.windows(2).filter(|pair| {
        between(&pair[0], &pair[1]) == " "
            && pair.iter().all(is_hangul)
            && pair.iter().any(is_missing)
    });
    let hyphened = text.eojeols.chunk_by(|a, b| between(a, b) == "-");
    let hyphened = hyphened.filter(|words| words.len() > 1 && !words.iter().any(is_hangul));
    pairs.chain(hyphened).map(joined).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn words_of_other_meanings_are_other_words() {
        let notes = Fixture::new(&["그래프를 그린다"]);
        notes.check(&[expand], &[("graph", &["graph → 그래프"]), ("grape", &[])]);
    }

    #[test]
    fn an_unknown_word_may_be_another_spelling_of_one_in_the_notes() {
        let notes = Fixture::new(&["디플로이먼트를 만든다", "할리우드", "지속", "복제"]);
        notes.check(
            &[expand],
            &[
                ("디플로먼트", &["디플로먼트 → 디플로이먼트"]),
                ("헐리우드", &["헐리우드 → 할리우드"]),
                ("쥐색", &[]),
                ("박쥐", &[]),
            ],
        );
    }

    #[test]
    fn words_of_the_notes_are_read_that_sound_alike() {
        let notes = Fixture::new(&["kinesis를 둔다", "키네시스", "캐시"]);
        notes.check(
            &[expand],
            &[
                ("키네시스", &["키네시스 → kinesis"]),
                ("kinesis", &["kinesis → 키네시스"]),
                ("cheese", &[]),
                // Too short to be heard.
                ("cat", &[]),
                ("캐시", &[]),
            ],
        );
    }
}
