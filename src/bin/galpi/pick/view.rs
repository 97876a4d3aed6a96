//! What is seen: the line that is typed, the list, the preview.

use galpi::render::markup::{Row, line, presentable, wrapped};
use galpi::render::style::{fit, fit_path, width};
use galpi::render::{answer, heading, readings, section};
use galpi::search::Hit;
use galpi::span::Mark;
use ratatui_core::layout::{Constraint, Layout, Position, Rect};
use ratatui_core::style::{Modifier, Style};
use ratatui_core::terminal::Frame;
use ratatui_core::text::{Line, Span as Piece, Text};

use super::look::Looks;
use super::state::{HIT_ROWS, State};

/// Stands before what is typed.
const PROMPT: &str = "› ";
/// With fewer columns the preview stands below the list.
const BESIDE_COLUMNS: u16 = 90;
/// Columns between list and preview.
const GAP: u16 = 3;
/// Columns of a place that is cut, at least.
const MIN_PLACE_COLUMNS: usize = 12;

/// Draws all there is, and places the cursor where letters are being composed.
pub(super) fn draw(frame: &mut Frame<'_>, state: &mut State) {
    let area = frame.area();
    let [top, _, middle, bottom] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(u16::from(area.height > 8)),
        Constraint::Min(1),
        Constraint::Length(1),
    ])
    .areas(area);
    let [list, preview] = if area.width >= BESIDE_COLUMNS {
        let left = (area.width - GAP) * 2 / 5;
        let [list, _, preview] = Layout::horizontal([
            Constraint::Length(left),
            Constraint::Length(GAP),
            Constraint::Min(1),
        ])
        .areas(middle);
        [list, preview]
    } else {
        let upper = (middle.height / 2).min(8).max(middle.height.min(2));
        let [list, _, preview] = Layout::vertical([
            Constraint::Length(upper),
            Constraint::Length(1),
            Constraint::Min(0),
        ])
        .areas(middle);
        [list, preview]
    };
    state.list = list;
    state.preview = preview;
    draw_input(frame, state, top);
    draw_list(frame, state, list);
    draw_preview(frame, state, preview);
    draw_notes(frame, state, bottom);
}

fn dim() -> Style {
    Style::new().add_modifier(Modifier::DIM)
}

/// Draws the line that is typed, scrolled so that the cursor is on it.
fn draw_input(frame: &mut Frame<'_>, state: &State, area: Rect) {
    let told = &state.language.pick;
    let count = match &state.hits {
        Some(hits) => (told.count)(hits.hits.len(), hits.told_total()),
        None => String::new(),
    };
    let room = usize::from(area.width).saturating_sub(width(PROMPT) + width(&count) + 2).max(1);
    let before = state.input.columns_before();
    let skipped = (before + 1).saturating_sub(room);
    let mut columns = 0;
    let shown: String = presentable(&state.input.text)
        .chars()
        .skip_while(|c| {
            let is_before = columns < skipped;
            columns += width(c.encode_utf8(&mut [0; 4]));
            is_before
        })
        .collect();
    let text = if state.input.text.is_empty() {
        Piece::styled(told.empty, dim())
    } else {
        Piece::raw(shown)
    };
    frame.render_widget(Line::from(vec![Piece::styled(PROMPT, dim()), text]), area);
    let columns = width(&count) as u16;
    let right = Rect { x: area.right().saturating_sub(columns), width: columns, ..area };
    frame.render_widget(Line::styled(count, dim()), right.intersection(area));
    // An input method draws the syllable being composed at the cursor.
    let column = (width(PROMPT) + before - skipped) as u16;
    frame.set_cursor_position(Position::new(
        area.x + column.min(area.width.saturating_sub(1)),
        area.y,
    ));
}

fn draw_list(frame: &mut Frame<'_>, state: &mut State, area: Rect) {
    state.first_shown = first_shown(state, area);
    let state = &*state;
    if !state.told.is_empty() {
        draw_told(frame, &state.told, area);
        return;
    }
    let Some(hits) = &state.hits else {
        draw_earlier(frame, state, area);
        return;
    };
    if hits.hits.is_empty() {
        if !state.is_waiting() {
            let mut lines = vec![Line::styled(state.language.pick.nothing, dim())];
            if !state.nearest.is_empty() {
                let words = state.nearest.join(", ");
                let told = presentable(&format!("{}: {words}", state.language.pick.nearest));
                lines.push(Line::raw(fit(&told, &[], usize::from(area.width).max(2)).0));
            }
            frame.render_widget(Text::from(lines), area);
        }
        return;
    }
    let looks = Looks::new(state.colours);
    let columns = usize::from(area.width);
    let fitting = (usize::from(area.height) / HIT_ROWS).max(1);
    let mut rows: Vec<Line<'_>> = Vec::new();
    for (at, hit) in hits.hits.iter().enumerate().skip(state.first_shown).take(fitting) {
        let is_chosen = at == state.selected;
        let sign = if is_chosen { "▌ " } else { "  " };
        let room = columns.saturating_sub(width(sign));
        let sign = Piece::styled(sign, looks.place);
        let own = if is_chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        let mut pieces = vec![sign.clone()];
        pieces.extend(headline(state, hit, room, own, looks));
        rows.push(Line::from(pieces));
        // The line that answers tells more than where it stands.
        let mut pieces = vec![sign, Piece::raw("  ")];
        let room = room.saturating_sub(2).max(1);
        let (text, marks) = answer(hit, room, 1).map(|answer| answer.best).unwrap_or_default();
        let (text, marks) = fit(&text, &marks, room);
        pieces.extend(marked(&text, &marks, dim(), looks));
        rows.push(Line::from(pieces));
    }
    frame.render_widget(Text::from(rows), area);
}

/// Draws what is said where there are no notes.
fn draw_told(frame: &mut Frame<'_>, told: &[String], area: Rect) {
    let columns = usize::from(area.width).max(2);
    let rows = told.iter().flat_map(|told| wrapped(&presentable(told), &[], columns));
    let rows: Vec<Line<'_>> = rows.map(|row| Line::raw(row.text())).collect();
    frame.render_widget(Text::from(rows), area);
}

/// Returns what of the list is drawn first, so that what is chosen is seen.
fn first_shown(state: &State, area: Rect) -> usize {
    let rows = if state.hits.is_some() { HIT_ROWS } else { 1 };
    let fitting = (usize::from(area.height) / rows).max(1);
    (state.selected + 1).saturating_sub(fitting)
}

/// Draws the queries that are offered while nothing is typed.
fn draw_earlier(frame: &mut Frame<'_>, state: &State, area: Rect) {
    let height = usize::from(area.height);
    let mut rows: Vec<Line<'_>> = Vec::new();
    for (at, query) in state.offered().iter().enumerate().skip(state.first_shown).take(height) {
        let is_chosen = at == state.selected;
        let sign = if is_chosen { "▌ " } else { "  " };
        let own = if is_chosen { Style::new().add_modifier(Modifier::BOLD) } else { dim() };
        let room = usize::from(area.width).saturating_sub(width(sign)).max(1);
        let (query, _) = fit(&presentable(query), &[], room);
        let sign = Piece::styled(sign, Looks::new(state.colours).place);
        rows.push(Line::from(vec![sign, Piece::styled(query, own)]));
    }
    frame.render_widget(Text::from(rows), area);
}

/// Returns what a hit is called in the list, and where it is as far as there is
/// room for that.
fn headline(
    state: &State,
    hit: &Hit,
    columns: usize,
    own: Style,
    looks: Looks,
) -> Vec<Piece<'static>> {
    let best = &hit.snippet.best;
    let (text, marks) = heading(hit).unwrap_or_else(|| line(&best.text, &best.highlights));
    let (text, marks) = fit(&text, &marks, columns);
    let mut pieces = marked(&text, &marks, own, looks);
    let place = format!("{}:{}", hit.record.path(), hit.line());
    let place = match state.names.get(hit.notebook) {
        Some(name) => presentable(&format!("{name}: {place}")),
        None => presentable(&place),
    };
    let left = columns.saturating_sub(width(&text) + 2);
    if left >= MIN_PLACE_COLUMNS.min(width(&place)) {
        pieces.push(Piece::raw("  "));
        pieces.push(Piece::styled(fit_path(&place, left), looks.place));
    }
    pieces
}

fn draw_preview(frame: &mut Frame<'_>, state: &mut State, area: Rect) {
    let (Some(hit), true) = (state.chosen(), area.height > 0) else { return };
    let rows = section(hit, usize::from(area.width), true);
    let best = hit.snippet.place_of_best();
    let at = rows.iter().position(|row| row.line >= best).unwrap_or(0);
    let height = usize::from(area.height);
    let most = rows.len().saturating_sub(height);
    // The line that answers stands in the upper third, if it must be moved.
    let start = if at < height { 0 } else { at.saturating_sub(height / 3) }.min(most);
    let scroll = state.scroll.clamp(-(start as i32), (most - start) as i32);
    state.scroll = scroll;
    let start = start.saturating_add_signed(scroll as isize);
    let looks = Looks::new(state.colours);
    let shown = rows.iter().skip(start).take(height).map(|row| styled(row, looks));
    let shown: Vec<Line<'_>> = shown.collect();
    frame.render_widget(Text::from(shown), area);
}

fn draw_notes(frame: &mut Frame<'_>, state: &State, area: Rect) {
    let also = state.hits.as_ref().and_then(|hits| {
        let readings = readings(hits, hits.hits.len())?;
        Some(format!("{}: {readings}", state.language.answer.also_read))
    });
    // Keys are told always, readings beside them where there is room.
    let keys = fitting_keys(state.language.pick.keys, usize::from(area.width));
    let text = match (&state.notice, also) {
        (Some(notice), _) => notice.clone(),
        (None, Some(also)) if width(&also) + width(&keys) + 3 > usize::from(area.width) => also,
        (None, Some(also)) => format!("{keys} · {also}"),
        (None, None) => keys,
    };
    let (text, _) = fit(&presentable(&text), &[], usize::from(area.width).max(2));
    frame.render_widget(Line::styled(text, dim()), area);
}

/// Tells of as many keys as there is room for: of the first and of the last, which
/// leaves, before any other.
fn fitting_keys(keys: &[&str], columns: usize) -> String {
    let Some((last, others)) = keys.split_last() else { return String::new() };
    let told = |count: usize| [&others[..count], &[last]].concat().join(" · ");
    let fits = (0..=others.len()).rev().map(told).find(|told| width(told) <= columns);
    fits.unwrap_or_else(|| (*last).to_owned())
}

/// Takes a row of a page over.
fn styled(row: &Row, looks: Looks) -> Line<'static> {
    let pieces = row.runs.iter().map(|run| Piece::styled(run.text.clone(), looks.face(run.face)));
    Line::from(pieces.collect::<Vec<_>>())
}

fn marked(text: &str, marks: &[Mark], own: Style, looks: Looks) -> Vec<Piece<'static>> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for Mark { span, is_typed } in marks {
        // What matches in a line that stands back doesn't.
        let matched = own.patch(looks.matched(*is_typed)).remove_modifier(Modifier::DIM);
        pieces.push(Piece::styled(text[end..span.start].to_owned(), own));
        pieces.push(Piece::styled(text[span.range()].to_owned(), matched));
        end = span.end;
    }
    pieces.push(Piece::styled(text[end..].to_owned(), own));
    pieces
}
