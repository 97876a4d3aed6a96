//! What galpi knows of fields: services, concepts, words of both languages,
//! spellings.
//!
//! The lexicon that galpi ships (`data/`) is compiled when this crate is built and
//! read where it lies in the program. A notebook may add its own files, which are
//! compiled into its index and asked first. Nothing here knows any field; that
//! is in the data, of which each notebook reads what is of its fields
//! ([`Lexicon::within`]). Nothing here opens a file.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod claim;
mod entry;
mod field;
mod layer;
mod layered;
mod name_starts;
mod own;
mod recognize;
mod resolve;
mod sounding;
mod within;

pub use claim::Claim;
pub use entry::{Description, Entry, EntryId, EntryIds, Equivalents, Form, Kind, Texts};
pub use field::{Field, FieldSet};
pub use galpi_lexicon_compiler::{Counted, Fault, Faults, Place, Reason, headers};
pub use layered::{Counts, Lexicon};
pub use name_starts::NameStarts;
pub use recognize::{Mention, Recognizer};
