//! Korean for who speaks it; programs read the same everywhere.

use expect_test::{Expect, expect};

use crate::workspace::{Run, Workspace};

fn korean(workspace: &Workspace, arguments: &[&str]) -> Run {
    let mut command = workspace.command(arguments);
    command.env("LANG", "ko_KR.UTF-8");
    workspace.run(command, b"")
}

#[track_caller]
fn check(arguments: &[&str], expected: Expect) {
    expected.assert_eq(&korean(&Workspace::cooking(), arguments).page());
}

#[test]
fn messages_are_in_korean() {
    check(
        &["--heading", "두붕어"],
        expect![[r#"
            exit 1
            --- stderr
            galpi: `두붕어`: 노트 2개(절 4개)에서 찾지 못했습니다
            도움말: 노트에 있는 비슷한 단어: 두부
        "#]],
    );
    check(
        &["rlaclWlro"],
        expect![[r#"
            exit 0
            요리.md:5:묵은 김치를 볶는다.
            요리.md:10:된장을 푼다.
            --- stderr
            galpi: 노트에 없는 말입니다: `rlaclWlro`. 대신 이렇게 찾았습니다: rlaclWlro → 김치찌개
        "#]],
    );
    check(
        &["--notes", "nowhere", "두부"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: 노트 폴더를 읽을 수 없습니다: `nowhere` (그런 파일이나 폴더가 없습니다)
            도움말: `--notes 폴더`로 노트 폴더를 지정하거나, 그 폴더에서 `galpi init`을 실행하세요
        "#]],
    );
    check(
        &["두부", "-y"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: `-y`: 없는 옵션입니다
            도움말: `-`로 시작하는 단어를 찾으려면 `--`나 `-e` 뒤에 쓰세요
            도움말: 쓸 수 있는 옵션은 `galpi search --help`에 있습니다
        "#]],
    );
    check(
        &["두부", "--color", "blue"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: `--color`에 쓸 수 없는 값입니다: `blue`. 쓸 수 있는 값: auto, always, never
            도움말: 쓸 수 있는 옵션은 `galpi search --help`에 있습니다
        "#]],
    );
    check(
        &["--open", "--batch"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: `--open`, `--batch`: 함께 쓸 수 없습니다
            도움말: 쓸 수 있는 옵션은 `galpi search --help`에 있습니다
        "#]],
    );
    check(
        &["show", "../밖.md"],
        expect![[r#"
        exit 2
        --- stderr
        galpi: `../밖.md`: 노트 폴더 밖에 있습니다
    "#]],
    );
    check(
        &["service", "우주선"],
        expect![[r#"
            exit 1
            --- stderr
            galpi: `우주선`: 모르는 서비스입니다
            도움말: 노트에 나오는 이름은 `galpi service`와 `galpi concept`으로 볼 수 있습니다
        "#]],
    );
}

#[test]
fn what_is_wrong_with_a_lexicon_is_told_in_both() {
    let workspace = Workspace::cooking()
        .note("galpi.toml", "lexicon = ['말.toml']\n")
        .note(
            "말.toml",
            "[[service]]\nid='솥'\nname='Cauldron'\ncategory=''\nparent='oven'\ngloss='A pot.'\ngloss_ko=''\n\
             [[concept]]\nid='boil'\nen=['boil']\nko=[]\nbroader=['boil']\ngloss='Hot.'\ngloss_ko='뜨겁다.'\n",
        );
    expect![[r#"
        exit 2
        --- stderr
        galpi: the lexicon has mistakes:
          [ws]/notes/말.toml:2: the id `솥` may only have letters, digits and hyphens
          [ws]/notes/말.toml:2: unknown service `oven` as `parent`
          [ws]/notes/말.toml:2: `gloss` or `gloss_ko` is empty
          [ws]/notes/말.toml:9: a concept needs names in both languages (`en` and `ko`)
          [ws]/notes/말.toml:9: `boil` is broader than itself
    "#]]
    .assert_eq(&workspace.galpi(["두부"]).page());
    expect![[r#"
        exit 2
        --- stderr
        galpi: 사전에 잘못된 곳이 있습니다:
          [ws]/notes/말.toml:2: `솥`: id에는 영문자, 숫자, 하이픈(-)만 쓸 수 있습니다
          [ws]/notes/말.toml:2: `parent`의 `oven`: 없는 서비스입니다
          [ws]/notes/말.toml:2: 설명(`gloss`나 `gloss_ko`)이 비어 있습니다
          [ws]/notes/말.toml:9: 개념에는 영어(`en`)와 한국어(`ko`) 이름이 모두 있어야 합니다
          [ws]/notes/말.toml:9: `boil`: `broader`를 따라가면 자기 자신이 나옵니다
    "#]]
    .assert_eq(&korean(&workspace, &["두부"]).page());
    let workspace = Workspace::cooking()
        .note("galpi.toml", "lexicon = ['말.tsv']\n")
        .note("말.tsv", "korean english\n두부\ttofu\n");
    expect![[r#"
        exit 2
        --- stderr
        galpi: 사전에 잘못된 곳이 있습니다:
          [ws]/notes/말.tsv:1: 첫 줄은 탭으로 나눈 `korean english pos weight`, `korean english pos weight field`, `standard variants`, `word weight`, `entry phrases` 중 하나여야 합니다
    "#]].assert_eq(&korean(&workspace, &["두부"]).page());
}

#[test]
fn help_is_in_korean() {
    check(
        &["--help"],
        expect![[r#"
            exit 0
            어렴풋이 기억나는 내용을 마크다운 노트에서 찾아 줍니다

            사용법: galpi [옵션] 검색어...
                    galpi [옵션] 명령

            명령:
              search       노트를 검색해 가장 잘 맞는 절부터 보여 줍니다
              service      서비스에 대해 노트에 적힌 것이나, 모든 서비스의 목록을 보여 줍니다
              concept      개념에 대해 노트에 적힌 것이나, 모든 개념의 목록을 보여 줍니다
              compare      두 서비스나 개념에 대해 노트에 적힌 것을 비교합니다
              exam         시험 문제의 보기마다 노트에 적힌 것을 보여 줍니다
              pick         입력하는 대로 검색해 미리 보고 고릅니다
              show         절이나 노트 하나를 전부 보여 줍니다
              related      이어서 읽을 곳을 보여 줍니다: 링크, 백링크, 같은 대상, 비슷한 내용
              explain      검색어를 어떻게 이해했고 점수가 어떻게 나왔는지 설명합니다
              open         노트를 편집기로 열어 그 절이나 줄로 갑니다
              history      지금까지 검색한 것과, 그중 노트에 답이 없던 것을 보여 줍니다
              cards        절을 암기 카드로 만듭니다. Anki로 내보내거나 터미널에서 풀 수 있습니다
              watch        복사하는 내용이나 표준 입력의 각 줄에 바로 답합니다
              index        지금 색인을 만들거나 갱신합니다
              status       무엇이 어디에 색인되어 있고 무엇을 건너뛰었는지 보여 줍니다
              init         주석이 달린 galpi.toml을 현재 폴더에 만듭니다
              eval         정답이 달린 검색어로 검색 품질을 잽니다
              export       절을 OpenSearch, Elasticsearch, Quickwit에 넣을 형식으로 내보냅니다
              mcp          AI 도우미에 노트를 제공합니다(MCP, 표준 입출력)
              lsp          편집기에 노트를 제공합니다(LSP, 표준 입출력)
              completions  셸 자동 완성 스크립트를 출력합니다
              widget       셸이나 tmux의 단축키로 `galpi pick`을 여는 스크립트를 출력합니다
              man          매뉴얼 페이지를 출력합니다
              help         galpi나 명령 하나의 도움말을 보여 줍니다

            검색할 노트:
                  --notes <경로>
                      노트 폴더나 노트 파일 하나. 여러 번 쓸 수 있습니다 [기본: $GALPI_NOTES, 없으면 상위 폴더
                      쪽으로 가장 가까운 galpi.toml, 없으면 노트가 있는 현재 폴더, 없으면 내 설정의 기본 노트북]

              -N, --notebook <이름>
                      내 설정에서 이름을 붙인 노트북, 또는 all(모두). 여러 번 쓸 수 있습니다

                  --index <폴더>
                      색인을 둘 폴더 [기본: galpi.toml에 적힌 곳, 없으면 캐시 폴더]

                  --no-refresh
                      노트가 바뀌었는지 확인하지 않고 색인을 그대로 씁니다

            옵션:
                  --color <언제>
                      색을 쓸 때 [기본: auto] [쓸 수 있는 값: auto, always, never]

              -h, --help
                      도움말을 보여 줍니다

              -V, --version
                      버전을 보여 줍니다

            예:
              galpi 장애 조치 시간       단어 순서와 상관없이, 한국어로도 영어로도
              galpi -C 3 failover        앞뒤로 세 줄씩 함께
              galpi service Route53      어떤 서비스에 대해 노트에 적힌 것
              galpi pick                 입력하는 대로 결과와 미리 보기

            `galpi 검색어...`는 `galpi search 검색어...`를 줄인 것입니다. 옵션은 `galpi help search`에 있습니다.
            명령 이름과 같은 단어를 찾으려면 `galpi -- index`처럼 쓰세요.

            종료 상태: 찾으면 0, 없으면 1, 오류는 2.
        "#]],
    );
    check(
        &["show", "--help"],
        expect![[r#"
            exit 0
            절이나 노트 하나를 전부 보여 줍니다

            사용법: galpi show [옵션] <ID|경로[:줄]|검색어>...

            인자:
              <ID|경로[:줄]|검색어>...
                      --json에 나오는 절의 id, 노트의 경로(줄 번호를 붙일 수 있음), 노트 사이의
                      링크(`[[노트#제목]]`), 또는 검색어(가장 잘 맞는 절)

            옵션:
                  --raw
                      파일에 있는 바이트를 그대로 출력합니다

                  --color <언제>
                      색을 쓸 때 [기본: auto] [쓸 수 있는 값: auto, always, never]

              -h, --help
                      도움말을 보여 줍니다

            검색할 노트:
                  --notes <경로>
                      노트 폴더나 노트 파일 하나. 여러 번 쓸 수 있습니다 [기본: $GALPI_NOTES, 없으면 상위 폴더
                      쪽으로 가장 가까운 galpi.toml, 없으면 노트가 있는 현재 폴더, 없으면 내 설정의 기본 노트북]

              -N, --notebook <이름>
                      내 설정에서 이름을 붙인 노트북, 또는 all(모두). 여러 번 쓸 수 있습니다

                  --index <폴더>
                      색인을 둘 폴더 [기본: galpi.toml에 적힌 곳, 없으면 캐시 폴더]

                  --no-refresh
                      노트가 바뀌었는지 확인하지 않고 색인을 그대로 씁니다
        "#]],
    );
}

#[test]
fn a_person_reads_korean_around_hits() {
    let page =
        korean(&Workspace::cooking(), &["--heading", "--explain", "-n1", "rlaclWlro 두부"]).page();
    for part in ["그대로", "서로 가까움", "제목에 있음", "= 합계 ×", "이렇게도 찾음: rlaclWlro"]
    {
        assert!(page.contains(part), "no {part}: {page}");
    }
    check(
        &["init"],
        expect![[r#"
            exit 0
            --- stderr
            galpi: `galpi.toml`: 만들었습니다. 이 폴더에 노트가 2개 있습니다
            도움말: 모든 키가 주석으로 되어 있어, 고치기 전에는 아무것도 바뀌지 않습니다
        "#]],
    );
}

#[test]
fn the_locale_is_found_as_posix_says() {
    let workspace = Workspace::cooking();
    let run = |set: &[(&str, &str)]| {
        let mut command = workspace.command(["두부", "-y"]);
        set.iter().for_each(|(name, value)| {
            command.env(name, value);
        });
        workspace.run(command, b"").stderr().contains("없는 옵션")
    };
    assert!(run(&[("LC_ALL", "ko_KR.UTF-8"), ("LANG", "en_US.UTF-8")]));
    assert!(run(&[("LC_MESSAGES", "ko"), ("LANG", "C")]));
    assert!(!run(&[("LC_ALL", "C"), ("LANG", "ko_KR.UTF-8")]));
    assert!(run(&[("LC_ALL", ""), ("LANG", "ko_KR.UTF-8")]));
    assert!(!run(&[("LANG", "kok_IN")]));
}

#[test]
fn programs_read_no_language() {
    let workspace = Workspace::cooking();
    for arguments in [
        &["두부"][..],
        &["--json", "--explain", "rlaclWlro"],
        &["--vimgrep", "두부"],
        &["-c", "찌개"],
        &["status", "--json"],
        &["service", "--json"],
    ] {
        workspace.galpi(arguments);
        let hidden = |run: Run| run.stdout();
        assert_eq!(hidden(korean(&workspace, arguments)), hidden(workspace.galpi(arguments)));
    }
}
