//! Questions for an amount, and lines that tell one.

/// Says whether a query asks how many, how long or how much: the answer is a
/// number.
pub(crate) fn asks_for_amount(query: &str) -> bool {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let is_how = |pair: &[&str]| {
        pair[0] == "how" && ["many", "much", "long", "often", "large", "big"].contains(&pair[1])
    };
    // 얼마나 asks for a degree as well.
    let asks = |word: &&str| word.contains('몇') || word.starts_with("며칠") || *word == "얼마";
    words.windows(2).any(is_how) || words.iter().any(asks)
}

/// Says whether a line tells an amount: a number that is no part of a name (S3,
/// IPv6).
pub(crate) fn tells_amount(said: &str) -> bool {
    let mut before = ' ';
    said.chars().any(|c| {
        let is_number = c.is_ascii_digit() && !before.is_ascii_alphanumeric();
        before = c;
        is_number
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_asked_for_and_told() {
        for (query, expected) in [
            ("읽기 복제본 몇개", true),
            ("백업 보존 며칠", true),
            ("How many shards", true),
            ("얼마나 좋은가", false),
            ("how to prune", false),
        ] {
            assert_eq!(asks_for_amount(query), expected, "{query}");
        }
        for (line, expected) in
            [("최대 15개", true), ("35일", true), ("S3와 IPv6", false), ("버전 v2", false)]
        {
            assert_eq!(tells_amount(line), expected, "{line}");
        }
    }
}
