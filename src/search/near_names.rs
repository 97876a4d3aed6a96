//! Names of the lexicon that are nearly as typed, or sound so.

use crate::analysis::jamo;
use crate::analysis::sound::{self, Sounds};
use crate::error::Result;
use crate::name::fold;

use super::lattice::Rule;
use super::typo;
use super::understand::Reader;
use super::words::Word;

/// Eojeols of a name that is near what was typed, at most.
const MAX_NAME_WORDS: usize = 3;
/// So many keys may have one wrong among them in a name.
const KEYS_PER_SLIP: usize = 6;
/// Names are compared that begin with so many like sounds.
const SOUND_BEGINNING: usize = 3;
/// Of a name that is heard otherwise than typed one of so many consonants may
/// lack, or be one too many.
const SOUNDS_PER_SLIP: usize = 4;
/// Names of the other script that sound less alike are other names.
const MIN_NAME_LIKENESS: f32 = 0.85;

impl Reader<'_, '_> {
    /// Names of the lexicon that are spelt or heard otherwise than typed. They
    /// are longer than words, and so may be further away.
    pub(super) fn near_names(&mut self) -> Result<()> {
        if self.is_long {
            return Ok(());
        }
        let words: Vec<Word> = self.eojeols.clone();
        for start in 0..words.len() {
            for end in start + 1..=words.len().min(start + MAX_NAME_WORDS) {
                let words = &words[start..end];
                let (from, to) = (words[0].from, words[words.len() - 1].to);
                let is_new = !self.known[from..to].iter().all(|known| *known);
                // A Latin word alone has its typos among the notes' own words.
                let is_latin_word = end == start + 1 && words[0].surface.is_ascii();
                if !is_new || is_latin_word || !(from..to).any(|at| self.is_missing(at)) {
                    continue;
                }
                let typed: String = words.iter().map(|word| fold(&word.surface)).collect();
                let Some((name, surely, rule)) = self.nearest_name(&typed) else { continue };
                let weight = self.weights.rule(rule) * surely;
                for (entry, _) in self.lexicon.named(&name).into_iter().filter(|(_, weak)| !weak) {
                    self.entry(from, to, rule, weight, &entry.id)?;
                }
            }
        }
        Ok(())
    }

    /// Returns the name nearest to what was typed, how near it is (1: the
    /// same), and what tells them apart.
    fn nearest_name(&self, typed: &str) -> Option<(String, f32, Rule)> {
        let is_hangul = typed.chars().all(jamo::is_syllable);
        let keys = jamo::keys(typed);
        let length = keys.chars().count();
        let most = length / KEYS_PER_SLIP;
        if most == 0 {
            return None;
        }
        let mut best: Option<(String, f32, Rule)> = None;
        let own = Sounds::of(typed);
        let sounds = sound::keys(typed);
        let sounds: Vec<&String> = sounds.iter().filter(|s| s.len() >= SOUND_BEGINNING).collect();
        for alike in sounds.chunk_by(|a, b| a[..SOUND_BEGINNING] == b[..SOUND_BEGINNING]) {
            // A name of many more sounds is another.
            let lengths = alike.iter().map(|sound| sound.len());
            let slack = |length: usize| 1 + length / SOUNDS_PER_SLIP;
            let shortest = lengths.clone().min().map_or(0, |n| n.saturating_sub(slack(n)));
            let longest = lengths.max().map_or(0, |n| n + slack(n));
            let beginning = &alike[0][..SOUND_BEGINNING];
            for name in self.lexicon.sounding(beginning, shortest..=longest) {
                let near = match name.chars().all(jamo::is_syllable) == is_hangul {
                    true => {
                        let other = jamo::keys(&name);
                        if other.len().abs_diff(keys.len()) > most {
                            continue;
                        }
                        let distance = typo::distance(&keys, &other);
                        let nearness = 1.0 - distance as f32 / length as f32;
                        (distance <= most).then_some((nearness, Rule::Typo))
                    }
                    false => {
                        let likeness = own.likeness(&Sounds::of(&name), MIN_NAME_LIKENESS);
                        likeness.map(|likeness| (likeness, Rule::Sound))
                    }
                };
                let Some((surely, rule)) = near else { continue };
                if best.as_ref().is_none_or(|(_, sure, _)| surely > *sure) {
                    best = Some((name, surely, rule));
                }
            }
        }
        best
    }
}
