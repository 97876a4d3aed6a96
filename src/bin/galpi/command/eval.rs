//! `galpi eval QUERIES.tsv …`: how good the ranking is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use galpi::eval::{Judged, LineMeasures, Measures, Names, mean, measure, read, read_lines};
use galpi::search::{Hit, Options, Rule, Searcher};

use crate::Outcome;
use crate::args::{Eval, Everywhere};
use crate::failure::Failure;
use crate::notebook::Book;
use crate::settings::Settings;
use crate::terminal;

use super::output;

/// Judged queries, and the notes that they are judged on.
struct Set {
    queries: PathBuf,
    /// Those that are named for this set; else what is meant everywhere.
    notes: Option<PathBuf>,
}

/// What is told of all sets.
#[derive(Default)]
struct Report {
    text: String,
    /// What was found: qid, rank, section.
    found: String,
}

pub(crate) fn run(everywhere: &Everywhere, typed: &Eval) -> Result<Outcome, Failure> {
    let options = Options {
        strictness: output::strictness(typed.exact, false),
        without: typed.without.as_deref().map(rule).transpose()?,
        has_snippets: false,
        ..Options::default()
    };
    let sets: Vec<Set> = typed.queries.iter().map(|queries| Set::of(queries)).collect();
    let mut report = Report::default();
    if let [set] = &sets[..] {
        set.evaluate(set.everywhere(everywhere, None), typed, &options, &mut report)?;
    } else {
        let mut means = Vec::new();
        for (number, set) in sets.iter().enumerate() {
            let _ = writeln!(report.text, "{}", set.queries.display());
            let everywhere = set.everywhere(everywhere, Some(number));
            means.push(set.evaluate(everywhere, typed, &options, &mut report)?);
            report.text.push('\n');
        }
        // Each set counts the same, however many queries it has.
        let whole = mean(&means.iter().map(|(_, mean)| *mean).collect::<Vec<_>>());
        let rows = sets.iter().zip(means).map(|(set, (count, mean))| (set.name(), count, mean));
        let rows = rows.chain([("MEAN".to_owned(), sets.len(), whole)]);
        report.text.push_str(&table("set", rows));
    }
    if let Some(path) = &typed.run {
        std::fs::write(path, report.found)
            .map_err(|e| Failure::file(terminal::language().commands.unwritable_file, path, &e))?;
    }
    super::put_data(report.text.as_bytes())?;
    Ok(Outcome::Found)
}

/// Reads the name of a rule.
fn rule(name: &str) -> Result<Rule, Failure> {
    let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    Rule::parse(name).ok_or_else(|| {
        Failure::new((terminal::language().commands.no_rule)(name, &known.join(", ")))
    })
}

impl Set {
    /// Takes `QUERIES.tsv` or `QUERIES.tsv=NOTES` apart; a file whose name has
    /// the sign is a file.
    fn of(typed: &Path) -> Self {
        let parted = typed.to_str().filter(|_| !typed.is_file()).and_then(|t| t.split_once('='));
        match parted {
            Some((queries, notes)) => Self { queries: queries.into(), notes: Some(notes.into()) },
            None => Self { queries: typed.to_owned(), notes: None },
        }
    }

    /// Returns what the set is called in a table of several: its file, and the
    /// folder of that, as many are called alike.
    fn name(&self) -> String {
        let stem = self.queries.file_stem().unwrap_or_default().to_string_lossy();
        let folder = self.queries.parent().and_then(Path::file_name);
        folder.map_or_else(|| stem.to_string(), |f| format!("{}/{stem}", f.to_string_lossy()))
    }

    /// Returns what is meant for this set, one of several where it has a number:
    /// its own notes, and in an index folder that was named one of its own.
    fn everywhere(&self, typed: &Everywhere, number: Option<usize>) -> Everywhere {
        let mut own = typed.clone();
        if let Some(notes) = &self.notes {
            own.notes = vec![notes.clone()];
            own.notebook.clear();
        }
        if let (Some(folder), Some(number)) = (&mut own.index, number) {
            folder.push((number + 1).to_string());
        }
        own
    }

    /// Asks the queries; returns how many they are and the mean over all.
    fn evaluate(
        &self,
        everywhere: Everywhere,
        typed: &Eval,
        options: &Options,
        report: &mut Report,
    ) -> Result<(usize, Measures), Failure> {
        let judged = judged(&self.queries)?;
        let names = self.names(&typed.map)?;
        let notebooks = Settings::several(everywhere)?.into_iter();
        let books = notebooks.map(Book::open).collect::<Result<Vec<_>, _>>()?;
        let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
        let mut categories: Vec<(String, Vec<Measures>)> = Vec::new();
        let mut all = Vec::new();
        for query in &judged {
            let hits =
                output::chosen(&searchers, &output::plain(), options, |searcher, options| {
                    searcher.search(&query.query, options).map_err(Failure::from)
                })?;
            let name = |hit: &Hit| name_of(hit, &names, &query.grades);
            let ranking: Vec<String> = hits.hits.iter().map(name).collect();
            for (rank, name) in ranking.iter().enumerate() {
                let _ = writeln!(report.found, "{}\t{}\t{name}", query.id, rank + 1);
            }
            let measures = measure(&query.grades, &ranking);
            if typed.per_query {
                report.text.push_str(&told(query, &measures, &ranking));
            }
            all.push(measures);
            match categories.iter_mut().find(|(name, _)| *name == query.category) {
                Some((_, list)) => list.push(measures),
                None => categories.push((query.category.clone(), vec![measures])),
            }
        }
        let whole = (all.len(), mean(&all));
        categories.push(("ALL".to_owned(), all));
        let rows = categories.into_iter().map(|(name, list)| (name, list.len(), mean(&list)));
        report.text.push_str(&table("category", rows));
        if let Some(path) = &typed.lines {
            report.text.push_str(&lines(&searchers, &judged, &names, options, path)?);
        }
        Ok(whole)
    }

    /// Reads the maps that were named, or the one beside the queries.
    fn names(&self, maps: &[PathBuf]) -> Result<Names, Failure> {
        let mut files: Vec<PathBuf> = Vec::new();
        let beside = self.queries.with_file_name("sections.tsv");
        let named =
            if maps.is_empty() && beside.is_file() { vec![beside] } else { maps.to_owned() };
        for path in named {
            if path.is_dir() {
                let entries = std::fs::read_dir(&path).map_err(|e| {
                    Failure::file(terminal::language().commands.unreadable, &path, &e)
                })?;
                files.extend(entries.flatten().map(|entry| entry.path()));
            } else {
                files.push(path);
            }
        }
        files.sort();
        let mut names = Names::default();
        for path in files {
            names.add(&file(&path)?);
        }
        Ok(names)
    }
}

/// Returns what the section of a hit is called by judged queries.
fn name_of(hit: &Hit, names: &Names, grades: &BTreeMap<String, u32>) -> String {
    let heading = hit.record.trail.last().map_or("", String::as_str);
    names.name(&hit.record.path().to_string(), hit.record.line, heading, grades)
}

/// Reads judged queries, one at least.
fn judged(path: &Path) -> Result<Vec<Judged>, Failure> {
    let language = terminal::language();
    let told = path.display();
    let judged = read(&file(path)?)
        .map_err(|error| Failure::new(format!("`{told}`: {}", language.error(&error))))?;
    if judged.is_empty() {
        let usage = &language.usage;
        return Err(Failure::new((usage.no_judged)(&told.to_string())).hint(usage.no_judged_hint));
    }
    Ok(judged)
}

/// Tells of a query how good what was found is, and the best of it.
fn told(query: &Judged, measures: &Measures, ranking: &[String]) -> String {
    let Judged { id, category, query, .. } = query;
    let best = ranking.iter().take(3).cloned().collect::<Vec<_>>().join(" ");
    format!("{id}\t{category}\t{:.3}\t{query}\t{best}\n", measures.ndcg)
}

/// Writes means over so many, a row each.
fn table(title: &str, rows: impl Iterator<Item = (String, usize, Measures)>) -> String {
    let mut table = format!("{title:18}{:>4}", "n");
    for name in ["ndcg@10", "mrr@10", "succ@1", "succ@3", "rec@10"] {
        let _ = write!(table, "{name:>9}");
    }
    table.push('\n');
    for (name, count, m) in rows {
        let _ = write!(table, "{name:18}{count:>4}");
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
            let wanted = [(lines.section.clone(), 0)].into();
            let hit = hits.iter().find(|hit| name_of(hit, names, &wanted) == lines.section);
            let shown = hit.map(|hit| hit.snippet.best.line);
            all.count(lines, shown);
            let known = categories.iter().position(|(name, _)| *name == query.category);
            let at = known.unwrap_or(categories.len());
            if known.is_none() {
                categories.push((&query.category, LineMeasures::default()));
            }
            categories[at].1.count(lines, shown);
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
