//! Which dumps may belong to one listing.

use std::path::Path;

use serde::{Deserialize, Serialize};

/// Which dumps may belong together. Within a scope, listings are still told apart by vault, filters
/// and tokens.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum Scope {
    /// Those of one file: for collections of dumps that have nothing to do with each other.
    File,
    /// Those of one folder, its own folders not included.
    #[default]
    Folder,
    /// All.
    All,
}

impl Scope {
    /// The name, as it is written on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::File => "file",
            Scope::Folder => "folder",
            Scope::All => "all",
        }
    }
}

/// The folder of a file.
pub(super) fn folder_of(file: &str) -> String {
    let parent = Path::new(file).parent().unwrap_or(Path::new(""));
    // `dumps` and `./dumps` are one folder.
    parent.strip_prefix(".").unwrap_or(parent).display().to_string()
}
