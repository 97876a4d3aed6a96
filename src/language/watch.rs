//! What is said while what comes is answered.

/// What is said while what comes is answered.
#[derive(Debug)]
pub struct Watch {
    /// What is copied from now on is answered.
    pub begins: fn(command: &str) -> String,
    /// There is no answer.
    pub nothing: fn(sections: u64) -> String,
    /// No command is named that tells what is copied.
    pub no_command: &'static str,
    /// How one is named.
    pub no_command_hint: fn(variable: &str) -> String,
}

pub(super) const ENGLISH: Watch = Watch {
    begins: |command| format!("answering what is copied, as `{command}` tells it; Ctrl-C ends it"),
    nothing: |sections| format!("nothing in {}", super::count::count(sections, "section")),
    no_command: "it isn't known what tells what is copied",
    no_command_hint: |variable| {
        format!(
            "`export {variable}='wl-paste --no-newline'`, 'xclip -o -selection clipboard' or pbpaste; or give queries a line each on standard input"
        )
    },
};

pub(super) const KOREAN: Watch = Watch {
    begins: |command| format!("복사하는 대로 답합니다 ({command}). 그만두려면 Ctrl-C"),
    nothing: |sections| format!("절 {sections}개에 없습니다"),
    no_command: "복사한 내용을 알려 줄 명령이 정해져 있지 않습니다",
    no_command_hint: |variable| {
        format!(
            "`export {variable}='wl-paste --no-newline'`, 'xclip -o -selection clipboard', pbpaste 가운데 하나로 정하세요. 표준 입력에 한 줄에 하나씩 주어도 됩니다"
        )
    },
};
