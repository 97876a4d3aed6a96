//! The form that spellings of one name share.

use unicode_normalization::UnicodeNormalization;

/// Folds a name: composed, compatible characters made one (NFKC), case folded,
/// letters and digits only. `Data Sync`, `data-sync` and `DataSync` are all
/// `datasync`.
///
/// # Examples
///
/// ```
/// use galpi_analysis::name::fold;
/// assert_eq!(fold("S3 Object-Lock"), "s3objectlock");
/// assert_eq!(fold("볼륨 게이트웨이"), "볼륨게이트웨이");
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut push = |c| push_folded(c, &mut folded);
    // Most names are composed, which is quicker to see than to do.
    match name.chars().all(|c| c.is_ascii() || ('가'..='힣').contains(&c)) {
        true => name.chars().for_each(&mut push),
        false => name.nfc().for_each(&mut push),
    }
    folded
}

/// Returns the letters and digits of a text alone, in small letters; unlike what
/// [`fold`] returns, each as it is composed.
pub fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Says whether a name is an acronym: capitals and digits alone, at least two.
pub fn is_acronym(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

/// Says whether `c` is a letter or digit. Hangul lies deep in the tables of
/// Unicode; that a syllable is a letter needs none.
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    matches!(c, '가'..='힣') || c.is_alphanumeric()
}

/// Appends what is left of one composed character.
#[inline]
pub fn push_folded(c: char, folded: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            folded.push(c.to_ascii_lowercase());
        }
    } else if ('가'..='힣').contains(&c) {
        folded.push(c);
    } else {
        let letters = std::iter::once(c).nfkc().filter(|c| c.is_alphanumeric());
        folded.extend(letters.flat_map(char::to_lowercase));
    }
}
