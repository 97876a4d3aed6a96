//! Names of what galpi makes in an index folder. A name is galpi's only if all
//! of it parses: a beginning proves nothing.

use std::ffi::OsStr;
use std::path::Path;

/// What is directly in an index folder, beside the lock and the marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// `g` and 16 hexadecimal digits: an index of one version.
    Generation,
    /// `.new-PID`: one that a process is making.
    Aside,
    /// `.old-PID`: one that a process has just replaced.
    Replaced,
}

impl Name {
    /// Recognises a name; `None` where it isn't one of galpi's.
    pub(super) fn parse(name: &OsStr) -> Option<Self> {
        let name = name.to_str()?;
        let is_process = |rest: &str| {
            rest.bytes().all(|b| b.is_ascii_digit())
                && rest.parse::<u32>().is_ok_and(|pid| pid.to_string() == rest)
        };
        match name {
            _ if name.strip_prefix('g').is_some_and(|rest| is_hex(rest, 16)) => {
                Some(Self::Generation)
            }
            _ if name.strip_prefix(".new-").is_some_and(is_process) => Some(Self::Aside),
            _ if name.strip_prefix(".old-").is_some_and(is_process) => Some(Self::Replaced),
            _ => None,
        }
    }

    /// Returns the name that this process gives it.
    pub(super) fn of_this_process(self) -> String {
        let pid = std::process::id();
        match self {
            Self::Replaced => format!(".old-{pid}"),
            _ => format!(".new-{pid}"),
        }
    }
}

/// Returns the name of the generation with a stamp.
pub(super) fn generation(stamp: u64) -> String {
    format!("g{stamp:016x}")
}

/// Returns the name of the manifest of a commit.
pub(super) fn manifest_file(commit: &str) -> String {
    format!("manifest-{commit}")
}

/// Says whether a file inside a generation is named as those that galpi or
/// tantivy make there.
pub(super) fn is_generation_file(name: &OsStr) -> bool {
    const WHOLE: [&str; 4] =
        ["meta.json", ".managed.json", ".tantivy-writer.lock", ".tantivy-meta.lock"];
    let path = Path::new(name);
    let Some(name) = name.to_str() else { return false };
    WHOLE.contains(&name) || is_segment_file(path) || is_leftover(name)
}

/// Says whether a file is one that a later commit has no more use for, unless
/// it speaks of it: a segment's, a manifest, or what an atomic write of
/// tantivy's began.
pub(super) fn is_collectable(name: &Path) -> bool {
    is_segment_file(name) || name.to_str().is_some_and(is_leftover)
}

/// Says whether a file is named as those of segments are: 32 digits and what
/// it holds.
pub(super) fn is_segment_file(name: &Path) -> bool {
    let name = name.to_str().unwrap_or_default();
    let (segment, rest) = name.split_once('.').unwrap_or_default();
    let is_plain = |rest: &str| rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.');
    is_hex(segment, 32) && !rest.is_empty() && is_plain(rest)
}

fn is_leftover(name: &str) -> bool {
    let is_commit = |rest: &str| {
        rest.split_once('-').is_some_and(|(stamp, time)| {
            is_hex(stamp, stamp.len())
                && is_hex(time, time.len())
                && stamp.len().max(time.len()) <= 16
        })
    };
    // What tempfile names a file that has yet to be renamed.
    let is_random = |rest: &str| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    name.strip_prefix("manifest-").is_some_and(is_commit)
        || name.strip_prefix(".tmp").is_some_and(is_random)
}

/// Says whether a text is a number of `digits` lower-case hexadecimal digits.
fn is_hex(text: &str, digits: usize) -> bool {
    digits > 0
        && text.len() == digits
        && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parsed_whole() {
        let parse = |name: &str| Name::parse(OsStr::new(name));
        assert_eq!(parse(&generation(u64::MAX)), Some(Name::Generation));
        for name in [Name::Aside, Name::Replaced] {
            assert_eq!(parse(&name.of_this_process()), Some(name));
        }
        for other in [
            ".old-drafts",
            ".new-ideas",
            ".old-",
            ".old-1x",
            ".old-+1",
            ".old-01",
            ".old-4294967296",
            "g0123456789abcdeF",
            "g0123456789abcde",
            "g0123456789abcdef0",
            "garden-of-a-house",
            "",
        ] {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn files_of_a_generation_are_known_by_name() {
        let is = |name: &str| is_generation_file(OsStr::new(name));
        for own in [
            "meta.json",
            ".managed.json",
            ".tantivy-writer.lock",
            "manifest-1f-18ab2",
            ".tmpAb3x9Z",
            "00112233445566778899aabbccddeeff.idx",
            "00112233445566778899aabbccddeeff.17.del",
        ] {
            assert!(is(own), "{own}");
        }
        for other in [
            "meta.json.bak",
            "manifest-",
            "manifest-of-1848",
            "manifest-1f",
            ".tmp",
            ".tmp-notes",
            "00112233445566778899aabbccddeeff.",
            "00112233445566778899aabbccddeeff.a b",
            "a.md",
        ] {
            assert!(!is(other), "{other}");
        }
    }
}
