//! The line that answers: one and the same in whatever way it is asked for, and
//! on the first screen.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use serde_json::{Value, json};

use crate::assistant::Client;
use crate::terminal::Terminal;
use crate::workspace::Workspace;

const NOTE: &str = "\
# Amazon SQS

![큐](sqs.png)

| 종류 | 순서 |
|---|---|
| FIFO | 지킨다 |

- https://example.org/amazon-sqs
- Amazon SQS는 메시지를 쌓아 두는 완전 관리형 큐이다.
- 소비자가 사라져도 메시지는 남는다.

# Amazon SNS

- 자세한 것은 [Amazon SNS 안내](https://example.org/sns)를 참고한다.
- Amazon SNS는 구독자마다 알림을 민다.
";
/// Lines of the note that say what the services are.
const SQS: u64 = 10;
const SNS: u64 = 16;

fn notes() -> Workspace {
    let workspace = Workspace::new()
        .note("aws.md", NOTE)
        .file("bin/vim", "#!/bin/sh\nprintf '%s ' \"$@\" > \"$OPENED\"\n");
    let vim = workspace.path("bin/vim");
    fs::set_permissions(vim, fs::Permissions::from_mode(0o755)).expect("it is allowed");
    workspace
}

/// Returns the line that answers in each section that a command lists as JSON,
/// by the section's heading.
fn lines(workspace: &Workspace, arguments: &[&str]) -> Vec<(String, u64)> {
    let mut arguments = arguments.to_vec();
    arguments.push("--json");
    let run = workspace.galpi(arguments);
    let hits = run.json().into_iter().filter(|line| line["type"] == "hit");
    let told = hits.map(|hit| {
        let line = hit["snippet"]["line"].as_u64().expect("a line");
        assert_eq!(hit["answer_line"], line, "{hit}");
        let heading = hit["trail"].as_array().and_then(|trail| trail.last()).cloned();
        (heading.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned(), line)
    });
    told.collect()
}

#[track_caller]
fn check(found: &[(String, u64)], heading: &str, line: u64) {
    let own = found.iter().find(|(own, _)| own == heading);
    assert_eq!(own.map(|(_, line)| *line), Some(line), "{heading} in {found:?}");
}

#[test]
fn every_command_shows_the_same_line() {
    let workspace = notes();
    for (arguments, both) in [
        (&["SQS"][..], false),
        (&["-n1", "SQS"], false),
        (&["service", "SQS"], false),
        (&["compare", "SQS", "SNS"], true),
        (&["SQS", "SNS"], true),
    ] {
        let found = lines(&workspace, arguments);
        check(&found, "Amazon SQS", SQS);
        if both {
            check(&found, "Amazon SNS", SNS);
        }
    }
    let concept = lines(&workspace, &["concept", "message queue"]);
    check(&concept, "Amazon SQS", SQS);
}

#[test]
fn every_format_shows_the_same_line() {
    let workspace = notes();
    let place = format!("aws.md:{SQS}");
    for arguments in [
        &["-n1", "SQS"][..],
        &["-n1", "--vimgrep", "-m1", "SQS"],
        &["-n1", "--heading", "SQS"],
        &["-n1", "--template", "{path}:{line}:\\n", "SQS"],
    ] {
        let run = workspace.galpi(arguments);
        assert!(run.stdout().contains(&place), "{arguments:?}: {}", run.page());
    }
    let mut client = Client::connect(&workspace);
    let found = client.answer("search", json!({ "query": "SQS" }));
    assert_eq!(found["sections"][0]["line"], SQS, "{found}");
    let found = client.answer("service", json!({ "name": "SQS" }));
    assert_eq!(found["found"]["sections"][0]["line"], SQS, "{found}");
}

#[test]
fn an_editor_is_opened_at_that_line() {
    let workspace = notes();
    for arguments in [&["--open", "SQS"][..], &["service", "SQS", "--open"]] {
        let opened = workspace.path("opened");
        let mut command = workspace.command(arguments);
        command.env("EDITOR", "vim").env("OPENED", &opened).env("PATH", workspace.path("bin"));
        let run = workspace.run(command, b"");
        let called = fs::read_to_string(opened).unwrap_or_else(|_| panic!("{}", run.page()));
        assert!(called.starts_with(&format!("+call cursor({SQS},")), "{called}");
    }
    let Some(terminal) = Terminal::open(&workspace, 100, 24, "echo \"<$(galpi pick SQS)>\"") else {
        return;
    };
    terminal.wait_for("▌ Amazon SQS");
    terminal.press("Enter");
    let screen = terminal.wait_for("[0]");
    assert!(screen.contains(&format!("aws.md:{SQS}")), "{screen}");
}

/// What a reader of the study notes asks, and what stands in the answer.
const QUESTIONS: [(&str, &str); 10] = [
    ("볼륨 게이트웨이 모드", "캐시 모드 또는 저장 모드"),
    ("UDP 게임", "게임(UDP"),
    ("glacier 꺼내는 데 걸리는 시간", "12시간 넘어가면 Deep Archive"),
    ("DAX", "완전 관리형인 메모리 Cache"),
    ("비싸다 nat", "엔드포인트를 사용하자"),
    ("람다 최대 몇 분", "최대 15분간 코드 실행"),
    ("rpo rto 차이", "복구 시점 목표"),
    ("도메인 라우팅 가중치", "사용자가 지정하는 비율"),
    ("프라이빗 서브넷 IPv6 밖으로만", "외부 전용 인터넷 게이트웨이"),
    ("encrypt a field at the edge", "is encrypted at the edge"),
];

#[test]
fn ten_questions_are_answered_on_a_small_screen() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/notes/aws-saa-notes.md");
    let Ok(note) = fs::read(path) else {
        eprintln!("../shared isn't there: skipped");
        return;
    };
    for (question, answer) in QUESTIONS {
        let workspace = Workspace::new().note("aws.md", &note);
        let line = format!("galpi '{question}'");
        let Some(terminal) = Terminal::open(&workspace, 80, 24, &line) else { return };
        let screen = terminal.wait_for("[0]");
        // The whole answer with the prompt that follows it: nothing has scrolled.
        assert!(screen.contains(" 1  "), "{question}:\n{screen}");
        // Rows of one line follow each other.
        let joined: String =
            screen.lines().map(str::trim).collect::<Vec<_>>().join(" ").replace("  ", " ");
        assert!(joined.contains(answer), "{question}: no `{answer}` in\n{screen}");
    }
}

#[test]
fn typed_and_read_differ_by_more_than_colour_on_any_ground() {
    let workspace = Workspace::new().note("a.md", "# 글\n\n장애 조치와 두부를 본다.\n");
    let shown = |variables: &[(&str, &str)]| {
        let mut command = workspace.command(["--color", "always", "failover 두부"]);
        command.envs(variables.iter().copied());
        workspace.run(command, b"").stdout()
    };
    for (variables, typed) in [
        (&[][..], "␛[35;1;4m두부␛[0m"),
        (&[("COLORFGBG", "15;0")], "␛[33;1;4m두부␛[0m"),
        (&[("COLORFGBG", "0;15")], "␛[34;1;4m두부␛[0m"),
        (&[("GALPI_COLORS", "dark")], "␛[33;1;4m두부␛[0m"),
        (&[("GALPI_COLORS", "mt=1;31")], "␛[31;1m두부␛[0m"),
        // What isn't a look is passed over: nothing else reaches the terminal.
        (&[("GALPI_COLORS", "mt=1;31\u{1b}]0;x\u{7}")], "␛[35;1;4m두부␛[0m"),
    ] {
        let page = shown(variables);
        assert!(page.contains(typed), "{variables:?}: {page}");
        assert!(page.contains("␛[4m장애 조치␛[0m"), "{variables:?}: {page}");
        // Particles are of neither.
        assert!(page.contains("␛[0m를 본다."), "{page}");
    }
}

#[test]
fn a_clear_query_ends_where_its_answers_end() {
    let mut note = String::new();
    for number in 1..=3 {
        note.push_str(&format!("# Amazon SQS {number}\n\n가시성 제한 시간은 {number}초이다.\n\n"));
    }
    for number in 1..=9 {
        note.push_str(&format!("# 큐 {number}\n\nSQS에 제한을 둔다, {number}번.\n\n"));
    }
    let workspace = Workspace::new().note("a.md", note);
    let line = "galpi 가시성 제한 시간";
    let Some(terminal) = Terminal::open(&workspace, 80, 24, line) else { return };
    let screen = terminal.wait_for("[0]");
    assert_eq!(screen.matches("가시성 제한 시간은").count(), 3, "{screen}");
    assert!(!screen.contains("큐 1"), "{screen}");
}
