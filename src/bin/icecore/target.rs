//! Files that reports are written to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use icecore::report::{CheckFormat, ReportFormat};

/// So much of a file is looked at to tell whether it is a report.
const LOOK: u64 = 4 << 10;

/// Makes sure that nothing but an earlier report would be written over. A list without jobs looks like a report
/// for GitLab without findings, and is no loss to one.
pub fn check(path: &Path, is_for_gitlab: bool) -> Result<(), String> {
    match is_free(path, is_for_gitlab) {
        Ok(true) => Ok(()),
        Ok(false) => Err(format!(
            "{}: it is no earlier report, and nothing else is written over; name another file",
            path.display()
        )),
        Err(error) => Err(named(path, &error).to_string()),
    }
}

/// Opens a file to be written, and leaves it as it is.
pub fn open(path: &Path) -> Result<File, String> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| named(folder, &error).to_string())?;
    }
    let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
    file.map_err(|error| named(path, &error).to_string())
}

/// Empties a file, but nothing else: a pipe has no length.
pub fn empty(file: &File) -> io::Result<()> {
    if file.metadata()?.is_file() { file.set_len(0) } else { Ok(()) }
}

/// What people read has no colours in a file.
pub fn writer(is_for_people: bool, file: File) -> Box<dyn Write> {
    let writer: Box<dyn Write> = Box::new(BufWriter::new(file));
    match is_for_people {
        true => Box::new(anstream::StripStream::new(writer)),
        false => writer,
    }
}

/// The error, with the file that it is about. That nobody reads a file any more is no success, as it is of
/// standard output.
pub fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("{}: {error}", path.display()))
}

/// Whether a file holds nothing, or what begins like a report: nothing else is ever written over, since
/// it may be evidence.
fn is_free(path: &Path, is_for_gitlab: bool) -> io::Result<bool> {
    if !path.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return Ok(true);
    }
    let mut start = Vec::new();
    File::open(path)?.take(LOOK).read_to_end(&mut start)?;
    let start = String::from_utf8_lossy(&start);
    let is_empty = start.is_empty() || is_for_gitlab && start == "[]\n";
    Ok(is_empty
        || CheckFormat::ALL.iter().any(|format| format.begins(&start))
        || ReportFormat::ALL.iter().any(|format| format.begins(&start)))
}

/// Whether a path is standard output, by whatever name.
pub fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}
