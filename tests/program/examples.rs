//! Whatever stands in the documents as an example does what it says.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::workspace::Workspace;

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

/// Runs a line of shell where `galpi` is the program.
#[track_caller]
fn run(workspace: &Workspace, line: &str) {
    let galpi = env!("CARGO_BIN_EXE_galpi");
    let script = format!("galpi() {{ '{galpi}' \"$@\"; }}\n{line}");
    let mut command = Command::new("sh");
    command
        .args(["-c", &script])
        .current_dir(workspace.path("notes"))
        .env("HOME", workspace.path("home"))
        .env("XDG_CACHE_HOME", workspace.path("cache"))
        // As a person would see the answers of earlier examples.
        .env("GALPI_HISTORY", "always")
        .env("LC_ALL", "C.UTF-8");
    // What is asked for on standard input is a question.
    let run = workspace.run(command, "어느 것이 대기열인가? A) SQS B) SNS\n".as_bytes());
    assert_eq!(run.status, Some(0), "`{line}`\n{}", run.page());
}

/// Returns the lines of the blocks of shell that call galpi on notes, as they
/// would be typed once it is installed, without those of other subjects.
fn shell_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_shell = false;
    for line in text.lines() {
        if line.starts_with("```") {
            is_shell = line == "```sh";
            continue;
        }
        let line = line.replace("cargo run --release -- ", "galpi ");
        let line = line.strip_prefix("cd ~/notes && ").unwrap_or(&line).to_owned();
        // A picker waits for a person, there is a configuration already, and the
        // notes lack nothing that is asked here.
        let special = ["galpi pick", "galpi init", "galpi history --missed"];
        let is_special = special.iter().any(|special| line.starts_with(special));
        if is_shell && line.starts_with("galpi ") && !is_special {
            lines.push(line);
        }
    }
    lines
}

#[test]
fn examples_of_the_documents_run() {
    let workspace = clone();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in ["README.md", "README.ko.md"] {
        let text = fs::read_to_string(root.join(document)).expect("a document");
        let lines = shell_lines(&text);
        assert!(lines.len() >= 5, "{document}: {lines:?}");
        for line in lines {
            // What other programs make of it is another test's business.
            let own = line.split(" | ").next().unwrap_or_default();
            let own = own.split("  #").next().unwrap_or_default();
            if !own.contains("QUERY") && !own.contains("completions") {
                run(&workspace, own);
            }
        }
    }
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
                run(&workspace, &format!("galpi {line}"));
                tried += 1;
            }
        }
    }
    assert!(tried >= 3, "{tried}");
}
