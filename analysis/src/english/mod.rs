//! English grammar beside the stemmer: plurals, endings, small words.
//!
//! The stemmer ([`frostem`]) makes terms of words. What is here is for names and for
//! lists of words, which are kept as they are written.

mod british;
mod irregular;

pub use british::other_spelling;
pub(crate) use irregular::base;

/// Letters of the shortest name of which a plural is told from a name that ends in s
/// (`bus`, `Redis`).
const MIN_SINGULAR_NAME: usize = 6;
/// Letters that are left of a word without its ending, at least.
const MIN_STEM: usize = 3;

/// Endings of inflected and derived words, and what stands in their place in the word
/// that a glossary has.
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

/// Endings that the stemmer takes off words.
const STEMMED_ENDINGS: [&str; 5] = ["e", "s", "ing", "ed", "y"];

/// Words that people leave out of names.
const SMALL_WORDS: [&str; 5] = ["and", "of", "for", "the", "to"];

/// Verbs behind a noun by which a sentence says what the noun is or does.
const DEFINING_VERBS: [&str; 8] =
    ["is", "are", "was", "were", "means", "refers", "lets", "enables"];

/// Takes off the s of a plural as it is spoken: Korean leaves it out of loanwords, but
/// not that of a name (`kubernetes`), which the caller has to try as well.
pub(crate) fn spoken_singular(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|word| word.len() > 3 && !word.ends_with('s'))
}

/// Takes the s of a plural off a folded acronym (`vpcs`), which has no vowels.
pub(crate) fn singular_acronym(folded: &str) -> Option<&str> {
    let acronym = folded.strip_suffix('s')?;
    (!acronym.contains(['a', 'e', 'i', 'o', 'u', 'y', 's'])).then_some(acronym)
}

/// Returns a folded Latin name without the s of a plural: notes write `Step Function` as
/// often as `Step Functions`.
pub fn singular_name(name: &str) -> Option<&str> {
    let stem = name.strip_suffix('s')?;
    let is_plural =
        stem.len() >= MIN_SINGULAR_NAME && stem.is_ascii() && !stem.ends_with(['s', 'u', 'i']);
    is_plural.then_some(stem)
}

/// Says whether what follows a name is the s of its plural and no more of its word.
pub fn is_plural_end(rest: &str) -> bool {
    rest.strip_prefix('s').is_some_and(|rest| !rest.starts_with(crate::name::is_alphanumeric))
}

/// Takes endings off a word of small letters, and gives back the e, y or single letter
/// that they took: `stopping` may be of stopp, stoppe or stop. It is for the caller to
/// know which of them is a word.
pub fn uninflected(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    for (ending, instead) in ENDINGS {
        let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= MIN_STEM);
        let Some(stem) = stem else { continue };
        forms.push(format!("{stem}{instead}"));
        // A consonant that was doubled before the ending: stopping.
        let mut letters = stem.chars().rev();
        if instead.is_empty() && letters.next() == letters.next() {
            forms.extend(stem.char_indices().next_back().map(|(at, _)| stem[..at].to_owned()));
        }
    }
    forms
}

/// Returns words that the stemmer may have made a stem of: certify of certif.
pub fn words_of_stem(stem: &str) -> impl Iterator<Item = String> {
    STEMMED_ENDINGS.iter().map(move |ending| format!("{stem}{ending}"))
}

/// Says whether people leave a word out of names: `Identity and Access Management` is
/// typed `identity access management`.
pub fn is_small_word(word: &str) -> bool {
    SMALL_WORDS.contains(&word.to_ascii_lowercase().as_str())
}

/// Says whether a word behind a noun says that what follows tells what the noun is.
pub fn is_defining_verb(word: &str) -> bool {
    DEFINING_VERBS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_told_by_what_they_are_of() {
        for (word, spoken, acronym, name) in [
            ("trends", Some("trend"), None, None),
            ("functions", Some("function"), None, Some("function")),
            ("vpcs", None, Some("vpc"), None),
            ("redis", Some("redi"), None, None),
            ("access", None, None, None),
            ("status", Some("statu"), None, None),
        ] {
            let found = (spoken_singular(word), singular_acronym(word), singular_name(word));
            assert_eq!(found, (spoken, acronym, name), "{word}");
        }
        assert!(is_plural_end("s of a bucket") && !is_plural_end("set") && !is_plural_end(""));
    }

    #[test]
    fn endings_are_taken_off() {
        for (word, stem) in [
            ("stopping", "stop"),
            ("policies", "policy"),
            ("caching", "cache"),
            ("caches", "cach"),
            ("caches", "cache"),
            ("replicated", "replicate"),
            ("faster", "fast"),
            ("quickly", "quick"),
        ] {
            assert!(uninflected(word).iter().any(|form| form == stem), "{word} {stem}");
        }
        // Too little would be left.
        assert!(uninflected("bed").is_empty());
        assert!(words_of_stem("certif").any(|word| word == "certify"));
    }
}
