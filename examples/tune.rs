//! Finds the weights of ranking: climbs one weight at a time on judged
//! queries, and reports on queries that it did not climb on.
//!
//! ```text
//! cargo run --release --example tune -- [--only NAME,…] [--map SECTIONS.tsv] QUERIES.tsv=NOTES …
//! cargo run --release --example tune -- --list
//! ```
//!
//! `--only` climbs on the weights whose names begin with one of those given; the
//! name of a signal stands for the weights that it rests on. `--list` tells the
//! signals and their weights. `--map` explains the names of judged sections, as
//! for `galpi eval`; else the `sections.tsv` beside the queries does.
//!
//! It climbs on the even rows of each set; the odd ones are held out. Each set
//! counts the same, however many rows it has, and no step is taken by which a
//! set loses more than chance: no field is bought with another.

use std::error::Error;
use std::path::Path;

use galpi::corpus::Corpus;
use galpi::eval::{Judged, Names, mean, measure, read};
use galpi::index::{Index, Progress, Snapshot};
use galpi::lexicon::Lexicon;
use galpi::search::{Hit, Options, Searcher, Signal, Weights};

/// What each weight is tried multiplied by, in turn.
const STEPS: [f32; 6] = [0.5, 0.7, 0.85, 1.2, 1.4, 2.5];
const ROUNDS: usize = 3;
/// A gain smaller than this is chance.
const LEAST_GAIN: f64 = 0.0008;
/// What one set may lose by a step that the mean gains by.
const MOST_LOSS: f64 = 0.002;

struct Set {
    name: String,
    corpus: Corpus,
    snapshot: Snapshot,
    names: Names,
    tuned: Vec<Judged>,
    held: Vec<Judged>,
}

/// What was asked for.
#[derive(Default)]
struct Asked {
    only: Vec<String>,
    map: Option<String>,
    sets: Vec<(String, String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Some(asked) = asked()? else {
        for signal in Signal::ALL {
            let weights = signal.weights().join(" ");
            println!("{}: {}\n    {weights}", signal.name(), signal.explanation());
        }
        return Ok(());
    };
    let lexicon = Lexicon::shipped();
    let folder = tempfile::tempdir()?;
    let sets = (0..).zip(&asked.sets).map(|(number, (queries, notes))| {
        let index = folder.path().join(format!("{number}"));
        Set::open(queries, notes, asked.map.as_deref(), &index, &lexicon)
    });
    let sets = sets.collect::<Result<Vec<Set>, _>>()?;
    let weights = climb(&sets, &asked.only, &lexicon)?;
    for set in &sets {
        let tuned = set.ndcg(&set.tuned, &lexicon, &weights)?;
        let held = set.ndcg(&set.held, &lexicon, &weights)?;
        println!("{}: tuned {tuned:.4}, held out {held:.4}", set.name);
    }
    println!("{weights:#?}");
    Ok(())
}

/// Reads the arguments; `None` where the signals are to be listed.
fn asked() -> Result<Option<Asked>, Box<dyn Error>> {
    const USAGE: &str = "usage: tune [--only NAME,…] [--map SECTIONS.tsv] QUERIES.tsv=NOTES …";
    let mut asked = Asked::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => return Ok(None),
            "--only" => {
                let names = arguments.next().ok_or(USAGE)?;
                asked.only.extend(names.split(',').flat_map(weights_of).map(str::to_owned));
            }
            "--map" => asked.map = Some(arguments.next().ok_or(USAGE)?),
            set => {
                let (queries, notes) = set.split_once('=').ok_or(USAGE)?;
                asked.sets.push((queries.to_owned(), notes.to_owned()));
            }
        }
    }
    if asked.sets.is_empty() { Err(USAGE.into()) } else { Ok(Some(asked)) }
}

/// Climbs one weight at a time while the mean over the sets gains by it.
fn climb(sets: &[Set], only: &[String], lexicon: &Lexicon) -> Result<Weights, Box<dyn Error>> {
    let scores = |weights: &Weights, is_held: bool| -> Result<Vec<f64>, Box<dyn Error>> {
        let of_set = |set: &Set| {
            let queries = if is_held { &set.held } else { &set.tuned };
            set.ndcg(queries, lexicon, weights)
        };
        sets.iter().map(of_set).collect()
    };
    let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len() as f64;
    let mut weights = Weights::default();
    let mut best = scores(&weights, false)?;
    println!("start: tuned {:.4}, held out {:.4}", mean(&best), mean(&scores(&weights, true)?));
    for round in 1..=ROUNDS {
        let before = mean(&best);
        for at in 0..weights.named().len() {
            for step in STEPS {
                let mut tried = weights.clone();
                let mut named = tried.named();
                let (name, weight) = &mut named[at];
                if !only.is_empty() && !only.iter().any(|begin| name.starts_with(begin)) {
                    continue;
                }
                **weight *= step;
                if **weight > 1.0 && Weights::is_share(name) {
                    continue;
                }
                let (name, value) = (name.clone(), **weight);
                let score = scores(&tried, false)?;
                let is_bought = score.iter().zip(&best).any(|(new, old)| old - new > MOST_LOSS);
                if mean(&score) > mean(&best) + LEAST_GAIN && !is_bought {
                    println!("  {name} = {value:.3}: {:.4}", mean(&score));
                    (best, weights) = (score, tried);
                }
            }
        }
        let held = mean(&scores(&weights, true)?);
        println!("round {round}: tuned {:.4}, held out {held:.4}", mean(&best));
        if mean(&best) - before < LEAST_GAIN {
            break;
        }
    }
    Ok(weights)
}

/// Returns the weights that a signal of this name rests on; else the name, as
/// it is one of a weight.
fn weights_of(name: &str) -> Vec<&str> {
    match Signal::ALL.into_iter().find(|signal| signal.name() == name) {
        Some(signal) => signal.weights().to_vec(),
        None => vec![name],
    }
}

/// Reads judged queries, and parts them: every other one is held out.
fn read_queries(file: &str) -> Result<(Vec<Judged>, Vec<Judged>), Box<dyn Error>> {
    let judged = read(&std::fs::read_to_string(file)?)?;
    let (mut tuned, mut held) = (Vec::new(), Vec::new());
    for (number, query) in judged.into_iter().enumerate() {
        if number % 2 == 0 { tuned.push(query) } else { held.push(query) }
    }
    Ok((tuned, held))
}

impl Set {
    /// Opens notes with their judged queries.
    fn open(
        queries: &str,
        notes: &str,
        map: Option<&str>,
        index: &Path,
        lexicon: &Lexicon,
    ) -> Result<Self, Box<dyn Error>> {
        let corpus = Corpus::new(Path::new(notes), Vec::new())?;
        let index = Index::new(index, lexicon);
        let snapshot = index.refresh(&corpus, false, &Progress::default())?.snapshot;
        let (tuned, held) = read_queries(queries)?;
        let beside = Path::new(queries).with_file_name("sections.tsv");
        let mut names = Names::default();
        match map {
            Some(map) => names.add(&std::fs::read_to_string(map)?),
            None if beside.is_file() => names.add(&std::fs::read_to_string(beside)?),
            None => {}
        }
        Ok(Self { name: queries.to_owned(), corpus, snapshot, names, tuned, held })
    }

    /// Returns the mean nDCG@10 of some of its queries.
    fn ndcg(
        &self,
        queries: &[Judged],
        lexicon: &Lexicon,
        weights: &Weights,
    ) -> Result<f64, Box<dyn Error>> {
        let searcher =
            Searcher::new(&self.snapshot, &self.corpus, lexicon).with_weights(weights.clone());
        let options = Options { has_snippets: false, ..Options::default() };
        let mut measures = Vec::new();
        for judged in queries {
            let hits = searcher.search(&judged.query, &options)?;
            let name = |hit: &Hit| {
                let heading = hit.record.trail.last().map_or("", String::as_str);
                let path = hit.record.path().to_string();
                self.names.name(&path, hit.record.line, heading, &judged.grades)
            };
            let ranking: Vec<String> = hits.hits.iter().map(name).collect();
            measures.push(measure(&judged.grades, &ranking));
        }
        Ok(mean(&measures).ndcg)
    }
}
