//! What must not reach a terminal.

/// Makes a text harmless on a terminal: control characters, which could move
/// the cursor or change its title, characters that turn the direction of writing
/// and those that are not seen at all, by which two words that look alike differ,
/// become signs that are seen.
pub fn harmless(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        shown.push(match c {
            '\t' => ' ',
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('?'),
            '\u{7f}' => '\u{2421}',
            // Pictures are joined by the first, as people to a family; the others choose how
            // one is drawn.
            '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' if is_pictorial(before) => c,
            // Old Hangul has them for a consonant or vowel that a syllable lacks.
            '\u{115f}' | '\u{1160}' if is_conjoining(before) || is_conjoining(next) => c,
            c if is_unseen(c) => '\u{fffd}',
            c => c,
        });
        before = c;
    }
    shown
}

/// Says whether a character is a control, turns the direction of writing, or
/// takes no room and says nothing: those that Unicode has for such
/// (Default_Ignorable_Code_Point), line and paragraph separators, marks of annotations,
/// and the blank of Braille.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}'
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

fn is_pictorial(c: char) -> bool {
    matches!(c, '\u{23}' | '\u{2a}' | '0'..='9' | '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}'
        | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{27ff}' | '\u{2900}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// Says whether a character is a letter that makes syllables of old Hangul with others.
fn is_conjoining(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115e}' | '\u{1161}'..='\u{11ff}' | '\u{a960}'..='\u{a97f}'
        | '\u{d7b0}'..='\u{d7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_becomes_a_sign() {
        for c in [
            '\u{9b}',
            '\u{ad}',
            '\u{115f}',
            '\u{1160}',
            '\u{17b4}',
            '\u{180b}',
            '\u{200b}',
            '\u{202e}',
            '\u{2066}',
            '\u{2800}',
            '\u{3164}',
            '\u{fe00}',
            '\u{fe0f}',
            '\u{feff}',
            '\u{ffa0}',
            '\u{1d173}',
            '\u{e0041}',
            '\u{e0100}',
        ] {
            assert_eq!(harmless(&format!("a{c}b")), "a\u{fffd}b", "{c:?}");
        }
    }

    #[test]
    fn what_pictures_and_old_hangul_are_made_of_stays() {
        for text in [
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "👩\u{200d}🚀",
            "🏳\u{fe0f}\u{200d}🌈",
            "\u{115f}ᅡ",
            "ᄀ\u{1160}",
            "☎\u{fe0e}",
        ] {
            assert_eq!(harmless(text), text, "{text:?}");
        }
    }
}
