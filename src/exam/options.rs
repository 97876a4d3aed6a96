//! Where the options of a question are.
//!
//! A *marker* is a label with what sets it off (`A)`, `(가)`, `①`, `1.`).
//! Markers of one kind that count up from the first one make a *run*; the run
//! that options have is the one that ends last, as options stand at the end.

use super::markers::{BOXES, LAST_KIND, Marker, is_before, label, markers, runs, without_bullet};
use super::reference::{is_reference, is_verdict};
use super::sentence::{asks, one_line};
use super::surroundings::without_ticks;

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it is chosen by, without what stands around it: `A`, `①`, `가`,
    /// `1`. Options without labels are numbered.
    pub label: String,
    /// Its text, on one line.
    pub text: String,
    /// Whether it has no words of its own: it names statements or other options
    /// (`ㄱ, ㄷ`, `A and C`), all or none of them.
    pub is_reference: bool,
}

/// Options are at least two; fewer markers are part of a sentence.
pub(super) const MIN_OPTIONS: usize = 2;
/// Lines without labels are options only where they are at least so many.
const MIN_PLAIN_LINES: usize = 3;
/// Labels that nothing sets off are labels only where they are at least so many.
const MIN_BARE: usize = 3;

/// Words at the beginning of a line that end the last option.
const ENDINGS: [&str; 20] = [
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
    "Show Suggested",
    "Show Solution",
    "Hide Solution",
    "Reveal Solution",
    "Reveal Answer",
    "Discussion",
];

/// Cuts a text into its stem, its statements and its options.
pub(super) fn split(text: &str) -> (String, Vec<Choice>, Vec<Choice>) {
    let markers = markers(text);
    let Some(run) = best_run(&markers, text) else {
        let (stem, options) = plain_lines(text);
        return (stem, Vec::new(), with_references(options));
    };
    let options = cut(text, &run);
    let before = without_lead(&text[..run[0].start]);
    match statements(before, &markers, &options, run[0].kind) {
        Some((stem, statements)) => {
            let all = options.into_iter().map(|option| Choice { is_reference: true, ..option });
            (stem, statements, all.collect())
        }
        None => (before.to_owned(), Vec::new(), with_references(options)),
    }
}

/// Takes what stands before a label on its line off the end of what stands before that.
fn without_lead(text: &str) -> &str {
    let line = text.rfind('\n').map_or(0, |at| at + 1);
    let is_lead = without_bullet(&text[line..]).is_empty();
    if is_lead { text[..line].trim_end() } else { text.trim_end() }
}

/// Cuts what a run labels out of a text.
fn cut(text: &str, run: &[Marker]) -> Vec<Choice> {
    let body = |at: usize, marker: &Marker| match run.get(at + 1) {
        Some(next) => &text[marker.end..next.start],
        None => {
            let body = &text[marker.end..];
            &body[..end_of_last(body)]
        }
    };
    let choice = |(at, marker): (usize, &Marker)| Choice {
        label: label(text, marker),
        text: bare(body(at, marker)),
        is_reference: false,
    };
    run.iter().enumerate().map(choice).collect()
}

/// Says of each option whether it only names others.
fn with_references(options: Vec<Choice>) -> Vec<Choice> {
    let labels: Vec<String> = options.iter().map(|option| option.label.clone()).collect();
    // Numbers are answers of their own.
    let is_name = |label: &&str| !label.starts_with(|c: char| c.is_ascii_digit());
    let labels: Vec<&str> = labels.iter().map(String::as_str).filter(is_name).collect();
    let told = |option: Choice| {
        let is_reference = is_reference(&option.text, &labels, 2);
        Choice { is_reference, ..option }
    };
    options.into_iter().map(told).collect()
}

/// Finds the statements in what stands before options, where these only name them.
/// Returns what is left of the stem, and the statements.
fn statements(
    stem: &str,
    markers: &[Marker],
    options: &[Choice],
    kind: usize,
) -> Option<(String, Vec<Choice>)> {
    let kinds = (0..=LAST_KIND).filter(|other| *other != kind);
    kinds.into_iter().find_map(|kind| {
        let within = |m: &&Marker| m.kind == kind && !m.is_bare && m.end <= stem.len();
        let own: Vec<&Marker> = markers.iter().filter(within).collect();
        let run = runs(&own).into_iter().rfind(|run| run.len() >= MIN_OPTIONS)?;
        let found = cut(stem, &run);
        let labels: Vec<&str> = found.iter().map(|found| found.label.as_str()).collect();
        let is_named = options.iter().all(|option| is_reference(&option.text, &labels, 1));
        is_named.then(|| {
            let last = run[run.len() - 1].end;
            let rest = &stem[last + end_of_last(&stem[last..])..];
            (format!("{}\n{}", without_lead(&stem[..run[0].start]), rest.trim()), found)
        })
    })
}

/// Says whether a line has nothing but what may stand before a label.
pub(super) fn is_blank(line: &str) -> bool {
    line.trim_start_matches(is_before).is_empty()
}

/// Takes emphasis and bullets that belong to the next line off an option, and what a
/// page says of it. Signs of its own words stay: `C++`, `--force`.
fn bare(body: &str) -> String {
    let line = one_line(body);
    let is_sign = |word: &str| word.chars().all(is_before);
    let mut plain = line.as_str();
    // From the end: what is left of the next line. From the beginning: the option's own line.
    while let Some(shorter) = BOXES
        .iter()
        .find_map(|sign| plain.strip_suffix(sign))
        .or_else(|| plain.rsplit_once(' ').and_then(|(rest, last)| is_sign(last).then_some(rest)))
    {
        plain = shorter;
    }
    while let Some(shorter) = BOXES
        .iter()
        .find_map(|sign| plain.strip_prefix(sign))
        .or_else(|| plain.split_once(' ').and_then(|(first, rest)| is_sign(first).then_some(rest)))
    {
        plain = shorter;
    }
    without_ticks(without_emphasis(if plain.is_empty() { &line } else { plain })).to_owned()
}

/// Takes signs of emphasis off a text in which only one half of a pair is left.
fn without_emphasis(text: &str) -> &str {
    let mut rest = text;
    for sign in ["**", "__"] {
        if rest.matches(sign).count() % 2 == 1 {
            rest = rest.strip_suffix(sign).or(rest.strip_prefix(sign)).unwrap_or(rest);
        }
    }
    rest
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
        // A question may stand below its options, as where these are a table.
        if has_text && (is_ending || bare.is_empty() || at > 0 && asks(line)) {
            return at;
        }
        has_text |= !bare.is_empty();
        at += line.len();
    }
    at
}

/// Finds the run of markers that options have: of those with a sign, else of bare
/// labels.
fn best_run(markers: &[Marker], text: &str) -> Option<Vec<Marker>> {
    let with_sign = best_run_of(markers, text, false, MIN_OPTIONS);
    with_sign.or_else(|| best_run_of(markers, text, true, MIN_BARE))
}

fn best_run_of(markers: &[Marker], text: &str, is_bare: bool, least: usize) -> Option<Vec<Marker>> {
    let own = |kind: usize| -> Vec<&Marker> {
        markers.iter().filter(|m| m.kind == kind && m.is_bare == is_bare).collect()
    };
    let is_long = |run: &Vec<Marker>| run.len() >= least;
    let found: Vec<Vec<Vec<Marker>>> = (0..=LAST_KIND)
        .map(|kind| runs(&own(kind)).into_iter().filter(is_long).collect())
        .collect();
    let start = |marker: &&Marker| (marker.number == 0).then_some(marker.start);
    let starts: Vec<Vec<usize>> =
        (0..=LAST_KIND).map(|kind| own(kind).iter().filter_map(start).collect()).collect();
    let questions: Vec<usize> = text.match_indices(['?', '？']).map(|(at, _)| at).collect();
    let is_outer =
        |run: &&Vec<Marker>| !found.iter().any(|others| is_part(run, others, &starts, &questions));
    // Lists that begin lines are options rather than what is counted up within a
    // sentence; of equals the later.
    let rank = |run: &&Vec<Marker>| {
        let is_list = run.iter().skip(1).all(|marker| marker.is_first);
        (is_list || run.len() > 2, run.last().map_or(0, |marker| marker.start))
    };
    found.iter().flatten().filter(is_outer).max_by_key(rank).cloned()
}

/// Says whether a run labels parts of an option, as each option of another kind has
/// them: `① (가) 볼륨 (나) 파일 ② (가) 파일 (나) 볼륨`. `questions` are the places of
/// question marks.
fn is_part(
    run: &[Marker],
    others: &[Vec<Marker>],
    starts: &[Vec<usize>],
    questions: &[usize],
) -> bool {
    let Some(first) = run.first().filter(|first| !first.is_first) else { return false };
    // The options before it, if it is in the last of them.
    let before = others.partition_point(|other| other[other.len() - 1].start < first.start);
    let Some(whole) = before.checked_sub(1).map(|at| &others[at]) else { return false };
    let (begin, end) = (whole[0], whole[whole.len() - 1]);
    let is_between = |places: &[usize]| {
        let at = places.partition_point(|place| *place <= begin.start);
        places.get(at).is_some_and(|place| *place < end.start)
    };
    // Questions with options are no options with parts.
    begin.kind != first.kind && is_between(&starts[first.kind]) && !is_between(questions)
}

/// Takes lines behind a question for options where none has a label, as pages
/// give them when they are copied.
fn plain_lines(text: &str) -> (String, Vec<Choice>) {
    let none = || (text.to_owned(), Vec::new());
    let lines: Vec<&str> = text.trim_end().lines().collect();
    if let Some(verdicts) = verdicts(&lines) {
        return verdicts;
    }
    let Some(asked) = lines.iter().position(|line| asks(line)) else { return none() };
    let mut options: Vec<Choice> = Vec::new();
    for line in &lines[asked + 1..] {
        let text = bare(line);
        if ENDINGS.iter().any(|word| text.starts_with(word)) {
            break;
        }
        if !text.is_empty() {
            let label = (options.len() + 1).to_string();
            options.push(Choice { label, text, is_reference: false });
        }
    }
    // A paragraph that goes on after a question isn't a list.
    let is_list = (MIN_PLAIN_LINES..=6).contains(&options.len());
    if !is_list || options.iter().any(|option| option.text.ends_with(['?', '？'])) {
        return none();
    }
    (lines[..=asked].join("\n"), options)
}

/// Takes the last two lines for options where they say yes and no.
fn verdicts(lines: &[&str]) -> Option<(String, Vec<Choice>)> {
    let [stem @ .., yes, no] = lines else { return None };
    let option = |label: &str, line: &str| Choice {
        label: label.to_owned(),
        text: bare(line),
        is_reference: false,
    };
    let options = vec![option("1", yes), option("2", no)];
    let is_judged = !stem.is_empty() && options.iter().all(|option| is_verdict(&option.text));
    is_judged.then(|| (stem.join("\n"), options))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes a text apart and writes it as `stem | label=text | …`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let (stem, statements, options) = split(text);
        let parts = statements.iter().chain(&options).map(|part| {
            let sign = if part.is_reference { "→" } else { "=" };
            format!(" | {}{sign}{}", part.label, part.text)
        });
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
            assert!(split(text).2.is_empty(), "{text}: {:?}", split(text));
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
        check(
            "Which?\nA) Disk\nB) Tape\nReveal Solution  Discussion 12",
            "Which? | A=Disk | B=Tape",
        );
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
    fn options_may_name_statements() {
        check(
            "옳은 것만 고른 것은?\n<보기>\nㄱ. 돌다\nㄴ. 서다\nㄷ. 눕다\n\n① ㄱ\n② ㄱ, ㄴ\n③ ㄴ, ㄷ",
            "옳은 것만 고른 것은? <보기> | ㄱ=돌다 | ㄴ=서다 | ㄷ=눕다 | ①→ㄱ | ②→ㄱ, ㄴ | ③→ㄴ, ㄷ",
        );
        check(
            "(ㄱ) 돌다 (ㄴ) 서다\n옳은 것은?\n① ㄱ ② ㄴ ③ ㄱ과 ㄴ ④ 모두 해당 없음",
            "옳은 것은? | ㄱ=돌다 | ㄴ=서다 | ①→ㄱ | ②→ㄴ | ③→ㄱ과 ㄴ | ④→모두 해당 없음",
        );
        check(
            "Which hold?\nI. Disks spin.\nII. Tapes spin.\nIII. Paper spins.\n\nA) I only\nB) I and II\nC) II and III",
            "Which hold? | I=Disks spin. | II=Tapes spin. | III=Paper spins. | A→I only | B→I and II | C→II and III",
        );
        check(
            "Which?\nA) Disk\nB) Tape\nC) A and B\nD) None of the above",
            "Which? | A=Disk | B=Tape | C→A and B | D→None of the above",
        );
        // Statements that no option names are of the stem.
        check(
            "ㄱ. 돌다 ㄴ. 서다\n무엇인가?\n① 디스크\n② 테이프",
            "ㄱ. 돌다 ㄴ. 서다 무엇인가? | ①=디스크 | ②=테이프",
        );
    }

    #[test]
    fn options_may_have_parts() {
        check(
            "무엇인가?\n① (가) 디스크 (나) 테이프 (다) 종이\n② (가) 종이 (나) 디스크 (다) 테이프",
            "무엇인가? | ①=(가) 디스크 (나) 테이프 (다) 종이 | ②=(가) 종이 (나) 디스크 (다) 테이프",
        );
    }

    #[test]
    fn signs_of_an_option_s_own_words_stay() {
        check("Which?\nA) C\nB) C++\nC) --force", "Which? | A=C | B=C++ | C=--force");
        check("Which?\n1. **Disk**\n- 2. Tape", "Which? | 1=**Disk** | 2=Tape");
        check("Which?\n**A. Disk**\n**B. Tape**", "Which? | A=Disk | B=Tape");
    }

    #[test]
    fn options_may_be_rows_of_a_table() {
        check("무엇인가?\n| ① | 디스크 |\n| ② | 테이프 |\n", "무엇인가? | ①=디스크 | ②=테이프");
        check("| ① | 디스크 |\n| ② | 테이프 |\n도는 것은?", " | ①=디스크 | ②=테이프");
    }

    #[test]
    fn yes_and_no_are_options() {
        check("Disks spin.\n( ) True\n( ) False\n", "Disks spin. | 1=True | 2=False");
        check("디스크는 돈다.\n○\n×", "디스크는 돈다. | 1=○ | 2=×");
        check("Which?\n○ Disk\n◉ Tape\n○ Paper ✓", "Which? | 1=Disk | 2=Tape | 3=Paper");
        check("Which?\nA) Disk (Correct)\nB) ✅ Tape", "Which? | A=Disk | B=Tape");
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
            assert!(split(text).2.is_empty(), "{text}: {:?}", split(text));
        }
    }
}
