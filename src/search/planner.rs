//! Parsed query → plan.

use crate::analysis::TokenKind;
use crate::error::Result;
use crate::lexicon::{EntryId, Kind, Lexicon};
use crate::name::is_acronym;
use crate::query::{Constraint, Filter, Query};
use crate::span::Span;
use crate::verbatim::Pattern;

use super::expand::{Knowledge, expand};
use super::lattice::{Edge, Lattice, Leaf, LeafSpan, Matcher, Probe};
use super::options::{Options, Strictness};
use super::plan::{About, AskedEntry, Plan};
use super::rule::Rule;

/// Makes plans from what is known of the notes and the lexicon.
pub(crate) struct Planner<'a> {
    pub(crate) knowledge: &'a Knowledge<'a>,
}

/// Entries of which a whole query is a name.
struct NamedEntries {
    name: String,
    ids: Vec<EntryId>,
    is_constraint: bool,
}

/// An entry that answers a query for an entry: that itself, its parts, and what realises
/// a concept.
struct AnsweringEntry {
    rule: Rule,
    /// How much of an answer it is, above 0 and at most 1.
    weight: f32,
    id: EntryId,
}

impl Planner<'_> {
    /// Plans a query.
    pub(crate) fn plan(&self, query: &Query) -> Result<Plan> {
        if let Some(named) = self.entries_of_query(query)? {
            let mut about = self.about(&named.ids, &named.name)?;
            about.is_constraint = named.is_constraint;
            about.is_lookup = named.is_constraint;
            return Ok(Plan::About(about));
        }
        if query.text.trim().is_empty() {
            return Ok(Plan::Filter);
        }
        let lattice = expand(&query.text, self.knowledge)?;
        if !lattice.leaves.is_empty() {
            return Ok(Plan::Words(lattice));
        }
        // Signs and emoji are no words, and stand for themselves.
        if !query.constraints.is_empty() {
            return Ok(Plan::Filter);
        }
        // What is too long to be looked for that way is in no note either.
        Ok(Pattern::fixed(query.text.trim()).map_or(Plan::Words(lattice), Plan::Verbatim))
    }

    /// Plans to ask for entries, called by a name.
    pub(crate) fn about(&self, ids: &[EntryId], name: &str) -> Result<About> {
        let mut lattice = self.as_typed(name)?;
        // The line that explains an entry is near the entry's gloss in meaning, whatever
        // the language; the English gloss is analysed faster.
        let entries = ids.iter().filter_map(|id| self.lexicon().entry(id));
        lattice.meaning = self.knowledge.meaning(entries.map(|entry| entry.gloss).chain([name]));
        let entries = self.answering(ids).into_iter().map(|AnsweringEntry { rule, weight, id }| {
            let entry = self.lexicon().entry(&id);
            let is_meant = entry.is_some_and(|entry| entry.is_stood_for_by(name));
            let name = self.lexicon().name(&id).unwrap_or_default().to_owned();
            let probe = lattice.probes.number(Probe::Entry(id));
            AskedEntry { probe, rule, weight, name, is_meant }
        });
        let entries = entries.collect();
        Ok(About { name: lattice, entries, is_constraint: false, is_lookup: true })
    }

    /// Makes a lattice in which two entries are looked for as if each were a word, so that
    /// sections about both rank first.
    pub(crate) fn about_both(&self, a: &EntryId, b: &EntryId) -> Lattice {
        let mut lattice = Lattice::default();
        for (place, id) in [a, b].into_iter().enumerate() {
            let name = self.lexicon().name(id).unwrap_or_default();
            if place > 0 {
                lattice.text.push(' ');
            }
            let span = Span::new(0, name.len()).shift(lattice.text.len());
            lattice.text.push_str(name);
            let term = name.to_owned();
            lattice.leaves.push(Leaf { term, span, kind: TokenKind::Other, weight: 1.0, idf: 1.0 });
            for AnsweringEntry { rule, weight, id } in self.answering(std::slice::from_ref(id)) {
                let text = Some(self.lexicon().name(&id).unwrap_or_default().to_owned());
                let matcher = Matcher::Entry(lattice.probes.number(Probe::Entry(id)));
                let leaves = LeafSpan::one(place);
                lattice.edges.push(Edge { leaves, rule, weight, matcher, text, idf: 1.0 });
            }
        }
        lattice
    }

    fn lexicon(&self) -> &Lexicon {
        self.knowledge.lexicon
    }

    /// Makes the lattice of a name as typed, without other readings.
    fn as_typed(&self, name: &str) -> Result<Lattice> {
        let options = Options { strictness: Strictness::Exact, ..Options::default() };
        expand(name, &self.knowledge.with_options(&options))
    }

    /// Returns the entries of which the whole query is a name, if it is one: such a query
    /// asks what the notes say of them. A single `service:` or `concept:` is one, too.
    /// Entries that the notes never mention are looked for as words.
    fn entries_of_query(&self, query: &Query) -> Result<Option<NamedEntries>> {
        let options = self.knowledge.options;
        if options.is_exact() || options.is_prefix || options.without == Some(Rule::Name) {
            return Ok(None);
        }
        let text = query.text.trim();
        if text.is_empty() {
            return Ok(self.entry_of_constraint(&query.constraints));
        }
        if !query.constraints.is_empty() {
            return Ok(None);
        }
        let ids = self.entries_named(text);
        for AnsweringEntry { id, .. } in self.answering(&ids) {
            if self.knowledge.vocabulary.mentions(&id)? {
                let name = text.to_owned();
                return Ok(Some(NamedEntries { name, ids, is_constraint: false }));
            }
        }
        Ok(None)
    }

    /// Returns the entry that a constraint names, where it is the only one.
    fn entry_of_constraint(&self, constraints: &[Constraint]) -> Option<NamedEntries> {
        let [constraint] = constraints else { return None };
        let kind = match constraint.filter {
            Filter::Service if !constraint.is_excluded => Kind::Service,
            Filter::Concept if !constraint.is_excluded => Kind::Concept,
            _ => return None,
        };
        let id = self.lexicon().resolve(&constraint.text, kind).into_iter().next()?.id;
        Some(NamedEntries { name: constraint.text.clone(), ids: vec![id], is_constraint: true })
    }

    /// Returns the entries that a text names unambiguously.
    fn entries_named(&self, text: &str) -> Vec<EntryId> {
        // A weak name is an ordinary word too: it counts where it is written exactly as
        // the entry's name is, or in capitals as an acronym.
        let is_acronym = is_acronym(text);
        let named = self.lexicon().named(text).into_iter();
        let sure = named
            .filter(|(entry, is_weak)| !is_weak || is_acronym || entry.name == text)
            .filter(|(entry, _)| entry.is_own_name(text));
        sure.map(|(entry, _)| entry.id).collect()
    }

    /// Returns entries with their parts, and concepts with the services that realise
    /// them.
    fn answering(&self, ids: &[EntryId]) -> Vec<AnsweringEntry> {
        let weights = self.knowledge.weights;
        let mut all = Vec::new();
        for id in ids {
            all.push(AnsweringEntry { rule: Rule::Name, weight: 1.0, id: id.clone() });
            let Some(entry) = self.lexicon().entry(id) else { continue };
            let mut add = |rule, ids: &mut dyn Iterator<Item = EntryId>| {
                all.extend(ids.map(|id| AnsweringEntry { rule, weight: weights.rule(rule), id }));
            };
            add(Rule::Narrower, &mut entry.parts.iter());
            if id.kind() == Kind::Concept {
                add(Rule::Related, &mut entry.services.iter());
            }
        }
        // Entries of fields that the notes don't speak of have no name here.
        all.retain(|other| self.lexicon().name(&other.id).is_some());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::search::expand::fixture::Fixture;

    const NOTES: [&str; 3] = ["AMS는 비싸다", "문스토어 볼트를 잠근다", "숙성 cellar"];

    /// Tells what a query asks for.
    fn told(notes: &Fixture, typed: &str) -> String {
        let plan = Planner { knowledge: &notes.knowledge() }.plan(&parse(typed)).expect("a plan");
        match plan {
            Plan::Words(lattice) => format!("words {}", lattice.text.trim()),
            Plan::About(about) => {
                let entries: Vec<&str> = about.entries.iter().map(|e| e.name.as_str()).collect();
                let constraint = if about.is_constraint { " (constraint)" } else { "" };
                format!("about {}{constraint}", entries.join(", "))
            }
            Plan::Verbatim(_) => "verbatim".to_owned(),
            Plan::Filter => "filter".to_owned(),
        }
    }

    #[test]
    fn names_words_and_constraints_are_told_apart() {
        let notes = Fixture::new(&NOTES);
        for (typed, expected) in [
            ("AMS", "about Acme Moon Store, Acme Moon Store Vault"),
            (" ams ", "about Acme Moon Store, Acme Moon Store Vault"),
            ("문스토어 볼트", "about Acme Moon Store Vault"),
            ("숙성", "about ripening, Acme Moon Store"),
            ("AMS cellar", "words AMS cellar"),
            ("AMS -cellar", "words AMS"),
            // An ordinary word, which in capitals is a name all the same.
            ("moon", "words moon"),
            // In the lexicon, but not in the notes.
            ("곰팡이", "words 곰팡이"),
            ("cellar", "words cellar"),
            ("service:AMS", "about Acme Moon Store, Acme Moon Store Vault (constraint)"),
            ("concept:숙성", "about ripening, Acme Moon Store (constraint)"),
            ("-service:AMS", "filter"),
            ("service:butter", "filter"),
            ("service:AMS heading:x", "filter"),
            ("heading:x", "filter"),
            ("", "filter"),
        ] {
            assert_eq!(told(&notes, typed), expected, "{typed}");
        }
    }

    #[test]
    fn options_may_ask_for_words_alone() {
        for options in [
            Options { strictness: Strictness::Exact, ..Options::default() },
            Options { is_prefix: true, ..Options::default() },
            Options { without: Some(Rule::Name), ..Options::default() },
        ] {
            let notes = Fixture::new(&NOTES).with_options(options);
            assert_eq!(told(&notes, "AMS"), "words AMS");
        }
    }

    #[test]
    fn two_entries_are_asked_for_as_two_words() {
        let notes = Fixture::new(&NOTES);
        let ids = ["s/moon-store-vault", "c/ripening"].map(EntryId::new);
        let planner_knowledge = notes.knowledge();
        let lattice = Planner { knowledge: &planner_knowledge }.about_both(&ids[0], &ids[1]);
        assert_eq!(lattice.text, "Acme Moon Store Vault ripening");
        let told: Vec<(usize, Rule, String)> = lattice
            .edges
            .iter()
            .map(|edge| (edge.leaves.from, edge.rule, lattice.reading_text(edge)))
            .collect();
        let row = |at, rule, name: &str| (at, rule, name.to_owned());
        let expected = [
            row(0, Rule::Name, "Acme Moon Store Vault"),
            row(1, Rule::Name, "ripening"),
            row(1, Rule::Related, "Acme Moon Store"),
        ];
        assert_eq!(told, expected);
        assert_eq!(lattice.typed_text(LeafSpan::one(1)), "ripening");
    }
}
