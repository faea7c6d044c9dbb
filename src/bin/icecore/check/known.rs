//! Baselines: read before anything is judged, and written when all is.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, Write};
use std::path::{Path, PathBuf};

use icecore::finding::Level;
use icecore::policy::{About, Allow, Baseline, Policy, Root, Sieve, Stale};
use icecore::report::counted;
use icecore::rules::find;

use crate::args::KnownFindings;
use crate::complaint::{mention, warn};
use crate::config::Config;

/// How many entries that are gone are named.
const NAMED: usize = 10;

/// The files that hold what was found before.
#[derive(Default)]
pub struct KnownFiles {
    /// The baseline that is gone by.
    read: Option<PathBuf>,
    baseline: Option<Baseline>,
    /// The one that is written.
    write: Option<(PathBuf, File)>,
}

/// What was judged, as far as it matters to what was found before.
pub struct Judged<'j> {
    pub files: &'j [String],
    pub root: &'j Root,
    pub policy: &'j Policy,
    /// Whether only some jobs were judged.
    pub is_filtered: bool,
}

impl KnownFiles {
    /// Reads the baseline, or makes sure that one can be written.
    pub fn open(options: &KnownFindings, config: &Config) -> Result<Self, String> {
        if let Some(path) = &options.write_baseline {
            // What is there is kept until there is something to be written.
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
            let file = file.map_err(|error| format!("{}: {error}", path.display()))?;
            return Ok(KnownFiles { write: Some((path.clone(), file)), ..KnownFiles::default() });
        }
        let Some(path) = file(options, config) else {
            return Ok(KnownFiles::default());
        };
        let json = fs::read(path).map_err(|error| unreadable(path, &error))?;
        let baseline = Baseline::read(&json);
        let baseline = baseline.map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(KnownFiles { read: Some(path.to_owned()), baseline: Some(baseline), write: None })
    }

    /// Whether one is written.
    pub fn is_written(&self) -> bool {
        self.write.is_some()
    }

    /// Whether there is one at all.
    pub fn is_used(&self) -> bool {
        self.read.is_some() || self.write.is_some()
    }

    /// Has the sieve go by it, or note down for it.
    pub fn equip<'p>(&mut self, sieve: Sieve<'p>) -> Sieve<'p> {
        match self.baseline.take() {
            Some(baseline) => sieve.baseline(baseline),
            None if self.write.is_some() => sieve.noting_down(),
            None => sieve,
        }
    }

    /// Writes what was noted down, or says what is gone.
    pub fn end(self, sieve: Sieve<'_>, judged: &Judged<'_>) -> io::Result<()> {
        let KnownFiles { read, write, .. } = self;
        if !judged.is_filtered {
            warn_of_idle(sieve.idle(), judged);
        }
        match (write, read, sieve.into_baseline()) {
            (Some((path, file)), _, Some(baseline)) => write_baseline(&path, file, &baseline),
            (_, Some(path), Some(baseline)) if !judged.is_filtered => {
                warn_of_stale(&path, &stale(&baseline, judged));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// The baseline that is read, or written.
pub fn file<'f>(options: &'f KnownFindings, config: &'f Config) -> Option<&'f Path> {
    let KnownFindings { baseline, write_baseline } = options;
    let file = write_baseline.as_ref().or(baseline.as_ref()).or(config.baseline.as_ref());
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

fn write_baseline(path: &Path, mut file: File, baseline: &Baseline) -> io::Result<()> {
    file.set_len(0)?;
    file.rewind()?;
    let mut writer = BufWriter::new(file);
    baseline.write(&mut writer)?;
    writer.flush()?;
    let findings = counted(baseline.len(), "finding");
    mention(&format!("{}: a baseline of {findings} was written", path.display()));
    Ok(())
}

/// What is gone of files that were judged by its rule, or that are gone themselves.
fn stale(baseline: &Baseline, judged: &Judged<'_>) -> Vec<Stale> {
    let files: BTreeSet<String> =
        judged.files.iter().map(|file| judged.root.relative(file)).collect();
    let is_judged = |path: &str| files.contains(path) || !judged.root.folder().join(path).exists();
    let mut stale = baseline.stale(is_judged);
    stale.retain(|stale| {
        let rule = find(stale.identity.rule);
        rule.is_some_and(|rule| judged.policy.at(&stale.path).level(&rule.meta) > Level::Off)
    });
    stale
}

fn warn_of_stale(path: &Path, stale: &[Stale]) {
    if stale.is_empty() {
        return;
    }
    let count: u64 = stale.iter().map(|stale| stale.count).sum();
    let (gone, path) = (counted(count, "finding"), path.display());
    warn(&format!(
        "{gone} of the baseline {path} no longer found; write it anew with --write-baseline"
    ));
    for Stale { identity, path, count } in stale.iter().take(NAMED) {
        let of = match &identity.about {
            About::Job { job_id, pointer, .. } => format!(" at {pointer} of job {job_id}"),
            About::Place { .. } => String::new(),
        };
        let times = if *count > 1 { format!(", {count} times") } else { String::new() };
        mention(&format!("  {} in {path}{of}{times}", identity.rule));
    }
    if let Some(more @ 1..) = stale.len().checked_sub(NAMED) {
        mention(&format!("  and {more} more"));
    }
}

/// Says what allows nothing any more, of what is about files that were judged.
fn warn_of_idle<'a>(idle: impl Iterator<Item = &'a Allow>, judged: &Judged<'_>) {
    for allow in idle {
        let is_about = |file: &String| allow.is_about(&judged.root.relative(file));
        if judged.files.iter().any(is_about) {
            let Allow { rule, reason, .. } = allow;
            warn(&format!("nothing is found any more that is allowed of `{rule}` ({reason})"));
        }
    }
}
