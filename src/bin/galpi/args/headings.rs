//! Headings of the groups of options in a help.

/// Which notes are searched.
pub(super) const WHICH: &str = "Which notes";
/// What of them is found.
pub(super) const FOUND: &str = "Matching";
/// How many hits there are, and in which order.
pub(super) const MANY: &str = "Number and order";
/// What a person sees of a hit.
pub(super) const SHOWN: &str = "Display";
/// What programs read.
pub(super) const FORMAT: &str = "Output formats";
