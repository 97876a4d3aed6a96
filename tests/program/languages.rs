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
            galpi: `두붕어`: 노트 2개, 절 4개 어디에도 없습니다
            도움말: 노트에 있는 비슷한 낱말: 두부
        "#]],
    );
    check(
        &["rlaclWlro"],
        expect![[r#"
            exit 0
            요리.md:5:묵은 김치를 볶는다.
            요리.md:10:된장을 푼다.
            --- stderr
            galpi: 노트에 없는 말: `rlaclWlro`. 달리 읽어 찾았습니다: rlaclWlro → 김치찌개
        "#]],
    );
    check(
        &["--notes", "nowhere", "두부"],
        expect![[r#"
        exit 2
        --- stderr
        galpi: 노트 폴더를 읽을 수 없습니다: `nowhere` (그런 파일이나 폴더가 없습니다)
        도움말: `--notes 폴더`로 노트 폴더를 지정하거나, 그 폴더에 `galpi.toml`을 두세요
    "#]],
    );
    check(
        &["두부", "-y"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: `-y`: 없는 옵션입니다
            도움말: `-`로 시작하는 검색어는 `--` 뒤에 쓰거나 `-e`를 붙이세요
            도움말: 옵션은 `galpi search --help`에서 볼 수 있습니다
        "#]],
    );
    check(
        &["두부", "--color", "blue"],
        expect![[r#"
        exit 2
        --- stderr
        galpi: `--color`: `blue` 값은 쓸 수 없습니다. 쓸 수 있는 값: auto, always, never
        도움말: 옵션은 `galpi search --help`에서 볼 수 있습니다
    "#]],
    );
    check(
        &["--open", "--batch"],
        expect![[r#"
            exit 2
            --- stderr
            galpi: `--open`, `--batch`: 함께 쓸 수 없습니다
            도움말: 옵션은 `galpi search --help`에서 볼 수 있습니다
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
        galpi: `우주선`: 이런 서비스는 없습니다
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
        galpi: the lexicon has faults:
          [ws]/notes/말.toml:2: the id `솥` isn't made of letters, digits and hyphens
          [ws]/notes/말.toml:2: no service `oven` to be the parent
          [ws]/notes/말.toml:2: an empty gloss
          [ws]/notes/말.toml:9: a concept has a name in each language
          [ws]/notes/말.toml:9: `boil` is broader than itself
    "#]]
    .assert_eq(&workspace.galpi(["두부"]).page());
    expect![[r#"
        exit 2
        --- stderr
        galpi: 사전에 잘못된 곳이 있습니다:
          [ws]/notes/말.toml:2: `솥`: id에는 영문자, 숫자, 하이픈(-)만 쓸 수 있습니다
          [ws]/notes/말.toml:2: `oven`: parent에 적힌 서비스가 없습니다
          [ws]/notes/말.toml:2: 설명(gloss, gloss_ko)이 비어 있습니다
          [ws]/notes/말.toml:9: 개념에는 영어(en)와 한국어(ko) 이름이 모두 있어야 합니다
          [ws]/notes/말.toml:9: `boil`: broader를 따라가면 자기 자신이 나옵니다
    "#]]
    .assert_eq(&korean(&workspace, &["두부"]).page());
    let workspace = Workspace::cooking()
        .note("galpi.toml", "lexicon = ['말.tsv']\n")
        .note("말.tsv", "korean english\n두부\ttofu\n");
    expect![[r#"
        exit 2
        --- stderr
        galpi: 사전에 잘못된 곳이 있습니다:
          [ws]/notes/말.tsv:1: 첫 줄이 표의 머리글이 아닙니다. 탭으로 나눈 `korean english pos weight`, `korean english pos weight field`, `standard variants`, `word weight`, `entry phrases` 중 하나여야 합니다
    "#]].assert_eq(&korean(&workspace, &["두부"]).page());
}

#[test]
fn help_is_in_korean() {
    check(
        &["--help"],
        expect![[r#"
            exit 0
            어렴풋이 기억나는 마크다운 노트의 그 대목을 찾습니다

            사용법: galpi [옵션] 검색어...
                    galpi [옵션] 명령

            명령:
              search       절을 찾아 가장 맞는 것부터 보여 줍니다
              service      노트가 어떤 서비스에 대해 적은 것을 보여 줍니다. 이름이 없으면 서비스 목록
              concept      노트가 어떤 개념에 대해 적은 것을 보여 줍니다. 이름이 없으면 개념 목록
              compare      두 서비스나 개념에 대한 절을 나란히 보여 줍니다
              exam         문제를 보기별로 나누어, 노트에 무엇이 적혀 있는지 나란히 보여 줍니다
              pick         치는 대로 찾아 고릅니다
              show         절 하나를 통째로 보여 줍니다
              related      어떤 절 다음에 읽을 곳을 보여 줍니다: 링크, 여기를 링크한 곳, 같은 것을 다룬 절,
                           비슷한 절
              explain      검색어를 어떻게 읽었고 점수가 어떻게 나왔는지 알려 줍니다
              open         노트를 편집기로 열어 그 절이나 줄로 갑니다
              history      무엇을 찾았는지, 그중 노트에 없는 것은 무엇인지 보여 줍니다
              cards        절로 질문과 답을 만듭니다. Anki에 넣거나 터미널에서 풀 수 있습니다
              watch        복사한 내용이나 표준 입력의 각 줄에 바로 답합니다
              index        지금 색인을 만들거나 갱신합니다
              status       무엇이 어디에 색인되어 있는지, 최신인지, 무엇을 건너뛰었는지 알려 줍니다
              init         주석이 달린 galpi.toml을 현재 폴더에 만듭니다
              eval         정답이 달린 검색어로 검색 품질을 잽니다
              export       노트를 여러 서버에서 도는 검색 엔진에 넣을 형식으로 내보냅니다
              mcp          MCP(Model Context Protocol) 서버로 노트를 제공합니다. 표준 입출력으로 통신합니다
              lsp          언어 서버(LSP)로 편집기에 노트를 제공합니다. 표준 입출력으로 통신합니다
              completions  셸의 자동 완성 스크립트를 출력합니다
              widget       bash, zsh, fish, tmux에서 `galpi pick`을 단축키에 거는 스크립트를 출력합니다
              man          매뉴얼 페이지를 출력합니다
              help         명령을 어떻게 쓰는지 알려 줍니다

            어느 노트에서:
                  --notes <경로>
                      노트 폴더나 노트 파일. 여러 번 쓸 수 있습니다 [기본: $GALPI_NOTES, 없으면 위로 올라가며
                      처음 만나는 galpi.toml에 적힌 곳, 그다음은 내 설정의 기본 노트북, 그것도 없으면 현재 폴더]

              -N, --notebook <이름>
                      내 설정에 이름을 적어 둔 노트북, 또는 all. 여러 번 쓸 수 있습니다

                  --index <폴더>
                      색인을 둘 폴더 [기본: galpi.toml에 적힌 곳, 없으면 캐시 폴더]

                  --no-refresh
                      노트가 바뀌었는지 보지 않고 색인을 그대로 씁니다

            옵션:
                  --color <언제>
                      색을 언제 쓸지 [기본: auto] [쓸 수 있는 값: auto, always, never]

              -h, --help
                      도움말을 보여 줍니다

              -V, --version
                      버전을 보여 줍니다

            예:
              galpi 장애 조치 시간       순서도 언어도 상관없이
              galpi -C 3 failover        답의 앞뒤로 세 줄씩
              galpi service Route53      어떤 서비스에 대해 적은 것
              galpi pick                 치는 대로 찾고 미리 보기

            `galpi 검색어...`는 `galpi search 검색어...`와 같고, 그 옵션은 `galpi help search`에 있습니다.
            첫 낱말이 명령 이름이면 명령으로 읽습니다. 낱말 index를 찾으려면 `galpi -- index`처럼 쓰세요.

            종료 상태: 찾으면 0, 없으면 1, 오류는 2.
        "#]],
    );
    check(
        &["show", "--help"],
        expect![[r#"
            exit 0
            절 하나를 통째로 보여 줍니다

            사용법: galpi show [옵션] <ID|경로[:줄]|검색어>...

            인자:
              <ID|경로[:줄]|검색어>...
                      --json에 나오는 절의 id, 노트의 경로와 줄, 링크(`[[노트#제목]]`), 또는 검색어: 가장 맞는
                      절을 보여 줍니다

            옵션:
                  --raw
                      파일에 있는 바이트를 그대로 출력합니다

                  --color <언제>
                      색을 언제 쓸지 [기본: auto] [쓸 수 있는 값: auto, always, never]

              -h, --help
                      도움말을 보여 줍니다

            어느 노트에서:
                  --notes <경로>
                      노트 폴더나 노트 파일. 여러 번 쓸 수 있습니다 [기본: $GALPI_NOTES, 없으면 위로 올라가며
                      처음 만나는 galpi.toml에 적힌 곳, 그다음은 내 설정의 기본 노트북, 그것도 없으면 현재 폴더]

              -N, --notebook <이름>
                      내 설정에 이름을 적어 둔 노트북, 또는 all. 여러 번 쓸 수 있습니다

                  --index <폴더>
                      색인을 둘 폴더 [기본: galpi.toml에 적힌 곳, 없으면 캐시 폴더]

                  --no-refresh
                      노트가 바뀌었는지 보지 않고 색인을 그대로 씁니다
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
        galpi: `galpi.toml`: 만들었습니다. 노트가 2개 있습니다
        도움말: 전부 주석입니다. 고치기 전까지는 적힌 대로 동작합니다
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
