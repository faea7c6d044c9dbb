//! Where a report goes: to standard output, or to a file that is replaced as a whole, or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::output::Output;
use crate::replacing::Replacing;
use crate::target::{check, empty, named, open, writer};

/// Where a report goes.
pub enum Destination {
    StandardOutput,
    /// An earlier report, or a file that is not there yet.
    File(Replacing),
    /// What is no file, such as a pipe: nothing in it can be replaced.
    Special(PathBuf),
}

impl Destination {
    /// Makes sure that the report can be written there, before any work is done; without a path, that is standard
    /// output.
    pub fn open(path: Option<&Path>) -> Result<Self, String> {
        let Some(path) = path else {
            return Ok(Destination::StandardOutput);
        };
        if path.metadata().is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
            return Ok(Destination::Special(path.to_owned()));
        }
        check(path, false)?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder).map_err(|error| named(folder, &error).to_string())?;
        }
        Replacing::open(path, "a report").map(Destination::File)
    }

    /// The columns that people have there.
    pub fn width(&self) -> usize {
        match self {
            Destination::StandardOutput => Output::width(),
            Destination::File(_) | Destination::Special(_) => Output::DEFAULT_WIDTH,
        }
    }

    /// Writes it; what people read has no colours in a file.
    pub fn write(
        &self,
        output: &mut Output,
        is_for_people: bool,
        report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        match self {
            Destination::StandardOutput => {
                if !is_for_people {
                    output.verbatim()?;
                }
                report(output)?;
                output.flush()
            }
            Destination::File(file) => {
                let written = file.replace(|out| match is_for_people {
                    true => {
                        let mut plain = anstream::StripStream::new(Vec::new());
                        report(&mut plain)?;
                        out.write_all(&plain.into_inner())
                    }
                    false => report(out),
                });
                written.map_err(|error| named(Path::new(&file.shown()), &error))
            }
            Destination::Special(path) => {
                let file = open(path).map_err(io::Error::other)?;
                let written = empty(&file).and_then(|()| {
                    let mut writer = writer(is_for_people, file);
                    report(&mut writer)?;
                    writer.flush()
                });
                written.map_err(|error| named(path, &error))
            }
        }
    }
}
