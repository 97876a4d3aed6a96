//! Completions in the real shells, the manual, and what the environment says.

use crate::screen::Screen;
use crate::tools::recipe;
use crate::workspace::Workspace;

fn notes() -> Workspace {
    let workspace = Workspace::cooking().note(
        "aws.md",
        "# AWS Storage Gateway\n\n볼륨 게이트웨이는 iSCSI.\n\n# Amazon SQS\n\n장애 조치.\n",
    );
    workspace.galpi(["index"]).expect_status(0);
    workspace
}

/// What a shell's script would be given for a line, a candidate a line.
fn candidates(workspace: &Workspace, words: &[&str]) -> Vec<String> {
    let mut command = workspace.command([&["--", "galpi"], words].concat());
    command.env("GALPI_COMPLETE", "fish");
    let run = workspace.run(command, b"").expect_status(0);
    assert!(run.stderr.is_empty(), "{}", run.page());
    run.stdout()
        .lines()
        .map(|line| line.split('\t').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn names_of_these_notes_are_completed() {
    let workspace = notes();
    let complete = |words: &[&str]| candidates(&workspace, words);
    assert_eq!(complete(&["service", "aws s"]), ["AWS Storage Gateway"]);
    assert_eq!(complete(&["service", "AWS", "St"]), ["Storage Gateway"]);
    // Nobody begins with the maker's name.
    assert_eq!(complete(&["service", "storage"]), ["Storage Gateway"]);
    assert_eq!(complete(&["service", "-n", "3", "Elasti"]), [""; 0]);
    assert!(complete(&["concept", "fail"]).iter().any(|name| name.starts_with("fail")));
    assert!(complete(&["concept", "장애"]).iter().any(|name| name.starts_with("장애")));
    assert_eq!(complete(&["compare", "SQS", "stor"]), ["Storage Gateway"]);
    // The notes that the line names are those that are looked into.
    assert_eq!(complete(&["--notes", "garden", "service", "st"]), [""; 0]);
}

#[test]
fn commands_and_options_are_completed() {
    let workspace = notes();
    let complete = |words: &[&str]| candidates(&workspace, words);
    assert_eq!(complete(&["serv"]), ["service"]);
    // A query alone takes the options of a search.
    assert_eq!(complete(&["--vimg"]), ["--vimgrep"]);
    assert_eq!(complete(&["두부", "--files"]), ["--files-with-matches"]);
    assert_eq!(complete(&["search", "--column-unit", "utf"]), ["utf16"]);
    assert_eq!(complete(&["completions", "z"]), ["zsh"]);
    assert_eq!(complete(&["show", "요"]), ["요리.md"]);
}

#[test]
fn completing_changes_nothing() {
    let workspace = Workspace::cooking().note("aws.md", "# Amazon SQS\n");
    assert_eq!(candidates(&workspace, &["service", "SQ"]), [""; 0]);
    assert!(crate::workspace::contents(&workspace.path("cache")).is_empty());
    let mut command = workspace.command(["--", "galpi", ""]);
    command.env("GALPI_COMPLETE", "nonsense");
    workspace.run(command, b"").expect_status(2);
}

/// Completes a line in a real shell, and waits for what then stands there.
#[track_caller]
fn in_shell(shell: &str, start: &str, set_up: &str, typed: &str, expected: &str) {
    let workspace = notes();
    if workspace.tool(shell, ["-c", "true"]).is_none() {
        return;
    }
    let Some(screen) = Screen::start(&workspace, start) else { return };
    screen.type_text(&format!("{}; echo re''ady", set_up.trim()));
    screen.press(&["Enter"]);
    screen.wait_for("ready");
    screen.type_text(typed);
    screen.press(&["Tab"]);
    screen.wait_for(expected);
}

#[test]
fn bash_completes() {
    let start = "bash --norc --noprofile";
    let set_up = &recipe("Completions", "sh");
    in_shell(
        "bash",
        start,
        set_up,
        "galpi service AWS\\ S",
        "galpi service AWS\\ Storage\\ Gateway",
    );
    in_shell("bash", start, set_up, "galpi service AWS S", "galpi service AWS Storage\\ Gateway");
    in_shell("bash", start, set_up, "galpi 두부 --vimg", "galpi 두부 --vimgrep");
}

#[test]
fn zsh_completes() {
    let start = "zsh -f";
    let set_up =
        &format!("autoload -U compinit && compinit -u -D; {}", recipe("Completions", "zsh"));
    in_shell("zsh", start, set_up, "galpi service Stora", "galpi service Storage\\ Gateway");
    in_shell("zsh", start, set_up, "galpi 두부 --vimg", "galpi 두부 --vimgrep");
}

#[test]
fn fish_completes() {
    let start = "fish --no-config";
    let set_up = &recipe("Completions", "fish");
    in_shell("fish", start, set_up, "galpi service stora", "galpi service Storage\\ Gateway");
    in_shell("fish", start, set_up, "galpi 두부 --vimg", "galpi 두부 --vimgrep");
}

#[test]
fn powershell_gets_a_script() {
    let script = notes().galpi(["completions", "powershell"]).expect_status(0).stdout();
    assert!(script.contains("Register-ArgumentCompleter"), "{script}");
    let workspace = notes();
    let mut command = workspace.command(["--", "galpi", "service", "stor"]);
    command.env("GALPI_COMPLETE", "powershell");
    let run = workspace.run(command, b"");
    assert!(run.stdout().starts_with("Storage Gateway"), "{}", run.page());
}

#[test]
fn the_manual_is_well_formed() {
    let workspace = Workspace::new();
    let page = workspace.galpi(["man"]).expect_status(0).stdout;
    for part in ["EDITOR", "CLICOLOR_FORCE", "\\-\\-batch", "galpi mcp", "galpi open"] {
        assert!(String::from_utf8_lossy(&page).contains(part), "no {part}");
    }
    // Also of options that a short help leaves out.
    assert!(String::from_utf8_lossy(&page).contains("Print a NUL byte after each path"));
    let mut command = workspace.command(["man"]);
    command.env("LANG", "ko_KR.UTF-8");
    let korean = workspace.run(command, b"").expect_status(0).stdout;
    let text = String::from_utf8_lossy(&korean);
    assert!(
        text.contains("환경 변수") && text.contains("NUL 바이트") && !text.contains("default:")
    );
    for page in [page, korean] {
        let Some(lint) = workspace.tool("mandoc", ["-T", "lint", "-W", "error"]) else { return };
        assert_eq!(workspace.run(lint, &page).page(), "exit 0\n");
    }
}

/// What a person at a terminal gets with an environment.
fn at_terminal(environment: &str, arguments: &str) -> Option<String> {
    let workspace = notes();
    let script = format!("{environment} galpi {arguments} 2>&1");
    let command = workspace.tool("script", ["-qec", &script, "/dev/null"])?;
    Some(workspace.run(command, b"").stdout())
}

#[test]
fn colour_is_as_the_environment_says() {
    let has_colour = |environment: &str, arguments: &str| {
        at_terminal(environment, arguments).map(|page| page.contains("␛["))
    };
    for (environment, arguments, expected) in [
        ("TERM=xterm", "두부", true),
        ("TERM=xterm NO_COLOR=", "두부", true),
        ("TERM=xterm NO_COLOR=1", "두부", false),
        ("TERM=dumb", "두부", false),
        ("TERM=dumb CLICOLOR_FORCE=1", "두부", true),
        ("TERM=dumb CLICOLOR_FORCE=0", "두부", false),
        ("NO_COLOR=1 CLICOLOR_FORCE=1", "두부", false),
        ("NO_COLOR=1", "--color always 두부", true),
        ("TERM=xterm", "--color never 두부", false),
        ("TERM=xterm", "--vimgrep 두부", false),
    ] {
        let Some(seen) = has_colour(environment, arguments) else { return };
        assert_eq!(seen, expected, "{environment} galpi {arguments}");
    }
}

#[test]
fn forced_colour_leaves_lines_for_programs_alone() {
    let workspace = notes();
    let with = |arguments: &[&str]| {
        let mut command = workspace.command(arguments);
        command.env("CLICOLOR_FORCE", "1");
        workspace.run(command, b"").stdout()
    };
    assert_eq!(with(&["두부 넣기"]), workspace.galpi(["두부 넣기"]).stdout());
    assert!(with(&["--heading", "두부"]).contains("␛["));
}

#[test]
fn a_preview_is_coloured_and_as_wide_as_it_is_told() {
    let long = "아주 긴 줄이 이어진다 ".repeat(20);
    let workspace = Workspace::new().note("a.md", format!("# 감자\n\n**두부** {long}\n"));
    for columns in [40, 70] {
        let mut command = workspace.command(["show", "--color=always", "a.md:1"]);
        command.env("COLUMNS", columns.to_string());
        let page = workspace.run(command, b"").stdout();
        assert!(page.contains("␛["), "{page}");
        let plain = page.split('␛').map(|piece| match piece.split_once('m') {
            Some((code, rest)) if code.starts_with('[') => rest,
            _ => piece,
        });
        let plain: String = plain.collect();
        let widest = plain.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest.is_some_and(|w| w <= columns && w > columns - 10), "{columns}: {page}");
    }
}

#[test]
fn lines_fit_the_columns_that_are_told() {
    let long = "아주 긴 줄이 이어진다 ".repeat(20);
    let workspace = Workspace::new().note("a.md", format!("# 감자\n\n{long} 두부 {long}\n"));
    for columns in [40, 80, 200] {
        let mut command = workspace.command(["--heading", "두부"]);
        command.env("COLUMNS", columns.to_string());
        let page = workspace.run(command, b"").stdout();
        let widest = page.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest.is_some_and(|w| w <= columns && w > columns - 10), "{columns}: {page}");
    }
    // Nonsense counts as nothing said.
    let mut command = workspace.command(["--heading", "두부"]);
    command.env("COLUMNS", "wide");
    let page = workspace.run(command, b"").stdout();
    assert!(page.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{page}");
}
