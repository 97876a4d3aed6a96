//! Output of the program, with its colours, as a picture.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

/// Pixels of a column and of a row.
const COLUMN: f32 = 8.4;
const ROW: usize = 19;
const MARGIN: usize = 14;

/// How pictures of text look on light and on dark pages.
pub(crate) const STYLE: &str = "\
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'D2Coding','NanumGothicCoding','Noto Sans Mono CJK KR',monospace;white-space:pre;fill:#1f2328}\
.bg{fill:#f6f8fa;stroke:#d1d9e0}.b{font-weight:700}.i{font-style:italic}.d{opacity:.6}.u{text-decoration:underline}.y{fill:#9a6700}.c{fill:#0a6e8a}.e{fill:#0550ae}.m{fill:#8a3b9e}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bg{fill:#151b23;stroke:#3d444d}.y{fill:#e3b341}.c{fill:#76c7d9}.e{fill:#79b8ff}.m{fill:#dda0ee}}";

/// Draws what was typed and what came of it.
pub(crate) fn draw(typed: &str, output: &str, columns: usize) -> String {
    let mut rows = vec![format!("\u{1b}[2m$\u{1b}[0m \u{1b}[1mgalpi {typed}\u{1b}[0m")];
    rows.extend(output.lines().map(str::to_owned));
    let width = (columns as f32 * COLUMN).ceil() as usize + MARGIN * 2;
    let height = rows.len() * ROW + MARGIN * 2;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
         <style>{STYLE}</style><rect class=\"bg\" x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"8\"/>\n",
        width - 1,
        height - 1
    );
    for (number, row) in rows.iter().enumerate() {
        let y = MARGIN + number * ROW + 14;
        let _ = write!(svg, "<text y=\"{y}\">");
        let mut column = 0;
        for (text, class) in runs(row) {
            for piece in pieces(&text) {
                // Spaces before and after a piece are drawn by none, or by some.
                let is_under = class.split(' ').any(|class| class == "u");
                let drawn = if is_under { piece } else { piece.trim() };
                let lead = if is_under { 0 } else { piece.len() - piece.trim_start().len() };
                let all = cells(piece);
                column += lead;
                if !drawn.is_empty() {
                    // The place and width of each piece are told, as a font
                    // for Hangul is rarely twice as wide as one for Latin.
                    let x = MARGIN as f32 + column as f32 * COLUMN;
                    let length = cells(drawn) as f32 * COLUMN;
                    let class = if class.is_empty() {
                        String::new()
                    } else {
                        format!(" class=\"{class}\"")
                    };
                    let _ = write!(
                        svg,
                        "<tspan x=\"{x:.1}\" textLength=\"{length:.1}\"{class}>{}</tspan>",
                        // Several spaces are one to some that show pictures.
                        escaped(&drawn.replace(' ', "\u{a0}"))
                    );
                }
                column += all - lead;
            }
        }
        svg.push_str("</text>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// Returns how many columns a text takes.
fn cells(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Parts a row into runs of one look, by its escapes: colours (SGR) and links
/// (OSC 8), which are all that the program writes.
fn runs(row: &str) -> Vec<(String, String)> {
    let mut runs = Vec::new();
    let mut class: Vec<&str> = Vec::new();
    let mut rest = row;
    while !rest.is_empty() {
        let end = rest.find('\u{1b}').unwrap_or(rest.len());
        if end > 0 {
            runs.push((rest[..end].to_owned(), class.join(" ")));
        }
        rest = &rest[end..];
        if let Some(after) = rest.strip_prefix("\u{1b}[") {
            let stop = after.find('m').map_or(after.len(), |at| at + 1);
            for code in after[..stop].trim_end_matches('m').split(';') {
                match code {
                    "" | "0" => class.clear(),
                    "1" => class.push("b"),
                    "2" => class.push("d"),
                    "3" => class.push("i"),
                    "4" => class.push("u"),
                    "33" => class.push("y"),
                    "34" => class.push("e"),
                    "35" => class.push("m"),
                    "36" => class.push("c"),
                    _ => {}
                }
            }
            rest = &after[stop..];
        } else if let Some(after) = rest.strip_prefix("\u{1b}]") {
            rest = after.split_once("\u{1b}\\").map_or("", |(_, after)| after);
        } else {
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    runs
}

/// Parts a text where wide characters begin and end.
fn pieces(text: &str) -> Vec<&str> {
    let is_wide = |c: char| c.width() == Some(2);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, c) in text.char_indices() {
        if last.is_some_and(|last| last != is_wide(c)) && c != ' ' {
            pieces.push(&text[start..at]);
            start = at;
        }
        if c != ' ' || last.is_none() {
            last = Some(is_wide(c));
        }
    }
    pieces.push(&text[start..]);
    pieces
}

pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
