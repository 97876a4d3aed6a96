//! The commands beside `search`.

use std::fs;

use expect_test::expect;

use crate::workspace::Workspace;

#[test]
fn a_section_is_shown_whole() {
    let workspace = Workspace::cooking();
    let id = workspace.galpi(["-n1", "--template", "{id}", "두부"]).stdout();
    let shown = "## 김치찌개\n\n묵은 김치를 볶는다.\n- 돼지고기와 **두부** 넣기\n";
    for name in [id.trim(), "요리.md:3", "요리.md:6", "./요리.md:5"] {
        assert_eq!(workspace.galpi(["show", name]).expect_status(0).stdout(), shown, "{name}");
    }
    let place = workspace.galpi_in("home", ["--notes", "../notes", "show", "../notes/요리.md:6"]);
    assert_eq!(place.stdout(), shown);
}

#[test]
fn what_can_t_be_shown_is_told() {
    let workspace = Workspace::cooking().file("secret.md", "# 비밀\n");
    for name in ["0000000", "없는.md", "없는.md:3", "../secret.md", "요리.md:999999999999999999999"]
    {
        let run = workspace.galpi(["show", name]).expect_status(2);
        assert!(run.stdout.is_empty() && run.stderr().starts_with("galpi: "), "{}", run.page());
    }
}

#[test]
fn an_id_stays_while_path_and_headings_do() {
    let workspace = Workspace::cooking();
    let id = || workspace.galpi(["-n1", "--template", "{id}", "두부"]).stdout();
    let before = id();
    let text = fs::read_to_string(workspace.path("notes/요리.md")).expect("it is there");
    workspace.write("notes/요리.md", text.replace("# 요리\n", "# 요리\n\n먼저 밥을 안친다.\n"));
    assert_eq!(id(), before);
}

#[test]
fn indexing_tells_what_it_did() {
    let workspace = Workspace::cooking();
    let run = workspace.galpi(["index"]).expect_status(0);
    assert!(run.stdout.is_empty(), "{}", run.page());
    assert!(
        run.stderr().starts_with("galpi: 2 notes, 4 sections: 2 read, 0 removed"),
        "{}",
        run.page()
    );
    // Files changed a moment ago are read again, as they may have changed since.
    std::thread::sleep(std::time::Duration::from_millis(50));
    workspace.galpi(["index"]).expect_status(0);
    expect![[r#"
        exit 0
        --- stderr
        galpi: 2 notes, 4 sections: up to date
    "#]]
    .assert_eq(&workspace.galpi(["index"]).page());
}

#[test]
fn the_status_changes_nothing() {
    let workspace = Workspace::cooking();
    let run = workspace.galpi(["status"]).expect_status(0);
    assert!(run.stdout().contains("not created yet"), "{}", run.page());
    assert!(!workspace.path("cache/galpi").exists());
    let status = || workspace.galpi(["status", "--json"]).expect_status(0).json().remove(0);
    assert_eq!(status()["exists"], false);
    std::thread::sleep(std::time::Duration::from_millis(50));
    workspace.galpi(["두부"]).expect_status(0);
    assert_eq!(
        (&status()["exists"], &status()["fresh"], &status()["notes"], &status()["sections"]),
        (&true.into(), &true.into(), &2.into(), &4.into())
    );
    workspace.write("notes/새.md", "# 새\n");
    assert_eq!(status()["fresh"], false);
    let run = workspace.galpi(["status"]);
    assert!(run.stdout().contains("4 sections of 2 notes"), "{}", run.page());
}

#[test]
fn what_was_skipped_is_in_the_status() {
    let workspace = Workspace::cooking().note("binary.md", b"\x7fELF\0\0\0");
    let run = workspace.galpi(["두부"]).expect_status(0);
    expect![[r#"
        galpi: warning: binary.md: skipped: a binary file
    "#]]
    .assert_eq(&run.stderr());
    let run = workspace.galpi(["status"]);
    assert!(run.stdout().contains("binary.md: skipped: a binary file"), "{}", run.page());
}

#[test]
fn judged_queries_are_scored() {
    let workspace = Workspace::cooking()
        .file(
            "judged/queries.tsv",
            "qid\tcategory\tquery\tjudgments\tnote\n\
             q1\teasy\t두부 넣기\tS1:2 S2:1\t\n\
             q2\teasy\t씨앗\tgarden/텃밭.md:1:2\t\n\
             q3\thard\t우주선\tS2:2\t\n\
             q4\tplace\t된장\t요리.md:8:2\t\n",
        )
        .file("judged/sections.tsv", "1\t요리.md\t김치찌개\n2\t요리.md\t된장찌개\n");
    let run = workspace.galpi(["eval", "../judged/queries.tsv", "--run", "../run.tsv", "--exact"]);
    expect![[r#"
        exit 0
        category             n  ndcg@10   mrr@10   succ@1   succ@3   rec@10
        easy                 2    0.913    1.000    1.000    1.000    0.750
        hard                 1    0.000    0.000    0.000    0.000    0.000
        place                1    1.000    1.000    1.000    1.000    1.000
        ALL                  4    0.707    0.750    0.750    0.750    0.625
    "#]]
    .assert_eq(&run.page());
    let found = fs::read_to_string(workspace.path("run.tsv")).expect("it is written");
    assert!(
        found.starts_with("q1\t1\tS1\n") && found.contains("q2\t1\tgarden/텃밭.md:1\n"),
        "{found}"
    );
    // Several sets, each with its notes.
    let workspace = workspace
        .file("other/queries.tsv", "qid\tcategory\tquery\tjudgments\tnote\nq1\tx\t별\ta.md:1:2\t\n")
        .file("sky/a.md", "# 별\n\n밤에 뜬다.\n");
    let sets = ["eval", "../judged/queries.tsv", "../other/queries.tsv=../sky", "--index", "../i"];
    let told = workspace.galpi(sets).expect_status(0).stdout();
    for (name, count) in [("other/queries", 1), ("judged/queries", 4), ("MEAN", 2)] {
        assert!(told.contains(&format!("{name:18}{count:>4}")), "{name}: {told}");
    }
    workspace.write("judged/queries.tsv", "qid\tcategory\tquery\tjudgments\tnote\nq1\teasy\n");
    let run = workspace.galpi(["eval", "../judged/queries.tsv"]).expect_status(2);
    assert!(run.stderr().contains("line 2"), "{}", run.page());
}

#[test]
fn completions_and_manual_come_from_the_definitions() {
    let workspace = Workspace::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = workspace.galpi(["completions", shell]).expect_status(0);
        assert!(run.stdout().contains("GALPI_COMPLETE"), "{shell}");
    }
    let manual = workspace.galpi(["man"]).expect_status(0).stdout();
    for part in [".TH GALPI 1", "galpi search", "vimgrep", "EXIT STATUS", "GALPI_NOTES"] {
        assert!(manual.contains(part), "no {part} in {manual}");
    }
}

#[test]
fn help_and_version_are_answers() {
    let workspace = Workspace::new();
    let help = workspace.galpi(["-h"]).expect_status(0);
    assert!(help.stderr.is_empty());
    expect![[r#"
        Find the section of your Markdown notes that you half remember

        Usage: galpi [OPTIONS] QUERY...
               galpi [OPTIONS] COMMAND

        Commands:
          search       Search the notes, best match first
          service      Show what the notes say about a service, or list all services
          concept      Show what the notes say about a concept, or list all concepts
          compare      Compare what the notes say about two services or concepts
          exam         Show what the notes say about each option of an exam question
          pick         Search as you type, with a preview, and pick a section
          show         Show a section or note in full
          related      List what to read next: links, backlinks, same subject, similar text
          explain      Explain how a query is understood and how its results are scored
          open         Open a note in your editor at a section or line
          history      List past searches, and those that the notes could not answer
          cards        Turn sections into flashcards, for Anki or a quiz in the terminal
          watch        Answer each text you copy, or each line of standard input
          index        Create or update the index now
          status       Show what is indexed, where, and what was skipped
          init         Create a commented galpi.toml in the current folder
          eval         Measure search quality with judged queries
          export       Export the sections for OpenSearch, Elasticsearch or Quickwit
          mcp          Serve the notes to AI assistants over MCP, on standard input and output
          lsp          Serve the notes to editors over LSP, on standard input and output
          completions  Print a completion script for a shell
          widget       Print a script that binds `galpi pick` to a key in a shell or tmux
          man          Print the manual page
          help         Show help for galpi or for one command

        Options:
              --color <WHEN>  When to use color [default: auto] [possible values: auto, always, never]
          -h, --help          Print help (see more with '--help')
          -V, --version       Print version

        Which notes:
              --notes <PATH>     Folder of notes, or a single note; repeatable [default: $GALPI_NOTES, else
                                 the nearest galpi.toml upward, else the current folder if it has notes,
                                 else your default notebook]
          -N, --notebook <NAME>  Notebook named in your own configuration, or `all`; repeatable

        Examples:
          galpi 장애 조치 시간       words in any order, Korean or English
          galpi -C 3 failover        with three lines of context
          galpi service Route53      what the notes say about a service
          galpi pick                 results and a preview as you type

        `galpi QUERY...` is short for `galpi search QUERY...`; `galpi help search` lists its options.
        To search for a word that is also the name of a command, write `galpi -- index`.

        Exit status: 0 found, 1 nothing found, 2 error.
    "#]].assert_eq(&help.stdout());
    let version = workspace.galpi(["--version"]).expect_status(0).stdout();
    assert_eq!(version, format!("galpi {}\n", env!("CARGO_PKG_VERSION")));
}
