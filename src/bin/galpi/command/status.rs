//! `galpi status`: what is indexed, where, how fresh, and what was skipped.

use galpi::index::Index;
use galpi::render::style::{Palette, harmless, width};

use crate::Outcome;
use crate::args::Status;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, terminal};

pub(crate) fn run(notebooks: &[Settings], typed: &Status) -> Result<Outcome, Failure> {
    for (number, settings) in notebooks.iter().enumerate() {
        if number > 0 && !typed.json {
            super::put(b"\n")?;
        }
        tell(settings, notebooks.len() > 1, typed)?;
    }
    Ok(Outcome::Found)
}

/// Tells of one notebook, by its name where there are several.
fn tell(settings: &Settings, is_named: bool, typed: &Status) -> Result<(), Failure> {
    let lexicon = notebook::lexicon(settings)?;
    let index = Index::new(&settings.index, &lexicon);
    let state = index.state(&settings.corpus)?;
    let spoken = state.as_ref().map(|state| &state.fields[..]).unwrap_or_default();
    let counts = match &state {
        Some(_) => lexicon.within(spoken).counts(),
        None => lexicon.counts(),
    };
    let unread = settings.corpus.discover()?.unread;
    if typed.json {
        let line = serde_json::json!({
            "type": "status",
            "notes_folder": settings.corpus.base().to_string_lossy(),
            "index_folder": index.generation().to_string_lossy(),
            "exists": state.is_some(),
            "fresh": state.as_ref().is_some_and(|s| s.is_fresh),
            "notes": state.as_ref().map_or(0, |s| s.report.notes),
            "sections": state.as_ref().map_or(0, |s| s.sections),
            "segments": state.as_ref().map_or(0, |s| s.segments),
            "bytes": state.as_ref().map_or(0, |s| s.bytes),
            "damaged": state.as_ref().is_some_and(|s| s.damaged.is_some()),
            "unread": unread,
            "skipped": state.as_ref().map_or(0, |s| s.report.skipped),
            "warnings": state.iter().flat_map(|s| &s.report.warnings).map(ToString::to_string).collect::<Vec<_>>(),
            "fields": spoken,
            "lexicon": { "services": counts.services, "concepts": counts.concepts, "glossary": counts.glossary, "spellings": counts.spellings },
        });
        return super::put_data(format!("{line}\n").as_bytes());
    }
    let language = terminal::language();
    let told = &language.commands.status;
    let mut rows: Vec<(&str, String)> = Vec::new();
    if is_named {
        rows.push((language.notebooks.label, settings.name.clone()));
    }
    let base = settings.corpus.base();
    for root in settings.corpus.roots() {
        let label = if root == &settings.corpus.roots()[0] { told.notes } else { "" };
        let place = if root.as_os_str().is_empty() { base.to_owned() } else { base.join(root) };
        rows.push((label, place.display().to_string()));
    }
    let config = settings.config.as_ref().map(|file| file.display().to_string());
    rows.push((told.config, config.unwrap_or_else(|| told.no_config.to_owned())));
    rows.push((told.index, index.generation().display().to_string()));
    match &state {
        None => match index.refusal(&settings.corpus) {
            Some(refusal) => rows.push(("", language.error(&refusal))),
            None => rows.push(("", told.not_made.to_owned())),
        },
        Some(state) => {
            let megabytes = state.bytes as f64 / 1e6;
            rows.push((
                "",
                (told.size)(state.sections, state.report.notes, state.segments, megabytes),
            ));
            rows.push(("", (if state.is_fresh { told.fresh } else { told.stale }).to_owned()));
            if let Some(file) = &state.damaged {
                rows.push(("", (told.damaged)(&file.display().to_string())));
            }
        }
    }
    if !unread.is_empty() {
        let told: Vec<String> = unread.iter().map(|(name, n)| format!(".{name} {n}")).collect();
        rows.push((language.commands.status.unread, told.join(", ")));
        rows.push(("", language.commands.status.unread_hint.to_owned()));
    }
    let warnings = state.iter().flat_map(|state| &state.report.warnings);
    for (at, warning) in warnings.enumerate() {
        rows.push((if at == 0 { told.skipped } else { "" }, language.warned(warning)));
    }
    if state.is_some() {
        let fields = lexicon.fields().filter(|field| spoken.iter().any(|id| id == field.id));
        let names: Vec<&str> = fields.map(|field| (told.field)(field.name, field.korean)).collect();
        rows.push((
            told.fields,
            match &names[..] {
                [] => told.no_fields.to_owned(),
                names => names.join(", "),
            },
        ));
    }
    rows.push((
        told.lexicon,
        (told.knows)(counts.services, counts.concepts, counts.glossary, counts.spellings),
    ));
    let column = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let palette = Palette::new(terminal::has_colour(settings.colour), false);
    let mut text = String::new();
    for (label, value) in rows {
        let space = " ".repeat(column - width(label) + 2);
        text.push_str(&format!("{}{space}{}\n", palette.dim(label), harmless(&value)));
    }
    super::put(text.as_bytes())
}
