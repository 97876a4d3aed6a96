//! The form that spellings of one name share.

use unicode_normalization::UnicodeNormalization;

/// Folds a name: composed, compatible characters made one (NFKC), case folded,
/// letters and digits only. `Data Sync`, `data-sync` and `DataSync` are all
/// `datasync`.
///
/// # Examples
///
/// ```
/// use galpi::name::fold;
/// assert_eq!(fold("S3 Object-Lock"), "s3objectlock");
/// assert_eq!(fold("볼륨 게이트웨이"), "볼륨게이트웨이");
/// ```
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.nfc() {
        push_folded(c, &mut folded);
    }
    folded
}

/// A composed text, folded once, of which any piece can be had folded.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// Where each byte of the text is in the folded one; one more for the end.
    places: Vec<u32>,
}

impl Folded {
    /// Folds a composed text (NFC).
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::name::Folded;
    /// let text = "S3 Object-Lock";
    /// assert_eq!(Folded::new(text).piece(3..14), "objectlock");
    /// ```
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut places = Vec::with_capacity(text.len() + 1);
        for (at, c) in text.char_indices() {
            places.resize(at + c.len_utf8(), folded.len() as u32);
            push_folded(c, &mut folded);
        }
        places.push(folded.len() as u32);
        Self { text: folded, places }
    }

    /// Returns a piece of the text, folded; `range` is one of the text's bytes.
    pub fn piece(&self, range: std::ops::Range<usize>) -> &str {
        &self.text[self.places[range.start] as usize..self.places[range.end] as usize]
    }
}

/// Appends what is left of one composed character.
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
