//! The Korean dictionary as bytes in the program, and nothing else.
//!
//! `build.rs` compiles mecab-ko-dic (see `ko-dic/`) together with the words of
//! `words.csv`, and this crate embeds the result uncompressed: the operating
//! system reads in only the pages that a text touches, so loading costs next
//! to nothing and no file has to be found at run time.
//!
//! An entry's details are, in this order: part of speech (mecab-ko-dic's tag,
//! several joined by `+` where one surface holds several morphemes), reading
//! (Hangul, only where the surface has Hanja, else `*`) and expression (the
//! morphemes inside, as `형태소/POS+형태소/POS`, else `*`).

#![forbid(unsafe_code)]
#![warn(missing_docs)]

/// Names the data this dictionary was built from; two dictionaries that may
/// cut a word differently have different stamps.
pub const STAMP: &str = env!("GALPI_DICT_STAMP");

/// The position of the part of speech in an entry's details (0-based).
pub const PART_OF_SPEECH: usize = 0;
/// The position of the Hanja reading in an entry's details (0-based).
pub const READING: usize = 1;
/// The position of the decomposition in an entry's details (0-based).
pub const EXPRESSION: usize = 2;

mod embedded {
    #![allow(missing_docs)]
    lindera_dictionary::embedded_dictionary!("/ko", KoreanLoader);
}

/// Loads the dictionary; its tables stay where they are in the program.
///
/// # Errors
///
/// Only when the embedded bytes don't fit the `lindera-dictionary` this crate
/// was linked with, which the build makes impossible.
///
/// # Examples
///
/// ```
/// let dictionary = galpi_dict::load()?;
/// assert_eq!(dictionary.metadata.name, "mecab-ko-dic");
/// # Ok::<(), lindera_dictionary::error::LinderaError>(())
/// ```
pub fn load() -> lindera_dictionary::LinderaResult<lindera_dictionary::dictionary::Dictionary> {
    embedded::load()
}
