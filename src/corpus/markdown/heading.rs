//! Headings as people type them: which bold lines and tags before a heading are
//! taken as part of it, and which aren't.

use crate::span::Span;

/// The level of strong lines: below all that have one.
pub(super) const BELOW_ALL: usize = 7;
/// A strong line of more characters is a sentence.
const MAX_STRONG_CHARS: usize = 80;

/// Returns the level of the heading without a blank after its signs that a
/// line begins with, as `##제목`; 0 where there is none. One sign alone is a
/// tag (`#태그`).
pub(super) fn loose_level(line: &str) -> usize {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let begins_text = |c: char| c.is_alphanumeric() || "[(\"'`*<".contains(c) || !c.is_ascii();
    match line[level..].chars().next() {
        Some(next) if (2..=6).contains(&level) && begins_text(next) && !next.is_whitespace() => {
            level
        }
        _ => 0,
    }
}

/// Returns what a strong piece says where it is all of its line and no
/// sentence.
pub(super) fn strong_line(text: &str, strong: Span) -> Option<&str> {
    let after = &text[strong.end..];
    let after = &after[..after.find('\n').unwrap_or(after.len())];
    let said = text[strong.range()].trim_matches(['*', '_', ' ']);
    let is_alone = after.trim().is_empty() && !said.contains('\n');
    let is_short = said.chars().take(MAX_STRONG_CHARS + 1).count() <= MAX_STRONG_CHARS;
    let is_sentence = said.ends_with(['.', '!', '?', ',', ';', '。', '다', '요']);
    (is_alone && is_short && !said.is_empty() && !is_sentence).then_some(said)
}

/// Says whether a line begins with a sign that is no punctuation of a
/// sentence: `■`, `▶`, `※`, `【`.
pub(super) fn is_signed(line: &str) -> bool {
    line.chars().next().is_some_and(|first| {
        !first.is_alphanumeric() && !first.is_ascii() && !"“”‘’「『《〈«‹…–—·".contains(first)
    })
}

/// Returns how many bytes at the end of a heading are attributes in braces:
/// `제목 {#id .class key=value}`. Other braces are part of what it says, as in
/// `GET /users/{id}`.
pub(crate) fn attributes(heading: &str) -> usize {
    let bare = heading.trim_end();
    let Some(open) = bare.strip_suffix('}').and_then(|rest| rest.rfind('{')) else { return 0 };
    let inside = &bare[open + 1..bare.len() - 1];
    let is_attribute = |word: &str| {
        word.len() > 1 && word.starts_with(['#', '.'])
            || word.split_once('=').is_some_and(|(key, _)| {
                !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c))
            })
    };
    let is_apart = open == 0 || bare[..open].ends_with(char::is_whitespace);
    let mut words = inside.split_whitespace().peekable();
    let has_any = words.peek().is_some_and(|word| is_apart || word.starts_with('#'));
    match has_any && words.all(is_attribute) {
        true => heading.len() - bare[..open].trim_end().len(),
        false => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_attributes_with_their_signs_only() {
        for (heading, kept) in [
            ("제목 {#id}", "제목"),
            ("제목{#id}", "제목"),
            ("제목 {.wide key=\"값\"} ", "제목"),
            ("GET /users/{id}", "GET /users/{id}"),
            ("GET /users/{user.id}", "GET /users/{user.id}"),
            ("집합 {a, b}", "집합 {a, b}"),
            ("{#id}", ""),
            ("식 {x = 1}", "식 {x = 1}"),
        ] {
            assert_eq!(&heading[..heading.len() - attributes(heading)], kept, "{heading}");
        }
    }

    #[test]
    fn signs_without_a_blank_are_headings() {
        for (line, level) in [
            ("##제목", 2),
            ("###[링크](u)", 3),
            ("#태그", 0),
            ("## 제목", 0),
            ("#######가", 0),
            ("##", 0),
            ("##==", 0),
        ] {
            assert_eq!(loose_level(line), level, "{line}");
        }
    }
}
