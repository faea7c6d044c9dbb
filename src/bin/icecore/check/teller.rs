//! What becomes of each finding: it goes through the sieve, is counted, and told to every report.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use icecore::audit::{FindingCounts, Located};
use icecore::finding::{Level, RuleMeta};
use icecore::listing::Listing;
use icecore::policy::{Policy, Root, Sieve, Suppressed, Verdict};
use icecore::report::End;

use super::judged::Judged;
use super::known::KnownFiles;
use super::reports::Reports;
use crate::args::Check;
use crate::config::Config;
use crate::context::Context;
use crate::output::Output;
use crate::pipeline::{Event, Telling};

/// Tells findings.
pub struct Teller<'t> {
    /// What decides; `None` where everything is told as it is found.
    sieve: Option<Sieve<'t>>,
    reports: Reports,
    known: KnownFiles,
    /// The files that were judged, as they are named, where that has to be known.
    files: Vec<String>,
    /// Those of them that could not be read.
    unreadable: BTreeSet<String>,
    most: Option<u64>,
    /// Whether something may be kept back that was found.
    suppresses: bool,
    is_quiet: bool,
    told: u64,
    untold: FindingCounts,
}

impl<'t> Teller<'t> {
    pub fn new(
        options: &Check,
        context: Context<'t>,
        policy: &'t Policy,
        reports: Reports,
        mut known: KnownFiles,
    ) -> Self {
        let most = options.telling.max_findings.or(context.config.max_findings);
        let is_needed = !policy.is_uniform() || known.is_used() || most.is_some();
        let suppresses = !policy.allow.is_empty() || known.is_used();
        let sieve = is_needed.then(|| known.equip(Sieve::new(policy, &context.config.root)));
        Teller {
            sieve,
            reports,
            known,
            files: Vec::new(),
            unreadable: BTreeSet::new(),
            most,
            suppresses,
            is_quiet: context.global.quiet,
            told: 0,
            untold: FindingCounts::default(),
        }
    }

    /// Whether something is written besides standard output.
    pub fn writes_files(&self) -> bool {
        self.reports.has_files() || self.known.is_written()
    }

    /// How the audit may tell what it finds: only what goes through no sieve can be written down at once.
    pub fn telling(&self) -> Telling {
        match self.reports.telling() {
            // All goes into the baseline.
            _ if self.known.is_written() => Telling::Bare,
            Telling::Written(_) if self.sieve.is_some() => Telling::Bare,
            telling => telling,
        }
    }

    /// Standard output is left as it is where a program reads it.
    pub fn begin(&self, output: &mut Output) -> io::Result<()> {
        if self.reports.is_for_people() { Ok(()) } else { output.verbatim() }
    }

    pub fn take(&mut self, output: &mut Output, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::File(name) => {
                if self.sieve.is_some() {
                    self.files.push(name.to_owned());
                }
                self.reports.file(output, name)
            }
            Event::Unreadable(name, error) => {
                self.unreadable.insert(name.to_owned());
                self.reports.unreadable(output, name, error)
            }
            Event::Found(located) => self.found(output, located),
            Event::Written(findings) => self.reports.written(output, findings),
        }
    }

    fn found(&mut self, output: &mut Output, located: &Located) -> io::Result<()> {
        let level = match &mut self.sieve {
            None => located.finding.level,
            Some(sieve) => match sieve.judge(located) {
                Verdict::Told(level) => level,
                Verdict::Off | Verdict::Allowed | Verdict::InBaseline => return Ok(()),
            },
        };
        if self.most.is_some_and(|most| self.told >= most) {
            self.untold.add(level, 1);
            self.reports.untold(&at_level(located, level));
            return Ok(());
        }
        self.told += 1;
        self.reports.finding(output, &at_level(located, level))
    }

    /// How many findings were told of each rule, where the audit does not know.
    pub fn counts(&self) -> Option<Vec<(&'static RuleMeta, Level, u64)>> {
        self.sieve.as_ref().map(Sieve::told)
    }

    pub fn suppressed(&self) -> Option<Suppressed> {
        self.sieve.as_ref().map(Sieve::suppressed).filter(|_| self.suppresses)
    }

    pub fn untold(&self) -> FindingCounts {
        self.untold
    }

    pub fn end(&mut self, output: &mut Output, end: &End<'_>) -> io::Result<()> {
        self.reports.end(output, end, self.is_quiet)
    }

    /// The files that were read to their end, as seen from the root.
    pub fn files_read(&self, root: &Root, listing: &Listing) -> BTreeSet<String> {
        let broken: BTreeSet<&str> =
            listing.unread().iter().map(|one| &*listing.files()[one.file as usize].name).collect();
        let is_read =
            |file: &&String| !self.unreadable.contains(*file) && !broken.contains(file.as_str());
        self.files.iter().filter(is_read).map(|file| root.relative(file)).collect()
    }

    /// Ends what goes by baselines.
    pub fn end_known(self, judged: &Judged<'_>, config: &Config) -> io::Result<()> {
        match self.sieve {
            Some(sieve) => self.known.end(sieve, judged, config, self.is_quiet),
            None => Ok(()),
        }
    }
}

/// The finding, at the level that it has in its file.
fn at_level(located: &Located, level: Level) -> Cow<'_, Located> {
    if level == located.finding.level {
        return Cow::Borrowed(located);
    }
    let mut located = located.clone();
    located.finding.level = level;
    Cow::Owned(located)
}
