//! Parts of a note: what of a long one is indexed anew where something was changed.
//!
//! A note is cut into runs of sections. What the documents of a part are made of is
//! told by one number, its stamp; a part that a changed note still has keeps its
//! documents. Where a note is cut depends on its text alone, and on that of a few
//! sections around: after a change it is cut as before everywhere else.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::{Note, Section};
use crate::span::Span;

/// A part has so many bytes at least, but for the last: each has words of its own
/// beside its sections, and an entry in the manifest.
const LEAST_BYTES: usize = 4 * 1024;
/// One that is as large ends with its section, whatever comes then.
const MOST_BYTES: usize = 16 * 1024;

/// Sections of a note one after the other.
pub(super) struct Part {
    /// Which of the note's sections, from 0.
    pub(super) sections: Range<usize>,
    /// Of what their documents are made. No two parts of a note have the same.
    pub(super) stamp: u64,
}

/// A part as it was indexed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IndexedPart {
    /// See [`Part::stamp`].
    stamp: [u8; 8],
    pub(super) sections: u32,
    /// Terms of their texts.
    pub(super) body_terms: u64,
    /// What speaks for fields in them (`fields.rs`), sorted. Written is what each number
    /// is more than the last one, two bytes mostly.
    #[serde(serialize_with = "write_steps", deserialize_with = "read_steps")]
    pub(super) evidence: Vec<u32>,
}

fn write_steps<S: Serializer>(numbers: &[u32], to: S) -> Result<S::Ok, S::Error> {
    let before = std::iter::once(0).chain(numbers.iter().copied());
    to.collect_seq(numbers.iter().zip(before).map(|(own, last)| own.saturating_sub(last)))
}

fn read_steps<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<u32>, D::Error> {
    let steps: Vec<u32> = Vec::deserialize(from)?;
    let sums = steps.into_iter().scan(0u32, |sum, step| {
        *sum = sum.saturating_add(step);
        Some(*sum)
    });
    Ok(sums.collect())
}

impl IndexedPart {
    pub(super) fn new(part: &Part, body_terms: u64, evidence: Vec<u32>) -> Self {
        let sections = part.sections.len() as u32;
        Self { stamp: part.stamp.to_le_bytes(), sections, body_terms, evidence }
    }

    pub(super) fn stamp(&self) -> u64 {
        u64::from_le_bytes(self.stamp)
    }
}

/// Cuts a note into its parts.
pub(super) fn parts(note: &Note) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut first = 0;
    for (next, section) in note.sections.iter().enumerate().skip(1) {
        let bytes = section.span.start - note.sections[first].span.start;
        // Whether it may begin one is told by the section itself, so that a part that
        // becomes longer or shorter moves only the next few borders.
        let is_border =
            || xxh3_64(note.decoded.text[section.span.range()].as_bytes()).is_multiple_of(2);
        if bytes >= MOST_BYTES || bytes >= LEAST_BYTES && is_border() {
            parts.push(Part { sections: first..next, stamp: stamp(note, first..next) });
            first = next;
        }
    }
    let rest = first..note.sections.len();
    if !rest.is_empty() {
        parts.push(Part { stamp: stamp(note, rest.clone()), sections: rest });
    }
    parts
}

/// Tells of what the documents of some sections are made: their text, what the parser
/// made of it, and what of the rest of the note they depend on. Where the sections
/// stand is left out, as everything in a document moves with them.
fn stamp(note: &Note, sections: Range<usize>) -> u64 {
    let is_first = sections.start == 0;
    let is_only = note.sections.len() == 1;
    let sections = &note.sections[sections];
    let (Some(first), Some(last)) = (sections.first(), sections.last()) else { return 0 };
    let whole = Span::new(first.span.start, last.span.end);
    let mut told = Told(vec![is_first.into(), is_only.into(), note.decoded.is_verbatim.into()]);
    for section in sections {
        // All of it by name, so that nothing that is added later is forgotten here.
        let Section {
            trail,
            span,
            line,
            end_line,
            heading,
            prose,
            markup,
            names,
            properties,
            ordinal,
        } = section;
        told.number(*ordinal as usize);
        told.number(line.wrapping_sub(first.line));
        told.number(end_line.wrapping_sub(first.line));
        for spans in [&[*span], heading.as_slice(), prose, markup, names, properties] {
            told.number(spans.len());
            for span in spans {
                told.number(span.start.wrapping_sub(whole.start));
                told.number(span.end.wrapping_sub(whole.start));
            }
        }
        told.number(trail.len());
        trail.iter().for_each(|heading| told.text(heading));
    }
    told.text(&note.decoded.text[whole.range()]);
    xxh3_64(&told.0)
}

/// Numbers and texts one after the other; other ones are other bytes.
struct Told(Vec<u8>);

impl Told {
    fn number(&mut self, number: usize) {
        self.0.extend_from_slice(&(number as u32).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// Returns the term by which the documents of a part are found: `number` counts the
/// parts of the note from 0. That of the first is the note's path.
pub(super) fn part_term(path: &[u8], number: usize, stamp: u64) -> Vec<u8> {
    match number {
        0 => path.to_vec(),
        _ => [path, &[PATH_END], &stamp.to_be_bytes()].concat(),
    }
}

/// Returns the path of the note in the term of a part.
pub(super) fn path_of(term: &[u8]) -> &[u8] {
    term.split(|byte| *byte == PATH_END).next().unwrap_or_default()
}

/// Ends the path: no path has it.
const PATH_END: u8 = 0;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{NotePath, decode};

    fn note(text: &str) -> Note {
        let decoded = decode(text.as_bytes().to_vec()).expect("a text");
        Note::parse(NotePath::new("note.md".into()), decoded)
    }

    /// A chapter of as many sections, of some 300 bytes each.
    fn chapter(name: &str, sections: usize) -> String {
        let section = |at| format!("## {name} {at}\n\n{}\n\n", "두부를 썬다. ".repeat(15));
        format!("# {name}\n\n") + &(0..sections).map(section).collect::<String>()
    }

    fn stamps(text: &str) -> Vec<u64> {
        parts(&note(text)).iter().map(|part| part.stamp).collect()
    }

    /// Returns how many parts of a text another doesn't have.
    fn lost(before: &str, after: &str) -> usize {
        let after = stamps(after);
        stamps(before).iter().filter(|stamp| !after.contains(stamp)).count()
    }

    #[test]
    fn parts_are_all_of_a_note_in_its_order() {
        let long = note(&(chapter("두부", 80) + &chapter("당근", 80)));
        let parts = parts(&long);
        assert!(parts.len() > 5, "{}", parts.len());
        assert_eq!(parts[0].sections.start, 0);
        assert_eq!(parts[parts.len() - 1].sections.end, long.sections.len());
        assert!(parts.windows(2).all(|pair| pair[0].sections.end == pair[1].sections.start));
        assert_eq!(super::parts(&note("두부\n")).len(), 1);
    }

    #[test]
    fn a_change_is_one_of_the_parts_around_it() {
        let [first, second] = ["두부", "당근"].map(|name| chapter(name, 100));
        let text = format!("{first}{second}");
        for (change, most) in [
            (text.replace("## 당근 50\n", "## 당근 50\n\n한 줄 더\n"), 3),
            (text.replace("## 당근 50\n", ""), 3),
            (format!("{first}{}{second}", chapter("무", 1)), 3),
            (format!("# 차례\n\n{text}"), 3),
            (format!("{text}\n끝\n"), 2),
            // Sections below a heading that was changed are other sections.
            (text.replace("# 당근\n", "# 홍당무\n"), stamps(&second).len() + 1),
            (text.clone(), 0),
        ] {
            let lost = lost(&text, &change);
            assert!(lost <= most, "{lost} instead of {most} of {}", stamps(&text).len());
            assert_eq!(lost == 0, change == text);
        }
    }

    #[test]
    fn what_a_section_depends_on_elsewhere_is_told() {
        let text = chapter("두부", 60);
        // A definition below makes a link of what were brackets.
        let linked = text.replace("두부 3\n\n", "두부 3\n\n[무][1] ");
        assert_ne!(stamps(&linked)[0], stamps(&format!("{linked}\n[1]: radish.md\n"))[0]);
        // A part is found by another term where it is the first.
        let first = stamps(&text)[0];
        let below = |sections| stamps(&format!("{}{text}", chapter("무", sections)));
        assert!((10..60).all(|sections| !below(sections).contains(&first)));
        // A heading more of the same name makes others later ones of it.
        let twice = format!("{text}{}", chapter("두부", 60));
        assert!(
            stamps(&twice).iter().all(|stamp| stamps(&twice)
                .iter()
                .filter(|s| *s == stamp)
                .count()
                == 1)
        );
    }

    #[test]
    fn terms_of_parts_tell_the_note() {
        for number in [0, 1] {
            assert_eq!(
                path_of(&part_term("a/두부.md".as_bytes(), number, 7)),
                "a/두부.md".as_bytes()
            );
        }
        assert_ne!(part_term(b"a", 1, 7), part_term(b"a", 1, 8));
    }
}
