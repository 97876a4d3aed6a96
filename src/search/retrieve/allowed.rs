//! The sections that constraints let through.

/// The sections that a query's constraints let through: segment and number,
/// sorted; all where there is no list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Allowed<'a>(pub(crate) Option<&'a [(u32, u32)]>);

impl Allowed<'_> {
    pub(super) fn contains(self, segment: u32, doc: u32) -> bool {
        self.0.is_none_or(|list| list.binary_search(&(segment, doc)).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_list_lets_all_through_and_an_empty_one_nothing() {
        assert!(Allowed(None).contains(3, 9));
        assert!(!Allowed(Some(&[])).contains(3, 9));
        let some = Allowed(Some(&[(0, 1), (3, 9)]));
        assert!(some.contains(3, 9) && !some.contains(3, 8) && !some.contains(1, 1));
    }
}
