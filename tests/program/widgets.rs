//! galpi at a key of the real shells and of tmux, by the recipes of the README.

use crate::screen::Screen;
use crate::terminal::Terminal;
use crate::tools::recipes;
use crate::workspace::Workspace;

/// The recipe of the README that begins the widget of a shell.
fn set_up(language: &str, shell: &str) -> String {
    let all = recipes("At a key", language);
    let found = all.into_iter().find(|recipe| recipe.contains(&format!("widget {shell}")));
    found.unwrap_or_else(|| panic!("no recipe for {shell}"))
}

/// Types a command, picks a place at the key, and runs the line.
#[track_caller]
fn at_a_key(shell: &str, start: &str, set_up: &str) {
    let workspace = Workspace::cooking().note("긴 이름/$(x) '두부'.md", "# 순두부\n");
    if workspace.tool(shell, ["-c", "true"]).is_none() {
        return;
    }
    let Some(screen) = Screen::start(&workspace, start) else { return };
    screen.type_text(&format!("{}; echo re''ady", set_up.trim()));
    screen.press(&["Enter"]);
    screen.wait_for("ready");
    screen.type_text("printf '<%s>' ");
    screen.press(&["M-g"]);
    screen.wait_for("›");
    screen.type_text("순두부");
    screen.wait_for("▌ 순두부");
    screen.press(&["Enter"]);
    // The line is there again, with the place in it.
    screen.wait_for("printf '<%s>' ");
    screen.type_text("; echo do''ne");
    screen.press(&["Enter"]);
    // A path of any letters is one word of the line, and none of it is run.
    screen.wait_for("<긴 이름/$(x) '두부'.md:1>done");
}

#[test]
fn bash_picks_at_a_key() {
    at_a_key("bash", "bash --norc --noprofile", &set_up("sh", "bash"));
}

#[test]
fn zsh_picks_at_a_key() {
    at_a_key("zsh", "zsh -f", &set_up("zsh", "zsh"));
}

#[test]
fn fish_picks_at_a_key() {
    at_a_key("fish", "fish --no-config", &set_up("fish", "fish"));
}

#[test]
fn leaving_the_widget_leaves_the_line() {
    let workspace = Workspace::cooking();
    if workspace.tool("bash", ["-c", "true"]).is_none() {
        return;
    }
    let Some(screen) = Screen::start(&workspace, "bash --norc --noprofile") else { return };
    screen.type_text(&format!("{}; echo re''ady", set_up("sh", "bash").trim()));
    screen.press(&["Enter"]);
    screen.wait_for("ready");
    screen.type_text("echo before ");
    screen.press(&["M-g"]);
    screen.wait_for("›");
    screen.press(&["Escape"]);
    screen.wait_for("echo before");
    screen.type_text("after");
    screen.press(&["Enter"]);
    screen.wait_for("before after");
}

#[test]
fn tmux_opens_a_popup_and_writes_the_place() {
    let workspace = Workspace::cooking();
    workspace.write("tmux.conf", set_up("tmux", "tmux"));
    // A tmux in the terminal, as popups are drawn where somebody looks.
    let line = "env -u TMUX tmux -u -S ../inner -f ../tmux.conf new-session cat";
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_galpi")).parent().expect("a folder");
    let line = format!("PATH={}:$PATH {line}", program.display());
    let Some(terminal) = Terminal::open(&workspace, 100, 30, &line) else { return };
    terminal.wait_for("[0]");
    terminal.press("C-b");
    terminal.press("g");
    terminal.wait_for("›");
    terminal.write("된장");
    terminal.wait_for("▌ 된장찌개");
    terminal.press("Enter");
    // Where the popup was, the place is typed.
    let is_typed = |screen: &str| screen.trim_start_matches('\'').starts_with("요리.md:");
    terminal.wait_until(is_typed, "the place");
    terminal.press("C-d");
    terminal.press("C-d");
}

#[test]
fn there_is_a_script_for_each() {
    for host in ["bash", "zsh", "fish", "tmux"] {
        let script = Workspace::new().galpi(["widget", host]).expect_status(0).stdout();
        assert!(script.starts_with("# galpi ") && script.contains("galpi pick"), "{script}");
    }
    Workspace::new().galpi(["widget", "elvish"]).expect_status(2);
}
