//! Claims of entries on names, in whichever layer.

/// A claim of an entry on a name, or of a row of the glossary on a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The number of the layer, from 0: a notebook's own come first.
    pub layer: usize,
    /// The number of the entry or row in it, from 0.
    pub number: u32,
    /// Whether the name is an ordinary word too.
    pub weak: bool,
}
