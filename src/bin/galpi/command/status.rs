//! `galpi status`: what is indexed, where, how fresh, and what was skipped.

use std::fmt::Write as _;

use galpi::index::Index;
use galpi::render::style::harmless;

use crate::Outcome;
use crate::args::Status;
use crate::failure::Failure;
use crate::notebook;
use crate::settings::Settings;

pub(crate) fn run(settings: Settings, typed: &Status) -> Result<Outcome, Failure> {
    let lexicon = notebook::lexicon(&settings)?;
    let index = Index::new(&settings.index, &lexicon);
    let state = index.state(&settings.corpus)?;
    let counts = lexicon.counts();
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
            "skipped": state.as_ref().map_or(0, |s| s.report.skipped),
            "warnings": state.iter().flat_map(|s| &s.report.warnings).map(ToString::to_string).collect::<Vec<_>>(),
            "lexicon": { "services": counts.services, "concepts": counts.concepts, "glossary": counts.glossary, "spellings": counts.spellings },
        });
        super::put(format!("{line}\n").as_bytes())?;
        return Ok(Outcome::Found);
    }
    let mut text = String::new();
    let _ = writeln!(text, "notes    {}", harmless(&settings.corpus.base().display().to_string()));
    let _ = writeln!(text, "index    {}", index.generation().display());
    match &state {
        None => {
            let _ = writeln!(
                text,
                "         not made yet: the first search makes it, or `galpi index`"
            );
        }
        Some(state) => {
            let _ = writeln!(
                text,
                "         {} sections of {} notes, {} segments, {:.1} MB, {}",
                state.sections,
                state.report.notes,
                state.segments,
                state.bytes as f64 / 1e6,
                if state.is_fresh {
                    "up to date"
                } else {
                    "older than the notes: the next search brings it up to date"
                }
            );
            if let Some(file) = &state.damaged {
                let _ = writeln!(
                    text,
                    "         damaged (`{}`): run `galpi index --rebuild`",
                    file.display()
                );
            }
            for warning in &state.report.warnings {
                let _ = writeln!(text, "         {}", harmless(&warning.to_string()));
            }
        }
    }
    let _ = writeln!(
        text,
        "lexicon  {} services, {} concepts, {} glossary rows, {} spellings",
        counts.services, counts.concepts, counts.glossary, counts.spellings
    );
    super::put(text.as_bytes())?;
    Ok(Outcome::Found)
}
