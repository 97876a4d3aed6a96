//! Draws the pictures of the README: real output of the program on the notes
//! that come along, the way of the data, and charts of the committed tables.
//!
//! ```sh
//! cargo build && cargo run --example pictures
//! ```
//!
//! Pictures are drawn in `docs/pictures/`, or in the folder that is named.

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

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder =
        std::env::args_os().nth(1).map_or_else(|| root.join("docs/pictures"), PathBuf::from);
    std::fs::create_dir_all(&folder)?;
    let write =
        |name: &str, svg: String| std::fs::write(folder.join(name).with_extension("svg"), svg);
    let galpi = program()?;
    for (name, columns, arguments) in SCREENS {
        let output = Command::new(&galpi)
            .args(["--color", "always"])
            .args(arguments)
            .current_dir(root)
            .env("COLUMNS", columns.to_string())
            .env("LC_ALL", "C.UTF-8")
            .env_remove("NO_COLOR")
            .output()?;
        let typed = arguments.join(" ");
        write(name, screen::draw(&typed, &String::from_utf8(output.stdout)?, columns))?;
    }
    write("way", diagram::draw())?;
    let readme = std::fs::read_to_string(root.join("README.md"))?;
    write("relevance", chart::relevance(&readme)?)?;
    let benches = std::fs::read_to_string(root.join("benches/README.md"))?;
    write("speed", chart::speed(&benches)?)?;
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
