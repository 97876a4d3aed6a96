//! 도움말: commands by name, their options by `command/argument`, those of
//! all commands by `/argument`.

pub(super) const HELP: &[(&str, &str)] = &[
    ("", "어렴풋이 기억나는 내용을 마크다운 노트에서 찾아 줍니다"),
    (
        "/after",
        "예:\n  \
         galpi 장애 조치 시간       단어 순서와 상관없이, 한국어로도 영어로도\n  \
         galpi -C 3 failover        앞뒤로 세 줄씩 함께\n  \
         galpi service Route53      어떤 서비스에 대해 노트에 적힌 것\n  \
         galpi pick                 입력하는 대로 결과와 미리 보기\n\n\
         `galpi 검색어...`는 `galpi search 검색어...`를 줄인 것입니다. 옵션은 `galpi help search`에 있습니다.\n\
         명령 이름과 같은 단어를 찾으려면 `galpi -- index`처럼 쓰세요.\n\n\
         종료 상태: 찾으면 0, 없으면 1, 오류는 2.",
    ),
    ("/usage", "galpi [옵션] 검색어...\n        galpi [옵션] 명령"),
    (
        "/notes",
        "노트 폴더나 노트 파일 하나. 여러 번 쓸 수 있습니다 [기본: $GALPI_NOTES, 없으면 상위 폴더 쪽으로 가장 가까운 galpi.toml, 없으면 노트가 있는 현재 폴더, 없으면 내 설정의 기본 노트북]",
    ),
    ("/index", "색인을 둘 폴더 [기본: galpi.toml에 적힌 곳, 없으면 캐시 폴더]"),
    ("/color", "색을 쓸 때"),
    ("/no_refresh", "노트가 바뀌었는지 확인하지 않고 색인을 그대로 씁니다"),
    ("/help", "도움말을 보여 줍니다"),
    ("/version", "버전을 보여 줍니다"),
    ("search", "노트를 검색해 가장 잘 맞는 절부터 보여 줍니다"),
    (
        "search/long",
        "노트를 검색해 가장 잘 맞는 절부터 보여 줍니다\n\n\
         단어는 뜻으로 찾으며, 모두 들어 있지 않아도 됩니다. \"따옴표로 묶은 구절\"과 +단어는 반드시 있어야 하고, \
         -단어는 없어야 합니다. heading:, path:, service:, concept:는 제목, 경로, 다루는 대상에서 찾습니다.",
    ),
    (
        "search/after",
        "예:\n  galpi search 수명주기 며칠\n  galpi search '\"캐시 모드\" -제외'\n  \
         galpi search path:storage service:S3 암호화\n  galpi search -l -n 0 암호화",
    ),
    ("search/words", "검색어. `-`를 쓰거나 검색어 없이 파이프로 넘기면 표준 입력에서 읽습니다"),
    ("search/query", "검색어. `-`로 시작해도 되고, 여러 번 쓸 수 있습니다"),
    ("search/exact", "입력한 단어 그대로만 찾습니다. 동의어, 오타 교정, 단어의 일부는 제외합니다"),
    ("search/fixed_strings", "단어가 되든 안 되든 이 글자 그대로를 `rg -F -i`처럼 찾습니다"),
    ("search/prefix", "마지막 단어를 아직 입력하는 중으로 봅니다. 글자 하나가 덜 끝났어도 됩니다"),
    ("/limit", "결과의 최대 개수. 0이면 모두 [기본: 10, --count는 모두]"),
    ("/json", "JSON Lines로 출력합니다: 결과를 한 줄에 하나씩, 끝에 요약"),
    ("/vimgrep", "맞은 곳을 모두 `경로:줄:열:내용`으로 출력합니다. 편집기용"),
    ("/template", "결과를 이 형식으로 출력합니다. 예: '{path}:{line}\\t{heading}'"),
    (
        "/template+",
        "결과를 이 형식으로 출력합니다. 예: '{path}:{line}\\t{heading}'. \\t, \\n, \\0, {{, }}와 다음 필드를 쓸 수 있습니다\n  \
         path, file 노트의 경로 · line 가장 잘 맞는 줄 · section_line 제목이 있는 줄 · end_line 절의 마지막 줄 · column 열\n  \
         id 절의 id · rank 순위 · score 점수 · heading 제목 · trail 바깥쪽부터 이어지는 제목들\n  \
         snippet 가장 잘 맞는 줄의 내용 · text 절 전체 · via 찾은 규칙 · services, concepts 절에 나오는 서비스와 개념 · notebook 노트북",
    ),
    ("/files_with_matches", "노트의 경로만 출력합니다"),
    ("/count", "노트의 경로와 그 노트에서 찾은 절의 수만 출력합니다"),
    ("/quiet", "아무것도 출력하지 않습니다. 찾았는지는 종료 상태로 알 수 있습니다"),
    ("/null", "경로 뒤에 NUL 바이트를 출력합니다"),
    ("/column_unit", "열을 세는 단위"),
    ("/context", "가장 잘 맞는 줄의 앞뒤로 N줄씩 보여 줍니다"),
    ("/after_context", "가장 잘 맞는 줄 뒤로 N줄을 보여 줍니다"),
    ("/before_context", "가장 잘 맞는 줄 앞으로 N줄을 보여 줍니다"),
    ("/full", "절 전체를 보여 줍니다"),
    ("/heading", "파이프에서도 터미널에서처럼 출력합니다"),
    ("/no_heading", "터미널에서도 파이프에서처럼 `경로:줄:내용`으로 출력합니다"),
    ("/stats", "몇 개를 찾았고 얼마나 걸렸는지 표준 오류로 알려 줍니다"),
    ("/notebook", "내 설정에서 이름을 붙인 노트북, 또는 all(모두). 여러 번 쓸 수 있습니다"),
    (
        "/glob",
        "경로가 맞는 노트에서만 찾습니다. .gitignore 문법이고 `!패턴`은 제외합니다. 여러 번 쓸 수 있습니다",
    ),
    ("/ignore_case", "효과 없음: 대소문자는 언제나 구별하지 않습니다"),
    ("/max_count", "노트마다 보여 줄 최대 개수. --vimgrep에서는 절마다 보여 줄 최대 줄 수"),
    ("/sort", "결과의 순서"),
    ("/explain", "점수가 어떻게 나왔는지 보여 줍니다"),
    ("service", "서비스에 대해 노트에 적힌 것이나, 모든 서비스의 목록을 보여 줍니다"),
    ("concept", "개념에 대해 노트에 적힌 것이나, 모든 개념의 목록을 보여 줍니다"),
    ("/name", "서비스나 개념의 이름. 어떻게 적어도 됩니다 [기본: 노트에 나오는 것 모두의 목록]"),
    ("/missing", "잘 알려졌지만 노트에 한 번도 나오지 않는 것을 보여 줍니다"),
    ("compare", "두 서비스나 개념에 대해 노트에 적힌 것을 비교합니다"),
    ("compare/first", "첫 번째 서비스나 개념"),
    ("compare/second", "두 번째 서비스나 개념"),
    ("exam", "시험 문제의 보기마다 노트에 적힌 것을 보여 줍니다"),
    (
        "exam/long",
        "시험 문제의 보기마다 노트에 적힌 것을 보여 줍니다\n\n\
         A) B) C), ①②③, 가. 나. 다., 1) 2) 3)처럼 번호를 붙인 보기를, 여러 줄이든 한 줄이든 읽습니다. 보기마다 그 내용이 \
         있는 절과 줄을 보여 주고, 없으면 \"노트에 없습니다\"라고 알려 줍니다. 이어서 문제의 결정적인 조건에 대해 노트에 적힌 \
         것을 보여 줍니다. 어느 것이 정답인지는 말하지 않습니다.",
    ),
    (
        "exam/after",
        "예:\n  galpi exam -                      문제를 붙여 넣고 Ctrl-D\n  \
         wl-paste | galpi exam             클립보드에 있는 문제\n  \
         galpi exam '어느 것인가? A) SQS B) SNS'",
    ),
    ("exam/words", "문제. `-`를 쓰거나 비워 두면 표준 입력에서 읽습니다"),
    ("exam/json", "JSON Lines로 출력합니다: 문제, 찾은 절, 보기, 결정적인 조건"),
    ("show", "절이나 노트 하나를 전부 보여 줍니다"),
    (
        "show/section",
        "--json에 나오는 절의 id, 노트의 경로(줄 번호를 붙일 수 있음), 노트 사이의 링크(`[[노트#제목]]`), 또는 검색어(가장 잘 맞는 절)",
    ),
    ("show/raw", "파일에 있는 바이트를 그대로 출력합니다"),
    ("related", "이어서 읽을 곳을 보여 줍니다: 링크, 백링크, 같은 대상, 비슷한 내용"),
    ("related/section", "절. `galpi show`와 같은 방식으로 적습니다"),
    ("related/limit", "종류마다 보여 줄 절의 최대 개수 [기본: 5]"),
    ("related/json", "JSON Lines로 출력합니다: 절을 한 줄에 하나씩"),
    ("open", "노트를 편집기로 열어 그 절이나 줄로 갑니다"),
    (
        "open/section",
        "--json에 나오는 절의 id, 또는 노트의 경로(줄과 열을 붙일 수 있음. 열은 바이트)",
    ),
    ("/open", "가장 잘 맞는 결과를 편집기로 엽니다"),
    (
        "search/batch",
        "표준 입력의 한 줄(-0이면 NUL까지)을 검색어 하나로 읽어 차례대로 JSON Lines로 답합니다: 결과, 끝에 요약",
    ),
    ("pick/quote", "출력하는 위치를 셸 명령줄에 쓸 수 있게 따옴표로 묶습니다"),
    ("cards", "절을 암기 카드로 만듭니다. Anki로 내보내거나 터미널에서 풀 수 있습니다"),
    ("cards/words", "이 검색어에 맞는 절만 [기본: 모든 절]"),
    ("cards/quiz", "터미널에서 바로 풉니다. 복습할 때가 된 카드부터 나오고, 답한 것을 기억합니다"),
    ("cards/limit", "카드의 최대 개수. 0이면 모두 [기본: 모두, --quiz는 20]"),
    ("watch", "복사하는 내용이나 표준 입력의 각 줄에 바로 답합니다"),
    ("watch/input", "클립보드 대신 표준 입력의 각 줄에 답합니다"),
    ("watch/limit", "결과의 최대 개수. 0이면 모두 [기본: 3]"),
    ("widget", "셸이나 tmux의 단축키로 `galpi pick`을 여는 스크립트를 출력합니다"),
    ("widget/host", "단축키를 쓸 곳"),
    ("lsp", "편집기에 노트를 제공합니다(LSP, 표준 입출력)"),
    ("lsp/stdio", "일부 편집기가 붙이는 옵션. 통신 방식은 이것뿐입니다"),
    ("history", "지금까지 검색한 것과, 그중 노트에 답이 없던 것을 보여 줍니다"),
    ("history/missed", "아직 이 노트에 답이 없는 것만 보여 줍니다. 더 공부할 내용입니다"),
    ("history/all", "이 노트뿐 아니라 모든 노트에서 검색한 것"),
    ("history/limit", "검색 기록의 최대 개수. 0이면 모두 [기본: 20]"),
    ("history/json", "JSON Lines로 출력합니다: 검색 기록을 한 줄에 하나씩"),
    ("history/clear", "기록을 모두 지웁니다"),
    ("mcp", "AI 도우미에 노트를 제공합니다(MCP, 표준 입출력)"),
    ("index", "지금 색인을 만들거나 갱신합니다"),
    ("index/rebuild", "처음부터 다시 만듭니다"),
    ("status", "무엇이 어디에 색인되어 있고 무엇을 건너뛰었는지 보여 줍니다"),
    ("status/json", "JSON 한 줄로 출력합니다"),
    ("explain", "검색어를 어떻게 이해했고 점수가 어떻게 나왔는지 설명합니다"),
    ("explain/words", "설명할 검색어"),
    ("explain/limit", "절의 최대 개수. 0이면 모두 [기본: 5]"),
    ("pick", "입력하는 대로 검색해 미리 보고 고릅니다"),
    ("pick/template", "출력할 위치의 형식. 예: '+{line} {path}' [기본: {path}:{line}]"),
    ("pick/words", "처음에 입력되어 있을 검색어"),
    ("init", "주석이 달린 galpi.toml을 현재 폴더에 만듭니다"),
    ("init/lexicon", "galpi.toml 대신, 나만의 서비스, 개념, 단어를 적는 사전을 예와 함께 만듭니다"),
    ("eval", "정답이 달린 검색어로 검색 품질을 잽니다"),
    (
        "eval/queries",
        "정답이 달린 검색어. 한 줄에 하나씩, 열은 탭으로 나눕니다: qid, 분류, 검색어, 정답(`S20:2 S4:1` 또는 `경로:줄:2`), 메모. 파일이 여러 개면 파일마다 노트를 적고, 평균도 출력합니다",
    ),
    (
        "eval/map",
        "정답에 적힌 이름이 가리키는 곳: 이름, 줄이나 경로, 제목. 파일 하나 또는 그런 파일이 있는 폴더 [기본: 검색어 파일과 같은 폴더의 sections.tsv]",
    ),
    ("eval/lines", "보여 주는 줄도 채점합니다: qid, 절, 답이 되는 줄(가장 좋은 줄부터)"),
    ("eval/per_query", "검색어마다 결과를 출력합니다"),
    ("eval/run", "찾은 것을 파일에 씁니다: qid, 순위, 절"),
    ("eval/exact", "입력한 단어 그대로만 찾습니다"),
    ("eval/without", "규칙 하나를 꺼서 얼마나 도움이 되는지 봅니다"),
    ("export", "절을 OpenSearch, Elasticsearch, Quickwit에 넣을 형식으로 내보냅니다"),
    (
        "export/long",
        "절을 OpenSearch, Elasticsearch, Quickwit에 넣을 형식으로 내보냅니다\n\n\
         절을 벌크 NDJSON으로 표준 출력에 씁니다. 이미 색인어로 나누어져 있으므로 엔진에는 한국어 분석기가 필요 없고, \
         공백에서 나누기만 하면 됩니다. --config는 색인 설정을, --query는 검색 요청 본문을 출력합니다.",
    ),
    (
        "export/after",
        "예:\n  galpi export --format opensearch --config\n  \
         galpi export --format opensearch\n  \
         galpi export --format quickwit --query '볼륨 게이트웨이'",
    ),
    ("export/format", "검색 엔진: opensearch(Elasticsearch도 같음) 또는 quickwit"),
    ("export/name", "색인 이름"),
    ("export/config", "절 대신 색인 설정을 출력합니다"),
    ("export/query", "절 대신 이 검색어를 찾는 검색 요청 본문을 출력합니다"),
    ("completions", "셸 자동 완성 스크립트를 출력합니다"),
    ("completions/shell", "자동 완성을 쓸 셸"),
    ("man", "매뉴얼 페이지를 출력합니다"),
    ("help", "galpi나 명령 하나의 도움말을 보여 줍니다"),
    ("help/command", "도움말을 볼 명령 [기본: 모든 명령의 목록]"),
];
