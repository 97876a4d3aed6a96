//! The texts of sections, read from their notes.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use rustc_hash::FxHashMap;

use crate::corpus::{Corpus, Decoded, NotePath, decode};
use crate::index::Record;
use crate::span::Span;

/// Reads the sections of hits; a note that has to be decoded is decoded once.
pub(crate) struct Texts<'c> {
    corpus: &'c Corpus,
    /// The file that was read last: hits of one note often follow each other. More aren't
    /// kept, as a process may have only so many files open.
    open: Option<(NotePath, File)>,
    /// Notes that had to be decoded; `None` where that failed.
    decoded: FxHashMap<NotePath, Option<Decoded>>,
}

/// The text of one section, heading included.
pub(crate) struct SectionText<'t> {
    pub(crate) text: Cow<'t, str>,
    /// The decoded note, where its text isn't byte for byte that of the file.
    decoded: Option<&'t Decoded>,
}

impl SectionText<'_> {
    /// Returns how many bytes of the note's *file* `text` takes, where it is a
    /// piece of the section's: columns are counted in the file.
    pub(crate) fn bytes_on_disk(&self, text: &str) -> usize {
        self.decoded.map_or(text.len(), |decoded| decoded.bytes_on_disk(text))
    }
}

impl<'c> Texts<'c> {
    pub(crate) fn new(corpus: &'c Corpus) -> Self {
        Self { corpus, open: None, decoded: FxHashMap::default() }
    }

    /// Reads the text of a section as it is in the note now: empty when the
    /// note has changed so that there is none; `None` when it can't be read.
    pub(crate) fn read(&mut self, record: &Record) -> Option<SectionText<'_>> {
        let path = record.path();
        if record.is_verbatim()
            && !self.decoded.contains_key(&path)
            && let Some(text) = self.read_span(&path, record.span())
        {
            return Some(SectionText { text: text.into(), decoded: None });
        }
        let corpus = self.corpus;
        let decoded = self
            .decoded
            .entry(path)
            .or_insert_with_key(|path| corpus.read(path).ok().and_then(decode));
        decoded.as_ref().map(|decoded| {
            let text = decoded.text.get(record.span().range()).unwrap_or_default();
            SectionText { text: text.into(), decoded: Some(decoded) }
        })
    }

    /// Reads a piece of a file; `None` when there is no text in its place.
    fn read_span(&mut self, path: &NotePath, span: Span) -> Option<String> {
        if self.open.as_ref().is_none_or(|(open, _)| open != path) {
            self.open = Some((path.clone(), self.corpus.open(path).ok()?));
        }
        let (_, file) = self.open.as_mut()?;
        file.seek(SeekFrom::Start(span.start as u64)).ok()?;
        let mut bytes = Vec::new();
        file.take(span.len() as u64).read_to_end(&mut bytes).ok()?;
        (bytes.len() == span.len()).then(|| String::from_utf8(bytes).ok()).flatten()
    }
}
