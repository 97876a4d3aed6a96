//! What is said of the reader's own notebooks.

/// What is said of the reader's own notebooks.
#[derive(Debug)]
pub struct Notebooks {
    /// There is no notebook of a name.
    pub unknown: fn(name: &str) -> String,
    /// The one that is searched where there are no notes is none.
    pub unknown_default: fn(name: &str, file: &str) -> String,
    /// Those that there are.
    pub known: fn(names: &str) -> String,
    /// How notebooks are named, in which file.
    pub how: fn(file: &str) -> String,
    /// A notebook of the reader's configuration has no notes.
    pub empty: fn(name: &str, file: &str) -> String,
    /// How to have notes that are searched wherever one is.
    pub default_hint: fn(file: &str) -> String,
    /// The reader's own notes were searched in a folder that only has folders.
    pub is_default: &'static str,
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
    unknown_default: |name, file| {
        format!("`default` in `{file}` names the notebook `{name}`, which does not exist")
    },
    known: |names| format!("your notebooks: {names}; `all` means all of them"),
    how: |file| {
        format!("name notebooks in `{file}`: `[notebook.aws]`, then `notes = \"~/notes/aws\"`")
    },
    empty: |name, file| format!("the notebook `{name}` in `{file}` has no `notes`"),
    default_hint: |file| {
        format!(
            "to search your notes from any folder, put `notes = \"~/notes\"` into `{file}` or set GALPI_NOTES"
        )
    },
    is_default: "this folder itself has no notes, so your default notebook was searched; `--notes .` searches the folders below",
    keys_hint: "valid keys are `notes`, `index`, `ignore`, `extensions`, `lexicon`, `default`, `history`, `clipboard`, and tables `[notebook.NAME]` with the first five",
    no_folder: "there is no configuration folder: neither XDG_CONFIG_HOME nor HOME is set",
    label: "notebook",
    not_notes: "neither a file nor a folder",
};

pub(super) const KOREAN: Notebooks = Notebooks {
    unknown: |name| format!("`{name}`: 없는 노트북입니다"),
    unknown_default: |name, file| {
        format!("`{file}`의 `default`에 없는 노트북이 적혀 있습니다: `{name}`")
    },
    known: |names| format!("쓸 수 있는 노트북: {names}, all(모두)"),
    how: |file| {
        format!(
            "노트북에 이름을 붙이려면 `{file}`에 적으세요: `[notebook.aws]` 아래에 `notes = \"~/notes/aws\"`"
        )
    },
    empty: |name, file| format!("`{file}`의 노트북 `{name}`에 `notes`가 없습니다"),
    default_hint: |file| {
        format!(
            "어느 폴더에서나 검색하려면 `{file}`에 `notes = \"~/notes\"`라고 적거나 GALPI_NOTES를 설정하세요"
        )
    },
    is_default: "현재 폴더에 노트가 없어 기본 노트북을 검색했습니다. 하위 폴더를 검색하려면 `--notes .`",
    keys_hint: "쓸 수 있는 키는 `notes`, `index`, `ignore`, `extensions`, `lexicon`, `default`, `history`, `clipboard`와, 앞의 다섯 키가 든 표 `[notebook.이름]`입니다",
    no_folder: "설정 폴더를 알 수 없습니다. XDG_CONFIG_HOME과 HOME이 모두 비어 있습니다",
    label: "노트북",
    not_notes: "파일도 폴더도 아닙니다",
};
