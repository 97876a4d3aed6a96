//! The forms in which a section is indexed.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis::{MARKUP_MARK, SURFACE_MARK};

/// Changes whenever a field is added or holds something else than before, also
/// in the manifest and the records.
pub(super) const SCHEMA_VERSION: u32 = 22;

/// A term that no text has. For a field of which a segment has no term tantivy
/// builds an empty dictionary, each time a process opens it, which takes longer
/// than most of a query: the fields that may be empty have this one.
pub(super) const NO_WORD: &str = "\0";

/// The name under which tantivy knows our tokenizer.
pub(super) const TOKENIZER: &str = "galpi";

/// The fields of the index. Sections are its documents; what belongs to a part of a
/// note as a whole (`part.rs`) is kept with the part's first section.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The part of a note: to take its sections out again (`part::part_term`).
    pub(crate) note: Field,
    /// Words of the path: for export alone, the index has none of it.
    pub(crate) path: Field,
    /// Terms of the section's own heading.
    pub(crate) title: Field,
    /// Terms of the headings above it.
    pub(crate) trail: Field,
    /// Terms of the text below the heading.
    pub(crate) body: Field,
    /// Words of the heading as they stand, at the places of their terms. Apart
    /// from these, so that they don't count for its length.
    pub(crate) title_form: Field,
    /// Words of the text as they stand, and at its end those of its markup.
    pub(crate) body_form: Field,
    /// Entries that the section speaks of, as often as it does (`entries.rs`).
    pub(crate) mention: Field,
    /// Entries that the section is about, as often as `record::times` says.
    pub(crate) subject: Field,
    /// The section's id, as a number.
    pub(crate) id: Field,
    /// Words and names of the part that are found by how they sound or by their
    /// initial consonants and are no terms of its headings and texts: those in
    /// Latin letters, of which terms are stems, names that the dictionary cut into
    /// pieces, and what front matter says.
    pub(crate) word: Field,
    /// Names that the part teaches: one, and another for the same thing.
    pub(crate) mined_alias: Field,
    /// What the section means: the first dimensions of a vector, in pieces of 64 bits.
    pub(crate) meaning_first: Field,
    /// The other dimensions of that vector.
    pub(crate) meaning_rest: Field,
    /// Whether the section only leads to others.
    pub(crate) leads: Field,
    /// How many terms the nearest heading above has; none where there is none.
    pub(crate) above_length: Field,
    /// The section's record.
    pub(crate) record: Field,
}

impl Fields {
    /// Returns in which fields a term of headings and of texts is.
    pub(crate) fn of_term(&self, term: &str) -> (Field, Field) {
        match term.starts_with([SURFACE_MARK, MARKUP_MARK]) {
            true => (self.title_form, self.body_form),
            false => (self.title, self.body),
        }
    }

    /// Returns the fields in which the first section of each part has
    /// [`NO_WORD`].
    pub(super) fn never_empty(&self) -> [Field; 7] {
        let Self { trail, title_form, body_form, mention, subject, word, mined_alias, .. } = *self;
        [trail, title_form, body_form, mention, subject, word, mined_alias]
    }

    /// Makes the schema.
    pub(super) fn schema() -> (Schema, Self) {
        let text = |option, norms| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(TOKENIZER)
                    .set_index_option(option)
                    .set_fieldnorms(norms),
            )
        };
        let positions = text(IndexRecordOption::WithFreqsAndPositions, true);
        let forms = text(IndexRecordOption::WithFreqsAndPositions, false);
        let tallies = text(IndexRecordOption::WithFreqs, false);
        let presence = text(IndexRecordOption::Basic, false);
        let mut builder = Schema::builder();
        let fields = Self {
            note: builder.add_bytes_field("note", BytesOptions::default().set_indexed()),
            path: builder.add_text_field("path", TextOptions::default()),
            title: builder.add_text_field("title", positions.clone()),
            trail: builder.add_text_field("trail", tallies.clone()),
            body: builder.add_text_field("body", positions),
            title_form: builder.add_text_field("title_form", forms.clone()),
            body_form: builder.add_text_field("body_form", forms),
            mention: builder.add_text_field("mention", tallies.clone()),
            subject: builder.add_text_field("subject", tallies),
            id: builder.add_u64_field("id", NumericOptions::default().set_fast()),
            word: builder.add_text_field("word", presence.clone()),
            mined_alias: builder.add_text_field("mined_alias", presence),
            meaning_first: builder
                .add_u64_field("meaning_first", NumericOptions::default().set_fast()),
            meaning_rest: builder
                .add_u64_field("meaning_rest", NumericOptions::default().set_fast()),
            leads: builder.add_bool_field("leads", NumericOptions::default().set_fast()),
            above_length: builder
                .add_u64_field("above_length", NumericOptions::default().set_fast()),
            record: builder.add_bytes_field("record", BytesOptions::default().set_stored()),
        };
        (builder.build(), fields)
    }
}
