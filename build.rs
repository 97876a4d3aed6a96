//! Compiles the lexicon that galpi ships, so that nothing is parsed at start.

use std::error::Error;
use std::path::{Path, PathBuf};

#[path = "src/lexicon/bounds.rs"]
mod bounds;
#[path = "src/lexicon/check.rs"]
mod check;
#[allow(dead_code)]
#[path = "src/lexicon/claim.rs"]
mod claim;
#[path = "src/lexicon/compile.rs"]
mod compile;
#[path = "src/lexicon/described.rs"]
mod described;
#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/fault.rs"]
mod fault;
#[path = "src/lexicon/header.rs"]
mod header;
#[path = "src/lexicon/names.rs"]
mod names;
#[allow(dead_code)]
#[path = "src/lexicon/record.rs"]
mod record;
#[path = "src/lexicon/source.rs"]
mod source;

// The analysis of notes and queries: descriptions are compiled as its terms.
use galpi_analysis as analysis;
use galpi_analysis::name;

fn main() -> Result<(), Box<dyn Error>> {
    link_to_fixed_addresses();
    let data = Path::new("src/lexicon/data");
    for input in ["build.rs", "src/lexicon"] {
        println!("cargo:rerun-if-changed={input}");
    }
    let mut files = Vec::new();
    collect(data, &mut files)?;
    files.sort();
    let mut source = source::Source::default();
    for file in &files {
        let text = std::fs::read_to_string(file)?;
        let name = file.strip_prefix(data)?.to_string_lossy().replace('\\', "/");
        source.add(&name, &text).map_err(|fault| fault::Faults::new(vec![fault]).to_string())?;
    }
    let faults = source.faults(&|_| false);
    if !faults.is_empty() && std::env::var_os("GALPI_DRAFT").is_none() {
        return Err(format!("the lexicon has faults:\n{}", fault::Faults::new(faults)).into());
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let compiled = compile::compile(&source, &mut analysis::Analyzer::new());
    let stamp = xxhash_rust::xxh3::xxh3_64(&compiled);
    std::fs::write(out.join("lexicon.bin"), compiled)?;
    println!("cargo:rustc-env=GALPI_LEXICON_STAMP={stamp:016x}");
    Ok(())
}

/// Has the program linked to the addresses that it is run at. Otherwise some 50,000
/// of them are put in at each start, on pages of their own: half of the time that a
/// process takes before it does anything. What it costs is that the program's own
/// code lies where anybody knows; libraries, heap and stack still don't.
fn link_to_fixed_addresses() {
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|own| own == value);
    if is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "tsv") {
            files.push(path);
        }
    }
    Ok(())
}
