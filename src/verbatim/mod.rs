//! Strings as they stand in the notes, found in the notes themselves.
//!
//! A string goes in; the places of a note's text where it stands come out.
//! Nothing here knows an index: what is looked for need not be words, so that
//! no dictionary of words could find it. Matching follows `rg -F -i`: Unicode
//! simple case folding, one line at a time; besides, composed and decomposed
//! spellings (NFC, NFD) of the string are the same.

mod pattern;
mod scan;

pub(crate) use pattern::Pattern;
pub(crate) use scan::scan;
