//! `galpi exam QUESTION`: what the notes say of each option.

use std::fmt::Write as _;

use galpi::corpus::SectionId;
use galpi::exam::{Answered, Choice, Evidence, Question, answer, questions};
use galpi::render::markup::{self, presentable};
use galpi::render::style::{Palette, width};
use galpi::render::{self, Around, Format, Layout, PrintOptions};
use galpi::search::{Hit, Hits, Options, Searcher};

use crate::Outcome;
use crate::args::{Exam, When};
use crate::failure::Failure;
use crate::notebook::Book;
use crate::place::shown;
use crate::settings::Settings;
use crate::{notebook, pager, terminal};

use super::{nothing, output, query};

/// Sections that answer the question as a whole.
const WHOLE: usize = 3;
/// Columns before what belongs to a label.
const INDENT: usize = 4;

pub(crate) fn run(notebooks: Vec<Settings>, typed: &Exam) -> Result<Outcome, Failure> {
    let books = notebooks.into_iter().map(Book::open).collect::<Result<Vec<_>, _>>()?;
    if !nothing::are_there_notes(&books) {
        return Ok(Outcome::Nothing);
    }
    // A question is pasted: who names none is about to.
    let dash = ["-".to_owned()];
    let words = if typed.words.is_empty() { &dash[..] } else { &typed.words };
    let text = query::query(words, &[])?;
    let answered = all_answered(&books, &text)?;
    let print_options = output::print_options(&books, &output::plain());
    let is_for_person = terminal::is_watched() || books[0].settings.colour == When::Always;
    let has_options = |a: &Answered| !a.question.options.is_empty() || a.question.is_judged;
    if !answered.iter().any(has_options) && !typed.json {
        notebook::say(terminal::language().exam.no_options);
    }
    match () {
        () if typed.json => {
            let lines: String = answered.iter().map(|a| lines(a, &print_options)).collect();
            super::put_data(lines.as_bytes())?;
        }
        () if is_for_person => pager::show(&pages(&answered, &print_options)?)?,
        () => {
            let all = answered.iter().map(|answered| rows(answered, &print_options));
            super::put(all.collect::<Result<Vec<_>, _>>()?.join("\n").as_bytes())?;
        }
    }
    Ok(if answered.iter().any(is_answered) { Outcome::Found } else { Outcome::Nothing })
}

/// Answers a question on the screen, for who glances at it beside something else;
/// says whether the notes speak of it.
pub(super) fn glance(books: &[Book], question: &str) -> Result<bool, Failure> {
    let answered = all_answered(books, question)?;
    super::put(pages(&answered, &output::print_options(books, &output::plain()))?.as_bytes())?;
    Ok(answered.iter().any(is_answered))
}

fn is_answered(answered: &Answered) -> bool {
    let mut parts = answered.statements.iter().chain(&answered.options);
    !answered.whole.hits.is_empty() || parts.any(|evidence| evidence.hit().is_some())
}

/// Returns statements and options, each with what the notes say of it.
fn parts(answered: &Answered) -> impl Iterator<Item = (&Choice, &Evidence)> {
    let question = &answered.question;
    let statements = question.statements.iter().zip(&answered.statements);
    statements.chain(question.options.iter().zip(&answered.options))
}

/// Sets notebooks beside each question of a text: a page of an exam has several.
fn all_answered(books: &[Book], text: &str) -> Result<Vec<Answered>, Failure> {
    questions(text).into_iter().map(|question| answered(books, question)).collect()
}

/// Sets notebooks beside a question.
fn answered(books: &[Book], text: &str) -> Result<Answered, Failure> {
    let searchers: Vec<Searcher<'_>> = books.iter().map(Book::searcher).collect();
    let output = output::plain();
    let ask = |query: &str, options: &Options| -> Result<Hits, Failure> {
        let one = |searcher: &Searcher<'_>, options: &Options| -> Result<Hits, Failure> {
            Ok(searcher.search(query, options)?)
        };
        output::chosen(&searchers, &output, options, one)
    };
    let answered = answer(ask, text, &Options { limit: WHOLE, ..Options::default() })?;
    notebook::tell_remarks(&answered.whole.remarks);
    for copy in &answered.copies {
        let settings = &books[copy.notebook].settings;
        let path = settings.prefix.join(copy.record.path().as_path());
        let place = format!("{}:{}", shown(&path), copy.record.line);
        notebook::say(&(terminal::language().exam.is_kept)(&place));
    }
    Ok(answered)
}

/// Returns how many options a query has, which is then a question.
pub(super) fn options(query: &str) -> usize {
    Question::parse(query).options.len()
}

/// Lays questions out for a person, one after the other.
fn pages(all: &[Answered], print_options: &PrintOptions) -> Result<String, Failure> {
    let palette = Palette::new(print_options.colours, false);
    let mut pages = Vec::with_capacity(all.len());
    for (number, answered) in (1..).zip(all) {
        let mut lead = String::new();
        if all.len() > 1 {
            let label = format!("══ {number}/{}", all.len());
            let _ = writeln!(lead, "{}", palette.heading(&label));
            labelled(&mut lead, palette, "", &answered.question.stem, terminal::columns());
            lead.push('\n');
        }
        pages.push(lead + &page(answered, print_options)?);
    }
    Ok(pages.join("\n"))
}

/// Lays all out for a person.
fn page(answered: &Answered, print_options: &PrintOptions) -> Result<String, Failure> {
    let told = &terminal::language().exam;
    let palette = Palette::new(print_options.colours, false);
    let columns = terminal::columns();
    let mut page = String::new();
    if !answered.whole.hits.is_empty() {
        let _ = writeln!(page, "{}", palette.heading(&format!("── {}", told.whole)));
        if is_only_close(&answered.whole) {
            let told = palette.dim(told.only_close);
            let _ = writeln!(page, "{}{told}", " ".repeat(INDENT));
        }
        for hit in &answered.whole.hits {
            page.push_str(&hit_page(hit, print_options, columns)?);
        }
    }
    for (heading, choices, evidence) in [
        (told.statements, &answered.question.statements, &answered.statements),
        (told.options, &answered.question.options, &answered.options),
    ] {
        if !choices.is_empty() {
            let _ = writeln!(page, "\n{}", palette.heading(&format!("── {heading}")));
        }
        for (choice, evidence) in choices.iter().zip(evidence) {
            labelled(&mut page, palette, &choice.label, &choice.text, columns);
            said(&mut page, palette, evidence, print_options, columns)?;
        }
    }
    if !answered.decisive.is_empty() {
        let _ = writeln!(page, "\n{}", palette.heading(&format!("── {}", told.decisive)));
    }
    let mut phrases = answered.decisive.iter().peekable();
    while let Some((phrase, evidence)) = phrases.next() {
        labelled(&mut page, palette, "•", phrase, columns);
        // What one line says of several is shown once.
        let next = phrases.peek().and_then(|(_, evidence)| evidence.hit()).map(place);
        if next.is_none() || next != evidence.hit().map(place) {
            said(&mut page, palette, evidence, print_options, columns)?;
        }
    }
    Ok(page)
}

/// Says whether no word of what was searched for is in the notes, in whatever form.
fn is_only_close(hits: &Hits) -> bool {
    hits.is_all_absent && render::readings(hits, hits.hits.len()).is_none()
}

/// Returns where a hit's line is.
fn place(hit: &Hit) -> (usize, SectionId, usize) {
    (hit.notebook, hit.record.id(), hit.line())
}

/// Writes a label and what it stands for, broken at the end of the screen.
fn labelled(page: &mut String, palette: Palette, label: &str, text: &str, columns: usize) {
    let label = presentable(label);
    let space = " ".repeat(INDENT.saturating_sub(width(&label) + 1));
    let room = columns.saturating_sub(INDENT).max(1);
    for (at, row) in markup::wrapped(&presentable(text), &[], room).iter().enumerate() {
        let lead = match at {
            0 => format!(" {label}{space}"),
            _ => " ".repeat(INDENT),
        };
        let _ = writeln!(page, "{}", palette.heading(&format!("{lead}{}", row.text())));
    }
}

/// Writes what the notes say, or that they say nothing.
fn said(
    page: &mut String,
    palette: Palette,
    evidence: &Evidence,
    print_options: &PrintOptions,
    columns: usize,
) -> Result<(), Failure> {
    match evidence {
        Evidence::Section(hit) => page.push_str(&hit_page(hit, print_options, columns)?),
        Evidence::None => {
            let told = palette.dim(terminal::language().exam.not_there);
            let _ = writeln!(page, "{}{told}", " ".repeat(INDENT));
        }
        Evidence::Unasked => {}
    }
    Ok(())
}

/// Lays a section out as a search does, without its rank.
fn hit_page(hit: &Hit, print_options: &PrintOptions, columns: usize) -> Result<String, Failure> {
    let layout = Layout { columns, rows: None, around: Around::Nothing, is_ranked: false };
    output::written(&Format::Human(layout), hit, print_options)
}

/// Writes rows for programs: label, place and line, parted by tabs. The whole
/// question has `?` for its label, what decides `!`. An option that only names others
/// has none.
fn rows(answered: &Answered, print_options: &PrintOptions) -> Result<String, Failure> {
    let mut rows = String::new();
    let mut row = |label: &str, hit: Option<&Hit>| -> Result<(), Failure> {
        let line = match hit {
            Some(hit) => output::written(&Format::Grep(Around::Nothing), hit, print_options)?,
            None => "\n".to_owned(),
        };
        rows.push_str(&format!("{label}\t{line}"));
        Ok(())
    };
    for hit in &answered.whole.hits {
        row("?", Some(hit))?;
    }
    let is_asked = |part: &(&Choice, &Evidence)| !part.0.is_reference;
    for (choice, evidence) in parts(answered).filter(is_asked) {
        row(&choice.label, evidence.hit())?;
    }
    for (_, evidence) in &answered.decisive {
        row("!", evidence.hit())?;
    }
    Ok(rows)
}

/// Writes JSON Lines.
fn lines(answered: &Answered, print_options: &PrintOptions) -> String {
    let mut lines = vec![render::question_line(&answered.question)];
    lines.extend(answered.whole.hits.iter().map(|hit| render::hit_line(hit, print_options)));
    for (choice, evidence) in answered.question.statements.iter().zip(&answered.statements) {
        lines.push(render::statement_line(choice, evidence.hit(), print_options));
    }
    for (choice, evidence) in answered.question.options.iter().zip(&answered.options) {
        lines.push(render::option_line(choice, evidence.hit(), print_options));
    }
    for (phrase, evidence) in &answered.decisive {
        lines.push(render::decisive_line(phrase, evidence.hit(), print_options));
    }
    lines.push(render::summary_line(&answered.whole, print_options));
    lines.join("\n") + "\n"
}
