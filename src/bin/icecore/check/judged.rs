//! What a run has judged, as far as it matters to what was found before.
//!
//! That a finding is gone can only be said of a file that was read to its end, and of a file that is gone
//! only where somebody looked for it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use icecore::finding::{Level, RuleMeta};
use icecore::policy::{Policy, Root};

/// What was judged, and by what.
pub struct Judged<'j> {
    pub root: &'j Root,
    pub policy: &'j Policy,
    /// Files that were read to their end, as seen from the root.
    pub files: BTreeSet<String>,
    /// Folders that were walked through.
    pub folders: Vec<String>,
    /// Whether only some jobs were judged.
    pub is_filtered: bool,
    /// Whether some path could not be read.
    pub has_failed: bool,
}

impl Judged<'_> {
    /// Whether all that could be found of a rule in a file was found.
    pub fn has_judged(&self, rule: &RuleMeta, path: &str) -> bool {
        let is_read = || self.files.contains(path) || self.has_missed(path);
        !self.is_filtered && self.policy.at(path).level(rule) > Level::Off && is_read()
    }

    /// Whether the whole root was walked through.
    pub fn has_walked_all(&self) -> bool {
        self.folders.iter().any(String::is_empty)
    }

    /// Whether a file is gone from a folder that was walked through.
    fn has_missed(&self, path: &str) -> bool {
        let holds = |folder: &String| {
            folder.is_empty()
                || path.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.folders.iter().any(holds) && !self.root.folder().join(path).exists()
    }
}

/// The folders among these paths, as seen from the root.
pub fn folders(paths: &[PathBuf], root: &Root) -> Vec<String> {
    let folders = paths.iter().filter(|path| path.is_dir());
    folders.map(|path| root.relative(&path.display().to_string())).collect()
}
