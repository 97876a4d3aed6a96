//! Where the options of a question are.
//!
//! A *marker* is a label with what sets it off (`A)`, `(가)`, `①`, `1.`).
//! Markers of one kind that count up from the first one make a *run*; the run
//! that options have is the one that ends last, as options stand at the end.

use std::ops::Range;

use super::sentence::one_line;

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is chosen by, without what stands around it: `A`, `①`, `가`,
    /// `1`. Options without labels are numbered.
    pub label: String,
    /// Its text, on one line.
    pub text: String,
}

/// Options are at least two; fewer markers are part of a sentence.
const MIN_OPTIONS: usize = 2;
/// No exam has more.
const MAX_OPTIONS: usize = 12;
/// Lines without labels are options only where they are at least so many.
const MIN_PLAIN_LINES: usize = 3;
/// Labels that nothing sets off are labels only where they are at least so many.
const MIN_BARE: usize = 3;

/// Labels that count up, a row a kind.
const LABELS: [&str; 12] = [
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
];
/// Kinds of labels that need nothing behind them.
const ENCLOSED: Range<usize> = 4..12;
/// The kind of labels that are numbers in digits.
const DIGITS: usize = 12;
/// Kinds of labels that a table or a page may give without a sign behind them.
const MAY_BE_BARE: [usize; 3] = [0, 2, DIGITS];

/// What opens and closes a label.
const OPENING: [char; 4] = ['(', '[', '（', '［'];
const CLOSING: [char; 9] = [')', ']', '.', ':', '）', '］', '．', '：', '、'];
/// What stands before a label on its line and isn't of it: bullets, boxes to
/// tick, quotations, emphasis.
const BEFORE: [char; 9] = ['-', '*', '+', '>', '•', '·', '☐', '□', '_'];

/// Bytes of what stands before a label on its line.
const MAX_LEAD_BYTES: usize = 24;

/// Words at the beginning of a line that end the last option.
const ENDINGS: [&str; 14] = [
    "정답",
    "해설",
    "풀이",
    "답:",
    "답 :",
    "Answer",
    "Correct",
    "Explanation",
    "Overall",
    "Reference",
    "ANSWER",
    "Suggested",
    "Hide Answer",
    "Show Answer",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marker {
    kind: usize,
    /// Which label of its kind, 0-based.
    number: usize,
    /// Where it begins in the text, in bytes, with what opens it.
    start: usize,
    /// Where what it labels begins.
    end: usize,
    /// Whether nothing stands before it on its line.
    is_first: bool,
    /// Whether nothing sets it off but the line, a tab or spaces.
    is_bare: bool,
}

/// Cuts a text into its stem and its options.
pub(super) fn split(text: &str) -> (String, Vec<Choice>) {
    let markers = markers(text);
    let Some(run) = best_run(&markers) else { return plain_lines(text) };
    let mut options = Vec::with_capacity(run.len());
    for (at, marker) in run.iter().enumerate() {
        let end = run.get(at + 1).map_or(text.len(), |next| next.start);
        let mut body = &text[marker.end..end];
        if at + 1 == run.len() {
            body = &body[..end_of_last(body)];
        }
        let label = label(text, marker);
        options.push(Choice { label, text: bare(body) });
    }
    (without_bullet(&text[..run[0].start]).to_owned(), options)
}

/// Takes emphasis and bullets that belong to the next line off an option.
fn bare(body: &str) -> String {
    let line = one_line(body);
    without_bullet(&line).trim_start_matches(is_before).to_owned()
}

/// Takes bullets and boxes to tick, which stand before a label, off the end of
/// what stands before that.
fn without_bullet(text: &str) -> &str {
    let mut rest = text.trim_end_matches(is_before);
    while let Some(shorter) =
        ["[ ]", "[x]", "[X]", "[]"].iter().find_map(|sign| rest.strip_suffix(sign))
    {
        rest = shorter.trim_end_matches(is_before);
    }
    rest
}

fn is_before(c: char) -> bool {
    c.is_whitespace() || BEFORE.contains(&c)
}

/// Returns the label of a marker without what sets it off.
fn label(text: &str, marker: &Marker) -> String {
    let whole = &text[marker.start..marker.end];
    let around = |c: char| {
        c.is_whitespace() || OPENING.contains(&c) || CLOSING.contains(&c) || BEFORE.contains(&c)
    };
    whole.trim_matches(around).to_owned()
}

/// Returns where the last option ends in what follows its marker: before an
/// answer or explanation, or before a second paragraph after an empty line.
fn end_of_last(body: &str) -> usize {
    let mut at = 0;
    let mut has_text = false;
    for line in body.split_inclusive('\n') {
        let mut bare = line.trim_start_matches(is_before);
        // Pages hide the answer in a tag that is opened.
        while let Some((_, rest)) = bare.strip_prefix('<').and_then(|tag| tag.split_once('>')) {
            bare = rest.trim_start_matches(is_before);
        }
        let is_ending = ENDINGS.iter().any(|word| bare.starts_with(word));
        if has_text && (is_ending || bare.is_empty()) {
            return at;
        }
        has_text |= !bare.is_empty();
        at += line.len();
    }
    at
}

/// Finds all that may be markers.
fn markers(text: &str) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let mut before: Option<char> = None;
        for (at, c) in line.char_indices() {
            let is_first = at <= MAX_LEAD_BYTES
                && without_bullet(line[..at].trim_end_matches(OPENING)).is_empty();
            if let Some(marker) = marker_at(line, at, before, is_first) {
                let Marker { start, end, .. } = marker;
                let (start, end) = (line_start + start, line_start + end);
                found.push(Marker { start, end, ..marker });
            }
            before = Some(c);
        }
        line_start += line.len();
    }
    found
}

/// Reads a marker whose label begins at a byte of a line.
fn marker_at(line: &str, at: usize, before: Option<char>, is_first: bool) -> Option<Marker> {
    let rest = &line[at..];
    let (kind, number, label_bytes) = label_at(rest)?;
    let opening = before.filter(|c| OPENING.contains(c));
    let start = at - opening.map_or(0, char::len_utf8);
    if ENCLOSED.contains(&kind) {
        let end = at + label_bytes;
        return Some(Marker { kind, number, start, end, is_first, is_bare: false });
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
        return is_bare.then_some(Marker { kind, number, start, end, is_first, is_bare });
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
    Some(Marker { kind, number, start, end, is_first, is_bare: false })
}

/// Says whether what follows a label sets it off without a sign: the end of the
/// line, a tab, some spaces. A number before one space counts what follows.
fn is_set_off(kind: usize, behind: &str) -> bool {
    let is_gap = behind.trim().is_empty() || behind.starts_with('\t') || behind.starts_with("  ");
    is_gap || kind != DIGITS && behind.starts_with(' ')
}

/// Reads a label: its kind, which one it is, and how many bytes it takes.
fn label_at(text: &str) -> Option<(usize, usize, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
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

/// Finds the run of markers that options have: of those with a sign, else of bare
/// labels.
fn best_run(markers: &[Marker]) -> Option<Vec<Marker>> {
    best_run_of(markers, false, MIN_OPTIONS).or_else(|| best_run_of(markers, true, MIN_BARE))
}

fn best_run_of(markers: &[Marker], is_bare: bool, least: usize) -> Option<Vec<Marker>> {
    let mut best: Option<Vec<Marker>> = None;
    for kind in 0..=DIGITS {
        let own = markers.iter().filter(|m| m.kind == kind && m.is_bare == is_bare);
        let own: Vec<&Marker> = own.collect();
        for run in runs(&own).into_iter().filter(|run| run.len() >= least) {
            // Lists that begin lines are options rather than what is counted up
            // within a sentence; of equals the later.
            let rank = |run: &[Marker]| {
                let is_list = run.iter().skip(1).all(|marker| marker.is_first);
                (is_list || run.len() > 2, run.last().map_or(0, |marker| marker.start))
            };
            if best.as_deref().is_none_or(|best| rank(&run) > rank(best)) {
                best = Some(run);
            }
        }
    }
    best
}

/// Returns the runs of markers that count up from the first label.
fn runs(markers: &[&Marker]) -> Vec<Vec<Marker>> {
    let mut runs: Vec<Vec<Marker>> = Vec::new();
    let mut current: Vec<Marker> = Vec::new();
    for marker in markers {
        if marker.number == current.len() && current.len() < MAX_OPTIONS {
            current.push(**marker);
        } else if marker.number == 0 {
            runs.push(std::mem::replace(&mut current, vec![**marker]));
        }
    }
    runs.push(current);
    runs
}

/// Takes lines behind a question for options where none has a label, as pages
/// give them when they are copied.
fn plain_lines(text: &str) -> (String, Vec<Choice>) {
    let none = || (text.to_owned(), Vec::new());
    let lines: Vec<&str> = text.lines().collect();
    let is_asked = |line: &&str| {
        let line = line.trim_end().trim_end_matches(')');
        line.ends_with(['?', '？'])
            || ["시오.", "시오", "것은"].iter().any(|end| line.ends_with(end))
    };
    let Some(asked) = lines.iter().position(is_asked) else { return none() };
    let mut options: Vec<Choice> = Vec::new();
    for line in &lines[asked + 1..] {
        let text = bare(line);
        if ENDINGS.iter().any(|word| text.starts_with(word)) {
            break;
        }
        if !text.is_empty() {
            options.push(Choice { label: (options.len() + 1).to_string(), text });
        }
    }
    // A paragraph that goes on after a question isn't a list.
    let is_list = (MIN_PLAIN_LINES..=6).contains(&options.len());
    if !is_list || options.iter().any(|option| option.text.ends_with(['?', '？'])) {
        return none();
    }
    (lines[..=asked].join("\n"), options)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a text apart and writes it as `stem | label=text | …`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (stem, options) = split(text);
        let parts = options.iter().map(|option| format!(" | {}={}", option.label, option.text));
        assert_eq!(one_line(&stem) + &parts.collect::<String>(), expected, "{text}");
    }

    #[test]
    fn options_on_lines() {
        check("Which?\nA) Disk\nB) Tape\nC) Paper\n", "Which? | A=Disk | B=Tape | C=Paper");
        check("Which?\nA. Disk\n\nB. Tape\n\nC. Paper", "Which? | A=Disk | B=Tape | C=Paper");
        check("Which?\n(A) Disk\n(B) Tape", "Which? | A=Disk | B=Tape");
        check("Which?\n- a) Disk\n- b) Tape", "Which? | a=Disk | b=Tape");
        check(
            "Which?\n**A.** Disk that\nspins\n**B.** Tape",
            "Which? | A=Disk that spins | B=Tape",
        );
        check("Which?\n[ ] A: Disk\n[ ] B: Tape", "Which? | A=Disk | B=Tape");
        check("어느 것인가?\n① 디스크\n② 테이프", "어느 것인가? | ①=디스크 | ②=테이프");
        check(
            "어느 것인가?\n가. 디스크\n나. 테이프\n다. 종이",
            "어느 것인가? | 가=디스크 | 나=테이프 | 다=종이",
        );
        check("고르시오.\n1) 디스크\n2) 테이프", "고르시오. | 1=디스크 | 2=테이프");
        check("고르시오.\nㄱ. 디스크\nㄴ. 테이프", "고르시오. | ㄱ=디스크 | ㄴ=테이프");
        check("고르시오.\n（１) 디스크", "고르시오. （１) 디스크");
    }

    #[test]
    fn options_on_one_line() {
        check("Which? A) Disk B) Tape C) Paper", "Which? | A=Disk | B=Tape | C=Paper");
        check("Which? A. Disk B. Tape C. Paper", "Which? | A=Disk | B=Tape | C=Paper");
        check("어느 것? ①디스크②테이프③종이", "어느 것? | ①=디스크 | ②=테이프 | ③=종이");
        check("어느 것? (가) 디스크 (나) 테이프", "어느 것? | 가=디스크 | 나=테이프");
        check("어느 것? 1) 디스크 2) 테이프 3) 종이", "어느 것? | 1=디스크 | 2=테이프 | 3=종이");
    }

    #[test]
    fn labels_may_stand_alone() {
        check("Which?\n\tA\tDisk\n\tB\tTape\n\tC\tPaper", "Which? | A=Disk | B=Tape | C=Paper");
        check("Which?\nA\nDisk\n\nB\nTape\n\nC\nPaper", "Which? | A=Disk | B=Tape | C=Paper");
        check(
            "A shop is slow. Why?\nA Disk\nB Tape\nC Paper",
            "A shop is slow. Why? | A=Disk | B=Tape | C=Paper",
        );
        check("무엇?\n1  디스크\n2  테이프\n3  종이", "무엇? | 1=디스크 | 2=테이프 | 3=종이");
        check(
            "무엇?\n가 디스크\n나 테이프\n다 종이\n정답 보기",
            "무엇? | 가=디스크 | 나=테이프 | 다=종이",
        );
        for text in ["A shop\nB team", "1 disk\n2 tapes\n3 papers", "나 먼저\n다 함께\n라 할 때"]
        {
            assert!(split(text).1.is_empty(), "{text}: {:?}", split(text));
        }
    }

    #[test]
    fn the_last_list_has_the_options() {
        check(
            "Needs: 1) speed 2) safety. Which?\nA) Disk\nB) Tape",
            "Needs: 1) speed 2) safety. Which? | A=Disk | B=Tape",
        );
        check(
            "조건\n1. 빠르다\n2. 싸다\n알맞은 것은?\n① 디스크\n② 테이프",
            "조건 1. 빠르다 2. 싸다 알맞은 것은? | ①=디스크 | ②=테이프",
        );
        check(
            "Which?\nA) Use 1) disks and 2) tapes\nB) Tape",
            "Which? | A=Use 1) disks and 2) tapes | B=Tape",
        );
    }

    #[test]
    fn what_follows_the_options_is_none_of_them() {
        check("Which?\nA) Disk\nB) Tape\nAnswer: B\nIt is cheap.", "Which? | A=Disk | B=Tape");
        check("어느 것?\nA) 디스크\nB) 테이프\n\n정답: B", "어느 것? | A=디스크 | B=테이프");
        check(
            "> 어느 것?\n> - A: 디스크\n> - B: 테이프\n>\n> <details> 정답: A",
            "> 어느 것? | A=디스크 | B=테이프",
        );
        check("어느 것?\nA) 디스크\nB) 테이프\n<p>정답: B", "어느 것? | A=디스크 | B=테이프");
        check("어느 것?\n① 디스크\n② 테이프\n해설: 싸다", "어느 것? | ①=디스크 | ②=테이프");
    }

    #[test]
    fn lines_without_labels_may_be_options() {
        check(
            "A site is slow. Which fits?\nDisk\nTape\nPaper\n",
            "A site is slow. Which fits? | 1=Disk | 2=Tape | 3=Paper",
        );
        check("Why is it slow?\nIt has one disk.", "Why is it slow? It has one disk.");
    }

    #[test]
    fn sentences_have_no_options() {
        for text in [
            "",
            "Plan A. Then nothing.",
            "Version 1.2 and 10.0.0.0/16",
            "Class A) only",
            "서비스가 2. 배 빨라진다",
            "가. 만 있다",
            "볼륨 게이트웨이",
        ] {
            assert!(split(text).1.is_empty(), "{text}: {:?}", split(text));
        }
    }
}
