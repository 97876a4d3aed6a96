//! What is said where one reads on.

/// What is said where one reads on.
#[derive(Debug)]
pub struct Reading {
    /// Above the sections that a section links to.
    pub links_to: &'static str,
    /// Above those that link to it.
    pub linked_from: &'static str,
    /// Above those about the same service or concept.
    pub same_subject: &'static str,
    /// Above those that say something like it.
    pub similar: &'static str,
    /// There are none.
    pub nothing_related: &'static str,
    /// A link leads to no note.
    pub no_target: fn(link: &str) -> String,
}

pub(super) const ENGLISH: Reading = Reading {
    links_to: "links to",
    linked_from: "linked from",
    same_subject: "same subject",
    similar: "similar",
    nothing_related: "nothing in these notes is related to this section",
    no_target: |link| format!("the link `{link}` leads to no note here"),
};

pub(super) const KOREAN: Reading = Reading {
    links_to: "링크",
    linked_from: "여기를 링크한 절",
    same_subject: "같은 대상을 다룬 절",
    similar: "비슷한 절",
    nothing_related: "노트에 이 절과 관련된 것이 없습니다",
    no_target: |link| format!("`{link}`: 이 링크가 가리키는 노트가 없습니다"),
};
