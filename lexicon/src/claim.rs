//! Claims: which entry a name belongs to, in which layer.

/// That a name belongs to an entry, or a form to a row of the glossary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The number of the layer, from 0: a notebook's own come first.
    pub layer: usize,
    /// The number of the entry or row in it, from 0.
    pub number: u32,
    /// Whether the name is an ordinary word too.
    pub weak: bool,
}
