//! What the numbers of SGR sequences (ECMA-48, "Select Graphic Rendition") stand for.

/// What one number of a sequence sets, or the several numbers of one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rendition {
    /// An attribute by its number: 1 is bold, 4 underlined, 0 resets all.
    Attribute(u8),
    /// The colour of the text.
    Foreground(Colour),
    /// The colour behind the text.
    Background(Colour),
}

/// A colour of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of sixteen, from 0; the bright ones begin at 8.
    Sixteen(u8),
    /// One of 256.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// Returns what numbers parted by `;` set, in order; a colour that is cut off sets
/// nothing.
///
/// # Examples
///
/// ```
/// use galpi::render::style::{Colour, Rendition, renditions};
/// let set: Vec<Rendition> = renditions("1;94;38;5;208;48").collect();
/// let (bright, orange) = (Colour::Sixteen(12), Colour::Indexed(208));
/// assert_eq!(set, [Rendition::Attribute(1), Rendition::Foreground(bright), Rendition::Foreground(orange)]);
/// ```
pub fn renditions(sgr: &str) -> impl Iterator<Item = Rendition> {
    let mut numbers = sgr.split(';').map(|number| number.parse::<u8>().unwrap_or(0));
    let next = move || {
        let number = numbers.next()?;
        Some(match number {
            30..=37 => Some(Rendition::Foreground(Colour::Sixteen(number - 30))),
            90..=97 => Some(Rendition::Foreground(Colour::Sixteen(number - 90 + 8))),
            40..=47 => Some(Rendition::Background(Colour::Sixteen(number - 40))),
            100..=107 => Some(Rendition::Background(Colour::Sixteen(number - 100 + 8))),
            38 => colour(&mut numbers).map(Rendition::Foreground),
            48 => colour(&mut numbers).map(Rendition::Background),
            _ => Some(Rendition::Attribute(number)),
        })
    };
    std::iter::from_fn(next).flatten()
}

/// Reads what follows 38 or 48: `5;n`, or `2;r;g;b`.
fn colour(numbers: &mut impl Iterator<Item = u8>) -> Option<Colour> {
    match numbers.next()? {
        5 => numbers.next().map(Colour::Indexed),
        2 => Some(Colour::Rgb(numbers.next()?, numbers.next()?, numbers.next()?)),
        _ => None,
    }
}
