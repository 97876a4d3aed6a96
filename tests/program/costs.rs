//! What a note or a query costs grows as it does: of shapes that were made to be
//! costly, eight times as much may take no more than 1.2 times eight times the
//! work. Instructions are counted, so that no clock decides.
//!
//! Counting takes valgrind, and some seconds a shape: `GALPI_COSTS=all` walks all
//! of them, and any other text those that have it in their names; else it is those
//! that grew with the square once.

use std::fs;
use std::process::Command;

use crate::workspace::Workspace;

/// Bytes of the smallest note of a shape.
const BYTES: usize = 8 * 1024;
/// Bytes of the shortest query of a shape.
const QUERY_BYTES: usize = 1024;
/// How many times as large the others are.
const TIMES: [usize; 4] = [1, 2, 4, 8];
/// More than so many times the work that is in proportion is too much.
const MOST: f64 = 1.2;

/// A note of about so many bytes.
type Shape = fn(usize) -> Vec<u8>;

fn repeated(piece: &str, bytes: usize) -> Vec<u8> {
    piece.repeat(bytes / piece.len()).into_bytes()
}

fn numbered(bytes: usize, piece: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < bytes {
        text.push_str(&piece(number));
        number += 1;
    }
    text.into_bytes()
}

/// Opens and closes as often.
fn nested(open: &str, close: &str, bytes: usize) -> Vec<u8> {
    let count = bytes / (open.len() + close.len());
    (open.repeat(count) + &close.repeat(count)).into_bytes()
}

/// Shapes, each with a word that is asked for; first those that once grew with
/// the square.
static ONCE_SQUARE: [(&str, Shape, &str); 6] = [
    ("one word again and again on a line", |n| repeated("apple pear, ", n), "apple"),
    ("names and aliases on a line", |n| numbered(n, |i| format!("Name{i}(이름{i}) ")), "Name1"),
    ("names and aliases that are glued", |n| numbered(n, |i| format!("Name{i}(이름{i})")), "Name1"),
    ("images in images", |n| nested("![zebra", "](a&amp;b)", n), "zebra"),
    (
        "dots where a number is asked for",
        |n| ["몇개 apple ".into(), repeated(".", n)].concat(),
        "apple 몇개",
    ),
    (
        "a line of CP949",
        |n| {
            // 두부, and a comma.
            let word = b"\xb5\xce\xba\xce, ";
            word.iter().copied().cycle().take(n / word.len() * word.len()).collect()
        },
        "두부",
    ),
];

static OTHERS: [(&str, Shape, &str); 25] = [
    ("brackets", |n| repeated("[a ", n), "a"),
    ("closed brackets", |n| nested("[a", "]", n), "a"),
    ("links in links", |n| nested("[zebra", "](b)", n), "zebra"),
    ("references", |n| numbered(n, |i| format!("[r{i}]: /u{i}\n\n[a][r{i}]\n\n")), "a"),
    ("deep lists", |n| nested("- ", "", n), "끝"),
    ("long lists", |n| repeated("- apple\n", n), "apple"),
    ("quotations", |n| repeated("> ", n), "끝"),
    (
        "rows of a table",
        |n| [b"|a|b|\n|-|-|\n".to_vec(), repeated("|apple|b|\n", n)].concat(),
        "apple",
    ),
    (
        "columns of a table",
        |n| {
            [
                repeated("|a", n / 4),
                b"|\n".to_vec(),
                repeated("|-", n / 4),
                b"|\n".to_vec(),
                repeated("|apple", n / 2),
            ]
            .concat()
        },
        "apple",
    ),
    ("entities", |n| repeated("&amp;", n), "끝"),
    ("marks of emphasis", |n| repeated("*a _b ", n), "a"),
    ("nested emphasis", |n| nested("*a ", " b*", n), "a"),
    ("strikes", |n| repeated("~~a ~", n), "a"),
    ("backquotes", |n| numbered(n, |i| format!("{}a ", "`".repeat(i % 60 + 1))), "a"),
    ("tags", |n| repeated("<b a=\"", n), "끝"),
    ("comments", |n| repeated("<!-- a ", n), "끝"),
    ("combining marks", |n| repeated("e\u{301}\u{302}\u{303}", n), "끝"),
    ("jamo", |n| repeated("ㄱㄴㅏㅇㅎ", n), "끝"),
    ("decomposed syllables", |n| repeated("\u{1103}\u{116e}\u{1107}\u{116e}", n), "두부"),
    ("a word of Hangul", |n| repeated("두부김치", n), "두부"),
    ("a word of Latin letters", |n| repeated("zebraapple", n), "zebra"),
    ("headings", |n| numbered(n, |i| format!("{} apple {i}\n", "#".repeat(i % 6 + 1))), "apple"),
    ("parentheses", |n| repeated("(apple ", n), "apple"),
    ("colons", |n| repeated("ABC : 가나 다라 : ", n), "가나"),
    ("numbers and dots", |n| repeated("1.2-3/", n), "끝"),
];

/// Shapes of one long line that once grew with the square: indexing looked at all of a
/// word, line or text again for each sign or name in it.
static LONG_LINES: [(&str, Shape, &str); 5] = [
    ("signs of emphasis inside of a word", |n| repeated("**가**나", n), "나"),
    (
        "signs, and names being explained",
        |n| ["!".repeat(n / 2).into_bytes(), repeated("S3: ", n / 2)].concat(),
        "S3",
    ),
    ("names that are words", |n| repeated("Batch ", n), "Batch"),
    ("parentheses behind names", |n| repeated("Batch(", n), "Batch"),
    ("names inside of a word", |n| repeated("람다", n), "람다"),
];

/// Shapes of notes that are laid out whole, each with what is asked for.
static LAID_OUT: [(&str, Shape, &[&str]); 5] = [
    ("words on a line, laid out", |n| repeated("apple ", n), &["show", "a.md"]),
    ("a word, laid out", |n| repeated("apple", n), &["show", "a.md"]),
    ("links on a line, followed", |n| repeated("[a](b.md) ", n), &["show", "a.md"]),
    ("matches on a line, laid out", |n| repeated("apple ", n), &["--full", "-n1", "apple"]),
    (
        "rows of a table, laid out",
        |n| [b"|a|b|\n|-|-|\n".to_vec(), repeated("|apple|b|\n", n)].concat(),
        &["--full", "-n1", "apple"],
    ),
];

/// Shapes of notes in other formats, each with the name of the note, and of what
/// Markdown has only at its beginning; the first grew with the square.
static FORMATS: [(&str, Shape, &str); 8] = [
    (
        "cells.ipynb",
        |n| {
            let cell = r##"{"cell_type":"markdown","source":["# apple\n","pear\n"]}"##;
            let cells = vec![cell; n / cell.len()].join(",");
            format!(r#"{{"cells":[{cells}],"metadata":{{}}}}"#).into_bytes()
        },
        "apple",
    ),
    (
        "headings.org",
        |n| numbered(n, |i| format!("{} apple {i}\n", "*".repeat(i % 6 + 1))),
        "apple",
    ),
    (
        // The smaller the steps, the more headings stand above each other.
        "stairs.org",
        |n| numbered(n, |i| format!("{} apple {i} {}\n", "*".repeat(i + 1), "pear ".repeat(60))),
        "apple",
    ),
    ("drawers.org", |n| repeated(":DRAWER:\napple\n", n), "apple"),
    (
        "headings.adoc",
        |n| numbered(n, |i| format!("{} apple {i}\n\n", "=".repeat(i % 5 + 1))),
        "apple",
    ),
    (
        "columns.csv",
        |n| [repeated("a,", n / 2), b"\n".to_vec(), repeated("apple,", n / 2)].concat(),
        "apple",
    ),
    (
        "properties.md",
        |n| {
            let keys = numbered(n, |i| format!("key{i}: apple {i}\n"));
            [b"---\n".to_vec(), keys, "---\n\n# 끝\n".into()].concat()
        },
        "apple",
    ),
    ("tags.md", |n| [repeated("<h1>apple</h1>", n), "\n\n# 끝\n".into()].concat(), "apple"),
];

/// A query of about so many bytes.
type Asked = fn(usize) -> String;

/// What is asked, of so many bytes, with the notes as they are: all that is read
/// of a query.
static QUERIES: [(&str, Asked); 5] = [
    ("words", |n| "두부를 볶는 apple ".repeat(n / 26)),
    ("different words", |n| (0..n / 8).map(|i| format!("w{i:05}x ")).collect()),
    ("phrases without a space", |n| "\"a\"".repeat(n / 3)),
    ("initials", |n| "ㄷㅂㄱㅊ ".repeat(n / 13)),
    ("typed in the other layout", |n| "enqn rlacl ".repeat(n / 11)),
];

/// Counts the instructions of indexing a note of Markdown, with a last section
/// behind it, and of answering from it.
fn instructions(text: &[u8], query: &str) -> Option<u64> {
    let end: &[u8] =
        if std::str::from_utf8(text).is_ok() { "\n\n# 끝\n".as_bytes() } else { b"\n" };
    counted("a.md", &[b"# top\n\n", text, end].concat(), query)
}

/// Counts the instructions of indexing a note and of answering from it.
fn counted(name: &str, note: &[u8], query: &str) -> Option<u64> {
    counted_of(name, note, &["--exact", "--json", "-n3", "-e", query])
}

/// Counts the instructions of indexing a note and of doing something with it.
fn counted_of(name: &str, note: &[u8], arguments: &[&str]) -> Option<u64> {
    let workspace = Workspace::new()
        .note("galpi.toml", "extensions = ['org', 'adoc', 'ipynb', 'csv']\n")
        .note(name, note);
    let galpi = workspace.command::<&str>([]);
    let log = workspace.path("log");
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(format!("--log-file={}", log.display()))
        .arg(galpi.get_program())
        .args(arguments)
        .current_dir(workspace.path("notes"))
        .env_clear()
        .envs(galpi.get_envs().filter_map(|(key, value)| Some((key, value?))))
        .env("PATH", std::env::var_os("PATH")?);
    let run = workspace.run(command, b"");
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.page());
    let log = fs::read_to_string(log).ok()?;
    let line = log.lines().find(|line| line.contains("Collected : "))?;
    line.rsplit(' ').next()?.parse().ok()
}

/// Walks the sizes of something; `least` is what nothing of it takes.
fn walk(name: &str, least: u64, count: impl Fn(usize) -> Option<u64>) -> Result<(), String> {
    let work: Vec<u64> = TIMES
        .iter()
        .filter_map(|times| count(*times))
        .map(|count| count.saturating_sub(least).max(1))
        .collect();
    println!("{name}: {work:?}");
    let first = work[0] as f64;
    let grown = TIMES.iter().zip(&work).find(|(t, w)| **w as f64 > MOST * **t as f64 * first);
    match grown {
        Some((times, _)) => Err(format!("{name}: {times} times as much took {work:?}")),
        None => Ok(()),
    }
}

/// Returns the shapes that are to be walked: the first `few` of them unless others were
/// asked for.
fn chosen<T>(
    shapes: &'static [T],
    few: usize,
    name: impl Fn(&T) -> &'static str,
) -> impl Iterator<Item = &'static T> {
    let asked = std::env::var("GALPI_COSTS").ok();
    shapes.iter().enumerate().filter_map(move |(at, shape)| {
        let is_chosen = match asked.as_deref() {
            None => at < few,
            Some("all") => true,
            Some(part) => name(shape).contains(part),
        };
        is_chosen.then_some(shape)
    })
}

#[test]
fn work_grows_as_notes_do() {
    let works = Command::new("valgrind").arg("--version").output();
    if !works.is_ok_and(|run| run.status.success()) {
        println!("skipped: needs valgrind");
        return;
    }
    let least = instructions(b"", "끝").expect("valgrind tells");
    let notes = chosen(&ONCE_SQUARE, usize::MAX, |shape| shape.0);
    let notes = notes.chain(chosen(&OTHERS, 0, |shape| shape.0));
    let notes = notes.map(|(name, shape, query)| {
        walk(name, least, |times| instructions(&shape(BYTES * times), query))
    });
    let long = chosen(&LONG_LINES, 1, |shape| shape.0).map(|(name, shape, query)| {
        walk(name, least, |times| instructions(&shape(BYTES * times), query))
    });
    let laid_out = chosen(&LAID_OUT, 1, |shape| shape.0).map(|(name, shape, arguments)| {
        let arguments = [&["--color", "always"], *arguments].concat();
        let note = |shape: &[u8]| [b"# apple\n\n", shape, b"\n"].concat();
        let least = counted_of("a.md", &note(b""), &arguments).expect("valgrind tells");
        walk(name, least, |times| counted_of("a.md", &note(&shape(BYTES * times)), &arguments))
    });
    let formats = chosen(&FORMATS, 1, |shape| shape.0).map(|(name, shape, query)| {
        walk(name, least, |times| counted(name, &shape(BYTES * times), query))
    });
    let queries = chosen(&QUERIES, 1, |shape| shape.0).map(|(name, query)| {
        walk(name, least, |times| instructions("두부 김치".as_bytes(), &query(QUERY_BYTES * times)))
    });
    let faults: Vec<String> = notes
        .chain(long)
        .chain(laid_out)
        .chain(formats)
        .chain(queries)
        .filter_map(Result::err)
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
