//! Lexicon files → bytes that `galpi-lexicon` reads in place.
//!
//! A lexicon is written as TOML and tables ([`Source`]), which are checked
//! ([`Source::faults`]) and then compiled ([`compile`]). This is done to what galpi
//! ships when it is built, and to a notebook's own files when it is searched.
//! [`record`] tells the layout of the bytes; what is read and written is told by
//! the same types.
//!
//! ```
//! use galpi_lexicon_compiler::{Reason, Source};
//!
//! let mut source = Source::default();
//! source.add("words.tsv", "korean\tenglish\tpos\tweight\n두부\ttofu\tnoun\t1\n")?;
//! assert_eq!(source.faults(&|_| false), []);
//! let fault = source.add("more.tsv", "word\tweight\n두부\t2\n").expect_err("no weight");
//! assert_eq!((fault.place.line, fault.reason), (2, Reason::Weight("2".to_owned())));
//! # Ok::<(), galpi_lexicon_compiler::Fault>(())
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod bounds;
mod check;
mod claim;
mod compile;
mod described;
mod fault;
mod header;
mod meanings;
mod names;
pub mod record;
mod source;

pub use claim::{Claimant, claimants};
pub use compile::compile;
pub use fault::{Counted, Fault, Faults, Place, Reason, headers};
pub use source::Source;
