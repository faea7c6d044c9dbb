//! `icecore generate`.

use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use icecore::audit::printable;
use icecore::generate::{GenerateError, Generator};

use crate::args::Global;
use crate::complaint::{complain, mention};
use crate::generating::Generating;
use crate::progress::Progress;
use crate::status::Status;

/// What stands for the number of a page in the name of an output.
const NUMBER: &str = "{}";

pub fn run(options: &Generating, global: &Global) -> io::Result<Status> {
    let refused = |error| Failure { path: None, error };
    let generator = options.to_generator().map_err(refused);
    match generator.and_then(|it| write(&it, &options.output, global)) {
        Ok(()) => Ok(Status::Clean),
        // Whoever closes a pipe has seen enough, and standard output has one place for its errors.
        Err(Failure { path: None, error: GenerateError::Write(error) }) => Err(error),
        Err(failure) => {
            complain(&failure.to_string());
            Ok(Status::Failed)
        }
    }
}

/// What went wrong, and with which file.
struct Failure {
    path: Option<PathBuf>,
    error: GenerateError,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.error, &self.path) {
            (GenerateError::Write(error), Some(path)) => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let is_missing = |folder: &&Path| !folder.exists();
                match folder.filter(is_missing) {
                    Some(folder) => write!(
                        f,
                        "{}: there is no folder {} to write into; create it first",
                        path.display(),
                        folder.display()
                    ),
                    None => write!(f, "{}: {error}", path.display()),
                }
            }
            (error @ GenerateError::UnknownRule { nearest, .. }, _) => {
                let joint = if nearest.is_some() { " " } else { "; " };
                write!(f, "{error}{joint}`icecore rules` lists them all")
            }
            (error, _) => write!(f, "{error}"),
        }
    }
}

fn write(generator: &Generator, output: &Path, global: &Global) -> Result<(), Failure> {
    if output == Path::new("-") {
        let write = |out: &mut dyn Write| generator.write(out);
        return write(&mut io::stdout().lock()).map_err(|error| Failure { path: None, error });
    }
    match output.to_str().filter(|name| name.contains(NUMBER)) {
        Some(name) => write_pages(generator, name, global),
        None => {
            // A file is not emptied for a dump that cannot be.
            generator.check().map_err(|error| Failure { path: None, error })?;
            let progress = Progress::new(1, global.quiet);
            let done = write_file(output, global, progress, |out| generator.write(out));
            done.map(Progress::end)
        }
    }
}

fn write_pages(generator: &Generator, name: &str, global: &Global) -> Result<(), Failure> {
    let pages = generator.pages().map_err(|error| Failure { path: None, error })?;
    let count = usize::try_from(generator.page_count()).unwrap_or(usize::MAX);
    let mut progress = Progress::new(count, global.quiet);
    for page in pages {
        let path = PathBuf::from(name.replace(NUMBER, &page.number().to_string()));
        progress = write_file(&path, global, progress, |out| page.write(out))?;
    }
    progress.end();
    Ok(())
}

/// Writes a file, compressed as its name says; gives the progress back, unless writing fails.
fn write_file(
    path: &Path,
    global: &Global,
    mut progress: Progress,
    write: impl FnOnce(&mut dyn Write) -> Result<(), GenerateError>,
) -> Result<Progress, Failure> {
    progress.file(&printable(&path.display().to_string()));
    if global.verbose {
        progress.suspended(|| mention(&format!("writing {}", path.display())));
    }
    match write_as_named(path, write) {
        Ok(()) => Ok(progress),
        Err(error) => {
            progress.end();
            Err(Failure { path: Some(path.to_owned()), error })
        }
    }
}

fn write_as_named(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), GenerateError>,
) -> Result<(), GenerateError> {
    let mut file = File::create(path)?;
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("gz") => {
            let mut gzip = flate2::write::GzEncoder::new(file, flate2::Compression::default());
            write(&mut gzip)?;
            gzip.finish()?;
        }
        Some("zst") => {
            let mut zstd =
                zstd::stream::write::Encoder::new(file, zstd::DEFAULT_COMPRESSION_LEVEL)?;
            write(&mut zstd)?;
            zstd.finish()?;
        }
        _ => write(&mut file)?,
    }
    Ok(())
}
