//! galpi in scripts: as grep would be asked.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use expect_test::expect;

use crate::tools::{installed, recipe};
use crate::workspace::{Workspace, wait};

#[test]
fn many_queries_have_an_answer_each_in_order() {
    let workspace = Workspace::cooking();
    let queries = "두부\n\n우주선 +없는말\r\n된장찌개\n상추 씨앗";
    let run = workspace.galpi_with_input(["--batch", "-n1"], queries.as_bytes()).expect_status(0);
    let told: Vec<String> = run
        .json()
        .iter()
        .map(|line| match line["type"].as_str() {
            Some("hit") => format!("{} hit {}", line["query_number"], line["trail"]),
            _ => format!("{} of {} {}", line["query_number"], line["query"], line["returned"]),
        })
        .collect();
    expect![[r#"
        1 hit ["요리","김치찌개"]
        1 of "두부" 1
        2 of "" 0
        3 of "우주선 +없는말" 0
        4 hit ["요리","된장찌개"]
        4 of "된장찌개" 1
        5 hit ["텃밭"]
        5 of "상추 씨앗" 1"#]]
    .assert_eq(&told.join("\n"));
    // With a NUL after each, a query may have several lines.
    let run = workspace.galpi_with_input(["--batch", "-0"], "두부\n넣기\0씨앗\0".as_bytes());
    let queries: Vec<_> = run.json().into_iter().filter(|l| l["type"] == "summary").collect();
    assert_eq!(
        (&queries[0]["query"], &queries[1]["query"]),
        (&"두부\n넣기".into(), &"씨앗".into())
    );
}

#[test]
fn a_batch_answers_as_single_queries_do() {
    let workspace = Workspace::cooking();
    let queries = ["두부", "김치찌개", "rlaclWlro", "\"된장을 푼다\"", "씨앗 -봄에", "path:garden"];
    let batch = workspace.galpi_with_input(["--batch"], queries.join("\n").as_bytes()).json();
    let mut single = Vec::new();
    for (at, query) in queries.iter().enumerate() {
        for mut line in workspace.galpi(["--json", "-e", query]).json() {
            line["query_number"] = (at + 1).into();
            single.push(line);
        }
    }
    let same = |mut lines: Vec<serde_json::Value>| {
        for line in &mut lines {
            line["elapsed_us"] = 0.into();
            line["index"] = 0.into();
        }
        lines
    };
    assert_eq!(same(batch), same(single));
}

#[test]
fn the_status_of_a_batch_is_whether_anything_was_found() {
    let workspace = Workspace::cooking();
    let status = |queries: &str| {
        workspace.galpi_with_input(["--batch", "--exact"], queries.as_bytes()).status
    };
    assert_eq!(status("우주선\n두부\n"), Some(0));
    assert_eq!(status("우주선\n"), Some(1));
    assert_eq!(status(""), Some(1));
    for other in ["--vimgrep", "-l", "-q", "두부"] {
        workspace.galpi(["--batch", other]).expect_status(2);
    }
    let long = "가".repeat(400_000);
    let run = workspace.galpi_with_input(["--batch"], format!("두부\n{long}\n").as_bytes());
    assert_eq!(run.status, Some(2));
    assert!(run.stderr().contains("query 2 is larger than 1 MiB"), "{}", run.stderr());
}

#[test]
fn one_process_can_be_asked_now_and_then() {
    let workspace = Workspace::cooking();
    let mut command = workspace.command(["--batch", "--exact"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
    let mut ask = child.stdin.take().expect("it is piped");
    let mut answers = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let mut asked = |query: &str| {
        writeln!(ask, "{query}").expect("it reads");
        let mut lines = Vec::new();
        loop {
            let line = answers.next().expect("an answer comes").expect("it is text");
            let line: serde_json::Value = serde_json::from_str(&line).expect("JSON");
            if line["type"] == "summary" {
                return lines;
            }
            lines.push(line);
        }
    };
    assert_eq!(asked("두부").len(), 1);
    assert_eq!(asked("포렌식").len(), 0);
    workspace.write("notes/새.md", "# 포렌식\n");
    // What is written meanwhile is met a little later.
    std::thread::sleep(std::time::Duration::from_millis(1200));
    assert_eq!(asked("포렌식").len(), 1);
    drop(ask);
    assert_eq!(wait(&mut child), Some(0));
}

#[test]
fn a_batch_ends_quietly_when_nobody_reads() {
    let workspace = Workspace::cooking();
    let run = workspace.sh("yes 두부 | galpi --batch | head -n 3");
    assert_eq!((run.stdout().lines().count(), run.stderr().as_str()), (3, ""), "{}", run.page());
}

#[test]
fn a_pasted_question_comes_through_a_pipe() {
    let workspace = Workspace::cooking();
    let run = workspace.sh("printf '무엇을 넣나?\\nA) 두부\\nB) 벽돌\\n' | galpi -n1 -l -");
    assert_eq!(run.page(), "exit 0\n요리.md\n");
}

#[test]
fn paths_with_any_characters_go_through_xargs() {
    let workspace = Workspace::new()
        .note("a b\n'c'.md", "# 두부\n")
        .note("-rf.md", "# 두부\n")
        .note("d:7:e.md", "# 두부\n");
    let run =
        workspace.sh("galpi -l0 두부 | xargs -0 -I{} sh -c 'test -f \"./$1\" && echo ok' - {}");
    assert_eq!(run.page(), "exit 0\nok\nok\nok\n");
    let run = workspace.sh("galpi --files-with-matches -0 두부 | tr '\\0\\n' '\\n?' | sort");
    assert_eq!(run.stdout(), "-rf.md\na b?'c'.md\nd:7:e.md\n");
    let run = workspace.sh("galpi -c -0 두부 | tr '\\0' '='  | sort");
    assert_eq!(run.stdout(), "'c'.md=1\n-rf.md=1\na b\nd:7:e.md=1\n");
}

#[test]
fn options_stand_anywhere_and_in_one_word() {
    let workspace = Workspace::cooking();
    let one = workspace.galpi(["-l", "-n", "1", "두부"]).page();
    for typed in [
        &["두부", "-l", "-n1"][..],
        &["-ln1", "두부"],
        &["-n1", "-l", "--", "두부"],
        &["-ln1", "-e두부"],
        &["--limit=1", "--files-with-matches", "--query=두부"],
    ] {
        assert_eq!(workspace.galpi(typed).page(), one, "{typed:?}");
    }
}

#[test]
fn nothing_depends_on_the_locale() {
    let workspace = Workspace::cooking();
    let pages: Vec<String> = ["C", "POSIX", "en_US.UTF-8", "tr_TR.UTF-8", "ko_KR.EUC-KR"]
        .iter()
        .map(|locale| {
            let mut command = workspace.command(["--vimgrep", "두부"]);
            command.env("LC_ALL", locale).env("LANG", locale);
            workspace.run(command, b"").page()
        })
        .collect();
    assert!(pages.iter().all(|page| *page == pages[0]), "{pages:?}");
}

#[test]
fn escapes_of_a_template_are_told() {
    let workspace = Workspace::cooking();
    let run = workspace.galpi(["--template", r"{path}:{line}\t{heading}\t{snippet}", "두부"]);
    assert_eq!(run.stdout(), "요리.md:6\t김치찌개\t- 돼지고기와 **두부** 넣기\n");
    let run = workspace.galpi(["--template", r"{section_line}-{end_line}\\\n", "두부"]);
    assert_eq!(run.stdout(), "3-6\\\n");
    let run = workspace.galpi(["--template", r"\x", "두부"]).expect_status(2);
    assert_eq!(
        run.stderr(),
        "galpi: unknown escape `\\x` in the template; use \\t, \\n, \\0 or \\\\\n"
    );
    workspace.galpi(["--template", r"{path}\", "두부"]).expect_status(2);
}

#[test]
fn jq_reads_the_lines() {
    let workspace = Workspace::cooking();
    for (recipe, expected) in [
        (r#"select(.type == "hit") | .path"#, "요리.md\n"),
        (r#"select(.type == "summary") | .total"#, "1\n"),
        (r#"select(.type == "hit") | .matches[] | "\(.line):\(.column)""#, "6:21\n"),
    ] {
        let Some(mut jq) = workspace.tool("jq", ["-r", recipe]) else { return };
        jq.env("LANG", "C.UTF-8");
        let lines = workspace.galpi(["--json", "두부"]).stdout;
        assert_eq!(workspace.run(jq, &lines).page(), format!("exit 0\n{expected}"));
    }
}

#[test]
fn the_recipes_of_the_readme_run_as_they_stand_there() {
    // The notes that come along, and what says where they are.
    let workspace = Workspace::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in crate::workspace::contents(&root.join("corpus")) {
        let inside = path.strip_prefix(root).expect("it is inside").to_str().expect("text");
        if let Some(bytes) = bytes {
            workspace.write(&format!("notes/{inside}"), bytes);
        }
    }
    let config = std::fs::read(root.join("galpi.toml")).expect("there is one");
    workspace.write("notes/galpi.toml", config);
    workspace.galpi(["index"]).expect_status(0);
    let block = recipe("In scripts", "sh");
    assert!(block.lines().count() >= 9, "{block}");
    for line in block.lines() {
        if line.contains("| jq") && installed("jq").is_none() {
            continue;
        }
        let run = workspace.sh(line).expect_status(0);
        assert!(!run.stdout.is_empty() && run.stderr.is_empty(), "{line}\n{}", run.page());
    }
}
