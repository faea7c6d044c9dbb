//! What `--format json` and `--save` write, and `--compare` reads.
//!
//! `version` is 1. `icecore`, `build`, `os`, `arch` and `cores` say what was measured where; `threads` is
//! the most that were used. `files`, `bytes` (after decompression) and `jobs` are those of the dumps. Each
//! of `rows` was run `repeats` times: `seconds` are the median, the shortest and the longest time of one
//! run, `bytes_per_second` and `jobs_per_second` follow from the median, and `peak_bytes` is the most
//! memory that the process of any run had, or null where the system does not tell. `left_out` names engines
//! that cannot read a file, and why. With `--compare`, what is written to standard output has `compared`,
//! too: the file, the medians `then` and `now` of each row and their `ratio`, and the rows of one side.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The version of the format that is written and read.
const VERSION: u32 = 1;

/// A result.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Saved {
    version: u32,
    pub icecore: String,
    #[serde(flatten)]
    pub machine: Machine,
    pub threads: usize,
    #[serde(flatten)]
    pub dumps: Dumps,
    pub repeats: u32,
    pub rows: Vec<SavedRow>,
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
}

/// Where it was measured.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Machine {
    pub build: String,
    pub os: String,
    pub arch: String,
    pub cores: usize,
}

/// What was read.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Dumps {
    pub files: u64,
    pub bytes: u64,
    pub jobs: u64,
}

/// What one work took, on so many threads.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct SavedRow {
    pub row: String,
    pub threads: usize,
    pub seconds: Seconds,
    pub bytes_per_second: u64,
    pub jobs_per_second: u64,
    pub peak_bytes: Option<u64>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Seconds {
    pub median: f64,
    pub min: f64,
    pub max: f64,
}

/// A file that kept an engine from being timed.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct LeftOut {
    pub row: String,
    pub file: String,
    pub reason: String,
}

impl Machine {
    /// This one.
    pub fn here() -> Self {
        Machine {
            build: if cfg!(debug_assertions) { "debug" } else { "release" }.to_owned(),
            os: std::env::consts::OS.to_owned(),
            arch: std::env::consts::ARCH.to_owned(),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

impl Saved {
    /// A result of this program on this machine, with no rows yet.
    pub fn new(threads: usize, dumps: Dumps, repeats: u32) -> Self {
        Saved {
            version: VERSION,
            icecore: env!("CARGO_PKG_VERSION").to_owned(),
            machine: Machine::here(),
            threads,
            dumps,
            repeats,
            rows: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Reads what was saved earlier.
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn read(path: &Path) -> Result<Self, String> {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!("{name}: there is no such file; --save writes one"),
            _ => format!("{name}: {error}"),
        })?;
        let version: Version = serde_json::from_str(&text).map_err(|error| at(path, &error))?;
        if version.version != VERSION {
            return Err(format!(
                "{name}: is in version {} of the format, and this icecore reads version {VERSION}; \
                 save it anew with `icecore bench --save`",
                version.version
            ));
        }
        serde_json::from_str(&text).map_err(|error| at(path, &error))
    }

    /// Writes the result to a file.
    ///
    /// # Errors
    /// Why it cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), String> {
        let write = || -> io::Result<()> {
            let mut file = File::create(path)?;
            serde_json::to_writer_pretty(&mut file, self)?;
            file.write_all(b"\n")
        };
        write().map_err(|error| unwritable(path, &error))
    }
}

/// What any version has.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Confirms that a file can be written, before time is spent on what is to stand in it.
///
/// # Errors
/// Why it cannot.
pub fn probe(path: &Path) -> Result<(), String> {
    let is_new = !path.exists();
    // What is there stays until there is something better.
    let opened = File::options().append(true).create(true).open(path);
    let probed = opened.and_then(|_| if is_new { std::fs::remove_file(path) } else { Ok(()) });
    probed.map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> String {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder.filter(|folder| !folder.exists()) {
        Some(folder) => {
            let (path, folder) = (path.display(), folder.display());
            format!("{path}: there is no folder {folder} to write into; create it first")
        }
        None => format!("{}: {error}", path.display()),
    }
}

/// An error in a saved result, with its line and column.
fn at(path: &Path, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let what = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
    format!("{}:{line}:{column}: is not what `icecore bench --save` writes: {what}", path.display())
}
