//! The format for a person at a terminal.

use std::io::{self, Write};

use crate::corpus::{NotePath, is_markdown};
use crate::index::Strength;
use crate::search::{Hit, Hits, Rule, Total};
use crate::span::Mark;

use super::answer::{Answer, answer};
use super::explanation::{explanation, readings, unread};
use super::markup::{self, Row, presentable};
use super::print_options::{Around, PrintOptions};
use super::printer::Printer;
use super::style::{Palette, file_url, fit, fit_path, width};

/// How much of a section is shown.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Columns of the terminal.
    pub columns: usize,
    /// Rows that hits may take, unless more of each was asked for; `None` for
    /// any number.
    pub rows: Option<usize>,
    /// Lines shown around the best one.
    pub around: Around,
    /// Whether the number of a hit stands before it.
    pub is_ranked: bool,
}

pub(super) struct Human {
    layout: Layout,
    options: PrintOptions,
    palette: Palette,
    /// Hits and rows written so far.
    written: usize,
    /// Hits written in which what was typed stands.
    literal: usize,
    rows: usize,
    is_full: bool,
    /// Whether those in which what was typed stands are all, and enough.
    is_answered: bool,
}

/// Services named beside a hit, at most: more would hide the place.
const MAX_SERVICES: usize = 3;
/// Parts headings.
const BETWEEN: &str = " › ";
/// Stands for headings that are left out.
const LEFT_OUT: &str = "…";
/// Columns of a place that is cut, at least: in fewer no note could be told from others.
const MIN_PLACE_COLUMNS: usize = 14;
/// Hits that are shown even where the screen has no room for them.
const MIN_HITS: usize = 3;
/// Rows of the line that answers, at most: five hits then fit a small screen.
const BEST_ROWS: usize = 2;
/// Columns before the lines of a hit, under its number.
const INDENT: usize = 4;
/// The same where lines are numbered.
const NUMBERED_INDENT: usize = 7;
/// Names of services in fewer columns than this tell nothing.
const MIN_NOTE_COLUMNS: usize = 8;

impl Human {
    pub(super) fn new(layout: Layout, options: PrintOptions) -> Self {
        let palette = Palette::new(options.colours, options.has_links);
        let (written, literal, rows) = (0, 0, 0);
        Self {
            layout,
            options,
            palette,
            written,
            literal,
            rows,
            is_full: false,
            is_answered: false,
        }
    }

    fn is_compact(&self) -> bool {
        matches!(self.layout.around, Around::Nothing | Around::Lines { before: 0, after: 0 })
    }

    /// Lays a hit out, a row an item.
    ///
    /// ```text
    ///  1  Storage › 볼륨 게이트웨이
    ///     aws.md:245  AWS Storage Gateway
    ///     캐시 모드는 원본을 S3에 둔다.
    /// ```
    fn lay_out(&self, hit: &Hit) -> Vec<String> {
        let columns = self.layout.columns.max(20);
        let rank = match self.layout.is_ranked {
            true => format!("{:>2}  ", hit.rank),
            false => " ".repeat(INDENT),
        };
        let room = columns.saturating_sub(rank.len());
        let headings: Vec<String> =
            hit.record.trail.iter().map(|heading| presentable(heading)).collect();
        let mut rows = self.head(hit, &headings, &rank, room);
        rows.extend(match self.is_compact() {
            true => self.best(hit, columns - INDENT),
            false => self.lines(hit, columns),
        });
        if self.options.is_explained {
            for line in explanation(hit, self.options.language) {
                rows.push(format!("      {}", self.palette.dim(&presentable(&line))));
            }
        }
        rows.retain(|row| !row.trim().is_empty() || !self.is_compact());
        rows
    }

    /// Writes what a hit is and where: one row, whatever else there is to tell,
    /// unless the heading alone needs it.
    fn head(&self, hit: &Hit, headings: &[String], rank: &str, room: usize) -> Vec<String> {
        let rank = self.palette.dim(rank);
        let note = self.note(hit);
        let Some(own) = headings.last() else {
            let (place, taken) = self.place(hit, room);
            return vec![format!("{rank}{place}{}", self.beside(&note, room - taken))];
        };
        let beside = room.saturating_sub(width(own) + 2);
        if beside >= MIN_PLACE_COLUMNS {
            let (place, taken) = self.place(hit, beside);
            let (trail, trail_width) = self.headings(hit, headings, room - taken - 2);
            let left = room.saturating_sub(trail_width + 2 + taken);
            return vec![format!("{rank}{trail}  {place}{}", self.beside(&note, left))];
        }
        let (own, marks) = heading(hit).unwrap_or_default();
        let lines = markup::wrapped(&own, &marks, room);
        let painted = lines.iter().enumerate().map(|(at, row)| {
            let lead = if at == 0 { rank.clone() } else { " ".repeat(INDENT) };
            format!("{lead}{}", self.palette.heading_row(row))
        });
        let mut rows: Vec<String> = painted.collect();
        let (place, taken) = self.place(hit, room);
        rows.push(format!("{}{place}{}", " ".repeat(INDENT), self.beside(&note, room - taken)));
        rows
    }

    /// Returns the place of a hit, and how wide it is.
    fn place(&self, hit: &Hit, columns: usize) -> (String, usize) {
        let path = hit.record.path();
        let shown = self.options.shown_file(hit).to_string();
        let shown = fit_path(&format!("{}:{}", presentable(&shown), hit.line()), columns);
        let text = self.palette.place(&shown);
        let base = self.options.notebook(hit).and_then(|notebook| notebook.base.as_ref());
        let text = match base {
            Some(base) => self.palette.link(&file_url(&base.join(path.as_path())), &text),
            None => text,
        };
        (text, width(&shown))
    }

    /// Returns what is told beside a place: services, and how the hit was
    /// found when that isn't seen.
    fn note(&self, hit: &Hit) -> String {
        let services = hit.services.iter().filter(|s| s.topic.strength > Strength::Mentioned);
        let mut notes: Vec<&str> = services.take(MAX_SERVICES).map(|s| s.name.as_str()).collect();
        let is_by_gloss =
            hit.via.iter().all(|rule| matches!(rule, Rule::Description | Rule::Meaning))
                && !hit.via.is_empty();
        if is_by_gloss {
            notes.insert(0, self.options.language.answer.by_gloss);
        }
        // Of several notebooks, which one is told first.
        notes.splice(0..0, self.options.notebook_name(hit));
        presentable(&notes.join(" · "))
    }

    /// Writes a note in what is left of a row, where that is enough to tell
    /// something.
    fn beside(&self, note: &str, left: usize) -> String {
        let columns = left.saturating_sub(2);
        if note.is_empty() || columns < MIN_NOTE_COLUMNS.min(width(note)) {
            return String::new();
        }
        format!("  {}", self.palette.dim(&fit(note, &[], columns).0))
    }

    /// Writes the trail in `columns`, and tells how wide it is. The section's own
    /// heading says most, and the note's title which note it is: what doesn't fit
    /// is left out between them.
    fn headings(&self, hit: &Hit, headings: &[String], columns: usize) -> (String, usize) {
        let (Some((own, marks)), Some((_, above))) = (heading(hit), headings.split_last()) else {
            return Default::default();
        };
        let room = columns.saturating_sub(width(&own));
        let cut =
            |kept: Vec<&str>| kept.iter().map(|h| format!("{h}{BETWEEN}")).collect::<String>();
        let named: Vec<&str> = above.iter().map(String::as_str).collect();
        let shorter = (1..named.len()).map(|from| {
            let mut kept = vec![named[0], LEFT_OUT];
            kept.extend(&named[from + 1..]);
            cut(kept)
        });
        let least = if named.is_empty() { String::new() } else { cut(vec![LEFT_OUT]) };
        let all = std::iter::once(cut(named.clone())).chain(shorter).chain([least]);
        let before = all.into_iter().find(|before| width(before) <= room).unwrap_or_default();
        let text = self.palette.dim(&before) + &self.palette.marked_heading(&own, &marks);
        (text, width(&before) + width(&own))
    }

    /// Writes the line that answers, or that and another where words stand apart.
    /// The heading stands above it already.
    fn best(&self, hit: &Hit, columns: usize) -> Vec<String> {
        let Some(Answer { best: (text, marks), second }) = answer(hit, columns, BEST_ROWS) else {
            return Vec::new();
        };
        let most = if second.is_some() { 1 } else { BEST_ROWS };
        let mut rows = fitting(&text, &marks, columns, most);
        if let Some((text, marks)) = second {
            rows.extend(fitting(&text, &marks, columns, 1));
        }
        rows.iter().map(|row| format!("    {}", self.palette.row(row))).collect()
    }

    /// Writes the lines around the one that answers, or all, numbered.
    fn lines(&self, hit: &Hit, columns: usize) -> Vec<String> {
        let lines = &hit.snippet.lines;
        let first = usize::from(hit.record.heading().is_some());
        let columns = columns.saturating_sub(NUMBERED_INDENT);
        let rows = section(hit, columns, self.options.colours.is_some());
        let best = hit.snippet.place_of_best().max(first);
        let range = self.layout.around.range(best, lines.len());
        let is_shown = |row: &&Row| row.line >= first && range.contains(&row.line);
        let mut last = None;
        let mut shown: Vec<&Row> = rows.iter().filter(is_shown).collect();
        let is_empty = |row: &&&Row| row.text().trim().is_empty();
        shown.drain(..shown.iter().take_while(is_empty).count());
        shown.truncate(shown.len() - shown.iter().rev().take_while(is_empty).count());
        shown
            .into_iter()
            .map(|row| {
                let is_new = last.replace(row.line) != Some(row.line) && !row.runs.is_empty();
                let number =
                    lines.get(row.line).filter(|_| is_new).map(|line| line.line.to_string());
                let number = format!("{:>5}  ", number.unwrap_or_default());
                format!("{}{}", self.palette.dim(&number), self.palette.row(row))
            })
            .map(|row| row.trim_end().to_owned())
            .collect()
    }
}

/// Returns a section's own heading, fit to be shown, and what in it matches.
pub fn heading(hit: &Hit) -> Option<(String, Vec<Mark>)> {
    let own = presentable(hit.record.trail.last()?);
    // What matches in a heading is known by its line, where that says nothing
    // else.
    let line = hit.snippet.lines.first().filter(|_| hit.record.heading().is_some());
    let spans = match line.map(|line| markup::line(&line.text, &line.highlights)) {
        Some((plain, spans)) if plain == own => spans,
        _ => Vec::new(),
    };
    Some((own, spans))
}

/// Lays a hit's section out in rows, matches marked; their lines are counted
/// as those of its snippet.
pub fn section(hit: &Hit, columns: usize, has_colour: bool) -> Vec<Row> {
    let mut text = String::new();
    let mut marks: Vec<Mark> = Vec::new();
    for line in &hit.snippet.lines {
        marks.extend(line.highlights.iter().map(|mark| mark.shift(text.len())));
        text.push_str(&line.text);
        text.push('\n');
    }
    laid_out(&hit.record.path(), &text, &marks, columns, has_colour)
}

/// Lays a part of a note out in rows: Markdown as it is meant, other formats as they
/// are written.
pub fn laid_out(
    path: &NotePath,
    text: &str,
    marks: &[Mark],
    columns: usize,
    has_colour: bool,
) -> Vec<Row> {
    match is_markdown(path) {
        true => markup::page(text, marks, columns, has_colour),
        false => markup::lines(text, marks, columns),
    }
}

/// Breaks a line into at most `most` rows; a row broken at a word has room left,
/// so as much is taken as fits.
fn fitting(text: &str, marks: &[Mark], columns: usize, most: usize) -> Vec<Row> {
    let mut room = columns * most;
    loop {
        let (text, marks) = fit(text, marks, room);
        let mut rows = markup::wrapped(&text, &marks, columns);
        if rows.len() <= most || room <= columns {
            rows.truncate(most);
            return rows;
        }
        room -= 2;
    }
}

impl Printer for Human {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        if self.is_full || self.is_answered {
            return Ok(());
        }
        let limit = self.layout.rows.filter(|_| self.is_compact() && !self.options.is_explained);
        let is_about = !hit.is_literal && self.literal > 0 && self.literal == self.written;
        // Where what was typed is written often enough, nobody asks what else is
        // about it.
        if is_about && limit.is_some() && self.literal >= MIN_HITS {
            self.is_answered = true;
            return Ok(());
        }
        let mut rows = self.lay_out(hit);
        if is_about && self.layout.is_ranked {
            let line = format!("──  {}", self.options.language.answer.about_below);
            let (line, _) = fit(&line, &[], self.layout.columns.max(20));
            rows.insert(0, self.palette.dim(&line));
        }
        if self.written >= MIN_HITS && limit.is_some_and(|most| self.rows + rows.len() > most) {
            self.is_full = true;
            return Ok(());
        }
        if self.written > 0 && !self.is_compact() {
            writeln!(out)?;
        }
        self.written += 1;
        self.literal += usize::from(hit.is_literal);
        self.rows += rows.len();
        for row in rows {
            writeln!(out, "{row}")?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, hits: &Hits) -> io::Result<()> {
        if hits.hits.is_empty() {
            return Ok(());
        }
        let answer = &self.options.language.answer;
        let mut told = Vec::new();
        // When nothing is as typed, that was said before the first hit.
        if !hits.is_all_rewritten && !hits.is_all_absent {
            let unread = unread(hits);
            if !unread.is_empty() {
                told.push((self.options.language.nothing.unknown_words)(&unread.join(", ")));
            }
            let readings = readings(hits, self.written);
            told.extend(readings.map(|readings| format!("{}: {readings}", answer.also_read)));
        }
        if self.layout.rows.is_some() && hits.total > self.written {
            let total = hits.told_total();
            told.push(match self.is_answered {
                true => {
                    let count = total.count.saturating_sub(self.written);
                    (answer.more_about)(Total { count, ..total })
                }
                false => (answer.more)(self.written, total),
            });
        }
        for line in told {
            let (text, _) = fit(&presentable(&line), &[], self.layout.columns.max(20));
            writeln!(out, "{}", self.palette.dim(&text))?;
        }
        Ok(())
    }
}
