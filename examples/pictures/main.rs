//! Draws the pictures of the README: real output of the program on the notes
//! that come along, the way of the data, and charts of the committed tables.
//!
//! ```sh
//! cargo build && cargo run --example pictures
//! ```
//!
//! Pictures are drawn in `docs/pictures/`, or in the folder that is named. With a
//! program, notes and queries behind it, these are drawn instead, at each of some
//! widths, to be looked at:
//!
//! ```sh
//! cargo run --example pictures -- OUT target/debug/galpi corpus '스냅샵 수명주기'
//! ```

mod chart;
mod diagram;
mod screen;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Name of the picture, columns, what is typed.
const SCREENS: [(&str, usize, &[&str]); 4] = [
    ("answer", 80, &["-n", "4", "스냅샵", "수명주기"]),
    ("keyboard", 80, &["-n", "2", "tmshdnqhf"]),
    ("show", 80, &["show", "corpus/network/load-balancing.md:72"]),
    ("explain", 80, &["explain", "장애", "조치", "시간"]),
];

/// Columns of the terminals that screens are looked at in.
const WIDTHS: [usize; 4] = [40, 80, 120, 200];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut named = std::env::args().skip(1);
    let folder = named.next().map_or_else(|| root.join("docs/pictures"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    if let (Some(galpi), Some(notes)) = (named.next(), named.next()) {
        return look_at(&folder, Path::new(&galpi), &notes, named);
    }
    let write =
        |name: &str, svg: String| std::fs::write(folder.join(name).with_extension("svg"), svg);
    let galpi = program()?;
    for (name, columns, arguments) in SCREENS {
        let mut command = Command::new(&galpi);
        command.args(arguments).current_dir(root);
        write(name, shown(command, &arguments.join(" "), columns)?)?;
    }
    write("way", diagram::draw())?;
    let readme = std::fs::read_to_string(root.join("README.md"))?;
    write("relevance", chart::relevance(&readme)?)?;
    let benches = std::fs::read_to_string(root.join("benches/README.md"))?;
    write("speed", chart::speed(&benches)?)?;
    Ok(())
}

/// Draws what a program shows in so many columns.
fn shown(mut command: Command, typed: &str, columns: usize) -> Result<String, Box<dyn Error>> {
    let output = command
        .args(["--color", "always"])
        .env("COLUMNS", columns.to_string())
        .env("LC_ALL", "C.UTF-8")
        .env_remove("NO_COLOR")
        .output()?;
    Ok(screen::draw(typed, &String::from_utf8(output.stdout)?, columns))
}

/// Draws the answers to queries at each width.
fn look_at(
    folder: &Path,
    galpi: &Path,
    notes: &str,
    queries: impl Iterator<Item = String>,
) -> Result<(), Box<dyn Error>> {
    for (number, query) in queries.enumerate() {
        for columns in WIDTHS {
            let mut command = Command::new(galpi);
            command.args(["--notes", notes, "-n", "5", "-e", &query]);
            let name = format!("{:02}-{columns}.svg", number + 1);
            std::fs::write(folder.join(name), shown(command, &query, columns)?)?;
        }
    }
    Ok(())
}

/// Finds the program that was built along with this one.
fn program() -> Result<PathBuf, Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(Path::parent).ok_or("this program has no folder")?;
    let program = folder.join("galpi").with_extension(std::env::consts::EXE_EXTENSION);
    match program.is_file() {
        true => Ok(program),
        false => Err(format!("{} isn't there: `cargo build` makes it", program.display()).into()),
    }
}
