//! Queries for an amount (how many, how long, which size), and lines that tell one.

use crate::analysis::korean::without_particle;
use crate::analysis::unit::begins_with_time;

/// Which amount a query asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Amount {
    /// How long, or how often.
    Time,
    /// A number of anything.
    Any,
}

/// Words for what is measured in time, as the last word of a query.
const TIMES: [&str; 7] = ["기간", "주기", "타임아웃", "timeout", "duration", "period", "interval"];
/// Words before 시간 with which it means a duration; elsewhere it may be a part of a name
/// (복구 시간 목표).
const LASTING: [&str; 5] = ["걸리는", "소요", "제한", "최대", "유효"];
/// Words for other measures.
const MEASURES: [&str; 17] = [
    "크기",
    "사이즈",
    "용량",
    "개수",
    "갯수",
    "길이",
    "한도",
    "할당량",
    "최댓값",
    "최솟값",
    "기본값",
    "범위",
    "size",
    "capacity",
    "length",
    "quota",
    "range",
];
/// Returns which amount a query asks for, by a question word (how many, how long) or by
/// the name of a measure (size, limit, period).
pub(crate) fn asked_amount(query: &str) -> Option<Amount> {
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let pair = |of: fn(&str, &str) -> bool| words.windows(2).any(|pair| of(pair[0], pair[1]));
    let last = words.last().map(|word| word.trim_end_matches(['?', '.', '!']));
    let last = last.map(|word| without_particle(word).unwrap_or(word)).unwrap_or_default();
    let is_time = TIMES.contains(&last)
        || words.iter().any(|word| word.starts_with("며칠"))
        || pair(|how, long| how == "how" && (long == "long" || long == "often"))
        || pair(|much, unit| much == "몇" && begins_with_time(unit))
        || words.iter().any(|word| word.strip_prefix('몇').is_some_and(begins_with_time))
        || pair(|of, time| time.starts_with("시간") && LASTING.contains(&of))
        || pair(|time, limit| time == "시간" && limit.starts_with("제한"));
    if is_time {
        return Some(Amount::Time);
    }
    if is_concession(&words) {
        return None;
    }
    // 얼마나 may ask for a degree, so only 얼마 counts.
    let is_any = words.iter().any(|word| word.contains('몇') || *word == "얼마")
        || pair(|how, many| how == "how" && matches!(many, "many" | "much" | "large" | "big"))
        || words.len() > 1 && MEASURES.contains(&last);
    is_any.then_some(Amount::Any)
}

/// Says whether an amount is named to say that it doesn't matter: no matter how many, 몇 번을
/// 보내도.
fn is_concession(words: &[&str]) -> bool {
    const EVEN_IF: [&str; 9] =
        ["해도", "어도", "아도", "여도", "내도", "려도", "러도", "와도", "워도"];
    let no_matter = words.windows(2).any(|pair| pair[0] == "matter" && pair[1] == "how");
    let how_many = words.iter().position(|word| word.starts_with('몇'));
    let is_even_if = |word: &&str| EVEN_IF.iter().any(|ending| word.ends_with(ending));
    no_matter || how_many.is_some_and(|at| words[at..].iter().any(is_even_if))
}

/// Says whether a text has a number that isn't part of a name (S3, IPv6), followed by a
/// unit of time where a time was asked for.
pub(crate) fn tells_amount(said: &str, asked: Amount) -> bool {
    let mut before = ' ';
    let mut rest = said;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_digit() && !before.is_ascii_alphanumeric() {
            // Only from where a number begins, so that a line of dots costs linear time.
            let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '~');
            let after = rest.trim_start_matches(is_of_number);
            let unit = after.trim_start_matches([' ', '-']);
            if asked == Amount::Any || begins_with_time(unit) {
                return true;
            }
            before = '0';
            rest = after;
            continue;
        }
        before = c;
        rest = &rest[c.len_utf8()..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_asked_for() {
        for (query, expected) in [
            ("읽기 복제본 몇개", Some(Amount::Any)),
            ("How many shards", Some(Amount::Any)),
            ("객체 최대 크기는?", Some(Amount::Any)),
            ("port range", Some(Amount::Any)),
            ("백업 보존 며칠", Some(Amount::Time)),
            ("how long is a lease", Some(Amount::Time)),
            ("몇 분 걸리나", Some(Amount::Time)),
            ("백업 보존 기간", Some(Amount::Time)),
            ("함수 시간 제한", Some(Amount::Time)),
            ("얼마나 좋은가", None),
            ("how to prune", None),
            ("꺼내는 데 걸리는 시간", Some(Amount::Time)),
            ("시간 복잡도", None),
            ("복구 시간", None),
            ("크기", None),
            ("the same answer no matter how many times it is asked", None),
            ("몇 번을 보내도 같은 결과", None),
            ("몇 명까지 들어가도 되는 온도", Some(Amount::Any)),
        ] {
            assert_eq!(asked_amount(query), expected, "{query}");
        }
    }

    #[test]
    fn an_amount_is_told() {
        for (line, any, time) in [
            ("최대 15개", true, false),
            ("35일", true, true),
            ("1~14일, 5 GB", true, true),
            ("900 seconds", true, true),
            ("5 shards", true, false),
            ("한 달에 5달러", true, false),
            ("S3와 IPv6", false, false),
            ("버전 v2", false, false),
        ] {
            let told = [Amount::Any, Amount::Time].map(|asked| tells_amount(line, asked));
            assert_eq!(told, [any, time], "{line}");
        }
    }
}
