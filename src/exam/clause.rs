//! Clauses of a sentence.

use crate::analysis::korean::CLAUSE_ENDINGS;

/// What an aside between commas begins with: `nobody, not even root, may …`.
const ASIDE: &str = "not even ";

/// Cuts a sentence where a clause ends.
pub(super) fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    at_commas(sentence)
        .into_iter()
        .flat_map(|part| part.split(" and "))
        .flat_map(after_clause_endings)
        .map(|clause| clause.trim().trim_end_matches(['?', '？', '.', '!']))
        .filter(|clause| !clause.is_empty())
}

/// Cuts a sentence at commas, but for those around an aside.
fn at_commas(sentence: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut is_aside) = (0, false);
    for (at, sign) in sentence.match_indices([',', ';', '，', '—']) {
        let after = at + sign.len();
        // The comma before an aside cuts nothing, and so doesn't the one behind it.
        let ends_aside = std::mem::take(&mut is_aside);
        is_aside = sentence[after..].trim_start().starts_with(ASIDE);
        if !is_aside && !ends_aside {
            parts.push(&sentence[start..at]);
            start = after;
        }
    }
    parts.push(&sentence[start..]);
    parts
}

/// Cuts a text after each ending of a clause and the blank behind it.
fn after_clause_endings(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    // In one pass: a text may have any number of them.
    for (at, _) in text.char_indices() {
        let rest = CLAUSE_ENDINGS.iter().find_map(|ending| text[at..].strip_prefix(ending));
        if let Some(rest) = rest.and_then(|rest| rest.strip_prefix(' ')) {
            parts.push(&text[start..text.len() - rest.len()]);
            start = text.len() - rest.len();
        }
    }
    parts.push(&text[start..]);
    parts
}
