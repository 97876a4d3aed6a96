//! `galpi show ID | PATH[:LINE]`: one section, whole.

use galpi::corpus::{Note, NotePath, SectionId, decode};
use galpi::index::Record;
use galpi::render::style::harmless;
use galpi::search::Searcher;

use crate::Outcome;
use crate::args::Show;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, terminal};

pub(crate) fn run(settings: Settings, typed: &Show) -> Result<Outcome, Failure> {
    let name = typed.section.to_string_lossy();
    let text = match SectionId::parse(&name) {
        Some(id) if !settings.corpus.base().join(name.as_ref()).exists() => {
            let lexicon = notebook::lexicon(&settings)?;
            let opened = notebook::open(&settings, &lexicon)?;
            let searcher = Searcher::new(&opened.snapshot, &settings.corpus, &lexicon);
            let Some(record) = searcher.section(id)? else {
                return Err(Failure::new(format!("no section has the id `{id}`"))
                    .hint("ids are in the output of `--json`; a section's id changes with its path or headings"));
            };
            by_record(&settings, &record)?
        }
        _ => by_place(&settings, typed)?,
    };
    let text = match terminal::is_watched() {
        true => text.lines().flat_map(|line| [harmless(line), "\n".to_owned()]).collect(),
        false => text,
    };
    super::put(text.as_bytes())?;
    Ok(Outcome::Found)
}

fn read(settings: &Settings, path: &NotePath) -> Result<Note, Failure> {
    let file = settings.corpus.locate(path);
    let unreadable = |e| Failure::new(format!("cannot read `{}`: {e}", file.display()));
    let bytes = settings.corpus.read(path).map_err(unreadable)?;
    if !settings.corpus.contains(path) {
        return Err(Failure::new(format!("`{}` leads outside the notes folder", file.display())));
    }
    let decoded = decode(bytes)
        .ok_or_else(|| Failure::new(format!("`{}` is a binary file", file.display())))?;
    Ok(Note::parse(path.clone(), decoded))
}

fn by_record(settings: &Settings, record: &Record) -> Result<String, Failure> {
    let note = read(settings, &record.path())?;
    let index = (0..note.sections.len()).find(|i| note.id(*i) == record.id());
    match index {
        Some(index) => Ok(text(&note, index)),
        None => Err(Failure::new(format!("the section is no longer in `{}`", record.path()))),
    }
}

/// Finds the section at a place: the line's, the first with text, or the
/// whole note when no line is told.
fn by_place(settings: &Settings, typed: &Show) -> Result<String, Failure> {
    // A path need not be text, so it is taken apart as bytes.
    let name = NotePath::new(typed.section.clone().into()).to_bytes();
    let (path, line) = place(&name);
    let path = NotePath::from_bytes(path);
    // Paths are told from the reader's folder; notes are told from the corpus.
    let given = path.as_path();
    let inside = given.strip_prefix(&settings.prefix).unwrap_or(given);
    let inside = inside.strip_prefix(settings.corpus.base()).unwrap_or(inside);
    let is_outside = inside
        .components()
        .any(|c| !matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir));
    if is_outside {
        return Err(Failure::new(format!("`{path}` is outside the notes folder")));
    }
    let note = read(settings, &NotePath::new(inside.to_owned()))?;
    let Some(line) = line else { return Ok(note.decoded.text) };
    let index = note.sections.iter().rposition(|section| section.line <= line).unwrap_or(0);
    if note.sections.is_empty() {
        return Err(Failure::new(format!("`{path}` has no sections")));
    }
    Ok(text(&note, index))
}

/// Takes `path:line` apart; a name without a line is a path.
fn place(name: &[u8]) -> (&[u8], Option<usize>) {
    let colon = name.iter().rposition(|byte| *byte == b':');
    let line = |at: usize| std::str::from_utf8(&name[at + 1..]).ok()?.parse().ok();
    match colon.and_then(|at| Some((at, line(at)?))) {
        Some((at, line)) => (&name[..at], Some(line)),
        None => (name, None),
    }
}

fn text(note: &Note, index: usize) -> String {
    let mut text = note.decoded.text[note.sections[index].span.range()].trim().to_owned();
    text.push('\n');
    text
}
