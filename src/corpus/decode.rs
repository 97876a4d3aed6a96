//! Bytes of a file → text.

use encoding_rs::{EUC_KR, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::WarningKind;

/// How many bytes are looked at to tell a binary file from a text.
const BINARY_PROBE_BYTES: usize = 8 * 1024;

/// A decoded file.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding that the file was read in.
    pub encoding: &'static Encoding,
    /// Whether `text` is the file's bytes as they are, so that places in the
    /// one are places in the other.
    pub is_verbatim: bool,
    /// What is to be known of the decoding.
    pub warning: Option<WarningKind>,
}

impl Decoded {
    /// Returns how many bytes of the *file* `text` takes, where `text` is a
    /// piece of [`Decoded::text`]: columns are counted in the file.
    pub fn bytes_on_disk(&self, text: &str) -> usize {
        if self.encoding == UTF_8 { text.len() } else { self.encoding.encode(text).0.len() }
    }
}

/// Decodes the bytes of a note; `None` when they aren't text.
///
/// UTF-8 is taken as it is. A byte order mark says UTF-16. Bytes that aren't
/// UTF-8 are read as CP949 (EUC-KR with its extension), as Korean Windows
/// wrote it, where they make sense so; else each wrong byte becomes one `?`,
/// so that all places after it stay true.
///
/// # Examples
///
/// ```
/// let (cp949, _, _) = encoding_rs::EUC_KR.encode("# 볼륨 게이트웨이\n");
/// let decoded = galpi::corpus::decode(cp949.into_owned()).unwrap();
/// assert_eq!(decoded.text, "# 볼륨 게이트웨이\n");
/// assert_eq!(decoded.warning, Some(galpi::error::WarningKind::Cp949));
/// ```
pub fn decode(bytes: Vec<u8>) -> Option<Decoded> {
    if let Some((encoding, _)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        let (text, had_errors) = encoding.decode_with_bom_removal(&bytes);
        if had_errors || (encoding != UTF_16LE && encoding != UTF_16BE) {
            return None;
        }
        let warning = Some(WarningKind::Utf16(encoding.name().to_owned()));
        return Some(Decoded { text: text.into_owned(), encoding, is_verbatim: false, warning });
    }
    if memchr::memchr(0, &bytes[..bytes.len().min(BINARY_PROBE_BYTES)]).is_some() {
        return None;
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(mut text) => {
            let is_marked = text.starts_with('\u{feff}');
            if is_marked {
                text.drain(..'\u{feff}'.len_utf8());
            }
            let is_verbatim = !is_marked;
            return Some(Decoded { text, encoding: UTF_8, is_verbatim, warning: None });
        }
        Err(error) => error.into_bytes(),
    };
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let guess = detector.guess(Some(b"kr"), chardetng::Utf8Detection::Deny);
    if guess == EUC_KR
        && let Some(text) = EUC_KR.decode_without_bom_handling_and_without_replacement(&bytes)
    {
        let warning = Some(WarningKind::Cp949);
        let text = text.into_owned();
        return Some(Decoded { text, encoding: EUC_KR, is_verbatim: false, warning });
    }
    let mut text = String::with_capacity(bytes.len());
    let mut wrong = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        wrong += chunk.invalid().len();
        text.extend(chunk.invalid().iter().map(|_| '?'));
    }
    let warning = Some(WarningKind::WrongBytes(wrong));
    Some(Decoded { text, encoding: UTF_8, is_verbatim: false, warning })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_byte_moves_nothing() {
        let bytes = b"\xea\xb0\x80\xff\xea\xb0\x80 # x".to_vec();
        let decoded = decode(bytes.clone()).unwrap();
        assert_eq!(decoded.text, "가?가 # x");
        assert_eq!(decoded.text.len(), bytes.len());
        assert!(decoded.warning.is_some());
    }

    #[test]
    fn a_byte_order_mark_is_not_text() {
        let decoded = decode("\u{feff}# 제목".as_bytes().to_vec()).unwrap();
        assert_eq!(decoded.text, "# 제목");
        let utf16: Vec<u8> = "\u{feff}# 제목".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(utf16).unwrap().text, "# 제목");
    }

    #[test]
    fn binaries_are_refused() {
        assert!(decode(b"\x7fELF\0\0\0".to_vec()).is_none());
    }

    #[test]
    fn columns_count_bytes_of_the_file() {
        let (bytes, _, _) = EUC_KR.encode("볼륨 게이트웨이는 iSCSI를 쓴다");
        let decoded = decode(bytes.into_owned()).unwrap();
        assert_eq!(decoded.bytes_on_disk("볼륨 "), 5);
    }
}
