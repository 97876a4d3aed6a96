//! Options that have no words of their own: they name statements or other options
//! (`ㄱ, ㄷ`, `A and C`), all or none of them, or say yes or no to the stem.
//!
//! There is nothing to look up for these; what they speak of is looked up.

use super::surroundings::without_ticks;

/// What stands between labels, or with them.
const BESIDE_LABELS: [&str; 12] =
    ["and", "or", "only", "both", "neither", "nor", "either", "및", "그리고", "모두", "둘", "다"];
/// Korean particles behind a label.
const PARTICLES: [&str; 5] = ["와", "과", "만", "은", "는"];
/// All or none of the others, in small letters and without blanks.
const ALL_OR_NONE: [&str; 20] = [
    "alloftheabove",
    "alloftheabovearecorrect",
    "noneoftheabove",
    "noneofthese",
    "allofthese",
    "모두",
    "모두정답",
    "모두맞다",
    "모두옳다",
    "모두틀리다",
    "모두해당",
    "모두해당한다",
    "모두해당없음",
    "위의모두",
    "위모두",
    "위의보기모두",
    "해당없음",
    "해당사항없음",
    "정답없음",
    "답없음",
];
/// Yes and no to what the stem states, in small letters.
const VERDICTS: [&str; 24] = [
    "true",
    "false",
    "t",
    "f",
    "o",
    "x",
    "○",
    "×",
    "✕",
    "yes",
    "no",
    "참",
    "거짓",
    "예",
    "네",
    "아니오",
    "아니요",
    "맞다",
    "틀리다",
    "맞음",
    "틀림",
    "옳다",
    "그르다",
    "옳지 않다",
];
/// What stems begin with that are to be judged, in small letters, the longer first.
const JUDGED: [&str; 6] = ["true or false", "true/false", "o/x 문제", "ox 문제", "참/거짓", "t/f"];

/// Says whether an option says yes or no.
pub(super) fn is_verdict(option: &str) -> bool {
    let bare = option.trim().trim_end_matches(['.', '。', ',']).to_lowercase();
    VERDICTS.contains(&bare.as_str())
}

/// Says whether an option only names labels of others, `least` of them or more, or
/// all or none of them.
pub(super) fn is_reference(option: &str, labels: &[&str], least: usize) -> bool {
    let bare = without_ticks(option).trim_end_matches(['.', '。']);
    let joined: String = bare.split_whitespace().collect::<String>().to_lowercase();
    ALL_OR_NONE.contains(&joined.as_str())
        || labels_in(bare, labels).is_some_and(|named| named >= least)
}

/// Counts the labels in a text that has nothing else.
fn labels_in(text: &str, labels: &[&str]) -> Option<usize> {
    let is_between = |c: char| c.is_whitespace() || ",·・/&→⇒-–—~()[]+、.:<>".contains(c);
    let mut named = 0;
    for word in text.split(is_between).filter(|word| !word.is_empty()) {
        if let Some(more) = labels_of(word, labels) {
            named += more;
        } else if !BESIDE_LABELS.contains(&word.to_lowercase().as_str()) {
            return None;
        }
    }
    Some(named)
}

/// Counts the labels that a word is made of: one with a particle, or, of those that
/// are no letters of words, some one after the other (`ㄱㄷ`).
fn labels_of(word: &str, labels: &[&str]) -> Option<usize> {
    let bare = PARTICLES.iter().find_map(|particle| word.strip_suffix(particle));
    if [Some(word), bare].into_iter().flatten().any(|word| labels.contains(&word)) {
        return Some(1);
    }
    let word = bare.filter(|bare| !bare.is_empty()).unwrap_or(word);
    let is_label = |c: char| {
        let is_letter = c.is_ascii_alphanumeric() || ('가'..='힣').contains(&c);
        !is_letter && labels.iter().any(|label| label.chars().eq([c]))
    };
    word.chars().all(is_label).then(|| word.chars().count())
}

/// Takes off a stem that it is to be judged: `True or False:` before it, `(O / X)`
/// behind it. `None` where it isn't.
pub(super) fn judged(stem: &str) -> Option<&str> {
    let mut rest = stem;
    while let Some(shorter) = JUDGED.iter().find_map(|lead| without_lead(rest, lead)) {
        rest = shorter;
    }
    without_verdicts(rest).or((rest.len() < stem.len()).then_some(rest))
}

fn without_lead<'t>(stem: &'t str, lead: &str) -> Option<&'t str> {
    const BEHIND: [char; 5] = [':', '?', '.', ')', ' '];
    let (first, rest) = stem.split_at_checked(lead.len())?;
    (first.eq_ignore_ascii_case(lead) && rest.starts_with(BEHIND))
        .then(|| rest.trim_start_matches(BEHIND))
}

/// Takes two verdicts off the end, in brackets or behind the end of the sentence.
fn without_verdicts(stem: &str) -> Option<&str> {
    let (rest, choices) = match stem.trim_end().strip_suffix([')', ']', '）']) {
        Some(opened) => opened.rsplit_once(['(', '[', '（'])?,
        None => {
            let (at, stop) = stem.rmatch_indices(['.', '?', '。']).next()?;
            stem.split_at(at + stop.len())
        }
    };
    let mut choices = choices.split(['/', ',', '|']).filter(|choice| !choice.trim().is_empty());
    let (first, second) = (choices.next()?, choices.next()?);
    (is_verdict(first) && is_verdict(second) && choices.next().is_none()).then(|| rest.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_names_others_is_told() {
        let labels = ["ㄱ", "ㄴ", "ㄷ"];
        for (option, expected) in [
            ("ㄱ", true),
            ("ㄱ, ㄴ", true),
            ("ㄱㄷ", true),
            ("ㄱ과 ㄷ만", true),
            ("(ㄱ) → (ㄴ)", true),
            ("ㄱ · ㄴ", true),
            ("모두 해당 없음", true),
            ("ㄱ 트랜잭션", false),
            ("", false),
            ("ㄹ", false),
        ] {
            assert_eq!(is_reference(option, &labels, 1), expected, "{option}");
        }
        let labels = ["A", "B", "C"];
        for (option, expected) in [
            ("A and C", true),
            ("Both A and B", true),
            ("All of the above.", true),
            ("None of the above", true),
            ("A", false),
            ("A bucket", false),
            ("Both disks", false),
        ] {
            assert_eq!(is_reference(option, &labels, 2), expected, "{option}");
        }
        assert!(is_reference("나와 다", &["가", "나", "다"], 2));
        assert!(!is_reference("나가다", &["가", "나", "다"], 1));
    }

    #[test]
    fn stems_to_be_judged_are_told() {
        for (stem, expected) in [
            ("True or False: Disks spin.", Some("Disks spin.")),
            ("디스크는 돈다. (O / X)", Some("디스크는 돈다.")),
            ("디스크는 돈다 (O,X)", Some("디스크는 돈다")),
            ("OX 문제. 디스크는 돈다. (○/×)", Some("디스크는 돈다.")),
            ("디스크는 돈다. 예 / 아니오", Some("디스크는 돈다.")),
            ("디스크는 돈다 (HDD)", None),
            ("디스크는 돈다. 읽기/쓰기", None),
            ("O/X 문제. True or False: 디스크는 돈다 (O/X)", Some("디스크는 돈다")),
            ("True or falsehood", None),
            ("", None),
        ] {
            assert_eq!(judged(stem), expected, "{stem}");
        }
        assert!(is_verdict("True.") && is_verdict("아니요") && !is_verdict("True volumes"));
    }
}
