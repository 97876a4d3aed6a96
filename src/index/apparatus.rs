//! Sections that say nothing themselves: they lead to what does.
//!
//! Lists of links and tables of contents have the words of a topic as densely as
//! nothing else has, and so has what stands before a note's first heading (its
//! front matter names the topic); a reader looks for none of them.

use crate::corpus::{Note, Section};
use crate::links::without_links;

/// Words that a line has beside its links, at most, where it is one of a list of
/// links: `[Pods](pods.md)에 대해 알아보기`.
const MOST_WORDS_BESIDE: usize = 3;
/// Lines of links for each other line, at least.
const LEAST_LINKS_A_LINE: usize = 2;
/// Words before the first heading that say nothing yet, at most.
const MOST_WORDS_BEFORE: usize = 6;

/// Says whether a section only leads to other texts.
pub(super) fn leads_elsewhere(note: &Note, section: &Section) -> bool {
    let text = &note.decoded.text;
    let start = match section.heading {
        Some(heading) => text[heading.end..section.span.end].find('\n').map(|at| heading.end + at),
        None => Some(section.prose.first().map_or(section.span.end, |span| span.start)),
    };
    let Some(start) = start else { return false };
    let Some(body) = text.get(start..section.span.end) else { return false };
    if section.heading.is_none() && note.sections.len() > 1 && has_few_words(body) {
        return true;
    }
    if !may_have_link(body) {
        return false;
    }
    let (mut links, mut others) = (0, 0);
    for line in body.lines() {
        // Most lines have none, which is told at a glance.
        if !may_have_link(line) {
            others += usize::from(line.contains(char::is_alphanumeric));
            continue;
        }
        let (rest, has_link) = without_links(line);
        match (words(&rest).count(), has_link) {
            (0, false) => {}
            (count, true) if count <= MOST_WORDS_BESIDE => links += 1,
            _ => others += 1,
        }
    }
    links > 0 && links >= LEAST_LINKS_A_LINE * others
}

fn may_have_link(text: &str) -> bool {
    text.contains('[') || text.contains("://")
}

fn has_few_words(text: &str) -> bool {
    words(text).nth(MOST_WORDS_BEFORE).is_none()
}

/// Returns what stands between spaces and has a letter or digit.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{NotePath, decode};

    /// Tells of each section of a note whether it leads elsewhere.
    fn told(text: &str) -> Vec<bool> {
        let decoded = decode(text.as_bytes().to_vec()).expect("a text");
        let note = Note::parse(NotePath::new("note.md".into()), decoded);
        note.sections.iter().map(|section| leads_elsewhere(&note, section)).collect()
    }

    #[test]
    fn lists_of_links_lead_elsewhere() {
        for (body, expected) in [
            ("- [치즈](cheese.md)\n- [[버터]]\n- https://example.org/milk\n", true),
            ("* [치즈](cheese.md)에 대해 알아보기.\n", true),
            ("치즈는 우유로 만든다. [버터](butter.md)도 그렇다.\n", false),
            ("- [치즈](cheese.md)\n\n우유로 만든 것을 모두 적는다.\n", false),
            ("| [치즈](cheese.md) | 우유를 굳혀서 익힌 것이다 |\n", false),
            ("치즈\n", false),
            ("", false),
        ] {
            assert_eq!(told(&format!("# 우유\n\n{body}")), [expected], "{body}");
            assert_eq!(told(&format!("우유\n===\n\n{body}")), [expected], "{body}");
        }
    }

    #[test]
    fn what_stands_before_the_first_heading_says_nothing_until_it_says_some_words() {
        let front = "---\ntitle: 우유\ntag: food\n---\n";
        for (lead, expected) in [
            ("* TOC\n{:toc}\n", true),
            ("", true),
            ("우유는 젖소의 젖을 짜서 모은 것을 말한다.\n", false),
        ] {
            assert_eq!(told(&format!("{front}{lead}\n## 정의\n\n젖\n"))[0], expected, "{lead}");
        }
        // A note without headings is all there is.
        assert_eq!(told("치즈\n"), [false]);
    }
}
