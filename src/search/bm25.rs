//! The formulas of BM25 (Robertson and others, 1994), each in one place.

/// Returns the inverse document frequency of what is in `frequency` of `count`
/// texts: how much it says that one text has it.
pub(crate) fn idf(frequency: f32, count: f32) -> f32 {
    let frequency = frequency.min(count);
    (1.0 + (count - frequency + 0.5) / (frequency + 0.5)).ln()
}

/// Returns what of `worth` a text has in which something is `times` times: half
/// of it at `k1` times.
pub(crate) fn saturated(worth: f32, times: f32, k1: f32) -> f32 {
    worth * times / (times + k1)
}

/// Returns what occurrences in a text are divided by that is `length` times as
/// long as the average; `b` is how much length matters.
pub(crate) fn length_norm(b: f32, length: f32) -> f32 {
    1.0 - b + b * length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rarer_the_more_and_never_less_than_nothing() {
        let of = |frequency| idf(frequency, 100.0);
        assert!(of(1.0) > of(10.0) && of(10.0) > of(100.0));
        assert!(of(100.0) > 0.0);
        // Merged segments count deleted sections, too.
        assert_eq!(of(120.0), of(100.0));
    }

    #[test]
    fn more_of_the_same_saturates() {
        assert_eq!(saturated(1.0, 0.0, 1.2), 0.0);
        assert_eq!(saturated(3.0, 1.2, 1.2), 1.5);
        assert!(saturated(1.0, 1000.0, 1.2) < 1.0);
    }

    #[test]
    fn long_texts_are_discounted() {
        assert_eq!(length_norm(0.6, 1.0), 1.0);
        assert!(length_norm(0.6, 2.0) > 1.0);
        assert_eq!(length_norm(0.0, 9.0), 1.0);
    }
}
