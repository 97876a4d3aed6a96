//! Acronyms spelt by the Korean names of their letters: 에스에스엘 is SSL.

use crate::error::Result;
use crate::search::rule::Rule;

use super::edges::{Edges, Reading};
use super::knowledge::Knowledge;
use super::query_text::QueryText;

pub(super) fn expand(text: &QueryText, knowledge: &Knowledge<'_>, edges: &mut Edges) -> Result<()> {
    let weight = knowledge.weights.rule(Rule::Letters);
    for leaves in text.runs.iter().copied() {
        let reading = Reading { leaves, rule: Rule::Letters, weight };
        if let Some(acronym) = spelt_letters(text.surface(leaves))
            && edges.add_text(knowledge, reading, &acronym)
        {
            edges.recognize(leaves);
        }
    }
    Ok(())
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
fn spelt_letters(word: &str) -> Option<String> {
    let mut acronym = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let (name, letter) = LETTER_NAMES.iter().find(|(name, _)| rest.starts_with(name))?;
        acronym.push(*letter);
        rest = &rest[name.len()..];
    }
    (acronym.len() >= 2).then_some(acronym)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::expand::fixture::Fixture;

    #[test]
    fn letters_are_spelt_by_their_names() {
        for (word, expected) in [
            ("에스에스엘", Some("ssl")),
            ("브이피씨", Some("vpc")),
            ("에이치티티피", Some("http")),
            ("에이아이", Some("ai")),
            ("더블유", None),
            ("서버", None),
            ("", None),
        ] {
            assert_eq!(spelt_letters(word).as_deref(), expected, "{word}");
        }
    }

    #[test]
    fn acronyms_of_the_notes_are_read_by_their_letters() {
        let notes = Fixture::new(&["VPC 인증서"]);
        notes.check(
            &[expand],
            &[("브이피씨", &["브이피씨 → vpc"]), ("디엔에스", &[]), ("인증서", &[])],
        );
    }
}
