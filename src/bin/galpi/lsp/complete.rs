//! Names that complete what is typed, as the notes write them.

use std::collections::HashMap;

use galpi::lexicon::{Entry, Kind};
use galpi::name::fold;
use galpi::render::markup::presentable;
use galpi::render::style::harmless;
use galpi::search::Options;
use gen_lsp_types as lsp;

use crate::asked::Asked;
use crate::failure::Failure;

use super::sections::{Cursor, options};

/// Words before the cursor that may be the beginning of one name.
const MAX_WORDS: usize = 4;
/// Entries that are offered, at most.
const MAX_ENTRIES: usize = 20;
/// Sections in which one looks how an entry is written.
const SECTIONS_OF_ENTRY: usize = 5;
/// Sections whose headings are offered, at most.
const MAX_HEADINGS: usize = 20;

/// A name, and what of the line it stands for.
struct Name {
    text: String,
    what: String,
    typed_from: usize,
}

/// Completes what stands before the cursor: names of services and concepts that
/// the notes speak of, and their headings. A name may be several words; the
/// more of them are typed, the surer it is meant.
pub(super) fn complete(
    asked: &Asked<'_>,
    cursor: &Cursor<'_>,
) -> Result<lsp::CompletionResponse, Failure> {
    let starts = starts(&cursor.line[..cursor.at]);
    let mut names = entries(asked, cursor, &starts)?;
    for name in headings(asked, cursor, &starts)? {
        if !names.iter().any(|other| other.text == name.text) {
            names.push(name);
        }
    }
    let item = |(number, name): (usize, Name)| {
        let typed = name.typed_from..cursor.at;
        lsp::CompletionItem {
            label: name.text.clone(),
            kind: Some(lsp::CompletionItemKind::Reference),
            detail: Some(name.what),
            sort_text: Some(format!("{number:03}")),
            // What is typed is a beginning of the name in some form that the
            // editor doesn't know: another spacing, another name.
            filter_text: Some(cursor.line[typed.clone()].to_owned()),
            text_edit: Some(
                lsp::TextEdit { range: cursor.range(typed), new_text: name.text }.into(),
            ),
            ..lsp::CompletionItem::default()
        }
    };
    let items = names.into_iter().enumerate().map(item).collect();
    // Another letter may make other words of it.
    Ok(lsp::CompletionList { is_incomplete: true, items, ..Default::default() }.into())
}

/// Returns where the last words before the cursor begin, the earliest first;
/// none where no word is being typed.
fn starts(before: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut is_in_word = false;
    for (at, c) in before.char_indices() {
        let is_letter = c.is_alphanumeric();
        if is_letter && !is_in_word {
            starts.push(at);
        }
        is_in_word = is_letter || is_in_word && "-_/.&".contains(c);
    }
    if !is_in_word {
        return Vec::new();
    }
    starts.split_off(starts.len().saturating_sub(MAX_WORDS))
}

/// Finds the entries that what is typed may begin a name of.
fn entries(asked: &Asked<'_>, cursor: &Cursor<'_>, starts: &[usize]) -> Result<Vec<Name>, Failure> {
    let typed: Vec<(usize, String)> =
        starts.iter().map(|start| (*start, fold(&cursor.line[*start..cursor.at]))).collect();
    let mut found = Vec::new();
    for kind in [Kind::Service, Kind::Concept] {
        for tally in asked.tally(kind)? {
            let begun = typed.iter().find(|(_, typed)| {
                !typed.is_empty() && names(&tally.entry).any(|name| fold(name).starts_with(typed))
            });
            if let Some((start, typed)) = begun {
                found.push((*start, typed.as_str(), tally));
            }
        }
    }
    // What more words begin is meant rather.
    found.sort_by(|(a, _, x), (b, _, y)| a.cmp(b).then(y.sections.cmp(&x.sections)));
    found.truncate(MAX_ENTRIES);
    let mut all = Vec::new();
    for (typed_from, typed, tally) in found {
        let what = match tally.entry.korean {
            "" => tally.entry.name.to_owned(),
            korean => format!("{} ({korean})", tally.entry.name),
        };
        for text in written(asked, &tally.entry, typed)? {
            let what = format!("{what} · {}", tally.sections);
            all.push(Name { text, what, typed_from });
        }
    }
    Ok(all)
}

/// Returns how the notes write an entry's name: each form that begins as what
/// is typed, else the one that they use most.
fn written(asked: &Asked<'_>, entry: &Entry<'_>, typed: &str) -> Result<Vec<String>, Failure> {
    let hits = asked.about(&entry.id, entry.name, &options(SECTIONS_OF_ENTRY))?;
    let known: Vec<String> = names(entry).map(fold).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for found in hits.hits.iter().flat_map(|hit| &hit.matches) {
        // Words of the name stand there alone as well.
        if known.contains(&fold(&found.text)) {
            *counts.entry(found.text.as_str()).or_default() += 1;
        }
    }
    let mut forms: Vec<(&str, usize)> = counts.into_iter().collect();
    forms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let begun = forms.iter().filter(|(form, _)| fold(form).starts_with(typed));
    let mut texts: Vec<String> = begun.map(|(form, _)| harmless(form)).collect();
    if texts.is_empty() {
        texts.push(forms.first().map_or(entry.name.to_owned(), |(form, _)| harmless(form)));
    }
    Ok(texts)
}

/// Returns what an entry is called, with and without the maker's name.
fn names<'e>(entry: &'e Entry<'_>) -> impl Iterator<Item = &'e str> {
    let short = entry.name.split_once(' ').map(|(_, rest)| rest);
    [entry.name, entry.korean]
        .into_iter()
        .chain(short)
        .chain(entry.names.iter())
        .filter(|name| !name.is_empty())
}

/// Finds headings that begin with what is typed.
fn headings(
    asked: &Asked<'_>,
    cursor: &Cursor<'_>,
    starts: &[usize],
) -> Result<Vec<Name>, Failure> {
    let mut names: Vec<Name> = Vec::new();
    for start in starts {
        let typed = &cursor.line[*start..cursor.at];
        let folded = fold(typed);
        if folded.is_empty() {
            continue;
        }
        let options = Options { is_prefix: true, has_snippets: false, ..options(MAX_HEADINGS) };
        // Operators are words here.
        let query = typed.replace(['"', ':', '+', '-'], " ");
        for hit in asked.search(&query, &options)?.hits {
            let Some(heading) = hit.record.trail.last() else { continue };
            let text = harmless(&presentable(heading));
            let is_known = names.iter().any(|name| name.text == text);
            if !is_known && fold(&text).starts_with(&folded) && fold(&text) != folded {
                let what = harmless(&format!("{}:{}", hit.record.path(), hit.record.line));
                names.push(Name { text, what, typed_from: *start });
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_may_begin_a_name() {
        let typed = |before: &'static str| -> Vec<&str> {
            starts(before).into_iter().map(|start| &before[start..]).collect()
        };
        assert_eq!(typed("- **볼륨 게"), ["볼륨 게", "게"]);
        assert_eq!(typed("a b c d e"), ["b c d e", "c d e", "d e", "e"]);
        assert_eq!(typed("us-east-1"), ["us-east-1"]);
        assert!(typed("볼륨 ").is_empty() && typed("").is_empty());
    }
}
