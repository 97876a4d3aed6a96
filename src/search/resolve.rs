//! Entries of the lexicon by the names people type.

use crate::analysis::jamo;
use crate::analysis::sound::Sounds;
use crate::lexicon::{Entry, EntryId, Kind, Lexicon};
use crate::name::fold;

use super::edit_distance::distance;

/// Names offered when a name is unknown.
const MAX_SUGGESTIONS: usize = 5;
/// Names that sound less alike are other names.
const MIN_NAME_LIKENESS: f32 = 0.85;
/// Shorter names sound like many others.
const MIN_NAME_BYTES: usize = 3;
/// Names less alike than this aren't offered.
const LEAST_LIKENESS: f64 = 0.55;
/// Keys of a piece of a name that is near it however long the rest is.
const MIN_PIECE_KEYS: usize = 4;

/// Finds the entry of a kind that a name belongs to, and others of that name.
pub fn resolve<'l>(lexicon: &'l Lexicon, name: &str, kind: Kind) -> Vec<Entry<'l>> {
    let named = lexicon.named(name).into_iter().map(|(entry, _)| entry);
    let mut entries: Vec<Entry<'l>> = named.filter(|entry| entry.id.kind() == kind).collect();
    if entries.is_empty() {
        let prefix = match kind {
            Kind::Service => "s/",
            Kind::Concept => "c/",
        };
        let id = EntryId::new(&format!("{prefix}{}", name.to_lowercase().replace(' ', "-")));
        entries.extend(lexicon.entry(&id));
    }
    entries
}

/// Finds the entry of a kind that is meant by a name that no entry has: one
/// that is called so in the other language, else the one whose name sounds
/// most like it.
pub fn resolve_near<'l>(lexicon: &'l Lexicon, name: &str, kind: Kind) -> Option<Entry<'l>> {
    let folded = fold(name);
    let mut translations = lexicon.equivalents(&folded);
    translations.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let forms = translations.iter().flat_map(|t| t.english.iter().chain(&t.korean));
    let mut translated =
        forms.filter_map(|form| resolve(lexicon, form.text, kind).into_iter().next());
    translated.next().or_else(|| heard(lexicon, &folded, kind))
}

/// Finds the entry whose name sounds most like another.
fn heard<'l>(lexicon: &'l Lexicon, folded: &str, kind: Kind) -> Option<Entry<'l>> {
    let wanted = Sounds::of(&folded.replace(' ', ""));
    let mut best: Option<(f32, Entry<'l>)> = None;
    for entry in lexicon.entries(kind) {
        let short = entry.name.split_once(' ').map_or("", |(_, rest)| rest);
        let names = entry.names.iter().chain([entry.name, short, entry.korean]);
        let names: Vec<String> = names.map(|name| fold(name).replace(' ', "")).collect();
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

/// Finds names near an unknown one.
pub fn suggestions<'l>(lexicon: &'l Lexicon, name: &str, kind: Kind) -> Vec<Entry<'l>> {
    let wanted = jamo::keys(&fold(name));
    let likeness = |entry: &Entry<'_>| {
        let names = entry.names.iter().chain([entry.name, entry.korean]);
        names.map(|name| likeness(&jamo::keys(&fold(name)), &wanted)).fold(0.0, f64::max)
    };
    let entries = lexicon.entries(kind).into_iter().map(|entry| (likeness(&entry), entry));
    let mut near: Vec<(f64, Entry<'l>)> =
        entries.filter(|(likeness, _)| *likeness >= LEAST_LIKENESS).collect();
    near.sort_by(|(a, x), (b, y)| b.total_cmp(a).then_with(|| x.id.cmp(&y.id)));
    near.into_iter().take(MAX_SUGGESTIONS).map(|(_, entry)| entry).collect()
}

/// Returns how alike the keys of a name and those that are wanted are, from 0
/// to 1.
fn likeness(keys: &str, wanted: &str) -> f64 {
    let longer = keys.len().max(wanted.len()).max(1);
    let likeness = 1.0 - distance(keys, wanted) as f64 / longer as f64;
    let is_piece = wanted.len() >= MIN_PIECE_KEYS && keys.contains(wanted);
    if is_piece { likeness.max(LEAST_LIKENESS) } else { likeness }
}

/// Says whether a name is one of the entry itself. Concepts go by phrases, too,
/// that are said of a part or use of them (`rollout undo`): whoever types one
/// looks for its words.
pub(super) fn is_proper(entry: &Entry<'_>, name: &str) -> bool {
    let folded = fold(name);
    let is_it = |own: &&str| fold(own) == folded;
    let is_word = |own: &str| !own.contains(' ');
    entry.id.kind() == Kind::Service
        || [entry.name, entry.korean].iter().any(is_it)
        || entry.names.iter().filter(is_it).any(is_word)
}

/// Says whether a name stands for all of an entry, under whatever other name a text
/// speaks of it: that of a service does, and an acronym, which is short for another
/// name. Where an entry has several, they are short for several things (LRU and LFU).
pub(super) fn stands_for(entry: &Entry<'_>, name: &str) -> bool {
    let acronyms = || entry.names.iter().filter(|name| is_acronym(name)).count();
    entry.id.kind() == Kind::Service || is_acronym(name.trim()) && acronyms() <= 1
}

/// Says whether a name is an acronym: capitals and digits alone.
pub(super) fn is_acronym(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let text = r#"
[[service]]
id = "moon-store"
name = "Acme Moon Store"
short = ["AMS"]
ko = ["문스토어"]
category = "storage"
gloss = "Keeps jars."
gloss_ko = "단지를 보관한다."

[[concept]]
id = "ripening"
en = ["ripening"]
ko = ["숙성", "치즈를 익히기"]
phrases = ["wait for cheese"]
gloss = "Waiting."
gloss_ko = "기다림."
"#;
        Lexicon::of_texts(&[("own.toml", text)]).expect("a lexicon")
    }

    #[test]
    fn entries_are_found_by_their_names_and_ids() {
        let lexicon = lexicon();
        for (name, kind, expected) in [
            ("ams", Kind::Service, Some("s/moon-store")),
            ("Moon Store", Kind::Service, Some("s/moon-store")),
            ("moon-store", Kind::Service, Some("s/moon-store")),
            ("문 스토어", Kind::Service, Some("s/moon-store")),
            ("ams", Kind::Concept, None),
            ("숙성", Kind::Concept, Some("c/ripening")),
            ("버터", Kind::Concept, None),
        ] {
            let found = resolve(&lexicon, name, kind);
            assert_eq!(found.first().map(|entry| entry.id.as_str()), expected, "{name}");
        }
    }

    #[test]
    fn names_near_an_unknown_one_are_offered() {
        let lexicon = lexicon();
        for (name, kind, expected) in [
            ("moon stroe", Kind::Service, Some("Acme Moon Store")),
            ("moonstor", Kind::Service, Some("Acme Moon Store")),
            ("문스토허", Kind::Service, Some("Acme Moon Store")),
            ("ripenin", Kind::Concept, Some("ripening")),
            ("butter", Kind::Service, None),
        ] {
            let found = suggestions(&lexicon, name, kind);
            assert_eq!(found.first().map(|entry| entry.name), expected, "{name}");
        }
    }

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

    #[test]
    fn an_acronym_stands_for_an_entry_that_has_no_other() {
        let text = r#"
[[concept]]
id = "rotation"
en = ["crop rotation", "CR", "rotation"]
ko = ["돌려짓기"]
gloss = "Other crops each year."
gloss_ko = "해마다 다른 작물."

[[concept]]
id = "order"
en = ["picking order", "FPP", "first planted, first picked", "SPP"]
ko = ["수확 순서"]
gloss = "Which crop is picked first."
gloss_ko = "무엇을 먼저 거두는가."
"#;
        let lexicon = Lexicon::of_texts(&[("own.toml", text)]).expect("a lexicon");
        for (name, expected) in [("CR", true), ("rotation", false), ("FPP", false), ("SPP", false)]
        {
            let entry = resolve(&lexicon, name, Kind::Concept).remove(0);
            assert_eq!(stands_for(&entry, name), expected, "{name}");
        }
        let service = resolve(&self::lexicon(), "문스토어", Kind::Service).remove(0).id;
        assert!(stands_for(&self::lexicon().entry(&service).expect("a service"), "문스토어"));
    }

    #[test]
    fn phrases_of_a_concept_are_no_names_of_it() {
        let lexicon = lexicon();
        let entry = |name, kind| resolve(&lexicon, name, kind).remove(0);
        let (store, ripening) = (entry("ams", Kind::Service), entry("숙성", Kind::Concept));
        for (entry, name, expected) in [
            (&store, "AMS", true),
            (&store, "Acme Moon Store", true),
            (&ripening, "Ripening", true),
            (&ripening, "숙성", true),
            (&ripening, "치즈를 익히기", false),
        ] {
            assert_eq!(is_proper(entry, name), expected, "{name}");
        }
    }
}
