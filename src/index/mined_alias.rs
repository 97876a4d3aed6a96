//! Aliases that are mined from notes: `AWS Certificate Manager(ACM)`, `보안그룹(Security
//! Group)`, `RPO : 복구 시점 목표`.
//!
//! Most parentheses hold asides. Two names are taken for one thing where one
//! is the other's acronym, or where they are names (no sentence, no particle
//! in them) of different scripts.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use crate::analysis::{Term, TokenKind, jamo};
use crate::name::fold;

/// Names of more words than this are phrases.
const MAX_WORDS: usize = 5;
/// Longer contents of parentheses are asides.
const MAX_INSIDE_BYTES: usize = 60;
/// No name is longer: no more is looked at before a parenthesis, as a line may
/// hold any number of them.
const MAX_BEFORE_BYTES: usize = 256;

/// A pair of names for one thing, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) first: String,
    pub(crate) second: String,
}

/// Finds the pairs in a text with its analysis.
pub(crate) fn pairs(text: &str, terms: &[Term]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let bare_ends = OnceCell::new();
    let bare_ends = || {
        bare_ends.get_or_init(|| -> FxHashSet<usize> {
            let bare = terms.iter().filter(|t| t.kind.is_word() && t.kind != TokenKind::Verb);
            bare.map(|t| t.span.end).collect()
        })
    };
    for line in lines(text) {
        for (open, _) in text[line.clone()].match_indices('(') {
            let open = line.start + open;
            let rest = &text[open + 1..line.end];
            let Some(length) = rest.find([')', '(']).filter(|i| rest.as_bytes()[*i] == b')') else {
                continue;
            };
            if length > MAX_INSIDE_BYTES {
                continue;
            }
            let inside = clean(&rest[..length]);
            pairs.extend(before(text, line.start, open, inside, bare_ends));
        }
        pairs.extend(colon(text, line));
    }
    pairs.dedup();
    pairs
}

fn lines(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start > text.len() {
            return None;
        }
        let end = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let line = start..end;
        start = end + 1;
        Some(line)
    })
}

fn clean(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || "*_`'\"‘’“”=".contains(c))
}

/// Pairs what stands in parentheses with the name before them; `bare_ends` has
/// where words end that no particle follows.
fn before<'e>(
    text: &str,
    line: usize,
    open: usize,
    inside: &str,
    bare_ends: impl FnOnce() -> &'e FxHashSet<usize>,
) -> Option<Pair> {
    if !is_name(inside) {
        return None;
    }
    let line = line.max(window(text, line, open));
    let outside = text[line..open].trim_end_matches(['*', '`', ' ']);
    let words: Vec<(usize, &str)> = words_with_offsets(outside, line);
    // An acronym takes as many words as it has letters.
    for count in 1..=words.len().min(MAX_WORDS + 1) {
        let start = words[words.len() - count].0;
        let name = clean(&text[start..line + outside.len()]);
        if is_acronym(inside, name) || is_acronym(name, inside) {
            return Some(Pair { first: name.to_owned(), second: inside.to_owned() });
        }
    }
    // A translation takes the words before it that have no particle.
    let limit = inside.split_whitespace().count() + 1;
    let mut start = None;
    let bare_ends = bare_ends();
    for (at, word) in words.iter().rev().take(limit.min(MAX_WORDS)) {
        let is_bare = bare_ends.contains(&(at + word.len()));
        if !is_bare || word.ends_with([',', '.', ':', ';', '/']) {
            break;
        }
        start = Some(*at);
    }
    let name = clean(&text[start?..line + outside.len()]);
    let differs = is_hangul(name) && is_latin(inside) || is_latin(name) && is_hangul(inside);
    (differs && is_name(name)).then(|| Pair { first: name.to_owned(), second: inside.to_owned() })
}

/// Returns where the last [`MAX_BEFORE_BYTES`] before `open` begin, at a word.
fn window(text: &str, line: usize, open: usize) -> usize {
    let Some(start) = open.checked_sub(MAX_BEFORE_BYTES).filter(|start| *start > line) else {
        return line;
    };
    let start = (start..open).find(|at| text.is_char_boundary(*at)).unwrap_or(open);
    text[start..open].find(char::is_whitespace).map_or(open, |space| start + space)
}

/// Pairs an acronym or name with what follows it after a colon, where that is
/// a name and nothing else stands on the line: `RPO : 복구 시점 목표`.
fn colon(text: &str, line: std::ops::Range<usize>) -> Option<Pair> {
    let (first, second) = text[line].split_once(':')?;
    let first = clean(first.trim_start_matches(['-', '*', '+', '#', ' ', '\t']));
    let second = clean(second);
    let is_short = first.len() <= 8 && first.bytes().all(|b| b.is_ascii_uppercase());
    let is_pair = is_short && is_name(second) && (is_hangul(second) || is_acronym(first, second));
    (is_pair && second.split_whitespace().count() >= 2)
        .then(|| Pair { first: first.to_owned(), second: second.to_owned() })
}

fn words_with_offsets(text: &str, offset: usize) -> Vec<(usize, &str)> {
    text.split_whitespace()
        .map(|word| (offset + (word.as_ptr() as usize - text.as_ptr() as usize), word))
        .collect()
}

/// Says whether a text may be a name: a few words without signs of a sentence.
fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let sign = |c: char| {
        matches!(
            c,
            ',' | ';' | ':' | '?' | '!' | '/' | '"' | '=' | '~' | '%' | '>' | '<' | '→' | '·' | '('
        )
    };
    let letters = fold(text).chars().filter(|c| !c.is_numeric()).count();
    (1..=MAX_WORDS).contains(&words)
        && letters >= 2
        && !text.contains(sign)
        && !text.ends_with('.')
        && !text.starts_with("예")
        && !text.starts_with("cf")
        && !text.starts_with("e.g")
}

fn is_hangul(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(jamo::is_syllable)
}

fn is_latin(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(|c| c.is_ascii_alphabetic())
}

/// Says whether `short` is made of the first letters of the words of `long`,
/// small words and a maker's name before them left out.
fn is_acronym(short: &str, long: &str) -> bool {
    let short: String = short.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    if !(2..=6).contains(&short.len()) || !short.bytes().any(|b| b.is_ascii_uppercase()) {
        return false;
    }
    let words: Vec<&str> = long
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty() && !matches!(*w, "of" | "and" | "the" | "for" | "to" | "in"))
        .collect();
    // `AWS Certificate Manager` is ACM by the A of AWS or without it.
    let short = short.to_ascii_lowercase();
    let words: Vec<String> = words.iter().map(|word| word.to_ascii_lowercase()).collect();
    let without_first = words.len() >= 3 && is_made_of(short.as_bytes(), &words[1..]);
    words.len() >= 2 && (is_made_of(short.as_bytes(), &words) || without_first)
}

/// Says whether letters are the first of each word, with more of the word's
/// own after it: TGW is Transit GateWay.
fn is_made_of(letters: &[u8], words: &[String]) -> bool {
    let [word, rest @ ..] = words else { return letters.is_empty() };
    if letters.first() != word.as_bytes().first() {
        return false;
    }
    let mut inside = word.bytes().skip(1);
    (1..=letters.len()).any(|taken| {
        let has_all = taken == 1 || inside.any(|letter| letter == letters[taken - 1]);
        has_all && is_made_of(&letters[taken..], rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analyzer;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let terms = Analyzer::new().terms(text);
        let found: Vec<(String, String)> =
            pairs(text, &terms).into_iter().map(|p| (p.first, p.second)).collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_and_their_acronyms_or_translations_are_pairs() {
        check("Amazon Machine Image(AMI)는", &[("Amazon Machine Image", "AMI")]);
        check("AWS Certificate Manager(ACM)", &[("AWS Certificate Manager", "ACM")]);
        check("TGW(Transit Gateway)", &[("TGW", "Transit Gateway")]);
        check("보안그룹(Security Group) vs ACL", &[("보안그룹", "Security Group")]);
        check("- RPO : 복구 시점 목표", &[("RPO", "복구 시점 목표")]);
    }

    #[test]
    fn asides_are_none() {
        check("데이터(예: 이미지)를", &[]);
        check("비용을(저렴함)", &[]);
        check("서버는(Linux 7) 된다", &[]);
        check("로컬에 캐시를(원본은 S3에)", &[]);
    }
}
