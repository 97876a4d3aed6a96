//! Questions and answers made of sections.
//!
//! A section makes one card, if it makes any: of a heading that names what the
//! section explains, that compares, that asks, or that stands above a list.
//! What was looked for in vain and is in the notes by now makes another.

mod anki;
mod card;
mod quiz;
mod reply;
mod schedule;

use galpi::corpus::{Note, NotePath, SectionId, are_signs, readable};
use galpi::exam::{Question, questions};
use galpi::index::Strength;
use galpi::language::Catalogue;
use galpi::lexicon::Entry;
use galpi::name::fold;
use galpi::render::markup::presentable;
use galpi::search::{Options, Searcher};

use crate::failure::Failure;
use crate::history;
use crate::locate;
use crate::settings::Settings;
use crate::terminal;

pub(crate) use anki::{HEADER, row};
pub(crate) use card::{Card, Sort};
pub(crate) use quiz::quiz;

/// Sections of a query that make cards, at most.
const MAX_SECTIONS: usize = 100;
/// Lines of an answer, at most: more isn't remembered.
const MAX_LINES: usize = 30;

/// Makes cards of all sections, in the order of the notes; of a query, of the
/// sections that answer it, best first.
pub(crate) fn make(
    settings: &Settings,
    searcher: &Searcher<'_>,
    query: Option<&str>,
) -> Result<Vec<Card>, Failure> {
    let Some(query) = query else {
        let mut cards = of_missed(settings, searcher)?;
        for (path, _) in settings.corpus.discover()?.notes {
            // What can't be read was told when it was indexed.
            let Ok(note) = locate::read(settings, &path) else { continue };
            for index in 0..note.sections.len() {
                cards.extend(of_section(searcher, &note, index)?);
            }
        }
        return Ok(cards);
    };
    let options = Options { limit: MAX_SECTIONS, has_snippets: false, ..Options::default() };
    let mut cards = Vec::new();
    let mut last: Option<Note> = None;
    for hit in searcher.search(query, &options)?.hits {
        let note = noted(settings, &hit.record.path(), last.take())?;
        if let Some(index) = place(&note, hit.record.id()) {
            cards.extend(of_section(searcher, &note, index)?);
        }
        last = Some(note);
    }
    Ok(cards)
}

/// Returns a note, which may be the one that was read last.
fn noted(settings: &Settings, path: &NotePath, last: Option<Note>) -> Result<Note, Failure> {
    match last {
        Some(note) if note.path == *path => Ok(note),
        _ => locate::read(settings, path),
    }
}

/// Returns the number of the section with an id; none in a note that changed
/// meanwhile.
fn place(note: &Note, id: SectionId) -> Option<usize> {
    (0..note.sections.len()).find(|index| note.id(*index) == id)
}

/// Makes a card of a section, if it makes one.
fn of_section(searcher: &Searcher<'_>, note: &Note, index: usize) -> Result<Option<Card>, Failure> {
    let section = &note.sections[index];
    let Some((heading, above)) = section.trail.split_last() else { return Ok(None) };
    let Some(answer) = answer(note, index) else { return Ok(None) };
    let id = note.id(index);
    let Some(record) = searcher.section(id)? else { return Ok(None) };
    let mut named = Named::default();
    for topic in record.topics() {
        let Some(entry) = searcher.lexicon().entry(&topic.id) else { continue };
        match topic.strength {
            Strength::Subject => named.subjects.push(entry),
            Strength::Compared => named.compared += 1,
            _ => {}
        }
    }
    let heading = presentable(heading);
    // Options of a question aren't a list to be known by heart.
    let items = if is_exam_question(&answer) { 0 } else { items(&answer) };
    let asked = question(&heading, &named, items, terminal::language());
    Ok(asked.map(|(sort, question)| Card {
        id: id.to_string(),
        context: above.iter().map(|heading| presentable(heading)).collect(),
        question,
        answer,
        place: format!("{}:{}", note.path, section.line),
        sort,
    }))
}

/// Says whether a text is a question with options, as collections of questions have them.
fn is_exam_question(text: &str) -> bool {
    questions(text).into_iter().any(|text| {
        let question = Question::parse(text);
        !question.options.is_empty() && question.asked().ends_with(['?', '？'])
    })
}

/// Makes cards of lookups that were in vain and wouldn't be now.
fn of_missed(settings: &Settings, searcher: &Searcher<'_>) -> Result<Vec<Card>, Failure> {
    let mut cards = Vec::new();
    let options = Options { limit: 1, has_snippets: false, ..Options::default() };
    for asked in history::missed(settings) {
        let hits = searcher.search(&asked, &options)?;
        let (Some(hit), true) = (hits.hits.first(), history::is_answered(&hits)) else { continue };
        let note = locate::read(settings, &hit.record.path())?;
        let Some(index) = place(&note, hit.record.id()) else { continue };
        let Some(answer) = answer(&note, index) else { continue };
        cards.push(Card {
            id: format!("q{:016x}", xxhash_rust::xxh3::xxh3_64(asked.as_bytes())),
            context: Vec::new(),
            question: presentable(&asked),
            answer,
            place: format!("{}:{}", note.path, note.sections[index].line),
            sort: Sort::Missed,
        });
    }
    Ok(cards)
}

/// Returns what is read below a section's heading; none where nothing is.
fn answer(note: &Note, index: usize) -> Option<String> {
    let read = match readable(&note.path, &note.decoded.text, note.sections[index].span) {
        Some(page) if page.starts_with('#') => page.split_once('\n')?.1.to_owned(),
        Some(page) => page,
        None => without_signs(&note.path, below_heading(note, index)?),
    };
    let is_blank = |line: &&str| line.trim().is_empty();
    let lines: Vec<&str> = read.lines().skip_while(is_blank).collect();
    let mut answer = lines[..lines.len().min(MAX_LINES)].join("\n").trim_end().to_owned();
    if lines.len() > MAX_LINES {
        answer.push_str("\n\n…");
    }
    (!answer.is_empty()).then_some(answer)
}

/// Takes the lines out that a format of notes keeps for itself.
fn without_signs(path: &NotePath, text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let signs = are_signs(path, &lines);
    let read = lines.iter().zip(signs).filter_map(|(line, is_sign)| (!is_sign).then_some(*line));
    read.collect::<Vec<_>>().join("\n")
}

/// Returns the text of a section without its heading.
fn below_heading(note: &Note, index: usize) -> Option<&str> {
    let section = &note.sections[index];
    let whole = &note.decoded.text;
    let text = &whole[section.span.range()];
    let Some(heading) = section.heading else { return Some(text) };
    // The heading's line ends after its text; one that is underlined has another line.
    let after = whole[heading.end..section.span.end].split_once('\n')?.1;
    let (first, rest) = after.split_once('\n').unwrap_or((after, ""));
    let is_underline = !first.trim().is_empty()
        && !text.trim_start().starts_with('#')
        && first.trim().chars().all(|c| c == '=' || c == '-');
    Some(if is_underline { rest } else { after })
}

/// Counts the items of a text's list; 0 where less than half of the text is
/// one.
fn items(text: &str) -> usize {
    let is_item = |line: &&str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered =
            rest.len() < line.len() && (rest.starts_with(". ") || rest.starts_with(") "));
        is_numbered || ["- ", "* ", "+ "].iter().any(|sign| line.starts_with(sign))
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
    let items = text.lines().filter(is_item).count();
    // What is indented belongs to an item.
    let inside = text.lines().filter(|line| line.starts_with([' ', '\t'])).count();
    if (items + inside) * 2 < lines { 0 } else { items }
}

/// What a section is about.
#[derive(Default)]
struct Named<'l> {
    /// What its heading names alone.
    subjects: Vec<Entry<'l>>,
    /// How many it names side by side.
    compared: usize,
}

/// Makes a question of a heading, if one can be made.
fn question(
    heading: &str,
    named: &Named<'_>,
    items: usize,
    language: &Catalogue,
) -> Option<(Sort, String)> {
    let told = &language.cards;
    let folded = fold(heading);
    let is_name =
        named.subjects.iter().any(|entry| entry.all_names().any(|name| fold(name) == folded));
    let is_asked = heading.trim_end().ends_with(['?', '？']) || heading.trim_end().ends_with("란");
    match () {
        () if is_asked => Some((Sort::Question, heading.to_owned())),
        () if is_comparison(heading, named) => Some((Sort::Comparison, (told.apart)(heading))),
        () if is_name => Some((Sort::Definition, (told.what)(heading))),
        () if items > 1 => Some((Sort::List, (told.which)(heading, items))),
        () => None,
    }
}

/// Says whether a heading compares: by a `vs`, or by a word for it beside two
/// names. Two names alone may as well work together.
fn is_comparison(heading: &str, named: &Named<'_>) -> bool {
    const WORDS: [&str; 7] =
        ["차이", "비교", "다른", "구분", "difference", "compar", "choosing between"];
    let heading = heading.to_lowercase();
    let mut words = heading.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == "vs" || word == "versus")
        || named.compared > 1 && WORDS.iter().any(|word| heading.contains(word))
}

#[cfg(test)]
mod tests {
    use galpi::corpus::decode;
    use galpi::language::{ENGLISH, KOREAN};

    use super::*;

    #[test]
    fn lists_are_counted() {
        for (text, count) in [
            ("- 하나\n- 둘\n  - 둘의 하나\n", 2),
            ("1. a\n2) b\n3. c\n", 3),
            ("* a\n\n* b\n", 2),
            ("긴 글\n또 한 줄\n셋째 줄\n- 하나\n", 0),
            ("-x\n3.5\n**굵게**\n", 0),
            ("", 0),
        ] {
            assert_eq!(items(text), count, "{text}");
        }
    }

    #[test]
    fn headings_make_questions() {
        let none = Named::default();
        let both = Named { compared: 2, ..Named::default() };
        let ask = |heading: &str, named: &Named<'_>, items: usize| {
            question(heading, named, items, &ENGLISH).map(|(sort, text)| (sort.name(), text))
        };
        assert_eq!(ask("종류", &none, 3), Some(("list", "종류: name all 3".to_owned())));
        assert_eq!(ask("종류", &none, 1), None);
        assert_eq!(ask("왜 느린가?", &none, 3), Some(("question", "왜 느린가?".to_owned())));
        let sort = |heading: &str, named: &Named<'_>| ask(heading, named, 3).map(|(sort, _)| sort);
        assert_eq!(sort("김치찌개 vs. 된장찌개", &none), Some("comparison"));
        assert_eq!(sort("A와 B의 차이", &both), Some("comparison"));
        // What works together isn't compared, nor is what is only said to differ.
        assert_eq!(sort("A로 B 늘리기", &both), Some("list"));
        assert_eq!(sort("다른 방법", &none), Some("list"));
        assert!(
            question("종류", &none, 3, &KOREAN).is_some_and(|(_, text)| text.contains("3가지"))
        );
    }

    #[test]
    fn answers_are_what_stands_below_the_heading() {
        let check = |text: &str, expected: Option<&str>| {
            let decoded = decode(text.as_bytes().to_vec()).expect("it is text");
            let note = Note::parse(NotePath::from("a.md"), decoded);
            let index = note.sections.len() - 1;
            assert_eq!(answer(&note, index).as_deref(), expected, "{text}");
        };
        check("# 제목\n\n본문\n\n- 하나\n\n", Some("본문\n\n- 하나"));
        check("제목\n====\n\n본문\n", Some("본문"));
        check("# 제목 #\n---\n본문\n", Some("---\n본문"));
        check("# 제목\n", None);
        check("# 제목", None);
        let long = format!("# 제목\n{}", "줄\n".repeat(MAX_LINES + 1));
        check(&long, Some(&format!("{}\n\n…", vec!["줄"; MAX_LINES].join("\n"))));
    }
}
