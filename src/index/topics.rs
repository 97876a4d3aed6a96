//! What a section speaks of, and how much it is about it.
//!
//! A heading says most. One service in it is the subject, several are
//! compared; what stands behind a colon explains what stands before it. A part
//! right behind its whole (`Queues: dead letters`) is the subject rather than
//! the whole. Where a whole is spoken of, its parts are known by the names
//! that they have among themselves.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicon::{EntryId, Kind, Lexicon, Mention, NameStarts, Recognizer};
use crate::name::{fold, is_alphanumeric};
use crate::span::Span;

use super::fields::Gathered;
use super::lines::Text;
use super::record::{Focus, Strength, Topic};

/// Named this often in a section, an entry is treated by it, wherever the
/// names stand.
const TREATED_COUNT: u32 = 3;

/// What headings above say of the sections below them.
#[derive(Clone, Default)]
pub(super) struct Context {
    /// What they are about.
    treated: Vec<EntryId>,
    /// Services that they speak of.
    wholes: Vec<EntryId>,
}

impl Context {
    /// Adds what the next heading says, one level down.
    pub(super) fn below(&self, lexicon: &Lexicon, heading: &Text<'_>) -> Self {
        let recognizer = Recognizer::for_headings(lexicon);
        let mut treated = self.treated.clone();
        let mut wholes = Wholes::new(lexicon, &self.wholes);
        let named = in_heading(&recognizer, heading, &wholes);
        // Of several named above, a section may well be about another.
        let is_subject = |m: &&Mention<'_>| strength(m, &named, heading.text) == Strength::Subject;
        treated.extend(named.iter().filter(is_subject).map(|mention| mention.id.clone()));
        wholes.add(&named);
        Self { treated, wholes: wholes.ids }
    }
}

/// Finds the topics of a section: `heading` is its own, `above` is what the
/// headings over it say, `body` is the text below, `names` what the note calls
/// itself. Strongest first. What speaks for a field is added to `gathered`.
pub(super) fn topics<'l>(
    lexicon: &'l Lexicon,
    heading: &Text<'_>,
    above: &Context,
    body: &Text<'_>,
    names: &Text<'_>,
    name_starts: &'l NameStarts,
    gathered: &mut Gathered,
) -> Vec<Topic> {
    let recognizer = Recognizer::for_text(lexicon).with_name_starts(name_starts);
    let in_headings = Recognizer::for_headings(lexicon).with_name_starts(name_starts);
    let mut found = GatheredTopics::default();
    let mut wholes = Wholes::new(lexicon, &above.wholes);
    above.treated.iter().for_each(|id| found.add(id, Strength::Treated, 0));
    // What the heading calls by its full name says what the text is about,
    // and that what the short names in the heading mean.
    wholes.add(&in_heading(&in_headings, heading, &wholes));
    let in_body = in_text(&recognizer, body, &wholes);
    let mut around = Wholes::new(lexicon, &wholes.ids);
    around.add(&in_body);
    let mut in_heading = in_heading(&in_headings, heading, &around);
    let named: Vec<Mention<'_>> = in_heading.clone();
    gathered.add(heading.text, &in_heading, true);
    gathered.add(body.text, &in_body, false);
    in_heading.retain(|mention| is_borne_out(mention, &named, &wholes, heading.text));

    // A heading without text promises what the sections below it hold.
    let is_empty = body.terms.is_empty();
    for mention in &in_heading {
        let strength = match is_empty {
            true => Strength::Mentioned,
            false => strength(mention, &in_heading, heading.text),
        };
        found.add(&mention.id, strength, 1);
        if strength >= Strength::Compared {
            let focus = focus(mention, &in_heading, heading);
            found.focus(&mention.id, focus);
            for whole in mention.parents.iter() {
                if begins_with(&heading.text[mention.span.range()], &whole, lexicon) {
                    found.add(&whole, Strength::Treated, 0);
                }
            }
        }
    }
    for mention in &in_body {
        let strength = match body.is_explained(mention) {
            true => Strength::Treated,
            false => Strength::Mentioned,
        };
        found.add(&mention.id, strength, 1);
    }
    for mention in &in_text(&recognizer, names, &wholes) {
        found.add(&mention.id, Strength::Mentioned, 1);
    }
    found.topics()
}

/// Says whether the name of a part begins with a name of its whole, as `CloudTrail data
/// events` does: who asks for the whole asks for that, too.
fn begins_with(part: &str, whole: &EntryId, lexicon: &Lexicon) -> bool {
    let Some(whole) = lexicon.entry(whole) else { return false };
    let ends = part.match_indices([' ', '-']).map(|(at, _)| fold(&part[..at]));
    let beginnings: Vec<String> = ends.collect();
    !beginnings.is_empty() && whole.all_names().any(|name| beginnings.contains(&fold(name)))
}

/// Topics being gathered.
#[derive(Default)]
struct GatheredTopics {
    topics: FxHashMap<EntryId, (Strength, Focus, u32)>,
}

impl GatheredTopics {
    fn add(&mut self, id: &EntryId, strength: Strength, count: u32) {
        let topic =
            self.topics.entry(id.clone()).or_insert((Strength::Mentioned, Focus::default(), 0));
        topic.0 = topic.0.max(strength);
        topic.2 += count;
    }

    fn focus(&mut self, id: &EntryId, focus: Focus) {
        if let Some(topic) = self.topics.get_mut(id) {
            topic.1 = topic.1.max(focus);
        }
    }

    fn topics(self) -> Vec<Topic> {
        let mut topics: Vec<Topic> = self
            .topics
            .into_iter()
            .map(|(id, (strength, focus, count))| {
                let strength = match count {
                    TREATED_COUNT.. => strength.max(Strength::Treated),
                    _ => strength,
                };
                Topic { id, strength, focus, count: count.max(1) }
            })
            .collect();
        topics.sort_by(|a, b| {
            b.strength.cmp(&a.strength).then(b.count.cmp(&a.count)).then(a.id.cmp(&b.id))
        });
        topics
    }
}

/// Services that are spoken of, with those that they are part of.
struct Wholes<'l> {
    lexicon: &'l Lexicon,
    ids: Vec<EntryId>,
    /// The same.
    known: FxHashSet<EntryId>,
}

impl<'l> Wholes<'l> {
    fn new(lexicon: &'l Lexicon, ids: &[EntryId]) -> Self {
        Self { lexicon, ids: ids.to_vec(), known: ids.iter().cloned().collect() }
    }

    fn has(&self, id: &EntryId) -> bool {
        self.known.contains(id)
    }

    fn add(&mut self, named: &[Mention<'_>]) {
        let mut open: Vec<EntryId> = Vec::new();
        let services = named.iter().filter(|m| m.id.kind() == Kind::Service);
        // With what is known, all is that it is part of.
        for mention in services.filter(|m| !self.known.contains(&m.id)) {
            open.push(mention.id.clone());
            open.extend(mention.parents.iter());
        }
        while let Some(id) = open.pop() {
            if self.known.insert(id.clone()) {
                open.extend(self.lexicon.parents(&id).into_iter().flat_map(|ids| ids.iter()));
                self.ids.push(id);
            }
        }
    }
}

/// Finds the names in a heading that are meant as names.
fn in_heading<'l>(
    recognizer: &Recognizer<'l>,
    heading: &Text<'_>,
    wholes: &Wholes<'_>,
) -> Vec<Mention<'l>> {
    let mentions = recognizer.mentions_among(heading.text, heading.terms, &wholes.ids);
    mentions.into_iter().filter(|mention| counts_in_heading(mention, heading)).collect()
}

/// Finds the names in a text that are meant as names. An ordinary word is one
/// beside the name of what it is part of, too, or of one of its parts.
fn in_text<'l>(
    recognizer: &Recognizer<'l>,
    text: &Text<'_>,
    wholes: &Wholes<'_>,
) -> Vec<Mention<'l>> {
    let mentions = recognizer.mentions_among(text.text, text.terms, &wholes.ids);
    let mut counts: Vec<bool> = mentions.iter().map(|m| counts_in_text(m, text)).collect();
    let line_end = |at: usize| text.text[at..].find('\n').map_or(text.text.len(), |end| at + end);
    let mut start = 0;
    while let Some(first) = mentions.get(start) {
        let end = line_end(first.span.start);
        let end = start + mentions[start..].partition_point(|m| m.span.start < end);
        let may_count = |at: &usize| {
            let mention = &mentions[*at];
            !counts[*at] && mention.weak && !mention.local && mention.id.kind() == Kind::Service
        };
        let open: Vec<usize> = (start..end).filter(may_count).collect();
        if !open.is_empty() {
            let named = (start..end).filter(|at| counts[*at]).map(|at| &mentions[at]);
            let kin = Kin::of(named);
            for at in open {
                counts[at] = wholes.has(&mentions[at].id) || kin.has(&mentions[at]);
            }
        }
        start = end;
    }
    mentions.into_iter().zip(counts).filter_map(|(m, counts)| counts.then_some(m)).collect()
}

/// Entries that are named on one line, and what they are part of: a line may be as
/// long as a note.
#[derive(Default)]
struct Kin {
    named: FxHashSet<EntryId>,
    /// What they are part of, each with one of its parts that is named; none where
    /// there are several.
    wholes: FxHashMap<EntryId, Option<EntryId>>,
}

impl Kin {
    fn of<'m>(named: impl Iterator<Item = &'m Mention<'m>>) -> Self {
        let mut kin = Self::default();
        for mention in named {
            if !kin.named.insert(mention.id.clone()) {
                continue;
            }
            for whole in mention.parents.iter() {
                let part = Some(mention.id.clone());
                let known = kin.wholes.entry(whole).or_insert_with(|| part.clone());
                if *known != part {
                    *known = None;
                }
            }
        }
        kin
    }

    /// Says whether an entry is part of one of them, or has one as its part, or is
    /// part of the same as another of them is.
    fn has(&self, mention: &Mention<'_>) -> bool {
        let is_beside = |whole: &EntryId| {
            self.wholes.get(whole).is_some_and(|part| part.as_ref() != Some(&mention.id))
        };
        self.wholes.contains_key(&mention.id)
            || mention.parents.iter().any(|whole| self.named.contains(&whole) || is_beside(&whole))
    }
}

/// Says how much a section is about what its heading names.
fn strength(mention: &Mention<'_>, named: &[Mention<'_>], heading: &str) -> Strength {
    if is_whole_of_next(mention, named, heading) {
        return Strength::Treated;
    }
    let kind = mention.id.kind();
    // Where a service is named, a concept beside it is what it is looked at
    // for.
    let has_service =
        named.iter().any(|other| other.id.kind() == Kind::Service && other.span != mention.span);
    if kind == Kind::Concept && has_service {
        return Strength::Compared;
    }
    let is_part = |part: &Mention<'_>, whole: &Mention<'_>| part.parents.contains(&whole.id);
    let rivals = || {
        named
            .iter()
            .filter(|other| other.id.kind() == kind)
            .filter(|other| !is_whole_of_next(other, named, heading))
    };
    let colon = colon(heading).filter(|colon| rivals().any(|other| other.span.end <= *colon));
    if colon.is_some_and(|colon| mention.span.start > colon) {
        // The parts of what stands before it, or what it is explained by.
        return match rivals().any(|other| is_part(mention, other)) {
            true => Strength::Compared,
            false => Strength::Treated,
        };
    }
    // One thing named twice, as in `X(its translation)`, is one subject.
    let mut places: Vec<Span> = rivals().map(|other| other.span).collect();
    places.retain(|place| colon.is_none_or(|colon| place.start < colon));
    let is_alone = places
        .iter()
        .all(|place| named.iter().any(|other| other.span == *place && other.id == mention.id));
    if is_alone { Strength::Subject } else { Strength::Compared }
}

/// Returns where a colon parts a heading.
fn colon(heading: &str) -> Option<usize> {
    [": ", " - ", " – ", " — "].iter().filter_map(|mark| heading.find(mark)).min()
}

/// Says whether a part of an entry is named right behind it.
fn is_whole_of_next(mention: &Mention<'_>, named: &[Mention<'_>], heading: &str) -> bool {
    named.iter().any(|next| {
        let between = heading.get(mention.span.end..next.span.start);
        next.parents.contains(&mention.id)
            && between.is_some_and(|b| !b.is_empty() && b.trim().is_empty())
    })
}

/// Says how much of a heading is a name.
fn focus(mention: &Mention<'_>, named: &[Mention<'_>], text: &Text<'_>) -> Focus {
    let id = &mention.id;
    let (begins, heading) = (text.begins_line(mention), text.text);
    let own = || named.iter().filter(|other| other.id == *id);
    let letters = |text: &str| text.chars().filter(|c| is_alphanumeric(*c)).count();
    let before = own().map(|m| m.span.start).min().unwrap_or(0);
    let maker = if begins { letters(&heading[..before]) } else { 0 };
    let covered: usize = own().map(|m| letters(&heading[m.span.range()])).sum();
    match (begins, covered + maker >= letters(heading)) {
        (true, true) => Focus::Whole,
        (true, false) => Focus::First,
        (false, _) => Focus::Inside,
    }
}

/// Says whether the short name of a part is meant in a heading. Where only the
/// text speaks of the whole, one word alone may be anything; two parts of one
/// whole, or a name of several words, are no chance.
fn is_borne_out(
    mention: &Mention<'_>,
    named: &[Mention<'_>],
    wholes: &Wholes<'_>,
    heading: &str,
) -> bool {
    let parents = mention.parents;
    !mention.local
        || heading[mention.span.range()].contains(' ')
        || parents.iter().any(|whole| wholes.has(&whole))
        || named.iter().any(|other| other.span != mention.span && other.parents.meets(parents))
}

/// Says whether a name in a heading is meant as one: an ordinary word is where
/// it stands alone or what it is part of is spoken of.
fn counts_in_heading(mention: &Mention<'_>, heading: &Text<'_>) -> bool {
    !mention.weak
        || mention.local
        || mention.span.len() * 2 > heading.text.trim().len()
        || heading.is_capitalised(mention)
        || is_capital_with_particle(mention, heading.text)
}

/// Says whether a name in a text is meant as one by itself. An ordinary word is
/// where it is in capitals inside a sentence or being explained; one of several
/// words also where what it is part of is spoken of.
fn counts_in_text(mention: &Mention<'_>, text: &Text<'_>) -> bool {
    let surface = &text.text[mention.span.range()];
    // A short name made of a longer one (`tables`) is an ordinary word.
    let is_several = surface.contains([' ', '-']);
    if !mention.weak || mention.local && is_several {
        return true;
    }
    let has_capital = surface.starts_with(char::is_uppercase);
    text.is_capitalised(mention)
        || text.is_explained(mention) && (has_capital || mention.id.kind() == Kind::Concept)
}

/// Says whether a name has a capital and a Korean particle or a sign right
/// behind it: in a text in Hangul, words of no name begin no line in Latin
/// letters so.
fn is_capital_with_particle(mention: &Mention<'_>, text: &str) -> bool {
    text[mention.span.range()].starts_with(|c: char| c.is_ascii_uppercase())
        && text[mention.span.end..].starts_with(crate::analysis::jamo::is_syllable)
}
