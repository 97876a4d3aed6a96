//! A folder of notes, opened and asked: all rooms behind one door.

use std::path::{Component, Path, PathBuf};

use crate::config::{Config, FILE_NAME};
use crate::corpus::Corpus;
use crate::error::{Result, Warning};
use crate::index::{Freshness, Index, Opened, Progress};
use crate::lexicon::{Lexicon, compile_files};
use crate::search::{Hits, Options, Searcher};

/// Notes that are open to be searched.
///
/// # Examples
///
/// ```
/// use galpi::Notebook;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let folder = tempfile::tempdir()?;
/// let note = "# Volume gateway\n\n블록 스토리지를 iSCSI로 제공한다.\n\n# 큐\n\n메시지를 쌓는다.\n";
/// std::fs::write(folder.path().join("aws.md"), note)?;
///
/// let hits = Notebook::open(folder.path())?.search("볼륨 게이트웨이")?;
/// let best = &hits.hits[0];
/// assert_eq!(best.record.trail, ["Volume gateway"]);
/// assert_eq!((best.record.path().to_string(), best.record.line), ("aws.md".to_owned(), 1));
/// # Ok(())
/// # }
/// ```
pub struct Notebook {
    corpus: Corpus,
    lexicon: Lexicon,
    opened: Opened,
    /// Where the index is; empty where it is in memory.
    index: PathBuf,
}

impl Notebook {
    /// Opens the notes in a folder, or those that the `galpi.toml` in it says,
    /// and brings their index up to date. It is in the folder that `galpi.toml`
    /// names; without one the notes are indexed in memory, at each opening.
    ///
    /// # Errors
    ///
    /// When the notes, the configuration or the lexicon that it names can't be
    /// read. That an index can't be kept is no error: the notes are then
    /// indexed in memory.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self> {
        Self::opened(folder.as_ref(), None)
    }

    /// Opens the notes in a folder as [`Notebook::open`] does, with their index
    /// in another folder, which is made where there is none. Nothing is written
    /// into one that has other things in it.
    ///
    /// # Errors
    ///
    /// As [`Notebook::open`].
    pub fn open_with_index(folder: impl AsRef<Path>, index: impl AsRef<Path>) -> Result<Self> {
        Self::opened(folder.as_ref(), Some(index.as_ref()))
    }

    fn opened(folder: &Path, index: Option<&Path>) -> Result<Self> {
        let config = match folder.join(FILE_NAME).is_file() {
            true => Config::read(folder)?,
            false => Config::default(),
        };
        let corpus = corpus(folder, &config)?;
        let lexicon = match &config.lexicon[..] {
            [] => Lexicon::shipped(),
            files => {
                let files: Vec<PathBuf> = files.iter().map(|file| folder.join(file)).collect();
                Lexicon::from_layers(vec![compile_files(&files)?])
            }
        };
        let named = config.index.map(|index| folder.join(index));
        let index = index.map(Path::to_owned).or(named).unwrap_or_default();
        let opened = open_index(&index, &lexicon, &corpus)?;
        Ok(Self { corpus, lexicon, opened, index })
    }

    /// Finds the ten sections that answer a query best.
    ///
    /// # Errors
    ///
    /// When the index can't be read, nor made anew.
    pub fn search(&self, query: &str) -> Result<Hits> {
        self.search_with(query, &Options::default())
    }

    /// Finds sections, as many and as strictly as the options say.
    ///
    /// # Errors
    ///
    /// As [`Notebook::search`].
    pub fn search_with(&self, query: &str, options: &Options) -> Result<Hits> {
        self.searcher().search(query, options)
    }

    /// Returns what searches the notes, for whoever asks more than once or asks
    /// for more than sections: it remembers the words that it has analysed.
    pub fn searcher(&self) -> Searcher<'_> {
        Searcher::new(&self.opened.snapshot, &self.corpus, &self.lexicon)
            .with_report(self.opened.report.clone())
    }

    /// Brings the index up to date with the notes, where they have changed
    /// since it was opened. Says whether it was read anew: so are notes that were
    /// written a moment before it was opened, as their times don't tell whether
    /// they have changed since.
    ///
    /// # Errors
    ///
    /// As [`Notebook::open`].
    pub fn refresh(&mut self) -> Result<bool> {
        if self.opened.snapshot.is_fresh(&self.corpus) {
            return Ok(false);
        }
        self.opened = open_index(&self.index, &self.lexicon, &self.corpus)?;
        Ok(true)
    }

    /// Returns what could not be read, or was read otherwise than it is.
    pub fn warnings(&self) -> &[Warning] {
        &self.opened.report.warnings
    }

    /// Returns the notes.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }
}

fn open_index(folder: &Path, lexicon: &Lexicon, corpus: &Corpus) -> Result<Opened> {
    Index::new(folder, lexicon).open(corpus, Freshness::Check, &Progress::default())
}

/// Returns the notes that the configuration in a folder says.
///
/// # Errors
///
/// When one of the places that it names is neither a folder nor a file.
pub fn corpus(folder: &Path, config: &Config) -> Result<Corpus> {
    let plain =
        |path: &Path| path.components().filter(|c| *c != Component::CurDir).collect::<PathBuf>();
    let (base, roots) = match config.notes.as_slice() {
        [] => (folder.to_owned(), vec![PathBuf::new()]),
        // Paths are relative to the notes, wherever they are said to be.
        [only] if !folder.join(only).is_file() => (folder.join(plain(only)), vec![PathBuf::new()]),
        several => (folder.to_owned(), several.iter().map(|path| plain(path)).collect()),
    };
    let corpus = Corpus::with_roots(&base, roots, config.ignore.clone())?;
    Ok(corpus.with_extensions(&config.extensions))
}
