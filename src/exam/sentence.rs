//! Lines and sentences of a question.

use super::markers::{BOXES, is_before};

/// What stands before the number of a question, the longer first.
const NUMBERED: [&str; 10] = [
    "NEW QUESTION",
    "QUESTION NO",
    "Question No",
    "QUESTION",
    "Question",
    "question",
    "[문제",
    "문제",
    "문항",
    "Q",
];

/// Puts a text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes the signs of a quotation off the lines of a text that is quoted as a whole,
/// as notes and messages have it.
pub(super) fn unquoted(text: &str) -> String {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    if lines.peek().is_none() || lines.any(|line| !line.trim_start().starts_with('>')) {
        return text.to_owned();
    }
    let plain = |line: &str| line.trim_start().trim_start_matches(['>', ' ']).to_owned() + "\n";
    text.lines().map(plain).collect()
}

/// Takes a topic off, which some sites put before or behind the number of a question:
/// `Topic 1 - Question #12`, `Question #12Topic 1`.
fn without_topic(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("Topic").or_else(|| text.strip_prefix("topic")) else {
        return text;
    };
    let number = rest.trim_start_matches([' ', '#']);
    let behind = number.trim_start_matches(|c: char| c.is_ascii_digit());
    match behind.len() < number.len() {
        true => behind.trim_start_matches([' ', '-', '–', '—', ',', ':', '|']),
        false => text,
    }
}

/// Says whether a line begins with the number of a question, called so: `Question 3`,
/// `문제 3.`, and not `3.` alone.
pub(super) fn is_titled(line: &str) -> bool {
    let line = without_topic(line.trim_start_matches(is_lead));
    let numbered = NUMBERED.iter().find_map(|word| line.strip_prefix(word));
    let rest = numbered.map(|rest| rest.trim_start_matches([' ', '#', '.', ':']));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Says whether a sign may stand before the number of a question: of a heading, a list,
/// a quotation or emphasis.
fn is_lead(c: char) -> bool {
    c == '#' || is_before(c)
}

/// Takes the number of a question off its beginning, and bullets, boxes to tick and
/// emphasis before it.
pub(super) fn without_lead_and_number(stem: &str) -> &str {
    let mut bare = stem.trim_start_matches(is_lead);
    while let Some(shorter) = BOXES.iter().find_map(|sign| bare.strip_prefix(sign)) {
        bare = shorter.trim_start_matches(is_lead);
    }
    match without_number(bare) {
        // Without a number the signs may be of what is said.
        rest if rest.len() == bare.len() => {
            without_number(stem.trim_start_matches(['*', '_', '#', ' ']))
        }
        rest => rest,
    }
}

/// Takes the number of a question off its beginning.
pub(super) fn without_number(line: &str) -> &str {
    let called = without_topic(line);
    let rest = NUMBERED
        .iter()
        .find_map(|word| called.strip_prefix(word))
        .map(|rest| rest.trim_start_matches([' ', '#', '.', ':']));
    let numbered = rest.unwrap_or(line);
    let after = numbered.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = after.len() < numbered.len();
    let body = after.trim_start_matches([')', '.', ':', ']', '*', '_', '번']);
    match is_number && (rest.is_some() || body.len() < after.len() && body.starts_with(' ')) {
        true if rest.is_some() => without_topic(body.trim_start()),
        true => body.trim_start(),
        false => line,
    }
}

/// Says whether a line asks something.
pub(super) fn asks(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(')');
    line.ends_with(['?', '？']) || ["시오.", "시오", "것은"].iter().any(|end| line.ends_with(end))
}

/// Cuts a line into sentences. A stop inside a number or name ends none.
pub(super) fn sentences(line: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_last = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if matches!(c, '?' | '？' | '!' | '。') || c == '.' && is_last {
            sentences.push(line[start..at + c.len_utf8()].trim());
            start = at + c.len_utf8();
        }
    }
    sentences.push(line[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}
