//! Words, phrases, operators, filters.

use crate::span::Span;

/// A query of more words or operators, or of several lines, was pasted: its
/// quotes, dashes and colons are text.
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
    /// Whether it stood in quotation marks: then each character of it counts.
    pub is_quoted: bool,
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
/// operator stands at the beginning of a word. Everything else is text: flags
/// of commands (`-F`), numbers with a minus (`-9`, `-273.15℃`), and all of a query that was pasted: one with a
/// line break in it, or of more than [`MAX_OPERATOR_WORDS`] words, unless all
/// of it stands in quotation marks. A longer flag (`-exec`) is read as an
/// exclusion here, as only the notes can tell: see [`Query::restore`].
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
    let is_pasted = typed.contains('\n') || typed.split_whitespace().count() > MAX_OPERATOR_WORDS;
    if is_pasted && !is_one_phrase(typed) {
        return query;
    }
    let as_text = query.clone();
    let mut at = 0;
    while at < typed.len() {
        let rest = &typed[at..];
        let skip = rest.len() - rest.trim_start().len();
        if skip > 0 {
            at += skip;
            continue;
        }
        let Some(operator) = operator(rest) else {
            at += rest.find(char::is_whitespace).unwrap_or(rest.len());
            continue;
        };
        // Each is looked for in all notes; phrases may stand without a space
        // between them.
        if query.constraints.len() == MAX_OPERATOR_WORDS {
            return as_text;
        }
        let span = Span::new(at, at + operator.length);
        if operator.filter == Filter::Text && !operator.is_excluded {
            // The words rank as well; only the signs around them don't.
            let start = at + (operator.words.as_ptr() as usize - rest.as_ptr() as usize);
            query.blank(Span::new(at, start));
            query.blank(Span::new(start + operator.words.len(), span.end));
        } else {
            query.blank(span);
        }
        query.constraints.push(Constraint {
            span,
            text: operator.words.trim().to_owned(),
            filter: operator.filter,
            is_excluded: operator.is_excluded,
            is_quoted: operator.is_quoted,
        });
        at = span.end;
    }
    query
}

impl Query {
    /// Blanks a part of the text out.
    fn blank(&mut self, span: Span) {
        self.text.replace_range(span.range(), &" ".repeat(span.len()));
    }

    /// Takes a constraint back: what was typed of it is text. `number` is its
    /// place among the constraints, 0-based.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut query = galpi::query::parse("find -exec");
    /// query.restore(0);
    /// assert_eq!(query.text, "find -exec");
    /// assert!(query.constraints.is_empty());
    /// ```
    pub fn restore(&mut self, number: usize) {
        let span = self.constraints.remove(number).span;
        self.text.replace_range(span.range(), &self.typed[span.range()]);
    }
}

/// An operator with its words.
struct Operator<'t> {
    filter: Filter,
    is_excluded: bool,
    is_quoted: bool,
    words: &'t str,
    /// Bytes that it takes, signs included.
    length: usize,
}

/// Quotation marks as keyboards type them and as systems put them in their
/// place.
const QUOTES: [(char, char); 3] = [('"', '"'), ('“', '”'), ('„', '“')];

/// Returns what stands in the quotation marks that a text begins with, and how
/// many bytes they take with it.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let open = text.chars().next()?;
    let (_, close) = QUOTES.iter().find(|(mark, _)| *mark == open)?;
    let inside = &text[open.len_utf8()..];
    let length = inside.find(*close)?;
    Some((&inside[..length], open.len_utf8() + length + close.len_utf8()))
}

/// Says whether all of a query stands in one pair of quotation marks.
fn is_one_phrase(typed: &str) -> bool {
    let typed = typed.trim();
    quoted(typed).is_some_and(|(_, length)| length == typed.len())
}

/// Reads an operator at the beginning of a word.
fn operator(text: &str) -> Option<Operator<'_>> {
    let (is_excluded, is_required, body) = match text.as_bytes()[0] {
        b'-' => (true, false, &text[1..]),
        b'+' => (false, true, &text[1..]),
        _ => (false, false, text),
    };
    let sign = text.len() - body.len();
    let filter = FILTERS.iter().find(|(name, _)| body.starts_with(name));
    let (filter, name) = filter.map_or((Filter::Text, 0), |(name, filter)| (*filter, name.len()));
    let value = &body[name..];
    if let Some((words, length)) = quoted(value) {
        let length = sign + name + length;
        let operator = Operator { filter, is_excluded, is_quoted: true, words, length };
        return (!words.trim().is_empty()).then_some(operator);
    }
    if filter == Filter::Text && !is_excluded && !is_required {
        return None;
    }
    let length = value.find(char::is_whitespace).unwrap_or(value.len());
    let words = &value[..length];
    let is_no_word = is_excluded && name == 0 && (is_short_flag(words) || is_number(words));
    let operator =
        Operator { filter, is_excluded, is_quoted: false, words, length: sign + name + length };
    (words.starts_with(char::is_alphanumeric) && !is_no_word).then_some(operator)
}

/// Says whether what stands after a dash is a flag of a command whatever the
/// notes say: one Latin letter, with what is given to it.
fn is_short_flag(words: &str) -> bool {
    let mut chars = words.chars();
    let is_letter = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    is_letter && chars.next().is_none_or(|c| !c.is_alphanumeric())
}

/// Says whether a dash before `words` is a minus: these are a number, perhaps with a sign
/// for what it counts (`9`, `273.15`, `40℃`, `1/2`).
fn is_number(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii_digit()) && !words.contains(char::is_alphabetic)
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
        check("“캐시 모드” 볼륨", "캐시 모드 볼륨", &[("캐시 모드", Filter::Text, false)]);
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
    fn what_has_more_operators_than_anyone_types_is_text() {
        let phrases = |count: usize| "\"a\"".repeat(count);
        assert_eq!(parse(&phrases(MAX_OPERATOR_WORDS)).constraints.len(), MAX_OPERATOR_WORDS);
        let many = phrases(MAX_OPERATOR_WORDS + 1);
        let query = parse(&many);
        assert_eq!((query.constraints.len(), query.text.as_str()), (0, many.as_str()));
    }

    #[test]
    fn anything_else_is_text() {
        check("on-premise - + \" A) b:c http://a.b", "on-premise - + \" A) b:c http://a.b", &[]);
        check("\"\" heading: -", "\"\" heading: -", &[]);
        check("kill -9 tail -F xargs -I{}", "kill -9 tail -F xargs -I{}", &[]);
        check("-273.15℃ -1/2 -10%", "-273.15℃ -1/2 -10%", &[]);
        check("한 줄 \"둘\"\n-셋", "한 줄 \"둘\" -셋", &[]);
        check("", "", &[]);
    }

    #[test]
    fn a_long_phrase_is_one() {
        let words = vec!["말"; 40].join(" ");
        check(&format!("\"{words}\""), &words, &[(words.as_str(), Filter::Text, false)]);
    }
}
