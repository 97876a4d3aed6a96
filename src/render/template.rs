//! Templates of output, as `{path}:{line}\t{heading}`.

use std::fmt;
use std::io::{self, Write};

use crate::language::{Catalogue, ENGLISH};
use crate::search::{Hit, Hits};

use super::print_options::PrintOptions;
use super::printer::Printer;

/// The fields that a template may name, and what they are.
pub const FIELDS: [(&str, &str); 17] = [
    ("path", "path of the note, as seen from the current folder"),
    ("file", "same as path"),
    ("line", "line of the best match, 1-based"),
    ("section_line", "line of the section's heading"),
    ("end_line", "last line of the section"),
    ("column", "column of the best match, 1-based"),
    ("id", "id of the section, as `galpi show` takes it"),
    ("rank", "1 for the best hit"),
    ("score", "higher is better"),
    ("heading", "the section's own heading"),
    ("trail", "headings from the outermost down, joined by ` > `"),
    ("snippet", "best line, without indentation"),
    ("text", "text of the whole section"),
    ("via", "rules by which it was found"),
    ("services", "services that the section mentions"),
    ("concepts", "concepts that the section mentions"),
    ("notebook", "name of the notebook"),
];

/// A template, read once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Field(&'static str),
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// There is nothing in it.
    Empty,
    /// There is no field of this name; see [`FIELDS`].
    Field(String),
    /// A brace isn't closed; what stands behind it.
    Unclosed(String),
    /// A backslash is followed by something else than `t`, `n`, `0` or `\\`.
    Escape(String),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(&ENGLISH))
    }
}

impl TemplateError {
    /// Tells what is wrong in the reader's language.
    pub fn told(&self, language: &Catalogue) -> String {
        let told = &language.commands;
        match self {
            Self::Empty => told.no_template.to_owned(),
            Self::Field(name) => {
                let known: Vec<&str> = FIELDS.iter().map(|(field, _)| *field).collect();
                (told.no_field)(name, &known.join(", "))
            }
            Self::Unclosed(name) => (told.unclosed)(name),
            Self::Escape(other) => (told.no_escape)(other),
        }
    }
}

impl std::error::Error for TemplateError {}

impl Template {
    /// Reads a template: `{field}`, `{{` and `}}` for braces, and `\t`, `\n`,
    /// `\0`, `\\`. A line break is added at its end unless it ends with `\0`
    /// or `\n`.
    ///
    /// # Errors
    ///
    /// When it is empty, a field is unknown, a brace isn't closed or an escape is none.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::render::Template;
    /// assert!(Template::parse(r"{path}:{line}\t{heading}").is_ok());
    /// let error = Template::parse("{files}").unwrap_err();
    /// assert!(error.to_string().contains("section_line"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, TemplateError> {
        if text.is_empty() {
            return Err(TemplateError::Empty);
        }
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' if chars.peek() == Some(&'{') => {
                    chars.next();
                    plain.push('{');
                }
                '}' if chars.peek() == Some(&'}') => {
                    chars.next();
                    plain.push('}');
                }
                '{' => {
                    let mut name = String::new();
                    loop {
                        match chars.next() {
                            Some('}') => break,
                            Some(c) => name.push(c),
                            None => return Err(TemplateError::Unclosed(name)),
                        }
                    }
                    let Some((field, _)) = FIELDS.iter().find(|(field, _)| *field == name) else {
                        return Err(TemplateError::Field(name));
                    };
                    if !plain.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut plain)));
                    }
                    parts.push(Part::Field(field));
                }
                '\\' => plain.push(match chars.next() {
                    Some('t') => '\t',
                    Some('n') => '\n',
                    Some('0') => '\0',
                    Some('\\') => '\\',
                    other => {
                        let other = other.map(String::from).unwrap_or_default();
                        return Err(TemplateError::Escape(other));
                    }
                }),
                c => plain.push(c),
            }
        }
        if !plain.ends_with(['\n', '\0']) {
            plain.push('\n');
        }
        parts.push(Part::Text(plain));
        Ok(Self { parts })
    }
}

pub(super) struct Templated {
    pub(super) template: Template,
    pub(super) options: PrintOptions,
}

impl Printer for Templated {
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
        // Who parts records by \0 takes paths as they are.
        let is_null = |part: &Part| matches!(part, Part::Text(text) if text.contains('\0'));
        let has_null = self.template.parts.iter().any(is_null);
        for part in &self.template.parts {
            match part {
                Part::Text(text) => out.write_all(text.as_bytes())?,
                Part::Field("path" | "file") if has_null => {
                    out.write_all(&self.options.file(hit).to_bytes())?;
                }
                Part::Field("path" | "file") => self.options.path(out, hit)?,
                Part::Field(field) => out.write_all(value(field, hit, &self.options).as_bytes())?,
            }
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write, _: &Hits) -> io::Result<()> {
        Ok(())
    }
}

fn value(field: &str, hit: &Hit, options: &PrintOptions) -> String {
    let best = &hit.snippet.best;
    let found = hit.matches.iter().find(|found| found.line == best.line);
    let names = |topics: &[crate::search::NamedTopic]| {
        topics.iter().map(|t| t.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    match field {
        "line" if best.line > 0 => best.line.to_string(),
        "line" | "section_line" => hit.record.line.to_string(),
        "end_line" => hit.record.end_line.to_string(),
        "column" => found
            .map_or(1, |f| options.unit.column(&f.line_text[..f.span.start], f.column))
            .to_string(),
        "id" => hit.record.id().to_string(),
        "rank" => hit.rank.to_string(),
        "score" => format!("{:.3}", hit.score),
        "heading" => hit.record.trail.last().cloned().unwrap_or_default(),
        "trail" => hit.record.trail.join(" > "),
        "snippet" => best.text.trim().to_owned(),
        "text" => hit.snippet.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n"),
        "via" => hit.via.iter().map(|rule| rule.name()).collect::<Vec<_>>().join(", "),
        "services" => names(&hit.services),
        "concepts" => names(&hit.concepts),
        "notebook" => options.notebook(hit).map(|own| own.name.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}
