//! `galpi eval QUERIES.tsv`: how good the ranking is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use galpi::eval::{Judged, LineMeasures, Measures, mean, measure, read, read_lines};
use galpi::search::{Hit, Options, Rule, Searcher};

use crate::Outcome;
use crate::args::Eval;
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::terminal;

use super::output;

/// What judged names stand for: by place in the notes, and by heading.
#[derive(Default)]
struct Names {
    /// By line, or by `path:line`.
    by_place: BTreeMap<String, String>,
    /// By path and heading.
    by_heading: BTreeMap<(String, String), String>,
}

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Eval) -> Result<Outcome, Failure> {
    let text = file(&typed.queries)?;
    let judged = read(&text)?;
    let names = names(typed)?;
    let without = typed.without.as_deref().map(rule).transpose()?;
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let options = Options {
        strictness: output::strictness(typed.exact, false),
        without,
        has_snippets: false,
        ..Options::default()
    };

    let mut report = String::new();
    let mut found = String::new();
    let mut categories: Vec<(String, Vec<Measures>)> = Vec::new();
    let mut all = Vec::new();
    for query in &judged {
        let hits = output::chosen(&searchers, &output::plain(), &options, |searcher, options| {
            searcher.search(&query.query, options).map_err(Failure::from)
        })?;
        let ranking: Vec<String> =
            hits.hits.iter().map(|hit| names.name(hit, &query.grades)).collect();
        for (rank, name) in ranking.iter().enumerate() {
            let _ = writeln!(found, "{}\t{}\t{name}", query.id, rank + 1);
        }
        let measures = measure(&query.grades, &ranking);
        if typed.per_query {
            let Judged { id, category, query, .. } = query;
            let best = ranking.iter().take(3).cloned().collect::<Vec<_>>().join(" ");
            let _ = writeln!(report, "{id}\t{category}\t{:.3}\t{query}\t{best}", measures.ndcg);
        }
        all.push(measures);
        match categories.iter_mut().find(|(name, _)| *name == query.category) {
            Some((_, list)) => list.push(measures),
            None => categories.push((query.category.clone(), vec![measures])),
        }
    }
    if let Some(path) = &typed.run {
        std::fs::write(path, found)
            .map_err(|e| Failure::file(terminal::language().commands.unwritable_file, path, &e))?;
    }
    categories.push(("ALL".to_owned(), all));
    report.push_str(&table(&categories));
    if let Some(path) = &typed.lines {
        report.push_str(&lines(&searchers, &judged, &names, &options, path)?);
    }
    super::put_data(report.as_bytes())?;
    Ok(Outcome::Found)
}

/// Reads the name of a rule.
fn rule(name: &str) -> Result<Rule, Failure> {
    let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    Rule::parse(name).ok_or_else(|| {
        Failure::new((terminal::language().commands.no_rule)(name, &known.join(", ")))
    })
}

/// Writes the means of each category, a row each.
fn table(categories: &[(String, Vec<Measures>)]) -> String {
    let mut table = format!("{:18}{:>4}", "category", "n");
    for name in ["ndcg@10", "mrr@10", "succ@1", "succ@3", "rec@10"] {
        let _ = write!(table, "{name:>9}");
    }
    table.push('\n');
    for (name, measures) in categories {
        let m = mean(measures);
        let _ = write!(table, "{name:18}{:>4}", measures.len());
        for mean in [m.ndcg, m.mrr, m.success_1, m.success_3, m.recall_10] {
            let _ = write!(table, "{mean:>9.3}");
        }
        table.push('\n');
    }
    table
}

/// Scores the line that is shown of each judged section, by categories.
fn lines(
    searchers: &[Searcher<'_>],
    judged: &[Judged],
    names: &Names,
    options: &Options,
    path: &Path,
) -> Result<String, Failure> {
    let options = Options { has_snippets: true, ..options.clone() };
    let judged_lines = read_lines(&file(path)?)?;
    let mut categories: Vec<(&str, LineMeasures)> = Vec::new();
    let mut all = LineMeasures::default();
    for query in judged {
        let mut own = judged_lines.iter().filter(|lines| lines.query == query.id).peekable();
        if own.peek().is_none() {
            continue;
        }
        let found = output::chosen(searchers, &output::plain(), &options, |searcher, options| {
            searcher.search(&query.query, options).map_err(Failure::from)
        })?;
        let hits = found.hits;
        for lines in own {
            let hit = hits.iter().find(|hit| names.is_named(hit, &lines.section));
            let shown = hit.map(|hit| hit.snippet.best.line);
            all.count(lines, shown);
            match categories.iter_mut().find(|(name, _)| *name == query.category) {
                Some((_, measures)) => measures.count(lines, shown),
                None => {
                    categories.push((&query.category, LineMeasures::default()));
                    if let Some((_, measures)) = categories.last_mut() {
                        measures.count(lines, shown);
                    }
                }
            }
        }
    }
    categories.push(("ALL", all));
    let mut report =
        format!("\n{:18}{:>6}{:>6}{:>9}{:>9}\n", "lines", "n", "found", "answer", "best");
    for (name, measures) in &categories {
        let best = measures.best as f64 / measures.found.max(1) as f64;
        let _ = writeln!(
            report,
            "{name:18}{:>6}{:>6}{:>9.3}{best:>9.3}",
            measures.pairs,
            measures.found,
            measures.accuracy()
        );
    }
    Ok(report)
}

fn file(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|e| Failure::file(terminal::language().commands.unreadable, path, &e))
}

/// Reads the maps that were named, or the one beside the queries.
fn names(typed: &Eval) -> Result<Names, Failure> {
    let mut files: Vec<PathBuf> = Vec::new();
    let beside = typed.queries.with_file_name("sections.tsv");
    let named =
        if typed.map.is_empty() && beside.is_file() { vec![beside] } else { typed.map.clone() };
    for path in named {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path)
                .map_err(|e| Failure::file(terminal::language().commands.unreadable, &path, &e))?;
            files.extend(entries.flatten().map(|entry| entry.path()));
        } else {
            files.push(path);
        }
    }
    files.sort();
    let mut names = Names::default();
    for path in files {
        for line in file(&path)?.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [number, place, heading, ..] = cells[..] else { continue };
            let name = match number.parse::<u32>() {
                Ok(_) => format!("S{number}"),
                Err(_) => number.to_owned(),
            };
            match place.parse::<u32>() {
                Ok(_) => names.by_place.insert(place.to_owned(), name),
                Err(_) => names.by_heading.insert((place.to_owned(), heading.to_owned()), name),
            };
        }
    }
    Ok(names)
}

impl Names {
    /// Says whether a hit's section is the one that was judged by a name.
    fn is_named(&self, hit: &Hit, name: &str) -> bool {
        self.name(hit, &[(name.to_owned(), 0)].into()) == name
    }

    /// Returns the name of a hit's section: the one that was judged, as some
    /// queries are judged by name and others by place; else what it is called.
    fn name(&self, hit: &Hit, grades: &BTreeMap<String, u32>) -> String {
        let path = hit.record.path().to_string();
        let line = hit.record.line.to_string();
        let heading = hit.record.trail.last().cloned().unwrap_or_default();
        let place = format!("{path}:{line}");
        if grades.contains_key(&place) {
            return place;
        }
        let by_heading = self.by_heading.get(&(path, heading));
        by_heading.or_else(|| self.by_place.get(&line)).cloned().unwrap_or(place)
    }
}
