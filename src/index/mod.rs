//! Sections ⇄ tantivy.
//!
//! The index is derived: delete it and the next question makes it again. It
//! lies in a *generation* folder named after everything that decides what is
//! in it (layout, analysis, dictionary, lexicon), so that two versions of
//! galpi never read each other's, and a folder is either of the right kind or
//! not there.
//!
//! Nothing is moved or removed but what galpi made: `folder.rs` and `names.rs`
//! say what that is.
//!
//! Readers take no lock and write nothing. Writers take turns by a lock on a
//! file beside the generations.

mod analysed;
mod apparatus;
mod append;
mod build;
mod directory;
mod entries;
mod export;
mod fields;
mod folder;
#[cfg(fuzzing)]
pub mod fuzzing;
mod guard;
mod ingest;
mod keyed;
mod lines;
mod manifest;
mod merging;
mod mined_alias;
mod names;
mod order;
mod part;
mod progress;
mod record;
mod remark;
mod report;
mod schema;
mod snapshot;
mod tokenizer;
mod topics;
mod update;
mod wordlist;
mod words;
mod write;
mod writer;
mod writing;

pub use export::{IndexedSection, sections};
pub use progress::Progress;
pub use record::{Record, Strength, Topic};
pub use remark::OpeningRemark;
pub use report::{Report, State};
pub use snapshot::Snapshot;
pub use update::{Freshness, Index, Opened};

pub(crate) use guard::contained;
pub(crate) use keyed::{key_prefix, keyed_word, word_of};
pub(crate) use record::strength_and_focus;
pub(crate) use snapshot::Address;
pub(crate) use wordlist::{InitialsAutomaton, SoundAutomaton, initials_key};
