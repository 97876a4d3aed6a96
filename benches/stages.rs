//! What each stage costs: `cargo bench --bench stages`.

use std::path::{Path, PathBuf};

use divan::counter::BytesCount;
use galpi::analysis::Analyzer;
use galpi::corpus::{Corpus, Note, NotePath, decode};
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::search::{Options, Searcher};

fn main() {
    divan::main();
}

fn corpus_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// All notes of the corpus as one text: Korean with English, 0.4 MB.
fn text() -> String {
    let corpus = Corpus::new(&corpus_folder(), Vec::new()).expect("the corpus");
    let found = corpus.discover().expect("notes");
    let texts = found.notes.iter().map(|(path, _)| std::fs::read_to_string(corpus.locate(path)));
    texts.map(|text| text.expect("a note")).collect()
}

/// Loading the dictionary and cutting one word.
#[divan::bench]
fn dictionary_and_one_word() -> usize {
    Analyzer::new().terms("게이트웨이를").len()
}

/// Opening the shipped lexicon and finding one name.
#[divan::bench]
fn lexicon_and_one_name() -> usize {
    Lexicon::shipped().named("TGW").len()
}

#[divan::bench]
fn parse(bencher: divan::Bencher<'_, '_>) {
    let text = text();
    bencher.counter(BytesCount::of_str(&text)).with_inputs(|| text.clone()).bench_values(|text| {
        let decoded = decode(text.into_bytes()).expect("text");
        Note::parse(NotePath::from("a.md"), decoded).sections.len()
    });
}

#[divan::bench(args = ["first time", "remembered"])]
fn analyse(bencher: divan::Bencher<'_, '_>, memory: &str) {
    let text = text();
    let mut kept = Analyzer::new();
    kept.terms(&text);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| match memory {
        "remembered" => kept.terms(&text).len(),
        _ => Analyzer::new().terms(&text).len(),
    });
}

#[divan::bench(sample_count = 10)]
fn index(bencher: divan::Bencher<'_, '_>) {
    let lexicon = Lexicon::shipped();
    let corpus = Corpus::new(&corpus_folder(), Vec::new()).expect("the corpus");
    let folder = tempfile::tempdir().expect("a folder");
    bencher.counter(BytesCount::of_str(&text())).bench_local(|| {
        let index = Index::new(folder.path(), &lexicon);
        index.refresh(&corpus, true, &Progress::default()).expect("an index").report.notes
    });
}

/// A query in a process that is warm.
#[divan::bench(args = [
    "볼륨 게이트웨이",
    "ㅂㄹ ㄱㅇㅌㅇㅇ",
    "cloudfornt signed url",
    "move petabytes by courier without network",
])]
fn query(bencher: divan::Bencher<'_, '_>, typed: &str) {
    let lexicon = Lexicon::shipped();
    let corpus = Corpus::new(&corpus_folder(), Vec::new()).expect("the corpus");
    let folder = tempfile::tempdir().expect("a folder");
    let index = Index::new(folder.path(), &lexicon);
    let opened = index.open(&corpus, Freshness::Check, &Progress::default()).expect("an index");
    let searcher = Searcher::new(&opened.snapshot, &corpus, &lexicon);
    bencher.bench_local(|| searcher.search(typed, &Options::default()).expect("hits").total);
}
