//! Patterns of paths, as in a `.gitignore`.
//!
//! Who excludes `old/` or `*.tmp.json` knows what that means there, at any depth and in folders; so it
//! means the same here.

use std::fmt;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Some patterns, of which one has to match.
#[derive(Clone, Debug)]
pub struct Patterns {
    matcher: Gitignore,
}

/// A pattern that cannot be read.
#[derive(Debug)]
pub struct PatternError {
    pattern: String,
    reason: String,
}

impl Patterns {
    /// Patterns of paths as seen from the root.
    ///
    /// ```
    /// use icecore::policy::Patterns;
    ///
    /// let patterns = Patterns::new(["old/", "/drafts/*.json"])?;
    /// assert!(patterns.matches("fixtures/old/page.json"));
    /// assert!(patterns.matches("drafts/page.json"));
    /// assert!(!patterns.matches("fixtures/drafts/page.json"));
    /// # Ok::<(), icecore::policy::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// If one of them cannot be read.
    pub fn new<P: AsRef<str>>(patterns: impl IntoIterator<Item = P>) -> Result<Self, PatternError> {
        let mut builder = GitignoreBuilder::new("");
        for pattern in patterns {
            let pattern = pattern.as_ref();
            check(pattern)?;
            let error = |error: ignore::Error| PatternError::new(pattern, &error);
            // `./a` is what people type for `/a`.
            let line = match pattern.strip_prefix("./") {
                Some(rest) => format!("/{rest}"),
                None => pattern.to_owned(),
            };
            builder.add_line(None, &line).map_err(error)?;
        }
        let matcher = builder.build().map_err(|error| PatternError::new("", &error))?;
        Ok(Patterns { matcher })
    }

    /// Whether a file matches, or a folder that it is in.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.match_any(path, false)
    }

    /// Whether a folder matches, or one that it is in.
    #[must_use]
    pub fn matches_folder(&self, path: &str) -> bool {
        self.match_any(path, true)
    }

    fn match_any(&self, path: &str, is_folder: bool) -> bool {
        // What is outside of the root is named by no pattern, and neither is the root.
        let is_outside = path.starts_with('/') || path == ".." || path.starts_with("../");
        !path.is_empty()
            && !is_outside
            && self.matcher.matched_path_or_any_parents(path, is_folder).is_ignore()
    }
}

/// Refuses what could never match.
fn check(pattern: &str) -> Result<(), PatternError> {
    let path = pattern.strip_prefix('!').unwrap_or(pattern);
    let path = path.strip_prefix("./").unwrap_or(path).trim_matches('/');
    let mut parts = path.split('/');
    let reason = match path.trim() {
        "" => "it names nothing",
        path if path.starts_with('#') => "`#` begins a comment; write `\\#`",
        _ if parts.clone().any(|part| part == "..") => "it leads out of the folder it counts from",
        _ if parts.any(|part| part.is_empty() || part == ".") => "no path is written so",
        _ => return Ok(()),
    };
    Err(PatternError { pattern: pattern.to_owned(), reason: reason.to_owned() })
}

impl PatternError {
    fn new(pattern: &str, error: &ignore::Error) -> Self {
        let reason = match error {
            ignore::Error::Glob { err, .. } => err.clone(),
            other => other.to_string(),
        };
        PatternError { pattern: pattern.to_owned(), reason }
    }

    /// The pattern.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no pattern of paths: {}", self.pattern, self.reason)
    }
}

impl std::error::Error for PatternError {}
