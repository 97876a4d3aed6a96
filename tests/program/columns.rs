//! Columns in all four units, on lines of every kind, and what vim says of them.

use std::fs;

use unicode_normalization::UnicodeNormalization;

use crate::workspace::Workspace;

/// A kind of line, what stands before the match in it, and the column of the
/// match by byte, char, UTF-16 unit and cell of a terminal.
struct Row {
    kind: &'static str,
    before: String,
    columns: [usize; 4],
}

fn rows() -> Vec<Row> {
    let row = |kind, before: &str, columns| Row { kind, before: before.to_owned(), columns };
    let nfd: String = "볼륨 ".nfd().collect();
    vec![
        row("nothing", "", [1, 1, 1, 1]),
        row("ASCII", "a-b ", [5, 5, 5, 5]),
        row("Hangul", "볼륨 ", [8, 4, 4, 6]),
        // Two and three jamo of three bytes each, one syllable wide.
        row("decomposed Hangul", &nfd, [20, 8, 8, 6]),
        row("a tab", "\t", [2, 2, 2, 9]),
        row("a tab in the midst", "볼\t륨 ", [9, 5, 5, 12]),
        row("an emoji", "😀 ", [6, 3, 4, 4]),
        row("combining marks", "e\u{301}n\u{303} ", [8, 6, 6, 4]),
        row("full width", "ＡＢ ", [8, 4, 4, 6]),
        row("half-width Katakana", "ｶﾅ ", [8, 4, 4, 4]),
        row("Hanja beyond the first plane", "𠀀 ", [6, 3, 4, 4]),
        row("compatibility jamo", "ㄱㄴ ", [8, 4, 4, 6]),
    ]
}

/// One note, a line a row, each with the same word as its match.
fn notes(rows: &[Row]) -> Workspace {
    let lines: String = rows.iter().map(|row| format!("{}소나무 끝\n", row.before)).collect();
    Workspace::new().note("a.md", format!("# 표\n\n{lines}"))
}

#[test]
fn columns_are_those_of_the_unit() {
    let rows = rows();
    let workspace = notes(&rows);
    for (at, unit) in ["byte", "char", "utf16", "cell"].iter().enumerate() {
        let run = workspace.galpi(["--vimgrep", "--exact", "--column-unit", unit, "소나무"]);
        let columns: Vec<usize> = run
            .stdout()
            .lines()
            .map(|line| line.split(':').nth(2).and_then(|c| c.parse().ok()).expect("a column"))
            .collect();
        let json = workspace.galpi(["--json", "--exact", "--column-unit", unit, "소나무"]).json();
        let width = [9, 3, 3, 6][at];
        assert_eq!(columns.len(), rows.len(), "{}", run.page());
        for (number, row) in rows.iter().enumerate() {
            assert_eq!(columns[number], row.columns[at], "{unit} after {}", row.kind);
            let found = &json[0]["matches"][number];
            assert_eq!(found["column"], row.columns[at], "{unit} after {}", row.kind);
            assert_eq!(found["end_column"], row.columns[at] + width, "{unit} after {}", row.kind);
            assert_eq!(found["text"], "소나무");
        }
    }
}

#[test]
fn highlights_are_bytes_of_their_text() {
    for row in rows() {
        let workspace = notes(std::slice::from_ref(&row));
        let hit = &workspace.galpi(["--json", "--exact", "소나무"]).json()[0];
        let text = hit["snippet"]["text"].as_str().expect("text");
        let spans = hit["snippet"]["highlights"].as_array().expect("a list");
        let place = |at: usize| spans[0][at].as_u64().expect("a number") as usize;
        assert_eq!(&text[place(0)..place(1)], "소나무", "{}", row.kind);
    }
}

#[test]
fn vim_counts_bytes_and_cells_as_we_do() {
    let rows = rows();
    let workspace = notes(&rows);
    workspace.write(
        "script.vim",
        "set encoding=utf-8 tabstop=8\nedit a.md\nlet g:seen = []\n\
         for g:line in range(3, line('$'))\ncall cursor(g:line, 1)\n\
         call search('소나무', 'c', g:line)\n\
         call add(g:seen, col('.') . ' ' . (virtcol('.') - 1))\nendfor\n\
         call writefile(g:seen, '../seen')\nqall!\n",
    );
    let arguments = ["-u", "NONE", "-i", "NONE", "-n", "-es", "-S", "../script.vim"];
    let Some(vim) = workspace.tool("vim", arguments) else { return };
    let run = workspace.run(vim, b"");
    let seen =
        fs::read_to_string(workspace.path("seen")).unwrap_or_else(|_| panic!("{}", run.page()));
    for (row, seen) in rows.iter().zip(seen.lines()) {
        // vim's column is the last cell of a wide character.
        let [byte, _, _, cell] = row.columns;
        // It gives each vowel and final consonant of decomposed syllables a
        // cell, where terminals draw a syllable in two.
        let cell = if row.kind == "decomposed Hangul" { 10 } else { cell };
        assert_eq!(seen, format!("{byte} {cell}"), "{}", row.kind);
    }
    assert_eq!(seen.lines().count(), rows.len());
}
