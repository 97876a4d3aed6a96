//! What is seen: the line that is typed, the list, the preview.

use galpi::render::markup::{Face, Row, line, presentable};
use galpi::render::style::{fit, fit_path, width};
use galpi::render::{heading, readings, section};
use galpi::search::Hit;
use galpi::span::Span;
use ratatui_core::layout::{Constraint, Layout, Position, Rect};
use ratatui_core::style::{Color, Modifier, Style};
use ratatui_core::terminal::Frame;
use ratatui_core::text::{Line, Span as Piece, Text};

use super::state::State;

/// Stands before what is typed.
const PROMPT: &str = "› ";
/// With fewer columns the preview stands below the list.
const BESIDE_COLUMNS: u16 = 90;
/// Columns between list and preview.
const GAP: u16 = 3;
/// Rows of a hit in the list.
const HIT_ROWS: usize = 2;

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
    state.list_height = usize::from(list.height);
    state.preview_height = usize::from(preview.height);
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

fn draw_list(frame: &mut Frame<'_>, state: &State, area: Rect) {
    let Some(hits) = &state.hits else {
        draw_earlier(frame, state, area);
        return;
    };
    if hits.hits.is_empty() {
        if !state.is_waiting() {
            frame.render_widget(Line::styled(state.language.pick.nothing, dim()), area);
        }
        return;
    }
    let columns = usize::from(area.width);
    let fitting = (usize::from(area.height) / HIT_ROWS).max(1);
    let first = (state.selected + 1).saturating_sub(fitting);
    let mut rows: Vec<Line<'_>> = Vec::new();
    for (at, hit) in hits.hits.iter().enumerate().skip(first).take(fitting) {
        let is_chosen = at == state.selected;
        let sign = if is_chosen { "▌ " } else { "  " };
        let room = columns.saturating_sub(width(sign));
        let (heading, spans) = called(hit, room);
        let mut pieces = vec![Piece::styled(sign, Style::new().fg(Color::Cyan))];
        let own = if is_chosen { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
        pieces.extend(marked(&heading, &spans, own));
        rows.push(Line::from(pieces));
        let place = format!("{}:{}", hit.record.path(), hit.line());
        let place = match state.names.get(hit.notebook) {
            Some(name) => presentable(&format!("{name}: {place}")),
            None => presentable(&place),
        };
        rows.push(Line::from(vec![
            Piece::styled(sign, Style::new().fg(Color::Cyan)),
            Piece::styled(fit_path(&place, room), dim()),
        ]));
    }
    frame.render_widget(Text::from(rows), area);
}

/// Draws the queries that are offered while nothing is typed.
fn draw_earlier(frame: &mut Frame<'_>, state: &State, area: Rect) {
    let height = usize::from(area.height);
    let first = (state.selected + 1).saturating_sub(height);
    let mut rows: Vec<Line<'_>> = Vec::new();
    for (at, query) in state.offered().iter().enumerate().skip(first).take(height) {
        let is_chosen = at == state.selected;
        let sign = if is_chosen { "▌ " } else { "  " };
        let own = if is_chosen { Style::new().add_modifier(Modifier::BOLD) } else { dim() };
        let room = usize::from(area.width).saturating_sub(width(sign)).max(1);
        let (query, _) = fit(&presentable(query), &[], room);
        let sign = Piece::styled(sign, Style::new().fg(Color::Cyan));
        rows.push(Line::from(vec![sign, Piece::styled(query, own)]));
    }
    frame.render_widget(Text::from(rows), area);
}

/// Returns what a hit is called in the list, and what in it matches.
fn called(hit: &Hit, columns: usize) -> (String, Vec<Span>) {
    let best = &hit.snippet.best;
    let (text, spans) = heading(hit).unwrap_or_else(|| line(&best.text, &best.highlights));
    fit(&text, &spans, columns)
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
    let shown: Vec<Line<'_>> = rows.iter().skip(start).take(height).map(styled).collect();
    frame.render_widget(Text::from(shown), area);
}

fn draw_notes(frame: &mut Frame<'_>, state: &State, area: Rect) {
    let also = state.hits.as_ref().and_then(|hits| {
        let readings = readings(hits)?;
        Some(format!("{}: {readings}", state.language.answer.also_read))
    });
    let text = match (&state.notice, also) {
        (Some(notice), _) => notice.clone(),
        (None, Some(also)) => also,
        (None, None) => state.language.pick.keys.to_owned(),
    };
    let (text, _) = fit(&presentable(&text), &[], usize::from(area.width).max(2));
    frame.render_widget(Line::styled(text, dim()), area);
}

/// Takes a row of a page over.
fn styled(row: &Row) -> Line<'static> {
    let pieces = row.runs.iter().map(|run| Piece::styled(run.text.clone(), face(run.face)));
    Line::from(pieces.collect::<Vec<_>>())
}

fn face(face: Face) -> Style {
    if face.is_marked {
        return matched();
    }
    let mut style = Style::new();
    for (is_so, modifier) in [
        (face.is_heading || face.is_strong, Modifier::BOLD),
        (face.is_emphasis, Modifier::ITALIC),
        (face.is_link, Modifier::UNDERLINED),
        (face.is_struck, Modifier::CROSSED_OUT),
        (face.is_dim, Modifier::DIM),
    ] {
        if is_so {
            style = style.add_modifier(modifier);
        }
    }
    if face.is_code { style.fg(Color::Cyan) } else { style }
}

fn matched() -> Style {
    Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
}

fn marked(text: &str, spans: &[Span], own: Style) -> Vec<Piece<'static>> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for span in spans {
        pieces.push(Piece::styled(text[end..span.start].to_owned(), own));
        pieces.push(Piece::styled(text[span.range()].to_owned(), matched()));
        end = span.end;
    }
    pieces.push(Piece::styled(text[end..].to_owned(), own));
    pieces
}
