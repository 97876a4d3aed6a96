//! A text with several questions, as a page of an exam is copied → each of them.

use super::markers::{LAST_KIND, Marker, markers, runs};
use super::options::{MIN_OPTIONS, is_blank};
use super::sentence::{asks, is_titled, without_number};

/// A page has no more; what follows is left with the last.
const MAX_QUESTIONS: usize = 100;

/// Cuts a text into its questions. One question, or none, is the text.
///
/// # Examples
///
/// ```
/// use galpi::exam::questions;
/// let page = "1. 무엇인가?\n① 김치\n② 된장\n\n2. 어느 것인가?\n① 독\n② 병\n";
/// assert_eq!(questions(page).len(), 2);
/// ```
pub fn questions(text: &str) -> Vec<&str> {
    let markers = markers(text);
    let cuts = (0..=LAST_KIND).map(|kind| {
        let own: Vec<&Marker> = markers.iter().filter(|m| m.kind == kind && !m.is_bare).collect();
        let mut runs = runs(&own);
        runs.retain(|run| run.len() >= MIN_OPTIONS);
        cuts(text, &runs)
    });
    // The options are of the kind that parts the most questions.
    let mut cuts = cuts.max_by_key(Vec::len).unwrap_or_default();
    cuts.truncate(MAX_QUESTIONS - 1);
    let ends = cuts.iter().copied().chain([text.len()]);
    let starts = [0].into_iter().chain(cuts.iter().copied());
    starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
}

/// Finds where questions begin whose options are runs of one kind, but for the first.
fn cuts(text: &str, runs: &[Vec<Marker>]) -> Vec<usize> {
    let mut cuts = Vec::new();
    // What asks is looked for in each part of the text once.
    let (mut seen, mut is_question) = (0, false);
    for pair in runs.windows(2) {
        let (first, last, next) = (pair[0][0], pair[0][pair[0].len() - 1], pair[1][0]);
        is_question |= is_asking(&text[seen..first.start]);
        seen = first.start;
        let between = &text[last.end..next.start];
        // What is called a question needs no question mark.
        let begins =
            |at: &usize| is_titled(&between[*at..]) || is_question && is_asking(&between[*at..]);
        if let Some(at) = beginning(between).filter(begins) {
            (seen, is_question) = (last.end + at, false);
            cuts.push(seen);
        }
    }
    cuts
}

/// Finds where the next question begins in what stands between the last option of
/// one and the first of the next: at its number, else behind an empty line.
fn beginning(between: &str) -> Option<usize> {
    let mut lines = between.split_inclusive('\n').scan(0, |end, line| {
        let start = *end;
        *end += line.len();
        Some((start, line))
    });
    // What is left of the option's own line.
    lines.next();
    let lines: Vec<(usize, &str)> = lines.collect();
    let is_numbered = |(_, line): &&(usize, &str)| without_number(line.trim()) != line.trim();
    if let Some((at, _)) = lines.iter().find(is_numbered) {
        return Some(*at);
    }
    let blank = lines.iter().position(|(_, line)| is_blank(line))?;
    lines[blank..].iter().find(|(_, line)| !is_blank(line)).map(|(at, _)| *at)
}

fn is_asking(text: &str) -> bool {
    text.contains(['?', '？']) || text.lines().any(asks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_several_questions() {
        for (text, expected) in [
            (
                "1. Which?\nA) Disk\nB) Tape\n2. Why?\nA) Speed\nB) Price\n",
                vec!["1. Which?", "2. Why?"],
            ),
            (
                "Which?\nA. Disk\nB. Tape\n\nAnswer: A\n\nQuestion 2\nWhy?\nA. Speed\nB. Price",
                vec!["Which?", "Question 2"],
            ),
            (
                "무엇인가? ① 독 ② 병\n\n어느 것인가? ① 감자 ② 당근\n\n둘 중 하나는? ① 물 ② 불",
                vec!["무엇인가?", "어느 것인가?", "둘 중 하나는?"],
            ),
            (
                "Topic 1 - Question #8\nA shop is slow.\nA. Disk\nB. Tape\n\nReveal Solution\n\n\
                 Topic 1 - Question #9\nA shop is dear.\nA. Speed\nB. Price",
                vec!["Topic 1 - Question #8", "Topic 1 - Question #9"],
            ),
            (
                "문제 1\n빈칸에 알맞은 말.\n① 독\n② 병\n문제 2\n틀린 말.\n① 감자\n② 당근",
                vec!["문제 1", "문제 2"],
            ),
            ("4. 무엇인가?\n1) 독\n2) 병\n5. 어느 것인가?\n1) 감자\n2) 당근", vec!["4.", "5."]),
            // Conditions, statements and what is only told are no questions.
            ("Needs:\n1) speed\n2) safety\n\nWhich?\n1) Disk\n2) Tape", vec!["Needs:"]),
            ("무엇인가?\nㄱ. 돌다\nㄴ. 서다\n① ㄱ\n② ㄴ", vec!["무엇인가?"]),
            ("Which?\nA) Disk\nB) Tape\n\nNotes:\nA) spins\nB) winds", vec!["Which?"]),
            ("", vec![""]),
        ] {
            let found = questions(text);
            let begun = found.len() == expected.len()
                && found.iter().zip(&expected).all(|(found, begin)| found.starts_with(begin));
            assert!(begun && found.concat() == text, "{found:?}");
        }
    }
}
