//! What keeps a dump from being opened at all.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::extension::EXTENSIONS;

/// A file, folder or stream that could not be read.
#[derive(Debug)]
pub struct Error {
    path: Option<PathBuf>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Io(io::Error),
    Walk(ignore::Error),
    /// Whether git ignores something that the folder holds, and whether something is excluded.
    NoDumps {
        ignored: bool,
        excluded: bool,
    },
}

impl Error {
    pub(super) fn io(path: Option<&Path>, error: io::Error) -> Self {
        Error { path: path.map(Path::to_owned), kind: Kind::Io(error) }
    }

    /// The error that reading on failed.
    pub(crate) fn reading(path: Option<&Path>, error: io::Error) -> Self {
        Self::io(path, error)
    }

    pub(super) fn walk(path: &Path, error: ignore::Error) -> Self {
        Error { path: Some(path.to_owned()), kind: Kind::Walk(error) }
    }

    pub(super) fn no_dumps(path: &Path, ignored: bool, excluded: bool) -> Self {
        Error { path: Some(path.to_owned()), kind: Kind::NoDumps { ignored, excluded } }
    }

    /// The path; `None` for a stream.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}: ", path.display())?,
            None => f.write_str("standard input: ")?,
        }
        match &self.kind {
            Kind::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("there is no such file or folder")
            }
            Kind::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("reading it is not permitted")
            }
            Kind::Io(error) => write!(f, "{error}"),
            Kind::Walk(error) => write!(f, "{error}"),
            Kind::NoDumps { ignored: false, excluded: false } => write!(
                f,
                "the folder holds no dumps (files ending in {}; name other files outright)",
                EXTENSIONS.map(|extension| format!(".{extension}")).join(", "),
            ),
            Kind::NoDumps { ignored: true, .. } => f.write_str(
                "the folder holds no dumps but what git ignores; --no-ignore reads that, too",
            ),
            Kind::NoDumps { .. } => f.write_str(
                "the folder holds no dumps but what is excluded; name files outright to read them",
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.kind {
            Kind::Io(error) => Some(error),
            Kind::Walk(error) => Some(error),
            Kind::NoDumps { .. } => None,
        }
    }
}
