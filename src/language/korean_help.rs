//! 도움말: commands by name, their options by `command/argument`, those of
//! all commands by `/argument`.

pub(super) const HELP: &[(&str, &str)] = &[
    ("", "어렴풋이 기억나는 마크다운 노트의 그 대목을 찾습니다"),
    (
        "/after",
        "예:\n  \
         galpi 장애 조치 시간       순서도 언어도 상관없이\n  \
         galpi -C 3 failover        답의 앞뒤로 세 줄씩\n  \
         galpi service Route53      어떤 서비스에 대해 적은 것\n  \
         galpi pick                 치는 대로 찾고 미리 보기\n\n\
         `galpi 검색어...`는 `galpi search 검색어...`와 같고, 그 옵션은 `galpi help search`에 있습니다.\n\
         첫 낱말이 명령 이름이면 명령으로 읽습니다. 낱말 index를 찾으려면 `galpi -- index`처럼 쓰세요.\n\n\
         종료 상태: 찾으면 0, 없으면 1, 오류는 2.",
    ),
    ("/usage", "galpi [옵션] 검색어...\n        galpi [옵션] 명령"),
    (
        "/notes",
        "노트 폴더나 노트 파일. 여러 번 쓸 수 있습니다 [기본: $GALPI_NOTES, 없으면 위로 올라가며 처음 만나는 galpi.toml에 적힌 곳, 그다음은 내 설정의 기본 노트북, 그것도 없으면 현재 폴더]",
    ),
    ("/index", "색인을 둘 폴더 [기본: galpi.toml에 적힌 곳, 없으면 캐시 폴더]"),
    ("/color", "색을 언제 쓸지"),
    ("/no_refresh", "노트가 바뀌었는지 보지 않고 색인을 그대로 씁니다"),
    ("/help", "도움말을 보여 줍니다"),
    ("/version", "버전을 보여 줍니다"),
    ("search", "절을 찾아 가장 맞는 것부터 보여 줍니다"),
    (
        "search/long",
        "절을 찾아 가장 맞는 것부터 보여 줍니다\n\n\
         낱말은 뜻으로 찾으며, 모두 들어 있지 않아도 됩니다. \"따옴표로 묶은 말\"과 +낱말은 꼭 있어야 하고, \
         -낱말은 없어야 합니다. heading: path: service: concept: 은 본문 밖에서 찾습니다.",
    ),
    (
        "search/after",
        "예:\n  galpi search 수명주기 며칠\n  galpi search '\"캐시 모드\" -제외'\n  \
         galpi search path:storage service:S3 암호화\n  galpi search -l -n 0 암호화",
    ),
    ("search/words", "검색어. `-`를 쓰거나, 낱말 없이 파이프로 주면 표준 입력에서 읽습니다"),
    ("search/query", "`-`로 시작하는 검색어. 여러 번 쓸 수 있습니다"),
    ("search/exact", "친 낱말 그대로만 찾습니다. 달리 읽지 않고, 낱말의 일부로도 찾지 않습니다"),
    ("search/fixed_strings", "낱말이든 아니든 이 글자들이 적힌 곳을 `rg -F -i`처럼 찾습니다"),
    ("search/prefix", "마지막 낱말은 치다 만 것일 수 있습니다. 글자 하나를 치다 말아도 됩니다"),
    ("/limit", "최대 몇 개를 보일지. 0은 모두 [기본: 10, --count는 모두]"),
    ("/json", "JSON Lines: 한 줄에 하나씩, 끝에 요약 한 줄"),
    ("/vimgrep", "`경로:줄:열:내용`, 맞은 곳 모두. 편집기용"),
    ("/template", "템플릿대로. 예: '{path}:{line}\\t{heading}'"),
    (
        "/template+",
        "템플릿대로. 예: '{path}:{line}\\t{heading}'. \\t, \\n, \\0, {{, }}와 다음 필드를 쓸 수 있습니다\n  \
         path, file 노트의 경로 · line 가장 맞는 줄 · section_line 제목의 줄 · end_line 절의 마지막 줄 · column 열\n  \
         id 절의 id · rank 순위 · score 점수 · heading 제목 · trail 거기까지의 제목 모두\n  \
         snippet 가장 맞는 줄 · text 절 전체 · via 찾은 규칙 · services, concepts 다룬 서비스와 개념 · notebook 노트북",
    ),
    ("/files_with_matches", "노트의 경로만"),
    ("/count", "노트의 경로와 거기서 찾은 절의 수만"),
    ("/quiet", "아무것도 출력하지 않습니다. 종료 상태가 답입니다"),
    ("/null", "경로 뒤에 NUL을 둡니다"),
    ("/column_unit", "열을 세는 단위"),
    ("/context", "가장 맞는 줄의 앞뒤로 N줄씩 보입니다"),
    ("/after_context", "가장 맞는 줄 뒤로 N줄을 보입니다"),
    ("/before_context", "가장 맞는 줄 앞으로 N줄을 보입니다"),
    ("/full", "절을 통째로 보입니다"),
    ("/heading", "파이프에서도 터미널에서처럼 보입니다"),
    ("/no_heading", "터미널에서도 파이프에서처럼 `경로:줄:내용`으로 보입니다"),
    ("/stats", "몇 개를 찾았고 얼마나 걸렸는지 표준 오류로 알려 줍니다"),
    ("/notebook", "내 설정에 이름을 적어 둔 노트북, 또는 all. 여러 번 쓸 수 있습니다"),
    (
        "/glob",
        "경로가 맞는 노트에서만 찾습니다. .gitignore와 같은 문법이고 `!패턴`은 뺍니다. 여러 번 쓸 수 있습니다",
    ),
    ("/ignore_case", "언제나 그렇듯 대소문자를 구별하지 않습니다"),
    (
        "/max_count",
        "노트 하나에서 최대 몇 개를 보일지. --vimgrep에서는 절 하나에서 최대 몇 줄을 보일지",
    ),
    ("/sort", "찾은 것을 보이는 순서"),
    ("/explain", "점수가 어떻게 나왔는지 알려 줍니다"),
    ("service", "노트가 어떤 서비스에 대해 적은 것을 보여 줍니다. 이름이 없으면 서비스 목록"),
    ("concept", "노트가 어떤 개념에 대해 적은 것을 보여 줍니다. 이름이 없으면 개념 목록"),
    ("/name", "이름. 어떻게 적어도 됩니다"),
    ("/missing", "노트에 한 번도 나오지 않는 것을 보여 줍니다"),
    ("compare", "두 서비스나 개념에 대한 절을 나란히 보여 줍니다"),
    ("compare/first", "하나"),
    ("compare/second", "다른 하나"),
    ("exam", "문제를 보기별로 나누어, 노트에 무엇이 적혀 있는지 나란히 보여 줍니다"),
    (
        "exam/long",
        "문제를 보기별로 나누어, 노트에 무엇이 적혀 있는지 나란히 보여 줍니다\n\n\
         A) B) C), ①②③, 가. 나. 다., 1) 2) 3)이 붙은 보기를 읽습니다. 보기마다 그것을 다룬 절과 줄을, 없으면 없다고 \
         알려 주고, 문제에서 결정적인 조건도 찾아 줍니다. 어느 것이 정답인지는 말하지 않습니다.",
    ),
    (
        "exam/after",
        "예:\n  galpi exam -                      붙여 넣고 Ctrl-D\n  \
         wl-paste | galpi exam             클립보드에 든 문제\n  \
         galpi exam '어느 것인가? A) SQS B) SNS'",
    ),
    ("exam/words", "문제. `-`를 쓰거나 파이프로 주면 표준 입력에서 읽습니다"),
    ("exam/json", "JSON Lines: 문제, 찾은 절, 보기, 결정적인 조건"),
    ("show", "절 하나를 통째로 보여 줍니다"),
    (
        "show/section",
        "--json에 나오는 절의 id, 노트의 경로와 줄, 링크(`[[노트#제목]]`), 또는 검색어: 가장 맞는 절을 보여 줍니다",
    ),
    ("show/raw", "파일에 있는 바이트를 그대로 출력합니다"),
    (
        "related",
        "어떤 절 다음에 읽을 곳을 보여 줍니다: 링크, 여기를 링크한 곳, 같은 것을 다룬 절, 비슷한 절",
    ),
    ("related/section", "절. `galpi show`와 똑같이 적습니다"),
    ("related/limit", "종류마다 최대 몇 개를 보일지"),
    ("related/json", "JSON Lines"),
    ("open", "노트를 편집기로 열어 그 절이나 줄로 갑니다"),
    ("open/section", "--json에 나오는 절의 id, 또는 노트의 경로와 줄, 열(바이트)"),
    ("/open", "가장 맞는 절을 편집기로 엽니다"),
    (
        "search/batch",
        "표준 입력의 한 줄(-0이면 NUL까지)을 검색어 하나로 읽어, 차례대로 JSON Lines로 답합니다",
    ),
    ("pick/quote", "출력을 셸 명령줄에 쓸 수 있게 따옴표로 묶습니다"),
    ("cards", "절로 질문과 답을 만듭니다. Anki에 넣거나 터미널에서 풀 수 있습니다"),
    ("cards/words", "이 검색어에 맞는 절만. 없으면 모든 절"),
    ("cards/quiz", "여기서 바로 풉니다. 볼 때가 된 카드부터 묻고, 얼마나 알았는지 기억합니다"),
    ("cards/limit", "최대 몇 장을 만들지. 0은 모두 [기본: 모두, --quiz는 20]"),
    ("watch", "복사한 내용이나 표준 입력의 각 줄에 바로 답합니다"),
    ("watch/limit", "최대 몇 개를 보일지. 0은 모두 [기본: 3]"),
    ("widget", "bash, zsh, fish, tmux에서 `galpi pick`을 단축키에 거는 스크립트를 출력합니다"),
    ("widget/host", "어디에 쓸지: bash, zsh, fish, tmux"),
    ("lsp", "언어 서버(LSP)로 편집기에 노트를 제공합니다. 표준 입출력으로 통신합니다"),
    ("lsp/stdio", "다른 방식도 아는 편집기가 붙이는 옵션. 여기서는 이 방식뿐입니다"),
    ("history", "무엇을 찾았는지, 그중 노트에 없는 것은 무엇인지 보여 줍니다"),
    ("history/missed", "이 노트에 아직 없는 것만. 공부할 거리입니다"),
    ("history/all", "이 노트만이 아니라 모든 노트에서 찾은 것"),
    ("history/limit", "최대 몇 개를 보일지. 0은 모두 [기본: 20]"),
    ("history/json", "JSON Lines: 한 줄에 하나씩"),
    ("history/clear", "기록을 모두 지웁니다"),
    ("mcp", "MCP(Model Context Protocol) 서버로 노트를 제공합니다. 표준 입출력으로 통신합니다"),
    ("index", "지금 색인을 만들거나 갱신합니다"),
    ("index/rebuild", "처음부터 다시 만듭니다"),
    ("status", "무엇이 어디에 색인되어 있는지, 최신인지, 무엇을 건너뛰었는지 알려 줍니다"),
    ("status/json", "JSON 한 줄로"),
    ("explain", "검색어를 어떻게 읽었고 점수가 어떻게 나왔는지 알려 줍니다"),
    ("explain/words", "설명할 검색어"),
    ("pick", "치는 대로 찾아 고릅니다"),
    ("pick/template", "출력할 템플릿. 예: '+{line} {path}' [기본: {path}:{line}]"),
    ("pick/words", "처음부터 들어가 있을 검색어"),
    ("init", "주석이 달린 galpi.toml을 현재 폴더에 만듭니다"),
    ("init/lexicon", "대신 나만의 서비스, 개념, 낱말을 적을 사전을 예와 함께 만듭니다"),
    ("eval", "정답이 달린 검색어로 검색 품질을 잽니다"),
    (
        "eval/queries",
        "정답이 달린 검색어: qid, 분류, 검색어, 정답(`S20:2 S4:1` 또는 `경로:줄:2`), 메모. 여러 벌이면 벌마다 노트를 적고, 평균도 알려 줍니다",
    ),
    (
        "eval/map",
        "정답의 이름이 가리키는 곳: 이름, 줄이나 경로, 제목. 파일이나 폴더 [기본: 검색어 파일 옆의 sections.tsv]",
    ),
    ("eval/lines", "보여 주는 줄도 채점합니다: qid, 절, 답이 되는 줄(가장 좋은 줄부터)"),
    ("eval/per_query", "검색어마다 무엇을 어디서 찾았는지 보입니다"),
    ("eval/run", "찾은 것을 파일에 씁니다: qid, 순위, 절"),
    ("eval/exact", "친 그대로만 찾습니다"),
    ("eval/without", "규칙 하나를 빼서 그 값어치를 봅니다"),
    ("export", "노트를 여러 서버에서 도는 검색 엔진에 넣을 형식으로 내보냅니다"),
    (
        "export/long",
        "노트를 여러 서버에서 도는 검색 엔진에 넣을 형식으로 내보냅니다\n\n\
         절을 벌크 NDJSON으로 출력합니다. 한국어 분석은 끝나 있으므로 엔진은 빈칸에서 자르기만 합니다. \
         --config는 색인 설정을, --query는 검색어를 그대로 찾는 요청 본문을 출력합니다.",
    ),
    (
        "export/after",
        "예:\n  galpi export --format opensearch --config\n  \
         galpi export --format opensearch\n  \
         galpi export --format quickwit --query '볼륨 게이트웨이'",
    ),
    ("export/format", "검색 엔진: opensearch(Elasticsearch도 같음) 또는 quickwit"),
    ("export/name", "색인 이름"),
    ("export/config", "문서 대신 색인 설정을 출력합니다"),
    ("export/query", "문서 대신 이 검색어를 찾는 요청 본문을 출력합니다"),
    ("completions", "셸의 자동 완성 스크립트를 출력합니다"),
    ("completions/shell", "어느 셸에서 쓸지"),
    ("man", "매뉴얼 페이지를 출력합니다"),
    ("help", "명령을 어떻게 쓰는지 알려 줍니다"),
    ("help/command", "명령. 없으면 모든 명령을 보여 줍니다"),
];
