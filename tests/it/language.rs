//! Whether each language says all there is to say.

use std::path::Path;

use galpi::language::{KOREAN, LANGUAGES};
use galpi::search::Rule;

/// Texts that the library makes errors of, as they stand in its sources.
fn fragments() -> Vec<(String, String)> {
    let mut files = Vec::new();
    super::architecture::sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut found = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| !name.starts_with("src/bin")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for opening in ["Error::new(", "Error::io("] {
            for (at, _) in code.match_indices(opening) {
                let mut rest = code[at + opening.len()..].trim_start();
                if rest.starts_with("ErrorKind::") {
                    rest = rest.split_once(',').map_or("", |(_, rest)| rest.trim_start());
                }
                let literal = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
                found.extend(literal.map(|(text, _)| (name.clone(), text.to_owned())));
            }
        }
    }
    found
}

#[test]
fn every_error_of_the_library_is_said_in_every_language() {
    let fragments = fragments();
    assert!(fragments.len() > 10, "{fragments:?}");
    for (file, fragment) in fragments {
        let own = KOREAN.fragment(&fragment);
        assert!(
            own != fragment && own.chars().any(|c| ('가'..='힣').contains(&c)),
            "`{fragment}` of {file} has no line in src/language/korean.rs"
        );
    }
}

#[test]
fn languages_differ_and_are_known_by_their_locales() {
    for language in LANGUAGES {
        assert_eq!(
            galpi::language::Catalogue::of_locale(&format!("{}_XX.UTF-8", language.code)).code,
            language.code
        );
        for rule in Rule::ALL {
            assert!(!language.rule(rule).is_empty());
        }
    }
    // What programs read is called the same in the first language.
    for rule in Rule::ALL {
        assert_eq!(LANGUAGES[0].rule(rule), rule.name());
    }
}
