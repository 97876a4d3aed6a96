//! What words of a query are made of: endings, names of letters, the marks of
//! options.

use rustc_hash::FxHashSet;

use crate::analysis::Sort;
use crate::name::fold;
use crate::span::Span;

use super::lattice::Leaf;

/// A part of a query that may be one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The first of its leaves, and one past the last.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) surface: String,
}

/// Particles and copulas that end an eojeol, the longest first.
const PARTICLES: [&str; 34] = [
    "이라는",
    "이라면",
    "에서는",
    "에서의",
    "으로써",
    "으로서",
    "에게서",
    "이란",
    "라는",
    "에서",
    "에게",
    "으로",
    "까지",
    "부터",
    "처럼",
    "보다",
    "이나",
    "하고",
    "란",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "의",
    "에",
    "로",
    "와",
    "과",
    "도",
    "만",
    "나",
    "랑",
];

/// Takes the particle off an eojeol; `None` where it has none, or where too
/// little would be left to be a word.
pub(super) fn without_particle(eojeol: &str) -> Option<&str> {
    const MIN_SYLLABLES: usize = 2;
    let word = PARTICLES.iter().find_map(|particle| eojeol.strip_suffix(particle))?;
    (word.chars().count() >= MIN_SYLLABLES).then_some(word)
}

/// Returns forms, folded, under which a glossary may have an inflected word:
/// as it stands, and as dictionaries have it.
pub(super) fn dictionary_forms(surface: &str, leaf: &Leaf) -> Vec<String> {
    let folded = fold(surface);
    let mut forms = vec![folded.clone()];
    match leaf.sort {
        Sort::Verb => forms.push(format!("{}다", crate::analysis::display_term(&leaf.term))),
        Sort::Noun | Sort::Unknown => {
            forms.push(format!("{folded}하다"));
            forms.push(format!("{folded}되다"));
        }
        Sort::Foreign if folded.len() > 3 => forms.extend(uninflected(&folded)),
        _ => {}
    }
    let mut seen = FxHashSet::default();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// Returns what all of some texts begin with.
pub(super) fn common_start(texts: &[String]) -> &str {
    let Some((first, rest)) = texts.split_first() else { return "" };
    let is_common = |length: &usize| rest.iter().all(|text| text.starts_with(&first[..*length]));
    let mut lengths = first.char_indices().map(|(at, c)| at + c.len_utf8());
    &first[..lengths.rfind(is_common).unwrap_or(0)]
}

/// Takes English endings off a word, and gives back the e, y or letter that
/// they took: `stopping` may be of stopp, stoppe or stop.
fn uninflected(word: &str) -> Vec<String> {
    const ENDINGS: [(&str, &str); 12] = [
        ("ies", "y"),
        ("ied", "y"),
        ("es", ""),
        ("s", ""),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
        ("d", ""),
        ("er", ""),
        ("er", "e"),
        ("est", ""),
        ("ly", ""),
    ];
    let mut forms = Vec::new();
    for (ending, instead) in ENDINGS {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 2) else { continue };
        forms.push(format!("{stem}{instead}"));
        let mut letters = stem.chars().rev();
        if instead.is_empty() && letters.next() == letters.next() {
            forms.extend(stem.char_indices().next_back().map(|(at, _)| stem[..at].to_owned()));
        }
    }
    forms
}

/// Korean names of the Latin letters, the longest first where one begins
/// another.
const LETTER_NAMES: [(&str, char); 36] = [
    ("더블유", 'w'),
    ("더블류", 'w'),
    ("에이치", 'h'),
    ("에취", 'h'),
    ("에이", 'a'),
    ("에프", 'f'),
    ("에스", 's'),
    ("에쓰", 's'),
    ("에엠", 'm'),
    ("엑스", 'x'),
    ("와이", 'y'),
    ("제트", 'z'),
    ("지트", 'z'),
    ("제이", 'j'),
    ("케이", 'k'),
    ("아이", 'i'),
    ("아르", 'r'),
    ("브이", 'v'),
    ("비", 'b'),
    ("씨", 'c'),
    ("시", 'c'),
    ("디", 'd'),
    ("이", 'e'),
    ("지", 'g'),
    ("엘", 'l'),
    ("엠", 'm'),
    ("엔", 'n'),
    ("오", 'o'),
    ("피", 'p'),
    ("큐", 'q'),
    ("알", 'r'),
    ("티", 't'),
    ("유", 'u'),
    ("쓰리", '3'),
    ("투", '2'),
    ("원", '1'),
];

/// Reads a word as names of letters; `None` when it isn't made of them, or of
/// one only.
pub(super) fn spelt_letters(word: &str) -> Option<String> {
    let mut acronym = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let (name, letter) = LETTER_NAMES.iter().find(|(name, _)| rest.starts_with(name))?;
        acronym.push(*letter);
        rest = &rest[name.len()..];
    }
    (acronym.len() >= 2).then_some(acronym)
}

/// Finds the options of a multiple-choice question: `A) … B) …`, from the
/// first mark on. At least two are needed, in order.
pub(super) fn answer_options(text: &str) -> Vec<Span> {
    const MARKS: [char; 5] = ['A', 'B', 'C', 'D', 'E'];
    let mark = |from: usize, letter: char| -> Option<usize> {
        text[from..].char_indices().map(|(i, c)| (from + i, c)).find_map(|(at, c)| {
            let begins =
                text[..at].chars().next_back().is_none_or(|b| b.is_whitespace() || b == '(');
            let after = text[at + c.len_utf8()..].chars().next();
            (c == letter && begins && matches!(after, Some('.' | ')' | ':'))).then_some(at)
        })
    };
    let mut starts = Vec::new();
    let mut from = 0;
    for letter in MARKS {
        let Some(at) = mark(from, letter) else { break };
        starts.push(at);
        from = at + 1;
    }
    if starts.len() < 2 {
        return Vec::new();
    }
    starts
        .iter()
        .enumerate()
        .map(|(i, start)| Span::new(*start, starts.get(i + 1).copied().unwrap_or(text.len())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelt_by_their_names() {
        assert_eq!(spelt_letters("에스에스엘").as_deref(), Some("ssl"));
        assert_eq!(spelt_letters("브이피씨").as_deref(), Some("vpc"));
        assert_eq!(spelt_letters("서버"), None);
    }

    #[test]
    fn options_are_told_from_the_question() {
        let text = "어느 것인가? A. 하나 B. 둘 C. 셋";
        let options: Vec<&str> =
            answer_options(text).into_iter().map(|s| text[s.range()].trim()).collect();
        assert_eq!(options, ["A. 하나", "B. 둘", "C. 셋"]);
        assert!(answer_options("Plan A. Then rest.").is_empty());
    }
}
