//! Files that reports are written to.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use icecore::audit::Audit;
use icecore::dump::Dump;
use icecore::report::CheckFormat;
use icecore::rules::RuleSet;

/// So much of a file is looked at to tell whether it is a dump.
const LOOK: u64 = 256 << 10;

/// Opens a file to be written, and leaves it as it is; a dump is never opened.
pub fn open(path: &Path) -> Result<File, String> {
    if is_dump(path) {
        return Err(format!(
            "{}: it holds a job listing, and a dump is never written over; name another file",
            path.display()
        ));
    }
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
pub fn writer(format: CheckFormat, file: File) -> Box<dyn Write> {
    let writer: Box<dyn Write> = Box::new(BufWriter::new(file));
    match format.is_for_people() {
        true => Box::new(anstream::StripStream::new(writer)),
        false => writer,
    }
}

/// The error, with the file that it is about. That nobody reads a file any more is no success, as it is of
/// standard output.
pub fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("{}: {error}", path.display()))
}

/// Whether there is a file with jobs, or with a page without jobs.
fn is_dump(path: &Path) -> bool {
    let is_file = path.metadata().is_ok_and(|metadata| metadata.is_file());
    let start = is_file.then(|| File::open(path).ok()).flatten().and_then(|file| {
        let mut start = Vec::new();
        file.take(LOOK).read_to_end(&mut start).ok().map(|_| start)
    });
    start.is_some_and(|start| has_jobs(&start))
}

fn has_jobs(start: &[u8]) -> bool {
    let Ok(dump) = Dump::from_reader(start) else { return false };
    let mut audit = Audit::new(RuleSet::default()).without_excerpts();
    let has_key = memchr::memmem::find(dump.bytes(), b"\"JobList\"").is_some();
    audit.dump("", &dump, &mut |_| {});
    let audited = audit.finish(&mut |_, _| Ok(()));
    let summary = audited.totals.summary();
    summary.jobs > 0 || summary.pages > 0 && has_key
}
