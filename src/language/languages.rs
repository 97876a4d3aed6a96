//! The languages that there are.

use super::catalogue::Catalogue;
use super::english::ENGLISH;
use super::korean::KOREAN;

/// All languages, English first: it is what is spoken where no other is asked
/// for.
pub const LANGUAGES: [&Catalogue; 2] = [&ENGLISH, &KOREAN];

impl Default for &Catalogue {
    fn default() -> Self {
        LANGUAGES[0]
    }
}

impl Catalogue {
    /// Finds the language of a locale, as `ko_KR.UTF-8`; English where it is
    /// none of ours.
    ///
    /// # Examples
    ///
    /// ```
    /// use galpi::language::Catalogue;
    /// assert_eq!(Catalogue::of_locale("ko_KR.UTF-8").code, "ko");
    /// assert_eq!(Catalogue::of_locale("C.UTF-8").code, "en");
    /// ```
    pub fn of_locale(locale: &str) -> &'static Self {
        let end = locale.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(locale.len());
        let is_it = |catalogue: &&&Self| catalogue.code == &locale[..end];
        LANGUAGES.iter().find(is_it).unwrap_or(&LANGUAGES[0])
    }
}
