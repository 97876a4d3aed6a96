//! Finds the weights of ranking: climbs one weight at a time on judged
//! queries, and reports on queries that it did not climb on.
//!
//! ```text
//! cargo run --release --example tune -- [--only NAME,…] NOTES QUERIES.tsv SECTIONS.tsv [NOTES QUERIES.tsv SECTIONS.tsv …]
//! cargo run --release --example tune -- --list
//! ```
//!
//! `--only` climbs on the weights whose names begin with one of those given; the
//! name of a signal stands for the weights that it rests on. `--list` tells the
//! signals and their weights.
//! Every other query of each set is tuned on, the rest is held out. A set whose
//! judgments are all of one section each (questions and passages) weighs as
//! much as any other, so that nothing is won on one notebook that general
//! Korean pays for. `SECTIONS.tsv` tells the key, and the heading's line or
//! the last heading of the trail, of each judged section.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use galpi::corpus::Corpus;
use galpi::eval::{Judged, mean, measure, read};
use galpi::index::{Index, Progress, Snapshot};
use galpi::lexicon::Lexicon;
use galpi::search::{Hit, Options, Searcher, Signal, Weights};

/// What each weight is tried multiplied by, in turn.
const STEPS: [f32; 6] = [0.5, 0.7, 0.85, 1.2, 1.4, 2.5];
const ROUNDS: usize = 3;
/// A gain smaller than this is chance.
const LEAST_GAIN: f64 = 0.0008;

struct Set {
    name: String,
    corpus: Corpus,
    snapshot: Snapshot,
    keys: HashMap<String, String>,
    tuned: Vec<Judged>,
    held: Vec<Judged>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut only = Vec::new();
    if arguments.first().is_some_and(|argument| argument == "--only") {
        let names = arguments.drain(..2).next_back().unwrap_or_default();
        only.extend(names.split(',').flat_map(weights_of).map(str::to_owned));
    }
    if arguments.first().is_some_and(|argument| argument == "--list") {
        for signal in Signal::ALL {
            let weights = signal.weights().join(" ");
            println!("{}: {}\n    {weights}", signal.name(), signal.explanation());
        }
        return Ok(());
    }
    let lexicon = Lexicon::shipped();
    let folder = tempfile::tempdir()?;
    let mut sets = Vec::new();
    for (number, set) in arguments.chunks(3).enumerate() {
        let [notes, queries, sections] = set else {
            return Err("usage: tune NOTES QUERIES.tsv SECTIONS.tsv …".into());
        };
        let corpus = Corpus::new(Path::new(notes), Vec::new())?;
        let index = Index::new(&folder.path().join(number.to_string()), &lexicon);
        let snapshot = index.refresh(&corpus, false, &Progress::default())?.snapshot;
        let (tuned, held) = read_queries(queries)?;
        let keys = std::fs::read_to_string(sections)?
            .lines()
            .filter_map(|line| {
                let mut cells = line.split('\t');
                Some((cells.next()?.to_owned(), cells.next()?.to_owned()))
            })
            .map(|(key, place)| {
                (place, if key.parse::<u32>().is_ok() { format!("S{key}") } else { key })
            })
            .collect();
        sets.push(Set { name: notes.clone(), corpus, snapshot, keys, tuned, held });
    }
    let score = |weights: &Weights, is_held: bool| -> Result<f64, Box<dyn Error>> {
        let mut sum = 0.0;
        for set in &sets {
            let queries = if is_held { &set.held } else { &set.tuned };
            sum += ndcg(set, queries, &lexicon, weights)?;
        }
        Ok(sum / sets.len() as f64)
    };
    let mut weights = Weights::default();
    let mut best = score(&weights, false)?;
    println!("start: tuned {best:.4}, held out {:.4}", score(&weights, true)?);
    for round in 1..=ROUNDS {
        let before = best;
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
                let score = score(&tried, false)?;
                if score > best + LEAST_GAIN {
                    println!("  {name} = {value:.3}: {score:.4}");
                    best = score;
                    weights = tried;
                }
            }
        }
        println!("round {round}: tuned {best:.4}, held out {:.4}", score(&weights, true)?);
        if best - before < LEAST_GAIN {
            break;
        }
    }
    for set in &sets {
        let tuned = ndcg(set, &set.tuned, &lexicon, &weights)?;
        let held = ndcg(set, &set.held, &lexicon, &weights)?;
        println!("{}: tuned {tuned:.4}, held out {held:.4}", set.name);
    }
    println!("{weights:#?}");
    Ok(())
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

fn ndcg(
    set: &Set,
    queries: &[Judged],
    lexicon: &Lexicon,
    weights: &Weights,
) -> Result<f64, Box<dyn Error>> {
    let searcher = Searcher::new(&set.snapshot, &set.corpus, lexicon).with_weights(weights.clone());
    let options = Options { has_snippets: false, ..Options::default() };
    let mut measures = Vec::new();
    for judged in queries {
        let hits = searcher.search(&judged.query, &options)?;
        let name = |hit: &Hit| {
            let line = hit.record.line.to_string();
            let heading = hit.record.trail.last().cloned().unwrap_or_default();
            let place = format!("{}:{line}", hit.record.path());
            // Some are judged by place, whatever the map calls them.
            if judged.grades.contains_key(&place) {
                return place;
            }
            set.keys.get(&line).or_else(|| set.keys.get(&heading)).cloned().unwrap_or(place)
        };
        let ranking: Vec<String> = hits.hits.iter().map(name).collect();
        measures.push(measure(&judged.grades, &ranking));
    }
    Ok(mean(&measures).ndcg)
}
