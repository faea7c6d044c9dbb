//! A file that is replaced as a whole, or not at all: of a run that ends early the earlier file is left.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// What will stand in place of a file.
pub struct Replacing {
    path: PathBuf,
    new: NamedTempFile,
}

impl Replacing {
    /// Makes sure that the file can be written.
    pub fn open(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        if path == Path::new("-") || path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            return Err(format!("{shown}: a baseline is a file, and this is none"));
        }
        // A link stays one.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = path.parent().filter(|folder| *folder != Path::new(""));
        let new = new_file().tempfile_in(folder.unwrap_or(Path::new(".")));
        let new =
            new.map_err(|error| format!("{shown}: it cannot be written: {}", plain(&error)))?;
        Ok(Replacing { path, new })
    }

    /// How it is called in messages.
    pub fn shown(&self) -> String {
        let working = std::env::current_dir().unwrap_or_default();
        self.path.strip_prefix(working).unwrap_or(&self.path).display().to_string()
    }

    /// Puts what was written in place.
    pub fn replace(self) -> io::Result<()> {
        self.new.persist(&self.path).map(drop).map_err(|error| error.error)
    }
}

impl Write for Replacing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.new.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.new.flush()
    }
}

/// A hidden file, which nobody takes for a dump, that whoever may read other new files may read, too.
fn new_file() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(".icecore-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// The error without the made-up name.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        kind => kind.to_string(),
    }
}
