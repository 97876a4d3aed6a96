//! Reads the layout that the files of this crate share: a header, then blocks.

use std::fmt;

/// Why bytes aren't a table or translations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault(pub(crate) &'static str);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not word vectors, or not translations: {}", self.0)
    }
}

impl std::error::Error for Fault {}

/// How many bytes the name is that a header begins with.
const NAME: usize = 8;

/// Bytes that are read block by block; all numbers in them are little-endian.
pub(crate) struct Blocks<'a> {
    header: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Blocks<'a> {
    /// Takes the header: a name, which tells the layout and its version, and so many
    /// numbers.
    pub(crate) fn new(bytes: &'a [u8], name: &[u8; NAME], numbers: usize) -> Result<Self, Fault> {
        let (header, rest) =
            bytes.split_at_checked(NAME + numbers * 4).ok_or(Fault("it is too short"))?;
        match header.starts_with(name) {
            true => Ok(Self { header, rest }),
            false => Err(Fault("it begins otherwise")),
        }
    }

    /// Returns a number of the header, the first being 0.
    pub(crate) fn number(&self, at: usize) -> u32 {
        word(self.header, NAME / 4 + at).unwrap_or_default()
    }

    /// Takes the next block.
    pub(crate) fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(Fault("it is too short"))?;
        self.rest = rest;
        Ok(taken)
    }

    /// Returns how many bytes are not taken yet.
    pub(crate) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Says that there are no more.
    pub(crate) fn end(self) -> Result<(), Fault> {
        if self.rest.is_empty() { Ok(()) } else { Err(Fault("it is too long")) }
    }
}

/// Returns the u32 with the number `at` of a block.
pub(crate) fn word(block: &[u8], at: usize) -> Option<u32> {
    let start = at.checked_mul(4)?;
    let bytes = block.get(start..start.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
