//! `galpi explain QUERY`: how it is understood, and how scores come about.

use galpi::language::Catalogue;
use galpi::render::markup::presentable;
use galpi::render::style::{Palette, fit, fit_path, width};
use galpi::search::{Hit, Hits, Options, Role, Rule, Signal, Understanding};

use crate::args::Explain;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::{Outcome, notebook, terminal};

use super::{nothing, output, query};

/// Hits whose scores are taken apart.
const HITS: usize = 5;
/// Entries that the query describes and that are told.
const MAX_DESCRIBED: usize = 3;
/// Readings of the same words that are told.
const MAX_READINGS: usize = 4;

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Explain) -> Result<Outcome, Failure> {
    let query = query::query(&typed.words, &[])?;
    let is_named = notebooks.len() > 1;
    let page = Page {
        language: terminal::language(),
        palette: Palette::new(terminal::colours(notebooks[0].colour), false),
        columns: terminal::columns().max(40),
    };
    let limit = match typed.limit {
        Some(0) => output::UNLIMITED,
        Some(limit) => limit,
        None => HITS,
    };
    let options = Options { limit, has_snippets: false, ..Options::default() };
    let mut text = String::new();
    let mut outcome = Outcome::Nothing;
    for book in notebooks.into_iter().map(Book::open) {
        let book = book?;
        let searcher = book.searcher();
        let understanding = searcher.understand(&query, &options)?;
        let hits = searcher.search(&query, &options)?;
        notebook::tell_remarks(&hits.remarks);
        // Each notebook has its own words, and reads a query by them.
        if is_named {
            let space = if text.is_empty() { "" } else { "\n" };
            let name = page.palette.heading(&presentable(&book.settings.name));
            text.push_str(&format!("{space}{name}\n\n"));
        }
        text.push_str(&page.understood(&understanding));
        if !hits.hits.is_empty() {
            outcome = Outcome::Found;
            text.push('\n');
            text.push_str(&page.scores(&hits));
        }
    }
    super::put(text.as_bytes())?;
    Ok(outcome)
}

struct Page {
    language: &'static Catalogue,
    palette: Palette,
    columns: usize,
}

impl Page {
    /// Tells what the words were taken for, a row a word.
    fn understood(&self, understanding: &Understanding) -> String {
        let told = &self.language.explain;
        let mut text = String::new();
        if !understanding.named.is_empty() {
            let names = understanding.named.join(", ");
            text.push_str(&format!("{}\n", presentable(&(told.is_name)(&names))));
        }
        if !understanding.constraints.is_empty() {
            let list: Vec<String> =
                understanding.constraints.iter().map(nothing::written).collect();
            text.push_str(&format!("{}\n", presentable(&(told.constraints)(&list.join(" ")))));
        }
        for (rule, from, to) in &understanding.rewrites {
            let line = format!("{} → {to} ({})", from.trim(), self.language.rule(*rule));
            text.push_str(&format!("{}\n", presentable(&line)));
        }
        for (words, name) in understanding.described.iter().take(MAX_DESCRIBED) {
            let line = format!("{words} → {name} ({})", self.language.rule(Rule::Description));
            let (line, _) = fit(&presentable(&line), &[], self.columns);
            text.push_str(&format!("{line}\n"));
        }
        let mut rows: Vec<[String; 4]> = vec![told.words.map(str::to_owned)];
        for (number, word) in understanding.words.iter().enumerate() {
            let mut readings = self.readings(understanding, (number, number + 1));
            if word.is_common {
                readings.insert(0, told.is_common.to_owned());
            } else if word.sections == 0
                && readings.is_empty()
                && !self.is_covered(understanding, number)
            {
                readings.push(told.is_nowhere.to_owned());
            }
            rows.push([
                presentable(&word.text),
                format!("{:.1}", word.worth),
                word.sections.to_string(),
                readings.join(", "),
            ]);
            // Names of several words, where their last word is.
            let mut wholes: Vec<(usize, usize)> =
                understanding.readings.iter().map(|r| r.words).collect();
            wholes.dedup();
            for whole in wholes.into_iter().filter(|w| w.1 == number + 1 && w.1 - w.0 > 1) {
                let from = understanding.readings.iter().find(|r| r.words == whole);
                let from = from.map(|r| presentable(&r.from)).unwrap_or_default();
                let readings = self.readings(understanding, whole);
                rows.push([from, String::new(), String::new(), readings.join(", ")]);
            }
        }
        if rows.len() > 1 {
            text.push_str(&self.table(&rows, [false, true, true, false]));
        }
        text
    }

    fn is_covered(&self, understanding: &Understanding, word: usize) -> bool {
        understanding.readings.iter().any(|r| (r.words.0..r.words.1).contains(&word))
    }

    /// Tells what a stretch of words is read as.
    fn readings(&self, understanding: &Understanding, words: (usize, usize)) -> Vec<String> {
        let of_words = understanding.readings.iter().filter(|r| r.words == words);
        // One reading may come by several rules; the surest comes first.
        let mut told: Vec<(&str, String)> = Vec::new();
        for reading in of_words {
            if told.iter().all(|(to, _)| *to != reading.to) {
                let rule = self.language.rule(reading.rule);
                let row = format!("{} ({rule} {:.1})", presentable(&reading.to), reading.weight);
                told.push((&reading.to, row));
            }
        }
        let more = told.len().saturating_sub(MAX_READINGS);
        let mut readings: Vec<String> =
            told.into_iter().take(MAX_READINGS).map(|(_, row)| row).collect();
        if more > 0 {
            readings.push((self.language.explain.more)(more));
        }
        readings
    }

    /// Takes the scores of the best hits apart, a row a hit: what words add is multiplied
    /// by the share of the query that the section has, and what it means and is about is
    /// added to that ([`Role`]).
    fn scores(&self, hits: &Hits) -> String {
        let told = &self.language.explain;
        let mut rows = vec![told.scores.map(str::to_owned)];
        rows.extend(hits.hits.iter().map(|hit| {
            let explanation = &hit.explanation;
            let added = Signal::ALL.into_iter().filter(|signal| signal.role() == Role::Added);
            let words: f32 = added.map(|signal| explanation.signal(signal)).sum();
            let about = hit.score - words * explanation.factor;
            [
                hit.rank.to_string(),
                format!("{:.1}", hit.score),
                format!("= {words:.1}"),
                format!("× {:.2}", explanation.factor),
                format!("+ {:.1}", about.max(0.0)),
                self.section(hit),
            ]
        }));
        let line = (told.hits)(hits.hits.len(), hits.told_total());
        let is_right = [true, true, true, true, true, false];
        format!("{line}\n{}", self.table(&rows, is_right))
    }

    fn section(&self, hit: &Hit) -> String {
        let heading = hit.record.trail.last().map(|h| presentable(h)).unwrap_or_default();
        let place = format!("{}:{}", hit.record.path(), hit.record.line);
        let place = fit_path(&presentable(&place), self.columns / 2);
        if heading.is_empty() { place } else { heading }
    }

    /// Lays a table out, its head dim, its last column cut to what is left.
    fn table<const N: usize>(&self, rows: &[[String; N]], is_right: [bool; N]) -> String {
        let widths: [usize; N] = std::array::from_fn(|column| {
            rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)
        });
        let before: usize = widths[..N - 1].iter().map(|width| width + 2).sum();
        let room = self.columns.saturating_sub(before).max(12);
        let mut text = String::new();
        for (number, row) in rows.iter().enumerate() {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                if column + 1 == N {
                    line.push_str(&fit(cell, &[], room).0);
                    break;
                }
                let space = " ".repeat(widths[column] - width(cell));
                line.push_str(&match is_right[column] {
                    true => format!("{space}{cell}  "),
                    false => format!("{cell}{space}  "),
                });
            }
            let line = line.trim_end();
            text.push_str(&if number == 0 { self.palette.dim(line) } else { line.to_owned() });
            text.push('\n');
        }
        text
    }
}
