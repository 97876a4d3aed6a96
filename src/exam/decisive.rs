//! What decides in a stem: the words by which one option beats the others.
//!
//! Stems describe a situation at length and hide what tells the options apart
//! in a few words: the least of something, a bound, a thing that may not be.
//! These are told by words of degree, negation and bounds, of no field.

use crate::analysis::jamo::is_syllable;
use crate::analysis::unit::{begins_with_time, is_size};

use super::clause::clauses;
use super::sentence::sentences;

/// Phrases that are told, at most.
const MAX_PHRASES: usize = 4;
/// Words of a phrase, at most.
const MAX_WORDS: usize = 9;

/// English words that tell a degree, a bound or an exception. Those in capitals
/// are what exams write in capitals.
const ENGLISH: [&str; 37] = [
    "least",
    "most",
    "lowest",
    "highest",
    "fewest",
    "minimal",
    "minimum",
    "maximum",
    "cheapest",
    "fastest",
    "quickest",
    "quickly",
    "without",
    "within",
    "must",
    "only",
    "not",
    "never",
    "cannot",
    "immediately",
    "instantly",
    "real-time",
    "near-real-time",
    "cost-effective",
    "cost-effectively",
    "automatically",
    "exactly",
    "fewer",
    "less",
    "at least",
    "no more",
    "nobody",
    "no one",
    "microsecond",
    "microseconds",
    "millisecond",
    "milliseconds",
];
/// What English words begin with that do: spellings and endings vary.
const ENGLISH_STEMS: [&str; 4] = ["minimiz", "minimis", "maximiz", "maximis"];
/// Stems of Korean words that do; what is typed may go on after them.
const KOREAN: [&str; 32] = [
    "가장",
    "최소",
    "최대",
    "최저",
    "최고",
    "없이",
    "않고",
    "않으",
    "않아",
    "못하",
    "안 되",
    "이내",
    "안에",
    "빠르게",
    "이상",
    "이하",
    "미만",
    "초과",
    "반드시",
    "즉시",
    "실시간",
    "자동으로",
    "적은",
    "낮은",
    "저렴",
    "줄이",
    "비용 효율",
    "유일",
    "까지만",
    "아무도",
    "밀리초",
    "마이크로초",
];
/// Of these, those that tell the degree of something: `LEAST overhead`, `가장 싼`.
const DEGREES: [&str; 20] = [
    "least",
    "most",
    "lowest",
    "highest",
    "fewest",
    "minim",
    "maxim",
    "cheapest",
    "fastest",
    "quickest",
    "cost-effective",
    "가장",
    "최소",
    "최대",
    "최저",
    "최고",
    "저렴",
    "적은",
    "낮은",
    "비용 효율",
];
/// What begins a phrase where it decides: what stands before it is bounded by it.
const BEGINNING: [&str; 2] = ["within", "without"];
/// A sentence that asks for one of several says nothing by these words alone.
const ASKING: [&str; 8] =
    ["which", "what", "should", "solutions architect", "combination", "어느", "무엇", "고르"];

/// Degrees and negations of what is asked for, which every option is to have: `가장 알맞은
/// 것은?`, `Which is NOT …?`
const ASKED: [&str; 13] = [
    "가장 알맞",
    "가장 적절",
    "가장 적합",
    "가장 옳",
    "가장 올바",
    "가장 바람직",
    "most appropriate",
    "most suitable",
    "following is not",
    "following are not",
    "which is not",
    "which are not",
    "which statement is not",
];

/// Words that a phrase begins with in the middle of an English clause.
const PREPOSITIONS: [&str; 7] = ["with", "for", "at", "in", "by", "to", "using"];
/// Words that a phrase doesn't end with where it is cut: what belongs to them is gone.
const OPEN_ENDED: [&str; 17] = [
    "a", "an", "the", "for", "of", "to", "in", "with", "by", "at", "on", "from", "and", "or",
    "that", "which", "each",
];
/// Korean nouns that belong to the word before them: `인스턴스 간`.
const DEPENDENT: [&str; 6] = ["간", "중", "시", "후", "전", "내"];
/// What a Korean question asks for at its end: 가장 적은 방법은?
const ASKED_FOR: [&str; 7] = ["방법", "것", "서비스", "솔루션", "조합", "무엇", "어느"];

/// Finds the phrases that decide, in the order of the stem.
///
/// # Examples
///
/// ```
/// use galpi::exam::decisive;
/// let phrases = decisive("Data lies on disks. Which fits with the LEAST effort?");
/// assert_eq!(phrases, ["with the LEAST effort"]);
/// ```
pub fn decisive(stem: &str) -> Vec<String> {
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    let clauses = sentences(stem).into_iter().flat_map(clauses).enumerate();
    for (at, clause) in clauses {
        let clause = clause.trim_start_matches(['-', '*', '•', '·', ' ']);
        let weight = weight(clause);
        if weight > 0 {
            found.push((weight, at, without_asked_for(&shortened(clause)).to_owned()));
        }
    }
    // The strongest, of equals the later: what is asked stands at the end.
    found.sort_by_key(|(weight, at, _)| std::cmp::Reverse((*weight, *at)));
    found.truncate(MAX_PHRASES);
    found.sort_by_key(|(_, at, _)| *at);
    let mut phrases: Vec<String> = found.into_iter().map(|(_, _, phrase)| phrase).collect();
    phrases.dedup();
    phrases
}

/// Says whether a phrase tells the degree of something and no bound.
pub(super) fn is_degree(phrase: &str) -> bool {
    let lower = phrase.to_lowercase();
    bounds(phrase) == 0
        && !lower.contains("at least")
        && DEGREES.iter().any(|degree| lower.contains(degree))
}

/// Returns how much a clause decides: 0 where it only tells the situation.
fn weight(clause: &str) -> usize {
    let lower = clause.to_lowercase();
    if let Some(asked) = ASKED.iter().find(|asked| lower.contains(*asked)) {
        return weight(&lower.replace(asked, ""));
    }
    let words =
        || lower.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let is_english = |cue: &str| match cue.contains(' ') {
        true => lower.contains(cue),
        false => words().any(|word| word == cue),
    };
    let stems = words().filter(|word| has_stem(word)).count();
    let english = ENGLISH.iter().filter(|cue| is_english(cue)).count() + stems;
    let korean = KOREAN.iter().filter(|cue| clause.contains(*cue)).count();
    // A word in capitals that isn't an acronym among other capitals.
    let is_loud = |word: &str| ENGLISH.iter().any(|cue| word == cue.to_uppercase());
    let loud = clause.split_whitespace().filter(|word| is_loud(word)).count();
    let bounds = bounds(clause);
    match english + korean + bounds {
        0 => 0,
        cues => 1 + cues.min(3) + 3 * loud.min(1) + bounds.min(1),
    }
}

fn has_stem(word: &str) -> bool {
    ENGLISH_STEMS.iter().any(|stem| word.starts_with(stem))
}

/// Counts numbers with a unit: how long, how much, how often.
fn bounds(clause: &str) -> usize {
    let words: Vec<String> = clause.split_whitespace().map(str::to_lowercase).collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_unit = |text: &str| {
        let word = text.trim_end_matches(['.', ',', ')']);
        begins_with_time(text)
            || is_size(word)
            || word == "%"
            || ["번", "퍼센트"].iter().any(|unit| text.starts_with(unit))
    };
    words
        .iter()
        .enumerate()
        .filter(|(at, word)| {
            let unit = word.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
            let next = words.get(at + 1).map(String::as_str).unwrap_or_default();
            // `0일 때`: the ending of a verb, and no days.
            let is_verb = unit == "일" && ["때", "경우"].iter().any(|w| next.starts_with(w));
            is_number(word) && !is_verb && (is_unit(unit) || unit.is_empty() && is_unit(next))
        })
        .count()
}

/// Returns the part of a clause around what decides in it: all of a short one.
fn shortened(clause: &str) -> String {
    let words: Vec<&str> = clause.split_whitespace().collect();
    let is_asking = ASKING.iter().any(|word| clause.to_lowercase().contains(word));
    if words.len() <= MAX_WORDS && !is_asking {
        return words.join(" ");
    }
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let is_word = |word: &&str| {
        let word = plain(word);
        ENGLISH.contains(&word.as_str())
            || has_stem(&word)
            || KOREAN.iter().any(|cue| word.contains(cue))
    };
    let is_number = |word: &&str| plain(word).starts_with(|c: char| c.is_ascii_digit());
    // The last word that decides, if something follows it: what is excepted or
    // bounded stands behind. A number only where there is no such word.
    let body = &words[..words.len().saturating_sub(1)];
    let cue = body.iter().rposition(is_word);
    let cue = cue.or_else(|| words.iter().position(is_word));
    let cue = cue.or_else(|| words.iter().position(is_number)).unwrap_or(0);
    // Before the word that decides stands what asks, in English; in Korean what
    // is the least of something follows it.
    let is_korean = clause.chars().any(is_syllable);
    let before = if is_asking && !is_korean { 2 } else { 4 };
    let from = cue.saturating_sub(before);
    let is_preposition = |word: &&str| PREPOSITIONS.contains(&plain(word).as_str());
    let from = match words.get(cue).is_some_and(|word| BEGINNING.contains(&plain(word).as_str())) {
        true => cue,
        false => words[from..cue].iter().rposition(is_preposition).map_or(from, |at| from + at),
    };
    // A bound that would be cut off is wanted more than what stands before the word.
    let is_cut_off = |from: usize, at: usize| at + 1 >= from + MAX_WORDS;
    let from = match words.iter().rposition(is_number) {
        Some(at) if is_cut_off(from, at) && !is_cut_off(cue, at) => cue,
        _ => from,
    };
    // A number stays with its unit.
    let from = from - usize::from(from > 0 && is_number(&words[from - 1]));
    // A dependent noun stays with the word before it.
    let is_dependent = |at: usize| DEPENDENT.contains(&words[at]);
    let from = from - usize::from(from > 0 && is_dependent(from));
    let end = words.len().min(from + MAX_WORDS);
    let is_open = |word: &&&str| OPEN_ENDED.contains(&plain(word).as_str());
    let open = match end < words.len() {
        true => words[from..end].iter().rev().take_while(is_open).count(),
        false => 0,
    };
    words[from..end - open].join(" ")
}

/// Takes off the end of a Korean phrase what the question asks for.
fn without_asked_for(phrase: &str) -> &str {
    let Some((rest, last)) = phrase.rsplit_once(' ') else { return phrase };
    let is_asked_for = ASKED_FOR.iter().any(|word| last.starts_with(word))
        && last.ends_with(['은', '는', '가', '요', '까']);
    if is_asked_for { without_asked_for(rest) } else { phrase }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_decides_is_found() {
        for (stem, part) in [
            ("A shop sells shoes. Which storage is MOST cost-effective?", "MOST cost-effective"),
            ("Files lie on a server, and they must be kept for seven years.", "must be kept"),
            ("Data comes in. Results are needed within 5 minutes.", "within 5 minutes"),
            ("Traffic must not leave the network. What fits?", "must not leave"),
            ("회사가 파일을 옮긴다. 운영 부담이 가장 적은 방법은?", "가장 적은"),
            ("1분 이내에 복구해야 한다. 무엇을 쓰는가?", "1분 이내"),
            (
                "An application in a private subnet must read files without crossing the public internet",
                "without crossing the public internet",
            ),
            ("The jobs may stop. Which option minimizes cost?", "minimizes cost"),
            ("Calls take 30 ms. Which fits?", "30 ms"),
            ("기록을 3달 보관한다. 방법은?", "3달"),
            ("80TB를 2주 안에 옮긴다. 방법은?", "2주 안에"),
            ("어느 회사가 모두 80 TB 파일 서버를 2주 안에 꼭 다른 데로 옮겨야 한다", "80 TB"),
            ("인터넷을 지나지 않고 접근해야 한다. 방법은?", "지나지 않고"),
            ("A reader must be able to open pages for 7 years", "for 7 years"),
            (
                "Pages lie in a store, and nobody, not even the owner, may tear them.",
                "nobody, not even the owner, may tear them",
            ),
            ("The app needs microsecond reads. Which fits?", "microsecond reads"),
            ("마이크로초 단위로 읽어야 한다. 방법은?", "마이크로초 단위로"),
        ] {
            let phrases = decisive(stem);
            assert!(phrases.iter().any(|phrase| phrase.contains(part)), "{stem}: {phrases:?}");
        }
    }

    #[test]
    fn what_is_asked_for_is_no_part_of_what_decides() {
        for (stem, phrase) in [
            ("가게를 옮긴다. 운영 부담이 가장 적은 것은 무엇인가?", "운영 부담이 가장 적은"),
            ("가게를 옮긴다. 비용이 최소인 방법은?", "비용이 최소인"),
            (
                "A company must keep thieves from breaking the door of a shop with the least effort",
                "with the least effort",
            ),
            (
                "A gaming shop requires microsecond read latency for a table of a database",
                "A gaming shop requires microsecond read latency",
            ),
            (
                "다음 중 작은 가게 간 골목의 걸음 수를 최소화하는 배치 규칙은?",
                "가게 간 골목의 걸음 수를 최소화하는 배치 규칙은",
            ),
            (
                "A studio has to move all its old films from one cellar to another within two weeks",
                "within two weeks",
            ),
        ] {
            assert_eq!(decisive(stem), [phrase], "{stem}");
        }
    }

    #[test]
    fn degrees_are_told_from_bounds() {
        for phrase in ["with the LEAST effort", "가장 비용 효율적인", "minimizes cost"] {
            assert!(is_degree(phrase), "{phrase}");
        }
        for phrase in ["at least two copies", "within 5 minutes", "최소 3일", "must not leave"] {
            assert!(!is_degree(phrase), "{phrase}");
        }
    }

    #[test]
    fn a_situation_alone_decides_nothing() {
        for stem in [
            "",
            "A shop sells shoes. Which storage fits?",
            "파일을 옮긴다. 방법은?",
            "유도전동기의 슬립이 0일 때의 상태는?",
            "파일을 옮긴다. 어떤 조합이 가장 알맞습니까?",
            "Which of the following is NOT a disk?",
        ] {
            assert_eq!(decisive(stem), [] as [&str; 0], "{stem}");
        }
    }
}
