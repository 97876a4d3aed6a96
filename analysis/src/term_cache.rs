//! What is known of the terms that come again and again.

/// Something about each term of an [`Analyzer`](super::Analyzer), worked out when
/// it first comes and found by its number from then on: an array, where a map
/// would hash the term at each of its places.
///
/// The same number stands for the same word and the same place in it, so that all
/// that depends on these alone can be kept.
#[derive(Debug)]
pub struct TermCache<T> {
    /// The lowest number that is kept; those before it were forgotten.
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

    /// Returns what is known of the term with a number, worked out now where it
    /// is new or has no number.
    pub fn of(&mut self, number: u32, work_out: impl FnOnce() -> T) -> T {
        let Some(at) = number.checked_sub(self.first) else { return work_out() };
        let mut at = at as usize;
        if at >= Self::MOST {
            self.values.clear();
            self.first = number;
            at = 0;
        }
        if at >= self.values.len() {
            self.values.resize_with(at + 1, || None);
        }
        self.values[at].get_or_insert_with(work_out).clone()
    }

    /// Forgets all.
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
