//! The way of the data.

use std::fmt::Write;

const STYLE: &str = "\
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#1f2328;text-anchor:middle}\
.v{font-style:italic;fill:#59636e}.box{fill:#f6f8fa;stroke:#8c959f}.own{fill:#d7eef4;stroke:#0a6e8a}.way{stroke:#59636e;fill:none;marker-end:url(#tip)}#tip path{fill:#59636e}\
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.v{fill:#9198a1}.box{fill:#151b23;stroke:#59636e}.own{fill:#12343d;stroke:#4fb3c9}.way{stroke:#9198a1}#tip path{fill:#9198a1}}";

/// A row of things and the verbs between them.
struct Way {
    y: usize,
    things: &'static [&'static str],
    verbs: &'static [&'static str],
}

const WAYS: [Way; 2] = [
    Way {
        y: 40,
        things: &["notes", "paths", "sections", "terms", "index"],
        verbs: &["discover", "parse", "analyse", "write"],
    },
    Way {
        y: 170,
        things: &["typed", "query", "lattice", "candidates", "hits", "output"],
        verbs: &["parse", "understand", "retrieve", "rank", "render"],
    },
];

const WIDTH: usize = 860;
const HEIGHT: usize = 220;
const BOX: usize = 86;

/// Draws both ways, and where they meet.
pub(crate) fn draw() -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <style>{STYLE}</style><defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
         <path d=\"M0 0 8 4 0 8z\"/></marker></defs>\n"
    );
    for way in &WAYS {
        let step = (WIDTH - BOX - 4) / (WAYS[1].things.len() - 1);
        let left = |at: usize| 2 + at * step;
        for (at, verb) in way.verbs.iter().enumerate() {
            let (from, to) = (left(at) + BOX, left(at + 1));
            let _ = writeln!(
                svg,
                "<path class=\"way\" d=\"M{from} {y}H{to}\"/><text class=\"v\" x=\"{}\" y=\"{}\">{verb}</text>",
                (from + to) / 2,
                way.y - 26,
                y = way.y
            );
        }
        for (at, thing) in way.things.iter().enumerate() {
            let class = if *thing == "index" { "own" } else { "box" };
            let _ = writeln!(
                svg,
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{BOX}\" height=\"36\" rx=\"6\"/><text x=\"{}\" y=\"{}\">{thing}</text>",
                left(at),
                way.y - 18,
                left(at) + BOX / 2,
                way.y + 5
            );
        }
    }
    // Readings are looked up in the index, and what is found is read from it.
    let step = (WIDTH - BOX - 4) / (WAYS[1].things.len() - 1);
    let index = 2 + 4 * step + BOX / 2;
    for (to, verb) in [(2 + 2 * step + BOX / 2, "its words"), (2 + 3 * step + BOX / 2, "postings")]
    {
        let _ = writeln!(
            svg,
            "<path class=\"way\" d=\"M{index} 58C{index} 110 {to} 90 {to} 150\"/><text class=\"v\" x=\"{}\" y=\"124\">{verb}</text>",
            to - 42
        );
    }
    svg.push_str("</svg>\n");
    svg
}
