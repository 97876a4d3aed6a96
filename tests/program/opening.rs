//! `galpi open` and `--open`: the editor at the right place, and nothing else
//! started.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::screen::Screen;
use crate::workspace::{Run, Workspace};

/// Notes with an editor that writes down what it was called with.
fn notes() -> Workspace {
    let workspace = Workspace::cooking()
        .note("긴 이름.md", "# 스토리지\n\n\t😀 그래서 **순두부**가 있다\n")
        .note("aws.md", "# Amazon SQS\n\n큐.\n")
        .file("bin/vim", "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" > \"$OPENED\"\nexit 7\n");
    let vim = workspace.path("bin/vim");
    fs::set_permissions(vim, fs::Permissions::from_mode(0o755)).expect("it is allowed");
    workspace
}

/// Runs galpi with an editor; what the editor was called with, below its name.
fn open(workspace: &Workspace, editor: &str, arguments: &[&str]) -> (Run, Option<String>) {
    let opened = workspace.path("opened");
    let _ = fs::remove_file(&opened);
    let mut command = workspace.command(arguments);
    command.env("EDITOR", editor).env("OPENED", &opened).env("PATH", workspace.path("bin"));
    let run = workspace.run(command, b"");
    let opened = fs::read_to_string(opened).ok();
    let words = opened.map(|text| text.lines().skip(1).collect::<Vec<_>>().join(" | "));
    (run, words)
}

#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    let (run, words) = open(&notes(), "vim", arguments);
    assert_eq!(words.as_deref(), Some(expected), "{}", run.page());
    // The status is the editor's: galpi became it.
    assert_eq!(run.page(), "exit 7\n");
}

#[test]
fn the_editor_begins_at_what_was_named() {
    check(&["open", "요리.md"], "+call cursor(1,1) | ./요리.md");
    check(&["open", "요리.md:6"], "+call cursor(6,1) | ./요리.md");
    check(&["open", "./요리.md:6:21"], "+call cursor(6,21) | ./요리.md");
    // In the midst of a syllable is at its beginning; past the end is the end.
    check(&["open", "요리.md:6:22"], "+call cursor(6,21) | ./요리.md");
    check(&["open", "요리.md:6:999"], "+call cursor(6,36) | ./요리.md");
    check(&["open", "요리.md:999:9"], "+call cursor(10,7) | ./요리.md");
    let id = notes().galpi(["-n1", "--template", "{id}", "된장찌개"]).stdout();
    check(&["open", id.trim()], "+call cursor(8,1) | ./요리.md");
}

#[test]
fn the_first_hit_is_opened_at_its_match() {
    check(&["--open", "순두부"], "+call cursor(3,19) | ./긴 이름.md");
    check(&["두부", "넣기", "--open", "-n5"], "+call cursor(6,21) | ./요리.md");
    let aws = notes().note("aws.md", "# SQS\n\nSNS, DynamoDB, CloudFront와 함께 쓴다.\n");
    let (run, words) = open(&aws, "vim", &["service", "SQS", "--open"]);
    assert_eq!(words.as_deref(), Some("+call cursor(3,1) | ./aws.md"), "{}", run.page());
    let (run, words) = open(&notes(), "vim", &["--open", "--exact", "우주선"]);
    assert_eq!((run.status, words), (Some(1), None), "{}", run.page());
    // Of formats the last counts, and opening is one.
    let (run, words) = open(&notes(), "vim", &["--open", "-l", "두부"]);
    assert_eq!((run.status, words), (Some(0), None), "{}", run.page());
}

#[test]
fn the_editor_s_own_options_come_first() {
    let workspace = notes();
    let (_, words) = open(&workspace, "vim -c 'set number' \"-p\"", &["open", "요리.md:3"]);
    assert_eq!(words.as_deref(), Some("-c | set number | -p | +call cursor(3,1) | ./요리.md"));
    // A program in a folder with a space in its name needs no quotes.
    fs::create_dir(workspace.path("my tools")).expect("a folder");
    fs::copy(workspace.path("bin/vim"), workspace.path("my tools/vim")).expect("a copy");
    let spaced = workspace.path("my tools/vim");
    let (_, words) = open(&workspace, spaced.to_str().expect("text"), &["open", "요리.md:3"]);
    assert_eq!(words.as_deref(), Some("+call cursor(3,1) | ./요리.md"));
    let mut command = workspace.command(["open", "요리.md"]);
    command
        .env("EDITOR", "false")
        .env("VISUAL", "vim")
        .env("OPENED", workspace.path("opened"))
        .env("PATH", workspace.path("bin"));
    assert_eq!(workspace.run(command, b"").status, Some(7));
}

#[test]
fn no_shell_reads_anything() {
    let workspace = notes();
    let bait = "vim; touch ../pwned $(touch ../pwned) `touch ../pwned` > ../pwned";
    let (_, words) = open(&workspace, bait, &["open", "요리.md"]);
    // The first word is `vim;`, and there is no such program.
    assert_eq!(words, None);
    for name in
        ["$(touch ..pwned).md", "`touch x`.md", "a;touch x.md", "-c quit.md", "+q!.md", "a'b\".md"]
    {
        workspace.write(&format!("notes/{name}"), "# 소나무\n");
        let (run, words) = open(&workspace, "vim", &["--open", "소나무"]);
        assert_eq!(words, Some(format!("+call cursor(1,3) | ./{name}")), "{}", run.page());
        fs::remove_file(workspace.path(&format!("notes/{name}"))).expect("it is there");
    }
    assert!(!workspace.path("pwned").exists() && !workspace.path("notes/x").exists());
    // A configuration has no say in it.
    workspace.write("notes/galpi.toml", "editor = \"touch ../pwned\"\n");
    let (run, words) = open(&workspace, "vim", &["open", "요리.md"]);
    assert_eq!((run.status, words), (Some(2), None));
}

#[test]
fn what_can_t_be_opened_is_told() {
    let workspace = notes().file("secret.md", "# 비밀\n");
    let told = |editor: &str, arguments: &[&str]| {
        let (run, words) = open(&workspace, editor, arguments);
        assert_eq!((run.status, words), (Some(2), None), "{}", run.page());
        run.stderr()
    };
    assert_eq!(
        told("", &["open", "요리.md"]),
        "galpi: no editor found: neither VISUAL nor EDITOR is set, and there is no vi\n\
         hint: choose one, for example `export EDITOR=vim`\n"
    );
    assert!(told("no-such-editor", &["--open", "두부"]).contains("cannot start the editor"));
    assert!(told("vim 'half", &["--open", "두부"]).contains("quote"));
    told("vim", &["open", "없는.md:3"]);
    told("vim", &["open", "../secret.md"]);
    told("vim", &["open", "0000000"]);
}

#[test]
fn a_name_that_looks_like_a_place_is_a_name() {
    let workspace = notes().note("d:7.md", "# 하나\n");
    let opened = |named: &str| open(&workspace, "vim", &["open", named]).1;
    assert_eq!(opened("d:7.md").as_deref(), Some("+call cursor(1,1) | ./d:7.md"));
    assert_eq!(opened("d:7.md:1:4").as_deref(), Some("+call cursor(1,3) | ./d:7.md"));
}

#[test]
fn an_editor_gets_the_terminal_when_the_question_came_through_a_pipe() {
    let workspace = notes().file("bin/ed.sh", "#!/bin/sh\n[ -t 0 ] && echo 'has a keyboard'\n");
    let editor = workspace.path("bin/ed.sh");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("it is allowed");
    let script = format!("export EDITOR='{}'\nprintf 두부 | galpi --open -", editor.display());
    let Some(screen) = Screen::start(&workspace, &script) else { return };
    screen.wait_for("has a keyboard");
    screen.wait_for("[over 0]");
}

/// Opens the match behind a tab and an emoji in a real editor, and waits for
/// what it says of the place.
fn real(editor: &str, program: &str, said: &str) {
    let workspace = notes().file(
        "rc.vim",
        "set encoding=utf-8 nomore shortmess=aFI\n\
         autocmd VimEnter * call writefile([line('.') . ' ' . col('.')], '../here') | qall!\n",
    ).file(
        "here.el",
        "(add-hook 'emacs-startup-hook (lambda () (with-current-buffer (window-buffer) (write-region (format \"%d %s\" \
         (line-number-at-pos) (buffer-substring (point) (+ 3 (point)))) nil \"../here\")) (kill-emacs)))\n",
    );
    if workspace.tool(program, [] as [&str; 0]).is_none() {
        return;
    }
    let script = format!("export EDITOR='{editor}'\ngalpi --open 순두부\ncat ../here");
    let Some(screen) = Screen::start(&workspace, &script) else { return };
    screen.wait_for(said);
}

#[test]
fn real_editors_begin_at_the_match() {
    real("vim -u ../rc.vim -i NONE -n", "vim", "3 19");
    real("nvim -u ../rc.vim -i NONE -n", "nvim", "3 19");
    real("emacs -nw -Q -l ../here.el", "emacs", "3 순두부");
    real("kak", "kak", "긴 이름.md 3:10");
}

#[test]
fn nano_types_where_the_match_is() {
    let workspace = notes();
    if workspace.tool("nano", [] as [&str; 0]).is_none() {
        return;
    }
    let Some(screen) = Screen::start(&workspace, "export EDITOR=nano\ngalpi --open 순두부")
    else {
        return;
    };
    screen.wait_for("그래서");
    screen.type_text("X");
    screen.wait_for("**X순두부**");
}
