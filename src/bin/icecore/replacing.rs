//! A file that is replaced as a whole, or not at all: of a run that ends early the earlier file is left.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file that will be replaced.
pub struct Replacing {
    path: PathBuf,
}

impl Replacing {
    /// Makes sure that the file can be replaced; `what` it is to be is said if it cannot.
    pub fn open(path: &Path, what: &str) -> Result<Self, String> {
        let shown = path.display();
        if path == Path::new("-") || path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            return Err(format!("{shown}: {what} is a file, and this is none"));
        }
        // What a link leads to is replaced, and not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let replacing = Replacing { path };
        match replacing.new_file() {
            Ok(_removed) => Ok(replacing),
            Err(error) => Err(format!("{shown}: it cannot be written: {}", plain(&error))),
        }
    }

    /// How it is called in messages.
    pub fn shown(&self) -> String {
        let working = std::env::current_dir().unwrap_or_default();
        self.path.strip_prefix(working).unwrap_or(&self.path).display().to_string()
    }

    /// Puts what is written in place; who may read and write the earlier file may so the new one.
    pub fn replace(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut new = self.new_file()?;
        let mut writer = BufWriter::new(new.as_file_mut());
        write(&mut writer)?;
        writer.flush()?;
        drop(writer);
        if let Ok(metadata) = self.path.metadata() {
            new.as_file().set_permissions(metadata.permissions())?;
        }
        new.persist(&self.path).map(drop).map_err(|error| error.error)
    }

    fn new_file(&self) -> io::Result<NamedTempFile> {
        let folder = self.path.parent().filter(|folder| *folder != Path::new(""));
        builder().tempfile_in(folder.unwrap_or(Path::new(".")))
    }
}

/// A hidden file, which nobody takes for a dump, that whoever may read other new files may read, too.
fn builder() -> Builder<'static, 'static> {
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
