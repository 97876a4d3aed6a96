//! Any bytes as what the index keeps beside tantivy's files: manifests, and
//! records of sections.
#![no_main]

use galpi::corpus::Corpus;
use galpi::index::fuzzing;
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

thread_local! {
    static CORPUS: (TempDir, Corpus) = {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let corpus = Corpus::new(folder.path(), Vec::new()).expect("it is there");
        (folder, corpus)
    };
}

fuzz_target!(|bytes: &[u8]| {
    CORPUS.with(|(_, corpus)| fuzzing::manifest(bytes, corpus));
    fuzzing::record(bytes);
});
