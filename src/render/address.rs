//! Where links lead, as addresses.

use std::path::Path;

use crate::corpus::NotePath;

/// Returns a `file:` URL; what isn't plain in it is percent-encoded.
pub fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    for byte in NotePath::new(path.to_owned()).to_bytes() {
        push_encoded(byte, b"/-_.~", &mut url);
    }
    url
}

/// Encodes what an address in a note has that no address may.
pub(super) fn web_url(target: &str) -> String {
    let mut url = String::with_capacity(target.len());
    for byte in target.bytes() {
        push_encoded(byte, b":/?#[]@!$&'()*+,;=-_.~%", &mut url);
    }
    url
}

fn push_encoded(byte: u8, plain: &[u8], url: &mut String) {
    if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
        url.push(byte as char);
    } else {
        url.push_str(&format!("%{byte:02X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(file_url(Path::new("/a b/볼.md")), "file:///a%20b/%EB%B3%BC.md");
        assert_eq!(web_url("https://a.b/볼?q=1#x"), "https://a.b/%EB%B3%BC?q=1#x");
    }
}
