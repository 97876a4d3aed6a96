//! The interface of output formats.

use std::io::{self, Write};

use crate::search::{Hit, Hits};

/// Writes hits in one format.
pub trait Printer {
    /// Writes one hit.
    ///
    /// # Errors
    ///
    /// When `out` takes no more.
    fn hit(&mut self, out: &mut dyn Write, hit: &Hit) -> io::Result<()>;

    /// Writes what comes after the last hit.
    ///
    /// # Errors
    ///
    /// When `out` takes no more.
    fn end(&mut self, out: &mut dyn Write, hits: &Hits) -> io::Result<()>;
}

/// Writes all hits.
///
/// # Errors
///
/// When `out` takes no more.
pub fn print(printer: &mut dyn Printer, out: &mut dyn Write, hits: &Hits) -> io::Result<()> {
    for hit in &hits.hits {
        printer.hit(out, hit)?;
    }
    printer.end(out, hits)
}
