//! What a section speaks of, and how much it is about it.

use rustc_hash::FxHashMap;

use crate::analysis::Term;
use crate::lexicon::{EntryId, Lexicon, Mention, Recognizer};

use super::record::{Strength, Topic};

/// Named this often in a section, an entry is treated by it, wherever the
/// names stand.
const TREATED_COUNT: u32 = 3;

/// What follows a name that is being explained: `DataSync: …`, `DAX는 …`,
/// `Fargate is …`. Particles and copulas, not words of any field.
const DEFINERS: [&str; 12] =
    [":", "는 ", "은 ", "란", "이란", " is ", " are ", "(이)란", " :", " -", " —", " ="];

/// A text with its analysis.
pub(super) struct Text<'t> {
    pub(super) text: &'t str,
    pub(super) terms: &'t [Term],
}

/// Finds the topics of a section: `heading` is its own, `above` are the
/// headings over it, `body` is the text below. Strongest first.
pub(super) fn topics(
    lexicon: &Lexicon,
    heading: &Text<'_>,
    above: &[Text<'_>],
    body: &Text<'_>,
) -> Vec<Topic> {
    let recognizer = Recognizer::for_text(lexicon);
    let mut found: FxHashMap<EntryId, (Strength, u32)> = FxHashMap::default();
    let mut add = |id: &EntryId, strength: Strength, count: u32| {
        let topic = found.entry(id.clone()).or_insert((strength, 0));
        topic.0 = topic.0.max(strength);
        topic.1 += count;
    };

    let in_heading = named(&recognizer, heading);
    let strong: Vec<&Mention<'_>> =
        in_heading.iter().filter(|mention| counts_in_heading(mention, heading.text)).collect();
    // One thing named twice, as in `X(its translation)`, is one subject.
    let mut places: Vec<(usize, Vec<&EntryId>)> = Vec::new();
    for mention in &strong {
        match places.last_mut() {
            Some((start, ids)) if *start == mention.span.start => ids.push(&mention.entry.id),
            _ => places.push((mention.span.start, vec![&mention.entry.id])),
        }
    }
    let is_one = places.first().is_some_and(|(_, first)| {
        first.iter().any(|id| places.iter().all(|(_, ids)| ids.contains(id)))
    });
    let strength = if is_one { Strength::Subject } else { Strength::Compared };
    for mention in &strong {
        add(&mention.entry.id, strength, 1);
    }
    for text in above {
        for mention in named(&recognizer, text).iter().filter(|m| counts_in_heading(m, text.text)) {
            add(&mention.entry.id, Strength::Treated, 0);
        }
    }
    for mention in named(&recognizer, body) {
        if mention.weak && !counts_in_text(&mention, body.text) {
            continue;
        }
        let strength = match is_explained(&mention, body.text) {
            true => Strength::Treated,
            false => Strength::Mentioned,
        };
        add(&mention.entry.id, strength, 1);
    }

    let mut topics: Vec<Topic> = found
        .into_iter()
        .map(|(id, (strength, count))| {
            let strength = match count {
                TREATED_COUNT.. => strength.max(Strength::Treated),
                _ => strength,
            };
            Topic { id, strength, count: count.max(1) }
        })
        .collect();
    topics.sort_by(|a, b| {
        b.strength.cmp(&a.strength).then(b.count.cmp(&a.count)).then(a.id.cmp(&b.id))
    });
    topics
}

fn named<'l>(recognizer: &Recognizer<'l>, text: &Text<'_>) -> Vec<Mention<'l>> {
    recognizer.mentions(text.text, text.terms)
}

/// Says whether a name in a heading is meant as one: an ordinary word is where
/// it stands alone.
fn counts_in_heading(mention: &Mention<'_>, heading: &str) -> bool {
    !mention.weak
        || mention.span.len() * 2 > heading.trim().len()
        || is_capitalised(mention, heading)
}

/// Says whether an ordinary word in a text is meant as a name: in capitals,
/// inside a sentence, or being explained.
fn counts_in_text(mention: &Mention<'_>, text: &str) -> bool {
    is_capitalised(mention, text)
        || is_explained(mention, text) && mention.entry.id.kind() == crate::lexicon::Kind::Concept
}

/// Says whether a name is written with a capital although no sentence begins.
fn is_capitalised(mention: &Mention<'_>, text: &str) -> bool {
    text[mention.span.range()].starts_with(|c: char| c.is_uppercase())
        && !begins_line(mention, text)
}

/// Says whether a name begins its line, apart from list marks and emphasis.
fn begins_line(mention: &Mention<'_>, text: &str) -> bool {
    let before = &text[..mention.span.start];
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    !line.contains(char::is_alphanumeric)
        || line.trim_start().trim_end_matches(['.', ')', ' ']).bytes().all(|b| b.is_ascii_digit())
        || is_maker(line.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Says whether what stands before a name may be its maker's: one word of
/// Latin letters with a capital.
fn is_maker(before: &str) -> bool {
    before.starts_with(|c: char| c.is_ascii_uppercase())
        && before.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_explained(mention: &Mention<'_>, text: &str) -> bool {
    let after = text[mention.span.end..].trim_start_matches(['*', '`', '_']);
    let after = match after.strip_prefix('(') {
        Some(inside) => inside.find(')').map_or(after, |at| &inside[at + 1..]),
        None => after,
    };
    let after = after.trim_start_matches(['*', '`', '_']);
    begins_line(mention, text) && DEFINERS.iter().any(|definer| after.starts_with(definer))
}
