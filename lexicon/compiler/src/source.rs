//! Lexicon files → typed entries, checked.
//!
//! Two formats, both meant for people: TOML for services and concepts, TSV for
//! the glossary, spellings and common words. The header line of a TSV file
//! tells which of these it is.

use serde::Deserialize;
use toml::Spanned;
use unicode_normalization::is_nfc;

use super::fault::{Fault, Place, Reason};
use super::header::{COMMON, GLOSSARY, GLOSSARY_OF_FIELDS, HEADERS, PHRASES, SPELLINGS};

/// All that lexicon files say, before it is compiled.
#[derive(Debug, Default)]
pub struct Source {
    /// Words that official names begin with and people leave out (`AWS`).
    pub(crate) prefixes: Vec<String>,
    pub(crate) fields: Vec<(Place, Field)>,
    pub(crate) services: Vec<(Place, Service)>,
    pub(crate) concepts: Vec<(Place, Concept)>,
    pub(crate) glossary: Vec<(Place, Pair)>,
    pub(crate) spellings: Vec<(Place, Vec<String>)>,
    pub(crate) common: Vec<(Place, String, f32)>,
    /// Everyday phrasings of entries, by id (`s/dax`).
    pub(crate) phrases: Vec<(Place, String, Vec<String>)>,
}

/// The field of what is read into all notes.
pub(crate) const COMMON_FIELD: &str = "common";

/// A field of knowledge. Its entries are read only into notes that speak of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    /// Unique among fields; words joined by hyphens.
    pub(crate) id: Spanned<String>,
    /// What it is called in English.
    pub(crate) en: String,
    /// What it is called in Korean.
    pub(crate) ko: String,
    /// Ids of fields that include this one: notes that speak of it are read by
    /// their entries as well.
    #[serde(default)]
    pub(crate) within: Vec<String>,
}

/// A product, a service, or a feature of one that people look up by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Service {
    /// Unique among services; words joined by hyphens.
    pub(crate) id: Spanned<String>,
    /// The official name.
    pub(crate) name: String,
    /// Acronyms and short forms.
    #[serde(default)]
    pub(crate) short: Vec<String>,
    /// Names it had before.
    #[serde(default)]
    pub(crate) former: Vec<String>,
    /// Names in Hangul, the usual one first.
    #[serde(default)]
    pub(crate) ko: Vec<String>,
    /// Other names, not derivable by case, spacing, hyphens or plural.
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    /// Names that are ordinary words too.
    #[serde(default)]
    pub(crate) weak: Vec<String>,
    /// What it is called where the service that it is part of is spoken of.
    /// Its names without that service's are found without being listed.
    #[serde(default)]
    pub(crate) local: Vec<String>,
    pub(crate) category: String,
    /// The id of its field; that of its file where it is empty.
    #[serde(default)]
    pub(crate) field: String,
    /// Whether it is so rare that `--missing` doesn't list it.
    #[serde(default)]
    pub(crate) rare: bool,
    /// The id of the service it is part of.
    #[serde(default)]
    pub(crate) parent: String,
    /// What it does and when one chooses it, in English.
    pub(crate) gloss: String,
    /// The same in Korean.
    pub(crate) gloss_ko: String,
}

/// An idea, property, pattern or need.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Concept {
    /// Unique among concepts; words joined by hyphens.
    pub(crate) id: Spanned<String>,
    /// Names in English, the usual one first.
    pub(crate) en: Vec<String>,
    /// Names in Korean, the usual one first.
    pub(crate) ko: Vec<String>,
    /// Names that are ordinary words too.
    #[serde(default)]
    pub(crate) weak: Vec<String>,
    /// Everyday phrasings, for queries that describe it without its name.
    #[serde(default)]
    pub(crate) phrases: Vec<String>,
    /// Ids of concepts that contain this one.
    #[serde(default)]
    pub(crate) broader: Vec<String>,
    /// Ids of concepts beside it.
    #[serde(default)]
    pub(crate) related: Vec<String>,
    /// Ids of services that realise it.
    #[serde(default)]
    pub(crate) services: Vec<String>,
    /// The id of its field; that of its file where it is empty.
    #[serde(default)]
    pub(crate) field: String,
    /// One sentence, English.
    pub(crate) gloss: String,
    /// One sentence, Korean.
    pub(crate) gloss_ko: String,
}

/// One sense of a word in both languages.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) korean: Vec<String>,
    pub(crate) english: Vec<String>,
    /// How surely one stands for the other, above 0 and at most 1.
    pub(crate) weight: f32,
    /// The id of the field that it is a word of; empty for words of any.
    pub(crate) field: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    prefixes: Vec<String>,
    /// The field of the entries that name none.
    #[serde(default)]
    field: String,
    #[serde(default)]
    fields: Vec<Field>,
    #[serde(default)]
    service: Vec<Service>,
    #[serde(default)]
    concept: Vec<Concept>,
}

impl Source {
    /// Adds a file's entries. It is TOML where its name ends with `.toml`, else a
    /// table.
    ///
    /// # Errors
    ///
    /// The first thing in the file that can't be read.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), Fault> {
        if !is_nfc(text) {
            let line = text.lines().position(|line| !is_nfc(line)).unwrap_or(0) + 1;
            return Err(fault(file, line, Reason::Decomposed));
        }
        match file.ends_with(".toml") {
            true => self.add_toml(file, text),
            false => self.add_table(file, text),
        }
    }

    fn add_toml(&mut self, file: &str, text: &str) -> Result<(), Fault> {
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let line_of = |offset: usize| breaks.partition_point(|at| *at < offset) + 1;
        let parsed: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(span.start.min(text.len())));
            fault(file, line, Reason::Toml(error.message().to_owned()))
        })?;
        let place = |id: &Spanned<String>| place(file, line_of(id.span().start));
        self.prefixes.extend(parsed.prefixes);
        self.fields.extend(parsed.fields.into_iter().map(|field| (place(&field.id), field)));
        let of_file = |field: &mut String| {
            if field.is_empty() {
                field.clone_from(&parsed.field);
            }
        };
        for mut service in parsed.service {
            of_file(&mut service.field);
            self.services.push((place(&service.id), service));
        }
        for mut concept in parsed.concept {
            of_file(&mut concept.field);
            self.concepts.push((place(&concept.id), concept));
        }
        Ok(())
    }

    fn add_table(&mut self, file: &str, text: &str) -> Result<(), Fault> {
        let mut lines = text.lines().zip(1..);
        let header = lines.next().map_or("", |(line, _)| line);
        for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
            let columns: Vec<&str> = line.split('\t').collect();
            self.add_row(header, &columns, &place(file, number)).map_err(
                |reason| match reason {
                    Reason::Header => fault(file, 1, reason),
                    reason => fault(file, number, reason),
                },
            )?;
        }
        Ok(())
    }

    /// Adds a row of the table that a header names.
    fn add_row(&mut self, header: &str, columns: &[&str], place: &Place) -> Result<(), Reason> {
        let place = place.clone();
        match (header, columns) {
            (GLOSSARY, [korean, english, _, weight])
            | (GLOSSARY_OF_FIELDS, [korean, english, _, weight, _]) => {
                let pair = Pair {
                    korean: cells(korean),
                    english: cells(english),
                    weight: weight_of(weight)?,
                    field: columns.get(4).map_or("", |field| field.trim()).to_owned(),
                };
                if pair.korean.is_empty() || pair.english.is_empty() {
                    return Err(Reason::EmptyCell);
                }
                self.glossary.push((place, pair));
            }
            (SPELLINGS, [standard, variants]) => {
                let mut forms = cells(standard);
                forms.extend(cells(variants));
                self.spellings.push((place, forms));
            }
            (COMMON, [word, weight]) => {
                self.common.push((place, (*word).to_owned(), weight_of(weight)?));
            }
            (PHRASES, [entry, phrases]) => {
                self.phrases.push((place, (*entry).to_owned(), cells(phrases)));
            }
            _ if HEADERS.contains(&header) => return Err(Reason::Columns(columns.len())),
            _ => return Err(Reason::Header),
        }
        Ok(())
    }
}

fn place(file: &str, line: usize) -> Place {
    Place { file: file.to_owned(), line }
}

fn fault(file: &str, line: usize, reason: Reason) -> Fault {
    Fault { place: place(file, line), reason }
}

/// Takes the texts of a cell apart, which `|` parts.
fn cells(cell: &str) -> Vec<String> {
    cell.split('|').map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect()
}

fn weight_of(text: &str) -> Result<f32, Reason> {
    let weight = text.trim().parse().ok().filter(|weight| (0.0..=1.0).contains(weight));
    weight.ok_or_else(|| Reason::Weight(text.to_owned()))
}
