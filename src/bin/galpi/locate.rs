//! `ID | PATH[:LINE[:COLUMN]]`: which note, which section, which place.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Component, MAIN_SEPARATOR, PathBuf};

use galpi::corpus::{Note, NotePath, SectionId, decode, extensions, lines_of};
use galpi::search::Searcher;
use galpi::span::Span;

use crate::editor::Spot;
use crate::failure::Failure;
use crate::settings::Settings;
use crate::{notebook, place, terminal};

/// A place in the notes that was named.
pub(crate) struct Located {
    /// The note, as it is now.
    pub(crate) note: Note,
    /// The section, by its number in the note; none where a whole note is meant.
    pub(crate) section: Option<usize>,
    /// The line that was named, 1-based.
    pub(crate) line: Option<usize>,
    /// The column that was named, 1-based, in bytes.
    column: Option<usize>,
}

/// Finds what was named.
pub(crate) fn locate(settings: &Settings, named: &OsStr) -> Result<Located, Failure> {
    // As a person is shown places, quoted or from a program that reads no `~`.
    let named = place::at_home(PathBuf::from(named));
    let named = named.as_os_str();
    let name = named.to_string_lossy();
    match SectionId::parse(&name) {
        Some(id) if !settings.corpus.has_file(&NotePath::from(name.as_ref())) => {
            by_id(settings, id)
        }
        _ => by_place(settings, named),
    }
}

/// Finds what was named in the first of several notebooks that has it; which
/// one that is, 0-based, is told too.
pub(crate) fn locate_in(
    notebooks: &[Settings],
    named: &OsStr,
) -> Result<(usize, Located), Failure> {
    let mut failed = None;
    for (number, settings) in notebooks.iter().enumerate() {
        match locate(settings, named) {
            Ok(located) => return Ok((number, located)),
            Err(failure) => failed = failed.or(Some(failure)),
        }
    }
    Err(failed.unwrap_or(Failure::ClosedPipe))
}

/// Says whether a name looks like that of a file, with or without a line.
pub(crate) fn looks_like_path(named: &OsStr) -> bool {
    let name = named.to_string_lossy();
    let end = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ':');
    let extension = end.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let is_known = |extension: String| extensions().any(|known| known == extension);
    name.contains(MAIN_SEPARATOR) || name.contains('/') || extension.is_some_and(is_known)
}

impl Located {
    /// Returns the line that was named and the last one that the note has,
    /// where that comes before it.
    pub(crate) fn past_end(&self) -> Option<(usize, usize)> {
        let last = self.note.decoded.text.lines().count();
        self.line.filter(|line| *line > last).map(|line| (line, last))
    }

    /// Returns the text of the section, or of the note where all of it is meant.
    pub(crate) fn text(self) -> String {
        let Some(index) = self.section else { return self.note.decoded.text };
        let span = self.note.sections[index].span;
        let mut text = self.note.decoded.text[span.range()].trim().to_owned();
        text.push('\n');
        text
    }

    /// Returns the place for an editor: the line that was named, else where the
    /// section begins, else where the note does.
    pub(crate) fn spot(&self, settings: &Settings) -> Spot {
        let section = self.section.map(|index| self.note.sections[index].line);
        let line = self.line.or(section).unwrap_or(1);
        let path = settings.prefix.join(self.note.path.as_path());
        let text = &self.note.decoded.text;
        let whole = Span::new(0, text.len());
        let (line, text) = lines_of(text, whole, 1)
            .take_while(|(number, _)| *number <= line)
            .last()
            .map_or((1, ""), |(number, span)| (number, &text[span.range()]));
        // A column past the end, or inside a character, is the nearest before it.
        let column = self.column.unwrap_or(1);
        let end = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .take_while(|at| self.note.decoded.bytes_on_disk(&text[..*at]) < column)
            .last()
            .unwrap_or(0);
        Spot {
            path,
            line,
            before: text[..end].to_owned(),
            column: self.note.decoded.bytes_on_disk(&text[..end]) + 1,
        }
    }
}

/// Reads a note as it is now.
pub(crate) fn read(settings: &Settings, path: &NotePath) -> Result<Note, Failure> {
    let language = terminal::language();
    let place = settings.corpus.locate(path);
    let file = place.display().to_string();
    let bytes = settings.corpus.read(path).map_err(|e| {
        let failure = Failure::file(language.commands.unreadable, &place, &e);
        match e.kind() {
            ErrorKind::NotFound => failure.hint(language.usage.no_note_hint),
            _ => failure,
        }
    })?;
    let decoded = decode(bytes).ok_or_else(|| Failure::new((language.commands.binary)(&file)))?;
    Ok(Note::parse(path.clone(), decoded))
}

fn by_id(settings: &Settings, id: SectionId) -> Result<Located, Failure> {
    let commands = &terminal::language().commands;
    let lexicon = notebook::lexicon(settings)?;
    let opened = notebook::open(settings, &lexicon)?;
    let searcher = Searcher::new(&opened.snapshot, &settings.corpus, &lexicon);
    let Some(record) = searcher.section(id)? else {
        let failure = Failure::new((commands.no_id)(&id.to_string()));
        return Err(failure.hint(commands.no_id_hint));
    };
    let note = read(settings, &record.path())?;
    match (0..note.sections.len()).find(|index| note.id(*index) == id) {
        Some(index) => Ok(Located { note, section: Some(index), line: None, column: None }),
        None => Err(Failure::new((commands.gone)(&record.path().to_string()))),
    }
}

/// Finds the section at a place: the line's, the first with text, or the
/// whole note when no line is told.
fn by_place(settings: &Settings, named: &OsStr) -> Result<Located, Failure> {
    // A path need not be text, so it is taken apart as bytes.
    let name = NotePath::new(PathBuf::from(named)).to_bytes();
    // A file whose name ends with what looks like a place is meant itself.
    let exists = |path: &[u8]| inside(settings, path).is_ok_and(|p| settings.corpus.has_file(&p));
    let (path, numbers) = candidates(&name)
        .find(|(path, _)| exists(path))
        .or_else(|| candidates(&name).last())
        .unwrap_or((&name, Vec::new()));
    let note = read(settings, &inside(settings, path)?)?;
    let (line, column) = (numbers.first().copied(), numbers.get(1).copied());
    let Some(line) = line else {
        return Ok(Located { note, section: None, line: None, column: None });
    };
    if note.sections.is_empty() {
        let told = terminal::language().commands.no_sections;
        return Err(Failure::new(told(&note.path.to_string())));
    }
    let index = note.sections.iter().rposition(|section| section.line <= line).unwrap_or(0);
    Ok(Located { note, section: Some(index), line: Some(line), column })
}

/// Returns a path as the notes have it; paths are told from the reader's
/// folder.
fn inside(settings: &Settings, path: &[u8]) -> Result<NotePath, Failure> {
    let path = NotePath::from_bytes(path);
    let given = path.as_path();
    let inside = given.strip_prefix(&settings.prefix).unwrap_or(given);
    let inside = inside.strip_prefix(settings.corpus.base()).unwrap_or(inside);
    if inside.components().any(|c| !matches!(c, Component::Normal(_) | Component::CurDir)) {
        return Err(Failure::new((terminal::language().commands.outside)(&path.to_string())));
    }
    Ok(NotePath::new(inside.components().filter(|c| *c != Component::CurDir).collect()))
}

/// Takes `path:line:column` apart, in each way there is, the whole name as a
/// path first.
fn candidates(name: &[u8]) -> impl Iterator<Item = (&[u8], Vec<usize>)> {
    let mut next = Some((name, Vec::new()));
    std::iter::from_fn(move || {
        let (path, numbers) = next.take()?;
        let parted = path.iter().rposition(|byte| *byte == b':').and_then(|colon| {
            let number = std::str::from_utf8(&path[colon + 1..]).ok()?.parse::<usize>().ok()?;
            Some((&path[..colon], number))
        });
        if let (Some((shorter, number)), true) = (parted, numbers.len() < 2) {
            let longer = [vec![number], numbers.clone()].concat();
            next = Some((shorter, longer));
        }
        Some((path, numbers))
    })
}
