//! The reports of a run: one on standard output, and any number in files.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use icecore::audit::Located;
use icecore::finding::Level;
use icecore::report::{CheckFormat, CheckReport, End, Formatting};

use crate::args::Telling as Options;
use crate::config::Config;
use crate::output::Output;
use crate::pipeline::Telling;
use crate::target::{check, empty, is_standard_output, named, open, writer};

/// Every report that was asked for.
pub struct Reports {
    targets: Vec<Target>,
    /// Whether people are told only how many findings there are.
    is_counting: bool,
}

struct Target {
    format: CheckFormat,
    report: Box<dyn CheckReport>,
    to: To,
}

enum To {
    StandardOutput,
    File(PathBuf, Box<dyn Write>),
}

impl Reports {
    /// How the audit may tell what it finds.
    pub fn telling(&self) -> Telling {
        match &self.targets[..] {
            _ if self.targets.iter().any(|target| target.format.needs_excerpts()) => {
                Telling::WithExcerpts
            }
            [only] => only.report.form().map_or(Telling::Bare, Telling::Written),
            _ => Telling::Bare,
        }
    }

    /// Whether something is written besides standard output.
    pub fn has_files(&self) -> bool {
        self.targets.len() > 1
    }

    /// Whether standard output is for people.
    pub fn is_for_people(&self) -> bool {
        self.targets.first().is_some_and(|target| target.format.is_for_people())
    }

    pub fn file(&mut self, output: &mut Output, name: &str) -> io::Result<()> {
        each(&mut self.targets, output, |report, out| report.file(out, name))
    }

    pub fn unreadable(&mut self, output: &mut Output, name: &str, error: &str) -> io::Result<()> {
        each(&mut self.targets, output, |report, out| report.unreadable(out, name, error))
    }

    pub fn finding(&mut self, output: &mut Output, located: &Located) -> io::Result<()> {
        let is_counting = self.is_counting && self.is_for_people();
        let targets = self.targets.iter_mut().skip(usize::from(is_counting));
        each(targets, output, |report, out| report.finding(out, located))
    }

    /// Has every report count a finding that is not told.
    pub fn untold(&mut self, located: &Located) {
        self.targets.iter_mut().for_each(|target| target.report.untold(located));
    }

    pub fn written(&mut self, output: &mut Output, findings: &[u8]) -> io::Result<()> {
        each(&mut self.targets, output, |report, out| report.written(out, findings))
    }

    /// Ends every report; `is_quiet` leaves out what people are told at the end besides findings.
    pub fn end(&mut self, output: &mut Output, end: &End<'_>, is_quiet: bool) -> io::Result<()> {
        for target in &mut self.targets {
            match &mut target.to {
                To::StandardOutput => target.report.end(output, &End { is_quiet, ..*end })?,
                To::File(path, writer) => {
                    let ended = target.report.end(writer, end).and_then(|()| writer.flush());
                    ended.map_err(|error| named(path, &error))?;
                }
            }
        }
        Ok(())
    }
}

fn each<'t>(
    targets: impl IntoIterator<Item = &'t mut Target>,
    output: &mut Output,
    mut tell: impl FnMut(&mut dyn CheckReport, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    for Target { report, to, .. } in targets {
        match to {
            To::StandardOutput => tell(report.as_mut(), output)?,
            To::File(path, writer) => {
                tell(report.as_mut(), writer).map_err(|error| named(path, &error))?;
            }
        }
    }
    Ok(())
}

/// Which reports were chosen: the format for standard output, and those of files.
pub struct Chosen {
    standard: CheckFormat,
    files: Vec<(CheckFormat, PathBuf)>,
}

impl Chosen {
    /// What was typed, or else what the configuration says.
    pub fn of(options: &Options, config: &Config) -> Result<Self, String> {
        let outputs = if options.output.is_empty() { &config.outputs } else { &options.output };
        let (standard, files): (Vec<_>, Vec<_>) =
            outputs.iter().cloned().partition(|(_, path)| is_standard_output(path));
        let standard = standard.into_iter().map(|(format, _)| format);
        let standard: Vec<CheckFormat> = options.format.into_iter().chain(standard).collect();
        let standard = match standard[..] {
            [] => config.format.unwrap_or(CheckFormat::Human),
            [format] => format,
            [one, other, ..] => {
                let (one, other) = (one.name(), other.name());
                return Err(format!(
                    "standard output cannot hold both {one} and {other}; write one to a file, as \
                     --output {other}=FILE"
                ));
            }
        };
        Ok(Chosen { standard, files })
    }

    /// The files that are to be written, and how each is called.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &Path)> {
        self.files.iter().map(|(format, path)| (format.name(), path.as_path()))
    }

    /// Opens the files; nothing is written to standard output yet.
    pub fn open(
        self,
        config: &Config,
        fail_on: Level,
        is_counting: bool,
    ) -> Result<Reports, String> {
        let width = Output::terminal_width();
        let in_file = Formatting { width: None, root: config.root.clone(), fail_on };
        let standard = Formatting { width, ..in_file.clone() };
        let mut targets = vec![Target {
            format: self.standard,
            report: self.standard.report(&standard),
            to: To::StandardOutput,
        }];
        self.files
            .iter()
            .try_for_each(|(format, path)| check(path, *format == CheckFormat::Gitlab))?;
        let opened: Result<Vec<File>, String> =
            self.files.iter().map(|(_, path)| open(path)).collect();
        // Earlier reports are kept until it is clear that all can be written.
        for ((format, path), file) in self.files.into_iter().zip(opened?) {
            empty(&file).map_err(|error| named(&path, &error).to_string())?;
            let report = format.report(&in_file);
            let to = To::File(path, writer(format.is_for_people(), file));
            targets.push(Target { format, report, to });
        }
        Ok(Reports { targets, is_counting })
    }
}
