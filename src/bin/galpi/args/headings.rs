//! Headings of the groups of options in a help.

/// Which notes are searched.
pub(super) const WHICH: &str = "Which notes";
/// What of them is found.
pub(super) const FOUND: &str = "What is found";
/// How many hits there are, and in which order.
pub(super) const MANY: &str = "How many";
/// What a person sees of a hit.
pub(super) const SHOWN: &str = "What is shown";
/// What programs read.
pub(super) const FORMAT: &str = "Formats";
