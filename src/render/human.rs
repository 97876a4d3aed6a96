//! For a person at a terminal.

use std::io::{self, Write};

use crate::corpus::NotePath;
use crate::index::Strength;
use crate::search::{Hit, Hits, Line, Rule};
use crate::span::Span;

use super::style::{Palette, fit, harmless, width, without_markup};
use super::{Look, Printer};

/// How much of a section is shown.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Columns of the terminal.
    pub columns: usize,
    /// Lines shown before and after the best one.
    pub context: usize,
    /// Whether the whole section is shown.
    pub is_full: bool,
    /// Where the notes are, for links; none are made without.
    pub base: Option<std::path::PathBuf>,
}

pub(super) struct Human {
    layout: Layout,
    look: Look,
    palette: Palette,
    has_written: bool,
}

/// Services named beside a hit, at most: more would hide the place.
const MAX_SERVICES: usize = 3;
/// Parts headings.
const BETWEEN: &str = " › ";
/// Stands for headings that are left out.
const LEFT_OUT: &str = "… › ";
/// Readings that are told, at most.
const MAX_REWRITES: usize = 4;

impl Human {
    pub(super) fn new(layout: Layout, look: Look) -> Self {
        let palette = Palette::new(look.has_colour);
        Self { layout, look, palette, has_written: false }
    }

    fn place(&self, hit: &Hit) -> String {
        let path = hit.record.path();
        let best = &hit.snippet.best;
        let line = if best.line == 0 { hit.record.line as usize } else { best.line };
        let shown = NotePath::new(self.look.prefix.join(path.as_path()));
        let text = self.palette.place(&format!("{}:{line}", harmless(&shown.to_string())));
        match &self.layout.base {
            Some(base) => self.palette.link(&file_url(&base.join(path.as_path())), &text),
            None => text,
        }
    }

    /// Writes the trail in `columns`. The section's own heading says most: what
    /// doesn't fit is left out above it.
    fn headings(&self, hit: &Hit, headings: &[String], columns: usize) -> String {
        let Some((own, above)) = headings.split_last() else { return String::new() };
        let from = (0..=above.len())
            .find(|from| {
                let kept = above[*from..].iter().map(|h| width(h) + width(BETWEEN));
                let left_out = if *from > 0 { width(LEFT_OUT) } else { 0 };
                kept.sum::<usize>() + left_out + width(own) <= columns
            })
            .unwrap_or(above.len());
        let mut before = String::from(if from > 0 { LEFT_OUT } else { "" });
        above[from..].iter().for_each(|heading| before.extend([heading.as_str(), BETWEEN]));
        // What matches in a heading is known by its line, where that says
        // nothing else.
        let line = hit.snippet.lines.first().filter(|_| hit.record.heading().is_some());
        let spans = match line.map(|line| without_markup(&line.text, &line.highlights)) {
            Some((plain, spans)) if plain == *own => spans,
            _ => Vec::new(),
        };
        let (own, spans) = fit(own, &spans, columns.saturating_sub(width(&before)).max(1));
        self.palette.heading(&before) + &self.palette.marked_heading(&own, &spans)
    }

    /// Chooses the lines to show. The heading stands above them already.
    fn shown<'h>(&self, hit: &'h Hit) -> Vec<&'h Line> {
        let lines = &hit.snippet.lines;
        let first = usize::from(hit.record.heading().is_some());
        let has_words = |line: &Line| line.text.chars().any(char::is_alphanumeric);
        if self.layout.is_full {
            return lines.iter().skip(first).collect();
        }
        let found = lines.iter().position(|line| line.line == hit.snippet.best.line).unwrap_or(0);
        let below = || (first..lines.len()).find(|at| has_words(&lines[*at]));
        let best = if found < first { below().unwrap_or(found) } else { found };
        let from = best.saturating_sub(self.layout.context).max(first);
        let to = best.saturating_add(self.layout.context);
        let near = lines.iter().enumerate().skip(from).take_while(|(at, _)| *at <= to);
        near.filter(|(at, line)| has_words(line) || *at == best).map(|(_, line)| line).collect()
    }

    fn line(&self, line: &Line, columns: usize) -> String {
        let (text, spans) = without_markup(&line.text, &line.highlights);
        let (text, spans) = defuse(&text, &spans);
        // Who asks for all of a section wants no line of it cut.
        let (text, spans) =
            if self.layout.is_full { (text, spans) } else { fit(&text, &spans, columns) };
        self.palette.marked(&text, &spans)
    }
}

impl Printer for Human {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        if self.has_written && (self.layout.is_full || self.layout.context > 0) {
            writeln!(out)?;
        }
        self.has_written = true;
        let columns = self.layout.columns.max(20);
        // 1  Storage > 볼륨 게이트웨이  aws.md:245
        let rank = format!("{:>2}  ", hit.rank);
        let place = self.place(hit);
        let path = NotePath::new(self.look.prefix.join(hit.record.path().as_path())).to_string();
        let place_width = width(&path) + 2 + hit.snippet.best.line.to_string().len();
        let room = columns.saturating_sub(rank.len() + 2);
        let headings = trail(hit);
        let is_beside = width(&headings.join(BETWEEN)) + place_width <= room;
        let room = if is_beside { room - place_width } else { room };
        write!(out, "{}{}", self.palette.dim(&rank), self.headings(hit, &headings, room))?;
        if is_beside {
            writeln!(out, "  {place}")?;
        } else {
            writeln!(out)?;
            writeln!(out, "    {place}")?;
        }
        for line in self.shown(hit) {
            writeln!(out, "{}", format!("    {}", self.line(line, columns - 4)).trim_end())?;
        }
        let told: Vec<&str> = hit
            .services
            .iter()
            .filter(|s| s.topic.strength > Strength::Mentioned)
            .take(MAX_SERVICES)
            .map(|s| s.name.as_str())
            .collect();
        let mut notes = Vec::new();
        if !told.is_empty() {
            notes.push(told.join(", "));
        }
        if hit.via.iter().all(|rule| *rule == Rule::Gloss) && !hit.via.is_empty() {
            notes.push("by what it is about".to_owned());
        }
        if !notes.is_empty() {
            let (text, _) = fit(&harmless(&notes.join(" · ")), &[], columns - 4);
            writeln!(out, "    {}", self.palette.dim(&text))?;
        }
        if self.look.is_explained {
            for line in explanation(hit) {
                writeln!(out, "      {}", self.palette.dim(&harmless(&line)))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, hits: &Hits) -> io::Result<()> {
        if hits.hits.is_empty() {
            return Ok(());
        }
        if let Some(line) = readings(hits) {
            let (text, _) = fit(&harmless(&line), &[], self.layout.columns.max(20));
            writeln!(out, "{}", self.palette.dim(&text))?;
        }
        Ok(())
    }
}

/// Returns the headings down to a hit, made harmless.
fn trail(hit: &Hit) -> Vec<String> {
    hit.record.trail.iter().map(|heading| harmless(heading)).collect()
}

/// Tells in one line what was read otherwise than typed.
pub(crate) fn readings(hits: &Hits) -> Option<String> {
    let mut told: Vec<(String, Vec<String>)> = Vec::new();
    for rewrite in &hits.rewrites {
        match told.iter_mut().find(|(from, _)| *from == rewrite.from) {
            Some((_, to)) if to.len() < 3 => to.push(rewrite.to.clone()),
            Some(_) => {}
            None => told.push((rewrite.from.clone(), vec![rewrite.to.clone()])),
        }
    }
    let list: Vec<String> = told
        .iter()
        .take(MAX_REWRITES)
        .map(|(from, to)| format!("{} → {}", from.trim(), to.join(", ")))
        .collect();
    (!list.is_empty()).then(|| format!("also read: {}", list.join("; ")))
}

/// Tells how a score came about, a line a part.
fn explanation(hit: &Hit) -> Vec<String> {
    let explanation = &hit.explanation;
    let mut lines: Vec<String> = explanation
        .readings
        .iter()
        .map(|r| format!("{:>7.2}  {:<8} {} → {}", r.score, r.rule.name(), r.from.trim(), r.to))
        .collect();
    if explanation.proximity > 0.0 {
        lines.push(format!("{:>7.2}  near each other", explanation.proximity));
    }
    if explanation.heading > 0.0 {
        lines.push(format!("{:>7.2}  in the heading", explanation.heading));
    }
    lines.push(format!(
        "{:>7.2}  = sum × {:.2} for covering {:.0} % of the query",
        hit.score,
        explanation.factor,
        explanation.coverage * 100.0
    ));
    lines
}

/// Makes a line harmless, with its spans.
fn defuse(text: &str, spans: &[Span]) -> (String, Vec<Span>) {
    let safe = harmless(text);
    if safe.len() == text.len() {
        return (safe, spans.to_vec());
    }
    let place = |at: usize| harmless(&text[..at]).len();
    let moved = spans.iter().map(|s| Span::new(place(s.start), place(s.end))).collect();
    (safe, moved)
}

/// Returns a `file:` URL; what isn't plain in it is percent-encoded.
fn file_url(path: &std::path::Path) -> String {
    let mut url = String::from("file://");
    for byte in NotePath::new(path.to_owned()).to_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                url.push(byte as char);
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}
