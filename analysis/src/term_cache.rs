//! A cache of values by term.

/// Values that depend on a term and its word alone, computed when the term first comes and
/// found by the number that an [`Analyzer`](super::Analyzer) gave it: an array, where a map
/// would have to hash the term at each occurrence.
#[derive(Debug)]
pub struct TermCache<T> {
    /// The lowest number that is kept; values of lower ones were dropped.
    first: u32,
    values: Vec<Option<T>>,
}

impl<T> Default for TermCache<T> {
    fn default() -> Self {
        Self { first: 1, values: Vec::new() }
    }
}

impl<T: Clone> TermCache<T> {
    /// Numbers that are kept: about as many terms as an analyzer remembers.
    const MOST: usize = 1 << 19;

    /// Returns the value of the term with a number, computed now if it is new. A term without
    /// a number (0) isn't cached.
    pub fn of(&mut self, number: u32, compute: impl FnOnce() -> T) -> T {
        let Some(at) = number.checked_sub(self.first) else { return compute() };
        let mut at = at as usize;
        if at >= Self::MOST {
            self.values.clear();
            self.first = number;
            at = 0;
        }
        if at >= self.values.len() {
            self.values.resize_with(at + 1, || None);
        }
        self.values[at].get_or_insert_with(compute).clone()
    }

    /// Drops all values.
    pub fn clear(&mut self) {
        self.values.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_worked_out_once() {
        let mut known = TermCache::default();
        assert_eq!(known.of(7, || "seven"), "seven");
        assert_eq!(known.of(7, || "again"), "seven");
        assert_eq!(known.of(3, || "three"), "three");
        // A term that the analyzer doesn't remember has the number 0.
        assert_eq!(known.of(0, || "one"), "one");
        assert_eq!(known.of(0, || "another"), "another");
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut known = TermCache::default();
        let far = TermCache::<u32>::MOST as u32 + 9;
        assert_eq!(known.of(1, || 1), 1);
        assert_eq!(known.of(far, || 2), 2);
        assert_eq!(known.of(far, || 3), 2);
        assert_eq!(known.of(1, || 4), 4);
        assert!(known.values.len() < 9);
    }
}
