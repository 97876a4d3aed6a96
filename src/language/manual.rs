//! What the manual page says besides what help says.

/// What the manual page says besides what help says.
#[derive(Debug)]
pub struct Manual {
    /// Headings of its parts.
    pub name: &'static str,
    /// How galpi is called.
    pub synopsis: &'static str,
    /// What it does.
    pub description: &'static str,
    /// The paragraphs of that part.
    pub about: &'static [&'static str],
    /// Above examples.
    pub examples: &'static str,
    /// Above files, and what each is.
    pub files: (&'static str, &'static [(&'static str, &'static str)]),
    /// Above variables of the environment, and what each says.
    pub environment: (&'static str, &'static [(&'static str, &'static str)]),
    /// Above exit statuses, and what each means.
    pub exit_status: (&'static str, &'static [(&'static str, &'static str)]),
}

pub(super) const ENGLISH: Manual = Manual {
    name: "NAME",
    synopsis: "SYNOPSIS",
    description: "DESCRIPTION",
    about: &[
        "galpi searches a folder of Markdown notes in Korean, English or both, and shows the \
         sections that match best. Words may be inflected, misspelt or abbreviated, written as they \
         sound, typed in the wrong keyboard layout, or be those of the other language; a whole exam \
         question may be pasted. Whatever was read differently than typed is reported.",
        "There is nothing to set up: the first search creates the index, and every later one \
         updates it first. Notes are only read, never changed.",
        "Searched are the notes given with --notes or --notebook, else those in GALPI_NOTES, else \
         those of the nearest galpi.toml in this folder or above, else the current folder if it has \
         notes, else your default notebook.",
    ],
    examples: "EXAMPLES",
    files: (
        "FILES",
        &[
            (
                "galpi.toml",
                "Which notes a folder has (notes, index, ignore, extensions, lexicon). Its paths \
                 stay inside the folder, and nothing in it is ever run.",
            ),
            (
                "~/.config/galpi/config.toml",
                "Your own configuration: the same keys, notebooks by name ([notebook.NAME]), those \
                 searched where there are no notes (default), history and clipboard.",
            ),
            ("~/.cache/galpi/", "Indexes. They may be deleted at any time."),
            (
                "~/.local/state/galpi/",
                "The history of searches (history.jsonl) and of cards (cards.jsonl), readable by \
                 you alone.",
            ),
        ],
    ),
    environment: (
        "ENVIRONMENT",
        &[
            ("GALPI_NOTES", "Folders of notes, separated as in PATH."),
            (
                "GALPI_HISTORY",
                "off records no searches, always also those of scripts; otherwise those on a \
                 terminal are recorded.",
            ),
            ("GALPI_CLIPBOARD", "The command by which galpi watch reads the clipboard."),
            ("VISUAL, EDITOR", "The editor to open notes in; vi if neither is set."),
            ("GALPI_PAGER, PAGER", "The pager for long pages; less if neither is set."),
            ("LC_ALL, LC_MESSAGES, LANG", "The language of messages: Korean for ko_KR.UTF-8."),
            ("XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME", "Where the files above are."),
            ("NO_COLOR", "No color unless --color always is given."),
            ("CLICOLOR_FORCE", "Color also through a pipe, unless it is 0."),
            (
                "GALPI_COLORS",
                "Colors in the manner of GREP_COLORS, separated by colons: mt (words as typed), rd \
                 (words read differently), hd (headings), fn (places), no (less important text), cd \
                 (code), each with the numbers of an SGR sequence; light or dark chooses colors for \
                 such a background.",
            ),
            ("COLORFGBG", "The background of the terminal."),
            ("COLUMNS, LINES", "The size of the terminal."),
        ],
    ),
    exit_status: (
        "EXIT STATUS",
        &[("0", "Something was found."), ("1", "Nothing was found."), ("2", "An error occurred.")],
    ),
};

pub(super) const KOREAN: Manual = Manual {
    name: "이름",
    synopsis: "사용법",
    description: "설명",
    about: &[
        "galpi는 한국어, 영어, 또는 둘이 섞인 마크다운 노트 폴더를 검색해 가장 잘 맞는 절을 보여 줍니다. 조사와 \
         어미가 달라도, 오타나 약어여도, 소리 나는 대로 적거나 한/영 키를 잘못 눌렀거나 다른 언어로 적어도 찾습니다. \
         시험 문제를 통째로 붙여 넣어도 됩니다. 입력과 다르게 찾았으면 그렇다고 알려 줍니다.",
        "설정할 것은 없습니다. 색인은 처음 검색할 때 만들어지고, 그 뒤로는 검색할 때마다 먼저 갱신됩니다. 노트는 \
         읽기만 하고 바꾸지 않습니다.",
        "검색하는 노트는 --notes나 --notebook으로 지정한 곳이고, 없으면 GALPI_NOTES, 현재 폴더부터 상위 폴더 쪽으로 \
         가장 가까운 galpi.toml, 노트가 있는 현재 폴더, 기본 노트북 순으로 정합니다.",
    ],
    examples: "예",
    files: (
        "파일",
        &[
            (
                "galpi.toml",
                "폴더의 노트를 정합니다(notes, index, ignore, extensions, lexicon). 경로는 그 폴더 \
                 안이어야 하고, 여기 적힌 것은 실행되지 않습니다.",
            ),
            (
                "~/.config/galpi/config.toml",
                "내 설정. 같은 키와 이름을 붙인 노트북([notebook.이름]), 노트가 없는 폴더에서 검색할 노트북(default), \
                 history, clipboard를 적습니다.",
            ),
            ("~/.cache/galpi/", "색인. 언제 지워도 됩니다."),
            (
                "~/.local/state/galpi/",
                "검색 기록(history.jsonl)과 카드 기록(cards.jsonl). 나만 읽을 수 있습니다.",
            ),
        ],
    ),
    environment: (
        "환경 변수",
        &[
            ("GALPI_NOTES", "노트 폴더. PATH처럼 여러 개를 적을 수 있습니다."),
            (
                "GALPI_HISTORY",
                "off면 검색을 기록하지 않고, always면 스크립트의 검색도 기록합니다. 그 밖에는 터미널에서 한 검색만 \
                 기록합니다.",
            ),
            ("GALPI_CLIPBOARD", "galpi watch가 클립보드를 읽을 때 실행할 명령."),
            ("VISUAL, EDITOR", "노트를 열 편집기. 둘 다 없으면 vi."),
            ("GALPI_PAGER, PAGER", "긴 내용을 볼 페이저. 둘 다 없으면 less."),
            ("LC_ALL, LC_MESSAGES, LANG", "메시지의 언어. ko_KR.UTF-8이면 한국어."),
            ("XDG_CONFIG_HOME, XDG_CACHE_HOME, XDG_STATE_HOME", "위 파일들이 있는 곳."),
            ("NO_COLOR", "--color always가 없으면 색을 쓰지 않습니다."),
            ("CLICOLOR_FORCE", "0이 아니면 파이프로 넘길 때도 색을 씁니다."),
            (
                "GALPI_COLORS",
                "GREP_COLORS처럼 콜론으로 나누어 적는 색: mt(입력한 단어), rd(다르게 읽은 단어), hd(제목), fn(위치), \
                 no(덜 중요한 글), cd(코드). 값은 SGR 번호입니다. light나 dark는 그런 배경에 맞는 색을 고릅니다.",
            ),
            ("COLORFGBG", "터미널의 배경색."),
            ("COLUMNS, LINES", "터미널의 크기."),
        ],
    ),
    exit_status: (
        "종료 상태",
        &[("0", "찾았습니다."), ("1", "찾지 못했습니다."), ("2", "오류가 났습니다.")],
    ),
};
