//! What is said of an answer: around hits, of scores, and where there is none.

use crate::search::{Rule, Signal, Total};

/// What stands around hits.
#[derive(Debug)]
pub struct Answer {
    /// Before the readings that were added.
    pub also_read: &'static str,
    /// Said when nothing is in the notes as typed.
    pub only_read: fn(query: &str, readings: &str) -> String,
    /// Said when nothing is as typed and no word was read otherwise.
    pub only_about: fn(query: &str) -> String,
    /// Beside a hit that has no word of the query.
    pub by_gloss: &'static str,
    /// Between hits in which what was typed stands and all others.
    pub about_below: &'static str,
    /// Below hits of which not all fit the screen.
    pub more: fn(shown: usize, total: Total) -> String,
    /// Below hits that are all in which what was typed stands: how many others
    /// there are.
    pub more_about: fn(others: Total) -> String,
    /// What a signal gave a score.
    pub signal: fn(Signal) -> &'static str,
    /// The sum of a score's parts.
    pub sum: fn(factor: f32, coverage: f32) -> String,
    /// The name of a rule.
    pub rule: fn(Rule) -> &'static str,
}

/// What is said when nothing was found.
#[derive(Debug)]
pub struct Nothing {
    /// That there is nothing.
    pub found: fn(query: &str, sections: u64, notes: usize) -> String,
    /// There are no notes at all.
    pub no_notes: fn(folder: &str) -> String,
    /// How to have notes.
    pub no_notes_hint: fn(formats: &str) -> String,
    /// Words that are nowhere, however read.
    pub unknown_words: fn(words: &str) -> String,
    /// Without `--exact` there would be hits.
    pub but_for_exact: fn(sections: Total) -> String,
    /// Without the constraints there would be hits.
    pub but_for_constraints: fn(sections: Total, constraints: &str) -> String,
    /// Words of these notes that look like what was typed.
    pub nearest: fn(words: &str) -> String,
    /// The first word looks like a command.
    pub command: fn(typed: &str, command: &str) -> String,
}

/// What `galpi explain` says.
#[derive(Debug)]
pub struct Explain {
    /// Heads of the table of words: word, weight, sections, readings.
    pub words: [&'static str; 4],
    /// The query names something as a whole.
    pub is_name: fn(name: &str) -> String,
    /// What must and must not be there.
    pub constraints: fn(list: &str) -> String,
    /// Words too common to count.
    pub is_common: &'static str,
    /// A word that is nowhere, however read.
    pub is_nowhere: &'static str,
    /// More readings than are shown.
    pub more: fn(more: usize) -> String,
    /// Above the hits.
    pub hits: fn(shown: usize, total: Total) -> String,
    /// Heads of the table of hits: rank, score, what words add, the share of the query, what
    /// is added for what the section is about, section.
    pub scores: [&'static str; 6],
}

/// What `galpi pick` says.
#[derive(Debug)]
pub struct Pick {
    /// What the keys do, the most needed first; the last one leaves.
    pub keys: &'static [&'static str],
    /// Nothing typed so far.
    pub empty: &'static str,
    /// How many there are.
    pub count: fn(shown: usize, total: Total) -> String,
    /// Nothing was found.
    pub nothing: &'static str,
    /// Before words of the notes that are near those typed.
    pub nearest: &'static str,
    /// Something was copied.
    pub copied: fn(lines: usize) -> String,
}
