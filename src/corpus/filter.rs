//! Choosing notes by their paths.

use ignore::overrides::OverrideBuilder;

use super::path::NotePath;

/// Patterns that choose notes by their paths.
#[derive(Clone, Debug)]
pub struct PathFilter(ignore::overrides::Override);

impl PathFilter {
    /// Reads patterns as they stand in a `.gitignore`: those with a `!` leave
    /// notes out, one of the others must match where there are any.
    ///
    /// # Errors
    ///
    /// The pattern that is none, and why.
    pub fn new(patterns: &[String]) -> std::result::Result<Self, (String, String)> {
        let mut filter = OverrideBuilder::new("");
        for pattern in patterns {
            filter.add(pattern).map_err(|error| (pattern.clone(), reason(&error)))?;
        }
        filter.build().map(Self).map_err(|error| (patterns.join(" "), reason(&error)))
    }

    /// Says whether a note is one of those.
    pub fn takes(&self, note: &NotePath) -> bool {
        let path = note.as_path();
        let whole = self.0.matched(path, false);
        // A pattern may name a folder that the note is in.
        let is_in_named = || {
            let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
            folders.map(|folder| self.0.matched(folder, true)).any(|m| m.is_whitelist())
        };
        !whole.is_ignore() || is_in_named()
    }
}

/// Tells what is wrong with a pattern, without the pattern.
fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_choose_notes() {
        let takes = |patterns: &[&str], path: &str| {
            let patterns: Vec<String> = patterns.iter().map(ToString::to_string).collect();
            PathFilter::new(&patterns).unwrap().takes(&NotePath::from(path))
        };
        assert!(takes(&["*.md"], "aws/s3.md") && !takes(&["*.md"], "aws/s3.txt"));
        assert!(takes(&["aws"], "aws/deep/s3.md") && takes(&["aws/"], "aws/s3.md"));
        assert!(!takes(&["aws"], "k8s/s3.md"));
        assert!(!takes(&["!draft*"], "draft-1.md") && takes(&["!draft*"], "s3.md"));
        assert!(takes(&["/*.md"], "s3.md") && !takes(&["/*.md"], "aws/s3.md"));
        assert!(takes(&["*.md", "!b.md"], "a.md") && !takes(&["*.md", "!b.md"], "b.md"));
        let (pattern, why) = PathFilter::new(&["[".to_owned()]).unwrap_err();
        assert!(pattern == "[" && !why.is_empty());
    }
}
