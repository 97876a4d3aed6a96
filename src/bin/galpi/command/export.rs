//! `galpi export`: these notes for a search engine on many machines.

use std::io::Write;

use galpi::analysis::Analyzer;
use galpi::corpus::{NotePath, decode};
use galpi::index;
use galpi::render::export::{Engine, configuration, document, search_body};

use crate::Outcome;
use crate::args::{Export, ExportFormat};
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, terminal};

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Export) -> Result<Outcome, Failure> {
    let engine = match typed.format {
        ExportFormat::Opensearch => Engine::OpenSearch,
        ExportFormat::Quickwit => Engine::Quickwit,
    };
    if typed.config {
        super::put_data(configuration(engine, &typed.name).as_bytes())?;
        return Ok(Outcome::Found);
    }
    if let Some(query) = &typed.query {
        super::put_data(search_body(&Analyzer::new().terms(query)).as_bytes())?;
        return Ok(Outcome::Found);
    }
    let mut out = terminal::for_programs();
    let mut count = 0;
    for settings in &notebooks {
        // Notes of several notebooks are told apart by its name.
        let notebook = (notebooks.len() > 1).then_some(settings.name.as_str());
        count += one(settings, notebook, engine, &typed.name, &mut out)?;
    }
    out.flush().map_err(|e| Failure::output(&e))?;
    Ok(if count > 0 { Outcome::Found } else { Outcome::Nothing })
}

/// Writes the sections of one notebook, and returns how many there are.
fn one(
    settings: &Settings,
    notebook: Option<&str>,
    engine: Engine,
    index_name: &str,
    out: &mut dyn Write,
) -> Result<usize, Failure> {
    let lexicon = notebook::lexicon(settings)?;
    let mut count = 0;
    let mut read: Option<(NotePath, String)> = None;
    let warnings = index::sections(&settings.corpus, &lexicon, |section| {
        count += 1;
        // Sections come note by note, so each note is read once more.
        let path = section.record.path();
        if read.as_ref().is_none_or(|(last, _)| *last != path) {
            let bytes = settings.corpus.read(&path).unwrap_or_default();
            let text = decode(bytes).map(|decoded| decoded.text).unwrap_or_default();
            read = Some((path, text));
        }
        let whole = read.as_ref().map_or("", |(_, text)| text);
        let text = whole.get(section.record.span().range()).unwrap_or_default().trim();
        let lines = document(engine, index_name, notebook, section, text);
        out.write_all(lines.as_bytes()).map_err(|e| Failure::output(&e))
    })?;
    for warning in &warnings {
        notebook::say(&terminal::language().warned(warning));
    }
    Ok(count)
}
