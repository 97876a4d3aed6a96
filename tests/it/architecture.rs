//! What is deliberately absent: who may import whom. Between the crates of the
//! workspace the compiler holds it, by their `Cargo.toml`; inside them this does.

use std::collections::BTreeMap;
use std::path::Path;

/// Crates: the folder of their sources, and what the paths of their modules begin
/// with. The library's begin with nothing; the program is a binary of its package.
const CRATES: [(&str, &str); 7] = [
    ("src/bin/galpi", "bin"),
    ("src", ""),
    ("analysis/src", "galpi_analysis"),
    ("dict/src", "galpi_dict"),
    ("lexicon/src", "galpi_lexicon"),
    ("lexicon/compiler/src", "galpi_lexicon_compiler"),
    ("meaning/src", "galpi_meaning"),
];

/// Rooms of the library, and what their `use` lines and paths must not have in them.
const ABSENT: [(&str, &[&str]); 6] = [
    (
        "src/corpus",
        &["tantivy", "crate::analysis", "crate::query", "galpi_", "crate::index", "crate::search"],
    ),
    (
        "src/query",
        &[
            "tantivy",
            "crate::corpus",
            "crate::analysis",
            "galpi_",
            "crate::index",
            "crate::search",
            "std::fs",
            "std::io",
        ],
    ),
    ("src/index", &["crate::search", "crate::render", "crate::query"]),
    ("src/search", &["crate::render", "pulldown_cmark", "clap"]),
    ("src/exam", &["tantivy", "std::fs", "crate::index", "crate::render", "clap"]),
    ("src/render", &["tantivy", "std::fs", "clap"]),
];

/// Outside crates that one place of the library alone may know; Markdown is read in
/// one and shown in another.
const DOORS: [(&str, &[&str]); 3] = [
    ("pulldown_cmark", &["src/corpus/markdown/", "src/render/markup/"]),
    ("ignore::", &["src/corpus/discover.rs", "src/corpus/filter.rs"]),
    ("encoding_rs", &["src/corpus/decode.rs"]),
];

/// Returns the sources of all crates, by their paths.
fn all_sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (folder, _) in CRATES.iter().filter(|(folder, _)| *folder != "src/bin/galpi") {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    found
}

pub(crate) fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let name =
                path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path).expect("a source")));
        }
    }
}

/// Lines of code that import, and none of the tests at the end of a file.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .map(str::trim)
        .filter(|line| line.starts_with("use ") || line.starts_with("pub use "))
}

#[test]
fn rooms_import_only_what_they_may() {
    let files = all_sources();
    assert!(files.len() > 200);
    for (name, text) in &files {
        for (room, absent) in ABSENT.iter().filter(|(room, _)| name.starts_with(room)) {
            for line in imports(text) {
                let found = absent.iter().find(|crate_name| line.contains(**crate_name));
                assert!(found.is_none(), "{name} of {room} has `{line}`");
            }
        }
        for (outside, doors) in DOORS {
            let is_used = imports(text).any(|line| line.starts_with(&format!("use {outside}")));
            let is_door = doors.iter().any(|door| name.starts_with(door));
            assert!(!is_used || is_door, "{name} imports {outside}, which only {doors:?} may");
        }
    }
}

#[test]
fn the_library_neither_prints_nor_exits() {
    let files = all_sources();
    for (name, text) in files.iter().filter(|(name, _)| !name.starts_with("src/bin")) {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in
            ["println!", "eprintln!", "process::exit", "env::var", "current_dir()", "home_dir"]
        {
            assert!(!code.contains(word), "{name} has {word}");
        }
    }
}

#[test]
fn the_code_knows_no_field() {
    for (name, text) in &all_sources() {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let lower = line.to_lowercase();
            for word in ["\"aws", "amazon\"", "lambda", "dynamodb", "ec2"] {
                assert!(!lower.contains(word), "{name}: {line}");
            }
        }
    }
}

/// Modules by their paths, `search`, `search::rank::words` or
/// `galpi_analysis::jamo`, with what they import of each other.
struct Modules(BTreeMap<String, Vec<String>>);

impl Modules {
    /// Reads all modules of all crates.
    fn all() -> Self {
        let named: Vec<(String, String)> = all_sources()
            .into_iter()
            .filter(|(file, _)| file != "src/lib.rs")
            .map(|(file, text)| {
                let (root, path) = CRATES
                    .iter()
                    .find_map(|(folder, root)| {
                        Some((root, file.strip_prefix(folder)?.strip_prefix('/')?))
                    })
                    .expect("it is of a crate");
                let path = path.trim_end_matches(".rs").trim_end_matches("/mod");
                let path = if ["lib", "main"].contains(&path) { "" } else { path };
                let names = [root, path].into_iter().filter(|name| !name.is_empty());
                (names.collect::<Vec<_>>().join("::").replace('/', "::"), text)
            })
            .collect();
        let names: Vec<&String> = named.iter().map(|(name, _)| name).collect();
        let imports = named.iter().map(|(name, text)| {
            let paths = used_paths(text).into_iter();
            let absolute = paths.filter_map(|path| absolute(name, &path, &names));
            (name.clone(), absolute.filter(|other| other != name).collect())
        });
        Self(imports.collect())
    }

    /// Returns modules that import each other in a circle, where there are such.
    fn circle(&self) -> Option<Vec<String>> {
        let mut left: BTreeMap<&str, Vec<&str>> = self
            .0
            .iter()
            .map(|(name, imports)| (name.as_str(), imports.iter().map(String::as_str).collect()))
            .collect();
        // What imports nothing that is left is in no circle.
        loop {
            let done =
                left.iter().find(|(_, imports)| !imports.iter().any(|i| left.contains_key(i)));
            match done.map(|(name, _)| *name) {
                Some(name) => left.remove(name),
                None => break,
            };
        }
        (!left.is_empty()).then(|| left.into_keys().map(str::to_owned).collect())
    }
}

/// Returns the paths that a module's `use` lines name, without those of tests:
/// `a::{b, c::d}` names `a::b` and `a::c::d`.
fn used_paths(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut paths = Vec::new();
    for statement in code.split_inclusive(';') {
        let lines: Vec<&str> = statement.lines().map(str::trim).collect();
        let start = lines.iter().rposition(|line| {
            ["use ", "pub use ", "pub(crate) use "].iter().any(|begin| line.starts_with(begin))
        });
        let Some(start) = start else { continue };
        if start > 0 && lines[start - 1] == "#[cfg(test)]" {
            continue;
        }
        let tree = lines[start..].concat();
        let (_, tree) = tree.trim_end_matches(';').split_once("use ").unwrap_or_default();
        add_paths("", tree, &mut paths);
    }
    paths
}

/// Adds the paths of a tree of imports.
fn add_paths(before: &str, tree: &str, paths: &mut Vec<String>) {
    let mut depth = 0;
    let parts = tree.split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('{') {
            Some((prefix, rest)) => {
                let inner = rest.strip_suffix('}').unwrap_or(rest);
                add_paths(&format!("{before}{prefix}"), inner, paths);
            }
            None => paths.push(format!("{before}{part}")),
        }
    }
}

/// Returns the module that a path used in another leads to; none where it leads
/// to a crate that isn't ours.
fn absolute(module: &str, path: &str, modules: &[&String]) -> Option<String> {
    let mut segments: Vec<&str> = path.split(" as ").next()?.split("::").collect();
    let mut at: Vec<&str> = Vec::new();
    let is_root = |name: &str| CRATES.iter().any(|(_, root)| *root == name);
    if segments[0] == "crate" {
        segments.remove(0);
        at.extend(module.split("::").next().filter(|first| is_root(first)));
    } else if segments[0] == "galpi" {
        // The library, as the program names it.
        segments.remove(0);
    } else if !is_root(segments[0]) {
        at.extend(module.split("::"));
        while segments.first() == Some(&"super") {
            at.pop();
            segments.remove(0);
        }
    }
    at.extend(segments);
    (1..=at.len()).rev().map(|length| at[..length].join("::")).find(|name| modules.contains(&name))
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let modules = Modules::all();
    assert!(modules.0.len() > 200, "{:?}", modules.0.keys());
    let imports = |name: &str| modules.0[name].clone();
    assert!(imports("search::rank::words").contains(&"search::rank::path".to_owned()));
    assert!(imports("search::expand").contains(&"search::expand::edges".to_owned()));
    assert!(imports("bin::command::search").contains(&"bin::command::output".to_owned()));
    assert!(imports("bin::command::search").contains(&"search".to_owned()));
    assert!(imports("galpi_analysis").contains(&"galpi_analysis::memory".to_owned()));
    let record = "galpi_lexicon_compiler::record".to_owned();
    assert!(imports("galpi_lexicon::layer").contains(&record));
    assert_eq!(modules.circle(), None);
}

#[test]
fn circles_are_seen() {
    let modules = |imports: &[(&str, &[&str])]| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Modules(imports.iter().map(|(name, of)| ((*name).to_owned(), owned(of))).collect())
    };
    assert_eq!(modules(&[("a", &["b"]), ("b", &["c"]), ("c", &[])]).circle(), None);
    let circle = modules(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])]).circle();
    assert_eq!(circle, Some(vec!["a".to_owned(), "b".to_owned(), "c".to_owned()]));
    let paths = used_paths("use super::{a::B, c};\npub(crate) use d::E;\nfn f() {}\n");
    assert_eq!(paths, ["super::a::B", "super::c", "d::E"]);
}

/// Lines of a source before its tests.
fn code_lines(text: &str) -> Vec<&str> {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().lines().collect()
}

#[test]
fn files_are_short() {
    const MOST: usize = 400;
    for (name, text) in &all_sources() {
        let lines = code_lines(text).len();
        assert!(lines < MOST, "{name} has {lines} lines");
    }
}

/// Returns the functions of a source with how many lines each has. `rustfmt`
/// ends a function by a brace that stands as far in as its first line.
fn functions<'t>(lines: &[&'t str]) -> Vec<(&'t str, usize)> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let indent = &line[..line.len() - line.trim_start().len()];
        let words = line.trim_start().split(' ');
        let is_function = words
            .take_while(|word| word.starts_with("pub") || ["const", "fn"].contains(word))
            .any(|word| word == "fn");
        let end = format!("{indent}}}");
        let length = lines[at..].iter().position(|line| *line == end);
        if let (true, Some(length)) = (is_function, length) {
            found.push((line.trim(), length + 1));
        }
    }
    found
}

#[test]
fn functions_are_short() {
    const MOST: usize = 60;
    let mut seen = 0;
    for (name, text) in &all_sources() {
        for (function, lines) in functions(&code_lines(text)) {
            seen += 1;
            assert!(lines <= MOST, "`{function}` of {name} has {lines} lines");
        }
    }
    assert!(seen > 1000, "{seen}");
    let lines = ["impl A {", "    pub(crate) fn a() {", "        b();", "    }", "}"];
    assert_eq!(functions(&lines), [("pub(crate) fn a() {", 3)]);
}
