//! Entries by the names that people type.

use galpi_analysis::edit_distance::distance;
use galpi_analysis::jamo;
use galpi_analysis::name::fold;
use galpi_analysis::sound::{MIN_NAME_LIKENESS, Sounds};

use super::entry::{Entry, EntryId, Kind};
use super::layered::Lexicon;

/// Names offered when a name is unknown.
const MAX_SUGGESTIONS: usize = 5;
/// Shorter names sound like many others.
const MIN_NAME_BYTES: usize = 3;
/// Names less alike than this aren't offered.
const LEAST_LIKENESS: f64 = 0.55;
/// Keys of a piece of a name by which the name is offered, however long the rest is.
const MIN_PIECE_KEYS: usize = 4;

impl Lexicon {
    /// Finds the entry of a kind that a name belongs to, and others of that name.
    pub fn resolve(&self, name: &str, kind: Kind) -> Vec<Entry<'_>> {
        let named = self.named(name).into_iter().map(|(entry, _)| entry);
        let mut entries: Vec<Entry<'_>> = named.filter(|entry| entry.id.kind() == kind).collect();
        if entries.is_empty() {
            let slug = name.to_lowercase().replace(' ', "-");
            entries.extend(self.entry(&EntryId::of(kind, &slug)));
        }
        entries
    }

    /// Finds the entry of a kind that is meant by a name that no entry has: one
    /// that is called so in the other language, else the one whose name sounds
    /// most like it.
    pub fn resolve_near(&self, name: &str, kind: Kind) -> Option<Entry<'_>> {
        let folded = fold(name);
        let mut translations = self.equivalents(&folded);
        translations.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        let forms = translations.iter().flat_map(|t| t.english.iter().chain(&t.korean));
        let mut translated =
            forms.filter_map(|form| self.resolve(form.text, kind).into_iter().next());
        translated.next().or_else(|| self.sounding_most_like(&folded, kind))
    }

    /// Finds the entry whose name sounds most like another.
    fn sounding_most_like(&self, folded: &str, kind: Kind) -> Option<Entry<'_>> {
        let wanted = Sounds::of(&folded.replace(' ', ""));
        let mut best: Option<(f32, Entry<'_>)> = None;
        for entry in self.entries(kind) {
            let names: Vec<String> =
                entry.all_names().map(|name| fold(name).replace(' ', "")).collect();
            for name in names.iter().filter(|name| name.len() >= MIN_NAME_BYTES) {
                let least = best.as_ref().map_or(MIN_NAME_LIKENESS, |(likeness, _)| *likeness);
                match wanted.likeness(&Sounds::of(name), least) {
                    Some(likeness) if best.is_none() || likeness > least => {
                        best = Some((likeness, entry.clone()));
                    }
                    _ => {}
                }
            }
        }
        best.map(|(_, entry)| entry)
    }

    /// Finds entries with a name that is spelt nearly like an unknown one, nearest first.
    pub fn suggestions(&self, name: &str, kind: Kind) -> Vec<Entry<'_>> {
        let wanted = jamo::keys(&fold(name));
        let likeness = |entry: &Entry<'_>| {
            let names = entry.names.iter().chain([entry.name, entry.korean]);
            names.map(|name| likeness(&jamo::keys(&fold(name)), &wanted)).fold(0.0, f64::max)
        };
        let entries = self.entries(kind).into_iter().map(|entry| (likeness(&entry), entry));
        let mut near: Vec<(f64, Entry<'_>)> =
            entries.filter(|(likeness, _)| *likeness >= LEAST_LIKENESS).collect();
        near.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.id.cmp(&y.id)));
        near.into_iter().take(MAX_SUGGESTIONS).map(|(_, entry)| entry).collect()
    }
}

/// Returns how alike the keys of a name and those that are wanted are, from 0
/// to 1.
fn likeness(keys: &str, wanted: &str) -> f64 {
    let longer = keys.len().max(wanted.len()).max(1);
    let likeness = 1.0 - distance(keys, wanted) as f64 / longer as f64;
    let is_piece = wanted.len() >= MIN_PIECE_KEYS && keys.contains(wanted);
    if is_piece { likeness.max(LEAST_LIKENESS) } else { likeness }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_by_keys_and_a_piece_is_near() {
        for (keys, wanted, expected) in [
            ("cellar", "cellar", 1.0),
            ("cellar", "celler", 5.0 / 6.0),
            ("acmemoonstore", "moon", LEAST_LIKENESS),
            ("acmemoonstore", "moo", 1.0 - 10.0 / 13.0),
            ("", "", 1.0),
        ] {
            assert!((likeness(keys, wanted) - expected).abs() < 1e-9, "{keys} {wanted}");
        }
    }
}
