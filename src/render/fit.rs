//! Cuts lines to the width of the terminal, around what matches.

use unicode_width::UnicodeWidthChar;

use crate::span::{Mark, Span};

use super::width::width;

/// Stands for what is cut off.
const CUT: &str = "…";
/// What a word as typed is worth in a window, against one that was read.
const TYPED_WORTH: usize = 4;
/// Columns of a cut word at the edge of a window that are left out, at most: of a longer
/// word a part is shown rather than nothing.
const MAX_CUT_WORD_COLUMNS: usize = 10;
/// In fewer columns a line is cut in one piece.
const MIN_COLUMNS_OF_TWO: usize = 32;

/// Cuts a line to `columns`, so that of what matches in it as much is seen as
/// can be, each word once, and moves the marks along; words that stand far apart
/// are shown in two pieces. What is cut off shows as `…`.
pub fn fit(text: &str, marks: &[Mark], columns: usize) -> (String, Vec<Mark>) {
    if width(text) <= columns {
        return (text.to_owned(), marks.to_vec());
    }
    let line = Cells::of(text);
    let room = columns.saturating_sub(2 * width(CUT)).max(1);
    let whole = line.window(marks, room);
    let missing = line.outside(marks, whole);
    if missing.is_empty() || columns < MIN_COLUMNS_OF_TWO {
        return line.joined(&[whole], marks);
    }
    let half = columns.saturating_sub(3 * width(CUT)) / 2;
    let mut pieces = [line.window(marks, half), line.window(&missing, half)];
    pieces.sort_by_key(|piece| piece.start);
    match pieces[0].end >= pieces[1].start {
        true => line.joined(&[whole], marks),
        false => line.joined(&pieces, marks),
    }
}

/// A line with the columns that its characters take.
struct Cells<'t> {
    text: &'t str,
    /// Where each character begins, in bytes, and the columns before it; the end
    /// of the line as well.
    places: Vec<(usize, usize)>,
}

impl<'t> Cells<'t> {
    fn of(text: &'t str) -> Self {
        let mut before = 0;
        let mut places: Vec<(usize, usize)> = text
            .char_indices()
            .map(|(at, c)| {
                let place = (at, before);
                before += c.width().unwrap_or(0);
                place
            })
            .collect();
        places.push((text.len(), before));
        Self { text, places }
    }

    /// Returns how many columns stand before a byte.
    fn before(&self, byte: usize) -> usize {
        let at = self.places.partition_point(|(start, _)| *start < byte);
        self.places.get(at).map_or(0, |(_, before)| *before)
    }

    /// Chooses `room` columns of the line that show most of what matches.
    fn window(&self, marks: &[Mark], room: usize) -> Span {
        let mut best = (0, 0..marks.len().min(1));
        for (first, mark) in marks.iter().enumerate() {
            let end = self.before(mark.span.start) + room;
            let mut seen: Vec<&str> = Vec::new();
            let mut worth = 0;
            let mut last = first;
            for (at, other) in marks.iter().enumerate().skip(first) {
                if self.before(other.span.end) > end {
                    break;
                }
                let word = self.text.get(other.span.range()).unwrap_or_default();
                if !seen.contains(&word) {
                    seen.push(word);
                    worth += if other.is_typed { TYPED_WORTH } else { 1 };
                    last = at;
                }
            }
            if worth > best.0 {
                best = (worth, first..last + 1);
            }
        }
        let shown = &marks[best.1];
        let start = shown.first().map_or(0, |mark| mark.span.start);
        let end = shown.last().map_or(start, |mark| mark.span.end);
        self.around(Span::new(start, end), room)
    }

    /// Returns `room` columns around a place, which it begins a quarter in where
    /// there is room.
    fn around(&self, place: Span, room: usize) -> Span {
        let total = self.places.last().map_or(0, |(_, before)| *before);
        let (from, to) = (self.before(place.start), self.before(place.end));
        let spare = room.saturating_sub(to - from);
        let lead = spare.min(room / 4);
        // What isn't needed behind the place is shown before it.
        let lead = lead.max(room.saturating_sub(total - from));
        let start = from.saturating_sub(lead);
        let first = self.places.partition_point(|(_, before)| *before < start);
        let first = self.next_word(first.min(self.places.len() - 1), place.start);
        let end = self.places[first].1 + room;
        let last = self.places.partition_point(|(_, before)| *before <= end).max(1) - 1;
        Span::new(self.places[first].0, self.places[last.max(first)].0)
    }

    /// Returns where the next word begins, when that isn't far and not behind a
    /// place in bytes: a cut word is hard to read.
    fn next_word(&self, first: usize, place: usize) -> usize {
        let (start, columns) = self.places[first];
        if self.text[..start].chars().next_back().is_none_or(char::is_whitespace) {
            return first;
        }
        let near = self.places[first..]
            .iter()
            .take_while(|(at, before)| *at < place && *before < columns + MAX_CUT_WORD_COLUMNS);
        let mut near = near.enumerate();
        let blank = near.find(|(_, (at, _))| self.text[*at..].starts_with(char::is_whitespace));
        blank.map_or(first, |(skipped, _)| first + skipped + 1)
    }

    /// Returns the marks of words as typed that stand outside of a window, and
    /// not inside as well.
    fn outside(&self, marks: &[Mark], window: Span) -> Vec<Mark> {
        let word = |mark: &Mark| self.text.get(mark.span.range()).unwrap_or_default();
        let inside: Vec<&str> =
            marks.iter().filter(|mark| window.contains(mark.span)).map(word).collect();
        let is_missing = |mark: &&Mark| {
            let word = word(mark);
            // A word in another inflection is the same.
            let is_seen = |seen: &&str| seen.contains(word) || word.contains(*seen);
            mark.is_typed && !inside.iter().any(is_seen)
        };
        marks.iter().filter(is_missing).copied().collect()
    }

    /// Writes pieces of the line one after the other.
    fn joined(&self, pieces: &[Span], marks: &[Mark]) -> (String, Vec<Mark>) {
        let mut fitted = String::new();
        let mut moved = Vec::new();
        for piece in pieces {
            if piece.start > 0 {
                fitted.push_str(CUT);
            }
            let offset = fitted.len();
            fitted.push_str(&self.text[piece.range()]);
            let inside = marks.iter().filter(|mark| mark.span.overlaps(*piece));
            moved.extend(inside.map(|mark| {
                let place = |at: usize| at.clamp(piece.start, piece.end) - piece.start + offset;
                Mark { span: Span::new(place(mark.span.start), place(mark.span.end)), ..*mark }
            }));
        }
        if pieces.last().is_some_and(|piece| piece.end < self.text.len()) {
            fitted.push_str(CUT);
        }
        (fitted, moved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, words: &[(&str, bool)]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for (word, is_typed) in words {
            let found = text.match_indices(word).map(|(at, word)| Mark {
                span: Span::new(at, at + word.len()),
                is_typed: *is_typed,
            });
            marks.extend(found);
        }
        marks.sort_by_key(|mark| mark.span);
        marks
    }

    fn shown(text: &str, words: &[(&str, bool)], columns: usize) -> String {
        let (fitted, moved) = fit(text, &marks(text, words), columns);
        assert!(width(&fitted) <= columns, "{fitted}");
        for mark in moved {
            // A word at the edge may be cut.
            let marked = &fitted[mark.span.range()];
            assert!(words.iter().any(|(word, _)| word.contains(marked)), "{fitted}");
        }
        fitted
    }

    #[test]
    fn long_lines_are_cut_around_what_matches() {
        let text =
            format!("{}볼륨 게이트웨이 {}", "가나다라마바사 ".repeat(8), "가나다 ".repeat(20));
        assert!(shown(&text, &[("볼륨", true)], 40).contains("볼륨"));
        for columns in 4..60 {
            shown(&text, &[], columns);
            shown(&text, &[("볼륨", true), ("가나다", false)], columns);
        }
    }

    #[test]
    fn a_cut_line_begins_with_a_word() {
        let text =
            format!("{}감자밭에 물을 주고 볼륨을 잰다{}", "가나다라 ".repeat(9), "끝".repeat(30));
        let cut = shown(&text, &[("볼륨", true)], 40);
        let first = cut.trim_start_matches('…').split(' ').next().unwrap_or_default();
        assert!(text.split(' ').any(|word| word == first), "{cut}");
    }

    #[test]
    fn words_as_typed_are_seen_wherever_they_stand() {
        let far = format!("무를 {}배추를 {}", "심고 가꾸며 ".repeat(12), "거둔다 ".repeat(12));
        // What was read stands first and often; what was typed is shown.
        let words = [("가꾸며", false), ("배추", true)];
        assert!(shown(&far, &words, 36).contains("배추"));
        // Two words far apart: two pieces.
        let both = shown(&far, &[("무", true), ("배추", true)], 40);
        assert!(both.contains("무") && both.contains("배추"), "{both}");
        assert_eq!(both.matches('…').count(), 2, "{both}");
    }
}
