//! What the tools take, as JSON.

use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct SearchRequest {
    pub(super) query: String,
    pub(super) limit: Option<usize>,
    #[serde(default)]
    pub(super) exact: bool,
    #[serde(default)]
    pub(super) fixed: bool,
}

#[derive(Deserialize)]
pub(super) struct ShowRequest {
    pub(super) section: String,
}

#[derive(Deserialize)]
pub(super) struct LookupRequest {
    pub(super) name: Option<String>,
    pub(super) limit: Option<usize>,
}

#[derive(Deserialize)]
pub(super) struct ExamRequest {
    pub(super) question: String,
}

#[derive(Deserialize)]
pub(super) struct RelatedRequest {
    pub(super) section: String,
    pub(super) limit: Option<usize>,
}
