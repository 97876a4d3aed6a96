//! What galpi knows of a field: services, concepts, words of both languages,
//! spellings.
//!
//! The lexicon that galpi ships is compiled when galpi is built and read where
//! it lies in the program. A notebook may add its own files, which are
//! compiled into its index and asked first. Nothing here knows any field; that
//! is in the data (`data/`), of which each notebook reads what is of its fields
//! ([`Lexicon::within`]).

mod bounds;
mod check;
mod claim;
mod compile;
mod described;
mod entry;
mod fault;
mod field;
mod files;
mod header;
mod layer;
mod layered;
mod names;
mod openings;
mod recognize;
mod record;
mod source;
mod within;

pub use entry::{Entry, EntryId, EntryIds, Equivalents, Form, Kind, Texts};
pub use fault::{Counted, Fault, Faults, Place, Reason, headers};
pub use field::Field;
pub use layered::{Counts, Lexicon};
pub use recognize::{Mention, Recognizer};

pub(crate) use claim::Claim;
pub(crate) use entry::Description;
pub(crate) use field::FieldSet;
pub(crate) use openings::Openings;
