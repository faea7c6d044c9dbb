//! Baselines: read before anything is judged, and written when all is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use icecore::policy::{Baseline, BaselineError, Sieve};
use icecore::report::counted;
use icecore::rules::find;

use super::gone::{warn_of_idle, warn_of_stale};
use super::judged::Judged;
use crate::args::KnownFindings;
use crate::complaint::{complain, mention};
use crate::config::Config;
use crate::replacing::Replacing;

/// The baseline, if there is one.
pub enum KnownFiles {
    None,
    /// What was found before.
    Read(PathBuf, Option<Baseline>),
    /// All that is found is written; what there was before is kept as far as it was not judged.
    Written(Replacing, Baseline),
}

impl KnownFiles {
    /// Reads the baseline, or makes sure that one can be written.
    pub fn open(options: &KnownFindings, config: &Config) -> Result<Self, String> {
        match (&options.write_baseline, file(options, config)) {
            (Some(path), _) => {
                let file = Replacing::open(path, "a baseline")?;
                Ok(KnownFiles::Written(file, before(path)?))
            }
            (None, Some(path)) => {
                let json = fs::read(path).map_err(|error| unreadable(path, &error))?;
                let baseline = Baseline::read(&json);
                let baseline = baseline.map_err(|error| format!("{}: {error}", path.display()))?;
                Ok(KnownFiles::Read(path.to_owned(), Some(baseline)))
            }
            (None, None) => Ok(KnownFiles::None),
        }
    }

    /// Whether one is written.
    pub fn is_written(&self) -> bool {
        matches!(self, KnownFiles::Written(..))
    }

    /// Whether there is one at all.
    pub fn is_used(&self) -> bool {
        !matches!(self, KnownFiles::None)
    }

    /// Has the sieve go by it, or note down for it.
    pub fn equip<'p>(&mut self, sieve: Sieve<'p>) -> Sieve<'p> {
        match self {
            KnownFiles::None => sieve,
            KnownFiles::Read(_, baseline) => sieve.baseline(baseline.take().unwrap_or_default()),
            KnownFiles::Written(..) => sieve.noting_down(),
        }
    }

    /// Writes what was noted down, or says what is gone.
    pub fn end(
        self,
        sieve: Sieve<'_>,
        judged: &Judged<'_>,
        config: &Config,
        is_quiet: bool,
    ) -> io::Result<()> {
        if let (Some(file), false) = (&config.file, is_quiet) {
            warn_of_idle(file, sieve.idle(), judged);
        }
        let noted = sieve.into_baseline().unwrap_or_default();
        match self {
            KnownFiles::Read(path, _) if !is_quiet => warn_of_stale(&path, &noted, judged),
            KnownFiles::Read(..) | KnownFiles::None => {}
            KnownFiles::Written(file, _) if judged.has_failed => {
                complain(&format!(
                    "{}: no baseline was written, since not all could be read",
                    file.shown()
                ));
            }
            KnownFiles::Written(file, before) => write(&file, noted, &before, judged, is_quiet)?,
        }
        Ok(())
    }
}

/// The baseline that is read, or written.
pub fn file<'f>(options: &'f KnownFindings, config: &'f Config) -> Option<&'f Path> {
    let KnownFindings { baseline, no_baseline, write_baseline } = options;
    let configured = config.baseline.as_ref().filter(|_| !no_baseline);
    let file = write_baseline.as_ref().or(baseline.as_ref()).or(configured);
    file.map(PathBuf::as_path)
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            format!("{path}: there is no such baseline; `--write-baseline {path}` writes one")
        }
        _ => format!("{path}: the baseline cannot be read: {error}"),
    }
}

/// What a baseline holds that is to be written anew; nothing else is written over.
fn before(path: &Path) -> Result<Baseline, String> {
    let json = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Baseline::default()),
        Err(error) => return Err(unreadable(path, &error)),
        Ok(json) => json,
    };
    match Baseline::read(&json) {
        Ok(baseline) => Ok(baseline),
        Err(BaselineError::Version(_)) => Ok(Baseline::default()),
        Err(_) if json.is_empty() => Ok(Baseline::default()),
        Err(error) => Err(format!("{}: it is not written over: {error}", path.display())),
    }
}

fn write(
    file: &Replacing,
    mut noted: Baseline,
    before: &Baseline,
    judged: &Judged<'_>,
    is_quiet: bool,
) -> io::Result<()> {
    let found = noted.len();
    noted.keep(before, |identity, path| {
        let rule = find(identity.rule);
        !rule.is_some_and(|rule| judged.has_judged(&rule.meta, path))
    });
    file.replace(|out| noted.write(out))?;
    let shown = file.shown();
    if !is_quiet {
        let kept = match noted.len() - found {
            0 => String::new(),
            kept => format!("; {kept} of what was not judged now were kept"),
        };
        let findings = counted(found, "finding");
        mention(&format!("{shown}: a baseline of {findings} was written{kept}"));
    }
    Ok(())
}
