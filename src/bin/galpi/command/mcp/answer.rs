//! What the tools give, as JSON.

use galpi::search::{Hit, Hits};
use serde::Serialize;

use crate::asked::Asked;

/// What a tool gives, with what of the notes it isn't made of.
#[derive(Serialize)]
pub(super) struct Answered<T> {
    #[serde(flatten)]
    pub(super) answer: T,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unread: Vec<String>,
}

/// Sections, best first.
#[derive(Serialize)]
pub(super) struct SearchAnswer {
    pub(super) sections: Vec<Section>,
    pub(super) total: usize,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) total_is_at_least: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) also_read: Vec<Reading>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) remarks: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Reading {
    pub(super) typed: String,
    pub(super) read_as: String,
    pub(super) rule: String,
}

/// A section that was found.
#[derive(Serialize)]
pub(super) struct Section {
    pub(super) id: String,
    /// Which notebook it is in, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notebook: Option<String>,
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) trail: Vec<String>,
    pub(super) snippet: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) services: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) concepts: Vec<String>,
}

/// A section or note, whole.
#[derive(Serialize)]
pub(super) struct Shown {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notebook: Option<String>,
    pub(super) path: String,
    pub(super) line: usize,
    pub(super) trail: Vec<String>,
    pub(super) text: String,
    pub(super) is_cut: bool,
}

/// What the notes say of a service or concept, or of which ones they speak.
#[derive(Serialize)]
pub(super) struct Told {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) entry: Option<Described>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) found: Option<SearchAnswer>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) entries: Vec<Counted>,
}

#[derive(Serialize)]
pub(super) struct Described {
    pub(super) name: String,
    pub(super) korean: String,
    pub(super) gloss: String,
    pub(super) gloss_korean: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) part_of: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) beside: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct Counted {
    pub(super) name: String,
    pub(super) korean: String,
    pub(super) sections: usize,
    pub(super) subject_of: usize,
}

/// A question taken apart, and what the notes say of each part.
#[derive(Serialize)]
pub(super) struct Examined {
    pub(super) stem: String,
    pub(super) whole: Vec<Section>,
    pub(super) statements: Vec<Examinee>,
    pub(super) options: Vec<Examinee>,
    pub(super) decisive: Vec<Examinee>,
}

/// A statement or an option of a question, or a phrase that decides.
#[derive(Serialize)]
pub(super) struct Examinee {
    /// What an option is chosen by; empty for a phrase.
    pub(super) label: String,
    pub(super) text: String,
    /// The section that treats it; none where the notes don't.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) section: Option<Section>,
}

/// Where to read on after a section.
#[derive(Serialize)]
pub(super) struct ReadingOn {
    pub(super) sections: Vec<RelatedSection>,
}

#[derive(Serialize)]
pub(super) struct RelatedSection {
    /// Why: `links-to`, `linked-from`, `subject` or `similar`.
    pub(super) relation: &'static str,
    pub(super) section: Section,
}

/// Returns what a search found.
pub(super) fn found(asked: &Asked<'_>, hits: &Hits) -> SearchAnswer {
    let also_read = hits.rewrites.iter().map(|rewrite| Reading {
        typed: rewrite.from.clone(),
        read_as: rewrite.to.clone(),
        rule: rewrite.rule.name().to_owned(),
    });
    SearchAnswer {
        sections: hits.hits.iter().map(|hit| section(asked, hit)).collect(),
        total: hits.total,
        total_is_at_least: hits.total_is_at_least,
        also_read: also_read.collect(),
        remarks: hits.remarks.iter().map(ToString::to_string).collect(),
    }
}

/// Returns a section that was found.
pub(super) fn section(asked: &Asked<'_>, hit: &Hit) -> Section {
    Section {
        id: hit.record.id().to_string(),
        notebook: asked.notebook_name(hit),
        path: hit.record.path().to_string(),
        line: hit.line(),
        trail: hit.record.trail.clone(),
        snippet: hit.snippet.best.text.trim().to_owned(),
        services: hit.services.iter().map(|topic| topic.name.clone()).collect(),
        concepts: hit.concepts.iter().map(|topic| topic.name.clone()).collect(),
    }
}
