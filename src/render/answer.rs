//! What a list of hits shows of a section: the line that answers best.

use crate::search::{Hit, Line};
use crate::span::Mark;

use super::markup;
use super::sentence::sentence;

/// A text to be shown, with what is marked in it.
pub type Marked = (String, Vec<Mark>);

/// The line that answers, as a person reads it.
pub struct Answer {
    /// The line, with the rest of its sentence where that fits.
    pub best: Marked,
    /// Another, where words stand apart.
    pub second: Option<Marked>,
}

/// Returns the line of a hit that answers, for `rows` rows of `columns` columns, of
/// which a second line takes one. The heading stands above it already: where that
/// answers, the first line below it is shown, if there is one.
pub fn answer(hit: &Hit, columns: usize, rows: usize) -> Option<Answer> {
    let lines = &hit.snippet.lines;
    let first = usize::from(hit.record.heading().is_some());
    let has_words = |line: &Line| line.text.chars().any(char::is_alphanumeric);
    let found = hit.snippet.place_of_best();
    let below = || (first..lines.len()).find(|at| has_words(&lines[*at]));
    let at = if found < first { below() } else { Some(found) };
    let at = at.filter(|at| *at < lines.len())?;
    let line = &lines[at];
    let mut second = hit.snippet.second.as_ref();
    let best = match &hit.snippet.head {
        Some(head) => markup::row_with_head(&line.text, &head.text, &line.highlights),
        None if is_in_code(&lines[..at]) => markup::verbatim(&line.text, &line.highlights),
        None => {
            let rows = if second.is_some() { 1 } else { rows };
            let whole = sentence(lines, at, columns * rows);
            second =
                second.filter(|other| whole.lines.clone().all(|at| lines[at].line != other.line));
            markup::line(&whole.text, &whole.marks)
        }
    };
    let second = second.map(|line| markup::line(&line.text, &line.highlights));
    Some(Answer { best, second })
}

/// Says whether a line stands in a block of code, by the lines before it.
fn is_in_code(before: &[Line]) -> bool {
    let fence = |line: &&Line| {
        let text = line.text.trim_start();
        text.starts_with("```") || text.starts_with("~~~")
    };
    before.iter().filter(fence).count() % 2 == 1
}
