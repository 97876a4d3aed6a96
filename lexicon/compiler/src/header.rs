//! Tables that a lexicon may consist of, told apart by their header lines.

/// The header lines of tables, each of one sort of rows.
pub(crate) const HEADERS: [&str; 5] = [GLOSSARY, GLOSSARY_OF_FIELDS, SPELLINGS, COMMON, PHRASES];
pub(crate) const GLOSSARY: &str = "korean\tenglish\tpos\tweight";
pub(crate) const GLOSSARY_OF_FIELDS: &str = "korean\tenglish\tpos\tweight\tfield";
pub(crate) const SPELLINGS: &str = "standard\tvariants";
pub(crate) const COMMON: &str = "word\tweight";
pub(crate) const PHRASES: &str = "entry\tphrases";
