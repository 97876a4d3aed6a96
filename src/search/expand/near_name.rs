//! Names of entries that were typed with an error, or in the other script.
//!
//! They are compared as wholes with the names of the lexicon, which are longer than words
//! and so may differ in more keys.

use crate::analysis::edit_distance::distance;
use crate::analysis::jamo;
use crate::analysis::sound::{self, MIN_NAME_LIKENESS, Sounds};
use crate::error::Result;
use crate::lexicon::Lexicon;
use crate::name::fold;
use crate::search::lattice::LeafSpan;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

/// Eojeols that are compared with a name, at most.
const MAX_NAME_WORDS: usize = 3;
/// One wrong key is allowed for each so many keys of a name.
const KEYS_PER_TYPO: usize = 6;
/// Consonants that the key of a name must share with what was typed, from its beginning.
const SOUND_BEGINNING: usize = 3;
/// One consonant of the key may differ for each so many, and one more.
const SOUNDS_PER_DIFFERENCE: usize = 4;
/// Names that are compared with what was typed, at most: some ten times as many
/// as begin alike in what galpi ships.
const MAX_COMPARED: usize = 1_024;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    if text.is_long {
        return Ok(());
    }
    let words = &text.eojeols;
    for start in 0..words.len() {
        for end in start + 1..=words.len().min(start + MAX_NAME_WORDS) {
            let words = &words[start..end];
            let (first, last) = (&words[0], &words[words.len() - 1]);
            let leaves = LeafSpan::new(first.leaves.from, last.leaves.to);
            // A single Latin word is compared with the words of the notes instead
            // (`typo.rs`).
            let is_latin_word = words.len() == 1 && first.surface.is_ascii();
            if edges.are_recognized(leaves) || is_latin_word || !text.has_missing(leaves) {
                continue;
            }
            let typed: String = words.iter().map(|word| fold(&word.surface)).collect();
            let Some(near) = nearest_name(&typed, knowledge.lexicon) else { continue };
            let weight = knowledge.weights.rule(near.rule) * near.likeness;
            let reading = Reading { leaves, rule: near.rule, weight };
            for (entry, _) in knowledge.lexicon.named(&near.name).iter().filter(|(_, weak)| !weak) {
                edges.add_entry(knowledge, reading, &entry.id)?;
            }
        }
    }
    Ok(())
}

/// A name that is near what was typed.
#[derive(Clone, Debug, PartialEq)]
struct NearName {
    name: String,
    /// How near it is, 1 being the same.
    likeness: f32,
    /// Whether it differs by wrong keys or by its script.
    rule: Rule,
}

/// Returns the name nearest to what was typed.
fn nearest_name(typed: &str, lexicon: &Lexicon) -> Option<NearName> {
    let is_hangul = typed.chars().all(jamo::is_syllable);
    let keys = jamo::keys(typed);
    let length = keys.chars().count();
    let most = length / KEYS_PER_TYPO;
    if most == 0 {
        return None;
    }
    let own = Sounds::of(typed);
    let mut best: Option<NearName> = None;
    for name in names_sounding_like(typed, lexicon).into_iter().take(MAX_COMPARED) {
        let near = match name.chars().all(jamo::is_syllable) == is_hangul {
            true => {
                let other = jamo::keys(&name);
                if other.len().abs_diff(keys.len()) > most {
                    continue;
                }
                let distance = distance(&keys, &other);
                let nearness = 1.0 - distance as f32 / length as f32;
                (distance <= most).then_some((nearness, Rule::Typo))
            }
            false => {
                let likeness = own.likeness(&Sounds::of(&name), MIN_NAME_LIKENESS);
                likeness.map(|likeness| (likeness, Rule::Sound))
            }
        };
        let Some((likeness, rule)) = near else { continue };
        if best.as_ref().is_none_or(|best| likeness > best.likeness) {
            best = Some(NearName { name, likeness, rule });
        }
    }
    best
}

/// Returns the names whose consonant keys begin as one of what was typed and differ from
/// it in few places.
fn names_sounding_like(typed: &str, lexicon: &Lexicon) -> Vec<String> {
    let sounds = sound::keys(typed);
    let sounds: Vec<&String> = sounds.iter().filter(|s| s.len() >= SOUND_BEGINNING).collect();
    let mut names = Vec::new();
    for alike in sounds.chunk_by(|a, b| a[..SOUND_BEGINNING] == b[..SOUND_BEGINNING]) {
        let is_like = |sound: &str| alike.iter().any(|own| differ_little(own, sound));
        names.extend(lexicon.sounding(&alike[0][..SOUND_BEGINNING], is_like));
    }
    names
}

/// Says whether two consonant keys differ in few places. It is a cheap filter before the
/// comparison of all sounds, which takes a hundred times as long.
fn differ_little(own: &str, name: &str) -> bool {
    let most = 1 + own.len() / SOUNDS_PER_DIFFERENCE;
    own.len().abs_diff(name.len()) <= most
        && missing(own, name) <= most
        && distance(own, name) <= most
}

/// Returns how many consonants one key has that the other lacks, in whatever order: a lower
/// bound of their distance that costs less.
fn missing(own: &str, name: &str) -> usize {
    let mut surplus = [0i16; 32];
    own.bytes().for_each(|sound| surplus[usize::from(sound) % 32] += 1);
    name.bytes().for_each(|sound| surplus[usize::from(sound) % 32] -= 1);
    let own: i16 = surplus.iter().filter(|count| **count > 0).sum();
    let name: i16 = surplus.iter().filter(|count| **count < 0).sum();
    usize::from(own.max(-name).unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    const NOTES: [&str; 2] = ["Acme Moon Store에 둔다", "숙성"];

    #[test]
    fn names_are_read_though_a_key_is_wrong_or_the_script_another() {
        Fixture::new(&NOTES).check(
            &[expand],
            &[
                ("문스토허 가격", &["문스토허 → Acme Moon Store"]),
                ("문 스토허", &["문 스토허 → Acme Moon Store"]),
                // Two of its few keys are wrong.
                ("문스투허", &[]),
                ("가격", &[]),
            ],
        );
    }

    #[test]
    fn a_name_as_it_is_needs_no_near_one() {
        Fixture::new(&NOTES)
            .check(&[crate::search::expand::name::expand, expand], &[("문스토어", &[])]);
    }

    #[test]
    fn consonants_that_are_missing_are_no_more_than_what_is_between_two() {
        for (own, name, expected) in
            [("KTPR", "KTPR", 0), ("KTPR", "RPTK", 0), ("KT", "KTPR", 2), ("KTS", "KTPR", 2)]
        {
            assert_eq!(missing(own, name), expected, "{own} {name}");
            assert!(missing(own, name) <= distance(own, name), "{own} {name}");
        }
    }

    #[test]
    fn the_nearest_name_is_told_with_how_near_it_is() {
        let lexicon = &Fixture::new(&[]).lexicon;
        let near = nearest_name("문스토허", lexicon).expect("a name");
        assert_eq!((near.name.as_str(), near.rule), ("문스토어", Rule::Typo));
        assert!(near.likeness > 0.8 && near.likeness < 1.0, "{}", near.likeness);
        assert_eq!(nearest_name("버터", lexicon), None);
        assert_eq!(nearest_name("", lexicon), None);
    }
}
