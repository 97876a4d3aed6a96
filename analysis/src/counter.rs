//! Korean words right behind a number: `5명의`, `43조제`, `43조의`.
//!
//! The dictionary knows such a word as another one, since it is asked for each run of letters
//! alone: 명의 is a name one acts under, 조의 condolence, 조제 the making of a medicine. Behind
//! a number they are a counter with particles, or the numbering of a law.

use super::jamo;
use super::korean::is_particles;

/// Counters of one syllable, as grammars have them: of things, people, order and time, and
/// parts of a text.
const COUNTERS: &str =
    "개명번차회대기부권편곳쪽종급층단건점칸줄살석척필채벌쌍세위인원년월일주시분초달항조호장절";

/// Parts of a law behind whose number another is inserted: 제43조의2 stands between 제43조 and
/// 제44조.
const INSERTING: &str = "편장절조항호";

/// The ordinal prefix, which is written with the number behind it: 제43조제2항.
const ORDINAL: char = '제';

/// How a Korean word behind a number is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counted<'w> {
    /// As any word.
    Word,
    /// A counter; what follows it are particles.
    Counter(&'w str),
    /// A word of numbering as a whole.
    Numbering,
    /// What the number counts, and the prefix of the next number.
    BeforeOrdinal(&'w str, &'w str),
}

impl<'w> Counted<'w> {
    /// Reads a word, which is composed; `is_before_number` says whether a digit follows it.
    pub(super) fn of(word: &'w str, is_before_number: bool) -> Self {
        let Some(first) = word.chars().next().filter(|c| jamo::is_syllable(*c)) else {
            return Self::Word;
        };
        let (counter, rest) = word.split_at(first.len_utf8());
        if rest.is_empty() {
            return Self::Word;
        }
        if is_before_number {
            return match word.strip_suffix(ORDINAL) {
                Some(counted) => Self::BeforeOrdinal(counted, &word[counted.len()..]),
                None if INSERTING.contains(first) && rest == "의" => Self::Numbering,
                None => Self::Word,
            };
        }
        match COUNTERS.contains(first) && is_particles(rest) {
            true => Self::Counter(counter),
            false => Self::Word,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_a_number_a_word_may_be_a_counter() {
        for (word, is_before_number, expected) in [
            ("명의", false, Counted::Counter("명")),
            ("월에는", false, Counted::Counter("월")),
            ("조의", true, Counted::Numbering),
            ("조제", true, Counted::BeforeOrdinal("조", "제")),
            ("명", false, Counted::Word),
            ("회의실", false, Counted::Word),
            ("상의", false, Counted::Word),
            ("분의", true, Counted::Word),
            ("漢字", false, Counted::Word),
        ] {
            assert_eq!(Counted::of(word, is_before_number), expected, "{word}");
        }
    }
}
