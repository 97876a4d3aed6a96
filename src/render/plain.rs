//! Lines for programs: as grep writes them.

use std::io::{self, Write};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::corpus::NotePath;
use crate::search::{Hit, Hits, Line, Match};

use super::print_options::{Around, PrintOptions};
use super::printer::Printer;

/// `path:line:text`, the best line of each hit; lines around it have hyphens, and
/// two hyphens part hits then, as grep writes them.
pub(super) struct Grep {
    around: Around,
    options: PrintOptions,
    is_first: bool,
}

/// `path:line:column:text`, every match.
pub(super) struct Vimgrep {
    pub(super) options: PrintOptions,
}

/// Paths, once each, in the order of their best hits.
pub(super) struct Files {
    options: PrintOptions,
    seen: FxHashSet<NotePath>,
}

/// Paths with the number of their hits.
pub(super) struct Count {
    options: PrintOptions,
    counts: Vec<(NotePath, usize)>,
    /// Where each path is in `counts`.
    places: FxHashMap<NotePath, usize>,
}

impl PrintOptions {
    /// Writes the path of a hit as the bytes the file system has. Where lines are
    /// parted by line breaks, one with control characters in it, which might break
    /// the line, is quoted as git does.
    pub(super) fn path(&self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        self.whole_path(out, &self.file(hit))
    }

    fn whole_path(&self, out: &mut dyn Write, path: &NotePath) -> io::Result<()> {
        let whole = path.to_bytes();
        match self.is_null || !whole.iter().any(u8::is_ascii_control) {
            true => out.write_all(&whole),
            false => out.write_all(&quoted(&whole)),
        }
    }

    fn separator(&self) -> &'static [u8] {
        if self.is_null { b"\0" } else { b":" }
    }
}

impl Grep {
    pub(super) fn new(around: Around, options: PrintOptions) -> Self {
        Self { around, options, is_first: true }
    }

    fn line(&self, out: &mut dyn Write, hit: &Hit, line: &Line, is_best: bool) -> io::Result<()> {
        let sign = if is_best { ':' } else { '-' };
        self.options.path(out, hit)?;
        match self.options.is_null {
            true => out.write_all(b"\0")?,
            false => write!(out, "{sign}")?,
        }
        writeln!(out, "{}{sign}{}", line.line, one_line(&line.text))
    }
}

impl Printer for Grep {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let lines = &hit.snippet.lines;
        if self.around == Around::Nothing || lines.is_empty() {
            let best = Line { line: hit.line(), ..hit.snippet.best.clone() };
            return self.line(out, hit, &best, true);
        }
        if !std::mem::take(&mut self.is_first) {
            writeln!(out, "--")?;
        }
        let best = hit.snippet.place_of_best();
        for at in self.around.range(best, lines.len()) {
            self.line(out, hit, &lines[at], at == best)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write, _: &Hits) -> io::Result<()> {
        Ok(())
    }
}

impl Printer for Vimgrep {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let mut lines: Vec<usize> = Vec::new();
        let best = &hit.snippet.best;
        let has_match = hit.matches.iter().any(|found| found.line == best.line);
        // Found by what the section means or is about: nothing of the line that
        // answers is a match.
        if hit.matches.is_empty() || self.options.max_lines.is_some() && !has_match {
            self.options.path(out, hit)?;
            out.write_all(self.options.separator())?;
            writeln!(out, "{}:1:{}", hit.line(), one_line(&best.text))?;
            lines.push(best.line);
        }
        for found in best_first(hit, self.options.max_lines) {
            if let Some(most) = self.options.max_lines {
                // So many lines, each once.
                if lines.len() >= most || lines.contains(&found.line) {
                    continue;
                }
                lines.push(found.line);
            }
            self.options.path(out, hit)?;
            out.write_all(self.options.separator())?;
            let column =
                self.options.unit.column(&found.line_text[..found.span.start], found.column);
            writeln!(out, "{}:{column}:{}", found.line, one_line(&found.line_text))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write, _: &Hits) -> io::Result<()> {
        Ok(())
    }
}

impl Files {
    pub(super) fn new(options: PrintOptions) -> Self {
        Self { options, seen: FxHashSet::default() }
    }
}

impl Printer for Files {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let path = self.options.file(hit);
        if self.seen.contains(&path) {
            return Ok(());
        }
        self.options.path(out, hit)?;
        self.seen.insert(path);
        out.write_all(if self.options.is_null { b"\0" } else { b"\n" })
    }

    fn end(&mut self, _: &mut dyn Write, _: &Hits) -> io::Result<()> {
        Ok(())
    }
}

impl Count {
    pub(super) fn new(options: PrintOptions) -> Self {
        Self { options, counts: Vec::new(), places: FxHashMap::default() }
    }
}

impl Printer for Count {
    fn hit(&mut self, _: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let path = self.options.file(hit);
        let next = self.counts.len();
        match *self.places.entry(path.clone()).or_insert(next) {
            place if place == next => self.counts.push((path, 1)),
            place => self.counts[place].1 += 1,
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Hits) -> io::Result<()> {
        for (path, count) in &self.counts {
            self.options.whole_path(out, path)?;
            out.write_all(self.options.separator())?;
            writeln!(out, "{count}")?;
        }
        Ok(())
    }
}

/// Returns the matches of a hit in the order they are written: as they stand in
/// the note; where not all lines are wanted, those of the best line first.
fn best_first(hit: &Hit, most: Option<usize>) -> Vec<&Match> {
    let mut matches: Vec<&Match> = hit.matches.iter().collect();
    if most.is_some() {
        matches.sort_by_key(|found| found.line != hit.snippet.best.line);
    }
    matches
}

/// Quotes a path as C and git do: `"a\nb.md"`.
fn quoted(path: &[u8]) -> Vec<u8> {
    let mut quoted = vec![b'"'];
    for byte in path {
        match byte {
            b'"' | b'\\' => quoted.extend([b'\\', *byte]),
            b'\n' => quoted.extend(b"\\n"),
            b'\r' => quoted.extend(b"\\r"),
            b'\t' => quoted.extend(b"\\t"),
            byte if byte.is_ascii_control() => quoted.extend(format!("\\{byte:03o}").bytes()),
            byte => quoted.push(*byte),
        }
    }
    quoted.push(b'"');
    quoted
}

/// Keeps a text on its line: a carriage return inside would part it.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
