//! Any lexicon of a notebook with any query: what is before the first NUL is the
//! lexicon, what is after it is asked.
#![no_main]

use galpi::lexicon::Lexicon;
use galpi::search::Options;
use galpi_fuzz::{Notebook, print};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (own, query) = text.split_once('\0').unwrap_or((text, "볼륨 gateway"));
    let Some(compiled) = ["own.toml", "own.tsv"]
        .iter()
        .find_map(|name| Lexicon::compile(&[((*name).to_owned(), own.to_owned())]).ok())
    else {
        return;
    };
    // The notes speak of what the lexicon has.
    let notebook = Notebook::with(Lexicon::from_layers(vec![compiled]), own);
    for query in [query, own.lines().nth(1).unwrap_or_default()] {
        let hits = notebook.search(query, &Options { limit: 5, ..Options::default() });
        assert!(hits.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0));
        print(&hits);
    }
});
