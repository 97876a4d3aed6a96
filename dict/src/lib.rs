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

use std::sync::Arc;

use lindera_dictionary::LinderaResult;
use lindera_dictionary::dictionary::Dictionary;
use lindera_dictionary::dictionary::character_definition::CharacterDefinition;
use lindera_dictionary::dictionary::connection_cost_matrix::ConnectionCostMatrix;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::dictionary::unknown_dictionary::UnknownDictionary;

/// Names the data this dictionary was built from; two dictionaries that may
/// cut a word differently have different stamps.
pub const STAMP: &str = env!("GALPI_DICT_STAMP");

/// The position of the part of speech in an entry's details (0-based).
pub const PART_OF_SPEECH: usize = 0;
/// The position of the Hanja reading in an entry's details (0-based).
pub const READING: usize = 1;
/// The position of the decomposition in an entry's details (0-based).
pub const EXPRESSION: usize = 2;

/// A file that `build.rs` made.
macro_rules! built {
    ($name:literal) => {
        concat!(env!("LINDERA_WORKDIR"), "/ko/", $name)
    };
}

// Statics rather than constants: a constant would be in the crate's metadata.
static CHARACTERS: &[u8] = include_bytes!(built!("char_def.bin"));
// Aligned, so that costs are read where they lie.
static COSTS: &[u8] = lindera_dictionary::include_bytes_aligned!(built!("matrix.mtx"));
static TRIE: &[u8] = include_bytes!(built!("dict.trie"));
static VALUES: &[u8] = include_bytes!(built!("dict.vals"));
static VALUE_STARTS: &[u8] = include_bytes!(built!("dict.valsidx"));
static DETAILS: &[u8] = include_bytes!(built!("dict.words"));
static DETAIL_STARTS: &[u8] = include_bytes!(built!("dict.wordsidx"));
static UNKNOWN: &[u8] = include_bytes!(built!("unk.bin"));
static METADATA: &[u8] = include_bytes!(built!("metadata.json"));

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
pub fn load() -> LinderaResult<Dictionary> {
    let metadata = Metadata::load(METADATA)?;
    metadata.validate_format_version()?;
    let words = PrefixDictionary::load(TRIE, VALUE_STARTS, VALUES, DETAIL_STARTS, DETAILS)?;
    Ok(Dictionary {
        prefix_dictionary: Arc::new(words),
        connection_cost_matrix: Arc::new(ConnectionCostMatrix::load(COSTS)?),
        character_definition: Arc::new(characters()?),
        unknown_dictionary: Arc::new(UnknownDictionary::load(UNKNOWN)?),
        metadata: Arc::new(metadata),
    })
}

/// Reads what kinds of characters there are. `CharacterDefinition::load` also
/// makes a table of 65,536 characters, which was half of all instructions of a
/// cold query; without it, lindera looks the few ranges of Korean up.
fn characters() -> LinderaResult<CharacterDefinition> {
    let mut aligned = rkyv::util::AlignedVec::<16>::new();
    aligned.extend_from_slice(CHARACTERS);
    rkyv::from_bytes::<CharacterDefinition, rkyv::rancor::Error>(&aligned)
        .or_else(|_| CharacterDefinition::load(CHARACTERS))
}
