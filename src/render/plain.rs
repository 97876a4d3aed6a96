//! Lines for programs: as grep writes them.

use std::io::{self, Write};

use crate::corpus::NotePath;
use crate::search::{Hit, Hits};

use super::{Look, Printer};

/// `path:line:text`, the best line of each hit.
pub(super) struct Grep {
    pub(super) look: Look,
}

/// `path:line:column:text`, every match.
pub(super) struct Vimgrep {
    pub(super) look: Look,
}

/// Paths, once each, in the order of their best hits.
pub(super) struct Files {
    look: Look,
    seen: Vec<NotePath>,
}

/// Paths with the number of their hits.
pub(super) struct Count {
    look: Look,
    counts: Vec<(NotePath, usize)>,
}

impl Look {
    /// Writes a path as the bytes the file system has, and what parts it from
    /// what follows.
    pub(super) fn path(&self, out: &mut dyn Write, path: &NotePath) -> io::Result<()> {
        let whole = NotePath::new(self.prefix.join(path.as_path()));
        out.write_all(&whole.to_bytes())
    }

    fn separator(&self) -> &'static [u8] {
        if self.is_null { b"\0" } else { b":" }
    }
}

impl Printer for Grep {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        self.look.path(out, &hit.record.path())?;
        out.write_all(self.look.separator())?;
        writeln!(out, "{}:{}", hit.line(), one_line(&hit.snippet.best.text))
    }

    fn end(&mut self, _: &mut dyn Write, _: &Hits) -> io::Result<()> {
        Ok(())
    }
}

impl Printer for Vimgrep {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let path = hit.record.path();
        if hit.matches.is_empty() {
            // Found by what the section is about: its heading is the place.
            self.look.path(out, &path)?;
            out.write_all(self.look.separator())?;
            let text = hit.record.trail.last().map_or("", String::as_str);
            return writeln!(out, "{}:1:{}", hit.record.line, one_line(text));
        }
        for found in &hit.matches {
            self.look.path(out, &path)?;
            out.write_all(self.look.separator())?;
            let column = self.look.unit.column(&found.line_text[..found.span.start], found.column);
            writeln!(out, "{}:{column}:{}", found.line, one_line(&found.line_text))?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write, _: &Hits) -> io::Result<()> {
        Ok(())
    }
}

impl Files {
    pub(super) fn new(look: Look) -> Self {
        Self { look, seen: Vec::new() }
    }
}

impl Printer for Files {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let path = hit.record.path();
        if self.seen.contains(&path) {
            return Ok(());
        }
        self.look.path(out, &path)?;
        self.seen.push(path);
        out.write_all(if self.look.is_null { b"\0" } else { b"\n" })
    }

    fn end(&mut self, _: &mut dyn Write, _: &Hits) -> io::Result<()> {
        Ok(())
    }
}

impl Count {
    pub(super) fn new(look: Look) -> Self {
        Self { look, counts: Vec::new() }
    }
}

impl Printer for Count {
    fn hit(&mut self, _: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        let path = hit.record.path();
        match self.counts.iter_mut().find(|(counted, _)| *counted == path) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((path, 1)),
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Hits) -> io::Result<()> {
        for (path, count) in &self.counts {
            self.look.path(out, path)?;
            out.write_all(self.look.separator())?;
            writeln!(out, "{count}")?;
        }
        Ok(())
    }
}

/// Keeps a text on its line: a carriage return inside would part it.
fn one_line(text: &str) -> String {
    text.replace(['\r', '\n'], " ")
}
