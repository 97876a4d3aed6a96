//! The reader's own notebooks, by name and from any folder.

use std::fs;

use expect_test::expect;

use crate::workspace::{Run, Workspace, contents};

/// Two notebooks that the reader's configuration names, besides a folder
/// without notes to stand in.
fn desk(config: &str) -> Workspace {
    let workspace = Workspace::cooking()
        .file("home/books/carpentry/톱.md", "# 톱질\n\n나무를 켠다. 두부처럼 무르지 않다.\n")
        .file("home/.config/galpi/config.toml", config);
    fs::create_dir(workspace.path("empty")).expect("a folder");
    workspace
}

const TWO: &str = "default = \"wood\"\n[notebook.wood]\nnotes = \"~/books/carpentry\"\n\
    [notebook.food]\nnotes = [\"../../../notes\"]\n";

fn in_empty(workspace: &Workspace, arguments: &[&str]) -> Run {
    workspace.galpi_in("empty", arguments)
}

#[test]
fn a_default_answers_from_any_folder() {
    let workspace = desk(TWO);
    let run = in_empty(&workspace, &["-l", "나무"]).expect_status(0);
    assert_eq!(run.stdout(), "[ws]/home/books/carpentry/톱.md\n");
    // From the home folder too, where terminals open.
    assert_eq!(workspace.galpi_in("home", ["-l", "나무"]).stdout(), "books/carpentry/톱.md\n");
    // A folder with notes is a notebook itself.
    workspace.galpi(["-l", "--exact", "나무"]).expect_status(1);
    // So is what a nearer configuration or the environment says.
    workspace.write("empty/galpi.toml", "notes = [\"deep\"]\n");
    workspace.write("empty/deep/a.md", "# 돌\n");
    assert_eq!(in_empty(&workspace, &["-l", "돌"]).stdout(), "deep/a.md\n");
}

#[test]
fn notes_that_need_no_name_are_a_default() {
    let workspace = desk("notes = \"~/books\"\nignore = [\"*.draft.md\"]\nindex = \"~/index\"\n")
        .file("home/books/톱.draft.md", "# 나무\n");
    assert_eq!(in_empty(&workspace, &["-l", "나무"]).stdout(), "[ws]/home/books/carpentry/톱.md\n");
    assert!(workspace.path("home/index").is_dir());
}

#[test]
fn without_one_it_is_told_how_to_have_one() {
    expect![[r#"
        exit 2
        --- stderr
        galpi: the current folder is your home folder, which galpi does not search as a whole
        hint: choose the folder of your notes with `--notes DIR`, or run `galpi init` in it
        hint: to search your notes from any folder, put `notes = "~/notes"` into `~/.config/galpi/config.toml` or set GALPI_NOTES
    "#]]
    .assert_eq(&Workspace::cooking().galpi_in("home", ["두부"]).page());
}

#[test]
fn that_the_default_was_searched_is_told_where_others_may_be_meant() {
    let workspace = Workspace::cooking();
    workspace.write("home/.config/galpi/config.toml", "notes = '../../../notes'\n");
    workspace.write("desk/garden/호박.md", "# 호박\n");
    let run = workspace.galpi_in("desk", ["--heading", "우주선"]).expect_status(1);
    assert!(run.stderr().contains("your default notebook was searched"), "{}", run.page());
    // Not where that is what one wants, nor of a folder that is named.
    let run = workspace.galpi_in("desk", ["--heading", "두부"]).expect_status(0);
    assert!(!run.stderr().contains("default notebook"), "{}", run.page());
    let run = workspace.galpi_in("desk", ["--heading", "--notes", ".", "두부"]);
    assert!(!run.stderr().contains("default notebook"), "{}", run.page());
}

#[test]
fn notebooks_go_by_their_names() {
    let workspace = desk(TWO);
    let paths = |arguments: &[&str]| in_empty(&workspace, arguments).expect_status(0).stdout();
    assert_eq!(paths(&["-N", "food", "-ln1", "두부"]), "[ws]/notes/요리.md\n");
    assert_eq!(paths(&["-N", "wood", "-ln1", "두부"]), "[ws]/home/books/carpentry/톱.md\n");
    assert_eq!(paths(&["-N", "all", "-l", "두부"]).lines().count(), 2);
    assert_eq!(paths(&["-N", "wood", "-N", "food", "-l", "두부"]).lines().count(), 2);
    // The same notebook named twice is searched once.
    assert_eq!(paths(&["-N", "wood", "-N", "wood", "-c", "두부"]).lines().count(), 1);
    expect![[r#"
        exit 2
        --- stderr
        galpi: no notebook is called `stone`
        hint: your notebooks: food, wood; `all` means all of them
    "#]]
    .assert_eq(&in_empty(&workspace, &["-N", "stone", "두부"]).page());
    let run = Workspace::cooking().galpi(["-N", "wood", "두부"]).expect_status(2);
    assert!(run.stderr().contains("`[notebook.aws]`"), "{}", run.page());
}

#[test]
fn hits_of_several_notebooks_tell_which() {
    let workspace = desk(TWO);
    let lines = in_empty(&workspace, &["-N", "all", "--json", "두부"]).expect_status(0).json();
    let books: Vec<_> = lines.iter().filter_map(|line| line["notebook"].as_str()).collect();
    assert_eq!(books.len(), 2, "{lines:?}");
    assert!(books.contains(&"food") && books.contains(&"wood"), "{books:?}");
    assert_eq!((&lines[0]["rank"], &lines[1]["rank"]), (&1.into(), &2.into()));
    let summary = lines.last().expect("there is one");
    assert_eq!((&summary["total"], &summary["index"]["notes"]), (&2.into(), &3.into()));
    // Of one alone it isn't told.
    let lines = in_empty(&workspace, &["-N", "wood", "--json", "두부"]).json();
    assert!(lines[0].get("notebook").is_none(), "{}", lines[0]);
    let page = in_empty(&workspace, &["-N", "all", "--heading", "두부"]).stdout();
    assert!(page.contains("  food") && page.contains("  wood"), "{page}");
    let page = in_empty(&workspace, &["-N", "all", "--template", "{notebook}", "두부"]).stdout();
    assert!(page.contains("food\n") && page.contains("wood\n"), "{page}");
}

#[test]
fn what_is_written_comes_before_what_is_read_into_another_notebook() {
    let workspace = desk(TWO);
    // One notebook has the word, the other what it would be with a slip.
    let run = in_empty(&workspace, &["-N", "all", "-l", "씨앗"]).expect_status(0);
    assert!(run.stdout().starts_with("[ws]/notes/garden"), "{}", run.page());
    assert!(run.stderr().is_empty(), "{}", run.page());
}

#[test]
fn several_folders_and_files_can_be_named() {
    let workspace = desk("");
    let paths = |arguments: &[&str]| in_empty(&workspace, arguments).expect_status(0).stdout();
    let two = ["--notes", "../notes", "--notes", "../home/books"];
    assert_eq!(paths(&[&two[..], &["-l", "두부"]].concat()).lines().count(), 2);
    assert_eq!(paths(&["--notes", "../notes/요리.md", "-l", "두부"]), "../notes/요리.md\n");
    in_empty(&workspace, &["--notes", "../notes/요리.md", "--exact", "씨앗"]).expect_status(1);
    // A file is a note because it was named.
    workspace.write("empty/메모.log", "# 두부 값\n");
    assert_eq!(paths(&["--notes", "메모.log", "-l", "두부"]), "메모.log\n");
    workspace.write("empty/메모.log", "# 나무 값\n");
    in_empty(&workspace, &["--notes", "메모.log", "--exact", "두부"]).expect_status(1);
    // A home folder that no shell has put in.
    assert_eq!(paths(&["--notes", "~/books", "-l", "나무"]), "[ws]/home/books/carpentry/톱.md\n");
    let mut command = workspace.command(["-l", "두부"]);
    command.current_dir(workspace.path("empty"));
    let notes = [workspace.path("notes/요리.md"), workspace.path("home/books")];
    command.env("GALPI_NOTES", std::env::join_paths(notes).expect("no colons"));
    assert_eq!(workspace.run(command, b"").expect_status(0).stdout().lines().count(), 2);
}

#[test]
fn commands_go_over_all_notebooks() {
    let workspace = desk(TWO);
    let status = in_empty(&workspace, &["-N", "all", "status"]).expect_status(0).stdout();
    assert!(status.contains("notebook  food") && status.contains("notebook  wood"), "{status}");
    let index = in_empty(&workspace, &["-N", "all", "index"]).expect_status(0).stderr();
    assert!(index.contains("food: 2 notes") && index.contains("wood: 1 note,"), "{index}");
    let shown = in_empty(&workspace, &["-N", "all", "show", "톱질"]).expect_status(0).stdout();
    assert!(shown.starts_with("# 톱질"), "{shown}");
    let id = in_empty(&workspace, &["-N", "food", "-n1", "--template", "{id}", "두부"]).stdout();
    let shown = in_empty(&workspace, &["-N", "all", "show", id.trim()]).expect_status(0).stdout();
    assert!(shown.starts_with("## 김치찌개"), "{shown}");
    // Each notebook reads a query by its own words.
    let told = in_empty(&workspace, &["-N", "all", "explain", "두부"]).expect_status(0).stdout();
    assert!(told.starts_with("food\n\n") && told.contains("\nwood\n\n"), "{told}");
}

/// The cooking notes and others, on services that both speak of.
fn clouds() -> Workspace {
    Workspace::cooking()
        .note("sqs.md", "# Amazon SQS\n\n대기열이다.\n\n# SQS vs SNS\n\n당김과 밂.\n")
        .file("home/books/sns.md", "# Amazon SNS\n\n- 알림\n- 구독\n- 주제\n\n[[sqs]]\n")
        .file("home/books/sqs.md", "# Amazon SQS\n\n가시성 시간.\n")
        .file(
            "home/.config/galpi/config.toml",
            "[notebook.one]\nnotes = \"../../../notes\"\n[notebook.two]\nnotes = \"~/books\"\n",
        )
}

#[test]
fn what_is_compared_may_be_in_several_notebooks() {
    let workspace = clouds();
    let rows = workspace.galpi(["-N", "all", "compare", "SQS", "SNS"]).expect_status(0).stdout();
    // Headings that name both, then those on either, of whichever notebook.
    let expected = "\
        sqs.md:7:당김과 밂.\n\
        sqs.md:3:대기열이다.\n\
        [ws]/home/books/sqs.md:3:가시성 시간.\n\
        [ws]/home/books/sns.md:3:- 알림\n";
    assert_eq!(rows, expected);
    let alone = workspace.galpi(["-N", "two", "compare", "SQS", "SNS"]).stdout();
    assert!(!alone.contains("당김과 밂") && alone.contains("sns.md:3"), "{alone}");
}

#[test]
fn cards_judgments_and_exports_are_of_all_notebooks() {
    let workspace = clouds();
    let count = |name: &str| -> usize {
        let run = workspace.galpi(["-N", name, "cards"]).expect_status(0);
        run.stdout().lines().filter(|line| !line.starts_with('#')).count()
    };
    assert_eq!(count("all"), count("one") + count("two"));
    assert!(count("two") > 0);

    workspace.write("q.tsv", "qid\tcategory\tquery\tjudgments\tnote\nq1\tk\t구독\tsns.md:1:2\t\n");
    let score = |name: &str| {
        let run = workspace.galpi(["-N", name, "eval", "../q.tsv"]).expect_status(0).stdout();
        run.lines().last().expect("a mean").split_whitespace().nth(3).map(str::to_owned)
    };
    assert_eq!(score("all").as_deref(), Some("1.000"));
    assert_eq!(score("one").as_deref(), Some("0.000"));

    let lines = workspace.galpi(["-N", "all", "export", "--format", "quickwit"]).json();
    let notes: Vec<&str> = lines.iter().filter_map(|line| line["note"].as_str()).collect();
    assert!(notes.contains(&"one/sqs.md") && notes.contains(&"two/sqs.md"), "{notes:?}");
    let mut ids: Vec<String> = lines.iter().map(|line| line["id"].to_string()).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn a_notebook_still_stays_in_its_folder() {
    // What the reader's own file may name, a notebook's own may not.
    let workspace = desk(TWO).note("galpi.toml", "notes = [\"../home/books\"]\n");
    let run = in_empty(&workspace, &["-N", "food", "나무"]).expect_status(2);
    assert!(run.stderr().contains("absolute or leads upward"), "{}", run.page());
    for config in ["default = \"wood\"\n", "[notebook.x]\nnotes = \"/etc\"\n", "notes = \"~/x\"\n"]
    {
        let workspace = Workspace::cooking().note("galpi.toml", config);
        let run = workspace.galpi(["두부"]);
        let is_refused = run.status == Some(2) || run.stdout().is_empty();
        assert!(is_refused, "{config}: {}", run.page());
    }
    assert!(contents(&workspace.path("home")).iter().all(|(path, _)| !path.ends_with("index")));
}

#[test]
fn what_is_wrong_with_the_configuration_is_told() {
    let workspace = desk("[notebook.wood]\nrun = \"rm\"\n");
    let run = in_empty(&workspace, &["두부"]).expect_status(2);
    let told = run.stderr();
    assert!(
        told.contains("home/.config/galpi/config.toml`, line 2: unknown field `run`"),
        "{told}"
    );
    assert!(
        told.contains(
            "hint: valid keys are `notes`, `index`, `ignore`, `extensions`, `lexicon`, `default`"
        ),
        "{told}"
    );
    // Where it isn't asked for it stands in nobody's way.
    workspace.galpi(["두부"]).expect_status(0);
    let workspace = desk("[notebook.wood]\nnotes = []\n");
    let run = in_empty(&workspace, &["-N", "wood", "두부"]).expect_status(2);
    assert!(
        run.stderr()
            .contains("the notebook `wood` in `~/.config/galpi/config.toml` has no `notes`"),
        "{}",
        run.page()
    );
}

#[test]
fn a_person_is_shown_places_from_the_home_folder() {
    let workspace = Workspace::cooking();
    workspace.write("home/own/움.md", "# 움\n\n감자를 둔다.\n");
    let config = "default = 'own'\n[notebook.own]\nnotes = '~/own'\n";
    workspace.write("home/.config/galpi/config.toml", config);
    std::fs::create_dir(workspace.path("empty")).expect("a folder");
    let told =
        |arguments: &[&str]| workspace.galpi_in("empty", arguments).expect_status(0).stdout();
    assert!(told(&["--heading", "감자"]).contains("  ~/own/움.md:3"), "{}", told(&["감자"]));
    assert!(told(&["--color", "always", "show", "감자"]).contains("~/own/움.md:3"));
    // Programs get a path that they can open.
    assert!(!told(&["-l", "감자"]).contains('~') && told(&["-l", "감자"]).starts_with("[ws]/"));
    // What was shown can be asked for, also where no shell reads it.
    assert!(told(&["show", "~/own/움.md:3"]).contains("감자를 둔다."));
}
