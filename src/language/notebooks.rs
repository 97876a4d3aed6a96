//! What is said of the reader's own notebooks.

/// What is said of the reader's own notebooks.
#[derive(Debug)]
pub struct Notebooks {
    /// There is no notebook of a name.
    pub unknown: fn(name: &str) -> String,
    /// Those that there are.
    pub known: fn(names: &str) -> String,
    /// How notebooks are named, in which file.
    pub how: fn(file: &str) -> String,
    /// A notebook of the reader's configuration has no notes.
    pub empty: fn(name: &str, file: &str) -> String,
    /// How to have notes that are searched wherever one is.
    pub default_hint: fn(file: &str) -> String,
    /// The keys that the reader's configuration may have.
    pub keys_hint: &'static str,
    /// Neither a home folder nor a folder of configurations is known.
    pub no_folder: &'static str,
    /// Stands before a notebook's name.
    pub label: &'static str,
    /// A file that was named can't be one of notes.
    pub not_notes: &'static str,
}

pub(super) const ENGLISH: Notebooks = Notebooks {
    unknown: |name| format!("no notebook is called `{name}`"),
    known: |names| format!("there are {names}, and `all`"),
    how: |file| {
        format!("`{file}` names notebooks: `[notebook.aws]` with `notes = \"~/notes/aws\"`")
    },
    empty: |name, file| format!("the notebook `{name}` in `{file}` has no `notes`"),
    default_hint: |file| {
        format!(
            "notes to search from any folder: `notes = \"~/notes\"` in `{file}`, or GALPI_NOTES"
        )
    },
    keys_hint: "the keys are `notes`, `index`, `ignore`, `extensions`, `lexicon`, `default`, `history`, `clipboard` and tables `[notebook.NAME]` with the first five",
    no_folder: "no folder of configurations is known: neither XDG_CONFIG_HOME nor HOME is set",
    label: "notebook",
    not_notes: "neither a file nor a folder",
};

pub(super) const KOREAN: Notebooks = Notebooks {
    unknown: |name| format!("`{name}`: 이런 노트북은 없습니다"),
    known: |names| format!("쓸 수 있는 이름: {names}, all"),
    how: |file| {
        format!(
            "노트북 이름은 `{file}`에 적습니다: `[notebook.aws]` 아래 `notes = \"~/notes/aws\"`"
        )
    },
    empty: |name, file| format!("`{file}`의 노트북 `{name}`에 `notes`가 없습니다"),
    default_hint: |file| {
        format!(
            "어느 폴더에서나 찾을 노트는 `{file}`에 `notes = \"~/notes\"`라고 적거나 GALPI_NOTES에 두세요"
        )
    },
    keys_hint: "쓸 수 있는 키는 `notes`, `index`, `ignore`, `extensions`, `lexicon`, `default`, `history`, `clipboard`와, 앞의 다섯 키가 든 표 `[notebook.이름]`입니다",
    no_folder: "설정 폴더를 알 수 없습니다. XDG_CONFIG_HOME도 HOME도 정해져 있지 않습니다",
    label: "노트북",
    not_notes: "파일도 폴더도 아닙니다",
};
