//! What is remarked of the opening of an index.

use std::sync::Arc;

use crate::error::Error;

/// What was done about an index besides opening it.
#[derive(Clone, Debug)]
pub enum OpeningRemark {
    /// It was damaged, and was made anew.
    Remade,
    /// Another process wrote it for as long as one waits: what is there answers,
    /// which may be older than the notes.
    BusyAsItWas,
    /// Another process wrote it for as long as one waits, and there was none
    /// before: the notes were indexed in memory.
    BusyInMemory,
    /// It can't be kept, which is why the notes are indexed in memory, each
    /// time.
    InMemory(Arc<Error>),
}
