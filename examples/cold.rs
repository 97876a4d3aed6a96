use galpi::{corpus::Corpus, index::*, lexicon::Lexicon, search::*};
use std::time::Instant;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let t = Instant::now();
    let lexicon = Lexicon::shipped();
    let t1 = t.elapsed();
    let corpus = Corpus::new(std::path::Path::new(&args[1]), vec![]).unwrap();
    let index = Index::new(std::path::Path::new("/tmp/cold-index"), &lexicon);
    let opened = index.open(&corpus, Freshness::Check, &Progress::default()).unwrap();
    let t2 = t.elapsed();
    let searcher = Searcher::new(&opened.snapshot, &corpus, &lexicon);
    let o = Options::default();
    let h = searcher.search(&args[2], &o).unwrap();
    let t3 = t.elapsed();
    let _ = searcher.search(&args[2], &o).unwrap();
    let t4 = t.elapsed();
    let o = Options { has_snippets: false, ..o };
    let _ = searcher.search(&args[2], &o).unwrap();
    let t5 = t.elapsed();
    println!(
        "lexicon {t1:?} open {:?} search {:?} again {:?} no snippets {:?} hits {}",
        t2 - t1,
        t3 - t2,
        t4 - t3,
        t5 - t4,
        h.total
    );
}
