//! Which dumps may belong to one listing.

use std::path::Path;

/// Which dumps may belong together. Within a scope, listings are still told apart by vault, filters
/// and tokens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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

    /// Files with the same key are in the same scope; `number` tells apart what is named alike.
    pub(super) fn key(self, file: &str, number: u32) -> String {
        match self {
            Scope::File => number.to_string(),
            Scope::Folder => {
                let parent = Path::new(file).parent().unwrap_or(Path::new(""));
                // `dumps` and `./dumps` are one folder.
                parent.strip_prefix(".").unwrap_or(parent).display().to_string()
            }
            Scope::All => String::new(),
        }
    }
}
