//! What pages and collections write around a question and its options: where it is
//! from, how it was answered. None of it is said of the subject.

use super::sentence::without_number;

/// Lines of pages on which one practises, in small letters: what became of an
/// answer, and what can be clicked.
const TOLD_OF_ANSWERS: [&str; 22] = [
    "correct",
    "incorrect",
    "skipped",
    "unanswered",
    "unattempted",
    "your answer",
    "correct answer",
    "incorrect answer",
    "correct selection",
    "incorrect selection",
    "your answer is correct",
    "your answer is incorrect",
    "your selection is correct",
    "your selection is incorrect",
    "most voted",
    "mark for review",
    "정답입니다",
    "오답입니다",
    "내 답",
    "내가 고른 답",
    "선택한 답",
    "건너뜀",
];
/// The same behind an option, in small letters, the longer first.
const BEHIND_OPTIONS: [&str; 8] = [
    "(your answer)",
    "(most voted)",
    "(incorrect)",
    "(correct)",
    "most voted",
    "(정답)",
    "(오답)",
    "(내 답)",
];
/// Signs that tick an option off.
const TICKS: [char; 8] = ['✓', '✔', '✅', '☑', '❌', '✗', '✘', '\u{fe0f}'];
/// What lines begin with that tell where a question is from, in small letters.
const SOURCES: [&str; 4] = ["actual exam question from", "exam question from", "topic #", "[all"];
/// A line that tells where a question is from is no longer, in words.
const MAX_WORDS_OF_SOURCE: usize = 8;

/// Takes the lines out that tell where a question is from or how it was answered.
pub(super) fn without_surroundings(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut kept = Vec::with_capacity(lines.len());
    let mut has_begun = false;
    for (at, line) in lines.iter().enumerate() {
        // What stands below, which is looked for only where it matters.
        let below = || {
            let mut after = lines[at + 1..].iter().map(|line| line.trim());
            after.find(|line| !line.is_empty()).unwrap_or_default()
        };
        let is_source = !has_begun && is_source(line) && !below().is_empty();
        // `Correct answer` with `B` below it ends the options.
        let is_label = |text: &str| text.trim_end_matches(['.', ')']).chars().count() == 1;
        if is_source || tells_of_answer(line) && !is_label(below()) {
            continue;
        }
        has_begun |= !line.trim().is_empty();
        kept.push(*line);
    }
    kept.join("\n")
}

/// Says whether a line tells only how a question was answered.
fn tells_of_answer(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    TOLD_OF_ANSWERS.contains(&bare.as_str()) || BEHIND_OPTIONS.contains(&line.trim())
}

/// Says whether a line before a question tells only where it is from: the number of
/// the question, an exam's year and round.
fn is_source(line: &str) -> bool {
    let line = line.trim();
    let lower = line.to_lowercase();
    if SOURCES.iter().any(|lead| lower.starts_with(lead))
        || lower.ends_with(" discussion") && lower.contains("question")
    {
        return true;
    }
    let inner = line.trim_matches(|c: char| !c.is_alphanumeric());
    if inner.is_empty() || line.contains(['?', '？']) {
        return false;
    }
    // `Question 14:` and `15번` alone; `1.` may label what follows.
    let is_counted = inner.chars().all(|c| c.is_ascii_digit());
    if !is_counted && without_number(&format!("{line} ")).trim().is_empty() {
        return true;
    }
    let words: Vec<&str> = inner.split_whitespace().collect();
    let has_digit = |word: &&&str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_round = |word: &&str| {
        has_digit(&word) && ["년", "년도", "회", "회차"].iter().any(|unit| word.ends_with(unit))
    };
    let is_number = |word: &str| has_digit(&&word) && word.ends_with('번');
    words.len() <= MAX_WORDS_OF_SOURCE
        && words.iter().any(is_round)
        && words.last().is_some_and(|last| is_number(last) || is_round(last) || *last == "기출")
}

/// Takes off an option what a page put behind it: that it was right, or chosen.
pub(super) fn without_ticks(option: &str) -> &str {
    let mut rest = option.trim_matches(|c: char| c.is_whitespace() || TICKS.contains(&c));
    while let Some(shorter) = BEHIND_OPTIONS.iter().find_map(|told| without_last(rest, told)) {
        rest = shorter.trim_end_matches(|c: char| c.is_whitespace() || TICKS.contains(&c));
    }
    if rest.is_empty() { option } else { rest }
}

fn without_last<'t>(text: &'t str, told: &str) -> Option<&'t str> {
    let (rest, last) = text.split_at_checked(text.len().checked_sub(told.len())?)?;
    last.eq_ignore_ascii_case(told).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_about_a_question_are_no_part_of_it() {
        let check = |text: &str, expected: &str| {
            assert_eq!(without_surroundings(text), expected, "{text}");
        };
        check("Question 14:\nSkipped\nWhich?\nDisk\n(Correct)\nTape", "Which?\nDisk\nTape");
        check("정보처리기사 2022년 3회 15번\n무엇인가?", "무엇인가?");
        check("[2021년 1회]\n무엇인가?", "무엇인가?");
        check("15번\n무엇인가?", "무엇인가?");
        check(
            "Exam SAA-C03 topic 1 question 2 discussion\nQuestion #: 2\nTopic #: 1\n\
             [All SAA-C03 Questions]\nWhich?",
            "Which?",
        );
        check("Which?\nA) Disk\nCorrect answer\nB) Tape", "Which?\nA) Disk\nB) Tape");
        // What ends the options stays, and so does what only looks alike.
        for text in [
            "Which?\nA) Disk\nB) Tape\nCorrect answer\nB",
            "Which?\nA) Disk\nB) Tape\nCorrect Answer: B",
            "어느 것?\n① 디스크\n정답\n2",
            "A job is tried up to 15 times.\nWhich fits?",
            "3년 보관한 기록을 지운다.\n무엇인가?",
            "볼륨 15번",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn ticks_are_no_part_of_options() {
        for (option, expected) in [
            ("Snowball Edge (Correct)", "Snowball Edge"),
            ("✅ EFS", "EFS"),
            ("EFS ✔️", "EFS"),
            ("Use a queue. Most Voted", "Use a queue."),
            ("감자 (정답)", "감자"),
            ("The correct one", "The correct one"),
            ("(Correct)", "(Correct)"),
        ] {
            assert_eq!(without_ticks(option), expected, "{option}");
        }
    }
}
