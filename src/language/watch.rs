//! What is said while what comes is answered.

/// What is said while what comes is answered.
#[derive(Debug)]
pub struct Watch {
    /// What is copied from now on is answered.
    pub begins: fn(command: &str) -> String,
    /// Lines that are typed are answered.
    pub begins_typed: &'static str,
    /// The command that reads the clipboard can't be started.
    pub unstarted: fn(command: &str, cause: &str) -> String,
    /// There is no answer.
    pub nothing: fn(sections: u64) -> String,
    /// No command is named that tells what is copied.
    pub no_command: &'static str,
    /// How one is named.
    pub no_command_hint: fn(variable: &str) -> String,
}

pub(super) const ENGLISH: Watch = Watch {
    begins: |command| {
        format!("copy something to look it up (clipboard: `{command}`); Ctrl-C stops")
    },
    begins_typed: "type a query and press Enter; Ctrl-D stops",
    unstarted: |command, cause| format!("cannot start the clipboard command `{command}`: {cause}"),
    nothing: |sections| format!("nothing found in {}", super::count::count(sections, "section")),
    no_command: "no clipboard command is set",
    no_command_hint: |variable| {
        format!(
            "set one with `export {variable}='wl-paste --no-newline'`, 'xclip -o -selection clipboard' or pbpaste; `galpi watch -` answers lines of standard input instead"
        )
    },
};

pub(super) const KOREAN: Watch = Watch {
    begins: |command| format!("복사하면 바로 찾습니다(클립보드: `{command}`). 그만두려면 Ctrl-C"),
    begins_typed: "검색어를 입력하고 Enter를 누르세요. 그만두려면 Ctrl-D",
    unstarted: |command, cause| format!("클립보드 명령 `{command}`: 실행할 수 없습니다 ({cause})"),
    nothing: |sections| format!("절 {sections}개에서 찾지 못했습니다"),
    no_command: "클립보드를 읽을 명령이 정해져 있지 않습니다",
    no_command_hint: |variable| {
        format!(
            "`export {variable}='wl-paste --no-newline'`처럼 정하세요('xclip -o -selection clipboard', pbpaste도 됩니다). 클립보드 대신 표준 입력의 각 줄에 답하게 하려면 `galpi watch -`"
        )
    },
};
