//! What a run has judged, as far as it matters to what was found before.
//!
//! That a finding is gone can only be said of a file that was read to its end, and of a file that is gone
//! only where somebody looked for it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use icecore::finding::{Group, Level, RuleMeta};
use icecore::listing::Scope;
use icecore::model::Timestamp;
use icecore::policy::{Policy, Root};

/// What was judged, and by what.
pub struct Judged<'j> {
    pub root: &'j Root,
    pub policy: &'j Policy,
    /// Files that were read to their end, as seen from the root.
    pub files: BTreeSet<String>,
    /// Folders that were walked through.
    pub folders: Vec<String>,
    pub scope: Scope,
    /// Whether only some jobs were judged.
    pub is_filtered: bool,
    /// The time that jobs were judged as of, if one was given.
    pub as_of: Option<Timestamp>,
    /// Whether some path could not be read.
    pub has_failed: bool,
    /// Whether this run was told to leave something out that others read.
    pub leaves_out: bool,
}

impl Judged<'_> {
    /// Whether all that could be found of a rule in a file was found.
    pub fn has_judged(&self, rule: &RuleMeta, path: &str) -> bool {
        let is_on = self.policy.at(path).level(rule) > Level::Off && self.has_asked(rule);
        let is_read = self.files.contains(path) || self.has_missed(path);
        !self.is_filtered
            && is_on
            && is_read
            && (rule.group != Group::Listing || self.has_scope(path))
    }

    /// Whether so much was walked through that nothing of the root can be missing.
    pub fn has_walked_all(&self) -> bool {
        self.has_read_all() && self.folders.iter().any(String::is_empty)
    }

    /// Whether a rule was asked that needs a time.
    fn has_asked(&self, rule: &RuleMeta) -> bool {
        self.as_of.is_some() || rule.id != "created-in-future"
    }

    /// Whether all was read that may belong to one listing with a file.
    fn has_scope(&self, path: &str) -> bool {
        match self.scope {
            Scope::File => true,
            Scope::All => self.has_walked_all(),
            Scope::Folder => {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                self.has_read_all() && self.has_walked(folder)
            }
        }
    }

    /// Whether all was read of the folders that were walked through.
    fn has_read_all(&self) -> bool {
        !self.has_failed && !self.leaves_out
    }

    fn has_walked(&self, folder: &str) -> bool {
        let holds = |walked: &String| {
            let rest = folder.strip_prefix(walked.as_str());
            walked.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        !folder.starts_with("..") && self.folders.iter().any(holds)
    }

    /// Whether a file is gone from a folder that was walked through.
    fn has_missed(&self, path: &str) -> bool {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        !path.starts_with("..")
            && self.has_walked(folder)
            && !self.root.folder().join(path).exists()
    }
}

/// The folders among these paths, as seen from the root.
pub fn folders(paths: &[PathBuf], root: &Root) -> Vec<String> {
    let folders = paths.iter().filter(|path| path.is_dir());
    folders.map(|path| root.relative(&path.display().to_string())).collect()
}
