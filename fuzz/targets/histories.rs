//! Any history of a folder of notes: after it the index answers as a new one.
//! Each change is three bytes and a text: what is done, with which note, and how
//! long the text is.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};

use galpi::corpus::Corpus;
use galpi::index::{Freshness, Index, Progress};
use galpi::lexicon::Lexicon;
use galpi::search::{Options, Searcher};
use libfuzzer_sys::fuzz_target;

/// Changes that are made at most, and after how many the index is asked.
const CHANGES: usize = 12;
const ASKED_AFTER: usize = 4;

const QUERIES: [&str; 5] = ["두부", "S3 failover", "ㄷㅂ", "tofu", "path:a"];

thread_local! {
    static LEXICON: &'static Lexicon = Box::leak(Box::new(Lexicon::shipped()));
}

fn note(folder: &Path, number: u8) -> PathBuf {
    let inside = ["", "a", "b/c"][usize::from(number % 3)];
    let name = ["1.md", "2.md", "3.org", "4.txt"][usize::from(number / 3 % 4)];
    folder.join(inside).join(name)
}

/// Makes one change, and returns the bytes of the others.
fn change<'b>(folder: &Path, bytes: &'b [u8]) -> Option<&'b [u8]> {
    let (&[what, which, length], rest) = bytes.split_first_chunk()?;
    let (text, rest) = rest.split_at(usize::from(length).min(rest.len()));
    let path = note(folder, which);
    fs::create_dir_all(path.parent()?).ok()?;
    match what % 8 {
        0 => drop(fs::remove_file(&path)),
        1 => drop(fs::rename(&path, note(folder, length))),
        2 => drop(fs::rename(folder.join("a"), folder.join(format!("d{}", which % 3)))),
        3 => drop(fs::remove_dir_all(folder.join("b"))),
        4 => drop(fs::write(path.with_file_name(".gitignore"), text)),
        5 => {
            let old = fs::read(&path).unwrap_or_default();
            fs::write(&path, [&old, text].concat()).ok()?;
        }
        _ => fs::write(&path, text).ok()?,
    }
    Some(rest)
}

fn answers(index: &Path, corpus: &Corpus, lexicon: &Lexicon) -> Vec<String> {
    let opened = Index::new(index, lexicon)
        .open(corpus, Freshness::Check, &Progress::default())
        .expect("notes can be read");
    let searcher = Searcher::new(&opened.snapshot, corpus, lexicon);
    let mut answers = Vec::new();
    for query in QUERIES {
        let options = Options { limit: 40, ..Options::default() };
        let hits = searcher.search(query, &options).expect("an answer");
        answers.push(format!("{query}: {} {:?}", hits.total, hits.rewrites));
        answers.extend(hits.hits.iter().map(|hit| {
            let score = hit.score.to_bits();
            format!("{}:{} {score:x} {:?}", hit.record.path(), hit.line(), hit.via)
        }));
    }
    answers
}

fuzz_target!(|bytes: &[u8]| {
    let lexicon = LEXICON.with(|lexicon| *lexicon);
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("notes");
    fs::create_dir(&folder).expect("a folder");
    let corpus = Corpus::new(&folder, Vec::new()).expect("notes");
    let mut rest = bytes;
    for number in 1..=CHANGES {
        let next = change(&folder, rest);
        if number % ASKED_AFTER == 0 || next.is_none() {
            let old = answers(&root.path().join("old"), &corpus, lexicon);
            let new = root.path().join("new");
            assert_eq!(old, answers(&new, &corpus, lexicon));
            fs::remove_dir_all(new).expect("an index");
        }
        let Some(next) = next else { break };
        rest = next;
    }
});
