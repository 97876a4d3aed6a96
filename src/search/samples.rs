//! Questions that the notes are known to answer, for who doesn't know what to
//! ask.

use crate::analysis::jamo;
use crate::error::Result;

use super::searcher::Searcher;

/// Sections that are looked at, spread over all.
const MAX_SEEN: usize = 512;
/// Syllables or letters of a heading that is quickly read.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=18;
/// Headings that are given, at most.
const MAX_SAMPLES: usize = 24;

/// A heading that makes a good question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What to type.
    pub query: String,
    /// The heading it is from.
    pub heading: String,
    /// The initial consonants of what to type, where it is all Hangul.
    pub initials: Option<String>,
}

impl Searcher<'_> {
    /// Returns headings that make good questions: of two or three words, those
    /// all in Hangul first, deep ones before the titles of notes.
    ///
    /// # Errors
    ///
    /// When the index can't be read.
    pub fn samples(&self) -> Result<Vec<Sample>> {
        self.guarded(|| self.samples_once())
    }

    fn samples_once(&self) -> Result<Vec<Sample>> {
        let all = self.snapshot().all();
        let step = all.len().div_ceil(MAX_SEEN).max(1);
        let mut found: Vec<(usize, Sample)> = Vec::new();
        for address in all.into_iter().step_by(step) {
            let record = self.snapshot().record(address)?;
            let Some(heading) = record.trail.last() else { continue };
            let words: Vec<&str> = heading.split_whitespace().collect();
            let is_plain = heading.chars().all(|c| c.is_alphanumeric() || c == ' ');
            let is_known = found.iter().any(|(_, sample)| sample.heading == *heading);
            if !is_plain || is_known || !LENGTHS.contains(&heading.chars().count()) {
                continue;
            }
            let initials: Option<String> = heading
                .chars()
                .map(|c| if c == ' ' { Some(c) } else { jamo::initial_letter(c) })
                .collect();
            let order = usize::from(!(2..=3).contains(&words.len())) * 4
                + usize::from(initials.is_none()) * 2
                + usize::from(record.trail.len() < 2);
            let sample = Sample { query: words.join(" "), heading: heading.clone(), initials };
            found.push((order, sample));
        }
        found.sort_by_key(|(order, _)| *order);
        Ok(found.into_iter().take(MAX_SAMPLES).map(|(_, sample)| sample).collect())
    }
}
