//! Which notes, which index.

use std::fs;

use expect_test::expect;

use crate::workspace::{Workspace, contents};

#[test]
fn notes_are_only_read() {
    let workspace = Workspace::cooking();
    let before = contents(&workspace.path("notes"));
    workspace.galpi(["두부"]).expect_status(0);
    workspace.galpi(["index", "--rebuild"]).expect_status(0);
    assert_eq!(contents(&workspace.path("notes")), before);
    assert!(contents(&workspace.path("home")).is_empty());
    assert!(!contents(&workspace.path("cache/galpi")).is_empty());
}

#[test]
fn paths_lead_to_the_notes_from_where_one_is() {
    let workspace = Workspace::cooking();
    let line = |folder: &str, arguments: &[&str]| workspace.galpi_in(folder, arguments).stdout();
    assert_eq!(line("notes", &["-ln1", "씨앗"]), "garden/텃밭.md\n");
    assert_eq!(line("notes", &["--notes", ".", "-ln1", "씨앗"]), "garden/텃밭.md\n");
    assert_eq!(line("home", &["--notes", "../notes", "-ln1", "씨앗"]), "../notes/garden/텃밭.md\n");
    assert_eq!(line("notes/garden", &["-ln1", "씨앗"]), "텃밭.md\n");
    let whole = workspace.path("notes");
    let whole = whole.to_str().expect("it is text");
    assert_eq!(line("home", &["--notes", whole, "-ln1", "씨앗"]), "[ws]/notes/garden/텃밭.md\n");
    let hit = &workspace.galpi_in("home", ["--notes", "../notes", "--json", "씨앗"]).json()[0];
    assert_eq!(hit["path"], "garden/텃밭.md");
}

#[test]
fn the_environment_can_name_the_notes() {
    let workspace = Workspace::cooking().file("other/a.md", "# 두부\n");
    let mut command = workspace.command(["-l", "씨앗"]);
    command.current_dir(workspace.path("home")).env("GALPI_NOTES", workspace.path("notes"));
    assert_eq!(workspace.run(command, b"").stdout(), "[ws]/notes/garden/텃밭.md\n");
    // An argument is nearer than the environment.
    let mut command = workspace.command(["--notes", "../other", "-l", "두부"]);
    command.current_dir(workspace.path("home")).env("GALPI_NOTES", workspace.path("notes"));
    assert_eq!(workspace.run(command, b"").stdout(), "../other/a.md\n");
}

#[test]
fn a_configuration_upward_says_which_notes() {
    let workspace = Workspace::cooking()
        .file("galpi.toml", "notes = [\"notes\"]\nindex = \"index\"\nignore = [\"*.draft.md\"]\n")
        .note("두부.draft.md", "# 두부\n");
    let line = |folder: &str| workspace.galpi_in(folder, ["-ln1", "두부"]).stdout();
    assert_eq!(line("."), "notes/요리.md\n");
    assert_eq!(line("home"), "../notes/요리.md\n");
    // In the folder itself nothing need stand before.
    assert_eq!(line("notes"), "요리.md\n");
    assert_eq!(line("notes/garden"), "../요리.md\n");
    assert!(workspace.path("index").is_dir());
    assert!(contents(&workspace.path("cache")).is_empty());
}

#[test]
fn several_folders_can_be_notes() {
    let workspace = Workspace::cooking()
        .file("galpi.toml", "notes = [\"notes\", \"other\"]\n")
        .file("other/a.md", "# 두부\n")
        .file("third/b.md", "# 두부\n");
    let run = workspace.galpi_in(".", ["-l", "두부"]).expect_status(0);
    let mut paths: Vec<String> = run.stdout().lines().map(str::to_owned).collect();
    paths.sort();
    assert_eq!(paths, ["notes/요리.md", "other/a.md"]);
}

#[test]
fn the_nearest_configuration_counts() {
    let workspace = Workspace::cooking()
        .file("galpi.toml", "notes = [\"home\"]\n")
        .note("galpi.toml", "notes = [\"garden\"]\n");
    assert_eq!(workspace.galpi(["-l", "씨앗"]).stdout(), "garden/텃밭.md\n");
    workspace.galpi(["--exact", "두부"]).expect_status(1);
}

#[test]
fn a_configuration_stays_in_its_folder() {
    let refuse = |config: &str| {
        let run = Workspace::cooking().note("galpi.toml", config).galpi(["두부"]).expect_status(2);
        assert!(run.stdout.is_empty(), "{}", run.page());
        run.stderr()
    };
    for config in [
        "notes = [\"..\"]",
        "notes = [\"/etc\"]",
        "index = \"../index\"",
        "lexicon = [\"a/../../b.toml\"]",
    ] {
        let told = refuse(config);
        assert!(told.contains("absolute or leads upward"), "{told}");
        assert!(told.contains("hint: "), "{told}");
    }
    expect![[r#"
        galpi: `[ws]/notes/galpi.toml`, line 2: unknown field `command`, expected one of `notes`, `index`, `ignore`, `extensions`, `lexicon`
        hint: valid keys are `notes`, `index`, `ignore`, `extensions` and `lexicon`
    "#]].assert_eq(&refuse("notes = [\"garden\"]\ncommand = \"rm\"\n"));
    refuse("notes = 3");
    refuse("[[[");
}

#[cfg(unix)]
#[test]
fn a_link_in_a_configuration_doesn_t_lead_outside() {
    let workspace = Workspace::cooking().note("galpi.toml", "index = \"link/index\"\n");
    std::os::unix::fs::symlink(workspace.path("home"), workspace.path("notes/link"))
        .expect("a link");
    let run = workspace.galpi(["두부"]).expect_status(2);
    assert!(run.stderr().contains("symbolic link"), "{}", run.page());
    assert!(contents(&workspace.path("home")).is_empty());
}

#[test]
fn home_and_root_are_no_notes_by_accident() {
    let workspace = Workspace::cooking().file("home/a.md", "# 두부\n");
    expect![[r#"
        exit 2
        --- stderr
        galpi: the current folder is your home folder, which galpi does not search as a whole
        hint: choose the folder of your notes with `--notes DIR`, or run `galpi init` in it
        hint: to search your notes from any folder, put `notes = "~/notes"` into `~/.config/galpi/config.toml` or set GALPI_NOTES
    "#]]
    .assert_eq(&workspace.galpi_in("home", ["두부"]).page());
    let mut command = workspace.command(["두부"]);
    command.current_dir("/");
    let run = workspace.run(command, b"").expect_status(2);
    assert!(run.stderr().contains("hint: "), "{}", run.page());
    // Who says so means it.
    workspace.galpi_in("home", ["--notes", ".", "두부"]).expect_status(0);
}

#[test]
fn missing_notes_are_told() {
    expect![[r#"
        exit 2
        --- stderr
        galpi: cannot read the notes folder `nowhere`: no such file or folder
        hint: choose the folder of your notes with `--notes DIR`, or run `galpi init` in it
    "#]]
    .assert_eq(&Workspace::cooking().galpi(["--notes", "nowhere", "두부"]).page());
    expect![[r#"
        exit 1
        --- stderr
        galpi: warning: no notes in `[ws]/notes`
        hint: notes are files ending in .md, .markdown, .txt; choose their folder with `--notes DIR`
        hint: to search your notes from any folder, put `notes = "~/notes"` into `~/.config/galpi/config.toml` or set GALPI_NOTES
    "#]]
    .assert_eq(&Workspace::new().galpi(["두부"]).page());
}

#[test]
fn changes_are_seen_by_the_next_question() {
    let workspace = Workspace::cooking();
    workspace.galpi(["--exact", "우주선"]).expect_status(1);
    workspace.write("notes/새 글.md", "# 우주선\n");
    workspace.galpi(["--exact", "--no-refresh", "우주선"]).expect_status(1);
    workspace.galpi(["--exact", "우주선"]).expect_status(0);
    workspace.write("notes/새 글.md", "# 잠수함\n");
    workspace.galpi(["--exact", "우주선"]).expect_status(1);
    workspace.galpi(["--exact", "잠수함"]).expect_status(0);
    fs::rename(workspace.path("notes/새 글.md"), workspace.path("notes/옮긴 글.md"))
        .expect("it moves");
    assert_eq!(workspace.galpi(["-l", "--exact", "잠수함"]).stdout(), "옮긴 글.md\n");
    fs::remove_file(workspace.path("notes/옮긴 글.md")).expect("it goes");
    workspace.galpi(["--exact", "잠수함"]).expect_status(1);
}

#[test]
fn without_a_refresh_the_first_question_still_has_an_answer() {
    Workspace::cooking().galpi(["--no-refresh", "두부"]).expect_status(0);
}

#[test]
fn a_changed_notebook_answers_as_a_new_one() {
    let workspace = Workspace::cooking();
    workspace.galpi(["두부"]).expect_status(0);
    workspace.write("notes/둘.md", "# 두부 김치\n\n두부를 데친다.\n");
    fs::remove_file(workspace.path("notes/garden/텃밭.md")).expect("it goes");
    let changed = workspace.galpi(["--json", "두부 김치"]).json();
    workspace.galpi(["index", "--rebuild"]).expect_status(0);
    let anew = workspace.galpi(["--json", "두부 김치"]).json();
    assert_eq!(changed[..changed.len() - 1], anew[..anew.len() - 1]);
}

#[test]
fn ignored_and_hidden_notes_are_not_read() {
    let workspace = Workspace::new()
        .note(".gitignore", "private/\n")
        .note("private/a.md", "# 두부\n")
        .note(".hidden.md", "# 두부\n")
        .note("code.rs", "// 두부\n")
        .note("b.TXT", "두부\n");
    assert_eq!(workspace.galpi(["-l", "두부"]).stdout(), "b.TXT\n");
}

#[test]
fn a_notebook_can_have_words_of_its_own() {
    let workspace = Workspace::cooking()
        .note("galpi.toml", "lexicon = [\"말.tsv\"]\n")
        .note("말.tsv", "broken\nline\n");
    let run = workspace.galpi(["두부"]).expect_status(2);
    assert!(run.stderr().contains("말.tsv"), "{}", run.page());
}
