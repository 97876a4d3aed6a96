//! Words, phrases, operators, filters.

use crate::span::Span;

/// A query of more words, or of several lines, was pasted: its quotes, dashes
/// and colons are text.
pub const MAX_OPERATOR_WORDS: usize = 16;

/// A query as it was typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed, whole.
    pub typed: String,
    /// What is to be matched by meaning: `typed` with operators, and what
    /// isn't to be ranked by, blanked out, so that places stay true.
    pub text: String,
    /// What a section must or must not have.
    pub constraints: Vec<Constraint>,
}

/// Something a section must or must not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Where it stands in what was typed.
    pub span: Span,
    /// The words of it.
    pub text: String,
    /// Where they are looked for.
    pub filter: Filter,
    /// Whether sections that have it are left out.
    pub is_excluded: bool,
}

/// What a constraint looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Heading or text: the words one after the other.
    Text,
    /// The headings: `heading:`.
    Heading,
    /// The note's path: `path:`.
    Path,
    /// The services it speaks of: `service:`.
    Service,
    /// The concepts it speaks of: `concept:`.
    Concept,
}

const FILTERS: [(&str, Filter); 4] = [
    ("heading:", Filter::Heading),
    ("path:", Filter::Path),
    ("service:", Filter::Service),
    ("concept:", Filter::Concept),
];

/// Reads a query.
///
/// `"a phrase"` and `+word` must be there, `-word` must not; `heading:`,
/// `path:`, `service:` and `concept:` look elsewhere than in the text. An
/// operator stands at the beginning of a word. Everything else is text, and
/// so is all of a query that was pasted: one with a line break in it, or of
/// more than [`MAX_OPERATOR_WORDS`] words.
///
/// # Examples
///
/// ```
/// use galpi::query::{Filter, parse};
///
/// let query = parse("볼륨 -파일 service:\"Storage Gateway\"");
/// assert_eq!(query.text.split_whitespace().collect::<Vec<_>>(), ["볼륨"]);
/// assert!(query.constraints[0].is_excluded);
/// assert_eq!(query.constraints[1].filter, Filter::Service);
/// assert_eq!(query.constraints[1].text, "Storage Gateway");
/// ```
pub fn parse(typed: &str) -> Query {
    let mut query =
        Query { typed: typed.to_owned(), text: typed.to_owned(), constraints: Vec::new() };
    let typed = typed.trim_end();
    if typed.contains('\n') || typed.split_whitespace().count() > MAX_OPERATOR_WORDS {
        return query;
    }
    let mut blanked: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < typed.len() {
        let rest = &typed[at..];
        let skip = rest.len() - rest.trim_start().len();
        if skip > 0 {
            at += skip;
            continue;
        }
        let (constraint, length) = match operator(rest) {
            Some((constraint, length)) => (Some(constraint), length),
            None => (None, rest.find(char::is_whitespace).unwrap_or(rest.len())),
        };
        if let Some((filter, is_excluded, words)) = constraint {
            let is_text = filter == Filter::Text && !is_excluded;
            if is_text {
                // The words rank as well; only the signs around them don't.
                let start = at + (words.as_ptr() as usize - rest.as_ptr() as usize);
                blanked.push(Span::new(at, start));
                blanked.push(Span::new(start + words.len(), at + length));
            } else {
                blanked.push(Span::new(at, at + length));
            }
            query.constraints.push(Constraint {
                span: Span::new(at, at + length),
                text: words.trim().to_owned(),
                filter,
                is_excluded,
            });
        }
        at += length;
    }
    for span in blanked {
        query.text.replace_range(span.range(), &" ".repeat(span.len()));
    }
    query
}

/// Reads an operator at the beginning of a word: where it looks, whether it
/// excludes, its words, and how many bytes it takes.
fn operator(text: &str) -> Option<((Filter, bool, &str), usize)> {
    let (is_excluded, is_required, body) = match text.as_bytes()[0] {
        b'-' => (true, false, &text[1..]),
        b'+' => (false, true, &text[1..]),
        _ => (false, false, text),
    };
    let sign = text.len() - body.len();
    let filter = FILTERS.iter().find(|(name, _)| body.starts_with(name));
    let (filter, name) = filter.map_or((Filter::Text, 0), |(name, filter)| (*filter, name.len()));
    let value = &body[name..];
    if let Some(inside) = value.strip_prefix('"') {
        let length = inside.find('"')?;
        let words = &inside[..length];
        let has_letters = words.chars().any(char::is_alphanumeric);
        return has_letters.then_some(((filter, is_excluded, words), sign + name + length + 2));
    }
    if filter == Filter::Text && !is_excluded && !is_required {
        return None;
    }
    let length = value.find(char::is_whitespace).unwrap_or(value.len());
    let words = &value[..length];
    words
        .starts_with(char::is_alphanumeric)
        .then_some(((filter, is_excluded, words), sign + name + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, text: &str, constraints: &[(&str, Filter, bool)]) {
        let query = parse(typed);
        assert_eq!(query.text.split_whitespace().collect::<Vec<_>>().join(" "), text);
        let found: Vec<_> =
            query.constraints.iter().map(|c| (c.text.as_str(), c.filter, c.is_excluded)).collect();
        assert_eq!(found, constraints);
        assert_eq!(query.text.len(), typed.len());
    }

    #[test]
    fn operators_stand_before_words() {
        check(
            "+필수 -제외 보통",
            "필수 보통",
            &[("필수", Filter::Text, false), ("제외", Filter::Text, true)],
        );
        check("\"캐시 모드\" 볼륨", "캐시 모드 볼륨", &[("캐시 모드", Filter::Text, false)]);
        check("-\"캐시 모드\" 볼륨", "볼륨", &[("캐시 모드", Filter::Text, true)]);
        check(
            "heading:IAM path:aws -service:s3",
            "",
            &[
                ("IAM", Filter::Heading, false),
                ("aws", Filter::Path, false),
                ("s3", Filter::Service, true),
            ],
        );
    }

    #[test]
    fn anything_else_is_text() {
        check("on-premise - + \" A) b:c http://a.b", "on-premise - + \" A) b:c http://a.b", &[]);
        check("\"\" heading: -", "\"\" heading: -", &[]);
        check("한 줄 \"둘\"\n-셋", "한 줄 \"둘\" -셋", &[]);
        check("", "", &[]);
    }
}
