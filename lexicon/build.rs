//! Compiles the lexicon that galpi ships, so that nothing is parsed at start.

use std::error::Error;
use std::path::{Path, PathBuf};

use galpi_lexicon_compiler::{Faults, Source, compile};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=data");
    // A lexicon that is being written is compiled in spite of its faults.
    println!("cargo:rerun-if-env-changed=GALPI_DRAFT");
    let data = Path::new("data");
    let mut files = Vec::new();
    collect(data, &mut files)?;
    files.sort();
    let mut source = Source::default();
    for file in &files {
        let text = std::fs::read_to_string(file)?;
        let name = file.strip_prefix(data)?.to_string_lossy().replace('\\', "/");
        source.add(&name, &text).map_err(|fault| Faults::new(vec![fault]).to_string())?;
    }
    let faults = source.faults(&|_| false);
    if !faults.is_empty() && std::env::var_os("GALPI_DRAFT").is_none() {
        return Err(format!("the lexicon has faults:\n{}", Faults::new(faults)).into());
    }
    let compiled = compile(&source);
    let stamp = xxhash_rust::xxh3::xxh3_64(&compiled);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("lexicon.bin"), compiled)?;
    println!("cargo:rustc-env=GALPI_LEXICON_STAMP={stamp:016x}");
    Ok(())
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
