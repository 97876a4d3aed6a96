//! Long lines and long notes: a few bytes again and again, with the others before
//! and behind. The first two bytes say how often.
#![no_main]

use galpi::search::Options;
use galpi_fuzz::{Notebook, print};
use libfuzzer_sys::fuzz_target;

/// Bytes of the longest note.
const MOST: usize = 1 << 17;
/// Places of a line that are told, at most.
const MAX_PLACES: usize = 256;

thread_local! {
    static NOTEBOOK: Notebook = Notebook::new();
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&[low, high], rest)) = bytes.split_first_chunk() else { return };
    let mut pieces = rest.splitn(3, |byte| *byte == 0);
    let (piece, before, behind) = (
        pieces.next().unwrap_or_default(),
        pieces.next().unwrap_or_default(),
        pieces.next().unwrap_or_default(),
    );
    let times = usize::from(u16::from_le_bytes([low, high])).min(MOST / piece.len().max(1));
    let text = [before, &piece.repeat(times), behind].concat();
    NOTEBOOK.with(|notebook| {
        std::fs::write(notebook.note("storage.md"), &text).expect("a note");
        notebook.refresh();
        let word: String = String::from_utf8_lossy(piece).chars().take(12).collect();
        for query in [word.as_str(), "볼륨"] {
            let hits = notebook.search(query, &Options { limit: 3, ..Options::default() });
            for hit in &hits.hits {
                for line in hit.matches.chunk_by(|a, b| a.line == b.line) {
                    assert!(line.len() <= MAX_PLACES);
                }
            }
            print(&hits);
        }
    });
});
