//! Whatever stands in the documents as an example does what it says.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::tools::installed;
use crate::workspace::{Run, Workspace};

/// A copy of what the examples of the documents are about: the notes that come
/// along, at the place where they are in the repository.
fn clone() -> Workspace {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Workspace::new();
    let mut folders = vec![root.join("corpus")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(root).expect("it is inside");
            let name = format!("notes/{}", name.to_str().expect("our names are text"));
            workspace.write(&name, fs::read(&path).expect("a note"));
        }
    }
    let config = fs::read(root.join("galpi.toml")).expect("a configuration");
    workspace.write("notes/galpi.toml", config);
    workspace
}

/// What other tests, a person or a machine that isn't this one are needed for.
const ELSEWHERE: [&str; 7] = [
    // Installing: `dist/test`.
    "cargo ",
    "sudo ",
    "pipx ",
    "tar ",
    // A picker waits for somebody to choose: `picking.rs`.
    "galpi pick",
    "hx \"$(galpi pick)\"",
    "vim -q <(galpi pick",
];

/// Programs that stand for a clipboard and an editor.
const STAND_INS: [(&str, &str); 2] =
    [("wl-paste", "echo '어느 것이 대기열인가? A) SQS B) SNS'"), ("hx", "test -f \"${1%%:*}\"")];

/// A copy of the notes that come along, with the programs of the examples, a lookup
/// that was in vain, and the notes in the home folder as well.
fn desk() -> Workspace {
    let mut workspace = clone();
    for (name, script) in STAND_INS {
        workspace = workspace.file(&format!("bin/{name}"), format!("#!/bin/sh\n{script}\n"));
        let program = workspace.path(&format!("bin/{name}"));
        fs::set_permissions(program, fs::Permissions::from_mode(0o755)).expect("it is allowed");
    }
    let home = workspace.path("home/notes");
    std::os::unix::fs::symlink(workspace.path("notes"), home).expect("a link");
    workspace
}

/// Runs a line of shell where `galpi` is the program.
#[track_caller]
fn run(workspace: &Workspace, line: &str, language: &str) -> Option<Run> {
    let used = ["jq", "xargs", "fzf"].iter().filter(|tool| line.contains(&format!("{tool} ")));
    if used.into_iter().any(|tool| installed(tool).is_none()) {
        return None;
    }
    let mut command = workspace.tool("bash", ["-c", &format!("set -o pipefail; {line}")])?;
    let bin = workspace.path("bin");
    let path = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value);
    let folders = std::env::split_paths(path.unwrap_or_default());
    let path = std::env::join_paths(folders.chain([bin])).expect("no folder has a colon");
    command
        .env("PATH", path)
        // As a person would see the answers of earlier examples.
        .env("GALPI_HISTORY", "always")
        .env("COLUMNS", "80")
        .env("LC_ALL", language);
    // What is asked for on standard input is a question.
    Some(workspace.run(command, "어느 것이 대기열인가? A) SQS B) SNS\n".as_bytes()))
}

/// Returns the blocks of a document in one of its languages, as lines.
fn blocks(text: &str, language: &str) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    let mut block: Option<(bool, Vec<String>)> = None;
    for line in text.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(own)) => block = Some((own == language, Vec::new())),
            (Some(_), Some(_)) => {
                blocks.extend(block.take().filter(|(is_own, _)| *is_own).map(|(_, lines)| lines));
            }
            (Some((_, lines)), None) => lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    blocks
}

#[test]
fn commands_of_the_documents_run_as_they_are_written() {
    let workspace = desk();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if run(&workspace, "galpi 우주선발사대 || true", "C.UTF-8").is_none() {
        return;
    }
    for (document, language) in [("README.md", "C.UTF-8"), ("README.ko.md", "ko_KR.UTF-8")] {
        let text = fs::read_to_string(root.join(document)).expect("a document");
        let mut tried = 0;
        for block in blocks(&text, "sh") {
            // A function is one command of several lines.
            let is_function = block.iter().any(|line| line.ends_with('{'));
            let commands = if is_function { vec![block.join("\n")] } else { block };
            for command in commands {
                if ELSEWHERE.iter().any(|other| command.starts_with(other)) {
                    continue;
                }
                if let Some(run) = run(&workspace, &command, language) {
                    assert_eq!(run.status, Some(0), "{document}: `{command}`\n{}", run.page());
                    tried += 1;
                }
            }
        }
        assert!(tried >= 30, "{document}: {tried}");
    }
}

#[test]
fn what_the_documents_show_is_what_comes() {
    let workspace = desk();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (document, language) in [("README.md", "C.UTF-8"), ("README.ko.md", "ko_KR.UTF-8")] {
        let text = fs::read_to_string(root.join(document)).expect("a document");
        for shown in blocks(&text, "console").concat().join("\n").split("$ ").skip(1) {
            let (command, expected) = shown.split_once('\n').expect("something comes");
            // As on a terminal, where a message stands before what it is about.
            let line = format!("{command} --heading 2>&1");
            let Some(run) = run(&workspace, &line, language) else { return };
            assert_eq!(run.stdout().trim_end(), expected.trim_end(), "{document}: {command}");
        }
    }
}

/// Returns the commands of a block of a session, each with what is shown of its output.
/// A command goes on up to `END` where that ends its input.
fn session(block: &[String]) -> Vec<(String, Vec<String>)> {
    let mut commands: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_input = false;
    for line in block {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) if !is_input => {
                commands.push((command.to_owned(), Vec::new()));
                is_input = command.ends_with("<<'END'");
            }
            (_, Some((command, _))) if is_input => {
                command.push_str(&format!("\n{line}"));
                is_input = line != "END";
            }
            (_, Some((_, shown))) => shown.push(line.clone()),
            (_, None) => panic!("{line} is the output of no command"),
        }
    }
    commands
}

/// Says whether lines have what is shown of them, in its order; `…` stands for
/// anything.
fn is_shown(lines: &[&str], shown: &[String]) -> bool {
    let mut lines = lines.iter();
    shown.iter().filter(|shown| *shown != "…").all(|shown| {
        let (start, end) = shown.split_once('…').unwrap_or((shown, ""));
        let is_cut = shown.contains('…');
        lines.any(|line| {
            let line = line.trim_end();
            let rest = line.strip_prefix(start);
            rest.is_some_and(|rest| if is_cut { rest.ends_with(end) } else { rest.is_empty() })
        })
    })
}

#[test]
fn an_hour_at_the_desk_can_be_repeated() {
    let workspace = desk();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/desk.md")).expect("a document");
    let (mut tried, home) = (0, "[ws]/home");
    for (command, shown) in blocks(&text, "console").iter().flat_map(|block| session(block)) {
        let Some(run) = run(&workspace, &command, "C.UTF-8") else { return };
        assert_eq!(run.status, Some(0), "`{command}`\n{}", run.page());
        let out = run.stdout().replace(home, "~");
        let lines: Vec<&str> = out.lines().collect();
        assert!(is_shown(&lines, &shown), "`{command}`\n{out}\n{}", shown.join("\n"));
        tried += 1;
    }
    assert!(tried >= 20, "{tried}");
}

#[test]
fn what_may_be_typed_is_found() {
    let workspace = clone();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in ["README.md", "README.ko.md"] {
        let text = fs::read_to_string(root.join(document)).expect("a document");
        let rows: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("| `") && line.matches('|').count() == 3)
            .collect();
        assert!(rows.len() >= 8, "{document}");
        for row in rows {
            let cell = row.split('|').nth(1).unwrap_or_default();
            // Every other piece stands between backquotes; options of a pasted
            // question aren't queries.
            for typed in cell.split('`').skip(1).step_by(2).filter(|t| !t.ends_with(')')) {
                workspace.galpi(["-e", typed]).expect_status(0);
            }
        }
    }
}

#[test]
fn examples_of_the_help_run() {
    let workspace = clone();
    let mut tried = 0;
    let commands =
        ["", "search", "service", "concept", "compare", "exam", "show", "explain", "pick"];
    for command in commands {
        let arguments: Vec<&str> =
            [command, "--help"].into_iter().filter(|a| !a.is_empty()).collect();
        let help = workspace.galpi(arguments).expect_status(0).stdout();
        for line in help.lines().filter_map(|line| line.strip_prefix("  galpi ")) {
            let line = line.split("   ").next().unwrap_or_default();
            if !line.starts_with("pick") {
                let Some(run) = run(&workspace, &format!("galpi {line}"), "C.UTF-8") else {
                    return;
                };
                assert_eq!(run.status, Some(0), "`{line}`\n{}", run.page());
                tried += 1;
            }
        }
    }
    assert!(tried >= 3, "{tried}");
}
