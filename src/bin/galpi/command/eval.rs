//! `galpi eval QUERIES.tsv`: how good the ranking is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use galpi::eval::{Measures, mean, measure, read};
use galpi::search::{Hit, Options, Rule, Searcher};

use crate::Outcome;
use crate::args::Eval;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, terminal};

/// What judged names stand for: by place in the notes, and by heading.
#[derive(Default)]
struct Names {
    /// By line, or by `path:line`.
    by_place: BTreeMap<String, String>,
    /// By path and heading.
    by_heading: BTreeMap<(String, String), String>,
}

pub(crate) fn run(settings: Settings, typed: &Eval) -> Result<Outcome, Failure> {
    let text = file(&typed.queries)?;
    let judged = read(&text)?;
    let names = names(typed)?;
    let without = match &typed.without {
        Some(name) => {
            let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
            let rule = Rule::parse(name).ok_or_else(|| {
                Failure::new((terminal::language().commands.no_rule)(name, &known.join(", ")))
            })?;
            Some(rule)
        }
        None => None,
    };
    let lexicon = notebook::lexicon(&settings)?;
    let opened = notebook::open(&settings, &lexicon)?;
    let searcher = Searcher::new(&opened.snapshot, &settings.corpus, &lexicon);
    let options = Options {
        strictness: super::search::strictness(typed.exact, false),
        without,
        has_snippets: false,
        ..Options::default()
    };

    let mut report = String::new();
    let mut found = String::new();
    let mut categories: Vec<(String, Vec<Measures>)> = Vec::new();
    let mut all = Vec::new();
    for query in &judged {
        let hits = searcher.search(&query.query, &options)?;
        let ranking: Vec<String> =
            hits.hits.iter().map(|hit| names.name(hit, &query.grades)).collect();
        for (rank, name) in ranking.iter().enumerate() {
            let _ = writeln!(found, "{}\t{}\t{name}", query.id, rank + 1);
        }
        let measures = measure(&query.grades, &ranking);
        if typed.per_query {
            let _ = writeln!(
                report,
                "{}\t{}\t{:.3}\t{}\t{}",
                query.id,
                query.category,
                measures.ndcg,
                query.query,
                ranking.iter().take(3).cloned().collect::<Vec<_>>().join(" ")
            );
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
    let columns = ["ndcg@10", "mrr@10", "succ@1", "succ@3", "rec@10"];
    let _ = write!(report, "{:18}{:>4}", "category", "n");
    for name in columns {
        let _ = write!(report, "{name:>9}");
    }
    report.push('\n');
    categories.push(("ALL".to_owned(), all));
    for (name, measures) in &categories {
        let m = mean(measures);
        let _ = writeln!(
            report,
            "{name:18}{:>4}{:>9.3}{:>9.3}{:>9.3}{:>9.3}{:>9.3}",
            measures.len(),
            m.ndcg,
            m.mrr,
            m.success_1,
            m.success_3,
            m.recall_10
        );
    }
    super::put_data(report.as_bytes())?;
    Ok(Outcome::Found)
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
