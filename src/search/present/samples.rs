//! Example queries that the notes answer: `galpi` alone shows them to a reader
//! who doesn't know yet what can be asked.

use crate::analysis::jamo;
use crate::error::Result;
use crate::index::Snapshot;

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

/// Returns headings that make good questions: of two or three words, those all
/// in Hangul first, deep ones before the titles of notes.
pub(crate) fn samples(snapshot: &Snapshot) -> Result<Vec<Sample>> {
    let all = snapshot.all();
    let step = all.len().div_ceil(MAX_SEEN).max(1);
    let mut found: Vec<(usize, Sample)> = Vec::new();
    for address in all.into_iter().step_by(step) {
        let record = snapshot.record(address)?;
        let Some(heading) = record.trail.last() else { continue };
        let is_plain = heading.chars().all(|c| c.is_alphanumeric() || c == ' ');
        let is_known = found.iter().any(|(_, sample)| sample.heading == *heading);
        if is_plain && !is_known && LENGTHS.contains(&heading.chars().count()) {
            let sample = sample(heading);
            found.push((order(&sample, record.trail.len()), sample));
        }
    }
    found.sort_by_key(|(order, _)| *order);
    Ok(found.into_iter().take(MAX_SAMPLES).map(|(_, sample)| sample).collect())
}

fn sample(heading: &str) -> Sample {
    let initial = |c| if c == ' ' { Some(c) } else { jamo::initial_letter(c) };
    Sample {
        query: heading.split_whitespace().collect::<Vec<_>>().join(" "),
        heading: heading.to_owned(),
        initials: heading.chars().map(initial).collect(),
    }
}

/// Returns the place of a sample among others, the best 0; its heading is so
/// many levels deep.
fn order(sample: &Sample, depth: usize) -> usize {
    let words = sample.heading.split_whitespace().count();
    usize::from(!(2..=3).contains(&words)) * 4
        + usize::from(sample.initials.is_none()) * 2
        + usize::from(depth < 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_headings_in_hangul_come_first() {
        let order = |heading: &str, depth| order(&sample(heading), depth);
        assert_eq!(order("볼륨 게이트웨이", 2), 0);
        assert!(order("볼륨 게이트웨이", 1) < order("Volume Gateway", 2));
        assert!(order("Volume Gateway", 1) < order("볼륨", 2));
        assert_eq!(sample("볼륨 게이트").initials.as_deref(), Some("ㅂㄹ ㄱㅇㅌ"));
        assert_eq!(sample("볼륨 S3").initials, None);
    }
}
