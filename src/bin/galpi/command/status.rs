//! `galpi status`: what is indexed, where, how fresh, and what was skipped.

use std::collections::BTreeMap;
use std::path::PathBuf;

use galpi::error::Error;
use galpi::index::{Index, State};
use galpi::language::Status as Labels;
use galpi::lexicon::{Counts, Lexicon};
use galpi::render::style::{Palette, harmless, width};

use crate::Outcome;
use crate::args::Status;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, paragraph, terminal};

pub(crate) fn run(notebooks: &[Settings], typed: &Status) -> Result<Outcome, Failure> {
    for (number, settings) in notebooks.iter().enumerate() {
        if number > 0 && !typed.json {
            super::put(b"\n")?;
        }
        tell(settings, notebooks.len() > 1, typed)?;
    }
    Ok(Outcome::Found)
}

/// What is known of one notebook.
struct Known<'s> {
    settings: &'s Settings,
    /// All of the lexicon, of whatever field.
    lexicon: Lexicon,
    /// The folder of the index, and why it can't be that, where it can't.
    index: PathBuf,
    refusal: Option<Error>,
    state: Option<State>,
    /// How names end of files that may be notes and aren't read, with how many
    /// there are.
    unread: BTreeMap<String, usize>,
}

impl<'s> Known<'s> {
    fn of(settings: &'s Settings) -> Result<Self, Failure> {
        let lexicon = notebook::lexicon(settings)?;
        // Notes are walked once: for what is new, and for what isn't read.
        let found = settings.corpus.discover()?;
        let index = Index::new(&settings.index, &lexicon);
        let state = index.state(&settings.corpus, &found)?;
        let refusal = index.refusal(&settings.corpus);
        let index = index.generation();
        Ok(Self { settings, index, refusal, state, unread: found.unread, lexicon })
    }

    /// Returns the fields that the notes speak of, by id.
    fn fields(&self) -> &[String] {
        self.state.as_ref().map(|state| &state.fields[..]).unwrap_or_default()
    }

    /// Counts what the lexicon has of the fields that the notes speak of.
    fn counts(&self) -> Counts {
        match &self.state {
            Some(_) => self.lexicon.within(self.fields()).counts(),
            None => self.lexicon.counts(),
        }
    }

    fn json(&self) -> serde_json::Value {
        let state = self.state.as_ref();
        let warnings = state.iter().flat_map(|state| &state.report.warnings);
        let counts = self.counts();
        serde_json::json!({
            "type": "status",
            "notes_folder": self.settings.corpus.base().to_string_lossy(),
            "index_folder": self.index.to_string_lossy(),
            "exists": state.is_some(),
            "fresh": state.is_some_and(|s| s.is_fresh),
            "notes": state.map_or(0, |s| s.report.notes),
            "sections": state.map_or(0, |s| s.sections),
            "segments": state.map_or(0, |s| s.segments),
            "bytes": state.map_or(0, |s| s.bytes),
            "damaged": state.is_some_and(|s| s.damaged.is_some()),
            "unread": self.unread,
            "skipped": state.map_or(0, |s| s.report.skipped),
            "warnings": warnings.map(ToString::to_string).collect::<Vec<_>>(),
            "fields": self.fields(),
            "lexicon": { "services": counts.services, "concepts": counts.concepts, "glossary": counts.glossary, "spellings": counts.spellings },
        })
    }

    /// Returns the rows for a person: labels, and what is told.
    fn rows(&self, is_named: bool) -> Vec<(&'static str, String)> {
        let language = terminal::language();
        let told = &language.commands.status;
        let mut rows: Vec<(&str, String)> = Vec::new();
        if is_named {
            rows.push((language.notebooks.label, self.settings.name.clone()));
        }
        let corpus = &self.settings.corpus;
        for (at, root) in corpus.roots().iter().enumerate() {
            // Joined with no path, the base would end in a slash.
            let is_base = root.as_os_str().is_empty();
            let place = if is_base { corpus.base().to_owned() } else { corpus.base().join(root) };
            rows.push((if at == 0 { told.notes } else { "" }, place.display().to_string()));
        }
        let config = self.settings.config.as_ref().map(|file| file.display().to_string());
        rows.push((told.config, config.unwrap_or_else(|| told.no_config.to_owned())));
        rows.push((told.index, self.index.display().to_string()));
        rows.extend(self.index_rows(told).into_iter().map(|row| ("", row)));
        if !self.unread.is_empty() {
            let endings = self.unread.iter().map(|(name, n)| format!(".{name} {n}"));
            rows.push((told.unread, endings.collect::<Vec<_>>().join(", ")));
            rows.push(("", told.unread_hint.to_owned()));
        }
        let warnings = self.state.iter().flat_map(|state| &state.report.warnings);
        for (at, warning) in warnings.enumerate() {
            rows.push((if at == 0 { told.warnings } else { "" }, language.warned(warning)));
        }
        if self.state.is_some() {
            let is_spoken_of = |id: &str| self.fields().iter().any(|own| own == id);
            let fields = self.lexicon.fields().filter(|field| is_spoken_of(field.id));
            let names = fields.map(|field| (told.field)(field.name, field.korean));
            let names = names.collect::<Vec<_>>().join("; ");
            let is_none = names.is_empty();
            rows.push((told.fields, if is_none { told.no_fields.to_owned() } else { names }));
        }
        let Counts { services, concepts, glossary, spellings } = self.counts();
        rows.push((told.lexicon, (told.knows)(services, concepts, glossary, spellings)));
        rows
    }

    /// Tells what the index holds and how it is.
    fn index_rows(&self, told: &Labels) -> Vec<String> {
        let Some(state) = &self.state else {
            let refusal = self.refusal.as_ref().map(|error| terminal::language().error(error));
            return vec![refusal.unwrap_or_else(|| told.not_made.to_owned())];
        };
        let size = (told.size)(state.sections, state.report.notes, state.segments, state.bytes);
        let fresh = if state.is_fresh { told.fresh } else { told.stale };
        let damaged = state.damaged.as_ref();
        let damaged = damaged.map(|file| (told.damaged)(&file.display().to_string()));
        [size, fresh.to_owned()].into_iter().chain(damaged).collect()
    }
}

/// Tells of one notebook, by its name where there are several.
fn tell(settings: &Settings, is_named: bool, typed: &Status) -> Result<(), Failure> {
    let known = Known::of(settings)?;
    if typed.json {
        return super::put_data(format!("{}\n", known.json()).as_bytes());
    }
    let rows = known.rows(is_named);
    let column = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let palette = Palette::new(terminal::colours(settings.colour), false);
    let next = format!("\n{}", " ".repeat(column + 2));
    let mut text = String::new();
    for (label, value) in rows {
        let space = " ".repeat(column - width(label) + 2);
        let mut value = harmless(&value);
        if terminal::is_watched() {
            let room = terminal::columns().saturating_sub(column + 2);
            value = paragraph::broken(&value, room, 0).replace('\n', &next);
        }
        text.push_str(&format!("{}{space}{value}\n", palette.dim(label)));
    }
    super::put(text.as_bytes())
}
