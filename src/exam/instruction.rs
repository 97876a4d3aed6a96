//! What an option tells to do, and what with.
//!
//! Options are instructions: `Use X`, `X를 사용한다`. That something is used or made
//! is said of all of them, and in no note; what is used is what notes speak of.

use crate::analysis::korean::{is_predicate_ending, without_object_particle};

/// What English instructions begin with, the longer first.
const ENGLISH: [&str; 18] = [
    "turn on",
    "set up",
    "make use of",
    "switch to",
    "use",
    "enable",
    "configure",
    "create",
    "deploy",
    "implement",
    "launch",
    "provision",
    "choose",
    "purchase",
    "install",
    "add",
    "an",
    "a",
];
/// What Korean instructions end with, without the ending of the verb.
const KOREAN: [&str; 14] = [
    "사용",
    "이용",
    "활용",
    "활성화",
    "구성",
    "설정",
    "생성",
    "도입",
    "설치",
    "배포",
    "만들",
    "만든",
    "켜",
    "켠",
];

/// Returns what an option is about, without what it tells to do with it.
pub(super) fn object(option: &str) -> &str {
    let option = option.trim().trim_end_matches(['.', '。']);
    let mut rest = option;
    while let Some(shorter) = ENGLISH.iter().find_map(|verb| without_first(rest, verb)) {
        rest = shorter;
    }
    let rest = without_predicate(rest).unwrap_or(rest);
    if rest.is_empty() { option } else { rest }
}

fn without_first<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let (first, rest) = text.split_at_checked(words.len())?;
    let is_first = first.eq_ignore_ascii_case(words) && rest.starts_with(' ');
    is_first.then(|| rest.trim_start())
}

/// Takes the last word off where it says that something is used or made, and the
/// particle off what that is.
fn without_predicate(text: &str) -> Option<&str> {
    let (object, predicate) = text.rsplit_once(' ')?;
    let ending = KOREAN.iter().find_map(|verb| predicate.strip_prefix(verb))?;
    let bare = without_object_particle(object)?;
    (is_predicate_ending(ending) || ending.is_empty()).then(|| bare.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_is_what_an_option_is_about() {
        for (option, expected) in [
            ("Use Amber Store", "Amber Store"),
            ("Turn on a lamp.", "lamp"),
            ("Configure an oven with two doors", "oven with two doors"),
            ("Useful things", "Useful things"),
            ("Use", "Use"),
            ("움을 사용한다", "움"),
            ("모래 상자를 활성화합니다.", "모래 상자"),
            ("신문지로 만든다", "신문지"),
            ("움을 팔고 감자를 넣는다", "움을 팔고 감자를 넣는다"),
            ("사용 설명서", "사용 설명서"),
        ] {
            assert_eq!(object(option), expected, "{option}");
        }
    }
}
