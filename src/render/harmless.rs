//! What must not reach a terminal.

/// Makes a text harmless on a terminal: control characters, which could move
/// the cursor or change its title, characters that turn the direction of writing
/// and those that are not seen at all, by which two words that look alike differ,
/// become signs that are seen.
pub fn harmless(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|c| {
            let shown = match c {
                '\t' => ' ',
                '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('?'),
                '\u{7f}' => '\u{2421}',
                // Pictures are joined by it: a family is people, joined.
                '\u{200d}' if is_pictorial(before) => c,
                c if is_unseen(c) => '\u{fffd}',
                c => c,
            };
            before = c;
            shown
        })
        .collect()
}

/// Says whether a character is a control, turns the direction of writing, or
/// takes no room and says nothing.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_pictorial(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}
