//! Colour, and what else a terminal does with text.

pub use super::address::file_url;
pub use super::fit::fit;
pub use super::harmless::harmless;
pub use super::palette::{Background, Colours, Palette};
pub use super::sgr::{Colour, Rendition, renditions};
pub use super::width::{fit_path, width, width_with_tabs};
