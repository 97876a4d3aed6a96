//! galpi in editors: the real ones, by the recipes of the README.

use std::fs;
use std::path::PathBuf;

use crate::screen::Screen;
use crate::tools::recipe;
use crate::workspace::{Run, Workspace};

/// A file of `editors/`.
fn shipped(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/editors")).join(name)
}

/// Notes whose matches stand behind Hangul, tabs and emoji, and that speak of
/// services.
fn notes() -> Workspace {
    Workspace::cooking().note("긴 이름.md", "# 스토리지\n\n\t😀 그래서 **순두부**가 있다\n").note(
        "aws.md",
        "# AWS Storage Gateway\n\n볼륨 게이트웨이는 iSCSI.\n\n# Amazon SQS\n\n큐.\n",
    )
}

/// Runs commands in vim or neovim; what they append to `g:seen` is the answer.
fn vim(name: &str, workspace: &Workspace, commands: &str) -> Option<Vec<String>> {
    let script = format!("let g:seen = []\n{commands}\ncall writefile(g:seen, '../seen')\nqall!\n");
    workspace.write("script.vim", script);
    let rc = workspace.path("rc.vim");
    if !rc.exists() {
        workspace.write("rc.vim", "");
    }
    let mut command = workspace.tool(name, ["-N", "-i", "NONE", "-n", "-es", "-u"])?;
    command.arg(rc).arg("-S").arg(workspace.path("script.vim"));
    let run = workspace.run(command, b"");
    let seen = fs::read_to_string(workspace.path("seen"))
        .unwrap_or_else(|_| panic!("{name}: {}", run.page()));
    Some(seen.lines().map(str::to_owned).collect())
}

/// Says where the cursor is and what stands there.
const HERE: &str = "call add(g:seen, printf('%s:%d:%d:%s', expand('%'), line('.'), col('.'), \
    strpart(getline('.'), col('.') - 1, 6)))";

#[test]
fn vim_s_own_grep_leads_to_line_and_column() {
    for name in ["vim", "nvim"] {
        let workspace = notes().file("rc.vim", recipe("vim and neovim", "vim"));
        let commands = format!(
            "silent grep! 김치찌개 두부\ncall add(g:seen, len(getqflist()))\ncc 1\n{HERE}\ncc 3\n{HERE}"
        );
        let Some(seen) = vim(name, &workspace, &commands) else { continue };
        assert_eq!(seen, ["5", "요리.md:3:4:김치", "요리.md:6:21:두부"], "{name}");
    }
}

#[test]
fn vim_s_commands_search_and_look_up() {
    for name in ["vim", "nvim"] {
        let workspace = notes();
        let plugin = shipped("galpi.vim");
        let commands = format!(
            "source {}\nGalpi! \nGalpi 두부 넣기\n{HERE}\nGalpi 순두부\n{HERE}\nGalpiService SQS\n{HERE}\n\
             Galpi 김치찌개 두부\ncall add(g:seen, len(getqflist()))\nGalpi 우주선없음\ncall add(g:seen, len(getqflist()))",
            plugin.display()
        )
        .replace("Galpi! \n", "");
        let Some(seen) = vim(name, &workspace, &commands) else { continue };
        assert_eq!(seen[0], "요리.md:6:21:두부", "{name}");
        // A tab, an emoji, a space, three syllables, a space, two asterisks.
        assert_eq!(seen[1], "긴 이름.md:3:19:순두", "{name}");
        assert!(seen[2].starts_with("aws.md:7:"), "{name}: {}", seen[2]);
        // Sections, not each of their matches.
        assert_eq!(seen[3], "3", "{name}");
    }
}

#[test]
fn vim_searches_the_word_and_the_selection() {
    for name in ["vim", "nvim"] {
        let workspace = notes().file("question.txt", "무엇을 넣나\nA) 두부 '넣기'\n");
        let commands = format!(
            "source {}\nnmap gw <Plug>(galpi-word)\nxmap gw <Plug>(galpi-visual)\n\
             edit garden/텃밭.md\ncall cursor(3, 2)\nnormal gw\n\
             call add(g:seen, getqflist({{'title': 1}}).title)\n\
             edit ../question.txt\nnormal ggVGgw\ncall add(g:seen, getqflist({{'title': 1}}).title)\n{HERE}",
            shipped("galpi.vim").display()
        );
        let Some(seen) = vim(name, &workspace, &commands) else { continue };
        assert_eq!(seen[0], "galpi 상추", "{name}");
        // Line breaks and quotes come through.
        assert!(seen[1].starts_with("galpi 무엇을 넣나"), "{name}: {}", seen[1]);
        assert!(seen.last().is_some_and(|here| here.contains(".md:")), "{name}: {seen:?}");
    }
}

#[test]
fn vim_completes_names_of_these_notes() {
    for name in ["vim", "nvim"] {
        let workspace = notes();
        workspace.galpi(["index"]).expect_status(0);
        let commands = format!(
            "source {}\ncall add(g:seen, join(getcompletion('Galpi amazon', 'cmdline'), '|'))\n\
             call add(g:seen, join(getcompletion('GalpiService Amazon S', 'cmdline'), '|'))\n\
             call add(g:seen, join(GalpiComplete(0, 'aws s'), '|'))\n\
             call add(g:seen, join(GalpiComplete(0, '두부'), '|'))",
            shipped("galpi.vim").display()
        );
        let Some(seen) = vim(name, &workspace, &commands) else { continue };
        assert!(
            seen[0].contains("Amazon Simple Queue Service") || seen[0].contains("Amazon SQS"),
            "{name}: {seen:?}"
        );
        assert!(seen[1].starts_with('S'), "{name}: {seen:?}");
        assert_eq!(&seen[2..], ["AWS Storage Gateway", ""], "{name}");
    }
}

/// Runs forms in emacs, after our package and `setup`; what they print is the
/// answer.
fn emacs(workspace: &Workspace, forms: &str) -> Option<Run> {
    workspace.write("forms.el", format!(";; -*- coding: utf-8; lexical-binding: t -*-\n{forms}"));
    let mut command = workspace.tool("emacs", ["-Q", "--batch", "-l"])?;
    command.arg(shipped("galpi.el")).arg("-l").arg(workspace.path("forms.el"));
    Some(workspace.run(command, b""))
}

/// Says where the cursor is and what stands there.
const EMACS_HERE: &str = "(princ (format \"%s:%d:%s\\n\" (file-relative-name buffer-file-name) \
    (line-number-at-pos) (buffer-substring (point) (min (point-max) (+ 2 (point))))))";

#[test]
fn emacs_visits_what_is_listed() {
    let workspace = notes();
    let forms = format!(
        "(setq compilation-always-kill t)\n\
         (dolist (query '(\"김치찌개 두부\" \"순두부\"))\n\
           (galpi query)\n\
           (let ((buffer next-error-last-buffer) (times (if (equal query \"순두부\") 1 3)))\n\
             (while (process-live-p (get-buffer-process buffer)) (accept-process-output nil 0.1))\n\
             (dotimes (_ times) (next-error))\n\
             (with-current-buffer (window-buffer) {EMACS_HERE})))"
    );
    let Some(run) = emacs(&workspace, &forms) else { return };
    assert_eq!(run.stdout(), "요리.md:6:두부\n긴 이름.md:3:순두\n", "{}", run.page());
}

#[test]
fn emacs_finds_definitions_and_references() {
    let workspace = notes();
    let forms = format!(
        "(setq galpi-notes default-directory)\n(find-file \"garden/텃밭.md\")\n(galpi-xref-mode 1)\n\
         (xref-find-definitions \"순두부\")\n{EMACS_HERE}\n\
         (princ (format \"%S\\n\" (mapcar #'xref-item-summary (xref-backend-references 'galpi \"두부\"))))"
    );
    let Some(run) = emacs(&workspace, &forms) else { return };
    assert!(run.stdout().starts_with("긴 이름.md:3:순두\n"), "{}", run.page());
    assert!(run.stdout().contains("요리 › 김치찌개: - 돼지고기와 **두부** 넣기"), "{}", run.page());
}

#[test]
fn emacs_consult_searches_as_one_types() {
    let workspace = notes();
    let has_consult = workspace
        .tool("emacs", ["--batch", "--eval", "(progn (require 'consult) (require 'vertico))"]);
    if has_consult.is_none_or(|command| workspace.run(command, b"").status != Some(0)) {
        eprintln!("not tested: consult and vertico aren't installed");
        return;
    }
    let setup = recipe("emacs", "elisp").replace("~/galpi", env!("CARGO_MANIFEST_DIR"));
    workspace.write(
        "init.el",
        format!(";; -*- coding: utf-8 -*-\n{setup}\n(require 'vertico)\n(vertico-mode 1)\n"),
    );
    let script = "emacs -nw -q --no-splash -l ../init.el -f galpi-consult";
    let Some(screen) = Screen::start(&workspace, script) else { return };
    screen.wait_for("Notes");
    // One word of two syllables: consult's own minimum is three letters.
    screen.type_text("두부");
    screen.wait_for("6:- 돼지고기와");
    // A preview is seen of the first, whose place is told.
    screen.wait_for("Preview:요리.md");
    screen.press(&["Enter"]);
    screen.wait_for("요리.md          All L6");
}

#[test]
fn kakoune_lists_and_opens() {
    let workspace = notes();
    workspace.write("home/.config/kak/kakrc", recipe("helix and kakoune", "kak"));
    if workspace.tool("kak", ["-version"]).is_none() {
        return;
    }
    let Some(screen) = Screen::start(&workspace, "kak") else { return };
    screen.wait_for("scratch");
    screen.type_text(":grep 두부");
    screen.press(&["Enter"]);
    screen.wait_for("요리.md:6:21:");
    screen.type_text("gg/요리.md:6");
    screen.press(&["Enter"]);
    screen.press(&["Enter"]);
    // The cursor is told in characters.
    screen.wait_for("요리.md 6:11");
}

#[test]
fn the_problem_matcher_of_vs_code_reads_the_lines() {
    let workspace = notes();
    let tasks = fs::read_to_string(shipped("vscode/tasks.json")).expect("it is shipped");
    let tasks: serde_json::Value = serde_json::from_str(&tasks).expect("it is JSON");
    let task = &tasks["tasks"][0];
    let arguments: Vec<String> = task["args"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|a| a.as_str().expect("text").replace("${input:galpi}", "순두부"))
        .collect();
    assert_eq!((task["command"].as_str(), task["type"].as_str()), (Some("galpi"), Some("process")));
    let pattern = &task["problemMatcher"]["pattern"];
    let regex = regex::Regex::new(pattern["regexp"].as_str().expect("text")).expect("a regex");
    let group = |name: &str| pattern[name].as_u64().expect("a number") as usize;
    let out = workspace.galpi(&arguments).expect_status(0).stdout();
    let found = regex.captures(out.lines().next().expect("a line")).expect("it matches");
    assert_eq!(&found[group("file")], "긴 이름.md");
    assert_eq!(&found[group("line")], "3");
    // A tab, two units of an emoji, and what follows.
    let text = &found[group("message")];
    let units: Vec<u16> = text.encode_utf16().collect();
    let column: usize = found[group("column")].parse().expect("a number");
    assert_eq!(String::from_utf16_lossy(&units[column - 1..column + 2]), "순두부");
    // The inputs that are asked for are there.
    assert_eq!(tasks["inputs"][0]["id"], "galpi");
}

#[test]
fn fzf_searches_as_one_types_and_opens() {
    let workspace = notes().file("editor.sh", "#!/bin/sh\nprintf '%s\\n' \"$@\" > ../opened\n");
    allow(&workspace, "editor.sh");
    let function = recipe("fzf and television", "sh");
    if workspace.tool("fzf", ["--version"]).is_none() {
        return;
    }
    let script = format!("{function}\nexport EDITOR=\"$PWD/../editor.sh\"\ngalpi_fzf");
    let Some(screen) = Screen::start(&workspace, &script) else { return };
    screen.wait_for(">");
    // Syllable by syllable, as an input method sends them.
    screen.type_text("순두");
    screen.wait_for("그래서");
    screen.type_text("부");
    let shown = screen.wait_for("순두부");
    assert!(shown.contains("스토리지"), "{shown}");
    screen.press(&["Enter"]);
    screen.wait_for("[over 0]");
    let opened = fs::read_to_string(workspace.path("opened")).expect("the editor was started");
    assert_eq!(opened, "./긴 이름.md\n");
}

#[test]
fn the_channel_of_television_lists_and_shows() {
    let workspace = notes();
    let channel = fs::read_to_string(shipped("television/galpi.toml")).expect("it is shipped");
    let channel: toml::Table = channel.parse().expect("it is TOML");
    let source = channel["source"]["command"].as_str().expect("text");
    let listed = workspace.sh(source).stdout();
    // As many as there are sections.
    assert_eq!(listed.lines().count(), 7, "{listed}");
    for line in listed.lines() {
        let id = line.split('\t').next().expect("an id");
        let preview = channel["preview"]["command"].as_str().expect("text");
        let shown = workspace.sh(&preview.replace("{split:\\t:0}", id)).expect_status(0);
        assert!(shown.stdout().starts_with('#'), "{}", shown.page());
    }
}

fn allow(workspace: &Workspace, path: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(workspace.path(path), fs::Permissions::from_mode(0o755)).expect("allowed");
}
