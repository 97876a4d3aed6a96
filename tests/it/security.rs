//! SECURITY.md names the tests that hold its promises: they are there.

use std::fs;
use std::path::Path;

/// Returns the source of a test file, and the test that is meant, if one is.
fn meant(name: &str) -> (String, Option<&str>) {
    let (room, rest) = match name.strip_prefix("it/") {
        Some(rest) => ("tests/it", rest),
        None => ("tests/program", name),
    };
    if name.starts_with("src/") {
        return (name.to_owned(), None);
    }
    let (file, test) =
        rest.split_once("::").map_or((rest, None), |(file, test)| (file, Some(test)));
    (format!("{room}/{file}.rs"), test)
}

#[test]
fn each_promise_has_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("SECURITY.md")).expect("it is there");
    let table = page.split("| promise | held by |").nth(1).expect("there is a table");
    let rows: Vec<&str> = table.lines().skip(2).take_while(|line| line.starts_with("| ")).collect();
    assert!(rows.len() >= 20, "{} promises", rows.len());
    for row in rows {
        let names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "nothing holds: {row}");
        for name in names {
            let (file, test) = meant(name);
            let source = fs::read_to_string(root.join(&file)).unwrap_or_default();
            let is_there = match test {
                Some(test) => source.contains(&format!("fn {test}()")),
                None => source.contains("#[test]"),
            };
            assert!(is_there, "{name} is not in {file}");
        }
    }
}
