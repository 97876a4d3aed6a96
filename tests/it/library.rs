//! The library as others use it.

use std::fs;

use galpi::Notebook;

#[allow(dead_code)]
#[path = "../../examples/search.rs"]
mod example;

fn notes() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    write("gateway.md", "# Volume gateway\n\niSCSI로 블록을 준다.\n");
    write("queue.md", "# 큐\n\n메시지를 쌓는다. `max_receive_count`.\n");
    folder
}

#[test]
fn the_example_answers() {
    let folder = notes();
    let lines = |query: &str| example::lines(folder.path(), query).expect("an answer");
    let first = &lines("메시지")[0];
    let expected = "queue.md:3: 큐: 메시지를 쌓는다. `max_receive_count`. [keyword";
    assert!(first.starts_with(expected), "{first}");
    assert!(
        lines("볼륨 게이트웨이")[0].starts_with("gateway.md:"),
        "{:?}",
        lines("볼륨 게이트웨이")
    );
    assert!(lines("쿠버네티스 없음없음").is_empty());
}

#[test]
fn a_notebook_follows_its_notes() {
    let folder = notes();
    let mut notebook = Notebook::open(folder.path()).expect("a notebook");
    assert!(notebook.warnings().is_empty());
    fs::write(folder.path().join("new.md"), "# 새것\n\n감자\n").expect("a file");
    assert!(notebook.refresh().expect("it is read"));
    assert_eq!(notebook.search("감자").expect("an answer").hits.len(), 1);
    // Without an index that is named nothing is written.
    let mut names: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    names.retain(|entry| !entry.file_name().to_string_lossy().ends_with(".md"));
    assert!(names.is_empty(), "{names:?}");
}

#[test]
fn a_notebook_keeps_its_index_where_it_is_told_to() {
    let folder = notes();
    let index = tempfile::tempdir().expect("a folder");
    let open = || Notebook::open_with_index(folder.path(), index.path()).expect("a notebook");
    assert_eq!(open().search("큐").expect("an answer").hits.len(), 1);
    assert!(index.path().join(".galpi-index").is_file());
    // What a configuration names is what is opened.
    fs::write(folder.path().join("galpi.toml"), "notes = 'gateway.md'\nindex = '.galpi'\n")
        .expect("a file");
    let notebook = Notebook::open(folder.path()).expect("a notebook");
    assert_eq!(notebook.search("큐").expect("an answer").hits.len(), 0);
    assert!(folder.path().join(".galpi").is_dir());
}
