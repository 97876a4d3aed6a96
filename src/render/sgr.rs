//! What the numbers of SGR sequences stand for (ECMA-48).

/// A part of a look: what one number of a sequence sets, or one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// An attribute by its number: 1 is bold, 4 underlined, 0 takes all away.
    Attribute(u8),
    /// The colour of the letters.
    Letters(Colour),
    /// The colour of what they stand on.
    Ground(Colour),
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
/// use galpi::render::style::{Colour, Look, looks};
/// let set: Vec<Look> = looks("1;94;38;5;208;48").collect();
/// let (bright, orange) = (Colour::Sixteen(12), Colour::Indexed(208));
/// assert_eq!(set, [Look::Attribute(1), Look::Letters(bright), Look::Letters(orange)]);
/// ```
pub fn looks(sgr: &str) -> impl Iterator<Item = Look> {
    let mut numbers = sgr.split(';').map(|number| number.parse::<u8>().unwrap_or(0));
    let next = move || {
        let number = numbers.next()?;
        Some(match number {
            30..=37 => Some(Look::Letters(Colour::Sixteen(number - 30))),
            90..=97 => Some(Look::Letters(Colour::Sixteen(number - 90 + 8))),
            40..=47 => Some(Look::Ground(Colour::Sixteen(number - 40))),
            100..=107 => Some(Look::Ground(Colour::Sixteen(number - 100 + 8))),
            38 => colour(&mut numbers).map(Look::Letters),
            48 => colour(&mut numbers).map(Look::Ground),
            _ => Some(Look::Attribute(number)),
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
