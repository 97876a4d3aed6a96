//! Any text as a query; the first byte chooses the options.
#![no_main]

use galpi::query::parse;
use galpi::search::{Options, Strictness};
use galpi_fuzz::{Notebook, print};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static NOTEBOOK: Notebook = Notebook::new();
}

fuzz_target!(|bytes: &[u8]| {
    let (&first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let typed = String::from_utf8_lossy(rest);
    let query = parse(&typed);
    assert_eq!(query.text.len(), typed.len());
    for constraint in &query.constraints {
        assert!(typed.get(constraint.span.range()).is_some());
    }
    let options = Options {
        limit: usize::from(first & 7),
        strictness: if first & 8 > 0 { Strictness::Exact } else { Strictness::Any },
        is_prefix: first & 16 > 0,
        ..Options::default()
    };
    NOTEBOOK.with(|notebook| {
        let hits = notebook.search(&typed, &options);
        assert!(hits.hits.len() <= options.limit && hits.hits.len() <= hits.total);
        assert!(hits.hits.iter().all(|hit| hit.score.is_finite() && hit.score >= 0.0));
        print(&hits);
    });
});
