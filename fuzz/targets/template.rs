//! Any text as a template, and what is printed with it.
#![no_main]

use galpi::render::{self, Format, PrintOptions, Template};
use galpi::search::{Hits, Options};
use galpi_fuzz::Notebook;
use libfuzzer_sys::fuzz_target;

thread_local! {
    static HITS: Hits = Notebook::new().search("볼륨 게이트웨이 S3", &Options::default());
}

fuzz_target!(|text: &str| {
    let Ok(template) = Template::parse(text) else { return };
    HITS.with(|hits| {
        let mut bytes = Vec::new();
        let format = Format::Template(template);
        render::print(format.printer(PrintOptions::default()).as_mut(), &mut bytes, hits)
            .expect("memory takes all");
        assert!(bytes.len() >= hits.hits.len(), "each hit ends its line");
    });
});
