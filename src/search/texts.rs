//! The texts of sections, read from their notes.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use encoding_rs::{Encoding, UTF_8};
use rustc_hash::FxHashMap;

use crate::corpus::{Corpus, Decoded, NotePath, bytes_on_disk, decode};
use crate::index::Record;

/// Notes that hits are in, each opened once.
pub(crate) struct Texts<'c> {
    corpus: &'c Corpus,
    notes: FxHashMap<NotePath, Source>,
}

/// Where the texts of a note's sections are read from.
enum Source {
    /// The file: what is asked for is read, and nothing else of it.
    File(File),
    /// All of it, as it had to be decoded.
    Whole(Decoded),
    /// It can't be read.
    Gone,
}

/// The text of one section, heading included.
pub(crate) struct SectionText<'t> {
    pub(crate) text: Cow<'t, str>,
    encoding: &'static Encoding,
}

impl SectionText<'_> {
    /// Returns how many bytes of the note's *file* `text` takes, where it is a
    /// piece of the section's: columns are counted in the file.
    pub(crate) fn bytes_on_disk(&self, text: &str) -> usize {
        bytes_on_disk(self.encoding, text)
    }
}

impl<'c> Texts<'c> {
    pub(crate) fn new(corpus: &'c Corpus) -> Self {
        Self { corpus, notes: FxHashMap::default() }
    }

    /// Reads the text of a section as it is in the note now: empty when the
    /// note has changed so that there is none; `None` when it can't be read.
    pub(crate) fn read(&mut self, record: &Record) -> Option<SectionText<'_>> {
        let path = record.path();
        let corpus = self.corpus;
        let source = self.notes.entry(path).or_insert_with_key(|path| {
            let file = File::open(corpus.locate(path));
            match (file, record.is_verbatim()) {
                (Ok(file), true) => Source::File(file),
                (Ok(file), false) => Source::decoded(file),
                (Err(_), _) => Source::Gone,
            }
        });
        if let Source::File(file) = source {
            match read_span(file, record) {
                Some(text) => return Some(SectionText { text: text.into(), encoding: UTF_8 }),
                None => *source = corpus_file(corpus, record),
            }
        }
        match source {
            Source::Whole(decoded) => {
                let text = decoded.text.get(record.span().range()).unwrap_or_default();
                Some(SectionText { text: text.into(), encoding: decoded.encoding })
            }
            Source::File(_) | Source::Gone => None,
        }
    }
}

impl Source {
    fn decoded(mut file: File) -> Self {
        let mut bytes = Vec::new();
        let decoded = file.read_to_end(&mut bytes).ok().and_then(|_| decode(bytes));
        decoded.map_or(Self::Gone, Self::Whole)
    }
}

fn corpus_file(corpus: &Corpus, record: &Record) -> Source {
    File::open(corpus.locate(&record.path())).map_or(Source::Gone, Source::decoded)
}

/// Reads the bytes of a section; `None` when they are no text any more.
fn read_span(file: &mut File, record: &Record) -> Option<String> {
    let span = record.span();
    file.seek(SeekFrom::Start(span.start as u64)).ok()?;
    let mut bytes = Vec::with_capacity(span.len());
    file.take(span.len() as u64).read_to_end(&mut bytes).ok()?;
    (bytes.len() == span.len()).then(|| String::from_utf8(bytes).ok()).flatten()
}
