//! A note that is no longer what was indexed: any bytes in its place.
#![no_main]

use galpi::search::Options;
use galpi_fuzz::{Notebook, print};
use libfuzzer_sys::fuzz_target;

thread_local! {
    static NOTEBOOK: Notebook = Notebook::new();
}

fuzz_target!(|bytes: &[u8]| {
    NOTEBOOK.with(|notebook| {
        for path in ["storage.md", "net/vpc.md"] {
            std::fs::write(notebook.note(path), bytes).expect("a note");
        }
        for query in ["볼륨 게이트웨이 S3", "security group 서버", "WORM ㅂㄹ", "acm"] {
            let hits = notebook.search(query, &Options::default());
            assert!(!hits.hits.is_empty());
            print(&hits);
        }
    });
});
