//! The form in which words of Latin letters are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns the form that a word is compared in: compatible characters made one
/// (NFKD), without diacritics, which keyboards here don't have (`café`), case folded.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            // Units, as people type them who lack the sign.
            'μ' => folded.push('u'),
            'Ω' => folded.push_str("ohm"),
            '°' => {}
            _ => folded.extend(c.to_lowercase()),
        }
    }
    folded
}
