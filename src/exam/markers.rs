//! Markers: labels that count up, with what sets them off (`A)`, `(가)`, `①`, `1.`).

use std::ops::Range;

/// No exam has more.
const MAX_OPTIONS: usize = 12;
/// Labels that count up, a row a kind.
const LABELS: [&str; 13] = [
    "ABCDEFGHIJKL",
    "abcdefghijkl",
    "가나다라마바사아자차카타",
    "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌ",
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫",
    "❶❷❸❹❺❻❼❽❾❿",
    "㉮㉯㉰㉱㉲㉳㉴㉵㉶㉷㉸㉹",
    "㉠㉡㉢㉣㉤㉥㉦㉧㉨㉩㉪㉫",
    "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛ",
    "ⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁ",
    "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿",
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓",
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ",
];
/// Kinds of labels that need nothing behind them.
const ENCLOSED: Range<usize> = 4..12;
/// The kind of labels that are numbers in digits, and of those in Roman ones.
const DIGITS: usize = 13;
pub(super) const LAST_KIND: usize = ROMAN;
const ROMAN: usize = 14;
/// Roman numbers in Latin letters; one alone may be a letter that counts up, too.
const ROMAN_LABELS: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
/// Kinds of labels that a table or a page may give without a sign behind them.
const MAY_BE_BARE: [usize; 3] = [0, 2, DIGITS];

/// What opens and closes a label.
const OPENING: [char; 4] = ['(', '[', '（', '［'];
const CLOSING: [char; 9] = [')', ']', '.', ':', '）', '］', '．', '：', '、'];
/// What stands before a label on its line and isn't of it: bullets, boxes to
/// tick, quotations, emphasis, cells of a table.
const BEFORE: [char; 20] = [
    '-', '*', '+', '>', '•', '·', '☐', '□', '_', '○', '◯', '●', '◉', '☑', '✅', '✓', '✔', '▪', '◦',
    '|',
];
/// Boxes to tick that are made of letters.
pub(super) const BOXES: [&str; 6] = ["[ ]", "[x]", "[X]", "[]", "( )", "()"];

/// Bytes of what stands before a label on its line.
const MAX_LEAD_BYTES: usize = 24;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) kind: usize,
    /// Which label of its kind, 0-based.
    pub(super) number: usize,
    /// Where it begins in the text, in bytes, with what opens it.
    pub(super) start: usize,
    /// Where what it labels begins.
    pub(super) end: usize,
    /// Whether nothing stands before it on its line.
    pub(super) is_first: bool,
    /// Whether nothing sets it off but the line, a tab or spaces.
    pub(super) is_bare: bool,
    /// What stands behind the label, of those with a sign: `1)` and `1.` don't count
    /// up together.
    closing: Option<char>,
}

/// Finds all that may be markers.
pub(super) fn markers(text: &str) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut before: Option<char> = None;
        for (at, c) in line.char_indices() {
            let is_first = at <= MAX_LEAD_BYTES
                && without_bullet(line[..at].trim_end_matches(OPENING)).is_empty();
            for label in labels_at(&line[at..]).into_iter().flatten() {
                if let Some(marker) = marker_at(line, at, label, before, is_first) {
                    let Marker { start, end, .. } = marker;
                    let (start, end) = (line_start + start, line_start + end);
                    found.push(Marker { start, end, ..marker });
                }
            }
            before = Some(c);
        }
        line_start += line.len();
    }
    found
}

/// Reads a marker whose label begins at a byte of a line.
fn marker_at(
    line: &str,
    at: usize,
    (kind, number, label_bytes): Label,
    before: Option<char>,
    is_first: bool,
) -> Option<Marker> {
    let rest = &line[at..];
    let opening = before.filter(|c| OPENING.contains(c));
    let start = at - opening.map_or(0, char::len_utf8);
    if ENCLOSED.contains(&kind) {
        let end = at + label_bytes;
        return Some(Marker { kind, number, start, end, is_first, is_bare: false, closing: None });
    }
    // A label is a word of its own.
    let ahead = before.filter(|_| opening.is_none());
    if ahead.is_some_and(|c| !c.is_whitespace() && !BEFORE.contains(&c)) {
        return None;
    }
    let behind = &rest[label_bytes..];
    let closed = behind.trim_start_matches('*');
    let Some(closing) = closed.chars().next().filter(|c| CLOSING.contains(c)) else {
        let is_bare = is_first && MAY_BE_BARE.contains(&kind) && is_set_off(kind, behind);
        let end = at + label_bytes;
        return is_bare.then_some(Marker {
            kind,
            number,
            start,
            end,
            is_first,
            is_bare,
            closing: None,
        });
    };
    let after = closed[closing.len_utf8()..].trim_start_matches(['*', '_']);
    // `A.` ends a sentence and `1.` begins a number where no space follows, and
    // `a:` is a word of a sentence unless it begins a line.
    let is_plain = matches!(closing, '.' | ':' | '：');
    let has_space = after.starts_with(char::is_whitespace);
    if is_plain && (!has_space || closing != '.' && !is_first)
        || after.trim().is_empty() && !is_first
    {
        return None;
    }
    let end = line.len() - after.len();
    let closing = Some(closing);
    Some(Marker { kind, number, start, end, is_first, is_bare: false, closing })
}

/// Says whether what follows a label sets it off without a sign: the end of the
/// line, a tab, some spaces. A number before one space counts what follows.
fn is_set_off(kind: usize, behind: &str) -> bool {
    let is_gap = behind.trim().is_empty() || behind.starts_with('\t') || behind.starts_with("  ");
    is_gap || kind != DIGITS && behind.starts_with(' ')
}

/// A label that was read: its kind, which one it is, and how many bytes it takes.
type Label = (usize, usize, usize);

/// Reads what may be a label, as a letter or digits and as a Roman number.
fn labels_at(text: &str) -> [Option<Label>; 2] {
    // No more than tells that it is too long, as a text may have any number of them.
    let letters = text.bytes().take(5).take_while(|byte| b"IVX".contains(byte)).count();
    let roman = ROMAN_LABELS.iter().position(|label| *label == &text[..letters]);
    [label_at(text), roman.map(|number| (ROMAN, number, letters))]
}

/// Reads a label that is a letter, a sign or a number in digits.
fn label_at(text: &str) -> Option<Label> {
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let number: usize = text[..digits].parse().ok()?;
        return (1..=MAX_OPTIONS).contains(&number).then(|| (DIGITS, number - 1, digits));
    }
    let first = text.chars().next()?;
    LABELS.iter().enumerate().find_map(|(kind, labels)| {
        let number = labels.chars().position(|label| label == first)?;
        Some((kind, number, first.len_utf8()))
    })
}

/// Returns the runs of markers that count up from the first label.
pub(super) fn runs(markers: &[&Marker]) -> Vec<Vec<Marker>> {
    let mut runs: Vec<Vec<Marker>> = Vec::new();
    let mut current: Vec<Marker> = Vec::new();
    for marker in markers {
        let is_alike = current.first().is_none_or(|first| first.closing == marker.closing);
        if marker.number == current.len() && current.len() < MAX_OPTIONS && is_alike {
            current.push(**marker);
        } else if marker.number == 0 {
            runs.push(std::mem::replace(&mut current, vec![**marker]));
        }
    }
    runs.push(current);
    runs
}

/// Takes bullets and boxes to tick, which stand before a label, off the end of
/// what stands before that.
pub(super) fn without_bullet(text: &str) -> &str {
    let mut rest = text.trim_end_matches(is_before);
    while let Some(shorter) = BOXES.iter().find_map(|sign| rest.strip_suffix(sign)) {
        rest = shorter.trim_end_matches(is_before);
    }
    rest
}

pub(super) fn is_before(c: char) -> bool {
    c.is_whitespace() || BEFORE.contains(&c)
}

/// Returns the label of a marker without what sets it off.
pub(super) fn label(text: &str, marker: &Marker) -> String {
    let whole = &text[marker.start..marker.end];
    let around = |c: char| {
        c.is_whitespace() || OPENING.contains(&c) || CLOSING.contains(&c) || BEFORE.contains(&c)
    };
    whole.trim_matches(around).to_owned()
}
