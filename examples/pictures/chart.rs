//! Bars for the tables of the READMEs.

use std::fmt::Write;

use super::screen::escaped;

const WIDTH: usize = 720;
const LABEL: usize = 250;
const BAR: usize = 22;
const STEP: usize = 34;

const STYLE: &str = "\
text{font:14px system-ui,-apple-system,'Segoe UI','Noto Sans KR','Noto Sans CJK KR',sans-serif;fill:#1f2328}\
.b{font-weight:700}.d{fill:#59636e}.own{fill:#0a6e8a}.other{fill:#b6c2cc}.axis{stroke:#d1d9e0}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.d{fill:#9198a1}.own{fill:#4fb3c9}.other{fill:#4b5661}.axis{stroke:#3d444d}}";

/// Draws the table of relevance that stands in the README.
pub(crate) fn relevance(readme: &str) -> Result<String, String> {
    let rows = table(readme, "| | nDCG@10 |").ok_or("no table of relevance in the README")?;
    Ok(bars("How well the first ten answer (nDCG@10, 1 is perfect)", &rows, 1.0, |value| {
        format!("{value:.3}")
    }))
}

/// Draws the table of lookups that stands in the README of the benches.
pub(crate) fn speed(readme: &str) -> Result<String, String> {
    let rows = table(readme, "| process | median, ms |").ok_or("no table of lookups")?;
    let most = rows.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    Ok(bars("How long a lookup takes, as a whole process (median, ms)", &rows, most, |value| {
        format!("{value:.1} ms")
    }))
}

/// Reads the first two columns of a table, below the head that is named.
fn table(text: &str, head: &str) -> Option<Vec<(String, f64)>> {
    let start = text.lines().position(|line| line.starts_with(head))?;
    let rows = text.lines().skip(start + 2).take_while(|line| line.starts_with('|'));
    let read = |line: &str| {
        let cells: Vec<&str> = line.split('|').map(|cell| cell.trim().trim_matches('*')).collect();
        let number = cells.get(2)?.split_whitespace().next()?;
        Some(((*cells.get(1)?).to_owned(), number.parse().ok()?))
    };
    let rows: Vec<(String, f64)> = rows.filter_map(read).collect();
    (!rows.is_empty()).then_some(rows)
}

/// Draws a bar a row; the first one is ours.
fn bars(title: &str, rows: &[(String, f64)], most: f64, number: impl Fn(f64) -> String) -> String {
    let height = 44 + rows.len() * STEP + 8;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\">\
         <style>{STYLE}</style>\n<text class=\"d\" x=\"0\" y=\"18\">{}</text>\n\
         <line class=\"axis\" x1=\"{LABEL}\" x2=\"{LABEL}\" y1=\"34\" y2=\"{}\"/>\n",
        escaped(title),
        height - 6
    );
    let room = (WIDTH - LABEL - 70) as f64;
    for (at, (name, value)) in rows.iter().enumerate() {
        let y = 38 + at * STEP;
        let length = (value / most * room).max(1.0);
        let (class, weight) = if at == 0 { ("own", "b") } else { ("other", "") };
        let _ = writeln!(
            svg,
            "<text class=\"{weight}\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\
             <rect class=\"{class}\" x=\"{LABEL}\" y=\"{y}\" width=\"{length:.1}\" height=\"{BAR}\" rx=\"2\"/>\
             <text class=\"{weight}\" x=\"{:.1}\" y=\"{}\">{}</text>",
            LABEL - 10,
            y + 16,
            escaped(name),
            LABEL as f64 + length + 8.0,
            y + 16,
            number(*value),
        );
    }
    svg.push_str("</svg>\n");
    svg
}
