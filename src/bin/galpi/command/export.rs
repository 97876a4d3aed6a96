//! `galpi export`: these notes for a search engine on many machines.

use std::io::Write;

use galpi::analysis::Analyzer;
use galpi::index;
use galpi::render::export::{Engine, configuration, document, search_body};

use crate::Outcome;
use crate::args::{Export, ExportFormat};
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, terminal};

pub(crate) fn run(settings: Settings, typed: &Export) -> Result<Outcome, Failure> {
    let engine = match typed.format {
        ExportFormat::Opensearch => Engine::OpenSearch,
        ExportFormat::Quickwit => Engine::Quickwit,
    };
    if typed.config {
        super::put(configuration(engine, &typed.name).as_bytes())?;
        return Ok(Outcome::Found);
    }
    if let Some(query) = &typed.query {
        super::put(search_body(&Analyzer::new().terms(query)).as_bytes())?;
        return Ok(Outcome::Found);
    }
    let lexicon = notebook::lexicon(&settings)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut count = 0;
    let warnings = index::sections(&settings.corpus, &lexicon, |section| {
        count += 1;
        let lines = document(engine, &typed.name, section);
        out.write_all(lines.as_bytes()).map_err(|e| Failure::output(&e))
    })?;
    out.flush().map_err(|e| Failure::output(&e))?;
    for warning in &warnings {
        notebook::say(&terminal::language().warned(warning));
    }
    Ok(if count > 0 { Outcome::Found } else { Outcome::Nothing })
}
