//! The fields and terms of the index by which probes are looked up.

use tantivy::schema::{Field, Term};

use crate::error::{Error, Problem};
use crate::index::Snapshot;
use crate::search::lattice::Probe;

/// A part of a section that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    /// Its own heading; for entries, those that it is about.
    Title,
    /// The headings above.
    Trail,
    /// Its text; for entries, those that it mentions.
    Body,
}

/// Returns the fields and terms by which a probe is looked up.
pub(super) fn lookups(snapshot: &Snapshot, probe: &Probe) -> Vec<(Field, Term, Zone)> {
    let fields = snapshot.fields;
    let text = |field, term: &str| Term::from_field_text(field, term);
    let zones = |term: &String| {
        let (title, body) = fields.of_term(term);
        [
            (title, text(title, term), Zone::Title),
            (fields.trail, text(fields.trail, term), Zone::Trail),
            (body, text(body, term), Zone::Body),
        ]
    };
    match probe {
        Probe::Text(term) => zones(term).into(),
        Probe::AnyOf(terms) => terms.iter().flat_map(zones).collect(),
        Probe::Entry(id) => {
            let entry = snapshot.entry_term(id);
            vec![
                (fields.mention, text(fields.mention, &entry), Zone::Body),
                (fields.subject, text(fields.subject, &entry), Zone::Title),
            ]
        }
    }
}

/// Makes an error of a part of the index that can't be read.
pub(super) fn unreadable(error: impl Into<tantivy::TantivyError>) -> Error {
    Error::new(Problem::IndexUnreadable).because(error.into())
}
