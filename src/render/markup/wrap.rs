//! Runs of text → rows of so many columns.

use unicode_width::UnicodeWidthChar;

use crate::render::width::width;

use crate::span::{Mark, Span};

use super::parts::parts;
use super::row::{Face, Row, Run};

/// Breaks runs into rows of at most `columns`, at spaces: Korean is not broken
/// inside of a word unless the word is longer than a row. A line break in a
/// text always begins a row.
pub(super) fn wrap(runs: &[Run], columns: usize) -> Vec<Vec<Run>> {
    let columns = columns.max(2);
    let mut rows = vec![Vec::new()];
    let mut used = 0;
    for word in words(runs) {
        let piece_width: usize = word.iter().map(|piece| width(&piece.text)).sum();
        match word[0].text.as_str() {
            "\n" => {
                rows.push(Vec::new());
                used = 0;
            }
            // A row doesn't begin with a space that was broken at.
            " " if used == 0 && rows.len() > 1 => {}
            _ if used + piece_width <= columns => {
                used += piece_width;
                append(&mut rows, word);
            }
            " " => {
                rows.push(Vec::new());
                used = 0;
            }
            _ => {
                if used > 0 {
                    trim_end(&mut rows);
                    rows.push(Vec::new());
                    used = 0;
                }
                for piece in word {
                    used = split(&mut rows, piece, used, columns);
                }
            }
        }
    }
    trim_end(&mut rows);
    rows
}

/// Parts runs into words, which may be of several looks, spaces and breaks.
fn words(runs: &[Run]) -> Vec<Vec<Run>> {
    let mut words: Vec<Vec<Run>> = Vec::new();
    let mut is_open = false;
    for run in runs {
        let mut start = 0;
        let mut push = |text: &str, is_word: bool| {
            let piece = run.piece(text);
            match words.last_mut().filter(|_| is_word && is_open) {
                Some(word) => word.push(piece),
                None => words.push(vec![piece]),
            }
            is_open = is_word;
        };
        for (at, c) in run.text.char_indices().filter(|(_, c)| matches!(c, ' ' | '\n')) {
            if at > start {
                push(&run.text[start..at], true);
            }
            push(if c == ' ' { " " } else { "\n" }, false);
            start = at + 1;
        }
        if start < run.text.len() {
            push(&run.text[start..], true);
        }
    }
    words
}

/// Appends a word, run by run, joined with what looks the same.
fn append(rows: &mut [Vec<Run>], word: Vec<Run>) {
    let Some(row) = rows.last_mut() else { return };
    for piece in word {
        match row.last_mut() {
            Some(last) if last.face == piece.face && last.target == piece.target => {
                last.text.push_str(&piece.text);
            }
            _ => row.push(piece),
        }
    }
}

/// Breaks a piece wherever the row is full; returns what is used of the last.
fn split(rows: &mut Vec<Vec<Run>>, piece: Run, mut used: usize, columns: usize) -> usize {
    let mut part = String::new();
    for c in piece.text.chars() {
        let cells = c.width().unwrap_or(0);
        if used + cells > columns {
            append(rows, vec![piece.piece(std::mem::take(&mut part))]);
            rows.push(Vec::new());
            used = 0;
        }
        part.push(c);
        used += cells;
    }
    append(rows, vec![Run { text: part, ..piece }]);
    used
}

fn trim_end(rows: &mut [Vec<Run>]) {
    let Some(row) = rows.last_mut() else { return };
    while let Some(last) = row.last_mut() {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if !last.text.is_empty() {
            break;
        }
        row.pop();
    }
}

/// Breaks a presentable line with its matches into rows of at most `columns`.
pub fn wrapped(text: &str, marks: &[Mark], columns: usize) -> Vec<Row> {
    let whole = Span::new(0, text.len());
    let marked = |(text, matched)| Run::new(text, Face::default().matching(matched));
    let runs: Vec<Run> = parts(text, whole, text, marks).into_iter().map(marked).collect();
    wrap(&runs, columns).into_iter().map(|runs| Row { line: 0, runs }).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Face;
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], columns: usize, expected: &[&str]) {
        let mut runs: Vec<Run> = texts.iter().map(|t| Run::new(*t, Face::default())).collect();
        runs.iter_mut().step_by(2).for_each(|run| run.face.is_strong = true);
        let rows: Vec<String> = wrap(&runs, columns)
            .iter()
            .map(|row| row.iter().map(|run| run.text.as_str()).collect())
            .collect();
        assert_eq!(rows, expected);
        assert!(rows.iter().all(|row| width(row) <= columns));
    }

    #[test]
    fn rows_break_at_spaces() {
        check(&["볼륨 게이트웨이는 블록"], 12, &["볼륨", "게이트웨이는", "블록"]);
        check(&["볼륨 게이트웨이는 블록"], 17, &["볼륨 게이트웨이는", "블록"]);
        check(&["볼륨", "을 준다"], 6, &["볼륨을", "준다"]);
        check(&["가나다라마"], 4, &["가나", "다라", "마"]);
        check(&["가나다라마"], 5, &["가나", "다라", "마"]);
        check(&["a\nb"], 9, &["a", "b"]);
        check(&[""], 9, &[""]);
    }
}
