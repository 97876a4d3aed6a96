//! The reader's editor, opened at a line and column.
//!
//! The editor is what `$VISUAL` or `$EDITOR` says, and nothing else: no note
//! and no `galpi.toml` has a say in it, and no shell reads any of it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use galpi::render::ColumnUnit;

use crate::Outcome;
use crate::failure::Failure;
use crate::{notebook, terminal};

/// A place in a file.
#[derive(Debug)]
pub(crate) struct Spot {
    /// The file, from the current folder.
    pub(crate) path: PathBuf,
    /// 1-based.
    pub(crate) line: usize,
    /// The text of the line before the place.
    pub(crate) before: String,
    /// 1-based, in bytes of the file.
    pub(crate) column: usize,
}

/// How an editor is told the place. Columns are 1-based where nothing else is
/// said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// `+call cursor(LINE,COLUMN)`, in bytes.
    Cursor,
    /// `+LINE`.
    Line,
    /// `+LINE:COLUMN`.
    Plus(ColumnUnit),
    /// `+LINE,COLUMN`.
    Comma(ColumnUnit),
    /// `PATH:LINE:COLUMN`.
    After(ColumnUnit),
    /// `--goto PATH:LINE:COLUMN`.
    Goto,
    /// `--line LINE --column COLUMN`, the column 0-based.
    JetBrains,
    /// `-l LINE -c COLUMN`.
    Kate,
    /// `-nLINE -cCOLUMN`.
    Notepad,
}

/// The editor where none is named.
const FALLBACK: &str = if cfg!(windows) { "notepad" } else { "vi" };

use ColumnUnit::{Byte, Cell, Char, Utf16};

/// Editors by the names of their programs. What isn't here is tried again
/// without what follows the letters of its name: `vim.basic`, `emacs-29`.
const EDITORS: [(&[&str], Way); 12] = [
    // One that may be no vim, or a vim without expressions, takes only a line.
    (&["vim.tiny", "vi", "view", "nvi", "elvis", "busybox"], Way::Line),
    (&["vim", "nvim", "gvim", "mvim", "vimx", "lvim", "rvim"], Way::Cursor),
    // Both move to a column of the screen.
    (&["emacs", "emacsclient"], Way::Plus(Cell)),
    (&["nano", "rnano"], Way::Comma(Cell)),
    (&["kak"], Way::Plus(Byte)),
    (&["micro", "gedit", "xed", "pluma"], Way::Plus(Char)),
    (
        &["hx", "helix", "zed", "zeditor", "subl", "sublime_text", "lapce", "geany"],
        Way::After(Char),
    ),
    (&["code", "codium", "vscodium", "cursor", "windsurf", "positron", "code-oss"], Way::Goto),
    (
        &[
            "idea",
            "pycharm",
            "webstorm",
            "phpstorm",
            "goland",
            "clion",
            "rubymine",
            "rider",
            "rustrover",
            "datagrip",
            "fleet",
            "studio",
        ],
        Way::JetBrains,
    ),
    (&["kate", "kwrite"], Way::Kate),
    (&["notepad++"], Way::Notepad),
    (&["joe", "jmacs", "jed", "mg", "zile", "ne", "pico", "bbedit", "less"], Way::Line),
];

/// Opens the reader's editor at a place, and becomes it where the system can.
pub(crate) fn open(spot: &Spot) -> Result<Outcome, Failure> {
    let words = chosen()?;
    let (program, options) = words.split_first().expect("an editor has a name");
    let way = way(program);
    if way.is_none() && spot.line > 1 {
        let told = terminal::language().commands.at_beginning;
        notebook::say(&told(&program.to_string_lossy(), spot.line));
    }
    let mut command = Command::new(program);
    command.args(options).args(place(way, spot));
    with_keyboard(&mut command);
    run(command, program)
}

/// Says whether there is an editor to open.
pub(crate) fn is_there() -> bool {
    named().is_some() || has_program(FALLBACK)
}

/// Returns which variable names an editor, and what it says.
fn named() -> Option<(&'static str, OsString)> {
    let set = |name: &str| env::var_os(name).filter(|v| !v.to_string_lossy().trim().is_empty());
    ["VISUAL", "EDITOR"].into_iter().find_map(|name| Some((name, set(name)?)))
}

/// Says whether there is a program of a name.
fn has_program(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).any(|folder| folder.join(&file).is_file())
}

/// Returns the words of the editor's command: that of the environment, else
/// the one that every Unix has, as git does it.
fn chosen() -> Result<Vec<OsString>, Failure> {
    let told = &terminal::language().commands;
    let Some((name, value)) = named() else {
        if has_program(FALLBACK) {
            return Ok(vec![OsString::from(FALLBACK)]);
        }
        let no_editor = terminal::language().usage.no_editor;
        return Err(Failure::new(no_editor).hint(told.no_editor_hint));
    };
    // A program in a folder with a space in its name, without quotes.
    if Path::new(&value).is_file() {
        return Ok(vec![value]);
    }
    let text = value.to_str().ok_or_else(|| Failure::new((told.not_text)(name)))?;
    // Backslashes part folders on Windows and quote nothing.
    let words = match cfg!(windows) {
        true => shlex::split(&text.replace('\\', "\\\\")),
        false => shlex::split(text),
    };
    match words.filter(|words| !words.is_empty()) {
        Some(words) => Ok(words.into_iter().map(OsString::from).collect()),
        None => Err(Failure::new((told.open_quote)(name, text))),
    }
}

/// Returns how an editor takes a place, if that is known.
fn way(program: &OsStr) -> Option<Way> {
    let name = Path::new(program).file_name()?.to_str()?.to_lowercase();
    let name = [".exe", ".cmd", ".bat", ".sh"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name);
    let known = |name: &str| EDITORS.iter().find(|(names, _)| names.contains(&name));
    let letters = name.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or(name);
    // The launchers of 64-bit programs are called `idea64`.
    known(name).or_else(|| known(letters)).map(|(_, way)| *way)
}

/// Returns the arguments for a place.
fn place(way: Option<Way>, spot: &Spot) -> Vec<OsString> {
    let path = plain(&spot.path);
    let line = spot.line;
    let column = |unit: ColumnUnit| unit.column(&spot.before, spot.column);
    let at = |unit: ColumnUnit| {
        let mut whole = path.clone();
        whole.push(format!(":{line}:{}", column(unit)));
        whole
    };
    let before =
        |words: Vec<String>| words.into_iter().map(OsString::from).chain([path.clone()]).collect();
    match way {
        None => vec![path],
        Some(Way::Cursor) => before(vec![format!("+call cursor({line},{})", column(Byte))]),
        Some(Way::Line) => before(vec![format!("+{line}")]),
        Some(Way::Plus(unit)) => before(vec![format!("+{line}:{}", column(unit))]),
        Some(Way::Comma(unit)) => before(vec![format!("+{line},{}", column(unit))]),
        Some(Way::After(unit)) => vec![at(unit)],
        Some(Way::Goto) => vec![OsString::from("--goto"), at(Utf16)],
        Some(Way::JetBrains) => {
            let column = (column(Utf16) - 1).to_string();
            before(["--line", &line.to_string(), "--column", &column].map(str::to_owned).to_vec())
        }
        Some(Way::Kate) => {
            let column = column(Utf16).to_string();
            before(["-l", &line.to_string(), "-c", &column].map(str::to_owned).to_vec())
        }
        Some(Way::Notepad) => before(vec![format!("-n{line}"), format!("-c{}", column(Char))]),
    }
}

/// Makes a path that no editor takes for anything else: `+x`, `-x` and `~x` are
/// files when a folder stands before them.
fn plain(path: &Path) -> OsString {
    match path.components().next() {
        Some(Component::Normal(_)) => Path::new(".").join(path).into_os_string(),
        _ => path.as_os_str().to_owned(),
    }
}

/// Gives the editor the terminal where standard input was the question.
#[cfg(unix)]
fn with_keyboard(command: &mut Command) {
    use std::io::IsTerminal;
    if !std::io::stdin().is_terminal()
        && let Ok(terminal) = std::fs::File::open("/dev/tty")
    {
        command.stdin(terminal);
    }
}

#[cfg(not(unix))]
fn with_keyboard(_: &mut Command) {}

#[cfg(unix)]
fn run(mut command: Command, program: &OsStr) -> Result<Outcome, Failure> {
    use std::os::unix::process::CommandExt;
    Err(unstarted(program, &command.exec()))
}

#[cfg(not(unix))]
fn run(mut command: Command, program: &OsStr) -> Result<Outcome, Failure> {
    match command.status() {
        Ok(status) if status.success() => Ok(Outcome::Found),
        Ok(_) => Ok(Outcome::Failed),
        Err(error) => Err(unstarted(program, &error)),
    }
}

fn unstarted(program: &OsStr, error: &std::io::Error) -> Failure {
    let language = terminal::language();
    let told = &language.commands;
    Failure::new((told.unstarted)(&program.to_string_lossy(), &language.cause(error)))
        .hint(told.unstarted_hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(program: &str, path: &str, expected: &str) {
        // Columns after `\t볼😀`: byte 9, char 4, UTF-16 5, cell 13.
        let spot = Spot { path: path.into(), line: 7, before: "\t볼😀".to_owned(), column: 9 };
        let words = place(way(OsStr::new(program)), &spot);
        let words: Vec<_> = words.iter().map(|w| w.to_string_lossy()).collect();
        assert_eq!(words.join(" | "), expected, "{program}");
    }

    #[test]
    fn editors_are_told_line_and_column_in_their_own_way() {
        check("vim", "a.md", "+call cursor(7,9) | ./a.md");
        check("/usr/bin/nvim", "a.md", "+call cursor(7,9) | ./a.md");
        check("vim.basic", "a.md", "+call cursor(7,9) | ./a.md");
        check("vim.tiny", "a.md", "+7 | ./a.md");
        check("vi", "a.md", "+7 | ./a.md");
        check("emacs", "a.md", "+7:13 | ./a.md");
        check("emacs-29.4", "a.md", "+7:13 | ./a.md");
        check("emacsclient", "a.md", "+7:13 | ./a.md");
        check("nano", "a.md", "+7,13 | ./a.md");
        check("kak", "a.md", "+7:9 | ./a.md");
        check("micro", "a.md", "+7:4 | ./a.md");
        check("hx", "a.md", "./a.md:7:4");
        check("zed", "a.md", "./a.md:7:4");
        check("subl", "a.md", "./a.md:7:4");
        check("code", "a.md", "--goto | ./a.md:7:5");
        check("Code.exe", "a.md", "--goto | ./a.md:7:5");
        check("code-insiders", "a.md", "--goto | ./a.md:7:5");
        check("idea64.exe", "a.md", "--line | 7 | --column | 4 | ./a.md");
        check("kate", "a.md", "-l | 7 | -c | 5 | ./a.md");
        check("notepad++.exe", "a.md", "-n7 | -c4 | ./a.md");
        check("my-own-editor", "a.md", "./a.md");
    }

    #[test]
    fn no_name_of_a_file_is_an_option() {
        for name in ["-c quit.md", "+q!.md", "--cmd=x.md", "~root.md", "-"] {
            for program in EDITORS.iter().flat_map(|(names, _)| *names).chain(&["unknown"]) {
                let spot = Spot { path: name.into(), line: 1, before: String::new(), column: 1 };
                let words = place(way(OsStr::new(program)), &spot);
                let last = words.last().expect("there is a path").to_string_lossy();
                assert!(last.starts_with(&format!("./{name}")), "{program}: {last}");
            }
        }
        check("vim", "/notes/-x.md", "+call cursor(7,9) | /notes/-x.md");
        check("vim", "../notes/x.md", "+call cursor(7,9) | ../notes/x.md");
    }
}
